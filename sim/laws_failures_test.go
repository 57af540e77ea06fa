package sim

import (
	"context"
	"encoding/binary"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"ripple/broker"
)

// wants checks that an error is there and says what it should.
func wants(t *testing.T, err error, words ...string) {
	t.Helper()
	if err == nil {
		t.Fatal("no error")
	}
	for _, w := range words {
		if !strings.Contains(err.Error(), w) {
			t.Errorf("the error does not say %q: %v", w, err)
		}
	}
}

// fault strikes the nth message of a kind from one agent to another.
type fault struct {
	kind     byte
	from, to int
	nth      int
	strike   func(data []byte) [][]byte

	mu   sync.Mutex
	seen int
}

// intercept reads the header of a parcel: its kind is the fourth byte, and two
// numbers for sender and receiver follow it.
func (f *fault) intercept(_ string, data []byte) [][]byte {
	if len(data) < broker.HeaderSize || data[3] != f.kind ||
		int(binary.LittleEndian.Uint32(data[4:])) != f.from || int(binary.LittleEndian.Uint32(data[8:])) != f.to {
		return [][]byte{data}
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.seen++; f.seen != f.nth {
		return [][]byte{data}
	}
	return f.strike(data)
}

func lose([]byte) [][]byte        { return nil }
func repeat(data []byte) [][]byte { return [][]byte{data, data} }

// spoil changes a byte of what comes after the header.
func spoil(data []byte) [][]byte {
	bad := append([]byte(nil), data...)
	bad[broker.HeaderSize+4] ^= 0x40
	return [][]byte{bad}
}

// TestFailureEndsTheRun: whatever happens to a message, the run ends soon with
// an error that names who is concerned and the virtual time, without a result
// and without leaving anybody waiting.
func TestFailureEndsTheRun(t *testing.T) {
	// Three stations are agents 0 to 2; then come the customers and the clock.
	const customers, clock = 3, 4
	cases := []struct {
		name  string
		fault fault
		says  []string
	}{
		{"work lost", fault{kind: parcelWork, from: 0, to: 1, nth: 5, strike: lose},
			[]string{"parcel 5 from department station-0 to department station-1 is missing at day 1 ", "cannot go on"}},
		{"work repeated", fault{kind: parcelWork, from: 1, to: 2, nth: 3, strike: repeat},
			[]string{"parcel 3 from department station-1 to department station-2 came twice, at day 1 "}},
		{"work spoilt", fault{kind: parcelWork, from: 1, to: 2, nth: 3, strike: spoil},
			[]string{"department station-1", "day 1 "}},
		{"orders lost", fault{kind: parcelWork, from: customers, to: 0, nth: 2, strike: lose},
			[]string{"parcel 2 from the customers to department station-0 is missing at day 1 "}},
		{"deliveries lost", fault{kind: parcelWork, from: 2, to: customers, nth: 4, strike: lose},
			[]string{"parcel 4 from department station-2 to the customers is missing at day 1 "}},
		{"directive lost", fault{kind: parcelBound, from: clock, to: 1, nth: 6, strike: lose},
			[]string{"department station-1 has stalled at day 1 "}},
		{"directive repeated", fault{kind: parcelBound, from: clock, to: 1, nth: 6, strike: repeat},
			[]string{"from the clock to department station-1 came twice, at day 1 "}},
		{"report lost", fault{kind: parcelReport, from: 1, to: clock, nth: 7, strike: lose},
			[]string{"department station-1 has stalled at day 1 "}},
		{"report repeated", fault{kind: parcelReport, from: 2, to: clock, nth: 4, strike: repeat},
			[]string{"from department station-2 to the clock came twice, at day 1 "}},
		{"results lost", fault{kind: parcelFindings, from: 2, to: clock, nth: 1, strike: lose},
			[]string{"department station-2 has stalled"}},
	}
	for i := range cases {
		c := &cases[i]
		t.Run(c.name, func(t *testing.T) {
			defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
			b, err := broker.Start(t.Context(), broker.Options{Intercept: c.fault.intercept})
			if err != nil {
				t.Fatal(err)
			}
			defer b.Close()
			fails(t, b, Options{Trace: true, Stall: time.Second, window: 20 * 60_000}, c.says...)
		})
	}
}

// fails runs a tandem that should not come to its end.
func fails(t *testing.T, b *broker.Broker, o Options, says ...string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	m := tandem(3, 5, 600)
	m.Replications = 3
	r, err := Run(ctx, m, b, o)
	if r != nil {
		t.Error("there is a result all the same")
	}
	wants(t, err, says...)
}

// TestLostConnectionEndsTheRun: a server that goes away in the middle of a run ends it.
func TestLostConnectionEndsTheRun(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	server, err := broker.Start(t.Context(), broker.Options{Listen: "127.0.0.1:0"})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	var dies sync.Once
	strike := &fault{kind: parcelBound, from: 4, to: 1, nth: 6, strike: func(data []byte) [][]byte {
		dies.Do(func() { server.Close() })
		return [][]byte{data}
	}}
	b, err := broker.Start(t.Context(), broker.Options{URL: "nats://" + server.Address(), Connections: 8, Intercept: strike.intercept})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	fails(t, b, Options{Stall: 5 * time.Second, window: 20 * 60_000}, "broker: connection of ", "day 1 ")
}

// TestCancelledRunEnds: whoever starts a run can end it, and is told why.
func TestCancelledRunEnds(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	b, err := broker.Start(t.Context(), broker.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	ctx, cancel := context.WithCancel(t.Context())
	m := tandem(3, 5, 60_000)
	m.Replications = 20
	r, err := Run(ctx, m, b, Options{Batch: 2, Stall: time.Second, Progress: func(done float64) {
		if done > 0 {
			cancel()
		}
	}})
	if r != nil {
		t.Error("there is a result all the same")
	}
	wants(t, err, context.Canceled.Error())
}
