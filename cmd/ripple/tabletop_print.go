package main

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"

	"ripple/reporters"
	"ripple/scenarios"
)

// writePapers writes the printed matter of an exercise.
func (f *tabletopFlags) writePapers(e *env, bundle *scenarios.Bundle) error {
	if ending := strings.ToLower(filepath.Ext(f.print)); ending != ".html" && ending != ".htm" {
		return usage("for example --print "+bundle.Name+".html, which a browser prints", "the papers are a page for a browser, and %q does not end in .html", f.print)
	}
	s, err := bundle.Load(scenarios.Options{})
	if err != nil {
		return badFile(err)
	}
	var b bytes.Buffer
	if err := reporters.PapersHTML(&b, s, e.Version, e.Go); err != nil {
		return err
	}
	if err := e.write(f.print, b.Bytes()); err != nil {
		return err
	}
	fmt.Fprintf(e.Err, "open %s in a browser and print it: its first page says which pages are for whom\n", f.print)
	return nil
}
