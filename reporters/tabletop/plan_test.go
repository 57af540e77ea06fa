package tabletop

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ripple/scenarios"
)

func loaded(t *testing.T, text string) *scenarios.Scenario {
	t.Helper()
	path := filepath.Join(t.TempDir(), "scenario.yaml")
	do(t, os.WriteFile(path, []byte(text), 0o600))
	s, err := scenarios.Load(path, scenarios.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// wide is an organisation with so many departments in a row between the door and the
// customers, and as many that only pass on what is ordered inside.
func wide(line int) string {
	var b strings.Builder
	b.WriteString("scenario: Wide\norganisation:\n  name: Wide\n  currency: EUR\n  calendar: {days: Mon-Fri, hours: 08:00-17:00, timezone: UTC}\n  handoff: 15m\n  departments:\n")
	for i := range 2 * line {
		fmt.Fprintf(&b, "    d%d: {staff: 3}\n", i)
	}
	b.WriteString("  flows:\n    order:\n      for: people\n      steps:\n")
	for i := range line {
		fmt.Fprintf(&b, "        s%d: {by: d%d, work: 5m}\n", i, i)
	}
	b.WriteString("    inside:\n      for: d0\n      demand: 2 per person per week\n      steps:\n")
	for i := range line {
		fmt.Fprintf(&b, "        s%d: {by: d%d, work: 5m}\n", i, line+i)
	}
	b.WriteString("  customers:\n    people: {demand: 20 per day, promise: 3 working days, value: 10}\nrun: {from: 2026-10-05, for: 20 days, warm-up: 5 days, replications: 2, seed: 5}\n")
	return b.String()
}

// TestTheMapShowsThoseThatMatterToCustomers: of 32 departments the 16 through whose hands
// orders go, in their order from the door to the customers, no two in one place.
func TestTheMapShowsThoseThatMatterToCustomers(t *testing.T) {
	p := newPlan(loaded(t, wide(16)))
	taken := map[spot]int{}
	for d, s := range p.departments {
		if s.small != (d >= 16) {
			t.Errorf("d%d: %+v", d, s)
		}
		if s.small {
			continue
		}
		if other, is := taken[s]; is {
			t.Errorf("d%d and d%d are both at %+v", d, other, s)
		}
		taken[s] = d
		if d > 0 && s.column < p.departments[d-1].column {
			t.Errorf("d%d stands before d%d", d, d-1)
		}
	}
	if len(p.deliver[0]) != 1 || p.deliver[0][0] != (deliverer{15, 1}) {
		t.Errorf("people are delivered to by %+v", p.deliver[0])
	}
	last := p.ways[len(p.ways)-1]
	for _, w := range p.ways {
		if w.To < 0 {
			last = w
		}
	}
	if last.From != 15 || last.Customers != "people" {
		t.Errorf("the way to customers: %+v", last)
	}
}

// TestASmallMapShowsAll: four departments in a row have a column each.
func TestASmallMapShowsAll(t *testing.T) {
	p := newPlan(loaded(t, wide(2)))
	for d, s := range p.departments {
		if s.small {
			t.Errorf("d%d is not on the map", d)
		}
	}
}
