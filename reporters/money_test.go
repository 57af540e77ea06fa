package reporters

import (
	"math"
	"strings"
	"testing"

	"ripple/sim"
)

// moneyed is a result whose money is easily counted: two kinds of customers, one of which pays 1,200 a year for being
// there. When nothing goes wrong orders for 10,000 are placed and delivered, and
// 5,000 is paid. When nobody responds orders for 9,000 are placed, 700 are lost, 300
// open, 200 paid in penalties, 4,900 for being there, and 3 customers leave. The
// option costs 250, loses nothing, has penalties of 50, pays as usual, and one
// customer leaves.
func moneyed(replications int) *sim.Result {
	r := synthetic(replications)
	r.Model.Segments[1].PaysPerYear = 1200_00
	r.Model.Flows = []sim.Flow{{Name: "orders"}}
	r.Model.Streams = []sim.Stream{{Name: "orders", Value: 1_00}}
	set := func(w *sim.World, placed, lost, open, penalties, paid, left, late int64) {
		w.Segments[0].Revenue, w.Segments[0].LostValue, w.Segments[0].OpenValue = 100*(placed-lost-open-penalties), 100*lost, 100*open
		w.Segments[0].Penalties, w.Segments[0].LateValue = 100*penalties, 100*late
		w.Segments[1] = sim.SegmentResult{Paid: 100 * paid, Left: left, Open: w.Segments[1].Open, Overdue: w.Segments[1].Overdue}
		for d := range w.Departments {
			w.Departments[d].PayCents = 1000_00
		}
		w.Cost = 0
	}
	for i, worlds := range r.Worlds {
		some := int64(i % 3) // replications differ
		set(&worlds[sim.Baseline], 10_000+some, 0, 0, 0, 5000, 0, 0)
		set(&worlds[sim.DoNothing], 9000+some, 700, 300, 200, 4900, 3, 2000)
		set(&worlds[2], 10_000+some, 0, 0, 50, 5000, 1, 500)
		set(&worlds[3], 9000+some, 700, 300, 200, 4900, 3, 2000)
		worlds[2].Cost = 250_00
	}
	return r
}

// TestMoneyAddsUp: in every option, and in every harm and gain, what is ordered less
// what is lost, open and paid in penalties, plus pay, less costs, is what is left over.
func TestMoneyAddsUp(t *testing.T) {
	for _, result := range []*sim.Result{synthetic(8), moneyed(8), watermelon()} {
		r, err := New(result, About{})
		if err != nil {
			t.Fatal(err)
		}
		for i := range r.Options {
			o := &r.Options[i]
			for _, outcomes := range []*Outcomes{&o.Value, o.Harm, o.Gain} {
				if outcomes == nil {
					continue
				}
				var sum float64
				for _, e := range entries() {
					sum += e.sign * moneyOf(outcomes.Money, e.key).Mean
				}
				if net := moneyOf(outcomes.Money, "net").Mean; math.Abs(sum-net) > 1e-6 {
					t.Errorf("%s: the lines add up to %v, left over is %v", o.Name, sum, net)
				}
			}
			if x := o.Returns; x != nil && math.Abs(x.Avoided.Mean-x.Spent.Mean-moneyOf(o.Gain.Money, "net").Mean) > 1e-6 {
				t.Errorf("%s: avoided %v less spent %v is not the gain", o.Name, x.Avoided.Mean, x.Spent.Mean)
			}
		}
	}
}

// TestMoneyByHand: the harm is 1,000 never ordered, 700 lost, 300 open, 200 of penalties and 100 not
// paid, together 2,300, and beyond the days counted 3 customers at 1,200 a year. The
// response brings back 2,250 of it and keeps 2,400 a year, for 250: 9 for each spent, 18.6
// with the customers kept.
func TestMoneyByHand(t *testing.T) {
	r, err := New(moneyed(8), About{})
	if err != nil {
		t.Fatal(err)
	}
	harm := r.DoNothing().Harm.Money
	for key, want := range map[string]float64{
		"placed_value": -1000, "lost_value": 700, "open_value": 300, "penalties": 200, "paid": -100,
		"revenue": -2300, "net": -2300, "beyond": 3600, "late_value": 2000, "responses": 0,
	} {
		if got := moneyOf(harm, key).Mean; math.Abs(got-want) > 1e-9 {
			t.Errorf("%s: %v, want %v", key, got, want)
		}
	}
	x := r.Options[2].Returns
	for what, c := range map[string][2]float64{
		"avoided": {x.Avoided.Mean, 2250}, "kept": {x.Kept.Mean, 2400}, "spent": {x.Spent.Mean, 250},
		"per unit": {x.PerUnit.Mean, 9}, "with kept": {x.WithKept.Mean, 18.6},
	} {
		if math.Abs(c[0]-c[1]) > 1e-9 {
			t.Errorf("%s: %v, want %v", what, c[0], c[1])
		}
	}
	if x.Free || x.CostUnclear {
		t.Errorf("%+v", x)
	}
	if free := r.Options[3].Returns; !free.Free || free.PerUnit.Certainty != Undefined {
		t.Errorf("it costs nothing: %+v", free)
	}
	page := strings.Join(strings.Fields(string(written(t, Table, r))), " ")
	for _, want := range []string{
		"nobody responds −1,000 −700 −300 −200 −100 0 −2,300", "expedite 0 0 0 −50 0 −250 −300",
		"expedite +2,250 (2,250 to 2,250) +2,400 (2,400 to 2,400) 250 9.00 (9.00 to 9.00) 18.60 (18.60 to 18.60)",
		"no return: costs nothing", "nobody responds 700 worse 2,000 worse 300 worse 3,600 worse",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is not in\n%s", want, page)
		}
	}
	fits(t, written(t, JSON, r))
}

// TestReturnNeedsACost: where staff cost more in one replication and less in another, no
// return is given; where they always cost less, it costs nothing.
func TestReturnNeedsACost(t *testing.T) {
	for _, c := range []struct {
		cents         func(i int) int64
		free, unclear bool
	}{
		{func(i int) int64 { return int64(1-2*(i%2)) * 5_00 }, false, true},
		{func(i int) int64 { return -int64(i%3+1) * 5_00 }, true, false},
		{func(i int) int64 { return int64(i%3) * 5_00 }, false, false},
	} {
		result := moneyed(9)
		for i, worlds := range result.Worlds {
			worlds[2].Cost = 0
			worlds[2].Departments[0].PayCents += c.cents(i)
		}
		r, err := New(result, About{})
		if err != nil {
			t.Fatal(err)
		}
		if x := r.Options[2].Returns; x.Free != c.free || x.CostUnclear != c.unclear || (x.PerUnit.Certainty == Undefined) == (!c.free && !c.unclear) {
			t.Errorf("spent %+v: free %v, unclear %v, per unit %+v", x.Spent, x.Free, x.CostUnclear, x.PerUnit)
		}
	}
}

// TestKeptCustomersDecide: where what customers who stay pay in a year is more than
// what a response leaves over, the advice says so.
func TestKeptCustomersDecide(t *testing.T) {
	r, err := New(moneyed(8), About{})
	if err != nil {
		t.Fatal(err)
	}
	if said := strings.Join(r.Sentences, " "); !strings.Contains(said, "customers stay who pay EUR 2,400 a year") {
		t.Errorf("said %q", said)
	}
}
