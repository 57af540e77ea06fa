package sim

import (
	"math"
	"slices"
	"testing"
)

// forked makes a shop in which an order is taken (10), then cut (60, at the
// workshop) and printed (20, at the printer's) at the same time, and packed (10)
// when both are there. Handoffs take 5, to the customer 10.
func forked() *shop {
	s := newShop(1, 60, "office", "workshop", "printer")
	s.step("take", 0, 10)
	s.step("cut", 1, 60)
	s.step("print", 2, 20)
	s.step("pack", 0, 10).Join = []int{1, 2}
	s.lead("take", 5, "cut", "print")
	s.lead("cut", 5, "pack")
	s.lead("print", 5, "pack")
	return s
}

// TestPathGoesByTheLastBranch: taken 60–70; cut 75–135, there at 140; printed
// 75–95, there at 100; packed 140–150; delivered at 160. The path is office 20 of
// work, 5 + 10 on the way; workshop 60 of work, 5 on the way: 100 minutes.
//
// With printing held for 100 minutes it is printed 175–195 and there at 200:
// packed 200–210, delivered at 220. The path goes by the printer: 100 held, 20 of
// work, 5 on the way. The ledger has all that, and takes the workshop's away: 60.
func TestPathGoesByTheLastBranch(t *testing.T) {
	s := forked()
	s.inject(30, 0, Change{Param: ParamHold, Target: 2, Span: elapsed(100)})
	v := s.live(t, Baseline)
	v.happened(t, "work-started o-0 pack", 140)
	v.happened(t, "order-delivered o-0", 160)
	v.spent(t, 0, CauseWork, 20)
	v.spent(t, 0, CauseHandoff, 15)
	v.spent(t, 1, CauseWork, 60)
	v.spent(t, 1, CauseHandoff, 5)
	v.spent(t, 2, CauseWork, 0)
	v = s.live(t, DoNothing)
	v.happened(t, "work-started o-0 pack", 200)
	v.happened(t, "order-delivered o-0", 220)
	v.spent(t, 1, CauseWork, 0)
	v.spent(t, 2, CauseHeld, 100)
	v.spent(t, 2, CauseWork, 20)
	ledger := v.world.Ledger[Baseline][0]
	for _, c := range []struct {
		department int
		cause      Cause
		want       Tick
	}{{0, CauseWork, 0}, {1, CauseWork, -60}, {1, CauseHandoff, -5}, {2, CauseHeld, 100}, {2, CauseWork, 20}, {2, CauseHandoff, 5}} {
		if got := ledger[c.department][c.cause]; got != c.want*60_000 {
			t.Errorf("ledger of department %d, %s: %d, by hand %d minutes", c.department, c.cause, got, c.want)
		}
	}
	if p := v.world.Against[Baseline][0]; p.LeadTime != minutes(60) || p.Worse != minutes(60) || p.WorseOrders != 1 {
		t.Errorf("pairs %+v", p)
	}
}

// TestFirstLossOfABranchCounts: patience ends at 60 + 70 = 130. The printer is
// away, so printing waits and is given up at 130; cutting is in work until 135
// and is given up when it arrives at the join at 140. The order is lost at 130.
func TestFirstLossOfABranchCounts(t *testing.T) {
	s := forked()
	s.Streams[0].Patience = elapsed(70)
	s.Departments[2].Teams[0].Staff = 0
	v := s.live(t, Baseline)
	v.happened(t, "work-lost o-0 print", 130)
	v.happened(t, "work-lost o-0 pack", 140)
	if g := v.world.Segments[0]; g.Lost != 1 || g.Open[0] != minutes(70) {
		t.Errorf("%+v", g)
	}
}

// TestReworkIsACauseOfItsOwn: every piece is made with a mistake until 100 and
// without one from then on; checking finds all mistakes and sends the piece back.
//
//	make 60–80 (mistake), check 80–90 (found), make again 90–110, check 110–120
//
// Work 20 + 10, rework 20 + 10; two of the four steps are on a second visit.
func TestReworkIsACauseOfItsOwn(t *testing.T) {
	s := newShop(1, 60, "workshop")
	s.step("make", 0, 20).Errors = 1
	s.step("check", 0, 10).Finds = 1
	s.lead("make", 0, "check")
	s.Steps[1].BackTo = s.edge(0, "make")
	s.Steps[1].BackTo.Back = true
	s.inject(100, 0, Change{Param: ParamErrors, Target: 0, Op: Set, Value: 0})
	v := s.live(t, DoNothing)
	v.happened(t, "work-started o-0 make", 60, 90)
	v.happened(t, "work-finished o-0 check", 90, 120)
	v.spent(t, 0, CauseWork, 30)
	v.spent(t, 0, CauseRework, 30)
	if d := v.world.Departments[0]; d.Steps != 4 || d.Reworked != 2 || d.Mistakes != 1 {
		t.Errorf("%+v", d)
	}
	if g := v.world.Segments[0]; g.Defective != 0 || g.Delivered != 1 {
		t.Errorf("%+v", g)
	}
}

// TestChanceChangesForStepsThatEndThen: until 100 every check is fine, from then
// on every one fails and the order is lost: order 0 (checked at 65) is delivered,
// order 1 (125) is not.
func TestChanceChangesForStepsThatEndThen(t *testing.T) {
	s := newShop(2, 60, "office")
	c := s.step("check", 0, 5)
	c.Outcomes[0].Name = "fine"
	c.Outcomes = append(c.Outcomes, Outcome{Name: "failed", Next: []Edge{{To: Lost, Handoff: fixed(10)}}})
	s.inject(100, 0, Change{Param: ParamChance, Target: 0, Index: 1, Op: Set, Value: 1})
	v := s.live(t, DoNothing)
	v.happened(t, "order-delivered o-0", 75)
	v.happened(t, "work-lost o-1 check", 125)
	if p := v.world.Against[Baseline][0]; p.Both != 1 || p.LostHere != 1 {
		t.Errorf("pairs %+v", p)
	}
}

// TestOtherChancesKeepTheirProportions: of 50, 30 and 20 %, the last set to 60 %
// leaves 40 % for the others, 5 to 3: 25 and 15 %.
func TestOtherChancesKeepTheirProportions(t *testing.T) {
	s := newShop(1, 60, "office")
	s.step("check", 0, 5).Outcomes = []Outcome{{Chance: 0.5}, {Chance: 0.3}, {Chance: 0.2}}
	s.inject(0, 0, Change{Param: ParamChance, Target: 0, Index: 2, Op: Set, Value: 0.6})
	got := s.chances([]uint16{0}, 0)
	for i, want := range []float64{0.25, 0.15, 0.6} {
		if math.Abs(got[i]-want) > 1e-12 {
			t.Errorf("chances %v, by hand 0.25, 0.15, 0.6", got)
		}
	}
}

// TestNumbersCombineSetsThenAddsThenMultiplies: staff of 2; set to 5, then to 4
// (the later start wins), one more, twice as many: (4 + 1) × 2, whatever the
// order in the file.
func TestNumbersCombineSetsThenAddsThenMultiplies(t *testing.T) {
	s := newShop(1, 60, "office")
	s.step("check", 0, 5)
	for _, c := range []Change{{Op: Multiply, Value: 2}, {Op: Set, Value: 5}, {Op: Add, Value: 1}, {Op: Set, Value: 4}} {
		c.Param = ParamStaff
		s.inject(0, 0, c)
	}
	if got := s.number([]uint16{0, 1, 2, 3}, ParamStaff, 0, 0, 2); got != 10 {
		t.Errorf("%v people, by hand 10", got)
	}
	if got := s.number([]uint16{3, 2, 1, 0}, ParamStaff, 0, 0, 2); got != 12 { // set to 5 started last
		t.Errorf("%v people, by hand 12", got)
	}
}

// TestConditionTakesTwoHandoffs: orders of 100 minutes at 20, 40, 60, …; the
// backlog of the workshop is sampled at 60, 120, … and judged in the office, one
// handoff (10) later; what follows begins another handoff later.
//
// At 60 three orders are there (order 0 in hand since 20), at 120 five (20…120 is
// six, order 0 left at 120): more than 4. Judged at 130, in force at 140: a second
// person, who takes order 2 then; order 1 is in hand since 120.
func TestConditionTakesTwoHandoffs(t *testing.T) {
	s := newShop(8, 20, "workshop", "office")
	s.step("build", 0, 100)
	e := s.inject(60, 0, Change{Param: ParamStaff, Target: 0, Op: Add, Value: 1})
	e.When.Condition = &Condition{Judge: 1, Every: minutes(60), All: []Comparison{{Quantity: QuantityBacklog, Target: 0, Above: true, Limit: 4}}}
	v := s.live(t, DoNothing)
	v.happened(t, "work-started o-1 build", 120)
	v.happened(t, "work-started o-2 build", 140)
	v.happened(t, "work-started o-3 build", 220)
}

// TestConditionOnCustomersHoldsFromTheNextDay: orders pile up; at 100 and every
// 100 minutes the open ones are counted: 5 at 300 (60, 120, 180, 240, 300; nothing
// is ever built). More than 4: judged at 310, told at 320, and for the customers
// in force from midnight (1440): no more orders.
func TestConditionOnCustomersHoldsFromTheNextDay(t *testing.T) {
	s := newShop(50, 60, "workshop")
	s.step("build", 0, 100)
	s.Departments[0].Teams[0].Staff = 0
	e := s.inject(100, 0, Change{Param: ParamDemand, Target: 0, Op: Multiply, Value: 0})
	e.When.Condition = &Condition{Judge: 0, Every: minutes(100), All: []Comparison{{Quantity: QuantityOpenOrders, Target: 0, Above: true, Limit: 4}}}
	v := s.live(t, DoNothing)
	if g := v.world.Segments[0]; g.Orders != 23 { // 60 … 1380
		t.Errorf("%d orders, by hand 23", g.Orders)
	}
	v.happened(t, "order-placed o-22", 1380)
	v.happened(t, "order-placed o-23")
}

// TestConditionFiresInEachArmByItself: orders of 100 minutes every 60 pile up;
// the first inject follows as soon as one is open, the second, no more orders
// from the next day, once more than 12 are: at t minutes about t/60 − t/100 are,
// so that is after 1800. With more people from 1500 on it never comes to that.
func TestConditionFiresInEachArmByItself(t *testing.T) {
	s := newShop(100, 60, "workshop")
	s.step("build", 0, 100)
	s.Arms = append(s.Arms, Arm{Name: "more"})
	when := func(limit float64) *Condition {
		return &Condition{Judge: 0, Every: minutes(100), All: []Comparison{{Quantity: QuantityOpenOrders, Target: 0, Above: true, Limit: limit}}}
	}
	s.inject(100, 0, Change{Param: ParamValue, Target: 0, Op: Add, Value: 1}).When.Condition = when(0)
	s.inject(1600, 0, Change{Param: ParamDemand, Target: 0, Op: Multiply, Value: 0}).When.Condition = when(12)
	e := s.inject(1500, 0, Change{Param: ParamStaff, Target: 0, Op: Set, Value: 5})
	e.Response, e.Arms = true, []bool{false, false, true}
	for _, early := range []bool{true, false} {
		w := run(t, start(t), s.Model, Options{EarlyFork: early}).Worlds[0]
		if a, b, c := w[Baseline].Segments[0].Orders, w[DoNothing].Segments[0].Orders, w[2].Segments[0].Orders; a != 100 || b != 47 || c != 100 { // 60 … 2820, before 2880
			t.Errorf("%d orders, %d and with more people %d; by hand 100, 47 and 100", a, b, c)
		}
	}
}

// TestSurgeOnACondition: the surge that follows the backlog above begins for the
// customers at midnight, its first order 7 minutes later.
func TestSurgeOnACondition(t *testing.T) {
	s := newShop(8, 20, "workshop")
	s.step("build", 0, 100)
	s.orders("extra", 1000, 7).Surge = 0
	e := s.inject(60, 1600)
	e.When.Condition = &Condition{Judge: 0, Every: minutes(60), All: []Comparison{{Quantity: QuantityBacklog, Target: 0, Above: true, Limit: 4}}}
	v := s.live(t, DoNothing)
	v.happened(t, "order-placed extra-0", 1447)
	v.happened(t, "order-placed extra-1", 1454)
}

// TestWorkChangesForWorkThatStarts: work of 50 minutes is doubled at 70: order 0,
// in hand since 60, still takes 50; order 1 takes 100.
func TestWorkChangesForWorkThatStarts(t *testing.T) {
	s := newShop(2, 60, "workshop")
	s.step("build", 0, 50)
	s.inject(70, 0, Change{Param: ParamWork, Target: 0, Op: Multiply, Value: 2})
	v := s.live(t, DoNothing)
	v.happened(t, "work-finished o-0 build", 110)
	v.happened(t, "work-finished o-1 build", 220)
}

// TestCausesAddUpToTheStay: one order meets everything. Hours are 08:00–17:00.
//
//	08:00 (480)  arrives, held for 60 by a slip
//	09:00 (540)  waits outside for 90
//	10:30 (630)  the system is down until 11:00: 30
//	11:00 (660)  no parts until 12:00: 60
//	12:00 (720)  the person works on another order until 12:30: 30
//	12:30 (750)  work of 300: 270 until 17:00, closed for 900, 30 more to 08:30 (1950)
//	08:30        10 on the way
func TestCausesAddUpToTheStay(t *testing.T) {
	s := newShop(1, 480, "office")
	s.step("check", 0, 300).Wait = fixed(90)
	s.needs("check", "erp")
	s.Stocks = []Stock{{Name: "parts", Start: 0}}
	s.Steps[0].Takes = []Amount{{Stock: 0, Quantity: 1}}
	s.Flows = append(s.Flows, Flow{Name: "other", Segment: 0})
	s.stepOf(1, "call", 0, 60)
	s.orders("c", 1, 690).Flow = 1 // 11:30–12:30
	s.Departments[0].Teams[0].Calendar = s.officeHours(8, 17)
	s.inject(470, 20, Change{Param: ParamHold, Target: 0, Span: elapsed(60)})
	s.inject(600, 60, Change{Param: ParamDown, Target: 0})
	s.inject(720, 5, Change{Param: ParamStockGain, Target: 0, Value: 1})
	v := s.live(t, DoNothing)
	v.happened(t, "work-started o-0 check", 750)
	v.happened(t, "work-finished o-0 check", 1950)
	v.spent(t, 0, CauseHeld, 60)
	v.spent(t, 0, CauseOutside, 90)
	v.spent(t, 0, CauseSystem, 30)
	v.spent(t, 0, CauseStock, 60)
	v.spent(t, 0, CauseStaff, 30)
	v.spent(t, 0, CauseWork, 300+60) // with the call
	v.spent(t, 0, CauseClosed, 900)
	v.spent(t, 0, CauseHandoff, 10+10)
	if !slices.Equal(v.at["order-delivered o-0"], []float64{1960}) {
		t.Errorf("delivered at %v", v.at["order-delivered o-0"])
	}
}
