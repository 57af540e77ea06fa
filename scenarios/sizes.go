package scenarios

import (
	"slices"
	"strconv"

	"ripple/scenarios/format"
)

// fixedSizes are numbers of a response that are what it takes: who chooses it cannot choose them.
var fixedSizes = []string{"cost", "ready-after"}

// sizesOf are the numbers in what a choice does that can be chosen otherwise, as they are
// written, for each thing it does. The keys are those that a session takes: `people` of the first,
// `2.for` of the second.
func sizesOf(items []*node) [][]Size {
	all := make([][]Size, len(items))
	for i, item := range items {
		prefix := ""
		if i > 0 {
			prefix = strconv.Itoa(i+1) + "."
		}
		add := func(of string, e entry) {
			k := format.Of(of).Key(e.key.text)
			size := k != nil && isSize(&k.Is) && !slices.Contains(fixedSizes, e.key.text)
			if e.value.kind == scalar && (size || e.key.text == "for") {
				all[i] = append(all[i], Size{prefix + e.key.text, e.value.text})
			}
		}
		for _, e := range item.entries {
			switch {
			case e.key.text == "for":
				add("extent", e)
			case actions[e.key.text] != nil:
				for _, own := range e.value.entries {
					add(e.key.text, own)
				}
			}
		}
	}
	return all
}

// isSize tells a number or a length of time from names and words.
func isSize(v *format.Value) bool {
	if v.Scalar != nil {
		return v.Scalar.Pattern != "" && !v.Scalar.Boolean
	}
	return len(v.Forms) > 0 && !slices.ContainsFunc(v.Forms, func(f format.Value) bool { return !isSize(&f) })
}

// Sized tells whether a choice has a number under a key, which can be chosen otherwise.
func (c *Choice) Sized(key string) bool {
	for _, own := range c.Sizes {
		for _, size := range own {
			if size.Key == key || "1."+size.Key == key {
				return true
			}
		}
	}
	return false
}
