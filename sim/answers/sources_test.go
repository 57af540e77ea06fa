package answers

import (
	"slices"
	"testing"

	"ripple/scenarios"
	"ripple/sim"
)

// TestTwoSourcesByHand: a buyer comes every 5 hours and takes one of ten boxes.
// With 8 left, at 10, twelve are ordered of the slow source: they leave at 40 and
// arrive at 50. With 4 left, at 30, the fast rule, which does not count on them,
// orders 2, its least: they are there at 35, before the box that goes then. At 40
// there are 4 again: two more, for 45. At 50 there are 4, and
// 16 with the twelve; at 90 there are 8 again.
//
// With goods of the slow source held at the door for 6 hours on the third day
// (from 48 on) they come at 56, and the 4 of 50 make the fast rule order two
// more, for 55.
func TestTwoSourcesByHand(t *testing.T) {
	for _, c := range []struct {
		arm               int
		ordered, received []sim.Tick
		fast              int64
	}{
		{sim.Baseline, []sim.Tick{10, 30, 40, 90}, []sim.Tick{35, 45, 50}, 4},
		{sim.DoNothing, []sim.Tick{10, 30, 40, 50}, []sim.Tick{35, 45, 55, 56}, 6},
	} {
		m := load(t, file("two-sources"), scenarios.Options{})
		r, seen := watched(t, m, c.arm)
		until := func(kind string) (hours []sim.Tick) {
			for _, e := range seen[kind] {
				if e.Tick < m.Until {
					hours = append(hours, e.Tick/hour)
				}
			}
			return hours
		}
		if got := until("stock-reordered"); !slices.Equal(got, c.ordered) {
			t.Errorf("arm %d: ordered at %v, by hand %v", c.arm, got, c.ordered)
		}
		if got := until("stock-received"); !slices.Equal(got, c.received) {
			t.Errorf("arm %d: received at %v, by hand %v", c.arm, got, c.received)
		}
		w := &r.Worlds[0][c.arm]
		equal(t, "boxes of the slow source", w.Suppliers[0].Pieces, 12)
		equal(t, "paid for them, cents", w.Suppliers[0].SpentCents, 2400)
		equal(t, "boxes of the fast source", w.Suppliers[1].Pieces, c.fast)
		equal(t, "paid for them, cents", w.Suppliers[1].SpentCents, 350*c.fast)
		equal(t, "paid by the counter, cents", w.Departments[0].SpentCents, 2400+350*c.fast)
	}
}
