package sim

import (
	"fmt"
	"math"

	"ripple/sim/draw"
)

// follow sends the item over one edge.
func (p *part) follow(slot uint32, e *edgeRule, ordinal uint16, now Tick) {
	t := &p.tokens[slot]
	p.hand(slot, e, e.travel(p.key, t.item, draw.At(t.step, t.visit, draw.Handoff, ordinal)), 0, now)
}

// hand sends the item over one edge, which takes so long. branch tells apart
// branches that come from the same step to the same join.
func (p *part) hand(slot uint32, e *edgeRule, travel Tick, branch uint8, now Tick) {
	t := &p.tokens[slot]
	visit := t.visit
	if e.back {
		visit++
		if visit == math.MaxUint16 {
			p.dept.fail(fmt.Errorf("an item of flow %q came to step %q more than 65,000 times: its loop is left too rarely", p.dept.model.Flows[p.dept.model.Steps[t.step].Flow].Name, p.dept.model.Steps[t.step].Name))
			return
		}
	}
	at := p.arrival(e, travel, now)
	switch {
	case e.to == Lost:
		p.tellLost(t, true, CauseWork, now)
		return
	case e.to == ToCustomer:
		p.delivered(t, e, now, at)
		if p.rules.steps[t.local].tells != nil && isStarted(t.item) {
			p.tellEnd(t, later(now, travel))
		}
		return
	case e.agent == p.dept.index:
		next := p.newToken()
		t = &p.tokens[slot] // the slice may have moved
		n := &p.tokens[next]
		*n = token{
			item: t.item, due: t.due, giveUp: t.giveUp, quantity: t.quantity, account: -1,
			step: uint16(e.to), visit: visit, prevStep: t.step, prevVisit: t.visit,
			local: p.dept.batch.local[e.to], state: stateComing, flags: t.flags&tokenDefect | tokenReleased, refs: 1, branch: branch, since: now,
		}
		if p.passesOn(t, e.to) {
			t.flags &^= tokenInside
			n.flags |= tokenInside
		}
		p.push(event{at: at, ref: next, class: classArrive})
		return
	}
	out := entry{at: at, item: t.item, due: t.due, giveUp: t.giveUp, quantity: t.quantity, kind: entryArrive, step: uint16(e.to), visit: visit, extra: t.step}
	if t.flags&tokenDefect != 0 {
		out.flags |= hasDefect
	}
	if e.back {
		out.flags |= isBack
	}
	if t.due != Never {
		out.flags |= hasDue
		if p.dept.follows {
			out.handed, out.flags = now, out.flags|hasHanded
		}
	}
	if t.giveUp != Never {
		out.flags |= hasGiveUp
	}
	if t.quantity != 0 {
		out.flags |= hasQuantity
	}
	if branch != 0 {
		out.flags, out.branch = out.flags|hasBranch, branch
	}
	p.handedOver(&out, e.fixed < 0, now)
	p.dept.out(e.agent).add(p.world, &out)
}

// arrival is when what leaves now over an edge gets there.
func (p *part) arrival(e *edgeRule, travel, now Tick) Tick {
	at := later(now, travel)
	for _, s := range e.hold {
		at = max(at, s.After(p.dept.model.Calendars[0], at))
	}
	return at
}

// delivered tells the customers of a finished order; an internal item ends.
func (p *part) delivered(t *token, e *edgeRule, now, at Tick) {
	r := &p.rules.steps[t.local]
	if r.expedite && now < p.dept.model.Until {
		p.expense += p.expediteCost(p.dept.model.Steps[t.step].Flow)
	}
	if !r.external {
		return
	}
	out := entry{at: at, item: t.item, kind: entryDelivered, step: t.step, visit: t.visit}
	if t.flags&tokenDefect != 0 {
		out.flags |= hasDefect
	}
	p.handedOver(&out, e.fixed < 0, now)
	p.dept.out(p.dept.batch.customers).add(p.world, &out)
}

// handedOver lets the receiver know when a handoff of a random time began, where a
// forecast will ask how long it has been under way.
func (p *part) handedOver(out *entry, random bool, now Tick) {
	if random && p.dept.batch.outlook != nil {
		out.handed, out.flags = now, out.flags|hasHanded
	}
}
