package sim

import "testing"

// upstream checks the minutes of one cause at one place, on the paths of all
// orders together, waits led upstream.
func (v *seen) upstream(t *testing.T, place int, cause Cause, want float64) {
	t.Helper()
	if got := float64(v.world.UpstreamPath[0][place][cause]) / 60_000; got != want {
		t.Errorf("upstream, place %d, %s: %v minutes, by hand %v", place, cause, got, want)
	}
}

// TestWaitForPiecesIsLedToTheirReplenishment: as in TestStockIsReorderedByPosition
// orders 2 and 3 wait from 180 and 240 until 285 for reorder 0, which was ordered
// at 60, at procurement by 90, outside until 150, in work until 270, and on the
// way for 15. So order 2 waits 90 for work and 15 for the way, order 3 30 and 15.
func TestWaitForPiecesIsLedToTheirReplenishment(t *testing.T) {
	s := kept(4)
	s.From, s.Until = 0, minutes(500)
	v := s.live(t, Baseline)
	v.spent(t, 0, CauseStock, 105+45)
	v.upstream(t, 0, CauseStock, 0)
	v.upstream(t, 0, CauseStaff, 10)
	v.upstream(t, 1, CauseOutside, 0)
	v.upstream(t, 1, CauseWork, 90+30)
	v.upstream(t, 1, CauseHandoff, 15+15)
	if got, want := v.world.Held[1], (HeldResult{Waits: 2, Waited: minutes(150), Holders: 1, Took: minutes(225)}); got != want {
		t.Errorf("%+v, by hand %+v", got, want)
	}
}

// TestWaitForWhatIsNotOrderedYet: two parts, and the stock is looked at at 200
// only. Order 0 takes both; order 1 comes at 120. At 200 two reorders go out. The
// first is at procurement at 230, outside until 290, in work until 410, there at
// 425: of the 305 that order 1 waits the workshop has not ordered for 80, and
// the order is on its way for 30.
func TestWaitForWhatIsNotOrderedYet(t *testing.T) {
	s := kept(2)
	s.Stocks[0].Start, s.Stocks[0].Review = 2, []Tick{minutes(200)}
	v := s.live(t, Baseline)
	v.spent(t, 0, CauseStock, 305)
	v.upstream(t, 0, CauseStock, 0)
	v.upstream(t, 0, CauseUnordered, 80)
	v.upstream(t, 0, CauseHandoff, 30+2*10)
	v.upstream(t, 1, CauseOutside, 60)
	v.upstream(t, 1, CauseWork, 120)
	v.upstream(t, 1, CauseHandoff, 15)
}

// TestPiecesHeldAtTheDoorAreLedToIt: as before, but what is received from 400 on
// is held for an hour: the workshop holds what it waits for.
func TestPiecesHeldAtTheDoorAreLedToIt(t *testing.T) {
	s := kept(2)
	s.Stocks[0].Start, s.Stocks[0].Review = 2, []Tick{minutes(200)}
	s.inject(400, 0, Change{Param: ParamReceiptHold, Target: 0, Span: elapsed(60)})
	v := s.live(t, DoNothing)
	v.spent(t, 0, CauseStock, 365)
	v.upstream(t, 0, CauseHeld, 60)
	v.upstream(t, 1, CauseHandoff, 15)
	if up := v.world.Upstream[Baseline][0]; up[0][CauseHeld] != minutes(60) || total(up) != minutes(60) {
		t.Errorf("upstream ledger %v", up)
	}
}

// TestWaitForOtherWorkIsLedToIt: a ticket comes at 60, is escalated by 65 and
// waits for its problem, which reaches development at 70. The fix takes a part:
// the first was ordered with a supplier at 0 and comes at 100. It is done at 200
// and heard of at 210. So of the 145 that the ticket waits it is 5 on the way
// from support, 30 with the supplier, 100 in work and 10 on the way back.
func TestWaitForOtherWorkIsLedToIt(t *testing.T) {
	s := problems(1, 60)
	s.Stocks = []Stock{{Name: "parts", Department: 1, Reorders: []Reorder{{At: 0, Quantity: 1, Sources: from(0)}}}}
	s.supplier("maker", 100, 0, 0)
	s.Steps[s.names["fix"]].Takes = []Amount{{Stock: 0, Quantity: 1}}
	const maker = 3 // behind two departments and the customers
	v := s.live(t, Baseline)
	v.spent(t, 0, CauseOther, 145)
	v.upstream(t, 0, CauseOther, 0)
	v.upstream(t, 0, CauseHandoff, 5+10)
	v.upstream(t, 1, CauseStock, 0)
	v.upstream(t, maker, CauseOutside, 30)
	v.upstream(t, 1, CauseWork, 100)
	v.upstream(t, 1, CauseHandoff, 10)
	if got, want := v.world.Held[1], (HeldResult{Waits: 1, Waited: minutes(145), Holders: 1, Took: minutes(145)}); got != want {
		t.Errorf("%+v, by hand %+v", got, want)
	}
}

// TestSlipUpstreamIsChargedToWhoSlipped: the workshop builds (10), the field
// installs (20, 5 away), the customer has it 10 later. Orders and parts are as in
// TestStockIsReorderedByPosition. From 80 on procurement holds what arrives for
// 100: reorder 0, there at 90, goes on at 190, is outside until 250, in work until
// 370 and there at 385. Orders 2 and 3, which waited 105 and 45, wait 205 and 145.
//
// By where they stood both lost 100 for want of stock. The reorder took 325
// instead of 225, the 100 more of which were held: all 200 are procurement's hold.
func TestSlipUpstreamIsChargedToWhoSlipped(t *testing.T) {
	s := kept(4)
	s.Departments = append(s.Departments, Department{Name: "field", Teams: []Team{{Name: "all", Staff: 1}}})
	s.step("install", 2, 20)
	s.lead("build", 5, "install")
	s.From, s.Until = 0, minutes(500)
	s.inject(80, 0, Change{Param: ParamHold, Target: 1, Span: elapsed(100)})
	v := s.live(t, DoNothing)
	v.spent(t, 0, CauseStock, 205+145)
	up := v.world.Upstream[Baseline][0]
	if up[1][CauseHeld] != minutes(200) || total(up) != minutes(200) || up[0][CauseStock] != 0 || up[1][CauseWork] != 0 {
		t.Errorf("upstream ledger %v", up)
	}
	if by := v.world.Ledger[Baseline][0]; by[0][CauseStock] != minutes(200) || total(by) != minutes(200) {
		t.Errorf("ledger %v", by)
	}
}
