package scenarios

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"ripple/scenarios/format"
	"ripple/sim"
	"ripple/sim/calendar"
)

// Limits on what happens in a scenario.
const (
	maxEffects = 500
	maxOptions = 50
)

// deed is one thing being read: what it changes, and what its cost counts.
type deed struct {
	b       *builder
	action  string
	fields  *fields
	changes []sim.Change
	text    string // in words, for people

	rampFor calendar.Span // how long people who come count in part

	items  bool    // `per order` has a meaning
	hours  float64 // person-hours per elapsed day that `per hour` counts
	pieces int64   // that `per piece` counts
	surges []surge
}

// surge is more demand of one stream.
type surge struct {
	stream int
	factor float64 // of the demand there was, above 1
}

// surging is a surge of one effect.
type surging struct {
	surge
	effect int
}

// actions are all that can happen or be decided, by name.
var actions = map[string]func(*deed){
	"slip":             (*deed).slip,
	"outage":           (*deed).outage,
	"slowdown":         (*deed).slowdown,
	"errors":           (*deed).mistakes,
	"absence":          (*deed).absence,
	"surge":            (*deed).surge,
	"stock-loss":       (*deed).stockLoss,
	"supplier-failure": (*deed).supplierFailure,
	"second-source":    (*deed).secondSource,
	"longer-wait":      (*deed).longerWait,
	"add-staff":        (*deed).addStaff,
	"overtime":         (*deed).overtime,
	"expedite":         (*deed).expedite,
	"workaround":       (*deed).workaround,
	"buffer":           (*deed).buffer,
	"promise":          (*deed).promise,
	"priority":         (*deed).priority,
	"work-order":       (*deed).workOrder,
	"change":           (*deed).change,
	"lend":             (*deed).lend,
}

// effect reads one inject, response, or choice of an exercise. The arms are set by the caller.
func (b *builder) effect(n *node, kind, name string) (sim.Effect, bool) {
	response := kind != "inject"
	usual := format.Injects().Actions()
	if response {
		usual = append(format.Responses().Actions(), "change")
	}
	e := sim.Effect{Name: name, Response: response}
	f := n.fields(kind)
	what := f.what
	done := f.actions()
	if len(done) != 1 {
		if f.plain() {
			hint := "one of: " + strings.Join(usual, ", ")
			if len(done) > 1 {
				hint = "write two items, each with `- at: …`"
				if kind == "choice" {
					hint = "write two items"
				}
				f.at[done[1]].fail(hint, "%s does one thing, and here are `%s` and `%s`", what, done[0], done[1])
			} else {
				n.fail(hint, "%s does nothing yet", what)
			}
		}
		return e, false
	}
	before := n.source.problems.total
	if kind != "choice" {
		e.When, _ = b.trigger(f, what)
		f.together("checked", "judged-by", "not-before", "not-after")
	}
	d := &deed{b: b, action: done[0]}
	body := f.get(done[0])
	if body == nil {
		return e, false
	}
	d.fields = &fields{node: body}
	actions[done[0]](d)
	b.common(&e, d, f)
	e.Changes, e.Ramp = d.changes, d.rampFor
	b.pending = d.surges
	e.Text, b.does = d.text, d.text
	if !response {
		e.Name = d.name()
	}
	if say := f.get("say"); say != nil {
		e.Text = say.prose("`say`")
	}
	if n.source.problems.total > before {
		return e, false
	}
	if !response && e.For.IsZero() && e.ForRandom.IsZero() && d.action != "stock-loss" {
		b.note("the `%s` in line %d lasts to the end of the run: it has no `for`", d.action, body.line)
	}
	return e, true
}

// actions are those that were written, in the order of the alphabet.
func (f *fields) actions() []string {
	var done []string
	for key := range actions {
		if f.has(key) {
			done = append(done, key)
		}
	}
	slices.Sort(done)
	return done
}

// read reads the body of an action.
func (d *deed) read() *fields {
	d.fields = d.fields.node.fields(d.action)
	return d.fields
}

// common reads for how long, from when and at what cost.
func (b *builder) common(e *sim.Effect, d *deed, item *fields) {
	value := func(key string) *node {
		inner, outer := d.fields.byKey[key], item.byKey[key]
		if inner != nil && outer != nil {
			inner.fail("write it once", "`%s` is here twice", key)
		}
		if inner != nil {
			return inner
		}
		return outer
	}
	if n := value("for"); n != nil {
		b.readLength(e, n)
	}
	if n := value("ready-after"); n != nil {
		e.Lead, _ = n.elapsed("`ready-after`")
	}
	if n := value("cost"); n != nil {
		b.readCost(e, d, n)
	}
}

// readLength reads how long an effect lasts: a span, or a distribution.
func (b *builder) readLength(e *sim.Effect, n *node) {
	if n.kind == scalar {
		if span, err := parseSpan(unmarked(n.text)); err == nil {
			if span.IsZero() {
				n.fail("leave the line out to let it last to the end", "`for` must be longer than no time")
			}
			e.For = span
			return
		} else if !strings.Contains(n.text, "(") {
			n.failWith(err)
			return
		}
	}
	d, ok := n.distribution("`for`", parseElapsed)
	if ok && d.Mean() <= 0 {
		n.fail("", "`for` must be longer than no time")
		return
	}
	e.ForRandom = d
}

// readCost reads 4000, 300 per day, 90 per order, 12 per piece, 14 per hour.
func (b *builder) readCost(e *sim.Effect, d *deed, n *node) {
	text, ok := n.str("a cost")
	if !ok {
		return
	}
	amount, unit, _ := strings.Cut(unmarked(text), " per ")
	cents, err := parseMoney(amount)
	if err != nil {
		n.failWith(err)
		return
	}
	unit = strings.TrimSpace(unit)
	only := func(allowed bool, where string) bool {
		if !allowed {
			n.fail("write an amount, or an amount per day", "`per %s` has a meaning only in %s", unit, where)
		}
		return allowed
	}
	switch unit {
	case "":
		e.Cost = cents
	case "day", "calendar day":
		e.CostPerDay = cents
	case "order":
		if only(d.items, "expedite and promise") {
			e.CostPerItem = cents
		}
	case "piece":
		if only(d.pieces > 0, "buffer with `pieces`") {
			e.Cost = int64(math.Round(float64(cents) * float64(d.pieces)))
		}
	case "hour":
		if only(d.hours > 0, "add-staff and overtime") {
			e.CostPerDay = int64(math.Round(float64(cents) * d.hours))
		}
	default:
		n.fail("for example 4000, 300 per day, 90 per order, 12 per piece or 14 per hour", "`per %s` cannot be used here", clip(unit))
	}
	if math.Abs(float64(e.Cost)) > maxMoney*100 || math.Abs(float64(e.CostPerDay)) > maxMoney*100 {
		n.fail("", "`%s` is too much money", clip(text))
	}
}

// add notes a change.
func (d *deed) add(c sim.Change) { d.changes = append(d.changes, c) }

// put adds an effect to the model.
func (b *builder) put(e sim.Effect) {
	index := len(b.model.Effects)
	b.model.Effects = append(b.model.Effects, e)
	for _, s := range b.pending {
		b.surging = append(b.surging, surging{s, index})
	}
	b.pending = nil
}

// addSurges adds the extra streams of all surges. They stand in the order in which their times
// come, so that those that have begun keep their places, and with them their orders,
// whatever is added to the file to happen later.
func (b *builder) addSurges() {
	at := func(s surging) sim.Tick {
		if when := &b.model.Effects[s.effect].When; !when.Random {
			return when.At
		}
		return 0
	}
	slices.SortStableFunc(b.surging, func(x, y surging) int { return cmp.Compare(at(x), at(y)) })
	for _, s := range b.surging {
		extra := b.model.Streams[s.stream]
		extra.Name += " surge"
		extra.Surge = s.effect
		multiplyDemand(&extra, s.factor-1)
		b.surges[s.stream] = append(b.surges[s.stream], len(b.model.Streams))
		b.model.Streams = append(b.model.Streams, extra)
	}
}

// spreadToSurges lets what changes a stream change the streams of its surges
// as well: a new promise holds for every customer of the segment.
func (b *builder) spreadToSurges() {
	for i := range b.model.Effects {
		e := &b.model.Effects[i]
		for _, c := range e.Changes {
			switch c.Param {
			case sim.ParamPromise, sim.ParamPatience, sim.ParamValue, sim.ParamDemand:
				for _, extra := range b.surges[c.Target] {
					if b.model.Streams[extra].Surge == i {
						continue
					}
					c.Target = extra
					e.Changes = append(e.Changes, c)
				}
			}
		}
	}
}

// scaled is a factor read from `x 1.3` or `by: 30 %`.
func (d *deed) scaled(f *fields, times string, least, most float64) (float64, bool) {
	switch f.oneOf(times, "by") {
	case times:
		if n := f.get(times); n != nil {
			return n.factor("a factor", least, most)
		}
	case "by":
		if n := f.get("by"); n != nil {
			if n.kind == scalar && isFactor(n.text) {
				return n.factor("a factor", least, most)
			}
			share, ok := n.share("a change", -1, 1000)
			if ok && (1+share < least || 1+share > most) {
				n.fail("", "a change by %s leaves nothing sensible", clip(n.text))
				return 1, false
			}
			return 1 + share, ok
		}
	default:
		if f.plain() {
			f.node.fail("add `"+times+": x 1.3` or `by: 30 %`", "`%s` does not say by how much", d.action)
		}
	}
	return 1, false
}

// stretch reads a span under a key.
func (d *deed) stretch(f *fields, key string) (calendar.Span, bool) {
	if n := f.need(key); n != nil {
		return n.span("`" + key + "`")
	}
	return calendar.Span{}, false
}
