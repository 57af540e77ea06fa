package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"ripple/broker"
	"ripple/reporters"
	"ripple/reporters/tabletop"
)

// afterActionWriters are the formats of after-action reports, by the endings of files.
var afterActionWriters = map[string]reporters.AfterActionWriter{
	".html": reporters.AfterActionHTML, ".htm": reporters.AfterActionHTML,
	".md": reporters.AfterActionMarkdown, ".markdown": reporters.AfterActionMarkdown,
	".xlsx": reporters.AfterActionXLSX,
}

// review writes the after-action report of a session's journal, and leaves the journal
// as it is.
func (f *tabletopFlags) review(e *env) error {
	write := afterActionWriters[strings.ToLower(filepath.Ext(f.report))]
	switch {
	case f.resume == "":
		return usage("ripple tabletop --resume monday.journal --report monday.html", "a report is on a session: say which with --resume")
	case write == nil:
		return usage("for example --report monday.html, .md or .xlsx", "the ending of %q names no format of reports", f.report)
	case f.replications < 1:
		return usage("use --replications 1 or more", "%d replications make no result", f.replications)
	}
	events, err := tabletop.ReadJournal(f.resume)
	if err != nil {
		return &problem{err, "", exitUsage}
	}
	bus, err := f.bus.options(e)
	if err != nil {
		return err
	}
	ctx, stop := e.Interruptible()
	defer stop()
	b, err := broker.Start(ctx, bus)
	if err != nil {
		return fmt.Errorf("start the bus: %w", err)
	}
	defer b.Close()
	began := e.Now()
	bar := (&runner{env: e, flags: &runFlags{}}).progress("playing it again")
	a, err := tabletop.Review(ctx, events, tabletop.ReviewSettings{
		Bus: b, Replications: f.replications, Groups: 2, Progress: bar.set, Ripple: e.Version, Go: e.Go,
	})
	bar.clear()
	if errors.Is(err, context.Canceled) {
		return &problem{fmt.Errorf("interrupted at %.0f %%: no report", 100*bar.done()), "fewer --replications take less time", exitFailed}
	}
	if err != nil {
		return err
	}
	out, err := e.Create(f.report)
	if err != nil {
		return &problem{fmt.Errorf("write the report: %w", err), "name a file in a folder that exists, with --report", exitUsage}
	}
	defer out.Discard()
	if err := write(out, a); err != nil {
		return err
	}
	if err := out.Commit(); err != nil {
		return fmt.Errorf("write the report: %w", err)
	}
	fmt.Fprintf(e.Err, "%s: %d replications in %s\n", f.report, f.replications, e.Now().Sub(began).Round(100*time.Millisecond))
	return nil
}
