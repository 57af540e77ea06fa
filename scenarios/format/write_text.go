package format

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// width is how many columns a terminal is taken to have.
const width = 100

// WriteText writes a document for a terminal.
func (d *Document) WriteText(w io.Writer) error {
	var b strings.Builder
	for i, one := range d.blocks {
		if i > 0 {
			b.WriteByte('\n')
		}
		switch {
		case one.heading != "":
			b.WriteString(strings.Repeat("#", one.level) + " " + one.heading + "\n")
		case one.code != "":
			b.WriteString("    " + strings.ReplaceAll(one.code, "\n", "\n    ") + "\n")
		case one.table != nil:
			writeTable(&b, one.table)
		case one.rows != nil:
			for i := range one.rows {
				if i > 0 {
					b.WriteByte('\n')
				}
				writeRow(&b, &one.rows[i])
			}
		default:
			for _, line := range wrap(one.text, width) {
				b.WriteString(line + "\n")
			}
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// writeRow writes one key with all that is known of it.
func writeRow(b *strings.Builder, k *Key) {
	must := ""
	if k.Must {
		must = "   (has to be written)"
	}
	fmt.Fprintf(b, "  %s%s\n", k.Name, must)
	for _, line := range wrap(k.Means, width-6) {
		b.WriteString("      " + line + "\n")
	}
	for _, fact := range k.facts() {
		for i, line := range wrap(fact[1], width-18) {
			if i > 0 {
				fact[0] = ""
			}
			fmt.Fprintf(b, "      %-12s%s\n", fact[0], line)
		}
	}
}

// facts are what a key holds, its unit, default and example.
func (k *Key) facts() [][2]string {
	all := [][2]string{
		{"is", k.Is.words()}, {"unit", k.Unit}, {"without it", k.Default},
		{"not with", list(k.Not)}, {"goes with", list(k.With)}, {"example", k.Name + ": " + k.Example},
	}
	var facts [][2]string
	for _, f := range all {
		if f[1] != "" {
			facts = append(facts, f)
		}
	}
	return facts
}

// writeTable writes a table whose cells are wrapped so that it fits.
func writeTable(b *strings.Builder, rows [][]string) {
	widths := columns(rows)
	for i, row := range rows {
		writeCells(b, row, widths)
		if i == 0 {
			rule := make([]string, len(row))
			for c := range row {
				rule[c] = strings.Repeat("─", widths[c])
			}
			writeCells(b, rule, widths)
		} else if len(rows[0]) > 4 && i < len(rows)-1 {
			b.WriteByte('\n')
		}
	}
}

// writeCells writes one row, over as many lines as its longest cell needs.
func writeCells(b *strings.Builder, row []string, widths []int) {
	lines, most := make([][]string, len(row)), 0
	for c, cell := range row {
		lines[c] = wrap(cell, widths[c])
		most = max(most, len(lines[c]))
	}
	for l := range most {
		var line strings.Builder
		for c := range row {
			text := ""
			if l < len(lines[c]) {
				text = lines[c][l]
			}
			line.WriteString(text + strings.Repeat(" ", widths[c]-utf8.RuneCountInString(text)+2))
		}
		b.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
}

// columns shares the width out: every column as wide as its longest cell, as
// long as that fits, and otherwise the widest ones cut to the same width, but
// never below their longest word.
func columns(rows [][]string) []int {
	widths, words := make([]int, len(rows[0])), make([]int, len(rows[0]))
	for _, row := range rows {
		for c, cell := range row {
			widths[c] = max(widths[c], utf8.RuneCountInString(cell))
			for _, word := range strings.Fields(cell) {
				words[c] = max(words[c], utf8.RuneCountInString(word))
			}
		}
	}
	room := width - 2*(len(widths)-1)
	for limit := room; limit > 0 && sum(widths) > room; limit-- {
		for c := range widths {
			widths[c] = max(words[c], min(widths[c], limit))
		}
	}
	return widths
}

func sum(numbers []int) int {
	total := 0
	for _, n := range numbers {
		total += n
	}
	return total
}

// wrap breaks a text into lines of at most that many columns, at spaces.
func wrap(text string, columns int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		switch {
		case line == "":
			line = word
		case utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) <= columns:
			line += " " + word
		default:
			lines = append(lines, line)
			line = word
		}
	}
	return append(lines, line)
}
