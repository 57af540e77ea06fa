package sim

import (
	"fmt"
	"maps"
	"slices"

	"ripple/sim/draw"
)

// market is the customers' part of one world.
type market struct {
	agenda
	ends       endings
	arm        int
	key        draw.Key
	past       *past         // nil: this is no forecast, or it has not begun
	spans      []timedEffect // effects that concern the customers, by start
	streams    []source
	from       Tick          // orders before it are placed
	asks       []ask         // of today, by time
	people     []*population // by segment; nil: uncounted
	machines   []*machinesIn // by stream; nil: it depends on none
	fired      map[int]Tick
	handed     map[handedAt]Tick // before a forecast: since when what takes a random time is on its way
	tallies    []tally           // by segment, where a condition watches
	segments   []SegmentResult
	agreements []AgreementResult
	agreedDays [][]AgreementResult // day by day; nil: not followed
	lostWork   []Tick              // on lost orders, by department
	stays      map[uint64][]stay   // of open orders, where clocks stand still or they were lost
	path       [][][NumCauses]Tick
	passed     [][]passing // likewise; nil: not traced
	upstream   *upstream   // nil: no wait is led upstream
	ended      Tick        // until when counted orders were there
	stranded   []Stranded
	open       []openOrder    // at End
	expense    int64          // cents for open orders that were promised another date
	samples    *marketSamples // nil: nobody asked
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
	since   Tick   // from when on it was waited for
	drawn   bool   // at is valid
	slot    int    // the next of the stream's slots
	ahead   []Tick // candidates of the slot before it that are still to come; never changed in place
}

func (c *customers) newMarket(w int) *market {
	m := c.model
	k := &market{
		arm: c.batch.arm(w), key: c.batch.keyAt(w), streams: make([]source, len(m.Streams)),
		people: make([]*population, len(m.Segments)), machines: make([]*machinesIn, len(m.Streams)), tallies: make([]tally, len(m.Segments)),
		segments: make([]SegmentResult, len(m.Segments)), path: newLedger(m), upstream: newUpstream(m, c.leads),
		agreements: make([]AgreementResult, len(m.Agreements)),
		lostWork:   make([]Tick, len(m.Departments)),
		agreedDays: newAgreedDays(m, c.trace, c.batch.arm(w), func(a *Agreement) bool { return a.Step < 0 }),
	}
	if c.trace {
		k.passed = newPassings(m)
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
		k.samples = newMarketSamples(m, c.batch.sampleFrom, c.batch.sample)
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
	m.effectEvents(k.key, k.arm, from, k.past, func(e int) bool {
		if s := k.past.time(m, k.key, e); s.happens {
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
	n.fired, n.handed = maps.Clone(k.fired), maps.Clone(k.handed)
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
	n.path, n.passed = cloneAll(k.path), cloneAll(k.passed)
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
	if rep, source := c.batch.rep(to), c.batch.rep(from); rep != source {
		c.forkBooks(source, rep)
	} else {
		for s := range c.books[rep] {
			c.books[rep][s].fork(c, c.batch.arm(from), c.batch.arm(to))
		}
		c.forkStarted(rep, c.batch.arm(from), c.batch.arm(to))
	}
	c.follower.fork(from, to)
	c.alive[n.arm] = true
}

func cloneAll[T any](a [][]T) [][]T {
	if a == nil {
		return nil
	}
	b := make([][]T, len(a))
	for i := range a {
		b[i] = slices.Clone(a[i])
	}
	return b
}
