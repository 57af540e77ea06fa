package room

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"time"

	"ripple/reporters"
	"ripple/reporters/tabletop"
)

// Reviewer makes the after-action report of a session from its events. It may take minutes.
type Reviewer func(context.Context, []tabletop.Event) (*reporters.AfterAction, error)

// archive makes after-action reports, one at a time, and keeps the last: it is the same
// until something more happens.
type archive struct {
	review Reviewer
	turn   chan struct{} // holds one while a report is made
	lines  int           // of the journal that the last is of
	last   *reporters.AfterAction
}

func newArchive(review Reviewer) *archive {
	return &archive{review: review, turn: make(chan struct{}, 1)}
}

// of is the report of a session's events.
func (a *archive) of(ctx context.Context, events []tabletop.Event) (*reporters.AfterAction, error) {
	select {
	case a.turn <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { <-a.turn }()
	if a.last != nil && a.lines == len(events) {
		return a.last, nil
	}
	made, err := a.review(ctx, events)
	if err != nil {
		return nil, err
	}
	a.last, a.lines = made, len(events)
	return made, nil
}

// reportForms are the ways to write a report, by the path behind the facilitator's link.
var reportForms = map[string]struct {
	kind  string
	write reporters.AfterActionWriter
}{
	"report.html": {"text/html; charset=utf-8", reporters.AfterActionHTML},
	"report.md":   {"text/markdown; charset=utf-8", reporters.AfterActionMarkdown},
	"report.xlsx": {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", reporters.AfterActionXLSX},
}

// report sends the after-action report of all that has happened until now. Whoever closes the
// page while it is made ends the making.
func (r *Room) report(name string) func(*seat, http.ResponseWriter, *http.Request) {
	form := reportForms[name]
	return func(_ *seat, w http.ResponseWriter, q *http.Request) {
		// It takes longer than a request may take to come, after which the server gives it up.
		if err := http.NewResponseController(w).SetReadDeadline(time.Time{}); err != nil {
			wrong(w, err)
			return
		}
		ctx, cancel := context.WithCancel(q.Context())
		defer cancel()
		defer context.AfterFunc(r.ctx, cancel)()
		a, err := r.archive.of(ctx, r.session.Events())
		var text bytes.Buffer
		if err == nil {
			err = form.write(&text, a)
		}
		if err != nil {
			wrong(w, err)
			return
		}
		h := w.Header()
		h.Set("Content-Type", form.kind)
		h.Set("Content-Disposition", `attachment; filename="`+name+`"`)
		fmt.Fprint(w, text.String())
	}
}
