package sim

import "testing"

// TestLeaverIsReplaced: two people stay for 100 minutes each (both leave at 100). The
// work of replacing them begins at the other department 5 minutes later, takes 60 minutes of
// its one person each (105–165, 165–225), and is heard of 10 minutes later: 175 and
// 235. The new ones learn for 40 minutes: 215 and 275. Orders at the desk every
// 10 minutes of 20 minutes' work: from 100 on nobody takes one up, at 215 one
// does, at 275 the second. The one who was productive at 215 leaves at 315, the other at 375.
// In the first 400 minutes two are at work for 100, one for 215–275, two for 275–315, one
// for 315–375; paid are two until 100, none until 175, one until 235, two until 315, one until
// 375, and from 390 on the one who comes for the leaver of 315.
func TestLeaverIsReplaced(t *testing.T) {
	s := newShop(12, 10, "desk", "hr")
	s.step("serve", 0, 20)
	s.Flows = append(s.Flows, Flow{Name: "recruit", Segment: -1})
	s.stepOf(1, "find", 1, 60)
	team := &s.Departments[0].Teams[0]
	team.Staff, team.CentsPerHour = 2, 60
	s.Turnovers = []Turnover{{Seats: 2, Stays: fixed(100), Flow: 1, Handoff: fixed(5), Learning: elapsed(40)}}
	s.Until = minutes(400)
	v := s.live(t, Baseline)
	v.happened(t, "work-started o-8 serve", 90)
	v.happened(t, "work-started o-9 serve", 215)
	v.happened(t, "work-started o-10 serve", 235)
	v.happened(t, "work-started o-11 serve", 255)
	d := v.world.Departments[0]
	if want := minutes(2*100 + 60 + 2*40 + 60); d.Capacity != want {
		t.Errorf("capacity %d, by hand %d", d.Capacity, want)
	}
	if want := int64(2*100 + 60 + 2*80 + 60 + 10); d.PayCents != want || d.Left != 4 {
		t.Errorf("pay %d and %d left, by hand %d and 4", d.PayCents, d.Left, want)
	}
}
