package reporters

import (
	"slices"
	"strings"
)

// mismatches are the agreements of every option beside the customers whose harm
// they hide.
func (b *workbook) mismatches(r *Report) {
	if len(r.Agreements) == 0 {
		return
	}
	sh := b.sheet("Mismatch", 2,
		textColumn("option", 20), textColumn("agreement", 22), textColumn("from", 18), textColumn("to", 18), textColumn("agreed", 28),
		numberColumn("kept", 12), numberColumn("from", 12), numberColumn("to", 12), textColumn("note", 18),
		textColumn("looks", 10), textColumn("hides the harm of", 34))
	for i := range r.Options {
		o := &r.Options[i]
		for a, one := range r.Agreements {
			var hides []string
			for s, name := range r.Customers {
				if slices.Contains(o.Mismatch.Hidden, Hidden{a, s}) {
					hides = append(hides, name)
				}
			}
			light := o.Mismatch.Agreements[a]
			cells := append([]any{o.Name, one.Name, one.From, one.To, one.Text}, estimateCells(Share, o.Value.Agreements[a][0])...)
			sh.add(append(cells, tinted{light.String(), map[Light]tone{Unclear: quietly, Green: good, Red: bad}[light]}, tinted{strings.Join(hides, ", "), bad})...)
		}
	}
	sh.filter(11)
}

// moves are the correlations of the inside with what customers feel.
func (b *workbook) moves(r *Report) {
	sh := b.sheet("Moves with customers", 4,
		textColumn("customers", 20), textColumn("what they feel", 16), textColumn("who", 22), textColumn("number", 20),
		numberColumn("same day, −1 to 1", 12), numberColumn("from", 10), numberColumn("to", 10), textColumn("note", 22),
		numberColumn("days before", 10), numberColumn("then", 10), numberColumn("from", 10), numberColumn("to", 10))
	for _, m := range r.Moves {
		who := ""
		if m.Department >= 0 {
			who = r.Departments[m.Department]
		} else {
			who = r.Agreements[m.Agreement].Name
		}
		same := estimateDoc(m.Same)
		cells := []any{
			r.Customers[m.Customers], strings.ReplaceAll(m.outcome(), "_", " "), who, m.Metric.Label,
			hundredths(same.Mean), hundredths(same.Low), hundredths(same.High), tinted{tooFew(m.Same), quietly},
		}
		if m.Days > 0 {
			cells = append(cells, m.Days, hundredths(m.Before.Mean), hundredths(m.Before.Low), hundredths(m.Before.High))
		}
		sh.add(cells...)
	}
	sh.filter(12)
}

// tooFew says why a correlation has no range.
func tooFew(e Estimate) string {
	if e.Certainty == TooRare {
		return "too few to say"
	}
	return notes[e.Certainty]
}
