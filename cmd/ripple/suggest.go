package main

import (
	"slices"
	"strings"
)

// didYouMean suggests the names that are close to what was typed: "" when none is.
func didYouMean(typed string, names []string) string {
	best, near := 3, []string(nil)
	for _, name := range names {
		d := distance(strings.ToLower(typed), strings.ToLower(name))
		if strings.HasPrefix(name, typed) && typed != "" {
			d = min(d, 1)
		}
		// Half of a short word changed is another word.
		if d > max(1, len(typed)/2) {
			continue
		}
		switch {
		case d < best:
			best, near = d, []string{name}
		case d == best:
			near = append(near, name)
		}
	}
	if len(near) == 0 {
		return ""
	}
	slices.Sort(near)
	return "did you mean " + strings.Join(slices.Compact(near), " or ") + "?"
}

// distance is the Damerau–Levenshtein distance with adjacent transpositions
// (optimal string alignment).
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	before, last := make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row := make([]int, len(y)+1)
		row[0] = i
		for j := 1; j <= len(y); j++ {
			change := last[j-1]
			if x[i-1] != y[j-1] {
				change++
			}
			row[j] = min(change, last[j]+1, row[j-1]+1)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last = last, row
	}
	return last[len(y)]
}
