package sim

import "testing"

// TestAbsentPeopleFinishTheirWork: two people, orders of 60 minutes at 10, 20, 30
// and 40; one is absent from 25 to 100. Both finish what they have (10–70 and
// 20–80); at 70 one works, as many as are there; at 80 the one who is left takes
// order 2 (80–140), and at 100 the other is back and takes order 3 (100–160).
func TestAbsentPeopleFinishTheirWork(t *testing.T) {
	s := newShop(4, 10, "workshop")
	s.step("build", 0, 60)
	s.Departments[0].Teams[0].Staff, s.Departments[0].Teams[0].CentsPerHour = 2, 60
	s.From, s.Until = 0, minutes(200)
	s.inject(25, 75, Change{Param: ParamStaff, Target: 0, Op: Add, Value: -1})
	v := s.live(t, DoNothing)
	v.happened(t, "work-started o-2 build", 80)
	v.happened(t, "work-started o-3 build", 100)
	v.spent(t, 0, CauseStaff, 50+60)
	d := v.world.Departments[0]
	if want := minutes(2*200 - 75); d.Capacity != want || d.PayCents != 325 {
		t.Errorf("capacity %d and pay %d, by hand %d and 325", d.Capacity, d.PayCents, want)
	}
	if want := minutes(4*60 + 50 + 60); d.Turnaround != want || d.Backlog[0] != want {
		t.Errorf("turnaround %d and backlog %d, by hand %d", d.Turnaround, d.Backlog[0], want)
	}
}

// TestAddedStaffTakeUpWaitingWork: orders of 100 minutes at 60 and 120. A second
// person comes at 100 + 30 of lead, for 300 a day of which 20 minutes (until
// 150), and 1000 at once: 1000 + 300·20/1440 = 1004.
func TestAddedStaffTakeUpWaitingWork(t *testing.T) {
	s := newShop(2, 60, "workshop")
	s.step("build", 0, 100)
	s.Arms = append(s.Arms, Arm{Name: "more"})
	e := s.inject(100, 20, Change{Param: ParamStaff, Target: 0, Op: Add, Value: 1})
	e.Lead, e.Response, e.Arms, e.Cost, e.CostPerDay = minutes(30), true, []bool{false, false, true}, 1000, 300
	v := s.live(t, 2)
	v.happened(t, "work-started o-1 build", 130)
	v.happened(t, "work-finished o-1 build", 230)
	if v.world.Cost != 1004 {
		t.Errorf("cost %d, by hand 1004", v.world.Cost)
	}
	s.live(t, DoNothing).happened(t, "work-started o-1 build", 160)
}

// TestOvertimeGoesOnWithWorkInHand: hours are 08:00–17:00, work of 120 minutes
// begins at 16:00 (960). With hours to 20:00 from 16:30 on it ends at 18:00 and
// not at 09:00 on the next day; an order that came at 19:00, after hours before,
// is taken up at once.
func TestOvertimeGoesOnWithWorkInHand(t *testing.T) {
	s := newShop(1, 960, "office")
	s.step("check", 0, 120)
	s.orders("late", 1, 1140)
	s.Departments[0].Teams[0].Calendar = s.officeHours(8, 17)
	longer := s.officeHours(8, 20)
	s.inject(990, 0, Change{Param: ParamHours, Target: 0, Calendar: longer})
	v := s.live(t, DoNothing)
	v.happened(t, "work-finished o-0 check", 1080)
	v.happened(t, "work-started late-0 check", 1140)
	v.happened(t, "work-finished late-0 check", 1440+480+60) // 19:00–20:00, 08:00–09:00
	before := s.live(t, Baseline)
	before.happened(t, "work-finished o-0 check", 1440+540)
	before.happened(t, "work-started late-0 check", 1440+540)
}

// TestOvertimeTakesUpWhatWaits: an order at 18:00 (1080) waits for the morning;
// hours that are longer from 18:30 on let it start then.
func TestOvertimeTakesUpWhatWaits(t *testing.T) {
	s := newShop(1, 1080, "office")
	s.step("check", 0, 30)
	s.Departments[0].Teams[0].Calendar = s.officeHours(8, 17)
	s.inject(1110, 0, Change{Param: ParamHours, Target: 0, Calendar: s.officeHours(8, 20)})
	v := s.live(t, DoNothing)
	v.happened(t, "work-started o-0 check", 1110)
	v.spent(t, 0, CauseClosed, 30)
}

// waiting makes four orders wait for one person: order 0 of each flow at 10 and 15,
// then order 1 at 20 and 30. Order 0 of the first is in hand from 10 to 110.
func waiting(d Discipline) *shop {
	s := newShop(2, 10, "workshop")
	s.step("build", 0, 100)
	s.Flows = append(s.Flows, Flow{Name: "other", Segment: 0})
	s.stepOf(1, "mend", 0, 100)
	s.orders("m", 2, 15).Flow = 1
	s.Departments[0].Teams[0].Discipline = d
	return s
}

// TestDisciplines: who is taken up first at 110, 210 and 310.
func TestDisciplines(t *testing.T) {
	t.Run("first come", func(t *testing.T) { // m-0 (15), o-1 (20), m-1 (30)
		v := waiting(FirstCome).live(t, Baseline)
		v.happened(t, "work-started m-0 mend", 110)
		v.happened(t, "work-started o-1 build", 210)
		v.happened(t, "work-started m-1 mend", 310)
	})
	t.Run("priority", func(t *testing.T) { // flow 0 has rank 1, flow 1 rank 2
		s := waiting(ByPriority)
		s.Flows[0].Priority, s.Flows[1].Priority = 1, 2
		v := s.live(t, Baseline)
		v.happened(t, "work-started o-1 build", 110)
		v.happened(t, "work-started m-0 mend", 210)
		v.happened(t, "work-started m-1 mend", 310)
	})
	t.Run("due date", func(t *testing.T) { // o-1 at 20+500, m-0 at 15+400, m-1 at 30+400
		s := waiting(ByDueDate)
		s.Streams[0].Promise, s.Streams[1].Promise = elapsed(500), elapsed(400)
		v := s.live(t, Baseline)
		v.happened(t, "work-started m-0 mend", 110)
		v.happened(t, "work-started m-1 mend", 210)
		v.happened(t, "work-started o-1 build", 310)
	})
	t.Run("priority changes", func(t *testing.T) { // rank 0 for flow 1 from 50: those who wait change places
		s := waiting(ByPriority)
		s.Flows[0].Priority, s.Flows[1].Priority = 1, 2
		s.inject(50, 0, Change{Param: ParamPriority, Target: 1, Op: Set, Value: 0})
		v := s.live(t, DoNothing)
		v.happened(t, "work-started m-0 mend", 110)
		v.happened(t, "work-started m-1 mend", 210)
		v.happened(t, "work-started o-1 build", 310)
	})
	t.Run("discipline changes", func(t *testing.T) { // by priority from 50, back to first come at 150
		s := waiting(FirstCome)
		s.Flows[0].Priority, s.Flows[1].Priority = 1, 2
		s.inject(50, 100, Change{Param: ParamDiscipline, Target: 0, Value: float64(ByPriority)})
		v := s.live(t, DoNothing)
		v.happened(t, "work-started o-1 build", 110)
		v.happened(t, "work-started m-0 mend", 210)
		v.happened(t, "work-started m-1 mend", 310)
	})
	t.Run("expedite", func(t *testing.T) { // flow 1 first from 50 on, for 5 cents an item
		s := waiting(FirstCome)
		s.inject(50, 0, Change{Param: ParamExpedite, Target: 1, Value: 1}).CostPerItem = 5
		v := s.live(t, DoNothing)
		v.happened(t, "work-started m-0 mend", 110)
		v.happened(t, "work-started m-1 mend", 210)
		v.happened(t, "work-started o-1 build", 310)
		if v.world.Cost != 10 {
			t.Errorf("cost %d, by hand 10", v.world.Cost)
		}
	})
}
