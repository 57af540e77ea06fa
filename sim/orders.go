package sim

import (
	"slices"

	"ripple/sim/calendar"
	"ripple/sim/draw"
)

type span = calendar.Span

// orderState is how a candidate order stands in one arm.
type orderState uint8

const (
	orderAhead     orderState = iota // the arm has not come to it yet
	orderRefused                     // never placed
	orderOpen                        // placed and not finished
	orderDelivered                   //
	orderLost                        //
	orderGone                        // counted, paired and forgotten
)

// order is one candidate order in one arm.
type order struct {
	placed, due, ended Tick
	value              int64
	steps, lastPage    int32 // its step records, in customers.pages: the first page (-1: none) and the last
	filled             uint8 // bytes in the last page
	state              orderState
	late               bool
	held               bool   // it has waited for what others brought
	asked              uint16 // how often its customer has asked about it
	fine               uint32 // penalties of agreements, cents
	lastStep           uint16 // that a delivered order came from
	lastVisit          uint16
	route              uint64 // tells the way of a delivered order from others
}

// book holds the orders of one stream in one replication, arm by arm, until
// every arm is through with them.
type book struct {
	arms   int
	base   uint64
	orders []order // [(ordinal-base)*arms+arm]
	head   int     // blocks before it are gone
}

func (b *book) block(ordinal uint64) []order {
	i := int(ordinal-b.base) * b.arms
	return b.orders[i : i+b.arms]
}

// order is the place of an order, which may be new.
func (b *book) order(ordinal uint64, arm int) *order {
	for int(ordinal-b.base)*b.arms >= len(b.orders) {
		if b.head > 64 && b.head > len(b.orders)/b.arms/2 {
			n := copy(b.orders, b.orders[b.head*b.arms:])
			b.orders = b.orders[:n]
			b.base += uint64(b.head)
			b.head = 0
		}
		for range b.arms {
			b.orders = append(b.orders, order{steps: -1})
		}
	}
	return &b.block(ordinal)[arm]
}

// gone marks a block as done with and moves the head.
func (b *book) gone(ordinal uint64) {
	for i := range b.block(ordinal) {
		b.block(ordinal)[i].state = orderGone
	}
	for b.head*b.arms < len(b.orders) && b.orders[b.head*b.arms].state == orderGone {
		b.head++
	}
}

// fork copies the orders of one arm to another.
func (b *book) fork(c *customers, from, to int) {
	for i := b.head * b.arms; i < len(b.orders); i += b.arms {
		if b.orders[i].state == orderGone {
			continue
		}
		b.orders[i+to] = c.copied(b.orders[i+from])
	}
}

// copied is an order for another arm.
func (c *customers) copied(o order) order {
	if o.state == orderOpen && c.counts(o.placed) {
		c.open++
	}
	c.pages.copy(&o)
	return o
}

// counts tells whether orders placed at a tick are counted.
func (c *customers) counts(placed Tick) bool {
	return placed >= c.model.From && placed < c.model.Until
}

// placed books a new order, known to the customers' agent from a tick on.
func (c *customers) placed(k *market, segment int, o *order, known Tick) {
	if c.counts(o.placed) {
		c.open++
		k.segments[segment].Orders++
	}
	if k.samples != nil {
		k.samples.placed(segment, o, c.counts(o.placed))
	}
	if c.holds[segment] {
		t := &k.tallies[segment]
		t.placed = append(t.placed, known)
		t.due = append(t.due, max(o.due, known))
	}
}

// end books the end of an order.
func (c *customers) end(world int, e *ending) {
	k := c.worlds[world]
	c.leadUpTo(world, k, e.heard)
	s := c.streamOf(e.item, e.step)
	stream := &c.model.Streams[s]
	segment := stream.Segment
	block := c.block(c.batch.rep(world), s, e.item)
	if block == nil || block[k.arm].state != orderOpen {
		return // another branch ended first
	}
	o := &block[k.arm]
	at, how := e.at(c.model), orderDelivered
	if e.lost {
		how = orderLost
	}
	o.state, o.ended = how, at
	o.due = c.promised(k, s, e.item, o)
	o.late = at > o.due
	if c.holds[segment] {
		t := &k.tallies[segment]
		known := max(at, c.heard(e.item, o))
		t.ended = append(t.ended, known)
		t.over = append(t.over, max(known, o.due))
		if how == orderLost && at >= c.model.From {
			t.lost = append(t.lost, at)
		}
	}
	c.leave(k, stream, e.item, o, e.heard)
	if how == orderDelivered {
		c.grow(k, stream, e.item, e.heard)
	}
	r := &k.segments[segment]
	spread(c.model, r.Open, o.placed, at, 1)
	spread(c.model, r.Overdue, o.due, at, 1)
	o.lastStep, o.lastVisit = e.step, e.visit
	if c.trace && how == orderDelivered {
		c.walk(k, segment, o)
	}
	c.judge(k, s, e.item, o)
	before := r.Revenue
	if c.counts(o.placed) {
		c.open--
		k.ended = max(k.ended, e.heard)
		if e.lost {
			k.stranded = strand(k.stranded, Stranded{segment, c.model.Steps[e.step].Department, e.cause, false, 1, o.value})
			if c.trace {
				c.addLostWork(k, o, e.cause == CauseWork) // as handing over an order that is lost says
			}
		}
		c.count(r, stream, o, e.defect)
		c.countAccount(k, segment, e.item, o)
		c.tally(k, s, e.item, o.ways(e.defect))
	}
	if k.samples != nil {
		k.samples.ended(segment, o, c.counts(o.placed), r.Revenue-before)
	}
	c.follower.booked(world, s, e.item, o)
	if !c.pairs && o.steps >= 0 {
		c.pages.forget(o)
	}
	kind := eventDelivered
	if e.lost {
		kind = eventLost
	}
	c.tellOrder(world, kind, s, e.item, o, at)
	c.settled(world, s, e.item)
}

// count adds a finished counted order to its segment's results.
func (c *customers) count(r *SegmentResult, stream *Stream, o *order, defect bool) {
	r.pay(int64(o.fine))
	if o.late {
		r.Late++
		r.LateValue += o.value
		r.pay(stream.Penalty)
	}
	switch o.state {
	case orderDelivered:
		r.Delivered++
		r.LeadTime += o.ended - o.placed
		r.Revenue += o.value
		if o.late {
			r.Lateness += o.ended - o.due
		} else {
			r.OnTime++
		}
		if defect {
			r.Defective++
		}
	case orderLost:
		r.Lost++
		r.LostValue += o.value
		if !o.late {
			r.pay(stream.Penalty)
		}
	}
}

// pay books a penalty.
func (r *SegmentResult) pay(cents int64) {
	r.Revenue -= cents
	r.Penalties += cents
}

// promised is the date in force when an order ended: a new promise counts, from
// the moment it is made, for an open order that is not yet past the old one, and
// never brings it forward. It is called once for each order, and books its cost.
func (c *customers) promised(k *market, s int, item uint64, o *order) Tick {
	due := o.due
	if len(c.repeat) == 0 || due == Never {
		return due
	}
	for _, t := range k.spans {
		if t.start >= t.end || t.start <= o.placed || t.start >= o.ended || t.start >= due || !slices.Contains(c.repeat, t.effect) {
			continue
		}
		effect, told := &c.model.Effects[t.effect], false
		for i := range effect.Changes {
			if ch := &effect.Changes[i]; ch.Param == ParamPromise && ch.Target == s && ch.Value == 1 && c.model.Streams[s].concerns(ch, k.traits(item), item) {
				due, told = max(due, ch.Span.After(c.model.Calendars[0], t.start)), true
			}
		}
		if told && t.start < c.model.Until {
			k.expense += effect.CostPerItem
			if k.samples != nil {
				k.samples.after(c.model.Streams[s].Segment, t.start).Expense += effect.CostPerItem
			}
		}
	}
	return due
}

// concerns tells whether a change of the promise is one for an order.
func (s *Stream) concerns(c *Change, k draw.Key, item uint64) bool {
	return c.Index == 0 || s.PromiseBy != nil && int(s.PromiseBy.Of(k, item)) == c.Index-1
}

// leave decides whether the customer behind a late or lost order orders no
// more, from the day after they hear of it.
func (c *customers) leave(k *market, stream *Stream, item uint64, o *order, heard Tick) {
	seg := &c.model.Segments[stream.Segment]
	chance := 0.0
	switch {
	case seg.Customers == 0:
		return
	case o.state == orderLost:
		chance = seg.LeaveLost
	case o.late:
		chance = seg.LeaveLate
	}
	if chance <= 0 || k.key.Uniform(item, draw.At(0, 0, draw.Leave, 0)) >= chance {
		return
	}
	c.goes(k, stream.Segment, item, o, heard)
}
