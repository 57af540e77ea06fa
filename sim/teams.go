package sim

import "ripple/sim/calendar"

// A step may be done by the people of several teams of its department. An item
// that finds nobody free waits in the queues of all of them at once, and leaves
// them when somebody takes it up.

// queuesOf calls f for every team in whose queue a token waits, or would.
func (p *part) queuesOf(t *token, f func(team int)) {
	teams := p.rules.steps[t.local].teams
	if teams == nil {
		f(int(t.team))
		return
	}
	for _, i := range teams {
		f(i)
	}
}

// joinQueues lets an item wait for staff.
func (p *part) joinQueues(slot uint32, now Tick) {
	t := &p.tokens[slot]
	p.queuesOf(t, func(i int) {
		p.teams[i].queue.join(place{p.rankIn(t, i), t.seq, slot})
		if !p.rules.teams[i].calendar.IsOpen(now) {
			p.awaitOpening(i, now)
		}
	})
}

func (p *part) leaveQueues(slot uint32) {
	t := &p.tokens[slot]
	p.queuesOf(t, func(i int) { p.teams[i].queue.leave(place{p.rankIn(t, i), t.seq, slot}) })
}

// someoneFree tells whether somebody of a team is at work and has nothing to do.
func (p *part) someoneFree(team int, now Tick) bool {
	return p.rules.teams[team].calendar.IsOpen(now) && p.teams[team].busy < p.teams[team].staff
}

// offerShared brings an item before several teams: the first, in the order
// written, of which somebody is free takes it up.
func (p *part) offerShared(slot uint32, now Tick) {
	t := &p.tokens[slot]
	for _, i := range p.rules.steps[t.local].teams {
		if p.someoneFree(i, now) && p.teams[i].queue.len() == 0 {
			t.team = uint8(i)
			p.start(slot, now)
			return
		}
	}
	t.state = stateQueued
	p.joinQueues(slot, now)
	p.tell(eventWaiting, t, now)
	p.mayGiveUp(slot, now)
}

// takeFirst lets the people of a team take up the first item of its queue. Where
// another team comes before it in the item's order, has somebody free at the same
// moment and would take the same item, that one does.
func (p *part) takeFirst(team int, now Tick) {
	slot := p.teams[team].queue.first().slot
	t := &p.tokens[slot]
	if teams := p.rules.steps[t.local].teams; teams != nil {
		t.team = uint8(team)
		for _, i := range teams {
			if p.someoneFree(i, now) && p.teams[i].queue.first().slot == slot {
				t.team = uint8(i)
				break
			}
		}
	}
	p.leaveQueues(slot)
	p.start(slot, now)
}

// teamsOf sets who does a step.
func (d *department) teamsOf(r *stepRule, teams []teamRule) {
	step := r.step
	if len(step.Teams) == 0 {
		return
	}
	if step.TeamBy != nil {
		r.teamBy = step.TeamBy
		return
	}
	r.teams = step.Teams
	r.open = teams[step.Teams[0]].calendar
	for _, i := range step.Teams[1:] {
		r.open = d.union(r.open, teams[i].calendar)
	}
}

// union is when one of two calendars is open.
func (d *department) union(a, b *calendar.Table) *calendar.Table {
	if a == b {
		return a
	}
	key := [2]*calendar.Table{a, b}
	u := d.unions[key]
	if u == nil {
		u = calendar.Union(a, b)
		if d.unions == nil {
			d.unions = map[[2]*calendar.Table]*calendar.Table{}
		}
		d.unions[key] = u
	}
	return u
}
