package sim

import (
	"fmt"
	"strings"
	"testing"

	"ripple/broker"
	"ripple/sim/calendar"
	"ripple/sim/draw"
)

// The traces in these files are worked out by hand, in minutes from tick 0.

func minutes(n float64) Tick { return Tick(n * 60_000) }

func fixed(minutes float64) draw.Dist { return must(draw.Fixed(minutes * 60_000)) }

func elapsed(minutes float64) span { return span{Unit: calendar.Elapsed, N: minutes * 60_000} }

// shop is a model in which nothing is left to chance: departments of one person
// who works around the clock, and orders every so many minutes until the last.
type shop struct {
	*Model
	names map[string]int // steps
}

func newShop(orders int, gap float64, departments ...string) *shop {
	const days = 20
	m := &Model{
		Name: "shop", Replications: 1, From: 0, Until: days * calendar.CalendarDay, End: days * calendar.CalendarDay,
		Calendars: []*calendar.Table{always(days)}, Handoff: minutes(10),
		Segments: []Segment{{Name: "all"}}, Flows: []Flow{{Name: "flow", Segment: 0}},
		Arms: []Arm{{Name: "baseline"}, {Name: "do-nothing"}},
	}
	for _, d := range departments {
		m.Departments = append(m.Departments, Department{Name: d, Teams: []Team{{Name: "all", Staff: 1}}})
	}
	s := &shop{m, map[string]int{}}
	s.orders("o", orders, gap)
	return s
}

// orders adds a stream of so many orders for the first flow: at gap, 2·gap, …
func (s *shop) orders(name string, n int, gap float64) *Stream {
	s.Streams = append(s.Streams, Stream{Name: name, Gap: fixed(gap), Calendar: s.open(0, float64(n)*gap), Surge: -1})
	return &s.Streams[len(s.Streams)-1]
}

// open adds a calendar that is open from one minute to another.
func (s *shop) open(from, to float64) int {
	t := &calendar.Table{Open: []calendar.Interval{{Open: minutes(from), Close: minutes(to)}}, Days: s.Calendars[0].Days}
	for range len(t.Days) - 1 {
		t.WorkingDay, t.Starts = append(t.WorkingDay, false), append(t.Starts, calendar.Never)
	}
	if err := t.Index(); err != nil {
		panic(err)
	}
	s.Calendars = append(s.Calendars, t)
	return len(s.Calendars) - 1
}

// step adds a step of the first flow; it leads to the customer, at once, until
// told otherwise. (The least time on the way to anybody else is one tick.)
func (s *shop) step(name string, department int, work float64) *Step {
	return s.stepOf(0, name, department, work)
}

func (s *shop) stepOf(flow int, name string, department int, work float64) *Step {
	i := len(s.Steps)
	st := Step{Name: name, Flow: flow, Department: department, BackTo: Edge{To: -1}, Outcomes: []Outcome{{Chance: 1, Next: []Edge{{To: ToCustomer, Handoff: fixed(10)}}}}}
	if work > 0 {
		st.Work = fixed(work)
	}
	if len(s.Flows[flow].Steps) == 0 {
		s.Flows[flow].First = i
	}
	s.Flows[flow].Steps = append(s.Flows[flow].Steps, i)
	s.Steps = append(s.Steps, st)
	s.names[name] = i
	return &s.Steps[i]
}

// lead lets a step lead to others, each after a handoff in minutes.
func (s *shop) lead(from string, handoff float64, to ...string) {
	o := &s.Steps[s.names[from]].Outcomes[0]
	o.Next = nil
	for _, name := range to {
		o.Next = append(o.Next, s.edge(handoff, name))
	}
}

func (s *shop) edge(handoff float64, to string) Edge {
	e := Edge{To: s.names[to]}
	if handoff > 0 {
		e.Handoff = fixed(handoff)
	}
	return e
}

// inject makes changes in every arm but the baseline, for a time (0: to the end).
func (s *shop) inject(at, length float64, changes ...Change) *Effect {
	s.Effects = append(s.Effects, Effect{
		Name: fmt.Sprintf("effect-%d", len(s.Effects)), When: Trigger{At: minutes(at)}, For: elapsed(length), Changes: changes,
	})
	e := &s.Effects[len(s.Effects)-1]
	for arm := range s.Arms {
		e.Arms = append(e.Arms, arm != Baseline)
	}
	return e
}

// seen is what happened in one world, by kind, item and step.
type seen struct {
	result *Result
	world  *World
	at     map[string][]float64 // minutes
}

// live runs the shop and looks at one arm.
func (s *shop) live(t *testing.T, arm int) *seen {
	t.Helper()
	v := &seen{at: map[string][]float64{}}
	var l lived
	v.result = run(t, start(t), s.Model, Options{Trace: true, Watch: Watch{Arm: arm}, EarlyFork: true, Events: func(e broker.Event) {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.events = append(l.events, e)
	}})
	for _, e := range l.events {
		key := strings.TrimSpace(strings.Join([]string{e.Kind, e.Item, e.Step, e.Stock, e.System}, " "))
		for strings.Contains(key, "  ") {
			key = strings.ReplaceAll(key, "  ", " ")
		}
		v.at[key] = append(v.at[key], float64(e.Tick)/60_000)
	}
	v.world = &v.result.Worlds[0][arm]
	if err := balanced(v.result); err != nil {
		t.Error(err)
	}
	return v
}

// happened checks when something happened, each time.
func (v *seen) happened(t *testing.T, what string, at ...float64) {
	t.Helper()
	if got := v.at[what]; fmt.Sprint(got) != fmt.Sprint(at) {
		t.Errorf("%s at %v, by hand at %v", what, got, at)
	}
}

// spent checks the minutes of one cause at one department, on the paths of all orders together.
func (v *seen) spent(t *testing.T, department int, cause Cause, want float64) {
	t.Helper()
	if got := float64(v.world.Path[0][department][cause]) / 60_000; got != want {
		t.Errorf("department %d, %s: %v minutes, by hand %v", department, cause, got, want)
	}
}
