package reporters

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// comparePage lays a comparison out for people, the same for the terminal and
// for Markdown.
func comparePage(c *Comparison) []block {
	l := sideBySide{c, formatter{c.Currency}}
	blocks := []block{{heading: l.title(), text: append([]string{l.subtitle()}, c.Sentences...)}}
	blocks = append(blocks, l.options()...)
	blocks = append(blocks, l.glance()...)
	blocks = append(blocks, l.customers()...)
	blocks = append(blocks, l.agreements()...)
	blocks = append(blocks, l.departments()...)
	blocks = append(blocks, l.money()...)
	blocks = append(blocks, l.returns()...)
	blocks = append(blocks, formatter{c.Currency}.expectations(c.Verdicts, "What was expected")...)
	if len(c.Caveats) > 0 {
		blocks = append(blocks, block{heading: careHeading, lines: bulleted(c.Caveats)})
	}
	if len(c.Next) > 0 {
		blocks = append(blocks, block{heading: nextHeading, lines: c.Next})
	}
	return blocks
}

// sideBySide lays out tables with a row for each alternative and a column for
// each metric.
type sideBySide struct {
	c *Comparison
	f formatter
}

func (l sideBySide) title() string {
	if l.c.several() {
		return fmt.Sprintf("%d scenarios side by side · %s", len(l.c.Scenarios), l.c.Organisation)
	}
	return l.c.Scenarios[0].Title + ", options side by side · " + l.c.Organisation
}

func (l sideBySide) subtitle() string {
	c := l.c
	to := l.reference()
	if c.common() < 0 {
		first := c.Alternatives[0].Against
		name := "“" + c.Alternatives[first].of() + "”"
		to = fmt.Sprintf("%s in the same scenario, and of %s itself to that in %s", name, name, c.scenario(first).Name)
	}
	return period(&c.Subject) + " Differences are to " + to + "."
}

// reference names what everything is compared with, when there is one thing.
func (l sideBySide) reference() string {
	if at := l.c.common(); at >= 0 {
		if l.c.isBaseline(at) {
			return "“" + l.c.Alternatives[at].of() + "”"
		}
		return "“" + l.c.full(at) + "”"
	}
	return "the reference"
}

// options says what the short names in the tables stand for.
func (l sideBySide) options() []block {
	var lines []string
	for i, s := range l.c.Scenarios {
		if l.c.several() {
			lines = append(lines, "- "+s.Name+": "+s.Title)
		}
		for _, a := range l.c.Alternatives {
			if a.Scenario == i && a.of() == a.Name && a.Label != a.Name {
				name := a.Name
				if l.c.several() {
					name = s.Name + "/" + name
				}
				lines = append(lines, "- "+name+": "+a.Label)
			}
		}
	}
	if len(lines) == 0 {
		return nil
	}
	return []block{{heading: optionsHeading, lines: lines}}
}

// column is one metric of all alternatives.
type column struct {
	metric      Metric
	value, gain func(a *Alternative) Estimate
	path        []string // of it inside an alternative's part of the JSON
}

func columns(metrics []Metric, keys []string, row func(*Outcomes) []Estimate, path ...string) []column {
	var all []column
	for _, k := range keys {
		i := position(metrics, k)
		all = append(all, column{
			metrics[i],
			func(a *Alternative) Estimate { return row(&a.Value)[i] },
			func(a *Alternative) Estimate { return row(a.Gain)[i] },
			append(slices.Clone(path), k),
		})
	}
	return all
}

// glance is the table to show first: paying customers together, and money.
func (l sideBySide) glance() []block {
	paying := 0
	for _, pays := range l.c.Paying {
		if pays {
			paying++
		}
	}
	used := l.glanceColumns()
	heading := "At a glance"
	if paying < len(l.c.Paying) || paying > 1 {
		heading += ": paying customers together"
	}
	note := "In each cell the result, then the difference to " + l.reference() + " with its 95 % range; shares differ by " +
		"points. Better and worse stand where the range excludes zero, which chance alone would seldom do; where neither stands, " +
		"no difference can be told from chance."
	return l.tables(heading, used, l.rows(), note)
}

// glanceColumns are the numbers to look at first.
func (l sideBySide) glanceColumns() []column {
	used := columns(CustomerMetrics(), []string{"on_time"}, func(o *Outcomes) []Estimate { return o.Paying }, "paying_customers")
	for _, c := range columns(CustomerMetrics(), []string{"lead_time_hours", "abandoned"}, func(o *Outcomes) []Estimate { return o.Paying }, "paying_customers") {
		if l.differs(c) {
			used = append(used, c)
		}
	}
	if l.c.Priced {
		money := columns(MoneyMetrics(), []string{"responses", "net"}, func(o *Outcomes) []Estimate { return o.Money }, "money")
		if len(used) == 3 || !l.differs(money[0]) {
			money = money[1:] // the table of money shows it
		}
		used = append(used, money...)
	}
	return used
}

// customers shows what each kind of customer gets.
func (l sideBySide) customers() []block {
	var blocks []block
	for s, name := range l.c.Customers {
		all := columns(l.c.MetricsOf(s), l.c.headline(s), func(o *Outcomes) []Estimate { return o.Customers[s] }, "customers", key(name))
		used, said := l.sorted(all)
		blocks = append(blocks, l.tables("Outcomes for "+name, used, l.rows(), said)...)
	}
	return blocks
}

// sorted tells the columns in which something clearly differs from those of
// which a sentence says that nothing does.
func (l sideBySide) sorted(all []column) (used []column, said string) {
	var same, rarely []string
	for _, c := range all {
		name := label(c.metric) + " (" + l.f.value(c.metric.Unit, c.value(&l.c.Alternatives[0])) + ")"
		switch {
		case !l.seen(c):
		case l.differs(c):
			used = append(used, c)
		case l.rareIn(c):
			rarely = append(rarely, name)
		default:
			same = append(same, name)
		}
	}
	if len(same) > 0 {
		said = "No clear difference in " + strings.Join(same, ", ") + "."
	}
	if len(rarely) > 0 {
		said = strings.TrimSpace(said + " Too rare to say: " + strings.Join(rarely, ", ") + ".")
	}
	return used, said
}

// inside are the department metrics that people look at.
var inside = []string{"backlog", "waiting_hours", "turnaround_hours", "utilisation", "rework_share", "mistakes", "cost", "purchases"}

// worthwhile is the least share of a department's usual value by which it has to
// differ to be shown: inside, everything moves a little.
const worthwhile = 0.05

// departments shows the departments in which something clearly differs, and by
// how much it is worth looking at.
func (l sideBySide) departments() []block {
	var rows []line
	var calm []string
	used := map[string]bool{}
	for d, name := range l.c.Departments {
		all := columns(DepartmentMetrics(), inside, func(o *Outcomes) []Estimate { return o.Departments[d] })
		var of []line
		touched := false
		for i := range l.c.Alternatives {
			a := &l.c.Alternatives[i]
			some := a.Gain == nil || slices.Contains(l.c.references(), i)
			for _, c := range all {
				if clear(c, a) && math.Abs(c.gain(a).Mean) >= worthwhile*math.Abs(c.value(&l.c.Alternatives[a.Against]).Mean) {
					some, touched = true, true
					used[c.metric.Key] = true
				}
			}
			if some && !l.idle(i) {
				of = append(of, line{"  " + l.c.full(i), i, d})
			}
		}
		if !touched {
			calm = append(calm, name)
			continue
		}
		rows = append(append(rows, line{name: name, alternative: -1}), of...)
	}
	keys := slices.DeleteFunc(slices.Clone(inside), func(k string) bool { return !used[k] })
	note := "Shown is what differs clearly and by at least 5 %; --format csv, json and xlsx hold everything."
	if len(calm) > 0 {
		note += " Nothing of the kind in " + list(calm) + "."
	}
	row := func(d int) func(*Outcomes) []Estimate {
		return func(o *Outcomes) []Estimate { return o.Departments[d] }
	}
	return l.draw("Inside the departments", columns(DepartmentMetrics(), keys, row(0)), rows, note, func(c column, r line) column {
		return columns(DepartmentMetrics(), []string{c.metric.Key}, row(r.of), "departments", key(l.c.Departments[r.of]))[0]
	}, true)
}

// money shows what each alternative earns and costs.
func (l sideBySide) money() []block {
	if !l.c.Priced {
		return nil
	}
	all := columns(MoneyMetrics(), keysOf(MoneyMetrics()), func(o *Outcomes) []Estimate { return o.Money }, "money")
	used, said := l.sorted(all)
	return l.tables("Money, per replication", used, l.rows(), said)
}

// returns are what the options bring for what they cost.
func (l sideBySide) returns() []block {
	var all []returned
	for i := range l.c.Alternatives {
		if a := &l.c.Alternatives[i]; a.Returns != nil {
			all = append(all, returned{l.c.full(i), key(a.Key), a.Returns})
		}
	}
	heading := "What the options bring for what they cost, per replication"
	if l.c.Currency != "" {
		heading = "What the options bring for what they cost, in " + l.c.Currency + " per replication"
	}
	if b := returnsBlock(all, l.c.Currency, heading, l.reference()); b != nil {
		return []block{*b}
	}
	return nil
}

func keysOf(metrics []Metric) []string {
	keys := make([]string, len(metrics))
	for i, m := range metrics {
		keys[i] = m.Key
	}
	return keys
}

// line is a row of a table: a heading, or an alternative.
type line struct {
	name        string
	alternative int // -1 in a heading
	of          int // the department, where rows are of several
}

// rows are the alternatives, under their scenarios' names when there are several.
func (l sideBySide) rows() []line {
	var rows []line
	for s := range l.c.Scenarios {
		indent := ""
		if l.c.several() {
			rows = append(rows, line{name: l.c.Scenarios[s].Name, alternative: -1})
			indent = "  "
		}
		for i := range l.c.Alternatives {
			if l.c.Alternatives[i].Scenario == s && !l.idle(i) {
				rows = append(rows, line{name: indent + l.c.Alternatives[i].of(), alternative: i})
			}
		}
	}
	return rows
}

// idle tells that an alternative is no use in a table. Where nothing goes wrong
// anyway, that case stands there as the one in which nobody responds; and where
// the case in which nothing goes wrong is the reference, once is enough.
func (l sideBySide) idle(i int) bool {
	a := &l.c.Alternatives[i]
	if !l.c.isBaseline(i) || a.Against == i {
		return false
	}
	return l.c.scenario(i).Quiet || a.Same && l.c.isBaseline(a.Against)
}

// seen tells that a metric is not zero throughout.
func (l sideBySide) seen(c column) bool {
	for i := range l.c.Alternatives {
		if e := c.value(&l.c.Alternatives[i]); e.Certainty != Undefined && e.NonZero > 0 {
			return true
		}
	}
	return false
}

// differs tells that some alternative clearly differs in a metric, or by chance
// in the one replication there is.
func (l sideBySide) differs(c column) bool {
	return slices.ContainsFunc(l.c.Alternatives, func(a Alternative) bool { return clear(c, &a) })
}

// rareIn tells that some alternative differs in a metric too rarely to say.
func (l sideBySide) rareIn(c column) bool {
	return slices.ContainsFunc(l.c.Alternatives, func(a Alternative) bool {
		return a.Gain != nil && c.gain(&a).Certainty == TooRare
	})
}

// clear tells that one alternative clearly differs in a metric.
func clear(c column, a *Alternative) bool {
	if a.Gain == nil {
		return false
	}
	e := c.gain(a)
	return noticeable(c.metric.Unit, e.Mean) && (e.Clear() || e.Certainty == Single)
}

// tables draws columns of the same rows.
func (l sideBySide) tables(heading string, all []column, rows []line, note string) []block {
	return l.draw(heading, all, rows, note, func(c column, _ line) column { return c }, false)
}

// draw makes tables no wider than tableWidth, as many as it takes; bind gives a
// column for a row. In brief tables a cell without a clear difference holds its
// value alone.
func (l sideBySide) draw(heading string, all []column, rows []line, note string, bind func(column, line) column, brief bool) []block {
	if len(all) == 0 || len(rows) == 0 {
		if note == "" {
			return nil
		}
		return []block{{heading: heading, lines: []string{note}}}
	}
	first := 0
	for _, r := range rows {
		first = max(first, utf8.RuneCountInString(r.name))
	}
	var blocks []block
	var g *grid
	width := 0
	for _, c := range all {
		cells := make([]cell, len(rows))
		scales := l.scales(c, rows, bind)
		header := l.header(c.metric, scales[0])
		wide := max(utf8.RuneCountInString(header), utf8.RuneCountInString(c.metric.Direction()))
		for i, r := range rows {
			if r.alternative >= 0 {
				cells[i] = l.cell(bind(c, r), &l.c.Alternatives[r.alternative], scales[r.of], brief)
				wide = max(wide, utf8.RuneCountInString(cells[i].text)+len(" better"), utf8.RuneCountInString(cells[i].under))
			}
		}
		if g == nil || width+2+wide > compareWidth {
			g = &grid{header: []string{""}, under: []string{""}, right: []bool{false}}
			for _, r := range rows {
				g.rows = append(g.rows, []cell{text(r.name)})
			}
			b := block{heading: heading, table: g}
			if len(blocks) > 0 {
				b.heading += ", continued"
			}
			blocks = append(blocks, b)
			width = first
		}
		width += 2 + wide
		g.header = append(g.header, header)
		g.under = append(g.under, c.metric.Direction())
		g.right = append(g.right, true)
		for i, r := range rows {
			if r.alternative >= 0 {
				g.rows[i] = append(g.rows[i], cells[i])
			}
		}
	}
	if note != "" {
		blocks[len(blocks)-1].lines = []string{note}
	}
	return blocks
}

// header is a metric at the top of a column, money with its currency.
func (l sideBySide) header(m Metric, s scale) string {
	label := label(m)
	if m.Unit == Money {
		unit := strings.TrimSpace(l.f.currency)
		if s.by == 1000 {
			unit = strings.TrimSpace("thousand " + unit)
		}
		if unit != "" {
			label += ", " + unit
		}
	}
	return label
}

// label names a metric where no heading says that it is money.
func label(m Metric) string {
	if m.Key == "staff" || m.Key == "responses" {
		return "cost of " + m.Label
	}
	return m.Label
}

// compareWidth is how wide a table may become.
const compareWidth = 116

// cell is an alternative's value with the difference to its reference below.
func (l sideBySide) cell(c column, a *Alternative, s scale, brief bool) cell {
	m, value := c.metric, c.value(a)
	out := cell{text: "–"}
	if value.Certainty != Undefined {
		out.text = l.f.bare(m.Unit, value.Mean, s) + s.suffix // the header names the currency
	}
	out = out.at(value, append([]string{"arms", key(a.Key)}, c.path...)...)
	if a.Gain == nil || brief && !clear(c, a) {
		return out
	}
	e := c.gain(a)
	out.under = l.difference(m, e, s)
	out.below, out.belowJSON = e, pointer(append([]string{"difference", key(a.Key)}, c.path...)...)
	switch {
	case e.Clear() && !noticeable(m.Unit, e.Mean), e.Certainty != Ranged && e.Certainty != Single:
		out.tone = quietly
	case helps(m, e):
		out.mark, out.tone = "better", good
	case hurts(m, e):
		out.mark, out.tone = "worse", bad
	}
	return out
}

// difference writes a difference in its column's scale, unless that shows nothing
// of it.
func (l sideBySide) difference(m Metric, e Estimate, s scale) string {
	switch {
	case e.Certainty == TooRare && !uneven(e):
		return "too rare to say"
	case e.Certainty != Ranged && e.Certainty != Single:
		return strings.Replace(formatter{}.delta(m.Unit, e, 0), " points", "", 1)
	case m.Unit == Hours && zero(decimal(widest(e)/s.by, s.digits)):
		return formatter{}.delta(m.Unit, e, widest(e))
	}
	text := l.f.signed(m.Unit, e.Mean, s)
	if m.Unit != Share {
		text += s.suffix
	}
	if e.Certainty == Ranged {
		text += l.f.rangeIn(m.Unit, e, s)
	}
	return text
}

// scales are those in which a column is written, so that its numbers compare at
// a glance: that of its largest value, with money in thousands from a hundred
// thousand on. Each department has its own, by index; money has one for all.
func (l sideBySide) scales(c column, rows []line, bind func(column, line) column) []scale {
	most := make([]float64, max(1, len(l.c.Departments)))
	var all float64
	for _, r := range rows {
		if r.alternative < 0 {
			continue
		}
		if e := bind(c, r).value(&l.c.Alternatives[r.alternative]); e.Certainty != Undefined {
			most[r.of] = max(most[r.of], math.Abs(e.Mean))
			all = max(all, most[r.of])
		}
	}
	scales := make([]scale, len(most))
	for i := range scales {
		switch {
		case c.metric.Unit != Money:
			scales[i] = scaleOf(c.metric.Unit, most[i])
		case all >= 100_000:
			scales[i] = scale{1000, 1, ""}
		default:
			scales[i] = scale{1, 0, ""}
		}
	}
	return scales
}
