package scenarios

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// scheduled gives the moments of a schedule in a run from 2026-01-05 (a Monday)
// with no warm-up, as dates and times of the organisation's clock.
func scheduled(t *testing.T, every, more string) string {
	t.Helper()
	text := "scenario: x\norganisation:\n  calendar: {days: Mon-Fri, hours: 08:00-17:00, timezone: Europe/Brussels, closed: [2026-04-06, 2026-05-01, 2026-12-25]}\n" +
		"  departments: {one: {staff: 1}}\n  flows:\n    f: {every: " + every + more + ", steps: {a: {by: one, work: 1h}}}\n  customers: {people: {demand: 1 per day}}\n" +
		"run: {from: 2026-01-05, for: 360 days, warm-up: 0, finish-within: 1 day}\n"
	text = strings.Replace(text, "  customers", "    g: {for: people, steps: {a: {by: one}}}\n  customers", 1)
	s, err := opened{name: "x", display: "x.yaml", text: []byte(text)}.load(Options{})
	if err != nil {
		t.Fatalf("%s: %v", every, err)
	}
	m := s.Model
	zone, _ := time.LoadLocation("Europe/Brussels")
	origin := time.Date(2026, time.January, 5, 0, 0, 0, 0, zone)
	var out []string
	for i := range m.Streams {
		if m.Segments[m.Streams[i].Segment].Internal {
			for _, at := range m.Streams[i].Times {
				out = append(out, origin.Add(time.Duration(at)*time.Millisecond).Format("01-02 15:04"))
			}
		}
	}
	return strings.Join(out, ", ")
}

// TestSchedulesFallOnTheirDates: by hand, from a calendar of 2026. 25 January is
// a Sunday, 25 April and 25 July are Saturdays, 25 October is a Sunday, and 25
// December is closed; Easter Monday is 6 April. The clocks change on 29 March
// and 25 October; times are those of the wall clock throughout.
func TestSchedulesFallOnTheirDates(t *testing.T) {
	for _, c := range []struct{ every, more, want string }{
		{"month on the 25th", ", if-closed: before",
			"01-23 08:00, 02-25 08:00, 03-25 08:00, 04-24 08:00, 05-25 08:00, 06-25 08:00, 07-24 08:00, 08-25 08:00, 09-25 08:00, 10-23 08:00, 11-25 08:00, 12-24 08:00"},
		{"month on the 25th at 06:30", "",
			"01-26 06:30, 02-25 06:30, 03-25 06:30, 04-27 06:30, 05-25 06:30, 06-25 06:30, 07-27 06:30, 08-25 06:30, 09-25 06:30, 10-26 06:30, 11-25 06:30, 12-28 06:30"},
		{"month on the 25th at 06:30", ", if-closed: skip",
			"02-25 06:30, 03-25 06:30, 05-25 06:30, 06-25 06:30, 08-25 06:30, 09-25 06:30, 11-25 06:30"},
		// 31 January 2026 is a Saturday, and a month without a 31st has its last day.
		{"month on the 31st", ", if-closed: anyway",
			"01-31 00:00, 02-28 00:00, 03-31 08:00, 04-30 08:00, 05-31 00:00, 06-30 08:00, 07-31 08:00, 08-31 08:00, 09-30 08:00, 10-31 00:00, 11-30 08:00, 12-31 08:00"},
		{"month on the last working day", "",
			"01-30 08:00, 02-27 08:00, 03-31 08:00, 04-30 08:00, 05-29 08:00, 06-30 08:00, 07-31 08:00, 08-31 08:00, 09-30 08:00, 10-30 08:00, 11-30 08:00, 12-31 08:00"},
		// 1 May is closed, 1 March a Sunday.
		{"quarter on the first day", ", if-closed: before", "04-01 08:00, 07-01 08:00, 10-01 08:00"},
		{"quarter on the last day", "", "03-31 08:00, 06-30 08:00, 09-30 08:00, 12-31 08:00"},
		{"year on 1 May 09:00", "", "05-04 09:00"},
		{"year on 1 May 09:00", ", if-closed: before", "04-30 09:00"},
		// Every four weeks across both changes of the clocks: always at 10:00.
		{"4 weeks from 2026-03-02 10:00", "",
			"03-02 10:00, 03-30 10:00, 04-27 10:00, 05-25 10:00, 06-22 10:00, 07-20 10:00, 08-17 10:00, 09-14 10:00, 10-12 10:00, 11-09 10:00, 12-07 10:00"},
		{"150 days from 2026-01-06", "", "01-06 08:00, 06-05 08:00, 11-02 08:00"},
	} {
		if got := scheduled(t, c.every, c.more); got != c.want {
			t.Errorf("%s%s:\n%s\nby hand\n%s", c.every, c.more, got, c.want)
		}
	}
	// A Monday that is closed moves to the Tuesday, which has its own.
	got := scheduled(t, "Mon and Tue 15:00", "")
	if !strings.Contains(got, "03-31 15:00, 04-07 15:00, 04-07 15:00, 04-13 15:00") {
		t.Errorf("around Easter Monday: %s", got)
	}
	// 361 days from Monday, 5 January, to Thursday, 31 December: 51 weeks of 5
	// days, and 4, less three that are closed (6 April, 1 May, 25 December).
	if n := strings.Count(scheduled(t, "working day 08:00", ""), ", ") + 1; n != 51*5+4-3 {
		t.Errorf("%d working days", n)
	}
}

// TestWallClockOfASchedule: hours that a change of the clocks skips or repeats.
// On 29 March 02:30 does not exist and becomes 03:30; on 25 October it comes twice
// and means the first.
func TestWallClockOfASchedule(t *testing.T) {
	got := scheduled(t, "day 02:30", ", if-closed: anyway")
	for _, want := range []string{"03-28 02:30, 03-29 03:30, 03-30 02:30", "10-24 02:30, 10-25 02:30, 10-26 02:30"} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is not in it: %s", want, got)
		}
	}
}

// TestInternalDemandIsPerHead: 0.3 per person per week of 6 and 4 people who
// work 40 and 20 hours a week: one of 6 heads every 40/1.8 hours of its time, the other
// every 20/1.2. A demand of all together is split by heads.
func TestInternalDemandIsPerHead(t *testing.T) {
	for _, c := range []struct {
		demand string
		first  float64 // hours of its open time between two
		second float64
	}{
		{"0.3 per person per week", 40 / 1.8, 20 / 1.2},
		{"3 per week", 40 / 1.8, 20 / 1.2},
		{"7 per month", 40 / (7 * 0.6 * 12 * 7 / 365.0), 20 / (7 * 0.4 * 12 * 7 / 365.0)},
	} {
		text := fmt.Sprintf(`scenario: x
organisation:
  calendar: {hours: 09:00-17:00}
  departments: {sales: {staff: 6}, legal: {staff: 4, hours: 09:00-13:00}, it: {staff: 1}, nobody: {staff: 0}}
  flows:
    ticket: {for: [sales, legal, nobody], demand: %s, steps: {a: {by: it, work: 1m}}}
    order: {for: people, steps: {a: {by: sales}}}
  customers: {people: {demand: 1 per day}}
`, c.demand)
		file := opened{name: "x", display: "x.yaml", text: []byte(text)}
		s, err := file.load(Options{})
		if err != nil {
			t.Fatal(err)
		}
		m := s.Model
		if len(m.Segments) != 2 || !m.Segments[1].Internal || m.External() != 1 || len(m.Streams) != 3 {
			t.Fatalf("%d segments, %d streams", len(m.Segments), len(m.Streams))
		}
		for i, want := range []float64{c.first, c.second} {
			st := &m.Streams[i+1]
			got := st.Gap.Mean() / 3_600_000
			if st.Asker != i || st.Segment != 1 || got < want*0.999999 || got > want*1.000001 {
				t.Errorf("%s: department %d asks every %g hours, by hand %d every %g", c.demand, st.Asker, got, i, want)
			}
		}
		check, err := file.check()
		if err != nil {
			t.Fatal(err)
		}
		if got := check.Flows[0].PerDay; got < 0.3 || (c.demand != "7 per month" && (got < 0.5999 || got > 0.6001)) {
			t.Errorf("%s: %g a day", c.demand, got)
		}
	}
}
