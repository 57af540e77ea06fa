package reporters

import "strings"

// headline are the customer metrics that people look at first, and of
// those whose orders have no value; the others are in JSON and CSV.
var (
	headline = []string{"on_time", "lead_time_hours", "abandoned", "left", "defective", "revenue"}
	unpaid   = []string{"on_time", "lead_time_hours", "abandoned", "left"}
)

// customers shows what each kind of customer gets, option by option.
func (l layout) customers() []block {
	if len(l.shown()) == 0 {
		return []block{l.quietCustomers()}
	}
	blocks := make([]block, 0, len(l.r.Customers))
	for s, name := range l.r.Customers {
		blocks = append(blocks, l.segment(name, s))
	}
	return blocks
}

// segment is one kind of customer: the metrics on which some option clearly
// differs as a table, the others in a sentence.
func (l layout) segment(name string, s int) block {
	g := &grid{
		header: []string{"", "result", "gain against doing nothing", "harm against nothing going wrong"},
		right:  []bool{false, true, true, true},
	}
	if l.r.Quiet {
		g.header = []string{"", "result", "gain against leaving things as they are"}
		g.right = g.right[:3]
	}
	var same []string
	metrics := l.r.MetricsOf(s)
	for _, key := range l.r.headline(s) {
		i := position(metrics, key)
		m := metrics[i]
		switch {
		case !l.seen(s, i):
		case l.differs(s, i):
			l.metric(g, s, i, m)
		default:
			same = append(same, m.Label+" ("+l.f.value(m.Unit, l.r.Baseline().Value.Customers[s][i])+")")
		}
	}
	b := block{heading: "Outcomes for " + name}
	if len(g.rows) > 0 {
		b.table = g
	}
	if len(same) > 0 {
		b.lines = []string{"No clear difference in " + strings.Join(same, ", ") + "."}
	}
	return b
}

// metric adds one metric's rows: how it is when nothing goes wrong, then every option.
func (l layout) metric(g *grid, s, i int, m Metric) {
	usual := l.r.Baseline()
	g.rows = append(g.rows, []cell{text(m.Label + " (" + m.Direction() + ")")},
		[]cell{text("  " + l.name(usual)), text(l.f.value(m.Unit, usual.Value.Customers[s][i]))})
	shown := l.shown()
	for j := range shown {
		o := &shown[j]
		row := []cell{text("  " + l.name(o)), text(l.f.value(m.Unit, o.Value.Customers[s][i])), {}}
		if o.Gain != nil {
			row[2] = l.difference(m, o.Gain.Customers[s][i], usual.Value.Customers[s][i])
		}
		if !l.r.Quiet {
			row = append(row, l.difference(m, o.Harm.Customers[s][i], usual.Value.Customers[s][i]))
		}
		g.rows = append(g.rows, row)
	}
}

// seen tells that a metric is not zero throughout.
func (l layout) seen(s, i int) bool {
	for _, o := range l.r.Options {
		if e := o.Value.Customers[s][i]; e.Certainty != Undefined && e.NonZero > 0 {
			return true
		}
	}
	return false
}

// differs tells that a metric is worth a table: some option clearly changes it,
// or a single replication does, or the disturbance does too rarely to say. The
// share on time is always worth one, unless nothing changes it.
func (l layout) differs(s, i int) bool {
	m := l.r.MetricsOf(s)[i]
	tells := func(o *Outcomes) bool {
		if o == nil {
			return false
		}
		e := o.Customers[s][i]
		return noticeable(m.Unit, e.Mean) && (e.Clear() || e.Certainty == Single || m.Key == "on_time")
	}
	for _, o := range l.r.Options {
		if tells(o.Harm) || tells(o.Gain) {
			return true
		}
	}
	return l.r.DoNothing().Harm.Customers[s][i].Certainty == TooRare
}

// quietCustomers shows values with their ranges, when there is nothing to compare.
func (l layout) quietCustomers() block {
	g := &grid{header: []string{"", "result (95 % range)"}, right: []bool{false, true}}
	for s, name := range l.r.Customers {
		g.rows = append(g.rows, []cell{text(name)})
		for i, m := range l.r.MetricsOf(s) {
			if l.seen(s, i) {
				e := l.r.Baseline().Value.Customers[s][i]
				g.rows = append(g.rows, []cell{text("  " + m.Label), text(l.f.valueRange(m.Unit, e))})
			}
		}
	}
	return block{heading: "Outcomes for customers", table: g}
}
