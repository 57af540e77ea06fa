package scenarios

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"ripple/scenarios/format"
)

// fields are the entries of a mapping whose keys are those of a kind.
type fields struct {
	node  *node
	kind  *format.Kind
	what  string // in messages
	byKey map[string]*node
	at    map[string]*node // the keys themselves
}

// fields reads a mapping with the keys that the format gives to its kind. A
// value that is no mapping is reported, and read as an empty one.
func (n *node) fields(kind string) *fields {
	return n.fieldsOf(format.Of(kind).Called, kind)
}

// fieldsOf is fields for a kind that messages call something else.
func (n *node) fieldsOf(what, kind string) *fields {
	k := format.Of(kind)
	f := &fields{node: n, kind: k, what: what, byKey: map[string]*node{}, at: map[string]*node{}}
	known := k.Names()
	if n.told {
		return f
	}
	if n.kind != mapping {
		n.fail("it has: "+strings.Join(known, ", "), "%s is written as `name: value` lines, or in braces", what)
		return f
	}
	for _, e := range n.entries {
		if !slices.Contains(known, e.key.text) {
			e.key.fail(didYouMean(e.key.text, known), "%s has no `%s`", what, clip(e.key.text))
			continue
		}
		f.at[e.key.text] = e.key
		if e.value.kind == empty {
			e.key.fail("write one, or leave the line out", "`%s` has no value", e.key.text)
			continue
		}
		f.byKey[e.key.text] = e.value
	}
	return f
}

// get is the value of a key, nil when it was not written.
func (f *fields) get(key string) *node { return f.byKey[key] }

// has tells whether the key was written, with or without a value.
func (f *fields) has(key string) bool { return f.at[key] != nil }

// need is get for a key that must be there.
func (f *fields) need(key string) *node {
	if n := f.byKey[key]; n != nil {
		return n
	}
	if row := f.kind.Key(key); row != nil && !f.has(key) && !f.node.told && f.node.kind == mapping {
		f.node.fail("for example `"+key+": "+row.Example+"`", "%s needs `%s`", f.what, key)
	}
	return nil
}

// plain tells whether the mapping is one, with no key that it should not have:
// otherwise what seems to be missing may be what was misspelt.
func (f *fields) plain() bool {
	return f.node.kind == mapping && !f.node.told && len(f.at) == len(f.node.entries)
}

// together reports those of some keys that were written without what the
// format says they go with.
func (f *fields) together(keys ...string) {
	for _, key := range keys {
		row := f.kind.Key(key)
		if row == nil || !f.has(key) {
			continue
		}
		for _, other := range row.With {
			if !f.has(other) {
				f.at[key].fail("for example `"+other+": "+f.kind.Key(other).Example+"`", "`%s` has a meaning only beside `%s`", key, other)
			}
		}
	}
}

// oneOf is the only one of some keys that was written, "" when none was; two
// are reported.
func (f *fields) oneOf(keys ...string) string {
	found := ""
	for _, key := range keys {
		if !f.has(key) {
			continue
		}
		if found != "" {
			f.at[key].fail("keep one of the two", "`%s` and `%s` cannot both be given", found, key)
			continue
		}
		found = key
	}
	return found
}

// list is the items of a list; a single value counts as a list of one.
func (n *node) list() []*node {
	if n.kind == list {
		return n.items
	}
	return []*node{n}
}

// str is a scalar's text, with a report when it is anything else.
func (n *node) str(what string) (string, bool) {
	if n.told {
		return "", false
	}
	if n.kind != scalar {
		n.fail("", "%s is a single value", what)
		return "", false
	}
	return n.text, true
}

const maxText = 2000

// prose is a text for people.
func (n *node) prose(what string) string {
	text, _ := n.str(what)
	if len(text) > maxText {
		n.fail(fmt.Sprintf("at most %d characters", maxText), "%s is too long", what)
		return ""
	}
	return strings.Join(strings.FieldsFunc(text, unicode.IsSpace), " ")
}

// reserved names have a meaning of their own.
var reserved = map[string]string{
	"done":        "`done` is the outcome that ends an order",
	"lost":        "`lost` is the outcome of an order that ends without delivery",
	"customers":   "`customers` stands for those outside",
	"departments": "`departments` stands for all of them",
	"baseline":    "`baseline` is the run in which nothing goes wrong",
	"do-nothing":  "`do-nothing` is the run in which nobody responds",
}

// checkName reports a name that could not be used in paths and results.
func (n *node) checkName(what string) bool {
	const maxName = 60
	if why := reserved[n.text]; why != "" {
		n.fail("choose another name", "%s cannot be called `%s`: %s", what, n.text, why)
		return false
	}
	good := n.text != "" && len(n.text) <= maxName && !allDigits(n.text) &&
		!strings.HasPrefix(n.text, "-") && !strings.HasSuffix(n.text, "-")
	for _, r := range n.text {
		good = good && (r == '-' || unicode.IsLetter(r) || unicode.IsDigit(r))
	}
	if !good {
		hint := "use letters, digits and hyphens"
		if suggestion := asName(n.text); suggestion != "" && suggestion != n.text {
			hint += ": " + suggestion
		}
		n.fail(hint, "`%s` cannot be the name of %s", clip(n.text), what)
	}
	return good
}

// asName makes a usable name of a text, "" when nothing is left of it.
func asName(text string) string {
	words := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	name := strings.Join(words, "-")
	if len(name) > 60 || allDigits(name) {
		return ""
	}
	return name
}

// named are the entries of a mapping whose keys are names that people choose.
func (n *node) named(what string, most int) []entry {
	if n.told {
		return nil
	}
	if n.kind != mapping {
		n.fail("write each on a line of its own: `name: {…}`", "%s need names", what)
		return nil
	}
	if len(n.entries) > most {
		n.fail("", "%d %s: at most %d", len(n.entries), what, most)
		return nil
	}
	return n.entries
}
