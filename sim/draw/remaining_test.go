package draw

import (
	"math"
	"slices"
	"testing"
)

// residual is a distribution with the mean of what is left when it has lasted so long.
type residual struct {
	dist    Dist
	elapsed int64
	want    float64
}

func residuals(t *testing.T) []residual {
	t.Helper()
	const mean = 4e6
	// Φ(−x) of the standard normal.
	tail := func(x float64) float64 { return math.Erfc(x/math.Sqrt2) / 2 }
	var all []residual
	for _, e := range []float64{1e6, 5e6, 12e6} {
		elapsed := int64(e)
		// Exponential: no memory.
		all = append(all, residual{build(t, "exponential", mean), elapsed, mean})
		// Erlang of two phases at rate r: those in the first have 2/r to go, those in the
		// second 1/r, and the odds are 1 to r·e.
		rate := 2 / mean
		all = append(all, residual{build(t, "erlang", 2, mean), elapsed, (2 + rate*e) / (1 + rate*e) / rate})
		// Lognormal: E[X; X > e] = m·Φ(s − z), P(X > e) = Φ(−z), z = log(e/median)/s.
		const cv = 0.7
		s := math.Sqrt(math.Log(1 + cv*cv))
		z := (math.Log(e/mean) + s*s/2) / s
		all = append(all, residual{build(t, "lognormal-mean-cv", mean, cv), elapsed, mean*tail(z-s)/tail(z) - e})
	}
	return append(all,
		residual{build(t, "uniform", 2e6, 8e6), 1e6, 4e6},
		residual{build(t, "uniform", 2e6, 8e6), 5e6, 1.5e6},
		residual{build(t, "uniform", 2e6, 8e6), 9e6, 0},
	)
}

// TestWhatIsLeftHasItsClosedFormMean: of a draw that has lasted so long.
func TestWhatIsLeftHasItsClosedFormMean(t *testing.T) {
	key := NewKey(77, 3)
	const n = 100_000
	for i, r := range residuals(t) {
		sum, square := 0.0, 0.0
		for k := range n {
			left := float64(r.dist.Remaining(key.Uniform(uint64(k), At(uint16(i), 0, Work, 0)), 1, r.elapsed))
			sum, square = sum+left/n, square+left*left/n
		}
		if off := math.Abs(sum - r.want); off > 4*math.Sqrt((square-sum*sum)/n)+1 {
			t.Errorf("%s after %d: %v is left, want %v", r.dist.String(), r.elapsed, sum, r.want)
		}
	}
}

// TestDrawnAnewIsTheSameDistribution: whoever looks at a fixed moment and draws anew what
// is left of what has not ended by then has draws of the same distribution, in every kind.
// By the largest gap between the two samples (Smirnov).
func TestDrawnAnewIsTheSameDistribution(t *testing.T) {
	key := NewKey(78, 3)
	const n, factor = 20_000, 1000
	for i, s := range specimens() {
		plain := build(t, s.name, s.parameters...)
		for j, d := range []Dist{plain, plain.AtLeast(1.5), plain.AtMost(4)} {
			elapsed := int64(factor * d.Mean())
			var fresh, anew []int64
			lasted := 0
			for k := range n {
				u := key.Uniform(uint64(k), At(uint16(i), uint16(j), Work, 0))
				fresh = append(fresh, d.TicksScaled(key.Uniform(uint64(k), At(uint16(i), uint16(j), Work, 1)), factor))
				x := d.TicksScaled(u, factor)
				if x > elapsed {
					lasted++
					x = elapsed + d.Remaining(key.Uniform(uint64(k), At(uint16(i), uint16(j), Wait, 0)), factor, elapsed)
				}
				anew = append(anew, x)
			}
			if gap := largestGap(fresh, anew); gap > 2.2*math.Sqrt(2.0/n) {
				t.Errorf("%s: drawn anew after %d the distributions are %v apart", d.String(), elapsed, gap)
			}
			share, want := float64(lasted)/n, d.Beyond(factor, elapsed)
			if d.kind != discreteKind && math.Abs(share-want) > 4*math.Sqrt(want*(1-want)/n)+1e-3 {
				t.Errorf("%s: %v last longer than %d, want %v", d.String(), share, elapsed, want)
			}
		}
	}
}

// TestWhatHasNotBegunIsDrawnAsEver, and what cannot last any longer is over.
func TestWhatHasNotBegunIsDrawnAsEver(t *testing.T) {
	for _, s := range specimens() {
		d := build(t, s.name, s.parameters...)
		for _, u := range []float64{1e-9, 0.1, 0.5, 0.99} {
			if got, want := d.Remaining(u, 1000, 0), d.TicksScaled(u, 1000); got != want {
				t.Errorf("%s: %d of nothing elapsed is left, want %d", d.String(), got, want)
			}
			if most := d.Max(); most < math.Inf(1) {
				if got := d.Remaining(u, 1000, int64(1001*most)); got != 0 {
					t.Errorf("%s: %d is left of what cannot last", d.String(), got)
				}
			}
		}
	}
}

// largestGap is the largest difference of two samples' distribution functions.
func largestGap(a, b []int64) float64 {
	slices.Sort(a)
	slices.Sort(b)
	gap, j := 0.0, 0
	for i, x := range a {
		if i+1 < len(a) && a[i+1] == x {
			continue
		}
		for j < len(b) && b[j] <= x {
			j++
		}
		gap = max(gap, math.Abs(float64(i+1)/float64(len(a))-float64(j)/float64(len(b))))
	}
	return gap
}
