package draw

import (
	"fmt"
	"math"
)

// ninetieth is the 90th percentile of the standard normal distribution.
const ninetieth = 1.281551565544600467

// LognormalMedianP90 returns the lognormal distribution of which half lies below
// median and nine in ten below p90: sigma = log(p90/median)/1.28155.
func LognormalMedianP90(median, p90 float64) (Dist, error) {
	if err := positive("lognormal", "median", median); err != nil {
		return Dist{}, err
	}
	if err := positive("lognormal", "p90", p90); err != nil {
		return Dist{}, err
	}
	if p90 <= median {
		return Dist{}, fmt.Errorf("lognormal: nine in ten (p90 %s) must lie above the median %s; for a value that never varies write fixed",
			number(p90), number(median))
	}
	return lognormal(median, logarithm(p90/median)/ninetieth, parameter{"median", median, true}, parameter{"p90", p90, true}), nil
}

// LognormalMeanP90 returns the lognormal distribution with the given mean of
// which nine in ten lie below p90. With L = log(p90/mean), sigma solves
// 1.28155·sigma − sigma²/2 = L. Two distributions fit where p90 is above the
// mean and at most 2.273 times as large, and the narrower is returned. Above
// that none fits; at or below the mean only one so wide that it is refused, the
// error naming its coefficient of variation.
func LognormalMeanP90(mean, p90 float64) (Dist, error) {
	if err := positive("lognormal", "mean", mean); err != nil {
		return Dist{}, err
	}
	if err := positive("lognormal", "p90", p90); err != nil {
		return Dist{}, err
	}
	l := logarithm(p90 / mean)
	square := float64(ninetieth*ninetieth) - float64(2*l)
	root := math.Sqrt(max(square, 0))
	switch {
	case square < 0:
		most := exponential(float64(ninetieth*ninetieth) / 2)
		return Dist{}, fmt.Errorf("lognormal: no lognormal with mean %s has nine in ten below %s; p90 must be at most %.3f times the mean, which is %s; a heavier tail is written with median and p90",
			number(mean), number(p90), most, short(float64(most*mean)))
	case p90 <= mean:
		wide := ninetieth + root
		return Dist{}, fmt.Errorf("lognormal: p90 %s is not above the mean %s; usually it is, up to %s; the only lognormal that fits is a very wide one, lognormal(mean %s; cv %s); for a value that never varies write fixed",
			number(p90), number(mean), short(float64(exponential(float64(ninetieth*ninetieth)/2)*mean)),
			number(mean), short(math.Sqrt(exponentialMinusOne(float64(wide*wide)))))
	}
	// The smaller root of the quadratic, without cancellation.
	sigma := 2 * l / (ninetieth + root)
	return lognormal(float64(mean*exponential(-float64(sigma*sigma)/2)), sigma, parameter{"mean", mean, true}, parameter{"p90", p90, true}), nil
}

// LognormalMeanCV returns the lognormal distribution with the given mean and
// coefficient of variation (standard deviation over mean), the latter from
// 0.001 to 10,000: sigma² = log(1+cv²).
func LognormalMeanCV(mean, cv float64) (Dist, error) {
	if err := positive("lognormal", "mean", mean); err != nil {
		return Dist{}, err
	}
	if err := within("lognormal", "cv", cv, 0.001, 10_000); err != nil {
		return Dist{}, err
	}
	variance := logOnePlus(float64(cv * cv))
	return lognormal(float64(mean*exponential(-variance/2)), math.Sqrt(variance), parameter{"mean", mean, true}, parameter{"cv", cv, false}), nil
}

func lognormal(median, sigma float64, words ...parameter) Dist {
	return Dist{kind: lognormalKind, scale: median, a: sigma, form: written("lognormal", median, words...)}
}
