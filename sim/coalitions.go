package sim

import (
	"math/bits"
	"slices"
)

// Coalitions hold what sets of injects did in one replication, by some measure.
// Bit i of a set stands for Model.Injects()[i].
type Coalitions struct {
	n int
	// order is that in which the replication adds the injects up; nil: all orders.
	order []int
	arms  map[uint64]int
	of    func(arm int) int64
	known map[uint64]int64
}

// Coalitions measures sets of injects in a replication by what their arm is
// worth, which is a difference to the baseline. The model must have the arms of
// WithParts.
func (r *Result) Coalitions(replication int, of func(arm int) int64) *Coalitions {
	m := r.Model
	injects := m.Injects()
	c := &Coalitions{n: len(injects), arms: map[uint64]int{}, of: of, known: map[uint64]int64{0: 0}}
	if c.n > MaxExactInjects {
		for _, e := range m.InjectOrder(r.Seed, replication) {
			c.order = append(c.order, slices.Index(injects, e))
		}
	}
	for arm := range m.Arms {
		a := &m.Arms[arm]
		if !a.Part && arm != DoNothing {
			continue
		}
		set := uint64(0)
		for i, e := range injects {
			if a.First > 0 && slices.Index(c.order, i) < a.First || a.First == 0 && m.Effects[e].Arms[arm] {
				set |= 1 << i
			}
		}
		if _, there := c.arms[set]; !there {
			c.arms[set] = arm
		}
	}
	return c
}

// Value is what a set of injects did, without the others: one that was played
// (see WithParts).
func (c *Coalitions) Value(set uint64) int64 {
	v, known := c.known[set]
	if !known {
		v = c.of(c.arms[set])
		c.known[set] = v
	}
	return v
}

// Shares are the injects' Shapley values (L. S. Shapley, A Value for n-Person
// Games, 1953) times by, so that they are integers and add up to by times the
// whole. With more than MaxExactInjects, each is what it adds to those before it
// in the replication's order, which has the Shapley value as its mean.
func (c *Coalitions) Shares() (shares []int64, by int64) {
	shares = make([]int64, c.n)
	if c.order != nil {
		before := uint64(0)
		for _, i := range c.order {
			shares[i] = c.Value(before|1<<i) - c.Value(before)
			before |= 1 << i
		}
		return shares, 1
	}
	factorial := []int64{1}
	for k := 1; k <= c.n; k++ {
		factorial = append(factorial, factorial[k-1]*int64(k))
	}
	for i := range shares {
		for set := range uint64(1) << c.n {
			if set>>i&1 == 0 {
				before := bits.OnesCount64(set)
				shares[i] += factorial[before] * factorial[c.n-1-before] * (c.Value(set|1<<i) - c.Value(set))
			}
		}
	}
	return shares, factorial[c.n]
}
