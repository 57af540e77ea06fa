package sim

import (
	"context"
	"flag"
	"fmt"
	"os"
	"runtime"
	"testing"
	"time"

	"go.uber.org/goleak"
	"pgregory.net/rapid"

	"ripple/broker"
	"ripple/sim/calendar"
)

var deep = flag.Bool("deep", false, "try many more random models")

// TestMain tries a few random models for each law; -deep or -rapid.checks make
// it more. rapid prints the seed of what fails: it comes again with -rapid.seed.
func TestMain(m *testing.M) {
	flag.Parse()
	checks := "12"
	if *deep {
		checks = "400"
	}
	usual := map[string]string{"rapid.checks": checks, "rapid.nofailfile": "true", "rapid.shrinktime": "10s"}
	flag.Visit(func(f *flag.Flag) { delete(usual, f.Name) })
	for name, value := range usual {
		if err := flag.Set(name, value); err != nil {
			panic(err)
		}
	}
	if code := m.Run(); code != 0 {
		os.Exit(code)
	}
	if err := goleak.Find(); err != nil {
		os.Stderr.WriteString(err.Error() + "\n")
		os.Exit(1)
	}
}

// law is what tests of random models share.
type law interface {
	Helper()
	Fatalf(format string, args ...any)
}

// run runs a model; a run that takes absurdly long fails the test instead of hanging it.
func run(t law, b *broker.Broker, m *Model, o Options) *Result {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	r, err := Run(ctx, m, b, o)
	if err != nil {
		t.Fatalf("run with %+v: %v", o, err)
	}
	return r
}

func same(t law, what string, a, b *Result) {
	t.Helper()
	if digest(a) != digest(b) {
		t.Fatalf("%s: %s", what, difference(a, b))
	}
}

// TestSameBitsForAnyProcessors: how many processors take part changes nothing.
func TestSameBitsForAnyProcessors(t *testing.T) {
	b := start(t)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	rapid.Check(t, func(t *rapid.T) {
		m := drawRecipe(t, allFeatures).model()
		runtime.GOMAXPROCS(1)
		one := run(t, b, m, Options{Trace: true})
		for _, n := range []int{2, 8} {
			runtime.GOMAXPROCS(n)
			same(t, "with more processors", one, run(t, b, m, Options{Trace: true}))
		}
	})
}

// TestSameBitsForAnyBatching: how replications are grouped changes nothing.
func TestSameBitsForAnyBatching(t *testing.T) {
	b := start(t)
	replications, batches, groups := 4, []int{1, 3}, []int{2}
	if *deep {
		replications, batches, groups = 8, []int{1, 2, 7}, []int{1, 2}
	}
	rapid.Check(t, func(t *rapid.T) {
		m := drawRecipe(t, allFeatures).model()
		o := Options{Trace: true, Replications: replications, Sample: 20 * calendar.Minute}
		all := run(t, b, m, o)
		for _, batch := range batches {
			for _, g := range groups {
				o.Batch, o.Groups = batch, g
				same(t, "in batches", all, run(t, b, m, o))
			}
		}
	})
}

// TestTracingChangesNothingElse: without itineraries every number but theirs is
// the same; and whoever watches a world changes nothing.
func TestTracingChangesNothingElse(t *testing.T) {
	b := start(t)
	rapid.Check(t, func(t *rapid.T) {
		m := drawRecipe(t, allFeatures).model()
		traced := run(t, b, m, Options{Trace: true})
		same(t, "without tracing", untraced(traced), untraced(run(t, b, m, Options{})))
		same(t, "watched", traced, run(t, b, m, Options{Trace: true, Events: func(broker.Event) {}, Watch: Watch{Arm: len(m.Arms) - 1}}))
	})
}

// TestEarlyForkEqualsLateFork: an arm that begins at tick 0 has the same bits as
// one that begins at the first moment it can differ, or is never simulated
// because it cannot.
func TestEarlyForkEqualsLateFork(t *testing.T) {
	b := start(t)
	rapid.Check(t, func(t *rapid.T) {
		m := drawRecipe(t, allFeatures).model()
		same(t, "late and early forks", run(t, b, m, Options{Trace: true}), run(t, b, m, Options{Trace: true, EarlyFork: true}))
	})
}

// TestWindowsAreInvisible: how far agents may work in a round, and for how long
// orders are placed ahead, changes nothing.
func TestWindowsAreInvisible(t *testing.T) {
	b := start(t)
	rapid.Check(t, func(t *rapid.T) {
		m := drawRecipe(t, allFeatures).model()
		usual := run(t, b, m, Options{Trace: true})
		for _, o := range []Options{
			{window: 7 * calendar.Minute},
			{window: m.End},
			{stretch: 11 * calendar.Minute},
			{stretch: calendar.CalendarDay, window: 3 * calendar.Hour},
		} {
			o.Trace = true
			same(t, fmt.Sprintf("with a window of %d and a stretch of %d ms", o.window, o.stretch), usual, run(t, b, m, o))
		}
	})
}

// TestSameBitsOnAnExternalServer: where the messages travel changes nothing.
func TestSameBitsOnAnExternalServer(t *testing.T) {
	inside := start(t)
	server, err := broker.Start(t.Context(), broker.Options{Listen: "127.0.0.1:0"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { server.Close() })
	outside, err := broker.Start(t.Context(), broker.Options{URL: "nats://" + server.Address(), Connections: 16})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { outside.Close() })
	rapid.Check(t, func(t *rapid.T) {
		m := drawRecipe(t, allFeatures).model()
		same(t, "on an external server", run(t, inside, m, Options{Trace: true}), run(t, outside, m, Options{Trace: true}))
	})
}
