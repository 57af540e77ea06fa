package sim

import (
	"testing"

	"ripple/sim/calendar"
	"ripple/sim/draw"
)

// TestSurgeIsAStreamOfItsOwn: an extra order every 20 minutes while the effect
// lasts, from 100 to 150: at 120 and 140, in every arm that has the effect. The
// usual orders come as they do without it.
func TestSurgeIsAStreamOfItsOwn(t *testing.T) {
	s := newShop(3, 60, "workshop")
	s.step("build", 0, 5)
	x := s.orders("extra", 100, 20)
	x.Surge, x.Value = 0, 70
	s.inject(100, 50)
	v := s.live(t, DoNothing)
	v.happened(t, "order-placed o-0", 60)
	v.happened(t, "order-placed o-1", 120)
	v.happened(t, "order-placed extra-0", 120)
	v.happened(t, "order-placed extra-1", 140)
	v.happened(t, "order-placed extra-2")
	v.happened(t, "work-started o-1 build", 120) // the same tick: streams in their order
	v.happened(t, "work-started extra-0 build", 125)
	p := v.world.Against[Baseline][0]
	if p.Both != 3 || p.NeverThere != 2 || p.Revenue != 140 || p.LeadTime != 0 {
		t.Errorf("pairs %+v", p)
	}
	if n := v.result.Worlds[0][Baseline].Segments[0].Orders; n != 3 {
		t.Errorf("%d orders in the baseline", n)
	}
}

// TestDemandFallsByTheCandidatesOwnDraw: with half the demand from 100 to 1000,
// a candidate of that time is placed where its own draw is below a half.
func TestDemandFallsByTheCandidatesOwnDraw(t *testing.T) {
	s := newShop(20, 60, "workshop")
	s.step("build", 0, 5)
	s.inject(100, 900, Change{Param: ParamDemand, Target: 0, Op: Multiply, Value: 0.5})
	v := s.live(t, DoNothing)
	key, refused := draw.NewKey(s.Seed, 0), int64(0)
	for n := range uint64(20) {
		at := float64(60 * (n + 1))
		what := "order-placed " + s.itemName(0, orderItem(0, n))
		if at > 100 && at < 1000 && key.Uniform(orderItem(0, n), draw.At(0, 0, draw.Accept, 0)) >= 0.5 {
			v.happened(t, what)
			refused++
		} else {
			v.happened(t, what, at)
		}
	}
	if p := v.world.Against[Baseline][0]; p.NeverHere != refused || p.Both != 20-refused || refused == 0 {
		t.Errorf("%d refused; pairs %+v", refused, p)
	}
}

// TestNewPromiseForOpenOrders: orders of 200 minutes at 60 and 120 are promised
// within 100: by 160 and 220. They are delivered at 270 and 470: 110 and 250 late.
//
//   - At 150 both are told 150 minutes from then, 300: order 0 is on time, order
//     1 is 170 late. That is 7 cents each.
//   - At 165 order 0 is late already: only order 1 gets a new date, 315: 155 late.
//   - Without open orders only those placed later would have another date.
func TestNewPromiseForOpenOrders(t *testing.T) {
	for _, c := range []struct {
		at, open       float64
		onTime, late   int64
		lateness, cost Tick
	}{
		{150, 1, 1, 1, minutes(170), 14},
		{165, 1, 0, 2, minutes(110 + 155), 7},
		{150, 0, 0, 2, minutes(110 + 250), 0},
	} {
		s := newShop(2, 60, "workshop")
		s.step("build", 0, 200)
		s.Streams[0].Promise, s.Streams[0].Value, s.Streams[0].Penalty = elapsed(100), 1000, 300
		s.inject(c.at, 0, Change{Param: ParamPromise, Target: 0, Span: elapsed(150), Value: c.open}).CostPerItem = 7
		v := s.live(t, DoNothing)
		g := v.world.Segments[0]
		if g.OnTime != c.onTime || g.Late != c.late || g.Lateness != c.lateness || v.world.Cost != c.cost {
			t.Errorf("at %v: %d on time, %d late by %d, cost %d; by hand %d, %d, %d, %d",
				c.at, g.OnTime, g.Late, g.Lateness, v.world.Cost, c.onTime, c.late, c.lateness, c.cost)
		}
		if want := 2000 - 300*c.late; g.Revenue != want {
			t.Errorf("at %v: revenue %d, by hand %d", c.at, g.Revenue, want)
		}
	}
}

// TestNewTermsHoldForLaterOrders: from 100 on orders are promised within 300,
// worth 50 more, and patient for 20 minutes: order 0 (60) is late at 270, order 1
// (120) is given up at 140.
func TestNewTermsHoldForLaterOrders(t *testing.T) {
	s := newShop(2, 60, "workshop")
	s.step("build", 0, 200)
	s.Streams[0].Promise, s.Streams[0].Value = elapsed(100), 1000
	s.inject(100, 0, Change{Param: ParamPromise, Target: 0, Span: elapsed(300)},
		Change{Param: ParamValue, Target: 0, Op: Add, Value: 50}, Change{Param: ParamPatience, Target: 0, Span: elapsed(20)})
	v := s.live(t, DoNothing)
	v.happened(t, "work-lost o-1 build", 140)
	g := v.world.Segments[0]
	if g.Late != 1 || g.Lost != 1 || g.LostValue != 1050 || g.Revenue != 1000 {
		t.Errorf("%+v", g)
	}
}

// TestPatienceEndsWaitingNotWork: patience is 100 minutes; work takes 150, then
// packing 10 in another department.
//
//	order 0 (60)   in work 60–210, past its end of patience at 160; given up when it arrives at packing at 215
//	order 1 (120)  waits until 210, in work 210–360; given up on arrival at 365
//	order 2 (180)  still waits at 280: given up then
func TestPatienceEndsWaitingNotWork(t *testing.T) {
	s := newShop(3, 60, "workshop", "packing")
	s.step("build", 0, 150)
	s.step("pack", 1, 10)
	s.lead("build", 5, "pack")
	s.Streams[0].Patience = elapsed(100)
	v := s.live(t, Baseline)
	v.happened(t, "work-lost o-0 pack", 215)
	v.happened(t, "work-started o-1 build", 210)
	v.happened(t, "work-lost o-1 pack", 365)
	v.happened(t, "work-lost o-2 build", 280)
	if g := v.world.Segments[0]; g.Lost != 3 || g.Open[0] != minutes(155+245+100) {
		t.Errorf("%+v", g)
	}
}

// TestPatienceEndsWithTheFirstStep: the same shop, whose workshop answers. Who
// was taken up in time goes on to packing, 5 away, and is delivered 10 later, over
// the 10 to the customer: order 0 at 235, order 1 at 385. Order 2 still waits at
// 280 and is given up; nothing else is, though order 1 is patient until 220 only.
func TestPatienceEndsWithTheFirstStep(t *testing.T) {
	s := newShop(3, 60, "workshop", "packing")
	s.step("build", 0, 150)
	s.step("pack", 1, 10)
	s.lead("build", 5, "pack")
	s.Steps[0].Answers = true
	s.Streams[0].Patience = elapsed(100)
	v := s.live(t, Baseline)
	v.happened(t, "order-delivered o-0", 235)
	v.happened(t, "order-delivered o-1", 385)
	v.happened(t, "work-lost o-2 build", 280)
	if g := v.world.Segments[0]; g.Lost != 1 || g.Delivered != 2 || g.Open[0] != minutes(175+265+100) {
		t.Errorf("%+v", g)
	}
}

// TestAnsweredOrderWaitsForOtherWork: calls at 10 and 20 take 20 each and wait for
// the claim they start, 100 of work 5 away, whose end is heard 10 later. The second
// waits for support until 30, which puts its end of patience, 70, on the agenda; it
// is answered at 50, its claim in work 135–235, and at 70 nothing happens to it.
func TestAnsweredOrderWaitsForOtherWork(t *testing.T) {
	s := newShop(2, 10, "support", "handlers")
	s.flow("claim", -1)
	s.step("call", 0, 20)
	s.stepOf(1, "assess", 1, 100)
	s.Steps[0].Starts = []Start{{Flow: 1, Handoff: fixed(5), Wait: true}}
	s.Steps[0].Answers = true
	s.Streams[0].Patience = elapsed(50)
	v := s.live(t, Baseline)
	v.happened(t, "work-finished o-1 call", 245)
	if g := v.world.Segments[0]; g.Lost != 0 {
		t.Errorf("%+v", g)
	}
}

// TestPatienceThatEndedInWorkLosesTheOrderWhenWorkStops: an order of 100 minutes
// begins at 60 and is patient until 110; its system fails at 130.
func TestPatienceThatEndedInWorkLosesTheOrderWhenWorkStops(t *testing.T) {
	s := newShop(1, 60, "office")
	s.step("check", 0, 100)
	s.needs("check", "erp")
	s.Streams[0].Patience = elapsed(50)
	s.inject(130, 60, Change{Param: ParamDown, Target: 0})
	v := s.live(t, DoNothing)
	v.happened(t, "work-lost o-0 check", 130)
	s.live(t, Baseline).happened(t, "order-delivered o-0", 170)
}

// TestRandomPatienceHoldsInstead: patience drawn (always 30 minutes) wins over
// the fixed 1000: the order behind another of 60 minutes is given up at 150.
func TestRandomPatienceHoldsInstead(t *testing.T) {
	s := newShop(2, 60, "workshop")
	s.step("build", 0, 100)
	s.Streams[0].Patience, s.Streams[0].PatienceRandom = elapsed(1000), fixed(30)
	s.live(t, Baseline).happened(t, "work-lost o-1 build", 150)
}

// TestCustomersLeaveFromTheNextDay: of two customers one leaves for each lost
// order. Order 1 is lost on day 0, so that half the demand is left from day 1 on:
// orders at 2000 … are placed where their draw is below a half.
func TestCustomersLeaveFromTheNextDay(t *testing.T) {
	s := newShop(20, 500, "workshop")
	s.step("build", 0, 5)
	s.Segments[0] = Segment{Name: "all", Customers: 2, LeaveLost: 1}
	s.Streams[0].Patience = elapsed(30)
	s.inject(900, 200, Change{Param: ParamStaff, Target: 0, Op: Set, Value: 0})
	v := s.live(t, DoNothing)
	v.happened(t, "work-lost o-1 build", 1030)
	key := draw.NewKey(s.Seed, 0)
	for n := range uint64(20) {
		at := float64(500 * (n + 1))
		what := "order-placed " + s.itemName(0, orderItem(0, n))
		if at >= 1440 && key.Uniform(orderItem(0, n), draw.At(0, 0, draw.Accept, 0)) >= 0.5 {
			v.happened(t, what)
		} else {
			v.happened(t, what, at)
		}
	}
	if left := v.world.Segments[0].Left; left != 1 {
		t.Errorf("%d left", left)
	}
}

// TestUnfinishedAtTheEnd: an order that is open at the end is unfinished, and
// late when its date is past; one that is handed to the customer before the end
// but reaches them after it is unfinished too.
func TestUnfinishedAtTheEnd(t *testing.T) {
	s := newShop(2, 60, "workshop")
	s.step("build", 0, 50)
	s.Until, s.End = minutes(150), minutes(175) // delivered at 120 and 180
	s.Streams[0].Promise, s.Streams[0].Penalty = span{Unit: calendar.Elapsed, N: float64(minutes(40))}, 9
	v := s.live(t, Baseline)
	if g := v.world.Segments[0]; g.Orders != 2 || g.Delivered != 1 || g.Unfinished != 1 || g.Late != 2 || g.Revenue != -18 {
		t.Errorf("%+v", g)
	}
}
