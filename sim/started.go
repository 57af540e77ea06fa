package sim

import (
	"fmt"
	"maps"
	"slices"
)

// Orders that steps start have no number in a row: they are booked by their
// identity. An arm in which such an order is not started (yet) is ahead of it.

// startedOrder is one of them, in every arm.
type startedOrder struct {
	stream int
	arms   []order
}

// blockOf is the order of that identity in every arm, which may be new.
func (c *customers) blockOf(rep, stream int, item uint64) []order {
	b := c.started[rep][item]
	if b == nil {
		b = &startedOrder{stream: stream, arms: make([]order, c.batch.arms)}
		for arm := range b.arms {
			b.arms[arm].steps = -1
		}
		c.started[rep][item] = b
	}
	return b.arms
}

// block is an order in every arm, nil when it is forgotten.
func (c *customers) block(rep, stream int, item uint64) []order {
	if isStarted(item) {
		if s := c.started[rep][item]; s != nil {
			return s.arms
		}
		return nil
	}
	_, ordinal := orderOf(item)
	if b := &c.books[rep][stream]; ordinal >= b.base {
		return b.block(ordinal)
	}
	return nil
}

// streamOf is the stream of an item at a step.
func (c *customers) streamOf(item uint64, step uint16) int {
	if isStarted(item) {
		return c.batch.streams[c.model.Steps[step].Flow]
	}
	stream, _ := orderOf(item)
	return stream
}

// book takes note of an order that a step started. The way to its first step
// belongs to the department that started it.
func (c *customers) book(world int, k *market, e *entry) {
	s := c.streamOf(e.item, e.step)
	o := &c.blockOf(c.batch.rep(world), s, e.item)[k.arm]
	if o.state != orderAhead {
		c.fail(fmt.Errorf("an order of %s was started twice, at %s: this is a bug in ripple, please report it with the scenario", c.model.Streams[s].Name, c.model.When(e.giveUp)))
		return
	}
	o.placed, o.due, o.value, o.state = e.giveUp, e.due, e.quantity, orderOpen
	if (c.trace || c.clocked[s]) && e.extra != noStep {
		c.pages.keep(o, appendRecord(nil, o.placed, e.extra, 0, noStep, 0, &[NumCauses]Tick{}))
	}
	c.follower.started(world, s, e.item, e.extra)
	c.placed(k, c.model.Streams[s].Segment, o, e.at)
	if e.extra == noStep {
		k.segments[c.model.Streams[s].Segment].Again += c.one(o.placed)
	}
	c.tellOrder(world, eventPlaced, s, e.item, o, o.placed)
}

// heard is when the customers' agent knows of an order.
func (c *customers) heard(item uint64, o *order) Tick {
	if isStarted(item) {
		return later(o.placed, c.model.Handoff)
	}
	return o.placed
}

// forkStarted copies the started orders of one arm to another.
func (c *customers) forkStarted(rep, from, to int) {
	for _, b := range c.started[rep] {
		b.arms[to] = c.copied(b.arms[from])
	}
}

// closeStarted pairs the started orders that some arm has not finished, or not started.
func (c *customers) closeStarted(rep int) {
	for _, item := range slices.Sorted(maps.Keys(c.started[rep])) {
		b := c.started[rep][item]
		c.closeBlock(rep, b.stream, item, b.arms)
	}
}
