package sim

import (
	"cmp"
	"math/bits"
	"slices"
)

// A ledger that compares two arms leads a wait to what made its holder slower
// here than it was there. Where the same holder took longer by so much, the wait
// would have been shorter by so much: that part of it is charged to the places and
// causes where the holder lost the time, in proportion; and what is left to the
// last stretch of the holder's itinerary there, as it would have been waited for
// there. Where the holder was no slower, or is not known there, the wait is charged
// to what the holder went through meanwhile, as in each arm by itself.

// heldPair is a wait on the path of an order delivered both here and there.
type heldPair struct {
	segment uint16
	there   bool // the wait is there
	from    Tick
	by      reference
}

// heldOn appends the waits on an order's path that an item brought to an end.
func (c *customers) heldOn(pairs []heldPair, segment int, o *order, there bool) []heldPair {
	b := c.pages.read(c.read[:0], o)
	c.read = b
	at := o.ended
	for step, visit := o.lastStep, o.lastVisit; step != noStep; {
		stay := findRecord(b, step, visit, at)
		if stay == nil {
			return pairs // walking said so already
		}
		at = arrivalOf(stay)
		eachHeld(b, stay, func(w wait, by reference) {
			by.door = c.model.Steps[step].Department
			pairs = append(pairs, heldPair{segment: uint16(segment), there: there, from: w.from, by: by})
		})
		step, visit = beforeOf(stay)
	}
	return pairs
}

// eachHeld calls f for the waits during a stay that an item brought to an end.
func eachHeld(b, stay []byte, f func(w wait, by reference)) {
	arrived, end := arrivalOf(stay), endOf(stay)
	for ; len(b) > 0; b = b[recordLength(b):] {
		if isLed(b) && stepOf(b) == stepOf(stay) && stay[7]&(flagSupply>>56) == 0 {
			by, item := heldBy(b)
			if w, _ := readLed(b); item && w.from >= arrived && w.to <= end {
				f(w, by)
			}
		}
	}
}

// compared are two worlds of one replication, here and there.
type compared struct {
	c     *customers
	sides [2]*upstream
	until [2]Tick // what happened by then is known
	known map[totalOf][][NumCauses]Tick
}

type totalOf struct {
	side int
	by   reference
}

// leadPairs moves in a ledger that is led upstream, arm by arm, the waits whose
// holders were slower in one arm than in the other.
func (c *customers) leadPairs(to *comparison, here, there *market) {
	p := compared{c: c, sides: [2]*upstream{here.upstream, there.upstream}, until: [2]Tick{here.ended, there.ended}, known: map[totalOf][][NumCauses]Tick{}}
	for i := range to.held {
		h := &to.held[i]
		side, sign := 0, Tick(1)
		if h.there {
			side, sign = 1, -1
		}
		p.move(to.led[h.segment], side, &h.by, h.from, sign)
	}
}

// move replaces in a ledger what a wait is led to in its own arm by what it is led
// to in comparison with the other.
func (p *compared) move(ledger [][NumCauses]Tick, side int, by *reference, from, sign Tick) {
	mine, theirs := p.sides[side], p.sides[1-side]
	h, g := mine.holders[by.item], theirs.holders[by.item]
	if h == nil || g == nil || !g.over || g.end.at > p.until[1-side] {
		return
	}
	way, there := p.c.wayOf(mine, h, by), p.c.wayOf(theirs, g, &g.end)
	if len(way) == 0 || len(there) == 0 {
		return
	}
	slower := (by.at - way[0].from) - (g.end.at - there[0].from)
	if slower <= 0 {
		return
	}
	for _, r := range since(way, from, by.door) {
		ledger[r.place][r.cause] -= sign * r.ticks
	}
	lost := min(slower, by.at-from)
	p.share(ledger, p.total(side, h, by), p.total(1-side, g, &g.end), lost, sign)
	if rest := by.at - from - lost; rest > 0 {
		for _, r := range since(there, g.end.at-rest, by.door) {
			ledger[r.place][r.cause] += sign * r.ticks
		}
	}
}

// share charges a lost time to where a holder lost time, in proportion. Rounding
// goes by the largest first, so that it does not depend on how places are numbered.
func (p *compared) share(ledger, here, there [][NumCauses]Tick, lost, sign Tick) {
	var slower []stretch
	var all, passed, given Tick
	for place := range here {
		for cause := range here[place] {
			if more := here[place][cause] - there[place][cause]; more > 0 {
				slower = append(slower, stretch{0, more, place, Cause(cause)})
				all += more
			}
		}
	}
	slices.SortFunc(slower, func(a, b stretch) int {
		return cmp.Or(cmp.Compare(b.to, a.to), cmp.Compare(a.cause, b.cause), cmp.Compare(p.c.model.placeName(a.place), p.c.model.placeName(b.place)))
	})
	for _, s := range slower {
		passed += s.to
		high, low := bits.Mul64(uint64(lost), uint64(passed))
		upTo, _ := bits.Div64(high, low, uint64(all))
		ledger[s.place][s.cause] += sign * (Tick(upTo) - given)
		given = Tick(upTo)
	}
}

// placeName is what people call a place of a ledger that is led upstream.
func (m *Model) placeName(place int) string {
	switch n := len(m.Departments); {
	case place < n:
		return m.Departments[place].Name
	case place > n:
		return m.Suppliers[place-n-1].Name
	}
	return ""
}

// total is where the time of a holder went until it ended a wait, with its own
// waits led in comparison with the other arm.
func (p *compared) total(side int, h *holder, by *reference) [][NumCauses]Tick {
	key := totalOf{side, *by}
	if t := p.known[key]; t != nil {
		return t
	}
	c := p.c
	t := make([][NumCauses]Tick, len(c.model.Departments)+1+len(c.model.Suppliers))
	for _, s := range c.wayOf(p.sides[side], h, by) {
		t[s.place][s.cause] += s.to - s.from
	}
	p.known[key] = t
	type inner struct {
		by   reference
		from Tick
	}
	var waits []inner
	b := c.pages.read(nil, &h.itinerary)
	at := by.came
	for step, visit := by.step, by.visit; step != noStep; {
		stay := findRecord(b, step, visit, at)
		if stay == nil {
			break
		}
		at = arrivalOf(stay)
		eachHeld(b, stay, func(w wait, by reference) {
			by.door = c.model.Steps[step].Department
			waits = append(waits, inner{by, w.from})
		})
		step, visit = beforeOf(stay)
	}
	for i := range waits {
		p.move(t, side, &waits[i].by, waits[i].from, 1)
	}
	return t
}
