package sim

import (
	"slices"
	"strconv"

	"ripple/broker"
	"ripple/sim/draw"
)

// batch is a group of whole replications, with all their arms, that is
// simulated in lockstep by one set of agents. It is fixed before they start.
type batch struct {
	model      *Model
	run        string // names the run on the bus
	first      int    // the first replication, counted from 0
	reps       int
	arms       int
	keys       []draw.Key // by replication in the batch
	agents     int        // departments and the customers
	customers  int        // index of the customers' agent
	clock      int        // the clock's number on the bus
	local      []uint16   // each step's place in its department
	streams    []int      // by flow, the stream of the orders that steps start
	waiting    [][]int    // by flow, the departments that may wait for items of it
	ahead      *lookahead
	forks      []fork
	outlook    *outlook // nil: this is no forecast
	parents    []int    // by arm: the one that it is copied from, or that is simulated in its place
	trace      bool
	sample     Tick // 0: no samples
	sampleFrom Tick
	leads      *leads  // nil: no wait is led upstream
	follow     *Follow // whose itineraries are asked for; nil: nobody's
	names      []*ItemName
	tap        *tap
	limits     limits
	// As in Options.
	window, stretch Tick
	singly          bool
}

// fork says that an arm begins as a copy of another at a tick.
type fork struct {
	at       Tick
	from, to int // arms
	// forecast: instead, all replications begin as copies of the first, and a forecast
	// begins in each.
	forecast bool
}

// keyAt is the key by which a world begins.
func (b *batch) keyAt(world int) draw.Key {
	if b.outlook != nil {
		return b.outlook.lived
	}
	return b.keys[b.rep(world)]
}

// begun is how many replications are there from the beginning: of a forecast one,
// which lives through the past of all.
func (b *batch) begun() int {
	if b.outlook != nil {
		return 1
	}
	return b.reps
}

// The worlds of a batch are numbered replication by replication.
func (b *batch) worlds() int            { return b.reps * b.arms }
func (b *batch) world(rep, arm int) int { return rep*b.arms + arm }
func (b *batch) rep(world int) int      { return world / b.arms }
func (b *batch) arm(world int) int      { return world % b.arms }

// subject is where an agent's inbox is.
func (b *batch) subject(agent int) string {
	return broker.Subject(b.run, "agent", strconv.Itoa(agent))
}

// agentName is what people call an agent.
func (m *Model) agentName(i int) string {
	switch {
	case i < 0:
		return "nobody"
	case i < len(m.Departments):
		return "department " + m.Departments[i].Name
	case i == len(m.Departments):
		return "the customers"
	}
	return "the clock"
}

// arrange works out when each arm forks, and from which. An arm that can never
// differ is not simulated: its mirror is. early makes every arm begin at 0.
func arrange(m *Model, early bool) (forks []fork, mirror []int) {
	mirror = make([]int, len(m.Arms))
	since := make([]Tick, len(m.Arms)) // when an arm is there to be copied
	add := func(arm, from int) {
		mirror[arm] = arm
		at := m.firstDifference(arm, from)
		switch {
		case early:
			at = 0
		case at >= m.End:
			mirror[arm], since[arm] = mirror[from], since[from]
			return
		}
		since[arm] = at
		forks = append(forks, fork{at: at, from: mirror[from], to: arm})
	}
	for arm := DoNothing; arm < len(m.Arms); arm++ {
		from, at := Baseline, m.firstDifference(arm, Baseline)
		for other := DoNothing; other < arm; other++ {
			// One that differs before the other is there cannot be a copy of it.
			if t := m.firstDifference(arm, other); m.grows(arm, other) && t >= since[other] && t > at {
				from, at = other, t
			}
		}
		add(arm, from)
	}
	// In order of time; at equal times the order of arms, by which an arm
	// stands after the one it comes from.
	for i := 1; i < len(forks); i++ {
		for j := i; j > 0 && forks[j].at < forks[j-1].at; j-- {
			forks[j], forks[j-1] = forks[j-1], forks[j]
		}
	}
	return forks, mirror
}

// parents are, by arm, the one that it is copied from, or that is simulated in its place.
func parents(forks []fork, mirror []int) []int {
	from := slices.Clone(mirror)
	for _, f := range forks {
		from[f.to] = f.from
	}
	return from
}

// localSteps is each step's place among its department's steps.
func localSteps(m *Model) []uint16 {
	count := make([]uint16, len(m.Departments))
	local := make([]uint16, len(m.Steps))
	for s := range m.Steps {
		d := m.Steps[s].Department
		local[s] = count[d]
		count[d]++
	}
	return local
}
