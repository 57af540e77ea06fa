package reporters

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"

	"ripple/sim"
)

// ledUpstream is a synthetic result in which half of the waits for pieces are
// procurement's hold.
func ledUpstream(replications int) *sim.Result {
	r := synthetic(replications)
	r.Model.Flows = []sim.Flow{{Name: "replenish", Segment: -1}}
	r.Model.Suppliers = []sim.Supplier{{Name: "board maker"}}
	for _, worlds := range r.Worlds {
		for arm := range worlds {
			w := &worlds[arm]
			w.Suppliers = make([]sim.SupplierResult, 1)
			for ref := range w.Ledger {
				for s := range w.Ledger[ref] {
					rows := append([][sim.NumCauses]sim.Tick{}, w.Ledger[ref][s]...)
					rows = append(rows, [sim.NumCauses]sim.Tick{})
					half := rows[2][sim.CauseStock] / 2
					rows[2][sim.CauseStock] -= half
					rows[1][sim.CauseHeld] += half
					w.Upstream[ref] = append(w.Upstream[ref], rows)
				}
			}
			late := sim.Tick(arm) * 3_600_000
			w.Held = []sim.HeldResult{{Waits: 40, Waited: 100*3_600_000 + 40*late, Holders: 1, Took: 10*3_600_000 + late}, {}}
		}
	}
	return r
}

// TestUpstreamLedgerAddsUpToTheSameTotal: in every option, and in what is printed.
func TestUpstreamLedgerAddsUpToTheSameTotal(t *testing.T) {
	r, err := New(ledUpstream(12), about)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range r.Options[1:] {
		sum := 0.0
		for _, row := range o.Upstream.Rows {
			sum += row.Hours.Mean
		}
		if math.Abs(sum-o.Ledger.Total.Mean) > 1e-6*math.Abs(sum) || math.Abs(o.Upstream.Total.Mean-sum) > 1e-6*math.Abs(sum) {
			t.Errorf("%s: led upstream %v, by where the orders stood %v", o.Name, sum, o.Ledger.Total.Mean)
		}
	}
	var headings []string
	var note string
	for _, b := range page(r) {
		headings = append(headings, b.heading)
		if b.heading == "Where the time was added" {
			note = strings.Join(b.lines, " ")
		}
	}
	all := strings.Join(headings, "; ")
	for _, want := range []string{"Where the time was added", "Where the orders stood meanwhile", "What orders waited for"} {
		if !strings.Contains(all, want) {
			t.Errorf("no %q among %s", want, all)
		}
	}
	if !strings.Contains(note, "most of all at procurement: held") {
		t.Errorf("the note says %q", note)
	}
}

// TestManyWaitForOne: forty orders waited for one replenishment, which counts once.
func TestManyWaitForOne(t *testing.T) {
	r, err := New(ledUpstream(12), about)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := JSON(&b, r); err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Upstream map[string][]map[string]any
		Held     map[string]map[string]map[string]map[string]any
	}
	if err := json.Unmarshal(b.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	if len(doc.Upstream["do_nothing"]) == 0 || len(doc.Upstream["baseline"]) != 0 {
		t.Errorf("upstream: %v", doc.Upstream)
	}
	h := doc.Held["do_nothing"]
	if len(h) != 1 || fmt.Sprint(h["replenish"]["waits"]["mean"], h["replenish"]["hours"]["mean"], h["replenish"]["holders"]["mean"], h["replenish"]["holder_hours"]["mean"]) != "40 140 1 11" {
		t.Errorf("held: %v", h)
	}
}

// TestWhatComesFromElsewhereIsSaidAloud: half of the waits for pieces are another's,
// which is more than a twentieth of the delay; without any, nothing is said.
func TestWhatComesFromElsewhereIsSaidAloud(t *testing.T) {
	r, err := New(ledUpstream(12), about)
	if err != nil {
		t.Fatal(err)
	}
	o := r.DoNothing()
	whole := func(v float64) string { return formatter{}.bare(Count, math.Round(v), scale{1, 0, ""}) }
	want := fmt.Sprintf("Of the %s h that orders take longer, %s h are owed to others than those with whom they stood, most of all to %s.",
		whole(o.Ledger.Total.Mean), whole(ledAway(moved(o))), r.Departments[1])
	if said := strings.Join(r.Sentences, "\n"); !strings.Contains(said, want) {
		t.Errorf("it does not say %q:\n%s", want, said)
	}
	if said := strings.Join(reported(t, 12).Sentences, "\n"); strings.Contains(said, "with whom they stood") {
		t.Errorf("where no wait is led anywhere:\n%s", said)
	}
	f := opened(t, written(t, XLSX, r))
	columns, rows := table(t, f, "Waited for")
	if want := 4 * len(r.Options); len(rows) != want || columns[1] != "waited for" {
		t.Fatalf("%d rows of what was waited for, want %d", len(rows), want)
	}
	if row := rows[0]; row[1] != "replenish" || row[3] != "40" {
		t.Errorf("the first row is %v", row)
	}
}
