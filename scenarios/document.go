package scenarios

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"ripple/sim/draw"
)

// Limits of a file, so that nothing somebody writes takes forever to read.
const (
	maxFileBytes = 4 << 20
	maxNodes     = 400_000 // after aliases are expanded
	maxDepth     = 40
)

// source is one file's text, and where its problems go.
type source struct {
	name     string
	home     opened // the file itself
	lines    []string
	problems *problems
	shapes   map[string]draw.Dist // distributions by the way they are written
}

// fail notes a problem at a place in the file.
func (s *source) fail(line, column int, message, hint string) {
	d := Diagnostic{File: s.name, Line: line, Column: column, Message: message, Hint: hint}
	if line >= 1 && line <= len(s.lines) {
		d.LineText = s.lines[line-1]
	} else if line > 0 {
		// What the file ends without is missing at its last line.
		d.Line, d.Column = len(s.lines), 1
		if len(s.lines) > 0 {
			d.LineText = s.lines[len(s.lines)-1]
			d.Column = utf8.RuneCountInString(d.LineText) + 1
		}
	}
	s.problems.add(d)
}

// kind is what a node is.
type kind uint8

const (
	empty kind = iota // nothing was written after the key
	scalar
	list
	mapping
)

// node is a value in a file that knows its place.
type node struct {
	source       *source
	line, column int
	kind         kind
	text         string  // of a scalar
	quoted       bool    // a scalar in quotes
	told         bool    // its fault has been told already
	braces       bool    // a mapping or list written in braces or brackets
	items        []*node // of a list
	entries      []entry // of a mapping, in file order, without repeated keys
}

// entry is one key of a mapping with its value.
type entry struct{ key, value *node }

// fail notes a problem with the node.
func (n *node) fail(hint, message string, args ...any) {
	n.source.fail(n.line, n.column, fmt.Sprintf(message, args...), hint)
}

// parse reads a file's text into nodes. It returns nil when the text is not
// YAML at all or holds nothing; the problems say why.
func parse(name string, text []byte, p *problems) *node {
	return parseFile(opened{display: name, text: text}, p)
}

// parseFile is parse for a file that may name others beside it.
func parseFile(file opened, p *problems) *node {
	text := file.text
	src := &source{name: file.display, home: file, problems: p}
	if len(text) > maxFileBytes {
		src.fail(0, 0, fmt.Sprintf("the file has %d MiB: at most %d are read", len(text)>>20, maxFileBytes>>20), "")
		return nil
	}
	if !utf8.Valid(text) {
		src.fail(0, 0, "the file is not UTF-8 text", "save it as UTF-8")
		return nil
	}
	src.lines = strings.Split(strings.ReplaceAll(string(text), "\r\n", "\n"), "\n")
	if src.tabs() || src.secondDocument() {
		return nil
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(text, &doc); err != nil {
		src.notYAML(err)
		return nil
	}
	if doc.Kind != yaml.DocumentNode || len(doc.Content) == 0 {
		src.fail(0, 0, "the file is empty", "`ripple show` prints a shipped one to start from")
		return nil
	}
	c := converter{source: src}
	root := c.convert(doc.Content[0], 0)
	if c.stopped {
		return nil
	}
	return root
}

// tabs reports lines indented with tabs, which YAML forbids with a message that
// few understand.
func (s *source) tabs() bool {
	found := false
	for i, line := range s.lines {
		rest := strings.TrimLeft(line, " ")
		if strings.HasPrefix(rest, "\t") && strings.TrimSpace(rest) != "" && !strings.HasPrefix(strings.TrimSpace(rest), "#") {
			s.fail(i+1, len(line)-len(rest)+1, "a tab at the start of a line", "indent with spaces")
			found = true
		}
	}
	return found
}

// secondDocument reports a line of three hyphens after the first content, which
// to YAML begins another document.
func (s *source) secondDocument() bool {
	content := false
	for i, line := range s.lines {
		line = strings.TrimSuffix(line, "\r")
		switch text := strings.TrimSpace(line); {
		case line == "---" || strings.HasPrefix(line, "--- "):
			if content {
				s.fail(i+1, 1, "a second document begins here", "one file holds one scenario; write the organisation inside it (`organisation:` and below it, indented, its parts) or in a file of its own")
				return true
			}
		case text != "" && !strings.HasPrefix(text, "#") && !strings.HasPrefix(line, "%"):
			content = true
		}
	}
	return false
}

// plainWords are what the YAML reader says, in words for people.
var plainWords = []struct{ says, message, hint string }{
	{"mapping values are not allowed", "a second `: ` in one value", "put quotes around the text, or give the inner part a line (or braces) of its own"},
	{"did not find expected ',' or '}'", "these braces are not closed, or a comma is missing between two parts", ""},
	{"did not find expected ',' or ']'", "these brackets are not closed, or a comma is missing between two parts", ""},
	{"did not find expected key", "this does not fit the lines above", "check the indentation: what belongs together begins in the same column"},
	{"did not find expected '-' indicator", "this does not fit the list above", "every item of a list begins with `- ` in the same column"},
	{"could not find expected ':'", "a `:` is missing after the name", ""},
	{"found unexpected end of stream", "a quote is opened and never closed", ""},
	{"found character that cannot start any token", "this character cannot begin a value", "put quotes around the text"},
	{"unknown anchor", "this `*` refers to an anchor that does not exist", "a text that begins with `*` needs quotes"},
}

// notYAML reports what the YAML reader stopped at.
func (s *source) notYAML(err error) {
	line, column, message := 1, 1, err.Error()
	var loadError *yaml.LoadError
	if errors.As(err, &loadError) {
		message = loadError.Message
		line, column = max(1, loadError.Mark.Line), max(1, loadError.Mark.Column)
	}
	for _, w := range plainWords {
		if strings.Contains(message, w.says) {
			s.fail(line, column, w.message, w.hint)
			return
		}
	}
	s.fail(line, column, "this is not YAML: "+message, "")
}

// converter copies the YAML reader's tree into nodes, expanding aliases within
// limits.
type converter struct {
	source  *source
	count   int
	stopped bool
}

func (c *converter) convert(y *yaml.Node, depth int) *node {
	n := &node{source: c.source, line: y.Line, column: y.Column}
	c.count++
	switch {
	case c.stopped:
		return n
	case c.count > maxNodes:
		c.stop(n, "the file holds too much", fmt.Sprintf("at most %d values, with every alias written out", maxNodes))
		return n
	case depth > maxDepth:
		c.stop(n, "nested too deeply", fmt.Sprintf("at most %d levels", maxDepth))
		return n
	}
	n.braces = y.Style&yaml.FlowStyle != 0
	switch y.Kind {
	case yaml.AliasNode:
		if y.Alias == nil {
			return n
		}
		// What the alias stands for is reported where the alias is.
		made := c.convert(y.Alias, depth+1)
		made.line, made.column = y.Line, y.Column
		return made
	case yaml.ScalarNode:
		n.text = y.Value
		n.quoted = y.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) != 0
		if n.quoted || (n.text != "" && y.Tag != "!!null") || (y.Tag == "!!null" && n.text != "" && n.text != "~") {
			n.kind = scalar
		}
	case yaml.SequenceNode:
		n.kind = list
		for _, item := range y.Content {
			n.items = append(n.items, c.convert(item, depth+1))
		}
	case yaml.MappingNode:
		n.kind = mapping
		c.entries(n, y, depth)
	}
	return n
}

func (c *converter) stop(n *node, message, hint string) {
	if !c.stopped {
		n.fail(hint, "%s", message)
	}
	c.stopped = true
}

// entries copies the keys and values of a mapping and reports keys that are
// there twice or are no plain words.
func (c *converter) entries(n *node, y *yaml.Node, depth int) {
	first := make(map[string]int, len(y.Content)/2)
	for i := 0; i+1 < len(y.Content); i += 2 {
		key, value := c.convert(y.Content[i], depth+1), c.convert(y.Content[i+1], depth+1)
		if c.stopped {
			return
		}
		if n.braces && value.kind == empty {
			if cut := c.brokenByComma(n, key, y.Content[i+2:]); cut > 0 {
				i += 2 * (cut - 1)
				continue
			}
		}
		if key.kind != scalar {
			key.fail("", "a name is expected before the `:`")
			continue
		}
		if key.text == "<<" && !key.quoted {
			key.fail("write the values again", "`<<` does not merge anything here")
			continue
		}
		if line, twice := first[key.text]; twice {
			key.fail("keep one of the two", "`%s` is here a second time: it was already written in line %d", clip(key.text), line)
			continue
		}
		first[key.text] = key.line
		n.entries = append(n.entries, entry{key, value})
	}
}

// brokenByComma recognises what a comma inside braces cut up: 40,000,
// gamma(mean 40m, cv 0.5) and `is one of P1, P2` become a value and keys of their own. It tells how
// many keys, this one included, belong to the value before them.
func (c *converter) brokenByComma(n, key *node, after []*yaml.Node) int {
	if key.kind != scalar || key.quoted || len(n.entries) == 0 {
		return 0
	}
	last := n.entries[len(n.entries)-1].value
	if last.kind != scalar || last.quoted {
		return 0
	}
	open := func() bool { return strings.Count(last.text, "(") > strings.Count(last.text, ")") }
	switch {
	case open() && endsInDigit(last.text) && key.text[0] >= '0' && key.text[0] <= '9':
		last.fail("write "+clip(last.text)+"."+clip(key.text)+", with a point", "a comma inside a number ends the value")
		last.told = true
		return 1
	case open():
		last.text += "; " + key.text
		cut := 1
		for ; open() && len(after) >= 2 && after[0].Kind == yaml.ScalarNode && after[1].Tag == "!!null"; after = after[2:] {
			last.text += "; " + after[0].Value
			cut++
		}
		last.fail("separate the parameters by semicolons: `"+clip(last.text)+"`", "inside braces a comma ends the value")
		return cut
	case strings.Contains(last.text, " one of "):
		last.text += "; " + key.text
		last.fail("separate the words by semicolons: `"+clip(last.text)+"`", "inside braces a comma ends the value")
		return 1
	case allDigits(key.text) && endsInDigit(last.text):
		last.fail(commaHint(last.text, key.text), "a comma inside a number ends the value")
		last.told = true
		return 1
	}
	return 0
}

func commaHint(before, after string) string {
	if len(after) == 3 {
		return fmt.Sprintf("write %s%s, without a comma", clip(before), after)
	}
	return fmt.Sprintf("write %s.%s, with a point", clip(before), after)
}

func allDigits(s string) bool {
	for _, r := range s {
		if r < '0' || r > '9' {
			return false
		}
	}
	return s != ""
}

func endsInDigit(s string) bool { return s != "" && s[len(s)-1] >= '0' && s[len(s)-1] <= '9' }

// clip shortens a text that a message repeats.
func clip(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, s)
	if runes := []rune(s); len(runes) > 60 {
		return string(runes[:57]) + "…"
	}
	return s
}
