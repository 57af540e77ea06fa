package scenarios

import (
	"fmt"
	"strings"
	"testing"
)

// TestServicesSayWhoServesWhom: every relation by hand. Procurement asks
// finance, who lets it go on; what it buys reaches the stock of assembly; the
// system that assembly needs is run by it; sales informs assembly; the ticket
// that assembly raises is mended by it.
func TestServicesSayWhoServesWhom(t *testing.T) {
	const text = `
organisation: Small
departments: {sales: {staff: 1}, finance: {staff: 1}, procurement: {staff: 1}, assembly: {staff: 1}, it: {staff: 1}}
systems: {line: {run-by: it}}
stocks: {boards: {at: assembly, start: 10, reorder: {at: 5, quantity: 10, by: buy}}}
flows:
  order:
    for: consumers
    steps:
      take: {by: sales, kind: information, work: 5m}
      build: {by: assembly, work: 5m, needs: line, takes: {boards: 1}}
  buy:
    steps:
      raise: {by: procurement, work: 5m}
      approve: {by: finance, kind: approval, work: 5m}
      place: {by: procurement, work: 5m, gives: {boards: ordered}}
  ticket:
    for: assembly
    demand: 1 per week
    steps:
      fix: {by: it, work: 5m}
customers: {consumers: {demand: 5 per day}}
`
	report, err := opened{name: "small", display: "small.yaml", text: []byte(text)}.check()
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, s := range report.Services {
		found = append(found, fmt.Sprintf("%s %s %v %v %v", s.From, s.Kind, s.Customers, s.Departments, s.Things))
	}
	want := []string{
		"sales information [] [assembly] [order]",
		"finance approval [] [procurement] [buy]",
		"procurement work [] [finance] [buy]",
		"procurement stock [] [assembly] [boards]",
		"assembly work [consumers] [] [order]",
		"it work [] [assembly] [ticket]",
		"it system [] [assembly] [line]",
	}
	if got := strings.Join(found, "\n"); got != strings.Join(want, "\n") {
		t.Errorf("services are\n%s\nnot\n%s", got, strings.Join(want, "\n"))
	}
	if len(report.NoPath) > 0 {
		t.Errorf("%v reach no customer", report.NoPath)
	}
}
