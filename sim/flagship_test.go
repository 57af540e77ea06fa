package sim_test

import (
	"flag"
	"fmt"
	"runtime"
	"slices"
	"testing"
	"time"

	"ripple/broker"
	"ripple/scenarios"
	"ripple/sim"
)

// TestFlagshipSpeed measures traced steps a second on Harbour Medical, with all
// arms of the procurement slip, and prints the median.
func TestFlagshipSpeed(t *testing.T) {
	if flag.Lookup("ratios").Value.String() != "true" {
		t.Skip("slow: run with -ratios, or make bench")
	}
	s, err := scenarios.Load("procurement-slip", scenarios.Options{})
	if err != nil {
		t.Fatal(err)
	}
	b, err := broker.Start(t.Context(), broker.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	var speeds []float64
	for turn := range 3 {
		runtime.GC()
		var took sim.Statistics
		began := time.Now()
		if _, err := sim.Run(t.Context(), s.Model, b, sim.Options{Trace: true, Statistics: &took}); err != nil {
			t.Fatal(err)
		}
		seconds := time.Since(began).Seconds()
		t.Logf("turn %d: %d steps, %d events, %d rounds in %.1f s", turn+1, took.Steps, took.Events, took.Rounds, seconds)
		speeds = append(speeds, float64(took.Steps)/seconds)
	}
	slices.Sort(speeds)
	fmt.Printf("flagship-steps-per-second %.0f\n", speeds[1])
}
