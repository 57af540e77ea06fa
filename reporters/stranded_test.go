package reporters

import (
	"math"
	"strings"
	"testing"

	"ripple/sim"
)

// TestStrandedOrdersAddUp: lost orders by where they stood add up to those lost,
// unfinished ones and those never placed likewise, against both references.
func TestStrandedOrdersAddUp(t *testing.T) {
	result := synthetic(12)
	for _, worlds := range result.Worlds {
		for arm := range worlds {
			w := &worlds[arm]
			for s := range w.Segments {
				g := &w.Segments[s]
				g.Unfinished, g.LostValue = int64(3*arm), 700*g.Lost
				w.Stranded = append(w.Stranded,
					sim.Stranded{Segment: s, Department: 0, Cause: sim.CauseStaff, Orders: g.Lost - g.Lost/3, Cents: 700 * (g.Lost - g.Lost/3)},
					sim.Stranded{Segment: s, Department: 2, Cause: sim.CauseStock, Orders: g.Lost / 3, Cents: 700 * (g.Lost / 3)},
					sim.Stranded{Segment: s, Department: 2, Cause: sim.CauseStock, Unfinished: true, Orders: g.Unfinished, Cents: 100 * g.Unfinished})
			}
			for ref := range w.Against {
				for s := range w.Against[ref] {
					w.Against[ref][s].NeverHere, w.Against[ref][s].NeverHereValue = int64(2*arm), int64(900*arm)
				}
			}
		}
	}
	r, err := New(result, about)
	if err != nil {
		t.Fatal(err)
	}
	check := func(o *Option, rows []Stranded, ref int) {
		var got [3]float64
		var worth float64
		for _, s := range rows {
			got[s.Kind] += s.Orders.Mean
			if s.Kind == LostOrder {
				worth += s.Value.Mean
			}
		}
		var want [3]float64
		for _, worlds := range result.Worlds {
			for arm := range result.Model.Arms {
				if result.Model.Arms[arm].Name != o.Name {
					continue
				}
				for s := range worlds[arm].Segments {
					n := float64(len(result.Worlds))
					want[LostOrder] += float64(worlds[arm].Segments[s].Lost-worlds[ref].Segments[s].Lost) / n
					want[UnfinishedOrder] += float64(worlds[arm].Segments[s].Unfinished-worlds[ref].Segments[s].Unfinished) / n
					want[NeverPlaced] += float64(worlds[arm].Against[ref][s].NeverHere) / n
				}
			}
		}
		for kind := range want {
			if math.Abs(got[kind]-want[kind]) > 1e-9 {
				t.Errorf("%s against %d: %v %s, in all %v", o.Name, ref, got[kind], StrandedKind(kind), want[kind])
			}
		}
		if math.Abs(worth-7*want[LostOrder]) > 1e-9 {
			t.Errorf("%s against %d: lost orders are worth %v", o.Name, ref, worth)
		}
	}
	for i := range r.Options[1:] {
		o := &r.Options[i+1]
		check(o, o.Stranded, sim.Baseline)
		if o.Gain != nil {
			check(o, o.GainStranded, sim.DoNothing)
		}
	}
	for _, b := range page(r) {
		if strings.HasPrefix(b.heading, "Orders that did not arrive") && len(b.table.rows) > 0 {
			return
		}
	}
	t.Error("the page does not show them")
}
