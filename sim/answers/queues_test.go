package answers

import (
	"math"
	"testing"

	"ripple/scenarios"
)

// TestOneServerIsMM1: M/M/1.
func TestOneServerIsMM1(t *testing.T) {
	const λ, s = 4.8 / 60, 10.0 // orders a minute, minutes
	m := load(t, file("mm1"), scenarios.Options{Seed: seed(1), Replications: 160, For: "250 days"})
	promise(m, 50*minute+second) // the mean, and the handoff
	verify(t, sampled(t, m),
		claim{"time in the system, 1/(μ−λ)", 1 / (1/s - λ), sojourn(0, 1000)},
		claim{"longer than the mean, 1/e", math.Exp(-1), lateShare(0)},
		claim{"utilisation, ρ", λ * s, utilisation(0)},
		claim{"number present, ρ/(1−ρ)", λ * s / (1 - λ*s), present(m, 0)},
	)
}

// TestSeveralServersWaitByErlangC: M/M/c, Erlang C.
func TestSeveralServersWaitByErlangC(t *testing.T) {
	const λ, s, c = 12.6 / 60, 10.0, 3
	m := load(t, own("several-servers"), scenarios.Options{Seed: seed(2), Replications: 160, For: "110 days"})
	verify(t, sampled(t, m),
		claim{"wait, C/(cμ−λ)", mmc(c, λ, s), wait(0)},
		claim{"time in the system", mmc(c, λ, s) + s, sojourn(0, 1000)},
		claim{"longer than 12 minutes", mmcLonger(c, λ, s, 12), lateShare(0)},
		claim{"utilisation, ρ", λ * s / c, utilisation(0)},
	)
}

// TestImpatienceIsErlangA: M/M/c+M, Erlang A.
func TestImpatienceIsErlangA(t *testing.T) {
	const λ, s, p, c = 2.0, 5.0, 10.0, 10
	m := load(t, file("mmc-patience"), scenarios.Options{Seed: seed(3), Replications: 100, For: "10 days"})
	q := erlangA(c, λ, s, p)
	verify(t, sampled(t, m),
		claim{"given up", q.lost, lostShare(0)},
		claim{"wait of those served", q.wait, wait(0)},
		claim{"time in the system of those served", q.wait + s, sojourn(0, 1000)},
		claim{"number present", q.present, present(m, 0)},
		claim{"utilisation", λ * (1 - q.lost) * s / c, utilisation(0)},
	)
}

// TestFixedPatienceLosesAsBarrerFound: M/M/c+D.
func TestFixedPatienceLosesAsBarrerFound(t *testing.T) {
	const λ, s, d, c = 2.2, 5.0, 3.0, 10
	m := load(t, own("fixed-patience"), scenarios.Options{Seed: seed(4), Replications: 100, For: "8 days"})
	q := mmcFixedPatience(c, λ, s, d)
	verify(t, sampled(t, m),
		claim{"given up", q.lost, lostShare(0)},
		claim{"wait of those served", q.wait, wait(0)},
		claim{"number present", q.present, present(m, 0)},
		claim{"utilisation", λ * (1 - q.lost) * s / c, utilisation(0)},
	)
}

// TestBalkingIsAFiniteRoom: M/M/1/5, all of the load.
func TestBalkingIsAFiniteRoom(t *testing.T) {
	const λ, s, room = 6.0 / 60, 10.0, 5
	m := load(t, own("balking"), scenarios.Options{Seed: seed(21), Replications: 100, For: "200 days"})
	q := mm1k(room, λ, s)
	verify(t, sampled(t, m),
		claim{"goes away", q.lost, lostShare(0)},
		claim{"wait of those served", q.wait, wait(0)},
		claim{"number present", q.present, present(m, 0)},
		claim{"utilisation", λ * (1 - q.lost) * s, utilisation(0)},
	)
}

// TestGammaWorkWaitsByPollaczekKhinchine: M/G/1, Pollaczek and Khinchine.
func TestGammaWorkWaitsByPollaczekKhinchine(t *testing.T) {
	const λ, s, cv = 4.2 / 60, 10.0, 1.5
	m := load(t, file("mg1"), scenarios.Options{Seed: seed(5), Replications: 160, For: "320 days"})
	w := pollaczekKhinchine(λ, s, cv)
	verify(t, sampled(t, m),
		claim{"wait", w, wait(0)},
		claim{"time in the system", w + s, sojourn(0, 1000)},
		claim{"utilisation, ρ", λ * s, utilisation(0)},
	)
}

// TestLognormalWorkWaitsByPollaczekKhinchine: M/G/1, Pollaczek and Khinchine.
func TestLognormalWorkWaitsByPollaczekKhinchine(t *testing.T) {
	const λ, s, cv = 4.2 / 60, 10.0, 0.8
	m := load(t, file("mg1-lognormal"), scenarios.Options{Seed: seed(6), Replications: 160, For: "200 days"})
	w := pollaczekKhinchine(λ, s, cv)
	verify(t, sampled(t, m),
		claim{"wait", w, wait(0)},
		claim{"time in the system", w + s, sojourn(0, 1000)},
		claim{"utilisation, ρ", λ * s, utilisation(0)},
	)
}

// TestConstantWorkWaitsByPollaczekKhinchine: M/D/1. Who is on time to the tick did not wait: a share 1−ρ.
func TestConstantWorkWaitsByPollaczekKhinchine(t *testing.T) {
	const λ, s = 4.8 / 60, 10.0
	m := load(t, file("md1"), scenarios.Options{Seed: seed(7), Replications: 160, For: "150 days"})
	promise(m, 10*minute+second)
	w := pollaczekKhinchine(λ, s, 0)
	verify(t, sampled(t, m),
		claim{"wait", w, wait(0)},
		claim{"time in the system", w + s, sojourn(0, 1000)},
		claim{"does not wait, 1−ρ", 1 - λ*s, onTimeShare(0)},
		claim{"utilisation, ρ", λ * s, utilisation(0)},
	)
}

// TestPrioritiesWaitByCobham: two classes at one server, not interrupted, Cobham.
func TestPrioritiesWaitByCobham(t *testing.T) {
	urgent, usual := class{2.25 / 60, 8, 1}, class{2.5 / 60, 12, 1}
	m := load(t, file("priorities"), scenarios.Options{Seed: seed(8), Replications: 160, For: "280 days"})
	w := cobham(urgent, usual)
	verify(t, sampled(t, m),
		claim{"time in the system, urgent", w[0] + urgent.s, sojourn(0, 1000)},
		claim{"time in the system, usual", w[1] + usual.s, sojourn(1, 1000)},
		claim{"utilisation, ρ", urgent.λ*urgent.s + usual.λ*usual.s, utilisation(0)},
	)
}
