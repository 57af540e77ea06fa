package draw

import (
	"fmt"
	"strconv"
	"strings"
)

// mostListed is how many values of a sample are written out.
const mostListed = 8

// String returns d as a user would write it, with the parameters of its scaled
// form in the unit of the values: gamma(mean 2400000; cv 0.5).
func (d *Dist) String() string {
	switch d.kind {
	case none:
		return "none"
	case fixedKind:
		return "fixed(" + number(d.scale) + ")"
	}
	factor := d.scale / d.form.scale
	if d.kind == cappedKind {
		factor = float64(d.scale*d.form.inner.scale) / d.form.scale
	}
	var parts []string
	for _, p := range d.form.words {
		value := p.value
		if p.scales {
			value = float64(value * factor)
		}
		parts = append(parts, strings.TrimSpace(p.word+" "+number(value)))
	}
	for i, x := range d.form.values {
		if i == mostListed {
			parts = append(parts, fmt.Sprintf("%d more", len(d.form.values)-i))
			break
		}
		part := number(float64(x * factor))
		if d.kind == discreteKind {
			part += " weight " + number(d.form.weights[i])
		}
		parts = append(parts, part)
	}
	if d.floor > 0 {
		parts = append(parts, "at least "+number(d.floor))
	}
	if d.kind == cappedKind {
		parts = append(parts, "at most "+number(float64(d.a*d.scale)))
	}
	return d.form.name + "(" + strings.Join(parts, "; ") + ")"
}

// number writes x in twelve significant digits at most, without an exponent where
// that stays readable.
func number(x float64) string { return significant(x, 12) }

// short writes x in four significant digits, for advice.
func short(x float64) string { return significant(x, 4) }

func significant(x float64, digits int) string {
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(x, 'g', digits, 64), 64)
	if err != nil {
		return strconv.FormatFloat(x, 'g', digits, 64)
	}
	if rounded != 0 && (rounded < 1e-6 || rounded >= 1e18) {
		return strconv.FormatFloat(rounded, 'g', -1, 64)
	}
	return strconv.FormatFloat(rounded, 'f', -1, 64)
}
