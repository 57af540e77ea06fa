package scenarios

import (
	"slices"
	"strings"
	"testing"
)

func TestMarksAreFoundWithTheirPlaceAndTheirReason(t *testing.T) {
	got := Marks(`# guess: a comment by itself marks nothing
organisation: A "company" # no mark: only a name
departments:
  sales: {staff: 6}   # measured
  finance:
    staff: 3          # Guess: two and a half, rounded
    note: "a # in quotes (not a comment)"
flows:
  order:
    steps:
      - pack: {work: 5m (measured), by: sales}
      check: {work: 2m} # agreed with the team
customers:
  people: {demand: 40 (a guess) per day}
`)
	want := []Mark{
		{4, "departments.sales", "sales: {staff: 6}", "measured", ""},
		{6, "departments.finance.staff", "staff: 3", "guess", "two and a half, rounded"},
		{11, "flows.order.steps.pack", "- pack: {work: 5m (measured), by: sales}", "measured", ""},
		{12, "flows.order.steps.check", "check: {work: 2m}", "agreed", "with the team"},
		{14, "customers.people", "people: {demand: 40 (a guess) per day}", "guess", ""},
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

// Every shipped organisation says of its numbers where they come from.
func TestShippedOrganisationsAreMarked(t *testing.T) {
	for _, name := range organisationNames() {
		text, err := Source(name)
		if err != nil {
			t.Fatal(err)
		}
		marks := Marks(string(text))
		if len(marks) < 20 {
			t.Errorf("%s: %d marks", name, len(marks))
		}
		for _, m := range marks {
			if m.Place == "" || strings.Contains(m.Text, "# ") {
				t.Errorf("%s: %+v", name, m)
			}
		}
	}
}
