package draw

import (
	"math"
	"testing"
)

func TestMeanAndVarianceOfAMillionDrawsAgree(t *testing.T) {
	key := NewKey(20, 1)
	all := make([]float64, 1_000_000)
	for i, s := range specimens() {
		plain := build(t, s.name, s.parameters...)
		for j, d := range []Dist{plain, plain.AtLeast(2.4).Scaled(3), plain.Scaled(2).AtMost(2 * plain.Mean())} {
			draws := all
			if j > 0 {
				draws = all[:100_000]
			}
			n := float64(len(draws))
			mean := 0.0
			for k := range draws {
				draws[k] = d.Quantile(key.Uniform(uint64(k), At(uint16(i), uint16(j), Work, 0)))
				mean += draws[k] / n
			}
			variance, fourth := 0.0, 0.0
			for _, x := range draws {
				square := (x - mean) * (x - mean)
				variance += square / n
				fourth += square * square / n
			}
			if off := math.Abs(mean - d.Mean()); off > 4*math.Sqrt(variance/n)+1e-10*mean {
				t.Errorf("%s: mean %v, draws %v", d.String(), d.Mean(), mean)
			}
			if off := math.Abs(variance - d.Variance()); off > 4*math.Sqrt((fourth-variance*variance)/n)+1e-15 {
				t.Errorf("%s: variance %v, draws %v", d.String(), d.Variance(), variance)
			}
		}
	}
}

// The integral of the quantile and of its square over the uniform, by the
// trapezoidal rule in the log-odds, is far sharper than draws are.
func TestMomentsAreTheIntegralsOfTheQuantile(t *testing.T) {
	const step = 1.0 / 256
	for _, s := range specimens() {
		plain := build(t, s.name, s.parameters...)
		for _, d := range []Dist{plain, plain.AtLeast(1.5), plain.AtLeast(2.4).Scaled(3), plain.AtLeast(6), plain.AtMost(4), plain.AtLeast(1.5).AtMost(4).Scaled(3), plain.AtMost(4).AtLeast(2.4)} {
			if plain.kind == discreteKind {
				continue // jumps; see below
			}
			var mean, square float64
			for s := -36.0; s <= 36; s += step {
				u := 1 / (1 + math.Exp(-s))
				x := d.Quantile(u)
				weight := u * (1 - u) * step
				mean += weight * x
				square += weight * x * x
			}
			if math.Abs(mean-d.Mean()) > 1e-5*mean {
				t.Errorf("%s: mean %v, integral %v", d.String(), d.Mean(), mean)
			}
			if second := d.Variance() + d.Mean()*d.Mean(); math.Abs(second-square) > 1e-5*square {
				t.Errorf("%s: second moment %v, integral %v", d.String(), second, square)
			}
		}
	}
}

func TestMomentsOfADiscreteDistributionByHand(t *testing.T) {
	d := build(t, "discrete", 10, 2, 6, 1, 1, 2) // 2: ¼, 6: ½, 10: ¼
	if d.Mean() != 6 || d.Variance() != 8 {
		t.Errorf("mean %v, variance %v", d.Mean(), d.Variance())
	}
	d = d.AtLeast(6).Scaled(0.5) // 3: ¾, 5: ¼
	if d.Mean() != 3.5 || d.Variance() != 0.75 {
		t.Errorf("mean %v, variance %v", d.Mean(), d.Variance())
	}
}

func TestStatedMeansAndVariationsAreKept(t *testing.T) {
	for _, c := range []struct {
		d        Dist
		mean, cv float64
	}{
		{build(t, "gamma", 40, 0.5), 40, 0.5},
		{build(t, "gamma", 40, 7), 40, 7},
		{build(t, "erlang", 4, 40), 40, 0.5},
		{build(t, "lognormal-mean-cv", 40, 0.001), 40, 0.001},
		{build(t, "lognormal-mean-cv", 40, 3), 40, 3},
		{build(t, "weibull", 40, 1), 40, 1},
		{build(t, "weibull", 40, 0.5), 40, math.Sqrt(5)},
		{build(t, "lognormal-mean-p90", 40, 60), 40, math.NaN()},
	} {
		if mean := c.d.Mean(); math.Abs(mean-c.mean) > 1e-12*c.mean {
			t.Errorf("%s has mean %v", c.d.String(), mean)
		}
		if cv := math.Sqrt(c.d.Variance()) / c.d.Mean(); math.Abs(cv-c.cv) > 1e-9*c.cv {
			t.Errorf("%s has coefficient of variation %v", c.d.String(), cv)
		}
	}
}
