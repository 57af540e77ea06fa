package answers

import (
	"fmt"
	"testing"

	"ripple/scenarios"
	"ripple/sim"
)

// TestReorderPointByHand: 10 boxes, and when on hand + on order − owed falls to 4, 8
// more are ordered: a minute to the supplier, 10 hours there, a minute back. A
// buyer comes on every hour, is handed a box within a minute and has it a
// minute later. By hand: the position falls to 4 with buyer 6, and with every
// eighth from then on; the boxes come 10 hours and 2 minutes later. The first
// 10 buyers get theirs at once. Of each further 8, six wait for the boxes (until 2
// minutes past the hour at which the last of them came) and then one after
// another for the one at the counter; two find the boxes left.
func TestReorderPointByHand(t *testing.T) {
	m := load(t, file("reorder"), scenarios.Options{})
	r, seen := watched(t, m, sim.Baseline)
	for k := range sim.Tick(28) {
		equal(t, fmt.Sprintf("order %d for boxes", k), seen["stock-reordered"][k].Tick, (6+8*k)*hour)
		equal(t, fmt.Sprintf("receipt %d", k), seen["stock-received"][k].Tick, (16+8*k)*hour+2*minute)
		equal(t, "boxes ordered", seen["stock-reordered"][k].Quantity, 8)
		equal(t, "boxes received", seen["stock-received"][k].Quantity, 8)
	}
	lead, short, busy, late, orders := sim.Tick(0), sim.Tick(0), sim.Tick(0), int64(0), int64(0)
	for n := sim.Tick(1); n*hour < m.Until; n++ {
		came := n * hour
		served, boxes, person := came, sim.Tick(0), sim.Tick(0)
		if k, i := (n-11)/8, (n-11)%8; n > 10 && i < 6 {
			boxes = (16+8*k)*hour + 2*minute - came
			person = i * minute
			served += boxes + person
		}
		name := fmt.Sprintf("buyers-%d", n-1)
		equal(t, name+" is served", at(t, seen["work-started"], name), served)
		orders++
		lead += served + 2*minute - came
		short += boxes
		busy += person
		if served+2*minute-came > 4*hour {
			late++
		}
	}
	equal(t, "lead time by hand, minutes", lead/minute, 27_354)
	w := &r.Worlds[0][sim.Baseline]
	equal(t, "orders", w.Segments[0].Orders, orders)
	equal(t, "orders by hand", orders, 239)
	equal(t, "lead time in all", w.Segments[0].LeadTime, lead)
	equal(t, "late", w.Segments[0].Late, late)
	equal(t, "late by hand", late, 58)
	equal(t, "of the lead time, no boxes", w.Path[0][0][sim.CauseStock], short)
	equal(t, "of the lead time, no one free", w.Path[0][0][sim.CauseStaff], busy)
	equal(t, "of the lead time, work", w.Path[0][0][sim.CauseWork], orders*minute)
	equal(t, "of the lead time, handoff", w.Path[0][0][sim.CauseHandoff], orders*minute)
	// Boxes on the shelf: 10 in the first hour, one less in each that
	// follows; then in each of 28 rounds two for 58 minutes and one for an hour.
	equal(t, "box-time on the shelf", w.Departments[0].Stocked, (55*60+28*(2*58+60))*minute)
}
