package tabletop

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"

	"ripple/scenarios"
)

// column is a column of an event list, with other names by which people call it.
type column struct {
	title string
	also  []string
	width float64
	of    func(*scenarios.EventRow) *string
}

// eventColumns are the usual columns of a master event list.
func eventColumns() []column {
	return []column{
		{"number", []string{"no", "no.", "#", "event", "event number", "inject number"}, 8, func(r *scenarios.EventRow) *string { return &r.Number }},
		{"time", []string{"at", "when", "event time", "scheduled time"}, 18, func(r *scenarios.EventRow) *string { return &r.Time }},
		{"inject", []string{"message", "description", "event description", "event/inject", "text"}, 60, func(r *scenarios.EventRow) *string { return &r.Inject }},
		{"from", []string{"sender", "source"}, 20, func(r *scenarios.EventRow) *string { return &r.From }},
		{"to", []string{"recipient", "recipients", "target", "team", "responsible", "player"}, 20, func(r *scenarios.EventRow) *string { return &r.To }},
		{"method", []string{"delivery", "delivery method", "means", "mode"}, 14, func(r *scenarios.EventRow) *string { return &r.Method }},
		{"controller", []string{"responsible controller", "delivered by"}, 16, func(r *scenarios.EventRow) *string { return &r.Controller }},
		{"expected action", []string{"expected-action", "expected actions", "expected outcome", "expected response", "expected player action"}, 50, func(r *scenarios.EventRow) *string { return &r.ExpectedAction }},
		{"objective", []string{"objectives", "exercise objective"}, 24, func(r *scenarios.EventRow) *string { return &r.Objective }},
	}
}

// WriteEventsCSV writes an event list with a header.
func WriteEventsCSV(w io.Writer, rows []scenarios.EventRow) error {
	c := csv.NewWriter(w)
	for _, row := range eventTable(rows) {
		if err := c.Write(row); err != nil {
			return fmt.Errorf("write the event list: %w", err)
		}
	}
	c.Flush()
	if err := c.Error(); err != nil {
		return fmt.Errorf("write the event list: %w", err)
	}
	return nil
}

// eventTable is a list with its header.
func eventTable(rows []scenarios.EventRow) [][]string {
	var header []string
	for _, c := range eventColumns() {
		header = append(header, c.title)
	}
	table := [][]string{header}
	for i := range rows {
		var row []string
		for _, c := range eventColumns() {
			row = append(row, *c.of(&rows[i]))
		}
		table = append(table, row)
	}
	return table
}

// WriteEventsXLSX writes an event list as a spreadsheet: all cells are text, the header stays in sight.
func WriteEventsXLSX(w io.Writer, rows []scenarios.EventRow) (err error) {
	f := excelize.NewFile()
	defer func() { err = errors.Join(err, f.Close()) }()
	const sheet, never = "Event list", "1980-01-01T00:00:00Z"
	try := func(more error) { err = errors.Join(err, more) }
	try(f.SetDocProps(&excelize.DocProperties{Creator: "ripple", LastModifiedBy: "ripple", Created: never, Modified: never}))
	try(f.SetSheetName("Sheet1", sheet))
	wrap, styled := f.NewStyle(&excelize.Style{Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}})
	try(styled)
	bold, styled := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	try(styled)
	for i, c := range eventColumns() {
		name, named := excelize.ColumnNumberToName(i + 1)
		try(named)
		try(f.SetColWidth(sheet, name, name, c.width))
		try(f.SetColStyle(sheet, name, wrap))
	}
	for y, row := range eventTable(rows) {
		for x, text := range row {
			cell, named := excelize.CoordinatesToCellName(x+1, y+1)
			try(named)
			try(f.SetCellStr(sheet, cell, text))
			if y == 0 {
				try(f.SetCellStyle(sheet, cell, cell, bold))
			}
		}
	}
	try(f.SetPanes(sheet, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}))
	if err != nil {
		return fmt.Errorf("write the event list: %w", err)
	}
	return f.Write(w)
}

// maxEventBytes bounds the file of an event list.
const maxEventBytes = 8 << 20

// ReadEvents reads an event list from a table: a spreadsheet's first sheet, or CSV separated
// by commas or semicolons. Its header may call the columns as people usually do.
func ReadEvents(name string, data []byte) ([]scenarios.EventRow, error) {
	fail := func(line int, hint, format string, args ...any) error {
		return scenarios.Diagnostics{{File: fmt.Sprintf("%s:%d", name, line), Message: fmt.Sprintf(format, args...), Hint: hint}}
	}
	if len(data) > maxEventBytes {
		return nil, fail(1, "", "the file has %d MiB: at most %d are read", len(data)>>20, maxEventBytes>>20)
	}
	table, err := readTable(data)
	if err != nil {
		return nil, fail(1, "save it as CSV or XLSX", "this is no table: %v", err)
	}
	var columns []func(*scenarios.EventRow) *string
	found := map[string]bool{}
	header := 0
	for header < len(table) && blank(table[header]) {
		header++
	}
	if header == len(table) {
		return nil, fail(1, "write a header with the names of the columns, and a row for each inject", "the table is empty")
	}
	for _, title := range table[header] {
		c := columnOf(title)
		if c == nil {
			columns = append(columns, nil)
			continue
		}
		if found[c.title] {
			return nil, fail(header+1, "keep one of the two", "two columns are `%s`", c.title)
		}
		found[c.title] = true
		columns = append(columns, c.of)
	}
	for _, need := range []string{"number", "time", "inject"} {
		if !found[need] {
			return nil, fail(header+1, "the usual columns are number, time, inject, from, to, method, controller, expected action, objective", "there is no column `%s`", need)
		}
	}
	var rows []scenarios.EventRow
	for i, cells := range table[header+1:] {
		if blank(cells) {
			continue
		}
		r := scenarios.EventRow{Place: fmt.Sprintf("%s:%d", name, header+i+2)}
		for x, text := range cells {
			if x < len(columns) && columns[x] != nil {
				*columns[x](&r) = strings.TrimSpace(text)
			}
		}
		rows = append(rows, r)
	}
	return rows, nil
}

func columnOf(title string) *column {
	title = strings.ToLower(strings.Join(strings.Fields(strings.NewReplacer("_", " ", "\ufeff", "").Replace(title)), " "))
	for _, c := range eventColumns() {
		for _, name := range append([]string{c.title}, c.also...) {
			if title == name {
				return &c
			}
		}
	}
	return nil
}

func blank(cells []string) bool {
	for _, c := range cells {
		if strings.TrimSpace(c) != "" {
			return false
		}
	}
	return true
}

// readTable reads the cells of a spreadsheet or of CSV.
func readTable(data []byte) ([][]string, error) {
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: 16 * maxEventBytes, UnzipXMLSizeLimit: maxEventBytes})
		if err != nil {
			return nil, err
		}
		defer f.Close()
		return f.GetRows(f.GetSheetName(0))
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	first, _, _ := bytes.Cut(data, []byte("\n"))
	c := csv.NewReader(bytes.NewReader(data))
	c.FieldsPerRecord, c.LazyQuotes = -1, true
	if bytes.Count(first, []byte(";")) > bytes.Count(first, []byte(",")) {
		c.Comma = ';'
	}
	return c.ReadAll()
}
