package scenarios

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
)

// fault is what is wrong with a text, and what to do about it.
type fault struct{ message, hint string }

func (f fault) Error() string { return f.message }

func faultf(hint, message string, args ...any) error {
	return fault{fmt.Sprintf(message, args...), hint}
}

// failWith reports an error as the node's problem.
func (n *node) failWith(err error) {
	if f, ok := err.(fault); ok {
		n.fail(f.hint, "%s", f.message)
		return
	}
	n.fail("", "%s", err.Error())
}

// plainNumber is a number as people write it.
var plainNumber = regexp.MustCompile(`^[+-]?[0-9]+(\.[0-9]+)?$`)

// commaNumber is one with a comma in it.
var commaNumber = regexp.MustCompile(`^([+-]?[0-9]+),([0-9]+)$`)

// parseNumber reads a number.
func parseNumber(text string) (float64, error) {
	text = strings.TrimSpace(text)
	if m := commaNumber.FindStringSubmatch(text); m != nil {
		return 0, faultf(commaHint(m[1], m[2]), "`%s` has a comma in it", clip(text))
	}
	if strings.Count(text, ",") > 0 && allDigits(strings.ReplaceAll(text, ",", "")) {
		return 0, faultf("write "+strings.ReplaceAll(text, ",", ""), "`%s` has commas in it", clip(text))
	}
	if !plainNumber.MatchString(text) {
		return 0, faultf("write digits, with a point for fractions: 40000 or 0.5", "`%s` is not a number", clip(text))
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsInf(v, 0) || math.Abs(v) > 1e15 {
		return 0, faultf("", "`%s` is too large a number", clip(text))
	}
	return v, nil
}

// parseCount reads a whole number within limits.
func parseCount(text string, least, most int64) (int64, error) {
	v, err := parseNumber(text)
	switch {
	case err != nil:
		return 0, err
	case v != math.Trunc(v):
		return 0, faultf("", "`%s` is not a whole number", clip(text))
	case v < float64(least):
		return 0, faultf("", "`%s` is too few: at least %d", clip(text), least)
	case v > float64(most):
		return 0, faultf("", "`%s` is too many: at most %d", clip(text), most)
	}
	return int64(v), nil
}

// parseShare reads a percentage as a share of 1: "2 %" is 0.02.
func parseShare(text string) (float64, error) {
	trimmed := strings.TrimSpace(text)
	number, percent := strings.CutSuffix(trimmed, "%")
	v, err := parseNumber(number)
	if err != nil {
		if !percent && !strings.ContainsAny(trimmed, "0123456789") {
			return 0, faultf("write it as 2 %", "`%s` is not a percentage", clip(trimmed))
		}
		return 0, err
	}
	if !percent {
		return 0, faultf(fmt.Sprintf("write %s %%, or %s %% if it was meant as a share", strings.TrimSpace(number), strconv.FormatFloat(v*100, 'g', 6, 64)),
			"`%s` has no percent sign", clip(trimmed))
	}
	return v / 100, nil
}

// parseFactor reads "x 1.8".
func parseFactor(text string) (float64, error) {
	rest := strings.TrimSpace(text)
	for _, times := range []string{"x", "X", "×"} {
		if number, ok := strings.CutPrefix(rest, times); ok {
			v, err := parseNumber(number)
			if err != nil {
				return 0, err
			}
			if v < 0 || v > 1e6 {
				return 0, faultf("", "a factor of %s makes no sense", clip(strings.TrimSpace(number)))
			}
			return v, nil
		}
	}
	return 0, faultf("write it as x 1.8", "`%s` is not a factor", clip(text))
}

func isFactor(text string) bool {
	text = strings.TrimSpace(text)
	rest := strings.TrimLeft(text, "xX×")
	return rest != text && strings.TrimSpace(rest) != "" && strings.ContainsAny(strings.TrimSpace(rest)[:1], "0123456789.+-")
}

// maxMoney keeps sums of cents over a long run far from the ends of an int64.
const maxMoney = 1e12

// parseMoney reads an amount of the organisation's currency as cents.
func parseMoney(text string) (int64, error) {
	v, err := parseNumber(text)
	if err != nil {
		if _, after, found := strings.Cut(strings.TrimSpace(text), " "); found && plainNumber.MatchString(strings.Fields(text)[0]) {
			return 0, faultf("write the number alone; the currency is stated once, in the organisation", "`%s` after an amount of money", clip(after))
		}
		return 0, err
	}
	if math.Abs(v) > maxMoney {
		return 0, faultf("", "`%s` is too much money", clip(text))
	}
	return int64(math.Round(v * 100)), nil
}

// read reads a scalar without its mark, reporting what is wrong with it.
func read[T any](n *node, what string, parse func(string) (T, error)) (v T, ok bool) {
	text, ok := n.str(what)
	if !ok {
		return v, false
	}
	v, err := parse(unmarked(text))
	if err != nil {
		n.failWith(err)
		return v, false
	}
	return v, true
}

// within reads a number and reports one outside of its limits, which form
// writes as people would.
func (n *node) within(what string, parse func(string) (float64, error), least, most float64, form func(float64) string) (float64, bool) {
	v, ok := read(n, what, parse)
	if ok && (v < least || v > most) {
		n.fail("from "+form(least)+" to "+form(most), "%s cannot be %s", what, clip(n.text))
		return 0, false
	}
	return v, ok
}

func (n *node) count(what string, least, most int64) (int64, bool) {
	return read(n, what, func(text string) (int64, error) { return parseCount(text, least, most) })
}

func (n *node) share(what string, least, most float64) (float64, bool) {
	return n.within(what, parseShare, least, most, percentText)
}

func (n *node) factor(what string, least, most float64) (float64, bool) {
	return n.within(what, parseFactor, least, most, func(v float64) string { return fmt.Sprintf("x %g", v) })
}

func (n *node) money(what string) (int64, bool) { return read(n, what, parseMoney) }

// yes reads yes or no.
func (n *node) yes(what string) bool {
	text, ok := n.str(what)
	if !ok {
		return false
	}
	switch strings.ToLower(text) {
	case "yes", "true":
		return true
	case "no", "false":
		return false
	}
	n.fail("write yes or no", "%s is yes or no, not `%s`", what, clip(text))
	return false
}

// marks say where a number comes from.
var marks = regexp.MustCompile(`\s*\((?i:measured|agreed|a guess|guess|guessed)\)\s*$`)

// unmarked is a value without the mark that says where it comes from.
func unmarked(text string) string { return strings.TrimSpace(marks.ReplaceAllString(text, "")) }
