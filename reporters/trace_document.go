package reporters

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/google/jsonschema-go/jsonschema"

	"ripple/sim"
)

// TraceVersion is the version of the trace's JSON shape: it goes up when a field
// changes its meaning or disappears, not when one is added.
const TraceVersion = 1

// TraceDocument is a trace as JSON gives it, for scripts to rely on. Times are exact:
// milliseconds since the warm-up began. The tags say what the fields mean; `ripple
// schema trace` prints them.
type TraceDocument struct {
	Version int    `json:"version" jsonschema:"of this shape: it goes up when a field changes its meaning or goes, not when one is added"`
	Kind    string `json:"kind" jsonschema:"trace"`
	MadeDoc
	Scenario     string `json:"scenario" jsonschema:"the scenario's short name, as on the command line"`
	Title        string `json:"title" jsonschema:"the scenario's title"`
	Organisation string `json:"organisation" jsonschema:"the organisation's name"`
	Currency     string `json:"currency" jsonschema:"of all amounts of money"`
	Seed         uint64 `json:"seed" jsonschema:"of chance: the same seed gives the same result"`

	Option  TracedOptionDoc `json:"option" jsonschema:"the case looked at"`
	Against TracedOptionDoc `json:"against" jsonschema:"the case it is compared with"`
	Chosen  string          `json:"chosen,omitempty" jsonschema:"how the orders were chosen, where ripple has chosen them"`

	Orders []TracedOrderDoc `json:"orders" jsonschema:"the orders that were asked for"`
}

// TracedOptionDoc names one case.
type TracedOptionDoc struct {
	Name  string `json:"name" jsonschema:"as in the scenario; baseline and do-nothing for the two that nobody wrote"`
	Label string `json:"label" jsonschema:"its name for people"`
}

// TracedOrderDoc is one order in both cases.
type TracedOrderDoc struct {
	Name        string            `json:"name" jsonschema:"as events call it"`
	Flow        string            `json:"flow" jsonschema:"the flow that it goes through"`
	Customers   string            `json:"customers,omitempty" jsonschema:"whose it is; not there for internal work"`
	Replication int               `json:"replication" jsonschema:"counted from 1"`
	Option      *JourneyDoc       `json:"option" jsonschema:"its way in the case looked at; null when it was never placed"`
	Against     *JourneyDoc       `json:"against" jsonschema:"its way in the other case; null when it was never placed"`
	Causes      []TracedCauseDoc  `json:"causes" jsonschema:"where the time on the way went, the largest differences first: it adds up to the time from placing to the end"`
	Holders     []TracedHolderDoc `json:"holders" jsonschema:"what it was held by in the case looked at, and what those were held by"`
	There       []TracedHolderDoc `json:"against_holders" jsonschema:"the same in the other case"`
	Sentences   []string          `json:"sentences" jsonschema:"the same in words"`
}

// TracedHolderDoc is an item that others waited for.
type TracedHolderDoc struct {
	Name     string      `json:"name" jsonschema:"as in held"`
	Flow     string      `json:"flow,omitempty" jsonschema:"the flow that it goes through"`
	Supplier string      `json:"supplier,omitempty" jsonschema:"the supplier who brings it straight to a stock"`
	Journey  *JourneyDoc `json:"journey" jsonschema:"its way; null when it is an order of customers: name it to follow it"`
}

// HeldDoc is a wait for what another item brought, or for its end.
type HeldDoc struct {
	Holder string     `json:"holder" jsonschema:"what was waited for: an item, or the supplier of a step's own order"`
	From   MomentDoc  `json:"from" jsonschema:"when the wait began"`
	To     MomentDoc  `json:"to" jsonschema:"when it was over"`
	Spells []SpellDoc `json:"spells" jsonschema:"what passed upstream meanwhile, in order: it covers the wait"`
}

// SpellDoc is a stretch of time at one place for one cause.
type SpellDoc struct {
	Place string `json:"place" jsonschema:"a department or a supplier"`
	Cause string `json:"cause" jsonschema:"why"`
	Ticks int64  `json:"ticks" jsonschema:"milliseconds"`
	By    string `json:"by,omitempty" jsonschema:"the inject that held it, or took a system down, where that is certain"`
}

// MomentDoc is a moment of the run.
type MomentDoc struct {
	Tick int64  `json:"tick" jsonschema:"milliseconds since the warm-up began"`
	Day  int    `json:"day" jsonschema:"day 1 is the scenario's from"`
	At   string `json:"at" jsonschema:"on the organisation's clock, to the minute"`
}

// JourneyDoc is the way of an order in one case.
type JourneyDoc struct {
	Placed MomentDoc  `json:"placed" jsonschema:"when it was placed"`
	Due    *MomentDoc `json:"due,omitempty" jsonschema:"when it was promised, where it was"`
	Ended  MomentDoc  `json:"ended" jsonschema:"when it was delivered or lost; the end of the run for what is unfinished"`
	End    string     `json:"end" jsonschema:"delivered, lost or unfinished"`
	Late   bool       `json:"late" jsonschema:"whether it ended, or is open, after its promise"`
	Value  Number     `json:"value" jsonschema:"in the organisation's currency"`
	Steps  []StayDoc  `json:"steps" jsonschema:"in the order in which they ended"`
}

// StayDoc is an order's stay at one step.
type StayDoc struct {
	Step        string           `json:"step" jsonschema:"the step"`
	Department  string           `json:"department" jsonschema:"where it is done"`
	Visit       int              `json:"visit" jsonschema:"0 for the first time"`
	Before      string           `json:"before,omitempty" jsonschema:"the step that it came from"`
	BeforeVisit int              `json:"before_visit,omitempty" jsonschema:"the visit there"`
	Arrived     MomentDoc        `json:"arrived" jsonschema:"when it came"`
	Left        MomentDoc        `json:"left" jsonschema:"when the step was done"`
	Open        bool             `json:"open,omitempty" jsonschema:"the step was not done: the order was lost here, or stands here when the run ends"`
	OnPath      bool             `json:"on_path" jsonschema:"whether it lies on the way to the end: at every join by the branch that came last"`
	Onward      int64            `json:"onward" jsonschema:"milliseconds on the way to the next step on the path, or to the customer"`
	Ticks       map[string]int64 `json:"ticks" jsonschema:"milliseconds by cause: they add up to the stay"`
	HeldBy      string           `json:"held_by,omitempty" jsonschema:"the inject behind the ticks held, where that is certain"`
	DownBy      string           `json:"down_by,omitempty" jsonschema:"the inject behind the ticks of a system down, where that is certain"`
	Held        []HeldDoc        `json:"held,omitempty" jsonschema:"the waits in it for what other items brought, or for their end"`
}

// TracedCauseDoc is time on the way at one department for one cause.
type TracedCauseDoc struct {
	Department string `json:"department" jsonschema:"where it passed"`
	Cause      string `json:"cause" jsonschema:"why"`
	Option     int64  `json:"option" jsonschema:"milliseconds in the case looked at"`
	Against    int64  `json:"against" jsonschema:"milliseconds in the other case"`
}

// TraceSchema is the JSON Schema of a TraceDocument.
func TraceSchema() (*jsonschema.Schema, error) {
	m := newSchemaMaker()
	define[MomentDoc](m, "moment")
	spell := define[SpellDoc](m, "spell").Properties["cause"]
	define[HeldDoc](m, "held")
	cause := define[TracedCauseDoc](m, "cause").Properties["cause"]
	stay := define[StayDoc](m, "stay")
	journey := define[JourneyDoc](m, "journey")
	holder := define[TracedHolderDoc](m, "holder")
	order := define[TracedOrderDoc](m, "order")
	s := define[TraceDocument](m, "trace")
	if m.err != nil {
		return nil, fmt.Errorf("make the schema of traces: %w", m.err)
	}
	ticks := stay.Properties["ticks"]
	ticks.Properties = map[string]*jsonschema.Schema{}
	for c := range sim.NumCauses {
		cause.Enum, spell.Enum = append(cause.Enum, c.CauseKey()), append(spell.Enum, c.CauseKey())
		ticks.Properties[key(c.CauseKey())] = &jsonschema.Schema{Type: "integer"}
		ticks.PropertyOrder = append(ticks.PropertyOrder, key(c.CauseKey()))
	}
	ticks.AdditionalProperties = &jsonschema.Schema{Not: &jsonschema.Schema{}}
	orNull := func(p *jsonschema.Schema) {
		*p = jsonschema.Schema{Description: p.Description, AnyOf: []*jsonschema.Schema{{Ref: "#/$defs/journey"}, {Type: "null"}}}
	}
	orNull(order.Properties["option"])
	orNull(order.Properties["against"])
	orNull(holder.Properties["journey"])
	journey.Properties["due"] = &jsonschema.Schema{Description: journey.Properties["due"].Description, Ref: "#/$defs/moment"}
	return m.finish(s, "trace", "A result of ripple trace", "The way of orders through the organisation, in two cases side by side."), nil
}

// TraceJSON writes the trace as an indented TraceDocument.
func TraceJSON(w io.Writer, t *Trace) error {
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", " ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(t.document())
}

func (t *Trace) document() *TraceDocument {
	d := &TraceDocument{
		Version: TraceVersion, Kind: "trace", MadeDoc: MadeDoc{t.Ripple, t.Go},
		Scenario: t.Name, Title: t.Scenario, Organisation: t.Organisation, Currency: t.Currency, Seed: t.Seed,
		Option: TracedOptionDoc(t.Here), Against: TracedOptionDoc(t.There), Chosen: t.Chosen, Orders: []TracedOrderDoc{},
	}
	for i := range t.Orders {
		o := &t.Orders[i]
		here, there := t.world(o, 0), t.world(o, 1)
		doc := TracedOrderDoc{
			Name: o.Name, Flow: o.Flow, Customers: o.Customers, Replication: o.Replication,
			Option: t.journey(here, o.Here), Against: t.journey(there, o.There), Causes: []TracedCauseDoc{}, Holders: []TracedHolderDoc{}, There: []TracedHolderDoc{}, Sentences: append(t.sentences(o), t.story(o)...),
		}
		for _, h := range o.Holders {
			doc.Holders = append(doc.Holders, t.holder(here, h))
		}
		for _, h := range o.HoldersThere {
			doc.There = append(doc.There, t.holder(there, h))
		}
		for _, c := range o.Causes {
			doc.Causes = append(doc.Causes, TracedCauseDoc{c.Department, c.Cause.CauseKey(), c.Here, c.There})
		}
		d.Orders = append(d.Orders, doc)
	}
	return d
}

func (t *Trace) holder(w *tracedWorld, h TracedHolder) TracedHolderDoc {
	m := t.clock.days.model
	d := TracedHolderDoc{Name: h.Name, Journey: t.journey(w, h.Journey)}
	switch {
	case h.Journey == nil:
	case h.Journey.Flow >= 0:
		d.Flow = m.Flows[h.Journey.Flow].Name
	default:
		d.Supplier = m.Suppliers[h.Journey.Supplier].Name
	}
	return d
}

func (t *Trace) heldDocs(w *tracedWorld, s *sim.JourneyStep) []HeldDoc {
	var docs []HeldDoc
	for _, h := range s.Held {
		d := HeldDoc{Holder: t.holderName(&h), From: t.clock.doc(h.From), To: t.clock.doc(h.To), Spells: []SpellDoc{}}
		for _, r := range h.Spells {
			d.Spells = append(d.Spells, SpellDoc{t.placeName(r.Place), r.Cause.CauseKey(), r.Ticks, t.spellInject(w, s, &h, r)})
		}
		docs = append(docs, d)
	}
	return docs
}

func (t *Trace) journey(w *tracedWorld, j *sim.Journey) *JourneyDoc {
	if j == nil {
		return nil
	}
	m := t.clock.days.model
	d := &JourneyDoc{
		Placed: t.clock.doc(j.Placed), Ended: t.clock.doc(j.Ended), End: j.End.String(), Late: j.Late, Value: Number(float64(j.Value) / 100), Steps: []StayDoc{},
	}
	if j.Due != sim.Never {
		due := t.clock.doc(j.Due)
		d.Due = &due
	}
	for i := range j.Steps {
		s := &j.Steps[i]
		stay := StayDoc{
			Step: m.Steps[s.Step].Name, Department: m.Departments[m.Steps[s.Step].Department].Name, Visit: s.Visit,
			Arrived: t.clock.doc(s.Arrived), Left: t.clock.doc(s.Left), Open: s.Open, OnPath: s.OnPath, Onward: s.Onward, Ticks: map[string]int64{},
			HeldBy: w.inject(s, sim.CauseHeld), DownBy: w.inject(s, sim.CauseSystem), Held: t.heldDocs(w, s),
		}
		if s.Before >= 0 {
			stay.Before, stay.BeforeVisit = m.Steps[s.Before].Name, s.BeforeVisit
		}
		for cause, ticks := range s.Ticks {
			if ticks != 0 {
				stay.Ticks[key(sim.Cause(cause).CauseKey())] = ticks
			}
		}
		d.Steps = append(d.Steps, stay)
	}
	return d
}

func (c clockwork) doc(t sim.Tick) MomentDoc {
	day, minute := c.read(t)
	return MomentDoc{Tick: t, Day: day.Number, At: fmt.Sprintf("%sT%02d:%02d", day.Date, minute/60, minute%60)}
}
