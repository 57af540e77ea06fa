package sim

import (
	"testing"

	"ripple/sim/draw"
)

// counts lets the only segment count orders of the only flow that ended in some ways.
func (s *shop) counts(ways Ways, times int64) *Counter {
	g := &s.Segments[0]
	g.Counters = append(g.Counters, Counter{Name: "counted", Counts: []Counted{{0, ways}}, Times: times, Better: -1})
	return &g.Counters[len(g.Counters)-1]
}

func (v *seen) counted(t *testing.T, want ...int64) {
	t.Helper()
	for i, w := range want {
		if got := v.world.Segments[0].Counted[i]; got != w {
			t.Errorf("outcome %d: %d thousandths, by hand %d", i, got, w)
		}
	}
}

// TestOutcomesCountLateOrders: orders at 60, 120 and 180 take 70 minutes of one
// person and 10 to the customer: delivered after 80, 90 and 100 minutes. Promised
// are 95, so that one is late: one and a half. From 100 on work takes twice as long:
// the second is worked on from 130 to 270 and takes 160 minutes, the third from 270
// to 410 and takes 240. Two are late: three. Both arms count the third; what an
// order counts for is the same in both.
func TestOutcomesCountLateOrders(t *testing.T) {
	s := newShop(3, 60, "workshop")
	s.step("build", 0, 70)
	s.Streams[0].Promise = elapsed(95)
	size := s.attribute("size", nil, must(draw.Fixed(2.5)))
	s.counts(WayLate, 1500)
	s.counts(WayLate, 1500).Per = size
	s.counts(WayOnTime, 1000)
	s.counts(WayDelivered|WayLate, 1000) // each once
	s.inject(100, 0, Change{Param: ParamWork, Target: 0, Op: Multiply, Value: 2})
	s.live(t, Baseline).counted(t, 1500, 3750, 2000, 3000)
	s.live(t, DoNothing).counted(t, 3000, 7500, 1000, 3000)
}

// TestOutcomesCountLostAndUnfinishedOrders: one person takes 200 minutes for the
// order of 60, until 260. Those of 120 and 180 give up after 100, at 220 and 280,
// past the 90 that were promised; the run ends at 240, with the first and the third
// order still open and the first past its promise.
func TestOutcomesCountLostAndUnfinishedOrders(t *testing.T) {
	s := newShop(3, 60, "workshop")
	s.step("build", 0, 200)
	s.Streams[0].Promise, s.Streams[0].Patience = elapsed(90), elapsed(100)
	s.Until, s.End = minutes(240), minutes(240)
	s.counts(WayLost, 1000)
	s.counts(WayUnfinished, 1000)
	s.counts(WayLate, 1000)
	s.counts(WayLate|WayLost, 250)
	s.counts(WayDelivered|WayFaulty, 1000)
	s.live(t, Baseline).counted(t, 1000, 2000, 2000, 500, 0)
}

// TestOutcomesCountOrdersOnACondition: of ten orders that are all delivered those
// count whose amount, from 0 to 9, is above 6, each for its amount.
func TestOutcomesCountOrdersOnACondition(t *testing.T) {
	s := newShop(10, 60, "desk")
	s.step("check", 0, 5)
	amount := s.attribute("amount", nil, evenly(10))
	x := s.counts(WayDelivered, 1000)
	x.If = &Guard{Clauses: []Clause{{Attribute: amount, Test: Above, Limit: 6}}}
	x.Per = amount
	want := int64(0)
	for n := range uint64(10) {
		if a := s.of(amount, n); a > 6 {
			want += 1000 * int64(a)
		}
	}
	if want == 0 {
		t.Fatal("no order meets the condition")
	}
	s.live(t, Baseline).counted(t, want)
}

// TestMistakesThatReachCustomersAreCounted: every build leaves a mistake, and nobody looks.
func TestMistakesThatReachCustomersAreCounted(t *testing.T) {
	s := newShop(4, 60, "workshop")
	s.step("build", 0, 5).Errors = 1
	s.counts(WayFaulty, 500)
	s.live(t, Baseline).counted(t, 2000)
}
