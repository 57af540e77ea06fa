package room

import (
	"net/http"
	"strings"
	"testing"
)

// A message that comes again is not done again: it gets its first answer, and another in
// its place is refused.
func TestAMessageIsDoneOnce(t *testing.T) {
	h := opened(t, workshop)
	f := h.person("facilitator")
	f.does("to", `"when":"day 4 09:00"`)
	m := f.message("improvise", `"text":"say: The press calls."`)
	first := f.send(m)
	if first.Status != http.StatusOK {
		t.Fatalf("%+v", first)
	}
	lines := len(h.session.Events())
	for range 3 {
		if again := f.send(m); again.Status != http.StatusOK || string(again.Result) != string(first.Result) || again.Version != first.Version {
			t.Errorf("it is answered %+v, at first %+v", again, first)
		}
	}
	forged := strings.Replace(m, "press", "king", 1)
	if r := f.send(forged); r.Status != http.StatusConflict || !strings.Contains(r.Refused, "came before") {
		t.Errorf("another message with its number: %+v", r)
	}
	no := f.message("fire", `"inject":77`)
	if a, b := f.send(no), f.send(no); a.Status != http.StatusConflict || a.Refused != b.Refused {
		t.Errorf("a refusal: %+v, then %+v", a, b)
	}
	if r := f.send(m); r.Status != http.StatusConflict {
		t.Errorf("an old message: %+v", r)
	}
	if got := len(h.session.Events()); got != lines {
		t.Errorf("%d lines, want %d", got, lines)
	}
	// Another page of the same role counts for itself.
	second := h.person("facilitator")
	second.does("note", `"words":"from elsewhere"`)
	f.does("note", `"words":"from here"`)
}

// After the room was resumed, a message that was done is answered so, one that was not is
// sent again with another key, and an old one is refused.
func TestAMessageIsDoneOnceEvenWhenTheRoomIsResumed(t *testing.T) {
	h := opened(t, workshop)
	f := h.person("facilitator")
	old := f.message("to", `"when":"day 4 09:00"`)
	if r := f.send(old); r.Status != http.StatusOK {
		t.Fatalf("%+v", r)
	}
	done := f.message("decide", `"team":"front","actions":[{"choice":"later"}]`)
	if r := f.send(done); r.Status != http.StatusOK {
		t.Fatalf("%+v", r)
	}
	lost := f.message("note", `"words":"never arrived"`)
	before := h.link("facilitator")
	fatal(t, h.close())
	again := resumed(t, h.journal)
	if path := strings.TrimPrefix(again.link("facilitator"), again.address); path != strings.TrimPrefix(before, h.address) {
		t.Errorf("the link is another: %s", path)
	}
	lines := len(again.session.Events())
	p := &person{h: again, link: again.link("facilitator"), key: f.key, seq: f.seq}
	if r := p.send(done); r.Status != http.StatusOK || !r.Again {
		t.Errorf("what was done: %+v", r)
	}
	if r := p.send(strings.Replace(done, "later", "campaign", 1)); r.Status != http.StatusConflict || r.Renew {
		t.Errorf("another in its place: %+v", r)
	}
	if r := p.send(old); r.Status != http.StatusConflict || r.Renew {
		t.Errorf("an old one: %+v", r)
	}
	if r := p.send(lost); r.Status != http.StatusConflict || !r.Renew {
		t.Errorf("what was not done: %+v", r)
	}
	if got := len(again.session.Events()); got != lines {
		t.Errorf("%d lines, want %d", got, lines)
	}
	p.hello()
	p.does("note", `"words":"arrived"`)
}

// A page whose key was forgotten, because many came since, is as one from before.
func TestAMessageIsDoneOnceEvenWhenItsPageWasForgotten(t *testing.T) {
	h := opened(t, workshop)
	f := h.person("facilitator")
	done := f.message("note", `"words":"once"`)
	if r := f.send(done); r.Status != http.StatusOK {
		t.Fatalf("%+v", r)
	}
	delete(h.room.inbox.pages, f.key)
	if r := f.send(done); r.Status != http.StatusOK || !r.Again {
		t.Errorf("what was done: %+v", r)
	}
	if r := f.send(f.message("note", `"words":"twice"`)); r.Status != http.StatusConflict || !r.Renew {
		t.Errorf("what was not done: %+v", r)
	}
	for range maxPages + 1 {
		f.hello()
	}
	if n := len(h.room.inbox.pages); n > maxPages {
		t.Errorf("%d pages are remembered", n)
	}
}

// What does not come from a page of the room is refused, and changes nothing.
func TestForgedMessagesAreRefused(t *testing.T) {
	h := opened(t, workshop)
	f := h.person("facilitator")
	other := opened(t, workshop).person("facilitator")
	good := f.message("note", `"words":"hello"`)
	lines := len(h.session.Events())
	for name, try := range map[string]struct {
		body    string
		headers []string
		status  int
	}{
		"from another site":          {good, []string{"Origin", "https://evil.example"}, http.StatusForbidden},
		"from another port":          {good, []string{"Origin", "http://127.0.0.1:1"}, http.StatusForbidden},
		"from nowhere":               {good, []string{"Origin", "null"}, http.StatusForbidden},
		"across sites":               {good, []string{"Sec-Fetch-Site", "cross-site"}, http.StatusForbidden},
		"from the same site only":    {good, []string{"Sec-Fetch-Site", "same-site"}, http.StatusForbidden},
		"as a form":                  {good, []string{"Content-Type", "application/x-www-form-urlencoded"}, http.StatusUnsupportedMediaType},
		"as text":                    {good, []string{"Content-Type", "text/plain"}, http.StatusUnsupportedMediaType},
		"without a type":             {good, []string{"Content-Type", ""}, http.StatusUnsupportedMediaType},
		"too long":                   {`{"words":"` + strings.Repeat("x", maxBody) + `"}`, nil, http.StatusRequestEntityTooLarge},
		"empty":                      {``, nil, http.StatusBadRequest},
		"garbage":                    {"\x00\xff{", nil, http.StatusBadRequest},
		"no object":                  {`[]`, nil, http.StatusBadRequest},
		"two":                        {good + good, nil, http.StatusBadRequest},
		"with something unknown":     {strings.Replace(good, `"do"`, `"sudo":true,"do"`, 1), nil, http.StatusBadRequest},
		"with a number as words":     {strings.Replace(good, `"hello"`, `7`, 1), nil, http.StatusBadRequest},
		"with a negative number":     {strings.Replace(good, `"seq":1`, `"seq":-1`, 1), nil, http.StatusBadRequest},
		"without a key":              {strings.Replace(good, f.key, "", 1), nil, http.StatusForbidden},
		"with half a key":            {strings.Replace(good, f.key, f.key[:20], 1), nil, http.StatusForbidden},
		"with a key that is made up": {strings.Replace(good, f.key, strings.Repeat("A", len(f.key)), 1), nil, http.StatusForbidden},
		"with another room's key":    {strings.Replace(good, f.key, other.key, 1), nil, http.StatusForbidden},
		"with the number nought":     {strings.Replace(good, `"seq":1`, `"seq":0`, 1), nil, http.StatusConflict},
	} {
		if r := f.send(try.body, try.headers...); r.Status != try.status || r.Refused == "" {
			t.Errorf("%s: %d %q, want %d", name, r.Status, r.Refused, try.status)
		}
	}
	for _, method := range []string{"GET", "PUT", "DELETE", "OPTIONS"} {
		q, err := http.NewRequest(method, f.link+"do", strings.NewReader(good))
		fatal(t, err)
		response, err := http.DefaultClient.Do(q)
		fatal(t, err)
		response.Body.Close()
		if response.StatusCode == http.StatusOK || response.Header.Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("%s: %d", method, response.StatusCode)
		}
	}
	if got := len(h.session.Events()); got != lines {
		t.Errorf("%d lines, want %d", got, lines)
	}
	if r := f.send(good, "Origin", h.address, "Sec-Fetch-Site", "same-origin"); r.Status != http.StatusOK {
		t.Errorf("the message itself: %+v", r)
	}
}
