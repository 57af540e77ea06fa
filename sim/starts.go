package sim

import (
	"fmt"
	"slices"

	"ripple/sim/calendar"
	"ripple/sim/draw"
)

// startedItem marks the identity of work caused by work; demand and
// replenishments have the bit clear.
const startedItem = 1 << 63

func isStarted(item uint64) bool { return item&startedItem != 0 }

// startedStreams is, by flow, the stream whose terms hold for the orders that
// steps start: the flow's first that is no surge; -1 for none.
func startedStreams(m *Model) []int {
	streams := make([]int, len(m.Flows))
	for f := range streams {
		streams[f] = slices.IndexFunc(m.Streams, func(s Stream) bool { return s.Flow == f && s.Surge < 0 })
	}
	return streams
}

// startEdge is the way from a step to the first step of a flow that it starts.
func (m *Model) startEdge(s *Start) *Edge {
	first := m.Flows[s.Flow].First
	e := &Edge{To: first, Handoff: s.Handoff}
	for _, other := range m.steps(first)[1:] {
		e.Others = append(e.Others, Edge{To: other, Handoff: s.Handoff})
	}
	return e
}

// checkStarts refuses items that cannot be started.
func (m *Model) checkStarts(s *Step) error {
	if len(s.Starts) > 255 {
		return fmt.Errorf("model: step %s starts %d items", s.Name, len(s.Starts))
	}
	for _, flow := range s.WaitsFor {
		if flow < 0 || flow >= len(m.Flows) {
			return fmt.Errorf("model: step %s waits for flow %d, which does not exist", s.Name, flow)
		}
	}
	for _, start := range s.AllStarts() {
		if start.Flow < 0 || start.Flow >= len(m.Flows) {
			return fmt.Errorf("model: step %s starts flow %d, which does not exist", s.Name, start.Flow)
		}
		if f := &m.Flows[start.Flow]; f.Segment >= 0 && startedStreams(m)[start.Flow] < 0 {
			return fmt.Errorf("model: step %s starts an order of %s, for which there are no terms", s.Name, f.Name)
		}
	}
	return nil
}

// startRule is one item that a step starts, under the rules in force.
type startRule struct {
	edge   edgeRule
	flow   int
	wait   bool
	stream int // of the order that it is; -1: internal work
	terms  terms
}

// terms are what holds for an order started now.
type terms struct {
	promise, patience calendar.Span
	promises          []calendar.Span // by word, where the promise is by an attribute
	random            bool            // patience is drawn for each order
	value             float64
}

func (d *department) makeStartRule(active []uint16, step int, s *Start) startRule {
	m := d.model
	r := startRule{edge: d.makeEdgeRule(active, step, m.startEdge(s)), flow: s.Flow, wait: s.Wait, stream: -1}
	if m.Flows[s.Flow].Segment >= 0 {
		r.stream = d.batch.streams[s.Flow]
		r.terms = m.termsUnder(active, r.stream)
	}
	return r
}

// termsUnder are a stream's terms under the effects active at a department.
func (m *Model) termsUnder(active []uint16, stream int) terms {
	s := &m.Streams[stream]
	t := terms{promise: s.Promise, patience: s.Patience, random: !s.PatienceRandom.IsZero(), promises: slices.Clone(s.Promises)}
	m.changed(active, ParamPromise, stream, func(c *Change) {
		if c.Index == 0 {
			t.promise = c.Span
		}
		for word := range t.promises {
			if c.Index == 0 || c.Index == word+1 {
				t.promises[word] = c.Span
			}
		}
	})
	m.changed(active, ParamPatience, stream, func(c *Change) { t.patience, t.random = c.Span, false })
	t.value = m.number(active, ParamValue, stream, 0, float64(s.Value))
	return t
}

// startsOrders tells whether orders of a stream are started at the department: by
// a step, or by customers who come again.
func (d *department) startsOrders(stream int) bool {
	for i := range d.model.Turnovers {
		if t := &d.model.Turnovers[i]; t.Department == d.index && d.batch.streams[t.Flow] == stream {
			return true
		}
	}
	for _, s := range d.steps {
		if f := d.model.Steps[s].Flow; d.batch.streams[f] == stream && d.model.Streams[stream].Retry != nil {
			return true
		}
		for _, start := range d.model.Steps[s].AllStarts() {
			if d.batch.streams[start.Flow] == stream {
				return true
			}
		}
	}
	return false
}

// startItem begins an item of another flow, caused by work at a step here. Tokens
// may move.
func (p *part) startItem(s *startRule, item uint64, from uint16, now Tick) {
	// The flow's own draws are those of its steps: noStep is none of them.
	place := draw.At(noStep, 0, draw.Handoff, 0)
	edge := p.routed(&s.edge, item, 0, place, now)
	at := p.arrival(edge, edge.travel(p.key, item, place), now)
	due, giveUp := Never, Never
	if s.stream >= 0 {
		due, giveUp = p.placeOrder(s, item, from, now)
	}
	if p.dept.waits[s.flow] {
		p.others.open(item, s.flow)
	}
	if p.dept.leads != nil && p.dept.leads.flows[s.flow] {
		p.begun(item, from, now)
	}
	if edge.agent == p.dept.index {
		slot := p.newToken()
		p.tokens[slot] = token{
			item: item, due: due, giveUp: giveUp, account: -1, step: uint16(edge.to), prevStep: from,
			local: p.dept.batch.local[edge.to], state: stateComing, flags: tokenReleased, refs: 1, since: now,
		}
		p.push(event{at: at, ref: slot, class: classArrive})
		return
	}
	out := entry{at: at, item: item, due: due, giveUp: giveUp, kind: entryArrive, step: uint16(edge.to), extra: from}
	p.handedOver(&out, edge.fixed < 0, now)
	if due != Never {
		out.handed, out.flags = now, out.flags|hasDue|hasHanded
	}
	if giveUp != Never {
		out.flags |= hasGiveUp
	}
	p.dept.out(edge.agent).add(p.world, &out)
}

// placeOrder lets the customers' agent, one handoff later, know of an order that
// a step started, and returns its promised date and the end of its patience.
func (p *part) placeOrder(s *startRule, item uint64, from uint16, now Tick) (due, giveUp Tick) {
	m := p.dept.model
	due, giveUp = Never, Never
	out := entry{at: later(now, m.Handoff), item: item, giveUp: now, quantity: m.Streams[s.stream].worth(p.traits(item), item, s.terms.value), kind: entryPlaced, flags: hasGiveUp, step: uint16(s.edge.to), extra: from}
	if out.quantity != 0 {
		out.flags |= hasQuantity
	}
	promise := s.terms.promise
	if by := m.Streams[s.stream].PromiseBy; by != nil {
		promise = s.terms.promises[int(by.Of(p.traits(item), item))]
	}
	if !promise.IsZero() {
		due = promise.After(m.Calendars[0], now)
		out.due, out.flags = due, out.flags|hasDue
	}
	switch {
	case s.terms.random:
		giveUp = later(now, m.Streams[s.stream].PatienceRandom.Ticks(p.key.Uniform(item, draw.At(0, 0, draw.Leave, 1))))
	case !s.terms.patience.IsZero():
		giveUp = s.terms.patience.After(m.Calendars[0], now)
	}
	p.dept.out(p.dept.batch.customers).add(p.world, &out)
	return due, giveUp
}
