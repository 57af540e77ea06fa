package reporters

import (
	"io"
	"slices"
	"strings"
)

// AfterActionWriter writes an after-action report in one format.
type AfterActionWriter func(w io.Writer, a *AfterAction) error

// AfterActionMarkdown writes the report as GitHub-flavoured Markdown.
func AfterActionMarkdown(w io.Writer, a *AfterAction) error {
	blocks := []block{{heading: a.title(), text: append([]string{a.subtitle()}, a.Sentences...)}}
	for _, c := range a.chapters() {
		blocks = append(blocks, a.blocks(&c)...)
	}
	return markdown(w, blocks)
}

// blocks are a chapter as pages show it.
func (a *AfterAction) blocks(c *chapter) []block {
	b := []block{{heading: c.heading, text: c.text, lines: bulleted(c.bullets)}}
	for i := range c.registers {
		r := &c.registers[i]
		one := block{heading: r.title, table: r.grid(formatter{a.Currency})}
		if i == 0 && r.title == c.heading { // one heading is enough
			b[0].table, b[0].lines = one.table, nil
			continue
		}
		b = append(b, one)
	}
	return b
}

// grid is a register as a table of text.
func (r *register) grid(f formatter) *grid {
	g := &grid{}
	for _, c := range r.columns {
		g.header, g.right = append(g.header, c.title), append(g.right, c.number)
	}
	for _, row := range r.rows {
		cells := make([]cell, len(row))
		for i := range row {
			cells[i] = row[i].cell(f)
		}
		g.rows = append(g.rows, cells)
	}
	return g
}

// cell is a datum as text.
func (d *datum) cell(f formatter) cell {
	switch {
	case !d.number:
		return cell{text: d.text, tone: d.tone}
	case !d.signed && d.metric.Unit == Count:
		return text(decimal(d.e.Mean, 0))
	case !d.signed:
		return text(f.value(d.metric.Unit, d.e))
	}
	out := cell{text: f.gap(d.metric.Unit, d.e)}
	switch m := *d.metric; {
	case helps(m, d.e):
		out.tone, out.mark = good, "better"
	case hurts(m, d.e):
		out.tone, out.mark = bad, "worse"
	case d.e.Certainty != Ranged && d.e.Certainty != Single:
		out.tone = quietly
	}
	return out
}

// gap writes a difference; that of one replication alone is a number without a range.
func (f formatter) gap(u Unit, e Estimate) string {
	switch {
	case e.Replications > 1 || e.Certainty == Undefined:
		return f.delta(u, e, 0)
	case u == Count:
		return f.signed(u, e.Mean, scale{1, 0, ""})
	}
	return f.change(u, e.Mean, scaleOf(u, e.Mean))
}

// AfterActionXLSX writes the report as a spreadsheet: a page to read first, then a sheet
// for every table, with numbers as numbers.
func AfterActionXLSX(w io.Writer, a *AfterAction) error {
	b := newWorkbook(a.Currency, a.Ripple)
	const width = 90
	sh := b.sheet("Summary", 0)
	b.try(b.f.SetColWidth("Summary", "A", "A", width+5))
	sh.add(heading(a.title()))
	sh.paragraph(a.subtitle(), width)
	for _, s := range a.Sentences {
		sh.paragraph(s, width)
	}
	chapters := a.chapters()
	for i := range chapters {
		c := &chapters[i]
		if len(c.text)+len(c.bullets) == 0 {
			continue
		}
		sh.add()
		sh.add(heading(c.heading))
		for _, s := range slices.Concat(c.text, c.bullets) {
			sh.paragraph(s, width)
		}
	}
	for i := range chapters {
		for k := range chapters[i].registers {
			chapters[i].registers[k].write(b)
		}
	}
	return b.write(w)
}

// write puts a register into a sheet of its own. Differences have their range, and what they
// say, in columns of their own.
func (r *register) write(b *workbook) {
	var columns []sheetColumn
	fixed := 0
	for i, c := range r.columns {
		if strings.TrimSpace(c.title) == "" && !c.number && i == 0 {
			fixed = 1
		}
		columns = append(columns, c.sheetColumn)
		if c.ranged {
			columns = append(columns, numberColumn("from", 12), numberColumn("to", 12), textColumn("says", 18))
		}
	}
	sh := b.sheet(r.title, fixed, columns...)
	for _, row := range r.rows {
		var cells []any
		var texts []string
		var widths []int
		for i := range row {
			d := &row[i]
			switch {
			case !d.number:
				cells = append(cells, tinted{prose(d.text), d.tone})
				texts, widths = append(texts, d.text), append(widths, max(4, int(r.columns[i].width)-2))
			case r.columns[i].ranged:
				cells = append(cells, differenceCells(*d.metric, d.e)...)
			case d.signed:
				cells = append(cells, sum{d.metric.Unit, d.e.Mean})
			case d.metric.Unit == Count:
				cells = append(cells, int(d.e.Mean))
			default:
				cells = append(cells, figure{d.metric.Unit, d.e.Mean})
			}
		}
		sh.add(cells...)
		sh.wrap(texts, widths)
	}
	if !r.fill {
		sh.filter(len(columns))
	}
}
