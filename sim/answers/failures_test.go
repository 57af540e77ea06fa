package answers

import (
	"math"
	"testing"

	"ripple/scenarios"
)

// TestBreakdownsByWhiteAndChristie: M/M/1 with breakdowns, the work going on where it stopped.
func TestBreakdownsByWhiteAndChristie(t *testing.T) {
	const λ, s, up, down = 2.4 / 60, 10.0, 120.0, 30.0
	m := load(t, own("breakdowns"), scenarios.Options{Seed: seed(10), Replications: 160, For: "250 days"})
	total := breakdowns(λ, s, up, down)
	verify(t, sampled(t, m),
		claim{"time in the system", total, sojourn(0, 1000)},
		claim{"number present", λ * total, present(m, 0)},
		claim{"utilisation, ρ", λ * s, utilisation(0)},
	)
}

// TestTwoStateDisruptionsAsPoissonArrivalsSeeThem: a system that is up and down in turns, for
// exponential times, as orders with somebody for each find it. Poisson arrivals
// see time averages (Wolff, Operations Research 30, 1982): a share up/(up+down)
// finds it up. Work of fixed length w goes through without a stop with
// e^(−w/up), is stopped w/up times on average, each for a mean of down, and one
// that arrives while it is down waits a mean of down, since exponential time has
// no memory.
func TestTwoStateDisruptionsAsPoissonArrivalsSeeThem(t *testing.T) {
	const up, down, w = 40.0, 10.0, 2.0
	const available = up / (up + down)
	m := load(t, own("disruptions"), scenarios.Options{Seed: seed(11), Replications: 100, For: "45 days"})
	verify(t, sampled(t, m),
		claim{"untouched", available * math.Exp(-w/up), onTimeShare(0)},
		claim{"touched", 1 - available*math.Exp(-w/up), lateShare(0)},
		claim{"time in the system", w*(1+down/up) + (1-available)*down, sojourn(0, 1000)},
	)
}
