package scenarios

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"ripple/sim"
	"ripple/sim/calendar"
)

// shopOf loads a small organisation with such customers, from Monday,
// 2026-01-05, without a warm-up.
func shopOf(t *testing.T, folder, customers string) (*Scenario, error) {
	t.Helper()
	text := "scenario: x\norganisation:\n  calendar: {days: Mon-Fri, hours: 08:00-18:00, timezone: Europe/Brussels}\n" +
		"  departments: {one: {staff: 1}}\n  flows:\n    f: {for: people, steps: {a: {by: one, work: 1m}}}\n  customers:\n    people: " + customers +
		"\nrun: {from: 2026-01-05, for: 100 days, warm-up: 0}\n"
	return opened{name: "x", display: filepath.Join(folder, "x.yaml"), folder: folder, text: []byte(text)}.load(Options{})
}

// TestSeasonsMultiply: by hand, from 100 a day of 10 hours. On Mondays 150 %, in
// February 80 %, from 8 to 10 twice as much, on the 14th (a Saturday, closed) and
// Monday the 16th of February three times. The busiest moment is a Monday morning
// in which the factor of dates holds: 1.5 × 3 × 2.
func TestSeasonsMultiply(t *testing.T) {
	s, err := shopOf(t, ".", "{demand: 100 per day, season: {Mon: 150 %, Feb: 80 %, 08:00-10:00: 200 %, 2026-02-14: 300 %, 2026-02-16: 300 %}}")
	if err != nil {
		t.Fatal(err)
	}
	st := &s.Model.Streams[0]
	const most = 1.5 * 0.8 * 3 * 2
	if st.Season.Most < most-1e-9 || st.Season.Most > most+1e-9 {
		t.Errorf("most %g, by hand %g", st.Season.Most, most)
	}
	if gap := st.Gap.Mean() / float64(calendar.Minute); gap < 6/most*0.999999 || gap > 6/most*1.000001 {
		t.Errorf("a candidate every %g minutes, by hand every %g", gap, 6/most)
	}
	for day, want := range map[int]float64{0: 1.5, 1: 1, 27: 0.8, 28: 1.2, 40: 2.4, 42: 3.6, 43: 0.8, 56: 1.5} {
		if got := st.Season.Days[day]; got < want-1e-9 || got > want+1e-9 {
			t.Errorf("day %d: %g, by hand %g", day, got, want)
		}
	}
	if len(st.Season.Hours) != 1 || st.Season.Hours[0] != (sim.HoursFactor{From: 8 * calendar.Hour, To: 10 * calendar.Hour, Factor: 2}) {
		t.Errorf("hours %v", st.Season.Hours)
	}
	// In an ordinary week: 5.5 days for 5, 12 hours for 10, and February is a twelfth of the year.
	want := 500 * 1.1 * 1.2 * (11 + 0.8) / 12
	if got := s.org.segments[0].streams[0].perWeek(); got < want*0.9999 || got > want*1.0001 {
		t.Errorf("%g orders a week, by hand %g", got, want)
	}
}

// TestDemandEach: 0.11 a year from each of 40,000: 4,400 a year, which has
// 365/7 weeks of 50 open hours.
func TestDemandEach(t *testing.T) {
	for demand, want := range map[string]float64{
		"0.11 per year each": 4400 * 7 / 365.0, "0.11 each per year": 4400 * 7 / 365.0, "4400 per year": 4400 * 7 / 365.0,
		"0.01 per month each": 4800 * 7 / 365.0, "0.002 per day each": 400, "0.5 per calendar day each": 140_000,
	} {
		s, err := shopOf(t, ".", "{how-many: 40000, demand: "+demand+"}")
		if err != nil {
			t.Errorf("%v", err)
			continue
		}
		if got := s.org.segments[0].streams[0].perWeek(); got < want*0.99999 || got > want*1.00001 {
			t.Errorf("%s: %g a week, by hand %g", demand, got, want)
		}
	}
}

// TestMomentsFromAFile: each row is one order at its wall-clock time, sorted, the
// same in every replication. The clocks change on 29 March: from then on a time of
// day is an hour earlier in ticks. Rows before the run and after its end are left out.
func TestMomentsFromAFile(t *testing.T) {
	folder := t.TempDir()
	write(t, folder, "calls.csv", "\ufeffid;opened;team\n7;2026-03-30 09:30;\"b; c\"\n1;2026-01-05 08:00:30;a\n2;2026-01-06T10:15;a\n9;2025-12-31 10:00;a\n8;2027-01-01;a\n")
	s, err := shopOf(t, folder, "{demand: {from: calls.csv, time: opened}}")
	if err != nil {
		t.Fatal(err)
	}
	const day = calendar.CalendarDay
	want := []sim.Tick{8*calendar.Hour + 30*calendar.Second, day + 10*calendar.Hour + 15*calendar.Minute, 84*day + 8*calendar.Hour + 30*calendar.Minute}
	if got := s.Model.Streams[0].Times; len(got) != 3 || got[0] != want[0] || got[1] != want[1] || got[2] != want[2] {
		t.Errorf("%v, by hand %v", got, want)
	}
	if !strings.Contains(strings.Join(s.Notes, "\n"), "2 orders of calls.csv lie outside the run") {
		t.Errorf("notes %v", s.Notes)
	}
}

// TestCountsFromAFile: 4 orders from 08:00, 9 from 08:30, none from 09:00 and 3
// from 10:00, each in a stretch as long as the least distance of two rows; a week
// later when moved by a week.
func TestCountsFromAFile(t *testing.T) {
	s, err := shopOf(t, "testdata", "{demand: {from: calls.csv, time: half-hour, count: offered, moved-by: 7 days}}")
	if err != nil {
		t.Fatal(err)
	}
	at := func(minutes int64) sim.Tick { return 7*calendar.CalendarDay + minutes*calendar.Minute }
	want := []sim.Slot{{From: at(480), To: at(510), Count: 4}, {From: at(510), To: at(540), Count: 9}, {From: at(600), To: at(630), Count: 3}}
	got := s.Model.Streams[0].Slots
	if len(got) != 3 || got[0] != want[0] || got[1] != want[1] || got[2] != want[2] {
		t.Errorf("%v, by hand %v", got, want)
	}
}

// TestASurgeOfGivenMoments: 150 % more of orders from a file are candidates at the
// same moments, three for each, half of which are placed.
func TestASurgeOfGivenMoments(t *testing.T) {
	st := sim.Stream{Times: []sim.Tick{5, 9}}
	multiplyDemand(&st, 1.5)
	if len(st.Times) != 4 || st.Times[1] != 5 || st.Season.Most != 2/1.5 {
		t.Errorf("%+v, %+v", st.Times, st.Season)
	}
}

// TestBrokenTablesSayWhere: every fault of a table is told with its line and column.
func TestBrokenTablesSayWhere(t *testing.T) {
	for name, c := range map[string]struct{ table, customers, want string }{
		"no such column": {"id,opened\n1,2026-01-05\n", "{demand: {from: t.csv, time: opend}}", "x.yaml:8:42: `T/t.csv` has no column `opend`"},
		"no date":        {"id,opened\n1,2026-01-05\n2, soon\n", "{demand: {from: t.csv, time: opened}}", "t.csv:3:3: `soon` is no date and time"},
		"American date":  {"opened\n01/05/2026 8:00\n", "{demand: {from: t.csv, time: opened}}", "t.csv:2:1: `01/05/2026 8:00` is no date and time"},
		"no count":       {"a,n\n2026-01-05 08:00,many\n", "{demand: {from: t.csv, time: a, count: n}}", "t.csv:2:18: `many` is not a number"},
		"short row":      {"a,n\n2026-01-05 08:00\n", "{demand: {from: t.csv, time: a, count: n}}", "t.csv:2:17: `` is not a number"},
		"long row":       {"a,n\n2026-01-05 08:00,3,4\n", "{demand: {from: t.csv, time: a, count: n}}", "t.csv:2:20: this row has 3 values, the header has 2"},
		"unsorted":       {"a,n\n2026-01-05 08:00,3\n2026-01-05 08:00,3\n", "{demand: {from: t.csv, time: a, count: n}}", "t.csv:3:1: `2026-01-05 08:00` is not later than the row before"},
		"one stretch":    {"a,n\n2026-01-05 08:00,3\n", "{demand: {from: t.csv, time: a, count: n}}", "how long is the stretch of the only row?"},
		"too close":      {"a,n\n2026-01-05 08:00,3\n2026-01-05 08:10,3\n", "{demand: {from: t.csv, time: a, count: n, each: 30m}}", "the rows of t.csv are closer together than `30m`"},
		"outside":        {"a\n2025-01-06 08:00\n", "{demand: {from: t.csv, time: a}}", "none of the orders of t.csv (2025-01-06 to 2025-01-06) lies in the run, which begins on 2026-01-05"},
		"empty":          {"a,b\n", "{demand: {from: t.csv, time: a}}", "t.csv: the table has no rows"},
		"open quotes":    {"a,b\n\"2026-01-05,3\n", "{demand: {from: t.csv, time: a}}", "t.csv:2:1: these quotes are not closed"},
		"no file":        {"a\n1\n", "{demand: {from: u.csv, time: a}}", "x.yaml:8:29: there is no file `T/u.csv`"},
		"no time":        {"a\n1\n", "{demand: {from: t.csv}}", "`demand` needs `time`"},
		"season":         {"a\n1\n", "{demand: 5 per day, season: {Monday: 50 %, Someday: 3 %}}", "`Someday` is no weekday, month, time of day or date"},
		"no season":      {"a\n1\n", "{demand: 5 per day, season: {Jan-Dec: 0 %}}", "nobody would ever order"},
		"schedule":       {"a\n1\n", "{every: month on the 25nd of}", "`month on the 25nd of` is no schedule"},
		"if closed":      {"a\n1\n", "{demand: 5 per day, if-closed: before}", "`if-closed` is for what happens by the calendar"},
		"working day":    {"a\n1\n", "{every: working day 09:00, if-closed: before}", "`working day 09:00` never falls on a closed day"},
		"each of whom":   {"a\n1\n", "{demand: 5 per day each}", "`each`: of how many?"},
	} {
		folder := t.TempDir()
		write(t, folder, "t.csv", c.table)
		_, err := shopOf(t, folder, c.customers)
		var d Diagnostics
		if !errors.As(err, &d) || !strings.Contains(strings.ReplaceAll(err.Error(), folder, "T"), c.want) {
			t.Errorf("%s: %v\nwant %s", name, err, c.want)
		}
	}
}

func write(t *testing.T, folder, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestTablesSayWhenInTheWeekOrdersCome: 12 orders from Saturday 23:50 on, moved by
// a day, in a stretch of half an hour: 2 in each five minutes, the last four of
// them on Monday. Orders at moments of their own count one each.
func TestTablesSayWhenInTheWeekOrdersCome(t *testing.T) {
	at := time.Date(2026, 1, 10, 23, 50, 0, 0, time.UTC)
	week := (&moments{at: []time.Time{at}, counts: []int{12}, length: 30 * time.Minute, moved: 1}).inWeek()
	sunday := int(24 * time.Hour / slot)
	for i, n := range week {
		want := 0.0
		if i >= sunday-2 && i < sunday+4 {
			want = 2
		}
		if n != want {
			t.Errorf("%g orders in part %d of the week, not %g", n, i, want)
		}
	}
	week = (&moments{at: []time.Time{at, at.AddDate(0, 0, -7)}, moved: -6}).inWeek()
	if week[sunday-2] != 2 {
		t.Errorf("%g orders, not 2", week[sunday-2])
	}
}
