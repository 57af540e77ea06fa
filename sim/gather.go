package sim

import (
	"fmt"
	"maps"
	"slices"
)

// Items that gather for a batch wait outside of any limit, as branches do that
// wait for each other: inside they could keep each other from coming. Where the
// batch is one piece of work, a token of its own, the carrier, stands for it before
// the team; its items go on when that is done.

// gathering is what gathers at one step.
type gathering struct {
	slots    []uint32 // in the order in which they came
	due      Tick     // when they are released, by the clock or the wait of the first; Never
	released Tick     // when the clock last released them; -1: never
	plans    uint16
}

// batches are the gatherings of a department in one world, and the batches that
// are one piece of work.
type batches struct {
	at    map[uint16]*gathering // by the step's place
	items map[uint32][]uint32   // by carrier
	by    map[uint32]uint32     // the carrier of an item
}

func (b *batches) clone() batches {
	c := batches{maps.Clone(b.at), maps.Clone(b.items), maps.Clone(b.by)}
	for local, g := range c.at {
		g := *g
		g.slots = slices.Clone(g.slots)
		c.at[local] = &g
	}
	for carrier, items := range c.items {
		c.items[carrier] = slices.Clone(items)
	}
	return c
}

// check refuses batches that are never released, or that cannot be one piece of work.
func (b *Batch) check(s *Step) error {
	switch {
	case b == nil:
	case len(b.At) == 0 && b.Of <= 0 && b.After.IsZero():
		return fmt.Errorf("model: nothing ever releases the batch of step %s", s.Name)
	case !slices.IsSorted(b.At):
		return fmt.Errorf("model: the moments of the batch of step %s are out of order", s.Name)
	case !s.Wait.IsZero() || s.Appointment != nil:
		return fmt.Errorf("model: step %s has a batch and another wait before its work", s.Name)
	case b.Together && (s.Work.IsZero() || len(s.Takes) > 0 || s.Times != nil || s.TeamBy != nil):
		return fmt.Errorf("model: the batch of step %s is one piece of work, but each item has none, or takes or needs its own", s.Name)
	}
	return nil
}

// gather lets an item wait for its batch.
func (p *part) gather(slot uint32, now Tick) {
	t := &p.tokens[slot]
	t.flags |= tokenGathered | tokenReleased
	if t.flags&tokenInside != 0 {
		p.vacate(slot, now)
	}
	t.state, t.until = stateGathering, now
	p.tell(eventWaiting, t, now)
	p.mayGiveUp(slot, now)
	if p.batches.at == nil {
		p.batches.at = map[uint16]*gathering{}
	}
	g := p.batches.at[t.local]
	if g == nil {
		g = &gathering{due: Never, released: -1}
		p.batches.at[t.local] = g
	}
	g.slots = append(g.slots, slot)
	p.gathered(t.local, now)
}

// gathered releases the batches of a step that have their number, and plans when
// the rest are released.
func (p *part) gathered(local uint16, now Tick) {
	g, b := p.batches.at[local], p.rules.steps[local].batch
	for b == nil && len(g.slots) > 0 || b != nil && b.Of > 0 && len(g.slots) >= b.Of {
		n := len(g.slots)
		if b != nil {
			n = b.Of
		}
		released := g.slots[:n:n]
		g.slots = slices.Clone(g.slots[n:])
		p.releaseBatch(local, released, now)
	}
	due := Never
	if len(g.slots) > 0 {
		if !b.After.IsZero() {
			first := &p.tokens[g.slots[0]]
			due = max(now, b.After.After(p.diaryOf(first, &p.rules.steps[local]), first.until))
		}
		i, exact := slices.BinarySearch(b.At, now)
		if exact && g.released == now {
			i++
		}
		if i < len(b.At) {
			due = min(due, b.At[i])
		}
	}
	if due == g.due {
		return
	}
	if g.due = due; due != Never {
		g.plans++
		p.push(event{at: due, ref: uint32(local), attempt: g.plans, class: classBatch})
	}
}

// batchDue releases all that have gathered at a step.
func (p *part) batchDue(local uint16, now Tick) {
	g := p.batches.at[local]
	if g.due != now {
		return
	}
	g.due = Never
	if b := p.rules.steps[local].batch; b != nil {
		if _, exact := slices.BinarySearch(b.At, now); exact {
			g.released = now
		}
	}
	released := g.slots
	g.slots = nil
	if len(released) > 0 {
		p.releaseBatch(local, released, now)
	}
	p.gathered(local, now)
}

// leaveBatch takes an item out that gathers, or whose batch waits.
func (p *part) leaveBatch(slot uint32, now Tick) {
	t := &p.tokens[slot]
	g := p.batches.at[t.local]
	g.slots = slices.DeleteFunc(g.slots, func(s uint32) bool { return s == slot })
	p.gathered(t.local, now)
}

// releaseBatch lets items go before the team: one by one, or as one piece of work.
func (p *part) releaseBatch(local uint16, slots []uint32, now Tick) {
	for _, slot := range slots {
		p.spend(&p.tokens[slot], now)
	}
	if b := p.rules.steps[local].batch; b != nil && b.Together {
		p.carry(slots, now)
		return
	}
	for _, slot := range slots {
		p.enter(slot, now)
	}
}

// carry makes one piece of work of several items. It goes by the name of the one
// that would be first, is due when the first of them is, and is never given up:
// each of them is by itself.
func (p *part) carry(slots []uint32, now Tick) {
	if p.batches.items == nil {
		p.batches.items, p.batches.by = map[uint32][]uint32{}, map[uint32]uint32{}
	}
	at := func(slot uint32) place { return place{p.rank(&p.tokens[slot]), p.tokens[slot].seq, slot} }
	first, due := slots[0], Never
	for _, slot := range slots {
		if at(slot).before(at(first)) {
			first = slot
		}
		due = min(due, p.tokens[slot].due)
	}
	carrier := p.newToken()
	t := &p.tokens[first]
	p.tokens[carrier] = token{
		item: t.item, due: due, giveUp: Never, arrived: now, since: now, account: -1, seq: t.seq, step: t.step, visit: t.visit,
		prevStep: t.prevStep, prevVisit: t.prevVisit, local: t.local, branch: t.branch, team: t.team, flags: tokenCarrier | tokenGathered | tokenReleased,
	}
	p.batches.items[carrier] = slots
	for _, slot := range slots {
		p.tokens[slot].state = stateTogether
		p.batches.by[slot] = carrier
	}
	p.enter(carrier, now)
}

// carried ends a batch's work: what its items waited and worked since its release
// is what their batch did. The work itself counts once, with the first of them.
func (p *part) carried(carrier uint32, now Tick) {
	t := &p.tokens[carrier]
	if p.rules.steps[t.local].timed {
		p.log(t, now)
	}
	t.worked += t.work
	slots := p.batches.items[carrier]
	delete(p.batches.items, carrier)
	for i, slot := range slots {
		delete(p.batches.by, slot)
		of, item := &p.tokens[carrier], &p.tokens[slot]
		item.state, item.since, item.work = stateWorking, now, 0
		item.worked, item.waited, item.without = of.worked, of.waited, of.without
		if item.flags |= of.flags & tokenDrawn; i > 0 {
			item.flags |= tokenShared
		}
		if of.account >= 0 {
			account := p.accountOf(item)
			for cause, ticks := range p.account[of.account].ticks {
				account.ticks[cause] += ticks
			}
			account.runs = append(account.runs, p.account[of.account].runs...)
		}
		p.finish(slot, now)
	}
	p.leave(carrier, now)
}

// tellCarried reports that work has begun on the other items of a batch.
func (p *part) tellCarried(carrier uint32, now Tick) {
	if !p.tapped() {
		return
	}
	for _, slot := range p.batches.items[carrier] {
		if t := &p.tokens[slot]; t.item != p.tokens[carrier].item {
			p.tell(eventStarted, t, now)
		}
	}
}

// isWorkedOn tells whether a token, or the batch that it is in, is in hand.
func (p *part) isWorkedOn(slot uint32) bool {
	if p.tokens[slot].state == stateTogether {
		slot = p.batches.by[slot]
	}
	return p.tokens[slot].state == stateWorking
}

// leaveCarrier takes an item out of a batch that waits. A batch of nobody is done with.
func (p *part) leaveCarrier(slot uint32, now Tick) {
	carrier := p.batches.by[slot]
	delete(p.batches.by, slot)
	rest := slices.DeleteFunc(p.batches.items[carrier], func(s uint32) bool { return s == slot })
	if p.batches.items[carrier] = rest; len(rest) > 0 {
		return
	}
	delete(p.batches.items, carrier)
	t := &p.tokens[carrier]
	switch t.state {
	case stateQueued:
		p.leaveQueues(carrier)
	case stateBlocked:
		p.leaveBlocked(carrier)
	case stateDoor:
		p.doors[p.rules.steps[t.local].door].queue.leave(place{p.rank(t), t.seq, carrier})
	}
	p.leave(carrier, now)
}

// batchWaits lets the items of a batch whose work has stopped be given up again.
func (p *part) batchWaits(carrier uint32, now Tick) {
	for _, slot := range p.batches.items[carrier] {
		p.mayGiveUp(slot, now)
	}
}

// batchesChange moves what has gathered when other rules are in force.
func (p *part) batchesChange(old *rules, now Tick) {
	if p.batches.at == nil {
		return
	}
	for local := range p.rules.steps {
		if g := p.batches.at[uint16(local)]; g != nil && old.steps[local].batch != p.rules.steps[local].batch {
			p.gathered(uint16(local), now)
		}
	}
}

// batchUnder is a step's batch under the active effects.
func (m *Model) batchUnder(active []uint16, s int) *Batch {
	b := m.Steps[s].Batch
	m.changed(active, ParamBatch, s, func(c *Change) { b = c.Batch })
	return b
}
