package scenarios

import (
	"fmt"
	"path/filepath"
	"testing"
)

func TestEveryTestFileLoads(t *testing.T) {
	files, err := filepath.Glob("testdata/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal("no files", err)
	}
	for _, f := range files {
		s, err := Load(f, Options{})
		if err != nil {
			t.Errorf("%v", err)
			continue
		}
		fmt.Println(f, len(s.Model.Steps), s.Model.From, s.Model.Until, s.Model.End, s.Notes)
	}
}
