package sim

import (
	"fmt"
	"maps"
	"slices"

	"ripple/sim/draw"
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
	read    []byte // room for one order's step records
	starts  []int  // and where each begins
	led     []int  // likewise of the waits led upstream
	// follower keeps the itineraries that the run hands out; nil: none.
	follower *follower
}

// market is the customers' part of one world.
type market struct {
	agenda
	ends       endings
	arm        int
	key        draw.Key
	spans      []timedEffect // effects that concern the customers, by start
	streams    []source
	from       Tick          // orders before it are placed
	asks       []ask         // of today, by time
	people     []*population // by segment; nil: uncounted
	machines   []*machinesIn // by stream; nil: it depends on none
	fired      map[int]Tick
	tallies    []tally // by segment, where a condition watches
	segments   []SegmentResult
	agreements []AgreementResult
	agreedDays [][]AgreementResult // day by day; nil: not followed
	lostWork   []Tick              // on lost orders, by department
	stays      map[uint64][]stay   // of open orders, where clocks stand still or they were lost
	path       [][][NumCauses]Tick
	upstream   *upstream // nil: no wait is led upstream
	ended      Tick      // until when counted orders were there
	stranded   []Stranded
	open       []openOrder    // at End
	expense    int64          // cents for open orders that were promised another date
	samples    *marketSamples // nil: nobody asked
}

// comparison is what pairing an arm's orders with another's found.
type comparison struct {
	pairs  []Pairs // by segment
	ledger [][][NumCauses]Tick
	led    [][][NumCauses]Tick // the ledger led upstream; nil: no wait is
	held   []heldPair
}

// timedEffect is an effect in one world, from start to end.
type timedEffect struct {
	effect     int
	start, end Tick
	began      Tick // before customers notice: costs count from here
}

// source is one stream of candidate orders in one world.
type source struct {
	ordinal uint64 // of the next candidate
	at      Tick   // when it comes; Never: no more
	drawn   bool   // at is valid
	slot    int    // the next of the stream's slots
	ahead   []Tick // candidates of the slot before it that are still to come; never changed in place
}

func newCustomers(b *batch) *customers {
	m := b.model
	c := &customers{post: newPost(b), model: m, index: b.customers, trace: b.trace, leads: b.leads, pages: pages{free: -1}, alive: make([]bool, b.arms), routes: map[string]*whichRule{}}
	c.alive[Baseline] = true
	c.follower = newFollower(b)
	c.learns = m.customersLearn()
	c.transit = m.holdsOnTheWay()
	c.pairs = b.trace && len(b.forks) > 0
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
		w := b.world(rep, Baseline)
		c.worlds[w] = c.newMarket(w)
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

func (c *customers) newMarket(w int) *market {
	m := c.model
	k := &market{
		arm: c.batch.arm(w), key: c.batch.keys[c.batch.rep(w)], streams: make([]source, len(m.Streams)),
		people: make([]*population, len(m.Segments)), machines: make([]*machinesIn, len(m.Streams)), tallies: make([]tally, len(m.Segments)),
		segments: make([]SegmentResult, len(m.Segments)), path: newLedger(m), upstream: newUpstream(m, c.leads),
		agreements: make([]AgreementResult, len(m.Agreements)),
		lostWork:   make([]Tick, len(m.Departments)),
		agreedDays: newAgreedDays(m, c.trace, c.batch.arm(w), func(a *Agreement) bool { return a.Step < 0 }),
	}
	for s := range m.Streams {
		k.machines[s] = newMachines(m, s)
	}
	for s := range m.Segments {
		k.people[s] = newPopulation(m, s)
		k.segments[s].Accounts = make([]AccountResult, len(m.Segments[s].Accounts))
		k.segments[s].Counted = make([]int64, len(m.Segments[s].Counters))
		n := daysUntil(m.Calendars[0].Days, m.Until)
		k.segments[s].Open, k.segments[s].Overdue = make([]Tick, n), make([]Tick, n)
	}
	k.tie = func(a, b event) bool {
		if a.class != b.class {
			return a.class < b.class
		}
		if a.ref == b.ref {
			c.fail(fmt.Errorf("%w: class %d, number %d, at %s", errAmbiguous, a.class, a.ref, m.When(a.at)))
		}
		return a.ref < b.ref
	}
	if c.batch.sample > 0 {
		k.samples = newMarketSamples(m, c.batch.sample)
	}
	c.schedule(k, nil)
	k.push(event{at: 0, class: classOrders})
	if m.asking() {
		k.push(event{at: 0, class: classAsks})
	}
	return k
}

func newLedger(m *Model) [][][NumCauses]Tick {
	l := make([][][NumCauses]Tick, len(m.Segments))
	for s := range l {
		l[s] = make([][NumCauses]Tick, len(m.Departments)+1)
	}
	return l
}

// schedule takes note of the effects an arm has and the arm it was copied from has not.
func (c *customers) schedule(k *market, from *int) {
	m := c.model
	m.effectEvents(k.key, k.arm, from, func(e int) bool {
		if s := m.effectTime(k.key, e); s.happens {
			k.hold(timedEffect{e, s.start, s.end, s.start})
		}
		return false
	}, func(e event) {
		if c.watch[e.ref] {
			k.push(e)
		}
	})
}

// hold inserts an effect, in order of start and then of the file.
func (k *market) hold(t timedEffect) {
	i := len(k.spans)
	for i > 0 && (k.spans[i-1].start > t.start || k.spans[i-1].start == t.start && k.spans[i-1].effect > t.effect) {
		i--
	}
	k.spans = slices.Insert(k.spans, i, t)
}

func (c *customers) fork(from, to int) {
	k := c.worlds[from]
	n := *k
	n.arm = c.batch.arm(to)
	n.events = slices.Clone(k.events)
	n.tie = k.tie
	n.ends = slices.Clone(k.ends)
	n.fired = maps.Clone(k.fired)
	n.spans = slices.Clone(k.spans)
	n.streams = slices.Clone(k.streams)
	n.asks = slices.Clone(k.asks)
	n.people, n.machines = slices.Clone(k.people), slices.Clone(k.machines)
	for i := range n.people {
		n.people[i] = k.people[i].clone()
	}
	for i := range n.machines {
		n.machines[i] = k.machines[i].clone()
	}
	n.tallies = slices.Clone(k.tallies)
	for i := range n.tallies {
		n.tallies[i] = k.tallies[i].clone()
	}
	n.segments = slices.Clone(k.segments)
	for i := range n.segments {
		n.segments[i].Open = slices.Clone(k.segments[i].Open)
		n.segments[i].Overdue = slices.Clone(k.segments[i].Overdue)
		n.segments[i].Accounts = slices.Clone(k.segments[i].Accounts)
		n.segments[i].Counted = slices.Clone(k.segments[i].Counted)
	}
	n.path = cloneAll(k.path)
	n.upstream = k.upstream.clone(&c.pages)
	n.stranded = slices.Clone(k.stranded)
	n.agreements = slices.Clone(k.agreements)
	n.lostWork = slices.Clone(k.lostWork)
	n.agreedDays = forkAgreedDays(k.agreedDays, n.arm)
	n.samples = k.samples.clone()
	n.stays = maps.Clone(k.stays)
	for item := range n.stays {
		n.stays[item] = slices.Clone(n.stays[item])
	}
	source := k.arm
	c.worlds[to] = &n
	c.schedule(&n, &source)
	rep := c.batch.rep(to)
	for s := range c.books[rep] {
		c.books[rep][s].fork(c, c.batch.arm(from), c.batch.arm(to))
	}
	c.forkStarted(rep, c.batch.arm(from), c.batch.arm(to))
	c.follower.fork(from, to)
	c.alive[n.arm] = true
}

func cloneAll[T any](a [][]T) [][]T {
	b := make([][]T, len(a))
	for i := range a {
		b[i] = slices.Clone(a[i])
	}
	return b
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
	s := c.model.effectFrom(k.key, e, at)
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
