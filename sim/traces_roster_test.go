package sim

import "testing"

// TestShiftsAddUp: one person from 08:00 to 12:00, another from 10:00 to 17:00.
// Orders of 100 minutes at 480, 490 and 500 (every 10 minutes from 08:00 on): the first is begun
// at 480 and done at 580; the second 580–680; at 600 the second person takes the
// third: 600–700. The team is open from 08:00 to 17:00: a fourth order, at 510,
// is begun at 680. At 12:00 (720) it goes on, and one person is left: an order
// at 700 that the other took up then would end at 800, and so it does. Present:
// 4 + 7 hours a day on 20 days.
func TestShiftsAddUp(t *testing.T) {
	s := newShop(51, 10, "desk")
	s.Streams[0].Calendar = s.open(470, 510)
	s.orders("late", 1, 700)
	s.step("serve", 0, 100)
	team := &s.Departments[0].Teams[0]
	team.Shifts = []Shift{{s.officeHours(8, 12), 1}, {s.officeHours(10, 17), 1}}
	team.Calendar, team.CentsPerHour, team.Staff = s.officeHours(8, 17), 60, 0
	v := s.live(t, Baseline)
	for item, at := range map[string]float64{"o-0": 480, "o-1": 580, "o-2": 600, "o-3": 680, "late-0": 700} {
		v.happened(t, "work-started "+item+" serve", at)
		v.happened(t, "work-finished "+item+" serve", at+100)
	}
	if d := v.world.Departments[0]; d.Capacity != minutes(20*11*60) || d.PayCents != 20*11*60 {
		t.Errorf("capacity %d and pay %d, by hand %d and %d", d.Capacity, d.PayCents, minutes(20*11*60), 20*11*60)
	}
}

// TestFewerOpenThanClosed: two people until 17:00 and one from 08:00 the next
// morning (as the calendars say: two from 16:00 to 17:00, one before). Orders of
// 120 minutes at 960 and 970 pause at 17:00 (1020) with 60 and 70 minutes left.
// At 08:00 (1920) the one who opens goes on with the first, until 1980, then
// with the second, which came last: until 2050. Where work is finished at closing
// time, both end on the first day.
func TestFewerOpenThanClosed(t *testing.T) {
	s := newShop(2, 10, "desk")
	s.Streams[0].Calendar = s.open(950, 970)
	s.step("serve", 0, 120)
	team := &s.Departments[0].Teams[0]
	team.Shifts = []Shift{{s.officeHours(8, 17), 1}, {s.officeHours(16, 17), 1}}
	team.Calendar = s.officeHours(8, 17)
	v := s.live(t, Baseline)
	v.happened(t, "work-finished o-0 serve", 1980)
	v.happened(t, "work-started o-1 serve", 970, 1980)
	v.happened(t, "work-finished o-1 serve", 2050)
	v.spent(t, 0, CauseStaff, 60)
	v.spent(t, 0, CauseClosed, 900+900)
	v.spent(t, 0, CauseWork, 240)
	team.Finish = true
	v = s.live(t, Baseline)
	v.happened(t, "work-finished o-0 serve", 1080)
	v.happened(t, "work-finished o-1 serve", 1090)
}

// TestHalfAPersonMakesUpForOvertime: half a person is there in every second hour:
// 60–120, 180–240, 300–360. Orders of 90 minutes at 10 and 20, and of 90 at
// 30: the first is worked on from 60 to 150, 30 minutes beyond the hours, so the
// next hour begins at 210; the second from 210 to 300, 60 beyond the hour that ended at
// 240: the whole of 300–360 is made up for, and the third is begun at 420.
func TestHalfAPersonMakesUpForOvertime(t *testing.T) {
	s := newShop(3, 10, "desk")
	s.step("serve", 0, 90)
	team := &s.Departments[0].Teams[0]
	team.Staff, team.Shifts, team.CentsPerHour = 0, []Shift{{0, 0.5}}, 120
	v := s.live(t, Baseline)
	v.happened(t, "work-started o-0 serve", 60)
	v.happened(t, "work-started o-1 serve", 210)
	v.happened(t, "work-started o-2 serve", 420)
	if d := v.world.Departments[0]; d.Capacity != minutes(20*24*30) || d.PayCents != 20*24*60 {
		t.Errorf("capacity %d and pay %d, by hand %d and %d", d.Capacity, d.PayCents, minutes(20*24*30), 20*24*60)
	}
}

// TestPeopleAwayArePaid: four people, of whom 60 % are at work: 2.4, two of them
// all the time and one more in 2 hours of 5 (the third and the fifth); in the second
// day only half of these, 1.2. All four are paid.
func TestPeopleAwayArePaid(t *testing.T) {
	s := newShop(3, 10, "desk")
	s.step("serve", 0, 30)
	team := &s.Departments[0].Teams[0]
	team.Staff, team.Available, team.CentsPerHour = 4, 0.6, 100
	team.Absences = []Absence{{minutes(1440), minutes(2880), 0.5}}
	s.From, s.Until = 0, minutes(2880)
	v := s.live(t, Baseline)
	v.happened(t, "work-started o-0 serve", 10)
	v.happened(t, "work-started o-1 serve", 20)
	v.happened(t, "work-started o-2 serve", 40)
	// Day 1: hours 0–23 hold 24·0.4 = 9.6, so 9 whole ones; day 2: 24·0.2 = 4.8.
	if d, want := v.world.Departments[0], minutes(60*(48+9+24+4)); d.Capacity != want || d.PayCents != 48*400 {
		t.Errorf("capacity %d and pay %d, by hand %d and %d", d.Capacity, d.PayCents, want, 48*400)
	}
}

// TestLentPeopleCountInPart: two people of one department go to another, whose
// one person has orders of 60 minutes at 10, 20, 30, 40, 50. They come at 100 and
// leave at 400; there they count half each, and a quarter each in the first 120
// minutes: half a person until 220, one from then on. At home nobody is left.
// The half person is there in every second hour of the run, of 100–220 in 100–120
// and 180–220, and takes the third order at 100, until 160; but at 130, when the
// second is done (10–70, 70–130), one of the two leaves, 10 minutes beyond the
// hours. The other takes the fourth at 160, and at 190, 10 minutes later than
// 180, there are two again for the fifth. Both departments pay their own.
func TestLentPeopleCountInPart(t *testing.T) {
	s := newShop(5, 10, "desk", "home")
	s.step("serve", 0, 60)
	s.Departments[1].Teams[0].Staff = 2
	s.Departments[0].Teams[0].CentsPerHour, s.Departments[1].Teams[0].CentsPerHour = 60, 60
	s.Until = minutes(1440)
	e := s.inject(100, 300,
		Change{Param: ParamStaff, Target: 1, Op: Add, Value: -2, Value2: -2, Fraction: true, Unpaid: true},
		Change{Param: ParamStaff, Target: 0, Op: Add, Value: 1, Value2: 0.5, Fraction: true, Unpaid: true})
	e.Ramp = elapsed(120)
	v := s.live(t, DoNothing)
	for item, at := range map[string]float64{"o-0": 10, "o-1": 70, "o-2": 100, "o-3": 160, "o-4": 190} {
		v.happened(t, "work-started "+item+" serve", at)
	}
	desk, home := v.world.Departments[0], v.world.Departments[1]
	if desk.Capacity != minutes(1440+60+180) || home.Capacity != minutes(2*(1440-300)) {
		t.Errorf("capacities %d and %d, by hand %d and %d", desk.Capacity, home.Capacity, minutes(1440+60+180), minutes(2*(1440-300)))
	}
	if desk.PayCents != 1440 || home.PayCents != 2*1440 {
		t.Errorf("pay %d and %d, by hand 1440 and 2880", desk.PayCents, home.PayCents)
	}
}

// TestRosterChanges: one person from 08:00 to 12:00, and from 09:00 (540) on, by
// another roster, two from 10:00 to 14:00. An order of 100 minutes at 480 is begun then,
// pauses at 540 with 40 minutes left, since nobody is there by the new roster, and goes on
// at 600 until 640; the second, at 490, is begun at 600 by the other.
func TestRosterChanges(t *testing.T) {
	s := newShop(2, 10, "desk")
	s.Streams[0].Calendar = s.open(470, 490)
	s.step("serve", 0, 100)
	team := &s.Departments[0].Teams[0]
	early, late := s.officeHours(8, 12), s.officeHours(10, 14)
	team.Staff, team.Shifts, team.Calendar = 0, []Shift{{early, 1}}, early
	s.inject(540, 0, Change{Param: ParamRoster, Target: 0, Shifts: []Shift{{late, 2}}, Calendar: late})
	s.Until = minutes(1440)
	v := s.live(t, DoNothing)
	v.happened(t, "work-finished o-0 serve", 640)
	v.happened(t, "work-started o-1 serve", 600)
	if d := v.world.Departments[0]; d.Capacity != minutes(60+2*240) {
		t.Errorf("capacity %d, by hand %d", d.Capacity, minutes(60+2*240))
	}
	s.live(t, Baseline).happened(t, "work-started o-1 serve", 580)
}
