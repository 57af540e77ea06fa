package sim

import "slices"

// Narrowed is the model with only some of its responses' arms, in order, beside
// the two that always exist: in these everything happens as it does in the whole
// model. It shares all else with it.
func (m *Model) Narrowed(arms ...int) *Model {
	keep := []int{Baseline, DoNothing}
	for arm := DoNothing + 1; arm < len(m.Arms); arm++ {
		if slices.Contains(arms, arm) {
			keep = append(keep, arm)
		}
	}
	n := *m
	n.Arms, n.Effects = nil, slices.Clone(m.Effects)
	for _, arm := range keep {
		n.Arms = append(n.Arms, m.Arms[arm])
	}
	for e := range n.Effects {
		n.Effects[e].Arms = nil
		for _, arm := range keep {
			n.Effects[e].Arms = append(n.Effects[e].Arms, m.Effects[e].Arms[arm])
		}
	}
	return &n
}
