package draw

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"
	"pgregory.net/rapid"
)

// The next three compare with gonum, which is independent, at random parameters;
// testdata/quantiles.txt goes deeper at fixed ones.

func TestGammaQuantilesInvertTheIncompleteGammaFunction(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cv := math.Exp(rapid.Float64Range(math.Log(0.02), math.Log(4)).Draw(t, "log cv"))
		u := rapid.Float64Range(1e-9, 1-1e-9).Draw(t, "u")
		d, err := Gamma(1, cv)
		if err != nil {
			t.Fatal(err)
		}
		shape := 1 / (cv * cv)
		x := d.Quantile(u) * shape
		if x < 1e-300 {
			return // gonum has no digits there
		}
		below, above := mathext.GammaIncReg(shape, x), mathext.GammaIncRegComp(shape, x)
		// gonum itself is good to about 1e-12 for large shapes.
		if math.Abs(below-u) > 1e-10*u || math.Abs(above-(1-u)) > 1e-10*(1-u) {
			t.Fatalf("cv %v: quantile %v at %v has %v below it and %v above", cv, x, u, below, above)
		}
	})
}

func TestPertQuantilesInvertTheIncompleteBetaFunction(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		mode := rapid.Float64Range(0, 1).Draw(t, "mode")
		u := rapid.Float64Range(1e-9, 1-1e-9).Draw(t, "u")
		d, err := Pert(0, mode, 1)
		if err != nil {
			t.Fatal(err)
		}
		a := 1 + 4*mode
		// The table's error in the value moves the probability by its density.
		x := d.Quantile(u)
		if below := mathext.RegIncBeta(a, 6-a, x); math.Abs(below-u) > 1e-10*u {
			t.Fatalf("mode %v: quantile %v at %v has %v below it", mode, x, u, below)
		}
	})
}

func TestNormalQuantilesAndProbabilitiesAgreeWithGonum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		z := rapid.Float64Range(-8, 8).Draw(t, "z")
		want := distuv.UnitNormal.CDF(z)
		if got := normalBelow(z); math.Abs(got-want) > 1e-13*want {
			t.Fatalf("probability below %v: %v, want %v", z, got, want)
		}
		u := rapid.Float64Range(1e-9, 1-1e-9).Draw(t, "u")
		if got, want := standardNormal(u-0.5, u, 1-u), distuv.UnitNormal.Quantile(u); math.Abs(got-want) > 1e-12*math.Abs(want)+1e-15 {
			t.Fatalf("quantile at %v: %v, want %v", u, got, want)
		}
	})
}

func TestLogGammaAgreesWithTheLibrary(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := math.Exp(rapid.Float64Range(-7, 14).Draw(t, "log a"))
		want, _ := math.Lgamma(1 + a)
		if got := logGammaOnePlus(a); math.Abs(got-want) > 2e-14*(1+math.Abs(want)) {
			t.Fatalf("log gamma of 1+%v: %v, want %v", a, got, want)
		}
	})
}
