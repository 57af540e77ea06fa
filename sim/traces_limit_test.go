package sim

import "testing"

// TestLimitOverTwoStepsOfADepartment: two people check (20 minutes) and then
// build (30 minutes), 5 minutes later; two items may be inside. Orders at 10, 20,
// 30, 40. The first two come in at once: 10–30 and 20–40 in the first step, 35–65 and 45–75 in
// the second, and keep their places on the way. The third waits outside from 30 to 65 although
// somebody is free, the fourth from 40 to 75; then 65–85, 90–120 and 75–95, 100–130.
// A fifth order, at 30 + 95 = 125, comes in at once: there is one place free.
func TestLimitOverTwoStepsOfADepartment(t *testing.T) {
	s := newShop(4, 10, "workshop")
	s.step("check", 0, 20)
	s.step("build", 0, 30)
	s.lead("check", 5, "build")
	s.orders("late", 1, 125)
	s.Departments[0].Limit, s.Departments[0].Teams[0].Staff = 2, 2
	v := s.live(t, Baseline)
	for item, at := range map[string][2]float64{"o-0": {10, 35}, "o-1": {20, 45}, "o-2": {65, 90}, "o-3": {75, 100}, "late-0": {125, 150}} {
		v.happened(t, "work-started "+item+" check", at[0])
		v.happened(t, "work-started "+item+" build", at[1])
	}
	v.spent(t, 0, CauseLimit, 35+35)
	v.spent(t, 0, CauseStaff, 0)
	if got := v.world.Departments[0].Backlog[0]; got != minutes(50+50+85+85+50) {
		t.Errorf("backlog of %d, by hand %d: who waits outside counts", got, minutes(50+50+85+85+50))
	}
}

// TestLimitOfOneTeam: the limit of one item is the builders', one of whom is
// needed for 60 minutes; checking, of 5 minutes, has none. Orders at 10 and 20: the
// first is built from 15 to 75, the second waits outside from 25 on although three builders are there.
func TestLimitOfOneTeam(t *testing.T) {
	s := newShop(2, 10, "workshop")
	s.step("check", 0, 5)
	s.step("build", 0, 60).Team = 1
	s.lead("check", 0, "build")
	s.Departments[0].Teams = append(s.Departments[0].Teams, Team{Name: "builders", Staff: 3, Limit: 1})
	v := s.live(t, Baseline)
	v.happened(t, "work-started o-0 build", 15)
	v.happened(t, "work-started o-1 build", 75)
	v.spent(t, 0, CauseLimit, 50)
}

// TestLimitChanges: four orders of 100 minutes at 10, 20, 30, 40 and four people; one
// item inside until 50, then three for 200 minutes, then one again. The second and the
// third come in at 50, the fourth at 110, when the first is done. Orders at
// 300 and 310 come one by one again: 300 and 400.
func TestLimitChanges(t *testing.T) {
	s := newShop(4, 10, "workshop")
	s.step("build", 0, 100)
	s.orders("late", 2, 10).Calendar = s.open(290, 310)
	s.Departments[0].Limit, s.Departments[0].Teams[0].Staff = 1, 4
	s.inject(50, 200, Change{Param: ParamLimit, Target: 0, Index: -1, Op: Set, Value: 3})
	v := s.live(t, DoNothing)
	for item, at := range map[string]float64{"o-0": 10, "o-1": 50, "o-2": 50, "o-3": 110, "late-0": 300, "late-1": 400} {
		v.happened(t, "work-started "+item+" build", at)
	}
}

// TestBranchesWaitForEachOtherOutside: an order splits into two branches of one
// department, of 20 and 50 minutes, that join there; one item may be inside, and three people are there.
// The order is split at 10 in a step of no work; the first branch keeps the place until 30,
// then waits for the other outside, which works from 30 to 80; then they are joined, at 80.
func TestBranchesWaitForEachOtherOutside(t *testing.T) {
	s := newShop(1, 10, "workshop")
	s.step("split", 0, 0)
	s.step("a", 0, 20)
	s.step("b", 0, 50)
	s.step("join", 0, 10).Join = []int{1, 2}
	s.lead("split", 0, "a", "b")
	s.lead("a", 0, "join")
	s.lead("b", 0, "join")
	s.Departments[0].Limit, s.Departments[0].Teams[0].Staff = 1, 3
	v := s.live(t, Baseline)
	v.happened(t, "work-started o-0 a", 10)
	v.happened(t, "work-started o-0 b", 30)
	v.happened(t, "work-started o-0 join", 80)
	v.spent(t, 0, CauseLimit, 20)
}

// TestPatienceEndsOutside: one item may be inside, of 100 minutes; of the orders with
// 30 minutes of patience the one at 20 is lost at 50, the one at 30 at 60.
func TestPatienceEndsOutside(t *testing.T) {
	s := newShop(3, 10, "workshop")
	s.step("build", 0, 100)
	s.Departments[0].Limit, s.Departments[0].Teams[0].Staff = 1, 2
	s.Streams[0].Patience = elapsed(30)
	v := s.live(t, Baseline)
	v.happened(t, "work-started o-0 build", 10)
	v.happened(t, "work-lost o-1 build", 50)
	v.happened(t, "work-lost o-2 build", 60)
}
