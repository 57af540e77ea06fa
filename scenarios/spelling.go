package scenarios

import (
	"slices"
	"strings"
)

// didYouMean gives the hint for a misspelt word: the nearest of the known
// ones, or, when none is near and they are few, all of them.
func didYouMean(word string, known []string) string {
	// In order, so that of two words equally near always the same is named.
	known = slices.Compact(slices.Sorted(slices.Values(known)))
	if near := nearestWord(word, known); near != "" {
		return "did you mean `" + near + "`?"
	}
	if len(known) == 0 {
		return ""
	}
	if len(known) > 14 {
		return "one of: " + strings.Join(known[:14], ", ") + ", …"
	}
	if len(known) == 1 {
		return "there is only: " + known[0]
	}
	return "one of: " + strings.Join(known, ", ")
}

// nearestWord is the known word that word most likely stands for, "" when none
// is near. Spaces, underscores and case do not count as mistakes.
func nearestWord(word string, known []string) string {
	plain := func(s string) string {
		if len(s) > 60 {
			s = s[:60]
		}
		return strings.NewReplacer("_", "", "-", "", " ", "").Replace(strings.ToLower(s))
	}
	wanted := plain(word)
	if wanted == "" {
		return ""
	}
	best, least := "", len(wanted)/3+1
	for _, k := range known {
		if d := edits(wanted, plain(k), least); d < least || (d == least && best == "" && d <= len(wanted)/3) || d == 0 {
			best, least = k, d
			if d == 0 {
				break
			}
		}
	}
	return best
}

// edits is the Damerau–Levenshtein distance (optimal string alignment) of two
// short words, or limit+1 when it is larger.
func edits(a, b string, limit int) int {
	if d := len(a) - len(b); d > limit || -d > limit {
		return limit + 1
	}
	before, above, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range above {
		above[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(above[j]+1, row[j-1]+1, above[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, above, row = above, row, before
	}
	return min(above[len(b)], limit+1)
}
