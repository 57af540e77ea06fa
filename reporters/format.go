package reporters

import (
	"math"
	"strconv"
	"strings"
)

// minus is the sign for people; files for machines keep the hyphen.
const minus = "−"

// formatter writes numbers for people.
type formatter struct {
	currency string
}

// value writes a metric's estimate without its range: "94.2 %", "4.1 days".
func (f formatter) value(u Unit, e Estimate) string {
	if e.Certainty == Undefined {
		return "–"
	}
	return f.number(u, e.Mean, scaleOf(u, e.Mean))
}

// valueRange writes an estimate with its range.
func (f formatter) valueRange(u Unit, e Estimate) string {
	switch e.Certainty {
	case Undefined:
		return "–"
	case NoneSeen:
		return "none seen in " + count(e.Replications)
	case TooRare:
		return f.value(u, e) + " (" + rareText(e) + ")"
	case Ranged:
		scale := scaleOf(u, widest(e))
		return f.number(u, e.Mean, scale) + " (" + f.bare(u, e.Low, scale) + " to " + f.bare(u, e.High, scale) + ")"
	}
	return f.value(u, e)
}

const unevenText = "too uneven for a range"

// uneven tells that an effect without a range is not rare, but large in a few
// replications only.
func uneven(e Estimate) bool { return e.Certainty == TooRare && 2*e.NonZero >= e.Replications }

// delta writes a difference with its range: "+10.0 points (8.8 to 11.1)". A
// time that is given in days differs by days, unless by little.
func (f formatter) delta(u Unit, e Estimate, value float64) string {
	switch e.Certainty {
	case Undefined:
		return "–"
	case Identical:
		return "identical"
	case NoneSeen:
		return "none seen in " + count(e.Replications)
	case TooRare:
		if !uneven(e) {
			return rareText(e)
		}
		e.Low, e.High = e.Mean, e.Mean
	}
	scale := scaleOf(u, widest(e))
	if usual := scaleOf(u, value); u == Hours && usual.by > scale.by && widest(e) >= usual.by/2 {
		scale = usual
	}
	text := f.change(u, e.Mean, scale)
	switch {
	case uneven(e):
		text += ", " + unevenText
	case e.Certainty == Ranged:
		text += f.rangeIn(u, e, scale)
	}
	return text
}

// rangeIn is a range behind a number: " (8.8 to 11.1)".
func (f formatter) rangeIn(u Unit, e Estimate, s scale) string {
	return " (" + f.bare(u, e.Low, s) + " to " + f.bare(u, e.High, s) + ")"
}

// amount writes a difference's size without sign or range: "13.2 points".
func (f formatter) amount(u Unit, v float64) string {
	v = math.Abs(v)
	scale := scaleOf(u, v)
	if u == Share {
		return f.bare(u, v, scale) + " points"
	}
	return f.number(u, v, scale)
}

// amountRange writes the size of a difference's range: "11.3 to 15.1".
func (f formatter) amountRange(u Unit, e Estimate) string {
	low, high := e.Low, e.High
	if e.Mean < 0 {
		low, high = -high, -low
	}
	scale := scaleOf(u, widest(e))
	return f.bare(u, low, scale) + " to " + f.bare(u, high, scale)
}

func rareText(e Estimate) string {
	if uneven(e) {
		return unevenText
	}
	return "too rare to say: in " + count(e.NonZero) + " of " + count(e.Replications)
}

// change is a signed difference with its unit; shares differ by points.
func (f formatter) change(u Unit, v float64, s scale) string {
	if u == Share {
		return f.signed(u, v, s) + " points"
	}
	if u == Money {
		return strings.TrimSpace(f.currency + " " + f.signed(u, v, s))
	}
	return f.signed(u, v, s) + s.suffix
}

// number is a value with its unit.
func (f formatter) number(u Unit, v float64, s scale) string {
	if u == Money {
		return strings.TrimSpace(f.currency + " " + f.bare(u, v, s))
	}
	return f.bare(u, v, s) + s.suffix
}

// bare is a number in a scale, without its unit.
func (f formatter) bare(_ Unit, v float64, s scale) string {
	return decimal(v/s.by, s.digits)
}

func (f formatter) signed(u Unit, v float64, s scale) string {
	text := f.bare(u, v, s)
	if v > 0 && !zero(text) {
		return "+" + text
	}
	return text
}

// scale is how a number is written: divided, with so many decimals, and a unit.
type scale struct {
	by     float64
	digits int
	suffix string
}

// scaleOf chooses the scale in which a number of this size reads well.
func scaleOf(u Unit, v float64) scale {
	v = math.Abs(v)
	switch u {
	case Share:
		return scale{0.01, 1, " %"}
	case Hours:
		switch {
		case v == 0:
			return scale{1, 0, " h"}
		case v >= 48:
			return scale{24, 1, " days"}
		case v >= 2:
			return scale{1, 1, " h"}
		default:
			return scale{1.0 / 60, 1, " min"}
		}
	case Money:
		if v >= 100 || v == 0 {
			return scale{1, 0, ""}
		}
		return scale{1, 2, ""}
	}
	if v >= 100 || v == 0 {
		return scale{1, 0, ""}
	}
	return scale{1, 1, ""}
}

// widest is the largest number that an estimate is written with.
func widest(e Estimate) float64 {
	return max(math.Abs(e.Mean), math.Abs(e.Low), math.Abs(e.High))
}

func count(n int) string { return decimal(float64(n), 0) }

// decimal writes a number with thousands separated and a true minus sign.
func decimal(v float64, digits int) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return "–"
	}
	text := strconv.FormatFloat(math.Abs(v), 'f', digits, 64)
	whole, fraction, _ := strings.Cut(text, ".")
	var b strings.Builder
	if v < 0 && !zero(text) {
		b.WriteString(minus)
	}
	for i, digit := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(digit)
	}
	if fraction != "" {
		b.WriteByte('.')
		b.WriteString(fraction)
	}
	return b.String()
}

// zero tells that a written number shows nothing but zeros.
func zero(text string) bool { return strings.Trim(text, "0.,"+minus) == "" }

// lengths writes a number of days with its spread: "after 3 days, 2 to 5".
func (f formatter) lengths(verb string, l Lengths) string {
	text := "not by the end"
	switch l.Median {
	case Endless:
	case 0:
		text = "at once"
	case 1:
		text = verb + "1 day"
	default:
		text = verb + count(l.Median) + " days"
	}
	switch {
	case l.Low == l.High:
	case l.High == Endless:
		text += ", " + count(l.Low) + " to never"
	default:
		text += ", " + count(l.Low) + " to " + count(l.High)
	}
	return text
}
