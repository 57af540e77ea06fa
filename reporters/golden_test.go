package reporters

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the golden files; read the difference before keeping it")

// about is what the synthetic reports say of themselves.
var about = About{
	Ripple: "v0.0.0", Go: "go0",
	Notes: []string{"all numbers are made up"},
	Expect: []Expectation{
		{Text: "consumers.on-time >= 80 %", Who: "consumers", Metric: "on-time", Op: ">=", Limit: 0.80},
		{Text: "expedite: consumers.on-time >= 92 %", Option: "expedite", Who: "consumers", Metric: "on-time", Op: ">=", Limit: 0.92},
		{Text: "consumers.lead-time < 89h", Who: "consumers", Metric: "lead-time", Op: "<", Limit: 89},
	},
	Next: []string{"ripple run procurement-slip --replications 160"},
}

func reported(t *testing.T, replications int) *Report {
	t.Helper()
	r, err := New(synthetic(replications), about)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func written(t *testing.T, write Writer, r *Report) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := write(&out, r); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// asAgreed holds what was written against a golden file.
func asAgreed(t *testing.T, file string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", file)
	if *update {
		if err := os.WriteFile(path, got, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs; go test -update ./reporters rewrites it. Got:\n%s", path, got)
	}
}

func TestPagesReadAsAgreed(t *testing.T) {
	for _, c := range []struct {
		file         string
		write        Writer
		replications int
	}{
		{"table.txt", Table, 40},
		{"colour.txt", ColourTable, 40},
		{"single.txt", Table, 1},
		{"report.md", Markdown, 40},
		{"report.csv", CSV, 3},
		{"report.json", JSON, 3},
	} {
		t.Run(c.file, func(t *testing.T) {
			asAgreed(t, c.file, written(t, c.write, reported(t, c.replications)))
		})
	}
}
