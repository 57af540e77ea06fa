package reporters

import (
	"bytes"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"

	"ripple/sim/calendar"

	"ripple/scenarios"
)

func TestEqualReportsGiveEqualPages(t *testing.T) {
	first := written(t, HTML, reported(t, 5))
	if !bytes.Equal(first, written(t, HTML, reported(t, 5))) {
		t.Error("two pages of one result differ")
	}
}

// The words that only makers of ripple use do not stand on a page for leaders.
func TestAPageUsesItsReadersWords(t *testing.T) {
	text := string(written(t, HTML, reported(t, 5)))
	body := regexp.MustCompile(`<[^>]*>`).ReplaceAllString(text[strings.Index(text, "<body>"):], " ")
	for _, word := range []string{"baseline", "Shapley", " arm ", " arms ", " world ", " worlds ", " window ", "parcel", "itinerary"} {
		if at := strings.Index(body, word); at >= 0 {
			t.Errorf("it says %q: %s", word, body[max(0, at-60):min(len(body), at+60)])
		}
	}
}

// Whatever a report lacks, there is a page.
func TestPagesOfLittle(t *testing.T) {
	for name, change := range map[string]func(*Report){
		"one replication": func(*Report) {},
		"no handoffs":     func(r *Report) { r.Handoffs = nil },
	} {
		r := reported(t, 1)
		change(r)
		if text := written(t, HTML, r); !bytes.Contains(text, []byte("</html>")) {
			t.Errorf("%s: the page does not end", name)
		}
	}
	quiet := synthetic(3)
	quiet.Model.Effects = quiet.Model.Effects[1:]
	r, err := New(quiet, about)
	if err != nil {
		t.Fatal(err)
	}
	written(t, HTML, r)
	quiet.Traced = false
	if r, err = New(quiet, about); err != nil {
		t.Fatal(err)
	}
	if text := string(written(t, HTML, r)); strings.Contains(text, "<svg class=\"sankey") {
		t.Error("a flow of time without a trace")
	}
}

// The dots of a cloud summarise to the estimate beside them.
func TestCloudsAreWhatEstimatesSummarise(t *testing.T) {
	r := reported(t, 40)
	for i := range r.Options {
		o := &r.Options[i]
		for s, row := range o.Value.Customers {
			for k, m := range CustomerMetrics() {
				values := o.Cloud.Customers[s][k]
				if len(values) != 40 {
					t.Fatalf("%s: %d values", m.Key, len(values))
				}
				if mean := total(values) / 40; m.Unit == Count && math.Abs(mean-row[k].Mean) > 1e-9*math.Abs(mean) {
					t.Errorf("%s %s: the dots' mean is %v, the estimate %v", o.Name, m.Key, mean, row[k].Mean)
				}
			}
		}
	}
}

// Work goes from left to right: A hands to B, B to C, C to customers, and a little
// comes back.
func TestTheMapFollowsTheWork(t *testing.T) {
	s := &Subject{Suppliers: []string{"mill"}, Departments: []string{"C", "B", "A"}, Customers: []string{"people"}}
	d := func(name string) scenarios.Place {
		return scenarios.Place{Kind: scenarios.DepartmentPlace, Name: name}
	}
	g := newMapGraph(s, []scenarios.Handoff{
		{From: scenarios.Place{Kind: scenarios.SupplierPlace, Name: "mill"}, To: d("A"), PerDay: 3},
		{From: d("A"), To: d("B"), PerDay: 9}, {From: d("B"), To: d("C"), PerDay: 9}, {From: d("C"), To: d("A"), PerDay: 0.5},
		{From: d("C"), To: scenarios.Place{Kind: scenarios.CustomerPlace, Name: "people"}, PerDay: 9},
	})
	x := map[string]float64{}
	for i, n := range g.places {
		x[n.Name] = g.Nodes[i].X
	}
	if !(x["mill"] < x["A"] && x["A"] <= x["B"] && x["B"] <= x["C"] && x["A"] < x["C"] && x["C"] < x["people"]) {
		t.Errorf("the places stand at %v", x)
	}
	for i, a := range g.Nodes {
		for k, b := range g.Nodes[i+1:] {
			if math.Abs(a.X-b.X) < mapNodeWidth && math.Abs(a.Y-b.Y) < mapNodeHeight {
				t.Errorf("%s and %s lie on each other", g.places[i].Name, g.places[i+1+k].Name)
			}
		}
	}
}

// What the scenario lets happen stands on its day: day 20 at 09:00, and what chance
// decides on none.
func TestEventsStandOnTheirDay(t *testing.T) {
	result := synthetic(2)
	m := result.Model
	m.Effects[0].When.At = m.From + 19*calendar.CalendarDay + 9*calendar.Hour
	m.Effects[0].Text = "Approvals stall."
	m.Effects[1].When.Random = true
	r, err := New(result, about)
	if err != nil {
		t.Fatal(err)
	}
	want := []Event{
		{Day: Day{20, "2026-01-24"}, At: 19.375, When: "day 20 (Sat 24 Jan)", Text: "Approvals stall."},
		{When: "by chance", Text: "expedite", Response: true},
	}
	if got := r.Options[2].Events; !slices.Equal(got, want) {
		t.Errorf("events %+v, want %+v", got, want)
	}
	if len(r.Options[0].Events) > 0 {
		t.Errorf("where nothing goes wrong: %+v", r.Options[0].Events)
	}
}

// What flows into a column flows out of it, and all of it is the ledger's.
func TestFlowsOfTimeAddUp(t *testing.T) {
	r := reported(t, 10)
	d := &drawing{layout: layout{r, formatter{r.Currency}}}
	for i := range r.Options[1:] {
		l := r.Options[i+1].Ledger
		added, saved := parted(l)
		if sum := added - saved; math.Abs(sum-l.Total.Mean) > 1e-6*math.Abs(sum) {
			t.Errorf("added %v less saved %v, the ledger says %v", added, saved, l.Total.Mean)
		}
		for sign, want := range map[float64]float64{1: added, -1: saved} {
			departments, causes, customers := d.streams(l, sign)
			for name, hours := range map[string][]float64{"departments": departments.hours, "causes": causes.hours, "customers": customers.hours} {
				if sum := total(hours); math.Abs(sum-want) > 1e-6*want {
					t.Errorf("%s: %v hours, want %v", name, sum, want)
				}
			}
			for _, links := range [][]flowing{departments.out, causes.out} {
				sum := 0.0
				for _, l := range links {
					sum += l.hours
				}
				if math.Abs(sum-want) > 1e-6*want {
					t.Errorf("links of %v hours, want %v", sum, want)
				}
			}
		}
	}
}

// Doing nothing costs most in the replication chosen, and only customers' orders
// are followed there.
func TestTheOrdersFollowedAreOfCustomersWhereItIsHardest(t *testing.T) {
	r := reported(t, 10)
	i := position(CustomerMetrics(), "on_time_orders")
	lost := func(k int) float64 { return r.Baseline().Cloud.Paying[i][k] - r.DoNothing().Cloud.Paying[i][k] }
	for k := range 10 {
		if lost(k) > lost(r.Hardest()) {
			t.Errorf("replication %d lost %v, the hardest %v", k, lost(k), lost(r.Hardest()))
		}
	}
	order := func(name, of string) TracedOrder { return TracedOrder{Name: name, Customers: of} }
	r.Follow(&Trace{Orders: []TracedOrder{order("a", "colleagues"), order("b", "consumers"), order("c", ""), order("d", "hospitals"), order("e", "consumers")}}, 2)
	if len(r.Worst.Orders) != 2 || r.Worst.Orders[0].Name != "b" || r.Worst.Orders[1].Name != "d" {
		t.Errorf("followed %+v", r.Worst.Orders)
	}
}
