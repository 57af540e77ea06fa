package sim

import "math"

// lookahead holds, for every pair of agents, the least time between something
// happening at one and its effect at the other by any chain of handoffs; for
// an agent and itself, its shortest cycle.
type lookahead struct {
	agents int
	chain  []Tick // [from*agents+to], Never where no chain leads
	// into[to] lists the agents from which a chain leads to it.
	into [][]reach
}

type reach struct {
	from int
	time Tick
}

// customersAgent is the index of the customers' agent: after the departments.
func (m *Model) customersAgent() int { return len(m.Departments) }

// links are the least direct handoff times between agents, over all arms.
func (m *Model) links() []Tick {
	n := len(m.Departments) + 1
	customers := m.customersAgent()
	link := make([]Tick, n*n)
	for i := range link {
		link[i] = Never
	}
	lower := func(from, to int, t Tick) {
		if from != to || from == customers {
			link[from*n+to] = min(link[from*n+to], t)
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
		for _, e := range edges {
			t := m.leastHandoff(s, e)
			switch e.To {
			case ToCustomer:
				lower(step.Department, customers, t)
			case Lost:
				lower(step.Department, customers, m.Handoff)
			default:
				lower(step.Department, m.Steps[e.To].Department, t)
			}
		}
		for _, g := range step.Gives {
			lower(step.Department, m.Stocks[g.Stock].Department, leastTicks(step.GiveTravel.Min()))
		}
		lower(step.Department, customers, m.Handoff) // an order given up is heard of
	}
	for _, s := range m.Stocks {
		if s.Flow >= 0 {
			lower(s.Department, m.Steps[m.Flows[s.Flow].First].Department, leastTicks(s.Handoff.Min()))
		}
	}
	for _, s := range m.Streams {
		lower(customers, m.Steps[m.Flows[s.Flow].First].Department, 0)
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
	return link
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
func (m *Model) leastHandoff(s int, e Edge) Tick {
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

func newLookahead(m *Model) *lookahead {
	n := len(m.Departments) + 1
	l := &lookahead{agents: n, chain: m.links(), into: make([][]reach, n)}
	// The customers send by their own plan (orders of a whole stretch of time, made
	// from what they knew before it), never in answer to what just reached
	// them: no chain leads through them.
	for k := range n - 1 {
		for i := range n {
			ik := l.chain[i*n+k]
			if ik == Never {
				continue
			}
			for j := range n {
				if kj := l.chain[k*n+j]; kj != Never && ik+kj < l.chain[i*n+j] {
					l.chain[i*n+j] = ik + kj
				}
			}
		}
	}
	for to := range n {
		for from := range n {
			if t := l.chain[from*n+to]; t != Never {
				l.into[to] = append(l.into[to], reach{from, t})
			}
		}
	}
	return l
}
