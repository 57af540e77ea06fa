package sim

import (
	"encoding/binary"
	"math/bits"
)

// An itinerary is kept as records, one after the other, little endian. Each
// opens with a time (8 bytes; its top bits are flags that say what follows) and
// with a step and a visit (2 each).
//
// The record of a step done (no flag of a kind): the time is its end; then the
// step and visit before it (2 each; noStep: it was the first), which causes took time (2), and
// the ticks of each of them (4 each, or 8 with flagWide). With flagTimed there
// follow how many runs there are (2), and the runs, which cover the stay in the
// order in which it passed. The time of arrival is the end less all causes.
//
// With flagSupply it is an order that a supplier delivered straight to a stock:
// the step is the supplier's number, and there are runs.
//
// With flagLed it is a wait during the stay at that step, led upstream: the time
// is its end; then how many runs there are (2) and, when it was held by an item and
// not by the supplier of the step itself, a 1 (2), what it was held by (item 8, when that came 8, the
// step and visit by which it held, 2 each), its beginning (8), which causes it is
// booked under in the step's record (2), the ticks of each (8 each), and the runs,
// which are what passed in their place with those upstream.
//
// A run is 12 bytes: a place (2: a department by its index, behind them the customers, then the
// suppliers), a cause (2) and ticks (8).
const (
	recordSize = 18
	ledSize    = 46
	runSize    = 12

	flagWide   = 1 << 63
	flagTimed  = 1 << 62
	flagSupply = 1 << 61
	flagLed    = 1 << 60
	timeMask   = flagLed - 1

	_ = uint(16 - CauseUnordered) // each cause that a record can hold has a bit
)

// spell is a stretch of time that passed at one place for one cause.
type spell struct {
	place uint16
	cause Cause
	ticks Tick
}

// appendRecord appends the record of a step.
func appendRecord(b []byte, left Tick, step, visit, prevStep, prevVisit uint16, ticks *[NumCauses]Tick) []byte {
	var mask uint16
	var all Tick
	for c, spent := range ticks {
		if spent != 0 {
			mask |= 1 << c
			all |= spent
		}
	}
	wide := uint64(all)>>32 != 0
	head := uint64(left)
	if wide {
		head |= flagWide
	}
	b = binary.LittleEndian.AppendUint64(b, head)
	b = binary.LittleEndian.AppendUint64(b, uint64(step)|uint64(visit)<<16|uint64(prevStep)<<32|uint64(prevVisit)<<48)
	b = binary.LittleEndian.AppendUint16(b, mask)
	if wide {
		for ; mask != 0; mask &= mask - 1 {
			b = binary.LittleEndian.AppendUint64(b, uint64(ticks[bits.TrailingZeros16(mask)]))
		}
		return b
	}
	for ; mask != 0; mask &= mask - 1 {
		b = binary.LittleEndian.AppendUint32(b, uint32(ticks[bits.TrailingZeros16(mask)]))
	}
	return b
}

// appendTimed appends to b, which ends with the record of a step that begins at
// at, the runs of its stay.
func appendTimed(b []byte, at int, flags uint64, runs []spell) []byte {
	binary.LittleEndian.PutUint64(b[at:], binary.LittleEndian.Uint64(b[at:])|flags|flagTimed)
	b = binary.LittleEndian.AppendUint16(b, uint16(len(runs)))
	return appendRuns(b, runs)
}

func appendRuns(b []byte, runs []spell) []byte {
	for _, r := range runs {
		b = binary.LittleEndian.AppendUint32(b, uint32(r.place)|uint32(r.cause)<<16)
		b = binary.LittleEndian.AppendUint64(b, uint64(r.ticks))
	}
	return b
}

// wait is a wait during a stay at a step, with the ticks under which it is booked
// there. What is left of its time is closed.
type wait struct {
	step, visit uint16
	from, to    Tick
	ticks       [NumCauses]Tick
}

// appendLed appends a wait that is led upstream; by is nil when the step's own
// supplier is what it was for.
func appendLed(b []byte, w *wait, by *reference, runs []spell) []byte {
	b = binary.LittleEndian.AppendUint64(b, uint64(w.to)|flagLed)
	head := uint64(w.step) | uint64(w.visit)<<16 | uint64(len(runs))<<32
	if by == nil {
		by = &reference{}
	} else {
		head |= 1 << 48
	}
	b = binary.LittleEndian.AppendUint64(b, head)
	b = binary.LittleEndian.AppendUint64(b, by.item)
	b = binary.LittleEndian.AppendUint64(b, uint64(by.came))
	b = binary.LittleEndian.AppendUint32(b, uint32(by.step)|uint32(by.visit)<<16)
	b = binary.LittleEndian.AppendUint64(b, uint64(w.from))
	return appendRuns(appendTicks(b, &w.ticks), runs)
}

// appendTicks appends which causes took time, and the ticks of each.
func appendTicks(b []byte, ticks *[NumCauses]Tick) []byte {
	at, mask := len(b), uint16(0)
	b = append(b, 0, 0)
	for c, spent := range ticks {
		if spent != 0 {
			mask |= 1 << c
			b = binary.LittleEndian.AppendUint64(b, uint64(spent))
		}
	}
	binary.LittleEndian.PutUint16(b[at:], mask)
	return b
}

// readTicks is the reverse of appendTicks. It returns what follows.
func readTicks(b []byte, ticks *[NumCauses]Tick) ([]byte, error) {
	if len(b) < 2 {
		return nil, errShort
	}
	mask := binary.LittleEndian.Uint16(b)
	b = b[2:]
	for ; mask != 0; mask &= mask - 1 {
		if len(b) < 8 {
			return nil, errShort
		}
		ticks[bits.TrailingZeros16(mask)%int(NumCauses)] = Tick(binary.LittleEndian.Uint64(b))
		b = b[8:]
	}
	return b, nil
}

// recordLength is how long the record is that b opens with; 0: b is too short.
func recordLength(b []byte) int {
	if len(b) < recordSize {
		return 0
	}
	head := binary.LittleEndian.Uint64(b)
	n, runs := 0, 0
	if head&flagLed != 0 {
		if len(b) < ledSize {
			return 0
		}
		n = ledSize + 8*bits.OnesCount16(binary.LittleEndian.Uint16(b[ledSize-2:]))
		runs = int(binary.LittleEndian.Uint16(b[12:]))
	} else {
		size := 4
		if head&flagWide != 0 {
			size = 8
		}
		n = recordSize + size*bits.OnesCount16(binary.LittleEndian.Uint16(b[recordSize-2:]))
		if head&flagTimed != 0 {
			if n += 2; len(b) < n {
				return 0
			}
			runs = int(binary.LittleEndian.Uint16(b[n-2:]))
		}
	}
	if n += runSize * runs; len(b) < n {
		return 0
	}
	return n
}

// isLed tells whether the record that b opens with is a wait led upstream.
func isLed(b []byte) bool { return b[7]&(flagLed>>56) != 0 }

// stepOf is the step (low half) and visit (high half) that a record is about.
func stepOf(b []byte) uint32 { return binary.LittleEndian.Uint32(b[8:]) }

// endOf is when the step or the wait of a record ended.
func endOf(b []byte) Tick { return Tick(binary.LittleEndian.Uint64(b) & timeMask) }

// beforeOf is the step and visit before the one of a step's record.
func beforeOf(b []byte) (step, visit uint16) {
	return binary.LittleEndian.Uint16(b[12:]), binary.LittleEndian.Uint16(b[14:])
}

// ticksOf are the causes of a step's record.
func ticksOf(b []byte) (ticks [NumCauses]Tick) {
	mask, at := binary.LittleEndian.Uint16(b[16:]), recordSize
	for ; mask != 0; mask &= mask - 1 {
		cause := bits.TrailingZeros16(mask) % int(NumCauses)
		if b[7]&(flagWide>>56) != 0 {
			ticks[cause] = Tick(binary.LittleEndian.Uint64(b[at:]))
			at += 8
		} else {
			ticks[cause] = Tick(binary.LittleEndian.Uint32(b[at:]))
			at += 4
		}
	}
	return ticks
}

// arrivalOf is when the stay of a step's record began.
func arrivalOf(b []byte) Tick {
	at := endOf(b)
	n := bits.OnesCount16(binary.LittleEndian.Uint16(b[16:]))
	if b[7]&(flagWide>>56) != 0 {
		for i := range n {
			at -= Tick(binary.LittleEndian.Uint64(b[recordSize+8*i:]))
		}
		return at
	}
	for i := range n {
		at -= Tick(binary.LittleEndian.Uint32(b[recordSize+4*i:]))
	}
	return at
}

// runsOf are the runs of a step's record, none when it has no times.
func runsOf(b []byte) []spell {
	head := binary.LittleEndian.Uint64(b)
	if head&flagTimed == 0 {
		return nil
	}
	size := 4
	if head&flagWide != 0 {
		size = 8
	}
	at := recordSize + size*bits.OnesCount16(binary.LittleEndian.Uint16(b[recordSize-2:]))
	return readRuns(b[at+2:], int(binary.LittleEndian.Uint16(b[at:])))
}

func readRuns(b []byte, n int) []spell {
	runs := make([]spell, n)
	for i := range runs {
		runs[i] = spell{
			place: binary.LittleEndian.Uint16(b), cause: Cause(binary.LittleEndian.Uint16(b[2:]) % uint16(NumCauses)),
			ticks: Tick(binary.LittleEndian.Uint64(b[4:])),
		}
		b = b[runSize:]
	}
	return runs
}

// readLed reads the wait that b opens with, which is led upstream.
func readLed(b []byte) (w wait, runs []spell) {
	w = wait{
		step: binary.LittleEndian.Uint16(b[8:]), visit: binary.LittleEndian.Uint16(b[10:]),
		from: Tick(binary.LittleEndian.Uint64(b[36:])), to: endOf(b),
	}
	rest, err := readTicks(b[ledSize-2:], &w.ticks)
	if err != nil {
		return w, nil
	}
	return w, readRuns(rest, int(binary.LittleEndian.Uint16(b[12:])))
}

// heldBy is what a wait that is led upstream was held by; false: by the supplier of
// the step itself.
func heldBy(b []byte) (reference, bool) {
	return reference{
		item: binary.LittleEndian.Uint64(b[16:]), at: endOf(b), came: Tick(binary.LittleEndian.Uint64(b[24:])),
		step: binary.LittleEndian.Uint16(b[32:]), visit: binary.LittleEndian.Uint16(b[34:]),
	}, b[14] != 0
}
