package sim

import (
	"ripple/sim/calendar"
	"ripple/sim/draw"
)

// setOut adds the road to the work of a token whose person leaves for it. It is
// drawn once for each visit.
func (p *part) setOut(t *token, r *stepRule) {
	if r.travel.IsZero() || p.travelOf(t) > 0 {
		return
	}
	travel := r.travel.TicksScaled(p.key.Uniform(t.item, draw.At(t.step, t.visit, draw.Travel, 0)), r.travelBy)
	p.accountOf(t).ticks[CauseTravel] = travel
	t.work += travel
}

// travelOf is the time on the road of a token's work, whether done or planned.
func (p *part) travelOf(t *token) Tick {
	if t.account < 0 {
		return 0
	}
	return p.account[t.account].ticks[CauseTravel]
}

// seekDate gives an item the date that its step asks for, and lets it wait for it.
func (p *part) seekDate(slot uint32, now Tick) {
	t := &p.tokens[slot]
	r := &p.rules.steps[t.local]
	if r.appointment == nil || t.state == stateAppointed {
		p.seekSystem(slot, now)
		return
	}
	at := p.book(t, r, now)
	if at <= now {
		p.seekSystem(slot, now)
		return
	}
	t.state = stateAppointed
	p.tell(eventWaiting, t, now)
	if at == Never {
		t.attempt++ // there is no date in all the time there is
		t.until = Never
	} else {
		p.plan(slot, at, classOutside)
	}
	p.mayGiveUp(slot, now)
}

// diaryOf is by which calendar a token is given a date: its team's, or that of all
// the teams who can do the step, whose dates are kept by the first of them.
func (p *part) diaryOf(t *token, r *stepRule) *calendar.Table {
	if r.open != nil {
		return r.open
	}
	return p.rules.teams[t.team].calendar
}

// book takes the first free date; Never when there is none.
func (p *part) book(t *token, r *stepRule, now Tick) Tick {
	cal := p.diaryOf(t, r)
	from := r.appointment.Notice.After(cal, now)
	if from == Never {
		return Never
	}
	day := cal.Day(from)
	if unit := r.appointment.Notice.Unit; unit == calendar.Days || unit == calendar.WorkingDays {
		from = now
	}
	team := &p.teams[t.team]
	for ; day+1 < len(cal.Days); day++ {
		at := p.dateOn(cal, day, from)
		if at == Never {
			continue
		}
		for len(team.booked) <= day {
			team.booked = append(team.booked, 0)
		}
		if r.expedite || int64(team.booked[day]) < p.placesOn(t, r, cal, day) {
			team.booked[day]++
			return at
		}
	}
	return Never
}

// dateOn is when a date on a day begins: when the team opens, but not before
// from; Never when the day is no working day, or over by then.
func (p *part) dateOn(cal *calendar.Table, day int, from Tick) Tick {
	at := max(cal.Days[day], from)
	switch {
	case !cal.WorkingDay[day]:
		return Never
	case !cal.Always:
		at = cal.NextOpen(max(cal.Starts[day], from))
	}
	if at >= cal.Days[day+1] {
		return Never
	}
	return at
}

// placesOn is how many dates are given for a day: one at least, so that nobody
// waits for ever for a team that is away.
func (p *part) placesOn(t *token, r *stepRule, cal *calendar.Table, day int) int64 {
	places := r.places
	if r.appointment.Each {
		people := 0
		p.queuesOf(t, func(team int) { people += p.mostStaff(team, cal.Days[day], cal.Days[day+1]) })
		places *= int64(people)
	}
	return max(1, places)
}

// mostStaff is the largest number of people at work in a stretch of time, as far
// as is planned.
func (p *part) mostStaff(team int, from, to Tick) int {
	people := p.teams[team].people
	if people == nil {
		return p.rules.teams[team].staff
	}
	most := 0
	for i := people.step(from); i < len(people.steps) && people.steps[i].at < to; i++ {
		most = max(most, people.steps[i].staff())
	}
	return most
}

// cancelDate gives back the date of an item that is lost.
func (p *part) cancelDate(t *token) {
	if t.until == Never {
		return
	}
	r := &p.rules.steps[t.local]
	booked := p.teams[t.team].booked
	if day := p.diaryOf(t, r).Day(t.until); day < len(booked) && booked[day] > 0 {
		booked[day]--
	}
}
