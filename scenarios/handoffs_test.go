package scenarios

import (
	"fmt"
	"strings"
	"testing"
)

// By hand, a working day of five: 20 orders come to sales and 20 go on to
// assembly. One in four is built again: v = 1 + v/4 visits, so assembly builds
// 26 2/3 times and hands 20 to customers; what it hands to itself is no handoff.
// An order takes two boards where it is built, so 53 1/3 boards are used, and one
// order for 100 brings them 0.533 times a day: assembly asks procurement, the mill
// delivers to procurement, who puts them into the stock of assembly. One ticket a week is 0.2 a day.
func TestHandoffsAreCountedByHand(t *testing.T) {
	const text = `
scenario: Nothing
organisation:
  name: Small
  departments: {sales: {staff: 9}, procurement: {staff: 9}, assembly: {staff: 9}, it: {staff: 9}}
  stocks: {boards: {at: assembly, start: 10, reorder: {at: 5, quantity: 100, by: buy}}}
  suppliers: {mill: {lead-time: 2 days}}
  flows:
    order:
      for: consumers
      steps:
        take: {by: sales, work: 5m}
        build: {by: assembly, work: 5m, takes: {boards: 2}, then: {build: 25 %, done: rest}}
    buy:
      steps:
        place: {by: procurement, work: 5m}
        wait: {supplier: mill}
        store: {by: procurement, work: 5m, gives: {boards: ordered}}
    ticket:
      for: assembly
      demand: 1 per week
      steps:
        fix: {by: it, work: 5m}
  customers: {consumers: {demand: 20 per day}}
run: {from: 2026-01-05, for: 10 days}
`
	s, err := opened{name: "small", display: "small.yaml", text: []byte(text)}.load(Options{})
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, h := range s.Handoffs() {
		found = append(found, fmt.Sprintf("%d %s to %d %s: %.3f", h.From.Kind, h.From.Name, h.To.Kind, h.To.Name, h.PerDay))
	}
	want := []string{
		"0 mill to 1 procurement: 0.533",
		"1 assembly to 1 procurement: 0.533",
		"1 assembly to 2 consumers: 20.000",
		"1 it to 1 assembly: 0.200",
		"1 procurement to 1 assembly: 0.533",
		"1 sales to 1 assembly: 20.000",
	}
	if got := strings.Join(found, "\n"); got != strings.Join(want, "\n") {
		t.Errorf("handoffs are\n%s\nnot\n%s", got, strings.Join(want, "\n"))
	}
}
