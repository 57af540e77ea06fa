package reporters

import (
	"fmt"
	"math"
	"strings"
)

// stripTable is one number of several options, each with a strip: its range and a
// dot for every replication.
type stripTable struct {
	Caption, Better string
	// Header names the columns of numbers.
	Header []string
	Axis   picture
	Ticks  []tick
	Rows   []stripRow
}

// stripRow is one option.
type stripRow struct {
	Name, Label string
	Strip       strip
	Numbers     []stripNumber
}

// stripNumber is a number with its column's heading, which stands beside it
// where there is no room for columns.
type stripNumber struct {
	Heading string
	number
}

// strip is a range, a mean and a cloud of dots on a line.
type strip struct {
	picture
	// Dots is the path of the dots, Count how many there are.
	Dots      string
	Count     int
	Mean      px
	Low, Span px
	Ranged    bool
	Defined   bool
	// Zero is the place of no difference, where the strip shows differences.
	Zero    px
	HasZero bool
	// Here is the place of the replication that people lived in, where they did.
	Here    px
	HasHere bool
	Tone    string
}

// Sizes of strips, in the units of their picture.
const (
	stripWidth  = 300.0
	stripHeight = 34.0
	stripEdge   = 8.0
)

// stripLine is one estimate with what its replications came to; label explains its
// name where that is not enough.
type stripLine struct {
	name, label string
	estimate    Estimate
	values      []float64
	numbers     []number
	tone        string
	// here is its value in the replication that people lived in; nil: in none.
	here *float64
}

// strips draws lines on one axis.
func (d *drawing) strips(m Metric, lines []stripLine, header []string, differences bool) stripTable {
	a := axis{math.Inf(1), math.Inf(-1), stripEdge, stripWidth - stripEdge}
	look := func(v float64) {
		if !math.IsNaN(v) && !math.IsInf(v, 0) {
			a.low, a.high = min(a.low, v), max(a.high, v)
		}
	}
	for _, l := range lines {
		for _, v := range l.values {
			look(v)
		}
		if l.estimate.Certainty != Undefined {
			look(l.estimate.Mean)
			look(l.estimate.Low)
			look(l.estimate.High)
		}
		if l.here != nil {
			look(*l.here)
		}
	}
	if differences {
		look(0)
	}
	if math.IsInf(a.low, 0) {
		a.low, a.high = 0, 0
	}
	if a.high == a.low { // one number only: put it into the middle
		a.low, a.high = a.low-max(1, math.Abs(a.low))/2, a.high+max(1, math.Abs(a.high))/2
	}
	t := stripTable{Caption: m.Label, Better: m.Direction(), Header: header, Ticks: a.ticks(d.f, m.Unit)}
	t.Axis = d.picture("axis", stripWidth, 16, "", "")
	for _, l := range lines {
		row := stripRow{Name: l.name, Label: l.label, Strip: d.strip(m, a, l, differences)}
		for k, n := range l.numbers {
			row.Numbers = append(row.Numbers, stripNumber{header[k], n})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func (d *drawing) strip(m Metric, a axis, l stripLine, differences bool) strip {
	e := l.estimate
	s := strip{Defined: e.Certainty != Undefined, Ranged: e.Certainty == Ranged, Tone: l.tone}
	var dots strings.Builder
	low, high := math.Inf(1), math.Inf(-1)
	for i, v := range l.values {
		if math.IsNaN(v) {
			continue
		}
		low, high = min(low, v), max(high, v)
		s.Count++
		// The dots of equal numbers stand one above the other.
		fmt.Fprintf(&dots, "M%s %sh0", px(a.at(v)), px(stripHeight/2+float64(i*7%9-4)*2.6))
	}
	s.Dots = dots.String()
	about := "no number"
	if s.Defined {
		s.Mean = px(a.at(e.Mean))
		about = d.f.valueRange(m.Unit, e)
		if differences {
			about = d.f.delta(m.Unit, e, 0)
		}
		if s.Count > 1 {
			about += fmt.Sprintf("; replications from %s to %s", d.f.value(m.Unit, Estimate{Mean: low}), d.f.value(m.Unit, Estimate{Mean: high}))
		}
	}
	if s.Ranged {
		s.Low, s.Span = px(a.at(e.Low)), px(max(2, a.at(e.High)-a.at(e.Low)))
	}
	if l.here != nil {
		s.HasHere, s.Here = true, px(a.at(*l.here))
	}
	if differences {
		s.HasZero, s.Zero = true, px(a.at(0))
	}
	s.picture = d.picture("strip", stripWidth, stripHeight, l.name+": "+m.Label+" "+about, "")
	return s
}

// line is an option's.
func (l layout) line(o *Option, e Estimate) stripLine {
	s := stripLine{name: l.name(o), estimate: e}
	if o.Label != s.name {
		s.label = o.Label
	}
	return s
}

// against are the headings of the columns of differences.
func (d *drawing) against() []string {
	if len(d.shown()) == 0 {
		return nil
	}
	if d.r.Quiet {
		return []string{"gain against leaving things as they are"}
	}
	return []string{"gain against doing nothing", "harm against nothing going wrong"}
}

// compared are all options' values of one metric, with their differences.
func (d *drawing) compared(m Metric, path []string, of func(*Outcomes) Estimate, cloud func(*Cloud) []float64) []stripLine {
	var lines []stripLine
	for i := range d.r.Options {
		o := &d.r.Options[i]
		if d.r.Quiet && i == 1 {
			continue
		}
		at := func(kind string) string {
			return pointer(append([]string{kind, key(o.Name)}, path...)...)
		}
		e := of(&o.Value)
		l := d.line(o, e)
		l.values = cloud(o.Cloud)
		l.numbers = append(l.numbers, estimated(d.f.value(m.Unit, e), at("arms"), e))
		for _, side := range []struct {
			kind string
			of   *Outcomes
		}{{"gain", o.Gain}, {"harm", o.Harm}} {
			switch {
			case d.r.Quiet && side.kind == "harm", len(d.shown()) == 0:
			case side.of == nil:
				l.numbers = append(l.numbers, number{})
			default:
				l.numbers = append(l.numbers, d.differenceNumber(m, of(side.of), e, at(side.kind)))
			}
		}
		if len(l.numbers) > 1 {
			l.tone = l.numbers[1].Tone
		}
		lines = append(lines, l)
	}
	return lines
}

// customers are the outcomes of every kind of customer.
func (d *drawing) customers() []webCustomers {
	var all []webCustomers
	for s, name := range d.r.Customers {
		c := webCustomers{Name: name}
		metrics := d.r.MetricsOf(s)
		for _, k := range d.r.headline(s) {
			i := position(metrics, k)
			m := metrics[i]
			switch {
			case !d.seen(s, i):
			case d.r.Quiet || d.differs(s, i):
				lines := d.compared(m, []string{"customers", key(name), m.Key},
					func(o *Outcomes) Estimate { return o.Customers[s][i] },
					func(c *Cloud) []float64 { return c.Customers[s][i] })
				t := d.strips(m, lines, append([]string{"result"}, d.against()...), false)
				if len(c.Tables) == 0 {
					c.Tables = append(c.Tables, t)
				} else {
					c.Further = append(c.Further, t)
					c.Names = append(c.Names, m.Label)
				}
			default:
				c.Same = append(c.Same, m.Label+" ("+d.f.value(m.Unit, d.r.Baseline().Value.Customers[s][i])+")")
			}
		}
		all = append(all, c)
	}
	return all
}

// gains set the responses side by side: what each brings back, and what it leaves.
func (d *drawing) gains() []stripTable {
	if len(d.r.Responses()) == 0 {
		return nil
	}
	var tables []stripTable
	add := func(metrics []Metric, k string, path []string, row func(*Outcomes) []Estimate, cloud func(*Cloud) [][]float64) {
		i := position(metrics, k)
		m := metrics[i]
		var lines []stripLine
		for n := range d.r.Responses() {
			o := &d.r.Responses()[n]
			e := row(o.Gain)[i]
			l := d.line(o, e)
			for r, v := range cloud(o.Cloud)[i] {
				l.values = append(l.values, v-cloud(d.r.DoNothing().Cloud)[i][r])
			}
			l.numbers = []number{d.differenceNumber(m, e, row(&o.Value)[i], pointer(append([]string{"gain", key(o.Name)}, append(path, m.Key)...)...))}
			l.tone = l.numbers[0].Tone
			lines = append(lines, l)
		}
		tables = append(tables, d.strips(m, lines, d.against()[:1], true))
	}
	add(CustomerMetrics(), "on_time_orders", []string{"paying_customers"},
		func(o *Outcomes) []Estimate { return o.Paying }, func(c *Cloud) [][]float64 { return c.Paying })
	if d.r.Priced {
		add(MoneyMetrics(), "net", []string{"money"},
			func(o *Outcomes) []Estimate { return o.Money }, func(c *Cloud) [][]float64 { return c.Money })
	}
	return tables
}

// money is what every option leaves over.
func (d *drawing) money() []stripTable {
	if !d.r.Priced {
		return nil
	}
	i := position(MoneyMetrics(), "net")
	m := MoneyMetrics()[i]
	lines := d.compared(m, []string{"money", m.Key},
		func(o *Outcomes) Estimate { return o.Money[i] }, func(c *Cloud) []float64 { return c.Money[i] })
	return []stripTable{d.strips(m, lines, append([]string{"result"}, d.against()...), false)}
}
