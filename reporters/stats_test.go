package reporters

import (
	"math"
	"math/rand/v2"
	"testing"
)

// near tells that two numbers agree to twelve digits.
func near(a, b float64) bool { return math.Abs(a-b) <= 1e-12*math.Max(1, math.Abs(b)) }

func TestMeanHasStudentsInterval(t *testing.T) {
	// Mean 5, variance 2.5, so standard error √0.5; t(4; 0.975) = 2.776445105 (NIST/SEMATECH table of t).
	e := level(sample{num: []float64{3, 4, 5, 6, 7}}, 1)
	half := 2.7764451051977987 * math.Sqrt(0.5)
	if e.Certainty != Ranged || !near(e.Mean, 5) || math.Abs(e.Low-(5-half)) > 1e-9 || math.Abs(e.High-(5+half)) > 1e-9 {
		t.Errorf("got %+v, want 5 ± %v", e, half)
	}
}

func TestRatioIsOfSumsWithReplicationsAsClusters(t *testing.T) {
	// Σy = 30, Σx = 60: ratio 0.5. Residuals y − 0.5x: 1, −1, 1, −1; x̄ = 15;
	// variance of the residuals 4/3, so se = √(4/3/4)/15.
	e := level(sample{num: []float64{6, 4, 11, 9}, den: []float64{10, 10, 20, 20}}, 1)
	half := 3.182446305284263 * math.Sqrt(4.0/3/4) / 15 // t(3; 0.975)
	if !near(e.Mean, 0.5) || math.Abs(e.High-0.5-half) > 1e-9 || math.Abs(0.5-e.Low-half) > 1e-9 {
		t.Errorf("got %+v, want 0.5 ± %v", e, half)
	}
	// The mean of the four ratios would have been 0.5125: the large clusters weigh more.
}

func TestDifferencesArePairedWithinReplications(t *testing.T) {
	a := sample{num: []float64{101, 202, 303, 404}}
	b := sample{num: []float64{100, 200, 300, 400}}
	e := difference(a, b, false, 1)
	// Differences 1, 2, 3, 4: mean 2.5, variance 5/3.
	half := 3.182446305284263 * math.Sqrt(5.0/3/4)
	if !near(e.Mean, 2.5) || math.Abs(e.High-2.5-half) > 1e-9 {
		t.Errorf("got %+v, want 2.5 ± %v: unpaired it would be lost in the spread between replications", e, half)
	}
}

func TestCertaintySaysWhatCanBeClaimed(t *testing.T) {
	zeros := make([]float64, 40)
	few := make([]float64, 40)
	for i := range 7 {
		few[i] = 1
	}
	for _, c := range []struct {
		name string
		got  Estimate
		want Certainty
	}{
		{"equal worlds", difference(sample{num: zeros}, sample{num: zeros}, true, 1), Identical},
		{"no difference met", difference(sample{num: zeros}, sample{num: zeros}, false, 1), NoneSeen},
		{"7 of 40", difference(sample{num: few}, sample{num: zeros}, false, 1), TooRare},
		{"nothing to divide by", level(sample{num: zeros, den: zeros}, 1), Undefined},
		{"one replication", level(sample{num: []float64{3}}, 1), Single},
		{"ten of ten", level(sample{num: []float64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}}, 1), Ranged},
		{"always the same", level(sample{num: []float64{3, 3, 3}}, 1), Ranged},
	} {
		if c.got.Certainty != c.want {
			t.Errorf("%s: certainty %d, want %d", c.name, c.got.Certainty, c.want)
		}
		if c.want != Ranged && c.got.Clear() {
			t.Errorf("%s: clear, without a range", c.name)
		}
	}
}

// An effect in one replication of twenty, with lognormal sizes, 200
// replications: a t-interval covers 84 % or so.
func TestBootstrapTCoversRareEffects(t *testing.T) {
	const seed, trials, n, chance = 12, 500, 200, 0.05
	rng := rand.New(rand.NewPCG(seed, 0))
	truth := chance * math.Exp(0.5)
	covered, plainly := 0, 0
	for i := range trials {
		values := make([]float64, n)
		for j := range values {
			if rng.Float64() < chance {
				values[j] = math.Exp(rng.NormFloat64())
			}
		}
		mean, influence := sample{num: values}.linear()
		se, _ := spread(influence)
		if low, high := bootstrapT(mean, influence, se, stream(i)); low <= truth && truth <= high {
			covered++
		}
		if math.Abs(mean-truth) <= tQuantile(n-1)*se {
			plainly++
		}
	}
	got, plain := float64(covered)/trials, float64(plainly)/trials
	t.Logf("seed %d: bootstrap-t covers %.3f, Student's t %.3f", seed, got, plain)
	if got < 0.92 {
		t.Errorf("bootstrap-t covers %.3f, want 0.92 or more", got)
	}
	if plain > 0.88 {
		t.Errorf("Student's t covers %.3f: the example is not skewed, so it shows nothing", plain)
	}
}

func TestRangesCoverNormalData(t *testing.T) {
	const seed, trials = 5, 4000
	rng := rand.New(rand.NewPCG(seed, 0))
	covered := 0
	for i := range trials {
		values := make([]float64, 20)
		for j := range values {
			values[j] = 3 + rng.NormFloat64()
		}
		if e := level(sample{num: values}, stream(i)); e.Low <= 3 && 3 <= e.High {
			covered++
		}
	}
	// The standard error of the coverage is 0.0034.
	if got := float64(covered) / trials; math.Abs(got-Confidence) > 0.014 {
		t.Errorf("seed %d: covered %.4f, want 0.95", seed, got)
	}
}

func TestBootstrapDependsOnNothingButItsSeed(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 0))
	influence := make([]float64, 30)
	for i := range influence {
		influence[i] = rng.ExpFloat64() - 1
	}
	low, high := bootstrapT(1, influence, 0.5, 9)
	again, same := bootstrapT(1, influence, 0.5, 9)
	if low != again || high != same {
		t.Errorf("got %v to %v, then %v to %v", low, high, again, same)
	}
	if other, _ := bootstrapT(1, influence, 0.5, 10); other == low {
		t.Error("another seed resampled the same")
	}
}

func TestWhatRestsOnAFewLargeValuesGetsNoRange(t *testing.T) {
	values := make([]float64, 20)
	for i := range values {
		values[i] = 0.01 * float64(i+1)
	}
	values[7] = 1000
	e := level(sample{num: values}, 1)
	if e.Certainty != TooRare || e.NonZero != 20 || e.Clear() {
		t.Errorf("got %+v, want no range", e)
	}
	if got := (formatter{}).delta(Count, e, 0); got != "+50.1, too uneven for a range" {
		t.Errorf("written as %q", got)
	}
}
