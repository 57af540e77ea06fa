package sim

import "slices"

// A limit on work in progress is kept at a door: an item takes a place when it
// comes in and keeps it, whatever it waits for, until it leaves the department
// (or the team, where the limit is the team's). Who finds no place waits
// outside. Branches that wait for each other at a join do so outside as well:
// inside they could keep each other from coming.

// doorPart is what stands at a door in one world.
type doorPart struct {
	inside int
	queue  queue  // tokens that wait for a place
	called Tick   // the event that lets them in is on the agenda; Never: none
	calls  uint16 // put on the agenda
}

// findDoors lists the doors of a department: one for all of it, or one for each team that
// has a limit in any arm. door tells which is whose, -1 for none.
func (d *department) findDoors() {
	m := d.model
	dept := &m.Departments[d.index]
	d.door = make([]int, len(dept.Teams))
	whole := dept.Limit > 0 || m.limits(d.index, -1)
	for i := range dept.Teams {
		d.door[i] = -1
		switch {
		case whole:
			d.door[i], d.doors = 0, []int{-1}
		case dept.Teams[i].Limit > 0 || m.limits(d.index, i):
			d.door[i] = len(d.doors)
			d.doors = append(d.doors, i)
		}
	}
}

// doorOf is the door before a step, -1 for none: where several teams do it, only
// the department's.
func (d *department) doorOf(s *Step) int {
	door := d.door[s.Team]
	if door >= 0 && d.doors[door] >= 0 && len(s.Teams) > 0 {
		return -1
	}
	return door
}

// limits tells whether any effect changes the limit of a team, -1 for the department's.
func (m *Model) limits(department, team int) bool {
	return slices.ContainsFunc(m.Effects, func(e Effect) bool {
		return slices.ContainsFunc(e.Changes, func(c Change) bool {
			return c.Param == ParamLimit && c.Target == department && c.Index == team
		})
	})
}

// limitsBoth tells whether a department's limit and one of its teams' would both hold.
func (m *Model) limitsBoth(department int) bool {
	d := &m.Departments[department]
	if d.Limit <= 0 && !m.limits(department, -1) {
		return false
	}
	for i := range d.Teams {
		if d.Teams[i].Limit > 0 || m.limits(department, i) {
			return true
		}
	}
	return false
}

// limitOf is how many items a door lets in under the active effects; 0: all.
func (d *department) limitOf(active []uint16, door int) int {
	team := d.doors[door]
	limit := d.model.Departments[d.index].Limit
	if team >= 0 {
		limit = d.model.Departments[d.index].Teams[team].Limit
	}
	n := number{base: float64(limit), factor: 1}
	changed := false
	d.model.changed(active, ParamLimit, d.index, func(c *Change) {
		if c.Index == team {
			n.apply(c)
			changed = true
		}
	})
	if !changed {
		return limit
	}
	return int(max(1, n.value()))
}

// admitted gives an item a place inside, or lets it wait for one.
func (p *part) admitted(slot uint32, now Tick) bool {
	t := &p.tokens[slot]
	i := p.rules.steps[t.local].door
	door, limit := &p.doors[i], p.rules.limits[i]
	if limit == 0 || door.inside < limit && door.queue.len() == 0 {
		door.inside++
		t.flags |= tokenInside
		return true
	}
	t.flags |= tokenReleased // whatever is held from now on, this one has come
	t.state = stateDoor
	door.queue.join(place{p.rank(t), t.seq, slot})
	p.tell(eventWaiting, t, now)
	p.mayGiveUp(slot, now)
	p.callIn(i, now)
	return false
}

// vacate gives an item's place back.
func (p *part) vacate(slot uint32, now Tick) {
	t := &p.tokens[slot]
	t.flags &^= tokenInside
	i := p.rules.steps[t.local].door
	p.doors[i].inside--
	p.callIn(i, now)
}

// callIn sees to it that who waits comes in when there is a place.
func (p *part) callIn(i int, now Tick) {
	door, limit := &p.doors[i], p.rules.limits[i]
	if door.queue.len() == 0 || limit > 0 && door.inside >= limit || door.called == now {
		return
	}
	door.called = now
	door.calls++
	p.push(event{at: now, ref: uint32(i), attempt: door.calls, class: classDoor})
}

// letIn is the event that those who wait take the places there are.
func (p *part) letIn(i int, now Tick) {
	p.doors[i].called = Never
	for {
		door, limit := &p.doors[i], p.rules.limits[i]
		if door.queue.len() == 0 || limit > 0 && door.inside >= limit {
			return
		}
		slot := door.queue.take().slot
		door.inside++
		t := &p.tokens[slot]
		p.spend(t, now)
		t.flags |= tokenInside
		p.enter(slot, now)
	}
}

// passesOn tells whether an item keeps its place on the way to another step of the department.
func (p *part) passesOn(t *token, to int) bool {
	return t.flags&tokenInside != 0 && p.rules.steps[t.local].door == p.rules.steps[p.dept.batch.local[to]].door
}

// leave is release for an item that goes out.
func (p *part) leave(slot uint32, now Tick) {
	if p.tokens[slot].flags&tokenInside != 0 {
		p.vacate(slot, now)
	}
	p.release(slot)
}
