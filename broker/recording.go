package broker

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"sync"

	"github.com/ThreeDotsLabs/watermill"
	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/ThreeDotsLabs/watermill/message/router/middleware"
)

// Recording writes the events of one run, as NDJSON sorted by (tick,
// department, sequence): the same run gives the same file, whatever way its
// events took. It therefore holds them all in memory, about 300 bytes each,
// until the stream is done.
type Recording struct {
	broker *Broker
	conn   *Conn
	out    io.Writer

	router     *message.Router
	subscriber *Subscriber

	complete chan struct{} // closed when the stream said that it is done
	finished chan struct{} // closed when err is final
	err      error

	mu       sync.Mutex
	lines    []line
	counts   map[string]uint64 // as the stream said
	poisoned int
}

// line is one event as it will be written, and what it is sorted by.
type line struct {
	tick       int64
	department string
	sequence   uint64
	json       []byte
}

// Record begins to record a run. It returns when nothing published from then
// on is missed: record first, run then. When the stream of the run is done
// the events are written to w, in the recording's own goroutine; see
// [Recording.Wait].
func (b *Broker) Record(ctx context.Context, run string, w io.Writer) (*Recording, error) {
	r := &Recording{broker: b, out: w, complete: make(chan struct{}), finished: make(chan struct{})}
	if err := r.start(ctx, run); err != nil {
		return nil, fmt.Errorf("record events of run %s: %w", run, err)
	}
	return r, nil
}

// Wait waits until everything is written. Its error says that the context
// given to Record, or the broker, ended before the stream was done, that an
// event is missing or came twice (then nothing is written), or that writing
// failed.
func (r *Recording) Wait() error {
	<-r.finished
	return r.err
}

// Poisoned is how many messages came that hold no events of the run. They are
// on [PoisonTopic].
func (r *Recording) Poisoned() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.poisoned
}

func (r *Recording) start(ctx context.Context, run string) (err error) {
	if err := checkToken("run", run); err != nil {
		return err
	}
	if r.conn, err = r.broker.Dial("recorder of run " + run); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			r.conn.Close()
		}
	}()
	if r.router, err = message.NewRouter(message.RouterConfig{}, watermill.NopLogger{}); err != nil {
		return err
	}
	poison, err := middleware.PoisonQueue(NewPublisher(r.conn), PoisonTopic)
	if err != nil {
		return err
	}
	r.router.AddMiddleware(poison, middleware.Recoverer)
	r.subscriber = NewSubscriber(r.conn)
	topic := EventSubject(run, "*")
	subscription, end := context.WithCancel(context.Background())
	messages, err := r.subscriber.Subscribe(subscription, topic)
	if err != nil {
		end()
		return err
	}
	r.router.AddConsumerHandler("recorder", topic, subscribed{messages, end}, func(m *message.Message) error {
		return r.take(run, m.Payload)
	})
	routed := make(chan error, 1)
	go func() { routed <- r.router.Run(context.Background()) }()
	<-r.router.Running()
	go r.record(ctx, routed)
	return nil
}

// subscribed is the router's subscriber. The subscription is there already: a
// router that cannot subscribe leaves a goroutine behind.
type subscribed struct {
	messages <-chan *message.Message
	end      context.CancelFunc
}

func (s subscribed) Subscribe(ctx context.Context, _ string) (<-chan *message.Message, error) {
	context.AfterFunc(ctx, s.end)
	return s.messages, nil
}

func (s subscribed) Close() error {
	s.end()
	return nil
}

// record waits until the stream is done, and then writes.
func (r *Recording) record(ctx context.Context, routed <-chan error) {
	defer close(r.finished)
	defer r.conn.Close()
	const early = "recording ended before the stream did: %w"
	select {
	case <-r.complete:
	case <-ctx.Done():
		r.err = fmt.Errorf(early, context.Cause(ctx))
	case <-r.conn.done:
		r.err = fmt.Errorf(early, ErrClosed)
	case <-r.broker.failed:
		r.err = r.broker.failure
	}
	if err := errors.Join(r.router.Close(), <-routed, r.subscriber.Close()); r.err == nil {
		r.err = err
	}
	if r.err == nil {
		r.err = r.write()
	}
}

// take is the router's handler.
func (r *Recording) take(run string, payload []byte) (err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	defer func() {
		if err != nil {
			r.poisoned++
		}
	}()
	events, err := DecodeEvents(payload)
	if err != nil {
		return err
	}
	var lines []line
	for k := range events {
		e := &events[k]
		switch {
		case e.Run != run:
			return fmt.Errorf("event of run %q", e.Run)
		case e.Sequence == 0:
			return fmt.Errorf("event without a sequence number")
		case e.Kind == StreamDone && r.counts != nil:
			return fmt.Errorf("the stream is done twice")
		}
		if e.Kind == StreamDone {
			r.counts = e.Counts
			if r.counts == nil {
				r.counts = map[string]uint64{}
			}
			close(r.complete)
			continue
		}
		text, err := encodeEvents(events[k : k+1])
		if err != nil {
			return err
		}
		lines = append(lines, line{tick: e.Tick, department: e.Department, sequence: e.Sequence, json: text})
	}
	r.lines = append(r.lines, lines...)
	return nil
}

// write checks that every event came once, and writes them in order.
func (r *Recording) write() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	slices.SortFunc(r.lines, func(a, b line) int {
		return cmp.Or(cmp.Compare(a.department, b.department), cmp.Compare(a.sequence, b.sequence))
	})
	if err := r.check(); err != nil {
		return err
	}
	slices.SortStableFunc(r.lines, func(a, b line) int { return cmp.Compare(a.tick, b.tick) })
	for _, l := range r.lines {
		if _, err := r.out.Write(l.json); err != nil {
			return fmt.Errorf("write events: %w", err)
		}
	}
	return nil
}

// check compares the lines, sorted by department and sequence, with the
// stream's own counts.
func (r *Recording) check() error {
	came := map[string]uint64{}
	for _, l := range r.lines {
		switch due := came[l.department] + 1; {
		case l.sequence < due:
			return fmt.Errorf("event %d of %q came twice", l.sequence, l.department)
		case l.sequence > due:
			return fmt.Errorf("event %d of %q is missing", due, l.department)
		default:
			came[l.department] = due
		}
	}
	for _, department := range slices.Sorted(maps.Keys(r.counts)) {
		if sent := r.counts[department]; came[department] < sent {
			return fmt.Errorf("event %d of %q is missing: %d were sent", came[department]+1, department, sent)
		}
	}
	for _, department := range slices.Sorted(maps.Keys(came)) {
		if sent := r.counts[department]; came[department] > sent {
			return fmt.Errorf("event %d of %q came, but %d were sent", came[department], department, sent)
		}
	}
	return nil
}
