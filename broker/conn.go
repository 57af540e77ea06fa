package broker

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/nats-io/nats.go"
)

// subscribeTimeout bounds the wait for the server to acknowledge a
// subscription. It ends a run; it never changes a number.
const subscribeTimeout = 30 * time.Second

// Conn is one agent's access to the bus. Several may share a connection to
// the server; none notices. Its methods may be called from many goroutines.
type Conn struct {
	broker *Broker
	lane   *lane
	name   string

	closing sync.Once
	done    chan struct{}

	mu      sync.Mutex
	inboxes []*Inbox
}

// Name is the name the connection was dialled under.
func (c *Conn) Name() string { return c.name }

// MaxPayload is the most bytes the server accepts in one message.
func (c *Conn) MaxPayload() int { return int(c.lane.nats.MaxPayload()) }

// chunk is the most bytes of payload in one part of a parcel.
func (c *Conn) chunk() int {
	return max(1, min(c.broker.options.Chunk, c.MaxPayload()-HeaderSize))
}

// Publish sends data on subject and does not wait for it to arrive; data may
// be changed as soon as it returns. The server may still refuse the message:
// that fails the broker.
func (c *Conn) Publish(subject string, data []byte) error {
	return c.publish(subject, nil, data)
}

func (c *Conn) publish(subject string, header nats.Header, data []byte) error {
	if err := c.usable(); err != nil {
		return fmt.Errorf("publish on %s: %w", subject, err)
	}
	intercept := c.broker.options.Intercept
	if intercept == nil {
		return c.send(subject, header, data)
	}
	for _, d := range intercept(subject, data) {
		if err := c.send(subject, header, d); err != nil {
			return err
		}
	}
	return nil
}

func (c *Conn) send(subject string, header nats.Header, data []byte) error {
	var err error
	if header == nil {
		err = c.lane.nats.Publish(subject, data)
	} else {
		err = c.lane.nats.PublishMsg(&nats.Msg{Subject: subject, Header: header, Data: data})
	}
	if err != nil {
		return fmt.Errorf("publish %d bytes on %s as %q: %w", len(data), subject, c.name, c.explain(err))
	}
	return nil
}

// Subscribe returns the inbox of a subject, which may hold wildcards. The
// server knows of it before Subscribe returns, so nothing published later is
// missed. The inbox holds whatever arrives until it is read: there is no
// limit at which messages are dropped.
func (c *Conn) Subscribe(subject string) (*Inbox, error) {
	return c.subscribe(subject, -1)
}

func (c *Conn) subscribe(subject string, pending int) (*Inbox, error) {
	if err := c.usable(); err != nil {
		return nil, fmt.Errorf("subscribe to %s: %w", subject, err)
	}
	i := &Inbox{conn: c, subject: subject, arrived: make(chan struct{}, 1), done: make(chan struct{})}
	// A synchronous subscription would drop what exceeds its channel, 65,536
	// messages, whatever its pending limits say; a callback has no such limit.
	sub, err := c.lane.nats.Subscribe(subject, i.put)
	if err != nil {
		return nil, fmt.Errorf("subscribe to %s as %q: %w", subject, c.name, c.explain(err))
	}
	if err := sub.SetPendingLimits(pending, -1); err != nil {
		return nil, fmt.Errorf("lift the limits of %s as %q: %w", subject, c.name, c.explain(err))
	}
	i.sub = sub
	c.lane.mu.Lock()
	c.lane.inboxes[sub] = i
	c.lane.mu.Unlock()
	c.mu.Lock()
	c.inboxes = append(c.inboxes, i)
	c.mu.Unlock()

	ctx, cancel := context.WithTimeout(context.Background(), subscribeTimeout)
	defer cancel()
	if err := c.Flush(ctx); err != nil {
		i.Close()
		return nil, fmt.Errorf("subscribe to %s as %q: %w", subject, c.name, err)
	}
	return i, nil
}

// Flush waits until the server has taken, or refused, everything published
// and subscribed before; a refusal is its error. Without a deadline in ctx it
// waits at most 30 seconds.
func (c *Conn) Flush(ctx context.Context) error {
	if err := c.usable(); err != nil {
		return err
	}
	if _, ok := ctx.Deadline(); !ok {
		bounded, cancel := context.WithTimeout(ctx, subscribeTimeout)
		defer cancel()
		ctx = bounded
	}
	if err := c.lane.nats.FlushWithContext(ctx); err != nil {
		return fmt.Errorf("flush: %w", c.explain(err))
	}
	// The server answers in order: a refusal is known by now, though the
	// error handler may not have been called yet.
	if err := c.lane.nats.LastError(); errors.Is(err, nats.ErrPermissionViolation) {
		f := c.lane.failure(nil, err)
		c.broker.fail(f)
		return f
	}
	return c.broker.Err()
}

// Close ends the subscriptions of this connection. Those who share its
// connection to the server are not disturbed. Closing twice is harmless.
func (c *Conn) Close() {
	if c.shut() {
		c.broker.release(c)
	}
}

// shut ends everything that waits on the connection and reports whether it
// was open.
func (c *Conn) shut() (open bool) {
	c.closing.Do(func() {
		open = true
		close(c.done)
		c.mu.Lock()
		inboxes := slices.Clone(c.inboxes)
		c.mu.Unlock()
		for _, i := range inboxes {
			i.Close()
		}
	})
	return open
}

func (c *Conn) forget(i *Inbox) {
	c.lane.mu.Lock()
	delete(c.lane.inboxes, i.sub)
	c.lane.mu.Unlock()
	c.mu.Lock()
	defer c.mu.Unlock()
	c.inboxes = slices.DeleteFunc(c.inboxes, func(other *Inbox) bool { return other == i })
}

func (c *Conn) usable() error {
	select {
	case <-c.broker.failed:
		return c.broker.failure
	case <-c.done:
		return ErrClosed
	default:
		return nil
	}
}

// explain prefers the reason that the broker failed for to its consequence.
func (c *Conn) explain(err error) error {
	if failure := c.broker.Err(); failure != nil {
		return failure
	}
	select {
	case <-c.done:
		return ErrClosed
	default:
		return err
	}
}
