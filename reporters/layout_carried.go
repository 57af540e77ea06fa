package reporters

import (
	"fmt"
	"math"
	"strings"

	"ripple/sim"
)

// carriedHeading stands over the second account.
const carriedHeading = "How the lateness went on"

// negligible is the part of the largest number of the account below which a department is
// not worth a row, notable the part of what it is of that is worth a sentence.
const (
	negligible = 0.01
	notable    = 0.1
)

// most is the largest number of hours in the account.
func (a *Carried) most() float64 {
	most := math.Abs(a.Reached.Mean)
	for i := range a.Departments {
		most = max(most, a.Departments[i].most())
	}
	return most
}

func (row *CarriedRow) most() float64 {
	return max(math.Abs(row.Entered.Mean), row.Added.Mean, row.Absorbed.Mean, math.Abs(row.PassedOn.Mean))
}

// least is from how many hours on a department is worth a row.
func (a *Carried) least() float64 { return max(1, negligible*a.most()) }

// shown are the departments worth a row.
func (a *Carried) shown() []CarriedRow {
	var rows []CarriedRow
	for _, row := range a.Departments {
		if row.most() >= a.least() {
			rows = append(rows, row)
		}
	}
	return rows
}

// carried shows the second account of one option.
func (l layout) carried(o *Option) []block {
	a := o.Carried
	if a == nil || l.r.Quiet {
		return nil
	}
	rows := a.shown()
	if len(rows) == 0 {
		if lines := l.buffers(a); len(lines) > 0 {
			return []block{{heading: carriedHeading, lines: append(lines, "No order came later to a department for that.")}}
		}
		return nil
	}
	g := &grid{header: []string{"department", "came later", "added", "absorbed", "went on later", "absorbed by"}, right: []bool{false, true, true, true, true, false}}
	for i := range rows {
		row := &rows[i]
		g.rows = append(g.rows, []cell{text(row.Name), text(l.plainHours(row.Entered.Mean)), text(l.plainHours(row.Added.Mean)), text(l.plainHours(row.Absorbed.Mean)), text(l.plainHours(row.onward())), text(l.absorbers(row))})
	}
	reached, spared := math.Round(a.Reached.Mean), math.Round(a.Spared.Mean)
	g.rows = append(g.rows, []cell{text(TheirOwnSide), text(l.plainHours(reached)), text(""), text(l.plainHours(spared)), text(l.plainHours(reached - spared)), text(a.sparedBy())})
	lines := []string{"Hours per replication, " + l.name(o) + " against nothing going wrong, over the orders delivered in both: came later and added make absorbed and went on later. What went on from customers is time after the promised date."}
	return []block{{heading: carriedHeading, table: g, lines: append(lines, l.absorptions(a)...)}}
}

// onward is what a department passed on, in whole hours that add up with the others.
func (row *CarriedRow) onward() float64 {
	return math.Round(row.Entered.Mean) + math.Round(row.Added.Mean) - math.Round(row.Absorbed.Mean)
}

// sparedBy says what absorbs lateness once an order has reached the customer.
func (a *Carried) sparedBy() string {
	if math.Round(a.Spared.Mean) == 0 {
		return ""
	}
	return "time left until the promised date"
}

// plainHours are whole hours without a plus sign.
func (l layout) plainHours(h float64) string {
	return l.f.bare(Count, math.Round(h), scale{1, 0, ""})
}

// absorbers are the reasons that absorbed most in a department, and how much.
func (l layout) absorbers(row *CarriedRow) string {
	var all []string
	for i := range row.Changes {
		if c := &row.Changes[i]; math.Round(c.Hours.Mean) < 0 && -c.Hours.Mean >= notable*row.Absorbed.Mean && len(all) < 2 {
			all = append(all, c.reason()+" "+l.plainHours(-c.Hours.Mean))
		}
	}
	return strings.Join(all, ", ")
}

// absorptions say in words which departments absorbed lateness.
func (l layout) absorptions(a *Carried) []string {
	var lines []string
	for _, row := range a.shown() {
		absorbed := row.Absorbed
		if !told(absorbed) || absorbed.Mean < notable*(max(row.Entered.Mean, 0)+row.Added.Mean) {
			continue
		}
		line := row.Name + " took in "
		switch {
		case math.Round(row.Entered.Mean) <= 0:
			line = row.Name + " added "
			line += l.plainHours(row.Added.Mean) + " h"
		case math.Round(row.Added.Mean) > 0:
			line += l.plainHours(row.Entered.Mean) + " h late, added " + l.plainHours(row.Added.Mean) + " h"
		default:
			line += l.plainHours(row.Entered.Mean) + " h late"
		}
		line += " and passed on " + l.plainHours(row.onward()) + " h: " + l.plainHours(absorbed.Mean) + " h" + l.inRange(absorbed) + " were absorbed"
		if by := row.byWhat(); by != "" {
			line += ", most " + by
		}
		lines = append(lines, line+".")
	}
	if line := l.sparedWords(a); line != "" {
		lines = append(lines, line)
	}
	return append(lines, l.buffers(a)...)
}

// sparedWords say how much the promised date absorbed; "" when that is little or unclear.
func (l layout) sparedWords(a *Carried) string {
	if !told(a.Spared) || !told(a.Reached) || a.Reached.Mean <= 0 || a.Spared.Mean < notable*a.Reached.Mean {
		return ""
	}
	return "Of the " + l.plainHours(a.Reached.Mean) + " h by which orders came later, " + l.plainHours(a.Spared.Mean) + " h" + l.inRange(a.Spared) + " were absorbed by the time left until the promised date."
}

// absorbed says for the opening what slack made up for, where that is notable.
func (t teller) absorbed() string {
	a := t.r.DoNothing().Carried
	if a == nil {
		return ""
	}
	l := layout{t.r, t.f}
	var added float64
	var by *CarriedRow
	for i := range a.Departments {
		row := &a.Departments[i]
		if told(row.Added) {
			added += row.Added.Mean
		}
		if told(row.Absorbed) && (by == nil || row.Absorbed.Mean > by.Absorbed.Mean) {
			by = row
		}
	}
	text := ""
	if by != nil && math.Round(by.Absorbed.Mean) > 0 && by.Absorbed.Mean >= notable*added {
		text = "Of the " + l.plainHours(added) + " h that departments added to orders, " + by.Name + " absorbed " + l.plainHours(by.Absorbed.Mean) + " h" + l.inRange(by.Absorbed)
		if how := by.byWhat(); how != "" {
			text += ", most " + how
		}
		text += "."
		switch {
		case a.Reached.NonZero == 0:
			text += " None of it reached a customer."
		case a.Reached.Mean < notable*added && !told(a.Reached):
			text += " That any of it reached a customer cannot be told from chance."
		}
	}
	return strings.Join(spoken(l.buffer(a), text, l.sparedWords(a)), " ")
}

// inRange is the range of hours in brackets, where there is one.
func (l layout) inRange(e Estimate) string {
	if e.Certainty != Ranged {
		return ""
	}
	return " (" + l.f.wholeRange(e) + ")"
}

// byWhat says in words what absorbed most in a department; "" where that is not clear.
func (row *CarriedRow) byWhat() string {
	for i := range row.Changes {
		if c := &row.Changes[i]; c.Hours.Mean < 0 {
			if !told(c.Hours) {
				return ""
			}
			return absorberWords(c.Cause)
		}
	}
	return ""
}

// absorberWords say how lateness is made up for: what would have been waited for anyhow.
func absorberWords(c sim.Cause) string {
	switch c {
	case sim.CauseStaff:
		return "by its stock of work, in which orders would have waited anyhow"
	case sim.CauseClosed:
		return "by hours in which it was closed anyhow"
	case sim.CauseBranch:
		return "where one branch would have waited for another anyhow"
	case sim.CauseBatch:
		return "in the wait for the batch"
	case sim.CauseAppointment:
		return "in the wait for the date agreed"
	case sim.CauseStock, sim.CauseOther, sim.CauseSystem, sim.CauseOutside, sim.CauseCustomer, sim.CauseLimit:
		return fmt.Sprintf("in waits that would have been there anyhow (%s)", c)
	case detour:
		return "by orders that went another way"
	}
	return fmt.Sprintf("by less time of %q", c.String())
}
