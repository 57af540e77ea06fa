package sim

import (
	"cmp"
	"slices"

	"ripple/sim/draw"
)

// way is a handoff under way when a forecast begins, as its receiver knows it.
type way struct {
	model       *Model
	key         draw.Key
	arm         int
	fired       map[int]Tick
	item        uint64
	from, visit uint16 // where it comes from; noStep: nobody's step
	to          int    // a step, or ToCustomer
	branch      uint8
	handed, at  Tick // when it was handed over, and arrives so far
}

// arrival is when a handoff under way arrives in a forecast. Goods held on the way, and
// ways of a fixed time, arrive when they would.
func (p *past) arrival(w *way) Tick {
	sender, edge := w.edge()
	if edge == nil {
		return w.at
	}
	rule := (&department{model: w.model, index: sender}).makeEdgeRule(w.inForce(p), int(w.from), edge)
	if rule.fixed >= 0 || len(rule.hold) > 0 {
		return w.at
	}
	u := w.key.Uniform(draw.Child(w.item, draw.At(w.from, w.visit, draw.Way, uint16(w.to))), draw.At(0, 0, draw.Way, uint16(w.branch)))
	elapsed := p.from - w.handed
	return max(later(p.from, rule.dist.Remaining(u, rule.factor, elapsed)), w.handed+rule.least)
}

// edge is the sender of the handoff and the edge that it goes over; nil when the model
// does not say.
func (w *way) edge() (sender int, edge *Edge) {
	m := w.model
	find := func(e *Edge) {
		if e.To == w.to && edge == nil {
			edge = e
		}
	}
	if stock, rule, ordered := stockOf(w.item); ordered && w.to >= 0 && w.visit == 0 && slices.Contains(m.steps(m.Flows[m.Steps[w.to].Flow].First), w.to) {
		for _, s := range m.Stocks[stock].Reorders[rule].Sources {
			if s.Flow == m.Steps[w.to].Flow {
				return m.Stocks[stock].Department, &Edge{To: w.to, Handoff: s.Handoff}
			}
		}
	}
	if w.from == noStep {
		for i := range m.Turnovers {
			t := &m.Turnovers[i]
			start := t.start()
			if m.startEdge(&start).Each(find); edge != nil {
				return t.Department, edge
			}
		}
		return 0, nil
	}
	step := &m.Steps[w.from]
	for _, e := range step.edges() {
		e.Each(find)
	}
	for _, start := range step.AllStarts() {
		m.startEdge(start).Each(find)
	}
	return step.Department, edge
}

// inForce are the effects that were in force when the handoff began, in order of their starts.
func (w *way) inForce(p *past) []uint16 {
	var spans []timedEffect
	for e := range w.model.Effects {
		eff := &w.model.Effects[e]
		var s effectSpan
		if at, fired := w.fired[e]; eff.When.Condition == nil {
			s = p.time(w.model, w.key, e)
		} else if fired {
			s = p.span(w.model, w.key, e, at)
		}
		if eff.Arms[w.arm] && s.happens && s.start <= w.handed && w.handed < s.end {
			spans = append(spans, timedEffect{effect: e, start: s.start})
		}
	}
	slices.SortStableFunc(spans, func(a, b timedEffect) int { return cmp.Compare(a.start, b.start) })
	var active []uint16
	for _, s := range spans {
		active = append(active, uint16(s.effect))
	}
	return active
}
