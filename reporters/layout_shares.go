package reporters

import "slices"

// shares shows what each inject has done: its share of every harm, and of one
// of them what it does alone and on top of the others.
func (l layout) shares() []block {
	s := l.r.Shares
	if s == nil {
		return nil
	}
	b := block{heading: "Whose it was, when nobody responds", text: s.Sentences}
	leading := s.leading()
	if len(s.Injects) == 1 || leading < 0 {
		return []block{b}
	}
	shown := l.sharedMetrics()
	g := &grid{header: []string{"share of"}, right: []bool{false}}
	for _, m := range shown {
		g.header, g.right = append(g.header, shareHeading(m, l.r.Currency)), append(g.right, true)
	}
	rows := func(who string, whole []Estimate, of func(*InjectShares) *Parts) {
		if !slices.ContainsFunc(shown, func(m int) bool { return told(whole[m]) }) {
			return
		}
		g.rows = append(g.rows, []cell{text(who)})
		row := func(name string, of []Estimate) {
			cells := []cell{text("  " + name)}
			for _, m := range shown {
				cells = append(cells, harmCell(l.f, m, of[m], whole[m]))
			}
			g.rows = append(g.rows, cells)
		}
		for i := range s.Injects {
			row(s.Injects[i].Name, of(&s.Injects[i]).Share)
		}
		row("together", whole)
	}
	if len(l.r.Customers) > 1 {
		rows("paying customers", s.Paying, func(i *InjectShares) *Parts { return &i.Paying })
	}
	for k, who := range l.r.Customers {
		rows(who, s.Customers[k], func(i *InjectShares) *Parts { return &i.Customers[k] })
	}
	if len(g.rows) > 0 {
		b.table = g
	}
	if !s.Exact {
		b.lines = []string{"Every case adds the injects up in an order of its own; a share is what one adds on average. More --replications make the ranges narrower."}
	}
	return []block{b, l.alone(leading)}
}

// sharedMetrics are those that the injects change for somebody.
func (l layout) sharedMetrics() []int {
	var shown []int
	for m := range harms {
		changed := func(e []Estimate) bool { return e[m].NonZero > 0 }
		if (changed(l.r.Shares.Paying) || slices.ContainsFunc(l.r.Shares.Customers, changed)) && (m != harmRevenue || l.r.Priced) {
			shown = append(shown, m)
		}
	}
	return shown
}

func shareHeading(metric int, currency string) string {
	switch {
	case metric == harmDelay:
		return "order-days"
	case metric == harmRevenue && currency != "":
		return "revenue, " + currency
	}
	return harms[metric].Label
}

// harmCell is a change with its range below it. One column has one scale, that of
// the widest number in it.
func harmCell(f formatter, metric int, e, most Estimate) cell {
	unit := harms[metric].Unit
	scale := scaleOf(unit, widest(most))
	if metric == harmDelay {
		scale = scaleInDays(most)
	}
	c := cell{text: f.signed(unit, e.Mean, scale)}
	switch e.Certainty {
	case Ranged:
		c.under = f.bare(unit, e.Low, scale) + " to " + f.bare(unit, e.High, scale)
	case TooRare:
		c.under = seenIn(e)
	}
	if e.Clear() {
		c.tone = good
		if harmful(metric, e.Mean) {
			c.tone = bad
		}
	}
	return c
}

// scaleInDays writes sums of hours in days.
func scaleInDays(whole Estimate) scale { return scale{24, wholeDays(whole.Mean), ""} }

// alone sets beside each other what each inject does alone, on top of the others, and its share.
func (l layout) alone(metric int) block {
	s := l.r.Shares
	g := &grid{header: []string{shareHeading(metric, l.r.Currency), "alone", "after all others", "share"}, right: []bool{false, true, true, true}}
	for i := range s.Injects {
		p := &s.Injects[i].Paying
		g.rows = append(g.rows, []cell{text(s.Injects[i].Name),
			harmCell(l.f, metric, p.Alone[metric], s.Paying[metric]), harmCell(l.f, metric, p.Last[metric], s.Paying[metric]), harmCell(l.f, metric, p.Share[metric], s.Paying[metric])})
	}
	return block{heading: "Alone, and on top of the others", table: g, lines: []string{
		"A share is what an inject adds, on average over all orders in which they can be added up: shares add up to the whole in every case.",
	}}
}

// seenIn says in a narrow column why a number has no range.
func seenIn(e Estimate) string {
	if uneven(e) {
		return "uneven"
	}
	return "in " + count(e.NonZero) + " of " + count(e.Replications)
}
