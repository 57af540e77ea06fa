package reporters

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"ripple/sim"
)

// webTime is where one option's time was added, and, for a response, where it
// saved time.
type webTime struct {
	pick
	// Sums says in words what was added and what was saved.
	Sums   []number
	Flows  []sankey
	Ledger []webLedgerRow
	Total  number
	// Gain tells that the rows hold a second column, against doing nothing.
	Gain      bool
	GainTotal number
	// Carried is how lateness went on against nothing going wrong; nil: nothing did.
	Carried *webCarried
}

// webLedgerRow is one department and cause.
type webLedgerRow struct {
	Name, Cause string
	Hours, Gain number
}

// sankey is hours on their way from departments through causes to customers.
type sankey struct {
	picture
	Heading, Note string
	// Saved tells that the hours were saved, not added; Little that they are too
	// few for a picture.
	Saved, Little bool
	Nodes         []sankeyNode
	Links         []sankeyLink
}

type sankeyNode struct {
	X, Y, Width, Height   px
	Text, Name, Hours     string
	TextX, TextY, NumberY px
	Anchor                string
	Column                int
}

type sankeyLink struct {
	Path, Title, Class string
}

// Sizes of Sankey pictures, in the units of their picture.
const (
	sankeyWidth  = 1060.0
	sankeyLabel  = 190.0
	sankeyNode0  = 14.0
	sankeyHeight = 280.0
	sankeySlot   = 30.0
	sankeyGap    = 10.0
	// sankeyRows is how many departments, or causes, have a place of their own.
	sankeyRows = 8
)

// times is where every option shown added time.
func (d *drawing) times() []webTime {
	if !d.r.Traced || d.r.Quiet && len(d.r.Responses()) == 0 {
		return nil
	}
	shown := d.shown()
	var all []webTime
	for i := range shown {
		all = append(all, d.timeOf(i, &shown[i]))
	}
	return all
}

// webAccounts are an option's ledgers, led upstream where any time is, and what they
// are called in JSON.
type webAccounts struct {
	added, gained         *Ledger
	addedName, gainedName string
}

func (d *drawing) accountsOf(o *Option) webAccounts {
	if d.leadsAway() {
		return webAccounts{o.Upstream, o.GainUpstream, "upstream", "gain_upstream"}
	}
	return webAccounts{o.Ledger, o.GainLedger, "ledger", "gain_ledger"}
}

func (d *drawing) timeOf(i int, o *Option) webTime {
	a := d.accountsOf(o)
	w := webTime{pick: d.pick(i, o), Gain: a.gained != nil}
	name := key(o.Name)
	w.Total = estimated(d.wholeHours(o.Ledger.Total.Mean)+" h", pointer("ledger_total", name), o.Ledger.Total)
	w.Flows = d.flows(o)
	for at, row := range a.added.Rows {
		r := webLedgerRow{Name: row.Name, Cause: row.Cause.String(), Hours: number{
			Text: d.wholeHours(row.Hours.Mean), JSON: pointer(a.addedName, name, fmt.Sprint(at), "hours"), Mean: machine(row.Hours.Mean),
		}}
		if w.Gain {
			r.Gain.Text = d.wholeHours(0)
			for k, g := range a.gained.Rows {
				if g.Department == row.Department && g.Cause == row.Cause {
					r.Gain = number{Text: d.wholeHours(g.Hours.Mean), JSON: pointer(a.gainedName, name, fmt.Sprint(k), "hours"), Mean: machine(g.Hours.Mean)}
				}
			}
		}
		w.Ledger = append(w.Ledger, r)
	}
	w.Carried = d.carriedTable(o)
	if w.Gain {
		w.GainTotal = number{Text: d.wholeHours(a.gained.Total.Mean) + " h"}
	}
	return w
}

// flows are the pictures of one option: what it saved against doing nothing,
// where that is more than it added, and what is added against nothing going wrong.
func (d *drawing) flows(o *Option) []sankey {
	a := d.accountsOf(o)
	var all []sankey
	if a.gained != nil {
		added, saved := parted(a.gained)
		switch {
		case saved > added:
			all = append(all, d.sankey(a.gained, -1, "Time saved against doing nothing", "Hours saved by the orders delivered in both cases"))
		case added > 0:
			all = append(all, d.sankey(a.gained, +1, "Time added on top of doing nothing", "Hours that the orders delivered in both cases took longer"))
		}
	}
	added, saved := parted(a.added)
	if d.r.Quiet {
		return all
	}
	switch {
	case added == 0 && saved == 0:
	case added >= saved:
		all = append(all, d.sankey(a.added, +1, "Time added against nothing going wrong", "Hours that the orders delivered in both cases took longer"))
	default:
		all = append(all, d.sankey(a.added, -1, "Time saved against nothing going wrong", "Hours saved by the orders delivered in both cases"))
	}
	return all
}

// parted are the hours that a ledger adds, and those that it saves.
func parted(l *Ledger) (added, saved float64) {
	for _, row := range l.Rows {
		for _, h := range row.Segments {
			added, saved = added+max(0, h), saved+max(0, -h)
		}
	}
	return added, saved
}

// littleTime is which share of the most that any option adds must flow to be drawn.
const littleTime = 0.005

// mostAdded is the most hours that an option adds against nothing going wrong.
func (d *drawing) mostAdded() float64 {
	most := 0.0
	for i := range d.r.Options {
		if l := d.accountsOf(&d.r.Options[i]).added; l != nil {
			added, _ := parted(l)
			most = max(most, added)
		}
	}
	return most
}

// flowing is a stream between two nodes of neighbouring columns.
type flowing struct {
	from, to int // positions in their columns
	hours    float64
}

// sankeyColumn is one column of nodes.
type sankeyColumn struct {
	names []string
	hours []float64
	y, h  []float64
}

// sankey draws the part of a ledger that has a sign.
func (d *drawing) sankey(l *Ledger, sign float64, heading, what string) sankey {
	departments, causes, customers := d.streams(l, sign)
	total := 0.0
	for _, h := range customers.hours {
		total += h
	}
	against := 0.0
	for _, row := range l.Rows {
		for _, h := range row.Segments {
			against += max(0, -sign*h)
		}
	}
	s := sankey{Heading: heading, Saved: sign < 0, Note: fmt.Sprintf("%s: %s h.", what, decimal(total, 0))}
	if round := decimal(against, 0); !zero(round) {
		other := "saved"
		if sign < 0 {
			other = "added"
		}
		s.Note += fmt.Sprintf(" Elsewhere %s h were %s, which the table holds: together %s h.", round, other, d.wholeHours(l.Total.Mean))
	}
	most := max(total, d.mostAdded())
	if s.Little = total < littleTime*most; s.Little {
		return s
	}
	columns := []*sankeyColumn{&departments.sankeyColumn, &causes.sankeyColumn, &customers}
	height := place(columns, most)
	s.picture = d.picture("flow", sankeyWidth, height+4, heading, s.Note)
	lefts := []float64{sankeyLabel, sankeyWidth/2 - sankeyNode0/2, sankeyWidth - sankeyLabel - sankeyNode0}
	for k, links := range [][]flowing{departments.out, causes.out} {
		s.Links = append(s.Links, ribbons(columns[k], columns[k+1], links, lefts[k]+sankeyNode0, lefts[k+1], total)...)
	}
	for k, c := range columns {
		for i := range c.names {
			n := sankeyNode{
				X: px(lefts[k]), Y: px(c.y[i]), Width: sankeyNode0, Height: px(max(1, c.h[i])), Column: k,
				Text: clipTo(c.names[i], 24), Name: c.names[i], Hours: decimal(c.hours[i], 0) + " h",
				TextX: px(lefts[k] + sankeyNode0 + 7), Anchor: "start",
			}
			if k == 0 {
				n.TextX, n.Anchor = px(lefts[k]-7), "end"
			}
			middle := c.y[i] + c.h[i]/2
			n.TextY, n.NumberY = px(middle-1), px(middle+12)
			s.Nodes = append(s.Nodes, n)
		}
	}
	return s
}

// sankeySource is a column with what flows out of it.
type sankeySource struct {
	sankeyColumn
	out []flowing
}

// streams adds up a ledger's hours of one sign: from departments to causes to
// customers, the largest first; small ones are together.
func (d *drawing) streams(l *Ledger, sign float64) (departments, causes sankeySource, customers sankeyColumn) {
	type cell struct {
		department, cause string
		segment           int
		hours             float64
	}
	var cells []cell
	for _, row := range l.Rows {
		for s, h := range row.Segments {
			if sign*h > 0 {
				cells = append(cells, cell{row.Name, row.Cause.String(), s, sign * h})
			}
		}
	}
	column := func(name func(cell) string, most int) (sankeyColumn, func(cell) int) {
		var c sankeyColumn
		at := map[string]int{}
		for _, one := range cells {
			i, known := at[name(one)]
			if !known {
				i = len(c.names)
				at[name(one)] = i
				c.names, c.hours = append(c.names, name(one)), append(c.hours, 0)
			}
			c.hours[i] += one.hours
		}
		order := make([]int, len(c.names))
		for i := range order {
			order[i] = i
		}
		slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(c.hours[b], c.hours[a]) })
		var sorted sankeyColumn
		to := make([]int, len(order))
		for rank, i := range order {
			if rank < most || len(order) == most+1 {
				to[i] = len(sorted.names)
				sorted.names, sorted.hours = append(sorted.names, c.names[i]), append(sorted.hours, c.hours[i])
				continue
			}
			if rank == most {
				sorted.names, sorted.hours = append(sorted.names, "everything else"), append(sorted.hours, 0)
			}
			to[i] = most
			sorted.hours[most] += c.hours[i]
		}
		return sorted, func(one cell) int { return to[at[name(one)]] }
	}
	var department, cause, segment func(cell) int
	departments.sankeyColumn, department = column(func(c cell) string { return c.department }, sankeyRows)
	causes.sankeyColumn, cause = column(func(c cell) string { return c.cause }, int(sim.NumCauses))
	customers, segment = column(func(c cell) string { return d.r.Customers[c.segment] }, len(d.r.Customers))
	link := func(links *[]flowing, from, to int, hours float64) {
		for i := range *links {
			if one := &(*links)[i]; one.from == from && one.to == to {
				one.hours += hours
				return
			}
		}
		*links = append(*links, flowing{from, to, hours})
	}
	for _, c := range cells {
		link(&departments.out, department(c), cause(c), c.hours)
		link(&causes.out, cause(c), segment(c), c.hours)
	}
	return departments, causes, customers
}

// place gives every node its height, by its share of the most hours in any
// picture, so that options can be compared, and a slot that its name fits into;
// shorter columns stand in the middle. It returns the height of all.
func place(columns []*sankeyColumn, most float64) float64 {
	tallest := 0.0
	heights := make([]float64, len(columns))
	for k, c := range columns {
		for _, hours := range c.hours {
			h := max(1, hours/most*sankeyHeight)
			c.h = append(c.h, h)
			heights[k] += max(h, sankeySlot) + sankeyGap
		}
		tallest = max(tallest, heights[k])
	}
	for k, c := range columns {
		y := (tallest - heights[k]) / 2
		for _, h := range c.h {
			slot := max(h, sankeySlot)
			c.y = append(c.y, y+(slot-h)/2)
			y += slot + sankeyGap
		}
	}
	return tallest
}

// ribbons are the links between two columns; at both ends they stand in the order
// of the other side's nodes.
func ribbons(from, to *sankeyColumn, links []flowing, left, right, total float64) []sankeyLink {
	leave, arrive := make([]float64, len(from.names)), make([]float64, len(to.names))
	slices.SortStableFunc(links, func(a, b flowing) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to)) })
	starts := make([]float64, len(links))
	for i, l := range links {
		starts[i] = from.y[l.from] + leave[l.from]
		leave[l.from] += from.h[l.from] * l.hours / from.hours[l.from]
	}
	var all []sankeyLink
	for i, l := range links {
		h0 := from.h[l.from] * l.hours / from.hours[l.from]
		h1 := to.h[l.to] * l.hours / to.hours[l.to]
		y0, y1 := starts[i], to.y[l.to]+arrive[l.to]
		arrive[l.to] += h1
		bend := (left + right) / 2
		path := fmt.Sprintf("M%s %sC%s %s %s %s %s %sV%sC%s %s %s %s %s %sZ",
			px(left), px(y0), px(bend), px(y0), px(bend), px(y1), px(right), px(y1), px(y1+math.Max(h1, 0.5)),
			px(bend), px(y1+h1), px(bend), px(y0+h0), px(left), px(y0+math.Max(h0, 0.5)))
		class := "small"
		if share := l.hours / total; share >= 0.2 {
			class = "large"
		} else if share >= 0.05 {
			class = "middling"
		}
		all = append(all, sankeyLink{path, fmt.Sprintf("%s to %s: %s h", from.names[l.from], to.names[l.to], decimal(l.hours, 0)), class})
	}
	return all
}
