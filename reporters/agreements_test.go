package reporters

import (
	"bytes"
	"strings"
	"testing"

	"ripple/sim"
)

// withAgreements is the synthetic result with two agreements: the first is kept by
// 96 of 100 when nothing goes wrong and by 40 of 100 when nobody responds, the second by
// none.
func withAgreements() *sim.Result {
	r := synthetic(12)
	r.Model.Agreements = []sim.Agreement{
		{Name: "parts-for-manufacturing", Text: "90 % within 2 days", To: "manufacturing", From: 1, Step: -1, Target: 0.9},
		{Name: "order-for-consumers", Text: "80 % within 5 working days", To: "consumers", From: 0, Step: -1, Target: 0.8},
	}
	r.Model.Flows = []sim.Flow{{Name: "parts"}}
	for i, worlds := range r.Worlds {
		for arm := range worlds {
			met := []int64{96, 40, 90, 30}[arm] + int64(i%2)
			worlds[arm].Agreements = []sim.AgreementResult{{Counted: 100, Met: met}, {Counted: 50}}
		}
	}
	return r
}

// TestAgreementsAreShown: as a table that says what was kept and what was missed,
// and in JSON that fits its schema.
func TestAgreementsAreShown(t *testing.T) {
	r, err := New(withAgreements(), About{Expect: []Expectation{
		{Text: "a", Option: "baseline", Who: "parts-for-manufacturing", Metric: "attainment", Op: ">=", Limit: 0.9},
		{Text: "b", Who: "parts-for-manufacturing", Metric: "missed", Op: "<", Limit: 50},
	}})
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := Markdown(&b, r); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"96.5 % kept", "40.5 % missed", "90 % within 2 days", "| order-for-consumers | sales | consumers |"} {
		if !strings.Contains(strings.Join(strings.Fields(b.String()), " "), want) {
			t.Errorf("%q is not in\n%s", want, b.String())
		}
	}
	if r.Verdicts[0].Outcome != Passed || r.Verdicts[1].Outcome != Failed {
		t.Errorf("verdicts %v, %v", r.Verdicts[0].Outcome, r.Verdicts[1].Outcome)
	}
	if got := r.Options[sim.DoNothing].Harm.Agreements[0][0].Mean; got > -0.559 || got < -0.561 {
		t.Errorf("harm of %g", got)
	}
	fits(t, written(t, JSON, r))
}

// TestAgreementsAreCompared: side by side, with the difference.
func TestAgreementsAreCompared(t *testing.T) {
	c, err := Compare([]Contender{{Name: "procurement-slip", Result: withAgreements()}}, "do-nothing", About{})
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := CompareMarkdown(&b, c); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), "Agreements: which share was in time") || !strings.Contains(b.String(), "parts-for-manufacturing") {
		t.Errorf("no agreements in\n%s", b.String())
	}
}
