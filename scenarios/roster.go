package scenarios

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"ripple/sim/calendar"
)

// shift is a line of a roster: so many people in these hours.
type shift struct {
	node   *node
	text   string // when, as written
	hours  workTime
	people float64
}

// readRoster reads the shifts of a team, and makes its hours those in which
// anybody is there.
func (t *team) readRoster(n *node) {
	roster, hours, ok := readShifts(n, t.hours)
	if ok {
		t.roster, t.hours = roster, hours
	}
}

// readShifts reads the lines of a roster. What they do not say of days, hours
// and closed dates is as in base.
func readShifts(n *node, base workTime) (roster []shift, all workTime, ok bool) {
	items := n.list()
	if len(items) == 0 || len(items) > maxShifts {
		n.fail("for example [{days: Mon-Fri, hours: 08:00-16:00, people: 5}]", "a roster has from 1 to %d lines, and here are %d", maxShifts, len(items))
		return nil, base, false
	}
	before := n.source.problems.total
	dated := map[calendar.Date]bool{}
	for _, item := range items {
		s, dates := readShift(item, base)
		for _, d := range dates {
			dated[d] = true
		}
		roster = append(roster, s)
	}
	if n.source.problems.total > before {
		return nil, base, false
	}
	for i := range roster {
		roster[i].keepTo(base, dated)
	}
	all = union(roster, base)
	if open, _ := all.week(); open == 0 && len(all.Extra) == 0 {
		n.fail("give it people in some hours", "nobody is on this roster")
		return nil, base, false
	}
	return roster, all, true
}

func readShift(n *node, base workTime) (shift, []calendar.Date) {
	s := shift{node: n, hours: base}
	f := n.fields("shift")
	if p := f.need("people"); p != nil {
		s.people = p.people("people", 0)
	}
	if !f.has("days") && !f.has("hours") && !f.has("dates") && f.plain() {
		n.fail("for example {days: Mon-Fri, hours: 08:00-16:00, people: 5}", "this line of the roster does not say when")
	}
	for _, key := range []string{"days", "dates", "hours"} {
		if w := f.get(key); w != nil {
			s.text = strings.TrimSpace(s.text + " " + w.text)
		}
	}
	s.hours.Extra = nil
	s.hours.read(f)
	var dates []calendar.Date
	if d := f.get("dates"); d != nil && f.oneOf("days", "dates") != "" {
		for _, item := range d.list() {
			dates = append(dates, item.dates()...)
		}
		hours := s.hours.Hours
		if s.hours.Always {
			hours = []calendar.HoursOfDay{calendar.WholeDay()}
		}
		if len(hours) == 0 {
			n.fail("for example hours: 08:00-12:00", "a line with `dates` says its hours")
		}
		s.hours.Always, s.hours.Weekdays, s.hours.PerWeekday = false, [7]bool{}, nil
		s.hours.Extra = map[calendar.Date][]calendar.HoursOfDay{}
		for _, date := range dates {
			s.hours.Extra[date] = hours
		}
	}
	return s, dates
}

// on are the hours of an ordinary weekday.
func (w *workTime) on(day time.Weekday) []calendar.HoursOfDay {
	if w.Always {
		return []calendar.HoursOfDay{calendar.WholeDay()}
	}
	if hours, own := w.PerWeekday[day]; own {
		return hours
	}
	if w.Weekdays[day] {
		return w.Hours
	}
	return nil
}

// keepTo lets a shift of ordinary weeks leave the dates to the lines that name
// them, and keep to the hours of dates that have hours of their own.
func (s *shift) keepTo(base workTime, dated map[calendar.Date]bool) {
	own := s.hours.Extra
	extra := map[calendar.Date][]calendar.HoursOfDay{}
	for date, open := range base.Extra {
		day := time.Date(date.Year, date.Month, date.Day, 0, 0, 0, 0, time.UTC).Weekday()
		extra[date] = common(s.hours.on(day), open)
	}
	for date := range dated {
		extra[date] = own[date]
	}
	s.hours.Extra = extra
	if s.hours.Always && (len(extra)+len(base.Closed) > 0 || base.holidays != "") { // around the clock, but not on every day
		s.hours.Always = false
		s.hours.Hours, s.hours.PerWeekday = []calendar.HoursOfDay{calendar.WholeDay()}, nil
		s.hours.Weekdays = [7]bool{true, true, true, true, true, true, true}
	}
}

// common are the hours that lie in both.
func common(a, b []calendar.HoursOfDay) []calendar.HoursOfDay {
	var out []calendar.HoursOfDay
	for _, x := range a {
		for _, y := range b {
			from, to := max(x.From, y.From), min(closing(x), closing(y))
			if from >= to {
				continue
			}
			if to > 24*time.Hour {
				to -= 24 * time.Hour
			}
			out = append(out, calendar.HoursOfDay{From: from, To: to})
		}
	}
	return out
}

// closing is when hours end, counted from the midnight before they begin.
func closing(h calendar.HoursOfDay) time.Duration {
	if h.To <= h.From {
		return h.To + 24*time.Hour
	}
	return h.To
}

// union is when anybody of a roster is there.
func union(roster []shift, base workTime) workTime {
	u := base
	u.Always, u.Weekdays, u.Hours, u.PerWeekday, u.Extra = false, [7]bool{}, nil, map[time.Weekday][]calendar.HoursOfDay{}, nil
	dates := map[calendar.Date]bool{}
	for _, s := range roster {
		if s.people == 0 {
			continue
		}
		if s.hours.Always {
			u.Always = true
		}
		for day := range time.Weekday(7) {
			if hours := s.hours.on(day); len(hours) > 0 {
				u.PerWeekday[day] = slices.Concat(u.PerWeekday[day], hours)
			}
		}
		for date := range s.hours.Extra {
			dates[date] = true
		}
	}
	for day, hours := range u.PerWeekday {
		u.PerWeekday[day] = sorted(hours)
	}
	u.Extra = map[calendar.Date][]calendar.HoursOfDay{}
	for date := range dates {
		var hours []calendar.HoursOfDay
		for _, s := range roster {
			if s.people > 0 {
				hours = append(hours, s.hours.Extra[date]...)
			}
		}
		u.Extra[date] = sorted(hours)
	}
	return u
}

// sorted are the hours of a day in order, each once.
func sorted(hours []calendar.HoursOfDay) []calendar.HoursOfDay {
	slices.SortFunc(hours, func(a, b calendar.HoursOfDay) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(closing(a), closing(b)))
	})
	return slices.Compact(hours)
}
