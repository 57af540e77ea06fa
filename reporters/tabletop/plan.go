package tabletop

import (
	"cmp"
	"math"
	"slices"

	"ripple/reporters/internal/orgmap"
	"ripple/scenarios"
)

// plan is where everything stands on the map, by who hands work to whom when nothing
// goes wrong: it stays as it is for the whole exercise.
type plan struct {
	departments []spot
	customers   []int         // rows in the last column, by segment
	deliver     [][]deliverer // by segment
	ways        []WayView
}

// spot is a department's place on the map.
type spot struct {
	column, row int
	small       bool
	facing      bool // customers meet it
}

// deliverer is a department that delivers to a kind of customer, with its share of it.
type deliverer struct {
	department int
	share      float64
}

const (
	// mostLarge is how many departments the map shows; where there are more, the others
	// stand beside it.
	mostLarge = 16
	// leastShare is which share of the busiest way another must have to be on the map.
	leastShare = 0.04
)

// newPlan lays a scenario's organisation out.
func newPlan(s *scenarios.Scenario) *plan {
	m := s.Model
	departments, segments := len(m.Departments), m.External()
	at := map[scenarios.Place]int{}
	for d := range m.Departments {
		at[scenarios.Place{Kind: scenarios.DepartmentPlace, Name: m.Departments[d].Name}] = d
	}
	for i := range segments {
		at[scenarios.Place{Kind: scenarios.CustomerPlace, Name: m.Segments[i].Name}] = departments + i
	}
	var links []orgmap.Link
	for _, h := range s.Handoffs() {
		from, known := at[h.From]
		to, knownTo := at[h.To]
		if known && knownTo {
			links = append(links, orgmap.Link{From: from, To: to, PerDay: h.PerDay})
		}
	}
	p := &plan{departments: make([]spot, departments), customers: make([]int, segments), deliver: make([][]deliverer, segments)}
	for d := range m.Departments {
		p.departments[d].facing = m.Departments[d].CustomerFacing
	}
	p.shrink(links)
	p.place(links)
	for i := range segments {
		p.delivering(i, links)
	}
	p.draw(links, func(segment int) string { return m.Segments[segment].Name })
	return p
}

// shrink finds the departments through which the least of the customers' work goes,
// where there are too many for one map.
func (p *plan) shrink(links []orgmap.Link) {
	n := len(p.departments)
	if n <= mostLarge {
		return
	}
	// All that comes to customers is for them; of what comes to a department, the share
	// that those have of theirs to whom it hands its work.
	comes, share := make([]float64, n+len(p.customers)), make([]float64, n+len(p.customers))
	for _, l := range links {
		comes[l.To] += l.PerDay
	}
	for i := range p.customers {
		share[n+i] = 1
	}
	does := make([]float64, n)
	for range n {
		clear(does)
		for _, l := range links {
			does[l.From] += float64(l.PerDay * share[l.To])
		}
		for i := range n {
			if share[i] = 1; comes[i] > 0 {
				share[i] = min(1, does[i]/comes[i])
			}
		}
	}
	for i := range n { // whom customers meet stays
		if p.departments[i].facing {
			does[i] = math.Inf(1)
		}
	}
	for _, l := range links {
		if l.To >= n && l.From < n {
			does[l.From] = math.Inf(1)
		}
	}
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(math.Round(1000*does[b]), math.Round(1000*does[a])) })
	for _, d := range order[mostLarge:] {
		p.departments[d].small = true
	}
}

// place gives the large departments and the customers their columns and rows.
func (p *plan) place(links []orgmap.Link) {
	node := map[int]int{} // of a place
	var places []int
	var sides []orgmap.Side
	for i := range len(p.departments) + len(p.customers) {
		side := orgmap.Last
		if i < len(p.departments) {
			if p.departments[i].small {
				continue
			}
			side = orgmap.Between
		}
		node[i] = len(places)
		places, sides = append(places, i), append(sides, side)
	}
	var between []orgmap.Link
	for _, l := range links {
		from, known := node[l.From]
		to, knownTo := node[l.To]
		if known && knownTo {
			between = append(between, orgmap.Link{From: from, To: to, PerDay: l.PerDay})
		}
	}
	// Rows and columns are all that is taken from it: any size will do.
	m := orgmap.Arrange(sides, between, orgmap.Sizes{NodeWidth: 2, NodeHeight: 1, ColumnGap: 1, RowGap: 1})
	for k, i := range places {
		row := 0
		for _, other := range m.Nodes {
			if other.Column == m.Nodes[k].Column && other.Y < m.Nodes[k].Y {
				row++
			}
		}
		if i < len(p.departments) {
			p.departments[i].column, p.departments[i].row = m.Nodes[k].Column, row
		} else {
			p.customers[i-len(p.departments)] = row
		}
	}
}

// delivering finds those that deliver to a kind of customer.
func (p *plan) delivering(segment int, links []orgmap.Link) {
	total := 0.0
	for _, l := range links {
		if l.To == len(p.departments)+segment && l.From < len(p.departments) {
			total += l.PerDay
		}
	}
	for _, l := range links {
		if l.To == len(p.departments)+segment && l.From < len(p.departments) {
			p.deliver[segment] = append(p.deliver[segment], deliverer{l.From, l.PerDay / total})
		}
	}
}

// draw chooses the ways that are on the map: those that much takes, and of every place the
// busiest, so that none stands alone.
func (p *plan) draw(links []orgmap.Link, name func(segment int) string) {
	n, most := len(p.departments), 0.0
	busiest := make([]float64, n+len(p.customers))
	for _, l := range links {
		most = max(most, l.PerDay)
		busiest[l.From] = max(busiest[l.From], l.PerDay)
		busiest[l.To] = max(busiest[l.To], l.PerDay)
	}
	for _, l := range links {
		if l.From >= n || l.PerDay < leastShare*most && l.PerDay < busiest[l.From] && l.PerDay < busiest[l.To] {
			continue
		}
		w := WayView{From: l.From, To: l.To, PerDay: l.PerDay}
		if l.To >= n {
			w.To, w.Customers = -1, name(l.To-n)
		}
		p.ways = append(p.ways, w)
	}
}
