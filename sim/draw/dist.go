package draw

import "math"

// MaxTicks is the largest draw in ticks (285,000 years of milliseconds): sums of
// a thousand draws still fit an int64.
const MaxTicks = 1 << 53

// Dist is a distribution of non-negative values, in ticks or any other unit. It
// may be copied; what its pointer holds never changes. The zero Dist is "none":
// it always draws 0.
type Dist struct {
	kind  kind
	scale float64 // multiplies what the kind draws
	floor float64 // the least value a draw may have
	// Parameters of the kind before scaling; see quantile.go.
	a, b, c float64
	form    *form
}

// kind says how a quantile is computed; the same kind may be written in several
// ways (form).
type kind uint8

const (
	none kind = iota
	exponentialKind
	fixedKind
	uniformKind
	triangularKind
	normalKind
	lognormalKind
	weibullKind
	gammaKind
	pertKind
	discreteKind
	empiricalKind
	cappedKind // another, cut at a
)

// form is what a distribution's kind needs beyond three numbers, and how it was
// written.
type form struct {
	name    string
	words   []parameter
	scale   float64 // the scale as written
	table   *quantileTable
	values  []float64
	weights []float64 // as written
	below   []float64 // cumulative probability up to and with each value
	inner   *Dist     // what is cut, of a capped distribution
}

// parameter is one number of a written distribution.
type parameter struct {
	word   string // its name, empty where the place tells
	value  float64
	scales bool // whether it has the unit of the values
}

// IsZero reports whether d is the zero Dist, "none".
func (d *Dist) IsZero() bool { return d.kind == none }

// Ticks returns the draw that belongs to the uniform u, in whole ticks: the
// quantile rounded to the nearest, halves up, from 0 to [MaxTicks].
func (d *Dist) Ticks(u float64) int64 { return toTicks(d.Quantile(u)) }

// TicksScaled is Ticks for the draw multiplied by factor before rounding, as a
// slowdown does.
func (d *Dist) TicksScaled(u, factor float64) int64 {
	return toTicks(float64(d.Quantile(u) * factor))
}

// toTicks rounds half away from zero and keeps the result in range, NaN being 0.
func toTicks(x float64) int64 {
	if !(x > 0) {
		return 0
	}
	if x >= MaxTicks {
		return MaxTicks
	}
	// The double below a half: with a half itself the sum would round up to 1 for
	// the double below a half. No branch, because it would be mispredicted.
	const almostHalf = 0.5 - 0x1p-54
	return int64(x + almostHalf)
}

// Scaled returns the distribution of d's draws times factor, d's minimum
// included. It panics unless factor is finite and not negative.
func (d Dist) Scaled(factor float64) Dist {
	mustBeAmount("factor", factor)
	switch {
	case d.kind == none || factor == 1:
		return d
	case factor == 0:
		return fixed(0)
	}
	d.scale = float64(d.scale * factor)
	d.floor = float64(d.floor * factor)
	return d
}

// AtLeast returns the distribution of max(least, draw). It panics unless least is
// finite and not negative.
func (d Dist) AtLeast(least float64) Dist {
	mustBeAmount("least value", least)
	switch {
	case least <= d.Min():
		return d
	case least >= d.Max():
		return fixed(least)
	}
	d.floor = least
	return d
}

// mustBeAmount panics where a caller passes what no file could have asked for.
func mustBeAmount(what string, x float64) {
	if !(x >= 0 && x <= math.MaxFloat64) {
		panic("draw: " + what + " must be finite and not negative")
	}
}

// Min returns the least value d can draw.
func (d *Dist) Min() float64 {
	least := 0.0
	switch d.kind {
	case fixedKind:
		least = d.scale
	case uniformKind, triangularKind, pertKind:
		least = float64(d.a * d.scale)
	case discreteKind, empiricalKind:
		least = float64(d.form.values[0] * d.scale)
	case cappedKind:
		least = float64(d.form.inner.Min() * d.scale)
	}
	return max(least, d.floor)
}

// Max returns the least value d never exceeds; +Inf where there is none.
func (d *Dist) Max() float64 {
	switch d.kind {
	case none:
		return 0
	case fixedKind:
		return d.scale
	case uniformKind, triangularKind, pertKind:
		return float64(d.b * d.scale)
	case discreteKind, empiricalKind:
		return float64(d.form.values[len(d.form.values)-1] * d.scale)
	case cappedKind:
		return float64(d.a * d.scale)
	}
	return math.Inf(1)
}
