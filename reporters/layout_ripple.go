package reporters

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// ripple shows how the disturbance travels: when each department and each kind
// of customer feels it, how bad it gets, and when it is over.
func (l layout) ripple() []block {
	if l.r.Quiet {
		return nil
	}
	fronts := l.r.DoNothing().Front
	g := &grid{
		header: []string{"", "first felt", "worst", "usually", "over"},
		right:  []bool{false, false, true, true, false},
	}
	departments := slices.Clone(fronts.Departments)
	departments = slices.DeleteFunc(departments, untouched)
	slices.SortStableFunc(departments, func(a, b Front) int { return a.Felt.Median.Number - b.Felt.Median.Number })
	for _, f := range departments {
		g.rows = append(g.rows, l.front(f, f.Name))
	}
	for s, name := range l.r.Customers {
		if f := fronts.Overdue[s]; !untouched(f) {
			g.rows = append(g.rows, l.front(f, name+" (overdue)"))
		} else if f := fronts.Open[s]; !untouched(f) {
			g.rows = append(g.rows, l.front(f, name+" (open)"))
		}
	}
	b := block{heading: "The ripple, when nobody responds"}
	rule := fmt.Sprintf("Items in a department's backlog, orders of customers. A place feels it when it is off by more than %s items and %s of what is usual, and is over it after %d working days inside.",
		compact(l.r.Band.Items), compact(100*l.r.Band.Share)+" %", l.r.Band.RecoverDays)
	if len(g.rows) == 0 {
		b.lines = append([]string{"Nobody feels it."}, append(survivors(fronts), rule)...)
		return []block{b}
	}
	b.table = g
	b.lines = append(survivors(fronts), rule)
	return []block{b}
}

// untouched tells that a place is hit in fewer than a tenth of the replications.
func untouched(f Front) bool { return f.Hit == 0 || 10*f.Hit < f.Replications }

// front is one place's row: items at a department, orders of customers.
func (l layout) front(f Front, name string) []cell {
	if f.Hit < f.Replications {
		name += fmt.Sprintf(", in %d of %d", f.Hit, f.Replications)
	}
	felt := cell{text: f.Felt.Median.String(), under: l.f.lengths("survived ", f.Survived)}
	over := cell{text: "not by " + l.r.Until.String()}
	if f.Over.Median != (Day{}) {
		over = cell{text: f.Over.Median.String(), under: l.f.lengths("after ", f.Recovered)}
		switch low, high := f.Over.Low, f.Over.High; {
		case high == (Day{}):
			over.text += fmt.Sprintf(", %d to never", low.Number)
		case low != high:
			over.text += fmt.Sprintf(", %d to %d", low.Number, high.Number)
		}
	}
	if f.NotOver > 0 {
		over.under = strings.TrimPrefix(over.under+"; ", "; ") + fmt.Sprintf("not in %d of %d", f.NotOver, f.Hit)
	}
	peak, usual := scaleOf(Count, f.Peak), scaleOf(Count, f.Usual)
	worst := fmt.Sprintf("%s on day %d", l.f.signed(Count, f.Peak, peak), f.Worst.Median.Number)
	return []cell{text(name), felt, text(worst), text(l.f.bare(Count, f.Usual, usual)), over}
}

// survivors says which departments do not feel it.
func survivors(fronts *Fronts) []string {
	var never, seldom []string
	for _, f := range fronts.Departments {
		switch {
		case f.Hit == 0:
			never = append(never, f.Name)
		case untouched(f):
			seldom = append(seldom, f.Name)
		}
	}
	var lines []string
	if len(never) > 0 {
		lines = append(lines, "Survived, never felt it: "+list(never)+".")
	}
	if len(seldom) > 0 {
		lines = append(lines, "Felt it in fewer than one case of ten: "+list(seldom)+".")
	}
	return lines
}

// compact writes a number with as many decimals as it needs.
func compact(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
