package draw

import (
	"fmt"
	"math"
)

// Fixed returns the distribution that always draws x.
func Fixed(x float64) (Dist, error) {
	if err := amount("fixed", "value", x); err != nil {
		return Dist{}, err
	}
	return fixed(x), nil
}

func fixed(x float64) Dist { return Dist{kind: fixedKind, scale: x} }

// Exponential returns the exponential distribution with the given mean.
func Exponential(mean float64) (Dist, error) {
	if err := positive("exponential", "mean", mean); err != nil {
		return Dist{}, err
	}
	return Dist{kind: exponentialKind, scale: mean, form: written("exponential", mean, parameter{"mean", mean, true})}, nil
}

// Uniform returns the distribution that is even between lo and hi.
func Uniform(lo, hi float64) (Dist, error) {
	if err := ascending("uniform", lo, hi); err != nil {
		return Dist{}, err
	}
	return Dist{kind: uniformKind, scale: 1, a: lo, b: hi,
		form: written("uniform", 1, parameter{"", lo, true}, parameter{"", hi, true})}, nil
}

// Triangular returns the triangular distribution from lo to hi with its peak at
// mode.
func Triangular(lo, mode, hi float64) (Dist, error) {
	if err := ascending("triangular", lo, mode, hi); err != nil {
		return Dist{}, err
	}
	return Dist{kind: triangularKind, scale: 1, a: lo, b: hi, c: (mode - lo) / (hi - lo),
		form: written("triangular", 1, parameter{"", lo, true}, parameter{"", mode, true}, parameter{"", hi, true})}, nil
}

// Pert returns the PERT distribution from lo to hi: a beta with parameters
// 1+4(mode−lo)/(hi−lo) and 1+4(hi−mode)/(hi−lo), whose mean is (lo+4·mode+hi)/6
// (D. Vose, "Risk analysis", 2000).
func Pert(lo, mode, hi float64) (Dist, error) {
	if err := ascending("pert", lo, mode, hi); err != nil {
		return Dist{}, err
	}
	f := written("pert", 1, parameter{"", lo, true}, parameter{"", mode, true}, parameter{"", hi, true})
	// The first parameter of the beta goes into c; the second is 6 − c.
	c := 1 + float64(4*((mode-lo)/(hi-lo)))
	f.table = newQuantileTable(newBetaShape(c, 6-c), logarithm(c/(6-c)))
	return Dist{kind: pertKind, scale: 1, a: lo, b: hi, c: c, form: f}, nil
}

// NormalAbove0 returns the normal distribution with the given mean and standard
// deviation (those of the whole normal) given that it is above 0.
func NormalAbove0(mean, sd float64) (Dist, error) {
	if err := amount("normal", "mean", mean); err != nil {
		return Dist{}, err
	}
	if err := positive("normal", "sd", sd); err != nil {
		return Dist{}, err
	}
	return Dist{kind: normalKind, scale: 1, a: mean, b: sd, c: normalBelow(-mean / sd),
		form: written("normal", 1, parameter{"mean", mean, true}, parameter{"sd", sd, true})}, nil
}

// Gamma returns the gamma distribution with the given mean and coefficient of
// variation (standard deviation over mean), the latter from 0.001 to 30. Its
// shape is 1/cv².
func Gamma(mean, cv float64) (Dist, error) {
	if err := positive("gamma", "mean", mean); err != nil {
		return Dist{}, err
	}
	if err := within("gamma", "cv", cv, 0.001, 30); err != nil {
		return Dist{}, err
	}
	return gamma(1/float64(cv*cv), mean, "gamma", parameter{"mean", mean, true}, parameter{"cv", cv, false}), nil
}

// Erlang returns the Erlang distribution of k phases, from 1 to a million, with
// the given mean of the whole: a gamma of shape k.
func Erlang(k int, mean float64) (Dist, error) {
	if k < 1 || k > 1e6 {
		return Dist{}, fmt.Errorf("erlang: k must be a whole number from 1 to 1000000, not %d", k)
	}
	if err := positive("erlang", "mean", mean); err != nil {
		return Dist{}, err
	}
	return gamma(float64(k), mean, "erlang", parameter{"k", float64(k), false}, parameter{"mean", mean, true}), nil
}

// gamma returns the gamma distribution by shape and mean; of shape 1 it is the
// exponential.
func gamma(shape, mean float64, name string, words ...parameter) Dist {
	if shape == 1 {
		return Dist{kind: exponentialKind, scale: mean, form: written(name, mean, words...)}
	}
	f := written(name, mean/shape, words...)
	// The median of log X lies near log(shape) for a large shape and below it for
	// a small one; the solver finds its way from there.
	f.table = newQuantileTable(newGammaShape(shape), logarithm(shape))
	return Dist{kind: gammaKind, scale: f.scale, a: shape, form: f}
}

// Weibull returns the Weibull distribution with the given mean and shape, the
// latter from 0.05 to 1000. Its scale is mean/Γ(1+1/shape).
func Weibull(mean, shape float64) (Dist, error) {
	if err := positive("weibull", "mean", mean); err != nil {
		return Dist{}, err
	}
	if err := within("weibull", "shape", shape, 0.05, 1000); err != nil {
		return Dist{}, err
	}
	words := []parameter{{"mean", mean, true}, {"shape", shape, false}}
	if shape == 1 {
		return Dist{kind: exponentialKind, scale: mean, form: written("weibull", mean, words...)}, nil
	}
	f := written("weibull", mean/exponential(logGammaOnePlus(1/shape)), words...)
	return Dist{kind: weibullKind, scale: f.scale, a: 1 / shape, form: f}, nil
}

// written remembers how a distribution was written.
func written(name string, scale float64, words ...parameter) *form {
	return &form{name: name, scale: scale, words: words}
}

// amount says what is wrong with x as a value that may be 0.
func amount(name, what string, x float64) error {
	if !(x >= 0 && x <= math.MaxFloat64) {
		return fmt.Errorf("%s: %s must be 0 or more, not %v", name, what, x)
	}
	return nil
}

// positive says what is wrong with x as a value above 0.
func positive(name, what string, x float64) error {
	if !(x > 0 && x <= math.MaxFloat64) {
		return fmt.Errorf("%s: %s must be above 0, not %v", name, what, x)
	}
	return nil
}

// within says what is wrong with x as a value from least to most.
func within(name, what string, x, least, most float64) error {
	if !(x >= least && x <= most) {
		return fmt.Errorf("%s: %s must be from %v to %v, not %v; for a value that never varies write fixed", name, what, least, most, x)
	}
	return nil
}

// ascending says what is wrong with bounds (and a mode between them).
func ascending(name string, points ...float64) error {
	for i, x := range points {
		if err := amount(name, "every value", x); err != nil {
			return err
		}
		if i > 0 && points[i-1] > x {
			return fmt.Errorf("%s: values must ascend, but %v comes before %v", name, points[i-1], x)
		}
	}
	if points[0] == points[len(points)-1] {
		return fmt.Errorf("%s: the lowest and the highest value are both %v; for a value that never varies write fixed", name, points[0])
	}
	return nil
}
