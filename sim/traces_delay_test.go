package sim

import (
	"testing"
)

// TestSlipHoldsWhatArrives: a slip of 90 minutes at the workshop, from 100 to 200.
//
//	order  arrives  held until  worked on
//	0      60       -           60–90
//	1      120      210         210–240
//	2      180      270         270–300
//	3      240      -           240–270
func TestSlipHoldsWhatArrives(t *testing.T) {
	s := newShop(4, 60, "workshop")
	s.step("build", 0, 30)
	s.inject(100, 100, Change{Param: ParamHold, Target: 0, Span: elapsed(90)})
	v := s.live(t, DoNothing)
	v.happened(t, "work-started o-0 build", 60)
	v.happened(t, "work-started o-1 build", 210)
	v.happened(t, "work-started o-2 build", 270)
	v.happened(t, "work-started o-3 build", 240)
	v.spent(t, 0, CauseHeld, 180)
	v.spent(t, 0, CauseStaff, 0)
	v.spent(t, 0, CauseWork, 120)
}

// TestSlipsAddUpAndHoldOnce: two slips of 30 and 45 minutes at once hold for 75,
// and what goes from step to step inside the department is not held again.
func TestSlipsAddUpAndHoldOnce(t *testing.T) {
	s := newShop(1, 60, "workshop")
	s.step("cut", 0, 10)
	s.step("sew", 0, 10)
	s.lead("cut", 0, "sew")
	s.inject(30, 0, Change{Param: ParamHold, Target: 0, Span: elapsed(30)})
	s.inject(40, 0, Change{Param: ParamHold, Target: 0, Span: elapsed(45)})
	v := s.live(t, DoNothing)
	v.happened(t, "work-started o-0 cut", 135) // 60 + 75
	v.happened(t, "work-started o-0 sew", 145)
	v.spent(t, 0, CauseHeld, 75)
}

// TestExpediteReleasesWhatIsHeld: orders are held for a day from 30 on; at 100
// the flow is expedited: the order held since 60 is released then, the one that
// arrives at 120 is not held.
func TestExpediteReleasesWhatIsHeld(t *testing.T) {
	s := newShop(2, 60, "workshop")
	s.step("build", 0, 15)
	s.inject(30, 0, Change{Param: ParamHold, Target: 0, Span: elapsed(1440)})
	s.inject(100, 0, Change{Param: ParamExpedite, Target: 0, Value: 1})
	v := s.live(t, DoNothing)
	v.happened(t, "work-started o-0 build", 100)
	v.happened(t, "work-started o-1 build", 120)
	v.spent(t, 0, CauseHeld, 40)
}

// TestExpediteGoesFirstAndShortensWaits: three orders of a flow at 60, 120, 180
// wait outside for 100 minutes; expedited at 200 with half the waits. Order 0 is
// through at 160. Order 1 has waited 80 of 100: 10 instead of 20 are left. Order
// 2 has waited 20: 40 instead of 80 are left.
func TestExpediteGoesFirstAndShortensWaits(t *testing.T) {
	s := newShop(3, 60, "workshop")
	s.step("build", 0, 5).Wait = fixed(100)
	s.inject(200, 0, Change{Param: ParamExpedite, Target: 0, Value: 0.5})
	v := s.live(t, DoNothing)
	v.happened(t, "work-started o-0 build", 160)
	v.happened(t, "work-started o-1 build", 210)
	v.happened(t, "work-started o-2 build", 240)
	v.spent(t, 0, CauseOutside, 100+90+60)
}

// TestChangedWaitIsForWaitsThatStart: waits are doubled at 100: the order that
// waits since 60 still waits 100 minutes, the one at 120 waits 200.
func TestChangedWaitIsForWaitsThatStart(t *testing.T) {
	s := newShop(2, 60, "workshop")
	s.step("build", 0, 5).Wait = fixed(100)
	s.inject(100, 0, Change{Param: ParamWait, Target: 0, Op: Multiply, Value: 2})
	v := s.live(t, DoNothing)
	v.happened(t, "work-started o-0 build", 160)
	v.happened(t, "work-started o-1 build", 320)
}

// TestSlipOnALink: from 100 to 150 what the workshop hands to shipping takes two
// hours longer than its 20 minutes, and from 200 on what shipping hands to the
// customers an hour longer than its 10.
//
//	order  built   ships        at the customer
//	0      60–70   90–100       110   left the workshop at 70, before the slip
//	1      120–130 270–280      350   130 + 20 + 120; 280 + 10 + 60
//	2      180–190 210–220      290   220 + 10 + 60
func TestSlipOnALink(t *testing.T) {
	s := newShop(3, 60, "workshop", "shipping")
	s.step("build", 0, 10)
	s.step("ship", 1, 10)
	s.lead("build", 20, "ship")
	s.inject(100, 50, Change{Param: ParamLinkHold, Target: 0, Index: 1, Span: elapsed(120)})
	s.inject(200, 0, Change{Param: ParamLinkHold, Target: 1, Index: -1, Span: elapsed(60)})
	v := s.live(t, DoNothing)
	v.happened(t, "work-started o-0 ship", 90)
	v.happened(t, "work-started o-1 ship", 270)
	v.happened(t, "work-started o-2 ship", 210)
	v.happened(t, "order-delivered o-0", 110)
	v.happened(t, "order-delivered o-1", 350)
	v.happened(t, "order-delivered o-2", 290)
	v.spent(t, 0, CauseHandoff, 20+140+20)
	v.spent(t, 1, CauseHandoff, 10+70+70)
}

// TestSlipOfOneFlow: what arrives for checking is held for 30 from 60 to 160, of
// the other flow nothing: orders at 60 and 120 are checked at 90 and 150, the one at
// 180 at once; calls at 70 and 140 are taken then.
func TestSlipOfOneFlow(t *testing.T) {
	s := newShop(3, 60, "office")
	s.Streams[0].Calendar = s.open(0, 180)
	s.step("check", 0, 5)
	s.Flows = append(s.Flows, Flow{Name: "call", Segment: 0})
	s.stepOf(1, "take", 0, 5)
	s.orders("c", 2, 70).Flow = 1
	s.inject(60, 100, Change{Param: ParamStepHold, Target: 0, Span: elapsed(30)})
	v := s.live(t, DoNothing)
	v.happened(t, "work-started o-0 check", 90)
	v.happened(t, "work-started o-1 check", 150)
	v.happened(t, "work-started o-2 check", 180)
	v.happened(t, "work-started c-0 take", 70)
	v.happened(t, "work-started c-1 take", 140)
	v.spent(t, 0, CauseHeld, 60)
}
