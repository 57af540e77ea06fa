package sim

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"pgregory.net/rapid"

	"ripple/sim/calendar"
	"ripple/sim/draw"
)

// feature is something a random model may have. The fewer a failing model
// needs, the easier it is to understand, so rapid draws each by itself.
type feature uint64

const (
	withHours       feature = 1 << iota // teams that close at night, nights shifts, weekends, a daylight-saving change
	withTeams                           // two teams in some departments
	withDisciplines                     // queues by priority and by due date
	withBranches                        // steps that end in several ways
	withLoops                           // rework by an outcome that leads back
	withForks                           // branches at the same time, and joins
	withWaits                           // waits outside
	withZeroWork                        // steps without work
	withErrors                          // mistakes, found later
	withLoss                            // outcomes that lose the order
	withSystems                         // systems that fail in the background, some with a manual way
	withStocks                          // stocks with reorder flows
	withPromises                        // promises, penalties
	withPatience                        // patience, fixed or random
	withLeaving                         // customers who leave
	withEffects                         // injects at certain times
	withChance                          // random injects
	withConditions                      // injects and responses on a condition
	withSurges                          // streams that exist during an effect
	withOptions                         // options: responses
	withWarmUp                          // counting begins after a day
	withTies                            // all times are whole multiples of some minutes: much happens at once
	withRosters                         // staff that changes with the hours, absences, parts of people, lending
	withMoments                         // orders at given moments, in slots, and by season
	withAgreements                      // agreements on flows and steps, with clocks that stop
	withPopulation                      // customers who pay and renew, accounts, machines in use
	withReturning                       // customers who balk, try again, and ask about open orders
	withBacklog                         // orders that are open when the run begins
	withAttributes                      // attributes of items, and priorities and outcomes that depend on them
	withStarts                          // steps that start items of other flows, and steps that wait for them
	withNeeds                           // steps that not every item needs
	withShared                          // steps that several teams can do
	withWhichever                       // steps that several departments can do
	withSuppliers                       // suppliers beside flows, emergency sources, steps outside
	withSubstitutes                     // stocks that stand in for others, periodic reviews
	withTransit                         // goods held on their way
	withLimits                          // limits on work in progress
	withVisits                          // travel and appointments
	withAnswers                         // patience that ends with the first step
	withBatches                         // steps before which items gather
	withTurnover                        // people who leave and are replaced
	withReplies                         // waits for customers, who may be chased
	withOutcomes                        // outcomes that are no money
	numFeatures     = iota
	allFeatures     = feature(1)<<numFeatures - 1
)

// recipe is all that a random model depends on.
type recipe struct {
	seed        uint64
	departments int
	flows       int
	days        int // counted
	effects     int
	features    feature
}

func (r recipe) String() string {
	return fmt.Sprintf("recipe{seed: %d, departments: %d, flows: %d, days: %d, effects: %d, features: %#x}",
		r.seed, r.departments, r.flows, r.days, r.effects, uint64(r.features))
}

// drawRecipe lets rapid choose a recipe among those with no more than the
// features allowed, and print it when a law is broken.
func drawRecipe(t *rapid.T, allowed feature) recipe {
	r := recipe{
		departments: rapid.IntRange(2, 6).Draw(t, "departments"),
		flows:       rapid.IntRange(1, 4).Draw(t, "flows"),
		days:        rapid.IntRange(1, 3).Draw(t, "days"),
		effects:     rapid.IntRange(1, 8).Draw(t, "effects"),
	}
	for f := range numFeatures {
		if rapid.IntRange(0, 3).Draw(t, fmt.Sprintf("feature %d", f)) > 0 {
			r.features |= 1 << f
		}
	}
	r.features &= allowed
	r.seed = rapid.Uint64().Draw(t, "seed")
	t.Logf("%v", r)
	return r
}

// chef cooks a model by a recipe.
type chef struct {
	recipe
	*rand.Rand
	m *Model
	// inner marks steps inside the branches of a fork, spine the others, flow
	// by flow in the order in which items pass them.
	spine [][]int
	inner map[int]bool
}

func (r recipe) has(f feature) bool { return r.features&f != 0 }

// model makes the model of a recipe: the same one every time.
func (r recipe) model() *Model {
	c := &chef{recipe: r, Rand: rand.New(rand.NewPCG(r.seed, 1)), inner: map[int]bool{}}
	const day = calendar.CalendarDay
	c.m = &Model{
		Scenario: "random", Name: "random", Seed: r.seed, Replications: 2,
		Handoff: c.minutes(1, 90), Band: Band{Items: 2, Share: 0.1, RecoverDays: 2},
	}
	m := c.m
	if c.has(withWarmUp) {
		m.From = day + c.minutes(0, 600)
	}
	m.Until = m.From + Tick(r.days)*day - c.minutes(0, 600)
	m.End = m.Until + Tick(1+c.IntN(4))*day + c.minutes(0, 600)
	c.calendars()
	c.departmentsAndTeams()
	c.systems()
	m.Segments = c.segments()
	for f := range r.flows {
		c.flow(f)
	}
	c.stocks()
	c.streams()
	c.starts()
	c.effectsAndArms()
	// What came later has a random source of its own, so that recipes without it
	// give what they gave.
	c.Rand = rand.New(rand.NewPCG(r.seed, 2))
	c.people()
	c.turnover()
	c.limits()
	c.moments()
	c.agreements()
	c.population()
	c.returning()
	c.attributes()
	c.whichever()
	c.needs()
	if c.has(withAnswers) {
		c.answers()
	}
	c.complete()
	if c.has(withSuppliers) {
		c.apart(withSuppliers).supply()
	}
	if c.has(withSubstitutes) {
		c.apart(withSubstitutes).substitutes()
	}
	if c.has(withTransit) {
		c.apart(withTransit).transits()
	}
	c.sizes()
	c.shared()
	if c.has(withVisits) {
		c.apart(withVisits).visits()
	}
	if c.has(withBatches) {
		c.apart(withBatches).gatherings()
	}
	if c.has(withReplies) {
		c.apart(withReplies).replies()
	}
	c.backlog()
	if c.has(withOutcomes) {
		c.apart(withOutcomes).outcomes()
	}
	return m
}

func (c *chef) chance(percent int) bool { return c.IntN(100) < percent }

// often is for what a feature allows.
func (c *chef) often(f feature, percent int) bool { return c.has(f) && c.chance(percent) }

// minutes is a length between two numbers of minutes, to the millisecond
// unless much is to happen at once.
func (c *chef) minutes(lo, hi int) Tick {
	n := Tick(lo + c.IntN(hi-lo+1))
	if c.has(withTies) {
		n = max(1, (n+9)/10) * 10
		return n * calendar.Minute
	}
	return max(1, n*calendar.Minute+Tick(c.IntN(60_000)))
}

// dist is a positive distribution with about this mean in minutes.
func (c *chef) dist(lo, hi int) draw.Dist {
	mean := float64(c.minutes(lo, hi))
	if c.has(withTies) {
		if c.chance(60) {
			return must(draw.Fixed(mean))
		}
		return must(draw.Discrete([]float64{mean, 2 * mean, 600_000}, []float64{3, 1, 1}))
	}
	switch c.IntN(6) {
	case 0:
		return must(draw.Fixed(mean))
	case 1:
		return must(draw.Exponential(mean))
	case 2:
		return must(draw.LognormalMeanCV(mean, 0.8))
	case 3:
		return must(draw.Triangular(mean/2, mean, 2*mean))
	case 4:
		return must(draw.Gamma(mean, 0.5))
	}
	return must(draw.Uniform(mean/2, 3*mean/2))
}

// handoff is a distribution with a positive minimum.
func (c *chef) handoff() draw.Dist {
	d := c.dist(2, 240)
	return d.AtLeast(float64(c.minutes(1, 30)))
}

func (c *chef) calendars() {
	origin := time.Date(2026, time.January, 5, 0, 0, 0, 0, time.UTC).AddDate(0, 0, c.IntN(7))
	zone := time.UTC
	if c.often(withHours, 50) {
		zone = must(calendar.Zone("Europe/Brussels"))
		origin = time.Date(2026, time.March, 27, 0, 0, 0, 0, zone).AddDate(0, 0, c.IntN(4))
	}
	build := func(s calendar.Spec) {
		s.Zone = zone
		c.m.Calendars = append(c.m.Calendars, must(calendar.Build(s, origin, c.m.End)))
	}
	hours := func(from, to time.Duration) []calendar.HoursOfDay {
		return []calendar.HoursOfDay{{From: from * time.Hour, To: to * time.Hour}}
	}
	week := [7]bool{false, true, true, true, true, true, false}
	every := [7]bool{true, true, true, true, true, true, true}
	build(calendar.Spec{Always: true})
	if c.has(withHours) {
		build(calendar.Spec{Weekdays: week, Hours: hours(8, 17)})
		build(calendar.Spec{Weekdays: every, Hours: hours(22, 6)})
		build(calendar.Spec{Weekdays: every, Hours: []calendar.HoursOfDay{
			{From: 7 * time.Hour, To: 12 * time.Hour}, {From: 13 * time.Hour, To: 19 * time.Hour}}})
		if c.chance(50) {
			c.m.Calendars[0], c.m.Calendars[1] = c.m.Calendars[1], c.m.Calendars[0]
		}
	}
	for d := range c.m.Calendars[0].Days {
		if d < 20 {
			c.m.Dates = append(c.m.Dates, origin.AddDate(0, 0, d).Format(time.DateOnly))
		}
	}
}

func (c *chef) calendar() int { return c.IntN(len(c.m.Calendars)) }

func (c *chef) departmentsAndTeams() {
	for d := range c.departments {
		dept := Department{Name: fmt.Sprintf("d%d", d)}
		teams := 1
		if c.often(withTeams, 40) {
			teams = 2
		}
		for i := range teams {
			team := Team{Name: fmt.Sprintf("t%d", i), Staff: 1 + c.IntN(4), Calendar: c.calendar(), Finish: c.chance(40), CentsPerHour: int64(c.IntN(5000))}
			if c.has(withDisciplines) {
				team.Discipline = Discipline(c.IntN(3))
			}
			dept.Teams = append(dept.Teams, team)
		}
		c.m.Departments = append(c.m.Departments, dept)
	}
}

func (c *chef) systems() {
	if !c.has(withSystems) {
		return
	}
	for s := range 1 + c.IntN(3) {
		y := System{Name: fmt.Sprintf("y%d", s), RunBy: c.IntN(c.departments)}
		if c.chance(50) {
			y.Manual, y.ManualWork, y.ManualErrors = true, 1+2*c.Float64(), 0.2*c.Float64()
		}
		if c.chance(60) {
			y.Up, y.Down = c.dist(600, 2000), c.dist(20, 300)
		}
		c.m.Systems = append(c.m.Systems, y)
	}
}

func (c *chef) segments() []Segment {
	var all []Segment
	for s := range 1 + c.IntN(2) {
		g := Segment{Name: fmt.Sprintf("g%d", s)}
		if c.has(withLeaving) {
			g.Customers, g.LeaveLate, g.LeaveLost = int64(5+c.IntN(60)), c.Float64()/2, c.Float64()
		}
		all = append(all, g)
	}
	return all
}

// step makes a step with one outcome and no edge yet.
func (c *chef) step(flow int) int {
	d := c.IntN(c.departments)
	s := Step{
		Name: fmt.Sprintf("s%d", len(c.m.Steps)), Flow: flow, Department: d, Team: c.IntN(len(c.m.Departments[d].Teams)),
		Work: c.dist(2, 25), BackTo: Edge{To: -1}, Outcomes: []Outcome{{Chance: 1}},
	}
	if c.often(withZeroWork, 20) {
		s.Work = draw.Dist{}
	}
	if c.often(withWaits, 20) {
		s.Wait = c.dist(10, 600)
	}
	for y := range c.m.Systems {
		if c.chance(30) {
			s.Needs = append(s.Needs, y)
		}
	}
	if c.has(withErrors) {
		s.Errors = 0.3 * c.Float64()
	}
	i := len(c.m.Steps)
	c.m.Steps = append(c.m.Steps, s)
	c.m.Flows[flow].Steps = append(c.m.Flows[flow].Steps, i)
	return i
}

// edge leads from a step to another, or out.
func (c *chef) edge(from, to int) Edge {
	e := Edge{To: to}
	if to < 0 || c.m.Steps[to].Department != c.m.Steps[from].Department || c.chance(30) {
		e.Handoff = c.handoff()
	}
	return e
}

func (c *chef) lead(from, to int) {
	c.m.Steps[from].Outcomes[0].Next = append(c.m.Steps[from].Outcomes[0].Next, c.edge(from, to))
}

// flow makes a flow for customers, from its last step to its first.
func (c *chef) flow(f int) {
	m := c.m
	m.Flows = append(m.Flows, Flow{Name: fmt.Sprintf("f%d", f), Segment: c.IntN(len(m.Segments)), Priority: c.IntN(3)})
	var spine []int
	next := ToCustomer
	for n := 1 + c.IntN(3); n > 0; n-- {
		next = c.block(f, next, &spine)
	}
	m.Flows[f].First = next
	slices.Reverse(spine)
	c.spine = append(c.spine, spine)
	if len(m.Steps[next].Join) > 0 {
		panic("a flow begins with a join")
	}
	for at, s := range spine {
		c.waysBack(spine, at, s)
	}
}

// block makes a piece of a flow that leads to next, and returns its first step.
func (c *chef) block(f, next int, spine *[]int) int {
	switch {
	case c.often(withForks, 40):
		join := c.step(f)
		c.lead(join, next)
		fork := c.step(f)
		for range 2 + c.IntN(2) {
			last := c.step(f)
			c.inner[last] = true
			c.lead(last, join)
			c.m.Steps[join].Join = append(c.m.Steps[join].Join, last)
			entry := last
			if c.chance(50) {
				entry = c.step(f)
				c.inner[entry] = true
				c.lead(entry, last)
				if c.often(withLoops, 30) {
					c.loop(entry, entry)
				}
			}
			c.lead(fork, entry)
		}
		*spine = append(*spine, join, fork)
		return fork
	case c.often(withBranches, 50):
		choice, other := c.step(f), c.step(f)
		c.lead(other, next)
		c.lead(choice, next)
		p := 0.2 + 0.6*c.Float64()
		s := &c.m.Steps[choice]
		s.Outcomes[0].Name, s.Outcomes[0].Chance = "usual", p
		s.Outcomes = append(s.Outcomes, Outcome{Name: "other", Chance: 1 - p, Next: []Edge{c.edge(choice, other)}})
		if c.often(withLoss, 50) {
			s.Outcomes[1].Chance -= 0.05
			s.Outcomes = append(s.Outcomes, Outcome{Name: "lost", Chance: 0.05, Next: []Edge{c.edge(choice, Lost)}})
		}
		*spine = append(*spine, choice)
		return choice
	}
	s := c.step(f)
	c.lead(s, next)
	*spine = append(*spine, s)
	return s
}

// loop adds an outcome that leads back.
func (c *chef) loop(from, to int) {
	p := 0.05 + 0.3*c.Float64()
	s := &c.m.Steps[from]
	for i := range s.Outcomes {
		s.Outcomes[i].Chance *= 1 - p
	}
	e := c.edge(from, to)
	e.Back = true
	s.Outcomes = append(s.Outcomes, Outcome{Name: "again", Chance: p, Next: []Edge{e}})
}

// waysBack adds rework to a step of the spine: to itself or an earlier one that is no join.
func (c *chef) waysBack(spine []int, at, s int) {
	earlier := slices.DeleteFunc(slices.Clone(spine[:at+1]), func(s int) bool { return len(c.m.Steps[s].Join) > 0 })
	if len(earlier) == 0 {
		return
	}
	if c.often(withLoops, 30) {
		c.loop(s, earlier[c.IntN(len(earlier))])
	}
	if c.often(withErrors, 40) {
		step := &c.m.Steps[s]
		step.Finds = c.Float64()
		step.BackTo = c.edge(s, earlier[c.IntN(len(earlier))])
		step.BackTo.Back = true
	}
}

func (c *chef) stocks() {
	if !c.has(withStocks) {
		return
	}
	m := c.m
	for k := range 1 + c.IntN(3) {
		customers := len(m.Steps)
		taker := c.IntN(customers)
		stock := Stock{Name: fmt.Sprintf("k%d", k), Department: m.Steps[taker].Department, Start: int64(c.IntN(60))}
		rule := Reorder{At: int64(c.IntN(30)), Quantity: int64(5 + c.IntN(40)), Sources: []Source{{Share: 1, Supplier: -1, Handoff: c.handoff()}}}
		m.Steps[taker].Takes = append(m.Steps[taker].Takes, Amount{Stock: k, Quantity: int64(1 + c.IntN(3))})
		for s := range customers {
			if m.Steps[s].Department == stock.Department && s != taker && c.chance(20) && m.Flows[m.Steps[s].Flow].Segment >= 0 {
				m.Steps[s].Takes = append(m.Steps[s].Takes, Amount{Stock: k, Quantity: 1})
			}
		}
		m.Stocks = append(m.Stocks, stock)
		if c.chance(85) {
			m.Stocks[k].Reorders = []Reorder{rule}
			m.Stocks[k].Reorders[0].Sources[0].Flow = c.reorderFlow(k)
		}
	}
}

// reorderFlow makes the flow that replenishes a stock.
func (c *chef) reorderFlow(k int) int {
	m := c.m
	f := len(m.Flows)
	m.Flows = append(m.Flows, Flow{Name: fmt.Sprintf("f%d", f), Segment: -1, Priority: c.IntN(3)})
	last := c.step(f)
	c.lead(last, ToCustomer)
	s := &m.Steps[last]
	s.Gives = []Amount{{Stock: k, Quantity: 0}}
	if s.Department != m.Stocks[k].Department || c.chance(50) {
		s.GiveTravel = c.handoff()
	}
	first := last
	for range c.IntN(3) {
		s := c.step(f)
		c.lead(s, first)
		first = s
	}
	m.Flows[f].First = first
	return f
}

func (c *chef) span(lo, hi int) calendar.Span {
	switch c.IntN(6) {
	case 0:
		return calendar.Span{Unit: calendar.Days, N: 0.5 + 2*c.Float64()}
	case 1:
		return calendar.Span{Unit: calendar.WorkingDays, N: 0.5 + float64(c.IntN(3))}
	case 2:
		return calendar.Span{Unit: calendar.Open, N: float64(c.minutes(lo, hi))}
	}
	return calendar.Span{Unit: calendar.Elapsed, N: float64(c.minutes(lo, hi))}
}

func (c *chef) streams() {
	m := c.m
	for f := range m.Flows {
		if m.Flows[f].Segment < 0 {
			continue
		}
		for range 1 + c.IntN(2) {
			m.Streams = append(m.Streams, c.stream(f))
		}
	}
}

func (c *chef) stream(f int) Stream {
	s := Stream{
		Name: fmt.Sprintf("o%d", len(c.m.Streams)), Segment: c.m.Flows[f].Segment, Flow: f,
		Gap: c.dist(20, 120), Calendar: c.calendar(), Surge: -1, Value: int64(c.IntN(100_000)),
	}
	if c.often(withPromises, 80) {
		s.Promise, s.Penalty = c.span(60, 2000), int64(c.IntN(20_000))
	}
	if c.often(withPatience, 70) {
		s.Patience = c.span(100, 3000)
		if c.chance(40) {
			s.PatienceRandom = c.dist(100, 3000)
		}
	}
	return s
}
