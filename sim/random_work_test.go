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

// gatherings lets items gather before steps, and effects change for what.
func (c *chef) gatherings() {
	m := c.m
	may := func(s *Step) bool { return s.Wait.IsZero() && s.Appointment == nil }
	for s := range m.Steps {
		if may(&m.Steps[s]) && c.chance(30) {
			m.Steps[s].Batch = c.batch(&m.Steps[s])
		}
	}
	for e := range m.Effects {
		s := c.IntN(len(m.Steps))
		if !may(&m.Steps[s]) || c.chance(60) {
			continue
		}
		change := Change{Param: ParamBatch, Target: s}
		if c.chance(70) {
			change.Batch = c.batch(&m.Steps[s])
		}
		m.Effects[e].Changes = append(m.Effects[e].Changes, change)
	}
}

func (c *chef) batch(s *Step) *Batch {
	b := &Batch{Together: !s.Work.IsZero() && len(s.Takes) == 0 && s.Times == nil && s.TeamBy == nil && c.chance(50)}
	for len(b.At)+b.Of == 0 && b.After.IsZero() {
		if c.chance(40) {
			for at := c.minutes(0, 300); at < c.m.End; at += c.minutes(100, 900) {
				b.At = append(b.At, at)
			}
		}
		if c.chance(50) {
			b.Of = 1 + c.IntN(6)
		}
		if c.chance(50) {
			b.After = c.span(30, 900)
		}
	}
	return b
}

// replies makes some waits outside be for the customer, who is chased by a flow of
// its own, and lets effects change for how long.
func (c *chef) replies() {
	m := c.m
	var steps []int
	for s := range m.Steps {
		if may := &m.Steps[s]; may.Supply == nil && may.Batch == nil && len(may.Join) < 2 && !m.changes(ParamBatch, s) && c.chance(40) {
			steps = append(steps, s)
		}
	}
	if len(steps) == 0 {
		return
	}
	chase := len(m.Flows)
	m.Flows = append(m.Flows, Flow{Name: "chase", Segment: -1})
	m.Flows[chase].First = c.step(chase)
	c.lead(m.Flows[chase].First, ToCustomer)
	if c.chance(40) {
		m.Flows[chase].Segment = c.IntN(len(m.Segments))
		s := c.stream(chase)
		s.Gap = draw.Dist{}
		m.Streams = append(m.Streams, s)
	}
	for _, i := range steps {
		s := &m.Steps[i]
		if s.Wait.IsZero() {
			s.Wait = c.dist(10, 900)
		}
		s.Reply = &Reply{Missing: -1}
		if c.chance(70) {
			s.Reply.Never = c.Float64() / 2
		}
		if c.chance(80) {
			s.Reply.AtMost = c.span(60, 1500)
		}
		if c.chance(60) {
			one := c.start(i, chase)
			one.Wait = false
			s.Reply.Chase, s.Reply.Every = &one, c.span(200, 900)
		}
		if s.Need == nil && c.chance(60) { // a step that not all need ends in one way
			s.Reply.Missing = len(s.Outcomes)
			to := s.Outcomes[0].Next[0].To
			switch {
			case len(s.Outcomes[0].Next) > 1 || c.inner[i] || to >= 0 && len(m.Steps[to].Join) > 0:
				s.Reply.Missing = -1
				continue
			case c.chance(30):
				to = Lost
			case c.chance(30):
				to = ToCustomer
			}
			e := c.edge(i, to)
			e.Back = to >= 0 && s.Outcomes[0].Next[0].Back
			s.Outcomes = append(s.Outcomes, Outcome{Name: "no-answer", Next: []Edge{e}})
			c.alternatives(i, &s.Outcomes[s.Reply.Missing].Next[0])
		}
	}
	for e := range m.Effects {
		ch := Change{Target: steps[c.IntN(len(steps))]}
		switch c.IntN(4) {
		case 0:
			ch.Param, ch.Op, ch.Value = ParamNever, Set, c.Float64()
		case 1:
			ch.Param, ch.Span = ParamAtMost, c.span(30, 900)
		case 2:
			if ch.Param, ch.Span = ParamChase, c.span(200, 900); m.Steps[ch.Target].Reply.Chase == nil {
				continue
			}
		default:
			continue
		}
		m.Effects[e].Changes = append(m.Effects[e].Changes, ch)
	}
}
