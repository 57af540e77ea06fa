package sim

import (
	"testing"

	"ripple/sim/draw"
)

// startedBy is the name of the n-th item that an order's step starts, of a flow.
func (s *shop) startedBy(order uint64, step string, n uint16, flow int) string {
	at := draw.At(uint16(s.names[step]), 0, draw.Start, n)
	return s.itemName(flow, draw.Child(orderItem(0, order), at))
}

// flow adds a flow, for customers or (-1) internal.
func (s *shop) flow(name string, segment int) int {
	s.Flows = append(s.Flows, Flow{Name: name, Segment: segment})
	return len(s.Flows) - 1
}

// claims makes a shop in which a call (10, by support) starts a claim, which is
// assessed (30, by handlers), 5 away. Handoffs to the customer take 10.
func claims(calls int, gap float64) *shop {
	s := newShop(calls, gap, "support", "handlers")
	s.flow("claim", 0)
	s.step("call", 0, 10)
	s.stepOf(1, "assess", 1, 30)
	s.Steps[0].Starts = []Start{{Flow: 1, Handoff: fixed(5)}}
	s.Streams = append(s.Streams, Stream{Name: "claims", Flow: 1, Surge: -1, Promise: elapsed(60), Value: 500, Penalty: 70})
	return s
}

// TestStartedOrderIsBookedAndPaired: calls at 60 and 120; a claim is placed when
// each call is done, at 70 and 130, and delivered after 5 + 30 + 10: 45.
//
// From 100 on handlers hold what arrives for 40: the second claim takes 85, and
// is late. The ledger has the 40 at the handlers; the way to them, 5 each, is
// support's.
func TestStartedOrderIsBookedAndPaired(t *testing.T) {
	s := claims(2, 60)
	s.inject(100, 0, Change{Param: ParamHold, Target: 1, Span: elapsed(40)})
	first, second := s.startedBy(0, "call", 0, 1), s.startedBy(1, "call", 0, 1)
	v := s.live(t, Baseline)
	v.happened(t, "order-placed "+first, 70)
	v.happened(t, "work-arrived "+first+" assess", 75)
	v.happened(t, "order-delivered "+first, 115)
	v.happened(t, "order-placed "+second, 130)
	v.happened(t, "order-delivered "+second, 175)
	v.spent(t, 0, CauseWork, 20)
	v.spent(t, 0, CauseHandoff, 2*10+2*5)
	v.spent(t, 1, CauseWork, 60)
	v.spent(t, 1, CauseHandoff, 20)
	if g := v.world.Segments[0]; g.Orders != 4 || g.Delivered != 4 || g.Late != 0 || g.Revenue != 1000 || g.LeadTime != minutes(20+20+45+45) {
		t.Errorf("%+v", g)
	}
	v = s.live(t, DoNothing)
	v.happened(t, "order-delivered "+second, 215)
	if g := v.world.Segments[0]; g.Late != 1 || g.Lateness != minutes(25) || g.Revenue != 930 {
		t.Errorf("%+v", g)
	}
	if p := v.world.Against[Baseline][0]; p.Both != 4 || p.LeadTime != minutes(40) || p.BecameLate != 1 || p.Revenue != -70 {
		t.Errorf("pairs %+v", p)
	}
	if l := v.world.Ledger[Baseline][0]; l[1][CauseHeld] != minutes(40) || total(l) != minutes(40) {
		t.Errorf("ledger %v", l)
	}
}

// TestOrderStartedInOneArmOnly: from 100 on calls always end with an answer and
// without a claim: the claim of the second call is never placed then. The first,
// placed at 70 in both arms, is delivered in both.
func TestOrderStartedInOneArmOnly(t *testing.T) {
	s := claims(2, 60)
	starts := s.Steps[0].Starts
	s.stepOf(0, "register", 0, 5).Starts = starts
	call := &s.Steps[0]
	call.Starts = nil
	call.Outcomes = []Outcome{{Name: "answer", Next: call.Outcomes[0].Next}, {Name: "claim", Chance: 1, Next: []Edge{s.edge(0, "register")}}}
	s.inject(100, 0, Change{Param: ParamChance, Target: 0, Index: 0, Op: Set, Value: 1})
	second := s.startedBy(1, "register", 0, 1)
	v := s.live(t, Baseline)
	v.happened(t, "order-placed "+second, 135)
	v = s.live(t, DoNothing)
	v.happened(t, "order-placed "+second)
	if p := v.world.Against[Baseline][0]; p.Both != 3 || p.NeverHere != 1 || p.Revenue != -500 {
		t.Errorf("pairs %+v", p)
	}
}

// TestTermsOfStartedOrdersAreThoseOfTheirTime: from 100 on claims are promised
// for 30 minutes and worth 900, and their customers wait for 20 at most. The
// first claim, at 70, has the old terms. The second is placed at 130, arrives at
// 135 and is in work until 165: that is not dropped, but late (160).
// The third call ends at 134 and its claim has to wait at 139; patience ends at 154.
func TestTermsOfStartedOrdersAreThoseOfTheirTime(t *testing.T) {
	s := claims(2, 60)
	s.orders("c", 1, 124)
	s.Departments[0].Teams[0].Staff = 2
	s.inject(100, 0,
		Change{Param: ParamPromise, Target: 1, Span: elapsed(30)},
		Change{Param: ParamValue, Target: 1, Op: Set, Value: 900},
		Change{Param: ParamPatience, Target: 1, Span: elapsed(20)})
	second, third := s.startedBy(1, "call", 0, 1), s.itemName(1, draw.Child(orderItem(2, 0), draw.At(0, 0, draw.Start, 0)))
	v := s.live(t, DoNothing)
	v.happened(t, "order-delivered "+second, 175)
	v.happened(t, "work-lost "+third+" assess", 154)
	if g := v.world.Segments[0]; g.Orders != 6 || g.Delivered != 5 || g.Lost != 1 || g.LostValue != 900 || g.Late != 1 || g.Lateness != minutes(15) || g.Revenue != 500+900-70-70 {
		t.Errorf("%+v", g)
	}
}

// problems makes a shop in which a ticket (5, by support) starts a problem and
// waits for it: fixed (100, by development, 5 away), heard of 10 later. The
// ticket is then closed: 10 more to the customer.
func problems(tickets int, gap float64) *shop {
	s := newShop(tickets, gap, "support", "development")
	s.flow("problem", -1)
	s.step("escalate", 0, 5)
	s.stepOf(1, "fix", 1, 100)
	s.Steps[0].Starts = []Start{{Flow: 1, Handoff: fixed(5), Wait: true}}
	return s
}

// TestStarterWaitsForOtherWork: a ticket at 60 is worked on until 65; its problem
// is in development from 70 to 170 and heard of at 180; delivered at 190. A second
// at 120: problem there at 130, in work 170–270, heard of at 280; delivered at 290.
// Support's one person is free while tickets wait.
func TestStarterWaitsForOtherWork(t *testing.T) {
	s := problems(2, 60)
	v := s.live(t, Baseline)
	v.happened(t, "work-started o-1 escalate", 120)
	v.happened(t, "work-started "+s.startedBy(1, "escalate", 0, 1)+" fix", 170)
	v.happened(t, "work-finished o-0 escalate", 180)
	v.happened(t, "order-delivered o-0", 190)
	v.happened(t, "work-finished o-1 escalate", 280)
	v.happened(t, "order-delivered o-1", 290)
	v.spent(t, 0, CauseWork, 10)
	v.spent(t, 0, CauseOther, 115+155)
	v.spent(t, 0, CauseHandoff, 20)
	v.spent(t, 1, CauseWork, 0) // internal work is on nobody's path
	if d := v.world.Departments[0]; d.Busy != minutes(10) || d.Turnaround != minutes(120+160) || sum(d.Backlog) != minutes(120+160) {
		t.Errorf("%+v", d)
	}
}

// TestWaitForOtherWorkEndsWithAllOfIt: a step without work starts two items: a
// fix of 100 (5 away, heard of 10 after its end) and, in its own department, a
// letter of 20 that ends by being lost, heard of one handoff of the organisation,
// 10, later. Arrival 60: letter 60–80, heard of at 90; fix 65–165, heard of at
// 175: the ticket goes on then, and is delivered at 185.
func TestWaitForOtherWorkEndsWithAllOfIt(t *testing.T) {
	s := problems(1, 60)
	s.Steps[0].Work = draw.Dist{}
	letter := s.flow("letter", -1)
	s.stepOf(letter, "write", 0, 20).Outcomes[0].Next = []Edge{{To: Lost, Handoff: fixed(3)}}
	s.Steps[0].Starts = append(s.Steps[0].Starts, Start{Flow: letter, Wait: true})
	v := s.live(t, Baseline)
	v.happened(t, "work-lost "+s.startedBy(0, "escalate", 1, letter)+" write", 80)
	v.happened(t, "work-finished o-0 escalate", 175)
	v.happened(t, "order-delivered o-0", 185)
	v.spent(t, 0, CauseOther, 115)
}

// TestPatienceEndsWaitingForOtherWork: the ticket of 60 is given up at 150 while
// its problem is worked on, which goes on all the same.
func TestPatienceEndsWaitingForOtherWork(t *testing.T) {
	s := problems(1, 60)
	s.Streams[0].Patience = elapsed(90)
	v := s.live(t, Baseline)
	v.happened(t, "work-lost o-0 escalate", 150)
	v.happened(t, "work-finished "+s.startedBy(0, "escalate", 0, 1)+" fix", 170)
	if g := v.world.Segments[0]; g.Lost != 1 {
		t.Errorf("%+v", g)
	}
}

// TestEndOfOtherWorkIsHeldOnItsLink: what development hands to support is held for
// 50 from 100 on: the problem, fixed at 170, is heard of at 230.
func TestEndOfOtherWorkIsHeldOnItsLink(t *testing.T) {
	s := problems(1, 60)
	s.inject(100, 0, Change{Param: ParamLinkHold, Target: 1, Index: 0, Span: elapsed(50)})
	v := s.live(t, DoNothing)
	v.happened(t, "work-finished o-0 escalate", 230)
	if l := v.world.Ledger[Baseline][0]; l[0][CauseOther] != minutes(50) || total(l) != minutes(50) {
		t.Errorf("ledger %v", l)
	}
}

// TestFortyTicketsWaitForOneFix: a ticket at 60 takes 5 of support, starts a problem
// and waits for it; 39 more, of a problem that is known, come at 66, 67, … 104 and
// wait for it without work: it is the only one open. It is fixed 70–170, and heard
// of at 180: all forty are closed then. The 39 are told by support's one person, one
// a minute, in the order in which they came: 180–181, … 218–219.
//
// The first waited from 65 on, 115 minutes, the 39 for 114, … 76: 39·95 in all. The
// fix is done once.
func TestFortyTicketsWaitForOneFix(t *testing.T) {
	s := newShop(1, 60, "support", "development")
	problem, known := s.flow("problem", -1), s.flow("known", 0)
	s.step("escalate", 0, 5)
	s.Steps[0].Starts = []Start{{Flow: problem, Handoff: fixed(5), Wait: true}}
	s.stepOf(problem, "fix", 1, 100)
	s.stepOf(known, "wait", 0, 0).WaitsFor = []int{problem}
	s.stepOf(known, "tell", 0, 1)
	s.lead("wait", 0, "tell")
	s.Streams = append(s.Streams, Stream{Name: "k", Flow: known, Surge: -1})
	for n := range 39 {
		s.Streams[1].Times = append(s.Streams[1].Times, minutes(float64(66+n)))
	}
	v := s.live(t, Baseline)
	for n := range 39 {
		v.happened(t, s.named("work-finished", known, 1, n)+" wait", 180)
		v.happened(t, s.named("work-finished", known, 1, n)+" tell", float64(181+n))
	}
	v.happened(t, "work-finished o-0 escalate", 180)
	v.spent(t, 0, CauseOther, 115+39*95)
	v.spent(t, 0, CauseStaff, 38*39/2)
	if d := v.world.Departments[1]; d.Steps != 1 || d.Busy != minutes(100) {
		t.Errorf("the fix is done once: %+v", d)
	}
	if d := v.world.Departments[0]; d.Freed != 40 || d.Freeing != 1 {
		t.Errorf("one fix closes forty: %+v", d)
	}
	if g := v.world.Segments[0]; g.Delivered != 40 {
		t.Errorf("%+v", g)
	}
}

// named is how an event of a stream's n-th order begins.
func (s *shop) named(kind string, flow, stream, n int) string {
	return kind + " " + s.itemName(flow, orderItem(stream, uint64(n)))
}

// TestWaitsForNothingWhenNoneIsOpen: a ticket at 60 starts a problem that is fixed
// 70–170 and heard of at 180. Known problems at 50, 70 and 190: the first finds
// none open and the last one none any more; they go on at once. The second waits.
func TestWaitsForNothingWhenNoneIsOpen(t *testing.T) {
	s := newShop(1, 60, "support", "development")
	problem, known := s.flow("problem", -1), s.flow("known", 0)
	s.step("escalate", 0, 5)
	s.Steps[0].Starts = []Start{{Flow: problem, Handoff: fixed(5)}}
	s.stepOf(problem, "fix", 1, 100)
	s.stepOf(known, "wait", 0, 0).WaitsFor = []int{problem}
	s.Streams = append(s.Streams, Stream{Name: "k", Flow: known, Surge: -1, Times: []Tick{minutes(50), minutes(70), minutes(190)}})
	v := s.live(t, Baseline)
	for n, at := range []float64{50, 180, 190} {
		v.happened(t, s.named("work-finished", known, 1, n)+" wait", at)
	}
	v.spent(t, 0, CauseOther, 110)
}

// TestWaitsForOneOfSeveral: problems of 100 are started at 60 and 70 and fixed one
// after the other, heard of at 180 and 280. Of 400 known problems at 75 each waits
// for one of the two, by a draw of its own: about half go on at 180, and each for
// the one whose draw is less.
func TestWaitsForOneOfSeveral(t *testing.T) {
	s := newShop(2, 60, "support", "development")
	s.Streams[0].Gap, s.Streams[0].Times = draw.Dist{}, []Tick{minutes(60), minutes(70)}
	problem, known := s.flow("problem", -1), s.flow("known", 0)
	s.step("escalate", 0, 0).Starts = []Start{{Flow: problem, Handoff: fixed(10)}}
	s.stepOf(problem, "fix", 1, 100)
	s.stepOf(known, "wait", 0, 0).WaitsFor = []int{problem}
	s.Streams = append(s.Streams, Stream{Name: "k", Flow: known, Surge: -1})
	for n := range Tick(400) {
		s.Streams[1].Times = append(s.Streams[1].Times, minutes(75)+n)
	}
	v := s.live(t, Baseline)
	key := draw.NewKey(s.Seed, 0)
	step, early := uint16(s.names["wait"]), 0
	for n := range 400 {
		by := draw.Child(orderItem(1, uint64(n)), draw.At(step, 0, draw.Join, 0))
		u := [2]float64{}
		for i := range u {
			u[i] = key.Uniform(draw.Child(orderItem(0, uint64(i)), draw.At(0, 0, draw.Start, 0)), by)
		}
		at := 280.0
		if u[0] < u[1] {
			at = 180
			early++
		}
		v.happened(t, s.named("work-finished", known, 1, n)+" wait", at)
	}
	if early < 160 || early > 240 {
		t.Errorf("%d of 400 wait for the first", early)
	}
}
