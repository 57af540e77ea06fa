package sim

import (
	"fmt"
	"math/rand/v2"

	"ripple/sim/calendar"
	"ripple/sim/draw"
)

// ownSource is chance for a feature that came later: what it draws leaves what
// is drawn for the others as it is.
func (c *chef) ownSource(f feature) func() {
	usual := c.Rand
	c.Rand = rand.New(rand.NewPCG(c.seed, uint64(f)))
	return func() { c.Rand = usual }
}

// moments lets some streams bring their orders at given moments, in slots, or by
// season.
func (c *chef) moments() {
	if !c.has(withMoments) {
		return
	}
	defer c.ownSource(withMoments)()
	for i := range c.m.Streams {
		s := &c.m.Streams[i]
		n := int(float64(c.m.End) / s.Gap.Mean() / 2)
		switch c.IntN(4) {
		case 0:
			for at := c.minutes(0, 60); at < c.m.End; at += Tick(c.IntN(2)) * c.minutes(10, 200) {
				if s.Times = append(s.Times, at); len(s.Times) > n {
					break
				}
			}
		case 1:
			for at := c.minutes(0, 60); at < c.m.End && n > 0; {
				slot := Slot{at, at + c.minutes(10, 120), c.IntN(4)}
				s.Slots = append(s.Slots, slot)
				at = slot.To + Tick(c.IntN(3))*c.minutes(10, 300)
				n -= slot.Count
			}
		}
		if c.chance(50) {
			s.Season = &Season{Most: 3, Days: []float64{1, c.Float64(), 1.5}, Hours: []HoursFactor{
				{0, 12 * calendar.Hour, c.Float64()}, {9 * calendar.Hour, 18 * calendar.Hour, 2},
			}}
		}
	}
}

// agreements promises something of whole orders and of single steps.
func (c *chef) agreements() {
	if !c.has(withAgreements) {
		return
	}
	defer c.ownSource(withAgreements)()
	m := c.m
	for i := range 1 + c.IntN(4) {
		f := c.IntN(len(m.Flows))
		a := Agreement{Name: fmt.Sprintf("a%d", i), Flow: f, Segment: m.Flows[f].Segment, Asker: -1, Step: -1,
			Within: c.span(20, 2000), Calendar: c.calendar(), Target: 0.9}
		if a.Segment < 0 || c.chance(30) {
			a.Step = m.Flows[f].Steps[c.IntN(len(m.Flows[f].Steps))]
		} else {
			a.Penalty = int64(c.IntN(1000))
			for _, s := range m.Flows[f].Steps {
				if c.chance(30) {
					a.Stops = append(a.Stops, s)
				}
			}
		}
		m.Agreements = append(m.Agreements, a)
	}
}

// population lets customers pay and renew, have accounts, and machines in use.
func (c *chef) population() {
	if !c.has(withPopulation) {
		return
	}
	defer c.ownSource(withPopulation)()
	m := c.m
	for i := range m.Segments {
		s := &m.Segments[i]
		s.PaysPerYear, s.Renews = int64(c.IntN(100_000)), c.chance(30)
		if s.Customers > 0 && c.chance(50) {
			left := 1.0
			for n := range 2 + c.IntN(5) {
				share := left * c.Float64()
				left -= share
				s.Accounts = append(s.Accounts, Account{Name: fmt.Sprintf("c%d", n), Share: share})
			}
			s.Customers = int64(len(s.Accounts))
		}
	}
	for i := range m.Streams {
		if s := &m.Streams[i]; c.chance(30) {
			start := int64(1 + c.IntN(20))
			s.Machines = &Machines{Start: start, GrowsBy: c.IntN(s.Flow + 1), Per: int64(c.IntN(3)), Most: start + 20_000}
			if s.Machines.GrowsBy == s.Flow { // they would multiply by themselves
				s.Machines.Per = 0
			}
			s.Gap = s.Gap.Scaled(float64(start) / float64(s.Machines.Most) * 2)
		}
	}
}

// answers lets the first steps of some flows end patience.
func (c *chef) answers() {
	c = c.aside(1101)
	for f := range c.m.Flows {
		answers := c.chance(50)
		for _, first := range c.m.steps(c.m.Flows[f].First) {
			c.m.Steps[first].Answers = answers
		}
	}
}

// returning lets customers balk, try again, and ask about their open orders.
func (c *chef) returning() {
	if !c.has(withReturning) {
		return
	}
	defer c.ownSource(withReturning)()
	m := c.m
	for i := range m.Streams {
		s := &m.Streams[i]
		if c.chance(40) {
			s.Balks = &Balks{Above: int64(c.IntN(4)), Chance: c.Float64()}
		}
		if c.chance(60) && !m.splits(s.Flow) {
			s.Retry = &Retry{Chance: 0.8 * c.Float64(), After: c.handoff()}
		}
		// Orders that ask about each other in a circle would grow without end.
		if flow := c.IntN(len(m.Flows)); c.chance(40) && flow > s.Flow && m.Flows[flow].Segment >= 0 {
			s.Asks = &Asks{Flow: flow, Every: c.span(300, 2000)}
		}
	}
}

// backlog lets some orders be open when the run begins.
func (c *chef) backlog() {
	if !c.has(withBacklog) {
		return
	}
	defer c.ownSource(withBacklog)()
	m := c.m
	for i := range len(m.Streams) {
		s := m.Streams[i]
		if s.Surge >= 0 || s.Flow >= len(c.spine) || c.chance(50) { // flows that are started have no spine
			continue
		}
		s.Name, s.Season, s.Slots, s.Times, s.Machines = s.Name+"-open", nil, nil, nil, nil
		s.Gap = draw.Dist{}
		var places []int
		for _, step := range c.spine[s.Flow] {
			if len(m.Steps[step].Join) == 0 {
				places = append(places, step)
			}
		}
		at := -c.minutes(100, 3000)
		for range 1 + c.IntN(6) {
			b := OpenOrder{Placed: at, Step: places[c.IntN(len(places))], GiveUp: Never}
			for range max(1, len(s.Promises)) {
				b.Dues = append(b.Dues, at+c.minutes(60, 4000))
			}
			if !s.Patience.IsZero() {
				b.GiveUp = at + c.minutes(60, 4000)
			}
			if s.Asks != nil {
				b.Ask = c.minutes(0, 2000)
			}
			s.Backlog, s.Times = append(s.Backlog, b), append(s.Times, 0)
			at += Tick(c.IntN(2)) * (-at / 3)
		}
		m.Streams = append(m.Streams, s)
	}
}
