package scenarios

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/jsonschema-go/jsonschema"

	"ripple/scenarios/format"
)

func resolved(t *testing.T, s *jsonschema.Schema) *jsonschema.Resolved {
	t.Helper()
	r, err := s.Resolve(nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// accepts checks a YAML text against a schema.
func accepts(t *testing.T, s *jsonschema.Resolved, text []byte) error {
	t.Helper()
	value, err := format.FromYAML(text)
	if err != nil {
		t.Fatal(err)
	}
	return s.Validate(value)
}

// TestEveryFileThatLoadsFitsTheSchema: shipped files and those of the tests.
func TestEveryFileThatLoadsFitsTheSchema(t *testing.T) {
	whole, scenario, organisation := resolved(t, format.FileSchema()), resolved(t, format.ScenarioSchema()), resolved(t, format.OrganisationSchema())
	var files []string
	for _, pattern := range []string{"library/*.yaml", "testdata/*.yaml", "testdata/refer/*.y*ml"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	if len(files) < 20 {
		t.Fatalf("only %d files", len(files))
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		p := &problems{}
		own := scenario
		if isOrganisation(parse(file, text, p)) {
			own = organisation
		}
		for _, s := range []*jsonschema.Resolved{whole, own} {
			if err := accepts(t, s, text); err != nil {
				t.Errorf("%s: %v", file, err)
			}
		}
	}
}

// TestEveryExampleFitsTheSchema: in its place in the sample file.
func TestEveryExampleFitsTheSchema(t *testing.T) {
	s := resolved(t, format.ScenarioSchema())
	eachRow(func(k *format.Kind, key *format.Key) {
		if err := accepts(t, s, placed(t, k, key, key.Example)); err != nil {
			t.Errorf("%s.%s: %v", k.Name, key.Name, err)
		}
	})
}

// TestTheSchemaRefusesNonsense: after any key.
func TestTheSchemaRefusesNonsense(t *testing.T) {
	s := resolved(t, format.ScenarioSchema())
	eachRow(func(k *format.Kind, key *format.Key) {
		if err := accepts(t, s, placed(t, k, key, "{no-such-thing: [{nonsense: [1]}]}")); err == nil {
			t.Errorf("%s.%s takes anything", k.Name, key.Name)
		}
	})
}

// structural tells whether a message is about keys and kinds of value, which a
// schema can know, and not about what the values say.
func structural(message string) bool {
	for _, section := range format.Sections() {
		for _, k := range section.Kinds {
			rest, its := strings.CutPrefix(message, k.Called+" ")
			if its && (strings.HasPrefix(rest, "has no `") || strings.HasPrefix(rest, "needs `") || strings.HasPrefix(rest, "is written as")) {
				return true
			}
		}
	}
	return strings.Contains(message, "is no unit of time") || strings.HasSuffix(message, "is a single value")
}

// TestTheSchemaRefusesWhatIsWrongByItsStructure: the broken files whose first
// message is about keys or kinds of value.
func TestTheSchemaRefusesWhatIsWrongByItsStructure(t *testing.T) {
	s := resolved(t, format.FileSchema())
	files, err := filepath.Glob("testdata/broken/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	refused := 0
	for _, file := range files {
		_, err := Load(file, Options{})
		var d Diagnostics
		if !errors.As(err, &d) || !structural(d[0].Message) || d[0].File != file {
			continue
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		value, err := format.FromYAML(text)
		if err != nil {
			continue // no YAML: no schema is asked
		}
		if s.Validate(value) == nil {
			t.Errorf("%s: %s", file, d[0].Message)
			continue
		}
		refused++
	}
	if refused < 6 {
		t.Errorf("only %d broken files were tried", refused)
	}
}
