package broker

import (
	"fmt"
	"maps"
	"sync"

	"github.com/ThreeDotsLabs/watermill/message"
)

const (
	// streamBacklog is how many events may wait to be sent before Publish
	// waits too: memory stays bounded when a run is faster than its stream.
	streamBacklog = 1 << 16
	// streamBatch is the most events in one message. Only a stream that has
	// fallen behind fills one: a lone event travels at once.
	streamBatch = 256
)

// Stream publishes what happens in one run. Events are encoded and sent by a
// goroutine of the stream, so that whoever tells of them hardly waits; none
// is dropped: what cannot be sent fails the broker.
type Stream struct {
	broker    *Broker
	conn      *Conn
	publisher message.Publisher
	run       string
	ended     chan struct{} // closed when the goroutine is gone

	arrived chan struct{} // holds a token when something may wait
	closing chan struct{} // closed by Close

	mu      sync.Mutex
	waiting []Event
	room    chan struct{} // closed, and made anew, when waiting was taken over
	counts  map[string]uint64
	closed  bool

	// Of the goroutine, and of Close after it:
	sent int   // messages
	err  error // why it gave up
}

// Events returns the stream of a run. A run has one.
func (b *Broker) Events(run string) (*Stream, error) {
	if err := checkToken("run", run); err != nil {
		return nil, fmt.Errorf("event stream: %w", err)
	}
	conn, err := b.Dial("events of run " + run)
	if err != nil {
		return nil, fmt.Errorf("event stream: %w", err)
	}
	s := &Stream{
		broker: b, conn: conn, publisher: NewPublisher(conn), run: run,
		ended: make(chan struct{}), arrived: make(chan struct{}, 1), closing: make(chan struct{}),
		room: make(chan struct{}), counts: map[string]uint64{},
	}
	go s.send()
	return s, nil
}

// Publish hands an event to the stream, which sets its run and its sequence
// number: the order of a department's events is the order of the calls. It
// waits only while too many events wait to be sent. Many goroutines may call
// it; those that tell of one department agree among themselves who is first.
func (s *Stream) Publish(e Event) error {
	if err := checkToken("kind", e.Kind); err != nil {
		return fmt.Errorf("publish event: %w", err)
	}
	if e.Kind == StreamDone {
		return fmt.Errorf("publish event: the kind %s is for the stream to end with", StreamDone)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for len(s.waiting) >= streamBacklog && !s.closed {
		room := s.room
		s.mu.Unlock()
		select {
		case <-room:
		case <-s.ended:
		}
		s.mu.Lock()
		if err := s.conn.usable(); err != nil {
			return fmt.Errorf("publish event: %w", err)
		}
	}
	if s.closed {
		return fmt.Errorf("publish event: %w", ErrClosed)
	}
	if err := s.conn.usable(); err != nil {
		return fmt.Errorf("publish event: %w", err)
	}
	s.counts[e.Department]++
	e.Run, e.Sequence = s.run, s.counts[e.Department]
	s.append(e)
	return nil
}

func (s *Stream) append(e Event) {
	s.waiting = append(s.waiting, e)
	if len(s.waiting) == 1 {
		select {
		case s.arrived <- struct{}{}:
		default:
		}
	}
}

// Close sends what waits and then the event that ends the stream, and waits
// until the server has taken all. Its error says that something was not sent.
// Closing twice is harmless.
func (s *Stream) Close() error {
	s.mu.Lock()
	first := !s.closed
	if first {
		s.append(Event{Run: s.run, Kind: StreamDone, Sequence: 1, Counts: maps.Clone(s.counts)})
		s.closed = true
		close(s.closing)
	}
	s.mu.Unlock()
	<-s.ended
	if first {
		if s.err == nil {
			s.err = s.publisher.Close()
		}
		s.conn.Close()
	}
	if s.err != nil {
		return fmt.Errorf("close event stream: %w", s.err)
	}
	return nil
}

// send takes over everything that waits, again and again, until the stream or
// the broker ends.
func (s *Stream) send() {
	defer close(s.ended)
	var taken []Event
	for {
		closing := false
		select {
		case <-s.arrived:
		case <-s.closing:
			closing = true
		case <-s.conn.done:
			s.err = ErrClosed
			return
		case <-s.broker.failed:
			s.err = s.broker.failure
			return
		}
		s.mu.Lock()
		taken, s.waiting = s.waiting, taken[:0]
		close(s.room)
		s.room = make(chan struct{})
		s.mu.Unlock()
		if s.err = s.sendAll(taken); s.err != nil {
			select {
			case <-s.conn.done: // nobody is interested any more
			default:
				s.broker.fail(s.err)
			}
			return
		}
		clear(taken)
		if closing {
			return
		}
	}
}

// sendAll publishes the events, those of one kind together.
func (s *Stream) sendAll(events []Event) error {
	var kinds []string // in order of their first event
	byKind := map[string][]Event{}
	flush := func(kind string) error {
		batch := byKind[kind]
		if len(batch) == 0 {
			return nil
		}
		byKind[kind] = batch[:0]
		payload, err := encodeEvents(batch)
		if err != nil {
			return err
		}
		s.sent++
		return s.publisher.Publish(EventSubject(s.run, kind), message.NewMessage(fmt.Sprintf("%s-%d", s.run, s.sent), payload))
	}
	for _, e := range events {
		batch, known := byKind[e.Kind]
		if !known {
			kinds = append(kinds, e.Kind)
		}
		if byKind[e.Kind] = append(batch, e); len(byKind[e.Kind]) == streamBatch {
			if err := flush(e.Kind); err != nil {
				return err
			}
		}
	}
	for _, kind := range kinds {
		if err := flush(kind); err != nil {
			return err
		}
	}
	return nil
}
