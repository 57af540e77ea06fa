package tabletop

import "ripple/sim"

// StrainView says that more lies at a department, or that it lies there longer, than
// on its own days before: all that is judged from is what the room has lived through.
type StrainView struct {
	Since Moment `json:"since"`
	// Order counts the departments that came under strain, from 1: it shows how a hit spreads.
	Order int `json:"order"`
	// Before is the most that lay there on its own days.
	Before int32 `json:"before"`
	// Hard is more than twice that; Long that no more lies there, but for longer; Easing that
	// the worst is over.
	Hard   bool `json:"hard,omitempty"`
	Long   bool `json:"long,omitempty"`
	Easing bool `json:"easing,omitempty"`
}

const (
	ownDays   = 14 // without strain, that a department is compared with
	leastDays = 5  // before there are so many of them, nobody judges
	newDays   = 5  // the last, that are none of its own yet: what grows slowly must not become usual
	dayHours  = 24
	day       = dayHours * hour // in ticks
)

// strained is how a department stands against its own days.
type strained struct {
	since  int // sample; -1: it is under no strain
	before int32
	now    int32
	worst  int32
	long   bool // the oldest has been there for longer than on its own days
}

// extent is the most that lay at a department, and the longest that anything lay there.
type extent struct {
	backlog int32
	oldest  sim.Tick
}

func (e extent) with(o extent) extent {
	return extent{max(e.backlog, o.backlog), max(e.oldest, o.oldest)}
}

// watch is what strain is judged by.
type watch struct {
	strained
	own, recent []extent // by day
	usual       extent   // of its own days
	calm        int      // hours for which things have been as before
}

// strain goes through the samples of a department from a first one up to a last and
// tells how it stands then; judged is the first that can show strain.
func strain(rows []sim.DepartmentSample, first, judged, last int) strained {
	w := watch{strained: strained{since: -1}}
	var today extent
	for i := first; i <= last; i++ {
		row := extent{rows[i].Backlog, rows[i].Oldest}
		if i >= judged && len(w.own) >= leastDays {
			w.look(i, row)
		}
		today = today.with(row)
		if (i-first)%dayHours == dayHours-1 {
			w.end(today)
			today = extent{}
		}
	}
	w.now = rows[last].Backlog
	return w.strained
}

// end takes a day that is over to those that will be the department's own.
func (w *watch) end(today extent) {
	if w.since >= 0 {
		w.recent = nil // they led to it, or are part of it
		return
	}
	w.recent = append(w.recent, today)
	if len(w.recent) > newDays || len(w.own) < leastDays {
		w.own = append(w.own, w.recent[0])
		w.own, w.recent = w.own[max(0, len(w.own)-ownDays):], w.recent[1:]
	}
	w.usual = extent{}
	for _, d := range w.own {
		w.usual = w.usual.with(d)
	}
}

// look judges one sample.
func (w *watch) look(i int, row extent) {
	usual := w.usual
	if w.since < 0 && (2*row.backlog > 3*usual.backlog+8 || row.oldest > 2*usual.oldest+2*day) {
		w.since, w.before, w.worst, w.calm = i, usual.backlog, row.backlog, 0
	}
	if w.since >= 0 {
		w.worst, w.long = max(w.worst, row.backlog), row.oldest > usual.oldest
		w.calm++
		if row.backlog > usual.backlog || w.long {
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
	first := max(0, begins-(ownDays+newDays)*dayHours)
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
		Hard: one.now > 2*one.before+4, Long: one.now <= one.before && one.long, Easing: 10*one.now < 7*one.worst,
	}
}
