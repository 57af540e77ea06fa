package calendar

import "math"

// Day is the index of the local day that holds at: day i is [Days[i], Days[i+1]). Ticks before the table are on its
// first day, ticks after it on its last, so that the answer can index arrays of days.
func (t *Table) Day(at Tick) int {
	last := len(t.days) - 2
	switch {
	case last < 0 || at < t.days[0]:
		return 0
	case at >= t.days[last+1]:
		return last
	}
	// Daylight saving moves midnights by hours, so the guess is off by one day at most in any real zone.
	day := min(int((at-t.days[0])/CalendarDay), last)
	for t.days[day] > at {
		day--
	}
	for t.days[day+1] <= at {
		day++
	}
	return day
}

// Clock is the local day that holds at and what the wall clock shows then, in ticks from 00:00. Outside the table it
// counts on from the first or last day, below 0 or beyond 24 hours.
func (t *Table) Clock(at Tick) (day int, clock Tick) {
	day = t.Day(at)
	return day, plus(t.wall(at), -Tick(day)*CalendarDay)
}

// At is the tick at which the wall clock of a day shows clock, in ticks from 00:00: the first of two when daylight
// saving repeats it; moved forward by what is skipped when it does not exist (02:30 becomes 03:30). Days and clocks
// outside the table, or clocks beyond 24 hours, count on.
func (t *Table) At(day int, clock Tick) Tick {
	day = max(-maxDays, min(day, maxDays))
	return t.shown(plus(clock, Tick(day)*CalendarDay))
}

// AddDays is n calendar days later (earlier when n is negative) at the same wall-clock time, whatever is open. With
// Europe/Brussels, whose clocks go from 02:00 to 03:00 on 29 March 2026 and from 03:00 back to 02:00 on 25 October:
//
//	28 March   09:00 + 1 day  = 29 March   09:00, 23 hours later
//	28 March   02:30 + 1 day  = 29 March   03:30, as 02:30 does not exist: forward by what the clock skips
//	24 October 02:30 + 1 day  = 25 October 02:30, the first of the two
//
// Adding 0 days gives at itself. Outside the table the last known offset of the wall clock holds on, and the answer
// stops at the ends of the axis; Never stays Never.
func (t *Table) AddDays(at Tick, n int) Tick {
	if n == 0 || at == Never {
		return at
	}
	n = max(-maxDays, min(n, maxDays))
	return t.shown(plus(t.wall(at), Tick(n)*CalendarDay))
}

// AddWorkingDays is n working days later at the same wall-clock time. On a working day, counting starts there; on a
// closed day it starts at the next working day, as if at had been then, at the same time of day. With work from
// Monday to Friday:
//
//	Monday   10:00 + 1 = Tuesday 10:00
//	Friday   10:00 + 1 = Monday  10:00
//	Friday   20:00 + 1 = Monday  20:00, whether or not anybody works at 20:00
//	Saturday 10:00 + 1 = Tuesday 10:00, like Monday 10:00 + 1
//	Saturday 10:00 + 0 = Saturday 10:00: nothing is added, so nothing moves
//
// A negative n counts back in the same way, from a closed day starting at the working day before it: Saturday − 1 is
// Thursday. Times that daylight saving skips or repeats are as in AddDays. Around the clock, every calendar day is a
// working day. Beyond the end of the table the answer is Never; what would
// lie before its start is the table's first tick (or at, if that is earlier).
func (t *Table) AddWorkingDays(at Tick, n int) Tick {
	if n == 0 || at == Never {
		return at
	}
	if t.Always {
		return t.AddDays(at, n)
	}
	clock, rank, working := t.workingDay(at)
	switch {
	case n > len(t.working)-1-rank:
		return Never
	case n < 0 && !working:
		rank--
	}
	if n < -rank {
		if len(t.days) == 0 {
			return math.MinInt64
		}
		return min(at, t.days[0])
	}
	return t.At(int(t.working[rank+n]), clock)
}

// workingDay tells the time of day at a tick, how many working days lie before its day, and whether that day is one.
func (t *Table) workingDay(at Tick) (clock Tick, rank int, working bool) {
	day, clock := t.Clock(at)
	switch {
	case len(t.workingBefore) == 0 || at < t.days[0]:
		return floorMod(clock, CalendarDay), 0, false
	case at >= t.days[len(t.days)-1]:
		return floorMod(clock, CalendarDay), len(t.working), false
	}
	return clock, int(t.workingBefore[day]), t.WorkingDay[day]
}

// maxDays is more days than any axis of ticks that matters, and few enough that they fit one.
const maxDays = 1 << 30

// wall is what the wall clock shows at a tick, counted from the midnight of day 0.
func (t *Table) wall(at Tick) Tick {
	if len(t.shifts) == 0 {
		return at
	}
	k := 0
	if len(t.shiftOf) > 0 && at >= t.days[0] {
		k = int(t.shiftOf[t.Day(at)])
	}
	for k+1 < len(t.shifts) && t.shifts[k+1].At <= at {
		k++
	}
	return plus(at, t.shifts[k].Offset)
}

// shown is the tick at which the wall clock, counted from the midnight of day 0, shows wall.
func (t *Table) shown(wall Tick) Tick {
	// Two days of margin: a zone may skip or repeat a whole date.
	k := 0
	if day := min(floorDiv(wall, CalendarDay)-2, int64(len(t.shiftOf)-1)); day >= 0 {
		k = int(t.shiftOf[day])
	}
	return shown(t.shifts, k, wall)
}
