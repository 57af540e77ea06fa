package tabletop

import (
	"slices"

	"ripple/sim"
)

// StrainView says that more lies at a department, or that it lies there longer, than
// on its own days before: all that is judged from is what the room has lived through.
type StrainView struct {
	Since Moment `json:"since"`
	// Order counts the departments that came under strain, from 1: it shows how a hit spreads.
	Order int `json:"order"`
	// Before is the most that lay there on its days before.
	Before int32 `json:"before"`
	// Hard is more than twice that; Easing is that the worst is over.
	Hard   bool `json:"hard,omitempty"`
	Easing bool `json:"easing,omitempty"`
}

const (
	ownDays   = 14 // without strain, that a department is compared with
	leastDays = 5  // before there are so many of them, nobody judges
	dayHours  = 24
	day       = dayHours * hour // in ticks
)

// strained is how a department stands against its own days.
type strained struct {
	since  int // sample; -1: it is under no strain
	before int32
	now    int32
	worst  int32
}

// watch is what strain is judged by: a department's own last days without it.
type watch struct {
	strained
	most, longest []int64 // backlogs and ages, by day
	calm          int     // hours for which things have been as before
}

// strain goes through the samples of a department from a first one up to a last and
// tells how it stands then; judged is the first that can show strain.
func strain(rows []sim.DepartmentSample, first, judged, last int) strained {
	w := watch{strained: strained{since: -1}}
	var most, longest int64 // of the present day
	clean := true
	for i := first; i <= last; i++ {
		row := &rows[i]
		w.look(i, row, i >= judged)
		clean = clean && w.since < 0
		most, longest = max(most, int64(row.Backlog)), max(longest, row.Oldest)
		if (i-first)%dayHours == dayHours-1 {
			if clean {
				w.most, w.longest = keep(w.most, most), keep(w.longest, longest)
			}
			most, longest, clean = 0, 0, true
		}
	}
	w.now = rows[last].Backlog
	return w.strained
}

// keep adds a day, and forgets the first when there are enough.
func keep(days []int64, one int64) []int64 {
	days = append(days, one)
	return days[max(0, len(days)-ownDays):]
}

// look judges one sample.
func (w *watch) look(i int, row *sim.DepartmentSample, judged bool) {
	if !judged || len(w.most) < leastDays {
		return
	}
	usual, longest := slices.Max(w.most), slices.Max(w.longest)
	more := 4*int64(row.Backlog) > 5*usual+12
	longer := row.Oldest > 2*longest+2*day
	switch {
	case w.since < 0 && (more || longer):
		w.since, w.before, w.worst, w.calm = i, int32(usual), row.Backlog, 0
	case w.since >= 0:
		w.worst = max(w.worst, row.Backlog)
		w.calm++
		if int64(row.Backlog) > usual || row.Oldest > longest {
			w.calm = 0
		}
		if w.calm >= dayHours {
			w.since = -1
		}
	}
}

// strains are how all departments stand, now.
func (v *viewer) strains() []strained {
	begins := int(v.x.Begins / v.c.Samples(Room).Every)
	first := max(0, begins-ownDays*dayHours)
	all := make([]strained, len(v.m.Departments))
	for d, rows := range v.c.Samples(Room).Departments[:len(all)] {
		all[d] = strain(rows, first, begins, v.moment)
	}
	return all
}

// strain is a department's for the view.
func (v *viewer) strain(d int) *StrainView {
	one := v.strained[d]
	if one.since < 0 {
		return nil
	}
	order := 1
	for i, other := range v.strained {
		if other.since >= 0 && (other.since < one.since || other.since == one.since && i < d) {
			order++
		}
	}
	return &StrainView{
		Since: v.at(sim.Tick(one.since) * v.c.Samples(Room).Every), Order: order, Before: one.before,
		Hard: one.now > 2*one.before+4, Easing: 10*one.now < 7*one.worst,
	}
}
