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
// that a wait is over (its end, when the holder came, its beginning, and the holder, 8
// bytes each; step and visit of the wait, and of the holder's end, 2 each; the
// ticks), that an item begins (when, 8; by which step and department, 2 each), and
// that it holds nobody any more (from when, when it came, 8 each; the step and
// visit of its end, and the department, 2 each).

// upstream is the customers' agent's part of one world where waits are led upstream.
type upstream struct {
	path    [][][NumCauses]Tick // of delivered counted orders
	holders map[uint64]*holder
	news    []leadNews // not yet gone through
	sorted  bool
	held    []HeldResult
	last    struct { // the way that was worked out last
		of  reference
		way []stretch
	}
}

// holder is an item that may hold others.
type holder struct {
	itinerary order
	begun     Tick // -1: when it came to its first step
	by        int  // the place that began it
	counted   bool // it has held a counted order
	over      bool // it holds nobody any more, since end
	end       reference
}

// reference is what brought a wait to its end: at a tick, an item that had come
// a while before, if it was held at the door; and by which of its steps.
type reference struct {
	item        uint64
	at, came    Tick
	step, visit uint16 // noStep: a supplier delivered
	door        int    // the department it came to
}

// leadNews is the end of a wait, or, with over, of all that an item may hold.
type leadNews struct {
	wait
	by   reference
	item uint64 // who waited
	over bool
	done bool
}

func (a *leadNews) compare(b *leadNews) int {
	over := func(n *leadNews) int {
		if n.over {
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(a.by.at, b.by.at), cmp.Compare(over(a), over(b)), cmp.Compare(a.item, b.item),
		cmp.Compare(a.step, b.step), cmp.Compare(a.visit, b.visit), cmp.Compare(a.from, b.from), cmp.Compare(a.by.item, b.by.item))
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
	const head = 9 // kind and item
	kind := entryKind(b[0])
	if len(b) < head+map[entryKind]int{entryBegun: 12, entryHeld: 40, entryOver: 22}[kind] {
		return nil, errShort
	}
	u, item := k.upstream, binary.LittleEndian.Uint64(b[1:])
	b = b[head:]
	at := Tick(binary.LittleEndian.Uint64(b))
	if kind == entryBegun {
		step := binary.LittleEndian.Uint16(b[8:])
		h := u.begin(item, at, int(binary.LittleEndian.Uint16(b[10:])))
		if step != noStep {
			c.pages.keep(&h.itinerary, appendRecord(nil, at, step, 0, noStep, 0, &[NumCauses]Tick{}))
		}
		return b[12:], nil
	}
	n := leadNews{item: item, over: kind == entryOver}
	n.by = reference{item: item, at: at, came: Tick(binary.LittleEndian.Uint64(b[8:]))}
	if n.over {
		n.by.step, n.by.visit = binary.LittleEndian.Uint16(b[16:]), binary.LittleEndian.Uint16(b[18:])
		n.by.door = int(binary.LittleEndian.Uint16(b[20:]))
		b = b[22:]
	} else {
		n.to, n.from = at, Tick(binary.LittleEndian.Uint64(b[16:]))
		n.by.item = binary.LittleEndian.Uint64(b[24:])
		n.step, n.visit = binary.LittleEndian.Uint16(b[32:]), binary.LittleEndian.Uint16(b[34:])
		n.by.step, n.by.visit = binary.LittleEndian.Uint16(b[36:]), binary.LittleEndian.Uint16(b[38:])
		n.by.door = c.model.Steps[n.step].Department
		var err error
		if b, err = readTicks(b[40:], &n.ticks); err != nil {
			return nil, err
		}
	}
	u.news, u.sorted = append(u.news, n), false
	return b, nil
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
	for ; n < len(u.news) && u.news[n].by.at <= at; n++ {
		if news := &u.news[n]; news.over {
			c.overWith(u, &news.by)
		} else {
			c.leadWait(world, k, n)
		}
	}
	u.news = append(u.news[:0], u.news[n:]...)
}

// overWith notes that an item holds nobody any more. Where arms are compared, its
// itinerary is still wanted beside that of the same item in other arms.
func (c *customers) overWith(u *upstream, end *reference) {
	h := u.holders[end.item]
	switch {
	case h == nil:
	case c.pairs:
		h.over, h.end = true, *end
	default:
		if h.itinerary.steps >= 0 {
			c.pages.forget(&h.itinerary)
		}
		delete(u.holders, end.item)
	}
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
		if u.news[j].by.at > n.to {
			break
		}
		if u.news[j].item == n.by.item && !u.news[j].over {
			c.leadWait(world, k, j)
		}
	}
	h := u.holders[n.by.item]
	if h == nil {
		return // of an order that customers placed, and that is not followed
	}
	way := c.wayOf(u, h, &n.by)
	if len(way) == 0 {
		return
	}
	record := appendLed(nil, &n.wait, &n.by, since(way, n.from, c.model.Steps[n.step].Department))
	c.follower.led(world, n, c.flowOf(n), record)
	if waiter := u.holders[n.item]; waiter != nil {
		c.pages.keep(&waiter.itinerary, record)
	}
	if c.model.Flows[c.model.Steps[n.step].Flow].Segment < 0 {
		return
	}
	if o := c.recorded(c.batch.rep(world), n.item, n.step, k.arm); o != nil {
		c.pages.keep(o, record)
		o.held = true
		if c.counts(o.placed) {
			c.countHeld(u, h, n, way[0].from)
		}
	}
}

// flowOf is the flow of a holder, -1 for an order that a supplier delivered.
func (c *customers) flowOf(n *leadNews) int {
	if n.by.step == noStep {
		return -1
	}
	return c.model.Steps[n.by.step].Flow
}

// since is what is left of a way from a tick on. Before the way begins what it is
// of was not ordered yet by the department at place.
func since(way []stretch, from Tick, place int) []spell {
	var runs []spell
	if begun := way[0].from; begun > from {
		runs = append(runs, spell{uint16(place), CauseUnordered, begun - from})
	}
	for _, s := range way {
		if begun := max(s.from, from); begun < s.to {
			runs = append(runs, spell{uint16(s.place), s.cause, s.to - begun})
		}
	}
	return runs
}

// countHeld counts a wait of a counted order, and its holder once.
func (c *customers) countHeld(u *upstream, h *holder, n *leadNews, begun Tick) {
	r := &u.held[c.kindOf(h, &n.by)]
	r.Waits++
	r.Waited += n.to - n.from
	if !h.counted {
		h.counted = true
		r.Holders++
		r.Took += n.to - begun
	}
}

// wayOf is what a holder went through from its beginning to the end of a wait.
func (c *customers) wayOf(u *upstream, h *holder, by *reference) []stretch {
	if u.last.way != nil && u.last.of == *by {
		return u.last.way
	}
	m := c.model
	b := c.pages.read(c.read[:0], &h.itinerary)
	c.read = b
	var way []stretch // the latest first
	at := by.at
	back := func(to Tick, place int, cause Cause) {
		if to < at {
			way = append(way, stretch{to, at, place, cause})
			at = to
		}
	}
	back(by.came, by.door, CauseHeld)
	step, visit := by.step, by.visit
	if step == noStep { // a supplier delivered: there is one record
		c.backOver(b, b, at, &way)
		at = arrivalOf(b)
	}
	for step != noStep {
		stay := findRecord(b, step, visit, at)
		if stay == nil {
			c.fail(fmt.Errorf("an item that others waited for until %s has no record of step %q: what held them does not add up", m.When(by.at), m.Steps[step].Name))
			return nil
		}
		back(endOf(stay), m.Steps[step].Department, CauseHandoff)
		c.backOver(b, stay, at, &way)
		at = arrivalOf(stay)
		step, visit = beforeOf(stay)
	}
	if h.begun >= 0 {
		if back(h.begun, h.by, CauseHandoff); at != h.begun {
			c.fail(fmt.Errorf("the path of an item that others waited for until %s differs from its time by %d ms: the books do not balance", m.When(by.at), at-h.begun))
		}
	}
	slices.Reverse(way)
	u.last.of, u.last.way = *by, way
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
			if w, led := readLed(b); w.from >= arrived && w.to <= end {
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
