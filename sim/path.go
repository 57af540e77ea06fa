package sim

import (
	"encoding/binary"
	"fmt"
	"math/bits"
)

// stepNode is the record of one step of an open order: first one of all that
// came, then of the path only, from the customer back to the first step.
type stepNode struct {
	next                int32 // of the same order; -1: none
	step, visit         uint16
	prevStep, prevVisit uint16
	mask                uint16 // causes that took any time
	more                uint16 // how many nodes after this one hold the ticks that did not fit
	left                Tick   // when the step ended
	handoff             Tick   // from then to the next step of the path, or the customer
	ticks               [4]Tick
}

// nodes lends step records to the orders of one world.
type nodes struct {
	all  []stepNode
	free int32 // first of a list by next; -1: none
}

func (n *nodes) take() int32 {
	if i := n.free; i >= 0 {
		n.free = n.all[i].next
		return i
	}
	n.all = append(n.all, stepNode{})
	return int32(len(n.all) - 1)
}

// back takes a list back, from its first node to its last.
func (n *nodes) back(first, last int32) {
	n.all[last].next = n.free
	n.free = first
}

// drop takes a list back whose last node is not known.
func (n *nodes) drop(first int32) {
	if first < 0 {
		return
	}
	last := first
	for n.all[last].next >= 0 {
		last = n.all[last].next
	}
	n.back(first, last)
}

// end is the last node of the record that begins with node i.
func (n *nodes) end(i int32) int32 {
	for range n.all[i].more {
		i = n.all[i].next
	}
	return i
}

// each calls f with the causes and ticks of a record.
func (n *nodes) each(i int32, f func(Cause, Tick)) {
	node, used := &n.all[i], 0
	for mask := node.mask; mask != 0; mask &= mask - 1 {
		if used == len(node.ticks) {
			node, used = &n.all[node.next], 0
		}
		f(Cause(bits.TrailingZeros16(mask)), node.ticks[used])
		used++
	}
}

// keep stores one step's record until the order is finished, and returns how
// many bytes it took.
func (c *customers) keep(world int, k *market, b []byte) (int, error) {
	if len(b) < entrySize+4 {
		return 0, errShort
	}
	mask := binary.LittleEndian.Uint16(b[entrySize+2:])
	size := entrySize + 4 + 8*bits.OnesCount16(mask)
	if len(b) < size {
		return 0, errShort
	}
	s, ordinal := orderOf(binary.LittleEndian.Uint64(b[8:]))
	o := c.books[c.batch.rep(world)][s].known(ordinal, k.arm)
	if o == nil || o.state != orderOpen {
		return size, nil // a branch of an order that is lost already
	}
	w := binary.LittleEndian.Uint64(b[16:])
	first := k.nodes.take()
	k.nodes.all[first] = stepNode{
		mask: mask, left: Tick(binary.LittleEndian.Uint64(b)),
		step: uint16(w >> 16), visit: uint16(w >> 32), prevStep: uint16(w >> 48), prevVisit: binary.LittleEndian.Uint16(b[entrySize:]),
	}
	last, used := first, 0
	for at := entrySize + 4; at < size; at += 8 {
		if used == len(k.nodes.all[last].ticks) {
			more := k.nodes.take()
			k.nodes.all[more] = stepNode{step: noStep}
			k.nodes.all[last].next = more
			k.nodes.all[first].more++
			last, used = more, 0
		}
		k.nodes.all[last].ticks[used] = Tick(binary.LittleEndian.Uint64(b[at:]))
		used++
	}
	k.nodes.all[last].next = o.steps
	o.steps = first
	return size, nil
}

// walk follows a delivered order's path back from the customer, at every join
// by the branch that came last, and adds it up. It must come to the lead time
// to the tick: if it does not, the books are wrong and the run ends.
func (c *customers) walk(k *market, segment int, o *order, delivery *ending) {
	m := c.model
	counted := c.counts(o.placed)
	arrived, step, visit := o.ended, delivery.step, delivery.visit
	rest, path, last := o.steps, int32(-1), int32(-1)
	for step != noStep {
		// The last step came last, mostly: the list is in nearly the right order.
		before, i := int32(-1), rest
		for i >= 0 && (k.nodes.all[i].step != step || k.nodes.all[i].visit != visit) {
			before, i = i, k.nodes.all[i].next
		}
		if i < 0 {
			c.fail(fmt.Errorf("an order of %s delivered at %s has no record of step %q: its path does not add up", m.Segments[segment].Name, m.When(o.ended), m.Steps[step].Name))
			return
		}
		node, end := &k.nodes.all[i], k.nodes.end(i)
		after := k.nodes.all[end].next
		if before < 0 {
			rest = after
		} else {
			k.nodes.all[before].next = after
		}
		if last < 0 {
			path = i
		} else {
			k.nodes.all[last].next = i
		}
		last = end
		k.nodes.all[end].next = -1
		node.handoff = arrived - node.left
		arrived = node.left
		row := &k.path[segment][m.Steps[step].Department]
		k.nodes.each(i, func(cause Cause, ticks Tick) {
			arrived -= ticks
			if counted {
				row[cause] += ticks
			}
		})
		if counted {
			row[CauseHandoff] += node.handoff
		}
		step, visit = node.prevStep, node.prevVisit
	}
	k.nodes.drop(rest)
	o.steps, o.lastStep = path, last
	if arrived != o.placed {
		c.fail(fmt.Errorf("the path of an order of %s delivered at %s differs from its lead time by %d ms: the books do not balance", m.Segments[segment].Name, m.When(o.ended), arrived-o.placed))
	}
}

// addPath adds an order's path to a ledger, sign times.
func (c *customers) addPath(ledger [][NumCauses]Tick, k *market, o *order, sign Tick) {
	for i := o.steps; i >= 0; i = k.nodes.all[k.nodes.end(i)].next {
		row := &ledger[c.model.Steps[k.nodes.all[i].step].Department]
		row[CauseHandoff] += sign * k.nodes.all[i].handoff
		k.nodes.each(i, func(cause Cause, ticks Tick) { row[cause] += sign * ticks })
	}
}
