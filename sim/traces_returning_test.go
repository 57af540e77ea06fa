package sim

import (
	"testing"

	"ripple/sim/draw"
)

// TestCustomersBalkAndComeAgain: orders at 30, 60, 90 and 120, each 100 minutes of
// one person. Who sees more than one waiting goes away: the order of 120, when those
// of 60 and 90 wait. It comes again 50 minutes later, at 170, as an order of its own,
// finds one waiting (90; 60 is in work from 130) and stays: in work from 330.
func TestCustomersBalkAndComeAgain(t *testing.T) {
	s := newShop(4, 30, "workshop")
	s.step("build", 0, 100)
	s.Streams[0].Balks = &Balks{Above: 1, Chance: 1}
	s.Streams[0].Retry = &Retry{Chance: 1, After: fixed(50)}
	s.Streams[0].Value = 70
	v := s.live(t, Baseline)
	again := s.itemName(0, draw.Child(orderItem(0, 3), draw.At(0, 0, draw.Return, 0)))
	v.happened(t, "work-lost o-3 build", 120)
	v.happened(t, "order-placed "+again, 170)
	v.happened(t, "work-arrived "+again+" build", 170)
	v.happened(t, "work-started "+again+" build", 330)
	v.happened(t, "order-delivered "+again, 440)
	if g := v.world.Segments[0]; g.Orders != 5 || g.Again != 1 || g.Lost != 1 || g.Delivered != 4 || g.Revenue != 4*70 || g.LostValue != 70 {
		t.Errorf("%+v", g)
	}
	v.spent(t, 0, CauseStaff, 70+140+160) // of 60 until 130, of 90 until 230, of 170 until 330
}

// TestGivenUpOrdersComeAgainToAnotherDepartment: the order of 60 is given up at 100
// in packing, where nobody works, and comes again 30 minutes later at the shop; it is
// given up again at 170, comes at 200, and so on. Half of them by their own draw.
func TestGivenUpOrdersComeAgainToAnotherDepartment(t *testing.T) {
	s := newShop(1, 60, "shop", "packing")
	s.Departments[1].Teams[0].Staff = 0
	s.step("take", 0, 5)
	s.step("pack", 1, 5)
	s.lead("take", 5, "pack")
	s.Streams[0].Patience = elapsed(40)
	s.Streams[0].Retry = &Retry{Chance: 0.5, After: fixed(30)}
	s.Until, s.End = minutes(2000), minutes(2000)
	v := s.live(t, Baseline)
	key, item, at, n := draw.NewKey(s.Seed, 0), orderItem(0, 0), 60.0, int64(0)
	for {
		n++
		v.happened(t, "order-placed "+s.itemName(0, item), at)
		v.happened(t, "work-lost "+s.itemName(0, item)+" pack", at+40)
		if key.Uniform(item, draw.At(0, 0, draw.Return, 0)) >= 0.5 {
			break
		}
		item, at = draw.Child(item, draw.At(0, 0, draw.Return, 0)), at+70
	}
	if g := v.world.Segments[0]; g.Orders != n || g.Lost != n || g.Again != n-1 {
		t.Errorf("%d times by hand: %+v", n, g)
	}
}

// TestWhoWaitsAsks: an order at 60 is in work until 3060 and delivered at 3070. Its
// customer asks every 500 minutes, when it was open the midnight before: not on day
// 0, on which it was placed, but at 1560, 2060 and 2560 on day 1, and at 3060, 3560 and
// 4060 on day 2, though it is delivered meanwhile. The desk answers in 3 minutes.
func TestWhoWaitsAsks(t *testing.T) {
	s := newShop(1, 60, "workshop", "desk")
	s.step("build", 0, 3000)
	s.Flows = append(s.Flows, Flow{Name: "call", Segment: 0})
	s.stepOf(1, "answer", 1, 3)
	s.Streams = append(s.Streams, Stream{Name: "calls", Flow: 1, Surge: -1, Promise: elapsed(20)})
	s.Streams[0].Asks = &Asks{Flow: 1, Every: elapsed(500)}
	v := s.live(t, Baseline)
	for i, at := range []float64{1560, 2060, 2560, 3060, 3560, 4060} {
		call := s.itemName(1, draw.Child(orderItem(0, 0), draw.At(0, 0, draw.Ask, uint16(i+3))))
		v.happened(t, "order-placed "+call, at)
		v.happened(t, "order-delivered "+call, at+13)
	}
	if g := v.world.Segments[0]; g.Orders != 7 || g.Asked != 6 || g.OnTime != 7 {
		t.Errorf("%+v", g)
	}
}
