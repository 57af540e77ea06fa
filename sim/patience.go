package sim

// mayGiveUp sees to it that a waiting order is given up when its patience
// ends. Most never come to that: the end goes on the agenda only on its day. It
// may have come already, while the order was being worked on.
func (p *part) mayGiveUp(slot uint32, now Tick) {
	t := &p.tokens[slot]
	if t.giveUp == Never || t.flags&tokenGiveUp != 0 {
		return
	}
	midnight := p.nextMidnight(now)
	if t.giveUp >= midnight {
		if p.sweepAt == Never && midnight != Never {
			p.sweepAt = midnight
			p.push(event{at: midnight, class: classSweep})
		}
		return
	}
	t.flags |= tokenGiveUp
	t.refs++
	p.push(event{at: max(now, t.giveUp), ref: slot, class: classGiveUp})
}

func (p *part) nextMidnight(now Tick) Tick {
	cal := p.dept.model.Calendars[0]
	if day := cal.Day(now) + 1; day < len(cal.Days) {
		return cal.Days[day]
	}
	return Never
}

// sweep looks through the waiting orders at midnight for those whose patience ends that day.
func (p *part) sweep(now Tick) {
	p.sweepAt = Never
	for slot := range p.tokens {
		switch t := &p.tokens[slot]; t.state {
		case stateFree, stateComing, stateWorking:
		default:
			p.mayGiveUp(uint32(slot), now)
		}
	}
}

// giveUp ends an order that still waits when its patience does. One that is
// being worked on is not dropped: it is lost when it next has to wait.
func (p *part) giveUp(slot uint32, now Tick) {
	t := &p.tokens[slot]
	t.refs--
	t.flags &^= tokenGiveUp
	switch t.state {
	case stateFree:
		if t.refs == 0 {
			p.free = append(p.free, slot)
		}
	case stateWorking, stateComing:
	case stateTogether:
		if !p.isWorkedOn(slot) {
			p.lose(slot, now)
		}
	default:
		if t.giveUp <= now { // nobody answered meanwhile
			p.lose(slot, now)
		}
	}
}

// lose ends an order at the department where it stands.
func (p *part) lose(slot uint32, now Tick) {
	t := &p.tokens[slot]
	r := &p.rules.steps[t.local]
	if r.timed {
		p.spend(t, now)
		p.recordTimed(t, now)
	}
	if p.dept.batch.follow != nil {
		p.tellStood(slot, now)
	}
	if p.dept.batch.tap != nil {
		p.tellLoss(slot, now)
	}
	cause := p.waitsFor(slot)
	if t.state == stateComing && t.giveUp > now {
		cause = CauseStaff // too many were waiting
	}
	switch t.state {
	case stateQueued:
		p.leaveQueues(slot)
	case stateShort:
		p.leaveShort(slot)
	case stateBlocked:
		p.leaveBlocked(slot)
	case stateDoor:
		p.doors[r.door].queue.leave(place{p.rank(t), t.seq, slot})
	case stateJoining:
		k := joinKey{t.item, t.step}
		// The other branches have the same deadline: each is lost where it is.
		delete(p.joins, k)
	case stateOther:
		p.others.leave(slot)
	case stateAppointed:
		p.cancelDate(t)
	case stateGathering:
		p.leaveBatch(slot, now)
	case stateCustomer:
		delete(p.asked, slot)
	case stateTogether:
		p.leaveCarrier(slot, now)
	}
	p.backlog.add(p.dept.model, now, -1)
	p.tellLost(t, false, cause, now)
	if r.retry != nil {
		p.again(t.item, r.retry, now)
		t = &p.tokens[slot] // the slice may have moved
	}
	var free []takeRule
	if t.state == stateShort { // those behind it may need less
		free = append(free, takeRule{stock: r.takes[t.short].stock})
	}
	if t.flags&tokenDrawn == 0 { // nothing is made of what it had reserved
		for take := range int(t.short) {
			free = append(free, p.reserved(slot, take))
		}
	}
	p.leave(slot, now)
	for _, f := range free {
		p.countStock(f.stock, now)
		p.stocks[f.stock].onHand += f.quantity
		p.serve(f.stock, now)
	}
}

// tellLost lets the customers' agent know, after the step was done or not, and
// who waits for the item. cause is what it stood at the step for. Only the first
// loss of an order counts there.
func (p *part) tellLost(t *token, done bool, cause Cause, now Tick) {
	if done {
		p.tell(eventWorkLost, t, now)
	}
	r := &p.rules.steps[t.local]
	if r.tells != nil && isStarted(t.item) {
		p.tellEnd(t, now+p.dept.model.Handoff)
	}
	if !r.external {
		return
	}
	e := entry{at: now + p.dept.model.Handoff, item: t.item, kind: entryLost, step: t.step, visit: t.visit, flags: hasBranch, branch: uint8(cause)}
	if r.clocked && !done { // there is no record of the step that it was lost at
		e.giveUp, e.quantity, e.extra, e.flags = t.arrived, int64(t.prevVisit), t.prevStep, e.flags|hasGiveUp|hasQuantity
	}
	p.dept.out(p.dept.batch.customers).add(p.world, &e)
}
