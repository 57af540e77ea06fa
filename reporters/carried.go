package reporters

import (
	"cmp"
	"math"
	"slices"

	"ripple/sim"
)

// Carried says how lateness went on from department to department: the second
// account of the orders that the ledger counts. In each department what entered
// and what was added make what was passed on and what was absorbed; what is passed on
// enters another department or reaches the customers.
type Carried struct {
	// Departments are those where anything differs in any replication, in the order of the
	// organisation.
	Departments []CarriedRow
	// Reached is how much later the orders came to the customers: the ledger's total.
	Reached Estimate
	// Overdue is by how much more they came after the promised date, Spared what is
	// left of Reached: the time until that date absorbed it.
	Overdue, Spared Estimate
	// Buffered are what orders may wait for and what came at another time, by flow and supplier.
	Buffered []BufferedRow
}

// CarriedRow is one department: hours, means per replication, over all orders
// delivered in both cases, better and worse together.
type CarriedRow struct {
	Department int
	Name       string
	// Entered is how much later the orders came, PassedOn how much later they left.
	Entered, PassedOn Estimate
	// Added is what made them later there, Absorbed what made up for it: the Changes
	// above zero, and those below.
	Added, Absorbed Estimate
	// Changes say why, those that are not zero in every replication, the largest first.
	Changes []CarriedChange
	// Segments are the parts of the means by customer segment.
	Segments []CarriedParts
}

// CarriedChange is by how much longer the orders were in a department for one reason.
type CarriedChange struct {
	// Cause is NumCauses where the orders went by steps in one of the two cases only.
	Cause sim.Cause
	Hours Estimate
}

// CarriedParts are means of one customer segment, hours.
type CarriedParts struct{ Entered, Added, Absorbed, PassedOn float64 }

// detour is the reason of time at steps by which orders went in one case only.
const detour = sim.NumCauses

// reason is why time in a department changed, for people.
func (c *CarriedChange) reason() string {
	if c.Cause == detour {
		return "another way"
	}
	return c.Cause.String()
}

// reasonKey is the same in files.
func (c *CarriedChange) reasonKey() string {
	if c.Cause == detour {
		return "another-way"
	}
	return c.Cause.CauseKey()
}

// carried takes the second account of two arms; nil where nothing was traced.
func (b *builder) carried(arm, against int) *Carried {
	if b.world(0, arm).Carried[against] == nil {
		return nil
	}
	a := &Carried{}
	for d := range b.model.Departments {
		if row := b.carriedRow(arm, against, d); row.Entered.NonZero+row.PassedOn.NonZero+len(row.Changes) > 0 {
			a.Departments = append(a.Departments, row)
		}
	}
	customers := len(b.model.Departments)
	over := func(of func(*sim.Carried) sim.Tick) Estimate {
		return level(b.carriedSample(arm, against, customers, of), b.seed)
	}
	a.Reached = over(func(c *sim.Carried) sim.Tick { return c.Entered })
	a.Overdue = over(func(c *sim.Carried) sim.Tick { return c.PassedOn })
	a.Spared = over(func(c *sim.Carried) sim.Tick { return c.Entered - c.PassedOn })
	a.Buffered = b.buffered(arm, against)
	return a
}

// carriedSample is a number of one department in every replication, in hours.
func (b *builder) carriedSample(arm, against, department int, of func(*sim.Carried) sim.Tick) sample {
	s := sample{num: make([]float64, len(b.result.Worlds))}
	for i := range s.num {
		var ticks sim.Tick
		for segment := range b.model.External() {
			ticks += of(&b.world(i, arm).Carried[against][segment][department])
		}
		s.num[i] = hours(ticks)
	}
	return s
}

// changeOf is what one reason changed.
func changeOf(c *sim.Carried, reason sim.Cause) sim.Tick {
	if reason == detour {
		return c.Detour
	}
	return c.Changed[reason]
}

func (b *builder) carriedRow(arm, against, d int) CarriedRow {
	n := len(b.result.Worlds)
	row := CarriedRow{Department: d, Name: b.model.Departments[d].Name, Segments: make([]CarriedParts, b.model.External())}
	added, absorbed := sample{num: make([]float64, n)}, sample{num: make([]float64, n)}
	part := func(segment int, of func(*sim.Carried) sim.Tick) (mean float64) {
		for i := range n {
			mean += hours(of(&b.world(i, arm).Carried[against][segment][d]))
		}
		return mean / float64(n)
	}
	for reason := sim.Cause(0); reason <= detour; reason++ {
		of := func(c *sim.Carried) sim.Tick { return changeOf(c, reason) }
		s := b.carriedSample(arm, against, d, of)
		change := CarriedChange{reason, level(s, b.seed)}
		if change.Hours.NonZero == 0 {
			continue
		}
		row.Changes = append(row.Changes, change)
		to, sign := &added, 1.0
		if change.Hours.Mean < 0 {
			to, sign = &absorbed, -1
		}
		for i, v := range s.num {
			to.num[i] += sign * v
		}
		for segment := range row.Segments {
			if p := &row.Segments[segment]; sign > 0 {
				p.Added += part(segment, of)
			} else {
				p.Absorbed -= part(segment, of)
			}
		}
	}
	slices.SortStableFunc(row.Changes, func(x, y CarriedChange) int {
		return cmp.Compare(math.Abs(y.Hours.Mean), math.Abs(x.Hours.Mean))
	})
	entered, passedOn := func(c *sim.Carried) sim.Tick { return c.Entered }, func(c *sim.Carried) sim.Tick { return c.PassedOn }
	row.Entered = level(b.carriedSample(arm, against, d, entered), b.seed)
	row.PassedOn = level(b.carriedSample(arm, against, d, passedOn), b.seed)
	row.Added, row.Absorbed = level(added, b.seed), level(absorbed, b.seed)
	for segment := range row.Segments {
		p := &row.Segments[segment]
		p.Entered, p.PassedOn = part(segment, entered), part(segment, passedOn)
	}
	return row
}
