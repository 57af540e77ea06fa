package broker

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
)

// external starts a NATS server that listens on loopback, as a stand-in for
// one that runs elsewhere.
func external(t *testing.T, o *server.Options) *server.Server {
	t.Helper()
	o.Host, o.Port, o.NoSigs, o.NoSystemAccount = "127.0.0.1", server.RANDOM_PORT, true, true
	s, err := server.NewServer(o)
	if err != nil {
		t.Fatal(err)
	}
	s.Start()
	t.Cleanup(func() {
		s.Shutdown()
		s.WaitForShutdown()
	})
	if !s.ReadyForConnections(patience) {
		t.Fatal("the external server did not start")
	}
	return s
}

// failure waits for the broker to fail.
func failure(t *testing.T, b *Broker) error {
	t.Helper()
	select {
	case <-b.Failed():
		return b.Err()
	case <-time.After(patience):
		t.Fatal("the broker did not fail")
		return nil
	}
}

func contains(t *testing.T, err error, parts ...string) {
	t.Helper()
	if err == nil {
		t.Fatal("no error")
	}
	for _, part := range parts {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("error %q does not say %q", err, part)
		}
	}
}

func TestEverythingPublishedAfterSubscribingArrives(t *testing.T) {
	servers := map[string]func(*testing.T) Options{
		"embedded":                    func(*testing.T) Options { return Options{} },
		"embedded, a connection each": func(*testing.T) Options { return Options{Connections: 100} },
		"external": func(t *testing.T) Options {
			return Options{URL: external(t, &server.Options{}).ClientURL(), Connections: 2}
		},
	}
	for name, options := range servers {
		t.Run(name, func(t *testing.T) {
			b := start(t, options(t))
			in := subscribe(t, dial(t, b, "receiver"), "x.*")
			out := dial(t, b, "sender")
			// More than the 65,536 messages that a synchronous subscription of
			// the NATS client holds before it drops.
			const n = 70_000
			for k := range n {
				if err := out.Publish("x.y", fmt.Append(nil, k)); err != nil {
					t.Fatal(err)
				}
			}
			if err := out.Flush(context.Background()); err != nil {
				t.Fatal(err)
			}
			for k := range n {
				if got := string(next(t, in)); got != fmt.Sprint(k) {
					t.Fatalf("message %d is %q", k, got)
				}
			}
			if left := in.Waiting(); left != 0 {
				t.Errorf("%d messages too many", left)
			}
			if err := b.Err(); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestNextTimesOut(t *testing.T) {
	in := subscribe(t, dial(t, start(t, Options{}), "agent"), "x")
	for _, timeout := range []time.Duration{-1, 0, time.Millisecond} {
		if _, err := in.Next(timeout); !errors.Is(err, ErrTimeout) {
			t.Errorf("after %v: %v", timeout, err)
		}
	}
}

// waiting calls Next with a timeout that no test outlives and returns what it
// will return.
func waiting(in *Inbox) <-chan error {
	result := make(chan error, 1)
	go func() {
		_, err := in.Next(time.Hour)
		result <- err
	}()
	return result
}

func result(t *testing.T, c <-chan error) error {
	t.Helper()
	select {
	case err := <-c:
		return err
	case <-time.After(patience):
		t.Fatal("Next did not return")
		return nil
	}
}

func TestClosingEndsEveryWait(t *testing.T) {
	closers := map[string]func(*Broker, *Conn, *Inbox){
		"inbox":      func(_ *Broker, _ *Conn, i *Inbox) { i.Close() },
		"connection": func(_ *Broker, c *Conn, _ *Inbox) { c.Close() },
		"broker":     func(b *Broker, _ *Conn, _ *Inbox) { b.Close() },
	}
	for name, closer := range closers {
		for _, connections := range []int{1, 5} {
			t.Run(fmt.Sprintf("%s of %d", name, connections), func(t *testing.T) {
				b := start(t, Options{Connections: connections})
				other := subscribe(t, dial(t, b, "other"), "x")
				c := dial(t, b, "agent")
				in := subscribe(t, c, "x")
				wait := waiting(in)
				closer(b, c, in)
				closer(b, c, in)
				if err := result(t, wait); !errors.Is(err, ErrClosed) {
					t.Errorf("Next returned %v", err)
				}
				if err := b.Err(); err != nil {
					t.Errorf("closing is no failure: %v", err)
				}
				if name == "broker" {
					if _, err := b.Dial("late"); !errors.Is(err, ErrClosed) {
						t.Errorf("Dial after Close: %v", err)
					}
					return
				}
				if name == "connection" {
					if err := c.Publish("x", nil); !errors.Is(err, ErrClosed) {
						t.Errorf("Publish after Close: %v", err)
					}
				}
				// Those who shared the connection are not disturbed.
				if err := dial(t, b, "third").Publish("x", []byte("still here")); err != nil {
					t.Fatal(err)
				}
				if got := string(next(t, other)); got != "still here" {
					t.Errorf("got %q", got)
				}
			})
		}
	}
}

func TestEndOfContextFailsTheBroker(t *testing.T) {
	ctx, cancel := context.WithCancelCause(context.Background())
	b, err := Start(ctx, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	wait := waiting(subscribe(t, dial(t, b, "agent"), "x"))
	interrupted := errors.New("interrupted")
	cancel(interrupted)
	if err := result(t, wait); !errors.Is(err, interrupted) {
		t.Errorf("Next returned %v", err)
	}
	if err := failure(t, b); !errors.Is(err, interrupted) {
		t.Errorf("the broker failed with %v", err)
	}
	if _, err := b.Dial("late"); !errors.Is(err, interrupted) {
		t.Errorf("Dial returned %v", err)
	}
	if _, err := Start(ctx, Options{}); !errors.Is(err, interrupted) {
		t.Errorf("Start returned %v", err)
	}
}

func TestDroppedMessageFailsTheBroker(t *testing.T) {
	b := start(t, Options{})
	c := dial(t, b, "sales")
	in, err := c.subscribe("orders", 2)
	if err != nil {
		t.Fatal(err)
	}
	in.mu.Lock() // nothing can be put in it
	for range 10 {
		if err := c.Publish("orders", []byte("order")); err != nil {
			break // the failure came first
		}
	}
	err = failure(t, b)
	in.mu.Unlock()
	contains(t, err, `"sales"`, "orders", "slow consumer")
	if !errors.Is(err, nats.ErrSlowConsumer) {
		t.Errorf("%v is no slow consumer", err)
	}
	var f *Failure
	if !errors.As(err, &f) || f.Subject != "orders" {
		t.Errorf("failure %+v", f)
	}
	if _, err := in.Next(patience); !errors.Is(err, nats.ErrSlowConsumer) {
		t.Errorf("Next returned %v", err)
	}
}

func TestPermissionViolationFailsTheBroker(t *testing.T) {
	s := external(t, &server.Options{Users: []*server.User{{
		Username: "guest", Password: "secret",
		Permissions: &server.Permissions{
			Publish:   &server.SubjectPermission{Allow: []string{"open.>"}},
			Subscribe: &server.SubjectPermission{Allow: []string{"open.>", "_INBOX.>"}},
		},
	}}})
	url := strings.Replace(s.ClientURL(), "nats://", "nats://guest:secret@", 1)

	t.Run("on publishing", func(t *testing.T) {
		b := start(t, Options{URL: url})
		c := dial(t, b, "sales")
		wait := waiting(subscribe(t, c, "open.x"))
		if err := c.Publish("closed.x", []byte("x")); err != nil {
			t.Fatal(err)
		}
		contains(t, failure(t, b), `"sales"`, "closed.x", "permissions violation")
		contains(t, result(t, wait), "closed.x")
	})
	t.Run("on flushing", func(t *testing.T) {
		b := start(t, Options{URL: url})
		c := dial(t, b, "sales")
		if err := c.Publish("closed.x", []byte("x")); err != nil {
			t.Fatal(err)
		}
		contains(t, c.Flush(context.Background()), "closed.x")
		contains(t, b.Err(), "closed.x")
	})
	t.Run("on subscribing", func(t *testing.T) {
		b := start(t, Options{URL: url})
		_, err := dial(t, b, "sales").Subscribe("closed.y")
		contains(t, err, `"sales"`, "closed.y", "permissions violation")
		contains(t, b.Err(), "closed.y")
	})
	t.Run("on a wrong password", func(t *testing.T) {
		_, err := Start(context.Background(), Options{URL: s.ClientURL()})
		contains(t, err, "start broker", "uthorization")
	})
}

func TestLostConnectionFailsTheBroker(t *testing.T) {
	t.Run("external server stops", func(t *testing.T) {
		s := external(t, &server.Options{})
		b := start(t, Options{URL: s.ClientURL()})
		wait := waiting(subscribe(t, dial(t, b, "sales"), "x"))
		s.Shutdown()
		contains(t, failure(t, b), `"sales"`, "connection lost")
		contains(t, result(t, wait), "connection lost")
	})
	t.Run("external server drops one of two", func(t *testing.T) {
		s := external(t, &server.Options{})
		b := start(t, Options{URL: s.ClientURL(), Connections: 2})
		wait := waiting(subscribe(t, dial(t, b, "sales"), "x"))
		victim := dial(t, b, "finance")
		id, err := victim.lane.nats.GetClientID()
		if err != nil {
			t.Fatal(err)
		}
		if err := s.DisconnectClientByID(id); err != nil {
			t.Fatal(err)
		}
		contains(t, result(t, wait), `"finance"`, "connection lost")
		contains(t, victim.Publish("x", nil), `"finance"`, "connection lost")
	})
	t.Run("embedded server stops", func(t *testing.T) {
		b := start(t, Options{})
		wait := waiting(subscribe(t, dial(t, b, "sales"), "x"))
		b.server.stop()
		contains(t, result(t, wait), "connection lost")
	})
}

func TestMessageLargerThanTheServerAcceptsIsRefused(t *testing.T) {
	s := external(t, &server.Options{MaxPayload: 1000})
	c := dial(t, start(t, Options{URL: s.ClientURL()}), "sales")
	if got := c.MaxPayload(); got != 1000 {
		t.Errorf("MaxPayload is %d", got)
	}
	contains(t, c.Publish("x", make([]byte, 1001)), "1001 bytes", "sales", "maximum payload")
}

func TestConnectionsAreSpreadAndReleased(t *testing.T) {
	for connections, want := range map[int]int{1: 1, 3: 3, 100: 7} {
		b := start(t, Options{Connections: connections})
		var all []*Conn
		for k := range 7 {
			all = append(all, dial(t, b, fmt.Sprint("agent ", k)))
		}
		if got := b.server.server.NumClients(); got != want {
			t.Errorf("%d agents over at most %d connections use %d instead of %d", len(all), connections, got, want)
		}
		for _, c := range all {
			c.Close()
		}
		if got := len(b.lanes); got != 1 {
			t.Errorf("%d connections are left open for nobody", got)
		}
	}
}

func TestStartRefusesOptionsThatContradict(t *testing.T) {
	for _, o := range []Options{
		{URL: "nats://127.0.0.1:1", Listen: "127.0.0.1:0"},
		{Connections: -1},
		{Chunk: -1},
		{Listen: "nowhere"},
		{Listen: "127.0.0.1:http"},
		{URL: "nats://127.0.0.1:1"}, // nobody listens there
	} {
		if b, err := Start(context.Background(), o); err == nil {
			b.Close()
			t.Errorf("%+v was accepted", o)
		} else {
			contains(t, err, "start broker: ")
		}
	}
}
