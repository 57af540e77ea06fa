package reporters

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
)

// MatrixWriter writes a matrix in one format.
type MatrixWriter func(w io.Writer, m *Matrix) error

// MatrixTable writes the matrix for a terminal, without colours.
func MatrixTable(w io.Writer, m *Matrix) error { return terminal{}.write(w, matrixPage(m)) }

// MatrixColourTable writes the matrix for a terminal that shows colours.
func MatrixColourTable(w io.Writer, m *Matrix) error {
	return terminal{colour: true}.write(w, matrixPage(m))
}

// MatrixMarkdown writes the matrix as GitHub-flavoured Markdown.
func MatrixMarkdown(w io.Writer, m *Matrix) error { return markdown(w, matrixPage(m)) }

// Most rows and columns of the tables for people; files hold all.
const (
	mostMatrixRows    = 25
	mostMatrixColumns = 13
)

// cross lays a matrix out for people.
type cross struct {
	m    *Matrix
	f    formatter
	rows []MatrixRow // shown
}

func matrixPage(m *Matrix) []block {
	c := cross{m, formatter{m.Currency}, m.shownRows()}
	blocks := []block{{heading: c.title(), text: append([]string{period(&m.Subject) + " " + c.struck()}, m.Sentences...)}}
	blocks = append(blocks, c.ranking(), c.felt(), block{heading: "What was hit, and with what", lines: bulleted(c.standard())})
	if len(m.Caveats) > 0 {
		blocks = append(blocks, block{heading: "Read with care", lines: bulleted(m.Caveats)})
	}
	if len(m.Next) > 0 {
		blocks = append(blocks, block{heading: nextHeading, lines: m.Next})
	}
	return blocks
}

func (c cross) title() string { return "Who hurts customers most · " + c.m.Organisation }

func (c cross) struck() string {
	return fmt.Sprintf("On %s each of %s parts is hit by itself.", c.m.When, count(len(c.m.Rows)))
}

// shownRows are the rows that somebody feels, the first of them.
func (m *Matrix) shownRows() []MatrixRow {
	var rows []MatrixRow
	for _, r := range m.Rows {
		felt := !untouched(r.Felt) || told(r.Harm[harmNotOnTime]) || slices.ContainsFunc(r.Departments, func(f Front) bool { return !untouched(f) })
		if felt && len(rows) < mostMatrixRows {
			rows = append(rows, r)
		}
	}
	return rows
}

func (c cross) standard() []string {
	lines := slices.Clone(c.m.Standard)
	for _, left := range []struct {
		why     string
		targets []Target
	}{
		{"Not hit, because it cannot happen to them: ", c.m.Spared},
		{"Not hit without --all-links, because they carry less than one item a week: ", c.m.Idle},
	} {
		if n := len(left.targets); n > 0 {
			const most = 5
			var names []string
			for _, t := range left.targets[:min(n, most)] {
				names = append(names, t.label())
			}
			if n > most {
				names = append(names, count(n-most)+" more")
			}
			lines = append(lines, left.why+list(names)+".")
		}
	}
	return lines
}

// ranking is the table of who hurts customers most.
func (c cross) ranking() block {
	g := &grid{header: []string{"hit", "late or lost", "order-days"}, right: []bool{false, true, true}}
	metrics := []int{harmNotOnTime, harmDelay}
	if c.m.Priced {
		metrics = append(metrics, harmRevenue)
		g.header, g.right = append(g.header, shareHeading(harmRevenue, c.m.Currency)), append(g.right, true)
	}
	g.header, g.right = append(g.header, "felt after", "over after"), append(g.right, false, false)
	var widest []Estimate
	if len(c.rows) > 0 {
		widest = c.rows[0].Harm
	}
	for i := range c.rows {
		r := &c.rows[i]
		row := []cell{text(r.label())}
		for _, metric := range metrics {
			row = append(row, harmCell(c.f, metric, r.Harm[metric], widest[metric]))
		}
		g.rows = append(g.rows, append(row, c.survived(r), c.recovered(r)))
	}
	b := block{heading: "Who hurts customers most", table: g, lines: []string{
		"Paying customers, against nothing going wrong: orders late, lost or unfinished; days that orders take longer, added up. " +
			c.counted() + "Customers feel it when orders past their promise (open ones, where nothing is promised) leave the band: " + c.band() +
			" Days are calendar days, from the hit until any kind of customer feels it, and from then until all are over it.",
	}}
	if len(g.rows) == 0 {
		b.table, b.lines = nil, []string{"Nobody feels any of it."}
	}
	if more := len(c.m.Rows) - len(c.rows); more > 0 {
		b.lines = append(b.lines, fmt.Sprintf("Not shown: %s more; --format html, csv, json and xlsx hold all.", count(more)))
	}
	return b
}

func (c cross) counted() string {
	if c.m.Priced {
		return "Revenue less penalties. "
	}
	return ""
}

func (c cross) band() string {
	return fmt.Sprintf("more than %s orders and %s of what is usual; they are over it after %d working days inside.",
		compact(c.m.Band.Items), compact(100*c.m.Band.Share)+" %", c.m.Band.RecoverDays)
}

// survived is the time until customers feel a hit.
func (c cross) survived(r *MatrixRow) cell {
	f := r.Felt
	if f.Hit == 0 {
		return cell{text: "never felt", tone: good}
	}
	x := cell{text: c.f.lengths("", f.Survived)}
	if f.Hit < f.Replications {
		x.under = fmt.Sprintf("in %s of %s", count(f.Hit), count(f.Replications))
	}
	return x
}

// recovered is the time from then until they are over it.
func (c cross) recovered(r *MatrixRow) cell {
	f := r.Felt
	if f.Hit == 0 {
		return cell{}
	}
	x := cell{text: c.f.lengths("", f.Recovered)}
	if f.NotOver > 0 {
		x.under, x.tone = fmt.Sprintf("not in %s of %s", count(f.NotOver), count(f.Hit)), bad
	}
	return x
}

// felt is the table of where each hit is felt: departments by their worst
// backlog, customers by orders late or lost.
func (c cross) felt() block {
	departments := c.columns()
	g := &grid{header: []string{"hit"}, right: []bool{false}}
	for _, d := range departments {
		g.header, g.right = append(g.header, strconv.Itoa(d+1)), append(g.right, true)
	}
	for s := range c.m.Customers {
		g.header, g.right = append(g.header, letter(s)), append(g.right, true)
	}
	for i := range c.rows {
		r := &c.rows[i]
		row := []cell{text(c.short(r.Target))}
		for _, d := range departments {
			row = append(row, feltCell(r.Departments[d]))
		}
		for s := range c.m.Customers {
			row = append(row, lostCell(r.Customers[s].Harm[harmNotOnTime]))
		}
		g.rows = append(g.rows, row)
	}
	legend := ""
	for k, d := range departments {
		if k > 0 {
			legend += ", "
		}
		legend += strconv.Itoa(d+1) + " " + c.m.Departments[d]
	}
	lines := []string{
		"Departments: how many items more than usual are there on the worst day, a median, in brackets where fewer than half of the replications feel it: " + legend + ".",
	}
	if left := len(c.m.Departments) - len(departments); left > 0 {
		lines = append(lines, fmt.Sprintf("Other departments, which feel less of it or nothing: %s.", count(left)))
	}
	legend = ""
	for s, name := range c.m.Customers {
		if s > 0 {
			legend += ", "
		}
		legend += letter(s) + " " + name
	}
	lines = append(lines, "Customers: orders late or lost, a mean: "+legend+". · stands for what never leaves the band, or cannot be told from chance.")
	b := block{heading: "Where each hit is felt", table: g, lines: lines}
	if len(g.rows) == 0 {
		b.table, b.lines = nil, []string{"Nowhere."}
	}
	return b
}

// columns are the departments shown: those who feel most, in the file's order.
func (c cross) columns() []int {
	type one struct {
		at   int
		most float64
	}
	var all []one
	for d := range c.m.Departments {
		x := one{at: d}
		for i := range c.m.Rows {
			if f := c.m.Rows[i].Departments[d]; !untouched(f) {
				x.most += max(f.Peak, -f.Peak)
			}
		}
		if x.most > 0 {
			all = append(all, x)
		}
	}
	slices.SortStableFunc(all, func(a, b one) int {
		return cmp.Or(cmp.Compare(b.most, a.most), cmp.Compare(c.m.Departments[a.at], c.m.Departments[b.at]))
	})
	var at []int
	for _, x := range all[:min(len(all), mostMatrixColumns)] {
		at = append(at, x.at)
	}
	slices.Sort(at)
	return at
}

// short names a target by the numbers of the columns.
func (c cross) short(t Target) string {
	number := func(name string) string { return strconv.Itoa(slices.Index(c.m.Departments, name) + 1) }
	switch t.Kind {
	case "link":
		return number(t.From) + " → " + number(t.To)
	case "department":
		return number(t.Name) + " " + t.Name
	}
	return t.label()
}

// letter names a kind of customer in a narrow column.
func letter(i int) string {
	if i < 26 {
		return string(rune('A' + i))
	}
	return "C" + strconv.Itoa(i+1)
}

// feltCell is how badly a department feels it.
func feltCell(f Front) cell {
	if untouched(f) {
		return cell{text: "·", tone: quietly}
	}
	c := cell{text: formatter{}.bare(Items, f.Peak, scale{by: 1}), tone: bad}
	switch {
	case !mostly(f):
		c.text, c.tone = "("+c.text+")", quietly
	case f.Peak < 0:
		c.tone = plain
	}
	return c
}

func lostCell(e Estimate) cell {
	if !told(e) {
		return cell{text: "·", tone: quietly}
	}
	c := cell{text: formatter{}.bare(Count, e.Mean, scale{by: 1}), tone: bad}
	if e.Mean < 0 {
		c.tone = good
	}
	return c
}
