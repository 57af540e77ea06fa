package scenarios

import (
	"math"
	"testing"
)

// shelfOf loads a shop that sells 40 pieces a day, 200 a week, from a shelf that
// is looked at on Mondays.
func shelfOf(t *testing.T, reorder string) *Scenario {
	t.Helper()
	text := `scenario: x
organisation:
  calendar: {days: Mon-Fri, hours: 08:00-18:00}
  handoff: 15m
  departments: {shop: {staff: 2}, plant: {staff: 2}}
  stocks:
    shelf: {at: shop, start: 400, ` + reorder + `}
    loans: {at: shop, start: 9}
  flows:
    sale: {for: people, steps: {sell: {by: shop, takes: {shelf: 2}}}}
    lend: {for: people, steps: {give: {by: shop, takes: {loans: 1}}, back: {by: shop, wait: 3 days, gives: {loans: 1}}}}
    boxes: {steps: {make: {by: plant, work: 3h}, bring: {by: plant, gives: {shelf: ordered}}}}
  customers:
    people: {orders: {sale: {demand: 20 per day}, lend: {demand: 1 per day, promise: 5 days}}}
run: {from: 2026-01-05, for: 100 days, warm-up: 0}
`
	s, err := opened{name: "x", display: "x.yaml", folder: ".", text: []byte(text)}.load(Options{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestLoadCountsEveryOrderOfAReview: on a Monday 200 pieces are missing, which are
// ten boxes of 20, or one delivery of what is missing (365 days in a year are
// 52.14 weeks, and Mondays as many).
func TestLoadCountsEveryOrderOfAReview(t *testing.T) {
	for reorder, want := range map[string]float64{
		"reorder: {at: 300, quantity: 20, by: boxes}, review: Mondays": 10,
		"reorder: {at: 300, quantity: 20, by: boxes}":                  10,
		"reorder: {up-to: 500, by: boxes}, review: Mondays":            1,
	} {
		s := shelfOf(t, reorder)
		r := s.org.rates()
		if got := r.flow[2]; math.Abs(got-want) > 0.01*want {
			t.Errorf("%s: %g boxes a week, by hand %g", reorder, got, want)
		}
		// Loans come back, and one of the two kinds of order has a promise.
		if len(s.Notes) > 0 {
			t.Errorf("%s: notes %q", reorder, s.Notes)
		}
	}
}
