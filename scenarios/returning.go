package scenarios

import (
	"ripple/sim"
	"ripple/sim/calendar"
	"ripple/sim/draw"
)

// balks is when customers go away from a queue.
type balks struct {
	node   *node
	above  int64
	chance float64
}

// retry is how those who gave up come again.
type retry struct {
	node   *node
	chance float64
	after  draw.Dist
}

// asks is how customers ask about open orders.
type asks struct {
	node  *node // the flow's
	flow  int
	every calendar.Span
}

// readReturning reads how customers take to waiting.
func (s *stream) readReturning(f *fields) {
	if n := f.get("balks"); n != nil {
		b := n.fields("balks")
		s.balks = &balks{node: n, chance: 1}
		if v := b.need("above"); v != nil {
			s.balks.above, _ = v.count("those who wait", 0, maxPieces)
		}
		if v := b.get("chance"); v != nil {
			s.balks.chance, _ = v.share("a chance", 0, 1)
		}
	}
	if n := f.get("retry"); n != nil {
		r := n.fields("retry")
		s.retry = &retry{node: n}
		if v := r.need("chance"); v != nil {
			s.retry.chance, _ = v.share("the chance to come again", 0, 0.99)
		}
		if v := r.need("after"); v != nil {
			s.retry.after, _ = v.again()
		}
	}
	if n := f.get("asks"); n != nil {
		a := n.fields("asks")
		s.asks = &asks{node: a.need("flow"), flow: -1}
		if v := a.need("every"); v != nil {
			s.asks.every, _ = v.span("the time between two questions")
		}
	}
}

// again reads after what time somebody tries once more: some, at least.
func (n *node) again() (draw.Dist, bool) {
	d, ok := n.distribution("the time until they come again", parseElapsed)
	switch {
	case !ok:
		return d, false
	case d.Max() < 1:
		n.fail("for example 20m", "who comes again comes a little later")
		return d, false
	case d.Min() < 1:
		n.fail("add for example `at least 1m` after it, or `at-least: 1m` inside braces", "this time is random and states no least time")
		return d, false
	}
	return d, true
}

// resolveReturning finds the flows by which customers ask. Their orders may need no
// demand of their own.
func (org *organisation) resolveReturning() {
	for _, s := range org.segments {
		for _, st := range append(s.streams[:len(s.streams):len(s.streams)], &s.base) {
			if st.asks == nil || st.asks.node == nil || st.asks.flow >= 0 {
				continue
			}
			if st.asks.flow = st.asks.node.find("a flow", org.flowAt); st.asks.flow < 0 {
				continue
			}
			if f := org.flows[st.asks.flow]; f.segment < 0 {
				st.asks.node.fail("name a flow that is for customers: `for: "+s.name+"`", "customers do not order `%s`", f.name)
				st.asks.flow = -1
				continue
			}
			org.started[st.asks.flow] = true
		}
	}
}

// checkRetry reports customers who would try again in a flow of parallel branches.
func (org *organisation) checkRetry(st *stream) {
	if st.retry == nil || st.flow < 0 {
		return
	}
	for _, s := range org.flows[st.flow].steps {
		for _, w := range s.ways {
			if len(w.next) > 1 {
				st.retry.node.fail("leave `retry` out, or let the branches follow each other", "orders of `%s` are at several steps at once: each branch would be given up, and tried again", org.flows[st.flow].name)
				return
			}
		}
	}
}

// returning adds how customers take to waiting to a stream of the model.
func (s *stream) returning(ms *sim.Stream) {
	if s.balks != nil {
		ms.Balks = &sim.Balks{Above: s.balks.above, Chance: s.balks.chance}
	}
	if s.retry != nil && s.retry.after.Min() >= 1 {
		ms.Retry = &sim.Retry{Chance: s.retry.chance, After: s.retry.after}
	}
	if s.asks != nil && s.asks.flow >= 0 && !s.asks.every.IsZero() {
		ms.Asks = &sim.Asks{Flow: s.asks.flow, Every: s.asks.every}
	}
}
