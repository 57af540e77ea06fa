package scenarios

import (
	"slices"
	"strconv"
	"strings"

	"ripple/sim"
	"ripple/sim/draw"
)

// alike is a part of a flow's items that all conditions of the flow treat alike:
// for each attribute that they look at, one word, or a range of the number.
type alike struct {
	share float64
	parts []alikePart
}

type alikePart struct {
	attribute *sim.Attribute
	from, to  float64 // of the uniform that the attribute is drawn by
	value     float64 // a value inside
}

// maxAlike bounds how many kinds of items the conditions of one flow may tell apart.
const maxAlike = 2000

// alikeOf divides items by the attributes that guards and steps look at: words
// are told apart, numbers at the limits they are compared with. It is nil when
// there would be too many.
func alikeOf(guards []*sim.Guard, words []*sim.Attribute) []alike {
	var attributes []*sim.Attribute
	limits := map[*sim.Attribute][]float64{}
	look := func(a *sim.Attribute) {
		if !slices.Contains(attributes, a) {
			attributes = append(attributes, a)
		}
	}
	for _, g := range guards {
		for _, c := range g.Clauses {
			look(c.Attribute)
			if c.Attribute.Words == nil {
				limits[c.Attribute] = append(limits[c.Attribute], c.Limit)
			}
		}
	}
	for _, a := range words {
		look(a)
	}
	kinds := []alike{{share: 1}}
	for _, a := range attributes {
		parts := partsOf(a, limits[a])
		if len(kinds)*len(parts) > maxAlike {
			return nil
		}
		var finer []alike
		for _, c := range kinds {
			for _, p := range parts {
				finer = append(finer, alike{c.share * (p.to - p.from), append(slices.Clone(c.parts), p)})
			}
		}
		kinds = finer
	}
	return kinds
}

// partsOf divides an attribute: by words, or at limits. At a limit itself, which
// a number may take with a chance of its own, there is a part of its own.
func partsOf(a *sim.Attribute, limits []float64) []alikePart {
	var parts []alikePart
	add := func(from, to float64) {
		if to > from {
			parts = append(parts, alikePart{a, from, to, a.Value.Quantile(from + (to-from)/2)})
		}
	}
	if a.Words != nil {
		for i := range a.Words {
			limits = append(limits, float64(i))
		}
	}
	limits = slices.Compact(slices.Sorted(slices.Values(limits)))
	from := 0.0
	for _, limit := range limits {
		below, upTo := shareBelow(a.Value, limit, false), shareBelow(a.Value, limit, true)
		add(from, below)
		add(max(from, below), upTo)
		from = max(from, upTo)
	}
	add(from, 1)
	return parts
}

// shareBelow is the share of what is drawn that is below a limit, or at it.
func shareBelow(d draw.Dist, limit float64, orAt bool) float64 {
	low, high := 0.0, 1.0
	for range 60 {
		middle := low + (high-low)/2
		if q := d.Quantile(middle); q < limit || orAt && q == limit {
			low = middle
		} else {
			high = middle
		}
	}
	const least = 0x1p-53 // no uniform lies nearer to 0 or 1
	switch {
	case low < least:
		return 0
	case high > 1-least:
		return 1
	}
	return low
}

// holds tells whether a condition holds for these items.
func (c *alike) holds(g *sim.Guard) bool {
	return g == nil || g.HoldsFor(c.value)
}

func (c *alike) value(a *sim.Attribute) float64 {
	for i := range c.parts {
		if c.parts[i].attribute == a {
			return c.parts[i].value
		}
	}
	return 0
}

// mean is the mean of a number among these items.
func (c *alike) mean(a *sim.Attribute) float64 {
	for _, p := range c.parts {
		if p.attribute == a {
			const points = 512
			sum := 0.0
			for i := range points {
				sum += a.Value.Quantile(p.from + (p.to-p.from)*(float64(i)+0.5)/points)
			}
			return sum / points
		}
	}
	return a.Value.Mean()
}

// alike divides the flow's items by all its conditions; after a problem, not at all.
func (fl *flow) alike() []alike {
	var guards []*sim.Guard
	var words []*sim.Attribute
	for _, s := range fl.steps {
		if s.teamBy != nil {
			words = append(words, s.teamBy)
		}
		if s.onlyIf != nil {
			guards = append(guards, s.onlyIf)
		}
		for _, w := range s.ways {
			if w.guard != nil {
				guards = append(guards, w.guard)
			}
		}
	}
	if kinds := alikeOf(guards, words); kinds != nil {
		return kinds
	}
	fl.node.fail("compare with fewer limits, or divide the flow", "the conditions of `%s` tell more than %d kinds of items apart", fl.name, maxAlike)
	return []alike{{share: 1}}
}

// chances are the chances of a step's ways out for items that are alike.
func (s *step) chances(c *alike) []float64 {
	chances := s.answeredChances(c)
	if missing := s.missing(); missing >= 0 {
		for i := range chances {
			chances[i] *= s.worked()
		}
		chances[missing] = s.reply.unanswered
	}
	return chances
}

// answeredChances are chances where the answer that a step waits for has come.
func (s *step) answeredChances(c *alike) []float64 {
	chances := make([]float64, len(s.ways))
	last, end := -1, -1
	for i, w := range s.ways {
		if w.missing {
			continue
		}
		end = i
		if w.guard == nil {
			chances[i] = w.chance
			continue
		}
		if last = i; c.holds(w.guard) {
			clear(chances)
			chances[i] = 1
			return chances
		}
	}
	if last == end && last >= 0 {
		chances[last] = 1 // nothing else is left, as in the engine
	}
	return chances
}

// needed is the share of alike items that need the step when they come to it.
func (s *step) needed(c *alike) float64 {
	if !c.holds(s.onlyIf) {
		return 0
	}
	return s.chance
}

// exhaustive tells whether every item meets one of the conditions.
func exhaustive(guards []*sim.Guard) bool {
	for _, c := range alikeOf(guards, nil) {
		if !slices.ContainsFunc(guards, c.holds) {
			return false
		}
	}
	return true
}

// String says what these items have: `amount about 7000 and urgency P1`.
func (c *alike) String() string {
	var words []string
	for _, p := range c.parts {
		if p.attribute.Words != nil {
			words = append(words, p.attribute.Name+" "+p.attribute.Words[int(p.value)])
		} else {
			words = append(words, p.attribute.Name+" about "+strconv.FormatFloat(p.value, 'f', 0, 64))
		}
	}
	return strings.Join(words, " and ")
}
