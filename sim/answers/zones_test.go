package answers

import (
	"fmt"
	"slices"
	"testing"

	"ripple/broker"
	"ripple/scenarios"
	"ripple/sim"
)

// TestQuestionsFollowTheSun: a question every 5 hours, day and night, from Monday
// 2 March 2026 on, in hours of UTC. Brussels works from 7 to 16 and, from Sunday the 29th
// on (day 27), from 6 to 15; Denver from 15 to 24 and, from Sunday the 8th on
// (day 6), from 14 to 23; both Monday to Friday. Who is open when a question comes
// answers it, Brussels before Denver, otherwise who opens first.
func TestQuestionsFollowTheSun(t *testing.T) {
	m := load(t, own("follow-the-sun"), scenarios.Options{})
	_, seen := watched(t, m, sim.Baseline)
	open := func(opens, closes, change, at int) bool {
		day, hour := at/24, at%24
		if day >= change {
			opens, closes = opens-1, closes-1
		}
		return day%7 < 5 && hour >= opens && hour < closes
	}
	count := map[string]int{}
	for n := 1; 5*n < 35*24; n++ {
		at, want := 5*n, ""
		for want == "" {
			switch {
			case open(7, 16, 27, at):
				want = "support-eu"
			case open(15, 24, 6, at):
				want = "support-us"
			default:
				at++
			}
		}
		name := fmt.Sprintf("clients-%d", n-1)
		i := slices.IndexFunc(seen["work-started"], func(e broker.Event) bool { return e.Item == name })
		if i < 0 {
			t.Fatalf("nobody answered %s", name)
		}
		e := seen["work-started"][i]
		equal(t, name+" is answered", e.Tick, sim.Tick(at)*hour)
		equal(t, name+" is answered by", e.Department, want)
		count[want]++
	}
	if count["support-eu"] < 30 || count["support-us"] < 30 {
		t.Errorf("answered by %v", count)
	}
}
