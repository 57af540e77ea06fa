package draw

import (
	"fmt"
	"slices"
	"sort"
)

// Discrete returns the distribution that draws each value with a chance
// proportional to its weight. Values may come in any order; equal ones are
// merged.
func Discrete(values, weights []float64) (Dist, error) {
	if len(values) == 0 || len(values) != len(weights) {
		return Dist{}, fmt.Errorf("discrete: as many weights as values are needed, and at least one; got %d values and %d weights", len(values), len(weights))
	}
	order := make([]int, len(values))
	for i := range values {
		order[i] = i
		if err := amount("discrete", "every value", values[i]); err != nil {
			return Dist{}, err
		}
		if err := amount("discrete", "every weight", weights[i]); err != nil {
			return Dist{}, err
		}
	}
	sort.SliceStable(order, func(i, j int) bool { return values[order[i]] < values[order[j]] })

	f := written("discrete", 1)
	total := 0.0
	for _, i := range order {
		if weights[i] == 0 {
			continue
		}
		total += weights[i]
		if n := len(f.values); n > 0 && f.values[n-1] == values[i] {
			f.weights[n-1] += weights[i]
			f.below[n-1] = total
			continue
		}
		f.values = append(f.values, values[i])
		f.weights = append(f.weights, weights[i])
		f.below = append(f.below, total)
	}
	if err := positive("discrete", "the sum of the weights", total); err != nil {
		return Dist{}, err
	}
	for i := range f.below {
		f.below[i] /= total
	}
	return Dist{kind: discreteKind, scale: 1, form: f}, nil
}

// Empirical returns the distribution of an observed sample, in ascending order:
// its quantile function is linear between the observations, the k-th of n lying
// at (k−1)/(n−1) (R. J. Hyndman and Y. Fan, "Sample quantiles in statistical
// packages", The American Statistician 50, 1996, definition 7). Nothing below
// the least or above the greatest observation is ever drawn.
func Empirical(sample []float64) (Dist, error) {
	if len(sample) < 2 {
		return Dist{}, fmt.Errorf("empirical: at least two observations are needed, got %d; for a value that never varies write fixed", len(sample))
	}
	for i, x := range sample {
		if err := amount("empirical", "every observation", x); err != nil {
			return Dist{}, err
		}
		if i > 0 && sample[i-1] > x {
			return Dist{}, fmt.Errorf("empirical: observations must ascend, but %v comes before %v", sample[i-1], x)
		}
	}
	f := written("empirical", 1)
	f.values = slices.Clone(sample)
	return Dist{kind: empiricalKind, scale: 1, form: f}, nil
}
