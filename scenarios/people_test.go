package scenarios

import (
	"math"
	"strings"
	"testing"
)

// calls is an organisation with 300 calls of 10 minutes a week, on five days from 08:00 to
// 18:00, half of them before 10:00, and 90 letters of 20 minutes at any time.
const calls = `scenario: Calls
organisation:
  calendar: {days: Mon-Fri, hours: 08:00-18:00, timezone: Europe/Brussels}
  handoff: 15m
  departments:
    desk: DESK
    post: {staff: 1}
  flows:
    call: {for: callers, steps: {answer: {by: desk, work: 10m}}}
    letter: {for: writers, steps: {open: {by: post, work: 1m}, answer: {by: desk, work: 20m}}}
  customers:
    callers: {demand: 300 per week, promise: 1 day, season: {08:00-10:00: 400 %, 10:00-18:00: 100 %}}
    writers: {demand: 90 per week, promise: 5 days}
run: {from: 2026-01-05, for: 10 days, warm-up: 0 days, replications: 1, seed: 1}
`

// TestTeamsAreLoadedByWhoIsThere: a week has seasons of (2·4 + 8·1)/10 = 1.6, so 480 calls, of 80
// hours, and letters of 30. A roster of 2 from 08:00 to 10:00 and 3 until 18:00 is 20 + 120
// person-hours a week, of which 90 % are at work: 110/126. Half of the calls, 40 hours, come before 10:00,
// and a fifth of the rest of the work, 6: 46 for 18 person-hours.
func TestTeamsAreLoadedByWhoIsThere(t *testing.T) {
	for _, c := range []struct {
		desk            string
		people          int
		staff, at, load float64
		note            string
	}{
		{"{people: {heads: 4, available: 90 %}, roster: [{days: Mon-Fri, hours: 08:00-10:00, people: 2}, {days: Mon-Fri, hours: 10:00-18:00, people: 3}]}",
			5, 3, 0.9 * 140 / 50, 110.0 / 126, "more work than people in its roster's Mon-Fri 08:00-10:00 (256 %)"},
		{"{people: {heads: 4, full-time-equivalents: 3.2}}", 5, 3.2, 3.2, 110 / (50 * 3.2), ""},
		// Around the clock on some days only: 48 and 120 hours a week.
		{"{roster: [{days: Mon-Fri, people: 3}, {days: Sat-Sun, hours: always, people: 1}]}", 4, 3, 198.0 / 98, 110.0 / 198, ""},
		{"{staff: 1, days: Mon-Fri, hours: always}", 2, 1, 1, 110.0 / 120, ""},
		{"{staff: 3}", 4, 3, 3, 110.0 / 150, ""},
		{"{people: {heads: 2}, roster: [{days: Mon-Fri, people: 3}]}", 3, 3, 3, 110.0 / 150, "has 3 people at once, more than there are (2)"},
	} {
		file := opened{name: "calls", display: "calls.yaml", text: []byte(strings.Replace(calls, "DESK", c.desk, 1))}
		r, err := file.check()
		if err != nil {
			t.Fatal(err)
		}
		team := r.Departments[0].Teams[0]
		if r.People != c.people || team.Staff != c.staff || math.Abs(team.AtWork-c.at) > 1e-9 || math.Abs(team.Utilisation-c.load) > 0.005 {
			t.Errorf("%s: %d people, %g and %g at work, load %g; by hand %d, %g, %g, %g", c.desk, r.People, team.Staff, team.AtWork, team.Utilisation, c.people, c.staff, c.at, c.load)
		}
		if notes := strings.Join(r.Notes, "\n"); !strings.Contains(notes, c.note) || c.note == "" && strings.Contains(notes, "roster") {
			t.Errorf("%s: the notes are\n%s\nwithout %q", c.desk, notes, c.note)
		}
	}
}
