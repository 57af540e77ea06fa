package sim

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestPartsAreArmsLikeOthers: arms with a part of the injects change nothing in
// the others, are the same whenever they fork, and the same as an arm written for
// just these injects; baseline and do-nothing stand for none and all of them.
func TestPartsAreArmsLikeOthers(t *testing.T) {
	b := start(t)
	rapid.Check(t, func(t *rapid.T) {
		r := drawRecipe(t, allFeatures)
		r.days, r.features = min(r.days, 2), r.features|withEffects
		plain := r.model()
		m := plain.WithParts()
		late := run(t, b, m, Options{Trace: true})
		same(t, "late and early forks", late, run(t, b, m, Options{Trace: true, EarlyFork: true}))
		first := &Result{}
		for _, worlds := range late.Worlds {
			first.Worlds = append(first.Worlds, worlds[:len(plain.Arms)])
		}
		same(t, "arms beside parts", run(t, b, plain, Options{Trace: true}), first)

		arm := len(plain.Arms) + rapid.IntRange(0, max(0, len(m.Arms)-len(plain.Arms)-1)).Draw(t, "part")
		if arm >= len(m.Arms) {
			return // with one inject there are no parts of it
		}
		for rep, worlds := range late.Worlds {
			lone := r.model()
			lone.Arms = append(lone.Arms[:2:2], Arm{Name: "part", Part: true})
			order := m.InjectOrder(r.seed, rep)
			for e := range lone.Effects {
				in := m.Effects[e].Arms[arm]
				if k := m.Arms[arm].First; k > 0 {
					in = slices.Contains(order[:k], e)
				}
				lone.Effects[e].Arms = append(slices.Clone(lone.Effects[e].Arms[:2]), in)
			}
			alone := run(t, b, lone, Options{Trace: true, Replications: rep + 1}).Worlds[rep]
			same(t, "a part by itself", &Result{Worlds: [][]World{{worlds[arm]}}}, &Result{Worlds: [][]World{{alone[2]}}})
		}
	})
}

// TestInjectOrdersAreShuffled: among the orders that are drawn for replications
// every inject comes first, and last, in about its share of them.
func TestInjectOrdersAreShuffled(t *testing.T) {
	m := &Model{Effects: make([]Effect, 8)}
	m.Effects[2].Response = true
	const replications = 7000
	first, last := map[int]int{}, map[int]int{}
	for rep := range replications {
		order := m.InjectOrder(5, rep)
		if len(order) != 7 || slices.Contains(order, 2) {
			t.Fatalf("the order of 7 injects is %v", order)
		}
		first[order[0]]++
		last[order[6]]++
	}
	for _, e := range m.Injects() {
		// Binomial with mean 1000 and standard deviation 29.
		if first[e] < 880 || first[e] > 1120 || last[e] < 880 || last[e] > 1120 {
			t.Errorf("inject %d is first in %d and last in %d of %d", e, first[e], last[e], replications)
		}
	}
}

// TestSharesAddUp: in every replication what is divided among the injects is the
// whole, for few injects by all orders, for many by one; an inject that does
// nothing has no share.
func TestSharesAddUp(t *testing.T) {
	b := start(t)
	rapid.Check(t, func(t *rapid.T) {
		r := drawRecipe(t, allFeatures)
		r.days, r.features = min(r.days, 2), r.features|withEffects
		m := r.model()
		idle := len(m.Effects)
		m.Effects = append(m.Effects, Effect{Name: "idle", Arms: make([]bool, len(m.Arms)), When: Trigger{At: m.From}})
		for arm := DoNothing; arm < len(m.Arms); arm++ {
			m.Effects[idle].Arms[arm] = true
		}
		result := run(t, b, m.WithParts(), Options{Replications: 3})
		measures := map[string]func(*SegmentResult, *Pairs) int64{
			"late":    func(s *SegmentResult, _ *Pairs) int64 { return s.Late },
			"lost":    func(s *SegmentResult, _ *Pairs) int64 { return s.Lost },
			"delay":   func(_ *SegmentResult, p *Pairs) int64 { return p.LeadTime },
			"revenue": func(s *SegmentResult, _ *Pairs) int64 { return s.Revenue + s.Paid },
		}
		for rep, worlds := range result.Worlds {
			for what, of := range measures {
				harm := func(arm int) int64 {
					sum := int64(0)
					for s := range worlds[arm].Segments {
						sum += of(&worlds[arm].Segments[s], &worlds[arm].Against[Baseline][s]) - of(&worlds[Baseline].Segments[s], &Pairs{})
					}
					return sum
				}
				shares, by := result.Coalitions(rep, harm).Shares()
				sum := int64(0)
				for i, e := range result.Model.Injects() {
					if sum += shares[i]; e == idle && shares[i] != 0 {
						t.Fatalf("replication %d, %s: an inject that does nothing has a share of %d / %d", rep, what, shares[i], by)
					}
				}
				if whole := harm(DoNothing); sum != by*whole {
					t.Fatalf("replication %d, %s: shares %v / %d do not add up to %d", rep, what, shares, by, whole)
				}
			}
		}
	})
}
