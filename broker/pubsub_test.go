package broker

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/ThreeDotsLabs/watermill"
	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/ThreeDotsLabs/watermill/pubsub/tests"
	"github.com/nats-io/nats.go"
	"pgregory.net/rapid"
)

// Watermill's own suite, with the features that core NATS has.
func TestWatermillSuite(t *testing.T) {
	b := start(t, Options{Connections: 4})
	t.Cleanup(func() { // after the parallel tests of the suite
		if err := b.Err(); err != nil {
			t.Error(err)
		}
	})
	tests.TestPubSub(t,
		tests.Features{
			// Nothing outlives a subscriber, so there is nothing that groups
			// could share or that a late subscriber could be given.
			Persistent:                       false,
			ConsumerGroups:                   false,
			NewSubscriberReceivesOldMessages: false,
			// Only the instance that subscribed before has the messages.
			RequireSingleInstance: true,
			// One publisher's messages stay in order, and the next is not
			// delivered before the last is acknowledged.
			GuaranteedOrder: true,
			// A message is acknowledged once; a loss fails the broker.
			ExactlyOnceDelivery: true,
			// A lost connection ends the run: there is no reconnecting to test.
			RestartServiceCommand: nil,
			ContextPreserved:      false,
		},
		func(t *testing.T) (message.Publisher, message.Subscriber) {
			c := dial(t, b, t.Name())
			t.Cleanup(c.Close)
			return NewPublisher(c), NewSubscriber(c)
		},
		nil,
	)
}

func TestUUIDAndMetadataSurviveHeaders(t *testing.T) {
	b := start(t, Options{})
	c := dial(t, b, "both")
	s := NewSubscriber(c)
	defer s.Close()
	received, err := s.Subscribe(context.Background(), "x")
	if err != nil {
		t.Fatal(err)
	}
	p := NewPublisher(c)
	rapid.Check(t, func(t *rapid.T) {
		m := message.NewMessage(rapid.String().Draw(t, "uuid"), rapid.SliceOf(rapid.Byte()).Draw(t, "payload"))
		m.Metadata = rapid.MapOf(
			rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"", " ", "a:b", "%", "%41"})),
			rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"", " x ", "a\r\nb", "100 %", "%41", "%"})),
		).Draw(t, "metadata")
		if err := p.Publish("x", m); err != nil {
			t.Fatal(err)
		}
		got := <-received
		got.Ack()
		if !got.Equals(m) {
			t.Errorf("sent %q %q, received %q %q", m.UUID, m.Metadata, got.UUID, got.Metadata)
		}
	})
}

func TestMessagesOfOtherClientsAreReceived(t *testing.T) {
	b := start(t, Options{})
	s := NewSubscriber(dial(t, b, "receiver"))
	defer s.Close()
	received, err := s.Subscribe(context.Background(), "x")
	if err != nil {
		t.Fatal(err)
	}
	h := nats.Header{"Plain": []string{"50 % off"}}
	if err := dial(t, b, "other").publish("x", h, []byte("hello")); err != nil {
		t.Fatal(err)
	}
	m := <-received
	m.Ack()
	if string(m.Payload) != "hello" || m.UUID != "" || m.Metadata.Get("Plain") != "50 % off" {
		t.Errorf("received %+v", m)
	}
}

func TestRefusedMessageComesAgainBeforeThoseBehindIt(t *testing.T) {
	b := start(t, Options{})
	c := dial(t, b, "both")
	s := NewSubscriber(c)
	defer s.Close()
	received, err := s.Subscribe(context.Background(), "x")
	if err != nil {
		t.Fatal(err)
	}
	publishNumbers(t, c, 3)
	for _, answer := range []struct {
		want string
		ack  bool
	}{{"0", false}, {"0", false}, {"0", true}, {"1", true}, {"2", false}, {"2", true}} {
		m := <-received
		if string(m.Payload) != answer.want {
			t.Fatalf("received %s instead of %s", m.Payload, answer.want)
		}
		if answer.ack {
			m.Ack()
		} else {
			m.Nack()
		}
	}
}

func TestWhatAnEndedSubscriptionHeldGoesToTheNext(t *testing.T) {
	b := start(t, Options{})
	c := dial(t, b, "both")
	s := NewSubscriber(c)
	defer s.Close()
	ctx, cancel := context.WithCancel(context.Background())
	first, err := s.Subscribe(ctx, "x")
	if err != nil {
		t.Fatal(err)
	}
	publishNumbers(t, c, 2)
	if m := <-first; string(m.Payload) != "0" {
		t.Fatalf("received %s", m.Payload)
	}
	cancel()
	if m, open := <-first; open {
		t.Fatalf("received %s after the context ended", m.Payload)
	}
	second, err := s.Subscribe(context.Background(), "x")
	if err != nil {
		t.Fatal(err)
	}
	for want := range 2 {
		m := <-second
		if string(m.Payload) != fmt.Sprint(want) {
			t.Errorf("received %s instead of %d", m.Payload, want)
		}
		m.Ack()
	}
}

func TestEachSubscriberSeesEveryMessage(t *testing.T) {
	b := start(t, Options{})
	c := dial(t, b, "all")
	var all []<-chan *message.Message
	for range 3 {
		s := NewSubscriber(c)
		defer s.Close()
		received, err := s.Subscribe(context.Background(), "x")
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, received)
	}
	publishNumbers(t, c, 5)
	for _, received := range all {
		for want := range 5 {
			m := <-received
			if string(m.Payload) != fmt.Sprint(want) {
				t.Errorf("received %s instead of %d", m.Payload, want)
			}
			m.Ack()
		}
	}
}

func TestFailureOfTheBrokerClosesEveryChannel(t *testing.T) {
	b := start(t, Options{})
	c := dial(t, b, "both")
	s := NewSubscriber(c)
	defer s.Close()
	received, err := s.Subscribe(context.Background(), "x")
	if err != nil {
		t.Fatal(err)
	}
	broken := errors.New("broken")
	b.fail(broken)
	select {
	case m, open := <-received:
		if open {
			t.Errorf("received %s", m.Payload)
		}
	case <-time.After(patience):
		t.Error("the channel is open")
	}
	if _, err := s.Subscribe(context.Background(), "x"); !errors.Is(err, broken) {
		t.Errorf("Subscribe returned %v", err)
	}
	if err := NewPublisher(c).Publish("x", message.NewMessage("1", nil)); !errors.Is(err, broken) {
		t.Errorf("Publish returned %v", err)
	}
}

func TestNothingIsPublishedOrSubscribedAfterClose(t *testing.T) {
	c := dial(t, start(t, Options{}), "both")
	p, s := NewPublisher(c), NewSubscriber(c)
	for range 2 {
		if err := errors.Join(p.Close(), s.Close()); err != nil {
			t.Fatal(err)
		}
	}
	if err := p.Publish("x", message.NewMessage("1", nil)); !errors.Is(err, ErrClosed) {
		t.Errorf("Publish returned %v", err)
	}
	if _, err := s.Subscribe(context.Background(), "x"); !errors.Is(err, ErrClosed) {
		t.Errorf("Subscribe returned %v", err)
	}
}

func publishNumbers(t *testing.T, c *Conn, n int) {
	t.Helper()
	p := NewPublisher(c)
	for k := range n {
		if err := p.Publish("x", message.NewMessage(watermill.NewUUID(), fmt.Append(nil, k))); err != nil {
			t.Fatal(err)
		}
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
}
