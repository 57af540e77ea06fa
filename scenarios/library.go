package scenarios

import (
	"embed"
	"fmt"
	"slices"
	"strconv"
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
	// Teams and Minutes are those of an exercise, 0 where none is written.
	Teams, Minutes int
}

// Played tells whether it is an exercise, with teams of its own.
func (s *Summary) Played() bool { return s.Teams > 0 }

// List gives the shipped scenarios by name, those that are exercises last, then the organisations by name.
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
		if a.Played() != b.Played() {
			if a.Played() {
				return 1
			}
			return -1
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
		case "exercise":
			s.exercise(e.value)
		}
	}
	if s.Kind == "organisation" {
		s.Title, s.Organisation = s.Organisation, ""
	}
	return s, nil
}

// exercise reads how many teams play, and how long the plan of its guide takes.
func (s *Summary) exercise(n *node) {
	for _, e := range n.entries {
		switch e.key.text {
		case "teams":
			s.Teams = len(e.value.entries)
		case "guide":
			for _, g := range e.value.entries {
				if g.key.text == "plan" {
					s.Minutes = minutesOf(g.value)
				}
			}
		}
	}
}

// minutesOf adds up the minutes of a plan as written.
func minutesOf(plan *node) int {
	all := 0
	for _, slot := range plan.items {
		for _, e := range slot.entries {
			if minutes, err := strconv.Atoi(e.value.text); e.key.text == "minutes" && err == nil {
				all += minutes
			}
		}
	}
	return all
}
