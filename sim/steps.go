package sim

import (
	"math"

	"ripple/sim/draw"
)

// run works through the part's events before bound.
func (p *part) run(bound Tick) {
	for {
		next, arrives := p.agenda.next(), p.coming.next()
		if min(next, arrives) >= bound {
			return
		}
		if min(next, arrives) >= p.surveyAt {
			p.surveyUntil(min(next, arrives))
		}
		p.dept.events++
		if arrives < next || arrives == next && p.comesFirst(&p.coming.row[p.coming.head], p.events[0]) {
			p.arrive(p.admit(p.coming.take()), arrives)
			continue
		}
		e := p.pop()
		switch e.class {
		case classArrive:
			t := &p.tokens[e.ref]
			t.refs--
			p.arrive(e.ref, e.at)
		case classDone:
			if p.due(e) {
				p.workDone(e.ref, e.at)
			}
		case classOutside:
			if p.due(e) {
				p.outsideDone(e.ref, e.at)
			}
		case classTold:
			p.told(e.ref, e.at)
		case classRelease:
			if p.due(e) {
				p.released(e.ref, e.at)
			}
		case classSweep:
			p.sweep(e.at)
		case classBatch:
			p.batchDue(uint16(e.ref), e.at)
		case classGiveUp:
			p.giveUp(e.ref, e.at)
		case classOpen:
			if p.teams[e.ref].openAt == e.at {
				p.teams[e.ref].openAt = Never
			}
			p.takeUp(int(e.ref), e.at)
		case classDoor:
			p.letIn(int(e.ref), e.at)
		case classSeat:
			p.seatChanges(int(e.ref), e.at)
		case classStaff:
			p.staffChanges(e)
		case classReceipt:
			p.receive(e.ref, e.at)
		case classPromise:
			p.tellPromise(int(e.ref), e.at)
		case classReview:
			p.review(int(e.ref), e.at)
		case classSystem:
			p.failOrRepair(int(e.ref), e.at)
		case classEffect:
			p.effect(e)
		case classStatus:
			p.sample(e)
		case classVerdict:
			p.judge(e)
		}
	}
}

// due takes note that a token's event came and tells whether it is still meant.
func (p *part) due(e event) bool {
	t := &p.tokens[e.ref]
	t.refs--
	if t.state != stateFree && t.attempt == e.attempt {
		return true
	}
	if t.state == stateFree && t.refs == 0 {
		p.free = append(p.free, e.ref)
	}
	return false
}

// arrive begins an item's stay at a step.
func (p *part) arrive(slot uint32, now Tick) {
	t := &p.tokens[slot]
	r := &p.rules.steps[t.local]
	t.arrived, t.since, t.team = now, now, uint8(r.team)
	p.backlog.add(p.dept.model, now, 1)
	p.seq++
	t.seq = p.seq
	if p.samples != nil {
		p.came(t)
	}
	p.tell(eventArrived, t, now)
	if t.giveUp <= now {
		p.lose(slot, now)
		return
	}
	if r.direct && !p.rules.holds {
		p.offer(slot, now)
		return
	}
	if r.teamBy != nil {
		t.team = uint8(r.step.Teams[int(r.teamBy.Of(p.traits(t.item), t.item))])
	}
	if r.balk != nil && p.balks(t, r) {
		p.lose(slot, now)
		return
	}
	if len(r.step.Join) > 1 && !p.joined(slot, now) {
		return
	}
	if r.stops {
		p.arriveStopped(&p.tokens[slot], now)
	}
	p.enter(slot, now)
}

// joined brings branches together; it is true when this was the last. The
// branch that came last is the path to the customer: its token goes on.
func (p *part) joined(slot uint32, now Tick) bool {
	t := &p.tokens[slot]
	k := joinKey{t.item, t.step}
	if p.joins == nil {
		p.joins = map[joinKey]join{}
	}
	j, waiting := p.joins[k]
	j.count++
	if waiting {
		first := &p.tokens[j.slot]
		t.visit = max(t.visit, first.visit)
		t.flags |= first.flags & tokenDefect
		p.backlog.add(p.dept.model, now, -1)
		p.release(j.slot)
	}
	if j.count == len(p.rules.steps[t.local].step.Join) {
		delete(p.joins, k)
		return true
	}
	j.slot = slot
	p.joins[k] = j
	if t.flags&tokenInside != 0 {
		p.vacate(slot, now)
	}
	t.state = stateJoining
	p.mayGiveUp(slot, now)
	return false
}

// enter takes an item through what stands before the queue for staff: holds,
// waits outside, systems and pieces.
func (p *part) enter(slot uint32, now Tick) {
	t := &p.tokens[slot]
	r := &p.rules.steps[t.local]
	if p.rules.holds && t.flags&tokenReleased == 0 && !r.expedite {
		t.flags |= tokenReleased
		if until := p.heldUntil(r.hold, p.heldUntil(p.rules.hold, p.heldUntil(p.transitHold(t), now))); until > now {
			t.state = stateHeld
			p.tell(eventWaiting, t, now)
			p.plan(slot, until, classRelease)
			p.mayGiveUp(slot, now)
			return
		}
	}
	if r.batch != nil && t.flags&tokenGathered == 0 {
		p.gather(slot, now)
		return
	}
	if r.door >= 0 && t.flags&tokenInside == 0 && !p.admitted(slot, now) {
		return
	}
	if r.supplier >= 0 && t.flags&tokenWaited == 0 {
		t.flags |= tokenWaited
		p.order(slot, now)
		return
	}
	if r.reply != nil && t.flags&tokenWaited == 0 {
		p.ask(slot, now)
		return
	}
	if !r.wait.IsZero() && t.flags&tokenWaited == 0 {
		t.flags |= tokenWaited
		wait := r.wait.TicksScaled(p.key.Uniform(t.item, draw.At(t.step, t.visit, draw.Wait, 0)), float64(r.waitFactor*r.hurry))
		t.state = stateOutside
		p.plan(slot, later(now, wait), classOutside)
		p.mayGiveUp(slot, now)
		return
	}
	p.seekDate(slot, now)
}

func (p *part) released(slot uint32, now Tick) {
	p.spend(&p.tokens[slot], now)
	p.enter(slot, now)
}

func (p *part) outsideDone(slot uint32, now Tick) {
	t := &p.tokens[slot]
	switch t.state {
	case stateOrdered:
		p.supplyGoesOn(slot, now)
		return
	case stateCustomer:
		p.replied(slot, now)
		return
	}
	p.spend(t, now)
	if t.giveUp <= now {
		p.lose(slot, now)
		return
	}
	p.seekDate(slot, now)
}

// offer brings an item before its team: somebody free takes it up at once.
func (p *part) offer(slot uint32, now Tick) {
	t := &p.tokens[slot]
	r := &p.rules.steps[t.local]
	if r.idle {
		t.state = stateWorking
		t.until, t.work = now, 0
		p.done(slot, now)
		return
	}
	if r.teams != nil {
		p.offerShared(slot, now)
		return
	}
	team, rule := &p.teams[t.team], &p.rules.teams[t.team]
	open := rule.calendar.IsOpen(now)
	if open && team.busy < team.staff && team.queue.len() == 0 {
		p.start(slot, now)
		return
	}
	t.state = stateQueued
	team.queue.join(place{p.rankIn(t, int(t.team)), t.seq, slot})
	if !open {
		p.awaitOpening(int(t.team), now)
	}
	p.tell(eventWaiting, t, now)
	p.mayGiveUp(slot, now)
}

// rank is the token's rank where its team decides.
func (p *part) rank(t *token) int64 { return p.rankIn(t, int(t.team)) }

// rankIn is the token's rank in a team's queue.
func (p *part) rankIn(t *token, team int) int64 {
	r := &p.rules.steps[t.local]
	switch {
	case r.expedite:
		return math.MinInt64
	case r.appointment != nil:
		return math.MinInt64 + 1
	case p.rules.teams[team].discipline == ByPriority:
		if r.rankBy != nil {
			return int64(r.priority) + int64(r.rankBy.Of(p.traits(t.item), t.item))
		}
		return int64(r.priority)
	case p.rules.teams[team].discipline == ByDueDate:
		return t.due
	}
	return 0
}

func (p *part) awaitOpening(team int, now Tick) {
	if p.teams[team].openAt != Never {
		return
	}
	if at := p.rules.teams[team].calendar.NextOpen(now); at != Never {
		p.teams[team].openAt = at
		p.teams[team].opens++
		p.push(event{at: at, ref: uint32(team), attempt: p.teams[team].opens, class: classOpen})
	}
}

// takeUp lets a team's free people take up waiting work.
func (p *part) takeUp(team int, now Tick) {
	t, rule := &p.teams[team], &p.rules.teams[team]
	if t.queue.len() == 0 || t.busy >= t.staff {
		return
	}
	if !rule.calendar.IsOpen(now) {
		p.awaitOpening(team, now)
		return
	}
	for t.busy < t.staff && t.queue.len() > 0 {
		if p.rules.shared {
			p.takeFirst(team, now)
		} else {
			p.start(t.queue.take().slot, now)
		}
	}
}

// start puts a person to work on an item.
func (p *part) start(slot uint32, now Tick) {
	t := &p.tokens[slot]
	r := &p.rules.steps[t.local]
	rule := &p.rules.teams[t.team]
	if t.since != now {
		t.state = stateQueued
		p.spend(t, now)
	}
	if t.flags&tokenDrawn == 0 {
		t.flags |= tokenDrawn
		factor := r.workFactor
		if r.times != nil {
			factor = float64(factor * r.times.Of(p.traits(t.item), t.item))
		}
		t.work = r.work.TicksScaled(p.key.Uniform(t.item, draw.At(t.step, t.visit, draw.Work, 0)), factor)
	}
	if r.careful {
		p.slow(t, r)
		p.setOut(t, r)
	}
	t.state = stateWorking
	p.teams[t.team].busy++
	p.tell(eventStarted, t, now)
	if t.flags&tokenCarrier != 0 {
		p.tellCarried(slot, now)
	}
	if rule.finish {
		p.plan(slot, later(now, t.work), classDone)
	} else {
		p.plan(slot, rule.calendar.Add(now, t.work), classDone)
	}
}

func (p *part) workDone(slot uint32, now Tick) {
	team := int(p.tokens[slot].team)
	if t := &p.teams[team]; t.people == nil {
		t.busy--
	} else {
		p.freed(team, now)
	}
	p.done(slot, now)
	p.takeUp(team, now)
}

// done ends a step for an item, or for all of a batch that is one piece of work.
func (p *part) done(slot uint32, now Tick) {
	if p.tokens[slot].flags&tokenCarrier != 0 {
		p.carried(slot, now)
		return
	}
	p.finish(slot, now)
}

// finish ends a step: mistakes are made or found, and the item goes on.
func (p *part) finish(slot uint32, now Tick) {
	t := &p.tokens[slot]
	r := &p.rules.steps[t.local]
	m := p.dept.model
	if r.others && t.flags&tokenOthers == 0 {
		if p.seekOthers(slot, now) {
			return
		}
		t = &p.tokens[slot] // the slice may have moved
	}
	t.worked += t.work
	t.work = 0
	p.backlog.add(m, now, -1)
	p.finished++
	counted := now >= m.From && now < m.Until
	if counted {
		p.result.Steps++
		if t.visit > 0 {
			p.result.Reworked++
		}
		if t.flags&tokenShared == 0 {
			p.result.Busy += t.worked
		}
		p.result.Waited += t.waited
		p.result.Turnaround += now - t.arrived
		if p.dept.trace {
			p.finishedTraced(t, now)
		}
	}
	p.tell(eventFinished, t, now)
	if r.timed {
		p.recordTimed(t, now)
	} else if r.recorded {
		p.record(t, now)
	}
	if r.straight {
		p.follow(slot, &r.outcomes[0].edges[0], uint16(r.outcomes[0].index<<8), now)
		p.leave(slot, now)
		return
	}
	if counted {
		if t.flags&tokenShared == 0 {
			p.result.Travelled += p.travelOf(t)
		}
		p.judgeStep(t, r, now)
	}
	if t.flags&tokenUnanswered != 0 { // nothing was done here
		p.goOn(slot, r.reply.missing, now)
		return
	}
	p.give(slot, now)
	t = &p.tokens[slot] // the slice may have moved
	if errors := p.errorChance(t, r); errors > 0 && p.key.Uniform(t.item, draw.At(t.step, t.visit, draw.Error, 0)) < errors {
		t.flags |= tokenDefect
		if counted {
			p.result.Mistakes++
		}
	}
	if t.flags&tokenDefect != 0 && r.finds > 0 && p.key.Uniform(t.item, draw.At(t.step, t.visit, draw.Find, 0)) < r.finds {
		t.flags &^= tokenDefect
		if !r.back.depends() {
			p.follow(slot, &r.back, 1<<15, now)
		} else {
			p.lead(slot, []edgeRule{r.back}, 1<<15, now)
		}
		p.leave(slot, now)
		return
	}
	o := &r.outcomes[0]
	if len(r.outcomes) > 1 {
		o = p.choose(t, r.outcomes)
	}
	p.goOn(slot, o, now)
}

// goOn sends an item over all edges of the outcome by which its step ended.
func (p *part) goOn(slot uint32, o *outcomeRule, now Tick) {
	if o.open {
		p.lead(slot, o.edges, uint16(o.index<<8), now)
	} else {
		for i := range o.edges {
			p.follow(slot, &o.edges[i], uint16(o.index<<8|i), now)
		}
	}
	p.leave(slot, now)
}

// choose is how an item's step ends: as the first condition that it meets says,
// otherwise by chance.
func (p *part) choose(t *token, outcomes []outcomeRule) *outcomeRule {
	i := 0
	for ; outcomes[i].guard != nil; i++ {
		if i == len(outcomes)-1 || outcomes[i].guard.Holds(p.traits(t.item), t.item) {
			return &outcomes[i]
		}
	}
	o := &outcomes[i]
	if i == len(outcomes)-1 {
		return o
	}
	u := p.key.Uniform(t.item, draw.At(t.step, t.visit, draw.Branch, 0))
	for i++; i < len(outcomes) && u >= o.upTo; i++ {
		o = &outcomes[i]
	}
	return o
}

// later is now + d, and Never when d is.
func later(now, d Tick) Tick {
	if d >= Never-now {
		return Never
	}
	return now + d
}
