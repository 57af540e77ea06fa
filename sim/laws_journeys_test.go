package sim

import (
	"fmt"
	"reflect"
	"testing"

	"pgregory.net/rapid"
)

// followed is a run of a model in which every order is followed in every arm.
func followed(m *Model, o Options) Options {
	o.Follow = &Follow{}
	for arm := range m.Arms {
		o.Follow.Arms = append(o.Follow.Arms, arm)
	}
	return o
}

// TestJourneysAddUp: following orders changes no number; what is told of each order adds
// up to the tick, and all of them together to what the run counted.
func TestJourneysAddUp(t *testing.T) {
	b := start(t)
	rapid.Check(t, func(t *rapid.T) {
		m := drawRecipe(t, allFeatures).model()
		plain := run(t, b, m, Options{Trace: true})
		r := run(t, b, m, followed(m, Options{}))
		same(t, "when orders are followed", plain, r)
		for rep := range r.Journeys {
			if err := r.journeysAddUp(rep); err != nil {
				t.Fatalf("replication %d: %v", rep, err)
			}
		}
	})
}

func (r *Result) journeysAddUp(rep int) error {
	m := r.Model
	for arm := range m.Arms {
		path := newLedger(m)
		counts := make([]SegmentResult, len(m.Segments))
		for i := range r.Journeys[rep].Orders {
			j := &r.Journeys[rep].Orders[i].Arms[arm]
			if j.End == JourneyNever {
				continue
			}
			if err := j.addsUp(m); err != nil {
				return fmt.Errorf("arm %d, %s: %w", arm, m.ItemName(j.Flow, j.Item), err)
			}
			if j.Placed < m.From || j.Placed >= m.Until {
				continue
			}
			c := &counts[j.Segment]
			c.Orders++
			switch j.End {
			case JourneyDelivered:
				c.Delivered++
				c.LeadTime += j.Took()
				for department, row := range j.Path(m) {
					for cause, ticks := range row {
						path[j.Segment][department][cause] += ticks
					}
				}
			case JourneyLost:
				c.Lost++
				c.LostValue += j.Value
			default:
				c.Unfinished++
			}
			if j.Late {
				c.Late++
			}
		}
		w := &r.Worlds[rep][arm]
		for s := range counts {
			c, g := &counts[s], &w.Segments[s]
			if c.Orders != g.Orders || c.Delivered != g.Delivered || c.LeadTime != g.LeadTime || c.Lost != g.Lost || c.LostValue != g.LostValue || c.Unfinished != g.Unfinished || c.Late != g.Late {
				return fmt.Errorf("arm %d: journeys give %+v, the run %+v", arm, c, g)
			}
		}
		if !reflect.DeepEqual(path, w.Path) {
			return fmt.Errorf("arm %d: the paths of journeys differ from the run's", arm)
		}
		for i := range r.Journeys[rep].Inside[arm] {
			j := &r.Journeys[rep].Inside[arm][i]
			if err := j.addsUp(m); err != nil {
				return fmt.Errorf("arm %d, %s: %w", arm, m.ItemName(j.Flow, j.Item), err)
			}
		}
	}
	return nil
}

// addsUp checks every step, and that the path covers the time from beginning to end.
func (j *Journey) addsUp(m *Model) error {
	var all Tick
	if j.Flow < 0 {
		if len(j.Steps) > 0 || j.Ended < j.Placed {
			return fmt.Errorf("an order with a supplier: %+v", j)
		}
		return nil
	}
	for i := range j.Steps {
		s := &j.Steps[i]
		for _, h := range s.Held {
			if err := h.addsUp(s); err != nil {
				return err
			}
		}
		at := s.Arrived
		for cause, ticks := range s.Ticks {
			if ticks < 0 {
				return fmt.Errorf("%d ms of %q at %s", ticks, Cause(cause), m.Steps[s.Step].Name)
			}
			at += ticks
		}
		if at != s.Left || s.Onward < 0 || s.Arrived < j.Entered() || s.Left > j.Ended {
			return fmt.Errorf("step %+v of %+v", s, j)
		}
	}
	for _, row := range j.Path(m) {
		for _, ticks := range row {
			all += ticks
		}
	}
	onWay := j.End == JourneyUnfinished && len(j.Steps) == 0
	if all != j.Ended-j.Entered() && !onWay {
		return fmt.Errorf("its path takes %d ms, from beginning to end it is %d: %+v", all, j.Ended-j.Entered(), j)
	}
	return nil
}

// addsUp checks that what a holder went through covers the wait.
func (h *JourneyWait) addsUp(s *JourneyStep) error {
	var all Tick
	for _, r := range h.Spells {
		if r.Ticks <= 0 {
			return fmt.Errorf("%d ms of %q upstream", r.Ticks, r.Cause)
		}
		all += r.Ticks
	}
	if all != h.To-h.From || h.From < s.Arrived || h.To > s.Left {
		return fmt.Errorf("a wait of %d ms is held for %d: %+v in %+v", h.To-h.From, all, h, s)
	}
	return nil
}

// TestJourneysOfAnyWindows: what is told of orders is the same however the run is cut.
func TestJourneysOfAnyWindows(t *testing.T) {
	b := start(t)
	rapid.Check(t, func(t *rapid.T) {
		m := drawRecipe(t, allFeatures).model()
		first := run(t, b, m, followed(m, Options{}))
		for _, o := range []Options{{window: minutes(7)}, {stretch: minutes(11)}, {EarlyFork: true}, {Batch: 1, Groups: 2}} {
			again := run(t, b, m, followed(m, o))
			if !reflect.DeepEqual(first.Journeys, again.Journeys) {
				t.Fatalf("with %+v: %s", o, journeysDiffer(first, again))
			}
		}
		one := run(t, b, m, followed(m, Options{First: 1, Replications: 1}))
		if !reflect.DeepEqual(first.Journeys[1:2], one.Journeys) {
			t.Fatal("a replication by itself differs from the same one among others")
		}
	})
}

// journeysDiffer says where the first difference is.
func journeysDiffer(a, b *Result) string {
	for rep := range a.Journeys {
		x, y := &a.Journeys[rep], &b.Journeys[rep]
		if len(x.Orders) != len(y.Orders) {
			return fmt.Sprintf("replication %d: %d and %d orders", rep, len(x.Orders), len(y.Orders))
		}
		for i := range x.Orders {
			if !reflect.DeepEqual(x.Orders[i], y.Orders[i]) {
				return fmt.Sprintf("replication %d:\n%+v\n%+v", rep, x.Orders[i], y.Orders[i])
			}
		}
		for arm := range x.Inside {
			for i := range min(len(x.Inside[arm]), len(y.Inside[arm])) {
				if !reflect.DeepEqual(x.Inside[arm][i], y.Inside[arm][i]) {
					return fmt.Sprintf("replication %d, arm %d:\n%+v\n%+v", rep, arm, x.Inside[arm][i], y.Inside[arm][i])
				}
			}
			if len(x.Inside[arm]) != len(y.Inside[arm]) {
				return fmt.Sprintf("replication %d, arm %d: %d and %d items inside", rep, arm, len(x.Inside[arm]), len(y.Inside[arm]))
			}
		}
	}
	return "numbers"
}
