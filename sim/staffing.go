package sim

import (
	"math/bits"
	"slices"

	"ripple/sim/calendar"
)

// parts is how many parts a person has where staff is a fraction.
const parts = 1_000_000

// mostPeople bounds a team, so that no sum of person-ticks overflows.
const mostPeople = 1_000_000

// shiftHour is how long a part-time person is there, or away, at a time: an
// hour of the open time in which the team has that many people.
const shiftHour = calendar.Hour

// staffing is how many people of a team are at work, over a whole run.
type staffing struct {
	steps []staffStep
}

// staffStep is a stretch of time in which nothing changes.
type staffStep struct {
	at    Tick // it begins
	open  bool
	extra bool  // the person who is there for a part of the hours is there
	whole int32 // people, that one apart
	paid  int64 // in parts of people
	// worked and earned are person-ticks before the step: of those at work, and
	// of those who are paid.
	worked, earned int64
}

// staff is how many people are there.
func (s *staffStep) staff() int {
	if s.extra {
		return int(s.whole) + 1
	}
	return int(s.whole)
}

// step is the stretch that holds a tick.
func (s *staffing) step(at Tick) int {
	i, exact := slices.BinarySearchFunc(s.steps, at, func(s staffStep, at Tick) int {
		switch {
		case s.at < at:
			return -1
		case s.at > at:
			return 1
		}
		return 0
	})
	if exact {
		return i
	}
	return max(0, i-1)
}

// sums are the person-ticks at work and paid before a tick.
func (s *staffing) sums(at Tick) (worked, earned int64) {
	step := &s.steps[s.step(at)]
	length := max(0, at-step.at)
	return step.worked + int64(step.staff())*length, step.earned + ofPeople(step.paid, length)
}

// ofPeople is parts of people times a length, in person-ticks, to the nearest.
func ofPeople(people, length int64) int64 {
	hi, lo := bits.Mul64(uint64(people), uint64(length))
	lo, carry := bits.Add64(lo, parts/2, 0)
	q, _ := bits.Div64(hi+carry, lo, parts)
	return int64(q)
}

// staffPlan is what the rules in force say of a team's people.
type staffPlan struct {
	calendar *calendar.Table
	shifts   []plannedShift
	absences []Absence
	share    float64 // of the people that is at work
	work     headcount
	paid     headcount
	end      Tick
	seats    int // places that can be vacant; 0: nobody leaves
	known    map[[2]int]*staffing
}

type plannedShift struct {
	calendar *calendar.Table
	people   float64
}

// headcount is what the effects in force make of a number of people.
type headcount struct {
	set         bool
	to          float64 // when set
	add, factor float64
}

func (h *headcount) apply(c *Change) {
	switch c.Op {
	case Set:
		h.set, h.to = true, c.Value
	case Add:
		h.add += c.Value
	case Multiply:
		h.factor = float64(h.factor * c.Value)
	}
}

// of is the number of people in parts, when so many are planned of whom a share is not there.
func (h *headcount) of(planned, share float64) int64 {
	if h.set {
		planned = h.to
	}
	people := float64(float64(planned*share)+h.add) * h.factor
	return int64(float64(max(0, min(mostPeople, people))*parts) + 0.5)
}

// makePlan is the plan of a team under the active effects; nil when as many
// people are there whenever the team is open, which staff and paid then say.
func (m *Model) makePlan(active []uint16, department, team int, rule *teamRule) *staffPlan {
	t := &m.Departments[department].Teams[team]
	p := &staffPlan{
		absences: t.Absences, share: t.Available, end: m.End, calendar: rule.calendar,
		work: headcount{factor: 1}, paid: headcount{factor: 1}, known: map[[2]int]*staffing{},
		seats: m.seatsOf(department, team),
	}
	if p.share <= 0 {
		p.share = 1
	}
	shifts := t.Shifts
	m.changed(active, ParamRoster, department, func(c *Change) {
		if c.Index == team {
			shifts = c.Shifts
		}
	})
	for _, s := range shifts {
		table := m.Calendars[s.Calendar]
		if s.Calendar == t.Calendar {
			table = rule.calendar
		}
		p.shifts = append(p.shifts, plannedShift{table, s.People})
	}
	fraction := false
	m.changed(active, ParamStaff, department, func(c *Change) {
		if c.Index != team {
			return
		}
		fraction = fraction || c.Fraction
		p.work.apply(c)
		if !c.Unpaid {
			p.paid.apply(c)
		}
	})
	planned := float64(t.Staff)
	if len(shifts) == 0 && p.share == 1 && len(p.absences) == 0 && p.seats == 0 {
		work, paid := p.work.of(planned, 1), p.paid.of(planned, 1)
		if !fraction || work%parts == 0 && paid%parts == 0 {
			rule.staff, rule.paid = int((work+parts/2)/parts), int((paid+parts/2)/parts)
			return nil
		}
	}
	if len(shifts) == 0 {
		p.shifts = []plannedShift{{rule.calendar, planned}}
	}
	return p
}

// staffing is how many people are at work when some are away for good, of
// whose places some are vacant.
func (p *staffPlan) staffing(away, vacant int) *staffing {
	key := [2]int{away, vacant}
	s := p.known[key]
	if s == nil {
		s = p.build(away, vacant)
		p.known[key] = s
	}
	return s
}

func (p *staffPlan) build(away, vacant int) *staffing {
	present, held := 1.0, 1.0
	if p.seats > 0 {
		present = float64(p.seats-away) / float64(p.seats)
		held = float64(p.seats-vacant) / float64(p.seats)
	}
	s := &staffing{}
	spent := map[int64]Tick{} // open time so far, by the number of people
	for at := Tick(0); at < p.end; {
		next := min(p.end, turn(p.calendar, at))
		planned := 0.0
		for i := range p.shifts {
			next = min(next, turn(p.shifts[i].calendar, at))
			if p.shifts[i].calendar.IsOpen(at) {
				planned += p.shifts[i].people
			}
		}
		share := 1.0
		for _, a := range p.absences {
			switch {
			case at < a.From:
				next = min(next, a.From)
			case at < a.To:
				next = min(next, a.To)
				share = float64(share * a.Share)
			}
		}
		if !p.calendar.IsOpen(at) {
			s.add(staffStep{at: at})
		} else {
			work := float64(p.work.of(planned, present)) * float64(p.share*share)
			s.stretch(at, next, int64(work+0.5), p.paid.of(planned, held), spent)
		}
		at = next
	}
	if len(s.steps) == 0 {
		s.add(staffStep{})
	}
	return s
}

// turn is when a calendar next opens or closes after a tick.
func turn(c *calendar.Table, at Tick) Tick {
	if c.IsOpen(at) {
		return c.NextClose(at)
	}
	return c.NextOpen(at)
}

// stretch adds open time with one number of people. Where that is no whole
// number, one of them is there in that share of the hours, spread evenly: in
// hour k of all hours with that many people when k+1 times the share holds one
// more whole than k times.
func (s *staffing) stretch(from, to Tick, people, paid int64, spent map[int64]Tick) {
	step := staffStep{at: from, open: true, whole: int32(people / parts), paid: paid}
	share := people % parts
	if share == 0 {
		s.add(step)
		return
	}
	begun := spent[people]
	spent[people] = begun + to - from
	for at := from; at < to; {
		hour := (begun + at - from) / shiftHour
		step.at, step.extra = at, (hour+1)*share/parts > hour*share/parts
		s.add(step)
		at = from + (hour+1)*shiftHour - begun
	}
}

// add appends a step unless it only goes on with the one before.
func (s *staffing) add(step staffStep) {
	if n := len(s.steps); n > 0 {
		last := &s.steps[n-1]
		if last.open == step.open && last.whole == step.whole && last.extra == step.extra && last.paid == step.paid {
			return
		}
		step.worked, step.earned = s.sums(step.at)
	}
	s.steps = append(s.steps, step)
}
