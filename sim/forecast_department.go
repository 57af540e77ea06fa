package sim

import (
	"ripple/sim/draw"
)

// redraw begins the forecast of a world: what is in progress here is drawn anew, given
// how long it has lasted.
func (p *part) redraw() {
	b := p.dept.batch
	p.key = b.keys[b.rep(p.world)]
	p.past = b.outlook.newPast(p.key)
	now := p.past.from
	if p.samples != nil {
		p.surveyUntil(now)
	}
	moved := map[uint32]Tick{}   // what arrives at another time
	patient := map[uint32]bool{} // who gives up at another time
	for slot := range p.tokens {
		p.redrawToken(uint32(slot), now, moved, patient)
	}
	for i := range p.coming.row {
		a := &p.coming.row[i]
		a.giveUp = p.redrawPatience(a.item, a.step, a.giveUp)
	}
	p.redrawAgenda(moved, patient)
	p.redrawEffects(now)
	for i := range p.systems {
		p.planFailure(i, now)
	}
	for i := range p.seats {
		if p.seats[i].state == seatHeld {
			p.planLeaving(i, now)
		}
	}
	for i := range p.stocks {
		if now > 0 {
			p.stocks[i].orders |= newPieces
		}
	}
	for slot := range p.tokens {
		switch p.tokens[slot].state {
		case stateFree, stateComing, stateWorking:
		default:
			if patient[uint32(slot)] {
				p.mayGiveUp(uint32(slot), now)
			}
		}
	}
}

// redrawToken draws anew how long goes on what an item is at.
func (p *part) redrawToken(slot uint32, now Tick, moved map[uint32]Tick, patient map[uint32]bool) {
	t := &p.tokens[slot]
	if t.state == stateFree {
		return
	}
	if t.flags&tokenPieces == 0 {
		if giveUp := p.redrawPatience(t.item, t.step, t.giveUp); giveUp != t.giveUp {
			t.giveUp = giveUp
			patient[slot] = true
		}
	}
	switch t.state {
	case stateComing:
		if t.flags&tokenPieces != 0 {
			p.redrawReceipt(slot, moved)
		} else if t.since > 0 && t.since < now {
			moved[slot] = p.past.arrival(&way{
				model: p.dept.model, key: p.key, arm: p.arm, fired: p.fired, item: t.item, from: t.prevStep, visit: t.prevVisit,
				to: int(t.step), branch: t.branch, handed: t.since, at: Never,
			})
		}
	case stateWorking, stateQueued, stateBlocked, stateShort:
		if t.flags&tokenDrawn != 0 {
			p.redrawWork(slot, now)
		}
	case stateOutside:
		r := &p.rules.steps[t.local]
		if isRandom(&r.wait) {
			p.spend(t, now)
			u := p.key.Uniform(t.item, draw.At(t.step, t.visit, draw.Wait, 0))
			p.plan(slot, later(now, r.wait.Remaining(u, float64(r.waitFactor*r.hurry), p.accountOf(t).ticks[CauseOutside])), classOutside)
		}
	case stateOrdered:
		p.redrawSupply(slot, now)
	case stateCustomer:
		p.redrawAnswer(slot, now)
	}
}

// isRandom tells whether there is any chance in a duration.
func isRandom(d *draw.Dist) bool { return d.Min() < d.Max() }

// redrawWork draws anew how much is left of work in hand, or of work that has paused. On the
// road, the work has not begun.
func (p *part) redrawWork(slot uint32, now Tick) {
	t := &p.tokens[slot]
	r := &p.rules.steps[t.local]
	was := t.work
	if t.state == stateWorking {
		p.spend(t, now)
		was = t.work
	}
	factor, slower := r.workFactor, 1.0
	if r.times != nil {
		factor = float64(factor * r.times.Of(p.traits(t.item), t.item))
	}
	for n, i := range r.needs {
		if t.without>>n&1 == 1 && p.rules.manual[i].allowed {
			slower = float64(slower * p.rules.manual[i].work)
		}
	}
	factor = float64(factor * slower)
	u := p.key.Uniform(t.item, draw.At(t.step, t.visit, draw.Work, 0))
	travel := p.travelOf(t)
	switch road := travel - t.worked; {
	case road > 0:
		work := t.work - road
		if isRandom(&r.travel) {
			road = r.travel.Remaining(p.key.Uniform(t.item, draw.At(t.step, t.visit, draw.Travel, 0)), r.travelBy, t.worked)
			p.accountOf(t).ticks[CauseTravel] = t.worked + road
		}
		if isRandom(&r.work) {
			work = r.work.TicksScaled(u, factor)
		}
		t.work = road + work
	case isRandom(&r.work):
		t.work = r.work.Remaining(u, factor, t.worked-travel)
	}
	if t.state == stateWorking && t.work != was {
		p.replan(slot, now)
	}
}

// redrawSupply draws anew what is left of the lead time or the way of an order with a supplier.
func (p *part) redrawSupply(slot uint32, now Tick) {
	t := &p.tokens[slot]
	s := &p.rules.suppliers[p.supplierOf(t)]
	dist, factor, ordinal := &s.lead, s.leadBy, uint16(1)
	if t.phase == phaseMoving {
		dist, factor, ordinal = &s.delivery, s.moveBy, 2
	}
	if t.phase != phaseMade && t.phase != phaseMoving || !isRandom(dist) {
		return
	}
	elapsed := now - t.since
	if t.flags&tokenPieces == 0 {
		p.spend(t, now)
		elapsed = p.accountOf(t).ticks[CauseOutside]
		if t.phase == phaseMoving { // the lead time is over
			elapsed -= s.lead.TicksScaled(supplyDraw(p.past.lived, t, 1), float64(s.leadBy*p.hurryOf(p.rules, t)))
		}
	}
	left := dist.Remaining(supplyDraw(p.key, t, ordinal), float64(factor*p.hurryOf(p.rules, t)), max(0, elapsed))
	p.plan(slot, later(now, left), classOutside)
}

// redrawAnswer draws anew whether a customer answers, and when.
func (p *part) redrawAnswer(slot uint32, now Tick) {
	t := &p.tokens[slot]
	r := &p.rules.steps[t.local]
	p.spend(t, now)
	a, waited, factor := p.asked[slot], p.accountOf(t).ticks[CauseCustomer], float64(r.waitFactor*r.hurry)
	never := r.reply.never
	if never > 0 {
		never /= never + float64((1-never)*r.wait.Beyond(factor, waited)) // the longer nothing comes, the likelier
	}
	switch {
	case never > 0 && p.key.Uniform(t.item, draw.At(t.step, t.visit, draw.Answer, 0)) < never:
		a.answer = Never
	case isRandom(&r.wait) || a.answer == Never:
		a.answer = later(now, r.wait.Remaining(p.key.Uniform(t.item, draw.At(t.step, t.visit, draw.Wait, 0)), factor, waited))
	}
	p.await(slot, a)
}

// redrawPatience draws anew when the customer of an open order gives up. It is the same
// for all branches, wherever they are.
func (p *part) redrawPatience(item uint64, step uint16, giveUp Tick) Tick {
	m, now := p.dept.model, p.past.from
	if giveUp == Never || giveUp <= now || item>>62 == 1 {
		return giveUp
	}
	s := p.dept.batch.streams[m.Steps[step].Flow]
	if !isStarted(item) {
		s, _ = orderOf(item)
	}
	if s < 0 || !isRandom(&m.Streams[s].PatienceRandom) || m.changes(ParamPatience, s) {
		return giveUp
	}
	patience, at := &m.Streams[s].PatienceRandom, draw.At(0, 0, draw.Leave, 1)
	placed := giveUp - patience.Ticks(p.past.lived.Uniform(item, at))
	elapsed := max(0, now-placed)
	return later(placed+elapsed, patience.Remaining(p.key.Uniform(item, at), 1, elapsed))
}

// redrawReceipt draws anew when pieces arrive that a step has given to a stock.
func (p *part) redrawReceipt(slot uint32, moved map[uint32]Tick) {
	t := &p.tokens[slot]
	if t.prevStep == noStep || t.flags&tokenReleased != 0 {
		return
	}
	step := &p.dept.model.Steps[t.prevStep]
	if !isRandom(&step.GiveTravel) || t.since >= p.past.from {
		return
	}
	w := way{model: p.dept.model, key: p.key, arm: p.arm, fired: p.fired, handed: t.since}
	if len(w.model.spans(w.inForce(p.past), ParamLinkHold, step.Department, p.dept.index)) > 0 {
		return // held goods arrive when they would
	}
	for i, g := range step.Gives {
		if g.Stock == int(t.step) {
			u := p.key.Uniform(t.item, draw.At(t.prevStep, t.visit, draw.Handoff, uint16(1<<14|i)))
			moved[slot] = later(p.past.from, step.GiveTravel.Remaining(u, 1, p.past.from-t.since))
		}
	}
}

// redrawAgenda takes off the agenda what is drawn anew.
func (p *part) redrawAgenda(moved map[uint32]Tick, patient map[uint32]bool) {
	events := p.events
	p.events = nil
	for _, e := range events {
		switch e.class {
		case classEffect, classPromise, classSystem:
			continue
		case classSeat:
			if p.seats[e.ref].state == seatHeld {
				continue
			}
		case classGiveUp:
			if t := &p.tokens[e.ref]; patient[e.ref] {
				t.flags &^= tokenGiveUp
				t.refs--
				continue
			}
		case classArrive, classReceipt:
			if at, ok := moved[e.ref]; ok && at != Never {
				e.at = at
			}
		}
		p.push(e)
	}
}

// redrawEffects puts on the agenda what is to come of the effects.
func (p *part) redrawEffects(now Tick) {
	d := p.dept
	push := func(e event) {
		if e.at >= now && (e.class == classEffect || e.class == classPromise) {
			p.push(e)
		}
	}
	for e := range d.model.Effects {
		eff := &d.model.Effects[e]
		if !eff.Arms[p.arm] {
			continue
		}
		var s effectSpan
		if eff.When.Condition == nil {
			s = p.past.time(d.model, p.key, e)
		} else if at, ok := p.fired[e]; ok {
			s = p.past.span(d.model, p.key, e, at)
		}
		if d.concern[e] {
			pushEffect(push, e, s)
		}
		p.schedulePromise(e, s, push)
	}
}
