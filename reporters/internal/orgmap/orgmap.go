// Package orgmap gives the places of an organisation their positions on a map, by
// the flow of work: it goes from left to right, from those who start it to customers. The
// same places and ways always give the same map.
package orgmap

import (
	"cmp"
	"math"
	"slices"
)

// Side is where on the map a place belongs.
type Side uint8

// Suppliers stand in the first column, customers in the last, departments between.
const (
	First Side = iota
	Between
	Last
)

// Node is a place on the map; X and Y are its upper left corner.
type Node struct {
	Side   Side
	Column int
	X, Y   float64
}

// Link is a way from one node to another, by their indices, and how much goes there.
type Link struct {
	From, To int
	PerDay   float64
}

// Sizes are those of a map, in the units of its picture.
type Sizes struct {
	NodeWidth, NodeHeight float64
	ColumnGap, RowGap     float64
	Edge                  float64 // free on all four sides
	LeastWidth            float64 // of the whole
}

// Map is where everything stands.
type Map struct {
	Nodes         []Node
	Links         []Link
	Width, Height float64

	sizes Sizes
	pitch float64 // from column to column
}

// Arrange lays out places, of which it is told on which side they belong.
func Arrange(sides []Side, links []Link, sizes Sizes) *Map {
	m := &Map{Links: links, sizes: sizes}
	for _, s := range sides {
		m.Nodes = append(m.Nodes, Node{Side: s})
	}
	m.arrange(m.ranks(m.forward()))
	m.straighten()
	return m
}

// ranks says how far along the way to customers each node stands: every link that does
// not lead back wants its end one further than its beginning, the more the more goes there.
// Customers stand still; the others move until they hardly do any more.
func (m *Map) ranks(forward []Link) []float64 {
	rank := make([]float64, len(m.Nodes))
	for range 200 {
		sum, weight := make([]float64, len(m.Nodes)), make([]float64, len(m.Nodes))
		for _, l := range forward {
			w := math.Sqrt(l.PerDay)
			sum[l.From] += float64(w * (rank[l.To] - 1))
			sum[l.To] += float64(w * (rank[l.From] + 1))
			weight[l.From] += w
			weight[l.To] += w
		}
		for i := range m.Nodes {
			if m.Nodes[i].Side != Last && weight[i] > 0 {
				rank[i] += (sum[i]/weight[i] - rank[i]) / 2
			}
		}
	}
	return rank
}

// forward are the links that do not lead back, when the nodes stand in the order that
// lets the least work go back: it begins with the order by ranks, and takes one node after
// the other to where it serves best, until none does any better elsewhere.
func (m *Map) forward() []Link {
	n := len(m.Nodes)
	order, rank := make([]int, n), m.ranks(m.Links)
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(m.Nodes[a].Side, m.Nodes[b].Side), cmp.Compare(round6(rank[a]), round6(rank[b])))
	})
	weight := make([]float64, n*n)
	for _, l := range m.Links {
		weight[l.From*n+l.To] += round6(l.PerDay)
	}
	// What is gained when b stands behind a instead of before it.
	gain := func(a, b int) float64 { return weight[a*n+b] - weight[b*n+a] }
	for better := true; better; {
		better = false
		for _, node := range slices.Clone(order) {
			at := slices.Index(order, node)
			best, to := 0.0, at
			for _, step := range []int{-1, 1} {
				sum := 0.0
				for k := at + step; k >= 0 && k < n && m.Nodes[order[k]].Side == m.Nodes[node].Side; k += step {
					if sum -= float64(step) * gain(node, order[k]); sum > best {
						best, to = sum, k
					}
				}
			}
			if to != at {
				order = slices.Insert(slices.Delete(order, at, at+1), to, node)
				better = true
			}
		}
	}
	place := make([]int, n)
	for k, i := range order {
		place[i] = k
	}
	var links []Link
	for _, l := range m.Links {
		if place[l.From] < place[l.To] {
			links = append(links, l)
		}
	}
	return links
}

// arrange puts departments into columns of about equal height, by rank, between
// the suppliers' column and the customers'.
func (m *Map) arrange(rank []float64) {
	var between []int
	suppliers := 0
	for i := range m.Nodes {
		switch m.Nodes[i].Side {
		case Between:
			between = append(between, i)
		case First:
			suppliers = 1
		}
	}
	slices.SortStableFunc(between, func(a, b int) int { return cmp.Compare(round6(rank[a]), round6(rank[b])) })
	columns := max(1, len(between))
	if len(between) > 4 {
		columns = min(4, int(math.Ceil(math.Sqrt(float64(len(between))))))
	}
	for k, i := range between {
		m.Nodes[i].Column = suppliers + k*columns/len(between)
	}
	for i := range m.Nodes {
		if m.Nodes[i].Side == Last {
			m.Nodes[i].Column = suppliers + columns
		}
	}
	steps := float64(suppliers + columns)
	m.pitch = max(m.sizes.NodeWidth+m.sizes.ColumnGap, (m.sizes.LeastWidth-2*m.sizes.Edge-m.sizes.NodeWidth)/steps)
	m.Width = steps*m.pitch + m.sizes.NodeWidth + 2*m.sizes.Edge
}

// round6 lets no last bit of an arithmetic decide an order.
func round6(v float64) float64 { return math.Round(v * 1e6) }

// straighten orders the nodes of each column by where their neighbours stand, and
// gives all nodes their places.
func (m *Map) straighten() {
	columns, s := m.columns(), m.sizes
	tallest := 0
	for _, c := range columns {
		tallest = max(tallest, len(c))
	}
	m.Height = float64(tallest)*(s.NodeHeight+s.RowGap) - s.RowGap + 2*s.Edge
	put := func(c []int) {
		free := m.Height - 2*s.Edge - float64(len(c))*s.NodeHeight
		gap := free / float64(len(c)+1)
		for k, i := range c {
			m.Nodes[i].X = s.Edge + float64(m.Nodes[i].Column)*m.pitch
			m.Nodes[i].Y = s.Edge + gap*float64(k+1) + s.NodeHeight*float64(k)
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
				middle[i] = round6(m.neighbours(i))
			}
			slices.SortStableFunc(c, func(a, b int) int { return cmp.Compare(middle[a], middle[b]) })
			put(c)
		}
	}
}

// columns are the nodes by column.
func (m *Map) columns() [][]int {
	var columns [][]int
	for i := range m.Nodes {
		for len(columns) <= m.Nodes[i].Column {
			columns = append(columns, nil)
		}
		columns[m.Nodes[i].Column] = append(columns[m.Nodes[i].Column], i)
	}
	return columns
}

// neighbours is where a node's neighbours in other columns stand on average.
func (m *Map) neighbours(i int) float64 {
	sum, weight := 0.0, 0.0
	for _, l := range m.Links {
		other := -1
		switch i {
		case l.From:
			other = l.To
		case l.To:
			other = l.From
		}
		if other < 0 || m.Nodes[other].Column == m.Nodes[i].Column {
			continue
		}
		w := math.Sqrt(l.PerDay)
		sum += float64(w * m.Nodes[other].Y)
		weight += w
	}
	if weight == 0 {
		return m.Nodes[i].Y
	}
	return sum / weight
}
