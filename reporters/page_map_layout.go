package reporters

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// mapGraph is the organisation laid out by the flow of work: suppliers on the
// left, then departments in columns, customers on the right. It is the same
// whatever happens in the scenario.
type mapGraph struct {
	nodes         []mapPlace
	links         []mapLink
	width, height float64
	pitch         float64 // from column to column
}

// mapPlace is a node; index is its row in the report's outcomes.
type mapPlace struct {
	Place
	index, column int
	x, y          float64
}

// mapLink is a handoff between two nodes.
type mapLink struct {
	from, to int
	perDay   float64
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

func newMapGraph(s *Subject, handoffs []Handoff) *mapGraph {
	g := &mapGraph{}
	at := map[Place]int{}
	for kind, names := range [][]string{s.Suppliers, s.Departments, s.Customers} {
		for i, name := range names {
			p := Place{PlaceKind(kind), name}
			at[p] = len(g.nodes)
			g.nodes = append(g.nodes, mapPlace{Place: p, index: i})
		}
	}
	for _, h := range handoffs {
		from, known := at[h.From]
		to, knownTo := at[h.To]
		if known && knownTo {
			g.links = append(g.links, mapLink{from, to, h.PerDay})
		}
	}
	g.arrange(g.ranks())
	g.straighten()
	return g
}

// ranks says how far along the way to customers each node stands: every handoff
// wants its end one further than its beginning, the more the more goes there.
// Customers stand still; the others move until they hardly do any more.
func (g *mapGraph) ranks() []float64 {
	rank := make([]float64, len(g.nodes))
	for range 200 {
		sum, weight := make([]float64, len(g.nodes)), make([]float64, len(g.nodes))
		for _, l := range g.links {
			w := math.Sqrt(l.perDay)
			sum[l.from] += float64(w * (rank[l.to] - 1))
			sum[l.to] += float64(w * (rank[l.from] + 1))
			weight[l.from] += w
			weight[l.to] += w
		}
		for i := range g.nodes {
			if g.nodes[i].Kind != CustomerPlace && weight[i] > 0 {
				rank[i] += (sum[i]/weight[i] - rank[i]) / 2
			}
		}
	}
	return rank
}

// arrange puts departments into columns of about equal height, by rank, between
// the suppliers' column and the customers'.
func (g *mapGraph) arrange(rank []float64) {
	var departments []int
	suppliers := 0
	for i := range g.nodes {
		switch g.nodes[i].Kind {
		case DepartmentPlace:
			departments = append(departments, i)
		case SupplierPlace:
			suppliers = 1
		}
	}
	slices.SortStableFunc(departments, func(a, b int) int { return cmp.Compare(round6(rank[a]), round6(rank[b])) })
	columns := max(1, len(departments))
	if len(departments) > 4 {
		columns = min(4, int(math.Ceil(math.Sqrt(float64(len(departments))))))
	}
	for k, i := range departments {
		g.nodes[i].column = suppliers + k*columns/len(departments)
	}
	for i := range g.nodes {
		if g.nodes[i].Kind == CustomerPlace {
			g.nodes[i].column = suppliers + columns
		}
	}
	steps := float64(suppliers + columns)
	g.pitch = max(mapNodeWidth+mapColumnGap, (mapLeast-2*mapEdge0-mapNodeWidth)/steps)
	g.width = steps*g.pitch + mapNodeWidth + 2*mapEdge0
}

// round6 lets no last bit of an arithmetic decide an order.
func round6(v float64) float64 { return math.Round(v * 1e6) }

// straighten orders the nodes of each column by where their neighbours stand, and
// gives all nodes their places.
func (g *mapGraph) straighten() {
	columns := g.columns()
	tallest := 0
	for _, c := range columns {
		tallest = max(tallest, len(c))
	}
	g.height = float64(tallest)*(mapNodeHeight+mapRowGap) - mapRowGap + 2*mapEdge0
	put := func(c []int) {
		free := g.height - 2*mapEdge0 - float64(len(c))*mapNodeHeight
		gap := free / float64(len(c)+1)
		for k, i := range c {
			g.nodes[i].x = mapEdge0 + float64(g.nodes[i].column)*g.pitch
			g.nodes[i].y = mapEdge0 + gap*float64(k+1) + mapNodeHeight*float64(k)
		}
	}
	for _, c := range columns {
		put(c)
	}
	for sweep := range 8 {
		for k := range columns {
			c := columns[k]
			if sweep%2 == 1 {
				c = columns[len(columns)-1-k]
			}
			middle := make(map[int]float64, len(c))
			for _, i := range c {
				middle[i] = round6(g.neighbours(i))
			}
			slices.SortStableFunc(c, func(a, b int) int { return cmp.Compare(middle[a], middle[b]) })
			put(c)
		}
	}
}

// columns are the nodes by column.
func (g *mapGraph) columns() [][]int {
	var columns [][]int
	for i := range g.nodes {
		for len(columns) <= g.nodes[i].column {
			columns = append(columns, nil)
		}
		columns[g.nodes[i].column] = append(columns[g.nodes[i].column], i)
	}
	return columns
}

// neighbours is where a node's neighbours in other columns stand on average.
func (g *mapGraph) neighbours(i int) float64 {
	sum, weight := 0.0, 0.0
	for _, l := range g.links {
		other := -1
		switch i {
		case l.from:
			other = l.to
		case l.to:
			other = l.from
		}
		if other < 0 || g.nodes[other].column == g.nodes[i].column {
			continue
		}
		w := math.Sqrt(l.perDay)
		sum += float64(w * g.nodes[other].y)
		weight += w
	}
	if weight == 0 {
		return g.nodes[i].y
	}
	return sum / weight
}

// leastShare is which share of the busiest way another must have to be drawn.
const leastShare = 0.02

// edges draws the ways: those that much takes, and of every node the busiest, so
// that none stands alone. It tells what the busiest carries, and how many are hidden.
func (g *mapGraph) edges() (edges []mapEdge, most float64, hidden int) {
	busiest := make([]int, len(g.nodes))
	for i := range busiest {
		busiest[i] = -1
	}
	for k, l := range g.links {
		most = max(most, l.perDay)
		for _, end := range []int{l.from, l.to} {
			if b := busiest[end]; b < 0 || l.perDay > g.links[b].perDay {
				busiest[end] = k
			}
		}
	}
	for k, l := range g.links {
		if l.perDay < leastShare*most && busiest[l.from] != k && busiest[l.to] != k {
			hidden++
			continue
		}
		share := l.perDay / most
		class := "w1"
		for i, least := range []float64{0.05, 0.2, 0.5} {
			if share >= least {
				class = fmt.Sprintf("w%d", i+2)
			}
		}
		edges = append(edges, mapEdge{
			Path: g.path(l), Class: class,
			Title: fmt.Sprintf("%s to %s: %s a working day", g.nodes[l.from].Name, g.nodes[l.to].Name, perDay(l.perDay)),
		})
	}
	slices.SortStableFunc(edges, func(a, b mapEdge) int { return cmp.Compare(a.Class, b.Class) })
	return edges, most, hidden
}

// path draws an arrow: forward from the right side to the left one, back from the
// left side to the right one below it, inside a column round the side.
func (g *mapGraph) path(l mapLink) string {
	a, b := &g.nodes[l.from], &g.nodes[l.to]
	// Ways in both directions stand beside each other.
	leave, arrive := a.y+mapNodeHeight*0.4, b.y+mapNodeHeight*0.4
	if b.column < a.column {
		leave, arrive = a.y+mapNodeHeight*0.68, b.y+mapNodeHeight*0.68
	}
	const head = 5 // room for the arrow's head
	switch {
	case b.column > a.column:
		x0, x1 := a.x+mapNodeWidth, b.x-head
		bend := max(30, (x1-x0)*0.45)
		return fmt.Sprintf("M%s %sC%s %s %s %s %s %s", px(x0), px(leave), px(x0+bend), px(leave), px(x1-bend), px(arrive), px(x1), px(arrive))
	case b.column < a.column:
		x0, x1 := a.x, b.x+mapNodeWidth+head
		bend := max(30, (x0-x1)*0.45)
		return fmt.Sprintf("M%s %sC%s %s %s %s %s %s", px(x0), px(leave), px(x0-bend), px(leave), px(x1+bend), px(arrive), px(x1), px(arrive))
	}
	x := a.x + mapNodeWidth
	side := x + 30
	if a.y > b.y {
		x = a.x
		side = x - 30
		return fmt.Sprintf("M%s %sC%s %s %s %s %s %s", px(x), px(leave), px(side), px(leave), px(side), px(arrive), px(x-head), px(arrive))
	}
	return fmt.Sprintf("M%s %sC%s %s %s %s %s %s", px(x), px(leave), px(side), px(leave), px(side), px(arrive), px(x+head), px(arrive))
}
