package sim

import (
	"encoding/binary"
	"fmt"
)

// What parcels between agents hold. A parcel of work is a sequence of groups,
// one per world in rising order: world (4 bytes), bytes in the group (4), then
// its entries. An entry opens with 24 bytes (kind 1, flags 1, step 2, visit 2,
// extra 2, item 8, at 8) and goes on as its flags say; a record of an itinerary
// is its kind, item and record (itinerary.go), and what is said of those who hold
// others opens like it (upstream.go). Little endian.

// Kinds of parcels.
const (
	parcelWork     = 'w' // entries, from agent to agent
	parcelBound    = 'b' // clock → agent: work up to here
	parcelReport   = 'r' // agent → clock: what I did
	parcelBeat     = 'p' // agent → clock: still at it
	parcelTrouble  = 't' // agent → clock: this run must end, with the reason
	parcelFindings = 'f' // agent → clock: results, at the end
)

// entryKind says what an entry is.
type entryKind uint8

const (
	entryArrive    entryKind = iota // an item arrives at a step
	entryDelivered                  // to the customers: an order is delivered
	entryLost                       // to the customers: an order is lost; at is when they hear of it
	entryReceipt                    // pieces arrive at a stock (extra): a receipt
	entryStatus                     // to a judge: effect (step), comparison (visit), value (item)
	entryFire                       // a condition held: effect (step) begins its lead at at
	entryRecord                     // to the customers: one record of an itinerary
	entryPlaced                     // to the customers: a step (extra) started an order, at giveUp, worth quantity; it goes to step
	entryDone                       // to a department that waits for it: an item it may have started has ended
	entryStopped                    // to the customers: an order came to a step where clocks of agreements stand still
	entryHeld                       // to the customers: what a wait that is over was held by
	entryBegun                      // to the customers: an item that may hold others exists
	entryOver                       // to the customers: it holds nobody any more
	entryStood                      // to the customers: an item's stay at a step where it was lost
	entryPast                       // to a department: how many candidate orders (item) of a stream (step) came before a forecast
)

// Flags of an entry: which extensions follow, in this order, and facts.
const (
	hasDue      = 1 << iota // 8 bytes: promised date
	hasGiveUp               // 8 bytes: end of patience
	hasQuantity             // 8 bytes
	hasDefect               // the item carries a mistake; extra of an arrival is the step (+1) it came from, when not 0
	isBack                  // the visit number went up on this edge
	hasBranch               // 8 bytes: branch; of a loss, what was waited for
	hasHanded               // 8 bytes: when an arrival was handed over; without it, when it arrives
)

const (
	entrySize = 24
	extended  = hasDue | hasGiveUp | hasQuantity | hasBranch | hasHanded
)

// entry is one decoded entry; step records are not.
type entry struct {
	at       Tick
	item     uint64
	due      Tick
	giveUp   Tick
	quantity int64
	kind     entryKind
	flags    uint8
	step     uint16
	visit    uint16
	extra    uint16
	branch   uint8 // of an arrival, as in token
	handed   Tick
}

func appendEntry(b []byte, e *entry) []byte {
	n := len(b)
	b = append(b, make([]byte, entrySize)...)
	h := b[n : n+entrySize]
	binary.LittleEndian.PutUint64(h[8:], e.item)
	binary.LittleEndian.PutUint64(h[16:], uint64(e.at))
	binary.LittleEndian.PutUint64(h, uint64(e.kind)|uint64(e.flags)<<8|uint64(e.step)<<16|uint64(e.visit)<<32|uint64(e.extra)<<48)
	if e.flags&extended != 0 {
		if e.flags&hasDue != 0 {
			b = binary.LittleEndian.AppendUint64(b, uint64(e.due))
		}
		if e.flags&hasGiveUp != 0 {
			b = binary.LittleEndian.AppendUint64(b, uint64(e.giveUp))
		}
		if e.flags&hasQuantity != 0 {
			b = binary.LittleEndian.AppendUint64(b, uint64(e.quantity))
		}
		if e.flags&hasBranch != 0 {
			b = binary.LittleEndian.AppendUint64(b, uint64(e.branch))
		}
		if e.flags&hasHanded != 0 {
			b = binary.LittleEndian.AppendUint64(b, uint64(e.handed))
		}
	}
	return b
}

// readEntry decodes the entry that b opens with and returns what follows it.
func readEntry(b []byte, e *entry) ([]byte, error) {
	if len(b) < entrySize {
		return nil, errShort
	}
	w := binary.LittleEndian.Uint64(b)
	e.item = binary.LittleEndian.Uint64(b[8:])
	e.at = Tick(binary.LittleEndian.Uint64(b[16:]))
	e.kind, e.flags, e.step, e.visit, e.extra = entryKind(w), uint8(w>>8), uint16(w>>16), uint16(w>>32), uint16(w>>48)
	b = b[entrySize:]
	e.due, e.giveUp, e.quantity, e.branch, e.handed = Never, Never, 0, 0, e.at
	if e.flags&extended == 0 {
		return b, nil
	}
	var err error
	if e.flags&hasDue != 0 {
		if e.due, b, err = readTick(b); err != nil {
			return nil, err
		}
	}
	if e.flags&hasGiveUp != 0 {
		if e.giveUp, b, err = readTick(b); err != nil {
			return nil, err
		}
	}
	if e.flags&hasQuantity != 0 {
		if e.quantity, b, err = readTick(b); err != nil {
			return nil, err
		}
	}
	if e.flags&hasBranch != 0 {
		var branch Tick
		if branch, b, err = readTick(b); err != nil {
			return nil, err
		}
		e.branch = uint8(branch)
	}
	if e.flags&hasHanded != 0 {
		if e.handed, b, err = readTick(b); err != nil {
			return nil, err
		}
	}
	return b, nil
}

var errShort = fmt.Errorf("a parcel ends in the middle of an entry")

func readTick(b []byte) (Tick, []byte, error) {
	if len(b) < 8 {
		return 0, nil, errShort
	}
	return Tick(binary.LittleEndian.Uint64(b)), b[8:], nil
}

// parcelOut collects what one agent sends another in one window.
type parcelOut struct {
	frame []byte // room for the bus's header, then groups
	group int    // where the present group's header stands; -1: none
	world int
	// arrivals[world] is the earliest arrival in this parcel, Never without one.
	arrivals []Tick
	used     bool // some arrivals are set
}

func newParcelOut(worlds, header int) *parcelOut {
	p := &parcelOut{frame: make([]byte, header), group: -1, arrivals: make([]Tick, worlds)}
	for w := range p.arrivals {
		p.arrivals[w] = Never
	}
	return p
}

// open begins the group of a world, unless it is open already.
func (p *parcelOut) open(world int) {
	if p.group >= 0 {
		if p.world == world {
			return
		}
		p.close()
	}
	p.group, p.world = len(p.frame), world
	p.frame = binary.LittleEndian.AppendUint64(p.frame, uint64(world))
}

func (p *parcelOut) close() {
	if p.group >= 0 {
		binary.LittleEndian.PutUint32(p.frame[p.group+4:], uint32(len(p.frame)-p.group-8))
		p.group = -1
	}
}

// add appends an entry that the receiver must not overtake: its time counts
// as an arrival in flight.
func (p *parcelOut) add(world int, e *entry) {
	p.open(world)
	p.frame = appendEntry(p.frame, e)
	if e.at < p.arrivals[world] {
		p.arrivals[world] = e.at
		p.used = true
	}
}

func (p *parcelOut) empty(header int) bool { return len(p.frame) == header }

func (p *parcelOut) reset(header int) {
	p.frame = p.frame[:header]
	p.group = -1
	if p.used {
		for w := range p.arrivals {
			p.arrivals[w] = Never
		}
		p.used = false
	}
}

// parcelIn reads a parcel group by group.
type parcelIn struct {
	from    int
	rest    []byte
	world   int // of the group that follows; -1: none
	entries []byte
}

func newParcelIn(from int, payload []byte) (parcelIn, error) {
	p := parcelIn{from: from, rest: payload}
	return p, p.advance()
}

func (p *parcelIn) advance() error {
	if len(p.rest) == 0 {
		p.world, p.entries = -1, nil
		return nil
	}
	if len(p.rest) < 8 {
		return errShort
	}
	p.world = int(binary.LittleEndian.Uint32(p.rest))
	size := int(binary.LittleEndian.Uint32(p.rest[4:]))
	if len(p.rest)-8 < size {
		return errShort
	}
	p.entries = p.rest[8 : 8+size]
	p.rest = p.rest[8+size:]
	return nil
}
