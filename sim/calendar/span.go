package calendar

import (
	"fmt"
	"math"
	"strconv"
	"time"
)

// Unit is what a Span counts.
type Unit uint8

// The units in which people state lengths of time.
const (
	Elapsed     Unit = iota // ticks by the clock, open or closed
	Open                    // ticks of open time
	Days                    // calendar days, which keep the wall-clock time
	WorkingDays             // working days, which keep the wall-clock time
)

// String names the unit.
func (u Unit) String() string {
	switch u {
	case Elapsed:
		return "elapsed time"
	case Open:
		return "open time"
	case Days:
		return "days"
	case WorkingDays:
		return "working days"
	}
	return "unit " + strconv.Itoa(int(u))
}

// Span is a length of time as people state it: "15 minutes", "8 working hours", "5 days", "5 working days". N counts
// ticks for Elapsed and Open (rounded to the nearest) and may have a fraction for Days and WorkingDays. Lengths are
// never negative: an N that is not above 0, NaN included, is no length at all. The zero value is none.
type Span struct {
	Unit Unit
	N    float64
}

// IsZero tells whether the span is none.
func (s Span) IsZero() bool { return !(s.N > 0) }

// String gives the span as 1h30m, "1h30m of open time", "5 days", "1 working day" or "none".
func (s Span) String() string {
	switch {
	case s.IsZero():
		return "none"
	case s.Unit == Elapsed:
		return lengthText(ticks(s.N))
	case s.Unit == Open:
		return lengthText(ticks(s.N)) + " of open time"
	case s.N == 1 && s.Unit == Days:
		return "1 day"
	case s.N == 1 && s.Unit == WorkingDays:
		return "1 working day"
	}
	return strconv.FormatFloat(s.N, 'f', -1, 64) + " " + s.Unit.String()
}

// lengthText gives a length as 36h15m2.5s, without the parts that are zero.
func lengthText(length Tick) string {
	if length >= Never/int64(time.Millisecond) {
		return "for ever"
	}
	var text string
	if h := length / Hour; h > 0 {
		text = fmt.Sprintf("%dh", h)
	}
	if m := length % Hour / Minute; m > 0 {
		text += fmt.Sprintf("%dm", m)
	}
	if rest := length % Minute; rest > 0 || text == "" {
		text += strconv.FormatFloat(float64(rest)/float64(Second), 'f', -1, 64) + "s"
	}
	return text
}

// After is the tick a span after at by the calendar t, which is the owner's of what is timed. Never stays Never, and
// what the table does not hold is Never (calendar days beyond it go on as AddDays says).
//
// A fraction of a day goes that fraction of the way to the same wall-clock time a day later: half a day is 12 hours
// except where a daylight-saving change lies between. A fraction of a working day is that fraction of the open time
// of the working day reached, which is counted from the start of its opening hours to the start of the next working
// day's, as work by the calendar: with 9 hours a day, half a working day after Monday 09:00 is Monday 13:30 for
// opening hours 08:00-17:00, and after Monday 16:00 it is Tuesday 11:30. From a closed day it is the next working
// day that counts. A fraction never leads beyond the next whole number of working days, so that more is never
// earlier.
func (s Span) After(t *Table, at Tick) Tick {
	if s.IsZero() || at == Never {
		return at
	}
	switch s.Unit {
	case Elapsed:
		return plus(at, ticks(s.N))
	case Open:
		return t.Add(at, ticks(s.N))
	}
	whole, fraction := math.Modf(s.N)
	if whole > maxDays {
		return Never
	}
	n := int(whole)
	if s.Unit == WorkingDays && !t.Always {
		return t.addPartOfWorkingDay(at, n, fraction)
	}
	from := t.AddDays(at, n)
	if fraction == 0 {
		return from
	}
	return plus(from, share(fraction, max(0, t.AddDays(at, n+1)-from)))
}

// addPartOfWorkingDay is After for working days.
func (t *Table) addPartOfWorkingDay(at Tick, n int, fraction float64) Tick {
	from := t.AddWorkingDays(at, n)
	if fraction == 0 || from == Never {
		return from
	}
	_, rank, _ := t.workingDay(from)
	part := share(fraction, t.openOn(rank))
	return min(t.Add(from, part), t.AddWorkingDays(at, n+1))
}

// openOn is the open time of the working day of the given rank, from its start to the next one's start; Never where
// the table ends before that.
func (t *Table) openOn(rank int) Tick {
	if rank < 0 || rank+1 >= len(t.working) {
		return Never
	}
	return t.Between(t.Starts[t.working[rank]], t.Starts[t.working[rank+1]])
}

// Min is the least number of ticks by which After can be later than its at, wherever in the table at lies: a
// lookahead. It is exact for Elapsed and Open (the latter by trying every opening). Days take off the largest gain of
// the wall clock within the table (one hour with daylight saving, nothing without), WorkingDays as well from the
// fewest calendar days that hold that many. Never when no such span ends within the table.
func (s Span) Min(t *Table) Tick {
	if s.IsZero() {
		return 0
	}
	switch {
	case s.Unit == Elapsed, s.Unit == Open && t.Always:
		return ticks(s.N)
	case s.Unit == Open:
		return t.leastAdd(ticks(s.N))
	}
	whole, fraction := math.Modf(s.N)
	if whole > maxDays {
		return Never
	}
	n := int(whole)
	if s.Unit == WorkingDays && !t.Always {
		return t.leastWorkingDays(n, fraction)
	}
	from := t.leastDays(n)
	if fraction == 0 {
		return from
	}
	// After rounds once, and by half a tick at most.
	return max(0, from+share(fraction, t.leastDays(n+1)-from)-1)
}

// leastAdd is the least of Add(at, work)-at over all at. Moving at forward within an opening only pushes the end
// over closing times, and moving it back into closed time only adds, so the least is at an opening.
func (t *Table) leastAdd(work Tick) Tick {
	least := Never
	for _, run := range t.Open {
		if end := t.Add(run.Open, work); end != Never {
			least = min(least, end-run.Open)
		}
	}
	return least
}

// leastDays bounds AddDays(at, n)-at from below.
func (t *Table) leastDays(n int) Tick {
	if n == 0 {
		return 0
	}
	return max(0, Tick(n)*CalendarDay-t.rise)
}

// leastWorkingDays bounds addPartOfWorkingDay(at, n, fraction)-at from below.
func (t *Table) leastWorkingDays(n int, fraction float64) Tick {
	from := t.leastWholeWorkingDays(n)
	if fraction == 0 {
		return from
	}
	shortest := Never
	for rank := range t.working {
		shortest = min(shortest, t.openOn(rank))
	}
	if shortest == Never {
		return Never
	}
	return min(plus(from, share(fraction, shortest)), t.leastWholeWorkingDays(n+1))
}

// leastWholeWorkingDays bounds AddWorkingDays(at, n)-at from below; from a closed day it only takes longer.
func (t *Table) leastWholeWorkingDays(n int) Tick {
	if n == 0 {
		return 0
	}
	least := Never
	for rank := 0; rank+n < len(t.working); rank++ {
		days := int(t.working[rank+n] - t.working[rank])
		least = min(least, t.leastDays(days))
	}
	return least
}

// ticks rounds a length to the nearest tick, Never when it is too large for one.
func ticks(n float64) Tick {
	if n >= 1<<62 {
		return Never
	}
	return Tick(math.Round(n))
}

// share is a fraction of a length, to the nearest tick; all of Never is Never.
func share(fraction float64, length Tick) Tick {
	if length == Never {
		return Never
	}
	return Tick(math.Round(float64(fraction * float64(length))))
}
