package reporters

import (
	"encoding/json"
	"os"
	"testing"
)

// The golden result fits the schema, and one with a field too many, or without
// one, does not.
func TestAResultFitsItsSchema(t *testing.T) {
	s, err := Schema()
	if err != nil {
		t.Fatal(err)
	}
	r, err := s.Resolve(nil)
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile("testdata/report.json")
	if err != nil {
		t.Fatal(err)
	}
	read := func() map[string]any {
		var v map[string]any
		if err := json.Unmarshal(text, &v); err != nil {
			t.Fatal(err)
		}
		return v
	}
	if err := r.Validate(read()); err != nil {
		t.Error(err)
	}
	more := read()
	more["surprise"] = 1.0
	less := read()
	delete(less["arms"].(map[string]any)["baseline"].(map[string]any)["money"].(map[string]any), "net")
	for _, wrong := range []map[string]any{more, less} {
		if err := r.Validate(wrong); err == nil {
			t.Error("a wrong result fits the schema")
		}
	}
}

func TestAComparisonFitsItsSchema(t *testing.T) {
	s, err := ComparisonSchema()
	if err != nil {
		t.Fatal(err)
	}
	r, err := s.Resolve(nil)
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile("testdata/compare.json")
	if err != nil {
		t.Fatal(err)
	}
	var v map[string]any
	if err := json.Unmarshal(text, &v); err != nil {
		t.Fatal(err)
	}
	if err := r.Validate(v); err != nil {
		t.Error(err)
	}
	delete(v["difference"].(map[string]any)["it_outage/standby"].(map[string]any)["money"].(map[string]any), "net")
	if err := r.Validate(v); err == nil {
		t.Error("a wrong comparison fits the schema")
	}
}

// fits checks a result in JSON against its schema.
func fits(t *testing.T, document []byte) {
	t.Helper()
	s, err := Schema()
	if err != nil {
		t.Fatal(err)
	}
	schema, err := s.Resolve(nil)
	if err != nil {
		t.Fatal(err)
	}
	var v map[string]any
	if err := json.Unmarshal(document, &v); err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(v); err != nil {
		t.Error(err)
	}
}
