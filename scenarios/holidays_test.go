package scenarios

import (
	"testing"

	"ripple/sim/calendar"
)

// TestHolidaysClose: Ascension Day, Thursday 14 May 2026, closes the organisation
// and a roster; not who keeps no holidays; who has hours of their own on that date is open in
// these, and a roster's line that names the date holds.
func TestHolidaysClose(t *testing.T) {
	const text = `scenario: Holidays
organisation:
  calendar: {days: Mon-Fri, hours: 08:00-17:00, timezone: Europe/Brussels, holidays: BE}
  handoff: 15m
  departments:
    desk: {staff: 1}
    plant: {staff: 1, holidays: none}
    shop: {staff: 1, extra: {2026-05-14: 09:00-12:00}}
    lines: {roster: [{days: Mon-Fri, hours: 07:00-15:00, people: 2}]}
    nights: {roster: [{days: Mon-Fri, hours: 22:00-06:00, people: 1}, {dates: 2026-05-14, hours: 10:00-12:00, people: 1}]}
    abroad: {staff: 1, holidays: GB}
  flows: {ask: {for: people, steps: {answer: {by: desk, work: 10m}}}}
  customers: {people: {demand: 5 per day, promise: 1 day}}
run: {from: 2026-05-11, for: 14 days, warm-up: 0 days, replications: 1, seed: 1}
`
	s, err := opened{name: "holidays", display: "holidays.yaml", text: []byte(text)}.load(Options{})
	if err != nil {
		t.Fatal(err)
	}
	m := s.Model
	for name, hours := range map[string]float64{"desk": 0, "plant": 9, "shop": 3, "lines": 0, "nights": 6 + 2, "abroad": 9} {
		team := m.Departments[s.org.departmentAt[name]].Teams[0]
		days := m.Calendars[0].Days
		got := m.Calendars[team.Calendar].Between(days[3], days[4])
		if got != calendar.Tick(hours*float64(calendar.Hour)) {
			t.Errorf("%s is open %s on Ascension Day, want %g hours", name, milliseconds(got), hours)
		}
	}
}
