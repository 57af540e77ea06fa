package main

import (
	"io"
	"slices"

	fileformat "ripple/scenarios/format"
)

// reference writes what `ripple help format NAME` asks for: the reference of
// the file format, or a part of it.
func (e *env) reference(name string, markdown bool) error {
	doc := fileformat.Whole()
	if name != "all" {
		if doc = fileformat.Find(name); doc == nil {
			hint := didYouMean(name, referenceNames())
			if hint == "" {
				hint = "ripple help format lists what there is"
			}
			return usage(hint, "the format has nothing called %q", name)
		}
	}
	return writeReference(e.Out, doc, markdown)
}

func writeReference(w io.Writer, doc *fileformat.Document, markdown bool) error {
	if markdown {
		return doc.WriteMarkdown(w)
	}
	return doc.WriteText(w)
}

// referenceNames are the names that the reference can be asked for: sections,
// mappings, parts and keys.
func referenceNames() []string {
	names := []string{"all"}
	for _, group := range fileformat.Topics() {
		for _, t := range group {
			names = append(names, t.Name)
			names = append(names, fileformat.Of(t.Name).Names()...)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// generated is what follows the text of a topic, made of the format itself; nil
// for most topics.
func generated(topic string) []*fileformat.Document {
	switch topic {
	case "format":
		return []*fileformat.Document{fileformat.Contents()}
	case "injects":
		return []*fileformat.Document{fileformat.Injects().EffectTable(), fileformat.Responses().EffectTable()}
	}
	return nil
}
