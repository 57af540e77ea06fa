package sim

import "testing"

// desk is a shop of one department with two teams of one person each: juniors
// (0) and seniors (1), and orders of 30 minutes.
func desk(orders int, gap float64) *shop {
	s := newShop(orders, gap, "desk")
	s.Departments[0].Teams = []Team{{Name: "junior", Staff: 1}, {Name: "senior", Staff: 1}}
	s.step("do", 0, 30)
	return s
}

// TestSeveralTeamsShareAQueue: seniors before juniors, orders at 10, 20, 30, 40.
// The first is the senior's (10–40), the second the junior's (20–50), the third
// waits for the senior (40–70), the fourth for the junior (50–80). A letter that
// only seniors write comes at 45 and waits for the senior, though the junior is
// free at 80: 70–100.
func TestSeveralTeamsShareAQueue(t *testing.T) {
	s := desk(4, 10)
	s.Steps[0].Teams = []int{1, 0}
	s.Flows = append(s.Flows, Flow{Name: "letter", Segment: 0})
	s.stepOf(1, "write", 0, 30).Team = 1
	s.orders("l", 1, 45).Flow = 1
	v := s.live(t, Baseline)
	v.happened(t, "work-started o-0 do", 10)
	v.happened(t, "work-started o-1 do", 20)
	v.happened(t, "work-started o-2 do", 40)
	v.happened(t, "work-started o-3 do", 50)
	v.happened(t, "work-started l-0 write", 70)
	v.spent(t, 0, CauseStaff, 0+0+10+10+25)
}

// TestWhoComesFirstInTheOrderWrittenTakesWorkUp: both teams are there from 08:00
// (480) to 09:00 (540), and two orders of 90 minutes wait since 60 and 120. The
// seniors, who finish what they began at closing time, come first: they take the
// first and are done at 570. The juniors take the second, pause at 540 and are done
// the next morning, 30 minutes after 1920.
func TestWhoComesFirstInTheOrderWrittenTakesWorkUp(t *testing.T) {
	s := desk(2, 60)
	s.Steps[0].Teams = []int{1, 0}
	table := s.officeHours(8, 9)
	for i := range s.Departments[0].Teams {
		s.Departments[0].Teams[i].Calendar = table
	}
	s.Departments[0].Teams[1].Finish = true
	s.Steps[0].Work = fixed(90)
	v := s.live(t, Baseline)
	v.happened(t, "work-started o-0 do", 480)
	v.happened(t, "work-finished o-0 do", 570)
	v.happened(t, "work-started o-1 do", 480)
	v.happened(t, "work-finished o-1 do", 1950)
}

// TestWaitingIsClosedOnlyWhileAllTeamsAre: juniors are there from 06:00 (360) on,
// seniors from 08:00 (480) on. Orders at 300, 400 and 500 of 200 minutes each:
//
//	first:  closed until 360, by the junior 360–560
//	second: waits from 400 for the senior, 80, who comes at 480: –680
//	third:  waits from 500 for the junior, 60: 560–760
func TestWaitingIsClosedOnlyWhileAllTeamsAre(t *testing.T) {
	s := desk(3, 100)
	s.Streams[0].Calendar = s.open(200, 500)
	s.Steps[0].Work = fixed(200)
	s.Steps[0].Teams = []int{1, 0}
	s.Departments[0].Teams[0].Calendar = s.open(360, 2000)
	s.Departments[0].Teams[1].Calendar = s.open(480, 2000)
	v := s.live(t, Baseline)
	v.happened(t, "work-finished o-0 do", 560)
	v.happened(t, "work-finished o-1 do", 680)
	v.happened(t, "work-finished o-2 do", 760)
	v.spent(t, 0, CauseClosed, 60)
	v.spent(t, 0, CauseStaff, 80+60)
}

// TestTheItemSaysWhichTeam: orders for the north are the juniors', the others the
// seniors', one after the other each: 30 minutes, orders every 10.
func TestTheItemSaysWhichTeam(t *testing.T) {
	s := desk(12, 10)
	region := s.attribute("region", []string{"north", "south", "islands"}, evenly(3))
	s.Steps[0].TeamBy, s.Steps[0].Teams = region, []int{0, 1, 1}
	v := s.live(t, Baseline)
	free := [2]float64{}
	for n := range uint64(12) {
		team := s.Steps[0].Teams[int(s.of(region, n))]
		begin := max(free[team], 10*float64(n+1))
		v.happened(t, "work-started "+s.itemName(0, orderItem(0, n))+" do", begin)
		free[team] = begin + 30
	}
	if free[0] == 0 || free[1] == 0 {
		t.Error("all orders were one team's")
	}
}
