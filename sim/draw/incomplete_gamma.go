package draw

import "math"

const (
	halfLog2Pi = 0.91893853320467274178

	// relativeEnough ends series and continued fractions.
	relativeEnough = 0x1p-54

	// mostTerms bounds them should rounding keep them from ending; a gamma shape of
	// a million needs about ten thousand.
	mostTerms = 1 << 18
)

// stirlingError returns log Γ(a+1) minus Stirling's (a+½)·log a − a + ½·log 2π, for
// a > 0 (C. Loader, "Fast and accurate computation of binomial probabilities",
// 2000).
func stirlingError(a float64) float64 {
	// Below 15 climb by Γ(a+1) = Γ(a+2)/(a+1); above it the asymptotic series
	// with Bernoulli numbers holds to the last digit.
	climbed := 0.0
	for ; a < 15; a++ {
		climbed += float64((a+0.5)*logOnePlus(1/a)) - 1
	}
	s := 1 / float64(a*a)
	series := 1.0/1188 - float64(s*(691.0/360360))
	series = 1.0/1680 - float64(s*series)
	series = 1.0/1260 - float64(s*series)
	series = 1.0/360 - float64(s*series)
	series = 1.0/12 - float64(s*series)
	return climbed + series/a
}

// logGammaOnePlus returns log Γ(1+a) for a > 0.
func logGammaOnePlus(a float64) float64 {
	return stirlingError(a) + float64((a+0.5)*logarithm(a)) - a + halfLog2Pi
}

// deviance returns a·log(a/x) + x − a without cancellation (Loader's bd0).
func deviance(a, x float64) float64 {
	d := a - x
	if math.Abs(d) >= 0.1*(a+x) {
		return float64(a*logarithm(a/x)) - d
	}
	v := d / (a + x)
	sum := float64(d * v)
	term := float64(2 * float64(a*v))
	v2 := float64(v * v)
	for j := 3.0; j < mostTerms; j += 2 {
		term = float64(term * v2)
		next := sum + term/j
		if next == sum {
			break
		}
		sum = next
	}
	return sum
}

// gammaShape is a gamma distribution of scale 1 with what depends on its shape
// alone.
type gammaShape struct {
	a         float64
	logA      float64
	logFactor float64 // log Γ(1+a)
	stirling  float64
}

func newGammaShape(a float64) gammaShape {
	g := gammaShape{a: a, logA: logarithm(a), stirling: stirlingError(a)}
	g.logFactor = g.stirling + float64((a+0.5)*g.logA) - a + halfLog2Pi
	return g
}

// logTerm returns the logarithm of xᵃ·e⁻ˣ/Γ(a+1) with x = exp(y). For a large shape
// Loader's form keeps large terms from cancelling.
func (g gammaShape) logTerm(y, x float64) float64 {
	if g.a < 10 || x == 0 {
		return float64(g.a*y) - x - g.logFactor
	}
	return -g.stirling - deviance(g.a, x) - halfLog2Pi - float64(0.5*g.logA)
}

// gammaSeries returns the regularised lower incomplete gamma function P(a, x) over
// xᵃ·e⁻ˣ/Γ(a+1) (NIST Digital Library of Mathematical Functions, 8.11.4); fit
// for x below a+1.
func gammaSeries(a, x float64) float64 {
	sum, term := 1.0, 1.0
	for n := 1.0; n < mostTerms; n++ {
		term = float64(term*x) / (a + n)
		sum += term
		if term < float64(sum*relativeEnough) {
			break
		}
	}
	return sum
}

// gammaFraction returns the regularised upper incomplete gamma function Q(a, x)
// over xᵃ·e⁻ˣ/Γ(a) by Legendre's continued fraction (DLMF 8.9.2, evaluated by
// Lentz's method); fit for x above a+1.
func gammaFraction(a, x float64) float64 {
	b := x + 1 - a
	c := math.Inf(1)
	d := 1 / b
	h := d
	for i := 1.0; i < mostTerms; i++ {
		an := -float64(i * (i - a))
		b += 2
		d = notZero(float64(an*d) + b)
		c = notZero(b + an/c)
		d = 1 / d
		step := float64(d * c)
		h = float64(h * step)
		if math.Abs(step-1) <= 0x1p-52 {
			break
		}
	}
	return h
}

// notZero keeps Lentz's method from dividing by nothing.
func notZero(x float64) float64 {
	if math.Abs(x) < 1e-300 {
		return 1e-300
	}
	return x
}

// both returns log P(a, x), log Q(a, x) and the logarithm of xᵃ·e⁻ˣ/Γ(a), the
// density of log x, for x = exp(y). Each logarithm is accurate when its
// probability is not close to 1.
func (g gammaShape) both(y float64) (logBelow, logAbove, logDensity float64) {
	x := exponential(y)
	term := g.logTerm(y, x)
	logDensity = term + g.logA
	if x < g.a+1 {
		logBelow = term + logarithm(gammaSeries(g.a, x))
		return logBelow, logarithm(-exponentialMinusOne(logBelow)), logDensity
	}
	logAbove = logDensity + logarithm(gammaFraction(g.a, x))
	return logarithm(-exponentialMinusOne(logAbove)), logAbove, logDensity
}

// slope returns minus the first and the second derivative by y of the
// logarithm of the density of y = log x.
func (g gammaShape) slope(y float64) (first, second float64) {
	x := exponential(y)
	return x - g.a, x
}

// gammaAbove returns the regularised upper incomplete gamma function Q(a, x).
func gammaAbove(a, x float64) float64 {
	if x <= 0 {
		return 1
	}
	below, above, _ := newGammaShape(a).both(logarithm(x))
	return fromBelow(below, above)
}

// fromBelow returns a probability above from the logarithms of both, by way of
// the one that is the more accurate.
func fromBelow(logBelow, logAbove float64) float64 {
	if logBelow < logAbove {
		return -exponentialMinusOne(logBelow)
	}
	return exponential(logAbove)
}
