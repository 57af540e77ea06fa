package sim

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
)

// The customers' agent keeps the itineraries of items that may hold others until
// they hold nobody any more. When everything up to the end of a wait is known, it
// puts what its holder went through meanwhile in the wait's place, as a record of
// its own in the itinerary of whoever waited. What it is told besides records is:
// that a wait is over (its end, beginning, when the holder came, and the holder, 8
// bytes each; step and visit of the wait, and of the holder's end, 2 each; the
// ticks), that an item begins (when, 8; by which step and department, 2 each), and
// that it holds nobody any more (from when, 8).

// upstream is the customers' agent's part of one world where waits are led upstream.
type upstream struct {
	path    [][][NumCauses]Tick // of delivered counted orders
	holders map[uint64]*holder
	news    []leadNews // not yet gone through
	sorted  bool
	held    []HeldResult
	last    struct { // the way that was worked out last
		of  leadNews
		way []stretch
	}
}

// holder is an item that may hold others.
type holder struct {
	itinerary order
	begun     Tick // -1: when it came to its first step
	by        int  // the place that began it
	counted   bool // it has held a counted order
}

// leadNews is the end of a wait, or, with forget, of all that an item may hold.
type leadNews struct {
	wait
	forget  bool
	done    bool
	item    uint64 // who waited
	holder  uint64
	came    Tick
	lastly  uint16 // the holder's step that ended the wait, noStep: a supplier delivered
	lastlyV uint16 // and its visit
}

func (a *leadNews) compare(b *leadNews) int {
	forgets := func(n *leadNews) int {
		if n.forget {
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(a.to, b.to), cmp.Compare(forgets(a), forgets(b)), cmp.Compare(a.item, b.item),
		cmp.Compare(a.step, b.step), cmp.Compare(a.visit, b.visit), cmp.Compare(a.from, b.from), cmp.Compare(a.holder, b.holder))
}

// stretch is a run with its place in time.
type stretch struct {
	from, to Tick
	place    int
	cause    Cause
}

func newUpstream(m *Model, l *leads) *upstream {
	if l == nil {
		return nil
	}
	return &upstream{path: newUpstreamLedger(m), holders: map[uint64]*holder{}, held: make([]HeldResult, len(m.Flows)+len(m.Suppliers))}
}

// newUpstreamLedger has places for the departments, the customers and the suppliers.
func newUpstreamLedger(m *Model) [][][NumCauses]Tick {
	l := make([][][NumCauses]Tick, len(m.Segments))
	for s := range l {
		l[s] = make([][NumCauses]Tick, len(m.Departments)+1+len(m.Suppliers))
	}
	return l
}

func (u *upstream) clone(n *pages) *upstream {
	if u == nil {
		return nil
	}
	c := *u
	c.path, c.news, c.held, c.holders = cloneAll(u.path), slices.Clone(u.news), slices.Clone(u.held), maps.Clone(u.holders)
	for item, h := range c.holders {
		own := *h
		n.copy(&own.itinerary)
		c.holders[item] = &own
	}
	return &c
}

// recordHolder keeps a record of an item that may hold others, and tells whether
// it is an order's as well.
func (c *customers) recordHolder(k *market, item uint64, record []byte) bool {
	h := k.upstream.holders[item]
	external := false
	if record[7]&(flagSupply>>56) == 0 {
		flow := c.model.Steps[uint16(stepOf(record))].Flow
		external = c.model.Flows[flow].Segment >= 0
		if h == nil && external && !c.leads.ends[flow] {
			h = k.upstream.begin(item, -1, c.index)
		}
	}
	if h != nil {
		c.pages.keep(&h.itinerary, record)
	}
	return external
}

func (u *upstream) begin(item uint64, at Tick, by int) *holder {
	h := &holder{itinerary: order{steps: -1}, begun: at, by: by}
	u.holders[item] = h
	return h
}

// hearLead takes note of what is said of holders, and returns what follows it.
func (c *customers) hearLead(k *market, b []byte) ([]byte, error) {
	const head, begun, held = 9, 9 + 12, 9 + 40 // kind and item, and what follows them
	if len(b) < begun-4 {
		return nil, errShort
	}
	u, kind := k.upstream, entryKind(b[0])
	n := leadNews{item: binary.LittleEndian.Uint64(b[1:]), forget: kind == entryForget}
	n.to = Tick(binary.LittleEndian.Uint64(b[head:]))
	rest := b[head+8:]
	switch kind {
	case entryBegun:
		if len(b) < begun {
			return nil, errShort
		}
		step := binary.LittleEndian.Uint16(rest)
		h := u.begin(n.item, n.to, int(binary.LittleEndian.Uint16(rest[2:])))
		if step != noStep {
			c.pages.keep(&h.itinerary, appendRecord(nil, n.to, step, 0, noStep, 0, &[NumCauses]Tick{}))
		}
		return b[begun:], nil
	case entryHeld:
		if len(b) < held {
			return nil, errShort
		}
		n.from, n.came = Tick(binary.LittleEndian.Uint64(rest)), Tick(binary.LittleEndian.Uint64(rest[8:]))
		n.holder = binary.LittleEndian.Uint64(rest[16:])
		n.step, n.visit = binary.LittleEndian.Uint16(rest[24:]), binary.LittleEndian.Uint16(rest[26:])
		n.lastly, n.lastlyV = binary.LittleEndian.Uint16(rest[28:]), binary.LittleEndian.Uint16(rest[30:])
		var err error
		if rest, err = readTicks(rest[32:], &n.ticks); err != nil {
			return nil, err
		}
	}
	u.news, u.sorted = append(u.news, n), false
	return rest, nil
}

// leadUpTo goes through what is known of waits that ended by a tick.
func (c *customers) leadUpTo(world int, k *market, at Tick) {
	u := k.upstream
	if u == nil || len(u.news) == 0 {
		return
	}
	if !u.sorted {
		slices.SortFunc(u.news, func(a, b leadNews) int { return a.compare(&b) })
		u.sorted = true
	}
	n := 0
	for ; n < len(u.news) && u.news[n].to <= at; n++ {
		if news := &u.news[n]; !news.forget {
			c.leadWait(world, k, n)
		} else if h := u.holders[news.item]; h != nil {
			if h.itinerary.steps >= 0 {
				c.pages.forget(&h.itinerary)
			}
			delete(u.holders, news.item)
		}
	}
	u.news = append(u.news[:0], u.news[n:]...)
}

// leadWait puts what a holder went through in the place of the i-th wait.
func (c *customers) leadWait(world int, k *market, i int) {
	u := k.upstream
	n := &u.news[i]
	if n.done {
		return
	}
	n.done = true
	// What the holder itself has waited for until the same moment comes first.
	for j := range u.news {
		if u.news[j].to > n.to {
			break
		}
		if u.news[j].item == n.holder && !u.news[j].forget {
			c.leadWait(world, k, j)
		}
	}
	h := u.holders[n.holder]
	if h == nil {
		return // of an order that customers placed, and that is not followed
	}
	way := c.wayOf(k, h, n)
	if len(way) == 0 {
		return
	}
	place := c.model.Steps[n.step].Department
	var runs []spell
	if begun := min(way[0].from, n.to); begun > n.from {
		runs = append(runs, spell{uint16(place), CauseUnordered, begun - n.from})
	}
	for _, s := range way {
		if from := max(s.from, n.from); from < s.to {
			runs = append(runs, spell{uint16(s.place), s.cause, s.to - from})
		}
	}
	record := appendLed(nil, &n.wait, n.holder, runs)
	c.follower.led(world, n, c.flowOf(n), record)
	if waiter := u.holders[n.item]; waiter != nil {
		c.pages.keep(&waiter.itinerary, record)
	}
	if c.model.Flows[c.model.Steps[n.step].Flow].Segment < 0 {
		return
	}
	if o := c.recorded(c.batch.rep(world), n.item, n.step, k.arm); o != nil {
		c.pages.keep(o, record)
		if c.counts(o.placed) {
			c.countHeld(u, h, n, way[0].from)
		}
	}
}

// flowOf is the flow of a holder, -1 for an order that a supplier delivered.
func (c *customers) flowOf(n *leadNews) int {
	if n.lastly == noStep {
		return -1
	}
	return c.model.Steps[n.lastly].Flow
}

// countHeld counts a wait of a counted order, and its holder once.
func (c *customers) countHeld(u *upstream, h *holder, n *leadNews, begun Tick) {
	kind := 0
	if n.lastly != noStep {
		kind = c.model.Steps[n.lastly].Flow
	} else {
		b := c.pages.read(c.read[:0], &h.itinerary)
		c.read = b
		kind = len(c.model.Flows) + int(uint16(stepOf(b)))
	}
	r := &u.held[kind]
	r.Waits++
	r.Waited += n.to - n.from
	if !h.counted {
		h.counted = true
		r.Holders++
		r.Took += n.to - begun
	}
}

// wayOf is what a holder went through from its beginning to the end of a wait.
func (c *customers) wayOf(k *market, h *holder, n *leadNews) []stretch {
	last := &k.upstream.last
	if o := &last.of; last.way != nil && o.holder == n.holder && o.to == n.to && o.came == n.came && o.lastly == n.lastly && o.lastlyV == n.lastlyV {
		return last.way
	}
	m := c.model
	b := c.pages.read(c.read[:0], &h.itinerary)
	c.read = b
	var way []stretch // the latest first
	at := n.to
	back := func(to Tick, place int, cause Cause) {
		if to < at {
			way = append(way, stretch{to, at, place, cause})
			at = to
		}
	}
	back(n.came, m.Steps[n.step].Department, CauseHeld) // at the door
	step, visit := n.lastly, n.lastlyV
	if step == noStep { // a supplier delivered: there is one record
		c.backOver(b, b, at, &way)
		at = arrivalOf(b)
	}
	for step != noStep {
		stay := findRecord(b, step, visit, at)
		if stay == nil {
			c.fail(fmt.Errorf("an item that others waited for until %s has no record of step %q: what held them does not add up", m.When(n.to), m.Steps[step].Name))
			return nil
		}
		back(endOf(stay), m.Steps[step].Department, CauseHandoff)
		c.backOver(b, stay, at, &way)
		at = arrivalOf(stay)
		step, visit = beforeOf(stay)
	}
	if h.begun >= 0 {
		if back(h.begun, h.by, CauseHandoff); at != h.begun {
			c.fail(fmt.Errorf("the path of an item that others waited for until %s differs from its time by %d ms: the books do not balance", m.When(n.to), at-h.begun))
		}
	}
	slices.Reverse(way)
	last.of, last.way = *n, way
	return way
}

// findRecord is the record of a step and visit that ended by a tick, nil for none.
func findRecord(b []byte, step, visit uint16, by Tick) (found []byte) {
	for ; len(b) > 0; b = b[recordLength(b):] {
		if !isLed(b) && stepOf(b) == uint32(step)|uint32(visit)<<16 && endOf(b) <= by {
			found = b
		}
	}
	return found
}

// backOver appends the runs of a stay that ends at a tick, the latest first, with
// the waits in it led upstream.
func (c *customers) backOver(b, stay []byte, at Tick, way *[]stretch) {
	arrived, end := arrivalOf(stay), at
	var own []stretch
	runs := runsOf(stay)
	for i := len(runs) - 1; i >= 0; i-- {
		own = append(own, stretch{at - runs[i].ticks, at, int(runs[i].place), runs[i].cause})
		at -= runs[i].ticks
	}
	if at != arrived {
		c.fail(fmt.Errorf("a stay that ended at %s does not add up by %d ms: the books do not balance", c.model.When(end), at-arrived))
	}
	for ; len(b) > 0; b = b[recordLength(b):] {
		if isLed(b) && stepOf(b) == stepOf(stay) && stay[7]&(flagSupply>>56) == 0 {
			if w, _, led := readLed(b); w.from >= arrived && w.to <= end {
				own = replaced(own, &w, led)
			}
		}
	}
	*way = append(*way, own...)
}

// replaced puts runs in the place of a wait. The latest come first.
func replaced(way []stretch, w *wait, runs []spell) []stretch {
	var out []stretch
	for _, s := range way { // after it
		if s.to > w.to {
			s.from = max(s.from, w.to)
			out = append(out, s)
		}
	}
	at := w.to
	for i := len(runs) - 1; i >= 0; i-- {
		out = append(out, stretch{at - runs[i].ticks, at, int(runs[i].place), runs[i].cause})
		at -= runs[i].ticks
	}
	for _, s := range way { // before it
		if s.from < w.from {
			s.to = min(s.to, w.from)
			out = append(out, s)
		}
	}
	return out
}
