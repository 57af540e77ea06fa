package sim

import (
	"testing"
	"time"

	"ripple/sim/calendar"
)

// officeHours adds opening hours, in whole hours, of every day.
func (s *shop) officeHours(from, to time.Duration) int {
	spec := calendar.Spec{Weekdays: [7]bool{true, true, true, true, true, true, true}, Hours: []calendar.HoursOfDay{{From: from * time.Hour, To: to * time.Hour}}}
	s.Calendars = append(s.Calendars, must(calendar.Build(spec, time.Date(2026, time.January, 5, 0, 0, 0, 0, time.UTC), s.End)))
	return len(s.Calendars) - 1
}

// needs adds a system and lets a step need it.
func (s *shop) needs(step, system string) *System {
	s.Systems = append(s.Systems, System{Name: system, RunBy: -1})
	st := &s.Steps[s.names[step]]
	st.Needs = append(st.Needs, len(s.Systems)-1)
	return &s.Systems[len(s.Systems)-1]
}

// TestOutageStopsWorkAcrossClosingTime: work of 180 minutes begins at 15:00
// (900); hours are 08:00–17:00 and work pauses at closing. The system is down
// from 16:30 (990) to 08:30 on the next day (1950).
//
//	15:00–16:30  90 minutes of work
//	16:30–17:00  30 minutes, system down
//	17:00–08:00  900 minutes, closed
//	08:00–08:30  30 minutes, system down
//	08:30–10:00  90 minutes of work, to 2040
func TestOutageStopsWorkAcrossClosingTime(t *testing.T) {
	s := newShop(1, 900, "office")
	s.step("check", 0, 180)
	s.needs("check", "erp")
	s.Departments[0].Teams[0].Calendar = s.officeHours(8, 17)
	s.inject(990, 960, Change{Param: ParamDown, Target: 0})
	v := s.live(t, DoNothing)
	v.happened(t, "work-started o-0 check", 900, 1950)
	v.happened(t, "work-finished o-0 check", 2040)
	v.spent(t, 0, CauseWork, 180)
	v.spent(t, 0, CauseSystem, 60)
	v.spent(t, 0, CauseClosed, 900)
	v.spent(t, 0, CauseHandoff, 10)
	if d := v.world.Departments[0]; d.Busy != minutes(180) || d.Turnaround != minutes(1140) {
		t.Errorf("%d busy, %d turnaround", d.Busy, d.Turnaround)
	}
	if lead := v.world.Segments[0].LeadTime; lead != minutes(1150) {
		t.Errorf("lead time %d", lead)
	}
}

// TestClosingTimePausesOrFinishes: work of 180 minutes begun at 15:00 with hours
// to 17:00 goes on from 08:00 to 09:00 where it pauses, and to 18:00 where what
// is in hand is finished.
func TestClosingTimePausesOrFinishes(t *testing.T) {
	for _, finish := range []bool{false, true} {
		s := newShop(1, 900, "office")
		s.step("check", 0, 180)
		s.Departments[0].Teams[0].Calendar, s.Departments[0].Teams[0].Finish = s.officeHours(8, 17), finish
		v := s.live(t, Baseline)
		if finish {
			v.happened(t, "work-finished o-0 check", 1080)
			v.spent(t, 0, CauseClosed, 0)
		} else {
			v.happened(t, "work-finished o-0 check", 1980)
			v.spent(t, 0, CauseClosed, 900)
		}
		v.spent(t, 0, CauseWork, 180)
	}
}

// TestOverlappingOutagesAreOne: down from 70 to 110 and from 90 to 150: 80
// minutes of waiting, once.
func TestOverlappingOutagesAreOne(t *testing.T) {
	s := newShop(1, 60, "office")
	s.step("check", 0, 30)
	s.needs("check", "erp")
	s.inject(70, 40, Change{Param: ParamDown, Target: 0})
	s.inject(90, 60, Change{Param: ParamDown, Target: 0})
	v := s.live(t, DoNothing)
	v.happened(t, "work-finished o-0 check", 170) // 10 of 30 by 70; the rest from 150
	v.spent(t, 0, CauseSystem, 80)
}

// TestStaffTurnToOtherWorkInAnOutage: one person, two steps; the system that
// check needs is down from 65 to 200. The order in check stops at 65 with 25 of
// 30 minutes left, the one for pack is done from 120, and check goes on at 200.
func TestStaffTurnToOtherWorkInAnOutage(t *testing.T) {
	s := newShop(1, 60, "office")
	s.step("check", 0, 30)
	s.needs("check", "erp")
	s.Flows = append(s.Flows, Flow{Name: "other", Segment: 0})
	s.stepOf(1, "pack", 0, 40)
	s.orders("p", 1, 120).Flow = 1
	s.inject(65, 135, Change{Param: ParamDown, Target: 0})
	v := s.live(t, DoNothing)
	v.happened(t, "work-started p-0 pack", 120)
	v.happened(t, "work-started o-0 check", 60, 200)
	v.happened(t, "work-finished o-0 check", 225)
}

// TestWorkaroundSlowsWorkInHand: the system has a manual way that takes twice as
// long. It is down from 80 to 100.
//
//	order 0: 60–80 20 of 60 minutes, the other 40 by hand: 80 minutes, to 160
//	order 1: 160–220 as usual
func TestWorkaroundSlowsWorkInHand(t *testing.T) {
	s := newShop(2, 60, "office")
	s.step("check", 0, 60)
	y := s.needs("check", "erp")
	y.Manual, y.ManualWork = true, 2
	s.inject(80, 20, Change{Param: ParamDown, Target: 0})
	v := s.live(t, DoNothing)
	v.happened(t, "work-finished o-0 check", 160)
	v.happened(t, "work-finished o-1 check", 220)
	v.spent(t, 0, CauseWork, 160)
	v.spent(t, 0, CauseStaff, 40)
	v.spent(t, 0, CauseSystem, 0)
}

// TestWorkaroundAsResponse: down from 80 on; at 110 a response lets work go on
// by hand, half as slow again: 40 minutes left are 60, to 170. With mistakes in
// every piece of work done by hand, both orders leave with one.
func TestWorkaroundAsResponse(t *testing.T) {
	s := newShop(2, 60, "office")
	s.step("check", 0, 60)
	s.needs("check", "erp")
	s.Arms = append(s.Arms, Arm{Name: "by-hand"})
	s.inject(80, 0, Change{Param: ParamDown, Target: 0})
	e := s.inject(100, 0, Change{Param: ParamWorkaround, Target: 0, Value: 1.5, Value2: 1})
	e.Lead, e.Response, e.Arms = minutes(10), true, []bool{false, false, true}
	v := s.live(t, 2)
	v.happened(t, "work-finished o-0 check", 170)
	v.happened(t, "work-finished o-1 check", 260)
	v.spent(t, 0, CauseSystem, 30)
	if d := v.world.Departments[0].Mistakes; d != 2 {
		t.Errorf("%d mistakes, by hand 2", d)
	}
	if d := v.world.Segments[0].Defective; d != 2 {
		t.Errorf("%d orders delivered with a mistake, by hand 2", d)
	}
	waits := s.live(t, DoNothing)
	waits.happened(t, "work-finished o-0 check")
}

// TestBackgroundFailuresComeAndGo: a system runs for 100 minutes, fails for 30,
// and so on: down 100–130, 230–260. An order of 60 minutes at 90 works 10, waits
// 30 and works 50 to 180; one at 180 works 50, waits 30, and works 10 to 270.
func TestBackgroundFailuresComeAndGo(t *testing.T) {
	s := newShop(2, 90, "office")
	s.step("check", 0, 60)
	y := s.needs("check", "erp")
	y.Up, y.Down = fixed(100), fixed(30)
	v := s.live(t, Baseline)
	v.happened(t, "work-finished o-0 check", 180)
	v.happened(t, "work-finished o-1 check", 270)
	v.spent(t, 0, CauseSystem, 60)
	if len(v.at["system-down erp"]) < 2 || v.at["system-down erp"][1] != 230 {
		t.Errorf("down at %v", v.at["system-down erp"])
	}
}
