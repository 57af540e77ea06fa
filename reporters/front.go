package reporters

import (
	"math"
	"slices"

	"ripple/sim"
)

// Fronts follow a disturbance through the organisation.
type Fronts struct {
	Departments []Front // by backlog
	Open        []Front // by segment: orders placed and not finished
	Overdue     []Front // by segment: of these, past their promised date
}

// Front says when one place felt the disturbance, how bad it got and when it
// was over. Each replication is judged by itself against the same replication
// in which nothing goes wrong: the place is hit on the first working day on
// which the day's mean number of items differs by more than the band, and it is over on
// the first of RecoverDays working days in a row inside the band, after the
// worst day. A working day is one on which the organisation opens. What never
// left the band has survived without feeling it.
type Front struct {
	Name string
	// Hit is in how many replications the place felt anything.
	Hit, Replications int
	Felt, Worst, Over Days
	// Peak is the largest difference in items, Usual what was there on that day
	// when nothing goes wrong: medians over the replications that were hit.
	// PeakLow and PeakHigh bound four fifths of them.
	Peak, PeakLow, PeakHigh, Usual float64
	// Survived is the time to survive: calendar days from the day on which the
	// first inject began to the day on which the place first felt it; 0 is the same
	// day. Recovered is the time to recover: calendar days from then until it was over.
	Survived, Recovered Lengths
	// NotOver is how many of the hit replications were still outside the band at the end.
	NotOver int
	// Daily is for each day counted the difference in items, a mean over all replications.
	Daily []float64
}

// Days is a day that differs between replications: the median, and the bounds
// of the four fifths in the middle. The zero Day means not by the last day counted.
type Days struct {
	Median, Low, High Day
}

// Lengths is a number of calendar days that differs between replications, of
// those that were hit: the median, and the bounds of the four fifths in the
// middle. Endless means not by the last day counted.
type Lengths struct {
	Median, Low, High int
}

// Endless is the length of what is not over by the last day counted.
const Endless = -1

// episode is what one replication lived through at one place; days are indexes.
type episode struct {
	began, felt, worst, over int
	peak, usual              float64
}

// survived and recovered are lengths in days; never for what did not end.
func (e episode) survived() int { return max(0, e.felt-e.began) }

func (e episode) recovered() int {
	if e.over == never {
		return never
	}
	return e.over - e.felt
}

// never is the index of a day that did not come.
const never = math.MaxInt

func (b *builder) fronts(arm int) *Fronts {
	f := &Fronts{}
	for d := range b.model.Departments {
		f.Departments = append(f.Departments, b.front(b.model.Departments[d].Name, arm,
			func(w *world) []sim.Tick { return w.Departments[d].Backlog }))
	}
	for s := range b.model.External() {
		name := b.model.Segments[s].Name
		f.Open = append(f.Open, b.front(name, arm,
			func(w *world) []sim.Tick { return w.Segments[s].Open }))
		f.Overdue = append(f.Overdue, b.front(name, arm,
			func(w *world) []sim.Tick { return w.Segments[s].Overdue }))
	}
	return f
}

func (b *builder) front(name string, arm int, of func(*world) []sim.Tick) Front {
	f := b.frontOf(name, arm, func(here, there *world) (episode, bool) { return b.episode(of(here), of(there)) })
	f.Daily = b.daily(arm, of)
	return f
}

// frontOf is the front of a place where each replication is judged by itself.
func (b *builder) frontOf(name string, arm int, judge func(here, there *world) (episode, bool)) Front {
	f := Front{Name: name, Replications: len(b.result.Worlds)}
	var hit []episode
	for i := range b.result.Worlds {
		e, ok := judge(b.world(i, arm), b.world(i, sim.Baseline))
		if ok {
			e.began = e.felt // where no inject began, it was a response
			if at := b.world(i, arm).Began; at != sim.Never {
				e.began = b.days.index(at)
			}
			hit = append(hit, e)
		}
	}
	f.Hit = len(hit)
	if f.Hit == 0 {
		return f
	}
	f.Felt = b.spread(hit, func(e episode) int { return e.felt })
	f.Worst = b.spread(hit, func(e episode) int { return e.worst })
	f.Over = b.spread(hit, func(e episode) int { return e.over })
	f.Survived, f.Recovered = lengths(hit, episode.survived), lengths(hit, episode.recovered)
	for _, e := range hit {
		if e.over == never {
			f.NotOver++
		}
	}
	f.Peak, f.PeakLow, f.PeakHigh = middle(hit, func(e episode) float64 { return e.peak })
	f.Usual, _, _ = middle(hit, func(e episode) float64 { return e.usual })
	return f
}

// daily is by how many items a place differs from usual, day by day.
func (b *builder) daily(arm int, of func(*world) []sim.Tick) []float64 {
	days := make([]float64, b.days.past-b.days.first)
	for i := range b.result.Worlds {
		here, there := of(b.world(i, arm)), of(b.world(i, sim.Baseline))
		for d := range days {
			days[d] += b.days.perDay(here, b.days.first+d) - b.days.perDay(there, b.days.first+d)
		}
	}
	for d := range days {
		days[d] /= float64(len(b.result.Worlds))
	}
	return days
}

// episode judges one replication; false when the band was never left.
func (b *builder) episode(here, there []sim.Tick) (episode, bool) {
	e := episode{felt: never, over: never}
	inside := 0
	for i := b.days.first; i < b.days.past; i++ {
		usual := b.days.perDay(there, i)
		off := b.days.perDay(here, i) - usual
		outside := math.Abs(off) > max(b.model.Band.Items, b.model.Band.Share*usual)
		switch {
		case !b.days.working(i):
			continue
		case outside:
			if e.felt == never {
				e.felt = i
			}
			if math.Abs(off) > math.Abs(e.peak) {
				e.peak, e.usual, e.worst = off, usual, i
				e.over = never
			}
			inside = 0
		case e.felt != never:
			inside++
			if inside == max(1, b.model.Band.RecoverDays) && e.over == never {
				e.over = b.workingDaysBefore(i, inside-1)
			}
		}
	}
	return e, e.felt != never
}

// workingDaysBefore goes back n working days from a working day.
func (b *builder) workingDaysBefore(index, n int) int {
	for n > 0 {
		index--
		if b.days.working(index) {
			n--
		}
	}
	return index
}

func (b *builder) spread(hit []episode, of func(episode) int) Days {
	median, low, high := middle(hit, of)
	return Days{b.dayOrNever(median), b.dayOrNever(low), b.dayOrNever(high)}
}

func lengths(hit []episode, of func(episode) int) Lengths {
	endless := func(n int) int {
		if n == never {
			return Endless
		}
		return n
	}
	median, low, high := middle(hit, of)
	return Lengths{endless(median), endless(low), endless(high)}
}

func (b *builder) dayOrNever(index int) Day {
	if index == never {
		return Day{}
	}
	return b.days.day(index)
}

// middle gives the median and the bounds of the four fifths in the middle, by
// nearest rank, so that each is a value that occurred.
func middle[T int | float64](hit []episode, of func(episode) T) (median, low, high T) {
	values := make([]T, len(hit))
	for i, e := range hit {
		values[i] = of(e)
	}
	slices.Sort(values)
	rank := func(tenths int) T { return values[max(0, (tenths*len(values)+9)/10-1)] }
	return rank(5), rank(1), rank(9)
}
