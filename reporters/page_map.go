package reporters

import (
	"fmt"
	"math"
	"strconv"

	"ripple/scenarios"
)

// webMap is the organisation with what each option does to it.
type webMap struct {
	Panels []mapPanel
	// Ways are all handoffs, for the table behind the map.
	Ways *webGrid
	// Drawn says which of the handoffs are in the picture.
	Drawn string
}

// mapPanel is the map of one option.
type mapPanel struct {
	pick
	picture
	Nodes []mapNode
	Edges []mapEdge
	Table *webGrid
	// Traced tells that departments are coloured by hours, otherwise by backlog.
	Traced bool
}

// mapNode is a supplier, a department or a kind of customers. Its numbers stand
// below its name.
type mapNode struct {
	X, Y, Width, Height px
	// CX is its middle; the texts stand at the three heights.
	CX, Y1, Y2, Y3 px
	Text, Name     string
	Kind, Class    string
	Harm           number
	Front, Title   string
}

// mapEdge is a way from one place to another; Class says how much goes there.
type mapEdge struct {
	Path, Title, Class string
}

// organisation draws the map: none when nobody knows who hands work to whom.
func (d *drawing) organisation() *webMap {
	if len(d.r.Handoffs) == 0 {
		return nil
	}
	g := newMapGraph(&d.r.Subject, d.r.Handoffs)
	m := &webMap{Ways: d.ways()}
	edges, most, hidden := g.edges()
	m.Drawn = fmt.Sprintf("An arrow is work or pieces handed on, the wider the more: up to %s a working day.", perDay(most))
	if hidden > 0 {
		m.Drawn += fmt.Sprintf(" %d ways that little takes are left out; the table holds them.", hidden)
	}
	shown := d.shown()
	for i := range shown {
		m.Panels = append(m.Panels, d.mapOf(i, &shown[i], g, edges))
	}
	if len(shown) == 0 {
		m.Panels = append(m.Panels, d.mapOf(0, d.r.Baseline(), g, edges))
	}
	return m
}

func (d *drawing) mapOf(i int, o *Option, g *mapGraph, edges []mapEdge) mapPanel {
	p := mapPanel{pick: d.pick(i, o), picture: d.picture("map", g.Width, g.Height, "", ""), Edges: edges, Traced: o.Ledger != nil}
	p.Title = "The organisation: " + p.Name
	p.About = "Suppliers on the left, customers on the right. The table below holds every number of the picture."
	hours, most := d.addedBy(o)
	table := &grid{header: []string{"place", "harm", "backlog"}, right: []bool{false, true, false}}
	for i, n := range g.places {
		at := &g.Nodes[i]
		node := mapNode{
			X: px(at.X), Y: px(at.Y), Width: mapNodeWidth, Height: mapNodeHeight, CX: px(at.X + mapNodeWidth/2),
			Y1: px(at.Y + 20), Y2: px(at.Y + 38), Y3: px(at.Y + 53),
			Name: n.Name, Text: clipTo(n.Name, 19), Kind: n.kind(), Class: "h0",
		}
		switch n.Kind {
		case scenarios.DepartmentPlace:
			d.department(&node, o, n.index, hours, most)
		case scenarios.CustomerPlace:
			d.customer(&node, o, n.index)
		case scenarios.SupplierPlace:
			d.delay(&node, o, hours[len(d.r.Departments)+1+n.index], most)
		}
		node.Title = n.Name
		for _, s := range []string{node.Harm.Text, node.Front} {
			if s != "" {
				node.Title += ", " + s
			}
		}
		table.rows = append(table.rows, []cell{text(n.Name), text(node.Harm.Text), text(node.Front)})
		p.Nodes = append(p.Nodes, node)
	}
	p.Table = d.grid(table, "Every place on the map: "+p.Name)
	return p
}

// addedBy is by how many hours each department, and behind the customers' own side
// each supplier, delays orders in an option, and the most in any option.
func (d *drawing) addedBy(o *Option) (hours []float64, most float64) {
	sum := func(l *Ledger) []float64 {
		all := make([]float64, len(d.r.Departments)+1+len(d.r.Suppliers))
		if l != nil {
			for _, row := range l.Rows {
				all[row.Department] += row.Hours.Mean
			}
		}
		return all
	}
	for i := range d.r.Options {
		for _, h := range sum(d.accountsOf(&d.r.Options[i]).added) {
			most = max(most, math.Abs(h))
		}
	}
	return sum(d.accountsOf(o).added), most
}

// delay says by how many hours a place delays orders.
func (d *drawing) delay(n *mapNode, o *Option, hours, most float64) {
	if o.Ledger == nil {
		return
	}
	n.Harm = number{Text: d.wholeHours(hours) + " h", Mean: machine(hours)}
	if zero(decimal(hours, 0)) {
		n.Harm.Text = "no delay"
	}
	n.Class = harmClass(hours, most)
}

// department says what an option does to a department.
func (d *drawing) department(n *mapNode, o *Option, index int, hours []float64, most float64) {
	d.delay(n, o, hours[index], most)
	if o.Front == nil {
		return
	}
	if f := o.Front.Departments[index]; !untouched(f) {
		n.Front = fmt.Sprintf("%s items, day %d", d.f.signed(Count, f.Peak, scaleOf(Count, f.Peak)), f.Worst.Median.Number)
	}
}

// customer says what an option does to a kind of customers.
func (d *drawing) customer(n *mapNode, o *Option, index int) {
	i := position(CustomerMetrics(), "on_time")
	at := pointer("arms", key(o.Name), "customers", key(d.r.Customers[index]), "on_time")
	value := o.Value.Customers[index][i]
	n.Front = d.f.value(Share, value) + " on time"
	if o.Harm == nil {
		n.Harm = estimated("", at, value)
		return
	}
	e := o.Harm.Customers[index][i]
	n.Harm = estimated(d.f.change(Share, e.Mean, scaleOf(Share, e.Mean)), pointer("harm", key(o.Name), "customers", key(d.r.Customers[index]), "on_time"), e)
	if e.Certainty == Undefined || zero(decimal(100*e.Mean, 1)) {
		n.Harm.Text = "no change"
	}
	worst := 0.0
	for k := range d.r.Options {
		if h := d.r.Options[k].Harm; h != nil {
			for _, row := range h.Customers {
				if row[i].Certainty != Undefined {
					worst = max(worst, math.Abs(row[i].Mean))
				}
			}
		}
	}
	n.Class = harmClass(-e.Mean, worst)
}

// harmClass is the colour of a harm of some size, as a class of the style: h0 for
// none, h1 … h5 for more of it, g1 … g3 for the opposite.
func harmClass(v, most float64) string {
	if most <= 0 || math.IsNaN(v) {
		return "h0"
	}
	at := 0
	for _, share := range []float64{0.005, 0.02, 0.08, 0.25, 0.6} {
		if math.Abs(v)/most >= share {
			at++
		}
	}
	if v < 0 {
		return [...]string{"h0", "g1", "g1", "g2", "g2", "g3"}[at]
	}
	return fmt.Sprintf("h%d", at)
}

// ways is the table of all handoffs.
func (d *drawing) ways() *webGrid {
	g := &grid{header: []string{"from", "to", "a working day"}, right: []bool{false, false, true}}
	for i, h := range d.r.Handoffs {
		g.rows = append(g.rows, []cell{
			text(h.From.Name), text(h.To.Name), text(perDay(h.PerDay)).at(Estimate{Mean: h.PerDay}, "handoffs", strconv.Itoa(i), "per_day"),
		})
	}
	return d.grid(g, "Who hands work or pieces to whom when nothing goes wrong")
}

// perDay writes how many a day.
func perDay(v float64) string {
	switch {
	case v >= 10:
		return decimal(v, 0)
	case v >= 0.1:
		return decimal(v, 1)
	}
	return decimal(v, 2)
}
