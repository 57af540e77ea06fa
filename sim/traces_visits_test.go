package sim

import (
	"testing"

	"ripple/sim/calendar"
)

// TestTravelOccupiesStaff: each visit takes 20 minutes of road and 30 of work, and
// there is one person: 60-110, 120-170, 180-230.
func TestTravelOccupiesStaff(t *testing.T) {
	s := newShop(3, 30, "field")
	s.step("visit", 0, 30).Travel = fixed(20)
	v := s.live(t, Baseline)
	v.happened(t, "work-finished o-0 visit", 80)
	v.happened(t, "work-finished o-1 visit", 130)
	v.happened(t, "work-finished o-2 visit", 180)
	v.spent(t, 0, CauseTravel, 60)
	v.spent(t, 0, CauseWork, 90)
	v.spent(t, 0, CauseStaff, 20+40)
	if d := v.world.Departments[0]; d.Busy != minutes(150) || d.Travelled != minutes(60) {
		t.Errorf("%d ms busy, %d of it on the road", d.Busy, d.Travelled)
	}
}

// TestTravelAloneNeedsSomebody: a delivery without other work takes the person
// for the road.
func TestTravelAloneNeedsSomebody(t *testing.T) {
	s := newShop(2, 30, "drivers")
	s.step("drive", 0, 0).Travel = fixed(45)
	v := s.live(t, Baseline)
	v.happened(t, "work-finished o-0 drive", 75)
	v.happened(t, "work-finished o-1 drive", 120)
	v.spent(t, 0, CauseTravel, 90)
	v.spent(t, 0, CauseWork, 0)
}

// TestBatchTravelsOnce: orders of 60 and 120 go out together at 120: 20 minutes
// of road and 30 of work, of one person, which both wait for.
func TestBatchTravelsOnce(t *testing.T) {
	s := newShop(2, 60, "field")
	visit := s.step("visit", 0, 30)
	visit.Travel, visit.Batch = fixed(20), &Batch{Of: 2, Together: true}
	v := s.live(t, Baseline)
	v.happened(t, "work-finished o-0 visit", 170)
	v.happened(t, "work-finished o-1 visit", 170)
	v.spent(t, 0, CauseTravel, 40)
	v.spent(t, 0, CauseWork, 60)
	if d := v.world.Departments[0]; d.Busy != minutes(50) || d.Travelled != minutes(20) {
		t.Errorf("%d ms busy, %d of it on the road", d.Busy, d.Travelled)
	}
}

// TestTravelChanges: from 50 on, roads are twice as slow, for visits that start
// then; the work is as ever.
func TestTravelChanges(t *testing.T) {
	s := newShop(2, 30, "field")
	s.step("visit", 0, 10).Travel = fixed(15)
	s.inject(50, 0, Change{Param: ParamTravel, Target: 0, Op: Multiply, Value: 2})
	v := s.live(t, DoNothing)
	v.happened(t, "work-finished o-0 visit", 55)
	v.happened(t, "work-finished o-1 visit", 100)
	v.spent(t, 0, CauseTravel, 45)
}

// TestWorkByHandTravelsNoSlower: without the system work takes twice as long. The
// system fails at 70, ten minutes into the road of 20 and the work of 30: 10
// minutes of road are left, and 60 of work.
func TestWorkByHandTravelsNoSlower(t *testing.T) {
	s := newShop(1, 60, "field")
	s.Systems = []System{{Name: "tablet", RunBy: -1, Manual: true, ManualWork: 2}}
	visit := s.step("visit", 0, 30)
	visit.Travel, visit.Needs = fixed(20), []int{0}
	s.inject(70, 0, Change{Param: ParamDown, Target: 0})
	v := s.live(t, DoNothing)
	v.happened(t, "work-finished o-0 visit", 140)
	v.spent(t, 0, CauseTravel, 20)
	v.spent(t, 0, CauseWork, 60)
}

// office makes a calendar that is open from 8 to 16 on some of the first days.
func (s *shop) office(days ...int) int {
	t := &calendar.Table{Days: s.Calendars[0].Days}
	for range len(t.Days) - 1 {
		t.WorkingDay, t.Starts = append(t.WorkingDay, false), append(t.Starts, calendar.Never)
	}
	for _, d := range days {
		open := t.Days[d] + 8*calendar.Hour
		t.WorkingDay[d], t.Starts[d] = true, open
		t.Open = append(t.Open, calendar.Interval{Open: open, Close: open + 8*calendar.Hour})
	}
	if err := t.Index(); err != nil {
		panic(err)
	}
	s.Calendars = append(s.Calendars, t)
	return len(s.Calendars) - 1
}

const hourOfDay = 60.0

// at is a time of a day in minutes from tick 0, days counted from 0.
func at(day, hour float64) float64 { return day*24*hourOfDay + hour*hourOfDay }

// visits makes a shop whose orders come at 10:00, 11:00, … of day 0 and are given
// dates by a team of so many people that is open from 8 to 16 on days 0, 1, 2, 5
// and 6.
func visits(orders, staff int, a Appointment) *shop {
	s := newShop(1, at(0, 10), "field")
	s.Streams[0].Gap, s.Streams[0].Calendar = fixed(60), s.open(at(0, 9), at(0, 9)+float64(orders)*60)
	s.Departments[0].Teams[0].Staff, s.Departments[0].Teams[0].Calendar = staff, s.office(0, 1, 2, 5, 6)
	s.step("visit", 0, 60).Appointment = &a
	return s
}

// TestAppointmentsAreGivenInOrder: with two working days' notice the first date is
// day 2. One person makes two visits a day: orders 0 and 1 on day 2, orders 2
// and 3 on day 5, because days 3 and 4 are closed, and order 4 on day 6. Visits
// begin when the team opens.
func TestAppointmentsAreGivenInOrder(t *testing.T) {
	s := visits(5, 1, Appointment{Notice: span{Unit: calendar.WorkingDays, N: 2}, PerDay: 2, Each: true})
	v := s.live(t, Baseline)
	v.happened(t, "work-started o-0 visit", at(2, 8))
	v.happened(t, "work-started o-1 visit", at(2, 9))
	v.happened(t, "work-started o-2 visit", at(5, 8))
	v.happened(t, "work-started o-3 visit", at(5, 9))
	v.happened(t, "work-started o-4 visit", at(6, 8))
	v.spent(t, 0, CauseAppointment, at(2, 8)-at(0, 10)+at(2, 8)-at(0, 11)+at(5, 8)-at(0, 12)+at(5, 8)-at(0, 13)+at(6, 8)-at(0, 14))
	v.spent(t, 0, CauseStaff, 60+60)
}

// TestPlacesCountPeople: two people make two visits each: all four on day 2.
func TestPlacesCountPeople(t *testing.T) {
	s := visits(4, 2, Appointment{Notice: span{Unit: calendar.WorkingDays, N: 2}, PerDay: 2, Each: true})
	v := s.live(t, Baseline)
	v.happened(t, "work-started o-1 visit", at(2, 8))
	v.happened(t, "work-started o-3 visit", at(2, 9))
}

// TestNoticeInHours: with five hours' notice the order of 10:00 has its date at
// 15:00 the same day. That of 11:00 would be at 16:00, when the team closes: the
// next day when it opens.
func TestNoticeInHours(t *testing.T) {
	s := visits(2, 1, Appointment{Notice: elapsed(300), PerDay: 6})
	v := s.live(t, Baseline)
	v.happened(t, "work-started o-0 visit", at(0, 15))
	v.happened(t, "work-started o-1 visit", at(1, 8))
}

// TestAppointmentsGoFirst: the order that waits for staff since 7:00 of day 2 is
// taken up after the visit whose date begins when the team opens.
func TestAppointmentsGoFirst(t *testing.T) {
	s := visits(1, 1, Appointment{Notice: span{Unit: calendar.Days, N: 2}, PerDay: 2})
	s.Flows = append(s.Flows, Flow{Name: "small", Segment: 0})
	s.stepOf(1, "mend", 0, 10)
	s.orders("m", 1, at(2, 7)).Flow = 1
	v := s.live(t, Baseline)
	v.happened(t, "work-started o-0 visit", at(2, 8))
	v.happened(t, "work-started m-0 mend", at(2, 9))
}

// TestLostOrdersFreeTheirDate: there is one date a day. Order 0 has that of day 2
// and is given up after three hours, at 13:00; order 1, of 11:00, has day 5 until
// it is given up at 14:00; order 2, of 12:00, has day 6 until 15:00; order 3, of 13:30…
// comes when day 2 is free again.
func TestLostOrdersFreeTheirDate(t *testing.T) {
	s := visits(3, 1, Appointment{Notice: span{Unit: calendar.WorkingDays, N: 2}, PerDay: 1})
	s.Streams[0].Patience = elapsed(180)
	s.orders("late", 1, at(0, 13.5))
	v := s.live(t, Baseline)
	v.happened(t, "work-lost o-0 visit", at(0, 13))
	v.happened(t, "work-lost o-2 visit", at(0, 15))
	v.happened(t, "work-started late-0 visit", at(2, 8))
}

// TestPlacesChange: from 11:30 on, two visits a day instead of one.
func TestPlacesChange(t *testing.T) {
	s := visits(4, 1, Appointment{Notice: span{Unit: calendar.WorkingDays, N: 1}, PerDay: 1})
	s.inject(at(0, 11.5), 0, Change{Param: ParamPlaces, Target: 0, Op: Set, Value: 2})
	v := s.live(t, DoNothing)
	v.happened(t, "work-started o-0 visit", at(1, 8))
	v.happened(t, "work-started o-1 visit", at(2, 8))
	v.happened(t, "work-started o-2 visit", at(1, 9))
	v.happened(t, "work-started o-3 visit", at(2, 9))
}
