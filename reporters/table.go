package reporters

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode"

	"github.com/olekukonko/tablewriter"
	"github.com/olekukonko/tablewriter/renderer"
	"github.com/olekukonko/tablewriter/tw"
)

// Writer writes a report in one format.
type Writer func(w io.Writer, r *Report) error

// CompareWriter writes a comparison in one format.
type CompareWriter func(w io.Writer, c *Comparison) error

// textWidth is where sentences wrap on a terminal.
const textWidth = 100

// Table writes the report for a terminal, without colours.
func Table(w io.Writer, r *Report) error { return terminal{}.write(w, page(r)) }

// ColourTable writes the report for a terminal that shows colours.
func ColourTable(w io.Writer, r *Report) error { return terminal{colour: true}.write(w, page(r)) }

// CompareTable writes the comparison for a terminal, without colours.
func CompareTable(w io.Writer, c *Comparison) error { return terminal{}.write(w, comparePage(c)) }

// CompareColourTable writes the comparison for a terminal that shows colours.
func CompareColourTable(w io.Writer, c *Comparison) error {
	return terminal{colour: true}.write(w, comparePage(c))
}

// terminal writes pages as text.
type terminal struct {
	colour bool
}

func (t terminal) write(w io.Writer, page []block) error {
	var out bytes.Buffer
	for i, b := range page {
		if i > 0 {
			out.WriteByte('\n')
		}
		if err := t.block(&out, b); err != nil {
			return err
		}
	}
	_, err := w.Write(trimmed(out.Bytes()))
	return err
}

func (t terminal) block(out *bytes.Buffer, b block) error {
	fmt.Fprintln(out, t.paint(shown(b.heading), "1"))
	for i, paragraph := range b.text {
		if i == 1 {
			fmt.Fprintln(out)
		}
		fmt.Fprintln(out, wrapped(shown(paragraph), textWidth, ""))
	}
	if b.table != nil {
		if err := t.grid(out, b.table); err != nil {
			return fmt.Errorf("draw the table %q: %w", b.heading, err)
		}
	}
	for _, line := range b.lines {
		indent := ""
		if strings.HasPrefix(line, "- ") {
			indent = "  "
		}
		fmt.Fprintln(out, wrapped(shown(line), textWidth, indent))
	}
	return nil
}

// grid draws a table: no box, one line under the header, columns two spaces apart.
func (t terminal) grid(out *bytes.Buffer, g *grid) error {
	align := make([]tw.Align, len(g.header))
	for i, right := range g.right {
		align[i] = tw.AlignLeft
		if right {
			align[i] = tw.AlignRight
		}
	}
	table := tablewriter.NewTable(out,
		tablewriter.WithRenderer(renderer.NewBlueprint(tw.Rendition{
			Borders: tw.BorderNone,
			Symbols: tw.NewSymbols(tw.StyleLight),
			Settings: tw.Settings{
				Separators: tw.Separators{BetweenColumns: tw.Off, BetweenRows: tw.Off},
				Lines:      tw.Lines{ShowHeaderLine: tw.On},
			},
		})),
		tablewriter.WithHeaderAutoFormat(tw.Off),
		tablewriter.WithHeaderAlignmentConfig(tw.CellAlignment{PerColumn: align}),
		tablewriter.WithRowAlignmentConfig(tw.CellAlignment{PerColumn: align}),
		tablewriter.WithPadding(tw.Padding{Left: "", Right: "  ", Overwrite: true}),
		tablewriter.WithRowAutoWrap(tw.WrapNone),
		tablewriter.WithHeaderAutoWrap(tw.WrapNone),
		tablewriter.WithTrimSpace(tw.Off),
	)
	header := make([]string, len(g.header))
	for i, name := range g.header {
		lines := strings.Split(name, "\n")
		for k, line := range lines {
			lines[k] = clipped(shown(line))
		}
		header[i] = strings.Join(lines, "\n")
		if g.under != nil {
			header[i] += "\n" + shown(g.under[i])
		}
	}
	table.Header(header)
	marks := markWidths(g)
	for _, row := range g.rows {
		cells, under := make([]string, len(g.header)), make([]string, len(g.header))
		second := false
		for i, c := range row {
			cells[i] = t.tint(c, marks[i])
			if c.under != "" {
				under[i] = t.tint(cell{text: c.under, tone: c.tone}, 0)
				second = true
			}
		}
		if err := table.Append(cells); err != nil {
			return err
		}
		if second {
			if err := table.Append(under); err != nil {
				return err
			}
		}
	}
	return table.Render()
}

// markWidths are how wide each column's marks are: numbers with and without one
// stand below each other.
func markWidths(g *grid) []int {
	widths := make([]int, len(g.header))
	for _, row := range g.rows {
		for i, c := range row {
			if c.mark != "" {
				widths[i] = max(widths[i], 1+len(c.mark))
			}
		}
	}
	return widths
}

func (t terminal) tint(c cell, markWidth int) string {
	if c.text == "" {
		return ""
	}
	s := clipped(shown(c.text))
	if markWidth > 0 {
		s += fmt.Sprintf("%-*s", markWidth, " "+c.mark)
	}
	switch c.tone {
	case good:
		return t.paint(s, "32")
	case bad:
		return t.paint(s, "31")
	case quietly:
		return t.paint(s, "2")
	}
	return s
}

// widestCell is how many characters of a cell are shown.
const widestCell = 48

// clipped cuts off what would make a table too wide.
func clipped(s string) string {
	if r := []rune(s); len(r) > widestCell {
		return string(r[:widestCell-1]) + "…"
	}
	return s
}

// shown takes out of a text what would steer the terminal: names come from files.
func shown(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, s)
}

// paint wraps text in an ANSI style, on a terminal that shows it.
func (t terminal) paint(s, style string) string {
	if !t.colour {
		return s
	}
	return "\x1b[" + style + "m" + s + "\x1b[0m"
}

// wrapped breaks a paragraph between words; later lines begin with the indent.
func wrapped(s string, width int, indent string) string {
	var b strings.Builder
	column := 0
	for i, word := range words(s) {
		length := len([]rune(word))
		switch {
		case i == 0:
		case column+1+length > width:
			b.WriteString("\n" + indent)
			column = len(indent)
		default:
			b.WriteByte(' ')
			column++
		}
		b.WriteString(word)
		column += length
	}
	return b.String()
}

// words splits a paragraph where a line may break: not before a percent sign.
func words(s string) []string {
	all := strings.Split(strings.ReplaceAll(s, " %", "\u00a0%"), " ")
	for i := range all {
		all[i] = strings.ReplaceAll(all[i], "\u00a0%", " %")
	}
	return all
}

// trimmed takes the spaces off the ends of lines.
func trimmed(page []byte) []byte {
	lines := bytes.Split(page, []byte("\n"))
	for i, line := range lines {
		lines[i] = bytes.TrimRight(line, " ")
	}
	return bytes.Join(lines, []byte("\n"))
}
