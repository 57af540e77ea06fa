package sim

import (
	"math/rand/v2"

	"ripple/sim/draw"
)

// aside is the chef with another source of chance, so that what is added later
// leaves the rest of a recipe's model as it is.
func (c *chef) aside(n uint64) *chef {
	other := *c
	other.Rand = rand.New(rand.NewPCG(c.seed, n))
	return &other
}

// starts adds flows, for customers and internal ones, that steps of the flows
// before them start.
func (c *chef) starts() {
	if !c.has(withStarts) {
		return
	}
	c = c.aside(3)
	m := c.m
	for range 1 + c.IntN(2) {
		starters := len(m.Steps)
		f := len(m.Flows)
		c.flow(f)
		if c.chance(50) {
			m.Flows[f].Segment = -1
		} else {
			s := c.stream(f)
			s.Gap = draw.Dist{}
			m.Streams = append(m.Streams, s)
		}
		for s := range starters {
			if c.chance(25) || s == starters-1 {
				m.Steps[s].Starts = append(m.Steps[s].Starts, c.start(s, f))
			}
		}
		for s := range starters {
			if c.chance(20) {
				m.Steps[s].WaitsFor = append(m.Steps[s].WaitsFor, f)
			}
		}
	}
}

// start lets a step start an item of a flow.
func (c *chef) start(step, flow int) Start {
	m := c.m
	s := Start{Flow: flow, Wait: c.chance(40)}
	if m.Steps[step].Department != m.Steps[m.Flows[flow].First].Department || c.chance(30) {
		s.Handoff = c.handoff()
	}
	return s
}
