package scenarios

import (
	"slices"
	"strings"

	"ripple/sim"
)

// start is an item of another flow that a step starts.
type start struct {
	node *node // the flow's name
	flow int   // -1: none of that name
	wait bool
}

// joined is a flow of which a step waits for one of the items that are open.
type joined struct {
	node *node
	flow int // -1: none of that name
}

// readStarts reads a flow, {flow: problem, wait: yes}, or a list of these.
func readStarts(n *node) []start {
	var out []start
	for _, item := range n.list() {
		s := start{node: item, flow: -1}
		if item.kind == mapping {
			f := item.fields("start")
			if s.node = f.need("flow"); s.node == nil {
				continue
			}
			if w := f.get("wait"); w != nil {
				s.wait = w.yes("`wait`")
			}
		}
		out = append(out, s)
	}
	if len(out) > maxStarts {
		n.fail("", "a step starts at most %d items", maxStarts)
		return nil
	}
	return out
}

// maxStarts is how many items one step may start at once.
const maxStarts = 100

// resolveStarts finds the flows that steps start.
func (org *organisation) resolveStarts() {
	org.started = make([]bool, len(org.flows))
	unknown := false
	for _, f := range org.flows {
		for _, s := range f.steps {
			for _, one := range s.allStarts() {
				if one.flow = one.node.find("a flow", org.flowAt); one.flow < 0 {
					unknown = true
					continue
				}
				org.started[one.flow] = true
				org.checkBringsNothingOrdered(one)
			}
		}
	}
	for _, f := range org.flows {
		for _, s := range f.steps {
			for i := range s.waitsFor {
				j := &s.waitsFor[i]
				if j.flow = j.node.find("a flow", org.flowAt); j.flow >= 0 && s.department >= 0 && !unknown && !org.startsIn(s.department, j.flow) {
					name := org.departments[s.department].name
					j.node.fail("let a step of `"+name+"` start it: `starts: "+j.node.text+"`", "no step of `%s` starts `%s`, so there is never one to wait for", name, clip(j.node.text))
				}
			}
		}
	}
	org.checkWaitsEnd()
	for i := range org.started { // it may have been meant: say no more of it
		org.started[i] = org.started[i] || unknown
	}
}

// startsIn tells whether a step of a department starts items of a flow.
func (org *organisation) startsIn(department, flow int) bool {
	for _, f := range org.flows {
		for _, s := range f.steps {
			if s.doneIn(department) && slices.ContainsFunc(s.allStarts(), func(one *start) bool { return one.flow == flow }) {
				return true
			}
		}
	}
	return false
}

// checkWaitsEnd reports items that may wait for each other: of a flow in which a
// step waits for an open item that, in its own flow, waits for one of the first.
func (org *organisation) checkWaitsEnd() {
	waits := func(f int) (out []int) {
		for _, s := range org.flows[f].steps {
			for _, one := range s.starts {
				if one.wait && one.flow >= 0 {
					out = append(out, one.flow)
				}
			}
			for _, j := range s.waitsFor {
				if j.flow >= 0 {
					out = append(out, j.flow)
				}
			}
		}
		return out
	}
	for fi, f := range org.flows {
		for _, s := range f.steps {
			for _, j := range s.waitsFor {
				if j.flow < 0 {
					continue
				}
				seen := map[int]bool{}
				for queue := []int{j.flow}; len(queue) > 0; queue = queue[1:] {
					if queue[0] == fi {
						j.node.fail("let one of the two go on without the other", "an item of `%s` waits for one of `%s`, which may be waiting for it", f.name, org.flows[j.flow].name)
						return
					}
					if !seen[queue[0]] {
						seen[queue[0]] = true
						queue = append(queue, waits(queue[0])...)
					}
				}
			}
		}
	}
}

// checkBringsNothingOrdered reports a flow that brings what a stock ordered, where
// no stock orders.
func (org *organisation) checkBringsNothingOrdered(s *start) {
	for _, st := range org.flows[s.flow].steps {
		for _, g := range st.gives {
			if g.quantity == 0 {
				s.node.fail("state a number of pieces there, or let the stock reorder", "`%s` of `%s` gives the pieces that a stock ordered: started by a step it has none", st.name, org.flows[s.flow].name)
				return
			}
		}
	}
}

// startsBy is how many items of each flow an item of a flow starts, on average.
func (org *organisation) startsBy(f *flow, visits []float64, add func(flow int, items float64)) {
	for i, s := range f.steps {
		for _, one := range s.starts {
			if one.flow >= 0 {
				add(one.flow, visits[i]*s.worked())
			}
		}
		if chased := org.chases(f, s); chased > 0 && s.reply.chase.flow >= 0 {
			add(s.reply.chase.flow, visits[i]*chased)
		}
	}
}

// checkStartsEnd reports flows that start each other for ever.
func (org *organisation) checkStartsEnd() {
	if org.node.source.problems.total > 0 {
		return
	}
	visits := make([][]float64, len(org.flows))
	moving := make([]float64, len(org.flows))
	for i, f := range org.flows {
		visits[i] = f.visits()
		moving[i] = 1
	}
	total := make([]float64, len(org.flows))
	for range 20_000 {
		next, left := make([]float64, len(org.flows)), 0.0
		for i, f := range org.flows {
			if moving[i] > 0 {
				org.startsBy(f, visits[i], func(to int, items float64) { next[to] += moving[i] * items })
			}
		}
		for i := range next {
			left += next[i]
			if total[i] += next[i]; total[i] > maxVisits*float64(len(org.flows)) {
				org.reportCircle(i)
				return
			}
		}
		if moving = next; left < 1e-9 {
			return
		}
	}
}

// reportCircle names a circle of flows that start each other, from a flow that
// is started without end.
func (org *organisation) reportCircle(from int) {
	before := make([]int, len(org.flows)) // the flow that starts it, +1
	queue := []int{from}
	for len(queue) > 0 {
		f := queue[0]
		queue = queue[1:]
		for _, s := range org.flows[f].steps {
			for _, one := range s.allStarts() {
				if one.flow == from {
					names := []string{org.flows[from].name}
					for at := f; at != from; at = before[at] - 1 {
						names = slices.Insert(names, 1, org.flows[at].name)
					}
					names = append(names, org.flows[from].name)
					hint := "let fewer of them start one: give the step a smaller chance to be reached"
					if s.reply != nil && one == s.reply.chase {
						hint = "chase customers by a flow that waits for none"
					}
					one.node.fail(hint, "flows start each other without end: %s", strings.Join(names, " → "))
					return
				}
				if before[one.flow] == 0 {
					before[one.flow] = f + 1
					queue = append(queue, one.flow)
				}
			}
		}
	}
	org.flows[from].node.fail("let fewer of them be started", "`%s` is started more than %d times for each order", org.flows[from].name, maxVisits)
}

// starts are what a step starts, for the model.
func (b *builder) starts(s *step, department int) []sim.Start {
	var out []sim.Start
	for _, one := range s.starts {
		if one.flow < 0 {
			continue
		}
		out = append(out, b.startOf(s, &one, department))
	}
	return out
}

// startOf is one item that a step starts, for the model.
func (b *builder) startOf(s *step, one *start, department int) sim.Start {
	ms := sim.Start{Flow: one.flow, Wait: one.wait}
	if steps := b.org.flows[one.flow].steps; s.handoff != nil || len(steps) > 0 && steps[0].doneElsewhere(department) {
		ms.Handoff = b.handoffOf(s)
	}
	return ms
}

// waitsFor are the flows of whose open items a step waits for one.
func waitsFor(s *step) []int {
	var out []int
	for _, j := range s.waitsFor {
		if j.flow >= 0 {
			out = append(out, j.flow)
		}
	}
	return out
}

// addStarted gives customers a stream, on the terms that hold for all their
// orders, of each flow for them that steps start and of which they say nothing.
func (org *organisation) addStarted(s *segment, own []int) {
	for _, k := range own {
		if !org.started[k] || slices.ContainsFunc(s.streams, func(st *stream) bool { return st.flow == k }) {
			continue
		}
		one := s.base
		one.flow = k
		s.streams = append(s.streams, &one)
	}
	if len(s.streams) == 0 && s.silent {
		s.node.fail("add for example `demand: 55 per day`", "`%s` order nothing", s.name)
	}
}
