package sim

import (
	"math"
	"testing"

	"ripple/sim/calendar"
	"ripple/sim/draw"
)

// TestThoseWhoAreTherePay: two customers pay 365 a year each, 1 a day. One leaves for
// an order lost on day 0: of the 20 days two pay for the first, one for the others.
func TestThoseWhoAreTherePay(t *testing.T) {
	s := newShop(2, 500, "workshop")
	s.step("build", 0, 5)
	s.Segments[0] = Segment{Name: "all", Customers: 2, LeaveLost: 1, PaysPerYear: 365_00}
	s.Streams[0].Patience = elapsed(30)
	s.inject(900, 200, Change{Param: ParamStaff, Target: 0, Op: Set, Value: 0})
	v := s.live(t, DoNothing)
	v.happened(t, "work-lost o-1 build", 1030)
	if g := v.world.Segments[0]; g.Paid != 2_00+19*1_00 || g.Left != 1 {
		t.Errorf("paid %d, by hand %d; %d left", g.Paid, 2_00+19*1_00, g.Left)
	}
	if g := v.result.Worlds[0][Baseline].Segments[0]; g.Paid != 40_00 {
		t.Errorf("paid %d, by hand %d", g.Paid, 40_00)
	}
	// Counting from day 1, 12:00, to day 3, 06:00: half a day, a day and a quarter.
	s.From, s.Until = minutes(1440+720), minutes(3*1440+360)
	if g := s.live(t, Baseline).world.Segments[0]; g.Paid != 3_50 {
		t.Errorf("paid %d for 1.75 days of two, by hand 350", g.Paid)
	}
}

// TestLeavingWaitsForTheRenewal: the only customer decides to go on day 0, and goes
// on the day of the year on which the contract is renewed: orders come until then.
// Where that is after the end, the customer has left only in thought.
func TestLeavingWaitsForTheRenewal(t *testing.T) {
	inside, beyond := false, false
	for seed := uint64(0); !inside || !beyond; seed++ {
		item := orderItem(0, 1)
		u := draw.NewKey(seed, 0).Uniform(item, draw.At(0, 0, draw.Renewal, 0))
		renewal := int(u * 365)
		if renewal >= 1 && renewal > 15 && renewal < 300 {
			continue
		}
		day := 1 + ((renewal-1)%365+365)%365
		s := newShop(39, 500, "workshop")
		s.Seed = seed
		s.step("build", 0, 5)
		s.Segments[0] = Segment{Name: "all", Customers: 1, LeaveLost: 1, Renews: true}
		s.Streams[0].Patience = elapsed(30)
		s.inject(900, 200, Change{Param: ParamStaff, Target: 0, Op: Set, Value: 0})
		v := s.live(t, DoNothing)
		want := int64(39)
		if day <= 15 {
			want = int64((day*1440 - 1) / 500)
			inside = true
		} else {
			beyond = true
		}
		g := v.world.Segments[0]
		if g.Orders != want || g.Left != 1 || (g.Leaving == 1) != (day >= 20) {
			t.Errorf("seed %d, renewed on day %d: %d orders, by hand %d; %d left, %d of them later", seed, day, g.Orders, want, g.Left, g.Leaving)
		}
	}
}

// TestAnAccountLeavesAsAWhole: each order is of one of three accounts, by its own
// draw. The account of order 1, lost on day 0, orders no more from day 1 on; the
// others go on as ever.
func TestAnAccountLeavesAsAWhole(t *testing.T) {
	s := newShop(20, 500, "workshop")
	s.step("build", 0, 5)
	s.Segments[0] = Segment{Name: "all", Customers: 3, LeaveLost: 1, PaysPerYear: 365_00,
		Accounts: []Account{{"a", 0.5}, {"b", 0.3}, {"c", 0.2}}}
	s.Streams[0].Patience = elapsed(30)
	s.inject(900, 200, Change{Param: ParamStaff, Target: 0, Op: Set, Value: 0})
	v := s.live(t, DoNothing)
	key := draw.NewKey(s.Seed, 0)
	of := func(n uint64) int {
		u := key.Uniform(orderItem(0, n), draw.At(0, 0, draw.Account, 0))
		switch {
		case u < 0.5:
			return 0
		case u < 0.8:
			return 1
		}
		return 2
	}
	var orders [3]int64
	for n := range uint64(20) {
		what := "order-placed " + s.itemName(0, orderItem(0, n))
		if at := float64(500 * (n + 1)); at >= 1440 && of(n) == of(1) {
			v.happened(t, what)
		} else {
			v.happened(t, what, at)
			orders[of(n)]++
		}
	}
	for i, a := range v.world.Segments[0].Accounts {
		want := AccountResult{Orders: orders[i], Delivered: orders[i]}
		if i == of(1) {
			want.Gone, want.Lost = 1, 1
			want.Delivered--
		}
		if a != want {
			t.Errorf("account %d: %+v, by hand %+v", i, a, want)
		}
	}
	if g := v.world.Segments[0]; g.Left != 1 || g.Paid != 3_00+19*2_00 {
		t.Errorf("%d left, %d paid", g.Left, g.Paid)
	}
}

// TestOrdersGrowWithTheMachinesInUse: four machines of at most 40 at first. Each pump
// that is sold (one every 300 minutes, in 10 minutes from there to the customer) brings two more from
// the next day on: 4 on day 0, 12 on day 1 (four sold), 20 on day 2 … A candidate
// repair every 50 minutes comes where its draw is below that share of 40.
func TestOrdersGrowWithTheMachinesInUse(t *testing.T) {
	s := newShop(12, 300, "workshop")
	s.step("build", 0, 5)
	s.Flows = append(s.Flows, Flow{Name: "repair", Segment: 0})
	s.stepOf(1, "mend", 0, 1)
	r := s.orders("r", 80, 50)
	r.Flow, r.Machines = 1, &Machines{Start: 4, GrowsBy: 0, Per: 2, Most: 40}
	v := s.live(t, Baseline)
	key, came := draw.NewKey(s.Seed, 0), 0
	for n := range uint64(80) {
		at := float64(50 * (n + 1))
		sold := 0
		for k := 1; k <= 12; k++ {
			if delivered := 300*k + 15; delivered/1440 < int(at)/1440 { // in reality a little later on busy minutes, never past midnight
				sold++
			}
		}
		what := "order-placed " + s.itemName(0, orderItem(1, n))
		if key.Uniform(orderItem(1, n), draw.At(0, 0, draw.Accept, 0)) < float64(4+2*sold)/40 {
			v.happened(t, what, at)
			came++
		} else {
			v.happened(t, what)
		}
	}
	if came < 10 || came > 70 {
		t.Errorf("%d repairs: too few or too many to tell", came)
	}
	if n := v.world.Segments[0].Machines; n != 28 {
		t.Errorf("%d machines in the end, by hand 28", n)
	}
}

// TestMachinesThatOutgrowTheirBoundEndTheRun with what to do.
func TestMachinesThatOutgrowTheirBoundEndTheRun(t *testing.T) {
	s := newShop(12, 300, "workshop")
	s.step("build", 0, 5)
	s.Streams[0].Machines = &Machines{Start: 4, GrowsBy: 0, Per: 20, Most: 30}
	_, err := Run(t.Context(), s.Model, start(t), Options{})
	wants(t, err, "machines of o are in use at day", "more than the 30", "`at-most`")
}

// TestFailuresFollowTheMachines: 100 machines, and from day 2 on five more each day,
// for 200 days; each fails 0.05 times a day. On day d (100 + 5 (d−1)) × 0.05 failures
// are expected: together 0.05 × (200 × 100 + 5 × 198 × 199 / 2) = 5,925, a Poisson number.
func TestFailuresFollowTheMachines(t *testing.T) {
	const days = 200
	s := newShop(1, 60, "workshop")
	s.step("build", 0, 0)
	s.Calendars = []*calendar.Table{always(days)}
	s.Until, s.End = days*calendar.CalendarDay, days*calendar.CalendarDay
	s.Flows = append(s.Flows, Flow{Name: "repair", Segment: 0})
	s.stepOf(1, "mend", 0, 0)
	const most = 2000
	s.Streams = []Stream{
		{Name: "sold", Gap: fixed(1440), Surge: -1},
		{Name: "failed", Flow: 1, Gap: must(draw.Exponential(float64(calendar.CalendarDay) / (0.05 * most))), Surge: -1,
			Machines: &Machines{Start: 100, GrowsBy: 0, Per: 5, Most: most}},
	}
	// Sold at the midnights of days 1, 2, …: they work from the day after on.
	mean := 0.05 * (days*100 + 5*float64(days-2)*float64(days-1)/2)
	g := run(t, start(t), s.Model, Options{}).Worlds[0][Baseline].Segments[0]
	if failed := float64(g.Orders - (days - 1)); math.Abs(failed-mean) > 4.5*math.Sqrt(mean) {
		t.Errorf("%g failures, expected %g", failed, mean)
	}
}
