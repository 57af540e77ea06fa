package reporters

import (
	"fmt"
	"math"

	"ripple/sim"
)

// topRows is how many rows of a ledger are worth a reader's time.
const topRows = 10

// time shows where the time was added, or, with nothing to compare, where it goes.
func (l layout) time() []block {
	if !l.r.Traced {
		return nil
	}
	if l.r.Quiet {
		return []block{l.path()}
	}
	lead := l.r.DoNothing().Ledger
	options := l.r.Options[1:]
	g := &grid{header: []string{"department", "why"}, right: []bool{false, false}}
	for _, o := range options {
		g.header = append(g.header, o.Label)
		g.right = append(g.right, true)
	}
	shown := make([]float64, len(options)) // what the rows printed so far add up to
	for _, row := range lead.Rows[:min(topRows, len(lead.Rows))] {
		cells := []cell{text(row.Name), text(row.Cause.String())}
		for i, o := range options {
			h := math.Round(hoursOf(o.Ledger, row.Department, row.Cause))
			shown[i] += h
			cells = append(cells, text(l.wholeHours(h)))
		}
		g.rows = append(g.rows, cells)
	}
	rest, sum := []cell{text("everything else"), text("")}, []cell{text("together"), text("")}
	for i, o := range options {
		all := math.Round(o.Ledger.Total.Mean)
		rest = append(rest, text(l.wholeHours(all-shown[i])))
		sum = append(sum, text(l.wholeHours(all)))
	}
	g.rows = append(g.rows, rest, sum)
	note := "Hours per replication, against nothing going wrong, over the orders delivered in both: better and worse together."
	if e := lead.Total; e.Certainty == Ranged {
		note += fmt.Sprintf(" When nobody responds: %s h (%s).", l.wholeHours(e.Mean), l.f.amountRangeSigned(e))
	}
	return []block{{heading: "Where the time was added", table: g, lines: []string{note}}}
}

// path shows where the time of a delivered order goes.
func (l layout) path() block {
	p := l.r.Baseline().Path
	g := &grid{header: []string{"department", "why", "an order"}, right: []bool{false, false, true}}
	var shown float64
	for _, row := range p.Rows[:min(topRows, len(p.Rows))] {
		shown += row.Hours.Mean
		g.rows = append(g.rows, []cell{text(row.Name), text(row.Cause.String()), text(l.f.value(Hours, row.Hours))})
	}
	if rest := p.Total.Mean - shown; len(p.Rows) > topRows {
		g.rows = append(g.rows, []cell{text("everything else"), text(""), text(l.f.value(Hours, Estimate{Mean: rest}))})
	}
	g.rows = append(g.rows, []cell{text("together"), text(""), text(l.f.value(Hours, p.Total))})
	return block{heading: "Where the time of an order goes", table: g}
}

// hoursOf finds a row of another option's ledger.
func hoursOf(l *Ledger, department int, cause sim.Cause) float64 {
	for _, row := range l.Rows {
		if row.Department == department && row.Cause == cause {
			return row.Hours.Mean
		}
	}
	return 0
}

func (l layout) wholeHours(h float64) string { return l.f.signed(Count, h, scale{1, 0, ""}) }

// amountRangeSigned is a range with its signs, in whole units.
func (f formatter) amountRangeSigned(e Estimate) string {
	whole := scale{1, 0, ""}
	return f.signed(Count, e.Low, whole) + " to " + f.signed(Count, e.High, whole)
}

// pairs shows how the orders fared one by one when nobody responds.
func (l layout) pairs() []block {
	if l.r.Quiet {
		return nil
	}
	keys := []string{"both", "worse_orders", "better_orders", "became_late", "became_on_time", "lost_here", "lost_there", "never_here", "unfinished"}
	g := &grid{header: []string{""}, right: []bool{false}}
	var used []int
	for _, k := range keys {
		i := position(PairMetrics(), k)
		for _, p := range l.r.DoNothing().Pairs {
			if p[i].NonZero > 0 {
				used = append(used, i)
				g.header = append(g.header, PairMetrics()[i].Label)
				g.right = append(g.right, true)
				break
			}
		}
	}
	for s, p := range l.r.DoNothing().Pairs {
		row := []cell{text(l.r.Customers[s])}
		for _, i := range used {
			row = append(row, text(decimal(p[i].Mean, 0)))
		}
		g.rows = append(g.rows, row)
	}
	note := "Orders per replication: here is doing nothing, there is nothing going wrong. In a busy organisation any change reshuffles orders, so some take less."
	return []block{{heading: "Order by order, when nobody responds", table: g, lines: []string{note}}}
}
