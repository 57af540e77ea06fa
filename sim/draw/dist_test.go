package draw

import (
	"math"
	"strings"
	"testing"
)

func TestTheZeroDistIsNoneAndDrawsNothing(t *testing.T) {
	var d Dist
	if !d.IsZero() || d.Quantile(0.9) != 0 || d.Ticks(0.9) != 0 || d.Mean() != 0 || d.Variance() != 0 || d.Min() != 0 || d.Max() != 0 || d.String() != "none" {
		t.Errorf("the zero Dist draws %v, from %v to %v", d.Quantile(0.9), d.Min(), d.Max())
	}
	if scaled := d.Scaled(3); !scaled.IsZero() {
		t.Error("three times none is not none")
	}
	if nothing := build(t, "fixed", 0); nothing.IsZero() {
		t.Error("a stated 0 is none")
	}
	if least := d.AtLeast(5); least.Quantile(0.1) != 5 {
		t.Error("none with a minimum does not draw the minimum")
	}
}

func TestTicksRoundHalfAwayFromZeroAndStayInRange(t *testing.T) {
	for _, c := range []struct {
		x    float64
		want int64
	}{
		{0, 0}, {0.49999999999999994, 0}, {0.5, 1}, {1.4999999999999998, 1}, {1.5, 2}, {2.5, 3}, {1e9 + 0.5, 1e9 + 1},
		{-1, 0}, {math.NaN(), 0}, {math.Inf(1), MaxTicks}, {1e300, MaxTicks},
		{4503599627370495.5, 4503599627370496}, {4503599627370497, 4503599627370497}, {9007199254740991, 9007199254740991},
	} {
		if got := toTicks(c.x); got != c.want {
			t.Errorf("%v becomes %d ticks, want %d", c.x, got, c.want)
		}
	}
}

func TestASlowdownMultipliesTheDraw(t *testing.T) {
	for _, s := range specimens() {
		d := build(t, s.name, s.parameters...)
		d = d.Scaled(1e5)
		twice := d.Scaled(2)
		for _, u := range []float64{0.001, 0.3, 0.5, 0.77, 0.9999} {
			if d.TicksScaled(u, 2) != twice.Ticks(u) {
				t.Errorf("%s at %v: %d ticks, scaled distribution %d", d.String(), u, d.TicksScaled(u, 2), twice.Ticks(u))
			}
			if d.TicksScaled(u, 1) != d.Ticks(u) {
				t.Errorf("%s at %v: a factor of 1 changes the draw", d.String(), u)
			}
			if d.TicksScaled(u, 0) != 0 {
				t.Errorf("%s at %v: a factor of 0 leaves something", d.String(), u)
			}
		}
	}
}

func TestAMinimumCutsDrawsBelowItAndNoOthers(t *testing.T) {
	for _, s := range specimens() {
		d := build(t, s.name, s.parameters...)
		least := d.AtLeast(3)
		for i := range 200 {
			u := (float64(i) + 0.5) / 200
			if got, want := least.Quantile(u), max(d.Quantile(u), 3); got != want {
				t.Errorf("%s at %v: %v, want %v", least.String(), u, got, want)
			}
		}
		if least.Min() < 3 {
			t.Errorf("%s: least value %v", least.String(), least.Min())
		}
		if double := least.Scaled(2); double.Min() != 2*least.Min() {
			t.Errorf("%s doubled: least value %v", least.String(), double.Min())
		}
	}
}

func TestDistributionsAreWrittenAsAUserWouldWriteThem(t *testing.T) {
	gamma := build(t, "gamma", 40, 0.5)
	for _, c := range []struct {
		d    Dist
		want string
	}{
		{gamma.Scaled(60_000), "gamma(mean 2400000; cv 0.5)"},
		{build(t, "fixed", 7), "fixed(7)"},
		{build(t, "exponential", 0.1), "exponential(mean 0.1)"},
		{build(t, "uniform", 1, 4), "uniform(1; 4)"},
		{build(t, "triangular", 2, 5, 20), "triangular(2; 5; 20)"},
		{build(t, "pert", 2, 5, 20), "pert(2; 5; 20)"},
		{build(t, "normal", 5, 3), "normal(mean 5; sd 3)"},
		{build(t, "lognormal-median-p90", 5, 12).Scaled(60_000), "lognormal(median 300000; p90 720000)"},
		{build(t, "lognormal-mean-p90", 5, 11), "lognormal(mean 5; p90 11)"},
		{build(t, "lognormal-mean-cv", 5, 2), "lognormal(mean 5; cv 2)"},
		{build(t, "erlang", 3, 6), "erlang(k 3; mean 6)"},
		{build(t, "weibull", 10, 1.5), "weibull(mean 10; shape 1.5)"},
		{build(t, "discrete", 5, 2, 1, 3).Scaled(2), "discrete(4 weight 3; 10 weight 1)"},
		{build(t, "empirical", 1, 2, 9), "empirical(1; 2; 9)"},
		{build(t, "empirical", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10), "empirical(1; 2; 3; 4; 5; 6; 7; 8; 2 more)"},
		{build(t, "exponential", 15).AtLeast(3), "exponential(mean 15; at least 3)"},
		{build(t, "uniform", 1, 4).AtLeast(9), "fixed(9)"},
		{build(t, "uniform", 1, 4).AtMost(0.5), "fixed(0.5)"},
		{build(t, "uniform", 1, 4).Scaled(2).AtMost(6).Scaled(2), "uniform(4; 16; at most 12)"},
		{build(t, "uniform", 1, 4).AtMost(4), "uniform(1; 4)"},
	} {
		if got := c.d.String(); got != c.want {
			t.Errorf("written %q, want %q", got, c.want)
		}
	}
}

func TestParametersThatFitNothingAreRefusedWithWhatWould(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	of := func(d Dist, err error) error {
		if !d.IsZero() {
			t.Errorf("a refused distribution is %s", d.String())
		}
		return err
	}
	for _, c := range []struct {
		err  error
		want string
	}{
		{of(Fixed(-1)), "fixed: value must be 0 or more, not -1"},
		{of(Fixed(nan)), "not NaN"},
		{of(Fixed(inf)), "not +Inf"},
		{of(Exponential(0)), "exponential: mean must be above 0, not 0"},
		{of(Exponential(inf)), "not +Inf"},
		{of(Uniform(3, 2)), "uniform: values must ascend, but 3 comes before 2"},
		{of(Uniform(3, 3)), "for a value that never varies write fixed"},
		{of(Uniform(-1, 3)), "must be 0 or more"},
		{of(Triangular(1, 5, 4)), "but 5 comes before 4"},
		{of(Triangular(1, nan, 4)), "not NaN"},
		{of(Pert(2, 1, 4)), "but 2 comes before 1"},
		{of(NormalAbove0(-2, 1)), "normal: mean must be 0 or more"},
		{of(NormalAbove0(2, 0)), "normal: sd must be above 0"},
		{of(LognormalMedianP90(5, 5)), "must lie above the median 5"},
		{of(LognormalMedianP90(0, 5)), "median must be above 0"},
		{of(LognormalMeanP90(5, 12)), "p90 must be at most 2.273 times the mean, which is 11.37"},
		{of(LognormalMeanP90(5, 4)), "lognormal(mean 5; cv 41.16)"},
		{of(LognormalMeanP90(5, nan)), "not NaN"},
		{of(LognormalMeanCV(5, -1)), "cv must be from 0.001"},
		{of(Gamma(5, 0)), "cv must be from 0.001 to 30, not 0"},
		{of(Gamma(nan, 1)), "not NaN"},
		{of(Erlang(0, 5)), "k must be a whole number from 1"},
		{of(Erlang(2, -5)), "mean must be above 0"},
		{of(Weibull(5, 0)), "shape must be from 0.05"},
		{of(Discrete(nil, nil)), "at least one"},
		{of(Discrete([]float64{1, 2}, []float64{1})), "2 values and 1 weights"},
		{of(Discrete([]float64{1, 2}, []float64{0, 0})), "the sum of the weights must be above 0"},
		{of(Discrete([]float64{1, -2}, []float64{1, 1})), "every value must be 0 or more, not -2"},
		{of(Discrete([]float64{1, 2}, []float64{1, nan})), "not NaN"},
		{of(Empirical([]float64{4})), "at least two observations"},
		{of(Empirical([]float64{4, 3})), "observations must ascend, but 4 comes before 3"},
		{of(Empirical([]float64{4, inf})), "not +Inf"},
	} {
		if c.err == nil || !strings.Contains(c.err.Error(), c.want) {
			t.Errorf("error %q does not say %q", c.err, c.want)
		}
	}
}

func TestTheWideLognormalThatARefusalNamesDoesFit(t *testing.T) {
	d := build(t, "lognormal-mean-cv", 5, 41.16)
	if p90 := d.Quantile(0.9); math.Abs(p90-4) > 0.001 {
		t.Errorf("its p90 is %v, not 4", p90)
	}
}
