package sim

import "testing"

// kept makes a shop with a stock of parts at the workshop, of which each order
// takes two: 5 at the start, 4 more ordered whenever the position (on hand + on
// order − owed) is 3 or below. The order goes to procurement (30 minutes), which
// waits an hour for the supplier, works for two, and sends the parts (15 minutes).
func kept(orders int) *shop {
	s := newShop(orders, 60, "workshop", "procurement")
	s.Flows = append(s.Flows, Flow{Name: "replenish", Segment: -1})
	s.Stocks = []Stock{{Name: "parts", Start: 5, Reorders: []Reorder{{At: 3, Quantity: 4, Sources: []Source{{Share: 1, Flow: 1, Supplier: -1, Handoff: fixed(30)}}}}}}
	s.step("build", 0, 10).Takes = []Amount{{Stock: 0, Quantity: 2}}
	buy := s.stepOf(1, "buy", 1, 120)
	buy.Wait, buy.Gives, buy.GiveTravel = fixed(60), []Amount{{Stock: 0}}, fixed(15)
	return s
}

// TestStockIsReorderedByPosition:
//
//	60   order 0 takes 2 of 5: 3 on hand, position 3: reorder 0 (4 pieces)
//	90   reorder 0 at procurement, outside until 150, work 150–270, parts at 285
//	120  order 1 takes 2 of 3: 1 on hand, position 1+4 = 5
//	180  order 2 finds 1: owed 2, position 1+4−2 = 3: reorder 1
//	210  reorder 1 at procurement, outside until 270, work 270–390, parts at 405
//	240  order 3 waits behind order 2: owed 4, position 1+8−4 = 5
//	285  4 parts: 5 on hand, order 2 takes 2 (waited 105), order 3 takes 2 (waited 45): 1 on hand
//	405  4 parts: 5 on hand
//
// Order 2 is worked on 285–295, order 3 295–305: it waits 10 for the person.
func TestStockIsReorderedByPosition(t *testing.T) {
	s := kept(4)
	s.From, s.Until = 0, minutes(500)
	v := s.live(t, Baseline)
	v.happened(t, "stock-reordered parts", 60, 180)
	v.happened(t, "stock-received parts", 285, 405)
	v.happened(t, "work-started parts-0 buy", 150)
	v.happened(t, "work-started parts-1 buy", 270)
	v.happened(t, "work-started o-2 build", 285)
	v.happened(t, "work-started o-3 build", 295)
	v.spent(t, 0, CauseStock, 105+45)
	v.spent(t, 0, CauseStaff, 10)
	// Pieces on hand: 5 to 60, 3 to 120, 1 to 285 (then 5, 3, 1 at once), 1 to
	// 405, 5 to 500.
	want := minutes(5*60 + 3*60 + 1*165 + 1*120 + 5*95)
	if got := v.world.Departments[0].Stocked; got != want {
		t.Errorf("%d piece-ticks, by hand %d", got, want)
	}
	if got := v.world.Departments[1].Backlog[0]; got != minutes(270-90+390-210) {
		t.Errorf("procurement's backlog is %d item-ticks", got)
	}
}

// TestReceiptIsHeld: as before, but receipts that arrive from 280 to 300 are held
// for three hours: reorder 0 is booked in at 465, after reorder 1 at 405, which
// serves orders 2 and 3 (waiting 225 and 165).
func TestReceiptIsHeld(t *testing.T) {
	s := kept(4)
	s.inject(280, 20, Change{Param: ParamReceiptHold, Target: 0, Span: elapsed(180)})
	v := s.live(t, DoNothing)
	v.happened(t, "stock-received parts", 405, 465)
	v.happened(t, "work-started o-2 build", 405)
	v.happened(t, "work-started o-3 build", 415)
	v.spent(t, 0, CauseStock, 225+165)
}

// TestStockLossAndGain: at 70 all 3 pieces left vanish: the position is
// 0+4−0 = 4, and nothing is ordered. At 120 order 1 finds none: position 4−2 = 2:
// reorder 1. At 130 ten pieces arrive: order 1 takes two.
func TestStockLossAndGain(t *testing.T) {
	s := kept(2)
	s.inject(70, 5, Change{Param: ParamStockLoss, Target: 0, Op: Multiply, Value: 1})
	s.inject(130, 5, Change{Param: ParamStockGain, Target: 0, Value: 10})
	v := s.live(t, DoNothing)
	v.happened(t, "stock-reordered parts", 60, 120)
	v.happened(t, "work-started o-1 build", 130)
	v.spent(t, 0, CauseStock, 10)
}

// TestReorderRuleChanges: from 100 on, reorder at 6 for 7 pieces: at 100 the
// position is 3+4 = 7, at 120 it falls to 5: 7 pieces, position 12; at 180 order
// 2 makes it 10, at 240 order 3 makes it 8.
func TestReorderRuleChanges(t *testing.T) {
	s := kept(4)
	s.inject(100, 0, Change{Param: ParamReorderAt, Target: 0, Op: Set, Value: 6}, Change{Param: ParamReorderQuantity, Target: 0, Op: Add, Value: 3})
	v := s.live(t, DoNothing)
	v.happened(t, "stock-reordered parts", 60, 120)
}

// TestGivenUpOrderFreesPieces: patience is 50 minutes, and the person is away
// from 50 to 150. Order 0 reserves 2 of the 5 parts at 60 and is given up at
// 110: 5 again. Order 1 takes 2 at 120, order 2 two more at 180: none waits.
func TestGivenUpOrderFreesPieces(t *testing.T) {
	s := kept(3)
	s.Stocks[0].Reorders = nil
	s.Streams[0].Patience = elapsed(50)
	s.inject(50, 100, Change{Param: ParamStaff, Target: 0, Op: Set, Value: 0})
	v := s.live(t, DoNothing)
	v.happened(t, "work-lost o-0 build", 110)
	v.happened(t, "work-started o-1 build", 150)
	v.happened(t, "work-started o-2 build", 180)
	v.spent(t, 0, CauseStock, 0)
}

// TestGivenUpOrderLetsOthersTakeThePieces: order 0 needs 9 parts of the 5, order
// 1 behind it two. When order 0 is given up at 160, order 1 takes its two at once.
func TestGivenUpOrderLetsOthersTakeThePieces(t *testing.T) {
	s := kept(1)
	s.Stocks[0].Reorders = nil
	s.Steps[0].Takes[0].Quantity = 9
	s.Streams[0].Patience = elapsed(100)
	s.Flows = append(s.Flows, Flow{Name: "small", Segment: 0})
	s.stepOf(2, "mend", 0, 10).Takes = []Amount{{Stock: 0, Quantity: 2}}
	s.orders("m", 1, 80).Flow = 2
	v := s.live(t, Baseline)
	v.happened(t, "work-lost o-0 build", 160)
	v.happened(t, "work-started m-0 mend", 160)
}

// TestOneItemGivesTwiceAtOnce: the first step ends at 70 and sends a piece that
// takes 30 minutes, the second ends at 80 and sends one that takes 20: both are
// there at 100, and are two receipts.
func TestOneItemGivesTwiceAtOnce(t *testing.T) {
	s := newShop(1, 60, "workshop")
	s.Stocks = []Stock{{Name: "parts"}}
	a := s.step("cut", 0, 10)
	a.Gives, a.GiveTravel = []Amount{{Stock: 0, Quantity: 1}}, fixed(30)
	b := s.step("trim", 0, 10)
	b.Gives, b.GiveTravel = []Amount{{Stock: 0, Quantity: 1}}, fixed(20)
	s.lead("cut", 0, "trim")
	s.live(t, Baseline).happened(t, "stock-received parts", 100, 100)
}
