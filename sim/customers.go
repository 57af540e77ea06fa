package sim

import (
	"fmt"
	"slices"
)

// customers is the agent of everybody outside: it places orders, takes note of
// how they end, and pairs each order with itself in the other arms.
type customers struct {
	post
	model    *Model
	index    int
	stretch  Tick   // orders are placed for a stretch of time at once
	cuts     []Tick // forks: no stretch crosses one, nor is placed before it
	learns   bool   // what customers experience changes what they order
	watch    []bool
	agreed   [][]int       // by stream: agreements about its orders
	clocked  []bool        // by stream: the clock of some stands still now and then
	counted  [][]counterAt // by stream: what else its orders count for
	holds    []bool        // segments of which a condition watches something
	repeat   []int         // effects that re-promise open orders
	together []bool        // by step: it may be done once for a whole batch
	transit  bool          // deliveries can be held on their way
	worlds   []*market
	books    [][]book                   // by replication and stream
	started  []map[uint64]*startedOrder // by replication
	alive    []bool                     // by arm: it has its own worlds
	// against[world][Baseline], against[world][DoNothing]: what pairing found,
	// also for arms that have no worlds of their own (yet).
	against [][2]comparison
	pairs   bool // itineraries are compared across arms
	trace   bool
	leads   *leads // nil: no wait is led upstream
	open    int    // counted orders not finished, in all worlds
	events  int64
	routes  map[string]*whichRule // by first step and the effects in force
	pages   pages
	read    []byte                // room for one order's step records
	starts  []int                 // and where each begins
	led     []int                 // likewise of the waits led upstream
	joining []map[uint16][]uint16 // by flow: the joins, and from where branches come to them
	pairing pairing
	news    []Tick // by department, see newsTimes
	// follower keeps the itineraries that the run hands out; nil: none.
	follower *follower
}

// comparison is what pairing an arm's orders with another's found.
type comparison struct {
	pairs  []Pairs // by segment
	ledger [][][NumCauses]Tick
	led    [][][NumCauses]Tick // the ledger led upstream; nil: no wait is
	held   []heldPair
	// carried is for the second account, where itineraries are traced.
	carried carrying
}

func newCustomers(b *batch) *customers {
	m := b.model
	c := &customers{post: newPost(b), model: m, index: b.customers, trace: b.trace, leads: b.leads, pages: pages{free: -1}, alive: make([]bool, b.arms), routes: map[string]*whichRule{}}
	c.alive[Baseline] = true
	c.follower = newFollower(b)
	c.learns = m.customersLearn()
	c.transit = m.holdsOnTheWay()
	c.pairs = b.trace && len(b.forks) > 0
	c.joining, c.news = m.joinings(), b.newsTimes()
	c.watch = m.watches(c.index)
	c.agreed, c.clocked, c.counted = m.agreedOn(), make([]bool, len(m.Streams)), m.countedBy()
	for s := range m.Streams {
		c.clocked[s] = m.clocked(m.Streams[s].Flow)
	}
	c.together = m.togetherAt()
	c.holds = make([]bool, len(m.Segments))
	for e := range m.Effects {
		if cond := m.Effects[e].When.Condition; cond != nil {
			for _, x := range cond.All {
				if m.holder(x) == c.index {
					c.holds[x.Target] = true
				}
			}
		}
		for _, ch := range m.Effects[e].Changes {
			if ch.Param == ParamPromise && ch.Value == 1 {
				c.repeat = append(c.repeat, e)
				break
			}
		}
	}
	for _, f := range b.forks {
		c.cuts = append(c.cuts, f.at)
	}
	if b.outlook != nil {
		c.cuts = append(c.cuts, b.outlook.from)
	}
	if c.stretch = b.stretch; c.stretch <= 0 {
		c.stretch = m.stretch()
	}
	c.worlds = make([]*market, b.worlds())
	c.against = make([][2]comparison, b.worlds())
	for w := range c.against {
		for ref := range c.against[w] {
			c.against[w][ref] = comparison{pairs: make([]Pairs, len(m.Segments)), ledger: newLedger(m)}
			if c.leads != nil {
				c.against[w][ref].led = newUpstreamLedger(m)
			}
			if c.trace {
				c.against[w][ref].carried = newCarrying(m)
			}
		}
	}
	c.books = make([][]book, b.reps)
	c.started = make([]map[uint64]*startedOrder, b.reps)
	for rep := range c.books {
		c.started[rep] = map[uint64]*startedOrder{}
		c.books[rep] = make([]book, len(m.Streams))
		for s := range c.books[rep] {
			c.books[rep][s].arms = b.arms
		}
		if rep < b.begun() {
			w := b.world(rep, Baseline)
			c.worlds[w] = c.newMarket(w)
		}
	}
	return c
}

// customersLearn tells whether anything that reaches the customers can change
// what they order or report: only then do they have to wait for it.
func (m *Model) customersLearn() bool {
	for e := range m.Effects {
		cond := m.Effects[e].When.Condition
		if cond == nil {
			continue
		}
		if concernsCustomers(&m.Effects[e]) || m.routesOrders(&m.Effects[e]) || m.surges(e) {
			return true
		}
		for _, x := range cond.All {
			if m.holder(x) == m.customersAgent() {
				return true
			}
		}
	}
	for _, s := range m.Segments {
		if s.Customers > 0 && (s.LeaveLate > 0 || s.LeaveLost > 0) {
			return true
		}
	}
	for i := range m.Streams {
		if x := m.Streams[i].Machines; x != nil && x.GrowsBy >= 0 {
			return true
		}
	}
	return m.asking()
}

// stretch is for how long orders are placed at once: about a few dozen, but no
// longer than a day.
func (m *Model) stretch() Tick {
	const orders = 24
	rate := 0.0
	for i := range m.Streams {
		rate += m.Streams[i].perTick(m.End)
	}
	const day = 24 * 3600 * 1000
	if rate <= 0 {
		return day
	}
	return Tick(min(day, max(1, float64(orders/rate))))
}

func concernsCustomers(e *Effect) bool {
	for i := range e.Changes {
		switch e.Changes[i].Param {
		case ParamDemand, ParamPromise, ParamPatience, ParamValue:
			return true
		}
	}
	return false
}

// surges tells whether a stream exists only during the effect.
func (m *Model) surges(e int) bool {
	for i := range m.Streams {
		if m.Streams[i].Surge == e {
			return true
		}
	}
	return false
}

func (c *customers) next(world int) Tick {
	if k := c.worlds[world]; k != nil {
		return min(k.agenda.next(), k.ends.next())
	}
	return Never
}

// sends: orders before from are placed; a status may be reported at its time.
func (c *customers) sends(world int) Tick {
	k := c.worlds[world]
	if k == nil {
		return Never
	}
	at := k.from
	for _, e := range k.events {
		if e.class == classStatus {
			at = min(at, e.at)
		}
	}
	return at
}

func (c *customers) handled() int64 { return c.events }

// done: every counted order of every world is finished.
func (c *customers) done() bool {
	if c.open > 0 || c.follower != nil {
		return false
	}
	for _, k := range c.worlds {
		if k != nil && k.from < c.model.Until {
			return false
		}
	}
	return true
}

func (c *customers) take(world int, entries []byte) error {
	var e entry
	var err error
	k := c.worlds[world]
	for len(entries) > 0 {
		c.events++
		switch entryKind(entries[0]) {
		case entryRecord, entryStood:
			if entries, err = c.record(world, k, entries); err != nil {
				return err
			}
			continue
		case entryHeld, entryBegun, entryOver:
			if entries, err = c.hearLead(k, entries); err != nil {
				return err
			}
			continue
		}
		if entries, err = readEntry(entries, &e); err != nil {
			return err
		}
		switch e.kind {
		case entryDelivered, entryLost:
			if e.flags&hasGiveUp != 0 {
				k.lostAt(&e)
			}
			if e.flags&hasHanded != 0 {
				k.sent(&e)
			}
			k.ends.push(ending{heard: e.at, item: e.item, step: e.step, visit: e.visit, lost: e.kind == entryLost, cause: Cause(e.branch), defect: e.flags&hasDefect != 0})
		case entryPlaced:
			c.book(world, k, &e)
		case entryStopped:
			k.came(&e)
		case entryFire:
			c.fire(world, int(e.step), e.at)
		default:
			return fmt.Errorf("entry of kind %d is not for the customers", e.kind)
		}
	}
	return nil
}

func (c *customers) work(world int, bound, settled Tick) {
	k := c.worlds[world]
	for {
		next, ends := k.agenda.next(), k.ends.next()
		if ends < settled && ends <= next {
			if e := k.ends.pop(); !c.held(k, &e) {
				c.end(world, &e)
			}
			continue
		}
		if next >= bound {
			c.leadUpTo(world, k, min(settled-1, ends))
			return
		}
		e := k.pop()
		switch e.class {
		case classAsks:
			c.askers(world, k, e.at)
		case classOrders:
			c.place(world, k, e.at)
		case classStatus:
			c.sample(world, k, e)
		}
		c.events++
	}
}

// fire: a condition held. What it changes for customers holds for orders from
// the next midnight on, like everything they experience.
func (c *customers) fire(world, e int, at Tick) {
	k := c.worlds[world]
	if k.fired == nil {
		k.fired = map[int]Tick{}
	}
	k.fired[e] = at
	c.followFire(k, e, at)
}

// followFire takes note of when an effect holds for the customers whose condition held.
func (c *customers) followFire(k *market, e int, at Tick) {
	s := k.past.span(c.model, k.key, e, at)
	if !s.happens {
		return
	}
	t := timedEffect{e, s.start, s.end, s.start}
	if concernsCustomers(&c.model.Effects[e]) || c.model.routesOrders(&c.model.Effects[e]) || c.model.surges(e) {
		t.start = min(s.end, c.model.midnightAfter(s.start))
	}
	k.hold(t)
}

func (m *Model) midnightAfter(at Tick) Tick {
	days := m.Calendars[0].Days
	i, exact := slices.BinarySearch(days, at)
	if exact {
		return at
	}
	if i < len(days) {
		return days[i]
	}
	return Never
}

// sample reports what a condition watches of the customers.
func (c *customers) sample(world int, k *market, ev event) {
	e := int(ev.ref)
	if at, ok := k.fired[e]; ok && at <= ev.at {
		return
	}
	cond := c.model.Effects[e].When.Condition
	for i, x := range cond.All {
		if c.model.holder(x) == c.index {
			value := k.tallies[x.Target].value(x.Quantity, ev.at)
			c.out(cond.Judge).add(world, &entry{at: later(ev.at, c.model.Handoff), item: uint64(value), kind: entryStatus, step: uint16(e), visit: uint16(i)})
		}
	}
	if next := later(ev.at, cond.Every); next < cond.sampled(c.model) {
		k.push(event{at: next, ref: ev.ref, class: classStatus})
	}
}
