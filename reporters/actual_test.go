package reporters

import (
	"encoding/json"
	"strings"
	"testing"
)

// TestFitsAreOfTheRange: the whole range on one side is above or below; one that
// reaches what is stated fits, unless it goes far past it.
func TestFitsAreOfTheRange(t *testing.T) {
	for _, c := range []struct {
		low, high float64 // simulated
		certainty Certainty
		from, to  float64 // stated
		unit      Unit
		want      Fit
	}{
		{88, 92, Ranged, 90, 90, Count, Fits},
		{91, 95, Ranged, 90, 90, Count, Above},
		{80, 89, Ranged, 90, 90, Count, Below},
		{80, 89, Ranged, 85, 120, Count, Fits},
		{72, 108, Ranged, 90, 90, Count, Fits},     // a fifth is 18
		{71.9, 95, Ranged, 90, 90, Count, TooFew},  // further
		{85, 108.1, Ranged, 90, 90, Count, TooFew}, // further
		{0.83, 0.91, Ranged, 0.87, 0.87, Share, Fits},
		{0.81, 0.91, Ranged, 0.87, 0.87, Share, TooFew}, // five points
		{0.01, 0.03, Ranged, 0.02, 0.02, Share, TooFew}, // a fifth of two points
		{0.018, 0.023, Ranged, 0.02, 0.02, Share, Fits},
		{90, 90, Single, 90, 90, Count, TooFew},
		{0, 200, TooRare, 90, 90, Count, TooFew},
		{90, 90, Undefined, 90, 90, Count, TooFew},
		{0, 0.4, NoneSeen, 0, 2, Count, Fits},
		{0, 0.4, NoneSeen, 0, 0, Count, Fits},
		{0, 0.4, NoneSeen, 0.5, 2, Count, Below},
	} {
		e := Estimate{Mean: (c.low + c.high) / 2, Low: c.low, High: c.high, Certainty: c.certainty}
		if got := fit(e, c.from, c.to, slackOf(c.unit, c.from, c.to)); got != c.want {
			t.Errorf("%+v: %q", c, got)
		}
	}
}

// TestWhatHappenedIsHeldAgainstTheBaseline: numbers as they are, by the week and by
// the open day, and as a share of the orders placed.
func TestWhatHappenedIsHeldAgainstTheBaseline(t *testing.T) {
	result := synthetic(12)
	plain, err := New(result, About{})
	if err != nil {
		t.Fatal(err)
	}
	usual := plain.Baseline().Value.Customers[0]
	orders, lost := customer(usual, "orders"), customer(usual, "abandoned")
	onTime := customer(usual, "on_time")
	m := result.Model
	days := hours(m.Until-m.From) / 24
	open, timeline := 0.0, newTimeline(m)
	for day := timeline.first; day < timeline.past; day++ {
		if timeline.working(day) {
			open++
		}
	}
	who := plain.Customers[0]
	stated := []Stated{
		{Text: who + ".on-time", Said: "all", Who: who, Metric: "on-time", Low: onTime.Mean, High: onTime.Mean, Source: "the books"},
		{Text: who + ".orders", Said: "5 per week", Who: who, Metric: "orders", Low: 1e6, High: 1e6, PerDays: 7},
		{Text: who + ".orders", Said: "5 per day", Who: who, Metric: "orders", Low: -2, High: -1, PerOpenDay: true},
		{Text: who + ".lost", Said: "6 %", Who: who, Metric: "lost", Low: lost.Mean / orders.Mean, High: lost.Mean / orders.Mean, OfOrders: true},
		{Text: "nobody.on-time", Said: "6 %", Who: "nobody", Metric: "on-time"},
	}
	r, err := New(result, About{Stated: stated})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []struct {
		mean float64
		unit Unit
		fit  Fit
	}{
		{onTime.Mean, Share, Fits}, {orders.Mean * 7 / days, Count, Below}, {orders.Mean / open, Count, Above}, {lost.Mean / orders.Mean, Share, Fits},
	} {
		if got := r.Actual[i]; !near(got.Simulated.Mean, want.mean) || got.Unit != want.unit || got.Fit != want.fit {
			t.Errorf("%s %s: %+v, want %+v", got.Text, got.Said, got, want)
		}
	}
	if got := r.Actual[4]; got.Fit != TooFew || got.Simulated.Certainty != Undefined {
		t.Errorf("of nobody is said %+v", got)
	}
	contain(t, written(t, Markdown, r), "## What really happened, against what is simulated", "| 5 per week |", " per week | below by ", "Stated by the books.")
	contain(t, written(t, HTML, r), "What really happened")
	valid(t, must2(Schema()), written(t, JSON, r))
	var d Document
	if err := json.Unmarshal(written(t, JSON, r), &d); err != nil {
		t.Fatal(err)
	}
	if got := d.Actual[1]; got.Verdict != Below || got.Unit != "count" || got.Low != 1e6 || d.Actual[0].Source != "the books" {
		t.Errorf("JSON says %+v", d.Actual)
	}
	rows, err := opened(t, written(t, XLSX, r)).GetRows("Actual")
	if err != nil || len(rows) != 6 || !strings.Contains(strings.Join(rows[2], "|"), "5 per week") || rows[2][8] != "below" {
		t.Errorf("the spreadsheet says %v (%v)", rows, err)
	}
	alone, err := HoldAgainst(result, stated)
	if err != nil {
		t.Fatal(err)
	}
	for i := range r.Actual {
		if r.Actual[i] != alone.Actual[i] && r.Actual[i].Simulated.Certainty != Undefined {
			t.Errorf("alone %+v, in the report %+v", alone.Actual[i], r.Actual[i])
		}
	}
	if plain.StatedTable() != nil || strings.Contains(string(written(t, Markdown, plain)), "really happened") {
		t.Error("where nothing is stated something is shown")
	}
}

// TestNoneSeenIsNotNever: of what no replication showed there may still be some, by
// the rule of three: three in 12 replications of ten weeks are one in 40 weeks.
func TestNoneSeenIsNotNever(t *testing.T) {
	e := scaled(Estimate{Certainty: NoneSeen, Replications: 12}, 0.1)
	if !near(e.High, 0.025) || e.Low != 0 {
		t.Errorf("%+v", e)
	}
	if got := fit(e, 0.02, 0.02, 1); got != Fits {
		t.Errorf("one in 50 weeks %s", got)
	}
	if got := fit(e, 0.03, 0.03, 1); got != Below {
		t.Errorf("one in 33 weeks: %s", got)
	}
}
