package sim

import (
	"testing"

	"ripple/sim/draw"
)

// asked makes a shop in which an order's papers are asked for at once and come
// after some minutes; they are filed in 5, and the order is decided in 20. Without
// papers it is closed in 2. Handoffs to the customer take 10.
func asked(orders int, gap, wait float64, r Reply) *shop {
	s := newShop(orders, gap, "claims")
	papers := s.step("papers", 0, 5)
	papers.Wait, papers.Reply = fixed(wait), &r
	s.step("decide", 0, 20)
	s.step("close", 0, 2)
	s.Steps[0].Outcomes = []Outcome{{Name: "no-answer", Next: []Edge{s.edge(0, "close")}}, {Name: "decide", Chance: 1, Next: []Edge{s.edge(0, "decide")}}}
	return s
}

// chased adds a flow of reminders of one minute, at a desk 3 away.
func (s *shop) chased(every span) (reminders int) {
	s.Departments = append(s.Departments, Department{Name: "desk", Teams: []Team{{Name: "all", Staff: 1}}})
	reminders = s.flow("reminder", -1)
	s.stepOf(reminders, "remind", 1, 1)
	s.Steps[0].Reply.Chase, s.Steps[0].Reply.Every = &Start{Flow: reminders, Handoff: fixed(3)}, every
	return reminders
}

// chase is the name of the n-th reminder of an order.
func (s *shop) chase(order uint64, n uint16, flow int) string {
	return s.itemName(flow, draw.Child(orderItem(0, order), draw.At(0, 0, draw.Chase, n)))
}

// TestAnswerInTime: an order at 60; at most 400 are allowed, and the papers come
// after 300, at 360: filed until 365, decided until 385, delivered at 395.
func TestAnswerInTime(t *testing.T) {
	s := asked(1, 60, 300, Reply{AtMost: elapsed(400), Missing: 0})
	v := s.live(t, Baseline)
	v.happened(t, "work-waiting o-0 papers", 60)
	v.happened(t, "work-started o-0 papers", 360)
	v.happened(t, "work-started o-0 close")
	v.happened(t, "order-delivered o-0", 395)
	v.spent(t, 0, CauseCustomer, 300)
	v.spent(t, 0, CauseOutside, 0)
	v.spent(t, 0, CauseWork, 25)
	if d := v.world.Departments[0]; d.Steps != 2 || d.Busy != minutes(25) || sum(d.Backlog) != minutes(325) {
		t.Errorf("%+v", d)
	}
}

// TestNoAnswerInTime: the papers of an order at 60 would come at 360, those of
// another never; 240 are allowed. Both are closed 300–302 and 302–304, without
// filing. An order that has no such outcome goes on as if they had come: filed
// 300–305.
func TestNoAnswerInTime(t *testing.T) {
	s := asked(1, 60, 300, Reply{AtMost: elapsed(240), Missing: 0})
	v := s.live(t, Baseline)
	v.happened(t, "work-started o-0 papers")
	v.happened(t, "work-finished o-0 papers", 300)
	v.happened(t, "work-finished o-0 close", 302)
	v.happened(t, "order-delivered o-0", 312)
	v.spent(t, 0, CauseCustomer, 240)
	v.spent(t, 0, CauseWork, 2)

	s.Steps[0].Reply.Never = 1
	v = s.live(t, Baseline)
	v.happened(t, "order-delivered o-0", 312)

	s.Steps[0].Reply.Missing = -1
	s.Steps[0].Outcomes = s.Steps[0].Outcomes[1:]
	v = s.live(t, Baseline)
	v.happened(t, "work-started o-0 papers", 300)
	v.happened(t, "order-delivered o-0", 335)
}

// TestAnswerAtTheLastMoment: at most 300, and the papers come after 300: in time.
func TestAnswerAtTheLastMoment(t *testing.T) {
	s := asked(1, 60, 300, Reply{AtMost: elapsed(300), Missing: 0})
	s.live(t, Baseline).happened(t, "work-started o-0 papers", 360)
}

// TestNoAnswerStartsAndGivesNothing: papers that come start a letter; here none come.
func TestNoAnswerStartsAndGivesNothing(t *testing.T) {
	s := asked(1, 60, 300, Reply{Never: 1, AtMost: elapsed(240), Missing: 0})
	letter := s.flow("letter", -1)
	s.stepOf(letter, "write", 0, 1)
	s.Steps[0].Starts = []Start{{Flow: letter}}
	s.Steps[0].Errors = 1
	v := s.live(t, Baseline)
	v.happened(t, "work-arrived "+s.startedBy(0, "papers", 0, letter)+" write")
	if d := v.world.Departments[0]; d.Mistakes != 0 || d.Steps != 2 {
		t.Errorf("%+v", d)
	}
}

// TestCustomersAreChased: an order at 60, chased every 100, whose papers come at
// 360: reminders leave at 160 and 260 and reach the desk 3 later. The one at 360
// does not, for the papers have come. Of an order that never has an answer and is
// closed at 460 after 400 they leave at 160, 260 and 360, and again none at 460.
func TestCustomersAreChased(t *testing.T) {
	s := asked(1, 60, 300, Reply{AtMost: elapsed(400), Missing: 0})
	flow := s.chased(elapsed(100))
	v := s.live(t, Baseline)
	for n, at := range []float64{163, 263} {
		v.happened(t, "work-arrived "+s.chase(0, uint16(n), flow)+" remind", at)
	}
	v.happened(t, "work-arrived "+s.chase(0, 2, flow)+" remind")
	v.happened(t, "order-delivered o-0", 395)
	if d := v.world.Departments[1]; d.Steps != 2 || d.Busy != minutes(2) {
		t.Errorf("%+v", d)
	}
	s.Steps[0].Reply.Never = 1
	v = s.live(t, Baseline)
	v.happened(t, "work-arrived "+s.chase(0, 2, flow)+" remind", 363)
	v.happened(t, "order-delivered o-0", 472)
	if d := v.world.Departments[1]; d.Steps != 3 {
		t.Errorf("%+v", d)
	}
}

// TestChasesCanBeOrders: a reminder in a flow for customers is an order of theirs,
// placed when it leaves: at 160 and 260, delivered 3 + 1 + 10 later.
func TestChasesCanBeOrders(t *testing.T) {
	s := asked(1, 60, 300, Reply{Missing: -1})
	flow := s.chased(elapsed(100))
	s.Steps[0].Outcomes = s.Steps[0].Outcomes[1:]
	s.Flows[flow].Segment = 0
	s.Streams = append(s.Streams, Stream{Name: "r", Flow: flow, Surge: -1})
	v := s.live(t, Baseline)
	v.happened(t, "order-placed "+s.chase(0, 1, flow), 260)
	v.happened(t, "order-delivered "+s.chase(0, 1, flow), 274)
	if g := v.world.Segments[0]; g.Orders != 3 || g.Delivered != 3 || g.LeadTime != minutes(335+14+14) {
		t.Errorf("%+v", g)
	}
}

// TestPatienceEndsAWaitForTheCustomer: the order of 60 is given up at 310, after one
// reminder of two that its papers would have had, and never comes to be closed.
func TestPatienceEndsAWaitForTheCustomer(t *testing.T) {
	s := asked(1, 60, 300, Reply{Never: 1, AtMost: elapsed(400), Missing: 0})
	s.chased(elapsed(150))
	s.Streams[0].Patience = elapsed(250)
	v := s.live(t, Baseline)
	v.happened(t, "work-lost o-0 papers", 310)
	v.happened(t, "work-finished o-0 papers")
	if d := v.world.Departments[1]; d.Steps != 1 {
		t.Errorf("%+v", d)
	}
}

// TestChangedWaitsForCustomers: orders at 60 and 120 have their papers after 300;
// 400 are allowed, and they are chased every 100. From 100 on 200 are allowed, and
// from 170 on they are chased every 40.
//
// The first still has its 400: reminded at 160 and 260 (both planned before), its
// papers come at 360, but at 300 and 340 it is reminded again. The second is closed
// at 320: reminded at 220, planned before, and at 260 and 300.
func TestChangedWaitsForCustomers(t *testing.T) {
	s := asked(2, 60, 300, Reply{AtMost: elapsed(400), Missing: 0})
	flow := s.chased(elapsed(100))
	s.inject(100, 0, Change{Param: ParamAtMost, Target: 0, Span: elapsed(200)})
	s.inject(170, 0, Change{Param: ParamChase, Target: 0, Span: elapsed(40)})
	v := s.live(t, DoNothing)
	for n, at := range []float64{163, 263, 303, 343} {
		v.happened(t, "work-arrived "+s.chase(0, uint16(n), flow)+" remind", at)
	}
	for n, at := range []float64{223, 263, 303} {
		v.happened(t, "work-arrived "+s.chase(1, uint16(n), flow)+" remind", at)
	}
	v.happened(t, "work-started o-0 papers", 360)
	v.happened(t, "work-finished o-1 papers", 320)
	if l := v.world.Ledger[Baseline][0]; l[0][CauseCustomer] != -minutes(100) || l[0][CauseWork] != -minutes(23) {
		t.Errorf("ledger %v", l)
	}
}

// TestExpediteHurriesAnswers: the papers of an order at 60 take 100; at 100 its flow is
// expedited with half the waits: 60 were left, 30 are: 130.
func TestExpediteHurriesAnswers(t *testing.T) {
	s := asked(1, 60, 100, Reply{AtMost: elapsed(400), Missing: 0})
	s.inject(100, 0, Change{Param: ParamExpedite, Target: 0, Value: 0.5})
	s.live(t, DoNothing).happened(t, "work-started o-0 papers", 130)
}

// TestWaitingForTheCustomerKeepsAPlace: one order may be inside. The second, of
// 120, comes in when the first, whose papers came at 360, is done at 385; it asks
// then, and its papers come at 685.
func TestWaitingForTheCustomerKeepsAPlace(t *testing.T) {
	s := asked(2, 60, 300, Reply{Missing: -1})
	s.Steps[0].Outcomes = s.Steps[0].Outcomes[1:]
	s.Departments[0].Limit = 1
	v := s.live(t, Baseline)
	v.happened(t, "work-finished o-0 decide", 385)
	v.happened(t, "work-started o-1 papers", 685)
	v.spent(t, 0, CauseLimit, 265)
	v.spent(t, 0, CauseCustomer, 600)
}

// TestClockStandsOnlyWhileTheCustomerIsAwaited: two orders at 60 and 61, one person.
// Papers come at 360 and 361. They are filed 360–365 and 365–370, and decided on
// 370–390 and 390–410: delivered at 400 and 420, after 340 and 359, of which 300 each
// the clock stood. It runs while the second waits in the queue to be filed, and
// while both are: within 40 one is on time, within 59 both.
func TestClockStandsOnlyWhileTheCustomerIsAwaited(t *testing.T) {
	for within, met := range map[float64]int64{39: 0, 40: 1, 58: 1, 59: 2} {
		s := asked(2, 60, 300, Reply{AtMost: elapsed(400), Missing: 0})
		s.Streams[0].Times, s.Streams[0].Gap = []Tick{minutes(60), minutes(61)}, draw.Dist{}
		s.agreed(elapsed(within), "papers")
		v := s.live(t, Baseline)
		v.happened(t, "order-delivered o-0", 400)
		v.happened(t, "order-delivered o-1", 420)
		v.kept(t, 0, 2, met)
	}
}

// TestClockStandsWhileNoAnswerComes: given up at 560 while it waits since 60, an order
// missed nothing; nor has one that is still open at 1000.
func TestClockStandsWhileNoAnswerComes(t *testing.T) {
	s := asked(1, 60, 300, Reply{Never: 1, Missing: -1})
	s.Steps[0].Outcomes = s.Steps[0].Outcomes[1:]
	s.Streams[0].Patience = elapsed(500)
	s.agreed(elapsed(100), "papers")
	v := s.live(t, Baseline)
	v.happened(t, "work-lost o-0 papers", 560)
	v.kept(t, 0, 0, 0)
	s.Streams[0].Patience = span{}
	s.Until, s.End = minutes(1000), minutes(1000)
	s.live(t, Baseline).kept(t, 0, 0, 0)
	// Held by a slip before it could ask, it is ours: 100 are up at 160, lost at 310.
	s.Streams[0].Patience = elapsed(250)
	s.inject(0, 0, Change{Param: ParamHold, Target: 0, Span: elapsed(1000)})
	v = s.live(t, DoNothing)
	v.happened(t, "work-lost o-0 papers", 310)
	v.kept(t, 0, 1, 0)
}
