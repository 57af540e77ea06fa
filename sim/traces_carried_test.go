package sim

import (
	"testing"

	"pgregory.net/rapid"
)

// carried checks the second account of a department (behind them all: of the customers) against
// the baseline, in minutes.
func (v *seen) carried(t *testing.T, department int, entered, added, absorbed, passedOn float64) {
	t.Helper()
	a := &v.world.Carried[Baseline][0][department]
	got := [4]float64{}
	for i, ticks := range [4]Tick{a.Entered, a.Added(), a.Absorbed(), a.PassedOn} {
		got[i] = float64(ticks) / 60_000
	}
	if want := [4]float64{entered, added, absorbed, passedOn}; got != want {
		t.Errorf("department %d: %v entered, added, absorbed, passed on; by hand %v", department, got, want)
	}
}

// changed checks by how many minutes a cause changed a department's stays.
func (v *seen) changed(t *testing.T, department int, cause Cause, want float64) {
	t.Helper()
	if got := float64(v.world.Carried[Baseline][0][department].Changed[cause]) / 60_000; got != want {
		t.Errorf("department %d: %s changed by %v minutes, by hand %v", department, cause, got, want)
	}
}

// shipped makes a shop in which an order comes at 60, is sold (10), built (20, 5 away) and, 5
// away, sent with the van of 200 or of 300 (30); the customer has it 10 later.
func shipped() *shop {
	s := newShop(1, 60, "sales", "workshop", "dispatch")
	s.step("sell", 0, 10)
	s.step("build", 1, 20)
	s.step("send", 2, 30).Batch = &Batch{At: []Tick{minutes(200), minutes(300)}}
	s.lead("sell", 5, "build")
	s.lead("build", 5, "send")
	return s
}

// TestSlackDownstreamAbsorbsASlip: sold 60–70, built 75–95, at dispatch at 100, where
// it waits until 200 for the van; with the customer at 240. With all at sales held for 25
// it is sold 85–95, built 100–120, at dispatch at 125, where it waits 75: with the
// customer at 240 all the same. Sales added 25, the workshop passed them on, dispatch absorbed
// them waiting for the van.
func TestSlackDownstreamAbsorbsASlip(t *testing.T) {
	s := shipped()
	s.inject(30, 0, Change{Param: ParamHold, Target: 0, Span: elapsed(25)})
	v := s.live(t, DoNothing)
	v.happened(t, "order-delivered o-0", 240)
	v.carried(t, 0, 0, 25, 0, 25)
	v.carried(t, 1, 25, 0, 0, 25)
	v.carried(t, 2, 25, 0, 25, 0)
	v.carried(t, 3, 0, 0, 0, 0)
	v.changed(t, 0, CauseHeld, 25)
	v.changed(t, 2, CauseBatch, -25)
}

// TestWhatSlackDoesNotAbsorbReachesTheCustomer: with all at sales held for 120 the order is
// sold 180–190, built 195–215, and comes to dispatch at 220, too late for its van. It waits
// 80 for the next instead of 100, is sent 300–330 and with the customer at 340. Of the 120
// dispatch absorbs 20 and passes on 100; it was promised for 250, so 90 of them are late.
func TestWhatSlackDoesNotAbsorbReachesTheCustomer(t *testing.T) {
	s := shipped()
	s.Streams[0].Promise = elapsed(190)
	s.inject(30, 0, Change{Param: ParamHold, Target: 0, Span: elapsed(120)})
	v := s.live(t, DoNothing)
	v.happened(t, "order-delivered o-0", 340)
	v.carried(t, 0, 0, 120, 0, 120)
	v.carried(t, 1, 120, 0, 0, 120)
	v.carried(t, 2, 120, 0, 20, 100)
	v.carried(t, 3, 100, 0, 0, 90)
}

// TestQueueAbsorbsASlip: orders come at 60 and 120, are sold (10) and, 10 away, built
// (100). The first is built 80–180, so the second, there at 140, waits for 40. From 100 to
// 130 sales holds what comes for 25: the second is there at 165 and waits for 15.
func TestQueueAbsorbsASlip(t *testing.T) {
	s := newShop(2, 60, "sales", "workshop")
	s.step("sell", 0, 10)
	s.step("build", 1, 100)
	s.lead("sell", 10, "build")
	s.inject(100, 30, Change{Param: ParamHold, Target: 0, Span: elapsed(25)})
	v := s.live(t, DoNothing)
	v.happened(t, "order-delivered o-1", 290)
	v.carried(t, 0, 0, 25, 0, 25)
	v.carried(t, 1, 25, 0, 25, 0)
	v.carried(t, 2, 0, 0, 0, 0)
	v.changed(t, 1, CauseStaff, -25)
}

// TestJoinAbsorbsWhatABranchHadToSpare: as in TestPathGoesByTheLastBranch an order is
// cut until 135 and printed until 95: the print waits at the join from 100 until 140.
// With printing held for 30 it is there at 130: the printer added 30 and passed
// them on, and packing, at the office, absorbed them.
func TestJoinAbsorbsWhatABranchHadToSpare(t *testing.T) {
	s := forked()
	s.inject(30, 0, Change{Param: ParamHold, Target: 2, Span: elapsed(30)})
	v := s.live(t, DoNothing)
	v.happened(t, "order-delivered o-0", 160)
	v.carried(t, 0, 30, 0, 30, 0)
	v.carried(t, 1, 0, 0, 0, 0)
	v.carried(t, 2, 0, 30, 0, 30)
	v.carried(t, 3, 0, 0, 0, 0)
	v.changed(t, 0, CauseBranch, -30)
}

// TestJoinAbsorbsTheWaitOfABranchThatBecameTheLast: held for 100, the print is there at 200
// instead of 100, where it would have waited 40 for the cut: 60 reach the customer.
func TestJoinAbsorbsTheWaitOfABranchThatBecameTheLast(t *testing.T) {
	s := forked()
	s.inject(30, 0, Change{Param: ParamHold, Target: 2, Span: elapsed(100)})
	v := s.live(t, DoNothing)
	v.carried(t, 0, 100, 0, 40, 60)
	v.carried(t, 1, 0, 0, 0, 0)
	v.carried(t, 2, 0, 100, 0, 100)
	v.carried(t, 3, 60, 0, 0, 0)
	v.changed(t, 0, CauseBranch, -40)
}

// TestLatenessIsNotCountedOnceForEachBranch: taking the order is held for 25. Both branches
// begin 25 later and the order ends 25 later: the cut, which comes last, carries it on;
// the print was not slower since the split. With the print held for 30 besides, the printer adds 30,
// which packing absorbs.
func TestLatenessIsNotCountedOnceForEachBranch(t *testing.T) {
	s := forked()
	s.inject(30, 0, Change{Param: ParamHold, Target: 0, Span: elapsed(25)}, Change{Param: ParamHold, Target: 2, Span: elapsed(30)}).For = elapsed(50)
	v := s.live(t, DoNothing)
	v.happened(t, "order-delivered o-0", 185)
	v.carried(t, 0, 25, 25, 0, 25+25)
	v.carried(t, 1, 25, 0, 0, 25)
	v.carried(t, 2, 0, 0, 0, 0)
	v.carried(t, 3, 25, 0, 0, 0)
	s = forked()
	s.inject(30, 0, Change{Param: ParamHold, Target: 0, Span: elapsed(25)}).For = elapsed(50)
	s.inject(90, 0, Change{Param: ParamHold, Target: 2, Span: elapsed(30)})
	v = s.live(t, DoNothing)
	v.happened(t, "order-delivered o-0", 185)
	v.carried(t, 0, 25+30, 25, 30, 25+25)
	v.carried(t, 2, 0, 30, 0, 30)
}

// TestReworkIsADetour: an order is made (20), checked (10), 5 away, and with the customer 10 later:
// made 60–80, checked 85–95, there at 105. With a mistake in what is made until 100 it goes back, 5
// away: made again 100–120, checked again 125–135, there at 145. The check sends it back 5 later,
// making it again takes 20 + 5, checking it again 10.
func TestReworkIsADetour(t *testing.T) {
	s := newShop(1, 60, "workshop", "quality")
	s.step("make", 0, 20)
	s.step("check", 1, 10).Finds = 1
	s.lead("make", 5, "check")
	s.Steps[1].BackTo = s.edge(5, "make")
	s.Steps[1].BackTo.Back = true
	s.inject(30, 60, Change{Param: ParamErrors, Target: 0, Op: Set, Value: 1})
	v := s.live(t, DoNothing)
	v.happened(t, "order-delivered o-0", 145)
	v.carried(t, 0, 5, 25, 0, 30)
	v.carried(t, 1, 30, 15, 0, 5+40)
	v.carried(t, 2, 40, 0, 0, 0)
	for d, want := range []float64{25, 15} {
		if got := v.world.Carried[Baseline][0][d].Detour; got != minutes(want) {
			t.Errorf("department %d: a detour of %d ms, by hand %v minutes", d, got, want)
		}
	}
}

// TestOrdersLookedAtOneByOneComeToTheSame: the second account of orders that
// all went by the same single way is the same whether their paths are added up arm by
// arm or every pair is looked at by itself.
func TestOrdersLookedAtOneByOneComeToTheSame(t *testing.T) {
	b := start(t)
	rapid.Check(t, func(t *rapid.T) {
		m := drawRecipe(t, allFeatures).model()
		same(t, "one by one", run(t, b, m, Options{Trace: true}), run(t, b, m, Options{Trace: true, singly: true}))
	})
}

// TestStockAbsorbsALateReplenishment: the shop of TestStockIsReorderedByPosition with 20
// parts at the start, 4 more ordered at 15 or below: at 180, 300, 420, 540 and 660. What
// comes to procurement from 180 to 280 is held for 100: reorder 0, there at 210, is outside
// 310–370 instead of 210–270 and in work 370–490 instead of 270–390; its parts come at 505 instead
// of 405. Reorder 1 is in work after it, 490–610 instead of 390–510: parts at 625 instead of
// 525. The others end after the last of the 12 orders, which is with the customer at 740. There are
// parts for every order all the time: the stock absorbs all 200, and nothing reaches a customer.
func TestStockAbsorbsALateReplenishment(t *testing.T) {
	s := kept(12)
	s.Stocks[0].Start, s.Stocks[0].Reorders[0].At = 20, 15
	s.inject(180, 100, Change{Param: ParamHold, Target: 1, Span: elapsed(100)})
	v := s.live(t, DoNothing)
	v.happened(t, "order-delivered o-11", 740)
	if got, want := v.world.Buffered[Baseline][1], (Buffered{Items: 2, Late: minutes(200)}); got != want || got.Absorbed() != minutes(200) {
		t.Errorf("%+v, by hand %+v", got, want)
	}
	for d := range v.world.Carried[Baseline][0] {
		v.carried(t, d, 0, 0, 0, 0)
	}
}

// TestStockPassesOnWhatItDoesNotAbsorb: as in TestSlipUpstreamIsChargedToWhoSlipped reorder 0
// takes 325 instead of 225, and order 2 waits 205 for it: all 100 are passed on.
//
// With 11 parts at the start order 3, at 240, leaves 3: reorder 0 goes out, is at procurement at
// 270, held until 370, and its parts come at 565 instead of 465. Order 4 leaves 1. One more order comes at 535: it
// waits 30 where it would not have waited. 30 of the 100 are passed on, 70 absorbed.
func TestStockPassesOnWhatItDoesNotAbsorb(t *testing.T) {
	s := kept(4)
	s.From, s.Until = 0, minutes(500)
	s.inject(80, 0, Change{Param: ParamHold, Target: 1, Span: elapsed(100)})
	v := s.live(t, DoNothing)
	if got, want := v.world.Buffered[Baseline][1], (Buffered{Items: 1, Late: minutes(100), PassedOn: minutes(100)}); got != want {
		t.Errorf("%+v, by hand %+v", got, want)
	}
	s = kept(5)
	s.orders("last", 1, 535)
	s.Stocks[0].Start = 11
	s.inject(240, 60, Change{Param: ParamHold, Target: 1, Span: elapsed(100)})
	v = s.live(t, DoNothing)
	v.happened(t, "order-delivered last-0", 585)
	if got, want := v.world.Buffered[Baseline][1], (Buffered{Items: 1, Late: minutes(100), PassedOn: minutes(30)}); got != want {
		t.Errorf("%+v, by hand %+v", got, want)
	}
	v.carried(t, 0, 0, 30, 0, 30)
	v.carried(t, 2, 30, 0, 0, 0)
}
