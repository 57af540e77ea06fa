package reporters

import (
	"archive/zip"
	"bytes"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// opened reads a spreadsheet back as a program that opens it would.
func opened(t *testing.T, text []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// table is a sheet's rows as raw values, by the names in its header.
func table(t *testing.T, f *excelize.File, sheet string) (columns []string, rows [][]string) {
	t.Helper()
	all, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil || len(all) == 0 {
		t.Fatalf("%s: %d rows (%v)", sheet, len(all), err)
	}
	return all[0], all[1:]
}

func withSources(c []Contender) []Contender {
	for i := range c {
		c[i].About.Sources = []Source{
			{Title: "scenario " + c[i].Name, Text: "scenario: " + c[i].Name + "\n# =1+1 in a comment\n"},
			{Title: "organisation Harbour Medical", Text: "organisation: Harbour Medical\n", Marks: []Mark{
				{Line: 12, Place: "departments.sales", Said: "sales: {staff: 6}", Kind: "guess", Why: "about six"},
			}},
		}
	}
	return c
}

func TestSpreadsheetHoldsTypedNumbersWithFormats(t *testing.T) {
	c := compared(t, withSources(contenders(40)), "procurement-slip/do-nothing")
	f := opened(t, writtenComparison(t, CompareXLSX, c))
	want := []string{"Summary", "At a glance", "Customers", "Paying customers", "Departments", "Money", "Expected", "Assumptions", "Files"}
	if got := f.GetSheetList(); !slices.Equal(got, want) {
		t.Fatalf("sheets %v, want %v", got, want)
	}
	columns, rows := table(t, f, "Customers")
	if want := 7 * 2 * len(CustomerMetrics()); len(rows) != want {
		t.Fatalf("%d rows, want %d", len(rows), want)
	}
	of := func(row []string, name string) string { return row[slices.Index(columns, name)] }
	at := slices.IndexFunc(rows, func(r []string) bool {
		return of(r, "who") == "consumers" && of(r, "number") == "on time" && of(r, "scenario") == "it-outage" && of(r, "option") == "standby"
	})
	share := customer(c.Alternatives[6].Value.Customers[0], "on_time")
	for name, v := range map[string]float64{
		"result": share.Mean, "difference": customer(c.Alternatives[6].Gain.Customers[0], "on_time").Mean,
	} {
		if got, err := strconv.ParseFloat(of(rows[at], name), 64); err != nil || math.Abs(got-v) > 1e-8 {
			t.Errorf("%s: %q (%v), want %v", name, of(rows[at], name), err, v)
		}
		cell := cellName(slices.Index(columns, name), at+2)
		if kind, err := f.GetCellType("Customers", cell); err != nil || kind != excelize.CellTypeUnset && kind != excelize.CellTypeNumber {
			t.Errorf("%s is a cell of type %v (%v), want a number", name, kind, err)
		}
		if shown, _ := f.GetCellValue("Customers", cell); !strings.HasSuffix(shown, "%") {
			t.Errorf("%s shows as %q, want a percentage", name, shown)
		}
	}
	if of(rows[at], "says") != "better" || of(rows[at], "compared with") != "procurement-slip/do-nothing" || of(rows[at], "better") != "more" {
		t.Errorf("row %v", rows[at])
	}
	for sheet, suffix := range map[string]string{"Money": " EUR", "At a glance": ""} {
		columns, _ := table(t, f, sheet)
		shown, _ := f.GetCellValue(sheet, cellName(slices.Index(columns, "result"), 2))
		if shown == "" || !strings.HasSuffix(shown, suffix) {
			t.Errorf("%s: shows %q, want one with %q", sheet, shown, suffix)
		}
	}
}

func TestSpreadsheetHeadersAreFrozenAndColumnsWideEnough(t *testing.T) {
	for name, text := range map[string][]byte{
		"run":     written(t, XLSX, pictured(t, 10)),
		"compare": writtenComparison(t, CompareXLSX, compared(t, contenders(10), "do-nothing")),
	} {
		f := opened(t, text)
		for _, sheet := range f.GetSheetList()[1:] {
			panes, err := f.GetPanes(sheet)
			if err != nil || !panes.Freeze || panes.YSplit != 1 || panes.XSplit < 1 {
				t.Errorf("%s, %s: panes %+v (%v)", name, sheet, panes, err)
			}
			columns, rows := table(t, f, sheet)
			for i, c := range columns {
				width, err := f.GetColWidth(sheet, letters(i))
				if err != nil || width < 8 || float64(len(c)) > 2*width {
					t.Errorf("%s, %s: %q in a column of %v (%v)", name, sheet, c, width, err)
				}
			}
			for _, r := range rows {
				if len(r) > len(columns) {
					t.Errorf("%s, %s: %d cells under %d headings: %v", name, sheet, len(r), len(columns), r)
					break
				}
			}
		}
	}
}

func TestSpreadsheetDatesAreDates(t *testing.T) {
	f := opened(t, written(t, XLSX, reported(t, 10)))
	columns, rows := table(t, f, "Ripple")
	felt := slices.Index(columns, "first felt")
	for i, r := range rows {
		if r[slices.Index(columns, "felt in")] == "0" {
			continue
		}
		days, err := strconv.ParseFloat(r[felt], 64)
		if err != nil {
			t.Fatalf("row %d: first felt %q is no date", i+2, r[felt])
		}
		day, err := excelize.ExcelDateToTime(days, false)
		if err != nil || day.Year() != 2026 && day.Year() != 2025 {
			t.Errorf("row %d: first felt on %v (%v)", i+2, day, err)
		}
		if shown, _ := f.GetCellValue("Ripple", cellName(felt, i+2)); !strings.Contains(shown, strconv.Itoa(day.Year())) {
			t.Errorf("row %d: %v shows as %q", i+2, day.Format(time.DateOnly), shown)
		}
		return
	}
	t.Error("nothing was felt anywhere")
}

func TestSpreadsheetSaysWhatItRestsOn(t *testing.T) {
	f := opened(t, writtenComparison(t, CompareXLSX, compared(t, withSources(contenders(10)), "do-nothing")))
	_, rows := table(t, f, "Assumptions")
	var all []string
	for _, r := range rows {
		all = append(all, strings.Join(r, "|"))
	}
	for _, want := range []string{
		"replications|10", "seed|7", "version of ripple|v0.0.0", "assumed|all numbers are made up",
		"guess|sales: {staff: 6}|organisation Harbour Medical, line 12: departments.sales|about six",
	} {
		if n := len(slices.DeleteFunc(slices.Clone(all), func(r string) bool { return r != want })); n != 1 {
			t.Errorf("%q stands there %d times, want once, in:\n%s", want, n, strings.Join(all, "\n"))
		}
	}
	_, files := table(t, f, "Files")
	if len(files) != 5 || files[0][2] != "scenario: procurement-slip" {
		t.Errorf("the files read %v", files)
	}
}

// Names come from files that others may have written.
func TestHostileNamesStayTextInASpreadsheet(t *testing.T) {
	pair := contenders(5)
	evil := []string{`=HYPERLINK("http://x","y")`, "+1+1", "@SUM(A1)", "-2+3", "\t=1", "<b>&\x01\x1b[2J", strings.Repeat("x", 40000)}
	for i := range pair {
		m := pair[i].Result.Model
		m.Segments[0].Name, m.Departments[0].Name, m.Departments[1].Name = evil[0], evil[1], evil[5]
		m.Organisation, m.Currency = evil[2], `"0`+evil[4]
		m.Arms[2].Name = evil[3]
		pair[i].About.Sources = []Source{{Title: evil[0], Text: strings.Join(evil, "\n")}}
	}
	f := opened(t, writtenComparison(t, CompareXLSX, compared(t, pair, "do-nothing")))
	found := 0
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		for i, r := range rows {
			for j, v := range r {
				cell := cellName(j, i+1)
				if formula, err := f.GetCellFormula(sheet, cell); err != nil || formula != "" {
					t.Fatalf("%s!%s is the formula %q (%v)", sheet, cell, formula, err)
				}
				if strings.HasPrefix(v, "=HYPERLINK") {
					found++
					if kind, _ := f.GetCellType(sheet, cell); kind != excelize.CellTypeSharedString && kind != excelize.CellTypeInlineString {
						t.Errorf("%s!%s is of type %v, want text", sheet, cell, kind)
					}
				}
			}
		}
	}
	if found == 0 {
		t.Error("the names are not there at all")
	}
}

func TestEqualResultsGiveEqualSpreadsheets(t *testing.T) {
	for name, write := range map[string]func() []byte{
		"run":     func() []byte { return written(t, XLSX, reported(t, 5)) },
		"compare": func() []byte { return writtenComparison(t, CompareXLSX, compared(t, contenders(5), "do-nothing")) },
	} {
		first := write()
		if !bytes.Equal(first, write()) {
			t.Errorf("%s: two spreadsheets of one result differ", name)
		}
		z, err := zip.NewReader(bytes.NewReader(first), int64(len(first)))
		if err != nil {
			t.Fatal(err)
		}
		year := strconv.Itoa(time.Now().Year())
		for _, part := range z.File {
			if !part.Modified.IsZero() && part.Modified.Year() > 1980 {
				t.Errorf("%s: %s has the time %v", name, part.Name, part.Modified)
			}
			if part.Name != "docProps/core.xml" {
				continue
			}
			r, err := part.Open()
			if err != nil {
				t.Fatal(err)
			}
			text, err := io.ReadAll(r)
			if err != nil || strings.Contains(string(text), year) {
				t.Errorf("%s: its properties hold a clock time: %s (%v)", name, text, err)
			}
		}
	}
}

// pictured is a report that knows the handoffs, and followed orders.
func pictured(t *testing.T, replications int) *Report {
	t.Helper()
	r := reported(t, replications)
	r.Handoffs = syntheticHandoffs(syntheticModel())
	result, follow := traced()
	trace, err := NewTrace(result, follow, About{})
	if err != nil {
		t.Fatal(err)
	}
	r.Follow(trace, 3)
	return r
}

func TestARunsSpreadsheetHoldsEveryTable(t *testing.T) {
	r := pictured(t, 20)
	f := opened(t, written(t, XLSX, r))
	want := []string{
		"Summary", "Customers", "Paying customers", "Departments", "Money", "Ripple", "Time", "Lateness", "Did not arrive", "Orders", "Returns", "Never reached", "Moves with customers", "Events", "Days", "Handoffs",
		"Replications", "Money by replication", "Single orders", "Expected", "Assumptions", "Files",
	}
	if got := f.GetSheetList(); !slices.Equal(got, want) {
		t.Fatalf("sheets %v, want %v", got, want)
	}
	columns, rows := table(t, f, "Time")
	var sum float64
	hours := func(row []string) float64 {
		v, err := strconv.ParseFloat(row[slices.Index(columns, "hours")], 64)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	for _, row := range rows {
		if row[0] != "do-nothing" || row[1] != "added against nothing going wrong" {
			continue
		}
		if row[2] == "together" {
			if all := hours(row); math.Abs(sum-all) > 1e-4 {
				t.Errorf("the rows add up to %v, together says %v", sum, all)
			}
			return
		}
		sum += hours(row)
	}
	t.Error("no ledger")
}

// The sheets behind the pictures hold what the pictures show, as numbers and dates.
func TestSpreadsheetHoldsWhatPicturesShow(t *testing.T) {
	r := pictured(t, 20)
	f := opened(t, written(t, XLSX, r))
	number := func(row []string, i int) float64 {
		v, err := strconv.ParseFloat(row[i], 64)
		if err != nil {
			t.Fatalf("%v: %q is no number", row, row[i])
		}
		return v
	}
	columns, rows := table(t, f, "Days")
	at := slices.Index(columns, "items above usual")
	var days []float64
	for _, row := range rows {
		if row[0] == "do-nothing" && row[1] == "manufacturing" {
			days = append(days, number(row, at))
			if _, err := excelize.ExcelDateToTime(number(row, slices.Index(columns, "date")), false); err != nil {
				t.Fatal(err)
			}
		}
	}
	want := r.DoNothing().Front.Departments[2].Daily
	for i := range want {
		if len(days) != len(want) || math.Abs(days[i]-want[i]) > 1e-6 {
			t.Fatalf("days %v, want %v", days, want)
		}
	}
	columns, rows = table(t, f, "Replications")
	i, sum, n := slices.Index(columns, "orders on time"), 0.0, 0
	for _, row := range rows {
		if row[0] == "expedite" && row[1] == "consumers" {
			sum, n = sum+number(row, i), n+1
		}
	}
	if mean := customer(r.Options[2].Value.Customers[0], "on_time_orders").Mean; n != 20 || math.Abs(sum/20-mean) > 1e-6*mean {
		t.Errorf("%d replications with a mean of %v, want 20 and %v", n, sum/20, mean)
	}
	_, rows = table(t, f, "Handoffs")
	if len(rows) != len(r.Handoffs) || rows[0][0] != "sales" || number(rows[0], 4) != 10 {
		t.Errorf("handoffs %v", rows)
	}
	_, rows = table(t, f, "Single orders")
	if len(rows) != 13 || rows[1][1] != "build" || math.Abs(number(rows[1], 7)-109.25) > 1e-9 || math.Abs(number(rows[1], 10)-1.5) > 1e-9 {
		t.Errorf("%d rows: %v", len(rows), rows)
	}
	_, rows = table(t, f, "Events")
	if len(rows) != 5 || rows[0][0] != "do-nothing" || rows[0][1] != "goes wrong" || rows[2][1] != "response" {
		t.Errorf("events %v", rows)
	}
}
