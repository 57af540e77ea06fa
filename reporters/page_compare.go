package reporters

import (
	"fmt"
	"io"
	"math"
)

// webCompare are the pictures of a comparison.
type webCompare struct {
	// Reference is what everything is compared with.
	Reference string
	// Gains set side by side what options change and cost, Results what comes out.
	Gains, Results []stripTable
	// Who says which customers an option helps, and which it hurts.
	Who []whoTable
}

// whoTable has options as rows and kinds of customer as columns.
type whoTable struct {
	Caption string
	Columns []string
	Rows    []whoRow
}

type whoRow struct {
	Name, Label string
	Cells       []crossCell
}

// CompareHTML writes the comparison as a page that needs nothing else.
func CompareHTML(w io.Writer, c *Comparison) error {
	l := sideBySide{c, formatter{c.Currency}}
	p := &webPage{
		Title: l.title(), Subtitle: l.subtitle(), Sentences: unbroken(c.Sentences),
		Made: madeBy(c.Ripple, c.Go), Replications: count(c.Replications), Compare: l.pictures(),
	}
	notes, sources := c.foundations()
	p.foundations(notes, sources)
	d := &drawing{}
	for _, b := range d.blocks(comparePage(c)[1:]) {
		switch b.Heading {
		case careHeading:
			p.Care = append(p.Care, b)
		case nextHeading, optionsHeading:
		default:
			p.More = append(p.More, b)
		}
	}
	return p.write(w, "compare.html")
}

func (l sideBySide) pictures() *webCompare {
	d := &drawing{layout: layout{f: l.f}}
	w := &webCompare{Reference: l.reference()}
	add := func(metrics []Metric, key string, path []string, row func(*Outcomes) []Estimate, cloud func(*Cloud) [][]float64, costs bool) {
		at := position(metrics, key)
		m := metrics[at]
		c := columns(metrics, []string{key}, row)[0]
		path = append(path, key)
		if lines := l.gainLines(d, c, path, func(c *Cloud) []float64 { return cloud(c)[at] }, costs); len(lines) > 0 {
			header := []string{"difference to " + w.Reference}
			if costs {
				header = append(header, "cost of the response, "+l.f.currency)
			}
			w.Gains = append(w.Gains, d.strips(m, lines, header, true))
		}
	}
	paying := func(o *Outcomes) []Estimate { return o.Paying }
	money := func(o *Outcomes) []Estimate { return o.Money }
	add(CustomerMetrics(), "on_time_orders", []string{"paying_customers"}, paying, func(c *Cloud) [][]float64 { return c.Paying }, l.c.Priced)
	if l.c.Priced {
		add(MoneyMetrics(), "net", []string{"money"}, money, func(c *Cloud) [][]float64 { return c.Money }, false)
	}
	on := position(CustomerMetrics(), "on_time")
	w.Results = append(w.Results, d.strips(CustomerMetrics()[on], l.resultLines(columns(CustomerMetrics(), []string{"on_time"}, paying)[0],
		[]string{"paying_customers", "on_time"}, func(c *Cloud) []float64 { return c.Paying[on] }), []string{"result"}, false))
	w.Who = l.who()
	return w
}

// lined are the alternatives that a picture shows.
func (l sideBySide) lined() []int {
	var all []int
	for i := range l.c.Alternatives {
		if !l.idle(i) {
			all = append(all, i)
		}
	}
	return all
}

// called is a row of pictures: an alternative's name with what it is about.
func (l sideBySide) called(i int) (name, label string) {
	a := &l.c.Alternatives[i]
	if a.of() == a.Name && a.Label != a.Name {
		label = a.Label
	}
	return l.c.full(i), label
}

// gainLines are the differences of one metric to the reference, and what the
// response costs.
func (l sideBySide) gainLines(d *drawing, c column, path []string, cloud func(*Cloud) []float64, costs bool) []stripLine {
	var lines []stripLine
	for _, i := range l.lined() {
		a := &l.c.Alternatives[i]
		if a.Gain == nil {
			continue
		}
		line := stripLine{estimate: c.gain(a)}
		line.name, line.label = l.called(i)
		reference := cloud(l.c.Alternatives[a.Against].Cloud)
		for r, v := range cloud(a.Cloud) {
			line.values = append(line.values, v-reference[r])
		}
		line.numbers = append(line.numbers, d.differenceNumber(c.metric, c.gain(a), c.value(a), pointer(append([]string{"difference", key(a.Key)}, path...)...)))
		line.tone = line.numbers[0].Tone
		if costs {
			at := position(MoneyMetrics(), "responses")
			e := a.Value.Money[at]
			line.numbers = append(line.numbers, estimated(formatter{}.bare(Money, e.Mean, scale{by: 1}), pointer("arms", key(a.Key), "money", "responses"), e))
		}
		lines = append(lines, line)
	}
	return lines
}

// resultLines are what comes out of one metric.
func (l sideBySide) resultLines(c column, path []string, cloud func(*Cloud) []float64) []stripLine {
	var lines []stripLine
	for _, i := range l.lined() {
		a := &l.c.Alternatives[i]
		line := stripLine{estimate: c.value(a), values: cloud(a.Cloud)}
		line.name, line.label = l.called(i)
		line.numbers = []number{estimated(l.f.valueRange(c.metric.Unit, c.value(a)), pointer(append([]string{"arms", key(a.Key)}, path...)...), c.value(a))}
		lines = append(lines, line)
	}
	return lines
}

// watched are the outcomes by which a kind of customer is helped or hurt.
var watched = []string{"on_time", "abandoned", "left"}

// who says of every kind of customer which options help it and which hurt it.
func (l sideBySide) who() []whoTable {
	var tables []whoTable
	for _, k := range watched {
		m := CustomerMetrics()[position(CustomerMetrics(), k)]
		of := func(s int) column {
			return columns(CustomerMetrics(), []string{k}, func(o *Outcomes) []Estimate { return o.Customers[s] })[0]
		}
		most, any := 0.0, false
		for s := range l.c.Customers {
			for i := range l.c.Alternatives {
				if c := of(s); clear(c, &l.c.Alternatives[i]) {
					most, any = max(most, math.Abs(pointsOf(m, c.gain(&l.c.Alternatives[i]).Mean))), true
				}
			}
		}
		if !any {
			continue
		}
		steps := colourSteps(1, most)
		t := whoTable{Caption: m.Label, Columns: l.c.Customers}
		if m.Unit == Share {
			t.Caption += ", in points"
		}
		t.Caption += " (" + m.Direction() + ")"
		for _, i := range l.lined() {
			a := &l.c.Alternatives[i]
			if a.Gain == nil {
				continue
			}
			var row whoRow
			row.Name, row.Label = l.called(i)
			for s, name := range l.c.Customers {
				row.Cells = append(row.Cells, l.felt(of(s), a, name, steps))
			}
			t.Rows = append(t.Rows, row)
		}
		tables = append(tables, t)
	}
	return tables
}

// pointsOf is a difference as it is written in these tables: shares in points.
func pointsOf(m Metric, v float64) float64 {
	if m.Unit == Share {
		return 100 * v
	}
	return v
}

// felt is what one option changes for one kind of customer: coloured where it is
// clear, orange for worse.
func (l sideBySide) felt(c column, a *Alternative, customers string, steps []float64) crossCell {
	m, e := c.metric, c.gain(a)
	at := pointer("difference", key(a.Key), "customers", key(customers), m.Key)
	x := crossCell{Title: customers + ": " + m.Label + " " + formatter{}.delta(m.Unit, e, c.value(a).Mean)}
	if !clear(c, a) {
		x.number = estimated("·", at, e)
		x.Tone, x.Title = "quiet", x.Title+", which cannot be told from chance"
		return x
	}
	v := pointsOf(m, e.Mean)
	text := decimal(v, 0)
	if math.Abs(v) < 10 {
		text = decimal(v, 1)
	}
	if v > 0 {
		text = "+" + text
	}
	x.number = estimated(text, at, e)
	verdict := "better"
	v = -math.Abs(v)
	if hurts(m, e) {
		v, verdict = -v, "worse"
	}
	x.Class, x.Title = heatClass(v, steps), fmt.Sprintf("%s, %s", x.Title, verdict)
	if math.Abs(v) < steps[0] {
		x.Class = heatClass(math.Copysign(steps[0], v), steps)
	}
	return x
}
