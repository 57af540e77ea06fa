package sim

import (
	"fmt"
	"testing"

	"ripple/sim/calendar"
)

// twoDesks is a shop in which orders are answered (10) in Europe, 08:00–17:00, or
// in America, 15:00–24:00 by the same clock, whichever is open.
func twoDesks(at ...float64) *shop {
	s := newShop(1, 60, "europe", "america")
	s.Streams[0].Times = nil
	for _, t := range at {
		s.Streams[0].Times = append(s.Streams[0].Times, minutes(t))
	}
	s.step("answer-eu", 0, 10)
	s.step("answer-us", 1, 10)
	s.Steps[0].Whichever = &Whichever{Steps: []int{0, 1}, Open: true}
	s.Departments[0].Teams[0].Calendar = s.hoursOf(480, 1020)
	s.Departments[1].Teams[0].Calendar = s.hoursOf(900, 1440)
	return s
}

// hoursOf adds a calendar that is open every day between two minutes.
func (s *shop) hoursOf(from, to float64) int {
	t := &calendar.Table{Days: s.Calendars[0].Days}
	for d := range len(t.Days) - 1 {
		day := Tick(d) * calendar.CalendarDay
		t.Open = append(t.Open, calendar.Interval{Open: day + minutes(from), Close: day + minutes(to)})
		t.WorkingDay, t.Starts = append(t.WorkingDay, true), append(t.Starts, day+minutes(from))
	}
	if err := t.Index(); err != nil {
		panic(err)
	}
	s.Calendars = append(s.Calendars, t)
	return len(s.Calendars) - 1
}

// TestTheOneThatIsOpenAnswers:
//
//	05:00 (300)  both closed: Europe opens first, 08:00 (480)
//	10:00 (600)  Europe
//	16:00 (960)  both open: Europe is first in the list
//	17:00 (1020) Europe has just closed: America
//	23:55 (1435) America, which pauses at midnight and goes on at 15:00 (2340): until 2345
//	25:00 (1500) both closed: Europe opens first, 1920
func TestTheOneThatIsOpenAnswers(t *testing.T) {
	v := twoDesks(300, 600, 960, 1020, 1435, 1500).live(t, Baseline)
	for n, c := range []struct {
		step  string
		begin float64
		end   float64
	}{{"eu", 480, 490}, {"eu", 600, 610}, {"eu", 960, 970}, {"us", 1020, 1030}, {"us", 1435, 2345}, {"eu", 1920, 1930}} {
		v.happened(t, fmt.Sprintf("work-started o-%d answer-%s", n, c.step), c.begin)
		v.happened(t, fmt.Sprintf("work-finished o-%d answer-%s", n, c.step), c.end)
	}
}

// TestWhereNobodyIsIsNotOpen: from 09:00 (540) until 11:00 (660) nobody is there
// in Europe: the order at 10:00 waits for America to open at 15:00 (900), and that
// of 11:00 is Europe's again. With other hours from 20:00 (1200) on, until 23:00
// (1380), Europe answers at 22:00 (1320), being first, but not at 23:00.
func TestWhereNobodyIsIsNotOpen(t *testing.T) {
	s := twoDesks(600, 660, 1320, 1380)
	s.inject(540, 120, Change{Param: ParamStaff, Target: 0, Op: Multiply, Value: 0})
	s.inject(1200, 0, Change{Param: ParamHours, Target: 0, Calendar: s.hoursOf(480, 1380)})
	v := s.live(t, DoNothing)
	v.happened(t, "work-started o-0 answer-us", 900)
	v.happened(t, "work-started o-1 answer-eu", 660)
	v.happened(t, "work-started o-2 answer-eu", 1320)
	v.happened(t, "work-started o-3 answer-us", 1380)
	v = s.live(t, Baseline)
	v.happened(t, "work-started o-0 answer-eu", 600)
	v.happened(t, "work-started o-2 answer-us", 1320)
}

// TestOpenWhenItArrives: orders are taken in an office that is always open, in 10,
// and answered 60 after that in Europe, 5 after that in America. What is taken at
// 955 would come to Europe at 1015, before it closes; what is taken at 961 at 1021,
// after that, and goes to America, where it is at 966.
func TestOpenWhenItArrives(t *testing.T) {
	s := newShop(1, 60, "europe", "america", "office")
	s.Streams[0].Times = []Tick{minutes(945), minutes(951)}
	s.step("take", 2, 10)
	s.step("answer-eu", 0, 10)
	s.step("answer-us", 1, 10)
	s.Departments[2].Teams[0].Staff = 2
	s.Steps[1].Whichever = &Whichever{Steps: []int{1, 2}, Open: true}
	s.lead("take", 60, "answer-eu")
	s.Steps[0].Outcomes[0].Next[0].Others = []Edge{s.edge(5, "answer-us")}
	s.Departments[0].Teams[0].Calendar = s.hoursOf(480, 1020)
	s.Departments[1].Teams[0].Calendar = s.hoursOf(900, 1440)
	v := s.live(t, Baseline)
	v.happened(t, "work-started o-0 answer-eu", 1015)
	v.happened(t, "work-started o-1 answer-us", 966)
	v.happened(t, "order-delivered o-1", 986)
	v.spent(t, 0, CauseWork, 10)
	v.spent(t, 1, CauseWork, 10)
	v.spent(t, 2, CauseHandoff, 60+5)
}

// TestSharesOfDepartmentsChange: all orders are America's until 300, Europe's from
// then on: of 0 and 100 %, the first is set to 100.
func TestSharesOfDepartmentsChange(t *testing.T) {
	s := twoDesks(120, 240, 360, 480)
	for i := range s.Departments {
		s.Departments[i].Teams[0].Calendar = 0
	}
	s.Steps[0].Whichever = &Whichever{Steps: []int{0, 1}, Shares: []float64{0, 1}}
	s.inject(300, 0, Change{Param: ParamRoute, Target: 0, Index: 0, Value: 1})
	v := s.live(t, DoNothing)
	v.happened(t, "work-started o-0 answer-us", 120)
	v.happened(t, "work-started o-1 answer-us", 240)
	v.happened(t, "work-started o-2 answer-eu", 360)
	v.happened(t, "work-started o-3 answer-eu", 480)
}
