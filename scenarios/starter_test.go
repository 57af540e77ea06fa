package scenarios

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func TestStarterLoadsWithoutComplaint(t *testing.T) {
	folder := t.TempDir()
	organisation, scenario := Starter("My company", "mine-organisation.yaml", "mine.yaml")
	for name, text := range map[string]string{"mine-organisation.yaml": organisation, "mine.yaml": scenario} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	s, err := Load(filepath.Join(folder, "mine.yaml"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Notes) > 0 || s.OrganisationName != "My company" || len(s.Expect) == 0 {
		t.Errorf("%q, %d expectations, notes %q", s.OrganisationName, len(s.Expect), s.Notes)
	}
	if strings.Contains(organisation+scenario, "TITLE") || strings.Contains(scenario, "FILE") || strings.Contains(scenario, "ORGANISATION") {
		t.Error("a name was left to be filled in")
	}
}

// Who has never seen such a file understands every line of this one, and sees
// how sure its numbers are.
func TestStarterExplainsEveryLineAndMarksItsNumbers(t *testing.T) {
	organisation, scenario := Starter("My company", "mine-organisation.yaml", "mine.yaml")
	number := regexp.MustCompile(`[0-9]`)
	for _, text := range []string{organisation, scenario} {
		marked := map[int]bool{}
		for _, m := range Marks(text) {
			marked[m.Line] = true
		}
		for i, line := range strings.Split(text, "\n") {
			said, comment := uncommented(line)
			switch {
			case strings.TrimSpace(said) == "":
			case len(comment) < 10:
				t.Errorf("line %d is not explained: %s", i+1, line)
			case number.MatchString(said) && !marked[i+1]:
				t.Errorf("line %d has numbers and does not say where they come from: %s", i+1, line)
			}
		}
	}
}
