package calendar

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

// zonesTried hold ordinary changes, a half-hour change, changes at midnight, and none.
var zonesTried = []string{"Europe/Brussels", "America/New_York", "Australia/Lord_Howe", "Asia/Beirut", "America/Santiago", "America/Havana", "Asia/Kolkata", "UTC"}

// drawnCalendar is a calendar as odd as people may write one, with what it was built from.
type drawnCalendar struct {
	*Table
	spec   Spec
	origin time.Time
}

func drawHours(t *rapid.T) HoursOfDay {
	step := rapid.SampledFrom([]time.Duration{time.Hour, 30 * time.Minute, 7 * time.Minute, time.Millisecond}).Draw(t, "step")
	from := rapid.Int64Range(0, int64(24*time.Hour/step)-1).Draw(t, "from")
	to := rapid.Int64Range(1, int64(24*time.Hour/step)).Filter(func(to int64) bool { return to != from }).Draw(t, "to")
	return HoursOfDay{time.Duration(from) * step, time.Duration(to) * step}
}

func drawCalendar(t *rapid.T) drawnCalendar {
	zone, err := Zone(rapid.SampledFrom(zonesTried).Draw(t, "zone"))
	if err != nil {
		t.Fatal(err)
	}
	ranges := rapid.SliceOfN(rapid.Custom(drawHours), 1, 4)
	spec := Spec{Zone: zone, Hours: ranges.Draw(t, "hours"), PerWeekday: map[time.Weekday][]HoursOfDay{}}
	for day := range spec.Weekdays {
		spec.Weekdays[day] = rapid.Bool().Draw(t, "works")
		if rapid.IntRange(0, 3).Draw(t, "own hours") == 0 {
			spec.PerWeekday[time.Weekday(day)] = ranges.Draw(t, "weekday hours")
		}
	}
	spec.Weekdays[rapid.IntRange(0, 6).Draw(t, "working weekday")] = true
	for range rapid.IntRange(0, 5).Draw(t, "closed") {
		spec.Closed = append(spec.Closed, dateOf(20454+rapid.Int64Range(0, 400).Draw(t, "date"))) // 2026
	}
	start := rapid.IntRange(0, 364).Draw(t, "start")
	origin := time.Date(2026, time.January, 1+start, 0, 0, 0, 0, zone)
	origin = origin.Add(rapid.SampledFrom([]time.Duration{0, 0, 6 * time.Hour, -5 * time.Hour}).Draw(t, "owner's zone"))
	table, err := Build(spec, origin, 30*CalendarDay)
	if err != nil {
		t.Skip(err) // an hour a week that only the skipped hour holds
	}
	return drawnCalendar{table, spec, origin}
}

// tick is a tick in or around the table, often on or beside a boundary.
func (c drawnCalendar) tick(t *rapid.T, label string) Tick {
	last := c.Days[len(c.Days)-1]
	switch rapid.IntRange(0, 3).Draw(t, label+" kind") {
	case 0:
		run := c.Open[rapid.IntRange(0, len(c.Open)-1).Draw(t, label+" run")]
		return rapid.SampledFrom([]Tick{run.Open, run.Close}).Draw(t, label) + rapid.Int64Range(-1, 1).Draw(t, label+" beside")
	case 1:
		return rapid.SampledFrom(c.Days).Draw(t, label) + rapid.Int64Range(-1, 1).Draw(t, label+" beside")
	}
	return rapid.Int64Range(-2*CalendarDay, last+2*CalendarDay).Draw(t, label)
}

// openByTheClock asks the time package and the spec, not the table: is at inside hours that begin today or began
// yesterday? Only valid away from daylight-saving changes, where the wall clock alone tells.
func (c drawnCalendar) openByTheClock(at Tick) bool {
	local := c.origin.Add(time.Duration(at) * time.Millisecond).In(c.spec.Zone)
	y, m, d := local.Date()
	clock := local.Sub(time.Date(y, m, d, 0, 0, 0, 0, c.spec.Zone))
	closed := map[Date]bool{}
	for _, date := range c.spec.Closed {
		closed[date] = true
	}
	today := Date{y, m, d}.number()
	for _, h := range c.spec.hoursOn(today, closed) {
		if h.From <= clock && (clock < h.To || h.To < h.From) {
			return true
		}
	}
	for _, h := range c.spec.hoursOn(today-1, closed) {
		if h.To < h.From && clock < h.To {
			return true
		}
	}
	return false
}

func TestBetweenUndoesAdd(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawCalendar(t)
		for range 20 {
			at := c.tick(t, "at")
			most := rapid.SampledFrom([]Tick{10, Hour, 40 * Hour, c.total + 10}).Draw(t, "most")
			work := rapid.Int64Range(0, most).Draw(t, "work")
			end := c.Add(at, work)
			if end == Never {
				if have := c.Between(at, Never); have >= work {
					t.Fatalf("Add(%d, %d) is never, but %d is open", at, work, have)
				}
				continue
			}
			if got := c.Between(at, end); got != work {
				t.Fatalf("Between(%d, Add = %d) = %d, want %d", at, end, got, work)
			}
			if work > 0 && c.Between(at, end-1) != work-1 {
				t.Fatalf("Add(%d, %d) = %d is not the earliest end", at, work, end)
			}
		}
	})
}

func TestOpenTimeAddsUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawCalendar(t)
		for range 20 {
			x := []Tick{c.tick(t, "a"), c.tick(t, "b"), c.tick(t, "c")}
			a, b, d := min(x[0], x[1], x[2]), x[0], max(x[0], x[1], x[2])
			if c.Between(a, b)+c.Between(b, d) != c.Between(a, d) {
				t.Fatalf("[%d, %d) and [%d, %d) do not add up", a, b, b, d)
			}
			var sum Tick
			for _, run := range c.Open {
				sum += max(0, min(d, run.Close)-max(a, run.Open))
			}
			if got := c.Between(a, d); got != sum {
				t.Fatalf("Between(%d, %d) = %d, want %d", a, d, got, sum)
			}
			first, second := rapid.Int64Range(0, 50*Hour).Draw(t, "first"), rapid.Int64Range(0, 50*Hour).Draw(t, "second")
			if one, two := c.Add(a, first+second), c.Add(c.Add(a, first), second); one != two && second > 0 {
				t.Fatalf("Add(%d, %d+%d) = %d at once, %d in two parts", a, first, second, one, two)
			}
		}
	})
}

func TestIndexAgreesWithAScanOfTheIntervals(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawCalendar(t)
		for range 30 {
			at := c.tick(t, "at")
			open, next, closing := false, Never, at
			for _, run := range c.Open {
				if run.Open <= at && at < run.Close {
					open, next, closing = true, at, run.Close
				} else if run.Open > at {
					next = min(next, run.Open)
				}
			}
			if got := c.IsOpen(at); got != open {
				t.Fatalf("IsOpen(%d) = %v", at, got)
			}
			if got := c.NextOpen(at); got != next || (got != Never && !c.IsOpen(got)) {
				t.Fatalf("NextOpen(%d) = %d, want %d", at, got, next)
			}
			if got := c.NextClose(at); got != closing {
				t.Fatalf("NextClose(%d) = %d, want %d", at, got, closing)
			}
		}
	})
}

func TestIntervalsAgreeWithTheWallClock(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawCalendar(t)
		for range 30 {
			at := c.tick(t, "at")
			if at < c.Days[0] || at >= c.Days[len(c.Days)-1] || c.changesAround(at) {
				continue
			}
			if got, want := c.IsOpen(at), c.openByTheClock(at); got != want {
				t.Fatalf("IsOpen(%d) = %v, by the wall clock %v", at, got, want)
			}
		}
	})
}

// changesAround tells whether the day of at, or the one before or after, has a daylight-saving change.
func (c drawnCalendar) changesAround(at Tick) bool {
	for _, shift := range c.Shifts[1:] {
		if shift.At-50*Hour < at && at < shift.At+50*Hour {
			return true
		}
	}
	return false
}

func TestDaysKeepTheWallClock(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawCalendar(t)
		first, last := c.Days[0], c.Days[len(c.Days)-1]
		moment := func(at Tick) time.Time {
			return c.origin.Add(time.Duration(at) * time.Millisecond).In(c.spec.Zone)
		}
		for range 20 {
			at := rapid.Int64Range(first, last-1).Draw(t, "at")
			n := rapid.IntRange(-40, 40).Draw(t, "days")
			later, worked := c.AddDays(at, n), c.AddWorkingDays(at, n)
			// On the day of a change the time of day may not exist; hand-made cases look there.
			if later > first && later < last && !c.changesAround(later) {
				if want := moment(at).AddDate(0, 0, n); !moment(later).Equal(want) {
					t.Fatalf("%v and %d days is %v, want %v", moment(at), n, moment(later), want)
				}
			}
			if worked > first && worked < last && !c.changesAround(worked) {
				if was, is := moment(at).Format("15:04:05.000"), moment(worked).Format("15:04:05.000"); was != is {
					t.Fatalf("%v and %d working days is %v", moment(at), n, moment(worked))
				}
			}
		}
	})
}

func TestWorkingDaysAgreeWithACount(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawCalendar(t)
		for range 20 {
			at := rapid.Int64Range(c.Days[0], c.Days[len(c.Days)-1]-1).Draw(t, "at")
			n := rapid.IntRange(1, 60).Draw(t, "n")
			day, clock := c.Clock(at)
			for day < len(c.WorkingDay) && !c.WorkingDay[day] {
				day++
			}
			for left := n; left > 0 && day < len(c.WorkingDay); {
				if day++; day < len(c.WorkingDay) && c.WorkingDay[day] {
					left--
				}
			}
			want := Never
			if day < len(c.WorkingDay) {
				want = c.At(day, clock)
			}
			if got := c.AddWorkingDays(at, n); got != want {
				t.Fatalf("%d + %d working days = %d, want %d", at, n, got, want)
			}
		}
	})
}

func TestSpansGrowAndNeverUndercutTheirMin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawCalendar(t)
		for range 10 {
			unit := Unit(rapid.IntRange(0, 3).Draw(t, "unit"))
			n := rapid.Float64Range(0, 8).Draw(t, "n")
			if rapid.Bool().Draw(t, "whole") {
				n = float64(int(n))
			}
			if unit == Elapsed || unit == Open {
				n *= 10 * float64(Hour)
			}
			span, more := Span{unit, n}, Span{unit, n * 1.1}
			least := span.Min(c.Table)
			for range 5 {
				at := c.tick(t, "at")
				end := span.After(c.Table, at)
				if end != Never && end-at < least {
					t.Fatalf("%s after %d takes %d, less than its least %d", span, at, end-at, least)
				}
				if end < at || more.After(c.Table, at) < end && !c.changesAround(end) {
					t.Fatalf("%s after %d ends at %d, %s at %d", span, at, end, more, more.After(c.Table, at))
				}
			}
		}
	})
}
