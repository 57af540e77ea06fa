package scenarios

import (
	"math"

	"ripple/sim"
)

// maxShifts is how many lines a roster can have: half-hours of a whole week.
const maxShifts = 400

// maxAbsences is how many absences an organisation can know beforehand.
const maxAbsences = 200

// readPeople reads a number of people, of whom some work part of the time, or
// how many there are, how much of them is paid, and how much is at work.
func (t *team) readPeople(n *node) {
	if n.kind == scalar {
		t.paid = n.people("people", 0)
		t.heads = int64(math.Ceil(t.paid))
		return
	}
	f := n.fields("headcount")
	heads, equivalents := f.get("heads"), f.get("full-time-equivalents")
	switch {
	case heads == nil && equivalents == nil && f.plain():
		n.fail("for example people: {heads: 22, full-time-equivalents: 17.6}", "`people` does not say how many")
	case equivalents == nil && heads != nil:
		t.heads, _ = heads.count("heads", 0, maxStaff)
		t.paid = float64(t.heads)
	case equivalents != nil:
		t.paid = equivalents.people("full-time equivalents", 0)
		t.heads = int64(math.Ceil(t.paid))
	}
	if equivalents != nil && heads != nil {
		if t.heads, _ = heads.count("heads", 0, maxStaff); float64(t.heads) < t.paid && !heads.told && !equivalents.told {
			equivalents.fail("one who works full time is one full-time equivalent", "%d people cannot be %s full-time equivalents", t.heads, clip(equivalents.text))
		}
	}
	if a := f.get("available"); a != nil {
		share, ok := a.share("the share that is at work", 0, 1)
		if ok && share == 0 {
			a.fail("write `staff: 0` where nobody works", "nobody would ever be at work")
		}
		t.available = share
	}
}

// people reads a number of people that need not be whole.
func (n *node) people(what string, least float64) float64 {
	v, ok := read(n, what, parseNumber)
	switch {
	case !ok:
		return 0
	case v < least || v > maxStaff:
		n.fail("", "%s cannot be %s", what, clip(n.text))
		return 0
	}
	return v
}

// share is how much of the people is at work.
func (t *team) share() float64 {
	if t.available > 0 {
		return t.available
	}
	return 1
}

// personHours are the hours that people are at work in an ordinary week.
func (t *team) personHours() float64 {
	sum := 0.0
	for _, s := range t.shifts() {
		open, _ := s.hours.week()
		sum += open.Hours() * s.people
	}
	return sum * t.share()
}

// shifts are the roster, or the one shift of those who always come.
func (t *team) shifts() []shift {
	if len(t.roster) > 0 {
		return t.roster
	}
	return []shift{{node: t.node, hours: t.hours, people: t.paid}}
}

// staffed gives the model's team its people.
func (b *builder) staffed(t *team, mt *sim.Team) {
	mt.Staff, mt.Available = int(t.paid), t.available
	if len(t.roster) > 0 {
		mt.Shifts = b.shiftsOf(t.roster)
	} else if t.paid != math.Trunc(t.paid) {
		mt.Shifts = []sim.Shift{{Calendar: mt.Calendar, People: t.paid}}
	}
}

func (b *builder) shiftsOf(roster []shift) []sim.Shift {
	var out []sim.Shift
	for _, s := range roster {
		table, ok := b.table(s.node, s.hours)
		if ok && s.people > 0 {
			out = append(out, sim.Shift{Calendar: table, People: s.people})
		}
	}
	return out
}

// absence is a stretch of days, known beforehand, on which only a share of the
// people comes.
type absence struct {
	from, to int // days since 1970
	share    float64
	teams    [][2]int // department and team; nil: everybody
}

// readAbsences reads absences that are known beforehand.
func (org *organisation) readAbsences(n *node) {
	if n == nil {
		return
	}
	items := n.list()
	if len(items) > maxAbsences {
		n.fail("", "%d absences: at most %d", len(items), maxAbsences)
		return
	}
	for _, item := range items {
		f := item.fields("absence-known")
		from, to, staff := f.need("from"), f.need("to"), f.need("staff")
		if from == nil || to == nil || staff == nil {
			continue
		}
		first, ok1 := from.date()
		last, ok2 := to.date()
		share, ok3 := staff.share("the share of the people who come", 0, 1)
		if !ok1 || !ok2 || !ok3 {
			continue
		}
		a := absence{from: dayNumber(first), to: dayNumber(last), share: share}
		if a.to < a.from {
			to.fail("the first day, then the last", "`%s` lies before `%s`", to.text, from.text)
			continue
		}
		if of := f.get("of"); of != nil {
			a.teams = [][2]int{}
			for _, who := range of.list() {
				department, teams := org.teamsOf(who)
				for _, t := range teams {
					a.teams = append(a.teams, [2]int{department, t})
				}
			}
		}
		org.absences = append(org.absences, a)
	}
}

// absent gives the model's teams the absences that fall into the run.
func (b *builder) absent() {
	first := dayNumber(b.run.from) - b.run.warmUp
	m := b.model
	for _, a := range b.org.absences {
		from, to := m.Calendars[0].At(max(0, a.from-first), 0), m.Calendars[0].At(max(0, a.to+1-first), 0)
		if from >= to || from >= m.End {
			continue
		}
		for d := range m.Departments {
			for t := range m.Departments[d].Teams {
				if a.of(d, t) {
					team := &m.Departments[d].Teams[t]
					team.Absences = append(team.Absences, sim.Absence{From: from, To: to, Share: a.share})
				}
			}
		}
	}
}

func (a *absence) of(department, team int) bool {
	if a.teams == nil {
		return true
	}
	for _, t := range a.teams {
		if t == [2]int{department, team} {
			return true
		}
	}
	return false
}
