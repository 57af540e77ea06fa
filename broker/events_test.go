package broker

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	"github.com/ThreeDotsLabs/watermill/message"
)

func record(t testing.TB, b *Broker, run string) (*Recording, *bytes.Buffer) {
	t.Helper()
	var file bytes.Buffer
	r, err := b.Record(context.Background(), run, &file)
	if err != nil {
		t.Fatal(err)
	}
	return r, &file
}

func events(t testing.TB, b *Broker, run string) *Stream {
	t.Helper()
	s, err := b.Events(run)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func wait(t testing.TB, r *Recording) error {
	t.Helper()
	select {
	case <-r.finished:
		return r.Wait()
	case <-t.Context().Done():
		return t.Context().Err()
	}
}

func TestRecordingOfARunIsTheSameWhoeverIsFaster(t *testing.T) {
	b := start(t, Options{Connections: 3})
	departments := []string{"", "sales", "finance", "logistics"}
	const each = 3000
	publish := func(run string) []byte {
		r, file := record(t, b, run)
		s := events(t, b, run)
		var all sync.WaitGroup
		for k, department := range departments {
			all.Go(func() {
				times := rand.New(rand.NewPCG(7, uint64(k))) // the run's own: ticks may be equal
				for n, tick := 0, int64(0); n < each; n++ {
					tick += times.Int64N(3)
					e := Event{Department: department, Tick: tick, Kind: fmt.Sprint("kind-", n%5), Item: fmt.Sprint("web-", n), Quantity: n}
					if err := s.Publish(e); err != nil {
						t.Error(err)
						return
					}
				}
			})
		}
		all.Wait()
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		if err := wait(t, r); err != nil {
			t.Error(err)
		}
		return bytes.ReplaceAll(file.Bytes(), []byte(run), []byte("run"))
	}
	first, second := publish("first"), publish("second")
	if !bytes.Equal(first, second) {
		t.Error("two recordings differ")
	}
	all, err := DecodeEvents(first)
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != each*len(departments) {
		t.Fatalf("%d events recorded", len(all))
	}
	last := map[string]Event{}
	for k, e := range all {
		if k > 0 && e.Tick < all[k-1].Tick {
			t.Fatalf("event %d lies before the one above it", k)
		}
		if e.Sequence != last[e.Department].Sequence+1 || e.Quantity != int(e.Sequence-1) {
			t.Fatalf("event %d of %q follows event %d", e.Sequence, e.Department, last[e.Department].Sequence)
		}
		last[e.Department] = e
	}
}

func TestEventsAreNDJSONOnTheSubjectOfTheirKind(t *testing.T) {
	b := start(t, Options{})
	watcher := subscribe(t, dial(t, b, "watcher"), EventSubject("r7", "*"))
	s := events(t, b, "r7")
	e := Event{
		Arm: "do-nothing", Replication: 2, Tick: 90_000, At: "2026-01-05T08:01:30", Kind: "work-arrived",
		Department: "sales", Flow: "web-order", Step: "take-order", Item: "consumers-17", Segment: "consumers", Text: "<Ação & co>",
	}
	if err := s.Publish(e); err != nil {
		t.Fatal(err)
	}
	want := `{"run":"r7","arm":"do-nothing","replication":2,"tick":90000,"at":"2026-01-05T08:01:30","kind":"work-arrived",` +
		`"department":"sales","sequence":1,"flow":"web-order","step":"take-order","item":"consumers-17","segment":"consumers","text":"<Ação & co>"}` + "\n"
	// One event is sent without waiting for another.
	if got := string(next(t, watcher)); got != want {
		t.Errorf("got  %swant %s", got, want)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	want = `{"run":"r7","replication":0,"tick":0,"kind":"stream-done","sequence":1,"counts":{"sales":1}}` + "\n"
	if got := string(next(t, watcher)); got != want {
		t.Errorf("got  %swant %s", got, want)
	}
}

func TestEveryEventLostOrRepeatedIsFound(t *testing.T) {
	for name, test := range map[string]struct {
		kind  string
		times int
		want  string
	}{
		"lost":          {"second", 0, `event 2 of "sales" is missing`},
		"repeated":      {"second", 2, `event 2 of "sales" came twice`},
		"last lost":     {"third", 0, `event 3 of "sales" is missing: 3 were sent`},
		"first lost":    {"first", 0, `event 1 of "sales" is missing`},
		"only one lost": {"other", 0, `event 1 of "finance" is missing: 1 were sent`},
	} {
		t.Run(name, func(t *testing.T) {
			b := start(t, Options{Intercept: func(subject string, data []byte) [][]byte {
				if !strings.HasSuffix(subject, "."+test.kind) {
					return [][]byte{data}
				}
				return [][]byte{data, data}[:test.times]
			}})
			r, file := record(t, b, "run")
			s := events(t, b, "run")
			for _, e := range []Event{
				{Department: "sales", Kind: "first"},
				{Department: "sales", Kind: "second"},
				{Department: "finance", Kind: "other"},
				{Department: "sales", Kind: "third"},
			} {
				if err := s.Publish(e); err != nil {
					t.Fatal(err)
				}
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			contains(t, wait(t, r), test.want)
			if file.Len() > 0 {
				t.Errorf("wrote %q", file)
			}
		})
	}
}

func TestWhatIsNoEventIsPoisonedAndNothingElseSuffers(t *testing.T) {
	b := start(t, Options{})
	c := dial(t, b, "outsider")
	poison := NewSubscriber(c)
	defer poison.Close()
	poisoned, err := poison.Subscribe(context.Background(), PoisonTopic)
	if err != nil {
		t.Fatal(err)
	}
	r, file := record(t, b, "run")
	for _, bad := range []struct{ payload, reason string }{
		{"no json", "event 1 of 7 bytes: invalid character"},
		{`{"run":"other","kind":"x","sequence":1}`, `event of run "other"`},
		{`{"run":"run","kind":"x"}`, "event without a sequence number"},
	} {
		if err := c.Publish(EventSubject("run", "x"), []byte(bad.payload)); err != nil {
			t.Fatal(err)
		}
		m := <-poisoned
		m.Ack()
		if string(m.Payload) != bad.payload || !strings.Contains(m.Metadata.Get("reason_poisoned"), bad.reason) {
			t.Errorf("poisoned %q because of %q", m.Payload, m.Metadata.Get("reason_poisoned"))
		}
	}
	s := events(t, b, "run")
	if err := s.Publish(Event{Kind: "x"}); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := wait(t, r); err != nil {
		t.Error(err)
	}
	if r.Poisoned() != 3 || bytes.Count(file.Bytes(), []byte("\n")) != 1 {
		t.Errorf("%d poisoned, wrote %q", r.Poisoned(), file)
	}
}

func TestEventNobodySentIsFound(t *testing.T) {
	b := start(t, Options{})
	r, _ := record(t, b, "run")
	c := dial(t, b, "outsider")
	if err := NewPublisher(c).Publish(EventSubject("run", "x"), message.NewMessage("", []byte(`{"run":"run","kind":"x","department":"it","sequence":1}`))); err != nil {
		t.Fatal(err)
	}
	if err := c.Flush(context.Background()); err != nil {
		t.Fatal(err)
	}
	if err := events(t, b, "run").Close(); err != nil {
		t.Fatal(err)
	}
	contains(t, wait(t, r), `event 1 of "it" came, but 0 were sent`)
}

func TestRecordingEndsWithWhatItDependsOn(t *testing.T) {
	t.Run("context", func(t *testing.T) {
		b := start(t, Options{})
		ctx, cancel := context.WithCancel(context.Background())
		r, err := b.Record(ctx, "run", &bytes.Buffer{})
		if err != nil {
			t.Fatal(err)
		}
		cancel()
		if err := wait(t, r); !errors.Is(err, context.Canceled) {
			t.Errorf("%v", err)
		}
	})
	t.Run("broker closed", func(t *testing.T) {
		b := start(t, Options{})
		r, _ := record(t, b, "run")
		b.Close()
		if err := wait(t, r); !errors.Is(err, ErrClosed) {
			t.Errorf("%v", err)
		}
	})
	t.Run("broker failed", func(t *testing.T) {
		b := start(t, Options{})
		r, _ := record(t, b, "run")
		broken := errors.New("broken")
		b.fail(broken)
		if err := wait(t, r); !errors.Is(err, broken) {
			t.Errorf("%v", err)
		}
	})
	t.Run("writer", func(t *testing.T) {
		b := start(t, Options{})
		full := errors.New("disk full")
		r, err := b.Record(context.Background(), "run", writer(func([]byte) (int, error) { return 0, full }))
		if err != nil {
			t.Fatal(err)
		}
		s := events(t, b, "run")
		if err := errors.Join(s.Publish(Event{Kind: "x"}), s.Close()); err != nil {
			t.Fatal(err)
		}
		if err := wait(t, r); !errors.Is(err, full) {
			t.Errorf("%v", err)
		}
	})
}

type writer func([]byte) (int, error)

func (w writer) Write(b []byte) (int, error) { return w(b) }

func TestStreamThatCannotSendFailsTheBroker(t *testing.T) {
	b := start(t, Options{})
	s := events(t, b, "run")
	// Too large for the server.
	if err := s.Publish(Event{Kind: "x", Text: strings.Repeat("x", maxPayload)}); err != nil {
		t.Fatal(err)
	}
	contains(t, failure(t, b), "ripple.events.run.x", "maximum payload")
	contains(t, s.Publish(Event{Kind: "x"}), "maximum payload")
	contains(t, s.Close(), "maximum payload")
}

func TestStreamEndsWithItsBroker(t *testing.T) {
	b := start(t, Options{})
	s := events(t, b, "run")
	events(t, b, "forgotten") // nobody closes it; its goroutine ends all the same
	b.Close()
	if err := s.Publish(Event{Kind: "x"}); !errors.Is(err, ErrClosed) {
		t.Errorf("Publish returned %v", err)
	}
	for range 2 {
		if err := s.Close(); !errors.Is(err, ErrClosed) {
			t.Errorf("Close returned %v", err)
		}
	}
}

func TestMoreEventsThanMayWaitAllArrive(t *testing.T) {
	b := start(t, Options{})
	r, file := record(t, b, "run")
	s := events(t, b, "run")
	const n = streamBacklog + 5000
	for range n {
		if err := s.Publish(Event{Kind: "x"}); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(s.Close(), wait(t, r)); err != nil {
		t.Fatal(err)
	}
	if got := bytes.Count(file.Bytes(), []byte("\n")); got != n {
		t.Errorf("%d events recorded", got)
	}
}

func TestEventsThatCouldNotTravelAreRefused(t *testing.T) {
	b := start(t, Options{})
	if _, err := b.Events("a.b"); err == nil {
		t.Error("a run with a dot")
	}
	if _, err := b.Record(context.Background(), "a b", nil); err == nil {
		t.Error("a run with a space")
	}
	s := events(t, b, "run")
	contains(t, s.Publish(Event{}), "kind")
	contains(t, s.Publish(Event{Kind: "a.b"}), "kind")
	contains(t, s.Publish(Event{Kind: StreamDone}), "kind")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := s.Publish(Event{Kind: "x"}); !errors.Is(err, ErrClosed) {
		t.Errorf("Publish after Close returned %v", err)
	}
}

func TestEventSurvivesJSON(t *testing.T) {
	e := Event{
		Run: "r", Arm: "a", Replication: 1, Tick: 2, At: "t", Kind: "k", Department: "d", Sequence: 3, Flow: "f", Step: "s",
		Item: "i", Segment: "g", System: "y", Stock: "o", Cause: "c", Quantity: 4, Text: "x", Counts: map[string]uint64{"d": 3},
	}
	text, err := encodeEvents([]Event{e, e})
	if err != nil {
		t.Fatal(err)
	}
	all, err := DecodeEvents(text)
	if err != nil || len(all) != 2 {
		t.Fatalf("%d events: %v", len(all), err)
	}
	want, _ := json.Marshal(e)
	if got, _ := json.Marshal(all[1]); !bytes.Equal(got, want) {
		t.Errorf("got %s want %s", got, want)
	}
}

func BenchmarkEvent(b *testing.B) {
	s := start(b, Options{})
	stream := events(b, s, "run")
	r, _ := record(b, s, "run")
	e := Event{Arm: "baseline", At: "2026-01-05T08:01:30", Kind: "work-arrived", Department: "sales", Flow: "web-order", Step: "take-order", Item: "consumers-17"}
	for b.Loop() {
		e.Tick++
		if err := stream.Publish(e); err != nil {
			b.Fatal(err)
		}
	}
	if err := errors.Join(stream.Close(), wait(b, r)); err != nil {
		b.Fatal(err)
	}
}
