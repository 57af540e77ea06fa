package main

import (
	"bufio"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"ripple/reporters"

	"github.com/spf13/cobra"
)

// outputFlags say where a result goes and how it looks.
type outputFlags struct {
	name, path string
}

// format is one way to write a report or a comparison.
type format struct {
	name    string
	write   reporters.Writer
	compare reporters.CompareWriter
	matrix  reporters.MatrixWriter // nil: not for a matrix
	// spaced puts an empty line between two reports.
	spaced bool
	// single holds one report, file wants --out.
	single, file bool
	// worst is how many of the orders that lost most it shows.
	worst int
}

// formats are what --format knows, the first being the usual one.
var formats = []format{
	{name: "table", write: reporters.Table, compare: reporters.CompareTable, matrix: reporters.MatrixTable, spaced: true},
	{name: "markdown", write: reporters.Markdown, compare: reporters.CompareMarkdown, matrix: reporters.MatrixMarkdown, spaced: true},
	{name: "csv", write: reporters.CSV, compare: reporters.CompareCSV, matrix: reporters.MatrixCSV},
	{name: "json", write: reporters.JSON, compare: reporters.CompareJSON, matrix: reporters.MatrixJSON},
	{name: "html", write: reporters.HTML, compare: reporters.CompareHTML, matrix: reporters.MatrixHTML, single: true, worst: 3},
	{name: "xlsx", write: reporters.XLSX, compare: reporters.CompareXLSX, matrix: reporters.MatrixXLSX, single: true, file: true, worst: 20},
}

// endings are the formats that a file's name asks for.
var endings = map[string]string{".json": "json", ".csv": "csv", ".md": "markdown", ".markdown": "markdown", ".txt": "table", ".xlsx": "xlsx", ".html": "html", ".htm": "html"}

func (f *outputFlags) register(c *cobra.Command) {
	c.Flags().StringVar(&f.name, "format", "", "table, markdown, csv, json, html or xlsx (default: by the ending of --out, or table)")
	c.Flags().StringVarP(&f.path, "out", "o", "", "write the result to `FILE`, complete or not at all")
}

func formatNames() []string {
	names := make([]string, len(formats))
	for i, f := range formats {
		names[i] = f.name
	}
	return names
}

// chosen is the name of the format that is asked for. An ending that means nothing
// here is refused: the file would not be what its name says.
func (f *outputFlags) chosen(known map[string]string) (string, error) {
	ending := strings.ToLower(filepath.Ext(f.path))
	switch name := known[ending]; {
	case f.name != "":
		return f.name, nil
	case name != "":
		return name, nil
	case ending == "":
		return formats[0].name, nil
	}
	return "", usage("endings are "+strings.Join(slices.Sorted(maps.Keys(known)), ", ")+"; or say the format with --format",
		"no format goes with the ending of %s", filepath.Base(f.path))
}

func (f *outputFlags) format() (format, error) {
	name, err := f.chosen(endings)
	if err != nil {
		return format{}, err
	}
	i := slices.IndexFunc(formats, func(x format) bool { return x.name == name })
	if i < 0 {
		hint := didYouMean(name, formatNames())
		if hint == "" {
			hint = "formats are " + strings.Join(formatNames(), ", ")
		}
		return format{}, usage(hint, "there is no format %q", name)
	}
	if formats[i].file && f.path == "" {
		return format{}, usage("ripple … --out result."+name, "a spreadsheet goes into a file: say which with --out")
	}
	return formats[i], nil
}

// output lets produce write to --out or to standard output. A file appears
// whole, and only when there is a result: with no error, or with one that says
// what the result failed to be.
func (r *runner) output(f outputFlags, produce func(io.Writer) error) error {
	if f.path == "" {
		if r.format.name == "table" && r.colour() {
			r.format.write, r.format.compare, r.format.matrix = reporters.ColourTable, reporters.CompareColourTable, reporters.MatrixColourTable
		}
		w := bufio.NewWriter(r.Out)
		err := produce(flushing{w})
		if flushed := w.Flush(); flushed != nil && err == nil {
			err = fmt.Errorf("write the result: %w", flushed)
		}
		return judged(err)
	}
	out, err := r.Create(f.path)
	if err != nil {
		return &problem{fmt.Errorf("write the result: %w", err), "name a file in a folder that exists, with --out", exitUsage}
	}
	defer out.Discard()
	err = produce(out)
	if _, unmet := err.(*unmetError); err != nil && !unmet {
		return err
	}
	if failed := out.Commit(); failed != nil {
		return fmt.Errorf("write the result: %w", failed)
	}
	return judged(err)
}

// judged gives an unmet expectation its exit code.
func judged(err error) error {
	if _, unmet := err.(*unmetError); unmet {
		return &problem{err, "", exitUnmet}
	}
	return err
}

// colour tells whether standard output shows colours: https://no-color.org
func (e *env) colour() bool {
	return e.IsTerminal(e.Out) && e.Getenv("NO_COLOR") == "" && e.Getenv("TERM") != "dumb"
}

// flushing passes every report on at once, so that the first of several can be
// read while the next one runs.
type flushing struct{ w *bufio.Writer }

func (f flushing) Write(p []byte) (int, error) {
	n, err := f.w.Write(p)
	if err == nil {
		err = f.w.Flush()
	}
	return n, err
}
