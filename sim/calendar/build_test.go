package calendar

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
)

func mustZone(t testing.TB, name string) *time.Location {
	t.Helper()
	zone, err := Zone(name)
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

func mustBuild(t testing.TB, spec Spec, origin time.Time, horizon Tick) *Table {
	t.Helper()
	table, err := Build(spec, origin, horizon)
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func hours(from, to string) HoursOfDay {
	parse := func(text string) time.Duration {
		d, err := time.ParseDuration(strings.Replace(text, ":", "h", 1) + "m")
		if err != nil {
			panic(err)
		}
		return d
	}
	return HoursOfDay{parse(from), parse(to)}
}

var (
	everyDay       = [7]bool{true, true, true, true, true, true, true}
	mondayToFriday = [7]bool{false, true, true, true, true, true, false}
)

// office is Monday to Friday 08:00-17:00 in Brussels.
func office(t testing.TB) Spec {
	return Spec{Zone: mustZone(t, "Europe/Brussels"), Weekdays: mondayToFriday, Hours: []HoursOfDay{hours("08:00", "17:00")}}
}

// tickOf is the tick of a wall-clock moment, by the time package and not by the table.
func tickOf(zone *time.Location, origin time.Time, y int, m time.Month, d, hour, minute int) Tick {
	return time.Date(y, m, d, hour, minute, 0, 0, zone).Sub(origin).Milliseconds()
}

func TestNightOfTheClockChangeHasSevenOrNineHours(t *testing.T) {
	zone := mustZone(t, "Europe/Brussels")
	night := Spec{Zone: zone, Weekdays: everyDay, Hours: []HoursOfDay{hours("00:00", "08:00")}}
	for _, c := range []struct {
		name  string
		month time.Month
		date  int
		day   Tick // length of the day
		open  Tick // open time in it
		end   Tick // of eight hours of work begun at its midnight, from that midnight
	}{
		{"clocks forward", time.March, 29, 23 * Hour, 7 * Hour, 24 * Hour}, // the eighth hour is the next day's first
		{"clocks back", time.October, 25, 25 * Hour, 9 * Hour, 8 * Hour},   // 07:00 by the wall clock
		{"ordinary", time.June, 10, 24 * Hour, 8 * Hour, 8 * Hour},
	} {
		// The day before is day 0, the day of the change day 1.
		origin := time.Date(2026, c.month, c.date-1, 0, 0, 0, 0, zone)
		table := mustBuild(t, night, origin, 10*CalendarDay)
		if got := table.Days[2] - table.Days[1]; got != c.day {
			t.Errorf("%s: the day has %d ticks, want %d", c.name, got, c.day)
		}
		if got := table.Between(table.Days[1], table.Days[2]); got != c.open {
			t.Errorf("%s: open %d ticks, want %d", c.name, got, c.open)
		}
		if got := table.Between(table.Days[2], table.Days[3]); got != 8*Hour {
			t.Errorf("%s: open %d ticks the day after, want 8 hours", c.name, got)
		}
		if want := (Interval{24 * Hour, 24*Hour + c.open}); table.Open[1] != want {
			t.Errorf("%s: open %v, want %v", c.name, table.Open[1], want)
		}
		if got, want := table.Add(24*Hour, 8*Hour), 24*Hour+c.end; got != want {
			t.Errorf("%s: eight hours of work end at %d, want %d", c.name, got, want)
		}
	}
}

func TestBoundariesFallWhenTheWallClockHasReachedThem(t *testing.T) {
	zone := mustZone(t, "Europe/Brussels")
	for _, c := range []struct {
		hours HoursOfDay
		month time.Month
		day   int
		want  Interval // from the midnight of the day
	}{
		{hours("02:30", "06:00"), time.March, 29, Interval{2 * Hour, 5 * Hour}},       // 02:30 does not exist: from 03:00
		{hours("00:00", "02:30"), time.March, 29, Interval{0, 2 * Hour}},              // until the clock jumps
		{hours("02:30", "06:00"), time.October, 25, Interval{150 * Minute, 7 * Hour}}, // from the first 02:30
		{hours("00:00", "02:30"), time.October, 25, Interval{0, 150 * Minute}},        // to the first 02:30
		{hours("02:00", "03:00"), time.October, 25, Interval{2 * Hour, 4 * Hour}},     // the hour that comes twice
	} {
		origin := time.Date(2026, c.month, c.day, 0, 0, 0, 0, zone)
		table := mustBuild(t, Spec{Zone: zone, Weekdays: everyDay, Hours: []HoursOfDay{c.hours}}, origin, CalendarDay)
		if table.Open[0] != c.want {
			t.Errorf("%s on %d %s: open %v, want %v", c.hours, c.day, c.month, table.Open[0], c.want)
		}
	}
	// An opening that the clock skips altogether opens nothing and makes no working day.
	origin := time.Date(2026, time.March, 29, 0, 0, 0, 0, zone)
	table := mustBuild(t, Spec{Zone: zone, Weekdays: everyDay, Hours: []HoursOfDay{hours("02:00", "03:00")}}, origin, CalendarDay)
	if table.WorkingDay[0] || !table.WorkingDay[1] || table.Open[0] != (Interval{25 * Hour, 26 * Hour}) {
		t.Errorf("skipped hour: working days %v, first opening %v", table.WorkingDay[:2], table.Open[0])
	}
}

func TestMidnightThatDoesNotExistIsTheMomentTheClockJumps(t *testing.T) {
	// Lebanon's clocks go from 00:00 to 01:00 on 29 March 2026: that day begins at 01:00 and has 23 hours.
	zone := mustZone(t, "Asia/Beirut")
	origin := time.Date(2026, time.March, 28, 0, 0, 0, 0, zone)
	table := mustBuild(t, Spec{Zone: zone, Weekdays: everyDay, Hours: []HoursOfDay{hours("00:00", "02:00")}}, origin, CalendarDay)
	if got, want := table.Days[:3], []Tick{0, 24 * Hour, 47 * Hour}; !slices.Equal(got, want) {
		t.Errorf("midnights %v, want %v", got, want)
	}
	if want := (Interval{24 * Hour, 25 * Hour}); table.Open[1] != want {
		t.Errorf("open %v, want %v", table.Open[1], want)
	}
	if got := table.AddDays(30*Minute, 1); got != 24*Hour+30*Minute {
		t.Errorf("00:30 one day later at %d, want %d: 01:30", got, 24*Hour+30*Minute)
	}
	if got := table.AddDays(0, 1); got != 24*Hour {
		t.Errorf("midnight one day later at %d, want %d: 01:00, forward by the hour skipped", got, 24*Hour)
	}
}

func TestDateThatAZoneSkippedIsAnEmptyDay(t *testing.T) {
	// Samoa went from 29 to 31 December 2011.
	zone := mustZone(t, "Pacific/Apia")
	origin := time.Date(2011, time.December, 28, 0, 0, 0, 0, zone)
	table := mustBuild(t, Spec{Zone: zone, Weekdays: everyDay, Hours: []HoursOfDay{hours("09:00", "17:00")}}, origin, 10*CalendarDay)
	if got, want := table.Days[:5], []Tick{0, 24 * Hour, 48 * Hour, 48 * Hour, 72 * Hour}; !slices.Equal(got, want) {
		t.Errorf("midnights %v, want %v", got, want)
	}
	if table.WorkingDay[2] || table.Day(48*Hour) != 3 {
		t.Errorf("the skipped date works (%v) or holds a tick (day %d)", table.WorkingDay[2], table.Day(48*Hour))
	}
}

func TestTwoZonesShareOneAxis(t *testing.T) {
	brussels, newYork := mustZone(t, "Europe/Brussels"), mustZone(t, "America/New_York")
	origin := time.Date(2026, time.January, 5, 0, 0, 0, 0, brussels) // a Monday
	day := []HoursOfDay{hours("09:00", "17:00")}
	here := mustBuild(t, Spec{Zone: brussels, Weekdays: mondayToFriday, Hours: day}, origin, 120*CalendarDay)
	there := mustBuild(t, Spec{Zone: newYork, Weekdays: mondayToFriday, Hours: day}, origin, 120*CalendarDay)

	if here.Days[0] != 0 || there.Days[0] != -18*Hour {
		t.Fatalf("first midnights %d and %d, want 0 and 18 hours before", here.Days[0], there.Days[0])
	}
	if got := here.NextOpen(0); got != 9*Hour {
		t.Errorf("Brussels opens at %d, want %d", got, 9*Hour)
	}
	if got := there.NextOpen(0); got != 15*Hour {
		t.Errorf("New York opens at %d, want %d: six hours later", got, 15*Hour)
	}
	// New York is already on summer time on Monday 16 March 2026, Brussels not before the 29th: five hours.
	monday := tickOf(brussels, origin, 2026, time.March, 16, 0, 0)
	if got, want := there.NextOpen(monday), monday+14*Hour; got != want {
		t.Errorf("New York opens at %d, want %d", got, want)
	}
	// Tokyo's day 0 began before the origin, and its morning of that day is already over.
	tokyo := mustBuild(t, Spec{Zone: mustZone(t, "Asia/Tokyo"), Weekdays: everyDay, Hours: []HoursOfDay{hours("06:00", "09:00")}}, origin, CalendarDay)
	if got := tokyo.Days[0]; got != -8*Hour {
		t.Errorf("Tokyo's first midnight at %d, want %d", got, -8*Hour)
	}
	if want := (Interval{-2 * Hour, Hour}); tokyo.Open[0] != want {
		t.Errorf("Tokyo opens %v, want %v", tokyo.Open[0], want)
	}
}

func TestClosedDatesHaveNoOpening(t *testing.T) {
	spec := office(t)
	spec.Closed = []Date{{2026, time.May, 1}}                                          // a Friday
	spec.Extra = map[Date][]HoursOfDay{{2026, time.May, 2}: {hours("09:00", "12:30")}} // the Saturday instead
	spec.PerWeekday = map[time.Weekday][]HoursOfDay{time.Wednesday: {hours("08:00", "12:00")}, time.Tuesday: nil}
	origin := time.Date(2026, time.April, 27, 0, 0, 0, 0, spec.Zone) // Monday
	table := mustBuild(t, spec, origin, 7*CalendarDay)
	want := []Interval{
		{8 * Hour, 17 * Hour},
		{48*Hour + 8*Hour, 48*Hour + 12*Hour},
		{72*Hour + 8*Hour, 72*Hour + 17*Hour},
		{120*Hour + 9*Hour, 120*Hour + 12*Hour + 30*Minute},
		{168*Hour + 8*Hour, 168*Hour + 17*Hour},
	}
	if got := table.Open[:5]; !slices.Equal(got, want) {
		t.Errorf("open %v, want %v", got, want)
	}
	if got, want := table.WorkingDay[:7], []bool{true, false, true, true, false, true, false}; !slices.Equal(got, want) {
		t.Errorf("working days %v, want %v", got, want)
	}
}

func TestHoursOverMidnightBelongToTheDayTheyBeginOn(t *testing.T) {
	zone := mustZone(t, "Europe/Brussels")
	spec := Spec{Zone: zone, Weekdays: mondayToFriday, Hours: []HoursOfDay{hours("22:00", "06:00")}, Closed: []Date{{2026, time.January, 7}}}
	origin := time.Date(2026, time.January, 5, 0, 0, 0, 0, zone) // Monday
	table := mustBuild(t, spec, origin, 7*CalendarDay)
	want := []Interval{ // the night from Sunday is closed; so is the one from Wednesday 7 January
		{22 * Hour, 30 * Hour},
		{46 * Hour, 54 * Hour},
		{94 * Hour, 102 * Hour},
		{118 * Hour, 126 * Hour}, // ends on Saturday morning
		{190 * Hour, 198 * Hour},
	}
	if got := table.Open[:5]; !slices.Equal(got, want) {
		t.Errorf("open %v, want %v", got, want)
	}
	if got, want := table.WorkingDay[:7], []bool{true, true, false, true, true, false, false}; !slices.Equal(got, want) {
		t.Errorf("working days %v, want %v: a morning that ends a night shift is none", got, want)
	}
	// A run that begins on a Tuesday midnight begins in the middle of Monday's night shift.
	tuesday := mustBuild(t, spec, origin.AddDate(0, 0, 1), 7*CalendarDay)
	if want := (Interval{0, 6 * Hour}); tuesday.Open[0] != want {
		t.Errorf("open %v, want %v", tuesday.Open[0], want)
	}
}

func TestRangesThatTouchOrOverlapAreOne(t *testing.T) {
	spec := office(t)
	spec.Hours = []HoursOfDay{hours("13:00", "17:30"), hours("08:30", "12:00"), hours("12:30", "13:00"), hours("09:00", "10:00")}
	origin := time.Date(2026, time.January, 5, 0, 0, 0, 0, spec.Zone)
	table := mustBuild(t, spec, origin, CalendarDay)
	want := []Interval{{8*Hour + 30*Minute, 12 * Hour}, {12*Hour + 30*Minute, 17*Hour + 30*Minute}}
	if got := table.Open[:2]; !slices.Equal(got, want) {
		t.Errorf("open %v, want %v", got, want)
	}
	if got, want := table.Starts[0], 8*Hour+30*Minute; got != want {
		t.Errorf("the first hours of the day start at %d, want %d", got, want)
	}
	// Around the clock from Monday to Friday in three shifts is one opening a week, of five working days.
	spec.Hours = []HoursOfDay{hours("06:00", "14:00"), hours("14:00", "22:00"), hours("22:00", "06:00")}
	table = mustBuild(t, spec, origin, CalendarDay)
	if want := (Interval{6 * Hour, 126 * Hour}); table.Open[0] != want {
		t.Errorf("open %v, want %v", table.Open[0], want)
	}
	if got, want := table.WorkingDay[:7], []bool{true, true, true, true, true, false, false}; !slices.Equal(got, want) {
		t.Errorf("working days %v, want %v", got, want)
	}
}

func TestWorkThatEndsAtClosingTimeEndsThen(t *testing.T) {
	spec := office(t)
	table := mustBuild(t, spec, time.Date(2026, time.January, 5, 0, 0, 0, 0, spec.Zone), 30*CalendarDay)
	const friday, monday = 4 * CalendarDay, 7 * CalendarDay
	for _, c := range []struct{ at, work, want Tick }{
		{8 * Hour, 9 * Hour, 17 * Hour},
		{8 * Hour, 9*Hour + 1, CalendarDay + 8*Hour + 1},
		{0, 9 * Hour, 17 * Hour},                              // closed: begins at the opening
		{17 * Hour, 1, CalendarDay + 8*Hour + 1},              // at closing time the day is over
		{friday + 16*Hour, 2 * Hour, monday + 9*Hour},         // over the weekend
		{friday + 18*Hour, 0, friday + 18*Hour},               // no work takes no time, even closed
		{friday + 18*Hour, -Hour, friday + 18*Hour},           //
		{8 * Hour, 45 * Hour, friday + 17*Hour},               // a whole week
		{12 * Hour, 45 * Hour, monday + 12*Hour},              //
		{-100 * CalendarDay, Hour, 9 * Hour},                  // before the table nothing is open
		{table.Days[len(table.Days)-1], 1, Never},             // beyond it neither
		{0, table.total, table.Open[len(table.Open)-1].Close}, // all there is
		{0, table.total + 1, Never}, {0, Never, Never}, {Never, 1, Never},
	} {
		if got := table.Add(c.at, c.work); got != c.want {
			t.Errorf("Add(%d, %d) = %d, want %d", c.at, c.work, got, c.want)
		}
	}
	for _, c := range []struct {
		at         Tick
		open       bool
		next, shut Tick
	}{
		{0, false, 8 * Hour, 0},
		{8*Hour - 1, false, 8 * Hour, 8*Hour - 1},
		{8 * Hour, true, 8 * Hour, 17 * Hour},
		{17*Hour - 1, true, 17*Hour - 1, 17 * Hour},
		{17 * Hour, false, 32 * Hour, 17 * Hour},
		{friday + 17*Hour, false, monday + 8*Hour, friday + 17*Hour},
		{-10 * CalendarDay, false, 8 * Hour, -10 * CalendarDay},
		{1000 * CalendarDay, false, Never, 1000 * CalendarDay},
		{Never, false, Never, Never},
	} {
		if open, next, shut := table.IsOpen(c.at), table.NextOpen(c.at), table.NextClose(c.at); open != c.open || next != c.next || shut != c.shut {
			t.Errorf("at %d: open %v, next opening %d, closing %d; want %v, %d, %d", c.at, open, next, shut, c.open, c.next, c.shut)
		}
	}
}

func TestWorkThatFillsAnIndexBucketEndsAtClosingTime(t *testing.T) {
	// Openings exactly as long as a bucket of open time, so that closings fall on bucket boundaries.
	const length = Tick(1) << bucketBits
	table := mustBuild(t, Spec{Weekdays: everyDay, Hours: []HoursOfDay{{0, time.Duration(length) * time.Millisecond}}},
		time.Date(2026, time.January, 5, 0, 0, 0, 0, time.UTC), CalendarDay)
	for n := Tick(0); n < 100; n++ {
		if got, want := table.Add(0, n*length+length), n*CalendarDay+length; got != want {
			t.Errorf("%d openings of work end at %d, want %d", n+1, got, want)
		}
	}
}

func TestTablesReachBeyondTheirHorizon(t *testing.T) {
	spec := office(t)
	const horizon = 60 * CalendarDay
	table := mustBuild(t, spec, time.Date(2026, time.January, 5, 0, 0, 0, 0, spec.Zone), horizon)
	if last := table.Days[len(table.Days)-1]; last <= horizon+Slack {
		t.Errorf("the table ends at %d, want after %d", last, horizon+Slack)
	}
	if got := table.Add(horizon, 250*9*Hour); got == Never { // a working year
		t.Error("a year of work begun at the horizon does not end")
	}
}

func TestAlwaysOpenCountsElapsedTime(t *testing.T) {
	zone := mustZone(t, "Europe/Brussels")
	built := mustBuild(t, Spec{Zone: zone, Always: true}, time.Date(2026, time.March, 28, 0, 0, 0, 0, zone), CalendarDay)
	for _, table := range []*Table{built, Always(built.Days), Always(nil)} {
		if !table.IsOpen(-5) || table.NextOpen(-5) != -5 || table.NextClose(5) != Never {
			t.Error("closed at some time")
		}
		if table.Add(7, 35) != 42 || table.Between(7, 42) != 35 || table.Between(42, 7) != 0 || table.Add(Never-3, 7) != Never {
			t.Error("elapsed time is not open time")
		}
	}
	if got := built.AddDays(9*Hour, 1); got != 9*Hour+23*Hour {
		t.Errorf("a day later at %d, want after the 23 hours between the same wall-clock times", got)
	}
	if got := built.AddWorkingDays(9*Hour, 2); got != 9*Hour+47*Hour {
		t.Errorf("two working days later at %d, want two calendar days", got)
	}
	given := Always(built.Days) // only the midnights are known, so 09:00 is nine hours after one
	if got := given.AddDays(9*Hour, 2); got != given.Days[2]+9*Hour || !given.WorkingDay[1] || given.Day(30*Hour) != 1 {
		t.Errorf("by given midnights two days later at %d", got)
	}
	if got := Always([]Tick{5, 4}); got.Day(100) != 0 || !got.IsOpen(3) {
		t.Error("midnights out of order are not ignored")
	}
}

func TestFaultyCalendarsAreExplained(t *testing.T) {
	origin := time.Date(2026, time.January, 5, 0, 0, 0, 0, time.UTC)
	week := func(h HoursOfDay) Spec { return Spec{Weekdays: everyDay, Hours: []HoursOfDay{h}} }
	for _, c := range []struct {
		spec    Spec
		origin  time.Time
		horizon Tick
		want    string
	}{
		{Spec{}, origin, 1, "build calendar: the calendar has no open time"},
		{Spec{Weekdays: everyDay}, origin, 1, "build calendar: the calendar has no open time"},
		{week(hours("08:00", "08:00")), origin, 1, "build calendar: hours 08:00-08:00: opening and closing are the same (write 00:00-24:00 for the whole day)"},
		{week(hours("08:00", "25:00")), origin, 1, "build calendar: hours 08:00-25:00: the closing must lie after 00:00 and at most at 24:00"},
		{week(hours("24:00", "06:00")), origin, 1, "build calendar: hours 24:00-06:00: the opening must lie from 00:00 to before 24:00"},
		{week(HoursOfDay{time.Microsecond, time.Hour}), origin, 1, "build calendar: hours 00:00:00.000-01:00: finer than a millisecond"},
		{Spec{Closed: []Date{{2026, 2, 30}}}, origin, 1, "build calendar: closed date 2026-02-30 does not exist"},
		{Spec{Extra: map[Date][]HoursOfDay{{2026, 13, 1}: nil, {2026, 14, 1}: nil}}, origin, 1, "build calendar: extra date 2026-13-01 does not exist"},
		{Spec{PerWeekday: map[time.Weekday][]HoursOfDay{7: nil}}, origin, 1, "build calendar: weekday 7: there are 7, from 0 (Sunday) to 6"},
		{Spec{PerWeekday: map[time.Weekday][]HoursOfDay{1: {{}}}}, origin, 1, "build calendar: Monday: hours 00:00-00:00: the closing must lie after 00:00 and at most at 24:00"},
		{Spec{Always: true}, origin, -CalendarDay, "build calendar: horizon of -1 days: it must lie between 0 and 36600"},
		{Spec{Always: true}, origin, Never, "build calendar: horizon of 106751991167 days: it must lie between 0 and 36600"},
		{Spec{Always: true}, time.Time{}, 1, "build calendar: origin in the year 1: it must lie between 1800 and 3000"},
	} {
		if _, err := Build(c.spec, c.origin, c.horizon); err == nil || err.Error() != c.want {
			t.Errorf("got %v, want %s", err, c.want)
		}
	}
	if _, err := Build(Spec{}, origin, 1); !errors.Is(err, ErrNeverOpen) {
		t.Errorf("%v is not ErrNeverOpen", err)
	}
}
