package export

import (
	"cmp"
	"io"
	"slices"
	"strconv"
	"time"

	"ripple/sim"
)

// An object-centric event log in the JSON format of OCEL 2.0
// (https://www.ocel-standard.org/2.0/ocel20_specification.pdf, section 8). Values
// are strings, as its published schema wants them; the types say what they are.

type ocelType struct {
	Name       string          `json:"name"`
	Attributes []ocelAttribute `json:"attributes"`
}

type ocelAttribute struct {
	Name string `json:"name"`
	Type string `json:"type"`
}

type ocelValue struct {
	Name  string `json:"name"`
	Value string `json:"value"`
	Time  string `json:"time,omitempty"` // of an object's
}

type ocelRelation struct {
	ObjectID  string `json:"objectId"`
	Qualifier string `json:"qualifier"`
}

type ocelEvent struct {
	ID            string         `json:"id"`
	Type          string         `json:"type"`
	Time          string         `json:"time"`
	Attributes    []ocelValue    `json:"attributes,omitempty"`
	Relationships []ocelRelation `json:"relationships,omitempty"`
}

type ocelObject struct {
	ID            string         `json:"id"`
	Type          string         `json:"type"`
	Relationships []ocelRelation `json:"relationships,omitempty"`
	Attributes    []ocelValue    `json:"attributes,omitempty"`
}

// Types of attributes.
const (
	ocelString  = "string"
	ocelTime    = "time"
	ocelInteger = "integer"
	ocelFloat   = "float"
	ocelBoolean = "boolean"
)

// always is since when what never changes holds.
const always = "1970-01-01T00:00:00Z"

// OCEL writes the world as an OCEL 2.0 event log in JSON.
func OCEL(out io.Writer, w *World) error {
	l := &log{World: w, ids: w.names()}
	s := newStream(out)
	s.list(`{"eventTypes": `)
	for _, t := range l.eventTypes() {
		s.item(t)
	}
	s.list("],\n\"objectTypes\": ")
	for _, t := range objectTypes() {
		s.item(t)
	}
	s.list("],\n\"events\": ")
	l.events(func(n int, e ocelEvent) {
		e.ID = "e" + strconv.Itoa(n+1)
		s.item(e)
	})
	s.list("],\n\"objects\": ")
	l.objects(func(o ocelObject) { s.item(o) })
	s.end("}\n")
	return s.close()
}

type log struct {
	*World
	ids map[uint64]string
}

// Names of events that are not the end of a step. Work that a department asks for is
// placed and delivered as orders are.
const (
	orderPlaced    = "order-placed"
	orderDelivered = "order-delivered"
	orderLost      = "order-lost"
	orderOpen      = "order-open"
)

func causeAttributes() []ocelAttribute {
	var all []ocelAttribute
	for c := range sim.NumCauses {
		all = append(all, ocelAttribute{c.CauseKey() + "-ms", ocelInteger})
	}
	return all
}

// eventTypes: one for each step, when it is done, named flow: step; and those that
// begin and end orders, or happen to systems and stocks.
func (l *log) eventTypes() []ocelType {
	at := append([]ocelAttribute{{"arrived", ocelTime}, {"visit", ocelInteger}}, causeAttributes()...)
	stay := append([]ocelAttribute{{"arrived", ocelTime}, {"visit", ocelInteger}, {"on-path", ocelBoolean}, {"onward-ms", ocelInteger}}, causeAttributes()...)
	all := []ocelType{
		{orderPlaced, []ocelAttribute{{"promised", ocelTime}}},
		{orderDelivered, []ocelAttribute{{"lead-time-ms", ocelInteger}, {"late", ocelBoolean}}},
		{orderLost, append([]ocelAttribute{{"lead-time-ms", ocelInteger}, {"late", ocelBoolean}}, at...)},
		{orderOpen, append([]ocelAttribute{{"lead-time-ms", ocelInteger}, {"late", ocelBoolean}}, at...)},
	}
	for _, kind := range []string{"system-down", "system-up"} {
		all = append(all, ocelType{kind, []ocelAttribute{}})
	}
	for _, kind := range []string{"stock-reordered", "stock-received"} {
		all = append(all, ocelType{kind, []ocelAttribute{{"quantity", ocelInteger}}})
	}
	for _, kind := range []string{"effect-begins", "effect-ends"} {
		all = append(all, ocelType{kind, []ocelAttribute{{"text", ocelString}}})
	}
	known := map[string]bool{}
	for i := range l.Model.Steps {
		if name := l.stepName(i); !known[name] {
			known[name] = true
			all = append(all, ocelType{name, stay})
		}
	}
	return all
}

func objectTypes() []ocelType {
	none := []ocelAttribute{}
	return []ocelType{
		{"order", []ocelAttribute{{"flow", ocelString}, {"placed", ocelTime}, {"promised", ocelTime}, {"value", ocelFloat}, {"end", ocelString}, {"late", ocelBoolean}}},
		{"replenishment", []ocelAttribute{{"flow", ocelString}}},
		{"work-item", []ocelAttribute{{"flow", ocelString}, {"placed", ocelTime}, {"promised", ocelTime}, {"value", ocelFloat}, {"end", ocelString}, {"late", ocelBoolean}}},
		{"customer-segment", none},
		{"department", []ocelAttribute{{"customer-facing", ocelBoolean}}},
		{"system", none},
		{"stock", none},
		{"supplier", none},
	}
}

func (l *log) stepName(step int) string {
	s := &l.Model.Steps[step]
	return l.Model.Flows[s.Flow].Name + ": " + s.Name
}

func stamp(t time.Time) string { return t.Format("2006-01-02T15:04:05.000Z07:00") }

func (l *log) stamp(t sim.Tick) string { return stamp(l.at(t)) }

// Identities of objects that are no items.
func (l *log) department(i int) string { return "department:" + l.Model.Departments[i].Name }
func (l *log) segment(i int) string    { return "customer-segment:" + l.Model.Segments[i].Name }
func (l *log) system(i int) string     { return "system:" + l.Model.Systems[i].Name }
func (l *log) stock(i int) string      { return "stock:" + l.Model.Stocks[i].Name }
func (l *log) supplier(i int) string   { return "supplier:" + l.Model.Suppliers[i].Name }

// objects hands out everything that events are about.
func (l *log) objects(give func(ocelObject)) {
	m := l.Model
	for i := range m.External() {
		give(ocelObject{ID: l.segment(i), Type: "customer-segment"})
	}
	for i := range m.Departments {
		give(ocelObject{ID: l.department(i), Type: "department", Attributes: []ocelValue{{"customer-facing", strconv.FormatBool(m.Departments[i].CustomerFacing), always}}})
	}
	for i := range m.Systems {
		o := ocelObject{ID: l.system(i), Type: "system"}
		if by := m.Systems[i].RunBy; by >= 0 {
			o.Relationships = []ocelRelation{{l.department(by), "run by"}}
		}
		give(o)
	}
	for i := range m.Stocks {
		give(ocelObject{ID: l.stock(i), Type: "stock", Relationships: []ocelRelation{{l.department(m.Stocks[i].Department), "kept at"}}})
	}
	for i := range m.Suppliers {
		give(ocelObject{ID: l.supplier(i), Type: "supplier"})
	}
	for _, j := range slices.Concat(l.Orders, l.Inside) {
		give(l.object(j))
	}
}

// object is an item: an order, a replenishment or other work.
func (l *log) object(j *sim.Journey) ocelObject {
	o := ocelObject{ID: l.ids[j.Item], Type: l.kind(j)}
	set := func(name, value, since string) { o.Attributes = append(o.Attributes, ocelValue{name, value, since}) }
	if j.Flow >= 0 {
		set("flow", l.Model.Flows[j.Flow].Name, always)
	}
	if j.Segment >= 0 {
		set("placed", l.stamp(j.Placed), always)
		if j.Due != sim.Never {
			set("promised", l.stamp(j.Due), always)
		}
		set("value", strconv.FormatFloat(float64(j.Value)/100, 'f', 2, 64), always)
		set("end", j.End.String(), l.stamp(j.Ended))
		set("late", strconv.FormatBool(j.Late), l.stamp(j.Ended))
	}
	if l.external(j) {
		o.Relationships = append(o.Relationships, ocelRelation{l.segment(j.Segment), "order of"})
	}
	if stock, ok := sim.Replenished(j.Item); ok {
		o.Relationships = append(o.Relationships, ocelRelation{l.stock(stock), "replenishes"})
	}
	if j.Supplier >= 0 {
		o.Relationships = append(o.Relationships, ocelRelation{l.supplier(j.Supplier), "ordered from"})
	}
	for i := range j.Steps {
		for _, h := range j.Steps[i].Held {
			if id, known := l.ids[h.Holder]; known {
				o.Relationships = related(o.Relationships, id, "waited for")
			}
		}
	}
	return o
}

// related adds a relationship once.
func related(all []ocelRelation, id, qualifier string) []ocelRelation {
	r := ocelRelation{id, qualifier}
	if slices.Contains(all, r) {
		return all
	}
	return append(all, r)
}

// moment is an event before it is put in order.
type moment struct {
	at    sim.Tick
	rank  int // among those of the same tick: beginnings, steps, ends, the rest
	place int // in the order of items, or of happenings
	step  int // of the item
	event func() ocelEvent
}

// events hands out all events in order of time.
func (l *log) events(give func(n int, e ocelEvent)) {
	var all []moment
	for place, j := range slices.Concat(l.Orders, l.Inside) {
		if j.Segment >= 0 {
			all = append(all,
				moment{j.Placed, 0, place, 0, func() ocelEvent { return l.placed(j) }},
				moment{j.Ended, 2, place, 0, func() ocelEvent { return l.ended(j) }})
		}
		for i := range j.Steps {
			if s := &j.Steps[i]; !s.Open {
				all = append(all, moment{s.Left, 1, place, i, func() ocelEvent { return l.stay(j, s) }})
			}
		}
	}
	for place := range l.Happenings {
		h := &l.Happenings[place]
		all = append(all, moment{h.Tick, 3, place, 0, func() ocelEvent { return l.happening(h) }})
	}
	slices.SortFunc(all, func(a, b moment) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.rank, b.rank), cmp.Compare(a.place, b.place), cmp.Compare(a.step, b.step))
	})
	for n := range all {
		give(n, all[n].event())
	}
}

func (l *log) placed(j *sim.Journey) ocelEvent {
	e := ocelEvent{Type: orderPlaced, Time: l.stamp(j.Placed), Relationships: l.whose(j)}
	if j.Due != sim.Never {
		e.Attributes = []ocelValue{{Name: "promised", Value: l.stamp(j.Due)}}
	}
	if j.Origin >= 0 {
		e.Relationships = append(e.Relationships, ocelRelation{l.department(l.Model.Steps[j.Origin].Department), "started by"})
	}
	return e
}

// whose are an order and its customers.
func (l *log) whose(j *sim.Journey) []ocelRelation {
	all := []ocelRelation{{l.ids[j.Item], l.kind(j)}}
	if l.external(j) {
		all = append(all, ocelRelation{l.segment(j.Segment), "order of"})
	}
	return all
}

// ended is an order's end; of one that was lost, or is open, with its last stay.
func (l *log) ended(j *sim.Journey) ocelEvent {
	e := ocelEvent{
		Type: orderDelivered, Time: l.stamp(j.Ended),
		Attributes:    []ocelValue{{Name: "lead-time-ms", Value: strconv.FormatInt(j.Took(), 10)}, {Name: "late", Value: strconv.FormatBool(j.Late)}},
		Relationships: l.whose(j),
	}
	switch j.End {
	case sim.JourneyLost:
		e.Type = orderLost
	case sim.JourneyUnfinished:
		e.Type = orderOpen
	default:
		return e
	}
	if s := j.Last(); s != nil {
		e.Relationships = append(e.Relationships, ocelRelation{l.department(l.Model.Steps[s.Step].Department), "stood at"})
		if s.Open {
			e.Attributes = append(e.Attributes, l.spent(s)...)
		}
	}
	return e
}

// spent is when a stay began and which causes took how long.
func (l *log) spent(s *sim.JourneyStep) []ocelValue {
	all := []ocelValue{{Name: "arrived", Value: l.stamp(s.Arrived)}, {Name: "visit", Value: strconv.Itoa(s.Visit)}}
	for c, ticks := range s.Ticks {
		if ticks != 0 {
			all = append(all, ocelValue{Name: sim.Cause(c).CauseKey() + "-ms", Value: strconv.FormatInt(ticks, 10)})
		}
	}
	return all
}

// stay is the end of a step.
func (l *log) stay(j *sim.Journey, s *sim.JourneyStep) ocelEvent {
	step := &l.Model.Steps[s.Step]
	e := ocelEvent{
		Type: l.stepName(s.Step), Time: l.stamp(s.Left),
		Attributes:    append(l.spent(s), ocelValue{Name: "on-path", Value: strconv.FormatBool(s.OnPath)}, ocelValue{Name: "onward-ms", Value: strconv.FormatInt(s.Onward, 10)}),
		Relationships: []ocelRelation{{l.ids[j.Item], l.kind(j)}, {l.department(step.Department), "done by"}},
	}
	for _, i := range step.Needs {
		e.Relationships = related(e.Relationships, l.system(i), "needs")
	}
	for _, a := range step.Takes {
		e.Relationships = related(e.Relationships, l.stock(a.Stock), "takes from")
	}
	for _, a := range step.Gives {
		e.Relationships = related(e.Relationships, l.stock(a.Stock), "brings to")
	}
	if step.Supply != nil {
		e.Relationships = related(e.Relationships, l.supplier(step.Supply.Supplier), "ordered from")
	}
	for _, h := range s.Held {
		if id, known := l.ids[h.Holder]; known {
			e.Relationships = related(e.Relationships, id, "waited for")
		}
	}
	return e
}

func (l *log) happening(h *Happening) ocelEvent {
	e := ocelEvent{Type: h.Kind, Time: l.stamp(h.Tick)}
	if h.Quantity != 0 {
		e.Attributes = append(e.Attributes, ocelValue{Name: "quantity", Value: strconv.Itoa(h.Quantity)})
	}
	if h.Text != "" {
		e.Attributes = append(e.Attributes, ocelValue{Name: "text", Value: h.Text})
	}
	for _, r := range []ocelRelation{{h.Department, "department"}, {h.System, "system"}, {h.Stock, "stock"}} {
		if r.ObjectID != "" {
			e.Relationships = append(e.Relationships, ocelRelation{r.Qualifier + ":" + r.ObjectID, "concerns"})
		}
	}
	return e
}
