package sim

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"ripple/broker"
	"ripple/sim/draw"
)

// lived is what can be seen of one world while it runs.
type lived struct {
	mu     sync.Mutex
	events []broker.Event
}

func watch(t law, b *broker.Broker, m *Model, arm int) []broker.Event {
	t.Helper()
	var l lived
	run(t, b, m, Options{EarlyFork: true, Watch: Watch{Arm: arm}, Events: func(e broker.Event) {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.events = append(l.events, e)
	}})
	return l.events
}

// TestCandidatesAreTheSameInEveryArm: whatever happens in an arm, its n-th
// candidate order of a stream comes at the same time, if it is placed.
func TestCandidatesAreTheSameInEveryArm(t *testing.T) {
	b := start(t)
	rapid.Check(t, func(t *rapid.T) {
		m := drawRecipe(t, allFeatures&^withSurges).model()
		placed := map[string]int64{}
		for arm := range m.Arms {
			for _, e := range watch(t, b, m, arm) {
				if e.Kind != eventPlaced || e.Item[0] != 'o' { // orders that steps start are no candidates
					continue
				}
				if at, known := placed[e.Item]; known && at != e.Tick {
					t.Fatalf("order %s is placed at %d and, in arm %d, at %d", e.Item, at, arm, e.Tick)
				}
				placed[e.Item] = e.Tick
			}
		}
	})
}

// TestWorkDrawnIsTheSameInEveryArm: a step takes an item the same work in every
// arm, where nothing changes the work itself, whenever it is done.
func TestWorkDrawnIsTheSameInEveryArm(t *testing.T) {
	b := start(t)
	rapid.Check(t, func(t *rapid.T) {
		// Around the clock and without interruptions work takes as long as drawn;
		// without ways back nobody comes to a step twice.
		m := drawRecipe(t, allFeatures&^(withHours|withSystems|withLoops|withErrors|withStarts|withBatches)).model()
		for e := range m.Effects {
			m.Effects[e].Changes = slices.DeleteFunc(m.Effects[e].Changes, func(c Change) bool { return c.Param == ParamWork || c.Param == ParamTravel })
		}
		work := map[string]int64{}
		for arm := range m.Arms {
			started := map[string]int64{}
			for _, e := range ordered(watch(t, b, m, arm)) {
				at := e.Item + " " + e.Step
				begun, worked := started[at]
				switch {
				case e.Kind == eventStarted:
					started[at] = e.Tick
				case e.Kind == eventFinished && worked:
					if before, known := work[at]; known && before != e.Tick-begun {
						t.Fatalf("%s takes %d ms and, in arm %d, %d", at, before, arm, e.Tick-begun)
					}
					work[at] = e.Tick - begun
				}
			}
		}
	})
}

// ordered sorts events by time; those of one item at one step stay as told.
func ordered(events []broker.Event) []broker.Event {
	slices.SortStableFunc(events, func(a, b broker.Event) int { return int(a.Tick - b.Tick) })
	return events
}

// alone is a world without what compares it with others, when its first inject
// begins, and the days that are kept of one arm only.
func alone(w World) World {
	none := World{}
	w.Against, w.Ledger, w.Upstream, w.Carried, w.Buffered = none.Against, none.Ledger, none.Upstream, none.Carried, none.Buffered
	w.Began, w.AgreementDays = none.Began, nil
	w.Departments = slices.Clone(w.Departments)
	for d := range w.Departments {
		w.Departments[d].Days = nil
	}
	return w
}

// TestEffectWhereNobodyPassesChangesNothing: injects on a department, a step, a
// system, a stock and a flow that nothing passes leave every other number as it is.
func TestEffectWhereNobodyPassesChangesNothing(t *testing.T) {
	b := start(t)
	rapid.Check(t, func(t *rapid.T) {
		r := drawRecipe(t, allFeatures)
		m := r.model()
		withBystander(m)
		m.Effects = nil
		for s := range m.Streams {
			m.Streams[s].Surge = -1
		}
		d := len(m.Departments) - 1
		arms := make([]bool, len(m.Arms))
		for arm := range arms {
			arms[arm] = arm != Baseline
		}
		add := func(c Change) {
			m.Effects = append(m.Effects, Effect{Arms: arms, When: Trigger{At: m.Until / 3}, Changes: []Change{c}})
		}
		add(Change{Param: ParamStaff, Target: d, Op: Multiply})
		add(Change{Param: ParamHold, Target: d, Span: span{N: 1e7}})
		add(Change{Param: ParamLinkHold, Target: d, Index: 0, Span: span{N: 1e7}})
		add(Change{Param: ParamWork, Target: len(m.Steps) - 1, Op: Multiply, Value: 7})
		add(Change{Param: ParamDown, Target: len(m.Systems) - 1})
		add(Change{Param: ParamPriority, Target: len(m.Flows) - 1, Op: Set, Value: -5})
		add(Change{Param: ParamExpedite, Target: len(m.Flows) - 1, Value: 0.5})
		w := run(t, b, m, Options{Trace: true, EarlyFork: true}).Worlds
		for rep := range w {
			for arm := range w[rep] {
				a, z := alone(w[rep][Baseline]), alone(w[rep][arm])
				a.Departments[d], z.Departments[d] = DepartmentResult{}, DepartmentResult{}
				same(t, "without and with the injects", &Result{Worlds: [][]World{{a}}}, &Result{Worlds: [][]World{{z}}})
			}
		}
	})
}

// withBystander adds a department with a system and an internal flow that nothing ever starts.
func withBystander(m *Model) {
	d, y, f, s := len(m.Departments), len(m.Systems), len(m.Flows), len(m.Steps)
	m.Departments = append(m.Departments, Department{Name: "bystander", Teams: []Team{{Name: "all", Staff: 1}}})
	m.Systems = append(m.Systems, System{Name: "bystander", RunBy: -1})
	m.Flows = append(m.Flows, Flow{Name: "bystander", Segment: -1, First: s, Steps: []int{s}})
	m.Steps = append(m.Steps, Step{
		Name: "bystander", Flow: f, Department: d, Work: must(draw.Fixed(600_000)), Needs: []int{y}, BackTo: Edge{To: -1},
		Outcomes: []Outcome{{Chance: 1, Next: []Edge{{To: ToCustomer, Handoff: must(draw.Fixed(600_000))}}}},
	})
}

// TestEqualSettingsGiveEqualBits: two options that say the same are the same,
// and so is do-nothing where nothing goes wrong, when each is simulated by itself.
func TestEqualSettingsGiveEqualBits(t *testing.T) {
	b := start(t)
	rapid.Check(t, func(t *rapid.T) {
		r := drawRecipe(t, allFeatures)
		r.features |= withOptions
		m := r.model()
		twin := len(m.Arms)
		m.Arms = append(m.Arms, Arm{Name: "twin"})
		for e := range m.Effects {
			m.Effects[e].Arms = append(m.Effects[e].Arms, m.Effects[e].Arms[twin-1])
		}
		for _, early := range []bool{true, false} {
			for _, worlds := range run(t, b, m, Options{Trace: true, EarlyFork: early}).Worlds {
				same(t, "two equal options", &Result{Worlds: [][]World{{dayless(worlds[twin-1])}}}, &Result{Worlds: [][]World{{dayless(worlds[twin])}}})
			}
		}
		for e := range m.Effects { // only responses are left, and nothing to respond to
			m.Effects[e].Arms[DoNothing] = false
		}
		for _, worlds := range run(t, b, m, Options{Trace: true, EarlyFork: true}).Worlds {
			a, z := alone(worlds[Baseline]), alone(dayless(worlds[DoNothing]))
			same(t, "baseline and do-nothing without injects", &Result{Worlds: [][]World{{a}}}, &Result{Worlds: [][]World{{z}}})
			for s, p := range worlds[DoNothing].Against[Baseline] {
				if p != (Pairs{Both: p.Both, LostBoth: p.LostBoth, Unfinished: p.Unfinished}) {
					t.Fatalf("segment %d: do-nothing differs from the baseline: %+v", s, p)
				}
			}
		}
	})
}

// TestNoTwoEventsCompareEqual: the order of events is total in models in which
// as much as possible happens at once. (A run in which two compare equal fails.)
func TestNoTwoEventsCompareEqual(t *testing.T) {
	b := start(t)
	rapid.Check(t, func(t *rapid.T) {
		r := drawRecipe(t, allFeatures)
		r.features |= withTies
		run(t, b, r.model(), Options{})
	})
}

// TestTwoEqualEventsEndTheRun: two events that compare equal are found out, and
// the run ends with the department and the time.
func TestTwoEqualEventsEndTheRun(t *testing.T) {
	m := tandem(2, 5, 300)
	// The same edge twice: two items that are one and the same arrive at once.
	next := &m.Steps[0].Outcomes[0].Next
	*next = append(*next, (*next)[0])
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	_, err := Run(ctx, m, start(t), Options{})
	wants(t, err, "department station-1: two events compare equal", "day 1")
}
