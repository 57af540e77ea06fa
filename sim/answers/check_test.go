package answers

import (
	"flag"
	"fmt"
	"math"
	"strings"
	"sync"
	"testing"
	"time"

	"ripple/broker"
	"ripple/scenarios"
	"ripple/sim"
)

const (
	precision = 0.005 // the largest standard error, as a share of the value
	tolerance = 4.0   // the largest distance from theory, in standard errors
	planted   = 0.03  // an error in the theory that must be noticed
)

var shift = flag.Uint64("seed", 0, "add this to the seeds, to see other samples")

// seed is a test's own, so that no two tests look at the same sample.
func seed(n uint64) *uint64 {
	n += *shift
	return &n
}

// claim is one number that theory gives. read finds the two sums in a world
// whose ratio it is: over all replications, sums come before the division.
type claim struct {
	what  string
	exact float64
	read  func(w *sim.World) (sum, per float64)
}

// estimate is a ratio of sums over independent replications, with its standard
// error from the replications as clusters (Cochran, Sampling Techniques, 1977,
// section 6.3: the linearised variance of a ratio).
type estimate struct{ value, err float64 }

func estimated(worlds []*sim.World, read func(w *sim.World) (sum, per float64)) estimate {
	var sum, per float64
	for _, w := range worlds {
		s, p := read(w)
		sum, per = sum+s, per+p
	}
	ratio, squares := sum/per, 0.0
	for _, w := range worlds {
		s, p := read(w)
		squares += (s - ratio*p) * (s - ratio*p)
	}
	n := float64(len(worlds))
	return estimate{ratio, math.Sqrt(squares*n/(n-1)) / per}
}

// z is how many standard errors the estimate lies above a value.
func (e estimate) z(value float64) float64 { return (e.value - value) / e.err }

// contradicts tells whether the estimate is too far from a value.
func (e estimate) contradicts(value float64) bool { return !(math.Abs(e.z(value)) <= tolerance) }

// sharp tells whether the estimate is as precise as it has to be.
func (e estimate) sharp() bool { return e.err > 0 && e.err <= precision*math.Abs(e.value) }

// verify compares a result's baseline with what theory says, and with what it
// would say if it were wrong by the planted error: that must not pass.
func verify(t *testing.T, r *sim.Result, claims ...claim) {
	t.Helper()
	var worlds []*sim.World
	orders := int64(0)
	for rep := range r.Worlds {
		w := &r.Worlds[rep][sim.Baseline]
		worlds = append(worlds, w)
		for _, s := range w.Segments {
			orders += s.Orders
		}
	}
	var table strings.Builder
	fmt.Fprintf(&table, "%s, %d replications of %.0f days, %d orders, seed %d\n", r.Model.Scenario, r.Replications, days(r.Model), orders, r.Seed)
	fmt.Fprintf(&table, "| %-44s | %10s | %10s | %9s | %5s | %5s |\n", "", "expected", "simulated", "std error", "in %", "z")
	for _, c := range claims {
		e := estimated(worlds, c.read)
		fmt.Fprintf(&table, "| %-44s | %10.5g | %10.5g | %9.2g | %5.2f | %+5.2f |\n", c.what, c.exact, e.value, e.err, 100*e.err/e.value, e.z(c.exact))
		if !e.sharp() {
			t.Errorf("%s: the standard error is %.2g %% of the value", c.what, 100*e.err/e.value)
		}
		if e.contradicts(c.exact) {
			t.Errorf("%s: simulated %.6g, expected %.6g: %.1f standard errors apart", c.what, e.value, c.exact, e.z(c.exact))
		}
		for _, wrong := range []float64{c.exact * (1 + planted), c.exact * (1 - planted)} {
			if !e.contradicts(wrong) {
				t.Errorf("%s: %.6g would pass for %.6g", c.what, wrong, c.exact)
			}
		}
	}
	t.Log(table.String())
}

func days(m *sim.Model) float64 {
	return float64(m.Until-m.From) / float64(24*time.Hour/time.Millisecond)
}

// file is where a model file of the scenarios package is.
func file(name string) string { return "../../scenarios/testdata/" + name + ".yaml" }

// own is where a model file of these tests is.
func own(name string) string { return "testdata/" + name + ".yaml" }

// load reads a model file, run for as long and as often as it takes here.
func load(t *testing.T, path string, o scenarios.Options) *sim.Model {
	t.Helper()
	s, err := scenarios.Load(path, o)
	if err != nil {
		t.Fatal(err)
	}
	return s.Model
}

// run simulates a model on a bus of its own. Every order that is counted must
// have ended.
func run(t *testing.T, m *sim.Model, o sim.Options) *sim.Result {
	t.Helper()
	b, err := broker.Start(t.Context(), broker.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	o.Stall = 5 * time.Minute // a machine that others keep busy is no error here
	r, err := sim.Run(t.Context(), m, b, o)
	if err != nil {
		t.Fatal(err)
	}
	for rep := range r.Worlds {
		for arm := range r.Worlds[rep] {
			for i, s := range r.Worlds[rep][arm].Segments {
				if s.Orders == 0 || s.Orders != s.Delivered+s.Lost || s.Unfinished != 0 {
					t.Fatalf("replication %d, %s, %s: %d orders, of them %d delivered, %d lost, %d unfinished (seed %d)",
						rep, m.Arms[arm].Name, m.Segments[i].Name, s.Orders, s.Delivered, s.Lost, s.Unfinished, r.Seed)
				}
			}
		}
	}
	return r
}

// sampled simulates a stochastic model. Half the replications at a time, two
// halves side by side: that changes no number.
func sampled(t *testing.T, m *sim.Model) *sim.Result {
	t.Helper()
	if testing.Short() {
		t.Skip("takes seconds: not with -short")
	}
	return run(t, m, sim.Options{Groups: 2, Batch: (m.Replications + 1) / 2})
}

// watched simulates a deterministic model, traced, and returns also what
// happened in one arm by kind; the events of one department are in order. The
// arm has a world of its own from the start, or its events before the fork
// would be the baseline's.
func watched(t *testing.T, m *sim.Model, arm int) (*sim.Result, map[string][]broker.Event) {
	t.Helper()
	var mu sync.Mutex
	seen := map[string][]broker.Event{}
	r := run(t, m, sim.Options{Trace: true, EarlyFork: true, Watch: sim.Watch{Arm: arm}, Events: func(e broker.Event) {
		mu.Lock()
		defer mu.Unlock()
		seen[e.Kind] = append(seen[e.Kind], e)
	}})
	return r, seen
}
