package reporters

import (
	"bytes"
	"testing"

	"ripple/sim"
	"ripple/sim/calendar"
)

// traced is a result of three orders: one that waits for pieces and is worked on again,
// one that is lost, and one that is not there when nothing goes wrong.
func traced() (*sim.Result, sim.Follow) {
	m := syntheticModel()
	m.Flows = []sim.Flow{{Name: "web-order"}, {Name: "replenish", Segment: -1}}
	m.Stocks = []sim.Stock{{Name: "boards"}}
	m.Effects[0].Name = "slip at procurement"
	m.Effects[0].When.At, m.Effects[0].For = 6*calendar.CalendarDay, calendar.Span{N: 5, Unit: calendar.Days}
	m.Effects[0].Changes = []sim.Change{{Param: sim.ParamHold, Target: 1, Span: calendar.Span{N: 1, Unit: calendar.Days}}}
	m.Suppliers = []sim.Supplier{{Name: "acme"}}
	m.Streams = []sim.Stream{{Name: "consumers"}, {Name: "hospitals", Segment: 1}}
	for i, name := range []string{"take", "build", "check", "ship", "buy"} {
		m.Steps = append(m.Steps, sim.Step{Name: name, Department: []int{0, 2, 2, 0, 1}[i]})
	}
	const day, hour = calendar.CalendarDay, calendar.Hour
	at := func(n int, h float64) sim.Tick { return sim.Tick(n+6)*day + sim.Tick(h*float64(hour)) }
	step := func(step, visit, before int, arrived sim.Tick, onward float64, spent ...any) sim.JourneyStep {
		s := sim.JourneyStep{Step: step, Visit: visit, Before: before, Arrived: arrived, Left: arrived, OnPath: onward >= 0, Onward: max(0, sim.Tick(onward*float64(hour)))}
		for i := 0; i < len(spent); i += 2 {
			s.Ticks[spent[i].(sim.Cause)] = sim.Tick(spent[i+1].(float64) * float64(hour))
			s.Left += s.Ticks[spent[i].(sim.Cause)]
		}
		return s
	}
	open := func(s sim.JourneyStep) sim.JourneyStep { s.Open = true; return s }
	here := sim.Journey{
		Item: 1<<40 | 123, Origin: -1, Placed: at(3, 9), Due: at(8, 9), Ended: at(10, 12), End: sim.JourneyDelivered, Late: true, Value: 18000,
		Steps: []sim.JourneyStep{
			step(0, 0, -1, at(3, 9), 0.25, sim.CauseWork, 0.5),
			step(1, 0, 0, at(3, 9.75), 8, sim.CauseStock, 36.0, sim.CauseClosed, 60.0, sim.CauseStaff, 12.25, sim.CauseWork, 1.0),
			step(1, 1, 1, at(8, 7), 0.25, sim.CauseClosed, 48.0, sim.CauseRework, 0.75),
			step(2, 1, 1, at(8, 7), -1, sim.CauseBranch, 2.0),
			step(3, 1, 1, at(10, 8), 3, sim.CauseWork, 1.0),
		},
	}
	// Boards come by replenishment 4, which waited for a delivery of acme itself.
	const boards, delivery = 1<<62 | 4, 1<<62 | 5
	here.Steps[1].Held = []sim.JourneyWait{{Holder: boards, Flow: 1, From: at(3, 10), To: at(6, 10), Spells: []sim.Spell{
		{Place: 1, Cause: sim.CauseHeld, Ticks: 24 * hour}, {Place: 4, Cause: sim.CauseOutside, Ticks: 46 * hour}, {Place: 1, Cause: sim.CauseHandoff, Ticks: 2 * hour},
	}}}
	bought := sim.Journey{
		Item: boards, Flow: 1, Segment: -1, Supplier: -1, Origin: -1, Placed: at(1, 9), Due: sim.Never, Ended: at(6, 8), End: sim.JourneyDelivered,
		Steps: []sim.JourneyStep{step(4, 0, -1, at(1, 9), 0, sim.CauseHeld, 73.0, sim.CauseStock, 46.0)},
	}
	bought.Steps[0].Held = []sim.JourneyWait{{Holder: delivery, Flow: -1, From: at(4, 10), To: at(6, 8), Spells: []sim.Spell{{Place: 4, Cause: sim.CauseOutside, Ticks: 46 * hour}}}}
	delivered := sim.Journey{Item: delivery, Flow: -1, Segment: -1, Origin: -1, Placed: at(2, 8), Due: sim.Never, Ended: at(6, 8), End: sim.JourneyDelivered}
	// When nothing goes wrong, it waits there for replenishment 3, for half an hour.
	const earlier = 1<<62 | 3
	had := sim.Journey{
		Item: earlier, Flow: 1, Segment: -1, Supplier: -1, Origin: -1, Placed: at(2, 9), Due: sim.Never, Ended: at(3, 10.25), End: sim.JourneyDelivered,
		Steps: []sim.JourneyStep{step(4, 0, -1, at(2, 9), 0, sim.CauseStock, 25.25)},
	}
	inside := [][]sim.Journey{{bought, delivered}, {had}}
	there := sim.Journey{
		Item: here.Item, Origin: -1, Placed: at(3, 9), Due: at(8, 9), Ended: at(3, 15), End: sim.JourneyDelivered, Value: 18000,
		Steps: []sim.JourneyStep{
			step(0, 0, -1, at(3, 9), 0.25, sim.CauseWork, 0.5),
			step(1, 0, 0, at(3, 9.75), 0.25, sim.CauseStock, 0.5, sim.CauseWork, 1.0),
			step(3, 0, 1, at(3, 11.5), 2.5, sim.CauseWork, 1.0),
		},
	}
	there.Steps[1].Held = []sim.JourneyWait{{Holder: earlier, Flow: 1, From: at(3, 9.75), To: at(3, 10.25), Spells: []sim.Spell{{Place: 1, Cause: sim.CauseStock, Ticks: hour / 2}}}}
	lost := sim.Journey{
		Item: 2<<40 | 7, Segment: 1, Origin: -1, Placed: at(20, 9), Due: sim.Never, Ended: at(24, 9), End: sim.JourneyLost, Value: 900,
		Steps: []sim.JourneyStep{step(0, 0, -1, at(20, 9), 1, sim.CauseWork, 1.0), open(step(1, 0, 0, at(20, 11), 0, sim.CauseStaff, 94.0))},
	}
	unfinished := sim.Journey{
		Item: lost.Item, Segment: 1, Origin: -1, Placed: at(20, 9), Due: sim.Never, Ended: at(21, 9), End: sim.JourneyUnfinished, Value: 900,
		Steps: []sim.JourneyStep{open(step(0, 0, -1, at(20, 9), 0, sim.CauseStaff, 24.0))},
	}
	r := &sim.Result{Model: m, Seed: 7, Replications: 2, Journeys: []sim.Journeys{
		{Replication: 0, Inside: inside, Orders: []sim.Passage{{Item: here.Item, Arms: []sim.Journey{here, there}}}},
		{Replication: 1, Inside: inside, Orders: []sim.Passage{
			{Item: lost.Item, Arms: []sim.Journey{lost, unfinished}},
			{Item: here.Item, Arms: []sim.Journey{here, {}}},
		}},
	}}
	return r, sim.Follow{Arms: []int{sim.DoNothing, sim.Baseline}}
}

func TestTracesReadAsAgreed(t *testing.T) {
	for _, c := range []struct {
		file  string
		write TraceWriter
		worst int
	}{
		{"trace.txt", TraceTable, 0},
		{"trace-worst.txt", TraceTable, 2},
		{"trace.md", TraceMarkdown, 1},
		{"trace.json", TraceJSON, 1},
	} {
		t.Run(c.file, func(t *testing.T) {
			r, follow := traced()
			follow.Worst = c.worst
			trace, err := NewTrace(r, follow, about)
			if err != nil {
				t.Fatal(err)
			}
			var out bytes.Buffer
			if err := c.write(&out, trace); err != nil {
				t.Fatal(err)
			}
			asAgreed(t, c.file, out.Bytes())
		})
	}
}

// The steps on the way, and the time between them, add up to what an order took, and
// so do the causes.
func TestATraceAddsUp(t *testing.T) {
	r, follow := traced()
	trace, err := NewTrace(r, follow, about)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range trace.Orders {
		var here, there sim.Tick
		for _, c := range o.Causes {
			here, there = here+c.Here, there+c.There
		}
		for _, of := range []struct {
			j   *sim.Journey
			sum sim.Tick
		}{{o.Here, here}, {o.There, there}} {
			if of.j != nil && of.j.Took() != of.sum {
				t.Errorf("%s: causes add up to %s, it took %s", o.Name, length(of.sum), length(of.j.Took()))
			}
		}
	}
}
