package sim

import (
	"fmt"

	"ripple/sim/calendar"
	"ripple/sim/draw"
)

// Turnover is people of a team who leave for good, and are replaced.
type Turnover struct {
	Department, Team int
	Seats            int // how many people the team has when nobody is missing
	// Stays is how long one stays, in elapsed ticks from when they are productive.
	Stays draw.Dist
	// Flow is the work of replacing one: an item of it begins when somebody
	// leaves, and its end fills the place. Handoff is the time to its first step.
	Flow    int
	Handoff draw.Dist
	// Learning is how long the new one is there, and paid, before being
	// productive; by Calendars[0].
	Learning calendar.Span
}

// seatEntity is the identity of one place of a team in draws.
func seatEntity(turnover, seat int) uint64 { return 1<<59 | uint64(turnover)<<32 | uint64(seat) }

// start is how the work of replacing one begins.
func (t *Turnover) start() Start { return Start{Flow: t.Flow, Handoff: t.Handoff, Wait: true} }

// seatsOf are the places of a team that can become vacant; 0: nobody leaves.
func (m *Model) seatsOf(department, team int) int {
	for i := range m.Turnovers {
		if t := &m.Turnovers[i]; t.Department == department && t.Team == team {
			return t.Seats
		}
	}
	return 0
}

// checkTurnover refuses people who leave that the engine cannot follow.
func (m *Model) checkTurnover() error {
	seen := map[[2]int]bool{}
	for i := range m.Turnovers {
		t := &m.Turnovers[i]
		switch team := [2]int{t.Department, t.Team}; {
		case t.Seats < 1 || t.Seats > mostPeople:
			return fmt.Errorf("model: people leave a team of %d", t.Seats)
		case seen[team]:
			return fmt.Errorf("model: people leave team %d of department %s twice", t.Team, m.Departments[t.Department].Name)
		case !(t.Stays.Mean() >= 1):
			return fmt.Errorf("model: people leave department %s at once", m.Departments[t.Department].Name)
		default:
			seen[team] = true
		}
		if f := &m.Flows[t.Flow]; f.Segment >= 0 && startedStreams(m)[t.Flow] < 0 {
			return fmt.Errorf("model: people are replaced by orders of %s, for which there are no terms", f.Name)
		}
	}
	return nil
}

// seatState is how a place stands.
type seatState uint8

const (
	seatHeld     seatState = iota // by somebody productive
	seatVacant                    // until the work of replacing is done
	seatLearning                  // by somebody new
)

type seatPart struct {
	turnover int // of the model
	seat     int
	state    seatState
	ordinal  uint16 // how many have left the place
	since    Tick   // the one who holds it has
}

// newSeats lists the places of the department's teams that can become vacant.
func (d *department) newSeats() []seatPart {
	var seats []seatPart
	for i := range d.model.Turnovers {
		if t := &d.model.Turnovers[i]; t.Department == d.index {
			for n := range t.Seats {
				seats = append(seats, seatPart{turnover: i, seat: n})
			}
		}
	}
	return seats
}

// planLeaving puts on the agenda when the one who holds a place leaves.
func (p *part) planLeaving(i int, now Tick) {
	s := &p.seats[i]
	t := &p.dept.model.Turnovers[s.turnover]
	at := later(now, max(1, t.Stays.Remaining(p.key.Uniform(seatEntity(s.turnover, s.seat), draw.At(noStep, 0, draw.Stay, s.ordinal)), 1, now-s.since)))
	if at < p.dept.model.End {
		p.push(event{at: at, ref: uint32(i), attempt: s.ordinal, class: classSeat})
	}
}

// seatChanges is the event that somebody leaves, or has learned the work.
func (p *part) seatChanges(i int, now Tick) {
	s := &p.seats[i]
	t := &p.dept.model.Turnovers[s.turnover]
	team := &p.teams[t.Team]
	p.countCapacity(now)
	p.settle(t.Team, now)
	if s.state == seatLearning {
		s.state = seatHeld
		team.away--
		p.restaff(t.Team, now)
		s.since = now
		p.planLeaving(i, now)
		p.takeUp(t.Team, now)
		return
	}
	if m := p.dept.model; now >= m.From && now < m.Until {
		p.result.Left++
	}
	item := p.past.child(p.key, seatEntity(s.turnover, s.seat), draw.At(noStep, 0, draw.Start, s.ordinal))
	s.state = seatVacant
	s.ordinal++
	team.away++
	team.vacant++
	p.restaff(t.Team, now)
	p.startItem(&p.rules.leavers[t.Team], item, noStep, now)
	p.others.all[p.others.at[item]].seat = i + 1
}

// fillSeat is the end of the work of replacing somebody.
func (p *part) fillSeat(i int, now Tick) {
	s := &p.seats[i]
	t := &p.dept.model.Turnovers[s.turnover]
	team := &p.teams[t.Team]
	p.countCapacity(now)
	p.settle(t.Team, now)
	team.vacant--
	s.state = seatLearning
	p.restaff(t.Team, now)
	if at := t.Learning.After(p.dept.model.Calendars[0], now); at > now {
		if at < p.dept.model.End {
			p.push(event{at: at, ref: uint32(i), attempt: s.ordinal, class: classSeat})
		}
		return
	}
	p.seatChanges(i, now)
}
