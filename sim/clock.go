package sim

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"ripple/broker"
)

// clock tells the agents of one batch how far they may work. It knows of each
// agent when its next event is and which parcels it sent to whom, and nothing else.
type clock struct {
	batch    *batch
	inbox    *broker.Inbox
	receiver *broker.Receiver
	outbox   *broker.Outbox
	round    uint64
	// By agent × worlds + world:
	next   []Tick // its next event
	sends  []Tick // the earliest tick from which it may send
	flight []Tick // the earliest arrival of parcels sent to it and not yet taken
	bounds []Tick
	// settled is, by world, what the customers may book before when they may
	// order further ahead.
	settled []Tick
	owed    [][]promise     // by agent: the last parcel of each sender it was not yet ordered to take
	unread  []int           // by agent: how many parcels these are
	done    []bool          // by agent
	events  []int64         // by agent
	heard   []time.Duration // by agent: its last sign of life, on the stopwatch; -1: none is awaited
	watched stopwatch
	forks   []fork // still to come, in order of time
	end     Tick   // of the run, at the latest
	told    []int
	frame   []byte
	// span is how much time an agent may go through in one round, even where
	// nothing holds it up, so that all are busy at once instead of one after
	// another. It adapts to the work a round finds. The fastest may be as many
	// spans ahead of the slowest as there are agents: that bounds what is in flight.
	span     Tick
	progress func(at Tick)
	rounds   int64
}

// The work of one round, in events, where handoffs leave the choice: enough
// that each world, once fetched into the processor's caches, is worth it;
// little enough to bound what is in flight. Measured on the tandem with 512
// worlds: 50,000 gave 3.0 million steps a second, 150,000 4.0, 400,000 4.4 and
// 1,000,000 4.0.
const (
	roundEventsLow  = 400_000
	roundEventsHigh = 1_600_000
)

func newClock(b *batch, c *broker.Conn) (*clock, error) {
	inbox, err := c.Subscribe(b.subject(b.clock))
	if err != nil {
		return nil, err
	}
	n, w := b.agents, b.worlds()
	k := &clock{
		batch: b, inbox: inbox, receiver: broker.NewReceiver(b.run, b.clock), outbox: broker.NewOutbox(c, b.run, b.clock),
		next: make([]Tick, n*w), sends: make([]Tick, n*w), flight: make([]Tick, n*w), bounds: make([]Tick, n*w), settled: make([]Tick, w),
		owed: make([][]promise, n), unread: make([]int, n), done: make([]bool, n),
		events: make([]int64, n), heard: make([]time.Duration, n), forks: b.forks, end: b.model.End, span: 60_000,
	}
	for i := range k.next {
		k.next[i], k.sends[i], k.flight[i] = Never, Never, Never
	}
	if o := b.outlook; o != nil {
		k.forks = append(slices.Clone(b.forks), fork{at: o.from, forecast: true})
		if o.until > 0 {
			k.end = min(k.end, o.until)
		}
	}
	return k, nil
}

// run leads the batch to its end and returns each agent's findings.
func (k *clock) run(ctx context.Context) ([][]byte, error) {
	defer k.inbox.Close()
	// The first round moves nothing: it asks where everybody stands.
	all := make([]int, k.batch.agents)
	for i := range all {
		all[i] = i
	}
	if err := k.tell(all, nil, false); err != nil {
		return nil, err
	}
	for {
		if err := k.gather(ctx); err != nil {
			return nil, err
		}
		least := k.least()
		if k.progress != nil {
			k.progress(min(least, k.end))
		}
		if k.finished(least) {
			break
		}
		if forks := k.due(least); len(forks) > 0 {
			clear(k.bounds)
			clear(k.settled)
			if err := k.tell(all, forks, false); err != nil {
				return nil, err
			}
			continue
		}
		k.advance()
		var busy []int
		for a := range k.batch.agents {
			if k.busy(a) {
				busy = append(busy, a)
			}
		}
		if len(busy) == 0 {
			return nil, fmt.Errorf("the departments wait for each other at %s: this is a bug in ripple, please report it with the scenario", k.batch.model.When(least))
		}
		if err := k.tell(busy, nil, false); err != nil {
			return nil, err
		}
	}
	clear(k.bounds)
	clear(k.settled)
	if err := k.tell(all, nil, true); err != nil {
		return nil, err
	}
	return k.collect(ctx)
}

// least is the earliest tick at which anything can still happen in any world.
func (k *clock) least() Tick {
	least := Never
	for i, t := range k.next {
		least = min(least, t, k.flight[i], k.sends[i])
	}
	return least
}

// finished: everybody needs nothing more and counting is over, or the cap is reached.
func (k *clock) finished(least Tick) bool {
	m := k.batch.model
	if least >= k.end {
		return true
	}
	// An order that a department started is heard of one handoff later.
	if least < later(m.Until, m.Handoff) || len(k.forks) > 0 {
		return false
	}
	for _, d := range k.done {
		if !d {
			return false
		}
	}
	return true
}

// due are the forks whose tick everybody has reached: all that happens before
// it has happened, and what is in flight arrives at it or later.
func (k *clock) due(least Tick) []fork {
	n := 0
	for n < len(k.forks) && k.forks[n].at <= least {
		n++
	}
	due := k.forks[:n]
	k.forks = k.forks[n:]
	return due
}

// advance works out new bounds: for each world and agent the least, over all
// agents, of their next possible sending and the shortest chain of handoffs
// from there to here.
func (k *clock) advance() {
	b := k.batch
	worlds := b.worlds()
	limit := k.end
	if len(k.forks) > 0 {
		limit = min(limit, k.forks[0].at)
	}
	least := make([]Tick, worlds)
	for w := range least {
		least[w] = Never
	}
	for a := range b.agents {
		row := a * worlds
		for w := range worlds {
			s := k.sends[row+w]
			if a != b.customers {
				s = min(s, k.flight[row+w])
				k.sends[row+w] = s
			}
			least[w] = min(least[w], s, k.next[row+w])
		}
	}
	lead := later(0, k.span*Tick(b.agents+1))
	for w := range least {
		k.settled[w] = min(limit, later(least[w], lead))
	}
	for a := range b.agents {
		bounds := k.bounds[a*worlds : (a+1)*worlds]
		for w := range bounds {
			own := min(k.next[a*worlds+w], k.flight[a*worlds+w])
			bounds[w] = min(k.settled[w], later(own, k.span))
		}
	}
	for changed := true; changed; {
		changed = false
		for _, l := range b.ahead.links {
			changed = k.follow(l) || changed
		}
	}
}

// follow lowers the bounds of a link's receiver to what the sender may send:
// it may act when its next event comes, or, in answer to others, at its bound.
func (k *clock) follow(l link) bool {
	b := k.batch
	worlds := b.worlds()
	sends := k.sends[l.from*worlds : (l.from+1)*worlds]
	acts := k.bounds[l.from*worlds : (l.from+1)*worlds]
	bounds := k.bounds[l.to*worlds : (l.to+1)*worlds]
	switch {
	case l.from == b.customers:
		// The customers send by their own plan (orders of a whole stretch of
		// time, made from what they knew before it), never in answer to what
		// just reached them.
		acts = sends
	case l.to == b.customers && b.ahead.free:
		// They need not wait to order, only to book what has come.
		bounds = k.settled
	}
	lower := false
	for w := range bounds {
		if at := min(sends[w], acts[w]); at < bounds[w]-l.time {
			bounds[w] = at + l.time
			lower = true
		}
	}
	return lower
}

// busy tells whether an agent has anything to do before its bounds, or so many
// parcels that it had better take them.
func (k *clock) busy(a int) bool {
	const crowded = 64
	if k.unread[a] > crowded {
		return true
	}
	worlds := k.batch.worlds()
	next := k.next[a*worlds : (a+1)*worlds]
	flight := k.flight[a*worlds : (a+1)*worlds]
	for w, bound := range k.bounds[a*worlds : (a+1)*worlds] {
		if next[w] < bound || flight[w] < bound {
			return true
		}
	}
	return false
}

// tell sends orders to agents.
func (k *clock) tell(agents []int, forks []fork, finish bool) error {
	b := k.batch
	worlds := b.worlds()
	k.told = append(k.told[:0:0], agents...)
	for _, a := range agents {
		o := directive{round: k.round, forks: forks, finish: finish, bounds: k.bounds[a*worlds : (a+1)*worlds]}
		if a == b.customers && b.ahead.free {
			o.settled = k.settled
		}
		o.promised, k.owed[a], k.unread[a] = k.owed[a], nil, 0
		flight := k.flight[a*worlds : (a+1)*worlds]
		for w := range flight {
			flight[w] = Never
		}
		k.frame = o.append(k.frame[:0])
		if err := k.outbox.Send(a, b.subject(a), parcelBound, k.frame); err != nil {
			return k.explain(err)
		}
		k.heard[a] = k.watched.total
	}
	return nil
}

// gather waits for the reports of all that were told to work.
func (k *clock) gather(ctx context.Context) error {
	before := sum(k.events)
	for waiting := len(k.told); waiting > 0; {
		p, err := k.receive(ctx)
		if err != nil {
			return err
		}
		if p.Kind != parcelReport {
			return fmt.Errorf("%s sent a parcel of kind %q instead of a report", k.batch.model.agentName(p.From), p.Kind)
		}
		if err := k.note(p); err != nil {
			return err
		}
		k.heard[p.From] = -1
		waiting--
	}
	k.round++
	k.rounds++
	switch events := sum(k.events) - before; {
	case events < roundEventsLow:
		k.span *= 2
	case events > roundEventsHigh:
		k.span -= k.span / 2
	}
	k.span = max(1, min(k.span, k.batch.model.End))
	if k.batch.window > 0 {
		k.span = k.batch.window
	}
	return nil
}

func sum(xs []int64) int64 {
	var s int64
	for _, x := range xs {
		s += x
	}
	return s
}

// receive waits for the next message that is not a beat.
func (k *clock) receive(ctx context.Context) (broker.Parcel, error) {
	for {
		if err := ctx.Err(); err != nil {
			return broker.Parcel{}, context.Cause(ctx)
		}
		data, err := k.inbox.Next(k.batch.limits.beat)
		k.watched.tick(k.batch.limits.beat)
		switch {
		case errors.Is(err, broker.ErrTimeout):
			if err := k.watch(); err != nil {
				return broker.Parcel{}, err
			}
			continue
		case err != nil:
			return broker.Parcel{}, k.explain(err)
		}
		p, complete, err := k.receiver.Accept(data)
		switch {
		case err != nil:
			return broker.Parcel{}, k.explain(err)
		case !complete:
			continue
		}
		if p.From < 0 || p.From >= k.batch.agents {
			return broker.Parcel{}, fmt.Errorf("report from agent %d, who does not exist", p.From)
		}
		switch p.Kind {
		case parcelBeat:
			k.heard[p.From] = k.watched.total
			if err := k.watch(); err != nil {
				return broker.Parcel{}, err
			}
		case parcelTrouble:
			return broker.Parcel{}, errors.New(string(p.Payload))
		default:
			return p, nil
		}
	}
}

// explain says what the bus says with the names of the agents and the time.
func (k *clock) explain(err error) error {
	m := k.batch.model
	var bad *broker.ParcelError
	if errors.As(err, &bad) {
		return fmt.Errorf("parcel %d from %s to the clock %s, at %s", bad.Number, m.agentName(bad.From), bad.Reason, m.When(k.least()))
	}
	return fmt.Errorf("the run ended at %s: %w", m.When(k.least()), err)
}

// watch ends the run when an agent that was told to work gives no sign of life.
func (k *clock) watch() error {
	for _, a := range k.told {
		if h := k.heard[a]; h >= 0 && k.watched.total-h > k.batch.limits.stall {
			return fmt.Errorf("%s has stalled at %s: no sign of life for %s", k.batch.model.agentName(a), k.batch.model.When(k.stands(a)), k.batch.limits.stall)
		}
	}
	return nil
}

// stands is the earliest next event of an agent, as last reported.
func (k *clock) stands(a int) Tick {
	worlds := k.batch.worlds()
	at := Never
	for _, t := range k.next[a*worlds : (a+1)*worlds] {
		at = min(at, t)
	}
	return at
}

// note takes down a report.
func (k *clock) note(p broker.Parcel) error {
	n, worlds := k.batch.agents, k.batch.worlds()
	r := reader{b: p.Payload}
	if round := r.u64(); round != k.round {
		return fmt.Errorf("%s reported round %d instead of %d", k.batch.model.agentName(p.From), round, k.round)
	}
	k.events[p.From] = int64(r.u64())
	k.done[p.From] = r.u8() == 1
	row := p.From * worlds
	for w := range worlds {
		k.next[row+w] = Tick(r.u64())
	}
	copy(k.sends[row:row+worlds], k.next[row:row+worlds])
	if p.From == k.batch.customers {
		for w := range worlds {
			k.sends[row+w] = Tick(r.u64())
		}
	}
	for len(r.b) > 0 && !r.short {
		to := int(r.u32())
		number := r.u64()
		if to >= n {
			return fmt.Errorf("%s reported a parcel to agent %d, who does not exist", k.batch.model.agentName(p.From), to)
		}
		k.owed[to] = append(k.owed[to], promise{p.From, number})
		k.unread[to]++
		if r.u8() == 0 {
			continue
		}
		flight := k.flight[to*worlds : (to+1)*worlds]
		for w := range flight {
			flight[w] = min(flight[w], Tick(r.u64()))
		}
	}
	if r.short {
		return fmt.Errorf("report of %s: %w", k.batch.model.agentName(p.From), errShort)
	}
	return nil
}

// collect receives the findings of all agents.
func (k *clock) collect(ctx context.Context) ([][]byte, error) {
	found := make([][]byte, k.batch.agents)
	for waiting := k.batch.agents; waiting > 0; {
		p, err := k.receive(ctx)
		if err != nil {
			return nil, err
		}
		if p.Kind != parcelFindings || found[p.From] != nil {
			return nil, fmt.Errorf("%s sent a parcel of kind %q instead of its results", k.batch.model.agentName(p.From), p.Kind)
		}
		found[p.From] = p.Payload
		k.heard[p.From] = -1
		waiting--
	}
	return found, nil
}
