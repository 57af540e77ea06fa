package room

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"ripple/broker"
	"ripple/reporters"
	"ripple/reporters/tabletop"
	"ripple/scenarios"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const workshop = "../testdata/workshop.yaml"

// house is a room that is open, with its address.
type house struct {
	t       testing.TB
	room    *Room
	session *tabletop.Session
	journal string
	address string
	frames  chan time.Time // the wall clock, as the test has it
	clock   time.Time
	close   func() error
}

// opened opens a room on a scenario, or on the journal of a session.
func opened(t testing.TB, scenario string) *house {
	t.Helper()
	return openedAt(t, "127.0.0.1:0", scenario)
}

func openedAt(t testing.TB, listen, scenario string) *house {
	t.Helper()
	return open(t, listen, beginning(t, scenario))
}

func beginning(t testing.TB, scenario string) func(tabletop.Settings) (*tabletop.Session, string, error) {
	return func(set tabletop.Settings) (*tabletop.Session, string, error) {
		bundle, err := scenarios.Gather(scenario)
		if err != nil {
			return nil, "", err
		}
		path := filepath.Join(t.TempDir(), "session.journal")
		j, err := tabletop.CreateJournal(path)
		if err != nil {
			return nil, "", err
		}
		s, err := tabletop.Begin(context.Background(), bundle, j, set)
		return s, path, err
	}
}

func resumed(t testing.TB, journal string) *house {
	t.Helper()
	return open(t, "127.0.0.1:0", func(set tabletop.Settings) (*tabletop.Session, string, error) {
		s, err := tabletop.Resume(context.Background(), journal, set)
		return s, journal, err
	})
}

func open(t testing.TB, listen string, begin func(tabletop.Settings) (*tabletop.Session, string, error)) *house {
	t.Helper()
	frames := make(chan time.Time)
	h := openWith(t, listen, frames, begin)
	h.frames = frames
	return h
}

// openWith opens a room whose wall clock is what is given.
func openWith(t testing.TB, listen string, frames <-chan time.Time, begin func(tabletop.Settings) (*tabletop.Session, string, error)) *house {
	t.Helper()
	bus, err := broker.Start(context.Background(), broker.Options{})
	fatal(t, err)
	t.Cleanup(func() { bus.Close() })
	s, path, err := begin(tabletop.Settings{Bus: bus})
	fatal(t, err)
	h := &house{t: t, session: s, journal: path, clock: time.Unix(0, 0)}
	door, err := NewDoor(listen, "", "", s.State().Certificate)
	fatal(t, err)
	h.room, err = Open(context.Background(), s, Settings{
		Frames: frames, Door: door, Resume: "ripple tabletop --resume it",
		Review: func(context.Context, []tabletop.Event) (*reporters.AfterAction, error) {
			return nil, errors.New("no reports in tests")
		},
	})
	fatal(t, err)
	h.address = door.Address()
	served := make(chan error, 1)
	go func() { served <- h.room.Serve() }()
	h.close = func() error {
		h.room.close()
		err := <-served
		served <- err
		h.session.Close()
		return err
	}
	t.Cleanup(func() {
		if err := h.close(); err != nil {
			t.Error(err)
		}
		http.DefaultClient.CloseIdleConnections()
	})
	return h
}

func fatal(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// pass lets the wall clock go on by one frame, and what comes of it happen: the room takes a
// second frame only when it is done with the first.
func (h *house) pass(d time.Duration) {
	h.clock = h.clock.Add(d)
	h.frames <- h.clock
	h.frames <- h.clock
}

// link is where a role's page is.
func (h *house) link(role string) string {
	h.t.Helper()
	for _, l := range h.room.Links() {
		if l.Role == role {
			return l.URL
		}
	}
	h.t.Fatalf("no link for %s", role)
	return ""
}

// person is a role with a page of its own.
type person struct {
	h    *house
	link string
	key  string
	seq  uint64
}

func (h *house) person(role string) *person {
	h.t.Helper()
	p := &person{h: h, link: h.link(role)}
	p.hello()
	return p
}

func (p *person) hello() {
	p.h.t.Helper()
	var said welcome
	if status := p.get("hello", &said); status != http.StatusOK {
		p.h.t.Fatalf("hello: %d", status)
	}
	p.key, p.seq = said.Key, said.Seq
}

// get reads what lies behind the link.
func (p *person) get(path string, into any) int {
	p.h.t.Helper()
	response, err := http.Get(p.link + path)
	fatal(p.h.t, err)
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	fatal(p.h.t, err)
	if into != nil {
		fatal(p.h.t, json.Unmarshal(text, into))
	}
	return response.StatusCode
}

// reply is what a message is answered with.
type reply struct {
	Status  int
	Version int
	Result  json.RawMessage
	Again   bool
	Refused string
	Renew   bool
}

// send sends a message as it is.
func (p *person) send(body string, headers ...string) reply {
	p.h.t.Helper()
	q, err := http.NewRequest("POST", p.link+"do", strings.NewReader(body))
	fatal(p.h.t, err)
	q.Header.Set("Content-Type", "application/json")
	for i := 0; i < len(headers); i += 2 {
		q.Header.Set(headers[i], headers[i+1])
	}
	response, err := http.DefaultClient.Do(q)
	fatal(p.h.t, err)
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	fatal(p.h.t, err)
	var r reply
	if err := json.Unmarshal(bytes.TrimSpace(text), &r); err != nil {
		p.h.t.Fatalf("%s: %v", text, err)
	}
	r.Status = response.StatusCode
	return r
}

// message is one that the page would send next: what to do, and fields as JSON.
func (p *person) message(do, fields string) string {
	p.seq++
	if fields != "" {
		fields = "," + fields
	}
	return fmt.Sprintf(`{"key":%q,"seq":%d,"do":%q%s}`, p.key, p.seq, do, fields)
}

// does sends a message that must be carried out.
func (p *person) does(do, fields string) reply {
	p.h.t.Helper()
	r := p.send(p.message(do, fields))
	if r.Status != http.StatusOK {
		p.h.t.Fatalf("%s %s: %d %s", do, fields, r.Status, r.Refused)
	}
	return r
}

// may not: a message that must be refused.
func (p *person) mayNot(do, fields, why string) {
	p.h.t.Helper()
	lines := len(p.h.session.Events())
	r := p.send(p.message(do, fields))
	if r.Status == http.StatusOK || !strings.Contains(r.Refused, why) || len(p.h.session.Events()) != lines {
		p.h.t.Errorf("%s %s: %d %q, want a refusal with %q", do, fields, r.Status, r.Refused, why)
	}
}

func (p *person) view() *tabletop.View {
	p.h.t.Helper()
	v := &tabletop.View{}
	if status := p.get("view", v); status != http.StatusOK {
		p.h.t.Fatalf("view: %d", status)
	}
	return v
}
