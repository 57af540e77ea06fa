package sim

import (
	"cmp"
	"slices"
)

// A team whose staff changes with the hours has a plan of it. Who still works
// when others take over, or go, finishes what is in hand. A person who is there
// for a part of the hours only, and then works beyond them, comes back that much
// later: so the share holds, however long the pieces of work are.

// restaff takes up the rules in force, or a place that became vacant or was filled.
func (p *part) restaff(i int, now Tick) {
	t, rule := &p.teams[i], &p.rules.teams[i]
	if rule.plan == nil {
		t.people, t.staff, t.owed, t.stays, t.staffAt = nil, rule.staff, 0, false, Never
		return
	}
	t.people = rule.plan.staffing(t.away, t.vacant)
	t.step, t.settled = t.people.step(now), now
	if s := t.people.steps; t.step > 0 && s[t.step].at == now && s[t.step].open && !s[t.step-1].open {
		t.step-- // the team opens at this moment, by an event of its own
	}
	t.count()
	p.planStaff(i, now)
}

// count is how many people may take up work.
func (t *teamPart) count() {
	step := &t.people.steps[t.step]
	t.staff = step.staff()
	if step.extra && t.owed > 0 {
		t.staff--
	}
}

// makesUp tells whether somebody stays away now who worked beyond the hours before.
func (t *teamPart) makesUp() bool {
	step := &t.people.steps[t.step]
	return step.extra && t.owed > 0 && !t.stays && t.busy < step.staff()
}

// settle counts, until now, what is worked beyond the hours and what is made up for.
func (p *part) settle(i int, now Tick) {
	t := &p.teams[i]
	if t.people == nil || t.settled == now {
		return
	}
	if t.stays || t.owed > 0 {
		open := p.rules.teams[i].calendar.Between(t.settled, now)
		if t.stays {
			if !t.people.steps[t.step].extra {
				t.owed += open
			}
		} else if t.makesUp() {
			t.owed -= min(t.owed, open)
		}
	}
	t.settled = now
}

// planStaff puts the next change of a team's staff on the agenda.
func (p *part) planStaff(i int, now Tick) {
	t := &p.teams[i]
	at := Never
	if t.step+1 < len(t.people.steps) {
		at = t.people.steps[t.step+1].at
	}
	if t.makesUp() {
		at = min(at, p.rules.teams[i].calendar.Add(now, t.owed))
	}
	if at == t.staffAt {
		return
	}
	t.staffAt = at
	if at != Never {
		t.changes++
		p.push(event{at: at, ref: uint32(i), attempt: t.changes, class: classStaff})
	}
}

// staffChanges is the event that the number of a team's people changes.
func (p *part) staffChanges(e event) {
	i, now := int(e.ref), e.at
	t := &p.teams[i]
	if t.people == nil || t.staffAt != now || t.changes != e.attempt {
		return
	}
	t.staffAt = Never
	p.settle(i, now)
	if next := t.step + 1; next < len(t.people.steps) && t.people.steps[next].at == now {
		was, is := &t.people.steps[t.step], &t.people.steps[next]
		t.step = next
		switch {
		case is.open && !was.open:
			t.stays = false
			t.count()
			if !p.rules.teams[i].finish && t.busy > t.staff {
				p.sendBack(i, t.busy-t.staff, now)
			}
		case is.open:
			t.stays = t.stays && !is.extra || was.extra && !is.extra && t.busy > int(is.whole)
		}
	}
	t.count()
	p.planStaff(i, now)
	p.takeUp(i, now)
}

// freed takes somebody off work.
func (p *part) freed(i int, now Tick) {
	t := &p.teams[i]
	if t.people == nil {
		t.busy--
		return
	}
	p.settle(i, now)
	t.busy--
	t.stays = false
	t.count()
	p.planStaff(i, now)
}

// sendBack puts work that paused at closing time back into the queue, when
// fewer people open than closed: what came last first.
func (p *part) sendBack(i, n int, now Tick) {
	var paused []uint32
	for slot := range p.tokens {
		t := &p.tokens[slot]
		if t.state == stateWorking && t.flags&tokenPieces == 0 && int(t.team) == i {
			paused = append(paused, uint32(slot))
		}
	}
	slices.SortFunc(paused, func(a, b uint32) int { return cmp.Compare(p.tokens[b].seq, p.tokens[a].seq) })
	for _, slot := range paused[:min(n, len(paused))] {
		t := &p.tokens[slot]
		p.spend(t, now)
		p.teams[i].busy--
		t.attempt++ // its end, as planned, is void
		t.state = stateQueued
		p.joinQueues(slot, now)
		p.tell(eventWaiting, t, now)
		p.mayGiveUp(slot, now)
	}
}
