package scenarios

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// maxDiagnostics is how many problems of a file are told at once.
const maxDiagnostics = 20

// Diagnostic is one problem in a file: where, what, and what to do.
type Diagnostic struct {
	File         string
	Line, Column int    // from 1; 0 when the problem has no place in the file
	LineText     string // the line as written
	Message      string // what is wrong
	Hint         string // what to do about it; may be empty
}

// Error gives file:line:column: message, the line with a caret under the
// place, and the hint.
func (d Diagnostic) Error() string {
	var b strings.Builder
	b.WriteString(d.File)
	if d.Line > 0 {
		fmt.Fprintf(&b, ":%d:%d", d.Line, d.Column)
	}
	b.WriteString(": " + d.Message)
	if d.Line > 0 {
		text, caret := excerpt(d.LineText, d.Column)
		fmt.Fprintf(&b, "\n    %s\n    %s^", text, strings.Repeat(" ", caret))
	}
	if d.Hint != "" {
		b.WriteString("\n    " + d.Hint)
	}
	return b.String()
}

// excerpt cuts a long line to what surrounds the column, and says how many
// spaces stand before the caret. Tabs and control characters become spaces, so
// that the caret points where the eye sees the fault.
func excerpt(line string, column int) (text string, caret int) {
	const width, before = 100, 60
	runes := []rune(line)
	for i, r := range runes {
		if r < ' ' || r == 0x7f || r == '\ufeff' {
			runes[i] = ' '
		}
	}
	caret = max(0, min(column-1, len(runes)))
	if len(runes) <= width {
		return strings.TrimRight(string(runes), " "), caret
	}
	from := max(0, min(caret-before, len(runes)-width))
	to := min(len(runes), from+width)
	text = string(runes[from:to])
	caret -= from
	if from > 0 {
		text, caret = "…"+text, caret+1
	}
	if to < len(runes) {
		text += "…"
	}
	return text, caret
}

// Diagnostics are all the problems found in a file and what it refers to; as an error it prints them one after
// another. It is never empty. Within a file they are in the order of its lines.
type Diagnostics []Diagnostic

// Error prints the problems, separated by empty lines.
func (d Diagnostics) Error() string {
	parts := make([]string, len(d))
	for i := range d {
		parts[i] = d[i].Error()
	}
	return strings.Join(parts, "\n\n")
}

// problems collects diagnostics while a file is read.
type problems struct {
	list  Diagnostics
	seen  map[string]bool
	total int
}

// add notes a problem unless the same was said of the same place.
func (p *problems) add(d Diagnostic) {
	key := fmt.Sprintf("%s:%d:%d:%s", d.File, d.Line, d.Column, d.Message)
	if p.seen[key] {
		return
	}
	if p.seen == nil {
		p.seen = map[string]bool{}
	}
	p.total++
	if len(p.list) < maxDiagnostics {
		p.seen[key] = true
		p.list = append(p.list, d)
	}
}

// err is nil when nothing was found.
func (p *problems) err() error {
	if len(p.list) == 0 {
		return nil
	}
	met := map[string]int{} // files in the order in which they were met
	for _, d := range p.list {
		if _, known := met[d.File]; !known {
			met[d.File] = len(met)
		}
	}
	slices.SortStableFunc(p.list, func(a, b Diagnostic) int {
		return cmp.Or(cmp.Compare(met[a.File], met[b.File]), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	if more := p.total - len(p.list); more > 0 {
		return append(slices.Clip(p.list), Diagnostic{File: p.list[len(p.list)-1].File, Message: fmt.Sprintf("%d more problems", more)})
	}
	return p.list
}
