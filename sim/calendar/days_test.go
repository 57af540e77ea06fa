package calendar

import (
	"testing"
	"time"
)

func TestAddDaysKeepsTheWallClock(t *testing.T) {
	zone := mustZone(t, "Europe/Brussels")
	spec := office(t)
	for _, c := range []struct {
		month                time.Month
		day, hour, minute, n int
		elapsed              Tick
		why                  string
	}{
		{time.March, 28, 9, 0, 1, 23 * Hour, "clocks go forward in between"},
		{time.March, 28, 9, 0, -1, -24 * Hour, "ordinary"},
		{time.March, 28, 1, 59, 1, 24 * Hour, "before the change"},
		{time.March, 28, 2, 30, 1, 24 * Hour, "02:30 does not exist: 03:30"},
		{time.March, 28, 3, 0, 1, 23 * Hour, "after it"},
		{time.March, 29, 3, 0, 1, 24 * Hour, "at the change itself the clock already shows 03:00"},
		{time.March, 30, 2, 30, -1, -23 * Hour, "back to 03:30, as 02:30 does not exist"},
		{time.October, 24, 2, 30, 1, 24 * Hour, "the first 02:30"},
		{time.October, 24, 3, 0, 1, 25 * Hour, "after the change"},
		{time.October, 24, 9, 0, 2, 49 * Hour, "over the change"},
		{time.October, 26, 2, 30, -1, -25 * Hour, "back to the first 02:30"},
		{time.January, 5, 12, 0, 365, 365 * 24 * Hour, "both changes cancel out"},
		{time.January, 5, 12, 0, 0, 0, "nothing"},
	} {
		origin := time.Date(2026, time.January, 1, 0, 0, 0, 0, zone)
		table := mustBuild(t, spec, origin, 360*CalendarDay)
		at := tickOf(zone, origin, 2026, c.month, c.day, c.hour, c.minute)
		if got := table.AddDays(at, c.n) - at; got != c.elapsed {
			t.Errorf("%d %s %02d:%02d %+d days: %v later, want %v (%s)", c.day, c.month, c.hour, c.minute, c.n,
				time.Duration(got)*time.Millisecond, time.Duration(c.elapsed)*time.Millisecond, c.why)
		}
	}
}

func TestSkippedTimesMoveForwardInEveryZone(t *testing.T) {
	// time.Date would give 01:30 here: its answer depends on which side of Greenwich the zone lies.
	zone := mustZone(t, "America/New_York")
	origin := time.Date(2026, time.March, 7, 0, 0, 0, 0, zone)
	table := mustBuild(t, Spec{Zone: zone, Always: true}, origin, CalendarDay)
	got := origin.Add(time.Duration(table.AddDays(150*Minute, 1)) * time.Millisecond).In(zone).Format("2 Jan 15:04 MST")
	if got != "8 Mar 03:30 EDT" {
		t.Errorf("7 March 02:30 + 1 day = %s, want 8 Mar 03:30 EDT", got)
	}
}

func TestWorkingDaysAreCountedAsDocumented(t *testing.T) {
	spec := office(t)
	spec.Closed = []Date{{2026, time.January, 14}} // Wednesday of the second week
	origin := time.Date(2026, time.January, 5, 0, 0, 0, 0, spec.Zone)
	table := mustBuild(t, spec, origin, 60*CalendarDay)
	const mon, tue, thu, fri, sat, sun = 0, CalendarDay, 3 * CalendarDay, 4 * CalendarDay, 5 * CalendarDay, 6 * CalendarDay
	const week = 7 * CalendarDay
	for _, c := range []struct {
		at   Tick
		n    int
		want Tick
	}{
		{mon + 10*Hour, 1, tue + 10*Hour},
		{fri + 10*Hour, 1, week + mon + 10*Hour},
		{fri + 20*Hour, 1, week + mon + 20*Hour},
		{sat + 10*Hour, 1, week + tue + 10*Hour},
		{sun + 10*Hour, 1, week + tue + 10*Hour},
		{sat + 10*Hour, 0, sat + 10*Hour},
		{mon + 10*Hour, 5, week + mon + 10*Hour},
		{tue + 10*Hour, 6, week + thu + 10*Hour},  // over the closed Wednesday
		{week + 2*CalendarDay, 1, week + fri},     // from it: Thursday's midnight, and one
		{sat + 10*Hour, -1, thu + 10*Hour},        // from Friday, one back
		{week + mon + 10*Hour, -1, fri + 10*Hour}, //
		{mon + 10*Hour, -1, table.Days[0]},        // before the table
		{-3 * CalendarDay, 1, tue},                // the table's first working day, and one
		{-3 * CalendarDay, -1, -3 * CalendarDay},  //
		{mon, 100000, Never}, {Never, 1, Never},   //
		{table.Days[len(table.Days)-1] + 1, 1, Never}, //
	} {
		if got := table.AddWorkingDays(c.at, c.n); got != c.want {
			t.Errorf("%d + %d working days = %d, want %d", c.at, c.n, got, c.want)
		}
	}
	// Over the change to summer time the wall clock is kept: from Friday 27 to Monday 30 March.
	at := tickOf(spec.Zone, origin, 2026, time.March, 27, 9, 0)
	if got, want := table.AddWorkingDays(at, 1), tickOf(spec.Zone, origin, 2026, time.March, 30, 9, 0); got != want {
		t.Errorf("Friday 27 March 09:00 + 1 working day = %d, want %d", got, want)
	}
}

func TestClockAndAtAreInverses(t *testing.T) {
	spec := office(t)
	origin := time.Date(2026, time.January, 5, 0, 0, 0, 0, spec.Zone)
	table := mustBuild(t, spec, origin, 120*CalendarDay)
	if got, want := table.At(83, 9*Hour), tickOf(spec.Zone, origin, 2026, time.March, 29, 9, 0); got != want {
		t.Errorf("day 83 at 09:00 is %d, want %d", got, want)
	}
	if got, want := table.At(83, 150*Minute), tickOf(spec.Zone, origin, 2026, time.March, 29, 3, 30); got != want {
		t.Errorf("day 83 at 02:30 is %d, want %d: 03:30", got, want)
	}
	for at := -2 * CalendarDay; at < 700*CalendarDay; at += 37*Minute + 11 {
		day, clock := table.Clock(at)
		shown := origin.Add(time.Duration(at) * time.Millisecond).In(spec.Zone)
		if day == table.Day(at) && at >= 0 && at < table.Days[len(table.Days)-1] {
			if want := Tick(shown.Hour())*Hour + Tick(shown.Minute())*Minute + Tick(shown.Second())*Second + Tick(shown.Nanosecond()/1e6); clock != want {
				t.Fatalf("tick %d: the clock shows %d, want %d", at, clock, want)
			}
		}
		// In the hour that comes twice, At answers the first.
		if back := table.At(day, clock); back != at && back != at-Hour {
			t.Fatalf("tick %d is day %d at %d, which is tick %d", at, day, clock, back)
		}
	}
}

func TestDayIsTheLocalDay(t *testing.T) {
	for _, month := range []time.Month{time.January, time.July} { // the first change forward, or back
		testDayIsTheLocalDay(t, month)
	}
}

func testDayIsTheLocalDay(t *testing.T, month time.Month) {
	spec := office(t)
	origin := time.Date(2026, month, 5, 0, 0, 0, 0, spec.Zone)
	table := mustBuild(t, spec, origin, 400*CalendarDay)
	for day := range len(table.Days) - 1 {
		if table.Day(table.Days[day]) != day || table.Day(table.Days[day+1]-1) != day {
			t.Fatalf("day %d does not hold its own first or last tick", day)
		}
		date := origin.Add(time.Duration(table.Days[day]) * time.Millisecond).In(spec.Zone)
		if want := time.Date(2026, month, 5+day, 0, 0, 0, 0, spec.Zone); !date.Equal(want) {
			t.Fatalf("day %d begins at %v, want %v", day, date, want)
		}
	}
	last := len(table.Days) - 2
	if table.Day(-1) != 0 || table.Day(Never) != last || table.Day(table.Days[last+1]) != last {
		t.Error("ticks outside the table are not on its first or last day")
	}
}
