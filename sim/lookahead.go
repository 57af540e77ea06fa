package sim

import (
	"cmp"
	"math"
	"slices"
)

// lookahead holds the least time of every handoff that the model allows from
// one agent directly to another. How far an agent may work follows from chains
// of them.
type lookahead struct {
	// links come in an order in which work flows, so that one pass over them
	// follows most chains to their end.
	links []link
	// free: nothing that reaches the customers changes what they send, so that
	// they may order as far ahead as they like.
	free bool
}

type link struct {
	from, to int
	time     Tick
}

// customersAgent is the index of the customers' agent: after the departments.
func (m *Model) customersAgent() int { return len(m.Departments) }

// newLookahead finds the links of all arms together.
func newLookahead(m *Model) *lookahead {
	n := len(m.Departments) + 1
	customers := m.customersAgent()
	waiting := waitingFor(m)
	least := map[[2]int]Tick{}
	lower := func(from, to int, t Tick) {
		if old, known := least[[2]int{from, to}]; from != to && (!known || t < old) {
			least[[2]int{from, to}] = t
		}
	}
	for s := range m.Steps {
		step := &m.Steps[s]
		edges := []Edge{}
		for _, o := range step.Outcomes {
			edges = append(edges, o.Next...)
		}
		if step.Finds > 0 || m.changes(ParamFinds, s) {
			edges = append(edges, step.BackTo)
		}
		for i := range edges {
			edges[i].Each(func(e *Edge) {
				t := m.leastHandoff(s, e)
				switch e.To {
				case ToCustomer:
					lower(step.Department, customers, t)
				case Lost:
					lower(step.Department, customers, m.Handoff)
				default:
					lower(step.Department, m.Steps[e.To].Department, t)
				}
			})
		}
		for _, g := range step.Gives {
			lower(step.Department, m.Stocks[g.Stock].Department, leastTicks(step.GiveTravel.Min()))
		}
		for _, start := range step.AllStarts() {
			m.startEdge(start).Each(func(e *Edge) { lower(step.Department, m.Steps[e.To].Department, m.leastHandoff(s, e)) })
		}
		for _, agent := range waiting[step.Flow] {
			for i := range edges {
				edges[i].Each(func(e *Edge) {
					if e.To == ToCustomer {
						lower(step.Department, agent, m.leastHandoff(s, e))
					}
				})
			}
			lower(step.Department, agent, m.Handoff) // of a lost item
		}
		lower(step.Department, customers, m.Handoff) // an order given up or started is heard of
	}
	for i := range m.Turnovers {
		t := &m.Turnovers[i]
		start := t.start()
		edge := m.startEdge(&start)
		edge.Each(func(e *Edge) { lower(t.Department, m.Steps[e.To].Department, m.leastHandoff(noStep, e)) })
		lower(t.Department, customers, m.Handoff) // of an order that replaces somebody
	}
	for _, s := range m.Stocks {
		for _, rule := range s.Reorders {
			for i := range rule.Sources {
				if from := &rule.Sources[i]; from.Flow >= 0 {
					for _, first := range m.steps(m.Flows[from.Flow].First) {
						lower(s.Department, m.Steps[first].Department, leastTicks(from.Handoff.Min()))
					}
				}
			}
		}
	}
	for i := range m.Streams {
		s := &m.Streams[i]
		for j := range s.Backlog {
			lower(customers, m.Steps[s.Backlog[j].Step].Department, 0)
		}
		if s.Asks != nil {
			for _, first := range m.steps(m.Flows[s.Asks.Flow].First) {
				lower(customers, m.Steps[first].Department, 0)
			}
		}
		if s.Retry == nil {
			continue
		}
		for _, step := range m.Flows[s.Flow].Steps {
			for _, first := range m.steps(m.Flows[s.Flow].First) {
				lower(m.Steps[step].Department, m.Steps[first].Department, leastTicks(s.Retry.After.Min()))
			}
		}
	}
	for _, s := range m.Streams {
		if !s.HasDemand() {
			continue
		}
		for _, first := range m.steps(m.Flows[s.Flow].First) {
			lower(customers, m.Steps[first].Department, 0)
		}
	}
	for _, e := range m.Effects {
		if c := e.When.Condition; c != nil {
			for _, x := range c.All {
				lower(m.holder(x), c.Judge, m.Handoff)
			}
			for a := range n {
				lower(c.Judge, a, m.Handoff)
			}
		}
	}
	l := &lookahead{free: !m.customersLearn()}
	for pair, t := range least {
		l.links = append(l.links, link{pair[0], pair[1], t})
	}
	rank := flowOrder(n, customers, l.links)
	slices.SortFunc(l.links, func(a, b link) int {
		return cmp.Or(cmp.Compare(rank[a.from], rank[b.from]), cmp.Compare(rank[a.to], rank[b.to]))
	})
	return l
}

// flowOrder ranks the agents from the customers' orders on: reverse postorder
// of a depth-first search.
func flowOrder(n, first int, links []link) []int {
	next := make([][]int, n)
	for _, l := range links {
		next[l.from] = append(next[l.from], l.to)
	}
	for _, to := range next {
		slices.Sort(to)
	}
	rank, seen, place := make([]int, n), make([]bool, n), n
	var visit func(int)
	visit = func(a int) {
		seen[a] = true
		for _, to := range next[a] {
			if !seen[to] {
				visit(to)
			}
		}
		place--
		rank[a] = place
	}
	visit(first)
	for a := range n {
		if !seen[a] {
			visit(a)
		}
	}
	return rank
}

// changes tells whether any effect changes that parameter of that target.
func (m *Model) changes(p Parameter, target int) bool {
	for _, e := range m.Effects {
		for _, c := range e.Changes {
			if c.Param == p && c.Target == target {
				return true
			}
		}
	}
	return false
}

// leastHandoff is the least time an edge of step s can take in any arm.
func (m *Model) leastHandoff(s int, e *Edge) Tick {
	least, factor := e.Handoff.Min(), 1.0
	for _, eff := range m.Effects {
		for _, c := range eff.Changes {
			if c.Param != ParamHandoff || c.Target != s {
				continue
			}
			switch c.Op {
			case Set:
				least = min(least, c.Dist.Min())
			case Multiply:
				factor *= min(1, c.Value)
			}
		}
	}
	return leastTicks(float64(least * factor))
}

// leastTicks rounds a lower bound down, but not below one tick: handoffs
// between departments are positive.
func leastTicks(t float64) Tick { return max(1, Tick(math.Floor(t))) }

// holder is the agent that knows a quantity.
func (m *Model) holder(c Comparison) int {
	switch c.Quantity {
	case QuantityBacklog:
		return c.Target
	case QuantityStock:
		return m.Stocks[c.Target].Department
	default:
		return m.customersAgent()
	}
}
