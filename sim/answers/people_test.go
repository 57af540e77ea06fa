package answers

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ripple/scenarios"
	"ripple/sim"
)

// clinic is an organisation of one department, desk, that answers what its
// clients ask, with what a test says of it.
const clinic = `scenario: People
organisation:
  calendar: {days: Mon-Fri, hours: 08:00-17:00, timezone: Europe/Brussels}
  handoff: 1s
  departments:
    desk: DESK
  flows:
    request: {for: clients, steps: {answer: {by: desk, work: WORK}}}
  customers:
    clients: {DEMAND, promise: 5 days}
REST
`

// written loads a model from lines that a user could have written.
func written(t *testing.T, text string, parts ...string) *sim.Model {
	t.Helper()
	path := filepath.Join(t.TempDir(), "model.yaml")
	if err := os.WriteFile(path, []byte(strings.NewReplacer(parts...).Replace(text)), 0o644); err != nil {
		t.Fatal(err)
	}
	return load(t, path, scenarios.Options{})
}

// startsAndEnds are when work on orders begins and ends, in minutes from a moment on.
func startsAndEnds(t *testing.T, m *sim.Model, from sim.Tick, n int) string {
	t.Helper()
	_, seen := watched(t, m, sim.Baseline)
	var out []string
	for i := range n {
		name := fmt.Sprintf("clients-%d", i)
		out = append(out, fmt.Sprintf("%d-%d", (at(t, seen["work-started"], name)-from)/minute, (at(t, seen["work-finished"], name)-from)/minute))
	}
	return strings.Join(out, " ")
}

// TestStaffByHalfHourByHand: from nine to noon, one person in the first
// half-hour, two in the second, three from ten on; orders every 10 minutes from 09:10 on,
// of 30 minutes. In minutes from nine: number 0 from 10 to 40, at 30 the second person takes
// number 1; number 2 is taken at 40; at 60 two are free, the one who comes and
// the one who is done, for 3 and 4; and so on: two at a full half-hour and one ten minutes
// later. Number 14, begun at 160, pauses at noon with 10 minutes left, and the one
// person of the next morning goes on with it until 1450; then number 15.
// 7.5 person-hours a day.
func TestStaffByHalfHourByHand(t *testing.T) {
	m := written(t, clinic, "WORK", "30m", "DEMAND", "every: 10m, hours: 09:00-12:00",
		"DESK", "{roster: [{days: Mon-Fri, hours: 09:00-09:30, people: 1}, {days: Mon-Fri, hours: 09:30-10:00, people: 2}, {days: Mon-Fri, hours: 10:00-12:00, people: 3}]}",
		"REST", "run: {from: 2026-01-05, for: 7 days, warm-up: 0 days, replications: 1, seed: 1}")
	got := startsAndEnds(t, m, 9*hour, 16)
	equal(t, "work", got, "10-40 30-60 40-70 60-90 60-90 70-100 90-120 90-120 100-130 120-150 120-150 130-160 150-180 150-180 160-1450 1450-1480")
	r := run(t, m, sim.Options{})
	equal(t, "time there", r.Worlds[0][0].Departments[0].Capacity, 5*(7*hour+30*minute))
}

// TestAvailabilityByHand: 22 people who are 17.6 full-time equivalents, of whom
// 72 % are at work: 12.672, so twelve and in 30 of the 45 hours of a week one
// more (45 · 0.672 = 30.24). In the second week, of which is known that half
// stay away, 6.336: six and in 15 of 45 hours one more. 17.6 · 45 hours are paid
// in both, at 31. Orders are of 12 minutes, six an hour.
func TestAvailabilityByHand(t *testing.T) {
	m := written(t, clinic, "WORK", "12m", "DEMAND", "every: 10m", "DESK", "{people: {heads: 22, full-time-equivalents: 17.6, available: 72 %}, cost: 31 per hour}",
		"REST", "run: {from: 2026-01-05, for: 14 days, warm-up: 0 days, replications: 1, seed: 1}",
		"  flows:", "  absences: [{from: 2026-01-12, to: 2026-01-18, staff: 50 %}]\n  flows:")
	d := run(t, m, sim.Options{}).Worlds[0][0].Departments[0]
	equal(t, "time there", d.Capacity, (12*45+30+6*45+15)*hour)
	equal(t, "pay", d.PayCents, int64(2*17.6*45*31*100))
	// Orders come at 08:10, 08:20, …: 54 a day, of which the last two, at 16:50
	// and at closing time, are finished the next morning.
	equal(t, "time worked", d.Busy, (2*5*54-2)*12*minute)
}

// TestNightShiftOverBothClockChanges: two people from 22:00 to 06:00. On the night to 29
// March the clock goes from 02:00 to 03:00: seven hours; on that to 25 October from
// 03:00 back to 02:00: nine. An order of eight hours at 22:00 pauses at 06:00
// in March with an hour left, until 23:00 of the next evening; in October it
// ends after eight hours, at 05:00; on an ordinary night at 06:00.
func TestNightShiftOverBothClockChanges(t *testing.T) {
	for _, c := range []struct {
		from       string
		start, end sim.Tick // of the order, from the midnight of the first day
		there      sim.Tick
	}{
		{"2026-03-28", 22 * hour, (23 + 23) * hour, 2 * 7 * hour},
		{"2026-10-24", 22 * hour, (22 + 8) * hour, 2 * 9 * hour},
		{"2026-06-13", 22 * hour, (22 + 8) * hour, 2 * 8 * hour},
	} {
		m := written(t, clinic, "WORK", "8h", "DEMAND", "every: 2h, days: Sat, hours: 20:00-22:00",
			"DESK", "{roster: [{days: Sat-Sun, hours: 22:00-06:00, people: 2}]}",
			"REST", "run: {from: "+c.from+", for: 36h, warm-up: 0 days, replications: 1, seed: 1}")
		got := startsAndEnds(t, m, 0, 1)
		equal(t, c.from, got, fmt.Sprintf("%d-%d", c.start/minute, c.end/minute))
		equal(t, c.from+": time there", run(t, m, sim.Options{}).Worlds[0][0].Departments[0].Capacity, c.there)
	}
}

// TestNineToFiveInTwoZones: an order placed at 16:50 in Brussels takes 30 minutes.
// Who works nine to five there begins at once, pauses for 16 hours at five and ends
// at 09:20. Who works nine to five in Denver, eight hours behind, begins at 17:00;
// in the weeks when only Denver has summer time it is seven hours, and the
// order is begun at once, when it is 09:50 there.
func TestNineToFiveInTwoZones(t *testing.T) {
	m := written(t, clinic, "WORK", "30m", "DEMAND", "every: 50m, hours: 16:00-16:50", "DESK", "{staff: 1, hours: 09:00-17:00}",
		"REST", "run: {from: 2026-01-05, for: 7 days, warm-up: 0 days, replications: 1, seed: 1}")
	equal(t, "one zone", startsAndEnds(t, m, 16*hour, 1), "50-1040")
	m = written(t, clinic, "WORK", "30m", "DEMAND", "every: 50m, hours: 16:00-16:50", "DESK", "{staff: 1, hours: 09:00-17:00, timezone: America/Denver}",
		"REST", "run: {from: 2026-01-05, for: 7 days, warm-up: 0 days, replications: 1, seed: 1}")
	equal(t, "the other", startsAndEnds(t, m, 17*hour, 1), "0-30")
	m = written(t, clinic, "WORK", "30m", "DEMAND", "every: 50m, hours: 16:00-16:50", "DESK", "{staff: 1, hours: 09:00-17:00, timezone: America/Denver}",
		"REST", "run: {from: 2026-03-09, for: 7 days, warm-up: 0 days, replications: 1, seed: 1}")
	equal(t, "when only Denver has summer time", startsAndEnds(t, m, 16*hour, 1), "50-80")
}

// TestLimitOfOneLeavesLeadTimesAsTheyAre: where one person works and takes up
// orders as they come, one place inside and the others waiting outside is the same
// line: every lead time of M/M/1, to the tick, whose mean TestOneServerIsMM1
// knows. Only the cause of the waiting is another.
func TestLimitOfOneLeavesLeadTimesAsTheyAre(t *testing.T) {
	free := load(t, file("mm1"), scenarios.Options{Replications: 2, For: "60 days"})
	limited := load(t, file("mm1"), scenarios.Options{Replications: 2, For: "60 days"})
	limited.Departments[0].Limit = 1
	a, b := run(t, free, sim.Options{Trace: true}), run(t, limited, sim.Options{Trace: true})
	for rep := range a.Worlds {
		x, y := &a.Worlds[rep][0], &b.Worlds[rep][0]
		equal(t, "lead times", fmt.Sprint(y.Segments), fmt.Sprint(x.Segments))
		equal(t, "waiting", y.Path[0][0][sim.CauseLimit], x.Path[0][0][sim.CauseStaff])
		equal(t, "waiting inside", y.Path[0][0][sim.CauseStaff], 0)
	}
}

// TestTurnoverKeepsItsLevel: a place is held for 1/λ on average, then vacant while
// HR looks for somebody for R, and not productive for a while L after that:
// 1/λ of 1/λ+R+L is at work, and 1/λ+L of it is paid (renewal reward; Ross,
// Introduction to Probability Models, section 7.4). λ is 300 % a year, R exponential of 20
// days (and a handoff each way), L 14 days. Leavers are λ a year for each one at work.
func TestTurnoverKeepsItsLevel(t *testing.T) {
	m := written(t, clinic, "WORK", "1m", "DEMAND", "demand: 1 per day", "DESK", "{staff: 20, hours: always, cost: 36 per hour, turnover: {per-year: 300 %, replaced-by: hire, productive-after: 14 days}}\n    hr: {staff: 1}",
		"REST", "run: {from: 2026-01-05, for: 1095 days, warm-up: 300 days, replications: 240, seed: 5}",
		"  customers:", "    hire: {steps: {look: {by: hr, wait: exponential(20 days)}}}\n  customers:")
	held, looking, learning := 365/3.0, 20+2*1.0/86400, 14.0
	cycle := held + looking + learning
	verify(t, sampled(t, m),
		claim{"at work, of 20", 20 * held / cycle, func(w *sim.World) (float64, float64) {
			return float64(w.Departments[0].Capacity), float64(m.Until - m.From)
		}},
		claim{"paid, of 20", 20 * (held + learning) / cycle, func(w *sim.World) (float64, float64) {
			return float64(w.Departments[0].PayCents) / 3600 * float64(hour), float64(m.Until - m.From)
		}},
		claim{"leave in a year", 20 * 365 / cycle, func(w *sim.World) (float64, float64) {
			return float64(w.Departments[0].Left), days(m) / 365
		}},
	)
}
