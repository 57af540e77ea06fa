package sim

import "ripple/sim/draw"

// stockItem is the identity of the n-th replenishment of a stock.
func stockItem(s int, n uint64) uint64 { return 1<<62 | uint64(s)<<40 | n }

// seekPieces reserves what the step takes, stock by stock, and waits where a
// stock is short. Who came first is served first, expedited work before all.
func (p *part) seekPieces(slot uint32, now Tick) {
	t := &p.tokens[slot]
	r := &p.rules.steps[t.local]
	for int(t.short) < len(r.takes) {
		take := r.takes[t.short]
		s := &p.stocks[take.stock]
		if s.queue.len() > 0 || s.onHand < take.quantity {
			s.owed += take.quantity
			s.queue.join(place{p.stockRank(t), t.seq, slot})
			t.state = stateShort
			p.reorder(take.stock, now)
			p.tell(eventWaiting, t, now)
			p.mayGiveUp(slot, now)
			p.serve(take.stock, now)
			return
		}
		p.draw(take.stock, take.quantity, now)
		p.tokens[slot].short++
		t = &p.tokens[slot] // reordering may have moved the slice
	}
	p.offer(slot, now)
}

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

// serve gives pieces to those who wait for them, in order.
func (p *part) serve(i int, now Tick) {
	s := &p.stocks[i]
	for s.queue.len() > 0 {
		first := s.queue.first()
		t := &p.tokens[first.slot]
		take := p.rules.steps[t.local].takes[t.short]
		if s.onHand < take.quantity {
			return
		}
		s.queue.take()
		s.owed -= take.quantity
		p.spend(t, now)
		t.short++
		p.draw(i, take.quantity, now)
		p.seekSystem(first.slot, now)
	}
}

func (p *part) leaveShort(slot uint32) {
	t := &p.tokens[slot]
	take := p.rules.steps[t.local].takes[t.short]
	s := &p.stocks[take.stock]
	s.queue.leave(place{p.stockRank(t), t.seq, slot})
	s.owed -= take.quantity
}

// reorder starts replenishments until the inventory position (on hand + on
// order − owed) is above the reorder point.
func (p *part) reorder(i int, now Tick) {
	m := p.dept.model
	number := p.dept.stocks[i]
	k := &m.Stocks[number]
	s, rule := &p.stocks[i], &p.rules.stocks[i]
	if k.Flow < 0 || rule.quantity <= 0 {
		return
	}
	for s.onHand+s.onOrder-s.owed <= rule.reorderAt {
		s.onOrder += rule.quantity
		item := stockItem(number, s.orders)
		s.orders++
		first := m.Flows[k.Flow].First
		at := now
		agent := m.Steps[first].Department
		if agent != p.dept.index || !k.Handoff.IsZero() {
			at = later(now, k.Handoff.Ticks(p.key.Uniform(item, draw.At(0, 0, draw.Handoff, 0))))
		}
		p.tellStock(eventReordered, number, rule.quantity, now)
		if agent == p.dept.index {
			slot := p.newToken()
			p.tokens[slot] = token{
				item: item, due: Never, giveUp: Never, quantity: rule.quantity, account: -1,
				step: uint16(first), local: p.dept.batch.local[first], state: stateComing, refs: 1,
			}
			p.push(event{at: at, ref: slot, class: classArrive})
			continue
		}
		at = max(at, now+leastTicks(k.Handoff.Min()))
		p.dept.out(agent).add(p.world, &entry{at: at, item: item, quantity: rule.quantity, kind: entryArrive, flags: hasQuantity, step: uint16(first), extra: uint16(first)})
	}
}

// give sends the pieces a finished step yields to their stocks.
func (p *part) give(slot uint32, now Tick) {
	gives := p.rules.steps[p.tokens[slot].local].step.Gives
	for i := range gives {
		g := &gives[i]
		t := &p.tokens[slot]
		step := p.rules.steps[t.local].step
		quantity := g.Quantity
		if quantity == 0 {
			quantity = t.quantity
		}
		agent := p.dept.model.Stocks[g.Stock].Department
		at := now
		if !step.GiveTravel.IsZero() {
			at = later(now, step.GiveTravel.Ticks(p.key.Uniform(t.item, draw.At(t.step, t.visit, draw.Handoff, uint16(1<<14|i)))))
		}
		if agent == p.dept.index {
			p.expect(g.Stock, t.item, t.step, t.visit, quantity, at)
			continue
		}
		at = max(at, now+leastTicks(step.GiveTravel.Min()))
		p.dept.out(agent).add(p.world, &entry{at: at, item: t.item, quantity: quantity, kind: entryReceipt, flags: hasQuantity, visit: t.visit, extra: uint16(g.Stock), step: t.step})
	}
}

// expect puts a receipt of pieces, from a step, on the agenda.
func (p *part) expect(stock int, item uint64, from, visit uint16, quantity int64, at Tick) {
	slot := p.newToken()
	p.tokens[slot] = token{item: item, due: Never, giveUp: Never, quantity: quantity, account: -1, step: uint16(stock), visit: visit, prevStep: from, state: stateComing, flags: tokenPieces, refs: 1}
	p.push(event{at: at, ref: slot, class: classReceipt})
}

// receive books pieces in, or holds them first when receipts are held.
func (p *part) receive(slot uint32, now Tick) {
	t := &p.tokens[slot]
	t.refs--
	i := p.dept.stockPlace(int(t.step))
	if hold := p.rules.stocks[i].hold; len(hold) > 0 && t.flags&tokenReleased == 0 {
		until := now
		for _, s := range hold {
			until = max(until, s.After(p.dept.model.Calendars[0], until))
		}
		if until > now {
			t.flags |= tokenReleased
			p.plan(slot, until, classReceipt)
			return
		}
	}
	s := &p.stocks[i]
	quantity, ordered := t.quantity, t.item>>40 == stockItem(int(t.step), 0)>>40
	p.release(slot)
	p.countStock(i, now)
	s.onHand += quantity
	if ordered {
		s.onOrder = max(0, s.onOrder-quantity)
	}
	p.tellStock(eventReceived, p.dept.stocks[i], quantity, now)
	p.serve(i, now)
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
