package format

import (
	"io"
	"strings"
)

// WriteMarkdown writes a document for other documents.
func (d *Document) WriteMarkdown(w io.Writer) error {
	var b strings.Builder
	for i, one := range d.blocks {
		if i > 0 {
			b.WriteByte('\n')
		}
		switch {
		case one.heading != "":
			b.WriteString(strings.Repeat("#", one.level) + " " + one.heading + "\n")
		case one.code != "":
			b.WriteString("```yaml\n" + one.code + "\n```\n")
		case one.table != nil:
			markdownTable(&b, one.table)
		case one.rows != nil:
			markdownTable(&b, keyTable(one.rows))
		default:
			b.WriteString(one.text + "\n")
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// keyTable is the keys of a mapping, one a row.
func keyTable(keys []Key) [][]string {
	rows := [][]string{{"key", "meaning", "is", "unit", "without it", "example"}}
	for i := range keys {
		k := &keys[i]
		without := k.Default
		if k.Must {
			without = "has to be written"
		}
		means := k.Means
		if len(k.Not) > 0 {
			means += " Not with " + list(k.Not) + "."
		}
		if len(k.With) > 0 {
			means += " Goes with " + list(k.With) + "."
		}
		rows = append(rows, []string{"`" + k.Name + "`", means, k.Is.words(), k.Unit, without, "`" + k.Name + ": " + k.Example + "`"})
	}
	return rows
}

func markdownTable(b *strings.Builder, rows [][]string) {
	for i, row := range rows {
		b.WriteByte('|')
		for _, cell := range row {
			b.WriteString(" " + strings.ReplaceAll(cell, "|", `\|`) + " |")
		}
		b.WriteByte('\n')
		if i == 0 {
			b.WriteString("|" + strings.Repeat("---|", len(row)) + "\n")
		}
	}
}
