package answers

import (
	"testing"

	"ripple/scenarios"
)

// TestPriorityByAttributeWaitsByCobham: M/G/1, not interrupted, with the urgent
// items of one flow and all of another in the first class. Each class waits for
// what is in hand, R = Σλ·E[S²]/2, over (1−σ before it)(1−σ with it) (Cobham,
// Operations Research 2, 1954). Those of the flow with both wait by their shares.
func TestPriorityByAttributeWaitsByCobham(t *testing.T) {
	const (
		claims, calls  = 3.0 / 60, 1.5 / 60
		perClaim       = 8.0
		perCall        = 12.0
		urgent         = 0.3
		inHand         = claims*perClaim*perClaim*(1+1.5*1.5)/2 + calls*perCall*perCall*(1+1)/2
		first          = urgent*claims*perClaim + calls*perCall
		all            = claims*perClaim + calls*perCall
		early, late    = inHand / (1 - first), inHand / ((1 - first) * (1 - all))
		claimsTogether = urgent*early + (1-urgent)*late
	)
	m := load(t, own("priority-by-attribute"), scenarios.Options{Seed: seed(20), Replications: 160, For: "320 days"})
	verify(t, sampled(t, m),
		claim{"time in the system, urgent calls", early + perCall, sojourn(1, 1000)},
		claim{"time in the system, claims of both kinds", claimsTogether + perClaim, sojourn(0, 1000)},
	)
}

// TestStepsThatSomeNeedSeeAThinnedStream: what leaves M/M/1 is Poisson (Burke,
// Operations Research 4, 1956), and so is the share of it that needs the second
// step: M/M/1 again.
func TestStepsThatSomeNeedSeeAThinnedStream(t *testing.T) {
	const λ, answer, second, p = 5.0 / 60, 8.0, 18.0, 0.8 * 0.5
	m := load(t, own("needed-by-some"), scenarios.Options{Seed: seed(21), Replications: 160, For: "120 days"})
	atDesk, atExpert := mmc(1, λ, answer)+answer, mmc(1, p*λ, second)+second
	verify(t, sampled(t, m),
		claim{"time at the first step, M/M/1", atDesk, stay(0)},
		claim{"time at the second, M/M/1", atExpert, stay(1)},
		claim{"utilisation of the second", p * λ * second, utilisation(1)},
		claim{"time in both, of all orders", atDesk + p*atExpert, sojourn(0, (1+p)*1000)},
	)
}

// TestTeamsThatShareAQueueAreOneTeam: two teams of one person each who can do the
// same work are M/M/2, whoever comes first in the order written.
func TestTeamsThatShareAQueueAreOneTeam(t *testing.T) {
	const λ, s = 4.5 / 60, 20.0
	m := load(t, own("shared-queue"), scenarios.Options{Seed: seed(22), Replications: 160, For: "120 days"})
	verify(t, sampled(t, m),
		claim{"time in the system, Erlang C", mmc(2, λ, s) + s, sojourn(0, 1000)},
		claim{"utilisation", λ * s / 2, utilisation(0)},
	)
}
