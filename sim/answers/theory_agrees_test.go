package answers

import (
	"math"
	"testing"
)

// TestTheoryAgreesWithItself: each closed form comes to another's value where
// the models are the same, and to a value worked out on paper.
func TestTheoryAgreesWithItself(t *testing.T) {
	for _, c := range []struct {
		what      string
		got, want float64
	}{
		{"M/M/1 waits ρ/(μ−λ)", mmc(1, 0.8, 1), 4},
		{"Erlang C with one server is ρ", erlangC(1, 0.3), 0.3},
		{"M/M/2 at ρ = 0.5 has to wait with chance 1/3", erlangC(2, 1), 1.0 / 3},
		{"M/M/1 stays exponential(μ−λ)", mmcLonger(1, 0.6, 1, 2.5), math.Exp(-1)},
		{"M/M/2 where cμ−λ = μ is the limit beside it", mmcLonger(2, 1, 1, 2), mmcLonger(2, 1+1e-7, 1, 2)},
		{"M/M/4 with cμ−λ a rounding error off μ", mmcLonger(4, 18.0/60, 10, 12), math.Exp(-1.2) * (1 + 1.2*erlangC(4, 3))},
		{"very patient callers are Erlang C's", erlangA(4, 3.4, 1, 1e9).wait, mmc(4, 3.4, 1)},
		{"mean service and mean patience equal: as many present as without limit of servers", erlangA(10, 12, 1, 1).present, 12},
		{"Erlang A loses θ·queue of λ", erlangA(10, 10, 5, 10).lost * 10, (erlangA(10, 10, 5, 10).present - 10*5*(1-erlangA(10, 10, 5, 10).lost)) / 10},
		{"fixed patience without end is Erlang C", mmcFixedPatience(4, 3.4, 1, 1000).wait, mmc(4, 3.4, 1)},
		{"no patience is Erlang B: one server at load 1 loses half", mmcFixedPatience(1, 1, 1, 0).lost, 0.5},
		{"no patience, two servers at load 2 lose 2/5", mmcFixedPatience(2, 2, 1, 0).lost, 0.4},
		{"fixed patience at load = servers is the limit beside it", mmcFixedPatience(3, 3, 1, 2).lost, mmcFixedPatience(3, 3-1e-6, 1, 2).lost},
		{"those served leave as fast as servers work: c·busy", (1 - mmcFixedPatience(1, 2, 1, 1).lost) * 2, 1 - mmcFixedPatienceIdle(2, 1, 1)},
		{"M/G/1 with exponential service is M/M/1", pollaczekKhinchine(0.8, 1, 1), 4},
		{"M/D/1 waits half as long as M/M/1", pollaczekKhinchine(0.8, 1, 0), 2},
		{"one class is no priority", cobham(class{0.8, 1, 1})[0], 4},
		{"Kleinrock's conservation law: Σρ·wait is that of no priority", 0.3*cobham(class{0.3, 1, 1}, class{0.5, 1, 1})[0] + 0.5*cobham(class{0.3, 1, 1}, class{0.5, 1, 1})[1], 0.8 * 4},
		{"a server that never fails is M/M/1", breakdowns(0.8, 1, 1e12, 1), 5},
		{"failures too short to notice only slow the work down", breakdowns(0.4, 1, 1e-6, 1e-6), 1 / (0.5 - 0.4)},
	} {
		if math.Abs(c.got-c.want) > 1e-5*math.Abs(c.want) {
			t.Errorf("%s: %.9g, not %.9g", c.what, c.got, c.want)
		}
	}
}

// mmcFixedPatienceIdle is the chance that the one server of M/M/1+D is idle,
// from the density of the work it has before it (Barrer 1957): 1/(1+λ∫density).
func mmcFixedPatienceIdle(λ, s, d float64) float64 {
	const n = 200_000
	sum := 0.0
	step := (d + 60*s) / n
	for i := range n {
		x := (float64(i) + 0.5) * step
		sum += math.Exp(λ*min(x, d)-x/s) * step
	}
	return 1 / (1 + λ*sum)
}
