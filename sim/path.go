package sim

import (
	"encoding/binary"
	"fmt"
	"math/bits"
	"slices"
)

// A step record, as it travels and as it is kept: when the step ended (8
// bytes), step, visit, and step and visit before it (2 each), which causes took
// time (2), and the ticks of each of them (4 each, or 8 when the causes say
// wideTicks). Little endian.
const (
	recordSize = 18
	wideTicks  = 1 << CauseHandoff    // which no step has: it is the time between two of them
	_          = uint(16 - NumCauses) // each cause has a bit
)

// appendRecord appends a step record.
func appendRecord(b []byte, left Tick, step, visit, prevStep, prevVisit uint16, ticks *[NumCauses]Tick) []byte {
	var mask uint16
	var all Tick
	for c, spent := range ticks {
		if spent != 0 {
			mask |= 1 << c
			all |= spent
		}
	}
	b = binary.LittleEndian.AppendUint64(b, uint64(left))
	b = binary.LittleEndian.AppendUint64(b, uint64(step)|uint64(visit)<<16|uint64(prevStep)<<32|uint64(prevVisit)<<48)
	if uint64(all)>>32 != 0 {
		b = binary.LittleEndian.AppendUint16(b, mask|wideTicks)
		for ; mask != 0; mask &= mask - 1 {
			b = binary.LittleEndian.AppendUint64(b, uint64(ticks[bits.TrailingZeros16(mask)]))
		}
		return b
	}
	b = binary.LittleEndian.AppendUint16(b, mask)
	for ; mask != 0; mask &= mask - 1 {
		b = binary.LittleEndian.AppendUint32(b, uint32(ticks[bits.TrailingZeros16(mask)]))
	}
	return b
}

// recordLength is how long the record is that b opens with; 0: b is too short.
func recordLength(b []byte) int {
	if len(b) < recordSize {
		return 0
	}
	mask := binary.LittleEndian.Uint16(b[recordSize-2:])
	n := recordSize + 4*bits.OnesCount16(mask)
	if mask&wideTicks != 0 {
		n = recordSize + 8*bits.OnesCount16(mask&^wideTicks)
	}
	if len(b) < n {
		return 0
	}
	return n
}

// page holds a stretch of an order's step records: they follow each other
// from page to page in the order in which they came.
type page struct {
	next  int32 // of the same order, or of the pages that are free; -1: none
	bytes [pageSize]byte
}

const pageSize = 124

// pages lends pages to the orders of all worlds: those that the orders of one
// world have just given back are still in the processor's caches for the next.
type pages struct {
	all  []page
	free int32 // first of a list by next; -1: none
}

func (n *pages) take() int32 {
	i := n.free
	if i >= 0 {
		n.free = n.all[i].next
	} else {
		n.all = append(n.all, page{})
		i = int32(len(n.all) - 1)
	}
	n.all[i].next = -1
	return i
}

// keep stores a step record until the order is finished.
func (n *pages) keep(o *order, record []byte) {
	for len(record) > 0 {
		if o.steps < 0 || o.filled == pageSize {
			i := n.take()
			if o.steps < 0 {
				o.steps = i
			} else {
				n.all[o.lastPage].next = i
			}
			o.lastPage, o.filled = i, 0
		}
		stored := copy(n.all[o.lastPage].bytes[o.filled:], record)
		o.filled += uint8(stored)
		record = record[stored:]
	}
}

// copy gives an order, itself a copy, pages of its own.
func (n *pages) copy(o *order) {
	from := o.steps
	o.steps = -1
	for i := from; i >= 0; {
		p := n.all[i]
		to := n.take()
		n.all[to].bytes = p.bytes
		if i == from {
			o.steps = to
		} else {
			n.all[o.lastPage].next = to
		}
		o.lastPage, i = to, p.next
	}
}

// forget takes back the pages of a finished order.
func (n *pages) forget(o *order) {
	n.all[o.lastPage].next = n.free
	n.free = o.steps
	o.steps = -1
}

// read appends all that an order's pages hold.
func (n *pages) read(b []byte, o *order) []byte {
	for i := o.steps; i >= 0; i = n.all[i].next {
		p := &n.all[i]
		if i == o.lastPage {
			return append(b, p.bytes[:o.filled]...)
		}
		b = append(b, p.bytes[:]...)
	}
	return b
}

// record stores the step record that b opens with, and returns what follows it.
func (c *customers) record(world int, k *market, b []byte) ([]byte, error) {
	const head = 9 // kind and item
	if len(b) < head {
		return nil, errShort
	}
	n := recordLength(b[head:])
	if n == 0 {
		return nil, errShort
	}
	item, step := binary.LittleEndian.Uint64(b[1:]), binary.LittleEndian.Uint16(b[head+8:])
	if o := c.recorded(c.batch.rep(world), item, step, k.arm); o != nil {
		c.pages.keep(o, b[head:head+n])
	}
	return b[head+n:], nil
}

// recorded is the order that the record of a step belongs to, nil when it has
// ended. One that a step started may be recorded before its placing is heard of.
func (c *customers) recorded(rep int, item uint64, step uint16, arm int) *order {
	stream := c.streamOf(item, step)
	if isStarted(item) {
		if o := &c.blockOf(rep, stream, item)[arm]; o.state <= orderOpen {
			return o
		}
		return nil
	}
	if block := c.block(rep, stream, item); block != nil && block[arm].state == orderOpen {
		return &block[arm]
	}
	return nil // a branch of an order that is lost already
}

// walk adds a delivered order's path to its segment's. It must come to the lead
// time to the tick: if it does not, the books are wrong and the run ends.
func (c *customers) walk(k *market, segment int, o *order) {
	m := c.model
	sign := Tick(0)
	if c.counts(o.placed) {
		sign = 1
	}
	arrived, missing := c.addPath(k.path[segment], o, sign)
	switch {
	case missing != noStep:
		c.fail(fmt.Errorf("an order of %s delivered at %s has no record of step %q: its path does not add up", m.Segments[segment].Name, m.When(o.ended), m.Steps[missing].Name))
	case arrived != o.entered():
		c.fail(fmt.Errorf("the path of an order of %s delivered at %s differs from its lead time by %d ms: the books do not balance", m.Segments[segment].Name, m.When(o.ended), arrived-o.entered()))
	}
}

// addPath follows a delivered order's path back from the customer, at every
// join by the branch that came last, and adds it to a ledger, sign times. It
// returns when the path begins, and the step that has no record: noStep.
func (c *customers) addPath(ledger [][NumCauses]Tick, o *order, sign Tick) (arrived Tick, missing uint16) {
	b := c.pages.read(c.read[:0], o)
	c.read = b
	starts := c.starts[:0]
	for at := 0; at < len(b); at += recordLength(b[at:]) {
		starts = append(starts, at)
	}
	c.starts = starts
	arrived = o.ended
	for step, visit := o.lastStep, o.lastVisit; step != noStep; {
		// The last step came last, mostly: records stand in nearly the right order.
		i := len(starts) - 1
		for i >= 0 && binary.LittleEndian.Uint32(b[starts[i]+8:]) != uint32(step)|uint32(visit)<<16 {
			i--
		}
		if i < 0 {
			return arrived, step
		}
		at := starts[i]
		starts = slices.Delete(starts, i, i+1)
		left := Tick(binary.LittleEndian.Uint64(b[at:]))
		row := &ledger[c.model.Steps[step].Department]
		row[CauseHandoff] += sign * (arrived - left)
		arrived = left
		step, visit = binary.LittleEndian.Uint16(b[at+12:]), binary.LittleEndian.Uint16(b[at+14:])
		mask := binary.LittleEndian.Uint16(b[at+16:])
		wide := mask&wideTicks != 0
		at += recordSize
		for mask &^= wideTicks; mask != 0; mask &= mask - 1 {
			var ticks Tick
			if wide {
				ticks = Tick(binary.LittleEndian.Uint64(b[at:]))
				at += 8
			} else {
				ticks = Tick(binary.LittleEndian.Uint32(b[at:]))
				at += 4
			}
			row[bits.TrailingZeros16(mask)%int(NumCauses)] += sign * ticks
			arrived -= ticks
		}
	}
	return arrived, noStep
}
