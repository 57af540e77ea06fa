package scenarios

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"ripple/scenarios/format"
	"ripple/sim/draw"
)

// maxShapes bounds the distributions of a file: some of them carry tables.
const maxShapes = 3000

// timeUnit reads the lengths inside a distribution: of elapsed time, or of work.
type timeUnit func(text string) (float64, error)

// distributionNames in the order in which messages give them, and how each is
// written.
var distributionNames, distributionForms = shapes()

func shapes() (names []string, forms map[string]string) {
	forms = map[string]string{}
	for _, d := range format.Distributions() {
		names = append(names, d.Name)
		forms[d.Name] = d.Form
	}
	return names, forms
}

// distribution reads a length of time, fixed or random: 5m,
// {usual: 5m, nine-in-ten: 12m}, gamma(mean 40m; cv 0.5), {5m: 70 %, 20m: 30 %},
// or a list of measured values.
func (n *node) distribution(what string, unit timeUnit) (draw.Dist, bool) {
	if n.told {
		return draw.Dist{}, false
	}
	var d draw.Dist
	var err error
	switch n.kind {
	case scalar:
		d, err = n.source.shape(n.text, unit)
	case mapping:
		return n.statedDistribution(what, unit)
	case list:
		return n.measured(what, unit)
	default:
		n.fail(map[bool]string{true: "for example 5", false: "for example 5m"}[countsNothing(unit)], "%s has no value", what)
		return d, false
	}
	if err != nil {
		n.failWith(err)
		return d, false
	}
	return d, true
}

// shape parses a distribution once for each way of writing it.
func (s *source) shape(text string, unit timeUnit) (draw.Dist, error) {
	// The same text means the same except for days, which work refuses, and for
	// plain numbers.
	if countsNothing(unit) {
		text += "  "
	} else if _, err := unit("1 day"); err != nil {
		text += " "
	}
	if d, known := s.shapes[text]; known {
		return d, nil
	}
	if len(s.shapes) >= maxShapes {
		return draw.Dist{}, faultf("", "more than %d different lengths of time in one file", maxShapes)
	}
	d, err := parseDistribution(text, unit)
	if err != nil {
		return d, err
	}
	if s.shapes == nil {
		s.shapes = map[string]draw.Dist{}
	}
	s.shapes[text] = d
	return d, nil
}

var call = regexp.MustCompile(`^([a-zA-Z0-9-]+)\s*\((.*)\)$`)

// parseDistribution reads `5m`, `name(…)`, and either followed by `at least 1m`.
func parseDistribution(text string, unit timeUnit) (draw.Dist, error) {
	text = unmarked(text)
	if main, most, limited := strings.Cut(text, " at most "); limited {
		d, err := parseDistribution(main, unit)
		if err != nil {
			return d, err
		}
		ceiling, err := unit(most)
		if err != nil {
			return d, err
		}
		if ceiling < d.Min() || ceiling < 0 {
			return d, faultf("", "`%s` leaves nothing between", clip(text))
		}
		return d.AtMost(ceiling), nil
	}
	if main, least, limited := strings.Cut(text, " at least "); limited {
		d, err := parseDistribution(main, unit)
		if err != nil {
			return d, err
		}
		floor, err := unit(least)
		if err != nil {
			return d, err
		}
		if floor < 0 {
			return d, faultf("", "`%s`: the least value cannot be negative", clip(text))
		}
		return d.AtLeast(floor), nil
	}
	m := call.FindStringSubmatch(text)
	if m == nil {
		if strings.ContainsAny(text, "()") {
			return draw.Dist{}, faultf("for example gamma(mean 40m; cv 0.5)", "`%s`: the parentheses do not fit", clip(text))
		}
		if name, _, _ := strings.Cut(text, " "); slices.Contains(distributionNames, name) {
			return draw.Dist{}, faultf("write "+formOf(name, unit), "`%s` needs parentheses", clip(text))
		}
		v, err := unit(text)
		if err != nil {
			return draw.Dist{}, err
		}
		return draw.Fixed(v)
	}
	name := strings.ToLower(m[1])
	if !slices.Contains(distributionNames, name) {
		return draw.Dist{}, faultf(didYouMean(m[1], distributionNames), "there is no distribution `%s`", clip(m[1]))
	}
	if strings.Contains(m[2], ",") {
		return draw.Dist{}, faultf("write "+name+"("+clip(comma.ReplaceAllString(m[2], "; "))+")",
			"parameters are separated by semicolons, not commas")
	}
	args, err := parseArguments(m[2])
	if err != nil {
		return draw.Dist{}, err
	}
	d, err := args.make(name, unit)
	if err == nil {
		return d, nil
	}
	form := "write " + formOf(name, unit)
	f, ok := err.(fault)
	switch {
	case !ok && countsNothing(unit):
		return d, faultf(form, "%s", err)
	case !ok:
		return d, faultf(form, "%s", inWords(err.Error()))
	case f.hint == "" || f.hint == "write "+distributionForms[name]:
		f.hint = form
	}
	return d, f
}

// countsNothing tells whether a unit reads plain numbers.
func countsNothing(unit timeUnit) bool {
	_, err := unit("1")
	return err == nil
}

var minutesInForm = regexp.MustCompile(`([0-9])m\b`)

// formOf shows how a distribution is written.
func formOf(name string, unit timeUnit) string {
	if countsNothing(unit) {
		return minutesInForm.ReplaceAllString(distributionForms[name], "$1")
	}
	return distributionForms[name]
}

var (
	comma    = regexp.MustCompile(`\s*,\s*`)
	rawTicks = regexp.MustCompile(`\b(\d{5,})(\.\d+)?(e[+-]?\d+)?\b`)
)

// inWords drops the raw numbers of ticks that nobody wrote from a message.
func inWords(message string) string {
	return rawTicks.ReplaceAllStringFunc(message, func(s string) string {
		var v float64
		if _, err := fmt.Sscan(s, &v); err != nil {
			return s
		}
		return lengthText(v)
	})
}

// lengthText writes a length in ticks as people would.
func lengthText(ticks float64) string {
	for _, u := range []struct {
		size float64
		name string
	}{{86_400_000, " days"}, {3_600_000, "h"}, {60_000, "m"}, {1000, "s"}} {
		if ticks >= u.size || u.size == 1000 {
			return fmt.Sprintf("%.4g%s", ticks/u.size, u.name)
		}
	}
	return ""
}

// statedDistribution reads {usual: 5m, nine-in-ten: 12m}, optionally with
// at-least, and {5m: 70 %, 20m: 30 %}.
func (n *node) statedDistribution(what string, unit timeUnit) (draw.Dist, bool) {
	if len(n.entries) > 0 && strings.ContainsAny(n.entries[0].key.text[:min(1, len(n.entries[0].key.text))], "0123456789") {
		return n.discrete(what, unit)
	}
	kind := "distribution"
	if countsNothing(unit) {
		kind = "number"
	}
	f := n.fieldsOf(what, kind)
	var args []string
	for _, key := range []string{"usual", "mean", "nine-in-ten", "cv"} {
		if v := f.get(key); v != nil {
			text, ok := v.str("`" + key + "`")
			if !ok {
				return draw.Dist{}, false
			}
			args = append(args, key+" "+unmarked(text))
		}
	}
	if len(args) != 2 {
		if f.plain() {
			hint := "for example {usual: 5m, nine-in-ten: 12m}, {mean: 6m, nine-in-ten: 12m} or {mean: 6m, cv: 0.8}"
			if countsNothing(unit) {
				hint = minutesInForm.ReplaceAllString(hint, "$1")
			}
			n.fail(hint, "%s needs two of `usual`, `mean`, `nine-in-ten` and `cv`", what)
		}
		return draw.Dist{}, false
	}
	d, err := n.source.shape("lognormal("+strings.Join(args, "; ")+")", unit)
	if err != nil {
		n.failWith(err)
		return d, false
	}
	if least := f.get("at-least"); least != nil {
		floor, ok := least.bound("`at-least`", unit)
		if !ok {
			return d, false
		}
		d = d.AtLeast(floor)
	}
	if most := f.get("at-most"); most != nil {
		ceiling, ok := most.bound("`at-most`", unit)
		if !ok {
			return d, false
		}
		if ceiling < d.Min() {
			most.fail("", "`at-most` lies below `at-least`")
			return d, false
		}
		d = d.AtMost(ceiling)
	}
	return d, true
}

// bound reads the least or the greatest that a distribution may give.
func (n *node) bound(what string, unit timeUnit) (float64, bool) {
	text, ok := n.str(what)
	if !ok {
		return 0, false
	}
	v, err := unit(unmarked(text))
	if err == nil && v < 0 {
		err = faultf("", "%s cannot be negative", what)
	}
	if err != nil {
		n.failWith(err)
		return 0, false
	}
	return v, true
}

// discrete reads lengths with their shares.
func (n *node) discrete(what string, unit timeUnit) (draw.Dist, bool) {
	var values []float64
	for _, e := range n.named("values", 1000) {
		v, err := unit(unmarked(e.key.text))
		if err != nil {
			e.key.failWith(err)
			return draw.Dist{}, false
		}
		values = append(values, v)
	}
	weights, ok := n.shares(what)
	if !ok || len(weights) != len(values) {
		return draw.Dist{}, false
	}
	return n.made(draw.Discrete(values, weights))
}

// measured reads a list of measured lengths.
func (n *node) measured(what string, unit timeUnit) (draw.Dist, bool) {
	if len(n.items) < 2 || len(n.items) > 10_000 {
		n.fail("from 2 to 10000 of them", "%s is a list of %d measured lengths", what, len(n.items))
		return draw.Dist{}, false
	}
	var values []float64
	for _, item := range n.items {
		text, ok := item.str("a measured length")
		if !ok {
			return draw.Dist{}, false
		}
		v, err := unit(unmarked(text))
		if err != nil {
			item.failWith(err)
			return draw.Dist{}, false
		}
		values = append(values, v)
	}
	return n.made(draw.Empirical(values))
}

func (n *node) made(d draw.Dist, err error) (draw.Dist, bool) {
	if err != nil {
		n.fail("", "%s", inWords(err.Error()))
		return d, false
	}
	return d, true
}

func percentText(share float64) string {
	return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%.4f", share*100), "0"), ".") + " %"
}
