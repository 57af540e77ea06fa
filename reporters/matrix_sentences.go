package reporters

import (
	"fmt"
	"strings"
)

// at names a target inside a sentence: "manufacturing", "erp", "sales → finance".
func (t Target) at() string {
	if t.Kind == "link" {
		return "between " + t.From + " and " + t.To
	}
	return t.Name
}

// label names a target in a table.
func (t Target) label() string {
	if t.Kind == "department" {
		return t.Name
	}
	return t.Kind + " " + t.Name
}

// sentences say which part hurts customers most, how soon and how long, and
// what customers never feel.
func (m *Matrix) sentences() []string {
	t := shareTeller{f: formatter{m.Currency}}
	if len(m.Rows) == 0 || !told(m.Rows[0].Harm[harmNotOnTime]) || m.Rows[0].Harm[harmNotOnTime].Mean <= 0 {
		return append([]string{m.Phrase + " hurts customers clearly nowhere: no part that was hit makes orders late or lost more often than chance does."}, m.survivors()...)
	}
	worst := &m.Rows[0]
	where := "at "
	if worst.Kind == "link" {
		where = ""
	}
	text := fmt.Sprintf("%s hurts customers most %s%s: %s%s", m.phrase(worst.Target), where, worst.at(),
		t.amount(harmNotOnTime, worst.Harm[harmNotOnTime].Mean), t.within(harmNotOnTime, worst.Harm[harmNotOnTime]))
	if e := worst.Harm[harmDelay]; told(e) && e.Mean > 0 {
		text += ", " + t.amount(harmDelay, e.Mean) + " of delay"
	}
	if e := worst.Harm[harmRevenue]; m.Priced && told(e) && e.Mean < 0 {
		text += ", " + t.amount(harmRevenue, e.Mean)
	}
	said := []string{text + "." + m.next()}
	if when := m.timing(worst); when != "" {
		said = append(said, when)
	}
	return append(said, m.survivors()...)
}

// next names who comes after the worst.
func (m *Matrix) next() string {
	var names []string
	for i := 1; i < len(m.Rows) && i < 4; i++ {
		if e := m.Rows[i].Harm[harmNotOnTime]; told(e) && e.Mean > 0 {
			names = append(names, fmt.Sprintf("%s (%s)", m.Rows[i].label(), orders(e.Mean)))
		}
	}
	switch len(names) {
	case 0:
		return ""
	case 1:
		return " Next comes " + names[0] + "."
	}
	return " Next come " + list(names) + "."
}

// timing says how soon customers feel the worst hit, how long it lasts, and of
// which they recover last.
func (m *Matrix) timing(worst *MatrixRow) string {
	f := worst.Felt
	if 2*f.Hit < f.Replications {
		return ""
	}
	l := formatter{}
	text := fmt.Sprintf("Customers feel it %s", usually(l.lengths("after ", f.Survived)))
	if f.Recovered.Median == Endless {
		text += fmt.Sprintf(" and are not over it by %s%s.", m.Until, notOver(f))
	} else {
		text += fmt.Sprintf(", and are over it %s", usually(l.lengths("after another ", f.Recovered)))
		if f.NotOver > 0 {
			text += "; in " + count(f.NotOver) + " of " + count(f.Hit) + " cases not by the last day counted"
		}
		text += "."
	}
	slowest := worst
	for i := range m.Rows {
		if g := &m.Rows[i]; 2*g.Felt.Hit >= g.Felt.Replications && longer(g.Felt.Recovered.Median, slowest.Felt.Recovered.Median) {
			slowest = g
		}
	}
	if slowest != worst {
		how := usually(l.lengths("after ", slowest.Felt.Recovered))
		if slowest.Felt.Recovered.Median == Endless {
			how = "not by the last day"
		}
		text += fmt.Sprintf(" Longest to recover from: %s, %s.", slowest.label(), how)
	}
	return text
}

// usually puts the spread of a length into words.
func usually(length string) string {
	middle, spread, has := strings.Cut(length, ", ")
	if !has {
		return length
	}
	return middle + " (" + spread + " in four cases of five)"
}

// longer compares lengths, of which Endless is the longest.
func longer(a, b int) bool {
	if b == Endless {
		return false
	}
	return a == Endless || a > b
}

// survivors names what can be hit without customers ever feeling it.
func (m *Matrix) survivors() []string {
	const most = 8
	var names []string
	for _, links := range []bool{false, true} { // parts that everybody knows come first
		for i := range m.Rows {
			if r := &m.Rows[i]; r.Felt.Hit == 0 && (r.Kind == "link") == links {
				names = append(names, r.label())
			}
		}
	}
	switch n := len(names); {
	case n == 0:
		return []string{fmt.Sprintf("Customers feel every one of the %s hits.", count(len(m.Rows)))}
	case n > most:
		return []string{fmt.Sprintf("%s of the %s hits customers never feel, among them %s.", count(n), count(len(m.Rows)), list(names[:most]))}
	default:
		return []string{fmt.Sprintf("%s of the %s hits customers never feel: %s.", count(n), count(len(m.Rows)), list(names))}
	}
}
