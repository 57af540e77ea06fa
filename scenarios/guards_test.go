package scenarios

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"ripple/sim"
)

// claims is a scenario with the attributes of the tests and the steps given.
func claims(t *testing.T, steps string) *Scenario {
	t.Helper()
	text := `scenario: x
organisation:
  calendar: always
  departments: {one: {staff: 1}, two: {staff: 1}}
  flows:
    f:
      for: people
      attributes:
        amount: uniform(0; 10)
        pieces: {1: 40 %, 2: 35 %, 5: rest}
        urgency: {P1: 10 %, P2: 20 %, P3: rest}
      steps:
        ` + strings.ReplaceAll(steps, "\n", "\n        ") + "\n  customers: {people: {demand: 1 per day}}\n"
	s, err := opened{name: "x", display: "x.yaml", text: []byte(text)}.load(Options{})
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return s
}

// TestConditionsTellItemsApart: the share of items that meet a condition is what
// the distributions say.
func TestConditionsTellItemsApart(t *testing.T) {
	f := claims(t, "a: {by: one}").org.flows[0]
	for text, want := range map[string]float64{
		"amount > 7":                                 0.3,
		"amount >= 7":                                0.3,
		"amount < 2.5":                               0.25,
		"amount <= 20":                               1,
		"amount > 10":                                0,
		"amount > 2 and amount < 5":                  0.3,
		"amount < 2 or amount > 5":                   0.7,
		"pieces > 1":                                 0.6,
		"pieces >= 2":                                0.6,
		"pieces > 2":                                 0.25,
		"pieces <= 2":                                0.75,
		"pieces < 2":                                 0.4,
		"urgency is P1":                              0.1,
		"urgency is not P1":                          0.9,
		"urgency is P1 or P2":                        0.3,
		"urgency is P1 or urgency is P3":             0.8,
		"urgency is one of P1; P3":                   0.8,
		"urgency is one of P1, P3":                   0.8,
		"urgency is not one of P1; P3":               0.2,
		"urgency is P3 and amount > 5":               0.35,
		"urgency is P3 or amount > 5":                0.85,
		"pieces is P1":                               -1,
		"urgency is":                                 -1,
		"urgency is P1 and amount > 5 or amount < 1": -1,
		"amount":                                     -1,
		"amount > 5,5":                               -1,
		"amount = 5":                                 -1,
		"size > 5":                                   -1,
	} {
		p := &problems{}
		g := f.guard(&node{source: &source{name: "x", problems: p}, kind: scalar, text: text})
		if want < 0 {
			if g != nil || len(p.list) != 1 {
				t.Errorf("%q was taken: %v", text, p.list)
			}
			continue
		}
		if g == nil {
			t.Errorf("%q: %v", text, p.list)
			continue
		}
		got := 0.0
		for _, c := range alikeOf([]*sim.Guard{g}, nil) {
			if c.holds(g) {
				got += c.share
			}
		}
		if math.Abs(got-want) > 1e-9 {
			t.Errorf("%q holds for %v of the items, not %v", text, got, want)
		}
	}
}

// TestVisitsFollowConditions: conditions on the same attribute at two steps hold
// together, and do not multiply.
func TestVisitsFollowConditions(t *testing.T) {
	for name, c := range map[string]struct{ steps, want string }{
		"in order":            {"a: {by: one, then: {b: amount > 7, c: amount > 2, d: rest}}\nb: {by: one, then: done}\nc: {by: one, then: done}\nd: {by: one}", "a 1.0000 b 0.3000 c 0.5000 d 0.2000"},
		"twice the same":      {"a: {by: one, then: {b: amount > 5, done: rest}}\nb: {by: one, then: {c: amount > 9, done: rest}}\nc: {by: one}", "a 1.0000 b 0.5000 c 0.1000"},
		"before chances":      {"a: {by: one, then: {b: urgency is P1, done: 50 %, c: rest}}\nb: {by: one, then: done}\nc: {by: one}", "a 1.0000 b 0.1000 c 0.4500"},
		"without a rest":      {"a: {by: one, then: {b: urgency is P1, c: urgency is not P1}}\nb: {by: one, then: done}\nc: {by: one}", "a 1.0000 b 0.1000 c 0.9000"},
		"a step for some":     {"a: {by: one}\nb: {by: two, only-if: amount > 8}\nc: {by: one}", "a 1.0000 b 0.2000 c 1.0000"},
		"for a share of some": {"a: {by: one}\nb: {by: two, only-if: amount > 8, chance: 25 %}\nc: {by: one, chance: 50 %}\nd: {by: one}", "a 1.0000 b 0.0500 c 0.5000 d 1.0000"},
		"a branch for some":   {"a: {by: one}\nb: {by: two, after: a, only-if: urgency is P1}\nc: {by: one, after: a}\nd: {by: two, after: [b, c]}", "a 1.0000 b 0.1000 c 1.0000 d 1.0000"},
		"back past a step":    {"a: {by: one}\nb: {by: one, chance: 50 %}\nc: {by: one, then: {b: 50 %, done: rest}}", "a 1.0000 b 1.0000 c 2.0000"},
		"back by a condition": {"a: {by: one, then: {b: amount > 5, done: rest}}\nb: {by: one, then: {a: 50 %, done: rest}}", "a 1.5000 b 1.0000"},
	} {
		f := claims(t, c.steps).org.flows[0]
		var got []string
		for i, v := range f.visits() {
			got = append(got, fmt.Sprintf("%s %.4f", f.steps[i].name, v))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %s, not %s", name, strings.Join(got, " "), c.want)
		}
	}
}

// TestNumbersHaveNoUnit: the same words are read as numbers and as lengths of
// time, and neither is taken for the other.
func TestNumbersHaveNoUnit(t *testing.T) {
	s := &source{}
	for _, text := range []string{"gamma(mean 40; cv 0.5)", "40"} {
		if d, err := s.shape(text, parseNumber); err != nil || math.Abs(d.Mean()-40) > 1e-9 {
			t.Errorf("%q: %v, %v", text, d.Mean(), err)
		}
	}
	if d, err := s.shape("lognormal(usual 12; nine-in-ten 40) at least 2 at most 80", parseNumber); err != nil || d.Min() != 2 || d.Max() != 80 {
		t.Errorf("from %v to %v, %v", d.Min(), d.Max(), err)
	}
	if _, err := s.shape("gamma(mean 40m; cv 0.5)", parseElapsed); err != nil {
		t.Error(err)
	}
	for text, unit := range map[string]timeUnit{"gamma(mean 40m; cv 0.5)": parseNumber, "gamma(mean 40; cv 0.5)": parseElapsed, "40 ": parseElapsed, "fixed(2) at least -1": parseNumber, "uniform(3; 9) at most 2": parseNumber} {
		var f fault
		if d, err := s.shape(text, unit); !errors.As(err, &f) {
			t.Errorf("%q was read as %s", text, d.String())
		}
	}
}

// TestLoadsFollowSizes: an order of 1, 2 or 5 pieces (2.35 on average) takes 6
// minutes for each at the first step; the second is for those of more than one,
// 0.35·2 + 0.25·5 = 1.95 pieces per order, and takes 2 sheets for each. One order
// a day, around the clock.
func TestLoadsFollowSizes(t *testing.T) {
	s := claims(t, "a: {by: one, work: 6m, times: pieces}\nb: {by: two, work: 6m, times: pieces, only-if: pieces > 1}\nc: {by: two}")
	r := s.org.rates()
	for _, c := range []struct{ got, want float64 }{{r.work[0][0], 7 * 2.35 / 10}, {r.work[1][0], 7 * 1.95 / 10}, {r.steps[0][1], 7 * 0.6}} {
		if math.Abs(c.got-c.want) > 1e-3*c.want {
			t.Errorf("%v a week, not %v", c.got, c.want)
		}
	}
}

// TestSharesOfWhoIsOpen: questions come around the clock. In winter Denver answers
// those from 16:00 to 24:00 of UTC, Monday to Friday, 40 hours of 168; Brussels those
// of its own hours, and those when both are closed, because it opens first.
func TestSharesOfWhoIsOpen(t *testing.T) {
	s, err := Load("../sim/answers/testdata/follow-the-sun.yaml", Options{})
	if err != nil {
		t.Fatal(err)
	}
	got := s.org.placeShares(s.org.flows[0], 0)
	if want := 40.0 / 168; math.Abs(got[1]-want) > 1e-9 || math.Abs(got[0]+got[1]-1) > 1e-9 {
		t.Errorf("%v, not %v for the second", got, want)
	}
}
