// Package broker is the bus that agents exchange work over: an embedded or an
// external NATS server, connections to it, numbered parcels of binary work,
// and a stream of events for whoever watches a run.
//
// The bus carries bytes between names; it knows nothing of what they mean.
// Three promises hold whatever the server does:
//
//   - A message that goes missing is never passed over in silence. What NATS
//     tells only to an error handler (a message dropped for a slow consumer, a
//     permission violation, a lost connection) fails the whole [Broker], and
//     every waiting [Inbox] says so at once. Parcels are numbered besides, so
//     that a loss nobody reported is found by its number.
//   - A lost connection is never restored: core NATS would have lost what was
//     published meanwhile.
//   - Arrival order means nothing, neither between senders nor within one.
package broker

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

// Options say which server carries the messages. The zero value is an embedded
// server that only this process can reach.
type Options struct {
	// URL of an external NATS server ("nats://host:4222"); "" starts one
	// inside this process.
	URL string
	// Listen is the host:port on which the embedded server also listens, so
	// that any NATS client can watch; port 0 takes a free one. "" opens no
	// port. An address that other machines can reach needs a Token.
	Listen string
	// Token that clients of the embedded server must show, or that is shown
	// to the external server. "" means none.
	Token string
	// Connections is the most connections that the [Conn] of this broker are
	// spread over: 1 shares one between all, a large number gives each its
	// own. 0 takes [DefaultConnections].
	Connections int
	// Chunk is the most bytes of payload that one part of a parcel holds. 0
	// takes [DefaultChunk]; a server that accepts less lowers it.
	Chunk int
	// Intercept injects faults in tests: it is called for every message before
	// it is published and returns what is published in its place on the same
	// subject: nothing (lost), the message twice (repeated), or an earlier one
	// (delayed). It is called from many goroutines at once and must copy what
	// it keeps. nil publishes everything as it is.
	Intercept func(subject string, data []byte) [][]byte
}

// DefaultConnections is how many connections a process uses when
// [Options.Connections] is 0. Measured with BenchmarkRound, 11 agents and a
// coordinator on two cores: a round of messages of 200 bytes takes 230 µs of
// processor time over one connection, 265 over one each; a round of 256 KiB
// takes the same, though it ends up to a fifth sooner over one each when there
// is nothing else to do.
const DefaultConnections = 1

// startTimeout bounds starting the embedded server and connecting to it when
// the context given to Start has no deadline of its own.
const startTimeout = 10 * time.Second

// ErrClosed is returned by what is used after it was closed.
var ErrClosed = errors.New("broker: closed")

// ErrTimeout is returned by [Inbox.Next] when nothing came in time.
var ErrTimeout = errors.New("broker: nothing arrived in time")

// Broker is one server, embedded or external, and the connections to it.
// Its methods may be called from many goroutines.
type Broker struct {
	options Options
	server  *embedded // nil when external
	stop    func() bool

	mu     sync.Mutex
	lanes  []*lane
	closed bool

	failing sync.Once
	failure error         // written once before failed is closed
	failed  chan struct{} // closed at the first failure
}

// Start starts the embedded server, or connects to the external one. When ctx
// ends the broker fails with its cause, so that nobody is left waiting; a
// deadline for starting alone is kept by Start itself (10 seconds).
func Start(ctx context.Context, o Options) (*Broker, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("start broker: %w", context.Cause(ctx))
	}
	if o.URL != "" && o.Listen != "" {
		return nil, errors.New("start broker: an external server listens by itself: give a URL or an address to listen on, not both")
	}
	if o.Connections < 0 || o.Chunk < 0 {
		return nil, errors.New("start broker: connections and chunk cannot be negative")
	}
	if o.Connections == 0 {
		o.Connections = DefaultConnections
	}
	if o.Chunk == 0 {
		o.Chunk = DefaultChunk
	}
	b := &Broker{options: o, failed: make(chan struct{})}
	if o.URL == "" {
		server, err := startServer(o.Listen, o.Token)
		if err != nil {
			return nil, fmt.Errorf("start broker: %w", err)
		}
		b.server = server
	}
	// The first connection is opened now, so that a wrong address or token is
	// an error here and not in the middle of something.
	first, err := b.openLane("ripple")
	if err != nil {
		if b.server != nil {
			b.server.stop()
		}
		return nil, fmt.Errorf("start broker: %w", err)
	}
	b.lanes = []*lane{first}
	b.stop = context.AfterFunc(ctx, func() { b.fail(context.Cause(ctx)) })
	return b, nil
}

// Dial returns a connection for the agent of that name. The name appears in
// errors and, where the agent has a connection to itself, in the server's
// monitoring.
func (b *Broker) Dial(name string) (*Conn, error) {
	if err := b.Err(); err != nil {
		return nil, fmt.Errorf("dial as %q: %w", name, err)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closed {
		return nil, fmt.Errorf("dial as %q: %w", name, ErrClosed)
	}
	var l *lane
	for _, other := range b.lanes {
		if l == nil || len(other.conns) < len(l.conns) {
			l = other
		}
	}
	if (l == nil || len(l.conns) > 0) && len(b.lanes) < b.options.Connections {
		opened, err := b.openLane(name)
		if err != nil {
			return nil, fmt.Errorf("dial as %q: %w", name, err)
		}
		b.lanes = append(b.lanes, opened)
		l = opened
	}
	c := &Conn{broker: b, lane: l, name: name, done: make(chan struct{})}
	l.add(c)
	return c, nil
}

// release takes a closed connection off its lane; the first lane stays open
// for whoever dials next, the others close with the last that used them.
func (b *Broker) release(c *Conn) {
	b.mu.Lock()
	idle := c.lane.remove(c) && !b.closed && c.lane != b.lanes[0]
	if idle {
		for i, l := range b.lanes {
			if l == c.lane {
				b.lanes = append(b.lanes[:i], b.lanes[i+1:]...)
				break
			}
		}
	}
	b.mu.Unlock()
	if idle {
		c.lane.close()
	}
}

// Close closes every connection and stops the embedded server. It drains
// nothing: what is still on its way is dropped. No goroutine is left behind.
// Closing twice is harmless.
func (b *Broker) Close() error {
	b.mu.Lock()
	if b.closed {
		b.mu.Unlock()
		return nil
	}
	b.closed = true
	lanes := b.lanes
	var conns []*Conn
	for _, l := range lanes {
		conns = append(conns, l.all()...)
	}
	b.mu.Unlock()

	b.stop()
	for _, c := range conns {
		c.shut()
	}
	for _, l := range lanes {
		l.close()
	}
	if b.server != nil {
		b.server.stop()
	}
	return nil
}

// Address is the host:port on which the embedded server listens, "" when it
// listens nowhere or the server is external.
func (b *Broker) Address() string {
	if b.server == nil {
		return ""
	}
	return b.server.address()
}

// Failed is closed at the first failure; [Broker.Err] then says which.
func (b *Broker) Failed() <-chan struct{} { return b.failed }

// Err is the first failure since Start, nil while there was none. Closing is
// no failure.
func (b *Broker) Err() error {
	select {
	case <-b.failed:
		return b.failure
	default:
		return nil
	}
}

func (b *Broker) fail(err error) {
	b.failing.Do(func() {
		b.failure = err
		close(b.failed)
	})
}

// Failure is something that went wrong on a connection while nobody was
// waiting for an answer.
type Failure struct {
	Connection string // names of the agents on the connection
	Subject    string // the subject concerned, "" when it concerns all
	Err        error
}

// Error names the connection and the subject.
func (f *Failure) Error() string {
	if f.Subject == "" {
		return fmt.Sprintf("broker: connection of %s: %v", f.Connection, f.Err)
	}
	return fmt.Sprintf("broker: connection of %s, subject %s: %v", f.Connection, f.Subject, f.Err)
}

// Unwrap gives the error that NATS reported.
func (f *Failure) Unwrap() error { return f.Err }
