package main

import (
	"cmp"
	"slices"
	"sync"

	"ripple/broker"
	"ripple/reporters/export"
)

// happenings collects what events tell of systems, stocks, injects and responses.
type happenings struct {
	mu  sync.Mutex
	all []broker.Event
	// by counts the events of each department: theirs come in order.
	by map[string]uint64
}

// happens are the kinds of events that no item has a step for.
var happens = []string{"system-down", "system-up", "stock-reordered", "stock-received", "effect-begins", "effect-ends"}

// tell takes an event; it is called by several goroutines at once.
func (h *happenings) tell(e broker.Event) {
	if !slices.Contains(happens, e.Kind) {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.by == nil {
		h.by = map[string]uint64{}
	}
	h.by[e.Department]++
	e.Sequence = h.by[e.Department]
	h.all = append(h.all, e)
}

// sorted are all of them in order of time, department, and what came first there.
func (h *happenings) sorted() []export.Happening {
	slices.SortFunc(h.all, func(a, b broker.Event) int {
		return cmp.Or(cmp.Compare(a.Tick, b.Tick), cmp.Compare(a.Department, b.Department), cmp.Compare(a.Sequence, b.Sequence))
	})
	var all []export.Happening
	for _, e := range h.all {
		all = append(all, export.Happening{
			Kind: e.Kind, Tick: e.Tick, Department: e.Department, System: e.System, Stock: e.Stock, Quantity: e.Quantity, Text: e.Text,
		})
	}
	return all
}
