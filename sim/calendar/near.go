package calendar

import (
	"cmp"
	"slices"
	"strings"
)

// nearest gives up to three zone names that somebody who wrote name may have meant: the same city or area under any
// spelling of case and spaces, or a few letters away from the whole name or the city.
func nearest(name string, names []string) []string {
	type guess struct {
		name     string
		distance int
	}
	wanted := plain(name)
	if wanted == "" {
		return nil
	}
	var guesses []guess
	for _, known := range names {
		whole := plain(known)
		city := whole[strings.LastIndexByte(whole, '/')+1:]
		wantedCity := wanted[strings.LastIndexByte(wanted, '/')+1:]
		distance := min(edits(wanted, whole), edits(wanted, city), edits(wantedCity, city)+1)
		if distance <= (len(wantedCity)+1)/4 {
			guesses = append(guesses, guess{known, distance})
		}
	}
	slices.SortStableFunc(guesses, func(a, b guess) int { return cmp.Compare(a.distance, b.distance) })
	var near []string
	for _, g := range guesses[:min(3, len(guesses))] {
		if g.distance <= guesses[0].distance+1 {
			near = append(near, g.name)
		}
	}
	return near
}

// plain removes what people vary in writing a zone's name.
func plain(name string) string {
	// No zone's name is longer than 32 letters; cutting bounds the work for absurd ones.
	name = name[:min(len(name), 64)]
	return strings.NewReplacer(" ", "_", "-", "_").Replace(strings.ToLower(strings.TrimSpace(name)))
}

// edits is the Levenshtein distance in bytes.
func edits(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			substitute := diagonal
			if a[i] != b[j] {
				substitute++
			}
			diagonal = row[j+1]
			row[j+1] = min(row[j]+1, row[j+1]+1, substitute)
		}
	}
	return row[len(b)]
}
