package reporters

import "fmt"

// tone says how a piece of text stands out where colours exist.
type tone uint8

const (
	plain tone = iota
	good
	bad
	quietly
)

// cell is one cell of a grid.
type cell struct {
	text string
	tone tone
	// under stands below the text where there is room, mark after it.
	under, mark string
	// json points at the figure in the JSON of the same result, which says of there;
	// below likewise at the one under it.
	json      string
	of        Estimate
	belowJSON string
	below     Estimate
}

// at says where a cell's figure stands in the JSON.
func (c cell) at(e Estimate, path ...string) cell {
	c.json, c.of = pointer(path...), e
	return c
}

// grid is a table: a header, which columns are numbers, and rows. A row with a
// single cell is a heading inside the table.
type grid struct {
	header []string
	under  []string // below the header; nil for nothing
	right  []bool
	rows   [][]cell
}

// block is one part of a page: a heading, then sentences, a table, or lines.
type block struct {
	heading string
	text    []string // paragraphs
	table   *grid
	lines   []string // kept as they are: one to a line
}

// part is one topic of a report, which a writer may show in its own way.
type part struct {
	topic  string
	blocks func() []block
}

// page lays a report out for people, the same for the terminal and for Markdown.
func page(r *Report) []block {
	l := layout{r, formatter{r.Currency}}
	blocks := []block{{heading: l.title(), text: append([]string{l.subtitle()}, r.Sentences...)}}
	for _, p := range l.parts() {
		blocks = append(blocks, p.blocks()...)
	}
	return blocks
}

// parts are all topics in the order in which they are read.
func (l layout) parts() []part {
	return []part{
		{"options", l.options},
		{"customers", l.customers},
		{"ripple", l.ripple},
		{"shares", l.shares},
		{"time", l.time},
		{"orders", func() []block { return append(l.notArrived(), l.pairs()...) }},
		{"accounts", l.accounts},
		{"agreements", l.agreements},
		{"mismatch", l.mismatch},
		{"departments", l.departments},
		{"reach", l.reach},
		{"suppliers", l.suppliers},
		{"money", l.money},
		{"expected", func() []block { return l.f.expectations(l.r.Verdicts, "What the scenario expects") }},
		{"actual", l.actual},
		{"care", l.care},
		{"next", l.next},
	}
}

// care is what is easily misread.
func (l layout) care() []block {
	if len(l.r.Caveats) == 0 {
		return nil
	}
	return []block{{heading: careHeading, lines: bulleted(l.r.Caveats)}}
}

// next are commands worth running next.
func (l layout) next() []block {
	if len(l.r.Next) == 0 {
		return nil
	}
	return []block{{heading: nextHeading, lines: l.r.Next}}
}

// careHeading stands over what is easily misread.
const careHeading = "Read with care"

// optionsHeading stands over what the options' short names mean.
const optionsHeading = "The options"

// nextHeading stands over the commands worth running next.
const nextHeading = "Next"

type layout struct {
	r *Report
	f formatter
}

func (l layout) title() string {
	if l.r.Organisation == "" {
		return l.r.Scenario
	}
	return l.r.Scenario + " · " + l.r.Organisation
}

func (l layout) subtitle() string { return period(&l.r.Subject) }

// period says over which days and with what chance.
func period(s *Subject) string {
	plural := "s"
	if s.Replications == 1 {
		plural = ""
	}
	return fmt.Sprintf("Orders placed from %s to %s. %s replication%s, seed %d, ranges of 95 %%.",
		s.From, s.Until, count(s.Replications), plural, s.Seed)
}

// shown are the options worth a row: without injects, doing nothing is the
// same as nothing going wrong.
func (l layout) shown() []Option {
	if l.r.Quiet {
		return l.r.Responses()
	}
	return l.r.Options[1:]
}

// options says what the short names in the tables stand for.
func (l layout) options() []block {
	var lines []string
	for _, o := range l.r.Responses() {
		if o.Label != o.Name {
			lines = append(lines, "- "+o.Name+": "+o.Label)
		}
	}
	if len(lines) == 0 {
		return nil
	}
	return []block{{heading: optionsHeading, lines: lines}}
}

// name is an option in a table: what the file calls it, but for the two cases
// that nobody wrote.
func (l layout) name(o *Option) string {
	if o.Gain == nil {
		return o.Label
	}
	return o.Name
}

// difference is a cell with a difference, in the tone of its direction; usual is
// the value that it is a difference to.
func (l layout) difference(m Metric, e, usual Estimate) cell {
	c := cell{text: formatter{}.delta(m.Unit, e, usual.Mean)} // the column of values names the currency
	switch {
	case e.Clear() && !noticeable(m.Unit, e.Mean):
		c.tone = quietly
	case helps(m, e):
		c.tone, c.text = good, c.text+" better"
	case hurts(m, e):
		c.tone, c.text = bad, c.text+" worse"
	case e.Certainty != Ranged && e.Certainty != Single:
		c.tone = quietly
	}
	return c
}

// noticeable tells that a number does not show as zero.
func noticeable(u Unit, v float64) bool {
	s := scaleOf(u, v)
	return !zero(decimal(v/s.by, s.digits))
}

func bulleted(lines []string) []string {
	marked := make([]string, len(lines))
	for i, line := range lines {
		marked[i] = "- " + line
	}
	return marked
}

func text(s string) cell { return cell{text: s} }
