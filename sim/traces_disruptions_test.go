package sim

import "testing"

// The four delivery disruptions hold different things. In each test the same
// deliveries come to the same place; something is held for 30 minutes from
// 200 to 300.

// deliveries makes a shop in which a part is ordered at 60, 120, 180 and 240. It
// leaves the supplier 100 minutes later and arrives another 50 later:
//
//	ordered  60   120  180  240
//	leaves   160  220  280  340
//	arrives  210  270  330  390
//
// The mill sends one more part, which arrives at 250.
func deliveries(param Parameter) *shop {
	s := newShop(4, 60, "workshop", "mill")
	s.Stocks = []Stock{{Name: "parts", Start: 10, Reorders: []Reorder{{At: 9, Quantity: 1, Sources: from(0)}}}}
	s.step("build", 0, 1).Takes = []Amount{{Stock: 0, Quantity: 1}}
	s.supplier("k", 100, 50, 0)
	s.Flows = append(s.Flows, Flow{Name: "extra", Segment: 0})
	cut := s.stepOf(1, "cut", 1, 10)
	cut.Gives, cut.GiveTravel = []Amount{{Stock: 0, Quantity: 1}}, fixed(40)
	s.orders("m", 1, 200).Flow = 1
	s.inject(200, 100, Change{Param: param, Target: 0, Span: elapsed(30)})
	return s
}

// TestOrdersHeld: the order of 240 reaches the supplier at 270.
func TestOrdersHeld(t *testing.T) {
	deliveries(ParamOrderHold).live(t, DoNothing).happened(t, "stock-received parts", 210, 250, 270, 330, 420)
}

// TestShipmentsHeld: what would leave at 220 and 280 leaves 30 later.
func TestShipmentsHeld(t *testing.T) {
	deliveries(ParamShipmentHold).live(t, DoNothing).happened(t, "stock-received parts", 210, 250, 300, 360, 390)
}

// TestGoodsInTransitHeld: what the supplier sent and arrives at 210 and 270 waits
// at the door; what the mill sent does not.
func TestGoodsInTransitHeld(t *testing.T) {
	deliveries(ParamDoorHold).live(t, DoNothing).happened(t, "stock-received parts", 240, 250, 300, 330, 390)
}

// TestReceiptsHeld: what arrives at 210, 250 and 270 waits to be booked in,
// whoever sent it.
func TestReceiptsHeld(t *testing.T) {
	deliveries(ParamReceiptHold).live(t, DoNothing).happened(t, "stock-received parts", 240, 280, 300, 330, 390)
}

// passed makes a shop in which the workshop hands orders to shipping:
//
//	leaves   70   130  190  250  310
//	arrives  120  180  240  300  360
//
// One order of another kind comes to shipping straight from the customers, at 210.
func passed(c Change) *shop {
	s := newShop(5, 60, "workshop", "shipping")
	s.step("build", 0, 10)
	s.step("ship", 1, 1)
	s.lead("build", 50, "ship")
	s.Flows = append(s.Flows, Flow{Name: "letter", Segment: 0})
	s.stepOf(1, "post", 1, 1)
	s.orders("m", 1, 210).Flow = 1
	c.Span = elapsed(30)
	s.inject(200, 100, c)
	return s
}

func (v *seen) shipped(t *testing.T, letter float64, orders ...float64) {
	t.Helper()
	v.happened(t, "work-started m-0 post", letter)
	for i, at := range orders {
		v.happened(t, "work-started o-"+string(rune('0'+i))+" ship", at)
	}
}

// TestWorkHeldAtADepartment: what arrives from 200 to 300, from the workshop at
// 240 and from customers at 210.
func TestWorkHeldAtADepartment(t *testing.T) {
	v := passed(Change{Param: ParamHold, Target: 1}).live(t, DoNothing)
	v.shipped(t, 240, 120, 180, 270, 300, 360)
	v.spent(t, 1, CauseHeld, 60)
}

// TestShipmentsHeldBetweenDepartments: what leaves at 250.
func TestShipmentsHeldBetweenDepartments(t *testing.T) {
	v := passed(Change{Param: ParamLinkHold, Target: 0, Index: 1}).live(t, DoNothing)
	v.shipped(t, 210, 120, 180, 240, 330, 360)
	v.spent(t, 0, CauseHandoff, 5*50+30)
}

// TestGoodsHeldInTransitBetweenDepartments: what arrives at 240 left before; what
// customers sent is not held.
func TestGoodsHeldInTransitBetweenDepartments(t *testing.T) {
	v := passed(Change{Param: ParamTransitHold, Target: 0, Index: 1}).live(t, DoNothing)
	v.shipped(t, 210, 120, 180, 270, 300, 360)
	v.spent(t, 1, CauseHeld, 30)
	v.spent(t, 0, CauseHandoff, 5*50)
}

// TestGoodsHeldOnTheWayToCustomers: shipping's parcels are on the way for 10
// minutes: those of 121 and 181 have arrived, that of 241 would at 251 and is
// held until 281, and the letter of 211 from 221 to 251; that of 301 arrives at 311.
func TestGoodsHeldOnTheWayToCustomers(t *testing.T) {
	v := passed(Change{Param: ParamTransitHold, Target: 1, Index: -1}).live(t, DoNothing)
	v.happened(t, "order-delivered o-1", 191)
	v.happened(t, "order-delivered m-0", 251)
	v.happened(t, "order-delivered o-2", 281)
	v.happened(t, "order-delivered o-3", 311)
	v.spent(t, 1, CauseHandoff, 5*10+30+10+30)
}

// TestPiecesAreHeldOnALink: the part that the mill would send off at 210 leaves
// 30 minutes later.
func TestPiecesAreHeldOnALink(t *testing.T) {
	s := deliveries(ParamLinkHold)
	s.Effects[0].Changes[0].Target, s.Effects[0].Changes[0].Index = 1, 0
	s.live(t, DoNothing).happened(t, "stock-received parts", 210, 270, 280, 330, 390)
	s = deliveries(ParamTransitHold)
	s.Effects[0].Changes[0].Target, s.Effects[0].Changes[0].Index = 1, 0
	s.live(t, DoNothing).happened(t, "stock-received parts", 210, 270, 280, 330, 390)
}
