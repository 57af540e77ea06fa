package sim

// Buffered says what became of how much later things came that others may wait for:
// replenishments and other work, each compared with itself in another arm, from its
// beginning to its end, where both lie in what is known and it began in [From, Until).
// Of the time by which one took longer, its longest wait passes on what it was longer
// for that; the rest was absorbed by what stood between it and those who wait: pieces in
// stock, or their own work. Where it took less, the same holds of waits in the other arm.
//
// For example, in ticks: a replenishment takes 325 here and 225 there. Nobody waits, because the stock
// lasts: 100 absorbed. With less in stock the order that waits longest for it waits 30: 30 of the 100
// are passed on, 70 absorbed.
type Buffered struct {
	Items    int64 // that took longer, or less
	Late     Tick  // by how much longer they took, here minus there, summed
	PassedOn Tick  // of that, to who waited longest for each
}

// Absorbed is what is left of the lateness.
func (b *Buffered) Absorbed() Tick { return b.Late - b.PassedOn }

// buffered compares what is waited for in two worlds, by flow, and behind the flows by supplier.
func (c *customers) buffered(held []heldPair, here, there *market) []Buffered {
	all := make([]Buffered, len(c.model.Flows)+len(c.model.Suppliers))
	if here == there {
		return all
	}
	longest := [2]map[uint64]Tick{{}, {}}
	for i := range held {
		w, side := &held[i], 0
		if w.there {
			side = 1
		}
		longest[side][w.by.item] = max(longest[side][w.by.item], w.by.at-w.from)
	}
	for item, h := range here.upstream.holders {
		g := there.upstream.holders[item]
		if g == nil || !c.ran(h, here) || !c.ran(g, there) {
			continue
		}
		slower := h.end.at - h.begun - (g.end.at - g.begun)
		if slower == 0 {
			continue
		}
		b := &all[c.kindOf(h, &h.end)]
		b.Items++
		b.Late += slower
		if slower > 0 {
			b.PassedOn += min(slower, longest[0][item])
		} else {
			b.PassedOn -= min(-slower, longest[1][item])
		}
	}
	return all
}

// ran tells whether an item ran from its beginning to its end in what is counted and
// known: when the last counted order is booked, what a department did is known but for
// the time that news takes from there by the shortest chain of handoffs.
func (c *customers) ran(h *holder, k *market) bool {
	return h.over && h.begun >= 0 && c.counts(h.begun) && later(h.end.at, c.news[h.end.door]) <= k.ended
}

// newsTimes are, by department, the shortest chains of handoffs to the customers; Never: there is none.
func (b *batch) newsTimes() []Tick {
	times := make([]Tick, b.agents)
	for i := range times {
		times[i] = Never
	}
	times[b.customers] = 0
	for changed := true; changed; {
		changed = false
		for _, l := range b.ahead.links {
			if at := later(l.time, times[l.to]); l.from != b.customers && at < times[l.from] {
				times[l.from], changed = at, true
			}
		}
	}
	return times
}

// kindOf is the flow of an item that others wait for, or behind the flows its supplier.
func (c *customers) kindOf(h *holder, by *reference) int {
	if by.step != noStep {
		return c.model.Steps[by.step].Flow
	}
	b := c.pages.read(c.read[:0], &h.itinerary)
	c.read = b
	return len(c.model.Flows) + int(uint16(stepOf(b)))
}
