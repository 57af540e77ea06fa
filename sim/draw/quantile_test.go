package draw

import (
	"bufio"
	"fmt"
	"maps"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// referenceCase is one line of testdata/quantiles.txt.
type referenceCase struct {
	name       string
	parameters []float64
	u, value   float64
}

// references reads quantiles that mpmath computed in 45 digits, independently of
// this package's methods.
func references(t *testing.T) []referenceCase {
	t.Helper()
	file, err := os.Open("testdata/quantiles.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	parse := func(s string) float64 {
		x, err := strconv.ParseFloat(s, 64)
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	var cases []referenceCase
	for lines := bufio.NewScanner(file); lines.Scan(); {
		if strings.HasPrefix(lines.Text(), "#") {
			continue
		}
		fields := strings.Fields(lines.Text())
		c := referenceCase{name: fields[0], u: parse(fields[2]), value: parse(fields[3])}
		for _, p := range strings.Split(fields[1], ",") {
			c.parameters = append(c.parameters, parse(p))
		}
		cases = append(cases, c)
	}
	return cases
}

// build makes the distribution that a reference line or a table of tests names.
func build(t testing.TB, name string, p ...float64) Dist {
	t.Helper()
	var d Dist
	var err error
	switch name {
	case "fixed":
		d, err = Fixed(p[0])
	case "exponential":
		d, err = Exponential(p[0])
	case "uniform":
		d, err = Uniform(p[0], p[1])
	case "triangular":
		d, err = Triangular(p[0], p[1], p[2])
	case "normal":
		d, err = NormalAbove0(p[0], p[1])
	case "lognormal-median-p90":
		d, err = LognormalMedianP90(p[0], p[1])
	case "lognormal-mean-p90":
		d, err = LognormalMeanP90(p[0], p[1])
	case "lognormal-mean-cv":
		d, err = LognormalMeanCV(p[0], p[1])
	case "gamma":
		d, err = Gamma(p[0], p[1])
	case "erlang":
		d, err = Erlang(int(p[0]), p[1])
	case "weibull":
		d, err = Weibull(p[0], p[1])
	case "pert":
		d, err = Pert(p[0], p[1], p[2])
	case "discrete":
		d, err = Discrete(p[:len(p)/2], p[len(p)/2:])
	case "empirical":
		d, err = Empirical(p)
	default:
		t.Fatalf("no distribution %q", name)
	}
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestQuantilesAgreeWithHighPrecisionReferences(t *testing.T) {
	worst := map[string]float64{}
	for _, c := range references(t) {
		d := build(t, c.name, c.parameters...)
		got := d.Quantile(c.u)
		scale, allowed := c.value, 1e-12
		switch {
		case c.name == "gamma" && c.parameters[1] > 1:
			allowed = 1e-9
		case c.name == "normal":
			// Near 0 the value is a difference of mean and deviate.
			scale = math.Max(c.value, c.parameters[0])
		}
		off := math.Abs(got-c.value) / scale
		if got == c.value {
			off = 0 // both may be 0: below the smallest double
		}
		if !(off <= allowed) {
			t.Errorf("%s%v at u = %g: got %.17g, want %.17g, relative error %.2g", c.name, c.parameters, c.u, got, c.value, off)
		}
		key := fmt.Sprint(c.name, c.parameters)
		worst[key] = max(worst[key], off)
	}
	if len(worst) < 30 {
		t.Fatalf("only %d distributions in the references", len(worst))
	}
	for _, name := range slices.Sorted(maps.Keys(worst)) {
		t.Logf("%-42s %.1e", name, worst[name])
	}
}

// specimen is one distribution that many tests go through.
type specimen struct {
	name       string
	parameters []float64
}

func specimens() []specimen {
	return []specimen{
		{"fixed", []float64{7}},
		{"exponential", []float64{2.5}},
		{"uniform", []float64{1, 4}},
		{"triangular", []float64{1, 2, 6}},
		{"triangular", []float64{0, 0, 3}},
		{"normal", []float64{5, 3}},
		{"normal", []float64{1, 4}},
		{"lognormal-median-p90", []float64{5, 12}},
		{"lognormal-mean-p90", []float64{5, 10}},
		{"lognormal-mean-cv", []float64{5, 0.3}},
		{"gamma", []float64{40, 0.5}},
		{"gamma", []float64{4, 1.8}},
		{"erlang", []float64{1, 6}},
		{"erlang", []float64{3, 6}},
		{"weibull", []float64{10, 0.8}},
		{"weibull", []float64{10, 3}},
		{"pert", []float64{1, 2, 6}},
		{"pert", []float64{0, 1, 1}},
		{"discrete", []float64{5, 2, 9, 2, 1, 3, 0.5, 1}},
		{"empirical", []float64{1, 2, 2, 5, 9}},
	}
}

func TestTheMedianOfALognormalIsTheUsualValueAndNineInTenTheNinetieth(t *testing.T) {
	for _, c := range []struct {
		d           Dist
		median, p90 float64
	}{
		{build(t, "lognormal-median-p90", 300000, 720000), 300000, 720000},
		{build(t, "lognormal-mean-p90", 5, 11), math.NaN(), 11},
	} {
		if got := c.d.Quantile(0.5); !math.IsNaN(c.median) && got != c.median {
			t.Errorf("%s: median %v", c.d.String(), got)
		}
		if got := c.d.Quantile(0.9); math.Abs(got-c.p90) > 1e-12*c.p90 {
			t.Errorf("%s: nine in ten below %v", c.d.String(), got)
		}
	}
}

func TestOfTwoLognormalsThatFitMeanAndP90TheNarrowerIsTaken(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sigma := rapid.Float64Range(0.01, ninetieth).Draw(t, "sigma") // beyond, the other is the narrower
		mean := rapid.Float64Range(0.1, 1e7).Draw(t, "mean")
		p90 := mean * math.Exp(ninetieth*sigma-sigma*sigma/2)
		d, err := LognormalMeanP90(mean, p90)
		if err != nil {
			t.Skip("at the very limit rounding decides")
		}
		// Near the double root sigma is known to the square root of the precision.
		if math.Abs(d.a-sigma) > 1e-6 || math.Abs(d.Mean()-mean) > 1e-9*mean || math.Abs(d.Quantile(0.9)-p90) > 1e-9*p90 {
			t.Fatalf("sigma %v, mean %v, p90 %v; wanted %v, %v, %v", d.a, d.Mean(), d.Quantile(0.9), sigma, mean, p90)
		}
	})
}

func TestADiscreteDistributionDrawsEachValueByItsWeight(t *testing.T) {
	d := build(t, "discrete", 5, 2, 9, 2, 7, 2, 3, 1, 4, 0) // 2: 0.7, 5: 0.2, 9: 0.1, 7: never
	for _, c := range []struct{ u, want float64 }{
		{0x1p-53, 2}, {0.3, 2}, {0.5, 2}, {0.6999, 2}, {0.7001, 5}, {0.8999, 5}, {0.9001, 9}, {1 - 0x1p-53, 9},
	} {
		if got := d.Quantile(c.u); got != c.want {
			t.Errorf("at %v it draws %v, want %v", c.u, got, c.want)
		}
	}
}

func TestALargerUniformNeverDrawsFewerTicks(t *testing.T) {
	for _, s := range specimens() {
		d := build(t, s.name, s.parameters...)
		d = d.Scaled(60_000) // minutes to ticks
		before := int64(0)
		for i := range 1 << 16 {
			ticks := d.Ticks((float64(i) + 0.5) / (1 << 16))
			if ticks < before {
				t.Fatalf("%s: %d ticks after %d at step %d", d.String(), ticks, before, i)
			}
			before = ticks
		}
	}
}

func TestDrawsStayBetweenMinAndMax(t *testing.T) {
	key := NewKey(11, 0)
	for _, s := range specimens() {
		plain := build(t, s.name, s.parameters...)
		for _, d := range []Dist{plain, plain.Scaled(1.0 / 3), plain.AtLeast(2.2), plain.Scaled(0.7).AtLeast(2), plain.AtMost(3), plain.AtLeast(1).AtMost(3).Scaled(2)} {
			low, high := d.Min(), d.Max()
			for i := range uint64(2000) {
				if x := d.Quantile(key.Uniform(i, 0)); !(x >= low && x <= high) {
					t.Fatalf("%s: %v is not between %v and %v", d.String(), x, low, high)
				}
			}
			for _, u := range []float64{0x1p-53, 1 - 0x1p-53} {
				if x := d.Quantile(u); !(x >= low && x <= high) {
					t.Fatalf("%s: %v at %g is not between %v and %v", d.String(), x, u, low, high)
				}
			}
		}
	}
}
