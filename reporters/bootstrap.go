package reporters

import (
	"math"
	"math/rand/v2"
	"slices"
)

// resamples is the number of bootstrap samples for n replications: with each of
// them the 2.5 % points fall on order statistics. More replications need fewer,
// and cost more each.
func resamples(n int) int {
	switch {
	case n <= 500:
		return 1999
	case n <= 1000:
		return 999
	}
	return 399
}

// stream seeds the bootstrap's generator, so that equal results give equal
// reports.
type stream uint64

// bootstrapT gives the bootstrap-t interval for a mean of influences with
// standard error se around value (Efron and Tibshirani, An Introduction to the
// Bootstrap, 1993, section 12.5). It follows the skewness of the data, where a
// t-interval would cover too little.
func bootstrapT(value float64, influence []float64, se float64, seed stream) (low, high float64) {
	n := len(influence)
	source := rand.NewPCG(uint64(seed), uint64(n))
	ts := make([]float64, resamples(n))
	size := float64(n)
	for b := range ts {
		var sum, squares float64
		for i := 0; i < n; i++ {
			v := influence[(source.Uint64()>>32)*uint64(n)>>32]
			sum += v
			squares += float64(v * v)
		}
		mean := sum / size
		rest := squares - float64(sum*mean)
		ts[b] = studentised(mean, rest, size)
	}
	slices.Sort(ts)
	tail := int(math.Round(float64(len(ts)+1) * (1 - Confidence) / 2))
	return value - float64(ts[len(ts)-tail]*se), value - float64(ts[tail-1]*se)
}

// studentised is mean over its standard error; a resample without spread says
// that the truth may lie arbitrarily far on the side it fell.
func studentised(mean, sumSquares, n float64) float64 {
	if sumSquares <= 0 {
		switch {
		case mean > 0:
			return math.Inf(1)
		case mean < 0:
			return math.Inf(-1)
		}
		return 0
	}
	return mean / math.Sqrt(sumSquares/(n*(n-1)))
}
