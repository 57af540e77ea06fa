package reporters

import (
	"math"
	"strings"
	"unicode"
)

// Measures of a sheet in millimetres: what both A4 (210 x 297) and Letter (216 x 279) have
// inside margins of 12, less the line at its foot.
const (
	sheetWidth  = 182.0
	sheetHeight = 243.0

	// textSize is the size of text (10 points) and lineHeight that of its lines.
	textSize   = 3.53
	lineHeight = 5.0
	// cellSize and cellHeight are those of tables and facts (9 points).
	cellSize   = 3.18
	cellHeight = 4.4

	headingHeight = 16.0
	underHeight   = 9.5
	writingHeight = 9.0 // a line to write on
	cardPadding   = 5.0
)

// paperRoom is a sheet on which things are measured: small print has more room. Heights are
// estimated for a wide letter, and a little too large: what is left stays empty.
type paperRoom struct{ width, height float64 }

// smallPrint is how much smaller it is than other text.
const smallPrint = 0.8

func roomOf(p *paperPart) paperRoom {
	if p.Small {
		return paperRoom{sheetWidth / smallPrint, sheetHeight / smallPrint}
	}
	return paperRoom{sheetWidth, sheetHeight}
}

// breadth is how wide a text is when nothing breaks it, in millimetres, by the letters of
// DejaVu Sans, which are wide.
func breadth(text string, size float64) float64 {
	sum := 0.0
	for _, r := range text {
		switch {
		case r >= 0x1100: // letters of the east, pictures
			sum += 1.05
		case strings.ContainsRune("mMW%@", r):
			sum += 0.98
		case r == 'w':
			sum += 0.82
		case unicode.IsUpper(r):
			sum += 0.72
		case strings.ContainsRune("ijl.,:;'|! ", r):
			sum += 0.32
		case strings.ContainsRune("ftr()-", r):
			sum += 0.4
		case strings.ContainsRune("csz", r):
			sum += 0.54
		case strings.ContainsRune("kvxy", r):
			sum += 0.6
		default:
			sum += 0.64
		}
	}
	return sum * size
}

// bold is how much wider bold letters are.
const bold = 1.13

// linesOf is how many lines a text takes, broken between words and, where one is too long,
// inside. Letters may be a little wider than they are taken for.
func linesOf(text string, width, size float64) float64 {
	const wider = 1.02
	size *= wider
	lines, at, space := 0.0, width, breadth(" ", size)
	for _, word := range strings.Fields(text) {
		w := breadth(word, size)
		switch {
		case lines > 0 && at+space+w <= width:
			at += space + w
			continue
		case w > width:
			lines += math.Ceil(w / (0.95 * width))
		default:
			lines++
		}
		at = math.Mod(w, width)
	}
	return lines
}

// high is how high something is.
func (m paperRoom) high(b *paper) float64 {
	h := 0.0
	if b.Heading != "" {
		h += headingHeight + 7*(linesOf(b.Heading, m.width, 1.6*bold*textSize)-1)
	}
	if b.Under != "" {
		h += underHeight + lineHeight*(linesOf(b.Under, m.width, 1.2*bold*textSize)-1)
	}
	if b.Text != "" {
		h += 2 + lineHeight*linesOf(b.Text, m.width, textSize)
	}
	if b.Aloud != "" {
		h += 5 + 1.15*lineHeight*linesOf(b.Aloud, m.width-7, 1.15*textSize)
	}
	if text := b.Bullet + b.Box; text != "" {
		h += 1.2 + lineHeight*linesOf(text, m.width-8, textSize)
	}
	if b.Table != nil {
		h += m.row(b.Table, b.Table.Header) + 3
		for _, row := range b.Table.Rows {
			h += m.row(b.Table, row)
		}
	}
	if b.Scale != nil {
		h += 10 + lineHeight*linesOf(b.Scale.Says, m.width, textSize)
	}
	h += writingHeight * float64(len(b.Lines))
	for i := range b.Cards {
		h += b.Cards[i].share() * m.height
	}
	return h
}

// row is how high a table's row is.
func (m paperRoom) row(t *paperTable, row []string) float64 {
	most := 1.0
	for i, text := range row {
		size := cellSize
		if i == 0 {
			size *= bold
		}
		most = max(most, linesOf(text, m.width*float64(t.Widths[i])/100-3, size))
	}
	return most*cellHeight + 2.4
}

// share is the part of a sheet that a card takes.
func (c *paperCard) share() float64 {
	switch c.Size {
	case "quarter":
		return 1.0 / 4
	case "half":
		return 1.0 / 2
	}
	return 1
}

// high is how high the card would be with a width.
func (c *paperCard) high(width float64) float64 {
	h := 2*cardPadding + 8 + 6*linesOf(c.Title, width, 1.3*bold*textSize) + 3 + lineHeight*1.1*linesOf(c.Text, width, 1.1*textSize)
	for _, facts := range [][]paperFact{c.Facts, c.More} {
		for _, f := range facts {
			h += 1 + cellHeight*max(1, linesOf(f.Text, width-21, cellSize))
		}
	}
	return h + writingHeight*float64(len(c.Lines))
}

// sized gives all cards the size that the largest of them needs, and puts them on sheets.
func sized(cards []paperCard) []paper {
	size, on := "quarter", 4
	fits := func(width, height float64) bool {
		for i := range cards {
			if cards[i].high(width-2*cardPadding) > height {
				return false
			}
		}
		return true
	}
	switch {
	case fits(sheetWidth/2, sheetHeight/2):
	case fits(sheetWidth, sheetHeight/2):
		size, on = "half", 2
	case fits(sheetWidth, sheetHeight-3):
		size, on = "whole", 1
	default: // in letters that need a good light
		size, on = "whole tight", 1
	}
	var all []paper
	for i := range cards {
		cards[i].Size = size
		if i%on == 0 {
			all = append(all, paper{Break: true})
		}
		last := &all[len(all)-1]
		last.Cards = append(last.Cards, cards[i])
	}
	return all
}

// paginated puts what follows one another on sheets. A table goes on with its header on the
// next; a heading stays with what it is about.
func (m paperRoom) paginated(blocks []paper) [][]paper {
	var sheets [][]paper
	var now []paper
	left := m.height
	turn := func() {
		if len(now) > 0 {
			sheets = append(sheets, now)
		}
		now, left = nil, m.height
	}
	put := func(b paper) {
		if b.Fill {
			b.Lines = make([]struct{}, max(len(b.Lines), int((left-m.high(&b))/writingHeight)+len(b.Lines)))
		}
		now = append(now, b)
		left -= m.high(&b)
	}
	for i := range blocks {
		b := blocks[i]
		if b.Break {
			turn()
		}
		switch need := m.high(&b) + m.following(blocks[i:]); {
		case b.Table != nil && m.high(&b) > left:
			for _, piece := range m.pieces(b.Table, left) {
				if piece == nil {
					turn()
					continue
				}
				put(paper{Table: piece})
			}
		case need > left:
			turn()
			put(b)
		default:
			put(b)
		}
	}
	turn()
	return sheets
}

// following is what has to be on the sheet with the first: a heading does not stand alone.
func (m paperRoom) following(blocks []paper) float64 {
	if b := &blocks[0]; b.Heading == "" && b.Under == "" || b.Text != "" || len(blocks) == 1 || blocks[1].Break {
		return 0
	}
	next := &blocks[1]
	if t := next.Table; t != nil {
		rows := m.row(t, t.Header) + 3
		for _, row := range t.Rows[:min(2, len(t.Rows))] {
			rows += m.row(t, row)
		}
		return rows
	}
	return m.high(next)
}

// pieces are those of a table that fit, the first into what is left of a sheet, the others
// into sheets; nil stands for the turn to the next.
func (m paperRoom) pieces(t *paperTable, left float64) []*paperTable {
	var all []*paperTable
	head := m.row(t, t.Header) + 3
	fresh := func() *paperTable { return &paperTable{Name: t.Name, Header: t.Header, Widths: t.Widths} }
	now := fresh()
	left -= head
	for _, row := range m.broken(t, m.height-head) {
		h := m.row(t, row)
		if h > left && (len(now.Rows) > 0 || len(all) == 0) {
			if len(now.Rows) > 0 {
				all = append(all, now)
			}
			all = append(all, nil)
			now = fresh()
			left = m.height - head
		}
		now.Rows = append(now.Rows, row)
		left -= h
	}
	if len(now.Rows) > 0 {
		all = append(all, now)
	}
	return all
}

// broken are the rows of a table, where one is higher than allowed in several.
func (m paperRoom) broken(t *paperTable, most float64) [][]string {
	var rows [][]string
	for _, row := range t.Rows {
		for m.row(t, row) > most {
			first, rest := make([]string, len(row)), make([]string, len(row))
			for i, text := range row {
				first[i], rest[i] = m.cut(text, m.width*float64(t.Widths[i])/100-3, most)
			}
			rows = append(rows, first)
			row = rest
		}
		rows = append(rows, row)
	}
	return rows
}

// cut takes as much of a cell as is half as high as allowed.
func (m paperRoom) cut(text string, width, most float64) (first, rest string) {
	words := strings.Fields(text)
	for n := len(words); n > 1; n-- {
		if first = strings.Join(words[:n], " "); linesOf(first, width, bold*cellSize)*cellHeight <= most/2 {
			return first, strings.Join(words[n:], " ")
		}
	}
	letters := []rune(text)
	n := min(len(letters), int(width/cellSize*most/cellHeight/4))
	return string(letters[:n]), string(letters[n:])
}
