package reporters

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/jsonschema-go/jsonschema"

	"ripple/scenarios"
	"ripple/sim"
)

// withCounters is the synthetic result with two outcomes of consumers that are no
// money: three moved when nothing goes wrong, 22.5 when nobody responds, 10.5 and
// 24 with the options, and half of one more in every second replication; kept is as many
// in every option.
func withCounters() *sim.Result {
	r := synthetic(12)
	r.Model.Segments[0].Counters = []sim.Counter{
		{Name: "moved-treatments", Text: "late repair, times 1.5", Better: -1},
		{Name: "kept-treatments", Text: "on-time repair", Better: 1},
	}
	for i, worlds := range r.Worlds {
		for arm := range worlds {
			moved := []int64{3000, 22_500, 10_500, 24_000}[arm] + 500*int64(i%2)
			worlds[arm].Segments[0].Counted = []int64{moved, 7000}
		}
	}
	return r
}

// TestOutcomesOfTheirOwnAreShown: in tables with their differences, in files under
// their name, and to expectations.
func TestOutcomesOfTheirOwnAreShown(t *testing.T) {
	r, err := New(withCounters(), About{Expect: []Expectation{
		{Text: "a", Option: "baseline", Who: "consumers", Metric: "moved-treatments", Op: "<=", Limit: 4},
		{Text: "b", Who: "consumers", Metric: "moved-treatments", Op: "<=", Limit: 20},
	}})
	if err != nil {
		t.Fatal(err)
	}
	if r.Verdicts[0].Outcome != Passed || r.Verdicts[1].Outcome != Failed {
		t.Errorf("verdicts %v, %v", r.Verdicts[0], r.Verdicts[1])
	}
	i := position(r.MetricsOf(0), "moved_treatments")
	if harm := r.DoNothing().Harm.Customers[0][i]; !near(harm.Mean, 19.5) || harm.Low != 19.5 || !hurts(r.MetricsOf(0)[i], harm) {
		t.Errorf("harm %+v, by hand 19.5 in every replication, and worse", harm)
	}
	contain(t, written(t, Markdown, r), "moved treatments (less is better)", "| nobody responds | 22.8 |", "No clear difference in", "kept treatments (7.0)")
	contain(t, []byte(strings.Join(r.Sentences, " ")), "Moved treatments of consumers are 22.8 instead of 3.2: 19.5 more (95 % range 19.5 to 19.5).")
	contain(t, written(t, CSV, r), "do_nothing,,customers,consumers,moved_treatments,22.75,", "do_nothing,baseline,customers,consumers,moved_treatments,19.5,")
	contain(t, written(t, HTML, r), "moved treatments")
	valid(t, must2(Schema()), written(t, JSON, r))
	var d Document
	if err := json.Unmarshal(written(t, JSON, r), &d); err != nil {
		t.Fatal(err)
	}
	if got := d.Counted["consumers"]["moved_treatments"]; got != (CountedDoc{"moved treatments", "late repair, times 1.5", "less"}) {
		t.Errorf("JSON says of it %+v", got)
	}
	if got := d.Arms["baseline"].Customers["consumers"]["kept_treatments"].Mean; got != 7 {
		t.Errorf("JSON has %v kept", got)
	}
	sheet := opened(t, written(t, XLSX, r))
	found := false
	rows, err := sheet.GetRows("Customers")
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		found = found || strings.HasPrefix(strings.Join(row, "|"), "consumers|moved treatments|less|")
	}
	if !found {
		t.Error("the spreadsheet does not show it")
	}
}

// TestOutcomesOfTheirOwnAreCompared: side by side, and only with the same outcomes.
func TestOutcomesOfTheirOwnAreCompared(t *testing.T) {
	c, err := Compare([]Contender{{Name: "slip", Result: withCounters()}}, "do-nothing", About{})
	if err != nil {
		t.Fatal(err)
	}
	contain(t, writtenComparison(t, CompareMarkdown, c), "moved treatments", "−19.5 (−19.5 to −19.5)")
	valid(t, must2(ComparisonSchema()), writtenComparison(t, CompareJSON, c))
	other := withCounters()
	other.Model.Segments[0].Counters[1].Text = "late repair"
	if _, err := Compare([]Contender{{Name: "a", Result: withCounters()}, {Name: "b", Result: other}}, "do-nothing", About{}); err == nil {
		t.Error("results that count differently under one name were compared")
	}
}

// TestOutcomesCannotBeCalledLikeAMetric: a name that all customers have would stand
// in one place with theirs.
func TestOutcomesCannotBeCalledLikeAMetric(t *testing.T) {
	for _, m := range CustomerMetrics() {
		name := strings.ReplaceAll(m.Key, "_", "-")
		file := filepath.Join(t.TempDir(), "named.yaml")
		text := fmt.Sprintf(`scenario: Names
organisation:
  name: Names
  departments: {desk: {staff: 2}}
  flows: {repair: {for: hospitals, steps: {mend: {by: desk, work: 25m}}}}
  customers: {hospitals: {demand: 8 per day, promise: 2 days, outcomes: {%s: {counts: late repair}}}}
`, name)
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := scenarios.Load(file, scenarios.Options{}); err == nil || !strings.Contains(err.Error(), "is counted of all customers") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func contain(t *testing.T, text []byte, wanted ...string) {
	t.Helper()
	plain := strings.Join(strings.Fields(string(text)), " ")
	for _, want := range wanted {
		if !strings.Contains(plain, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
}

func must2(s *jsonschema.Schema, err error) *jsonschema.Schema {
	if err != nil {
		panic(err)
	}
	return s
}

func valid(t *testing.T, s *jsonschema.Schema, text []byte) {
	t.Helper()
	r, err := s.Resolve(nil)
	if err != nil {
		t.Fatal(err)
	}
	var v map[string]any
	if err := json.Unmarshal(bytes.TrimSpace(text), &v); err != nil {
		t.Fatal(err)
	}
	if err := r.Validate(v); err != nil {
		t.Error(err)
	}
}
