package sim

import (
	"flag"
	"fmt"
	"runtime"
	"slices"
	"syscall"
	"testing"
	"time"

	"ripple/broker"
	"ripple/sim/calendar"
	"ripple/sim/draw"
)

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// always is a calendar without closing time over a number of days.
func always(days int) *calendar.Table {
	var midnights []calendar.Tick
	for d := range days + 2 {
		midnights = append(midnights, calendar.Tick(d)*calendar.CalendarDay)
	}
	return calendar.Always(midnights)
}

// tandem is stations single-server departments in a row, with Poisson arrivals,
// exponential service of mean one minute and utilisation 0.8; handoff in minutes.
func tandem(stations int, handoff float64, minutes Tick) *Model {
	const minute = 60_000
	m := &Model{
		Name: "tandem", Seed: 1, Replications: 1,
		From: 0, Until: minutes * minute, End: 2 * minutes * minute,
		FirstDay: 0, Handoff: Tick(handoff * minute),
		Calendars: []*calendar.Table{always(int(2*minutes/1440) + 1)},
		Segments:  []Segment{{Name: "all"}},
		Flows:     []Flow{{Name: "flow", Segment: 0}},
		Streams:   []Stream{{Name: "orders", Gap: must(draw.Exponential(minute / 0.8)), Surge: -1}},
		Arms:      []Arm{{Name: "baseline"}, {Name: "do-nothing"}},
	}
	for i := range stations {
		m.Departments = append(m.Departments, Department{Name: fmt.Sprintf("station-%d", i), Teams: []Team{{Staff: 1}}})
		to := i + 1
		if to == stations {
			to = ToCustomer
		}
		m.Flows[0].Steps = append(m.Flows[0].Steps, i)
		m.Steps = append(m.Steps, Step{
			Name: fmt.Sprintf("step-%d", i), Department: i, Work: must(draw.Exponential(minute)),
			Outcomes: []Outcome{{Chance: 1, Next: []Edge{{To: to, Handoff: must(draw.Fixed(handoff * minute))}}}},
		})
	}
	return m
}

func start(t testing.TB) *broker.Broker {
	t.Helper()
	b, err := broker.Start(t.Context(), broker.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })
	return b
}

var ratios = flag.Bool("ratios", false, "measure speed against the bare loop and print the ratios")

// bareOf is the bare loop for a tandem model.
func bareOf(m *Model) *bare {
	s := &m.Steps[0]
	return &bare{stations: len(m.Steps), handoff: s.Outcomes[0].Next[0].Handoff.Ticks(0.5), until: m.Until, gap: m.Streams[0].Gap, work: s.Work}
}

// TestTandemEqualsBareLoop: the engine on the bus and the hand-written loop
// come to the same lead times, to the tick.
func TestTandemEqualsBareLoop(t *testing.T) {
	m := tandem(10, 0.5, 300)
	m.Replications = 6
	ref := bareOf(m)
	for rep := range m.Replications {
		ref.world(draw.NewKey(m.Seed, uint32(rep)))
	}
	for _, trace := range []bool{false, true} {
		r, err := Run(t.Context(), m, start(t), Options{Trace: trace})
		if err != nil {
			t.Fatal(err)
		}
		orders, lead := totals(r)
		if orders != ref.orders || lead != ref.lead {
			t.Errorf("trace %v: %d orders with %d ms lead time; the bare loop has %d and %d", trace, orders, lead, ref.orders, ref.lead)
		}
	}
}

// cpu is the processor time this process has used, in seconds.
func cpu() float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return float64(u.Utime.Nano()+u.Stime.Nano()) / 1e9
}

func totals(r *Result) (orders int64, lead Tick) {
	for _, w := range r.Worlds {
		for _, s := range w[Baseline].Segments {
			orders += s.Orders
			lead += s.LeadTime
		}
	}
	return orders, lead
}

// TestRatios measures job-steps a second on the bus against the bare loop, in
// turns in this process, and prints medians of their ratios.
func TestRatios(t *testing.T) {
	if !*ratios {
		t.Skip("slow: run with -ratios, or make bench")
	}
	const worlds, minutes, turns = 512, 1500, 5
	cases := []struct {
		name    string
		handoff float64
		trace   bool
	}{
		{"bus-lookahead-0.5", 0.5, false},
		{"bus-lookahead-5", 5, false},
		{"traced-lookahead-5", 5, true},
	}
	b := start(t)
	found := map[string][]float64{}
	for turn := range turns {
		for _, c := range cases {
			m := tandem(10, c.handoff, minutes)
			m.Replications = worlds
			if c.trace {
				// Pairing needs two arms: half the replications, both simulated.
				m.Replications = worlds / 2
			}
			runtime.GC()
			ref := bareOf(m)
			began := time.Now()
			for rep := range m.Replications {
				ref.world(draw.NewKey(m.Seed, uint32(rep)))
			}
			bareSpeed := float64(ref.steps) / time.Since(began).Seconds()
			runtime.GC()
			var took Statistics
			cpuBefore := cpu()
			began = time.Now()
			r, err := Run(t.Context(), m, b, Options{Trace: c.trace, EarlyFork: c.trace, Batch: worlds, Statistics: &took})
			if err != nil {
				t.Fatal(err)
			}
			used := cpu() - cpuBefore
			speed := float64(took.Steps) / time.Since(began).Seconds()
			if orders, lead := totals(r); orders != ref.orders || lead != ref.lead {
				t.Fatalf("%s: %d orders with %d ms lead time; the bare loop has %d and %d", c.name, orders, lead, ref.orders, ref.lead)
			}
			t.Logf("turn %d %s: bare %.1f, bus %.1f million steps a second, %d rounds, %.0f ns of processor a step", turn+1, c.name, bareSpeed/1e6, speed/1e6, took.Rounds, 1e9*used/float64(took.Steps))
			found[c.name] = append(found[c.name], speed/bareSpeed)
		}
	}
	for _, c := range cases {
		slices.Sort(found[c.name])
		fmt.Printf("ratio %s %.2f\n", c.name, found[c.name][turns/2])
	}
}
