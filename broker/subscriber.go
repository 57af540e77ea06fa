package broker

import (
	"context"
	"fmt"
	"sync"

	"github.com/ThreeDotsLabs/watermill/message"
)

// Subscriber receives Watermill messages from core NATS. Topics are subjects
// and may hold wildcards.
//
// A topic is collected from [Subscriber.SubscribeInitialize] or the first
// [Subscriber.Subscribe] on until the subscriber closes; nothing published
// earlier is seen. Each message goes to one subscription of the topic, and the
// next goes there only when that one is acknowledged. A message that is
// refused (Nack), or whose subscription ends first, comes again, before those
// behind it. So each message is acknowledged once. Two subscribers of one
// topic know nothing of each other: each sees every message.
//
// Nothing persists: what is not acknowledged when the subscriber closes is
// gone. When the broker fails all channels are closed; [Broker.Err] says why.
type Subscriber struct {
	conn *Conn

	mu     sync.Mutex
	feeds  map[string]*feed
	closed bool
}

var (
	_ message.Subscriber           = (*Subscriber)(nil)
	_ message.SubscribeInitializer = (*Subscriber)(nil)
)

// NewSubscriber returns a subscriber on c, which stays the caller's to close.
func NewSubscriber(c *Conn) *Subscriber {
	return &Subscriber{conn: c, feeds: map[string]*feed{}}
}

// SubscribeInitialize begins to collect a topic, for a Subscribe that follows.
func (s *Subscriber) SubscribeInitialize(topic string) error {
	_, err := s.feed(topic)
	return err
}

// Subscribe returns the messages of a topic. The channel is closed when ctx
// ends, when the subscriber closes and when the broker fails. The context of
// each message descends from ctx and ends when the message is acknowledged or
// refused.
func (s *Subscriber) Subscribe(ctx context.Context, topic string) (<-chan *message.Message, error) {
	f, err := s.feed(topic)
	if err != nil {
		return nil, err
	}
	out := make(chan *message.Message)
	select {
	case f.joining <- &subscription{ctx: ctx, out: out}:
		return out, nil
	case <-f.ended:
		if err := f.inbox.ended(); err != nil {
			return nil, fmt.Errorf("subscribe to %s: %w", topic, err)
		}
		return nil, fmt.Errorf("subscribe to %s: %w", topic, ErrClosed)
	}
}

// Close ends all subscriptions; their channels are closed when it returns.
// Closing twice is harmless.
func (s *Subscriber) Close() error {
	s.mu.Lock()
	s.closed = true
	feeds := s.feeds
	s.feeds = nil
	s.mu.Unlock()
	for _, f := range feeds {
		f.inbox.Close()
		<-f.ended
	}
	return nil
}

func (s *Subscriber) feed(topic string) (*feed, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil, fmt.Errorf("subscribe to %s: %w", topic, ErrClosed)
	}
	if f := s.feeds[topic]; f != nil {
		return f, nil
	}
	inbox, err := s.conn.Subscribe(topic)
	if err != nil {
		return nil, err
	}
	f := &feed{inbox: inbox, joining: make(chan *subscription), ended: make(chan struct{})}
	s.feeds[topic] = f
	go f.run()
	return f, nil
}
