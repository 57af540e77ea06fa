package reporters

import (
	"cmp"
	"fmt"
	"slices"
)

// Light says how a number looks to whoever watches it.
type Light uint8

// The lights.
const (
	// Unclear: the range lies on both sides, or there is none.
	Unclear Light = iota
	// Green: of an agreement, surely kept; of anything else, not surely worse than
	// when nothing goes wrong.
	Green
	// Red: surely missed, or surely worse.
	Red
)

// String names the light: "unclear", "green", "red".
func (l Light) String() string { return [...]string{"unclear", "green", "red"}[l] }

// Mismatch puts what is watched inside beside what customers get, in one option:
// where the inside is green and the outside red, it hides the harm.
type Mismatch struct {
	Customers []Outside // by segment
	// Agreements by agreement, Departments by department and InsideMetrics.
	Agreements  []Light
	Departments [][]Light
	// Hidden are the agreements that are green while customers are red, those whose
	// department added most time first.
	Hidden []Hidden
	// Sentences can be read aloud.
	Sentences []string
}

// Outside is how one kind of customers fares. They are red when they surely have
// fewer orders on time, more orders lost or more people leaving than when nothing
// goes wrong, or when an agreement with them on whole orders is surely missed.
type Outside struct {
	Light Light
	// Worse are the keys of the customer metrics that are worse, Missed the
	// agreements missed.
	Worse  []string
	Missed []int
}

// Hidden is an agreement that is kept while customers do worse.
type Hidden struct{ Agreement, Customers int }

// outsideKeys are the customer metrics by which customers are red.
var outsideKeys = []string{"on_time", "abandoned", "left"}

// InsideMetrics are the department metrics that can be green or red.
func InsideMetrics() []Metric {
	var all []Metric
	for _, m := range DepartmentMetrics() {
		if slices.Contains([]string{"waiting_hours", "turnaround_hours", "backlog", "rework_share", "mistakes"}, m.Key) {
			all = append(all, m)
		}
	}
	return all
}

// mismatch finds what is green inside while customers are red in an option.
func (r *Report) mismatch(o *Option) *Mismatch {
	m := &Mismatch{}
	for a, one := range r.Agreements {
		light := Unclear
		switch kept(o.Value.Agreements[a][0], one.Target) {
		case good:
			light = Green
		case bad:
			light = Red
		}
		m.Agreements = append(m.Agreements, light)
	}
	for s := range r.Customers {
		m.Customers = append(m.Customers, r.outside(o, m, s))
	}
	for d := range r.Departments {
		row := make([]Light, 0, len(InsideMetrics()))
		for _, metric := range InsideMetrics() {
			row = append(row, r.insideLight(o, d, metric))
		}
		m.Departments = append(m.Departments, row)
	}
	for a, light := range m.Agreements {
		for s := range r.Customers {
			own := r.Agreements[a].Customers
			if light == Green && m.Customers[s].Light == Red && (own < 0 || own == s) {
				m.Hidden = append(m.Hidden, Hidden{a, s})
			}
		}
	}
	slices.SortStableFunc(m.Hidden, func(x, y Hidden) int {
		return cmp.Or(cmp.Compare(r.added(o, y), r.added(o, x)), cmp.Compare(r.Agreements[x.Agreement].Customers, r.Agreements[y.Agreement].Customers))
	})
	m.Sentences = r.tellMismatch(o, m)
	return m
}

func (r *Report) outside(o *Option, m *Mismatch, s int) Outside {
	x := Outside{Light: Green}
	if o.Harm != nil {
		for _, key := range outsideKeys {
			metric := CustomerMetrics()[position(CustomerMetrics(), key)]
			e := customer(o.Harm.Customers[s], key)
			if hurts(metric, e) && noticeable(metric.Unit, e.Mean) {
				x.Light, x.Worse = Red, append(x.Worse, key)
			}
		}
	}
	for a, one := range r.Agreements {
		if one.Customers == s && one.Step == "" && m.Agreements[a] == Red {
			x.Light, x.Missed = Red, append(x.Missed, a)
		}
	}
	if x.Light == Green && r.Replications == 1 {
		x.Light = Unclear
	}
	return x
}

// insideLight is that of a department's number against nothing going wrong.
func (r *Report) insideLight(o *Option, department int, metric Metric) Light {
	if o.Harm == nil || r.Replications == 1 {
		return Unclear
	}
	e := o.Harm.Departments[department][position(DepartmentMetrics(), metric.Key)]
	if hurts(metric, e) && noticeable(metric.Unit, e.Mean) {
		return Red
	}
	return Green
}

// added are the hours by which an agreement's department delayed the customers,
// with waits led to what held them up where that is known.
func (r *Report) added(o *Option, h Hidden) float64 {
	ledger := o.Ledger
	if o.Upstream != nil {
		ledger = o.Upstream
	}
	if ledger == nil {
		return 0
	}
	var sum float64
	for _, row := range ledger.Rows {
		if row.Department < len(r.Departments) && r.Departments[row.Department] == r.Agreements[h.Agreement].From && h.Customers < len(row.Segments) {
			sum += row.Segments[h.Customers]
		}
	}
	return sum
}

// tellMismatch says aloud what is hidden: when nobody responds, and by a response
// that makes an agreement look better while customers fare worse for it.
func (r *Report) tellMismatch(o *Option, m *Mismatch) []string {
	f := formatter{r.Currency}
	if o.Gain != nil {
		return r.tellRewarded(f, o)
	}
	if len(m.Hidden) == 0 {
		return nil
	}
	h := m.Hidden[0]
	a := &r.Agreements[h.Agreement]
	said := fmt.Sprintf("%s kept its agreement with %s in %s of the cases (%s: %s) while %s.",
		a.From, a.To, f.value(Share, o.Value.Agreements[h.Agreement][0]), a.Name, a.Text, r.fared(f, o, m, h.Customers))
	var seen []int
	for _, other := range m.Hidden {
		if !slices.Contains(seen, other.Agreement) {
			seen = append(seen, other.Agreement)
		}
	}
	switch all, more := len(r.Agreements), len(seen)-1; {
	case more == 0:
	case more+1 == all:
		said += fmt.Sprintf(" All %s agreements look well.", count(all))
	default:
		said += fmt.Sprintf(" In all, %s of the %s agreements look well.", count(more+1), count(all))
	}
	return []string{said}
}

// fared says what became of customers who are red.
func (r *Report) fared(f formatter, o *Option, m *Mismatch, s int) string {
	x := m.Customers[s]
	if len(x.Worse) == 0 {
		a := x.Missed[0]
		return fmt.Sprintf("what %s were promised as a whole was missed: %s of %s in time (agreed: %s)",
			r.Customers[s], f.value(Share, o.Value.Agreements[a][0]), r.Agreements[a].Name, r.Agreements[a].Text)
	}
	key := x.Worse[0]
	value, before := customer(o.Value.Customers[s], key), customer(r.Baseline().Value.Customers[s], key)
	switch key {
	case "on_time":
		return fmt.Sprintf("%s got %s of their orders on time instead of %s", r.Customers[s], f.value(Share, value), f.value(Share, before))
	case "abandoned":
		return fmt.Sprintf("%s of the orders of %s were lost instead of %s", orders(value.Mean), r.Customers[s], orders(before.Mean))
	}
	return fmt.Sprintf("%s of %s left instead of %s", orders(value.Mean), r.Customers[s], orders(before.Mean))
}

// tellRewarded names agreements that a response brings up while the customers
// whom its department serves fare worse for the same response.
func (r *Report) tellRewarded(f formatter, o *Option) []string {
	attained := AgreementMetrics()[0]
	var said []string
	for s := range r.Customers {
		key := r.harmedBy(o, s)
		if key == "" {
			continue
		}
		var up []string
		for a, one := range r.Agreements {
			e := o.Gain.Agreements[a][0]
			if one.Customers >= 0 && one.Customers != s || !helps(attained, e) || !noticeable(Share, e.Mean) {
				continue
			}
			before := r.DoNothing().Value.Agreements[a][0]
			up = append(up, fmt.Sprintf("%s of %s from %s to %s", one.Name, one.From, f.value(Share, before), f.value(Share, o.Value.Agreements[a][0])))
		}
		if len(up) > 0 {
			said = append(said, fmt.Sprintf("%s brings %s, and %s.", quoted(o), list(up), r.fareWorse(f, key, s, customer(o.Gain.Customers[s], key))))
		}
	}
	return said
}

// harmedBy is the metric on which customers surely fare worse by a response than
// when nobody responds, the first of the outside ones; "" for none.
func (r *Report) harmedBy(o *Option, s int) string {
	for _, key := range []string{"on_time", "left", "abandoned"} {
		metric := CustomerMetrics()[position(CustomerMetrics(), key)]
		if e := customer(o.Gain.Customers[s], key); hurts(metric, e) && noticeable(metric.Unit, e.Mean) {
			return key
		}
	}
	return ""
}

func (r *Report) fareWorse(f formatter, key string, s int, e Estimate) string {
	a := adviser{f: f}
	switch key {
	case "on_time":
		return fmt.Sprintf("%s get %s fewer of their orders on time for it%s", r.Customers[s], f.amount(Share, e.Mean), a.within(Share, e))
	case "abandoned":
		return fmt.Sprintf("%s more orders of %s are lost for it%s", orders(e.Mean), r.Customers[s], a.within(Count, e))
	}
	return fmt.Sprintf("%s more of the %s leave for it%s", orders(e.Mean), r.Customers[s], a.within(Count, e))
}
