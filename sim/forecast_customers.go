package sim

import (
	"cmp"
	"maps"
	"slices"

	"ripple/sim/draw"
)

// handedAt tells a delivery on its way apart from others of one world.
type handedAt struct {
	item        uint64
	step, visit uint16
}

// forkBooks copies the orders of one replication, in all arms, to another.
func (c *customers) forkBooks(from, to int) {
	for s := range c.books[from] {
		b := c.books[from][s]
		b.orders = slices.Clone(b.orders)
		for i := b.head * b.arms; i < len(b.orders); i++ {
			b.orders[i] = c.copied(b.orders[i])
		}
		c.books[to][s] = b
	}
	for item, b := range c.started[from] {
		n := &startedOrder{stream: b.stream, arms: slices.Clone(b.arms)}
		for arm := range n.arms {
			n.arms[arm] = c.copied(n.arms[arm])
		}
		c.started[to][item] = n
	}
}

// redraw begins the forecast of a world: what the customers would have done next in the
// replication lived in is drawn anew.
func (c *customers) redraw(world int) {
	k, m := c.worlds[world], c.model
	k.key = c.batch.keys[c.batch.rep(world)]
	k.past = c.batch.outlook.newPast(k.key)
	for s := range k.streams {
		k.past.placed = append(k.past.placed, k.streams[s].ordinal)
	}
	c.redrawSpans(k)
	for s := range m.Streams {
		k.redrawSource(m, s)
	}
	if k.past.from > 0 {
		for i := range k.asks {
			k.asks[i].item = k.past.child(k.key, k.asks[i].item, draw.At(0, 0, draw.Ask, 0))
		}
		slices.SortFunc(k.asks, func(a, b ask) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.item, b.item)) })
	}
	c.redrawDeliveries(world, k)
	// What an item is depends on whether it is older than the forecast: every department
	// has to know that, before it goes on.
	if slices.ContainsFunc(m.Flows, func(f Flow) bool { return len(f.Attributes) > 0 }) {
		for d := range m.Departments {
			for s, n := range k.past.placed {
				c.out(d).add(world, &entry{at: k.past.from, item: n, kind: entryPast, step: uint16(s)})
			}
		}
	}
}

// hear takes note of how many candidate orders of a stream came before.
func (p *past) hear(e *entry) {
	if s := int(e.step); s >= len(p.placed) { // they come in order
		p.placed = append(p.placed, e.item)
	}
}

// redrawSpans works out anew when effects hold for the customers.
func (c *customers) redrawSpans(k *market) {
	m := c.model
	k.spans = nil
	m.effectEvents(k.key, k.arm, nil, k.past, func(e int) bool {
		if s := k.past.time(m, k.key, e); s.happens {
			k.hold(timedEffect{e, s.start, s.end, s.start})
		}
		return false
	}, func(event) {})
	for _, e := range slices.Sorted(maps.Keys(k.fired)) {
		c.followFire(k, e, k.fired[e])
	}
}

// redrawSource draws when the next candidates of a stream come, who have not come yet.
func (k *market) redrawSource(m *Model, s int) {
	stream, src := &m.Streams[s], &k.streams[s]
	start, end := k.exists(stream)
	now := k.past.from
	switch {
	case !src.drawn || len(stream.Times) > 0:
		return
	case start >= now && stream.Surge >= 0:
		*src = source{} // the surge has not begun
		return
	case len(stream.Slots) > 0:
		k.redrawSlot(stream, s)
	default:
		cal := m.Calendars[stream.Calendar]
		u := k.key.Uniform(orderItem(s, src.ordinal), draw.At(0, 0, draw.Gap, 0))
		gap := stream.Gap.Remaining(u, 1, cal.Between(src.since, now))
		if src.at = cal.Add(now, gap); gap == 0 && !cal.IsOpen(now) {
			src.at = cal.NextOpen(now)
		}
	}
	if src.at >= end || src.at >= m.End {
		src.at = Never
	}
}

// redrawSlot spreads the candidates of the slot that are still to come over what is left of it.
func (k *market) redrawSlot(stream *Stream, s int) {
	src := &k.streams[s]
	if src.at == Never {
		return
	}
	slot := &stream.Slots[src.slot-1]
	from := max(slot.From, k.past.from)
	left := make([]Tick, 1+len(src.ahead))
	for i := range left {
		u := k.key.Uniform(orderItem(s, src.ordinal+uint64(i)), draw.At(0, 0, draw.Gap, 0))
		left[i] = min(from+Tick(float64(u*float64(slot.To-from))), slot.To-1)
	}
	slices.Sort(left)
	src.at, src.ahead = left[0], left[1:]
}

// redrawDeliveries draws anew when what is on its way to the customers arrives.
func (c *customers) redrawDeliveries(world int, k *market) {
	ends := k.ends
	k.ends = nil
	for _, e := range ends {
		handed, random := k.handed[handedAt{e.item, e.step, e.visit}]
		flow := c.model.Steps[e.step].Flow
		if random && !e.lost && !e.held && !(isStarted(e.item) && len(c.batch.waiting[flow]) > 0) {
			e.heard = k.past.arrival(&way{
				model: c.model, key: k.key, arm: k.arm, fired: k.fired, item: e.item, from: e.step, visit: e.visit, to: ToCustomer, handed: handed, at: e.heard,
			})
		}
		k.ends.push(e)
	}
	k.handed = nil
}

// sent notes when a delivery that takes a random time was handed over.
func (k *market) sent(e *entry) {
	if k.handed == nil {
		k.handed = map[handedAt]Tick{}
	}
	k.handed[handedAt{e.item, e.step, e.visit}] = e.handed
}
