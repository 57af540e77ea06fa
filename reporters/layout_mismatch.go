package reporters

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// mismatch shows what is green inside while customers are red, and what of the
// inside moves with what customers feel.
func (l layout) mismatch() []block {
	blocks := l.green()
	if moves := l.moves(); moves != nil {
		blocks = append(blocks, *moves)
	}
	return blocks
}

// worst is the option whose inside is put beside the outside.
func (l layout) worst() *Option {
	if l.r.Quiet {
		return l.r.Baseline()
	}
	return l.r.DoNothing()
}

// green is a row for every agreement between a department and those it works for,
// with the department's own numbers and the outcome of the customers.
func (l layout) green() []block {
	o := l.worst()
	m := o.Mismatch
	b := block{heading: "The mismatch: what looks well inside while customers do worse"}
	for i := range l.r.Options {
		if x := &l.r.Options[i]; x == o || x.Gain != nil {
			b.text = append(b.text, x.Mismatch.Sentences...)
		}
	}
	red := l.redCustomers(m)
	if len(l.r.Agreements) == 0 || len(red) == 0 && len(b.text) == 0 {
		return nil
	}
	if len(red) == 0 {
		b.lines = []string{"When " + l.when(o) + ", no customers are surely worse off: nothing is hidden."}
		return []block{b}
	}
	metrics := slices.DeleteFunc(InsideMetrics(), func(m Metric) bool { return m.Unit == Count })
	g := &grid{header: []string{"", "from", "to", "kept"}, right: []bool{false, false, false, true}}
	for _, metric := range metrics {
		g.header, g.right = append(g.header, metric.Label), append(g.right, true)
	}
	g.header, g.right = append(g.header, "hides"), append(g.right, false)
	for a, one := range l.r.Agreements {
		row := []cell{text(one.Name), text(one.From), text(one.To), l.light(Share, o.Value.Agreements[a][0], m.Agreements[a]).at(o.Value.Agreements[a][0], "arms", key(o.Name), "agreements", key(one.Name), AgreementMetrics()[0].Key)}
		d := slices.Index(l.r.Departments, one.From)
		for _, metric := range metrics {
			light := m.Departments[d][position(InsideMetrics(), metric.Key)]
			e := o.Value.Departments[d][position(DepartmentMetrics(), metric.Key)]
			row = append(row, l.light(metric.Unit, e, light).at(e, "arms", key(o.Name), "departments", key(one.From), metric.Key))
		}
		g.rows = append(g.rows, append(row, l.hides(m, a)))
	}
	b.table = g
	b.lines = []string{
		"When " + l.when(o) + ", customers are red: " + strings.Join(red, "; ") + ".",
		"Red are customers who surely have fewer orders on time, more orders lost or more people leaving than when nothing goes wrong, or with whom an agreement on whole orders is missed. " +
			"An agreement is green when its range is above what was agreed, red when below. A department's number is red when it is surely worse than when nothing goes wrong; green says no more than that it is not surely worse.",
	}
	return []block{b}
}

// hides names the customers whose harm an agreement hides.
func (l layout) hides(m *Mismatch, agreement int) cell {
	var hidden []string
	red := 0
	for s, name := range l.r.Customers {
		if m.Customers[s].Light == Red {
			red++
		}
		if slices.Contains(m.Hidden, Hidden{agreement, s}) {
			hidden = append(hidden, name)
		}
	}
	switch {
	case len(hidden) == 0:
		return cell{}
	case len(hidden) == red && red > 1:
		return cell{text: "all that are red", tone: bad}
	}
	return cell{text: strings.Join(hidden, ", "), tone: bad}
}

func (l layout) when(o *Option) string {
	if o.Harm == nil {
		return "nothing goes wrong"
	}
	return "nobody responds"
}

// light is a number with the word for its light.
func (l layout) light(u Unit, e Estimate, light Light) cell {
	c := text(l.f.value(u, e))
	switch light {
	case Green:
		c.tone, c.text = good, c.text+" green"
	case Red:
		c.tone, c.text = bad, c.text+" red"
	}
	return c
}

// redCustomers names those who are red, and why.
func (l layout) redCustomers(m *Mismatch) []string {
	var red []string
	for s, x := range m.Customers {
		if x.Light != Red {
			continue
		}
		var why []string
		for _, key := range x.Worse {
			why = append(why, CustomerMetrics()[position(CustomerMetrics(), key)].Label)
		}
		for _, a := range x.Missed {
			why = append(why, l.r.Agreements[a].Name)
		}
		red = append(red, l.r.Customers[s]+" ("+strings.Join(why, ", ")+")")
	}
	return red
}

// followed is the segment whose days the table of moves shows: who is hit
// hardest, or else the first who pay.
func (l layout) followed() int {
	if !l.r.Quiet {
		t := teller{l.r, l.r.adviser()}
		if hit := t.hardest(l.r.DoNothing().Harm); hit >= 0 {
			return hit
		}
	}
	return max(slices.Index(l.r.Paying, true), 0)
}

// faint is a correlation that explains less than one part in a hundred.
const faint = 0.1

// moves shows which numbers of departments and agreements go up and down with
// what customers feel: those only whose range excludes zero.
func (l layout) moves() *block {
	s := l.followed()
	var shown []int // positions among the moves
	looked, few := 0, 0
	overdue := false
	for i, m := range l.r.Moves {
		if m.Customers != s {
			continue
		}
		overdue = m.Overdue
		switch m.Same.Certainty {
		case TooRare:
			few++
		case Ranged:
			looked++
			if m.Clear() && math.Abs(m.Strongest().Mean) >= faint {
				shown = append(shown, i)
			}
		}
	}
	what := "orders overdue"
	if !overdue {
		what = "orders open"
	}
	b := &block{heading: fmt.Sprintf("What moves with the %s of %s, from day to day", what, l.r.Customers[s])}
	switch {
	case looked == 0 && few > 0:
		b.lines = []string{fmt.Sprintf("Too few to say: that takes %d replications in which both change on %d working days or more.", fewestClusters, fewestDays)}
		return b
	case looked == 0:
		return nil
	case len(shown) == 0:
		b.lines = []string{fmt.Sprintf("None of the %s numbers looked at clearly does, but faintly.", count(looked))}
		return b
	}
	b.table = l.movesTable(shown)
	b.lines = []string{fmt.Sprintf(
		"From %s to +1: with +1 they go up and down together, near 0 they do not. Each is a mean over replications of the correlation across working days, the weekdays' pattern removed, and stands where its 95 %% range excludes zero and it is not faint (below 0.1); "+
			"“3 days before” where it is stronger with what customers feel then. Of the %s looked at, those without any relation show by chance in one of twenty cases on the same day, and in as many on a day before. Moving together is no proof of a cause.",
		minus+"1", count(looked))}
	return b
}

func (l layout) movesTable(shown []int) *grid {
	g := &grid{header: []string{""}, right: []bool{false}}
	columns := departmentDays()
	columns = append(columns, agreementDays())
	columns = slices.DeleteFunc(columns, func(c dayMeasure) bool {
		return !slices.ContainsFunc(shown, func(i int) bool { return l.r.Moves[i].Metric.Key == c.Key })
	})
	for _, c := range columns {
		g.header, g.right = append(g.header, c.Label), append(g.right, true)
	}
	at := map[string]int{}
	for _, i := range shown {
		m := l.r.Moves[i]
		who := l.whose(m)
		row, known := at[who]
		if !known {
			row = len(g.rows)
			at[who] = row
			g.rows = append(g.rows, make([]cell, len(g.header)))
			g.rows[row][0] = text(who)
		}
		column := 1 + slices.IndexFunc(columns, func(c dayMeasure) bool { return c.Key == m.Metric.Key })
		of := "same_day"
		if m.Days > 0 {
			of = "before"
		}
		g.rows[row][column] = text(m.String()).at(m.Strongest(), "moves", strconv.Itoa(i), of)
	}
	return g
}

func (l layout) whose(m Move) string {
	if m.Agreement >= 0 {
		a := &l.r.Agreements[m.Agreement]
		return a.Name + " (" + a.From + ")"
	}
	return l.r.Departments[m.Department]
}

// Strongest is the correlation that counts: with a later day where that is
// clear and stronger.
func (m Move) Strongest() Estimate {
	if m.Days > 0 {
		return m.Before
	}
	return m.Same
}

// Clear tells whether the number surely moves with what customers feel, then or
// some days later.
func (m Move) Clear() bool { return m.Strongest().Clear() }

// String is the correlation for people: "+0.62", "+0.83 3 days before".
func (m Move) String() string {
	text := correlated(m.Strongest().Mean)
	if m.Days == 0 {
		return text
	}
	plural := "s"
	if m.Days == 1 {
		plural = ""
	}
	return fmt.Sprintf("%s %d day%s before", text, m.Days, plural)
}

func correlated(r float64) string {
	text := decimal(r, 2)
	if r > 0 && !zero(text) {
		return "+" + text
	}
	return text
}
