package sim

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"ripple/sim/calendar"
)

// told is a journey in minutes: how it ended, and each step with its arrival, its end and
// its causes. A star marks the path, a plus what was not done.
func (s *shop) told(j *Journey) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%v %s %v-%v", s.ItemName(j.Flow, j.Item), j.End, float64(j.Placed)/60_000, float64(j.Ended)/60_000)
	if j.Late {
		b.WriteString(" late")
	}
	for i := range j.Steps {
		st := &j.Steps[i]
		fmt.Fprintf(&b, "; %s", s.Steps[st.Step].Name)
		if st.OnPath {
			b.WriteByte('*')
		}
		if st.Open {
			b.WriteByte('+')
		}
		fmt.Fprintf(&b, " %v-%v", float64(st.Arrived)/60_000, float64(st.Left)/60_000)
		for cause, ticks := range st.Ticks {
			if ticks != 0 {
				fmt.Fprintf(&b, " %v %s", float64(ticks)/60_000, Cause(cause))
			}
		}
		if st.Onward != 0 {
			fmt.Fprintf(&b, " +%v", float64(st.Onward)/60_000)
		}
	}
	return b.String()
}

// follow runs the shop and follows orders in do-nothing and in the baseline.
func (s *shop) follow(t *testing.T, f Follow) *Result {
	t.Helper()
	f.Arms = []int{DoNothing, Baseline}
	r := run(t, start(t), s.Model, Options{Follow: &f})
	for rep := range r.Journeys {
		for i := range r.Journeys[rep].Orders {
			for k := range f.Arms {
				if j := &r.Journeys[rep].Orders[i].Arms[k]; j.End != JourneyNever {
					if err := j.addsUp(s.Model); err != nil {
						t.Error(err)
					}
				}
			}
		}
	}
	return r
}

// halves is a shop in which an order goes to two departments at once and is put
// together in a third. Orders come at 60 and 120; prepare takes 5, paint 20, print 8,
// pack 5; 10 on the way each time. Do-nothing: from 100 to 200 whatever comes to
// painting is held to the end.
func halves() *shop {
	s := newShop(2, 60, "office", "paint", "print", "packing")
	s.step("prepare", 0, 5)
	s.step("paint", 1, 20)
	s.step("print", 2, 8)
	s.step("pack", 3, 5).Join = []int{s.names["paint"], s.names["print"]}
	s.lead("prepare", 10, "paint", "print")
	s.lead("paint", 10, "pack")
	s.lead("print", 10, "pack")
	s.inject(100, 100, Change{Param: ParamHold, Target: 1, Span: elapsed(100)})
	return s
}

// TestJourneyOfOneOrder: order 1 is prepared from 120 to 125. Printed from 135 to 143 it
// waits for its other half from 153 on; that is painted from 135 to 155, or, with
// the slip, held until 235 and painted by 255. Packing begins 10 later and takes 5;
// delivery takes 10. The path goes by painting.
func TestJourneyOfOneOrder(t *testing.T) {
	s := halves()
	r := s.follow(t, Follow{Names: []string{"o-1"}})
	orders := r.Journeys[0].Orders
	if len(orders) != 1 {
		t.Fatalf("%d orders followed: %+v", len(orders), orders)
	}
	for k, want := range []string{
		"o-1 delivered 120-280; prepare* 120-125 5 work +10; print 135-143 8 work; paint* 135-255 100 held 20 work +10; pack* 265-270 5 work +10",
		"o-1 delivered 120-180; prepare* 120-125 5 work +10; print 135-143 8 work; paint* 135-155 20 work +10; pack* 165-170 5 work +10",
	} {
		if got := s.told(&orders[0].Arms[k]); got != want {
			t.Errorf("arm %d:\n%s\nby hand\n%s", k, got, want)
		}
	}
}

// TestJourneyOfALostOrder: with a patience of 60 order 1 is given up at 180, while it
// is held before painting and its other half waits in packing.
func TestJourneyOfALostOrder(t *testing.T) {
	s := halves()
	s.Streams[0].Patience, s.Streams[0].Promise = elapsed(60), elapsed(70)
	r := s.follow(t, Follow{Worst: 3}) // no time is added, but the order is gone
	if n := len(r.Journeys[0].Orders); n != 1 {
		t.Fatalf("%d orders lost anything", n)
	}
	got := s.told(&r.Journeys[0].Orders[0].Arms[0])
	if want := "o-1 lost 120-180; prepare* 120-125 5 work +10; print 135-143 8 work; paint*+ 135-180 45 held; pack+ 153-180 27 other branch"; got != want {
		t.Errorf("%s\nby hand\n%s", got, want)
	}
}

// TestJourneyOfAnOrderThatIsNotDone: painting is held until after the run's end.
func TestJourneyOfAnOrderThatIsNotDone(t *testing.T) {
	s := halves()
	s.End = minutes(600)
	s.Until = s.End
	s.Effects[0].Changes[0].Span = elapsed(10_000)
	r := s.follow(t, Follow{})
	var got []string
	for i := range r.Journeys[0].Orders {
		got = append(got, s.told(&r.Journeys[0].Orders[i].Arms[0]))
	}
	want := []string{
		"o-0 delivered 60-120; prepare* 60-65 5 work +10; print 75-83 8 work; paint* 75-95 20 work +10; pack* 105-110 5 work +10",
		"o-1 unfinished 120-600; prepare* 120-125 5 work +10; print 135-143 8 work; paint*+ 135-600 465 held; pack+ 153-600 447 other branch",
	}
	if !slices.Equal(got, want) {
		t.Errorf("%s\nby hand\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestWorstOrders: at two a time, order 1 loses 100 and order 0 nothing.
func TestWorstOrders(t *testing.T) {
	s := halves()
	r := s.follow(t, Follow{Worst: 2})
	orders := r.Journeys[0].Orders
	if len(orders) != 1 || s.ItemName(0, orders[0].Item) != "o-1" {
		t.Fatalf("%+v", orders)
	}
	if added, _ := orders[0].Added(); added != minutes(100) {
		t.Errorf("it lost %d", added)
	}
}

// TestNamesOfItems: the name of an order, of a replenishment and of what a step started.
func TestNamesOfItems(t *testing.T) {
	s := newShop(2, 60, "office")
	s.step("prepare", 0, 5)
	s.Stocks = append(s.Stocks, Stock{Name: "paper"})
	for _, item := range []uint64{orderItem(0, 17), stockItem(0, 0, 3), startedItem | 0x1234_5678_9ABC_DEF0} {
		name := s.ItemName(0, item)
		n, err := s.ParseName(name)
		if err != nil || !n.has(s.Model, 0, item) || n.has(s.Model, 0, item+1<<32) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, name := range []string{"", "o", "o-", "o-x", "o-01", "o--1", "p-1", "flow-12", "flow-1234567G", "paper-99999999999999"} {
		if _, err := s.ParseName(name); err == nil {
			t.Errorf("%q is taken for a name", name)
		}
	}
}

// TestJourneyIsHeldByPieces: order 2 waits from 180 to 285 for the pieces that replenishment 0
// brings (TestStockIsReorderedByPosition): procurement works on that until 270,
// and they are on the way for 15. What was ordered at 60 came to procurement at 90.
func TestJourneyIsHeldByPieces(t *testing.T) {
	s := kept(4)
	r := s.follow(t, Follow{Names: []string{"o-2", "parts-0"}})
	var order, parts *Journey
	for i := range r.Journeys[0].Orders {
		j := &r.Journeys[0].Orders[i].Arms[0]
		if s.ItemName(j.Flow, j.Item) == "o-2" {
			order = j
		} else {
			parts = j
		}
	}
	for j, want := range map[*Journey]string{
		order: "o-2 delivered 180-305; build* 180-295 105 no stock 10 work +10",
		parts: "parts-0 delivered 90-270; buy* 90-270 60 outside wait 120 work",
	} {
		if got := s.told(j); got != want {
			t.Errorf("%s\nby hand\n%s", got, want)
		}
	}
	if len(order.Steps[0].Held) != 1 {
		t.Fatalf("held by %+v", order.Steps[0].Held)
	}
	h := order.Steps[0].Held[0]
	want := []Spell{{1, CauseWork, minutes(90)}, {1, CauseHandoff, minutes(15)}}
	if s.ItemName(h.Flow, h.Holder) != "parts-0" || h.From != minutes(180) || h.To != minutes(285) || !slices.Equal(h.Spells, want) {
		t.Errorf("%+v", h)
	}
}

// Five effects of arm 1: one from tick 100 for 50, after a lead of 20; one that chance
// never lets happen; one decided by a condition from 30 on; one to the end of the run; one
// beyond it. Arm 0 has none.
func TestWhenEffectsHold(t *testing.T) {
	arms := []bool{false, true}
	m := &Model{
		End: 1000, Arms: make([]Arm, 2), Calendars: []*calendar.Table{{}},
		Effects: []Effect{
			{Arms: arms, When: Trigger{At: 100}, Lead: 20, For: calendar.Span{N: 50}},
			{Arms: arms, When: Trigger{Random: true}},
			{Arms: arms, When: Trigger{At: 30, Condition: &Condition{Every: 10}}, For: calendar.Span{N: 50}},
			{Arms: arms, When: Trigger{At: 300}},
			{Arms: arms, When: Trigger{At: 1000}},
		},
	}
	want := [][2]Tick{{120, 170}, {Never, Never}, {30, Never}, {300, Never}, {Never, Never}}
	for e := range m.Effects {
		if from, to := m.Holds(7, 0, 1, e); [2]Tick{from, to} != want[e] {
			t.Errorf("effect %d holds from %d to %d, want %v", e, from, to, want[e])
		}
		if from, to := m.Holds(7, 0, 0, e); from != Never || to != Never {
			t.Errorf("effect %d holds from %d to %d in an arm without it", e, from, to)
		}
	}
}
