package sim

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"ripple/sim/calendar"
)

// people gives teams staff that changes with the hours.
func (c *chef) people() {
	m := c.m
	if !c.has(withRosters) {
		return
	}
	for d := range m.Departments {
		for i := range m.Departments[d].Teams {
			t := &m.Departments[d].Teams[i]
			switch c.IntN(4) {
			case 0:
				t.Shifts, t.Calendar = c.roster()
			case 1:
				t.Shifts = []Shift{{t.Calendar, 0.3 + 3*c.Float64()}}
			}
			if c.chance(40) {
				t.Available = 0.4 + 0.6*c.Float64()
			}
			for range c.IntN(3) {
				from := c.minutes(0, int(m.Until/calendar.Minute))
				t.Absences = append(t.Absences, Absence{from, from + c.minutes(60, 3000), c.Float64()})
			}
		}
	}
	for e := range m.Effects {
		eff := &m.Effects[e]
		if c.chance(30) {
			eff.Ramp = c.span(60, 2000)
		}
		for i := range eff.Changes {
			ch := &eff.Changes[i]
			if ch.Param == ParamStaff {
				ch.Fraction, ch.Unpaid, ch.Value2 = c.chance(60), c.chance(40), ch.Value*c.Float64()
			}
		}
		if c.chance(20) {
			ch := Change{Param: ParamRoster, Target: c.IntN(c.departments)}
			ch.Index = c.IntN(len(m.Departments[ch.Target].Teams))
			ch.Shifts, ch.Calendar = c.roster()
			eff.Changes = append(eff.Changes, ch)
		}
		if c.chance(20) { // lending
			from, to, n := c.IntN(c.departments), c.IntN(c.departments), float64(1+c.IntN(2))
			counts := c.Float64()
			eff.Changes = append(eff.Changes,
				Change{Param: ParamStaff, Target: from, Op: Add, Value: -n, Value2: -n, Fraction: true, Unpaid: true},
				Change{Param: ParamStaff, Target: to, Op: Add, Value: n * counts, Value2: n * counts / 2, Fraction: true, Unpaid: true})
		}
	}
}

// roster makes shifts, and the calendar that is open when any of them is.
func (c *chef) roster() ([]Shift, int) {
	var shifts []Shift
	var tables []*calendar.Table
	for range 1 + c.IntN(3) {
		s := Shift{c.IntN(len(c.m.Calendars)), float64(c.IntN(4))}
		if c.chance(50) {
			s.People += c.Float64()
		}
		shifts = append(shifts, s)
		tables = append(tables, c.m.Calendars[s.Calendar])
	}
	c.m.Calendars = append(c.m.Calendars, union(tables))
	return shifts, len(c.m.Calendars) - 1
}

// union is open when any of the calendars is.
func union(tables []*calendar.Table) *calendar.Table {
	days := tables[0].Days
	if slices.ContainsFunc(tables, func(t *calendar.Table) bool { return t.Always }) {
		return calendar.Always(days)
	}
	u := &calendar.Table{Days: days, Shifts: tables[0].Shifts}
	for at := Tick(-1 << 40); ; {
		open := Never
		for _, t := range tables {
			open = min(open, t.NextOpen(at))
		}
		if open == Never {
			break
		}
		shut := open
		for {
			end := shut
			for _, t := range tables {
				end = max(end, t.NextClose(shut))
			}
			if end == shut {
				break
			}
			shut = end
		}
		u.Open = append(u.Open, calendar.Interval{Open: open, Close: shut})
		at = shut
	}
	for d := range len(days) - 1 {
		start := Never
		for _, t := range tables {
			start = min(start, t.Starts[d])
		}
		u.Starts = append(u.Starts, start)
		u.WorkingDay = append(u.WorkingDay, start != Never)
	}
	if err := u.Index(); err != nil {
		panic(fmt.Sprint("union of calendars: ", err))
	}
	return u
}

// limits gives departments or teams a limit on what is inside.
func (c *chef) limits() {
	m := c.m
	if !c.has(withLimits) {
		return
	}
	was := c.Rand
	c.Rand = rand.New(rand.NewPCG(c.seed, 1001))
	defer func() { c.Rand = was }()
	for d := range m.Departments {
		dept := &m.Departments[d]
		index := -1
		switch c.IntN(3) {
		case 0:
			dept.Limit = 1 + c.IntN(6)
		case 1:
			index = c.IntN(len(dept.Teams))
			dept.Teams[index].Limit = 1 + c.IntN(4)
		}
		if len(m.Effects) > 0 && c.chance(50) { // also where there was none
			ch := Change{Param: ParamLimit, Target: d, Index: index}
			c.number(&ch, 3)
			e := &m.Effects[c.IntN(len(m.Effects))]
			e.Changes = append(e.Changes, ch)
		}
	}
}

// turnover lets people leave, to be replaced by work of a flow.
func (c *chef) turnover() {
	m := c.m
	if !c.has(withTurnover) {
		return
	}
	was := c.Rand
	c.Rand = rand.New(rand.NewPCG(c.seed, 1002))
	defer func() { c.Rand = was }()
	f := len(m.Flows)
	m.Flows = append(m.Flows, Flow{Name: fmt.Sprintf("f%d", f), Segment: -1})
	last := c.step(f)
	c.lead(last, ToCustomer)
	first := c.step(f)
	c.lead(first, last)
	m.Flows[f].First = first
	m.Steps[first].Wait = c.dist(60, 900)
	for d := range m.Departments {
		for i := range m.Departments[d].Teams {
			if !c.chance(40) {
				continue
			}
			t := Turnover{Department: d, Team: i, Seats: 1 + c.IntN(5), Stays: c.dist(600, 5000), Flow: f}
			if d != m.Steps[first].Department || c.chance(30) {
				t.Handoff = c.handoff()
			}
			if c.chance(60) {
				t.Learning = c.span(60, 1500)
			}
			m.Turnovers = append(m.Turnovers, t)
		}
	}
}
