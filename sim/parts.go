package sim

import (
	"slices"

	"ripple/sim/draw"
)

// MaxExactInjects is up to how many injects there is an arm for each coalition
// of them. Of more, there are the arms along one order of them, drawn for each
// replication by itself.
const MaxExactInjects = 5

// Injects are the indexes of the effects that are no responses.
func (m *Model) Injects() []int {
	var injects []int
	for e := range m.Effects {
		if !m.Effects[e].Response {
			injects = append(injects, e)
		}
	}
	return injects
}

// WithParts is the model with an arm, after all others, for every part of what
// goes wrong that shares need: each coalition of injects without responses but
// for the two that exist anyway, none and all. With more than MaxExactInjects there are each
// alone, all but each, and the first 2, 3, … in an order drawn per replication
// (InjectOrder).
func (m *Model) WithParts() *Model {
	more := *m
	more.Arms, more.Effects = slices.Clone(m.Arms), slices.Clone(m.Effects)
	for e := range more.Effects {
		more.Effects[e].Arms = slices.Clone(more.Effects[e].Arms)
	}
	injects := m.Injects()
	n := len(injects)
	add := func(first int, in func(i int) bool) {
		more.Arms = append(more.Arms, Arm{Name: "part", Label: "a part of what goes wrong", Part: true, First: first})
		for e := range more.Effects {
			i := slices.Index(injects, e)
			more.Effects[e].Arms = append(more.Effects[e].Arms, i >= 0 && in(i))
		}
	}
	if n <= MaxExactInjects {
		for coalition := 1; coalition < 1<<n-1; coalition++ {
			add(0, func(i int) bool { return coalition>>i&1 == 1 })
		}
		return &more
	}
	for only := range n {
		add(0, func(i int) bool { return i == only })
	}
	for first := 2; first <= n-2; first++ {
		add(first, func(int) bool { return true })
	}
	for missing := range n {
		add(0, func(i int) bool { return i != missing })
	}
	return &more
}

// InjectOrder is the order of the injects that is drawn for a replication:
// indexes of effects.
func (m *Model) InjectOrder(seed uint64, replication int) []int {
	return m.injectOrder(draw.NewKey(seed, uint32(replication)))
}

func (m *Model) injectOrder(k draw.Key) []int {
	order := m.Injects()
	rank := func(e int) float64 { return k.Uniform(m.effectEntity(e), draw.At(0, 0, draw.InjectOrder, 0)) }
	slices.SortStableFunc(order, func(a, b int) int {
		switch x, y := rank(a), rank(b); {
		case x < y:
			return -1
		case x > y:
			return 1
		}
		return a - b
	})
	return order
}

// has tells whether an arm has an effect in a replication.
func (m *Model) has(k draw.Key, arm, e int) bool {
	if !m.Effects[e].Arms[arm] || m.Arms[arm].First == 0 {
		return m.Effects[e].Arms[arm]
	}
	return slices.Contains(m.injectOrder(k)[:m.Arms[arm].First], e)
}

// grows tells whether an arm has everything, in every replication, that another has.
func (m *Model) grows(arm, from int) bool {
	if m.Arms[arm].First > 0 || m.Arms[from].First > 0 {
		return from == Baseline
	}
	for e := range m.Effects {
		if m.Effects[e].Arms[from] && !m.Effects[e].Arms[arm] {
			return false
		}
	}
	return true
}
