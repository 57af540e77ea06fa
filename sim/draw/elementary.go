package draw

import "math"

// The elementary functions below are table-driven in the manner of P. T. P. Tang
// ("Table-driven implementation of the logarithm function in IEEE floating-point
// arithmetic", ACM TOMS 16, 1990, and its companion for exp, TOMS 15, 1989). In
// every a·b + c the product is converted to float64 first: the language then
// forbids fusing it with the sum, so every processor gives the same bits.

const (
	ln2High = 0x1.62e42fefa38p-1 // a multiple of 2⁻⁴², so that 11-bit multiples are exact
	ln2Low  = 0x1.ef35793c7673p-45

	// logOrigin is the bit pattern of 0.70703125, less half a table cell.
	logOrigin   = 0x3FE6A00000000000 - logHalfCell
	logHalfCell = 1 << 44
	logCellMask = 1<<45 - 1

	smallestNormal     = 0x1p-1022
	smallestNormalBits = 1 << 52
	infinityBits       = 0x7FF << 52
)

// logarithm returns log x, within one unit in the last place. It is −Inf at 0 and NaN
// below.
func logarithm(x float64) float64 {
	pattern := math.Float64bits(x)
	if pattern-smallestNormalBits >= infinityBits-smallestNormalBits {
		return logarithmSpecial(x)
	}
	offset := pattern - logOrigin
	k := float64(int64(offset) >> 52)
	// z·2ᵏ = x with z near 1, and c the middle of z's cell, so z − c is exact.
	zBits := pattern - offset&(0xFFF<<52)
	z := math.Float64frombits(zBits)
	c := math.Float64frombits((zBits + logHalfCell) &^ logCellMask)
	cell := &logTable[offset>>45&127]

	// log x = k·log 2 + log c + log(1+r), r = (z−c)/c, at most 2⁻⁸.
	r := float64((z - c) * cell.inverse)
	high := float64(k*ln2High) + cell.high
	low := float64(k*ln2Low) + cell.low
	sum := high + r
	low += (high - sum) + r
	r2 := float64(r * r)
	// The Taylor series of log(1+r) − r, over r².
	p := (-1.0 / 2) + float64(r*(1.0/3))
	q := (-1.0 / 4) + float64(r*(1.0/5))
	s := (-1.0 / 6) + float64(r*(1.0/7))
	tail := p + float64(r2*(q+float64(r2*s)))
	return sum + (low + float64(r2*tail))
}

// logarithmSpecial is logarithm outside the positive normal numbers.
func logarithmSpecial(x float64) float64 {
	switch {
	case x == 0:
		return math.Inf(-1)
	case !(x > 0):
		return math.NaN()
	case x < smallestNormal:
		return logarithm(float64(x*0x1p52)) - (ln2High+ln2Low)*52
	default:
		return x
	}
}

// logOnePlus returns log(1+x) for x above −1, without loss for small x.
func logOnePlus(x float64) float64 {
	t := 1 + x
	if t == 1 {
		return x
	}
	// What the sum lost, as a first-order correction.
	lost := x - (t - 1)
	return logarithm(t) + lost/t
}

const (
	exp128     = 0x1.71547652b82fep+7 // 128/log 2
	exp128High = 0x1.62e42fefcp-8     // log 2/128 as a multiple of 2⁻⁴², so that 18-bit multiples are exact
	exp128Low  = -0x1.c610ca86c3899p-44
	roundShift = 0x1.8p52 // adding and subtracting it rounds to an integer

	expOverflow  = 709.782712893384 // log of the largest double
	expUnderflow = -745.2           // below it exp is 0
	expSubnormal = -708.0           // below it exp needs care
	expNearTop   = 709.0            // above it too
)

// exponential returns exp x, within one unit in the last place; two beyond ±708,
// where the square of a root is taken.
func exponential(x float64) float64 {
	if !(x >= expSubnormal && x <= expNearTop) {
		return exponentialSpecial(x)
	}
	// x = n·log 2/128 + r, so exp x = 2^(n/128)·exp r.
	biased := float64(x*exp128) + roundShift
	n := biased - roundShift
	bits := math.Float64bits(biased)
	r := (x - float64(n*exp128High)) - float64(n*exp128Low)
	cell := &expTable[bits&127]
	// The low bits of the shifted sum are n in two's complement; n/128 goes into the
	// exponent of the table's value.
	scale := math.Float64frombits(math.Float64bits(cell.value) + uint64(int64(bits<<13)>>20)<<52)
	r2 := float64(r * r)
	a := 0.5 + float64(r*(1.0/6))
	b := (1.0 / 24) + float64(r*(1.0/120))
	tail := cell.tail + r + float64(r2*(a+float64(r2*b)))
	return scale + float64(scale*tail)
}

// exponentialSpecial is exponential near and beyond the ends of the range.
func exponentialSpecial(x float64) float64 {
	switch {
	case x != x:
		return x
	case x > expOverflow:
		return math.Inf(1)
	case x < expUnderflow:
		return 0
	}
	root := exponential(float64(x / 2))
	return float64(root * root)
}

// exponentialMinusOne returns exp(x) − 1 without loss for small x (Kahan's quotient).
func exponentialMinusOne(x float64) float64 {
	u := exponential(x)
	if u == 1 {
		return x
	}
	if u-1 == -1 || u > math.MaxFloat64 {
		return u - 1
	}
	return float64((u-1)*x) / logarithm(u)
}

// power returns x to the y for x at least 0 and y above 0.
func power(x, y float64) float64 {
	if x == 0 {
		return 0
	}
	return exponential(float64(y * logarithm(x)))
}
