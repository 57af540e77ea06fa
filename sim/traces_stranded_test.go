package sim

import (
	"fmt"
	"testing"
)

// TestOrdersAreStrandedWhereTheyStood: the one person is away from 50 to 150. The
// order of 60 is given up at 110, when nobody is free; that of 120 is in work from
// 150 on, and still when the run ends at 155. In the baseline the first is
// delivered at 80 and the second at 140.
func TestOrdersAreStrandedWhereTheyStood(t *testing.T) {
	s := newShop(2, 60, "workshop")
	s.step("build", 0, 10)
	s.Streams[0].Patience, s.Streams[0].Value = elapsed(50), 500
	s.Until, s.End = minutes(150), minutes(155)
	s.inject(50, 100, Change{Param: ParamStaff, Target: 0, Op: Set, Value: 0})
	v := s.live(t, DoNothing)
	want := []Stranded{{Cause: CauseStaff, Orders: 1, Cents: 500}, {Cause: CauseWork, Unfinished: true, Orders: 1, Cents: 500}}
	if got := v.world.Stranded; fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%+v, by hand %+v", got, want)
	}
	if got := v.result.Worlds[0][Baseline].Stranded; len(got) > 0 {
		t.Errorf("in the baseline %+v", got)
	}
}
