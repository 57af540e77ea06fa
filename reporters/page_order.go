package reporters

import (
	"fmt"

	"ripple/sim"
)

// webOrder is one order that lost much, in both cases side by side.
type webOrder struct {
	picture
	Name      string
	Sentences []string
	Story     []string
	Rows      []orderRow
	Ticks     []tick
	Bottom    px
	// Promise is where it was promised, when that is inside.
	Promise    px
	Promised   bool
	HereLabel  string
	ThereLabel string
	Tables     []*webGrid
}

// orderRow is a step, with a bar for each case.
type orderRow struct {
	Label, Name string
	TextY       px
	Bars        []orderBar
}

// orderBar is a stay at a step; Class is here or there.
type orderBar struct {
	X, Y, Width, Height px
	Class, Title        string
}

// Sizes of orders' timelines, in the units of their picture.
const (
	orderLabel = 250.0
	orderDays  = 780.0
	orderRowY  = 26.0
	orderTop   = 24.0
)

// orders are those that lost most.
func (d *drawing) orders() []webOrder {
	if d.r.Worst == nil {
		return nil
	}
	t := d.r.Worst
	var all []webOrder
	for i := range t.Orders {
		o := &t.Orders[i]
		w := d.order(t, o)
		for _, b := range []block{t.timeline(o), t.causes(o)} {
			// The bars of characters are the picture's.
			if b.table.header[len(b.table.header)-1] == "from placing on" {
				b.table = withoutLast(b.table)
			}
			g := d.grid(b.table, b.heading+": "+o.Name)
			w.Tables = append(w.Tables, g)
		}
		all = append(all, w)
	}
	return all
}

// withoutLast is a table without its last column.
func withoutLast(g *grid) *grid {
	n := len(g.header) - 1
	less := &grid{header: g.header[:n], under: g.under[:n], right: g.right[:n]}
	for _, row := range g.rows {
		less.rows = append(less.rows, row[:min(n, len(row))])
	}
	return less
}

func (d *drawing) order(t *Trace, o *TracedOrder) webOrder {
	var whole sim.Tick = 1
	for _, j := range []*sim.Journey{o.Here, o.There} {
		if j != nil {
			whole = max(whole, j.Took())
		}
	}
	a := axis{0, hours(whole), orderLabel, orderLabel + orderDays}
	height := orderTop + orderRowY*float64(len(o.Steps))
	w := webOrder{
		picture: d.picture("order", orderLabel+orderDays+8, height+4, "", ""), Name: o.Name, Sentences: t.sentences(o),
		Ticks: a.ticks(d.f, Hours), Bottom: px(height), HereLabel: upper(t.phrase(t.Here)), ThereLabel: upper(t.phrase(t.There)),
	}
	w.Title = fmt.Sprintf("%s from placing on, step by step", o.Name)
	w.About = "The table below holds the times of every step."
	for _, line := range t.story(o) {
		w.Story = append(w.Story, line[len("- "):])
	}
	for i := range o.Steps {
		r := &o.Steps[i]
		y := orderTop + orderRowY*float64(i)
		name := called(r) + " · " + r.Department
		row := orderRow{Label: clipTo(name, 38), Name: name, TextY: px(y + orderRowY/2 + 3)}
		for k, one := range []struct {
			class string
			of    *sim.Journey
			at    *sim.JourneyStep
			in    TracedOption
		}{{"here", o.Here, r.Here, t.Here}, {"there", o.There, r.There, t.There}} {
			if one.at == nil {
				continue
			}
			from, to := a.at(hours(one.at.Arrived-one.of.Placed)), a.at(hours(one.at.Left-one.of.Placed))
			row.Bars = append(row.Bars, orderBar{
				X: px(from), Width: px(max(2, min(to, a.right)-from)), Y: px(y + 3 + 10*float64(k)), Height: 9, Class: one.class,
				Title: fmt.Sprintf("%s, %s: %s, from %s on", name, t.phrase(one.in), length(one.at.Left-one.at.Arrived), t.clock.moment(one.at.Arrived)),
			})
		}
		w.Rows = append(w.Rows, row)
	}
	if o.Here != nil && o.Here.Due != sim.Never {
		if due := hours(o.Here.Due - o.Here.Placed); due > 0 && due <= a.high {
			w.Promised, w.Promise = true, px(a.at(due))
		}
	}
	return w
}
