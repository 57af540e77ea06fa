package sim

import (
	"fmt"
	"testing"
)

// BenchmarkScale shows how the cost of an event grows with the number of
// worlds, departments and days: it should hardly grow at all.
func BenchmarkScale(b *testing.B) {
	run := func(name string, stations, worlds int, minutes Tick) {
		b.Run(name, func(b *testing.B) {
			m := tandem(stations, 0.5, minutes)
			m.Replications = worlds
			bus := start(b)
			var took Statistics
			b.ResetTimer()
			for range b.N {
				if _, err := Run(b.Context(), m, bus, Options{Statistics: &took}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(took.Events), "ns/event")
			b.ReportMetric(0, "ns/op")
		})
	}
	for _, worlds := range []int{1, 8, 64, 512} {
		run(fmt.Sprintf("worlds=%d", worlds), 10, worlds, 300)
	}
	for _, stations := range []int{1, 10, 100, 1000} {
		run(fmt.Sprintf("departments=%d", stations), stations, 2, 300)
	}
	for _, minutes := range []Tick{100, 1000, 10_000} {
		run(fmt.Sprintf("minutes=%d", minutes), 10, 16, minutes)
	}
}
