package sim

import "testing"

// TestSharesOfThreeOutagesInAChain: one order, at 60, passes three departments of
// one person each, 60 minutes of work and 10 on the way after each: 60–120,
// 130–190, 200–260, and it is with the customer at 270.
//
// Nobody works in the first until 300: the order starts there 240 late. In the
// second until 400: 270 late. In the third until 500: 300 late. Each outage
// covers the delays of those before it, so that a set of them costs the most
// that one of it costs: the airport game (Littlechild and Owen 1973), in which
// the first 240 are shared by three, the next 30 by two, and the last 30 are the
// third's own: 80, 95, 125. Of the first two alone it would be 120 and 150.
func TestSharesOfThreeOutagesInAChain(t *testing.T) {
	chain := func(until ...float64) *Model {
		s := newShop(1, 60, "first", "second", "third")
		for d, name := range []string{"a", "b", "c"} {
			s.step(name, d, 60)
		}
		s.lead("a", 10, "b")
		s.lead("b", 10, "c")
		for d, end := range until {
			s.Effects = append(s.Effects, Effect{
				Name: s.Departments[d].Name, Arms: []bool{false, true}, For: elapsed(end),
				Changes: []Change{{Param: ParamStaff, Target: d, Op: Multiply, Value: 0}},
			})
		}
		return s.Model.WithParts()
	}
	b := start(t)
	for _, c := range []struct {
		until  []float64
		values map[uint64]int64
		shares []int64
		by     int64
	}{
		{[]float64{300}, map[uint64]int64{1: 240}, []int64{240}, 1},
		{[]float64{300, 400}, map[uint64]int64{1: 240, 2: 270, 3: 270}, []int64{240, 300}, 2},
		{[]float64{300, 400, 500}, map[uint64]int64{1: 240, 2: 270, 3: 270, 4: 300, 5: 300, 6: 300, 7: 300}, []int64{480, 570, 750}, 6},
	} {
		r := run(t, b, chain(c.until...), Options{})
		of := r.Coalitions(0, func(arm int) int64 { return r.Worlds[0][arm].Against[Baseline][0].LeadTime / minutes(1) })
		for set, want := range c.values {
			if got := of.Value(set); got != want {
				t.Errorf("of %v, set %b adds %d minutes, want %d", c.until, set, got, want)
			}
		}
		shares, by := of.Shares()
		for i, want := range c.shares {
			if shares[i] != want || by != c.by {
				t.Errorf("of %v, inject %d has a share of %d / %d minutes, want %d / %d", c.until, i, shares[i], by, want, c.by)
			}
		}
	}
}

// TestFirstInjectIsKnown: the first inject begins at its time and after its lead
// (200 + 30), at a moment drawn (here always 150), or when its condition has
// held: there is work (70–170) when it is looked at, at 90; the judge hears it at
// 100, and all know it at 110. A response does not count, nor what never comes.
func TestFirstInjectIsKnown(t *testing.T) {
	b := start(t)
	for what, c := range map[string]struct {
		effects []Effect
		want    Tick
	}{
		"at a time":      {[]Effect{{When: Trigger{At: minutes(200)}, Lead: minutes(30)}}, minutes(230)},
		"by chance":      {[]Effect{{When: Trigger{Random: true, Chance: 1, AtRandom: fixed(150)}}, {When: Trigger{At: minutes(200)}}}, minutes(150)},
		"on a condition": {[]Effect{{When: Trigger{Condition: &Condition{Every: minutes(30), All: []Comparison{{Quantity: QuantityBacklog, Above: true}}}}}}, minutes(110)},
		"a response":     {[]Effect{{Response: true, When: Trigger{At: minutes(20)}}}, Never},
		"never":          {[]Effect{{When: Trigger{Random: true, Chance: 0, AtRandom: fixed(150)}}}, Never},
	} {
		s := newShop(1, 70, "one")
		s.step("work", 0, 100)
		for _, e := range c.effects {
			e.Arms = []bool{false, true}
			s.Effects = append(s.Effects, e)
		}
		worlds := run(t, b, s.Model, Options{}).Worlds[0]
		if got := worlds[DoNothing].Began; got != c.want || worlds[Baseline].Began != Never {
			t.Errorf("%s: the first inject begins at %d, in the baseline at %d; want %d and never", what, got, worlds[Baseline].Began, c.want)
		}
	}
}
