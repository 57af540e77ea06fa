package scenarios

import (
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"ripple/scenarios/format"
)

// placed is the sample file with a key of a kind written into it, and with the
// keys that have to stand beside it.
func placed(t *testing.T, k *format.Kind, key *format.Key, value string) []byte {
	t.Helper()
	text, err := os.ReadFile("testdata/sample.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(text, &doc); err != nil {
		t.Fatal(err)
	}
	m := locate(t, doc.Content[0], k.Place)
	put := func(name, value string) {
		for _, other := range excluded(k, name) {
			if other != name {
				remove(m, other)
			}
		}
		row := k.Key(name)
		if row == nil {
			t.Fatalf("%s has no row %s", k.Name, name)
		}
		n := parsed(t, value)
		if was := entryOf(m, name); row.Is.Entries != nil && row.Is.Entries.Kind != "" && was != nil && was.Kind == yaml.MappingNode && n.Kind == yaml.MappingNode {
			for i := 0; i < len(n.Content); i += 2 {
				set(was, n.Content[i].Value, n.Content[i+1])
			}
			return
		}
		set(m, name, n)
	}
	put(key.Name, value)
	add := func(names []string) {
		for _, name := range names {
			if entryOf(m, name) == nil {
				put(name, k.Key(name).Example)
			}
		}
	}
	add(key.With)
	for _, other := range key.Beside {
		if name, value, said := strings.Cut(other, ": "); said {
			set(m, name, parsed(t, value)) // in place of what stands there
		} else {
			add([]string{other})
		}
	}
	add(missing(k, m))
	out, err := yaml.Marshal(&doc)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// excluded are the keys that cannot stand beside one.
func excluded(k *format.Kind, name string) []string {
	out := slices.Clone(k.Key(name).Not)
	for i := range k.Keys {
		if slices.Contains(k.Keys[i].Not, name) {
			out = append(out, k.Keys[i].Name)
		}
	}
	for _, group := range k.One {
		if slices.Contains(group, name) {
			out = append(out, group...)
		}
	}
	return out
}

// missing are the keys that a mapping still needs.
func missing(k *format.Kind, m *yaml.Node) []string {
	var out []string
	for i := range k.Keys {
		if k.Keys[i].Must {
			out = append(out, k.Keys[i].Name)
		}
	}
	for _, group := range slices.Concat(k.One, k.Some) {
		if !slices.ContainsFunc(group, func(name string) bool { return entryOf(m, name) != nil }) {
			out = append(out, group[0])
		}
	}
	return out
}

// locate finds or makes the mapping at a place.
func locate(t *testing.T, n *yaml.Node, place string) *yaml.Node {
	t.Helper()
	if place == "" {
		return n
	}
	for _, part := range strings.Split(place, ".") {
		index, err := strconv.Atoi(part)
		switch {
		case part == "+" || err == nil && index == len(n.Content):
			become(n, yaml.SequenceNode)
			item := &yaml.Node{Kind: yaml.MappingNode}
			if part == "+" {
				item = parsed(t, "at: day 20 09:00")
			}
			n.Content = append(n.Content, item)
			n = item
		case err == nil:
			n = n.Content[index]
		default:
			become(n, yaml.MappingNode)
			next := entryOf(n, part)
			if next == nil {
				next = &yaml.Node{Kind: yaml.MappingNode}
				set(n, part, next)
			}
			n = next
		}
	}
	become(n, yaml.MappingNode)
	return n
}

// become empties a node of another kind.
func become(n *yaml.Node, kind yaml.Kind) {
	if n.Kind != kind {
		*n = yaml.Node{Kind: kind}
	}
}

func parsed(t *testing.T, text string) *yaml.Node {
	t.Helper()
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(text), &doc); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return doc.Content[0]
}

func entryOf(m *yaml.Node, name string) *yaml.Node {
	for i := 0; i+1 < len(m.Content); i += 2 {
		if m.Content[i].Value == name {
			return m.Content[i+1]
		}
	}
	return nil
}

func set(m *yaml.Node, name string, value *yaml.Node) {
	remove(m, name)
	m.Content = append(m.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: name}, value)
}

func remove(m *yaml.Node, name string) {
	for i := 0; i+1 < len(m.Content); i += 2 {
		if m.Content[i].Value == name {
			m.Content = slices.Delete(m.Content, i, i+2)
			return
		}
	}
}
