package draw

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

const bigPrecision = 150

func bigFloat(x float64) *big.Float { return new(big.Float).SetPrec(bigPrecision).SetFloat64(x) }

func bigZero() *big.Float { return bigFloat(0) }

// bigLogNear1 returns log m by its series in z = (m−1)/(m+1), |z| at most 1/3.
func bigLogNear1(m *big.Float) *big.Float {
	one := bigFloat(1)
	z := bigZero().Quo(bigZero().Sub(m, one), bigZero().Add(m, one))
	square := bigZero().Mul(z, z)
	sum, power := bigZero(), bigZero().Set(z)
	for n := 1.0; n < 95; n += 2 {
		sum.Add(sum, bigZero().Quo(power, bigFloat(n)))
		power.Mul(power, square)
	}
	return sum.Mul(sum, bigFloat(2))
}

// bigLog2 is log 2.
var bigLog2 = bigLogNear1(bigFloat(2))

// bigLog returns log x for x > 0.
func bigLog(x *big.Float) *big.Float {
	m := bigZero()
	k := x.MantExp(m)
	m.Mul(m, bigFloat(2))
	if m.Cmp(bigFloat(1.5)) > 0 {
		m.Quo(m, bigFloat(2))
		k++
	}
	return bigZero().Add(bigLogNear1(m), bigZero().Mul(bigLog2, bigFloat(float64(k-1))))
}

// bigExp returns eˣ by its series for x/2¹², squared twelve times.
func bigExp(x *big.Float) *big.Float {
	small := bigZero().Quo(x, bigFloat(1<<12))
	sum, term := bigFloat(1), bigFloat(1)
	for n := 1.0; n < 60; n++ {
		term.Mul(term, small).Quo(term, bigFloat(n))
		sum.Add(sum, term)
	}
	for range 12 {
		sum.Mul(sum, sum)
	}
	return sum
}

// units returns how many units in the last place of want got is away.
func units(got float64, want *big.Float) float64 {
	nearest, _ := want.Float64()
	_, exponent := math.Frexp(nearest)
	off, _ := bigZero().Sub(bigFloat(got), want).Float64()
	return math.Abs(off) / math.Ldexp(1, max(exponent-53, -1074))
}

// checkUnits compares a function with its high-precision twin.
func checkUnits(t *testing.T, name string, most float64, arguments []float64, f func(float64) float64, exact func(*big.Float) *big.Float) {
	t.Helper()
	worst := 0.0
	for _, x := range arguments {
		off := units(f(x), exact(bigFloat(x)))
		if off > most {
			t.Errorf("%s(%v) = %v is %.2f units in the last place off", name, x, f(x), off)
		}
		worst = max(worst, off)
	}
	t.Logf("%s: at most %.3f units in the last place", name, worst)
}

func TestLogarithmIsWithinOneUnitInTheLastPlace(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	arguments := []float64{math.SmallestNonzeroFloat64, 3e-310, smallestNormal, math.MaxFloat64, 0.5, 2, math.E}
	for range 700 {
		arguments = append(arguments,
			random.Float64(),                   // uniforms
			1-0x1p-53*float64(random.Uint32()), // complements of tiny uniforms
			1+random.ExpFloat64()*0.01,
			math.Ldexp(1+random.Float64(), random.IntN(2000)-1000))
	}
	for i := range logTable { // both edges of every cell
		edge := math.Float64frombits(logOrigin + uint64(i)<<45)
		arguments = append(arguments, edge, math.Nextafter(edge, 0))
	}
	checkUnits(t, "log", 1, arguments, logarithm, bigLog)
	if logarithm(1) != 0 || !math.IsInf(logarithm(0), -1) || !math.IsNaN(logarithm(-1)) || !math.IsInf(logarithm(math.Inf(1)), 1) || !math.IsNaN(logarithm(math.NaN())) {
		t.Error("a special value is wrong")
	}
}

func TestLogOnePlusKeepsSmallArguments(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	arguments := []float64{1e-300, -1e-300, 1e-17, -0.999, 1e6}
	for range 1000 {
		x := math.Ldexp(random.Float64(), -random.IntN(70))
		arguments = append(arguments, x, -x*0.99)
	}
	checkUnits(t, "log(1+x)", 2, arguments, logOnePlus, func(x *big.Float) *big.Float { return bigLog(x.Add(x, bigFloat(1))) })
}

func TestExponentialIsWithinOneUnitInTheLastPlace(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	arguments := []float64{0, 1, -1, 1e-20, 708.9, -707.9}
	beyond := []float64{709.7, 709.78, -708.5, -720, -740, -745}
	for range 1000 {
		arguments = append(arguments, random.NormFloat64(), random.Float64()*1410-705)
		beyond = append(beyond, -708-random.Float64()*37)
	}
	checkUnits(t, "exp", 1, arguments, exponential, bigExp)
	checkUnits(t, "exp beyond ±708", 2, beyond, exponential, bigExp)
	if !math.IsInf(exponential(710), 1) || exponential(-746) != 0 || !math.IsNaN(exponential(math.NaN())) ||
		!math.IsInf(exponential(math.Inf(1)), 1) || exponential(math.Inf(-1)) != 0 {
		t.Error("a special value is wrong")
	}
}

func TestExponentialMinusOneKeepsSmallArguments(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	arguments := []float64{1e-300, -40, -800, 700}
	for range 1000 {
		arguments = append(arguments, random.NormFloat64()*math.Ldexp(1, -random.IntN(70)))
	}
	checkUnits(t, "exp(x)-1", 4, arguments, exponentialMinusOne, func(x *big.Float) *big.Float { return bigZero().Sub(bigExp(x), bigFloat(1)) })
}

func TestTablesHoldTheNumbersTheyStandFor(t *testing.T) {
	for i, cell := range logTable {
		c := math.Float64frombits(0x3FE6A00000000000 + uint64(i)<<45)
		if cell.inverse != 1/c {
			t.Errorf("log cell %d: inverse of %v is %v", i, c, cell.inverse)
		}
		exact := bigLog(bigFloat(c))
		if cell.high*0x1p42 != math.Round(cell.high*0x1p42) {
			t.Errorf("log cell %d: high part is no multiple of 2^-42", i)
		}
		if low, _ := bigZero().Sub(exact, bigFloat(cell.high)).Float64(); low != cell.low {
			t.Errorf("log cell %d: low part %x, want %x", i, cell.low, low)
		}
	}
	if low, _ := bigZero().Sub(bigLog2, bigFloat(ln2High)).Float64(); low != ln2Low {
		t.Errorf("low part of log 2 is %x", low)
	}
	if low, _ := bigZero().Sub(bigZero().Quo(bigLog2, bigFloat(128)), bigFloat(exp128High)).Float64(); low != exp128Low {
		t.Errorf("low part of log 2/128 is %x", low)
	}
	for j, cell := range expTable {
		exact := bigExp(bigZero().Quo(bigZero().Mul(bigLog2, bigFloat(float64(j))), bigFloat(128)))
		if value, _ := exact.Float64(); value != cell.value {
			t.Errorf("exp cell %d: value %x, want %x", j, cell.value, value)
		}
		rest := bigZero().Quo(bigZero().Sub(exact, bigFloat(cell.value)), bigFloat(cell.value))
		if tail, _ := rest.Float64(); math.Abs(tail-cell.tail) > 1e-30 {
			t.Errorf("exp cell %d: tail %x, want %x", j, cell.tail, tail)
		}
	}
}
