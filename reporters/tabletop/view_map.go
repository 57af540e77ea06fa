package tabletop

import (
	"slices"

	"ripple/sim"
)

// Map is the organisation as a living map.
type Map struct {
	Departments []DepartmentView `json:"departments"`
	// Ways are those that much of the work takes when nothing goes wrong, worked out
	// from the organisation's file: they are always the same.
	Ways []WayView `json:"ways"`
	// Flows are what was handed over in the last day, between different ones.
	Flows []FlowView `json:"flows"`
}

// DepartmentView is a department now.
type DepartmentView struct {
	Index  int    `json:"index"` // in the model; names may be blanked
	Name   string `json:"name"`
	Facing bool   `json:"customer-facing,omitempty"`
	// Column and Row are its place on the map, from 0; Small says that it is none of those
	// that do the most for customers in a large organisation, and stands beside the map.
	Column int  `json:"column"`
	Row    int  `json:"row"`
	Small  bool `json:"small,omitempty"`
	// Backlog is what waits or is in hand; Usual what that is at this moment when nothing
	// goes wrong, for the facilitator and, when it was revealed, for all.
	Backlog int32  `json:"backlog"`
	Usual   *int32 `json:"usual,omitempty"`
	Working int32  `json:"working"`
	Waiting int32  `json:"waiting"` // for staff
	Stuck   int32  `json:"stuck"`   // held, or waiting for a system or for pieces
	Staff   int32  `json:"staff"`
	Busy    int32  `json:"busy"`
	// OldestHours is how long the first of those there has been at its step.
	OldestHours float64 `json:"oldest-hours"`
	// Days are the backlogs at this time of the last days, the oldest first, today's last.
	Days []int32 `json:"days"`
	// Down are the systems it needs that are down.
	Down []string `json:"down,omitempty"`
	// Strain is there while more lies there than on its own days before.
	Strain *StrainView `json:"strain,omitempty"`
}

// WayView is a way between departments; To is -1 where it leads to customers, and
// Customers says to which.
type WayView struct {
	From      int    `json:"from"`
	To        int    `json:"to"`
	Customers string `json:"customers,omitempty"`
	// PerDay is how much goes there on a usual working day.
	PerDay float64 `json:"per-day"`
}

// FlowView is what one department handed to another in the last day; -1 are the customers,
// and where something went to them, Customers says to which.
type FlowView struct {
	From      int    `json:"from"`
	To        int    `json:"to"`
	Customers string `json:"customers,omitempty"`
	Items     int32  `json:"items"`
}

// shown tells whether a department is on the role's map: a team sees its own.
func (v *viewer) shown(department int) bool {
	return !v.role.Team || slices.Contains(v.s.team(v.role.Name).Departments, department)
}

// living is the map: of the whole organisation, or for a team of its departments.
func (v *viewer) living() Map {
	out := Map{Departments: []DepartmentView{}, Ways: v.ways(), Flows: []FlowView{}}
	for d := range v.m.Departments {
		if v.shown(d) {
			out.Departments = append(out.Departments, v.department(d))
			out.Flows = append(out.Flows, v.arrivals(d)...)
		}
	}
	out.Flows = append(out.Flows, v.deliveries()...)
	return out
}

func (v *viewer) department(d int) DepartmentView {
	rows, usual := v.c.Samples(Room).Departments[d], v.c.Samples(sim.Baseline).Departments[d]
	now, at := &rows[v.moment], v.s.plan.departments[d]
	out := DepartmentView{
		Index: d, Name: v.name(d), Facing: v.m.Departments[d].CustomerFacing, Column: at.column, Row: at.row, Small: at.small,
		Backlog: now.Backlog, Working: now.Working, Waiting: now.Queued, Stuck: now.Held + now.Blocked + now.Short,
		Staff: now.Staff, Busy: now.Busy, OldestHours: float64(now.Oldest) / hour, Strain: v.strain(d),
	}
	if v.sees(RevealBaseline) {
		out.Usual = &usual[v.moment].Backlog
	}
	for i := v.moment - 24*(lastDays-1); i <= v.moment; i += 24 {
		if i >= 0 {
			out.Days = append(out.Days, rows[i].Backlog)
		}
	}
	for _, i := range now.Down {
		out.Down = append(out.Down, v.m.Systems[i].Name)
	}
	return out
}

// dayAgo is the sample of a day before.
func (v *viewer) dayAgo() int { return max(0, v.moment-24) }

// arrivals are what came to a department in the last day, by who sent it.
func (v *viewer) arrivals(d int) []FlowView {
	var out []FlowView
	rows := v.c.Samples(Room).Departments[d]
	for from, items := range rows[v.moment].Came {
		customers := from == len(v.m.Departments)
		if from == d || !customers && !v.shown(from) {
			continue
		}
		if items -= rows[v.dayAgo()].Came[from]; items > 0 {
			if customers {
				from = -1
			}
			out = append(out, FlowView{From: from, To: d, Items: items})
		}
	}
	return out
}

// deliveries are what customers got in the last day: from several departments that
// deliver to them, by how much each does usually.
func (v *viewer) deliveries() []FlowView {
	var out []FlowView
	for i, rows := range v.c.Samples(Room).Segments[:v.m.External()] {
		items := rows[v.moment].Delivered - rows[v.dayAgo()].Delivered
		for _, by := range v.s.plan.deliver[i] {
			if n := int32(float64(items)*by.share + 0.5); n > 0 && v.shown(by.department) {
				out = append(out, FlowView{From: by.department, To: -1, Customers: v.m.Segments[i].Name, Items: n})
			}
		}
	}
	return out
}

// ways are those of the plan between what the role sees.
func (v *viewer) ways() []WayView {
	out := []WayView{}
	for _, w := range v.s.plan.ways {
		if v.shown(w.From) && (w.To < 0 || v.shown(w.To)) {
			out = append(out, w)
		}
	}
	return out
}

// hour is an hour in ticks.
const hour = 3_600_000

// down are the systems that are down.
func (v *viewer) down() []string {
	var names []string
	for d := range v.m.Departments {
		for _, i := range v.c.Samples(Room).Departments[d][v.moment].Down {
			if name := v.m.Systems[i].Name; !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	slices.Sort(names)
	return names
}
