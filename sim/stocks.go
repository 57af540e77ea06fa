package sim

import (
	"slices"

	"ripple/sim/draw"
)

// seekPieces reserves what the step takes, stock by stock, and waits where a
// stock and its substitutes are short. Who came first is served first, expedited
// work before all.
func (p *part) seekPieces(slot uint32, now Tick) {
	t := &p.tokens[slot]
	r := &p.rules.steps[t.local]
	for int(t.short) < len(r.takes) {
		take := p.wanted(t, r.takes[t.short])
		s := &p.stocks[take.stock]
		if take.quantity == 0 {
			t.short++
			continue
		}
		switch from := p.onHandFor(take); {
		case s.queue.len() == 0 && s.onHand >= take.quantity:
			p.draw(take.stock, take.quantity, now)
		case s.queue.len() == 0 && from >= 0:
			p.drawInstead(slot, from, now)
		default:
			s.owed += take.quantity
			s.queue.join(place{p.stockRank(t), t.seq, slot})
			t.state = stateShort
			if r.led {
				p.waitBegins(t, now)
			}
			p.reorder(take.stock, now)
			p.tell(eventWaiting, t, now)
			p.mayGiveUp(slot, now)
			p.serve(take.stock, now)
			return
		}
		p.tokens[slot].short++
		t = &p.tokens[slot] // reordering may have moved the slice
	}
	p.offer(slot, now)
}

// wanted is what an item takes.
func (p *part) wanted(t *token, take takeRule) takeRule {
	if take.per != nil {
		take.quantity = pieces(take.quantity, take.per.Of(p.traits(t.item), t.item))
	}
	return take
}

// pieces is a quantity times a number, to the nearest piece.
func pieces(quantity int64, times float64) int64 {
	return int64(min(mostPieces, float64(float64(quantity)*times)) + 0.5)
}

// mostPieces bounds what one item takes, so that sums stay far from overflowing.
const mostPieces = 1 << 40

func (p *part) stockRank(t *token) int64 {
	if p.rules.steps[t.local].expedite {
		return -1
	}
	return 0
}

// draw takes pieces off a stock.
func (p *part) draw(i int, quantity int64, now Tick) {
	p.countStock(i, now)
	p.stocks[i].onHand -= quantity
	p.reorder(i, now)
}

// serve gives pieces to those who wait for them, in order; what is left goes to
// those who wait for a stock that these may stand in for.
func (p *part) serve(i int, now Tick) {
	p.serveOwn(i, now)
	for other := range p.rules.stocks {
		if slices.Contains(p.rules.stocks[other].substitutes, i) {
			p.serveOwn(other, now)
		}
	}
}

func (p *part) serveOwn(i int, now Tick) {
	for p.stocks[i].queue.len() > 0 {
		s := &p.stocks[i]
		slot := s.queue.first().slot
		t := &p.tokens[slot]
		take := p.wanted(t, p.rules.steps[t.local].takes[t.short])
		from := i
		if s.onHand < take.quantity {
			if from = p.onHandFor(take); from < 0 {
				return
			}
		}
		s.queue.take()
		s.owed -= take.quantity
		p.spend(t, now)
		if p.origin.known && p.rules.steps[t.local].led {
			p.waitEnds(t, &p.origin, now)
		}
		if from == i {
			p.draw(i, take.quantity, now)
		} else {
			p.drawInstead(slot, from, now)
		}
		p.tokens[slot].short++
		p.seekSystem(slot, now)
	}
}

// onHandFor is the substitute that has what a step takes, when nobody waits for
// it; -1: none.
func (p *part) onHandFor(take takeRule) int {
	for _, i := range p.rules.stocks[take.stock].substitutes {
		if s := &p.stocks[i]; s.queue.len() == 0 && s.onHand >= take.quantity {
			return i
		}
	}
	return -1
}

// drawInstead takes what a token is about to reserve off a substitute.
func (p *part) drawInstead(slot uint32, from int, now Tick) {
	t := &p.tokens[slot]
	if p.instead == nil {
		p.instead = map[taken]int{}
	}
	p.instead[taken{slot, t.short}] = from
	p.draw(from, p.wanted(t, p.rules.steps[t.local].takes[t.short]).quantity, now)
}

// reserved is where the pieces of one of a token's takes came from.
func (p *part) reserved(slot uint32, take int) takeRule {
	t := &p.tokens[slot]
	r := p.wanted(t, p.rules.steps[t.local].takes[take])
	if from, other := p.instead[taken{slot, int32(take)}]; other {
		r.stock = from
	}
	return r
}

func (p *part) forgetInstead(slot uint32) {
	for take := range p.tokens[slot].short {
		delete(p.instead, taken{slot, take})
	}
}

func (p *part) leaveShort(slot uint32) {
	t := &p.tokens[slot]
	take := p.wanted(t, p.rules.steps[t.local].takes[t.short])
	s := &p.stocks[take.stock]
	s.queue.leave(place{p.stockRank(t), t.seq, slot})
	s.owed -= take.quantity
}

// give sends the pieces a finished step yields to their stocks.
func (p *part) give(slot uint32, now Tick) {
	r := &p.rules.steps[p.tokens[slot].local]
	gives := r.step.Gives
	for i := range gives {
		g := &gives[i]
		t := &p.tokens[slot]
		step := r.step
		quantity := g.Quantity
		switch {
		case g.Per != nil:
			quantity = pieces(g.Quantity, g.Per.Of(p.traits(t.item), t.item))
		case quantity == 0:
			quantity = t.quantity
		}
		agent := p.dept.model.Stocks[g.Stock].Department
		at := now
		if !step.GiveTravel.IsZero() {
			at = later(now, step.GiveTravel.Ticks(p.key.Uniform(t.item, draw.At(t.step, t.visit, draw.Handoff, uint16(1<<14|i)))))
		}
		if r.giveHold != nil {
			at = p.heldUntil(r.giveHold[i], at)
		}
		if agent == p.dept.index {
			p.expect(g.Stock, t.item, t.step, t.visit, quantity, now, at)
			continue
		}
		at = max(at, now+leastTicks(step.GiveTravel.Min()))
		out := entry{at: at, item: t.item, quantity: quantity, kind: entryReceipt, flags: hasQuantity, visit: t.visit, extra: uint16(g.Stock), step: t.step}
		p.handedOver(&out, isRandom(&step.GiveTravel), now)
		p.dept.out(agent).add(p.world, &out)
	}
}

// expect puts a receipt of pieces, that a step handed over, on the agenda.
func (p *part) expect(stock int, item uint64, from, visit uint16, quantity int64, handed, at Tick) {
	slot := p.newToken()
	p.tokens[slot] = token{item: item, due: Never, giveUp: Never, quantity: quantity, account: -1, step: uint16(stock), visit: visit, prevStep: from, since: handed, state: stateComing, flags: tokenPieces, refs: 1}
	p.push(event{at: at, ref: slot, class: classReceipt})
}

// receive books pieces in, or holds them first when receipts are held.
func (p *part) receive(slot uint32, now Tick) {
	t := &p.tokens[slot]
	t.refs--
	i := p.dept.stockPlace(int(t.step))
	if hold := p.rules.stocks[i].hold; (len(hold) > 0 || p.rules.transit != nil) && t.flags&tokenReleased == 0 {
		if until := p.heldUntil(hold, p.heldUntil(p.transitHold(t), now)); until > now {
			t.flags |= tokenReleased
			t.since = now
			p.plan(slot, until, classReceipt)
			return
		}
	}
	s := &p.stocks[i]
	item, quantity := t.item, t.quantity
	from := p.originOf(t, now)
	p.release(slot)
	p.countStock(i, now)
	s.onHand += quantity
	if stock, rule, ordered := stockOf(item); ordered && stock == p.dept.stocks[i] {
		s.onOrder[rule] = max(0, s.onOrder[rule]-quantity)
	}
	p.tellStock(eventReceived, p.dept.stocks[i], quantity, now)
	was := p.origin // pieces may come while others are given out
	p.origin = from
	p.serve(i, now)
	p.origin = was
	if from.known && (from.step == noStep || p.dept.leads.comes[p.dept.model.Steps[from.step].Flow]) {
		p.over(&from, now)
	}
}

// countStock sums up the pieces on hand until now.
func (p *part) countStock(i int, now Tick) {
	s, m := &p.stocks[i], p.dept.model
	from, to := max(s.counted, m.From), min(now, m.Until)
	if to > from {
		p.result.Stocked += s.onHand * (to - from)
	}
	s.counted = now
}

// changeStock adds pieces to a stock, or takes them away, by an effect.
func (p *part) changeStock(c *Change, now Tick) {
	i := p.dept.stockPlace(c.Target)
	s := &p.stocks[i]
	p.countStock(i, now)
	switch {
	case c.Param == ParamStockGain:
		s.onHand += int64(c.Value + 0.5)
	case c.Op == Multiply:
		s.onHand -= min(s.onHand, int64(float64(float64(s.onHand)*c.Value)+0.5))
	default:
		s.onHand -= min(s.onHand, int64(c.Value+0.5))
	}
	p.reorder(i, now)
	p.serve(i, now)
}
