package draw

// AtMost returns the distribution of min(draw, most). A sample is cut
// observation by observation. It panics unless most is finite and not negative.
func (d Dist) AtMost(most float64) Dist {
	mustBeAmount("greatest value", most)
	switch {
	case most >= d.Max():
		return d
	case most <= d.Min():
		return fixed(most)
	case d.kind == discreteKind || d.kind == empiricalKind:
		return d.withValues(func(x float64) float64 { return min(x, most/d.scale) })
	}
	f := written(d.form.name, d.form.scale, d.form.words...)
	f.inner = &d
	return Dist{kind: cappedKind, scale: 1, floor: d.floor, a: most, form: f}
}

// withValues returns a discrete or empirical distribution with its values changed.
func (d Dist) withValues(change func(float64) float64) Dist {
	f := *d.form
	f.values = make([]float64, len(d.form.values))
	for i, x := range d.form.values {
		f.values[i] = change(x)
	}
	d.form = &f
	return d
}

// cappedMoments returns mean and variance of min(a, X), X being the
// distribution inside: X less what it exceeds a by.
func (d *Dist) cappedMoments() (mean, variance float64) {
	in := d.form.inner
	mean, variance = in.moments()
	m0, m1, m2 := in.beyond(d.a)
	square := variance + float64(mean*mean) - m2 + float64(float64(d.a*d.a)*m0)
	mean -= m1 - float64(d.a*m0)
	return mean, max(square-float64(mean*mean), 0)
}

// beyond returns E[Yᵏ; Y > x] for k = 0, 1, 2 of the scaled distribution, for x
// at least its floor.
func (d *Dist) beyond(x float64) (m0, m1, m2 float64) {
	mean, variance := d.plainMoments()
	m0, m1, m2 = d.above(x/d.scale, mean, variance)
	return m0, float64(m1 * d.scale), float64(float64(m2*d.scale) * d.scale)
}

// cappedAbove is above for a capped distribution: what the one inside has above
// x, with all above a moved to a.
func (d *Dist) cappedAbove(x float64) (m0, m1, m2 float64) {
	if x >= d.a {
		return 0, 0, 0
	}
	in := d.form.inner
	m0, m1, m2 = in.beyond(x)
	c0, c1, c2 := in.beyond(d.a)
	return m0, m1 - c1 + float64(d.a*c0), m2 - c2 + float64(float64(d.a*d.a)*c0)
}
