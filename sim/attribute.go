package sim

import (
	"slices"

	"ripple/sim/draw"
)

// Attribute is a property of every item of a flow: a number or one of several
// words. It is a pure function of the item's identity, so that it is the same
// in every arm, and nobody has to carry it along.
type Attribute struct {
	Name  string
	Words []string // what it can be; nil: a number
	// Value is the distribution of the number, or of the word's place in Words.
	Value draw.Dist
	// Ordinal tells the attributes of one flow apart in draws.
	Ordinal uint16
}

// Of is an item's number, or the place of its word.
func (a *Attribute) Of(k draw.Key, item uint64) float64 {
	return a.Value.Quantile(k.Uniform(item, draw.At(0, 0, draw.Attribute, a.Ordinal)))
}

// Guard is a condition on the attributes of an item: all of its clauses hold,
// or, with Any, at least one. The zero Guard always holds.
type Guard struct {
	Any     bool
	Clauses []Clause
}

// Test is how a clause looks at an attribute.
type Test uint8

// Tests. The last two are of words, the others of numbers.
const (
	Above Test = iota
	AtLeast
	Below
	AtMost
	Among
	NotAmong
)

// Clause is one comparison of a guard.
type Clause struct {
	Attribute *Attribute
	Test      Test
	Limit     float64 // of a number
	Words     []int   // places in Attribute.Words
}

// Holds tells whether the clause holds for a value of its attribute.
func (c *Clause) Holds(value float64) bool {
	switch c.Test {
	case Above:
		return value > c.Limit
	case AtLeast:
		return value >= c.Limit
	case Below:
		return value < c.Limit
	case AtMost:
		return value <= c.Limit
	}
	return slices.Contains(c.Words, int(value)) == (c.Test == Among)
}

// Holds tells whether the guard holds for an item.
func (g *Guard) Holds(k draw.Key, item uint64) bool {
	return g.HoldsFor(func(a *Attribute) float64 { return a.Of(k, item) })
}

// HoldsFor tells whether the guard holds where the attributes have these values.
func (g *Guard) HoldsFor(value func(*Attribute) float64) bool {
	for i := range g.Clauses {
		if c := &g.Clauses[i]; c.Holds(value(c.Attribute)) == g.Any {
			return g.Any
		}
	}
	return len(g.Clauses) == 0 || !g.Any
}
