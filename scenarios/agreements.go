package scenarios

import (
	"fmt"
	"slices"
	"strings"

	"ripple/sim"
	"ripple/sim/calendar"
)

// maxAgreements bounds what departments promise each other.
const maxAgreements = 1000

// agreement is a time that a department promised to those it works for.
type agreement struct {
	node    *node
	name    string
	from    int
	segment int // of customers; -1: colleagues
	askers  []int
	all     bool // everybody who asks
	to      string
	flow    int
	step    int // of the flow; -1: the whole order
	within  calendar.Span
	target  float64
	penalty int64
	stops   []int // steps of the flow
	guard   *sim.Guard
}

func (org *organisation) readAgreements(f *fields) {
	n := f.get("agreements")
	if n == nil {
		return
	}
	if n.kind != list {
		n.fail("write each as an item: `- {from: it-operations, to: sales, flow: it-ticket, within: 4 working hours, for: 95 %}`", "`agreements` is a list")
		return
	}
	if len(n.items) > maxAgreements {
		n.fail("", "%d agreements: at most %d", len(n.items), maxAgreements)
		return
	}
	for _, item := range n.items {
		before := n.source.problems.total
		a := org.readAgreement(item)
		if n.source.problems.total > before {
			continue
		}
		org.agreements = append(org.agreements, org.eachAsker(a)...)
	}
	org.nameAgreements()
}

func (org *organisation) readAgreement(n *node) *agreement {
	a := &agreement{node: n, from: -1, segment: -1, flow: -1, step: -1}
	f := n.fields("agreement")
	f.checkAbout()
	if v := f.get("name"); v != nil && v.checkName("an agreement") {
		a.name = v.text
	}
	if v := f.need("from"); v != nil {
		a.from = v.find("a department", org.departmentAt)
	}
	if v := f.need("flow"); v != nil {
		a.flow = v.find("a flow", org.flowAt)
	}
	if v := f.need("within"); v != nil {
		a.within, _ = v.span("the time of an agreement")
	}
	if v := f.need("for"); v != nil {
		a.target, _ = v.share("the share that is promised", 0, 1)
	}
	if v := f.get("penalty"); v != nil {
		a.readPenalty(v)
	}
	to := f.need("to")
	if a.flow < 0 || a.from < 0 || to == nil {
		return a
	}
	fl := org.flows[a.flow]
	if v := f.get("step"); v != nil {
		a.step = v.find("a step of this flow", fl.stepAt)
	}
	if v := f.get("only-if"); v != nil {
		a.guard = fl.guard(v)
	}
	if v := f.get("clock-stops"); v != nil {
		if a.step >= 0 {
			v.fail("leave it out, or leave out `step`", "the clock of one step has nothing to stop for")
		}
		for _, item := range v.list() {
			if s := item.find("a step of this flow", fl.stepAt); s >= 0 {
				a.stops = append(a.stops, s)
			}
		}
	}
	org.resolveTo(a, fl, to)
	org.checkPromiser(a, fl, f)
	return a
}

// readPenalty reads 550 each.
func (a *agreement) readPenalty(n *node) {
	text, ok := n.str("a penalty")
	if !ok {
		return
	}
	inner := *n
	inner.text = strings.TrimSpace(strings.TrimSuffix(unmarked(text), " each"))
	cents, ok := inner.money("a penalty")
	const most = 40_000_000_00 // what the engine keeps for each order
	if ok && (cents < 0 || cents > most) {
		n.fail("", "a penalty is from 0 to 40000000")
		return
	}
	a.penalty = cents
}

// resolveTo finds out to whom it was promised.
func (org *organisation) resolveTo(a *agreement, fl *flow, to *node) {
	if i, is := org.segmentAt[to.text]; is && to.kind == scalar {
		if a.segment, a.to = i, to.text; fl.segment != i && a.step < 0 {
			to.fail("write `for: "+to.text+"` in the flow, or name those it is for", "flow `%s` is not for `%s`", fl.name, to.text)
		}
		return
	}
	for _, item := range to.list() {
		if item.kind == scalar && item.text == "departments" {
			a.all, a.to = true, "departments"
			continue
		}
		text, ok := item.str("to whom something is promised")
		if !ok {
			return
		}
		d, known := org.departmentAt[text]
		if !known {
			item.fail(item.suggest(text, org.departmentAt, org.segmentAt), "there are no customers and no department `%s`", clip(text))
			return
		}
		a.askers = append(a.askers, d)
		a.to = text
		if a.step < 0 && len(fl.streams) > 0 && !slices.ContainsFunc(fl.streams, func(st *stream) bool { return st.asker == d || st.asker < 0 && slices.Contains(fl.askers, d) }) {
			item.fail("add it to the flow's `for`", "`%s` does not raise `%s`", text, fl.name)
			return
		}
	}
	if len(a.askers) > 1 {
		a.to = fmt.Sprintf("%d departments", len(a.askers))
	}
	switch {
	case a.step >= 0:
	case a.penalty > 0:
		a.node.fail("leave `penalty` out: the money stays inside", "departments pay each other no penalties")
	case fl.segment >= 0:
		to.fail("write `to: "+org.segments[fl.segment].name+"`, or add `step`", "`%s` is ordered by customers", fl.name)
	case len(fl.streams) == 0:
		to.fail("give the flow `demand` or `every`, or add `step` to the agreement", "nobody in particular asks for `%s`, so nobody can be promised it", fl.name)
	}
}

// checkPromiser reports a department that promises what others do.
func (org *organisation) checkPromiser(a *agreement, fl *flow, f *fields) {
	if a.step >= 0 && a.penalty > 0 {
		f.get("penalty").fail("leave it out", "a penalty is for whole orders, not for one step of them")
	}
	by := func(s *step) bool { return s.doneIn(a.from) }
	switch {
	case a.step >= 0 && !by(fl.steps[a.step]) && fl.steps[a.step].department >= 0:
		f.get("from").fail("write `from: "+org.departments[fl.steps[a.step].department].name+"`", "step `%s` is not done by `%s`", fl.steps[a.step].name, org.departments[a.from].name)
	case a.step < 0 && !slices.ContainsFunc(fl.steps, by):
		f.get("from").fail("name a department that works on it", "`%s` does no step of `%s`", org.departments[a.from].name, fl.name)
	}
}

// eachAsker makes an agreement for each of several departments to whom the same
// was promised; one for all where it holds for everybody.
func (org *organisation) eachAsker(a *agreement) []*agreement {
	if len(a.askers) < 2 || a.step >= 0 {
		return []*agreement{a}
	}
	var out []*agreement
	for _, d := range a.askers {
		one := *a
		one.askers, one.to = []int{d}, org.departments[d].name
		out = append(out, &one)
	}
	return out
}

// nameAgreements gives every agreement a name of its own.
func (org *organisation) nameAgreements() {
	org.agreementAt = map[string]int{}
	for i, a := range org.agreements {
		name := a.name
		if name == "" {
			name = org.flows[a.flow].name
			if a.step >= 0 {
				name += "-" + org.flows[a.flow].steps[a.step].name
			}
			name += "-for-" + asName(a.to)
		}
		for n, tried := 2, name; ; n++ {
			if _, taken := org.agreementAt[name]; !taken {
				break
			}
			name = fmt.Sprintf("%s-%d", tried, n)
		}
		a.name = name
		org.agreementAt[name] = i
	}
	for _, a := range org.agreements {
		org.promiseByAgreement(a)
	}
}

// promiseByAgreement lets what colleagues were promised be the date by which
// their work is due, where one agreement holds for all of it.
func (org *organisation) promiseByAgreement(a *agreement) {
	if a.segment >= 0 || a.step >= 0 || a.guard != nil {
		return
	}
	for _, st := range org.flows[a.flow].streams {
		if st.promise.IsZero() && (a.all || slices.Contains(a.askers, st.asker)) {
			st.promise = a.within
		}
	}
}

// text says what was promised: 95 % within 4 working hours.
func (a *agreement) text() string {
	text := percentText(a.target) + " within " + spanText(a.within)
	return text
}

// spanText writes a length of time as people do.
func spanText(s calendar.Span) string {
	if s.Unit != calendar.Open {
		return s.String()
	}
	s.Unit = calendar.Elapsed
	return s.String() + " of working time"
}

// agreements adds the agreements to the model; steps and streams are there.
func (b *builder) agreements() {
	for _, a := range b.org.agreements {
		ma := sim.Agreement{
			Name: a.name, Text: a.text(), From: a.from, To: a.to, Segment: b.model.Flows[a.flow].Segment, Asker: -1, Flow: a.flow, Step: -1,
			Within: a.within, Target: a.target, Penalty: a.penalty, If: a.guard,
		}
		team := b.org.departments[a.from].teams[0]
		if a.step >= 0 {
			ma.Step = b.stepIn(a.flow, a.step, a.from)
			team = b.org.departments[a.from].teams[b.model.Steps[ma.Step].Team]
		}
		ma.Calendar, _ = b.table(team.node, team.hours)
		if len(a.askers) == 1 && slices.ContainsFunc(b.org.flows[a.flow].streams, func(st *stream) bool { return st.asker == a.askers[0] }) {
			ma.Asker = a.askers[0]
		}
		for _, s := range a.stops {
			ma.Stops = append(ma.Stops, b.stepsAt(a.flow, s)...)
		}
		b.model.Agreements = append(b.model.Agreements, ma)
	}
}
