package sim

import (
	"math"
	"testing"
)

// supplied makes a shop with a stock of parts at the workshop, of which each
// order takes one, by these rules.
func supplied(orders int, start int64, rules ...Reorder) *shop {
	s := newShop(orders, 60, "workshop")
	s.Stocks = []Stock{{Name: "parts", Start: start, Reorders: rules}}
	s.step("build", 0, 1).Takes = []Amount{{Stock: 0, Quantity: 1}}
	return s
}

// supplier adds one with a lead time and a way in minutes, 0: none.
func (s *shop) supplier(name string, lead, delivery float64, cents int64) *Supplier {
	k := Supplier{Name: name, LeadTime: fixed(lead), Cents: cents}
	if delivery > 0 {
		k.Delivery = fixed(delivery)
	}
	s.Suppliers = append(s.Suppliers, k)
	return &s.Suppliers[len(s.Suppliers)-1]
}

func from(suppliers ...int) []Source {
	var sources []Source
	for _, s := range suppliers {
		sources = append(sources, Source{Share: 1 / float64(len(suppliers)), Flow: -1, Supplier: s})
	}
	return sources
}

func (v *seen) delivered(t *testing.T, supplier int, want SupplierResult) {
	t.Helper()
	if got := v.world.Suppliers[supplier]; got != want {
		t.Errorf("supplier %d: %+v, by hand %+v", supplier, got, want)
	}
}

// TestEmergencySourceHasALevelOfItsOwn: 10 parts; six more come from the slow
// supplier (400 minutes) when the position is 8, two from the fast one (50) when
// what is there, without what the slow one has on the way, is 4.
//
//	60   9
//	120  8: six ordered of the slow one, for 520; the fast rule counts 8
//	360  4 (5 at 300): the fast rule counts 4: two, for 410; it counts 6 then
//	410  6
//	480  4 (5 at 420): the fast rule counts 4: two, for 530
//	520  10
//	530  12
//	600  10 (11 at 540): the slow rule counts 10 and nothing on the way
func TestEmergencySourceHasALevelOfItsOwn(t *testing.T) {
	s := supplied(10, 10, Reorder{At: 8, Quantity: 6, Sources: from(0)}, Reorder{At: 4, Quantity: 2, Sources: from(1)})
	s.supplier("slow", 400, 0, 100)
	s.supplier("fast", 50, 0, 250)
	v := s.live(t, Baseline)
	v.happened(t, "stock-reordered parts", 120, 360, 480)
	v.happened(t, "stock-received parts", 410, 520, 530)
	v.spent(t, 0, CauseStock, 0)
	v.delivered(t, 0, SupplierResult{Orders: 1, Deliveries: 1, Pieces: 6, SpentCents: 600, LeadTime: minutes(400)})
	v.delivered(t, 1, SupplierResult{Orders: 2, Deliveries: 2, Pieces: 4, SpentCents: 1000, LeadTime: minutes(100)})
	if got := v.world.Departments[0].SpentCents; got != 1600 {
		t.Errorf("the workshop paid %d, by hand 1600", got)
	}
}

// TestSuppliersGetTheirShares: of some thousand orders each supplier gets its
// share, within four standard deviations.
func TestSuppliersGetTheirShares(t *testing.T) {
	s := newShop(5700, 5, "workshop")
	shares := []float64{0.5, 0.3, 0.2}
	s.Stocks = []Stock{{Name: "parts", Start: 100, Reorders: []Reorder{{At: 99, Quantity: 1}}}}
	for i, share := range shares {
		s.supplier("k", 10, 0, 0)
		s.Stocks[0].Reorders[0].Sources = append(s.Stocks[0].Reorders[0].Sources, Source{Share: share, Flow: -1, Supplier: i})
	}
	s.step("build", 0, 1).Takes = []Amount{{Stock: 0, Quantity: 1}}
	v := s.live(t, Baseline)
	for i, share := range shares {
		n := float64(v.world.Suppliers[i].Orders)
		if sd := math.Sqrt(5700 * share * (1 - share)); math.Abs(n-5700*share) > 4*sd {
			t.Errorf("supplier %d got %g of 5700 orders, not about %g", i, n, 5700*share)
		}
	}
}

// TestOrdersAreRaisedToTheMinimum: four parts are missing at 120, and ten is the
// least that is delivered; from 200 on the minimum is 3, and at 600 four come.
func TestOrdersAreRaisedToTheMinimum(t *testing.T) {
	s := supplied(12, 5, Reorder{At: 3, Quantity: 4, Sources: from(0)})
	s.supplier("k", 30, 0, 7).Minimum = 10
	s.inject(200, 0, Change{Param: ParamMinimum, Target: 0, Op: Set, Value: 3})
	v := s.live(t, DoNothing)
	v.happened(t, "stock-reordered parts", 120, 720) // 5 + 10 - 12 = 3
	v.delivered(t, 0, SupplierResult{Orders: 2, Deliveries: 2, Pieces: 14, SpentCents: 98, LeadTime: minutes(60)})
}

// TestSubstituteIsTakenInstead: orders take two parts, of which there are two,
// or two of another kind, of which there are three. Two more of the other kind
// come at 250, four parts at 400.
//
//	60   order 0 takes the parts
//	120  order 1 takes two others: 1 left
//	180  order 2 finds neither and waits, at 240 order 3 behind it
//	250  3 others: order 2 takes two
//	400  order 3 takes two parts
func TestSubstituteIsTakenInstead(t *testing.T) {
	s := newShop(4, 60, "workshop")
	s.Stocks = []Stock{{Name: "parts", Start: 2, Substitutes: []int{1}}, {Name: "others", Start: 3}}
	s.step("build", 0, 10).Takes = []Amount{{Stock: 0, Quantity: 2}}
	s.inject(250, 1, Change{Param: ParamStockGain, Target: 1, Value: 2})
	s.inject(400, 1, Change{Param: ParamStockGain, Target: 0, Value: 4})
	v := s.live(t, DoNothing)
	v.happened(t, "work-started o-0 build", 60)
	v.happened(t, "work-started o-1 build", 120)
	v.happened(t, "work-started o-2 build", 250)
	v.happened(t, "work-started o-3 build", 400)
	v.spent(t, 0, CauseStock, 70+160)
}

// TestGivenUpOrderFreesTheSubstitute: nobody works from 50 to 250, patience is
// 100 minutes. Order 0 has the two parts from 60 to 160, order 1 the two others
// from 120 to 220. Order 2 takes the parts again at 180; mending, which takes
// two others, finds them at 230.
func TestGivenUpOrderFreesTheSubstitute(t *testing.T) {
	s := newShop(3, 60, "workshop")
	s.Stocks = []Stock{{Name: "parts", Start: 2, Substitutes: []int{1}}, {Name: "others", Start: 2}}
	s.step("build", 0, 10).Takes = []Amount{{Stock: 0, Quantity: 2}}
	s.Streams[0].Patience = elapsed(100)
	s.Flows = append(s.Flows, Flow{Name: "small", Segment: 0})
	s.stepOf(1, "mend", 0, 10).Takes = []Amount{{Stock: 1, Quantity: 2}}
	s.orders("m", 1, 230).Flow = 1
	s.inject(50, 200, Change{Param: ParamStaff, Target: 0, Op: Set, Value: 0})
	v := s.live(t, DoNothing)
	v.happened(t, "work-lost o-1 build", 220)
	v.happened(t, "work-started o-2 build", 250)
	v.happened(t, "work-started m-0 mend", 260)
	v.spent(t, 0, CauseStock, 0)
}

// TestPeriodicReview: ten parts, looked at at 300, 600 and 900, when what is
// missing to ten is ordered, for 100 minutes later. What is taken at the moment
// of a review is taken after it.
//
//	300  four taken (60 to 240): four ordered
//	600  nine taken, four came: 5 there, five ordered
//	900  fourteen taken, nine came: 5 there, five ordered
func TestPeriodicReview(t *testing.T) {
	s := supplied(14, 10, Reorder{At: 9, Quantity: 10, UpTo: true, Sources: from(0)})
	s.Stocks[0].Review = []Tick{minutes(300), minutes(600), minutes(900)}
	s.supplier("k", 100, 0, 1)
	v := s.live(t, Baseline)
	v.happened(t, "stock-reordered parts", 300, 600, 900)
	v.happened(t, "stock-received parts", 400, 700, 1000)
	v.delivered(t, 0, SupplierResult{Orders: 3, Deliveries: 3, Pieces: 14, SpentCents: 14, LeadTime: minutes(300)})
}

// TestOrdersWaitForASupplierWhoFailed: five parts, four more for 60 minutes later
// at 3; orders take two. The supplier is away from 100 to 500.
//
//	60   3: order 0, begun, comes at 120
//	120  7 - 2 = 5
//	180  3: order 1 waits for the supplier
//	240  1
//	300  owed 2, position 1 + 4 - 2 = 3: order 2 waits too
//	360  owed 4, position 1 + 8 - 4 = 5
//	500  both lead times begin
//	560  order 4 waited 260 for parts, order 5 200, and 10 for the person
func TestOrdersWaitForASupplierWhoFailed(t *testing.T) {
	s := supplied(6, 5, Reorder{At: 3, Quantity: 4, Sources: from(0)})
	s.Steps[0].Takes[0].Quantity, s.Steps[0].Work = 2, fixed(10)
	s.supplier("k", 60, 0, 0)
	s.inject(100, 400, Change{Param: ParamAway, Target: 0})
	v := s.live(t, DoNothing)
	v.happened(t, "stock-reordered parts", 60, 180, 300)
	v.happened(t, "stock-received parts", 120, 560, 560)
	v.happened(t, "work-started o-4 build", 560)
	v.happened(t, "work-started o-5 build", 570)
	v.spent(t, 0, CauseStock, 460)
	v.spent(t, 0, CauseStaff, 10)
	v.delivered(t, 0, SupplierResult{Orders: 3, Deliveries: 3, Pieces: 12, LeadTime: minutes(60 + 380 + 260)})
}

// TestSupplierIsHurried: ordered at 60, of 100 minutes 60 are left at 100: half
// of them; the way of 50 that begins at 130 takes 25. It costs 7 cents.
func TestSupplierIsHurried(t *testing.T) {
	s := supplied(1, 5, Reorder{At: 4, Quantity: 4, Sources: from(0)})
	s.supplier("k", 100, 50, 0)
	s.inject(100, 200, Change{Param: ParamHurry, Target: 0, Value: 0.5}).CostPerItem = 7
	v := s.live(t, DoNothing)
	v.happened(t, "stock-received parts", 155)
	if v.world.Cost != 7 {
		t.Errorf("it cost %d, by hand 7", v.world.Cost)
	}
}

// TestLeadTimeWayAndPriceChange: from 100 on, lead times are twice as long, ways
// 20 minutes and prices 3 cents dearer. The order of 60 leaves at 160 (begun
// before) and is on the way for 20: it costs 8. That of 120 leaves at 320, comes
// at 340.
func TestLeadTimeWayAndPriceChange(t *testing.T) {
	s := supplied(2, 5, Reorder{At: 4, Quantity: 1, Sources: from(0)})
	s.supplier("k", 100, 50, 5)
	s.inject(100, 0, Change{Param: ParamLeadTime, Op: Multiply, Value: 2}, Change{Param: ParamDelivery, Op: Set, Dist: fixed(20)}, Change{Param: ParamPrice, Op: Add, Value: 3})
	v := s.live(t, DoNothing)
	v.happened(t, "stock-received parts", 180, 340)
	v.delivered(t, 0, SupplierResult{Orders: 2, Deliveries: 2, Pieces: 2, SpentCents: 16, LeadTime: minutes(120 + 220)})
}

// TestSecondSource: from 100 to 200 all orders go to the other supplier.
func TestSecondSource(t *testing.T) {
	s := supplied(4, 5, Reorder{At: 4, Quantity: 1, Sources: from(0)})
	s.supplier("usual", 10, 0, 0)
	s.supplier("other", 20, 0, 0)
	s.Stocks[0].Reorders[0].Sources = append(s.Stocks[0].Reorders[0].Sources, Source{Flow: -1, Supplier: 1})
	s.inject(100, 100, Change{Param: ParamShare, Target: 0, Index: SourceIndex(0, 1), Value: 1})
	v := s.live(t, DoNothing)
	v.happened(t, "stock-received parts", 70, 140, 200, 250)
	v.delivered(t, 0, SupplierResult{Orders: 2, Deliveries: 2, Pieces: 2, LeadTime: minutes(20)})
	v.delivered(t, 1, SupplierResult{Orders: 2, Deliveries: 2, Pieces: 2, LeadTime: minutes(40)})
}

// TestSupplierAsAStepOfAFlow: procurement (30 minutes away) works two hours on an
// order, the supplier takes an hour and ten minutes on the way, and the parts
// another 15. Ordered at 60: at procurement 90, with the supplier 210, there
// 280, at the workshop 295. Four parts at 9 cents are paid for by procurement.
// The supplier is away from 200 to 250 when the order comes: 40 minutes more.
func TestSupplierAsAStepOfAFlow(t *testing.T) {
	make := func() *shop {
		s := kept(1)
		s.Steps[1].Wait, s.Steps[1].Gives, s.Steps[1].GiveTravel = fixed(0), nil, fixed(0)
		s.Steps[1].Wait = s.Steps[0].Wait
		deliver := s.stepOf(1, "deliver", 1, 0)
		deliver.Supply, deliver.Gives, deliver.GiveTravel = &Supply{0}, []Amount{{Stock: 0}}, fixed(15)
		s.lead("buy", 0, "deliver")
		s.supplier("k", 60, 10, 9)
		return s
	}
	v := make().live(t, Baseline)
	v.happened(t, "stock-received parts", 295)
	v.delivered(t, 0, SupplierResult{Orders: 1, Deliveries: 1, Pieces: 4, SpentCents: 36, LeadTime: minutes(70)})
	if got := v.world.Departments[1].SpentCents; got != 36 {
		t.Errorf("procurement paid %d, by hand 36", got)
	}
	s := make()
	s.inject(200, 50, Change{Param: ParamAway, Target: 0})
	v = s.live(t, DoNothing)
	v.happened(t, "stock-received parts", 335)
	v.delivered(t, 0, SupplierResult{Orders: 1, Deliveries: 1, Pieces: 4, SpentCents: 36, LeadTime: minutes(110)})
}

// TestCustomersWaitForASupplier: an order is passed on to a supplier: an hour,
// and 20 minutes on the way, both outside; held for 30 before (a slip of orders)
// it is held.
func TestCustomersWaitForASupplier(t *testing.T) {
	s := newShop(1, 60, "desk")
	s.step("take", 0, 5)
	s.step("get", 0, 0).Supply = &Supply{0}
	s.lead("take", 0, "get")
	s.supplier("k", 60, 20, 300)
	s.inject(50, 100, Change{Param: ParamOrderHold, Target: 0, Span: elapsed(30)})
	v := s.live(t, DoNothing)
	v.happened(t, "order-delivered o-0", 60+5+30+60+20+10)
	v.spent(t, 0, CauseHeld, 30)
	v.spent(t, 0, CauseOutside, 80)
	v.delivered(t, 0, SupplierResult{Orders: 1, Deliveries: 1, Pieces: 1, SpentCents: 300, LeadTime: minutes(110)})
}

// TestFollowedOrdersKnowTheirSuppliersTime: the order of 60 goes to a supplier from 65 to
// 145, and stands in work of a day when the run ends at 500. Its way is 5 of work, 80
// outside, which a supplier held, and 355 of work.
func TestFollowedOrdersKnowTheirSuppliersTime(t *testing.T) {
	s := newShop(1, 60, "desk")
	s.step("take", 0, 5)
	s.step("get", 0, 0).Supply = &Supply{0}
	s.step("use", 0, 1440)
	s.lead("take", 0, "get")
	s.lead("get", 0, "use")
	s.supplier("k", 60, 20, 300)
	s.Until, s.End = minutes(500), minutes(500)
	r := run(t, start(t), s.Model, followed(s.Model, Options{}))
	j := &r.Journeys[0].Orders[0].Arms[Baseline]
	path := j.Path(s.Model)[0]
	if len(j.Steps) != 3 || j.Took() != minutes(440) || path[CauseWork] != minutes(360) || path[CauseOutside] != minutes(80) {
		t.Errorf("%+v", j)
	}
	if held := j.Steps[1].Held; len(held) != 1 || held[0].Flow != -1 || held[0].To-held[0].From != minutes(80) {
		t.Errorf("held by %+v", held)
	}
}
