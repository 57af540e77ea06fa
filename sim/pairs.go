package sim

// standIn is the arm whose worlds stand for an arm's: its own, or, as long as
// it has none, those of the arm it would be copied from.
func (c *customers) standIn(arm int) int {
	for !c.alive[arm] {
		arm = c.batch.parents[arm]
	}
	return arm
}

// settled pairs an order when every arm is through with it, and forgets it.
func (c *customers) settled(world, s int, item uint64) {
	rep := c.batch.rep(world)
	block := c.block(rep, s, item)
	for arm, alive := range c.alive {
		if alive && (block[arm].state == orderAhead || block[arm].state == orderOpen) {
			return
		}
	}
	c.pair(rep, s, block)
	if isStarted(item) {
		delete(c.started[rep], item)
		return
	}
	_, ordinal := orderOf(item)
	c.books[rep][s].gone(ordinal)
}

// pair compares a finished order with itself in the baseline and in the
// do-nothing arm, for every other arm.
func (c *customers) pair(rep, s int, block []order) {
	for arm := DoNothing; arm < c.batch.arms; arm++ {
		for ref := Baseline; ref <= DoNothing; ref++ {
			// Nobody asks what a part of the injects is against all of them.
			if ref != arm && (ref == Baseline || !c.model.Arms[arm].Part) {
				against := &c.against[c.batch.world(rep, arm)][ref]
				c.compare(against, s, block, c.standIn(arm), c.standIn(ref))
			}
		}
	}
	if !c.pairs {
		return
	}
	for arm := range block {
		if c.alive[arm] && block[arm].steps >= 0 {
			c.pages.forget(&block[arm])
		}
	}
}

func (c *customers) compare(to *comparison, s int, block []order, armHere, armThere int) {
	stream := &c.model.Streams[s]
	here, there := &block[armHere], &block[armThere]
	p := &to.pairs[stream.Segment]
	placedHere, placedThere := c.placedAndCounted(here), c.placedAndCounted(there)
	if placedHere {
		p.Revenue += earned(stream, here)
	}
	if placedThere {
		p.Revenue -= earned(stream, there)
	}
	switch {
	case !placedHere && !placedThere:
	case !placedHere:
		p.NeverHere++
		p.NeverHereValue += there.value
	case !placedThere:
		p.NeverThere++
		p.NeverThereValue += here.value
	case here.state == orderOpen || there.state == orderOpen:
		p.Unfinished++
	case here.state == orderLost && there.state == orderLost:
		p.LostBoth++
	case here.state == orderLost:
		p.LostHere++
	case there.state == orderLost:
		p.LostThere++
	default:
		p.Both++
		// One that a step started may have been placed at another time.
		change := (here.ended - here.placed) - (there.ended - there.placed)
		p.LeadTime += change
		switch {
		case change > 0:
			p.Worse += change
			p.WorseOrders++
		case change < 0:
			p.Better += change
			p.BetterOrders++
		}
		switch {
		case here.late && !there.late:
			p.BecameLate++
		case there.late && !here.late:
			p.BecameOnTime++
		}
		if armHere != armThere {
			if c.pairs {
				c.carry(to, s, here, there)
			}
			if here.held {
				to.held = c.heldOn(to.held, stream.Segment, here, false)
			}
			if there.held {
				to.held = c.heldOn(to.held, stream.Segment, there, true)
			}
		}
		return
	}
	// Ledgers are the difference of whole arms' paths; what was not delivered in
	// both is taken out again.
	if !c.pairs || armHere == armThere {
		return
	}
	out := ledgers{stood: to.ledger[stream.Segment], passed: to.carried.passed[stream.Segment]}
	if to.led != nil {
		out.led = to.led[stream.Segment]
	}
	if placedHere && here.state == orderDelivered {
		c.addPath(out, here, -1)
	}
	if placedThere && there.state == orderDelivered {
		c.addPath(out, there, 1)
	}
}

// placedAndCounted tells whether an order was placed in an arm, at a time that
// counts. All that are have been placed when pairing begins: what an arm has not
// come to is of a surge that it does not have, or later than what counts.
func (c *customers) placedAndCounted(o *order) bool {
	return o.state != orderAhead && o.state != orderRefused && c.counts(o.placed)
}

// earned is what an order brought in, cents.
func earned(stream *Stream, o *order) int64 {
	e := int64(0)
	if o.state == orderDelivered {
		e = o.value
	}
	if o.late || o.state == orderLost {
		e -= stream.Penalty
	}
	return e - int64(o.fine)
}

// close books what is still open when the run ends, and pairs it.
func (c *customers) close() {
	m := c.model
	for w, k := range c.worlds {
		for k != nil && len(k.ends) > 0 { // a loss may be heard of only after the end
			if e := k.ends.pop(); !c.held(k, &e) && e.at(m) < m.End {
				c.end(w, &e)
			}
		}
		if k != nil {
			c.leadUpTo(w, k, m.End-1)
		}
	}
	for rep := range c.books {
		for s := range c.books[rep] {
			b := &c.books[rep][s]
			for i := b.head * b.arms; i < len(b.orders); i += b.arms {
				block := b.orders[i : i+b.arms]
				if block[Baseline].state != orderGone {
					c.closeBlock(rep, s, orderItem(s, b.base+uint64(i/b.arms)), block)
				}
			}
		}
		c.closeStarted(rep)
	}
}

// closeBlock books an order that is still open in some arms, and pairs it.
func (c *customers) closeBlock(rep, s int, item uint64, block []order) {
	for arm := range block {
		if o := &block[arm]; c.alive[arm] && o.state == orderOpen {
			c.leaveOpen(c.worlds[c.batch.world(rep, arm)], s, item, o)
			c.follower.booked(c.batch.world(rep, arm), s, item, o)
			if c.counts(o.placed) {
				c.tellOrder(c.batch.world(rep, arm), eventOpen, s, item, o, c.model.End)
			}
		}
	}
	c.pair(rep, s, block)
}

func (c *customers) leaveOpen(k *market, s int, item uint64, o *order) {
	m, stream := c.model, &c.model.Streams[s]
	o.ended = m.End
	o.due = c.promised(k, s, item, o)
	o.late = o.due < m.End
	c.judge(k, s, item, o)
	r := &k.segments[stream.Segment]
	spread(m, r.Open, o.placed, m.End, 1)
	spread(m, r.Overdue, o.due, m.End, 1)
	if k.samples != nil {
		k.samples.ended(stream.Segment, o, c.counts(o.placed), 0)
	}
	if !c.counts(o.placed) {
		return
	}
	c.countAccount(k, stream.Segment, item, o)
	c.tally(k, s, item, o.ways(false))
	k.ended = m.End
	k.open = append(k.open, openOrder{item, stream.Segment, o.value})
	r.Unfinished++
	r.OpenValue += o.value
	r.pay(int64(o.fine))
	if o.late {
		r.Late++
		r.LateValue += o.value
		r.pay(stream.Penalty)
	}
}
