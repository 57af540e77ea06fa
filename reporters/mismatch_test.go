package reporters

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"ripple/sim"
)

// watermelon is the synthetic result with three agreements. Nobody responding makes
// consumers late. Sales keep what they promised the departments (98 of 100, 95 %
// agreed), manufacturing misses what it promised sales (70 of 100, 90 %), and sales keep
// what they promised hospitals, who are as well off as ever. “wait-and-see” makes consumers later
// still, but manufacturing's agreement better: 92 of 100.
func watermelon() *sim.Result {
	r := synthetic(40)
	r.Model.Agreements = []sim.Agreement{
		{Name: "offers", Text: "95 % within 1 working day", To: "departments", From: 0, Segment: -1, Asker: -1, Step: -1, Target: 0.95},
		{Name: "boxes", Text: "90 % within 2 days", To: "sales", From: 2, Segment: -1, Asker: -1, Step: -1, Target: 0.9},
		{Name: "hospital-orders", Text: "80 % within 5 working days", To: "hospitals", From: 0, Segment: 1, Asker: -1, Step: -1, Target: 0.8},
	}
	r.Model.Flows = []sim.Flow{{Name: "parts"}}
	for i, worlds := range r.Worlds {
		for arm := range worlds {
			more := int64(i % 2)
			worlds[arm].Agreements = []sim.AgreementResult{
				{Counted: 100, Met: 97 + 2*more}, {Counted: 100, Met: []int64{93, 69, 94, 91}[arm] + 2*more}, {Counted: 100, Met: 90},
			}
		}
	}
	return r
}

// TestGreenInsideWhileCustomersAreRed: which agreement hides whose harm.
func TestGreenInsideWhileCustomersAreRed(t *testing.T) {
	r, err := New(watermelon(), About{})
	if err != nil {
		t.Fatal(err)
	}
	baseline, nothing, response := r.Baseline().Mismatch, r.DoNothing().Mismatch, r.Options[3].Mismatch
	if len(baseline.Hidden) > 0 || baseline.Customers[0].Light != Green || len(baseline.Sentences) > 0 {
		t.Errorf("nothing goes wrong: %+v", baseline)
	}
	if !slices.Equal(nothing.Agreements, []Light{Green, Red, Green}) || nothing.Customers[0].Light != Red || nothing.Customers[1].Light != Green {
		t.Errorf("lights %v, customers %+v", nothing.Agreements, nothing.Customers)
	}
	if !slices.Equal(nothing.Hidden, []Hidden{{0, 0}}) {
		t.Errorf("hidden: %+v", nothing.Hidden)
	}
	// Procurement waits longer and has more work, sales does not.
	if d := nothing.Departments; slices.Contains(d[0], Red) || d[1][0] != Red || d[1][position(InsideMetrics(), "backlog")] != Red {
		t.Errorf("departments %v", d)
	}
	if said := strings.Join(nothing.Sentences, " "); !strings.HasPrefix(said, "sales kept its agreement with departments in 98.0 % of the cases (offers: 95 % within 1 working day) while consumers got ") {
		t.Errorf("said %q", said)
	}
	if said := strings.Join(response.Sentences, " "); !strings.HasPrefix(said, "“wait-and-see” brings boxes of manufacturing from 70.0 % to 92.0 %, and consumers get ") {
		t.Errorf("said %q", said)
	}
	if said := r.Options[2].Mismatch.Sentences; len(said) > 0 {
		t.Errorf("expedite helps, but it is said: %q", said)
	}
}

// TestMissedAgreementMakesCustomersRed, also when nothing goes wrong: there is nothing
// to compare with, but what was promised them as a whole is missed.
func TestMissedAgreementMakesCustomersRed(t *testing.T) {
	result := watermelon()
	for _, worlds := range result.Worlds {
		for arm := range worlds {
			worlds[arm].Agreements[2].Met = 60
		}
	}
	r, err := New(result, About{})
	if err != nil {
		t.Fatal(err)
	}
	m := r.Baseline().Mismatch
	if x := m.Customers[1]; x.Light != Red || len(x.Worse) > 0 || !slices.Equal(x.Missed, []int{2}) {
		t.Errorf("hospitals: %+v", x)
	}
	if !slices.Equal(m.Hidden, []Hidden{{0, 1}, {1, 1}}) {
		t.Errorf("hidden: %+v", m.Hidden)
	}
}

// TestOneReplicationHidesNothing: without ranges nothing is green.
func TestOneReplicationHidesNothing(t *testing.T) {
	result := watermelon()
	result.Worlds, result.Replications = result.Worlds[:1], 1
	r, err := New(result, About{})
	if err != nil {
		t.Fatal(err)
	}
	for i := range r.Options {
		if m := r.Options[i].Mismatch; len(m.Hidden) > 0 || m.Customers[0].Light == Green || len(m.Sentences) > 0 {
			t.Errorf("%s: %+v", r.Options[i].Name, m)
		}
	}
}

// TestMismatchIsInEveryFormat: table, Markdown, CSV and JSON that fits its schema.
func TestMismatchIsInEveryFormat(t *testing.T) {
	r, err := New(watermelon(), About{})
	if err != nil {
		t.Fatal(err)
	}
	for _, write := range []Writer{Table, Markdown} {
		page := strings.Join(strings.Fields(string(written(t, write, r))), " ")
		for _, want := range []string{"98.0 % green", "70.0 % red", "sales kept its agreement", "customers are red: consumers (on time", "+0.83 5 days before"} {
			if !strings.Contains(page, want) {
				t.Errorf("%q is not in\n%s", want, page)
			}
		}
	}
	lines, err := csv.NewReader(bytes.NewReader(written(t, CSV, r))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(lines, func(row []string) bool {
		return slices.Equal(row[1:7], []string{"do_nothing", "", "green_while_red", "offers", "hides_consumers", "0.98"})
	}) {
		t.Error("no row says that offers is green while consumers are red")
	}
	var doc struct {
		Mismatch map[string]MismatchDoc `json:"mismatch"`
	}
	document := written(t, JSON, r)
	if err := json.Unmarshal(document, &doc); err != nil {
		t.Fatal(err)
	}
	if m := doc.Mismatch["do_nothing"]; m.Agreements["boxes"] != "red" || m.Departments["procurement"]["backlog"] != "red" || m.Customers["consumers"].Light != "red" ||
		len(m.GreenWhileRed) != 1 || m.GreenWhileRed[0].Agreement != "offers" || m.GreenWhileRed[0].Customers != "consumers" {
		t.Errorf("%+v", m)
	}
	fits(t, document)
}
