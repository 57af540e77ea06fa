package broker

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"sync/atomic"

	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/nats-io/nats.go"
)

// uuidHeader holds the UUID of a Watermill message, under the name that
// Watermill's own NATS adapter gives it.
const uuidHeader = "_watermill_message_uuid"

// Publisher publishes Watermill messages on core NATS. The topic is the
// subject, the payload is the data, UUID and metadata are headers; what a
// header cannot hold is percent-encoded. It is safe for many goroutines.
//
// Publishing does not wait for the server; what the server refuses fails the
// broker, and so does anything it loses.
type Publisher struct {
	conn   *Conn
	closed atomic.Bool
}

var _ message.Publisher = (*Publisher)(nil)

// NewPublisher returns a publisher on c, which stays the caller's to close.
func NewPublisher(c *Conn) *Publisher { return &Publisher{conn: c} }

// Publish publishes the messages in order. After an error those that follow
// are not published.
func (p *Publisher) Publish(topic string, messages ...*message.Message) error {
	if p.closed.Load() {
		return fmt.Errorf("publish on %s: %w", topic, ErrClosed)
	}
	for _, m := range messages {
		if err := p.conn.publish(topic, headerOf(m), m.Payload); err != nil {
			return err
		}
	}
	return nil
}

// Close waits until the server has taken what was published. Closing twice is
// harmless.
func (p *Publisher) Close() error {
	if p.closed.Swap(true) {
		return nil
	}
	return p.conn.Flush(context.Background())
}

func headerOf(m *message.Message) nats.Header {
	h := make(nats.Header, len(m.Metadata)+1)
	h[uuidHeader] = []string{escape(m.UUID)}
	for key, value := range m.Metadata {
		h[escapeKey(key)] = []string{escape(value)}
	}
	return h
}

// messageOf is the Watermill message that a NATS message holds. A message
// that some other client published has no UUID and needs none.
func messageOf(m *nats.Msg) *message.Message {
	w := message.NewMessage(unescape(m.Header.Get(uuidHeader)), m.Data)
	for key, values := range m.Header {
		if key != uuidHeader && len(values) > 0 {
			w.Metadata.Set(unescape(key), unescape(values[0]))
		}
	}
	return w
}

// escape makes a value that survives a header: NATS replaces line breaks and
// trims spaces. What needs no escape stays readable.
func escape(value string) string {
	return escapeBytes(value, func(b byte, edge bool) bool {
		return b < ' ' || b == 0x7f || b == '%' || edge && b == ' '
	})
}

// escapeKey is escape for names. They are tokens of RFC 9110, section 5.6.2
// (which letters, digits, hyphens, underscores and dots are sure to be), and
// not empty: a lone percent sign stands for the empty name.
func escapeKey(key string) string {
	if key == "" {
		return "%"
	}
	return escapeBytes(key, func(b byte, _ bool) bool {
		switch {
		case 'a' <= b && b <= 'z', 'A' <= b && b <= 'Z', '0' <= b && b <= '9', b == '-', b == '_', b == '.':
			return false
		}
		return true
	})
}

func escapeBytes(s string, reserved func(b byte, edge bool) bool) string {
	var out strings.Builder
	for k := range len(s) {
		if reserved(s[k], k == 0 || k == len(s)-1) {
			fmt.Fprintf(&out, "%%%02X", s[k])
		} else {
			out.WriteByte(s[k])
		}
	}
	return out.String()
}

// unescape undoes escape and escapeKey, and leaves alone what neither wrote.
func unescape(s string) string {
	if s == "%" {
		return ""
	}
	plain, err := url.PathUnescape(s)
	if err != nil {
		return s
	}
	return plain
}
