// Package export writes what happened in one simulated world in formats that
// other programs read: object-centric event logs and traces.
package export

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"ripple/sim"
)

// World is one world to export: what a run followed in one option and replication.
type World struct {
	// Ripple is the program's version.
	Ripple string
	Model  *sim.Model
	Seed   uint64
	// Option is the arm's name, Replication counts from 1.
	Option      string
	Replication int
	// Start is the moment of tick 0, in the organisation's time zone.
	Start time.Time
	// Orders are those that were followed, Inside the internal work.
	Orders, Inside []*sim.Journey
	// Happenings are what else is told of the world, in order.
	Happenings []Happening
}

// Happening is what happened to a system, a stock, or the organisation as a whole.
type Happening struct {
	Kind       string // as events call it: system-down, stock-received, effect-begins
	Tick       sim.Tick
	Department string
	System     string
	Stock      string
	Quantity   int
	Text       string
}

// New takes the world out of a run that followed orders, in the first arm that it
// was asked for. whole says that all its internal work belongs to it, otherwise only
// what held the orders does.
func New(r *sim.Result, follow sim.Follow, whole bool) *World {
	j := &r.Journeys[0]
	w := &World{Model: r.Model, Seed: r.Seed, Option: r.Model.Arms[follow.Arms[0]].Name, Replication: j.Replication + 1}
	for i := range j.Orders {
		if o := &j.Orders[i].Arms[0]; o.End != sim.JourneyNever && o.Segment >= 0 {
			w.Orders = append(w.Orders, o)
		} else if o.End != sim.JourneyNever && !whole {
			w.Inside = append(w.Inside, o)
		}
	}
	by := map[uint64]*sim.Journey{}
	for i := range j.Inside[0] {
		by[j.Inside[0][i].Item] = &j.Inside[0][i]
		if whole {
			w.Inside = append(w.Inside, &j.Inside[0][i])
		}
	}
	if !whole {
		w.addHolders(by)
	}
	return w
}

// addHolders adds what held the orders, and what held that.
func (w *World) addHolders(by map[uint64]*sim.Journey) {
	seen := map[uint64]bool{}
	for _, j := range w.Inside {
		seen[j.Item] = true
	}
	todo := slices.Concat(w.Orders, w.Inside)
	for len(todo) > 0 {
		j := todo[0]
		todo = todo[1:]
		for i := range j.Steps {
			for _, h := range j.Steps[i].Held {
				if holder := by[h.Holder]; holder != nil && !seen[h.Holder] {
					seen[h.Holder] = true
					w.Inside, todo = append(w.Inside, holder), append(todo, holder)
				}
			}
		}
	}
	slices.SortFunc(w.Inside, func(a, b *sim.Journey) int { return cmp.Compare(a.Item, b.Item) })
}

// at is the moment of a tick.
func (w *World) at(t sim.Tick) time.Time { return w.Start.Add(time.Duration(t) * time.Millisecond) }

// external tells whether an item is an order of customers.
func (w *World) external(j *sim.Journey) bool {
	return j.Segment >= 0 && !w.Model.Segments[j.Segment].Internal
}

// kind says what an item is: an order of customers, a replenishment of a stock, or
// other work inside.
func (w *World) kind(j *sim.Journey) string {
	_, stock := sim.Replenished(j.Item)
	switch {
	case w.external(j):
		return "order"
	case stock:
		return "replenishment"
	}
	return "work-item"
}

// names gives every item a name of its own: few share one.
func (w *World) names() map[uint64]string {
	names, used := map[uint64]string{}, map[string]int{}
	for _, j := range slices.Concat(w.Orders, w.Inside) {
		name := w.Model.ItemName(j.Flow, j.Item)
		if used[name]++; used[name] > 1 {
			name = fmt.Sprintf("%s~%d", name, used[name])
		}
		names[j.Item] = name
	}
	return names
}
