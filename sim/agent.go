package sim

import (
	"encoding/binary"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"ripple/broker"
)

// worker is what an agent does in its worlds; the agent around it speaks with
// the bus. Worlds are numbered within the batch.
type worker interface {
	// take merges the entries another agent sent for a world.
	take(world int, entries []byte) error
	// work goes through the world's events before bound. Before settled,
	// everything that other agents will have sent is there.
	work(world int, bound, settled Tick)
	// next is the next moment at which the worker has something to do; Never.
	next(world int) Tick
	// sends is the earliest tick from which what the worker knows now may lead
	// to something sent, handoff not included.
	sends(world int) Tick
	// fork copies one world into another.
	fork(from, to int)
	// redraw begins the forecast of a world, whose past is another's.
	redraw(world int)
	// done tells whether the worker, for its part, needs nothing more.
	done() bool
	// handled counts the events gone through.
	handled() int64
	// findings are the results, for gob.
	findings() any
	failure() error
	mail() *post
}

// limits are the watchdog's: how long an agent may be silent. They can end a
// run and never change a number.
type limits struct {
	// beat is how often an agent at work says so.
	beat time.Duration
	// stall is how long the clock waits for a sign of life.
	stall time.Duration
	// missing is how long an agent waits for a parcel it was promised.
	missing time.Duration
}

// agent is one goroutine with its own subscription.
type agent struct {
	batch    *batch
	index    int
	worker   worker
	inbox    *broker.Inbox
	receiver *broker.Receiver
	outbox   *broker.Outbox
	pending  []parcelIn // parcels not yet taken
	next     []Tick     // the worker's next, by world
	order    *directive // told to work, and waiting for what was promised
	told     time.Time
	waited   time.Duration // for what was promised
	report   []byte
	beaten   time.Time
}

// errStop ends an agent's loop when the clock says so.
var errStop = errors.New("stop")

func newAgent(b *batch, c *broker.Conn, index int, w worker) (*agent, error) {
	inbox, err := c.Subscribe(b.subject(index))
	if err != nil {
		return nil, err
	}
	return &agent{
		batch: b, index: index, worker: w, inbox: inbox,
		receiver: broker.NewReceiver(b.run, index), outbox: broker.NewOutbox(c, b.run, index),
		next: nextTimes(b, w),
	}, nil
}

func nextTimes(b *batch, w worker) []Tick {
	next := make([]Tick, b.worlds())
	for world := range next {
		next[world] = w.next(world)
	}
	return next
}

// run is the agent's life. Whatever goes wrong is told to the clock, which
// ends the run.
func (a *agent) run() {
	defer a.inbox.Close()
	err := a.guard()
	if err == nil || errors.Is(err, broker.ErrClosed) {
		return
	}
	// When this cannot be sent either, the broker has failed and the clock knows.
	_ = a.outbox.Send(a.batch.clock, a.batch.subject(a.batch.clock), parcelTrouble, []byte(err.Error()))
}

func (a *agent) guard() (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%s: internal error: %v\n%s", a.batch.model.agentName(a.index), r, debug.Stack())
		}
	}()
	for {
		if err := a.step(); err != nil {
			if errors.Is(err, errStop) {
				return nil
			}
			return err
		}
	}
}

// step takes one message, and does as ordered when everything promised is there.
func (a *agent) step() error {
	data, err := a.inbox.Next(a.batch.limits.beat)
	switch {
	case errors.Is(err, broker.ErrTimeout):
		// Beats are counted: a machine that slept has lost nothing.
		if a.waited += a.batch.limits.beat; a.order != nil && a.waited > a.batch.limits.missing {
			return a.missing()
		}
		return nil
	case err != nil:
		return err
	}
	p, complete, err := a.receiver.Accept(data)
	if err != nil {
		return a.explain(err)
	}
	if !complete {
		return nil
	}
	switch p.Kind {
	case parcelWork:
		in, err := newParcelIn(p.From, p.Payload)
		if err != nil {
			return fmt.Errorf("%s, parcel %d from %s, at %s: %w", a.batch.model.agentName(a.index), p.Number, a.batch.model.agentName(p.From), a.batch.model.When(a.stands()), err)
		}
		a.pending = append(a.pending, in)
	case parcelBound:
		if a.order, err = readDirective(p.Payload, a.batch.worlds()); err != nil {
			return err
		}
		a.told, a.waited = time.Now(), 0
	default:
		return fmt.Errorf("a parcel of kind %q is not for an agent", p.Kind)
	}
	if a.order == nil {
		return nil
	}
	for _, promise := range a.order.promised {
		if a.receiver.Through(promise.from) < promise.number {
			return nil
		}
	}
	o := a.order
	a.order = nil
	return a.obey(o)
}

// missing says which promised parcel did not come.
func (a *agent) missing() error {
	for _, promise := range a.order.promised {
		if through := a.receiver.Through(promise.from); through < promise.number {
			return fmt.Errorf("parcel %d from %s to %s is missing at %s: the run cannot go on, because its numbers would be wrong",
				through+1, a.batch.model.agentName(promise.from), a.batch.model.agentName(a.index), a.batch.model.When(a.order.least()))
		}
	}
	return nil
}

// explain names the agents in what the bus says of a parcel.
func (a *agent) explain(err error) error {
	var bad *broker.ParcelError
	if !errors.As(err, &bad) {
		return err
	}
	return fmt.Errorf("parcel %d from %s to %s %s, at %s: the run cannot go on, because its numbers would be wrong",
		bad.Number, a.batch.model.agentName(bad.From), a.batch.model.agentName(a.index), bad.Reason, a.batch.model.When(a.stands()))
}

// stands is the agent's next moment in any world.
func (a *agent) stands() Tick {
	at := Never
	for w := range a.batch.worlds() {
		at = min(at, a.worker.next(w))
	}
	return at
}

// obey takes the parcels, forks, works up to the bounds, sends and reports.
func (a *agent) obey(o *directive) error {
	a.beaten = a.told
	for world := range a.batch.worlds() {
		took := false
		for i := range a.pending {
			in := &a.pending[i]
			for in.world == world {
				took = true
				if err := a.worker.take(world, in.entries); err != nil {
					return fmt.Errorf("%s, from %s, at %s: %w", a.batch.model.agentName(a.index), a.batch.model.agentName(in.from), a.batch.model.When(a.stands()), err)
				}
				if err := in.advance(); err != nil {
					return err
				}
			}
		}
		if took {
			a.next[world] = a.worker.next(world)
		}
		if a.next[world] < o.bounds[world] {
			a.worker.work(world, o.bounds[world], o.settled[world])
			a.next[world] = a.worker.next(world)
		}
		if world&31 == 31 {
			if err := a.beat(); err != nil {
				return err
			}
		}
		if err := a.worker.failure(); err != nil {
			return fmt.Errorf("%s: %w", a.batch.model.agentName(a.index), err)
		}
	}
	a.pending = a.pending[:0]
	for _, f := range o.forks {
		if f.forecast {
			a.lookAhead()
			continue
		}
		for rep := range a.batch.reps {
			to := a.batch.world(rep, f.to)
			a.worker.fork(a.batch.world(rep, f.from), to)
			a.next[to] = a.worker.next(to)
		}
	}
	if o.finish {
		return a.finish()
	}
	return a.send(o)
}

// lookAhead copies the replication lived in to all others, and begins their forecasts. Of a
// forecast only the baseline is simulated, in which the arm that is looked ahead in stands.
func (a *agent) lookAhead() {
	b := a.batch
	for rep := range b.reps {
		w := b.world(rep, Baseline)
		if rep > 0 {
			a.worker.fork(b.world(0, Baseline), w)
		}
	}
	for rep := range b.reps {
		w := b.world(rep, Baseline)
		a.worker.redraw(w)
		a.next[w] = a.worker.next(w)
	}
}

// beat tells the clock that a long window is no stall.
func (a *agent) beat() error {
	now := time.Now()
	if now.Sub(a.beaten) < a.batch.limits.beat {
		return nil
	}
	a.beaten = now
	return a.outbox.Send(a.batch.clock, a.batch.subject(a.batch.clock), parcelBeat, nil)
}

// send dispatches one parcel per agent that something is handed to, and the
// report: round, events, next per world, of the customers also sends, then for each parcel its
// receiver, its number and, per world, the earliest arrival in it.
func (a *agent) send(o *directive) error {
	worlds := a.batch.worlds()
	b := a.report[:0]
	b = binary.LittleEndian.AppendUint64(b, o.round)
	b = binary.LittleEndian.AppendUint64(b, uint64(a.worker.handled()))
	done := byte(0)
	if a.worker.done() {
		done = 1
	}
	b = append(b, done)
	for _, t := range a.next {
		b = binary.LittleEndian.AppendUint64(b, uint64(t))
	}
	if a.index == a.batch.customers {
		for w := range worlds {
			b = binary.LittleEndian.AppendUint64(b, uint64(a.worker.sends(w)))
		}
	}
	m := a.worker.mail()
	for _, to := range m.used {
		out := m.outs[to]
		out.close()
		if out.empty(broker.HeaderSize) {
			continue
		}
		if err := a.outbox.SendFramed(to, a.batch.subject(to), parcelWork, out.frame); err != nil {
			return err
		}
		b = binary.LittleEndian.AppendUint32(b, uint32(to))
		b = binary.LittleEndian.AppendUint64(b, a.outbox.Sent(to))
		if out.used {
			b = append(b, 1)
			for _, t := range out.arrivals {
				b = binary.LittleEndian.AppendUint64(b, uint64(t))
			}
		} else {
			b = append(b, 0)
		}
		out.reset(broker.HeaderSize)
	}
	a.report = b
	return a.outbox.Send(a.batch.clock, a.batch.subject(a.batch.clock), parcelReport, b)
}

func (a *agent) finish() error {
	b, err := encodeFindings(a.worker.findings())
	if err != nil {
		return fmt.Errorf("%s: encode results: %w", a.batch.model.agentName(a.index), err)
	}
	if err := a.worker.failure(); err != nil {
		return fmt.Errorf("%s: %w", a.batch.model.agentName(a.index), err)
	}
	if err := a.outbox.Send(a.batch.clock, a.batch.subject(a.batch.clock), parcelFindings, b); err != nil {
		return err
	}
	return errStop
}

// directive is what the clock tells an agent.
type directive struct {
	round    uint64
	finish   bool
	promised []promise // parcels it must have first
	forks    []fork
	bounds   []Tick // by world
	settled  []Tick // by world; the same as bounds but for customers who need not wait
}

// promise is how many parcels of one sender are on their way or here.
type promise struct {
	from   int
	number uint64
}

func (o *directive) least() Tick {
	least := Never
	for _, b := range o.bounds {
		least = min(least, b)
	}
	return least
}

func (o *directive) append(b []byte) []byte {
	b = binary.LittleEndian.AppendUint64(b, o.round)
	finish := byte(0)
	if o.finish {
		finish = 1
	}
	b = append(b, finish)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(o.promised)))
	for _, p := range o.promised {
		b = binary.LittleEndian.AppendUint32(b, uint32(p.from))
		b = binary.LittleEndian.AppendUint64(b, p.number)
	}
	b = binary.LittleEndian.AppendUint32(b, uint32(len(o.forks)))
	for _, f := range o.forks {
		b = binary.LittleEndian.AppendUint32(b, uint32(f.from))
		b = binary.LittleEndian.AppendUint32(b, uint32(f.to))
		forecast := byte(0)
		if f.forecast {
			forecast = 1
		}
		b = append(b, forecast)
	}
	for _, t := range o.bounds {
		b = binary.LittleEndian.AppendUint64(b, uint64(t))
	}
	for _, t := range o.settled {
		b = binary.LittleEndian.AppendUint64(b, uint64(t))
	}
	return b
}

func readDirective(b []byte, worlds int) (*directive, error) {
	o := &directive{}
	r := reader{b: b}
	o.round = r.u64()
	o.finish = r.u8() == 1
	for range r.u32() {
		o.promised = append(o.promised, promise{int(r.u32()), r.u64()})
	}
	for range r.u32() {
		o.forks = append(o.forks, fork{from: int(r.u32()), to: int(r.u32()), forecast: r.u8() == 1})
	}
	o.bounds = make([]Tick, worlds)
	for w := range o.bounds {
		o.bounds[w] = Tick(r.u64())
	}
	o.settled = o.bounds
	if len(r.b) > 0 {
		o.settled = make([]Tick, worlds)
		for w := range o.settled {
			o.settled[w] = Tick(r.u64())
		}
	}
	if r.short {
		return nil, errShort
	}
	return o, nil
}

// reader takes numbers off a message; short tells that it ended too early.
type reader struct {
	b     []byte
	short bool
}

func (r *reader) take(n int) []byte {
	if len(r.b) < n {
		r.short = true
		r.b = nil
		return make([]byte, n)
	}
	p := r.b[:n]
	r.b = r.b[n:]
	return p
}

func (r *reader) u8() byte    { return r.take(1)[0] }
func (r *reader) u32() uint32 { return binary.LittleEndian.Uint32(r.take(4)) }
func (r *reader) u64() uint64 { return binary.LittleEndian.Uint64(r.take(8)) }
