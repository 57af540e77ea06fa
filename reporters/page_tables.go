package reporters

import "strings"

// webBlock is a part of the report as the other writers show it.
type webBlock struct {
	Heading string
	Text    []string
	Table   *webGrid
	Bullets []string
	Lines   []string
}

// webGrid is a table. A row of one cell is a heading inside it.
type webGrid struct {
	Caption string
	// Known says that a heading above says what the caption says.
	Known  bool
	Header []webCell
	Rows   []webRow
}

type webRow struct {
	Heading string
	Cells   []webCell
}

type webCell struct {
	Text, Under, Mark, Tone string
	Right                   bool
	// Of and Below are what stands there in the JSON, where that is said.
	Of, Below number
}

func (d *drawing) blocks(blocks []block) []webBlock {
	var all []webBlock
	for _, b := range blocks {
		w := webBlock{Heading: b.heading, Text: unbroken(b.text)}
		if b.table != nil {
			w.Table = d.grid(b.table, b.heading)
			w.Table.Known = true
		}
		for _, line := range unbroken(b.lines) {
			if rest, bullet := strings.CutPrefix(line, "- "); bullet {
				w.Bullets = append(w.Bullets, rest)
			} else {
				w.Lines = append(w.Lines, line)
			}
		}
		all = append(all, w)
	}
	return all
}

func (d *drawing) grid(g *grid, caption string) *webGrid {
	w := &webGrid{Caption: caption}
	for i, h := range g.header {
		c := webCell{Text: shown(h), Right: g.right[i]}
		if g.under != nil {
			c.Under = g.under[i]
		}
		w.Header = append(w.Header, c)
	}
	for _, row := range g.rows {
		if len(row) == 1 && len(g.header) > 1 {
			w.Rows = append(w.Rows, webRow{Heading: row[0].text})
			continue
		}
		var r webRow
		for i, c := range row {
			r.Cells = append(r.Cells, webCell{
				Text: strings.TrimSpace(shown(c.text)), Under: c.under, Mark: c.mark, Tone: toneWords[c.tone], Right: g.right[i],
				Of: estimated("", c.json, c.of), Below: estimated("", c.belowJSON, c.below),
			})
		}
		for len(r.Cells) < len(g.header) {
			r.Cells = append(r.Cells, webCell{})
		}
		w.Rows = append(w.Rows, r)
	}
	return w
}

// unbroken keeps a percent sign on the line of its number.
func unbroken(lines []string) []string {
	kept := make([]string, len(lines))
	for i, line := range lines {
		kept[i] = strings.ReplaceAll(line, " %", "\u00a0%")
	}
	return kept
}
