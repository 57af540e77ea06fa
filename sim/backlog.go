package sim

import "ripple/sim/draw"

// resume places an order that was open when the run began, at the step at which
// it stood.
func (c *customers) resume(world int, k *market, s int, open *OpenOrder, item uint64) {
	m, stream := c.model, &c.model.Streams[s]
	_, value, _, _, _ := k.terms(m, s, item, 0)
	out := entry{at: 0, item: item, kind: entryArrive, step: uint16(open.Step), extra: noStep, due: open.Dues[0], giveUp: open.GiveUp}
	if stream.PromiseBy != nil {
		out.due = open.Dues[int(stream.PromiseBy.Of(k.traits(item), item))]
	}
	if !stream.PatienceRandom.IsZero() {
		out.giveUp = open.Placed + stream.PatienceRandom.Ticks(k.key.Uniform(item, draw.At(0, 0, draw.Leave, 1)))
	}
	if out.due != Never {
		out.flags |= hasDue
	}
	if out.giveUp != Never {
		out.flags |= hasGiveUp
	}
	_, ordinal := orderOf(item)
	o := c.books[c.batch.rep(world)][s].order(ordinal, k.arm)
	*o = order{placed: open.Placed, due: out.due, value: value, state: orderOpen, steps: -1}
	c.placed(k, stream.Segment, o, 0)
	c.out(m.Steps[open.Step].Department).add(world, &out)
	c.tellOrder(world, eventPlaced, s, item, o, 0)
	c.events++
}

// entered is when an order began in the run: those that were open before did at 0.
func (o *order) entered() Tick { return max(o.placed, 0) }

// checkBacklog refuses open orders that could not go on where they stand.
func (m *Model) checkBacklog(s *Stream) bool {
	if len(s.Backlog) == 0 {
		return true
	}
	dues := max(1, len(s.Promises))
	for i := range s.Backlog {
		b := &s.Backlog[i]
		if b.Placed >= 0 || len(b.Dues) != dues || b.Step < 0 || b.Step >= len(m.Steps) || m.Steps[b.Step].Flow != s.Flow || len(m.Steps[b.Step].Join) > 1 {
			return false
		}
	}
	return len(s.Times) == len(s.Backlog) && s.Times[len(s.Times)-1] == 0 && s.Surge < 0
}
