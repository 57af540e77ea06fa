package broker

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/nats-io/nats.go"
)

// A dead peer that closes nothing (a cable pulled) is noticed after
// pingInterval * maxPings.
const (
	pingInterval = 20 * time.Second
	maxPings     = 3
)

var errLost = errors.New("connection lost")

// lane is one connection to the server, shared by one or more Conn.
type lane struct {
	broker  *Broker
	nats    *nats.Conn
	closing atomic.Bool
	gone    chan struct{} // closed when NATS has let go of the connection

	mu      sync.Mutex
	conns   []*Conn
	inboxes map[*nats.Subscription]*Inbox
}

func (b *Broker) openLane(name string) (*lane, error) {
	l := &lane{broker: b, gone: make(chan struct{}), inboxes: map[*nats.Subscription]*Inbox{}}
	options := []nats.Option{
		nats.Name(name),
		nats.NoReconnect(),
		nats.Timeout(startTimeout),
		nats.PingInterval(pingInterval),
		nats.MaxPingsOutstanding(maxPings),
		nats.ErrorHandler(l.onError),
		nats.ClosedHandler(l.onClosed),
	}
	if b.server != nil {
		options = append(options, nats.InProcessServer(b.server.server))
	}
	if b.options.Token != "" {
		options = append(options, nats.Token(b.options.Token))
	}
	url := b.options.URL
	nc, err := nats.Connect(url, options...)
	if err != nil {
		if url == "" {
			url = "the embedded server"
		}
		return nil, fmt.Errorf("connect to %s: %w", url, err)
	}
	l.nats = nc
	return l, nil
}

func (l *lane) add(c *Conn) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.conns = append(l.conns, c)
}

// remove reports whether nobody is left.
func (l *lane) remove(c *Conn) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	for i, other := range l.conns {
		if other == c {
			l.conns = append(l.conns[:i], l.conns[i+1:]...)
			break
		}
	}
	return len(l.conns) == 0
}

func (l *lane) all() []*Conn {
	l.mu.Lock()
	defer l.mu.Unlock()
	return append([]*Conn(nil), l.conns...)
}

// close returns when NATS will call nothing of ours any more.
func (l *lane) close() {
	l.closing.Store(true)
	l.nats.Close()
	<-l.gone
}

func (l *lane) onClosed(nc *nats.Conn) {
	defer close(l.gone)
	if l.closing.Load() {
		return
	}
	err := errLost
	if cause := nc.LastError(); cause != nil {
		err = fmt.Errorf("%w: %w", errLost, cause)
	}
	if s := l.broker.server; s != nil {
		// Why the server dropped a connection it tells only to its log.
		if said := s.log.last(); said != "" {
			err = fmt.Errorf("%w (the server said: %s)", err, said)
		}
	}
	l.broker.fail(&Failure{Connection: l.users(), Err: err})
}

func (l *lane) onError(_ *nats.Conn, sub *nats.Subscription, err error) {
	if l.closing.Load() {
		return
	}
	l.broker.fail(l.failure(sub, err))
}

// failure says whom and what an error concerns, as far as NATS tells.
func (l *lane) failure(sub *nats.Subscription, err error) *Failure {
	f := &Failure{Connection: l.users(), Err: err}
	if sub != nil {
		f.Subject = sub.Subject
		l.mu.Lock()
		if i := l.inboxes[sub]; i != nil {
			f.Connection = fmt.Sprintf("%q", i.conn.name)
		}
		l.mu.Unlock()
		return f
	}
	// Permissions Violation for Publish to "subject"
	if _, rest, ok := strings.Cut(err.Error(), ` to "`); ok {
		f.Subject, _, _ = strings.Cut(rest, `"`)
	}
	return f
}

// users names those who share the connection.
func (l *lane) users() string {
	const shown = 3
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.conns) == 0 {
		return "nobody yet"
	}
	var names []string
	for _, c := range l.conns[:min(shown, len(l.conns))] {
		names = append(names, fmt.Sprintf("%q", c.name))
	}
	text := strings.Join(names, ", ")
	if more := len(l.conns) - shown; more > 0 {
		text = fmt.Sprintf("%s and %d more", text, more)
	}
	return text
}
