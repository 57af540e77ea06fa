package main

import (
	"slices"
	"strings"
	"testing"

	fileformat "ripple/scenarios/format"
)

// Everything that the reference names can be asked for, and fits a terminal.
func TestEveryNameOfTheReferenceIsExplained(t *testing.T) {
	for _, name := range referenceNames() {
		for _, style := range []string{"table", "markdown"} {
			asked := try("help", "format", name, "--format", style)
			if code := execute(asked.env); code != exitFine || asked.out.Len() < 80 {
				t.Errorf("help format %s: exit code %d: %s", name, code, asked.err.String())
			}
			if style == "markdown" {
				continue
			}
			for line := range strings.Lines(asked.out.String()) {
				if len([]rune(line)) > 101 && !strings.HasPrefix(line, "    ") {
					t.Errorf("help format %s: a line of %d: %s", name, len([]rune(line)), line)
				}
			}
		}
	}
}

// The whole reference names every section, mapping and part; the contents lead to each.
func TestTheContentsNameEverything(t *testing.T) {
	whole, contents := try("help", "format", "all"), try("help", "format")
	if execute(whole.env) != exitFine || execute(contents.env) != exitFine {
		t.Fatal("no reference")
	}
	for _, group := range fileformat.Topics() {
		for _, topic := range group {
			if !strings.Contains(contents.out.String(), topic.Name) {
				t.Errorf("the contents do not name %s", topic.Name)
			}
			if !strings.Contains(whole.out.String(), "# "+topic.Title+"\n") {
				t.Errorf("the reference has no part %s (%s)", topic.Title, topic.Name)
			}
		}
	}
}

// help injects has a row for every inject and response.
func TestEveryInjectHasARow(t *testing.T) {
	asked := try("help", "injects", "--format", "markdown")
	if execute(asked.env) != exitFine {
		t.Fatal(asked.err.String())
	}
	for _, name := range slices.Concat(fileformat.Injects().Actions(), fileformat.Responses().Actions()) {
		if !strings.Contains(asked.out.String(), "\n| "+name+" |") && !strings.Contains(asked.out.String(), "\n| "+name+": ") {
			t.Errorf("no row for %s", name)
		}
	}
}
