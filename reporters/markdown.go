package reporters

import (
	"bytes"
	"fmt"
	"io"
	"strings"
)

// Markdown writes the report as GitHub-flavoured Markdown.
func Markdown(w io.Writer, r *Report) error { return markdown(w, page(r)) }

// CompareMarkdown writes the comparison as GitHub-flavoured Markdown.
func CompareMarkdown(w io.Writer, c *Comparison) error { return markdown(w, comparePage(c)) }

func markdown(w io.Writer, page []block) error {
	var out bytes.Buffer
	for i, b := range page {
		level := "##"
		if i == 0 {
			level = "#"
		}
		fmt.Fprintf(&out, "%s %s\n\n", level, escaped(b.heading))
		for _, paragraph := range b.text {
			fmt.Fprintf(&out, "%s\n\n", escaped(paragraph))
		}
		if b.table != nil {
			markdownGrid(&out, b.table)
		}
		markdownLines(&out, b)
	}
	_, err := w.Write(append(bytes.TrimRight(out.Bytes(), "\n"), '\n'))
	return err
}

// markdownLines writes notes as paragraphs, lists as lists and commands as code.
func markdownLines(out *bytes.Buffer, b block) {
	if len(b.lines) == 0 {
		return
	}
	if b.heading == nextHeading {
		fmt.Fprintf(out, "```\n%s\n```\n\n", strings.Join(b.lines, "\n"))
		return
	}
	for i, line := range b.lines {
		rest, item := strings.CutPrefix(line, "- ")
		switch {
		case item:
			fmt.Fprintf(out, "- %s\n", escaped(rest))
			if i == len(b.lines)-1 {
				out.WriteByte('\n')
			}
		default:
			fmt.Fprintf(out, "%s\n\n", escaped(line))
		}
	}
}

func markdownGrid(out *bytes.Buffer, g *grid) {
	line := func(cells []string) { fmt.Fprintf(out, "| %s |\n", strings.Join(cells, " | ")) }
	header, rule := make([]string, len(g.header)), make([]string, len(g.header))
	for i := range g.header {
		header[i] = escaped(g.header[i])
		if g.under != nil && g.under[i] != "" {
			header[i] += " (" + escaped(g.under[i]) + ")"
		}
		rule[i] = "---"
		if g.right[i] {
			rule[i] = "---:"
		}
	}
	line(header)
	line(rule)
	for _, row := range g.rows {
		cells := make([]string, len(g.header))
		for i, c := range row {
			cells[i] = escaped(strings.TrimSpace(c.text))
			if c.under != "" {
				cells[i] += ": " + escaped(c.under)
			}
			if c.mark != "" {
				cells[i] += " **" + c.mark + "**"
			}
			if len(row) == 1 {
				cells[i] = "**" + cells[i] + "**"
			}
		}
		line(cells)
	}
	out.WriteByte('\n')
}

// escaped makes text safe inside a Markdown table: what would end a cell or
// a row, or be taken for markup or HTML, is written so that it shows as it is.
func escaped(s string) string {
	s = strings.NewReplacer(
		`\`, `\\`, "|", `\|`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`,
		"<", "&lt;", ">", "&gt;", "&", "&amp;",
		"\r\n", " ", "\n", " ", "\r", " ",
	).Replace(s)
	if strings.HasPrefix(s, "#") {
		s = `\` + s
	}
	return s
}
