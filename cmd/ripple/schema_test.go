package main

import (
	"encoding/json"
	"testing"

	"ripple/reporters"
)

// What a run gives with --format json fits what `ripple schema result` says.
func TestARunFitsTheSchemaOfResults(t *testing.T) {
	schema, err := reporters.Schema()
	if err != nil {
		t.Fatal(err)
	}
	resolved, err := schema.Resolve(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"it-outage", "../../scenarios/testdata/plant.yaml"} {
		run := try("run", name, "--replications", "2", "--for", "30 days", "--format", "json", "--quiet")
		if code := execute(run.env); code != exitFine && code != exitUnmet {
			t.Fatalf("%s: exit code %d: %s", name, code, run.err.String())
		}
		var result any
		if err := json.Unmarshal(run.out.Bytes(), &result); err != nil {
			t.Fatal(err)
		}
		if err := resolved.Validate(result); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
