package draw

// Mean returns the expected draw, before rounding to ticks.
func (d *Dist) Mean() float64 {
	mean, _ := d.moments()
	return mean
}

// Variance returns the variance of the draw, before rounding to ticks. It is +Inf
// where the number is beyond a float64.
func (d *Dist) Variance() float64 {
	_, variance := d.moments()
	return variance
}

// moments returns mean and variance of max(floor, scale·X), X being the
// distribution before scaling.
func (d *Dist) moments() (mean, variance float64) {
	switch d.kind {
	case none:
		return 0, 0
	case fixedKind:
		return d.scale, 0
	}
	cut := d.floor / d.scale
	if d.kind == discreteKind || d.kind == empiricalKind {
		mean, variance = d.form.momentsOfValues(cut)
	} else if mean, variance = d.plainMoments(); cut > 0 {
		// max(cut, X) is cut plus what X exceeds it by.
		m0, m1, m2 := d.above(cut, mean, variance)
		excess := m1 - float64(cut*m0)
		square := m2 - float64(2*float64(cut*m1)) + float64(float64(cut*cut)*m0)
		mean, variance = cut+excess, max(square-float64(excess*excess), 0)
	}
	return float64(mean * d.scale), float64(float64(variance*d.scale) * d.scale)
}

// plainMoments returns mean and variance of X, from the textbook formulas (N. L.
// Johnson, S. Kotz and N. Balakrishnan, "Continuous univariate distributions").
func (d *Dist) plainMoments() (mean, variance float64) {
	width := d.b - d.a
	switch d.kind {
	case exponentialKind:
		return 1, 1
	case uniformKind:
		return (d.a + d.b) / 2, float64(width*width) / 12
	case triangularKind:
		return d.a + float64(width*(1+d.c))/3, float64(float64(width*width)*(1-float64(d.c*(1-d.c)))) / 18
	case normalKind:
		z := d.a / d.b
		hazard := normalDensity(z) / (1 - d.c)
		return d.a + float64(d.b*hazard), float64(float64(d.b*d.b) * (1 - float64(hazard*(z+hazard))))
	case lognormalKind:
		s2 := float64(d.a * d.a)
		return exponential(s2 / 2), float64(exponentialMinusOne(s2) * exponential(s2))
	case weibullKind:
		first := logGammaOnePlus(d.a)
		mean = exponential(first)
		return mean, float64(float64(mean*mean) * exponentialMinusOne(logGammaOnePlus(float64(2*d.a))-float64(2*first)))
	case gammaKind:
		return d.a, d.a
	case cappedKind:
		return d.cappedMoments()
	default: // pert
		return d.a + float64(width*d.c)/6, float64(float64(width*width)*float64(d.c*(6-d.c))) / 252
	}
}

// above returns E[Xᵏ; X > x] for k = 0, 1, 2, given mean and variance of X.
func (d *Dist) above(x, mean, variance float64) (m0, m1, m2 float64) {
	switch d.kind {
	case exponentialKind:
		tail := exponential(-x)
		return tail, float64(tail * (x + 1)), float64(tail * (float64(x*x) + float64(2*x) + 2))
	case uniformKind:
		return evenAbove(d.a, d.b, x)
	case triangularKind:
		return d.triangularAbove(x, mean, variance)
	case normalKind:
		z := (x - d.a) / d.b
		whole := 1 - d.c
		tail := normalBelow(-z) / whole
		density := float64(d.b*normalDensity(z)) / whole
		return tail, float64(d.a*tail) + density,
			float64((float64(d.a*d.a)+float64(d.b*d.b))*tail) + float64(density*(d.a+x))
	case lognormalKind:
		s2 := float64(d.a * d.a)
		z := logarithm(x) / d.a
		return normalBelow(-z), float64(exponential(s2/2) * normalBelow(d.a-z)),
			float64(exponential(float64(2*s2)) * normalBelow(d.a+d.a-z))
	case weibullKind:
		t := power(x, 1/d.a)
		return exponential(-t), float64(mean * gammaAbove(1+d.a, t)),
			float64((variance + float64(mean*mean)) * gammaAbove(1+d.a+d.a, t))
	case gammaKind:
		return gammaAbove(d.a, x), float64(d.a * gammaAbove(d.a+1, x)),
			float64(float64(d.a*(d.a+1)) * gammaAbove(d.a+2, x))
	case cappedKind:
		return d.cappedAbove(x)
	default: // pert
		width := d.b - d.a
		y := (x - d.a) / width
		n0 := betaAbove(d.c, 6-d.c, y)
		n1 := float64(width * float64(d.c/6*betaAbove(d.c+1, 6-d.c, y)))
		n2 := float64(float64(width*width) * float64(float64(d.c*(d.c+1))/42*betaAbove(d.c+2, 6-d.c, y)))
		return n0, float64(d.a*n0) + n1, float64(float64(d.a*d.a)*n0) + float64(2*float64(d.a*n1)) + n2
	}
}

// evenAbove is above for the uniform distribution from lo to hi.
func evenAbove(lo, hi, x float64) (m0, m1, m2 float64) {
	from := min(max(lo, x), hi)
	m0 = (hi - from) / (hi - lo)
	return m0, float64(m0*(from+hi)) / 2, float64(m0*(float64(from*from)+float64(from*hi)+float64(hi*hi))) / 3
}

// triangularAbove integrates the triangle above x: directly right of the mode,
// and left of it as the whole without what is below.
func (d *Dist) triangularAbove(x, mean, variance float64) (m0, m1, m2 float64) {
	width := d.b - d.a
	if x-d.a >= float64(d.c*width) {
		return triangleTip(d.b, x-d.b, width, 1-d.c)
	}
	l0, l1, l2 := triangleTip(d.a, x-d.a, width, d.c)
	return 1 - l0, mean - l1, variance + float64(mean*mean) - l2
}

// triangleTip integrates xᵏ times the triangular density over the stretch of
// signed length t from a corner, where the density rises from 0 to its peak over
// the given fraction of the width.
func triangleTip(corner, t, width, fraction float64) (m0, m1, m2 float64) {
	if t == 0 {
		return 0, 0, 0
	}
	m0 = float64(t*t) / float64(float64(width*width)*fraction)
	return m0, float64(m0 * (corner + float64(t*(2.0/3)))),
		float64(m0 * (float64(corner*corner) + float64(float64(corner*t)*(4.0/3)) + float64(float64(t*t)/2)))
}

// momentsOfValues returns mean and variance of max(cut, X) for a discrete or an
// empirical distribution, in two passes so that nothing cancels.
func (f *form) momentsOfValues(cut float64) (mean, variance float64) {
	if f.below == nil {
		return f.momentsBetween(cut)
	}
	share := func(i int) float64 {
		if i == 0 {
			return f.below[0]
		}
		return f.below[i] - f.below[i-1]
	}
	for i, x := range f.values {
		mean += float64(share(i) * max(x, cut))
	}
	for i, x := range f.values {
		off := max(x, cut) - mean
		variance += float64(share(i) * float64(off*off))
	}
	return mean, variance
}

// momentsBetween treats each stretch between observations as a uniform
// distribution, of which the part below cut sits at cut.
func (f *form) momentsBetween(cut float64) (mean, variance float64) {
	stretches := float64(len(f.values) - 1)
	each := func(visit func(from, to, share float64)) {
		for i, hi := range f.values[1:] {
			lo := f.values[i]
			switch {
			case hi <= cut:
				visit(cut, cut, 1/stretches)
			case lo >= cut:
				visit(lo, hi, 1/stretches)
			default:
				inside := (hi - cut) / (hi - lo)
				visit(cut, cut, (1-inside)/stretches)
				visit(cut, hi, inside/stretches)
			}
		}
	}
	each(func(from, to, share float64) { mean += float64(float64(share*(from+to)) / 2) })
	each(func(from, to, share float64) {
		off, width := float64((from+to)/2)-mean, to-from
		variance += float64(share * (float64(off*off) + float64(width*width)/12))
	})
	return mean, variance
}
