package sim

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"ripple/sim/calendar"
)

// TestPartsOfPeopleHoldTheirShare: over any time, a number of people that is not
// whole is at work to within one person-hour for each number of people there is,
// is never more than a person away from it, and is paid to the tick.
func TestPartsOfPeopleHoldTheirShare(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := recipe{seed: rapid.Uint64().Draw(t, "seed"), departments: 1, flows: 1, days: 40, features: withHours}.model()
		cal := m.Calendars[rapid.IntRange(0, len(m.Calendars)-1).Draw(t, "calendar")]
		people := float64(rapid.IntRange(0, 4_000_000).Draw(t, "people")) / parts
		absent := Absence{10 * calendar.CalendarDay, 20 * calendar.CalendarDay, rapid.Float64Range(0, 1).Draw(t, "share")}
		p := &staffPlan{
			calendar: cal, shifts: []plannedShift{{cal, people}}, absences: []Absence{absent}, share: 1, end: m.End,
			work: headcount{factor: 1}, paid: headcount{factor: 1}, known: map[[2]int]*staffing{},
		}
		s := p.staffing(0, 0)
		for range 20 {
			to := rapid.Int64Range(0, m.End).Draw(t, "to")
			worked, earned := s.sums(to)
			away := cal.Between(min(to, absent.From), min(to, absent.To))
			open := cal.Between(0, to)
			if want := people * (float64(open-away) + absent.Share*float64(away)); math.Abs(float64(worked)-want) > 2*float64(calendar.Hour)+1 {
				t.Fatalf("%v people until %d: %d person-ticks, %v by their share", people, to, worked, want)
			}
			if math.Abs(float64(earned)-people*float64(open)) > float64(len(s.steps)) {
				t.Fatalf("%v people until %d are paid for %d of %v person-ticks", people, to, earned, people*float64(open))
			}
			if step := s.steps[s.step(to)]; step.open != cal.IsOpen(to) || float64(step.staff()) >= people+1 {
				t.Fatalf("%v people: %d at %d, open %v", people, step.staff(), to, step.open)
			}
		}
	})
}
