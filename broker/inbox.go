package broker

import (
	"fmt"
	"sync"
	"time"

	"github.com/nats-io/nats.go"
)

// Inbox holds what arrived on a subject until it is read, however much that
// is. One goroutine at a time may call [Inbox.Next].
type Inbox struct {
	conn    *Conn
	sub     *nats.Subscription
	subject string

	closing sync.Once
	done    chan struct{}
	arrived chan struct{} // holds a token when something may have been put

	mu     sync.Mutex
	coming []*nats.Msg

	// The reader takes over everything that came at once, so that it meets
	// the connection's lock once for many messages.
	ready []*nats.Msg
	taken int
	timer *time.Timer
}

// Subject is what the inbox was subscribed to.
func (i *Inbox) Subject() string { return i.subject }

func (i *Inbox) put(m *nats.Msg) {
	i.mu.Lock()
	i.coming = append(i.coming, m)
	first := len(i.coming) == 1
	i.mu.Unlock()
	if first {
		select {
		case i.arrived <- struct{}{}:
		default:
		}
	}
}

// Next returns the message that arrived first among those not yet returned,
// and waits for one at most for timeout (none at all when it is not
// positive), after which it returns [ErrTimeout]. It returns at once with the
// broker's failure when that failed, and with [ErrClosed] when the inbox or
// its connection was closed. The data belongs to the caller.
func (i *Inbox) Next(timeout time.Duration) ([]byte, error) {
	if err := i.ended(); err != nil {
		return nil, err
	}
	if m := i.take(); m != nil {
		return m.Data, nil
	}
	if timeout <= 0 {
		return nil, ErrTimeout
	}
	if i.timer == nil {
		i.timer = time.NewTimer(timeout)
	} else {
		i.timer.Reset(timeout)
	}
	defer i.timer.Stop()
	for {
		select {
		case <-i.arrived:
			// The token may be older than the last taking over.
			if m := i.take(); m != nil {
				return m.Data, nil
			}
		case <-i.conn.broker.failed:
			return nil, i.ended()
		case <-i.done:
			return nil, i.ended()
		case <-i.timer.C:
			return nil, ErrTimeout
		}
	}
}

// take returns nil when nothing is there.
func (i *Inbox) take() *nats.Msg {
	if i.taken == len(i.ready) {
		i.mu.Lock()
		i.coming, i.ready = i.ready[:0], i.coming
		i.mu.Unlock()
		i.taken = 0
		if len(i.ready) == 0 {
			return nil
		}
	}
	m := i.ready[i.taken]
	i.ready[i.taken] = nil // it is the caller's now, and may be garbage soon
	i.taken++
	return m
}

// Waiting is how many messages arrived and were not yet returned by Next. It
// is called by the goroutine that calls Next.
func (i *Inbox) Waiting() int {
	i.mu.Lock()
	defer i.mu.Unlock()
	return len(i.coming) + len(i.ready) - i.taken
}

// Close ends the subscription; a Next that waits returns [ErrClosed]. Closing
// twice is harmless.
func (i *Inbox) Close() {
	i.closing.Do(func() {
		close(i.done)
		// An error means that the connection is gone and the subscription
		// with it.
		_ = i.sub.Unsubscribe()
		i.conn.forget(i)
	})
}

func (i *Inbox) ended() error {
	select {
	case <-i.conn.broker.failed:
		return i.conn.broker.failure
	default:
	}
	select {
	case <-i.done:
		return fmt.Errorf("inbox %s of %q: %w", i.subject, i.conn.name, ErrClosed)
	default:
		return nil
	}
}
