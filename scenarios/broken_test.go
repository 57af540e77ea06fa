package scenarios

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var rewrite = flag.Bool("rewrite", false, "write the golden messages anew")

// TestBrokenFilesSayWhereWhatAndWhatToDo: every broken file gets exactly its
// message, with file, line, column, the line and a caret.
func TestBrokenFilesSayWhereWhatAndWhatToDo(t *testing.T) {
	files, err := filepath.Glob("testdata/broken/*.yaml")
	if err != nil || len(files) < 25 {
		t.Fatalf("%d broken files, %v", len(files), err)
	}
	for _, file := range files {
		_, err := Load(file, Options{})
		var d Diagnostics
		if !errors.As(err, &d) || len(d) == 0 {
			t.Errorf("%s: not refused with diagnostics: %v", file, err)
			continue
		}
		got := filepath.ToSlash(err.Error()) + "\n"
		golden := strings.TrimSuffix(file, ".yaml") + ".txt"
		if *rewrite {
			if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s:\n%s\nwant\n%s", file, got, want)
		}
	}
}
