package draw

import "math"

// Quantile returns the value that d stays below or at with probability u, for u
// between 0 and 1. It never falls as u grows, but for the last digits.
//
// Before scaling, with a, b and c the parameters of the kind:
//
//	exponential  −log(1−u)
//	fixed        1
//	uniform      a + (b−a)·u
//	triangular   from a to b, mode at fraction c: a + (b−a)·√(u·c) below it, b − (b−a)·√((1−u)(1−c)) above
//	normal       mean a, deviation b, of which the part c below 0 is cut away
//	lognormal    exp(a·z), z the standard normal quantile
//	weibull      (−log(1−u))^a
//	gamma        from a table of log X
//	pert         a + (b−a)·X, X from a table of log-odds
//	discrete     the first value whose cumulative probability exceeds u
//	capped       the lesser of a and the quantile of another
//	empirical    linear between the order statistics, the k-th of n at (k−1)/(n−1)
func (d *Dist) Quantile(u float64) float64 {
	if d.kind == exponentialKind {
		rest := 1 - u
		x := float64(-logarithm(rest) * d.scale)
		if (1-rest)-u != 0 {
			x = float64(survivalLog(u) * d.scale)
		}
		if x < d.floor {
			x = d.floor
		}
		return x
	}
	if d.kind == fixedKind {
		return d.scale
	}
	return d.otherQuantile(u)
}

// otherQuantile is Quantile for all but the two commonest kinds.
func (d *Dist) otherQuantile(u float64) float64 {
	var x float64
	switch d.kind {
	case none:
		return 0
	case uniformKind:
		x = min(d.a+float64((d.b-d.a)*u), d.b)
	case triangularKind:
		if u < d.c {
			x = d.a + float64((d.b-d.a)*math.Sqrt(float64(u*d.c)))
		} else {
			// The root form b − (b−a)·√v would lose digits near a.
			v := float64((1 - u) * (1 - d.c))
			x = min(d.a+float64((d.b-d.a)*((d.c+float64((1-d.c)*u))/(1+math.Sqrt(v)))), d.b)
		}
	case normalKind:
		whole := 1 - d.c
		part := float64(whole * u)
		x = max(d.a+float64(d.b*standardNormal((d.c-0.5)+part, d.c+part, float64(whole*(1-u)))), 0)
	case lognormalKind:
		x = exponential(float64(d.a * standardNormal(u-0.5, u, 1-u)))
	case weibullKind:
		x = power(survivalLog(u), d.a)
	case gammaKind:
		x = exponential(d.form.table.at(u))
	case pertKind:
		y := d.form.table.at(u)
		if y < 0 {
			x = d.a + float64((d.b-d.a)*logistic(y))
		} else {
			x = d.b - float64((d.b-d.a)*logistic(-y))
		}
	case discreteKind:
		x = d.form.step(u)
	case empiricalKind:
		x = d.form.between(u)
	case cappedKind:
		x = min(d.form.inner.Quantile(u), d.a)
	}
	x = float64(x * d.scale)
	if x < d.floor {
		x = d.floor
	}
	return x
}

// survivalLog returns −log(1−u). For the uniforms of [Key.Uniform] the
// subtraction is exact; for others its loss is made good.
func survivalLog(u float64) float64 {
	rest := 1 - u
	if (1-rest)-u != 0 {
		return -logOnePlus(-u)
	}
	return -logarithm(rest)
}

// step returns the first value whose cumulative probability exceeds u.
func (f *form) step(u float64) float64 {
	low, high := 0, len(f.values)-1
	for low < high {
		middle := (low + high) / 2
		if f.below[middle] > u {
			high = middle
		} else {
			low = middle + 1
		}
	}
	return f.values[low]
}

// between interpolates the order statistics.
func (f *form) between(u float64) float64 {
	last := len(f.values) - 1
	place := float64(u * float64(last))
	i := min(max(int(place), 0), last-1)
	low, high := f.values[i], f.values[i+1]
	return min(low+float64((high-low)*(place-float64(i))), high)
}
