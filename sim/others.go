package sim

import (
	"maps"
	"slices"

	"ripple/sim/draw"
)

// A department that waits for items it started is told when each of them ends:
// by the department where it ends, one handoff later. Only the first end of an
// item counts, when several of its branches are lost.

// waitingFor is, by flow, the departments that may wait for items of it.
func waitingFor(m *Model) [][]int {
	by := make([][]int, len(m.Flows))
	add := func(flow, department int) {
		if !slices.Contains(by[flow], department) {
			by[flow] = append(by[flow], department)
		}
	}
	for i := range m.Steps {
		for _, s := range m.Steps[i].AllStarts() {
			if s.Wait {
				add(s.Flow, m.Steps[i].Department)
			}
		}
		for _, flow := range m.Steps[i].WaitsFor {
			add(flow, m.Steps[i].Department)
		}
	}
	for i := range m.Turnovers {
		add(m.Turnovers[i].Flow, m.Turnovers[i].Department)
	}
	for _, departments := range by {
		slices.Sort(departments)
	}
	return by
}

// tellRule is a department that is told of an item's end.
type tellRule struct {
	agent int
	hold  []span // goods held on the link to it
}

// others are the items a department started and may wait for, in one world.
type others struct {
	all  []otherItem
	free []uint32
	at   map[uint64]uint32   // where an item stands in all, until its end is heard of
	by   map[uint32][]uint32 // by waiting token's slot: the items it waits for
}

type otherItem struct {
	item    uint64
	flow    int
	endAt   Tick   // when its end is heard of, as far as known; Never
	step    uint16 // at which it ends then
	visit   uint16
	waiting []uint32 // slots of tokens
	refs    int      // events on the agenda
	seat    int      // 1 + the place that its end fills; 0: none
	gone    bool
}

func (o *others) open(item uint64, flow int) {
	if o.at == nil {
		o.at, o.by = map[uint64]uint32{}, map[uint32][]uint32{}
	}
	x := otherItem{item: item, flow: flow, endAt: Never}
	if n := len(o.free); n > 0 {
		i := o.free[n-1]
		o.free = o.free[:n-1]
		o.all[i], o.at[item] = x, i
		return
	}
	o.at[item] = uint32(len(o.all))
	o.all = append(o.all, x)
}

// wait lets a token wait for an item.
func (o *others) wait(slot uint32, item uint64) {
	i := o.at[item]
	o.all[i].waiting = append(o.all[i].waiting, slot)
	o.by[slot] = append(o.by[slot], i)
}

// pick chooses one of the items of a flow that have not ended. Each item has a
// draw of its own for who comes, so that it is the same one in every arm where it
// is open.
func (o *others) pick(k draw.Key, flow int, item, at uint64) (uint64, bool) {
	by := draw.Child(item, at)
	var found uint64
	least := 2.0
	for i := range o.all {
		x := &o.all[i]
		if x.gone || x.flow != flow {
			continue
		}
		if u := k.Uniform(x.item, by); u < least || u == least && x.item < found {
			least, found = u, x.item
		}
	}
	return found, least < 2
}

// leave lets a token wait no more.
func (o *others) leave(slot uint32) {
	for _, i := range o.by[slot] {
		x := &o.all[i]
		x.waiting = slices.DeleteFunc(x.waiting, func(s uint32) bool { return s == slot })
	}
	delete(o.by, slot)
}

func (o *others) clone() others {
	c := others{all: slices.Clone(o.all), free: slices.Clone(o.free), at: maps.Clone(o.at), by: maps.Clone(o.by)}
	for i := range c.all {
		c.all[i].waiting = slices.Clone(o.all[i].waiting)
	}
	for slot, items := range c.by {
		c.by[slot] = slices.Clone(items)
	}
	return c
}

// seekOthers starts what a finished step starts, looks for what it joins, and
// tells whether the item has to wait at the step for any of it.
func (p *part) seekOthers(slot uint32, now Tick) bool {
	t := &p.tokens[slot]
	r := &p.rules.steps[t.local]
	t.flags |= tokenOthers
	t.worked += t.work
	t.work = 0
	if r.step.Answers {
		t.giveUp = Never
	}
	item, step, visit, waits := t.item, t.step, t.visit, false
	for i, flow := range r.step.WaitsFor {
		if other, open := p.others.pick(p.key, flow, item, draw.At(step, visit, draw.Join, uint16(i))); open {
			p.others.wait(slot, other)
			waits = true
		}
	}
	for i := range r.starts {
		other := p.past.child(p.key, item, draw.At(step, visit, draw.Start, uint16(i)))
		p.startItem(&r.starts[i], other, step, now)
		if r.starts[i].wait {
			p.others.wait(slot, other)
			waits = true
		}
	}
	if !waits {
		return false
	}
	t = &p.tokens[slot] // the slice may have moved
	if r.timed {
		p.log(t, now)
	}
	t.state, t.since = stateOther, now
	if r.led {
		p.waitBegins(t, now)
	}
	p.tell(eventWaiting, t, now)
	p.mayGiveUp(slot, now)
	return true
}

// tellEnd lets the departments that may wait for an item know that it ends at a
// time, holds on the way not counted.
func (p *part) tellEnd(t *token, at Tick) {
	for _, to := range p.rules.steps[t.local].tells {
		heard := at
		for _, s := range to.hold {
			heard = max(heard, s.After(p.dept.model.Calendars[0], heard))
		}
		if to.agent == p.dept.index {
			p.hearEnd(t.item, t.step, t.visit, heard)
			continue
		}
		p.dept.out(to.agent).add(p.world, &entry{at: heard, item: t.item, kind: entryDone, step: t.step, visit: t.visit})
	}
}

// hearEnd takes note of when an item ends. It may be another department's.
func (p *part) hearEnd(item uint64, step, visit uint16, at Tick) {
	i, known := p.others.at[item]
	if !known {
		return
	}
	x := &p.others.all[i]
	if at == x.endAt && (step < x.step || step == x.step && visit < x.visit) {
		x.step, x.visit = step, visit
	}
	if at >= x.endAt {
		return
	}
	x.endAt, x.step, x.visit = at, step, visit
	x.refs++
	p.push(event{at: at, ref: i, class: classTold})
}

// told ends an item that was started here: all who wait for nothing else go on,
// in the order in which they came to the department.
func (p *part) told(i uint32, now Tick) {
	x := &p.others.all[i]
	x.refs--
	if !x.gone && x.endAt == now {
		x.gone = true
		delete(p.others.at, x.item)
		waiting, seat := x.waiting, x.seat
		by := origin{item: x.item, step: x.step, visit: x.visit, came: now}
		x.waiting = nil
		if m := p.dept.model; now >= m.From && now < m.Until && len(waiting) > 0 {
			p.result.Freeing++
			p.result.Freed += int64(len(waiting))
		}
		slices.SortFunc(waiting, func(a, b uint32) int { return int(p.tokens[a].seq) - int(p.tokens[b].seq) })
		for _, slot := range waiting {
			rest := slices.DeleteFunc(p.others.by[slot], func(other uint32) bool { return other == i })
			if len(rest) > 0 {
				p.others.by[slot] = rest
				continue
			}
			delete(p.others.by, slot)
			t := &p.tokens[slot]
			p.spend(t, now)
			if p.rules.steps[t.local].led {
				p.waitEnds(t, &by, now)
			}
			p.finish(slot, now)
		}
		if p.dept.leads != nil && p.dept.leads.ends[x.flow] {
			p.over(&by, now)
		}
		if seat > 0 {
			p.fillSeat(seat-1, now)
		}
	}
	if x = &p.others.all[i]; x.gone && x.refs == 0 {
		p.others.free = append(p.others.free, i)
	}
}
