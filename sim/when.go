package sim

import "fmt"

// When says a tick in people's words: the day counted from day 1, its date and
// the wall-clock time.
func (m *Model) When(t Tick) string {
	if t == Never {
		return "the end"
	}
	if len(m.Calendars) == 0 || len(m.Calendars[0].Days) == 0 {
		return fmt.Sprintf("%d ms", t)
	}
	cal := m.Calendars[0]
	day, wall := cal.Clock(t)
	wall /= 60_000
	date := ""
	if day < len(m.Dates) {
		date = " (" + m.Dates[day] + ")"
	}
	if day < m.FirstDay {
		return fmt.Sprintf("%d days before day 1%s %02d:%02d", m.FirstDay-day, date, wall/60, wall%60)
	}
	return fmt.Sprintf("day %d%s %02d:%02d", day-m.FirstDay+1, date, wall/60, wall%60)
}
