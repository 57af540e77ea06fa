package sim

import (
	"testing"

	"ripple/sim/draw"
)

// attribute adds one to the items of the first flow.
func (s *shop) attribute(name string, words []string, value draw.Dist) *Attribute {
	f := &s.Flows[0]
	a := &Attribute{Name: name, Words: words, Value: value, Ordinal: uint16(len(f.Attributes))}
	f.Attributes = append(f.Attributes, a)
	return a
}

// of is an attribute's value of the first stream's order n.
func (s *shop) of(a *Attribute, n uint64) float64 {
	return a.Of(draw.NewKey(s.Seed, 0), orderItem(0, n))
}

// evenly is a distribution over the first n numbers from 0.
func evenly(n int) draw.Dist {
	var values, weights []float64
	for i := range n {
		values, weights = append(values, float64(i)), append(weights, 1)
	}
	return must(draw.Discrete(values, weights))
}

// TestOutcomesByConditionAreTriedInOrder: an amount from 0 to 9. Above 6 it goes
// to the boss, above 3 to the office, otherwise at once to the customer: by hand
// from the amounts themselves. An order at 60·(n+1) is checked for 5.
func TestOutcomesByConditionAreTriedInOrder(t *testing.T) {
	s := newShop(40, 60, "desk", "boss", "office")
	amount := s.attribute("amount", nil, evenly(10))
	s.step("check", 0, 5)
	s.step("sign", 1, 5)
	s.step("look", 2, 5)
	above := func(limit float64) *Guard {
		return &Guard{Clauses: []Clause{{Attribute: amount, Test: Above, Limit: limit}}}
	}
	s.Steps[0].Outcomes = []Outcome{
		{Name: "rest", Chance: 1, Next: []Edge{{To: ToCustomer, Handoff: fixed(10)}}},
		{Name: "large", If: above(6), Next: []Edge{s.edge(5, "sign")}},
		{Name: "middle", If: above(3), Next: []Edge{s.edge(5, "look")}},
	}
	s.inject(1200, 600, Change{Param: ParamGuard, Target: 0, Index: 1, Guard: above(100)})
	v := s.live(t, Baseline)
	w := s.live(t, DoNothing)
	met := map[string]int{}
	for n := range uint64(40) {
		a := s.of(amount, n)
		placed := 60 * float64(n+1)
		where := func(large bool) string {
			switch {
			case large:
				return "sign"
			case a > 3:
				return "look"
			}
			return ""
		}
		for _, c := range []struct {
			seen  *seen
			large bool
		}{{v, a > 6}, {w, a > 6 && (placed+5 < 1200 || placed+5 >= 1800)}} {
			step := where(c.large)
			met[step]++
			for _, other := range []string{"sign", "look"} {
				item := s.itemName(0, orderItem(0, n)) + " " + other
				if step == other {
					c.seen.happened(t, "work-arrived "+item, placed+10)
				} else {
					c.seen.happened(t, "work-arrived "+item)
				}
			}
		}
	}
	if len(met) != 3 {
		t.Errorf("orders went to %v only", met)
	}
}

// TestPriorityByAWordAttribute: while the first order is in hand from 60 to 160,
// those placed at 70, 80 … 150 come to wait. They are taken up by their word, and
// among equals in the order in which they came; the flow set to one rank takes
// them as they came.
func TestPriorityByAWordAttribute(t *testing.T) {
	s := newShop(10, 10, "desk")
	s.Streams[0].Calendar = s.open(50, 150)
	urgency := s.attribute("urgency", []string{"P1", "P2", "P3"}, evenly(3))
	s.step("do", 0, 100)
	s.Flows[0].PriorityBy = urgency
	s.Departments[0].Teams[0].Discipline = ByPriority
	s.inject(155, 0, Change{Param: ParamPriority, Target: 0, Op: Set, Value: 1})
	v, w := s.live(t, Baseline), s.live(t, DoNothing)
	turn := 1.0
	for word := range 3 {
		for n := uint64(1); n < 10; n++ {
			if int(s.of(urgency, n)) == word {
				v.happened(t, "work-started "+s.itemName(0, orderItem(0, n))+" do", 60+100*turn)
				turn++
			}
		}
	}
	for n := uint64(1); n < 10; n++ {
		w.happened(t, "work-started "+s.itemName(0, orderItem(0, n))+" do", 60+100*float64(n))
	}
}

// TestGuardsHoldAsWritten: all clauses, or any; numbers at their limits; words.
func TestGuardsHoldAsWritten(t *testing.T) {
	size := &Attribute{Name: "size"}
	kind := &Attribute{Name: "kind", Words: []string{"a", "b", "c"}}
	value := func(a *Attribute) float64 {
		if a == size {
			return 5
		}
		return 1
	}
	number := func(t Test, limit float64) Clause { return Clause{Attribute: size, Test: t, Limit: limit} }
	word := func(t Test, words ...int) Clause { return Clause{Attribute: kind, Test: t, Words: words} }
	for _, c := range []struct {
		guard Guard
		want  bool
	}{
		{Guard{}, true},
		{Guard{Any: true}, true},
		{Guard{Clauses: []Clause{number(Above, 5)}}, false},
		{Guard{Clauses: []Clause{number(AtLeast, 5)}}, true},
		{Guard{Clauses: []Clause{number(Below, 5)}}, false},
		{Guard{Clauses: []Clause{number(AtMost, 5)}}, true},
		{Guard{Clauses: []Clause{word(Among, 0, 1)}}, true},
		{Guard{Clauses: []Clause{word(NotAmong, 0, 1)}}, false},
		{Guard{Clauses: []Clause{word(NotAmong, 0), number(Above, 4)}}, true},
		{Guard{Clauses: []Clause{word(Among, 0), number(Above, 4)}}, false},
		{Guard{Any: true, Clauses: []Clause{word(Among, 0), number(Above, 4)}}, true},
		{Guard{Any: true, Clauses: []Clause{word(Among, 0), number(Above, 5)}}, false},
	} {
		if got := c.guard.HoldsFor(value); got != c.want {
			t.Errorf("%+v: %v", c.guard, got)
		}
	}
}

// TestItemsPassByStepsTheyDoNotNeed: an order is taken 60–70, signed by the boss
// if its amount is above 5, and packed. To the boss it takes 5, from there to the
// packers 7, and to the packers from the office itself 9:
//
//	above 5: taken –70, there at 75, signed –95, there at 102, packed –112, delivered at 122
//	others:  taken –70, there at 79, packed –89, delivered at 99
//
// From 300 to 600 on the boss signs all that leave the office then.
func TestItemsPassByStepsTheyDoNotNeed(t *testing.T) {
	s := newShop(12, 60, "office", "boss", "packers")
	amount := s.attribute("amount", nil, evenly(10))
	s.step("take", 0, 10)
	s.step("sign", 1, 20).Need = &Need{Only: &Guard{Clauses: []Clause{{Attribute: amount, Test: Above, Limit: 5}}}, Chance: 1}
	s.step("pack", 2, 10)
	s.lead("take", 5, "sign")
	s.lead("sign", 7, "pack")
	s.Steps[0].Outcomes[0].Next[0].Instead = []Edge{s.edge(9, "pack")}
	s.inject(300, 300, Change{Param: ParamOnlyIf, Target: 1, Guard: &Guard{}})
	v, w := s.live(t, Baseline), s.live(t, DoNothing)
	signed := 0
	for n := range uint64(12) {
		placed := 60 * float64(n+1)
		name := s.itemName(0, orderItem(0, n))
		for _, c := range []struct {
			seen *seen
			sign bool
		}{{v, s.of(amount, n) > 5}, {w, s.of(amount, n) > 5 || placed+10 >= 300 && placed+10 < 600}} {
			if c.sign {
				signed++
				c.seen.happened(t, "work-started "+name+" sign", placed+15)
				c.seen.happened(t, "work-started "+name+" pack", placed+42)
				c.seen.happened(t, "order-delivered "+name, placed+62)
			} else {
				c.seen.happened(t, "work-started "+name+" sign")
				c.seen.happened(t, "work-started "+name+" pack", placed+19)
				c.seen.happened(t, "order-delivered "+name, placed+39)
			}
		}
	}
	if signed == 0 || signed == 24 {
		t.Errorf("%d signed", signed)
	}
}

// TestTwoBranchesPassByToTheSameJoin: cutting and printing are not needed, so
// that both branches come from the office to packing at the same moment, 75. The
// one step in the middle of the path is nobody's: 10 of work, 5 and 10 on the way.
func TestTwoBranchesPassByToTheSameJoin(t *testing.T) {
	s := forked()
	for _, name := range []string{"cut", "print"} {
		s.Steps[s.names[name]].Need = &Need{Chance: 0}
	}
	for i := range s.Steps[0].Outcomes[0].Next {
		s.Steps[0].Outcomes[0].Next[i].Instead = []Edge{s.edge(5, "pack")}
	}
	v := s.live(t, Baseline)
	v.happened(t, "work-arrived o-0 pack", 75, 75)
	v.happened(t, "work-started o-0 cut")
	v.happened(t, "work-started o-0 pack", 75)
	v.happened(t, "order-delivered o-0", 95)
	v.spent(t, 0, CauseWork, 20)
	v.spent(t, 0, CauseHandoff, 15)
}

// TestSizesSetWorkPiecesAndValue: an order of 1 to 6 pieces takes 5 of work and
// one board for each, of the 20 there are, and brings 100 for each. Each is alone:
// it starts at 100·(n+1) and is delivered 10 after its work. Who finds too few
// boards waits for ever.
func TestSizesSetWorkPiecesAndValue(t *testing.T) {
	s := newShop(8, 100, "workshop")
	size := s.attribute("size", nil, must(draw.Discrete([]float64{1, 2, 3, 4, 5, 6}, []float64{1, 1, 1, 1, 1, 1})))
	s.step("build", 0, 5)
	s.Stocks = []Stock{{Name: "boards", Start: 20}}
	s.Steps[0].Times, s.Steps[0].Takes = size, []Amount{{Stock: 0, Quantity: 1, Per: size}}
	s.Streams[0].Value, s.Streams[0].ValuePer = 100, size
	v := s.live(t, Baseline)
	left, earned := 20.0, 0.0
	for n := range uint64(8) {
		name, pieces, placed := s.itemName(0, orderItem(0, n)), s.of(size, n), 100*float64(n+1)
		if left < pieces {
			left = 0 // the next ones wait behind it
			v.happened(t, "work-started "+name+" build")
			continue
		}
		left -= pieces
		earned += 100 * pieces
		v.happened(t, "work-started "+name+" build", placed)
		v.happened(t, "order-delivered "+name, placed+5*pieces+10)
	}
	if left != 0 {
		t.Error("there were boards for all: nothing was seen of those who wait")
	}
	if got := v.world.Segments[0].Revenue; float64(got) != earned {
		t.Errorf("revenue of %d, by hand %v", got, earned)
	}
}

// TestPromisesByAWord: every order takes 30 and is delivered at 40 after it was
// placed. P1 is promised 20, P2 60, P3 nothing, and from 500 on P2 only 30: P1 is
// late, and P2 that is placed then. At 1505 all open P1 are promised another 100:
// of those only the one placed at 1500 is open, and not yet late.
func TestPromisesByAWord(t *testing.T) {
	s := newShop(30, 100, "desk")
	urgency := s.attribute("urgency", []string{"P1", "P2", "P3"}, evenly(3))
	s.step("do", 0, 30)
	st := &s.Streams[0]
	st.PromiseBy, st.Promises = urgency, []span{elapsed(20), elapsed(60), {}}
	s.inject(500, 0, Change{Param: ParamPromise, Target: 0, Index: 2, Span: elapsed(30)})
	s.inject(1505, 10, Change{Param: ParamPromise, Target: 0, Index: 1, Span: elapsed(100), Value: 1})
	v, w := s.live(t, Baseline), s.live(t, DoNothing)
	late, then := int64(0), int64(0)
	for n := range uint64(30) {
		placed := 100 * float64(n+1)
		switch word := int(s.of(urgency, n)); {
		case word == 0:
			late++
			if placed != 1500 {
				then++
			}
		case word == 1 && placed >= 500:
			then++
		}
	}
	if a, b := v.world.Segments[0].Late, w.world.Segments[0].Late; a != late || b != then {
		t.Errorf("%d late and with other promises %d, by hand %d and %d", a, b, late, then)
	}
}
