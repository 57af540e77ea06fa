package tabletop

import (
	"slices"
	"testing"

	"ripple/sim"
)

// hours are samples with a backlog for so many days each, of which the oldest item is an hour
// old.
func hours(backlogs ...int32) []sim.DepartmentSample {
	var rows []sim.DepartmentSample
	for _, b := range backlogs {
		for range dayHours {
			rows = append(rows, sim.DepartmentSample{Backlog: b, Oldest: hour})
		}
	}
	return rows
}

// TestStrainIsJudgedFromADepartmentsOwnDays, by hand: on its quiet days up to 10 lie there.
// 19 are not more than 1.5 times that and 4; 20 are, and from then on the days no longer
// count as its own; it is over after a day on which no more lay there than 10.
func TestStrainIsJudgedFromADepartmentsOwnDays(t *testing.T) {
	quiet := []int32{8, 10, 9, 10, 8}
	at := func(days ...int32) strained {
		rows := hours(append(slices.Clone(quiet), days...)...)
		return strain(rows, 0, 0, len(rows)-1)
	}
	for name, c := range map[string]struct {
		days  []int32
		since int
	}{
		"as always":              {[]int32{10, 8}, -1},
		"a little more":          {[]int32{19}, -1},
		"a little more each day": {[]int32{12, 15, 18, 22}, 8 * dayHours},
		"more":                   {[]int32{20}, 5 * dayHours},
		"more for long":          {[]int32{20, 30, 40, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16}, 5 * dayHours},
		"back, not for a day":    {[]int32{30, 11}, 5 * dayHours},
		"back for a day":         {[]int32{30, 10, 10}, -1},
		"back and hit again":     {[]int32{30, 10, 10, 30}, 8 * dayHours},
		"what was a hit counts":  {[]int32{30, 10, 10, 20}, 8 * dayHours},
	} {
		if got := at(c.days...).since; got != c.since {
			t.Errorf("%s: since %d, not %d", name, got, c.since)
		}
	}
	if got := at(20, 30, 12); got.before != 10 || got.worst != 30 || got.now != 12 {
		t.Errorf("a hit that eases: %+v", got)
	}
	old := hours(append(quiet, 8)...)
	for i := range dayHours {
		old[5*dayHours+i].Oldest = hour + 2*day + sim.Tick(i)*hour
	}
	if got := strain(old, 0, 0, len(old)-1).since; got != 5*dayHours+2 {
		t.Errorf("work that lies there for long shows since %d", got)
	}
	few := hours(8, 8, 8, 8, 90)
	if got := strain(few, 0, 0, len(few)-1).since; got != -1 {
		t.Errorf("judged from four days: since %d", got)
	}
	if got := strain(hours(8, 8, 8, 8, 8, 90, 8, 8, 8, 8, 8, 90), 0, 7*dayHours, 12*dayHours-1); got.since != -1 {
		t.Errorf("what came before play counts as its own days: %+v", got)
	}
}
