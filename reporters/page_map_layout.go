package reporters

import (
	"cmp"
	"fmt"
	"slices"

	"ripple/reporters/internal/orgmap"
	"ripple/scenarios"
)

// mapGraph is the organisation laid out by the flow of work: suppliers on the
// left, then departments in columns, customers on the right. It is the same
// whatever happens in the scenario.
type mapGraph struct {
	*orgmap.Map
	places []mapPlace // by node
}

// mapPlace is what stands at a node; index is its row in the report's outcomes.
type mapPlace struct {
	scenarios.Place
	index int
}

// Sizes of the map, in the units of its picture.
const (
	mapNodeWidth  = 150.0
	mapNodeHeight = 62.0
	mapColumnGap  = 62.0
	mapRowGap     = 26.0
	mapEdge0      = 34.0
	mapLeast      = 960.0 // of the width
)

func (p *mapPlace) kind() string { return placeKinds[p.Kind] }

func newMapGraph(s *Subject, handoffs []scenarios.Handoff) *mapGraph {
	g := &mapGraph{}
	at := map[scenarios.Place]int{}
	var sides []orgmap.Side
	for kind, names := range [][]string{s.Suppliers, s.Departments, s.Customers} {
		for i, name := range names {
			p := scenarios.Place{Kind: scenarios.PlaceKind(kind), Name: name}
			at[p] = len(g.places)
			g.places = append(g.places, mapPlace{Place: p, index: i})
			sides = append(sides, orgmap.Side(kind))
		}
	}
	var links []orgmap.Link
	for _, h := range handoffs {
		from, known := at[h.From]
		to, knownTo := at[h.To]
		if known && knownTo {
			links = append(links, orgmap.Link{From: from, To: to, PerDay: h.PerDay})
		}
	}
	g.Map = orgmap.Arrange(sides, links, orgmap.Sizes{
		NodeWidth: mapNodeWidth, NodeHeight: mapNodeHeight, ColumnGap: mapColumnGap, RowGap: mapRowGap, Edge: mapEdge0, LeastWidth: mapLeast,
	})
	return g
}

// leastShare is which share of the busiest way another must have to be drawn.
const leastShare = 0.02

// edges draws the ways: those that much takes, and of every node the busiest, so
// that none stands alone. It tells what the busiest carries, and how many are hidden.
func (g *mapGraph) edges() (edges []mapEdge, most float64, hidden int) {
	busiest := make([]int, len(g.Nodes))
	for i := range busiest {
		busiest[i] = -1
	}
	for k, l := range g.Links {
		most = max(most, l.PerDay)
		for _, end := range []int{l.From, l.To} {
			if b := busiest[end]; b < 0 || l.PerDay > g.Links[b].PerDay {
				busiest[end] = k
			}
		}
	}
	for k, l := range g.Links {
		if l.PerDay < leastShare*most && busiest[l.From] != k && busiest[l.To] != k {
			hidden++
			continue
		}
		share := l.PerDay / most
		class := "w1"
		for i, least := range []float64{0.05, 0.2, 0.5} {
			if share >= least {
				class = fmt.Sprintf("w%d", i+2)
			}
		}
		edges = append(edges, mapEdge{
			Path: g.path(l), Class: class,
			Title: fmt.Sprintf("%s to %s: %s a working day", g.places[l.From].Name, g.places[l.To].Name, perDay(l.PerDay)),
		})
	}
	slices.SortStableFunc(edges, func(a, b mapEdge) int { return cmp.Compare(a.Class, b.Class) })
	return edges, most, hidden
}

// path draws an arrow: forward from the right side to the left one, back from the
// left side to the right one below it, inside a column round the side.
func (g *mapGraph) path(l orgmap.Link) string {
	a, b := &g.Nodes[l.From], &g.Nodes[l.To]
	// Ways in both directions stand beside each other.
	leave, arrive := a.Y+mapNodeHeight*0.4, b.Y+mapNodeHeight*0.4
	if b.Column < a.Column {
		leave, arrive = a.Y+mapNodeHeight*0.68, b.Y+mapNodeHeight*0.68
	}
	const head = 5 // room for the arrow's head
	switch {
	case b.Column > a.Column:
		x0, x1 := a.X+mapNodeWidth, b.X-head
		bend := max(30, (x1-x0)*0.45)
		return fmt.Sprintf("M%s %sC%s %s %s %s %s %s", px(x0), px(leave), px(x0+bend), px(leave), px(x1-bend), px(arrive), px(x1), px(arrive))
	case b.Column < a.Column:
		x0, x1 := a.X, b.X+mapNodeWidth+head
		bend := max(30, (x0-x1)*0.45)
		return fmt.Sprintf("M%s %sC%s %s %s %s %s %s", px(x0), px(leave), px(x0-bend), px(leave), px(x1+bend), px(arrive), px(x1), px(arrive))
	}
	x := a.X + mapNodeWidth
	side := x + 30
	if a.Y > b.Y {
		x = a.X
		side = x - 30
		return fmt.Sprintf("M%s %sC%s %s %s %s %s %s", px(x), px(leave), px(side), px(leave), px(side), px(arrive), px(x-head), px(arrive))
	}
	return fmt.Sprintf("M%s %sC%s %s %s %s %s %s", px(x), px(leave), px(side), px(leave), px(side), px(arrive), px(x+head), px(arrive))
}
