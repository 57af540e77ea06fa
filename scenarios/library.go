package scenarios

import (
	"embed"
	"fmt"
	"slices"
	"strings"
)

// library holds the shipped organisations and scenarios, and the tables they name.
//
//go:embed library
var library embed.FS

// Summary is one shipped file, for lists.
type Summary struct {
	Name         string
	Title        string
	About        string
	Kind         string // "scenario" or "organisation"
	Organisation string // a scenario's organisation, by name
	Options      []string
}

// List gives the shipped scenarios by name, then the organisations by name.
func List() ([]Summary, error) {
	var out []Summary
	for _, name := range shippedNames() {
		s, err := summary(name)
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	slices.SortStableFunc(out, func(a, b Summary) int {
		if c := strings.Compare(b.Kind, a.Kind); c != 0 {
			return c // "scenario" before "organisation"
		}
		return strings.Compare(a.Name, b.Name)
	})
	return out, nil
}

// Source is the YAML text of a shipped file, or the text of a shipped table:
// "calls.csv".
func Source(name string) ([]byte, error) {
	file := name + ".yaml"
	if strings.HasSuffix(name, ".csv") {
		file = name
	}
	text, err := library.ReadFile("library/" + file)
	if err != nil || strings.ContainsAny(name, `/\`) {
		return nil, Diagnostics{{File: clip(name), Message: "there is no shipped scenario or organisation of this name",
			Hint: didYouMean(name, shippedNames())}}
	}
	return text, nil
}

// shippedNames are the names of all shipped files.
func shippedNames() []string {
	entries, err := library.ReadDir("library")
	if err != nil {
		return nil
	}
	var names []string
	for _, e := range entries {
		if name, is := strings.CutSuffix(e.Name(), ".yaml"); is {
			names = append(names, name)
		}
	}
	return names
}

func organisationNames() []string {
	var names []string
	for _, name := range shippedNames() {
		if s, err := summary(name); err == nil && s.Kind == "organisation" {
			names = append(names, name)
		}
	}
	return names
}

// summary reads the head of a shipped file.
func summary(name string) (Summary, error) {
	text, err := Source(name)
	if err != nil {
		return Summary{}, err
	}
	p := &problems{}
	root := parse(name+".yaml", text, p)
	if err := p.err(); err != nil {
		return Summary{}, fmt.Errorf("list shipped scenarios: %w", err)
	}
	s := Summary{Name: name, Kind: "organisation"}
	for _, e := range root.entries {
		switch e.key.text {
		case "scenario":
			s.Kind, s.Title = "scenario", e.value.text
		case "organisation":
			s.Organisation = e.value.text
		case "about":
			s.About = e.value.text
		case "options":
			for _, o := range e.value.entries {
				s.Options = append(s.Options, o.key.text)
			}
		}
	}
	if s.Kind == "organisation" {
		s.Title, s.Organisation = s.Organisation, ""
	}
	return s, nil
}
