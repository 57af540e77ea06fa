package scenarios

import (
	"cmp"
	"slices"
)

// Handoff is a way that work or pieces take when nothing goes wrong, from one
// place to another.
type Handoff struct {
	From, To Place
	// PerDay is how many items, orders or deliveries take it on a working day,
	// worked out without running.
	PerDay float64
}

// Place is where a handoff begins or ends.
type Place struct {
	Kind PlaceKind
	Name string
}

// PlaceKind tells suppliers, departments and customers apart, in the order in
// which work goes through them.
type PlaceKind uint8

// The kinds of places.
const (
	SupplierPlace PlaceKind = iota
	DepartmentPlace
	CustomerPlace
)

// Handoffs lists who hands work or pieces to whom, sorted by the places: steps
// to the steps that follow, to customers, to the first step of what they start,
// pieces to the stock that they fill. Two places have one row, whatever goes
// from one to the other.
func (s *Scenario) Handoffs() []Handoff {
	h := handoffs{org: s.org, perDay: map[[2]Place]float64{}}
	r := s.org.rates()
	_, days := s.org.hours.week()
	for i, f := range s.org.flows {
		h.flow(f, r.flow[i]/float64(max(1, days)))
	}
	for i, st := range s.org.stocks {
		h.stock(st, r.stock[i], float64(max(1, days)))
	}
	all := make([]Handoff, 0, len(h.perDay))
	for way, perDay := range h.perDay {
		all = append(all, Handoff{way[0], way[1], perDay})
	}
	slices.SortFunc(all, func(a, b Handoff) int { return cmp.Or(comparePlaces(a.From, b.From), comparePlaces(a.To, b.To)) })
	return all
}

func comparePlaces(a, b Place) int {
	return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Name, b.Name))
}

// handoffs adds up what goes each way.
type handoffs struct {
	org    *organisation
	perDay map[[2]Place]float64
}

func (h *handoffs) add(from, to Place, perDay float64) {
	if from != to && to.Kind != SupplierPlace && perDay > 0 { // what is ordered is no work handed on
		h.perDay[[2]Place{from, to}] += perDay
	}
}

func (h *handoffs) department(index int) Place {
	return Place{DepartmentPlace, h.org.departments[index].name}
}

// flow follows a flow's items, of which so many are started a day.
func (h *handoffs) flow(f *flow, started float64) {
	p := f.profile()
	for i, s := range f.steps {
		for k := range p.kinds {
			here := started * p.kinds[k].share * p.by[k][i]
			chances := s.chances(&p.kinds[k])
			for w := range s.ways {
				for _, to := range s.ways[w].next {
					h.next(f, i, to, &p.kinds[k], here*chances[w], 0)
				}
			}
			if s.back >= 0 {
				h.next(f, i, s.back, &p.kinds[k], here*s.errors*s.finds, 0)
			}
			h.beside(f, i, here)
		}
	}
}

// next hands items of one kind on to a step, or past it, or out of the flow.
func (h *handoffs) next(f *flow, from, to int, c *alike, items float64, hops int) {
	switch {
	case items <= 0 || hops > len(f.steps):
	case to == toCustomer && f.segment >= 0:
		h.each(f, from, items, Place{CustomerPlace, h.org.segments[f.segment].name})
	case to == toCustomer:
		for _, asker := range f.askers {
			h.each(f, from, items/float64(len(f.askers)), h.department(asker))
		}
	case to >= 0:
		t := f.steps[to]
		needed := t.needed(c)
		h.between(f, from, f, to, items*needed)
		for _, next := range t.ways[0].next {
			if needed < 1 {
				h.next(f, from, next, c, items*(1-needed), hops+1)
			}
		}
	}
}

// beside is what a step does besides handing its item on: it starts other flows
// and fills stocks.
func (h *handoffs) beside(f *flow, step int, items float64) {
	s := f.steps[step]
	for _, one := range s.starts {
		if one.flow >= 0 {
			h.between(f, step, h.org.flows[one.flow], 0, items)
		}
	}
	for _, g := range s.gives {
		if at := h.org.stocks[g.stock].department; at >= 0 {
			h.each(f, step, items, h.department(at))
		}
	}
}

// stock follows the orders that replenish a stock, by the rule for ordinary times.
func (h *handoffs) stock(s *stock, usedPerWeek, days float64) {
	if len(s.reorders) == 0 || s.department < 0 {
		return
	}
	at, rule := h.department(s.department), s.reorders[0]
	for _, x := range rule.sources {
		orders := x.share * usedPerWeek / rule.usual(h.org, s, x, usedPerWeek) / days
		if x.supplier >= 0 {
			h.add(Place{SupplierPlace, h.org.suppliers[x.supplier].name}, at, orders)
		} else if f := h.org.flows[x.flow]; len(f.steps) > 0 {
			h.from(f, 0, orders, at)
		}
	}
}

// doing calls do for everybody who does a step, with the share of the items.
func (h *handoffs) doing(f *flow, step int, do func(at Place, share float64)) {
	s := f.steps[step]
	if s.supplier >= 0 {
		do(Place{SupplierPlace, h.org.suppliers[s.supplier].name}, 1)
		return
	}
	shares := []float64{1}
	if len(s.others) > 0 {
		shares = h.org.placeShares(f, step)
	}
	for k, p := range s.places() {
		if p.department >= 0 {
			do(h.department(p.department), shares[k])
		}
	}
}

// each hands items from all who do a step to a place, from hands them the other
// way, and between from all who do one step to all who do another.
func (h *handoffs) each(f *flow, step int, items float64, to Place) {
	h.doing(f, step, func(from Place, share float64) { h.add(from, to, items*share) })
}

func (h *handoffs) from(f *flow, step int, items float64, from Place) {
	h.doing(f, step, func(to Place, share float64) { h.add(from, to, items*share) })
}

func (h *handoffs) between(f *flow, from int, g *flow, to int, items float64) {
	h.doing(g, to, func(at Place, share float64) { h.each(f, from, items*share, at) })
}
