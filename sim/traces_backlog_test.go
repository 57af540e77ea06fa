package sim

import (
	"testing"

	"ripple/sim/draw"
)

// TestOpenOrdersGoOnWhereTheyStand: two orders were placed 300 and 100 minutes before
// the run. The older one stands at packing, which takes 10 minutes and 10 to the
// customer: delivered at 20. The other begins building anew: 50 minutes, 5 on the way,
// packing from 55 to 65, delivered at 75. The first was due 200 minutes ago, the other
// is due at 70: overdue for 20 and 5 minutes. Neither counts; the new order of 60 does:
// it is built from 60 to 110 and delivered at 135.
func TestOpenOrdersGoOnWhereTheyStand(t *testing.T) {
	s := newShop(1, 60, "workshop", "packing")
	s.step("build", 0, 50)
	s.step("pack", 1, 10)
	s.lead("build", 5, "pack")
	s.Streams[0].Value = 30
	s.Streams = append(s.Streams, Stream{Name: "open", Times: []Tick{0, 0}, Surge: -1, Value: 30, Backlog: []OpenOrder{
		{Placed: minutes(-300), Step: s.names["pack"], Dues: []Tick{minutes(-200)}, GiveUp: Never},
		{Placed: minutes(-100), Step: s.names["build"], Dues: []Tick{minutes(70)}, GiveUp: Never},
	}})
	v := s.live(t, Baseline)
	v.happened(t, "order-placed open-0", 0)
	v.happened(t, "work-arrived open-0 pack", 0)
	v.happened(t, "work-arrived open-0 build")
	v.happened(t, "order-delivered open-0", 20)
	v.happened(t, "work-finished open-1 build", 50)
	v.happened(t, "order-delivered open-1", 75)
	v.happened(t, "order-delivered o-0", 135)
	g := v.world.Segments[0]
	if g.Orders != 1 || g.Delivered != 1 || g.LeadTime != minutes(75) || g.Revenue != 30 {
		t.Errorf("%+v", g)
	}
	if g.Open[0] != minutes(20+75+75) || g.Overdue[0] != minutes(20+5) {
		t.Errorf("open %d, overdue %d", g.Open[0], g.Overdue[0])
	}
}

// TestPatienceRunsFromWhenAnOrderWasOpened: the orders of 300 and 100 minutes ago are
// patient for 250 and 150 minutes: the first is given up at once, the second at 50,
// while it waits behind a third.
func TestPatienceRunsFromWhenAnOrderWasOpened(t *testing.T) {
	s := newShop(1, 600, "workshop")
	s.step("build", 0, 80)
	open := func(placed, giveUp float64) OpenOrder {
		return OpenOrder{Placed: minutes(placed), Step: 0, Dues: []Tick{Never}, GiveUp: minutes(giveUp)}
	}
	s.Streams = append(s.Streams, Stream{Name: "open", Times: []Tick{0, 0, 0}, Surge: -1,
		Backlog: []OpenOrder{open(-300, -50), open(-200, 1000), open(-100, 50)}})
	v := s.live(t, Baseline)
	v.happened(t, "work-lost open-0 build", 0)
	v.happened(t, "work-started open-1 build", 0)
	v.happened(t, "work-lost open-2 build", 50)
	if g := v.world.Segments[0]; g.Orders != 1 || g.Lost != 0 {
		t.Errorf("%+v", g)
	}
}

// TestCustomersOfOpenOrdersAskAsTheyDid: an order that is open for 300 minutes, whose
// customer asks every 1000, asks at 700, on the first day already, at 1700 and 2700,
// and, open at midnight before, at 3700; it is delivered at 3010.
func TestCustomersOfOpenOrdersAskAsTheyDid(t *testing.T) {
	s := newShop(1, 9000, "workshop", "desk")
	s.step("build", 0, 3000)
	s.Flows = append(s.Flows, Flow{Name: "call", Segment: 0})
	s.stepOf(1, "answer", 1, 3)
	s.Streams = append(s.Streams, Stream{Name: "calls", Flow: 1, Surge: -1}, Stream{Name: "open", Times: []Tick{0}, Surge: -1, Asks: &Asks{Flow: 1, Every: elapsed(1000)}, Backlog: []OpenOrder{
		{Placed: minutes(-300), Dues: []Tick{Never}, GiveUp: Never, Ask: minutes(700)},
	}})
	v := s.live(t, Baseline)
	for i, at := range []float64{700, 1700, 2700, 3700} {
		v.happened(t, "order-placed "+s.itemName(1, draw.Child(orderItem(2, 0), draw.At(0, 0, draw.Ask, uint16(i+1)))), at)
	}
	v.happened(t, "order-placed "+s.itemName(1, draw.Child(orderItem(2, 0), draw.At(0, 0, draw.Ask, 5))))
}
