package main

import (
	"encoding/json"
	"testing"

	"ripple/reporters"
)

// What a trace gives with --format json fits what `ripple schema trace` says.
func TestATraceFitsTheSchemaOfTraces(t *testing.T) {
	schema, err := reporters.TraceSchema()
	if err != nil {
		t.Fatal(err)
	}
	resolved, err := schema.Resolve(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"it-outage", "--worst", "2", "--for", "40 days", "--replication", "1"}, {"../../scenarios/testdata/plant.yaml", "--worst", "1"}} {
		trace := try(append([]string{"trace", "--format", "json", "--quiet"}, args...)...)
		if code := execute(trace.env); code != exitFine {
			t.Fatalf("%v: exit code %d: %s", args, code, trace.err.String())
		}
		var result map[string]any
		if err := json.Unmarshal(trace.out.Bytes(), &result); err != nil {
			t.Fatal(err)
		}
		if err := resolved.Validate(result); err != nil {
			t.Errorf("%v: %v", args, err)
		}
		order := result["orders"].([]any)[0].(map[string]any)
		delete(order["option"].(map[string]any), "end")
		if err := resolved.Validate(result); err == nil {
			t.Errorf("%v: a wrong trace fits the schema", args)
		}
	}
}

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
