package draw

import "math"

// The coefficients of PPND16, algorithm AS 241 (M. J. Wichura, "The percentage
// points of the normal distribution", Applied Statistics 37, 1988): numerators
// and denominators in the middle (|u−½| at most 0.425), in the near tails and in
// the far tails (u below e⁻²⁵).
const (
	ppndSplit = 0.425
	ppndTail  = 5

	ppndA0, ppndA1, ppndA2, ppndA3 = 3.3871328727963666080e0, 1.3314166789178437745e+2, 1.9715909503065514427e+3, 1.3731693765509461125e+4
	ppndA4, ppndA5, ppndA6, ppndA7 = 4.5921953931549871457e+4, 6.7265770927008700853e+4, 3.3430575583588128105e+4, 2.5090809287301226727e+3
	ppndB1, ppndB2, ppndB3, ppndB4 = 4.2313330701600911252e+1, 6.8718700749205790830e+2, 5.3941960214247511077e+3, 2.1213794301586595867e+4
	ppndB5, ppndB6, ppndB7         = 3.9307895800092710610e+4, 2.8729085735721942674e+4, 5.2264952788528545610e+3

	ppndC0, ppndC1, ppndC2, ppndC3 = 1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0
	ppndC4, ppndC5, ppndC6, ppndC7 = 1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4
	ppndD1, ppndD2, ppndD3, ppndD4 = 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1, 1.48103976427480074590e-1
	ppndD5, ppndD6, ppndD7         = 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9

	ppndE0, ppndE1, ppndE2, ppndE3 = 6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1
	ppndE4, ppndE5, ppndE6, ppndE7 = 2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7
	ppndF1, ppndF2, ppndF3, ppndF4 = 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2, 7.86869131145613259100e-4
	ppndF5, ppndF6, ppndF7         = 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15
)

// standardNormal returns the quantile of the standard normal distribution at p,
// given p−½, p and 1−p, so that neither the middle nor a tail loses digits.
func standardNormal(centred, p, q float64) float64 {
	if math.Abs(centred) <= ppndSplit {
		r := ppndSplit*ppndSplit - float64(centred*centred)
		return float64(centred*polynomial7(r, ppndA0, ppndA1, ppndA2, ppndA3, ppndA4, ppndA5, ppndA6, ppndA7)) /
			polynomial7(r, 1, ppndB1, ppndB2, ppndB3, ppndB4, ppndB5, ppndB6, ppndB7)
	}
	if centred < 0 {
		return -normalTail(p)
	}
	return normalTail(q)
}

// normalTail returns the positive value that a standard normal exceeds with
// probability q below 0.075.
func normalTail(q float64) float64 {
	if q <= 0 {
		return math.Inf(1)
	}
	r := math.Sqrt(-logarithm(q))
	if r <= ppndTail {
		r -= 1.6
		return polynomial7(r, ppndC0, ppndC1, ppndC2, ppndC3, ppndC4, ppndC5, ppndC6, ppndC7) /
			polynomial7(r, 1, ppndD1, ppndD2, ppndD3, ppndD4, ppndD5, ppndD6, ppndD7)
	}
	r -= ppndTail
	return polynomial7(r, ppndE0, ppndE1, ppndE2, ppndE3, ppndE4, ppndE5, ppndE6, ppndE7) /
		polynomial7(r, 1, ppndF1, ppndF2, ppndF3, ppndF4, ppndF5, ppndF6, ppndF7)
}

// polynomial7 returns c0 + c1·x + … + c7·x⁷. Its terms are paired (Estrin), so
// that a processor can work on several at once.
func polynomial7(x, c0, c1, c2, c3, c4, c5, c6, c7 float64) float64 {
	x2 := float64(x * x)
	low := c0 + float64(c1*x) + float64(x2*(c2+float64(c3*x)))
	high := c4 + float64(c5*x) + float64(x2*(c6+float64(c7*x)))
	return low + float64(float64(x2*x2)*high)
}

// normalBelow returns the probability that a standard normal is below z.
func normalBelow(z float64) float64 {
	tail := float64(gammaAbove(0.5, float64(z*z)/2) / 2)
	if z > 0 {
		return 1 - tail
	}
	return tail
}

// normalDensity returns the density of the standard normal at z.
func normalDensity(z float64) float64 {
	const inverseRoot2Pi = 0.39894228040143267794
	return float64(inverseRoot2Pi * exponential(-float64(z*z)/2))
}
