package sim

import (
	"encoding/binary"
	"fmt"
	"math/bits"
	"slices"
)

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

// record stores the record that b opens with, and returns what follows it.
func (c *customers) record(world int, k *market, b []byte) ([]byte, error) {
	const head = 9 // kind and item
	if len(b) < head {
		return nil, errShort
	}
	n := recordLength(b[head:])
	if n == 0 {
		return nil, errShort
	}
	item, record := binary.LittleEndian.Uint64(b[1:]), b[head:head+n]
	if c.follower.record(world, b[:head+n]) {
		return b[head+n:], nil
	}
	if record[7]&((flagTimed|flagSupply)>>56) != 0 && !c.recordHolder(k, item, record) {
		return b[head+n:], nil
	}
	if o := c.recorded(c.batch.rep(world), item, uint16(stepOf(record)), k.arm); o != nil {
		c.pages.keep(o, record)
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
	to := ledgers{stood: k.path[segment], passed: k.passed[segment]}
	if c.leads != nil {
		to.led = k.upstream.path[segment]
	}
	arrived, missing := c.addPath(to, o, sign)
	switch {
	case missing != noStep:
		c.fail(fmt.Errorf("an order of %s delivered at %s has no record of step %q: its path does not add up", m.Segments[segment].Name, m.When(o.ended), m.Steps[missing].Name))
	case arrived != o.entered():
		c.fail(fmt.Errorf("the path of an order of %s delivered at %s differs from its lead time by %d ms: the books do not balance", m.Segments[segment].Name, m.When(o.ended), arrived-o.entered()))
	}
}

// ledgers are what a path is added to: by where the order stood, led upstream, and
// when it came to departments and left them; nil: not wanted.
type ledgers struct {
	stood, led [][NumCauses]Tick
	passed     []passing
}

// addPath follows a delivered order's path back from the customer, at every
// join by the branch that came last, and adds it to ledgers, sign times. It
// returns when the path begins, and the step that has no record: noStep.
func (c *customers) addPath(to ledgers, o *order, sign Tick) (arrived Tick, missing uint16) {
	b := c.pages.read(c.read[:0], o)
	c.read = b
	starts, led := c.starts[:0], c.led[:0]
	for at := 0; at < len(b); at += recordLength(b[at:]) {
		if isLed(b[at:]) {
			led = append(led, at)
		} else {
			starts = append(starts, at)
		}
	}
	c.starts, c.led = starts, led
	arrived = o.ended
	later, entered := c.index, o.entered()
	o.route = noRoute
	for step, visit := o.lastStep, o.lastVisit; step != noStep; {
		o.route = routed(o.route, uint32(step)|uint32(visit)<<16)
		// The last step came last, mostly: records stand in nearly the right order.
		i := len(starts) - 1
		for i >= 0 && stepOf(b[starts[i]:]) != uint32(step)|uint32(visit)<<16 {
			i--
		}
		if i < 0 {
			return arrived, step
		}
		at := starts[i]
		starts = slices.Delete(starts, i, i+1)
		stay := b[at:]
		left := endOf(stay)
		place := c.model.Steps[step].Department
		if place != later {
			to.passed[later].in += sign * (arrived - entered)
			to.passed[place].out += sign * (arrived - entered)
			later = place
		}
		row := &to.stood[place]
		row[CauseHandoff] += sign * (arrived - left)
		passed := arrived - left
		arrived = left
		step, visit = beforeOf(stay)
		mask := binary.LittleEndian.Uint16(stay[16:])
		wide := stay[7]&(flagWide>>56) != 0
		at += recordSize
		for ; mask != 0; mask &= mask - 1 {
			var ticks Tick
			if wide {
				ticks = Tick(binary.LittleEndian.Uint64(b[at:]))
				at += 8
			} else {
				ticks = Tick(binary.LittleEndian.Uint32(b[at:]))
				at += 4
			}
			cause := bits.TrailingZeros16(mask) % int(NumCauses)
			row[cause] += sign * ticks
			arrived -= ticks
			if to.led != nil {
				to.led[place][cause] += sign * ticks
			}
		}
		if to.led == nil {
			continue
		}
		to.led[place][CauseHandoff] += sign * passed
		for _, at := range led {
			if w := b[at:]; stepOf(w) == stepOf(stay) && endOf(w) <= left {
				lead(to.led, place, w, arrived, sign)
			}
		}
	}
	return arrived, noStep
}

// lead puts in the place of a wait, in a stay that began at a tick, what passed
// upstream meanwhile. place is the department of the stay.
func lead(ledger [][NumCauses]Tick, place int, record []byte, arrived, sign Tick) {
	w, runs := readLed(record)
	if w.from < arrived {
		return // of another branch
	}
	row := &ledger[place]
	closed := w.to - w.from
	for cause, ticks := range w.ticks {
		row[cause] -= sign * ticks
		closed -= ticks
	}
	row[CauseClosed] -= sign * closed
	for _, r := range runs {
		ledger[r.place][r.cause] += sign * r.ticks
	}
}
