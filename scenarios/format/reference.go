package format

import (
	"slices"
	"strings"
)

// Document is a piece of the reference, to be written for a terminal or as
// Markdown.
type Document struct{ blocks []block }

// block is one of the things a document is made of.
type block struct {
	heading string
	level   int
	text    string
	code    string
	table   [][]string
	rows    []Key // of a mapping
}

func (d *Document) head(level int, text string) {
	d.blocks = append(d.blocks, block{heading: text, level: level})
}

func (d *Document) say(text string) {
	for _, paragraph := range strings.Split(text, "\n\n") {
		if paragraph != "" {
			d.blocks = append(d.blocks, block{text: paragraph})
		}
	}
}

// Topic is what the reference can be asked for.
type Topic struct{ Name, Title string }

// Topics are the sections of the reference with what is in each.
func Topics() [][]Topic {
	var all [][]Topic
	for _, s := range Sections() {
		group := []Topic{{s.Name, s.Title}}
		for i := range s.Kinds {
			if k := &s.Kinds[i]; k.Name != s.Name {
				group = append(group, Topic{k.Name, k.title()})
			}
		}
		for _, p := range s.Parts {
			if p.Name != s.Name {
				group = append(group, Topic{p.Name, p.Title})
			}
		}
		all = append(all, group)
	}
	return all
}

// title is the kind's heading.
func (k *Kind) title() string {
	if k.Place == "" && k.Name != "scenario" {
		return strings.ToUpper(k.Called[:1]) + k.Called[1:] + ": keys of several mappings"
	}
	title := strings.TrimPrefix(k.Called, "a ")
	title = strings.TrimPrefix(title, "an ")
	if strings.HasPrefix(title, "`") {
		return title
	}
	return strings.ToUpper(title[:1]) + title[1:]
}

// Contents lists the topics.
func Contents() *Document {
	d := &Document{}
	d.head(2, "What the reference holds")
	d.say("`ripple help format NAME` prints one of these, `ripple help format all` everything.")
	rows := [][]string{{"section", "about", "and in it"}}
	for _, group := range Topics() {
		var inner []string
		for _, t := range group[1:] {
			inner = append(inner, t.Name)
		}
		rows = append(rows, []string{group[0].Name, group[0].Title, strings.Join(inner, ", ")})
	}
	d.blocks = append(d.blocks, block{table: rows})
	return d
}

// Whole is the whole reference.
func Whole() *Document {
	d := &Document{}
	for _, s := range Sections() {
		d.section(s)
	}
	return d
}

// Find is the reference of a section, a mapping or a part of that name, nil
// when there is none. A key's name finds all mappings that have it.
func Find(name string) *Document {
	d := &Document{}
	for _, s := range Sections() {
		if s.Name == name {
			d.section(s)
			return d
		}
		for i := range s.Kinds {
			if s.Kinds[i].Name == name {
				d.kind(Of(name), 1)
				return d
			}
		}
		for _, p := range s.Parts {
			if p.Name == name {
				d.part(p, 1)
				return d
			}
		}
	}
	for _, s := range Sections() {
		for i := range s.Kinds {
			k := &s.Kinds[i]
			if row := k.Key(name); row != nil {
				d.head(1, "`"+name+"` of "+k.Called)
				d.where(k)
				d.blocks = append(d.blocks, block{rows: []Key{*row}})
			}
		}
	}
	if len(d.blocks) == 0 {
		return nil
	}
	return d
}

// EffectTable is one row for each inject or response of a section.
func (s Section) EffectTable() *Document {
	d := &Document{}
	d.head(2, s.Title)
	rows := [][]string{{"name", "which items", "what changes", "staff occupied?", "at its end", "two at once"}}
	for i := range s.Kinds {
		k := &s.Kinds[i]
		for _, e := range k.Effects {
			name := k.Name
			if e.Form != "" {
				name += ": " + e.Form
			}
			rows = append(rows, []string{name, e.Items, e.Changes, e.Staff, e.End, e.Overlap})
		}
	}
	d.blocks = append(d.blocks, block{table: rows})
	return d
}

func (d *Document) section(s Section) {
	d.head(1, s.Title)
	d.say(s.Intro)
	if len(s.Actions()) > 0 {
		d.blocks = append(d.blocks, s.EffectTable().blocks[1:]...)
	}
	for i := range s.Kinds {
		d.kind(&s.Kinds[i], 2)
	}
	for _, p := range s.Parts {
		d.part(p, 2)
	}
}

func (d *Document) kind(k *Kind, level int) {
	d.head(level, k.title())
	d.say(k.About)
	d.where(k)
	if len(k.Effects) > 0 {
		d.blocks = append(d.blocks, block{code: k.Name + ": " + k.Example})
	}
	for _, group := range k.One {
		if len(group) > 1 && Of("action").Key(group[0]) == nil {
			d.say("One of these has to be written, and only one: " + listOr(group) + ".")
		}
	}
	for _, group := range k.Some {
		d.say("At least one of these has to be written: " + listOr(group) + ".")
	}
	rows := slices.DeleteFunc(slices.Clone(k.Keys), func(row Key) bool { return Of("action").Key(row.Name) != nil && (k.has("action") || k.has("deed")) })
	for i := range rows {
		absent := func(name string) bool { return k.Key(name) == nil && Of(k.Name).Key(name) == nil }
		rows[i].Not = slices.DeleteFunc(slices.Clone(rows[i].Not), absent)
		if slices.ContainsFunc(k.One, func(group []string) bool { return len(group) == 1 && group[0] == rows[i].Name }) {
			rows[i].Must = true
		}
	}
	if len(rows) > 0 {
		d.blocks = append(d.blocks, block{rows: rows})
	}
	for _, other := range k.Also {
		switch o := Of(other); {
		case other == "deed":
			d.say("And what happens, at most one of " + listOr(o.Names()) + ".")
		case other == "action":
			d.say("And what happens, exactly one of " + listOr(o.Names()) + ".")
		case k.Key(o.Keys[0].Name) == nil:
			d.say("And " + list(o.Names()) + ": see `ripple help format " + other + "`.")
		}
	}
}

// has tells whether the kind includes another.
func (k *Kind) has(other string) bool { return slices.Contains(k.Also, other) }

// where says where a mapping stands.
func (d *Document) where(k *Kind) {
	if path := k.path(); path != "" {
		d.say("It stands at `" + path + "`.")
	}
	if k.Place == "" && k.Name != "scenario" {
		var in []string
		for _, s := range Sections() {
			for i := range s.Kinds {
				if slices.Contains(s.Kinds[i].Also, k.Name) {
					in = append(in, s.Kinds[i].Name)
				}
			}
		}
		d.say("These keys can be written in " + list(in) + ".")
	}
}

// path is where the kind stands, with NAME for names that people choose.
func (k *Kind) path() string {
	if k.Place == "" {
		return ""
	}
	v := a("scenario")
	var out []string
	for _, part := range strings.Split(k.Place, ".") {
		row := v.keyOf(part)
		switch {
		case row != nil:
			v = row.Is
			if part != "organisation" { // which is mostly a file of its own
				out = append(out, part+":")
			}
		case v.form(func(f Value) bool { return f.Entries != nil }) != nil:
			v = *v.form(func(f Value) bool { return f.Entries != nil }).Entries
			out = append(out, "NAME:")
		case v.form(func(f Value) bool { return f.List != nil }) != nil:
			v = *v.form(func(f Value) bool { return f.List != nil }).List
			out = append(out, "-")
		}
	}
	return strings.Join(out, " ")
}

// form is the first way of writing a value that is of some kind.
func (v *Value) form(is func(Value) bool) *Value {
	if is(*v) {
		return v
	}
	for i := range v.Forms {
		if f := v.Forms[i].form(is); f != nil {
			return f
		}
	}
	return nil
}

// keyOf is the row of a key in a mapping that the value can be.
func (v *Value) keyOf(name string) *Key {
	f := v.form(func(f Value) bool { return f.Kind != "" && Of(f.Kind).Key(name) != nil })
	if f == nil {
		return nil
	}
	return Of(f.Kind).Key(name)
}

func (d *Document) part(p Part, level int) {
	d.head(level, p.Title)
	d.say(p.Text)
	if p.Code != "" {
		d.blocks = append(d.blocks, block{code: p.Code})
	}
	if p.Table != nil {
		d.blocks = append(d.blocks, block{table: p.Table})
	}
}

// list joins names for a sentence, listOr those of which one is meant.
func list(names []string) string { return joined(names, "and") }

func listOr(names []string) string { return joined(names, "or") }

func joined(names []string, word string) string {
	quoted := make([]string, len(names))
	for i, n := range names {
		quoted[i] = "`" + n + "`"
	}
	if len(quoted) < 2 {
		return strings.Join(quoted, "")
	}
	return strings.Join(quoted[:len(quoted)-1], ", ") + " " + word + " " + quoted[len(quoted)-1]
}

// article puts a or an before a name that takes one.
func article(name string) string {
	switch {
	case name == "text" || name == "yes or no" || strings.HasSuffix(name, "s"):
		return name
	case strings.ContainsRune("aeiou", rune(name[0])):
		return "an " + name
	}
	return "a " + name
}

// words says what a value is.
func (v *Value) words() string {
	switch {
	case v.Called != "":
		return v.Called
	case v.Scalar != nil:
		return article(v.Scalar.Name)
	case v.Words != nil:
		return "`" + strings.Join(v.Words, "`, `") + "`"
	case v.Name != "":
		return "the name of " + v.Name
	case v.Kind != "":
		return "its own keys (ripple help format " + v.Kind + ")"
	case v.List != nil && v.Single:
		return v.List.words() + ", or a list of them"
	case v.List != nil:
		return "a list, each with " + v.List.words()
	case v.Entries != nil:
		return "names, each with " + v.Entries.words()
	}
	var forms []string
	for i := range v.Forms {
		forms = append(forms, v.Forms[i].words())
	}
	return strings.Join(forms, "; or ")
}
