package reporters

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// workbook is a spreadsheet in the making. Everything has a type: numbers are
// numbers with a format, dates are dates, and text is never a formula, whatever
// it begins with. It keeps the first error.
type workbook struct {
	f        *excelize.File
	currency string
	styles   map[string]int
	err      error
}

func newWorkbook(currency, ripple string) *workbook {
	b := &workbook{f: excelize.NewFile(), currency: strings.ReplaceAll(shown(currency), `"`, ""), styles: map[string]int{}}
	// Equal results give equal bytes: no clock, and nobody's name.
	const never = "1980-01-01T00:00:00Z"
	b.try(b.f.SetDocProps(&excelize.DocProperties{Creator: "ripple " + shown(ripple), LastModifiedBy: "ripple", Created: never, Modified: never}))
	return b
}

func (b *workbook) try(err error) {
	if b.err == nil {
		b.err = err
	}
}

// write ends the workbook.
func (b *workbook) write(w io.Writer) error {
	defer b.f.Close()
	if b.err == nil {
		b.f.SetActiveSheet(0)
		b.try(b.f.Write(w))
	}
	if b.err != nil {
		return fmt.Errorf("make the spreadsheet: %w", b.err)
	}
	return nil
}

// sheetColumn is a column's heading and its width in characters. The heading of
// numbers stands on the right, as they do.
type sheetColumn struct {
	title  string
	width  float64
	number bool
}

func textColumn(title string, width float64) sheetColumn { return sheetColumn{title, width, false} }

func numberColumn(title string, width float64) sheetColumn { return sheetColumn{title, width, true} }

// sheet is one table: a frozen header, then rows.
type sheet struct {
	b    *workbook
	name string
	row  int
}

// sheet begins a table, of which the first fixed columns stay in sight. Without
// columns it is a page of text.
func (b *workbook) sheet(name string, fixed int, columns ...sheetColumn) *sheet {
	if index, err := b.f.GetSheetIndex("Sheet1"); err == nil && index == 0 {
		b.try(b.f.SetSheetName("Sheet1", name))
	} else {
		_, err := b.f.NewSheet(name)
		b.try(err)
	}
	s := &sheet{b: b, name: name}
	landscape, fit, fitHeight := "landscape", 1, 0
	b.try(b.f.SetPageLayout(name, &excelize.PageLayoutOptions{Orientation: &landscape, FitToWidth: &fit, FitToHeight: &fitHeight}))
	s.fit()
	if len(columns) == 0 {
		return s
	}
	s.row++
	for i, c := range columns {
		if c.number {
			s.put(i, numberHeading(c.title))
		} else {
			s.put(i, heading(c.title))
		}
		letter := letters(i)
		b.try(b.f.SetColWidth(name, letter, letter, c.width))
	}
	b.try(b.f.SetRowHeight(name, 1, 32))
	b.try(b.f.SetPanes(name, &excelize.Panes{
		Freeze: true, XSplit: fixed, YSplit: 1, TopLeftCell: cellName(fixed, 2), ActivePane: "bottomRight",
	}))
	b.try(b.f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: "'" + name + "'!$1:$1", Scope: name}))
	return s
}

// fit lets the sheet be printed as wide as the paper.
func (s *sheet) fit() {
	yes := true
	s.b.try(s.b.f.SetSheetProps(s.name, &excelize.SheetPropsOptions{FitToPage: &yes}))
}

// filter lets readers choose rows by the columns of the header.
func (s *sheet) filter(columns int) {
	if s.row > 1 {
		s.b.try(s.b.f.AutoFilter(s.name, "A1:"+cellName(columns-1, s.row), nil))
		s.fit() // which a filter undoes
	}
}

// paragraph appends a row of text that wraps within so many characters.
func (s *sheet) paragraph(text string, width int) {
	s.add(prose(text))
	s.wrap([]string{text}, []int{width})
}

// wrap makes the last row as high as its texts need in columns of some widths.
func (s *sheet) wrap(texts []string, widths []int) {
	lines := 1
	for i, text := range texts {
		lines = max(lines, strings.Count(wrapped(text, widths[i], ""), "\n")+1)
	}
	s.b.try(s.b.f.SetRowHeight(s.name, s.row, float64(lines)*rowHeight))
}

// rowHeight is that of a line of text, in points.
const rowHeight = 15

// heading is a cell in bold, prose one that wraps, figure a number of a unit, sum
// one that is a signed difference, date a day, tinted any of these in a tone.
type (
	heading       string
	numberHeading string
	prose         string
	figure        struct {
		unit  Unit
		value float64
	}
	sum  figure
	date string
	// hundredths is a plain number with two decimals.
	hundredths float64
	tinted     struct {
		cell any
		tone tone
	}
)

// add appends a row; a nil cell stays empty.
func (s *sheet) add(cells ...any) {
	s.row++
	for i, c := range cells {
		if c != nil {
			s.put(i, c)
		}
	}
}

func (s *sheet) put(column int, c any) {
	at, b := cellName(column, s.row), s.b
	look := ""
	if t, is := c.(tinted); is {
		look, c = [...]string{plain: "", good: "good", bad: "bad", quietly: "quiet"}[t.tone], t.cell
		if c == nil {
			return
		}
	}
	text := func(v string) { b.try(b.f.SetCellStr(s.name, at, sheetText(v))) }
	format := ""
	switch v := c.(type) {
	case string:
		text(v)
	case prose:
		text(string(v))
		look = "prose"
	case heading:
		text(string(v))
		look = "heading"
	case numberHeading:
		text(string(v))
		look = "number heading"
	case int:
		b.try(b.f.SetCellInt(s.name, at, int64(v)))
		format = "#,##0"
	case uint64:
		// A seed has more digits than a spreadsheet's numbers.
		text(strconv.FormatUint(v, 10))
	case figure:
		format = b.format(v.unit)
		s.number(at, v.value)
	case sum:
		format = b.format(v.unit)
		format = "+" + format + ";-" + format + ";" + format
		s.number(at, v.value)
	case hundredths:
		format = "0.00"
		s.number(at, float64(v))
	case date:
		day, err := time.Parse(time.DateOnly, string(v))
		if err != nil {
			return
		}
		b.try(b.f.SetCellValue(s.name, at, day))
		format = "ddd d mmm yyyy"
	default:
		b.try(fmt.Errorf("a cell of %T", c))
	}
	if id := b.style(format, look); id != 0 {
		b.try(b.f.SetCellStyle(s.name, at, at, id))
	}
}

// number writes as many digits as any result has; what is no number stays empty.
func (s *sheet) number(at string, v float64) {
	short, err := strconv.ParseFloat(machine(v), 64)
	if err != nil {
		return
	}
	s.b.try(s.b.f.SetCellFloat(s.name, at, short, -1, 64))
}

// format is how a spreadsheet writes numbers of a unit.
func (b *workbook) format(u Unit) string {
	switch u {
	case Share:
		return "0.0%"
	case Hours:
		return `#,##0.00" h"`
	case Money:
		if b.currency == "" {
			return "#,##0"
		}
		return `#,##0" ` + b.currency + `"`
	}
	return "#,##0.0"
}

// style finds or makes a style: a number format and a look.
func (b *workbook) style(format, look string) int {
	key := format + "\x00" + look
	if id, made := b.styles[key]; made || key == "\x00" {
		return id
	}
	style := &excelize.Style{Alignment: &excelize.Alignment{Vertical: "top"}, Font: &excelize.Font{Family: "Calibri", Size: 11}}
	if format != "" {
		style.CustomNumFmt = &format
	}
	switch look {
	case "heading", "number heading":
		style.Font.Bold = true
		style.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E8EDF2"}}
		style.Alignment = &excelize.Alignment{Vertical: "center", WrapText: true}
		if look == "number heading" {
			style.Alignment.Horizontal = "right"
		}
	case "prose":
		style.Alignment.WrapText = true
	case "good":
		style.Font.Color = "1B7A3D"
	case "bad":
		style.Font.Color = "B3261E"
	case "quiet":
		style.Font.Color = "6B6B6B"
	}
	if format == "" && style.Font.Color != "" {
		style.Alignment.Indent = 1 // text behind a number
	}
	id, err := b.f.NewStyle(style)
	b.try(err)
	b.styles[key] = id
	return id
}

// sheetText is a text as a cell can hold it: 32,767 characters without controls.
func sheetText(s string) string {
	s = shown(strings.ToValidUTF8(s, "?"))
	if utf8.RuneCountInString(s) > excelize.TotalCellChars {
		s = string([]rune(s)[:excelize.TotalCellChars-1]) + "…"
	}
	return s
}

func letters(column int) string {
	name, err := excelize.ColumnNumberToName(column + 1)
	if err != nil {
		return "A"
	}
	return name
}

func cellName(column, row int) string { return letters(column) + strconv.Itoa(row) }
