package reporters

import (
	"io"
	"testing"
)

// A report should cost little beside the run that it is of.
func BenchmarkReport(b *testing.B) {
	for _, c := range []struct {
		name         string
		replications int
	}{{"40", 40}, {"1000", 1000}} {
		result := synthetic(c.replications)
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				r, err := New(result, about)
				if err != nil {
					b.Fatal(err)
				}
				if err := Table(io.Discard, r); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
