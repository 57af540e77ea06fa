package sim

import (
	"cmp"
	"maps"
	"slices"

	"ripple/sim/draw"
)

// ask is an order to come: the customer of an open one asks about it.
type ask struct {
	at     Tick
	item   uint64 // of the order that it becomes
	stream int    // whose terms hold for it
}

// asking tells whether customers of any stream ask about open orders.
func (m *Model) asking() bool {
	return slices.ContainsFunc(m.Streams, func(s Stream) bool { return s.Asks != nil })
}

// nextAsk is when the customer of an order asks for the n-th time, from 1 on. One that was open
// before the run goes on as it did then.
func (m *Model) nextAsk(s int, item uint64, placed Tick, n uint16) Tick {
	stream := &m.Streams[s]
	if len(stream.Backlog) > 0 {
		_, ordinal := orderOf(item)
		if placed, n = stream.Backlog[ordinal].Ask, n-1; n == 0 {
			return placed
		}
	}
	every := stream.Asks.Every
	every.N = float64(every.N * float64(n))
	return every.After(m.Calendars[0], placed)
}

// askers finds, at midnight, who will ask during the day: the customers of orders
// that are open then. What happens to an order during the day they do not hear in
// time.
func (c *customers) askers(world int, k *market, midnight Tick) {
	m := c.model
	day := m.Calendars[0].Day(midnight)
	if day+1 >= len(m.Calendars[0].Days) || m.Calendars[0].Days[day+1] > m.End {
		return
	}
	next := m.Calendars[0].Days[day+1]
	k.push(event{at: next, class: classAsks})
	rep := c.batch.rep(world)
	consider := func(s int, item uint64, o *order) {
		a := m.Streams[s].Asks
		if a == nil || o.state != orderOpen || c.heard(item, o) >= midnight {
			return
		}
		for {
			at := m.nextAsk(s, item, o.placed, o.asked+1)
			if at >= next || o.asked == 1<<16-2 {
				return
			}
			o.asked++
			if at >= midnight {
				k.asks = append(k.asks, ask{at, k.past.child(k.key, item, draw.At(0, 0, draw.Ask, o.asked)), c.batch.streams[a.Flow]})
			}
		}
	}
	for s := range m.Streams {
		if m.Streams[s].Asks == nil {
			continue
		}
		for i := range m.Streams[s].Backlog {
			if midnight == 0 { // nothing is booked yet
				consider(s, orderItem(s, uint64(i)), &order{placed: m.Streams[s].Backlog[i].Placed, state: orderOpen})
			}
		}
		b := &c.books[rep][s]
		for i := b.head * b.arms; i < len(b.orders); i += b.arms {
			consider(s, orderItem(s, b.base+uint64(i/b.arms)), &b.orders[i+k.arm])
		}
	}
	for _, item := range slices.Sorted(maps.Keys(c.started[rep])) {
		b := c.started[rep][item]
		consider(b.stream, item, &b.arms[k.arm])
	}
	slices.SortFunc(k.asks, func(a, b ask) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.item, b.item)) })
}

// placeAsks places the orders of those who ask in a stretch of time.
func (c *customers) placeAsks(world int, k *market, to Tick) {
	m := c.model
	n := 0
	for ; n < len(k.asks) && k.asks[n].at < to; n++ {
		a := &k.asks[n]
		stream := &m.Streams[a.stream]
		o := &c.blockOf(c.batch.rep(world), a.stream, a.item)[k.arm]
		_, value, promise, patience, random := k.terms(m, a.stream, a.item, a.at)
		*o = order{placed: a.at, value: value, state: orderOpen, steps: -1}
		c.send(world, k, a.stream, a.item, o, promise, patience, random)
		k.segments[stream.Segment].Asked += c.one(a.at)
	}
	k.asks = k.asks[n:]
}

// one is 1 for what happens while orders are counted.
func (c *customers) one(at Tick) int64 {
	if c.counts(at) {
		return 1
	}
	return 0
}
