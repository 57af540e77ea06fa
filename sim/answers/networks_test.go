package answers

import (
	"testing"

	"ripple/scenarios"
)

// TestWorkThatComesBackIsJacksons: a Jackson network with feedback. Each station is as if
// alone with Poisson arrivals at its total rate (Jackson, Operations Research 5,
// 1957), and constant handoffs are stations with a server for everybody, which
// leaves that so (Baskett, Chandy, Muntz and Palacios, Journal of the ACM 22,
// 1975, type 3).
func TestWorkThatComesBackIsJacksons(t *testing.T) {
	const (
		λ, visits          = 5.0 / 60, 4.0 / 3 // three in four are done after a test
		look, mend, try    = 6.0, 12.0, 5.0
		menders            = 2
		handoffs           = 1 + visits + (visits - 1) + 1 // to mend, to test, back, to the client
		handoffTicks       = handoffs * 10 * 60_000
		loadMend, loadTest = λ * visits * mend, λ * visits * try
	)
	m := load(t, own("jackson"), scenarios.Options{Seed: seed(9), Replications: 160, For: "56 days"})
	atLook := mmc(1, λ, look) + look
	atMend := mmc(menders, λ*visits, mend) + mend
	atTest := mmc(1, λ*visits, try) + try
	verify(t, sampled(t, m),
		claim{"time at the first station, M/M/1", atLook, stay(0)},
		claim{"time at the second, M/M/2, a visit", atMend, stay(1)},
		claim{"time at the third, M/M/1, a visit", atTest, stay(2)},
		claim{"time in the network without handoffs", atLook + visits*(atMend+atTest), sojourn(0, handoffTicks)},
		claim{"utilisation of the second", loadMend / menders, utilisation(1)},
		claim{"utilisation of the third", loadTest, utilisation(2)},
		claim{"number present at the second", λ * visits * atMend, present(m, 1)},
	)
}
