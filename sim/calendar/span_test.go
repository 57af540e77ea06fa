package calendar

import (
	"math"
	"testing"
	"time"
)

func TestSpansEndWhereTheCalendarSays(t *testing.T) {
	spec := office(t)
	origin := time.Date(2026, time.January, 5, 0, 0, 0, 0, spec.Zone) // Monday
	table := mustBuild(t, spec, origin, 120*CalendarDay)
	const tue, wed, sat, mon = CalendarDay, 2 * CalendarDay, 5 * CalendarDay, 7 * CalendarDay
	const h = float64(Hour)
	for _, c := range []struct {
		span Span
		at   Tick
		want Tick
	}{
		{Span{}, 5, 5},
		{Span{Elapsed, 1.5}, 5, 7},
		{Span{Elapsed, 30 * h}, 9 * Hour, tue + 15*Hour},
		{Span{Open, 10 * h}, 9 * Hour, tue + 10*Hour},
		{Span{Days, 1}, 9 * Hour, tue + 9*Hour},
		{Span{Days, 0.5}, 9 * Hour, 21 * Hour},
		{Span{Days, 1.25}, 9 * Hour, tue + 15*Hour},
		{Span{WorkingDays, 1}, 9 * Hour, tue + 9*Hour},
		{Span{WorkingDays, 5}, 9 * Hour, mon + 9*Hour},
		{Span{WorkingDays, 0.5}, 9 * Hour, 13*Hour + 30*Minute},
		{Span{WorkingDays, 0.5}, 16 * Hour, tue + 11*Hour + 30*Minute},
		{Span{WorkingDays, 1.5}, 16 * Hour, wed + 11*Hour + 30*Minute},
		{Span{WorkingDays, 0.5}, sat + 10*Hour, mon + 12*Hour + 30*Minute},
		{Span{WorkingDays, 1}, sat + 10*Hour, mon + tue + 10*Hour},
		{Span{WorkingDays, -1}, 9 * Hour, 9 * Hour},
		{Span{Days, math.NaN()}, 9 * Hour, 9 * Hour},
		{Span{Elapsed, math.Inf(1)}, 9 * Hour, Never},
		{Span{Open, 1e300}, 9 * Hour, Never},
		{Span{WorkingDays, math.Inf(1)}, 9 * Hour, Never},
		{Span{WorkingDays, 5000}, 9 * Hour, Never},
		{Span{Days, 1}, Never, Never},
	} {
		if got := c.span.After(table, c.at); got != c.want {
			t.Errorf("%s after %d = %d, want %d", c.span, c.at, got, c.want)
		}
	}
	// Half a day over the night of the change is half of 23 hours.
	at := tickOf(spec.Zone, origin, 2026, time.March, 28, 12, 0)
	if got := (Span{Days, 0.5}).After(table, at) - at; got != 11*Hour+30*Minute {
		t.Errorf("half a day of 23 hours takes %d", got)
	}
}

func TestHalfAWorkingDayOfANightShiftIsHalfTheShift(t *testing.T) {
	zone := mustZone(t, "Europe/Brussels")
	spec := Spec{Zone: zone, Weekdays: mondayToFriday, Hours: []HoursOfDay{hours("22:00", "06:00")}}
	table := mustBuild(t, spec, time.Date(2026, time.January, 5, 0, 0, 0, 0, zone), 30*CalendarDay)
	if got := (Span{WorkingDays, 0.5}).After(table, 22*Hour); got != 26*Hour {
		t.Errorf("half a working day after 22:00 ends at %d, want 02:00", got)
	}
}

func TestMinIsALookaheadAsLongAsItCanBe(t *testing.T) {
	spec := office(t)
	table := mustBuild(t, spec, time.Date(2026, time.January, 5, 0, 0, 0, 0, spec.Zone), 120*CalendarDay)
	const h = float64(Hour)
	for _, c := range []struct {
		span Span
		want Tick
	}{
		{Span{}, 0},
		{Span{Elapsed, 15 * 60000}, 15 * Minute},
		{Span{Open, 9 * h}, 9 * Hour},
		{Span{Open, 10 * h}, 25 * Hour},  // a night lies between; no night of a change does
		{Span{Open, 46 * h}, 168 * Hour}, // a weekend lies between, once with a change
		{Span{Days, 1}, 23 * Hour},
		{Span{WorkingDays, 1}, 23 * Hour},
		{Span{WorkingDays, 5}, 7*24*Hour - Hour},
		{Span{WorkingDays, 0.5}, 4*Hour + 30*Minute},
		{Span{WorkingDays, 1e6}, Never},
		{Span{Open, 1e15}, Never},
	} {
		if got := c.span.Min(table); got != c.want {
			t.Errorf("least %s = %d, want %d", c.span, got, c.want)
		}
	}
	spec.Hours = []HoursOfDay{WholeDay()}
	whole := mustBuild(t, spec, time.Date(2026, time.January, 5, 0, 0, 0, 0, spec.Zone), 120*CalendarDay)
	if got := (Span{WorkingDays, 0.99}).Min(whole); got != 23*Hour {
		t.Errorf("least 0.99 working days = %d, want no more than one takes: 23 hours", got)
	}
	noChange := mustBuild(t, Spec{Weekdays: everyDay, Hours: []HoursOfDay{WholeDay()}}, time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC), CalendarDay)
	if got := (Span{Days, 2}).Min(noChange); got != 48*Hour {
		t.Errorf("least 2 days in UTC = %d, want 48 hours", got)
	}
}

func TestSpansReadAsPeopleWriteThem(t *testing.T) {
	for _, c := range []struct {
		span Span
		want string
	}{
		{Span{}, "none"},
		{Span{Elapsed, 90 * 60000}, "1h30m"},
		{Span{Elapsed, 1500}, "1.5s"},
		{Span{Elapsed, 0.2}, "0s"},
		{Span{Elapsed, math.Inf(1)}, "for ever"},
		{Span{Open, 8 * 3600000}, "8h of open time"},
		{Span{Days, 1}, "1 day"},
		{Span{Days, 2.5}, "2.5 days"},
		{Span{WorkingDays, 1}, "1 working day"},
		{Span{WorkingDays, 5}, "5 working days"},
		{Span{Unit(9), 5}, "5 unit 9"},
	} {
		if got := c.span.String(); got != c.want {
			t.Errorf("%#v reads %q, want %q", c.span, got, c.want)
		}
	}
}
