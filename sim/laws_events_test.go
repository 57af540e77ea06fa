package sim

import (
	"fmt"
	"reflect"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"ripple/broker"
)

// TestJourneysCanBeRebuiltFromEvents: whoever listens to a world's events, each
// written and read again, knows what the engine says of every order in it: when it was
// placed and promised, every stay with the ticks of each cause and what it waited for, and
// how it ended.
func TestJourneysCanBeRebuiltFromEvents(t *testing.T) {
	b := start(t)
	rapid.Check(t, func(t *rapid.T) {
		m := drawRecipe(t, allFeatures).model()
		heard := rebuilt{journeys: map[string]*Journey{}, steps: map[string][]heardStep{}, waits: map[string][]heardWait{}}
		o := followed(m, Options{Watch: Watch{Arm: DoNothing}, EarlyFork: true})
		o.Events = func(e broker.Event) { heard.take(e) }
		r := run(t, b, m, o)
		seen := 0
		for i := range r.Journeys[0].Orders {
			j := &r.Journeys[0].Orders[i].Arms[DoNothing]
			if j.End == JourneyNever {
				continue
			}
			seen++
			if err := heard.says(m, j); err != nil {
				t.Fatalf("%s: %v", m.ItemName(j.Flow, j.Item), err)
			}
		}
		if seen != len(heard.journeys) {
			t.Fatalf("events tell of %d orders, the engine of %d", len(heard.journeys), seen)
		}
	})
}

// heardStep and heardWait are what events tell, with names.
type heardStep struct {
	step          string
	visit         int
	before        string
	beforeVisit   int
	arrived, left Tick
	ticks         map[string]Tick
	open          bool
}

type heardWait struct {
	step     string
	visit    int
	by       string
	from, to Tick
}

// rebuilt is a subscriber.
type rebuilt struct {
	mu       sync.Mutex
	journeys map[string]*Journey
	steps    map[string][]heardStep
	waits    map[string][]heardWait
}

func (h *rebuilt) take(e broker.Event) {
	h.mu.Lock()
	defer h.mu.Unlock()
	switch e.Kind {
	case "order-placed":
		j := &Journey{Placed: e.Tick, Due: Never, Value: roundHalfUp(e.Value * 100), End: JourneyUnfinished}
		if e.Due != nil {
			j.Due = *e.Due
		}
		h.journeys[e.Item] = j
	case "order-delivered", "order-lost", "order-open":
		j := h.journeys[e.Item]
		j.End = map[string]JourneyEnd{"order-delivered": JourneyDelivered, "order-lost": JourneyLost, "order-open": JourneyUnfinished}[e.Kind]
		j.Ended, j.Late = e.Tick, *e.Late
		if e.Due != nil {
			j.Due = *e.Due
		}
		j.Placed = e.Tick - *e.LeadTime // of what was open when the run began
	case "work-finished", "work-lost":
		if e.Arrived != nil {
			h.steps[e.Item] = append(h.steps[e.Item], heardStep{e.Step, e.Visit, e.Before, e.BeforeVisit, *e.Arrived, e.Tick, e.Ticks, e.Kind == "work-lost"})
		}
	case "wait-over":
		h.waits[e.Item] = append(h.waits[e.Item], heardWait{e.Step, e.Visit, e.HeldBy, *e.Since, e.Tick})
	}
}

// says checks what was heard of an order against the engine's journey.
func (h *rebuilt) says(m *Model, j *Journey) error {
	name := m.ItemName(j.Flow, j.Item)
	got := h.journeys[name]
	if got == nil {
		return fmt.Errorf("no event tells of it")
	}
	counted := j.Placed >= m.From && j.Placed < m.Until
	if got.End != j.End || got.Value != j.Value {
		return fmt.Errorf("it ended as %v, worth %d; by its events %v and %d", j.End, j.Value, got.End, got.Value)
	}
	if counted && (got.Placed != j.Placed || got.Due != j.Due || got.Ended != j.Ended || got.Late != j.Late) {
		return fmt.Errorf("%+v; by its events %+v", j, got)
	}
	for i := range j.Steps {
		s := &j.Steps[i]
		if s.Open && j.End == JourneyUnfinished {
			continue // it stands there
		}
		want := heardStep{step: m.Steps[s.Step].Name, visit: s.Visit, arrived: s.Arrived, left: s.Left, ticks: map[string]Tick{}, open: s.Open}
		if s.Before >= 0 {
			want.before, want.beforeVisit = m.Steps[s.Before].Name, s.BeforeVisit
		}
		for cause, ticks := range s.Ticks {
			if ticks != 0 {
				want.ticks[Cause(cause).CauseKey()] = ticks
			}
		}
		if !containsEqual(h.steps[name], want) {
			return fmt.Errorf("no event tells of %+v, but of %+v", want, h.steps[name])
		}
		for _, w := range s.Held {
			by := ""
			if w.Holder != 0 {
				by = m.ItemName(w.Flow, w.Holder)
			}
			found := false
			for _, heard := range h.waits[name] {
				found = found || heard.step == want.step && heard.visit == s.Visit && heard.from == w.From && heard.to == w.To && (by == "" || heard.by == by)
			}
			if !found {
				return fmt.Errorf("no event tells of its wait for %s: %+v, but of %+v", by, w, h.waits[name])
			}
		}
	}
	return nil
}

func containsEqual(all []heardStep, one heardStep) bool {
	for i := range all {
		if reflect.DeepEqual(all[i], one) {
			return true
		}
	}
	return false
}
