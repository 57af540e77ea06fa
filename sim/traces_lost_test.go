package sim

import "testing"

// TestWorkOnLostOrdersByHand: three orders come at 100, 200 and 300 minutes. Each is
// built for 20 minutes and then lost: an hour was worked on lost orders, all of it
// in the flow. Counted from 150 minutes on there are two of them.
func TestWorkOnLostOrdersByHand(t *testing.T) {
	s := newShop(3, 100, "workshop")
	s.step("build", 0, 20).Outcomes = []Outcome{{Chance: 1, Next: []Edge{{To: Lost}}}}
	d := &s.live(t, DoNothing).world.Departments[0]
	if d.LostWork != minutes(60) || d.FlowWork[0] != minutes(60) || d.FlowRework[0] != 0 {
		t.Errorf("%d ms on lost orders, by flow %v and again %v", d.LostWork, d.FlowWork, d.FlowRework)
	}
	s.From = minutes(150)
	if d := &s.live(t, DoNothing).world.Departments[0]; d.LostWork != minutes(40) || d.FlowWork[0] != minutes(40) {
		t.Errorf("counted later: %d ms on lost orders, by flow %v", d.LostWork, d.FlowWork)
	}
}
