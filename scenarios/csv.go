package scenarios

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"
)

// Limits of a table in a file of its own.
const (
	maxTableRows    = 1_000_000
	maxTableColumns = 500
	maxTableBytes   = 64 << 20
)

// tableFile is a table from a CSV file: a header row, then one row for each line.
type tableFile struct {
	source *source
	header []cell
	rows   [][]cell
}

// cell is one value of a table that knows its place.
type cell struct {
	text         string
	line, column int // in runes, from 1
}

func (t *tableFile) fail(c cell, hint, message string, args ...any) {
	t.source.fail(c.line, c.column, fmt.Sprintf(message, args...), hint)
}

// readTable opens the table that a node names: beside the file that names it,
// or shipped with it. Fields are separated by commas or semicolons.
func (n *node) readTable() *tableFile {
	name, ok := n.str("the name of a file")
	if !ok {
		return nil
	}
	text, display, err := n.source.home.beside(name)
	if err != nil {
		hint := "its path begins at the folder of " + n.source.name
		if _, err := Source(name); err == nil {
			hint = "write the shipped one beside " + n.source.name + ": ripple show " + name + " > " + name
		}
		n.fail(hint, "%s", err)
		return nil
	}
	t := &tableFile{source: &source{name: display, problems: n.source.problems}}
	if !utf8.Valid(text) {
		t.source.fail(0, 0, "the file is not UTF-8 text", "save it as UTF-8")
		return nil
	}
	body := strings.TrimPrefix(strings.ReplaceAll(string(text), "\r\n", "\n"), "\ufeff")
	t.source.lines = strings.Split(body, "\n")
	if !t.split(body) {
		return nil
	}
	if len(t.rows) == 0 {
		t.source.fail(0, 0, "the table has no rows", "write a header with the names of the columns, and a line for each row")
		return nil
	}
	return t
}

// beside reads a file in the folder of another.
func (file opened) beside(name string) (text []byte, display string, err error) {
	if k := file.kept.kept(true, file.inner, name); k != nil {
		return []byte(k.Text), k.Display, nil
	}
	text, display, err = file.readBeside(name)
	if err == nil {
		file.kept.keep(keptFile{Table: true, Inner: file.inner, Name: name, Display: display, Folder: file.folder, Shipped: file.shipped, Text: string(text)})
	}
	return text, display, err
}

func (file opened) readBeside(name string) (text []byte, display string, err error) {
	if file.shipped {
		if strings.ContainsAny(name, `/\`) {
			return nil, "", errors.New("a shipped file names only shipped files")
		}
		if text, err = library.ReadFile("library/" + name); err != nil {
			return nil, "", fmt.Errorf("there is no shipped file `%s`", clip(name))
		}
		return text, name, nil
	}
	path := name
	if !filepath.IsAbs(path) {
		path = filepath.Join(file.folder, path)
	}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, "", fmt.Errorf("there is no file `%s`", clip(path))
	case !info.Mode().IsRegular():
		return nil, "", fmt.Errorf("`%s` is no ordinary file", clip(path))
	case info.Size() > maxTableBytes:
		return nil, "", fmt.Errorf("`%s` has %d MiB: at most %d are read", clip(path), info.Size()>>20, maxTableBytes>>20)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, "", fmt.Errorf("`%s` cannot be read", clip(path))
	}
	defer f.Close()
	text, err = io.ReadAll(io.LimitReader(f, maxTableBytes))
	if err != nil {
		return nil, "", fmt.Errorf("`%s` cannot be read", clip(path))
	}
	return text, path, nil
}

// split cuts the text into cells.
func (t *tableFile) split(body string) bool {
	separator := ','
	if header, _, _ := strings.Cut(body, "\n"); strings.Count(header, ";") > strings.Count(header, ",") {
		separator = ';'
	}
	line, column := 1, 1
	var row []cell
	at := cell{line: 1, column: 1}
	var b strings.Builder
	quoted, wasQuoted := false, false
	endCell := func() {
		at.text = b.String()
		if !wasQuoted {
			at.text = strings.TrimSpace(at.text)
		}
		row = append(row, at)
		b.Reset()
		wasQuoted = false
	}
	endRow := func() bool {
		endCell()
		blank := len(row) == 1 && row[0].text == ""
		switch {
		case blank:
		case t.header == nil:
			if t.header = row; len(row) > maxTableColumns {
				t.fail(row[0], "", "%d columns: at most %d", len(row), maxTableColumns)
				return false
			}
		case len(row) > len(t.header):
			t.fail(row[len(t.header)], "put quotes around a value that holds the separator", "this row has %d values, the header has %d", len(row), len(t.header))
			return false
		default:
			if t.rows = append(t.rows, row); len(t.rows) > maxTableRows {
				t.fail(row[0], "", "more than %d rows", maxTableRows)
				return false
			}
		}
		row = nil
		return true
	}
	runes := []rune(body)
	for i := 0; i < len(runes); i++ {
		r := runes[i]
		switch {
		case quoted && r == '"' && i+1 < len(runes) && runes[i+1] == '"':
			b.WriteRune('"')
			i++
			column++
		case r == '"' && (quoted || b.Len() == 0):
			quoted, wasQuoted = !quoted, true
		case quoted && r == '\n':
			t.fail(at, "close them on the same line", "these quotes are not closed")
			return false
		case quoted:
			b.WriteRune(r)
		case r == separator:
			endCell()
			at = cell{line: line, column: column + 1}
		case r == '\n':
			if !endRow() {
				return false
			}
			line, column = line+1, 0
			at = cell{line: line, column: 1}
		default:
			b.WriteRune(r)
		}
		column++
	}
	if quoted {
		t.fail(at, "close them on the same line", "these quotes are not closed")
		return false
	}
	return endRow()
}

// column finds a column by its name, as the node says it.
func (t *tableFile) column(n *node) int {
	name, ok := n.str("the name of a column")
	if !ok {
		return -1
	}
	var names []string
	for i, c := range t.header {
		if c.text == name {
			return i
		}
		names = append(names, c.text)
	}
	n.fail(didYouMean(name, names), "`%s` has no column `%s`", t.source.name, clip(name))
	return -1
}

// at is a row's value in a column; the end of the row where it has none.
func at(row []cell, column int) cell {
	if column < len(row) {
		return row[column]
	}
	last := row[len(row)-1]
	return cell{line: last.line, column: last.column + utf8.RuneCountInString(last.text)}
}
