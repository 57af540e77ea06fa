package sim

import (
	"encoding/binary"
	"fmt"
	"math/bits"
)

// pathCell is the time one department and cause took of an order's path.
type pathCell struct {
	department uint16
	cause      Cause
	ticks      Tick
}

func bitsSet(mask uint16) int { return bits.OnesCount16(mask) }

// keep stores one step's record, as it came, until the order is finished.
func (c *customers) keep(world int, item uint64, raw []byte) {
	s, ordinal := orderOf(item)
	o := c.books[c.batch.rep(world)][s].order(ordinal, c.worlds[world].arm)
	if o.state != orderOpen {
		return // a branch of an order that is lost already
	}
	if o.records < 0 {
		o.records = c.records.take()
		*c.records.at(o.records) = (*c.records.at(o.records))[:0]
	}
	buffer := c.records.at(o.records)
	*buffer = append(*buffer, raw...)
}

// stepRecord is one decoded record; causes is where its ticks stand.
type stepRecord struct {
	left                Tick
	step, visit         uint16
	prevStep, prevVisit uint16
	mask                uint16
	causes              []byte
}

// walk follows a delivered order's path back from the customer, at every join
// by the branch that came last, and adds it up. It must come to the lead time
// to the tick: if it does not, the books are wrong and the run ends.
func (c *customers) walk(k *market, segment int, o *order, delivery *entry) {
	m := c.model
	var steps []stepRecord
	if o.records >= 0 {
		steps = readRecords(*c.records.at(o.records), c.scratch[:0])
		c.scratch = steps
	}
	counted := c.counts(o.placed)
	compares := counted && c.batch.arms > 1
	if compares {
		o.path = c.paths.take()
		*c.paths.at(o.path) = (*c.paths.at(o.path))[:0]
	}
	add := func(department int, cause Cause, ticks Tick) {
		if ticks == 0 {
			return
		}
		if counted {
			k.path[segment][department][cause] += ticks
		}
		if compares {
			cells := c.paths.at(o.path)
			*cells = append(*cells, pathCell{uint16(department), cause, ticks})
		}
	}
	arrived, step, visit := o.ended, delivery.step, delivery.visit
	for step != noStep {
		i := len(steps) - 1
		for i >= 0 && (steps[i].step != step || steps[i].visit != visit) {
			i--
		}
		if i < 0 {
			c.fail(fmt.Errorf("an order of %s delivered at %s has no record of step %q: its path does not add up", m.Segments[segment].Name, m.When(o.ended), m.Steps[step].Name))
			return
		}
		r := &steps[i]
		department := m.Steps[r.step].Department
		add(department, CauseHandoff, arrived-r.left)
		arrived = r.left
		for cause, b := Cause(0), r.causes; cause < NumCauses; cause++ {
			if r.mask>>cause&1 == 0 {
				continue
			}
			ticks := Tick(binary.LittleEndian.Uint64(b))
			b = b[8:]
			add(department, cause, ticks)
			arrived -= ticks
		}
		step, visit = r.prevStep, r.prevVisit
	}
	if arrived != o.placed {
		c.fail(fmt.Errorf("the path of an order of %s delivered at %s differs from its lead time by %d ms: the books do not balance", m.Segments[segment].Name, m.When(o.ended), arrived-o.placed))
	}
}

func readRecords(b []byte, to []stepRecord) []stepRecord {
	for len(b) >= entrySize+4 {
		w := binary.LittleEndian.Uint64(b[16:])
		r := stepRecord{
			left: Tick(binary.LittleEndian.Uint64(b)), step: uint16(w >> 16), visit: uint16(w >> 32), prevStep: uint16(w >> 48),
			prevVisit: binary.LittleEndian.Uint16(b[entrySize:]), mask: binary.LittleEndian.Uint16(b[entrySize+2:]),
		}
		size := 8 * bitsSet(r.mask)
		r.causes = b[entrySize+4 : entrySize+4+size]
		b = b[entrySize+4+size:]
		to = append(to, r)
	}
	return to
}
