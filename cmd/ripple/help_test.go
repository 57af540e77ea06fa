package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"ripple/reporters"
	"ripple/scenarios"
	"ripple/sim"
)

func topic(t *testing.T, name string) string {
	t.Helper()
	text, err := helpFiles.ReadFile("help/" + name + ".md")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestEveryMetricAndCauseIsExplained(t *testing.T) {
	reading := topic(t, "reading-results")
	metrics := slices.Concat(reporters.CustomerMetrics(), reporters.AccountMetrics(), reporters.AgreementMetrics(), reporters.DepartmentMetrics(), reporters.SupplierMetrics(), reporters.MoneyMetrics())
	for _, m := range metrics {
		if !strings.Contains(reading, "\n    "+m.Key+" ") {
			t.Errorf("reading-results does not explain %q", m.Key)
		}
	}
	words := topic(t, "words")
	for c := sim.Cause(0); c < sim.NumCauses; c++ {
		if !strings.Contains(words, "\n    "+c.String()+" ") {
			t.Errorf("words does not explain %q", c)
		}
	}
}

func TestTopicsFitATerminalAndNameWhatExists(t *testing.T) {
	mentioned := regexp.MustCompile(`ripple help ([a-z][a-z-]*)`)
	names := append(topics(), commandNames(newRoot(try().env))...)
	for _, name := range topics() {
		text := topic(t, name)
		if !strings.HasPrefix(text, "# ") {
			t.Errorf("%s does not begin with a heading", name)
		}
		for line := range strings.Lines(text) {
			if len([]rune(line)) > 101 {
				t.Errorf("%s: a line of %d: %s", name, len([]rune(line)), line)
			}
		}
		for _, found := range mentioned.FindAllStringSubmatch(text, -1) {
			known := false
			for _, n := range names {
				known = known || n == found[1]
			}
			if !known {
				t.Errorf("%s sends readers to %q, which is not there", name, found[0])
			}
		}
	}
}

// The files that `ripple help format` shows are files that ripple takes.
func TestFormatShowsFilesThatLoad(t *testing.T) {
	folder := t.TempDir()
	written := 0
	for _, section := range strings.Split(topic(t, "format"), "\n## ") {
		var block strings.Builder
		for line := range strings.Lines(section) {
			if rest, code := strings.CutPrefix(line, "    "); code {
				block.WriteString(rest)
			} else if strings.TrimSpace(line) == "" {
				block.WriteString("\n")
			}
		}
		text := strings.TrimSpace(block.String())
		name := ""
		switch {
		case strings.HasPrefix(text, "organisation:"):
			name = "company.yaml"
		case strings.HasPrefix(text, "scenario:"):
			name = "slip.yaml"
		default:
			continue
		}
		written++
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text+"\n"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if written != 2 {
		t.Fatalf("found %d files in the topic, want an organisation and a scenario", written)
	}
	for _, name := range []string{"company.yaml", "slip.yaml"} {
		if _, err := scenarios.Check(filepath.Join(folder, name)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
