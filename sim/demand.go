package sim

import "ripple/sim/draw"

// Orders of stream s are numbered in one row for all arms: candidate n is the
// same customer in every arm.
func orderItem(stream int, ordinal uint64) uint64 { return uint64(stream+1)<<40 | ordinal }

func orderOf(item uint64) (stream int, ordinal uint64) {
	return int(item>>40) - 1, item & (1<<40 - 1)
}

// place places the orders of the next stretch of time. They can be placed
// ahead of time because customers react to what they experienced only from
// the next day on.
func (c *customers) place(world int, k *market, now Tick) {
	m := c.model
	from, to := k.from, c.stretchEnd(k.from)
	for s := range m.Streams {
		c.placeStream(world, k, s, from, to)
	}
	if len(k.asks) > 0 {
		c.placeAsks(world, k, to)
	}
	k.from = to
	if to >= m.End {
		k.from = Never
		return
	}
	k.push(event{at: max(now, c.placing(to)), class: classOrders})
}

// stretchEnd is where the stretch that begins at a tick ends: at most one
// stretch later, at midnight, or at a fork.
func (c *customers) stretchEnd(from Tick) Tick {
	to := min(from+c.stretch, c.model.End)
	days := c.model.Calendars[0].Days
	if d := c.model.Calendars[0].Day(from); d+1 < len(days) {
		to = min(to, days[d+1])
	}
	for _, cut := range c.cuts {
		if from < cut {
			to = min(to, cut)
		}
	}
	return to
}

// placing is when the stretch that begins at from is placed: one stretch
// before, but not before the midnight or fork that it depends on.
func (c *customers) placing(from Tick) Tick {
	at := max(0, from-c.stretch)
	if c.learns {
		at = max(at, c.model.Calendars[0].Days[c.model.Calendars[0].Day(from)])
	}
	for _, cut := range c.cuts {
		if cut <= from {
			at = max(at, cut)
		}
	}
	return at
}

func (c *customers) placeStream(world int, k *market, s int, from, to Tick) {
	m := c.model
	stream := &m.Streams[s]
	src := &k.streams[s]
	if !stream.HasDemand() {
		return
	}
	start, end := k.exists(stream)
	if start == Never {
		return
	}
	next := func(after Tick) {
		src.since = after
		if src.at = k.candidate(m, s, after); src.at >= end || src.at >= m.End {
			src.at = Never
		}
	}
	if !src.drawn {
		src.drawn = true
		next(start)
		for src.at < start { // moments that are given may lie before a surge
			src.ordinal++
			next(start)
		}
	}
	for src.at < to {
		at := src.at
		item := orderItem(s, src.ordinal)
		if len(stream.Backlog) > 0 {
			c.resume(world, k, s, &stream.Backlog[src.ordinal], item)
			src.ordinal++
			next(at)
			continue
		}
		share, value, promise, patience, random := k.terms(m, s, item, at)
		if stream.Season != nil {
			share = float64(share * stream.Season.share(m.Calendars[stream.Calendar], at))
		}
		if p := k.people[stream.Segment]; p != nil {
			share = float64(share * p.staying(m, k.traits(item), item, at))
		}
		if stream.Machines != nil {
			share = float64(share * c.inUse(k, s, at))
		}
		o := c.books[c.batch.rep(world)][s].order(src.ordinal, k.arm)
		*o = order{placed: at, due: Never, state: orderRefused, steps: -1}
		if share >= 1 || k.key.Uniform(item, draw.At(0, 0, draw.Accept, 0)) < share {
			o.state, o.value = orderOpen, value
			c.send(world, k, s, item, o, promise, patience, random)
		} else {
			c.settled(world, s, item)
		}
		c.events++
		src.ordinal++
		next(at)
	}
}

// exists is the stretch of time in which a stream exists: always, or during its effect;
// start is Never where that does not come.
func (k *market) exists(stream *Stream) (start, end Tick) {
	if stream.Surge < 0 {
		return 0, Never
	}
	start, end = Never, Never
	for _, t := range k.spans {
		if t.effect == stream.Surge {
			start, end = t.start, t.end
		}
	}
	return start, end
}

// send books an order that the customers' agent places, and sends it to its flow's
// first step.
func (c *customers) send(world int, k *market, s int, item uint64, o *order, promise, patience span, random bool) {
	m, at := c.model, o.placed
	stream := &m.Streams[s]
	first := c.entrance(k, stream.Flow, item, at)
	out := entry{at: at, item: item, kind: entryArrive, step: uint16(first), extra: noStep, due: Never, giveUp: Never}
	if !promise.IsZero() {
		out.due, out.flags = promise.After(m.Calendars[0], at), out.flags|hasDue
	}
	switch {
	case random:
		// Ordinal 0 of this purpose decides whether the customer leaves for good.
		out.giveUp, out.flags = later(at, stream.PatienceRandom.Ticks(k.key.Uniform(item, draw.At(0, 0, draw.Leave, 1)))), out.flags|hasGiveUp
	case !patience.IsZero():
		out.giveUp, out.flags = patience.After(m.Calendars[0], at), out.flags|hasGiveUp
	}
	o.due = out.due
	c.placed(k, stream.Segment, o, at)
	c.out(m.Steps[first].Department).add(world, &out)
	c.tellOrder(world, eventPlaced, s, item, o, at)
}

// terms are what holds for an order placed at a tick; random patience is drawn
// for each order, unless an effect sets a fixed one.
func (k *market) terms(m *Model, s int, item uint64, at Tick) (share float64, value int64, promise, patience span, random bool) {
	stream := &m.Streams[s]
	share, promise, patience, random = 1, stream.Promise, stream.Patience, !stream.PatienceRandom.IsZero()
	word := -1
	if stream.PromiseBy != nil {
		word = int(stream.PromiseBy.Of(k.traits(item), item))
		promise = stream.Promises[word]
	}
	v := number{base: float64(stream.Value), factor: 1}
	for _, t := range k.spans {
		if at < t.start || at >= t.end {
			continue
		}
		changes := m.Effects[t.effect].Changes
		for i := range changes {
			c := &changes[i]
			if c.Target != s {
				continue
			}
			switch c.Param {
			case ParamDemand:
				share = float64(share * c.Value)
			case ParamPromise:
				if c.Index == 0 || c.Index == word+1 {
					promise = c.Span
				}
			case ParamPatience:
				patience, random = c.Span, false
			case ParamValue:
				v.apply(c)
			}
		}
	}
	return share, stream.worth(k.traits(item), item, v.value()), promise, patience, random
}

// worth is what an order brings when the stream's value is so much, in cents.
func (s *Stream) worth(k draw.Key, item uint64, value float64) int64 {
	if s.ValuePer != nil {
		value = float64(value * s.ValuePer.Of(k, item))
	}
	return roundHalfUp(value)
}

// tally is what a condition can watch of one segment: times of events, from
// which the state at a tick is counted.
type tally struct {
	placed, ended, due, over, lost []Tick
	placedN, endedN, dueN, overN   int64
	lostN                          int64
}

func (t *tally) value(q Quantity, at Tick) int64 {
	count := func(n *int64, times *[]Tick) {
		rest := (*times)[:0]
		for _, x := range *times {
			if x <= at {
				*n++
			} else {
				rest = append(rest, x)
			}
		}
		*times = rest
	}
	count(&t.placedN, &t.placed)
	count(&t.endedN, &t.ended)
	count(&t.dueN, &t.due)
	count(&t.overN, &t.over)
	count(&t.lostN, &t.lost)
	switch q {
	case QuantityOverdue:
		return t.dueN - t.overN
	case QuantityLost:
		return t.lostN
	}
	return t.placedN - t.endedN
}

func (t *tally) clone() tally {
	c := *t
	for _, times := range []*[]Tick{&c.placed, &c.ended, &c.due, &c.over, &c.lost} {
		*times = append([]Tick(nil), *times...)
	}
	return c
}
