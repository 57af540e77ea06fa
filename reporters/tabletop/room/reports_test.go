package room

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"testing"

	"ripple/broker"
	"ripple/reporters"
	"ripple/reporters/tabletop"
)

// Reports are the facilitator's, in every form, made once for all of what has happened.
func TestReportsAreMadeForTheFacilitator(t *testing.T) {
	h := opened(t, workshop)
	f := h.person("facilitator")
	f.does("to", `"when":"day 4 09:00"`)
	f.does("decide", `"team":"front","words":"tell them","actions":[{"choice":"later"}]`)
	made := 0
	h.room.archive.review = func(ctx context.Context, events []tabletop.Event) (*reporters.AfterAction, error) {
		made++
		bus, err := broker.Start(ctx, broker.Options{})
		if err != nil {
			return nil, err
		}
		defer bus.Close()
		return tabletop.Review(ctx, events, tabletop.ReviewSettings{Bus: bus, Replications: 3})
	}
	for name, begins := range map[string]string{"report.html": "<!doctype html>", "report.md": "# ", "report.xlsx": "PK"} {
		response, err := http.Get(f.link + name)
		fatal(t, err)
		text, err := io.ReadAll(response.Body)
		response.Body.Close()
		fatal(t, err)
		if response.StatusCode != http.StatusOK || !bytes.HasPrefix(bytes.ToLower(text), bytes.ToLower([]byte(begins))) {
			t.Errorf("%s: %s %.60q", name, response.Status, text)
		}
		if response.Header.Get("Content-Disposition") != `attachment; filename="`+name+`"` {
			t.Errorf("%s is shown, not saved", name)
		}
		for _, role := range []string{"audience", "evaluator", "front"} {
			if status := h.person(role).get(name, nil); status != http.StatusForbidden {
				t.Errorf("%s reads %s: %d", role, name, status)
			}
		}
	}
	if made != 1 {
		t.Errorf("it was made %d times", made)
	}
	f.does("note", `"words":"one thing more"`)
	if status := f.get("report.md", nil); status != http.StatusOK || made != 2 {
		t.Errorf("after something more: %d, made %d times", status, made)
	}
}

// A report that is being made is given up when the room closes.
func TestAReportIsGivenUpWhenTheRoomCloses(t *testing.T) {
	h := opened(t, workshop)
	f := h.person("facilitator")
	begun := make(chan bool)
	h.room.archive.review = func(ctx context.Context, _ []tabletop.Event) (*reporters.AfterAction, error) {
		close(begun)
		<-ctx.Done()
		return nil, ctx.Err()
	}
	answered := make(chan int)
	go func() {
		response, err := http.Get(f.link + "report.md")
		if err != nil {
			answered <- 0
			return
		}
		response.Body.Close()
		answered <- response.StatusCode
	}()
	<-begun
	fatal(t, h.close())
	if status := <-answered; status == http.StatusOK {
		t.Error("a report that was given up was sent")
	}
}
