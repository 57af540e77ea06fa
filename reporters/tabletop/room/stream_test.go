package room

import (
	"bufio"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"ripple/reporters/tabletop"
)

// listening is a stream that somebody reads.
type listening struct {
	t        testing.TB
	response *http.Response
	lines    *bufio.Scanner
}

func (p *person) listen() *listening {
	p.h.t.Helper()
	response, err := http.Get(p.link + "stream")
	fatal(p.h.t, err)
	if response.StatusCode != http.StatusOK || response.Header.Get("Content-Type") != "text/event-stream" {
		p.h.t.Fatalf("the stream: %s", response.Status)
	}
	l := &listening{p.h.t, response, bufio.NewScanner(response.Body)}
	l.lines.Buffer(nil, 1<<22)
	return l
}

func (l *listening) close() { l.response.Body.Close() }

// next is the next event; "" when the stream has ended.
func (l *listening) next() (event, data string) {
	for l.lines.Scan() {
		switch name, value, _ := strings.Cut(l.lines.Text(), ": "); name {
		case "event":
			event = value
		case "data":
			data = value
		case "":
			if event != "" {
				return event, data
			}
		}
	}
	return "", ""
}

// view is the next view.
func (l *listening) view() *tabletop.View {
	l.t.Helper()
	for {
		event, data := l.next()
		switch event {
		case "view":
			v := &tabletop.View{}
			fatal(l.t, json.Unmarshal([]byte(data), v))
			return v
		case "":
			l.t.Fatal("the stream has ended")
		}
	}
}

// first is the first view of a stream.
func (p *person) first() *tabletop.View {
	p.h.t.Helper()
	l := p.listen()
	defer l.close()
	return l.view()
}

// Play that runs is seen at its pace: a frame of half a second is half a day when a day takes
// a second, and the journal has a line for about a day.
func TestPlayRunsAtItsPace(t *testing.T) {
	h := opened(t, workshop)
	f := h.person("facilitator")
	wall := h.person("audience").listen()
	defer wall.close()
	if v := wall.view(); v.Playing || v.Now.Text != "day 3 08:00" {
		t.Fatalf("it begins at %s", v.Now.Text)
	}
	h.pass(time.Hour) // while it stands, nothing passes
	f.does("play", `"pace-ms":1000`)
	h.pass(time.Hour) // nor what passed before it began
	lines := len(h.session.Events())
	var seen []string
	for range 4 {
		h.pass(time.Second / 4)
		v := wall.view()
		for len(seen) > 0 && v.Now.Text == seen[len(seen)-1] || v.Now.Text == "day 3 08:00" {
			v = wall.view()
		}
		seen = append(seen, v.Now.Text)
	}
	if got := strings.Join(seen, ", "); got != "day 3 14:00, day 3 20:00, day 4 02:00, day 4 08:00" {
		t.Errorf("seen is %s", got)
	}
	if got := len(h.session.Events()) - lines; got != 1 {
		t.Errorf("the journal has %d lines of it", got)
	}
	f.does("pace", `"pace-ms":86400000`) // as in life
	for range 90 {
		h.pass(time.Second)
	}
	f.does("pause", "")
	if v := f.view(); v.Now.Text != "day 4 08:01" || v.Playing {
		t.Errorf("after a minute and a half it is %s", v.Now.Text)
	}
	h.pass(time.Hour)
	f.does("play", `"pace-ms":1000`)
	h.pass(time.Hour)
	h.pass(time.Hour) // the laptop slept
	if v := f.view(); v.Now.Text != "day 5 08:01" {
		t.Errorf("after the laptop slept it is %s", v.Now.Text)
	}
}

// Play to a target stops there, and at what stops it before.
func TestPlayStopsAtItsTarget(t *testing.T) {
	h := opened(t, workshop)
	f := h.person("facilitator")
	run := func(fields string) *tabletop.View {
		f.does("play", fields)
		for range 500 {
			h.pass(time.Second / 2)
			if v := f.view(); !v.Playing {
				return v
			}
		}
		t.Fatalf("%s: it does not stop", fields)
		return nil
	}
	if v := run(`"pace-ms":1000,"when":"day 4 09:30"`); v.Now.Text != "day 4 09:30" || !strings.HasPrefix(v.Why[0], "play has come to day 4") {
		t.Errorf("to a moment: %s, %q", v.Now.Text, v.Why)
	}
	if v := run(`"days":1`); v.Now.Text != "day 5 09:00" || v.Why[0] != "builders.overdue > 25" {
		t.Errorf("a condition holds before: %s, %q", v.Now.Text, v.Why)
	}
	if v := run(`"condition":"builders.open > 40"`); v.Why[0] != "builders.open > 40" && !strings.Contains(v.Why[0], "inject") {
		t.Errorf("until a condition: %s, %q", v.Now.Text, v.Why)
	}
}

// Who reads slowly, or not at all, holds nobody up, and gets the newest when it reads again.
func TestASlowBrowserHoldsNothingUp(t *testing.T) {
	h := opened(t, workshop)
	f := h.person("facilitator")
	slow := h.person("audience").listen()
	defer slow.close()
	dead, err := net.Dial("tcp", strings.TrimPrefix(h.address, "http://"))
	fatal(t, err)
	defer dead.Close()
	fmt.Fprintf(dead, "GET %sstream HTTP/1.1\r\nHost: %s\r\n\r\n", strings.TrimPrefix(h.link("yard"), h.address), strings.TrimPrefix(h.address, "http://"))
	quick := h.person("audience").listen()
	defer quick.close()
	quick.view()
	f.does("play", `"pace-ms":1000`)
	for frames := 0; f.view().Playing; frames++ {
		if frames > 1000 {
			t.Fatal("play does not go on")
		}
		h.pass(time.Second / 50)
	}
	want := f.view().Version
	for quick.view().Version < want {
	}
	views := 1
	for slow.view().Version < want {
		views++
	}
	t.Logf("the slow one got %d views", views)
}

// A stream ends with a farewell when the room closes, and what was open is closed.
func TestTheRoomSaysFarewell(t *testing.T) {
	h := opened(t, workshop)
	l := h.person("audience").listen()
	defer l.close()
	l.view()
	fatal(t, h.close())
	for {
		event, _ := l.next()
		if event == "bye" {
			break
		}
		if event == "" {
			t.Fatal("it ended without a farewell")
		}
	}
	if event, _ := l.next(); event != "" {
		t.Errorf("after the farewell comes %s", event)
	}
}

// Only so many browsers watch.
func TestOnlySoManyBrowsersWatch(t *testing.T) {
	h := opened(t, workshop)
	h.room.board.watched = maxStreams - 1
	p := h.person("audience")
	l := p.listen()
	l.view()
	if status := p.get("stream", nil); status != http.StatusServiceUnavailable {
		t.Errorf("one more: %d", status)
	}
	l.close()
}
