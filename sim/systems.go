package sim

import (
	"slices"

	"ripple/sim/draw"
)

// systemEntity is the identity of a system in draws: what happens to it by
// chance is the same for every department that needs it.
func systemEntity(s int) uint64 { return 1<<61 | uint64(s) }

// isDown tells whether a system (by its place in the department) is down.
func (p *part) isDown(i int) bool { return p.rules.down[i] || p.systems[i].failed }

// stopped tells whether work at the step cannot be done now for want of a system.
func (p *part) stopped(r *stepRule) bool {
	for _, i := range r.needs {
		if p.isDown(i) && !p.rules.manual[i].allowed {
			return true
		}
	}
	return false
}

// slow stretches the work left of a token that does without a system. What was
// begun without it is finished without it.
func (p *part) slow(t *token, r *stepRule) {
	factor := 1.0
	for n, i := range r.needs {
		if p.isDown(i) && p.rules.manual[i].allowed && t.without>>n&1 == 0 {
			factor = float64(factor * p.rules.manual[i].work)
			t.without |= 1 << n
		}
	}
	if factor != 1 {
		rest := max(0, p.travelOf(t)-t.worked) // the road is as long as ever
		t.work = rest + Tick(float64(float64(t.work-rest)*factor)+0.5)
	}
}

// errorChance is the chance that the step just done left a mistake.
func (p *part) errorChance(t *token, r *stepRule) float64 {
	chance := r.errors
	for n, i := range r.needs {
		if t.without>>n&1 == 1 {
			chance += p.rules.manual[i].errors
		}
	}
	return chance
}

// seekSystem goes on when the systems of the step are up, or waits for them.
func (p *part) seekSystem(slot uint32, now Tick) {
	t := &p.tokens[slot]
	r := &p.rules.steps[t.local]
	if p.stopped(r) {
		t.state = stateBlocked
		p.blocked = append(p.blocked, slot)
		p.tell(eventWaiting, t, now)
		p.mayGiveUp(slot, now)
		return
	}
	p.seekPieces(slot, now)
}

func (p *part) leaveBlocked(slot uint32) {
	i := slices.Index(p.blocked, slot)
	p.blocked = slices.Delete(p.blocked, i, i+1)
}

// nextFailure puts the next background failure or repair on the agenda. The
// draws belong to the system, so every department sees the same ones.
func (p *part) nextFailure(i int, now Tick) {
	p.systems[i].since = now
	p.planFailure(i, now)
}

// planFailure draws how long the present state of a system goes on.
func (p *part) planFailure(i int, now Tick) {
	s := p.dept.systems[i]
	y := &p.dept.model.Systems[s]
	if y.Up.IsZero() {
		return
	}
	state := &p.systems[i]
	dist, purpose := &y.Up, draw.FailEvery
	if state.failed {
		dist, purpose = &y.Down, draw.FailFor
	}
	at := later(now, max(1, dist.Remaining(p.key.Uniform(systemEntity(s), draw.At(0, 0, purpose, state.ordinal)), 1, now-state.since)))
	if at < p.dept.model.End {
		p.push(event{at: at, ref: uint32(i), class: classSystem})
	}
}

func (p *part) failOrRepair(i int, now Tick) {
	state := &p.systems[i]
	p.systemsChange(now, func() { state.failed = !state.failed })
	if !state.failed {
		state.ordinal++
	}
	p.tellSystem(i, now)
	p.nextFailure(i, now)
}

// systemsChange makes a change to what is up or down and moves the work in
// hand and waiting accordingly: what cannot go on stops with the work left,
// and people turn to other work; what can go on takes its old place.
func (p *part) systemsChange(now Tick, change func()) {
	var touched []uint32
	for slot := range p.tokens {
		t := &p.tokens[slot]
		switch t.state {
		case stateQueued, stateWorking, stateBlocked, stateShort:
			if t.flags&tokenPieces == 0 && len(p.rules.steps[t.local].needs) > 0 {
				p.spend(t, now)
				touched = append(touched, uint32(slot))
			}
		}
	}
	change()
	// Slots are where chance put them: arrivals have an order.
	slices.SortFunc(touched, func(a, b uint32) int { return int(p.tokens[a].seq) - int(p.tokens[b].seq) })
	for _, slot := range touched {
		t := &p.tokens[slot]
		r := &p.rules.steps[t.local]
		stopped := p.stopped(r)
		switch {
		case t.state == stateQueued && stopped:
			p.leaveQueues(slot)
			t.state = stateBlocked
			p.blocked = append(p.blocked, slot)
		case t.state == stateWorking && stopped:
			p.freed(int(t.team), now)
			t.attempt++ // its end, as planned, is void
			t.state = stateBlocked
			p.blocked = append(p.blocked, slot)
			p.mayGiveUp(slot, now)
			if t.flags&tokenCarrier != 0 {
				p.batchWaits(slot, now)
			}
		case t.state == stateWorking:
			before := t.work
			if p.slow(t, r); t.work != before {
				p.replan(slot, now)
			}
		case t.state == stateBlocked && !stopped:
			p.leaveBlocked(slot)
			p.seekPieces(slot, now)
		}
	}
	for team := range p.teams {
		p.takeUp(team, now)
	}
}

// replan puts the end of work in hand where the work left now ends.
func (p *part) replan(slot uint32, now Tick) {
	t := &p.tokens[slot]
	rule := &p.rules.teams[t.team]
	if rule.finish {
		p.plan(slot, later(now, t.work), classDone)
	} else {
		p.plan(slot, rule.calendar.Add(now, t.work), classDone)
	}
}
