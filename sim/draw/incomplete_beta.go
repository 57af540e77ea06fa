package draw

import "math"

// betaShape is a beta distribution with what depends on its parameters alone.
type betaShape struct {
	a, b    float64
	logBeta float64 // log B(a, b)
}

func newBetaShape(a, b float64) betaShape {
	return betaShape{a: a, b: b, logBeta: logGammaOnePlus(a) + logGammaOnePlus(b) - logGammaOnePlus(a+b) + logarithm((a+b)/float64(a*b))}
}

// both returns log I_x(a, b), the logarithm of its complement and that of the
// density of y = log(x/(1−x)).
func (s betaShape) both(y float64) (logBelow, logAbove, logDensity float64) {
	a, b := s.a, s.b
	logX, logRest := -logOnePlus(exponential(-y)), -logOnePlus(exponential(y))
	logDensity = float64(a*logX) + float64(b*logRest) - s.logBeta
	x := exponential(logX)
	if x < (a+1)/(a+b+2) {
		logBelow = logDensity + logarithm(betaFraction(a, b, x)/a)
		return logBelow, logarithm(-exponentialMinusOne(logBelow)), logDensity
	}
	logAbove = logDensity + logarithm(betaFraction(b, a, exponential(logRest))/b)
	return logarithm(-exponentialMinusOne(logAbove)), logAbove, logDensity
}

// slope returns minus the first and the second derivative by y of the
// logarithm of the density of y = log(x/(1−x)).
func (s betaShape) slope(y float64) (first, second float64) {
	x := logistic(y)
	return float64((s.a+s.b)*x) - s.a, float64((s.a + s.b) * float64(x*(1-x)))
}

// betaAbove returns 1 − I_x(a, b).
func betaAbove(a, b, x float64) float64 {
	switch {
	case x <= 0:
		return 1
	case x >= 1:
		return 0
	}
	below, above, _ := newBetaShape(a, b).both(logarithm(x) - logOnePlus(-x))
	return fromBelow(below, above)
}

// betaFraction returns the continued fraction of the incomplete beta function
// (DLMF 8.17.22, by Lentz's method); fit for x below (a+1)/(a+b+2).
func betaFraction(a, b, x float64) float64 {
	c := 1.0
	d := 1 / notZero(1-float64((a+b)*x)/(a+1))
	h := d
	for m := 1.0; m < mostTerms; m++ {
		even := float64(float64(m*(b-m))*x) / float64((a+m+m-1)*(a+m+m))
		d = 1 / notZero(1+float64(even*d))
		c = notZero(1 + even/c)
		h = float64(h * float64(d*c))
		odd := -float64(float64((a+m)*(a+b+m))*x) / float64((a+m+m)*(a+m+m+1))
		d = 1 / notZero(1+float64(odd*d))
		c = notZero(1 + odd/c)
		step := float64(d * c)
		h = float64(h * step)
		if math.Abs(step-1) <= 0x1p-52 {
			break
		}
	}
	return h
}
