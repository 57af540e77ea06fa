package answers

import (
	"fmt"
	"testing"

	"ripple/sim"
)

// counter is an organisation in which nothing but time passes: an order waits
// outside at the counter, so that it is delivered when a test wants.
const counter = `scenario: Time
organisation:
  calendar: {days: Mon-Fri, hours: 08:00-17:00, timezone: Europe/Brussels, CLOSED}
  handoff: 1s
  departments:
    desk: {staff: 1}
  flows:
    request: {for: clients, steps: {answer: {by: desk, wait: WAIT}}}
  customers:
    clients: {every: 8h, hours: 08:00-16:00, promise: PROMISE}
run: {from: FROM, for: 24h, warm-up: WARM, finish-within: 30 days, replications: 1, seed: 1}
`

// TestPromisesEndWhereTheCalendarSays: an order at 16:00 on a Friday (the one
// of an opening of eight hours), with a promise of each kind, is on time when it is
// delivered in the last second of it, and late one second after.
func TestPromisesEndWhereTheCalendarSays(t *testing.T) {
	for _, c := range []struct {
		from, closed, promise string
		lasts                 sim.Tick // by the clock
	}{
		{"2026-01-09", "closed: []", "2 days", 48 * hour},
		{"2026-01-09", "closed: []", "1 working day", 72 * hour},
		{"2026-01-09", "closed: 2026-01-12", "1 working day", 96 * hour},                 // Monday is closed
		{"2026-01-09", "closed: 2026-01-12 to 2026-01-14", "2 working days", 168 * hour}, // Thursday and Friday count
		{"2026-01-09", "closed: []", "2 working hours", 65 * hour},                       // 16:00–17:00, 08:00–09:00
		{"2026-01-09", "closed: 2026-01-12", "2 working hours", 89 * hour},
		{"2026-01-09", "closed: []", "2h", 2 * hour},
		{"2026-03-27", "closed: []", "3 days", 71 * hour},          // the clock goes forward: Monday 16:00
		{"2026-03-27", "closed: []", "72h", 72 * hour},             // Monday 17:00
		{"2026-03-27", "closed: []", "1 working day", 71 * hour},   // Monday 16:00
		{"2026-03-27", "closed: []", "1 working hour", 1 * hour},   // 17:00 the same day
		{"2026-03-27", "closed: []", "2 working hours", 64 * hour}, // Monday 09:00
		{"2026-10-23", "closed: []", "3 days", 73 * hour},          // and back
		{"2026-10-23", "closed: []", "72h", 72 * hour},             // Monday 15:00
		{"2026-10-23", "closed: []", "2 working hours", 66 * hour},
		{"2026-04-30", "holidays: BE", "1 working day", 96 * hour}, // a Thursday; 1 May is a Friday
	} {
		for late, more := range []sim.Tick{-second, 0} { // a second goes by on the way
			wait := c.lasts + more
			m := written(t, counter, "CLOSED", c.closed, "PROMISE", c.promise, "FROM", c.from, "WARM", "0 days", "WAIT", fmt.Sprintf("%ds", wait/second))
			s := run(t, m, sim.Options{}).Worlds[0][0].Segments[0]
			equal(t, fmt.Sprintf("%s, %s, promised %s, delivered after %ds: orders", c.from, c.closed, c.promise, wait/second+1), s.Orders, 1)
			equal(t, fmt.Sprintf("%s, %s, promised %s, delivered after %ds: late", c.from, c.closed, c.promise, wait/second+1), s.Late, int64(late))
		}
	}
}

// TestDayOneIsFromAndWarmUpLiesBefore: two days of warm-up have 48 hours, or 47
// when one of them is that of the clock change; what is counted begins behind them.
func TestDayOneIsFromAndWarmUpLiesBefore(t *testing.T) {
	m := written(t, counter, "CLOSED", "closed: []", "PROMISE", "1 day", "FROM", "2026-03-29", "WARM", "2 days", "WAIT", "1h")
	equal(t, "the warm-up of a Friday and a Saturday", m.From, 48*hour)
	equal(t, "the day of the clock change counts as one", m.Until-m.From, 24*hour)
	m = written(t, counter, "CLOSED", "closed: []", "PROMISE", "1 day", "FROM", "2026-03-30", "WARM", "2 days", "WAIT", "1h")
	equal(t, "the warm-up holds the day of 23 hours", m.From, 47*hour)
	equal(t, "orders of Monday", run(t, m, sim.Options{}).Worlds[0][0].Segments[0].Orders, 1)
}

// relay is two departments in a row, in the hours of each.
const relay = `scenario: Relay
organisation:
  calendar: {days: Mon-Fri, hours: 08:00-17:00, timezone: Europe/Brussels, closed: 2026-01-13}
  handoff: HANDOFF
  departments:
    desk: {staff: 1}
    works: {staff: 1, WORKS}
  flows:
    request: {for: clients, steps: {answer: {by: desk, work: 1h}, make: {by: works, work: 2h}}}
  customers:
    clients: {every: 8h, hours: 08:00-16:00, promise: 5 days}
run: {from: FROM, for: 24h, warm-up: 0 days, finish-within: 30 days, replications: 1, seed: 1}
REST
`

// TestHandoffsCountElapsedTime: a request of Friday 16:00 is answered at 17:00.
// The handoff goes on while everybody is closed: what takes three hours, or two
// days, is there on Monday at 08:00; what takes 68 hours comes at 13:00, when the clock does not
// change in between, and at 14:00 or 12:00 when it does.
func TestHandoffsCountElapsedTime(t *testing.T) {
	for _, c := range []struct {
		from, handoff, works string
		start, end           sim.Tick // of the second step, from the midnight of Friday
	}{
		{"2026-01-09", "3h", "hours: 08:00-17:00", 80 * hour, 82 * hour},
		{"2026-01-09", "2 days", "hours: 08:00-17:00", 80 * hour, 82 * hour},
		{"2026-01-09", "3h", "hours: always", 20 * hour, 22 * hour},
		{"2026-01-09", "68h", "hours: 08:00-17:00", 85 * hour, 87 * hour},
		{"2026-01-09", "71h", "hours: 08:00-17:00", 88 * hour, 5*24*hour + 9*hour}, // Monday 16:00, Tuesday closed, Wednesday 09:00
		{"2026-01-09", "71h", "hours: 08:00-17:00, at-close: finish", 88 * hour, 90 * hour},
		{"2026-03-27", "68h", "hours: 08:00-17:00", 85 * hour, 87 * hour}, // 14:00, for three hours until closing
		{"2026-03-27", "70h", "hours: 08:00-17:00", 87 * hour, 87*hour + 1*hour + 15*hour + 1*hour},
		{"2026-10-23", "68h", "hours: 08:00-17:00", 85 * hour, 87 * hour}, // 12:00
		{"2026-03-27", "3h", "days: Mon-Sun, hours: 22:00-06:00", 22 * hour, 24 * hour},
	} {
		m := written(t, relay, "HANDOFF", c.handoff, "WORKS", c.works, "FROM", c.from, "REST", "")
		_, seen := watched(t, m, sim.Baseline)
		var got []sim.Tick
		for _, kind := range []string{"work-started", "work-finished"} {
			for _, e := range seen[kind] {
				if e.Step == "make" && e.Item == "clients-0" {
					got = append(got, e.Tick)
				}
			}
		}
		equal(t, fmt.Sprintf("%s, handoff %s, %s", c.from, c.handoff, c.works), fmt.Sprint(got), fmt.Sprint([]sim.Tick{c.start, c.end}))
	}
}

// TestDemandPerOpenDayAndPerCalendarDay: 12 orders a day in two weeks with one
// closed day make 12 · 9, each in the hours of those days; per calendar day 12 · 14, at any hour; 60 a
// week are as many as 12 a day. The week of the clock change loses an hour of
// what comes around the clock, and nothing of office hours.
func TestDemandPerOpenDayAndPerCalendarDay(t *testing.T) {
	for _, c := range []struct {
		from, demand string
		orders       float64
	}{
		{"2026-01-05", "12 per day", 12 * 9},
		{"2026-01-05", "60 per week", 12 * 9},
		{"2026-01-05", "12 per calendar day", 12 * 14},
		{"2026-03-23", "12 per day", 12 * 10},
		{"2026-03-23", "12 per calendar day", 12 * (14 - 1/24.0)},
		{"2026-10-19", "12 per calendar day", 12 * (14 + 1/24.0)},
	} {
		m := written(t, relay, "HANDOFF", "1s", "WORKS", "hours: always", "FROM", c.from, "REST", "",
			"every: 8h, hours: 08:00-16:00, promise: 5 days", "demand: "+c.demand+", promise: 5 days",
			"for: 24h", "for: 14 days", "replications: 1,", "replications: 600,", "work: 1h", "work: 1s", "work: 2h", "work: 1s")
		m.Scenario = c.from + ", " + c.demand
		verify(t, sampled(t, m), claim{"orders in two weeks", c.orders, func(w *sim.World) (float64, float64) {
			return float64(w.Segments[0].Orders), 1
		}})
	}
}

// TestInjectsKeepTheWallClock: what happens on day 2 at 09:00 does so at 09:00
// by the clock on the wall, also after it has changed; `3 days` end at 09:00, `72h` an hour later
// in spring and an hour earlier in autumn; working days leave out the weekend.
func TestInjectsKeepTheWallClock(t *testing.T) {
	for _, c := range []struct {
		from, at, lasts string
		begins, ends    sim.Tick
	}{
		{"2026-03-26", "day 2 09:00", "3 days", 33 * hour, (33 + 71) * hour}, // Friday, to Monday
		{"2026-03-26", "day 2 09:00", "72h", 33 * hour, (33 + 72) * hour},
		{"2026-03-26", "day 2 09:00", "1 working day", 33 * hour, (33 + 71) * hour},
		{"2026-03-26", "day 5 09:00", "1 day", (24*4 + 9 - 1) * hour, (24*5 + 9 - 1) * hour},
		{"2026-03-26", "2026-03-30 09:00", "1 day", (24*4 + 9 - 1) * hour, (24*5 + 9 - 1) * hour},
		{"2026-03-26", "2026-03-29 02:30", "1 day", 74*hour + 30*minute, 98*hour + 30*minute}, // 03:30, to 03:30
		{"2026-10-22", "day 2 09:00", "3 days", 33 * hour, (33 + 73) * hour},
		{"2026-10-22", "day 2 09:00", "4 working hours", 33 * hour, 37 * hour},
		{"2026-10-22", "day 2 15:00", "4 working hours", 39 * hour, (39 + 2 + 16 + 48 + 1 + 1) * hour},
	} {
		m := written(t, relay, "HANDOFF", "1s", "WORKS", "hours: always", "FROM", c.from, "for: 24h", "for: 10 days",
			"REST", "injects: [{at: "+c.at+", slowdown: {department: desk, by: 10 %}, for: "+c.lasts+"}]")
		_, seen := watched(t, m, sim.DoNothing)
		if len(seen["effect-begins"]) == 0 || len(seen["effect-ends"]) == 0 {
			t.Fatalf("%s, %s for %s: it did not begin and end", c.from, c.at, c.lasts)
		}
		equal(t, fmt.Sprintf("%s, %s for %s", c.from, c.at, c.lasts),
			fmt.Sprint(seen["effect-begins"][0].Tick, seen["effect-ends"][0].Tick), fmt.Sprint(c.begins, c.ends))
	}
}
