package reporters

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"ripple/sim"
)

// tableWidth is how wide a table with many columns may become.
const tableWidth = 110

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
	stood := func(o *Option) *Ledger { return o.Ledger }
	note := "Hours per replication, against nothing going wrong, over the orders delivered in both: better and worse together."
	if e := l.r.DoNothing().Ledger.Total; e.Certainty == Ranged {
		note += fmt.Sprintf(" When nobody responds: %s h (%s).", l.wholeHours(e.Mean), l.f.wholeRange(e))
	}
	if !l.leadsAway() {
		return append(l.ledgers("Where the time was added", stood, note), l.carried(l.r.DoNothing())...)
	}
	blocks := l.ledgers("Where the time was added", func(o *Option) *Ledger { return o.Upstream }, note, l.led())
	blocks = append(blocks, l.ledgers("Where the orders stood meanwhile", stood, "The same hours, by where the orders were.")...)
	blocks = append(blocks, l.manyForOne()...)
	return append(blocks, l.carried(l.r.DoNothing())...)
}

// ledgers shows one ledger of every option.
func (l layout) ledgers(heading string, of func(*Option) *Ledger, notes ...string) []block {
	var blocks []block
	for i, some := range l.abreast(l.r.Options[1:], of) {
		b := block{heading: heading, table: l.added(some, of)}
		if i > 0 {
			b.heading += ", further options"
		}
		blocks = append(blocks, b)
	}
	blocks[len(blocks)-1].lines = notes
	return blocks
}

// abreast splits the options into those that fit beside each other.
func (l layout) abreast(options []Option, of func(*Option) *Ledger) [][]Option {
	left := 0
	for _, row := range of(l.r.DoNothing()).Rows {
		left = max(left, len([]rune(row.Name)))
	}
	left += len("  outside wait")
	var groups [][]Option
	for first := 0; first < len(options); {
		width, past := left, first
		for past < len(options) {
			width += 2 + max(len("+123,456"), len([]rune(l.name(&options[past]))))
			if width > tableWidth && past > first {
				break
			}
			past++
		}
		groups = append(groups, options[first:past])
		first = past
	}
	return groups
}

// added is the ledger of some options: the largest rows of doing nothing, and
// the rest, so that every column adds up.
func (l layout) added(options []Option, of func(*Option) *Ledger) *grid {
	lead := of(l.r.DoNothing())
	g := &grid{header: []string{"department", "why"}, right: []bool{false, false}}
	for i := range options {
		g.header = append(g.header, l.name(&options[i]))
		g.right = append(g.right, true)
	}
	shown := make([]float64, len(options)) // what the rows printed so far add up to
	for _, row := range lead.Rows[:min(topRows, len(lead.Rows))] {
		cells := []cell{text(row.Name), text(row.Cause.String())}
		for i := range options {
			h := math.Round(hoursOf(of(&options[i]), row.Department, row.Cause))
			shown[i] += h
			cells = append(cells, ledgerCell(text(l.wholeHours(h)), &options[i], of(&options[i]), row))
		}
		g.rows = append(g.rows, cells)
	}
	rest, sum := []cell{text("everything else"), text("")}, []cell{text("together"), text("")}
	for i := range options {
		all := math.Round(of(&options[i]).Total.Mean)
		rest = append(rest, text(l.wholeHours(all-shown[i])))
		sum = append(sum, text(l.wholeHours(all)).at(of(&options[i]).Total, "ledger_total", key(options[i].Name)))
	}
	g.rows = append(g.rows, rest, sum)
	return g
}

// path shows where the time of a delivered order goes.
func (l layout) path() block {
	p := l.r.Baseline().Path
	g := &grid{header: []string{"department", "why", "an order"}, right: []bool{false, false, true}}
	hours := scaleOf(Hours, min(p.Total.Mean, 47)) // days would hide the small rows
	var shown float64
	for _, row := range p.Rows[:min(topRows, len(p.Rows))] {
		shown += row.Hours.Mean
		g.rows = append(g.rows, []cell{text(row.Name), text(row.Cause.String()), text(l.f.number(Hours, row.Hours.Mean, hours))})
	}
	if rest := p.Total.Mean - shown; len(p.Rows) > topRows {
		g.rows = append(g.rows, []cell{text("everything else"), text(""), text(l.f.number(Hours, rest, hours))})
	}
	g.rows = append(g.rows, []cell{text("together"), text(""), text(l.f.number(Hours, p.Total.Mean, hours))})
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

// wholeRange is a range in whole units.
func (f formatter) wholeRange(e Estimate) string {
	whole := scale{1, 0, ""}
	return f.bare(Count, e.Low, whole) + " to " + f.bare(Count, e.High, whole)
}

// pairs shows how the orders fared one by one when nobody responds.
func (l layout) pairs() []block {
	if l.r.Quiet {
		return nil
	}
	keys := []string{"both", "worse_orders", "better_orders", "became_late", "became_on_time", "lost_here", "lost_there", "never_here", "unfinished"}
	short := map[string]string{"both": "delivered", "lost_here": "lost here", "lost_there": "lost there", "never_here": "not placed", "became_on_time": "became timely"}
	g := &grid{header: []string{""}, right: []bool{false}}
	var used []int
	for _, k := range keys {
		i := position(PairMetrics(), k)
		for _, p := range l.r.DoNothing().Pairs {
			if p[i].NonZero > 0 {
				used = append(used, i)
				label := PairMetrics()[i].Label
				if short[k] != "" {
					label = short[k]
				}
				g.header = append(g.header, label)
				g.right = append(g.right, true)
				break
			}
		}
	}
	for s, p := range l.r.DoNothing().Pairs {
		row := []cell{text(l.r.Customers[s])}
		for _, i := range used {
			row = append(row, text(decimal(p[i].Mean, 0)).at(p[i], "pairs", key(l.r.DoNothing().Name), key(l.r.Customers[s]), PairMetrics()[i].Key))
		}
		g.rows = append(g.rows, row)
	}
	note := "Orders per replication, each compared with itself when nothing goes wrong: delivered in both cases, lost only here or only there, not placed here. In a busy organisation any change reshuffles orders, so some take less time."
	return []block{{heading: "Order by order, when nobody responds", table: g, lines: []string{note}}}
}

// ledgerCell points at a row of one of an option's ledgers, where it has it.
func ledgerCell(c cell, o *Option, l *Ledger, row LedgerRow) cell {
	name := "ledger"
	if l == o.Upstream {
		name = "upstream"
	}
	i := slices.IndexFunc(l.Rows, func(x LedgerRow) bool { return x.Department == row.Department && x.Cause == row.Cause })
	if i < 0 {
		return c
	}
	return c.at(l.Rows[i].Hours, name, key(o.Name), strconv.Itoa(i), "hours")
}
