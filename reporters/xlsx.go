package reporters

import (
	"io"
)

// XLSX writes the report as a spreadsheet: a sheet for every table, with numbers
// as numbers, and at the end what the result rests on.
func XLSX(w io.Writer, r *Report) error {
	b := newWorkbook(r.Currency, r.Ripple)
	l := layout{r, formatter{r.Currency}}
	b.summary(l.title(), l.subtitle(), r.Sentences, r.Caveats)
	var rivals []rival
	for i := range r.Options {
		o := &r.Options[i]
		rivals = append(rivals, rival{option: o.Name, value: &o.Value, differences: []*Outcomes{o.Gain, o.Harm}, against: []string{"", ""}})
	}
	b.metrics(&r.Subject, rivals, []string{"against doing nothing", "against nothing going wrong"})
	b.ripple(r)
	b.shares(r)
	b.ledgers(r)
	b.held(r)
	b.carried(r)
	b.stranded(r)
	b.pairs(r)
	b.returns(r)
	b.reach(r)
	b.mismatches(r)
	b.moves(r)
	b.pictures(r)
	b.expectations(r.Verdicts)
	b.actual(r.Actual)
	b.assumptions(&r.Subject, r.Ripple, r.Go, r.Notes, r.Sources)
	return b.write(w)
}

// CompareXLSX writes the comparison as a spreadsheet.
func CompareXLSX(w io.Writer, c *Comparison) error {
	b := newWorkbook(c.Currency, c.Ripple)
	l := sideBySide{c, formatter{c.Currency}}
	b.summary(l.title(), l.subtitle(), c.Sentences, c.Caveats)
	b.glance(l)
	var rivals []rival
	for i := range c.Alternatives {
		a := &c.Alternatives[i]
		r := rival{option: a.Name, value: &a.Value, differences: []*Outcomes{a.Gain}, against: []string{""}}
		if c.several() {
			r.scenario = c.Scenarios[a.Scenario].Name
		}
		if a.Gain != nil {
			r.against[0] = c.Alternatives[a.Against].Key
		}
		rivals = append(rivals, r)
	}
	b.metrics(&c.Subject, rivals, []string{"difference"})
	b.expectations(c.Verdicts)
	notes, sources := c.foundations()
	b.assumptions(&c.Subject, c.Ripple, c.Go, notes, sources)
	return b.write(w)
}

// glance is the comparison's first table: a few numbers, option by option.
func (b *workbook) glance(l sideBySide) {
	c := l.c
	sh := b.sheet("At a glance", 3, textColumn("number", 22), textColumn("better", 8), textColumn("option", 34),
		numberColumn("result", 16), textColumn("compared with", 30), numberColumn("difference", 16), numberColumn("from", 16), numberColumn("to", 16), textColumn("says", 18))
	for _, u := range l.glanceColumns() {
		for i := range c.Alternatives {
			a := &c.Alternatives[i]
			if l.idle(i) {
				continue
			}
			cells := []any{label(u.metric), betterWord(u.metric), c.full(i), figure{u.metric.Unit, float64(estimateDoc(u.value(a)).Mean)}}
			if a.Gain != nil {
				cells = append(append(cells, tinted{c.full(a.Against), quietly}), differenceCells(u.metric, u.gain(a))...)
			}
			sh.add(cells...)
		}
	}
	sh.filter(9)
}

// ripple is when each place felt the disturbance.
func (b *workbook) ripple(r *Report) {
	if r.Quiet {
		return
	}
	sh := b.sheet("Ripple", 3,
		textColumn("option", 20), textColumn("place", 20), textColumn("counted", 16), numberColumn("felt in", 10), numberColumn("of", 8),
		numberColumn("first felt", 17), numberColumn("day", 8), numberColumn("worst", 17), numberColumn("day", 8),
		numberColumn("over", 17), numberColumn("day", 8), numberColumn("not over in", 12),
		numberColumn("survived, days", 12), numberColumn("recovered in, days", 12),
		numberColumn("worst by", 12), numberColumn("from", 12), numberColumn("to", 12), numberColumn("usually", 12))
	for i := range r.Options {
		o := &r.Options[i]
		if o.Front == nil {
			continue
		}
		for _, kind := range o.Front.kinds() {
			for _, f := range kind.fronts {
				cells := []any{o.Name, f.Name, kind.name, f.Hit, f.Replications}
				if f.Hit > 0 {
					for _, d := range []Days{f.Felt, f.Worst, f.Over} {
						if d.Median == (Day{}) {
							cells = append(cells, nil, nil)
							continue
						}
						cells = append(cells, date(d.Median.Date), d.Median.Number)
					}
					cells = append(cells, f.NotOver, lengthCell(f.Survived.Median), lengthCell(f.Recovered.Median), sum{Items, f.Peak}, sum{Items, f.PeakLow}, sum{Items, f.PeakHigh}, figure{Items, f.Usual})
				}
				sh.add(cells...)
			}
		}
	}
	sh.filter(18)
}

// frontKind is what is counted at some places.
type frontKind struct {
	name   string
	fronts []Front
}

// kinds are all places, by what is counted there.
func (f *Fronts) kinds() []frontKind {
	return []frontKind{{"backlog", f.Departments}, {"open orders", f.Open}, {"overdue orders", f.Overdue}}
}

// ledgers are where time was added, and where it goes.
func (b *workbook) ledgers(r *Report) {
	if !r.Traced {
		return
	}
	sh := b.sheet("Time", 4,
		textColumn("option", 20), textColumn("counted", 46), textColumn("department", 20), textColumn("why", 20),
		numberColumn("hours", 15), numberColumn("from", 15), numberColumn("to", 15), textColumn("note", 24))
	for i := range r.Options {
		o := &r.Options[i]
		for _, kind := range []struct {
			name   string
			ledger *Ledger
		}{
			{"added against nothing going wrong", o.Ledger},
			{"added against doing nothing", o.GainLedger},
			{"added against nothing going wrong, led upstream", o.Upstream},
			{"added against doing nothing, led upstream", o.GainUpstream},
			{"of a delivered order", o.Path},
		} {
			if kind.ledger == nil {
				continue
			}
			for _, row := range kind.ledger.Rows {
				sh.add(append([]any{o.Name, kind.name, row.Name, row.Cause.String()}, estimateCells(Hours, row.Hours)...)...)
			}
			sh.add(append([]any{o.Name, kind.name, "together", ""}, estimateCells(Hours, kind.ledger.Total)...)...)
		}
	}
	sh.filter(8)
}

// stranded are the orders that did not arrive.
func (b *workbook) stranded(r *Report) {
	sh := b.sheet("Did not arrive", 4,
		textColumn("option", 20), textColumn("compared with", 20), textColumn("department", 20), textColumn("what", 14), textColumn("why", 20),
		numberColumn("orders", 15), numberColumn("from", 15), numberColumn("to", 15), textColumn("note", 24), numberColumn("worth", 15))
	for i := range r.Options {
		o := &r.Options[i]
		for _, kind := range []struct {
			against string
			rows    []Stranded
		}{{r.Baseline().Name, o.Stranded}, {r.DoNothing().Name, o.GainStranded}} {
			for _, s := range kind.rows {
				cells := append([]any{o.Name, kind.against, s.Name, s.Kind.String(), s.why()}, estimateCells(Count, s.Orders)...)
				sh.add(append(cells, figure{Money, s.Value.Mean})...)
			}
		}
	}
	sh.filter(10)
}

// pairs are the orders compared one by one.
func (b *workbook) pairs(r *Report) {
	sh := b.sheet("Orders", 4,
		textColumn("option", 20), textColumn("compared with", 20), textColumn("who", 20), textColumn("number", 26),
		numberColumn("result", 15), numberColumn("from", 15), numberColumn("to", 15), textColumn("note", 24))
	for i := range r.Options {
		o := &r.Options[i]
		for _, kind := range []struct {
			against string
			pairs   []Pairs
		}{{r.Baseline().Name, o.Pairs}, {r.DoNothing().Name, o.GainPairs}} {
			for s, row := range kind.pairs {
				for j, m := range PairMetrics() {
					sh.add(append([]any{o.Name, kind.against, r.Customers[s], m.Label}, estimateCells(m.Unit, row[j])...)...)
				}
			}
		}
	}
	sh.filter(8)
}
