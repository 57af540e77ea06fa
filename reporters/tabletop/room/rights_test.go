package room

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"ripple/reporters/tabletop"
)

// The facilitator does everything that there is to do, and it is done.
func TestTheFacilitatorDoesEverything(t *testing.T) {
	h := opened(t, workshop)
	f := h.person("facilitator")
	for _, one := range [][3]string{
		{"pace", `"pace-ms":2000`}, {"day", `"days":1`}, {"to", `"when":"day 5 08:00"`}, {"until", `"condition":"builders.open > 5"`}, {"next", ``},
		{"hold", `"inject":5`}, {"skip", `"inject":6`}, {"fire", `"inject":3`}, {"postpone", `"inject":5,"to":"day 30 09:00"`},
		{"improvise", `"text":"say: The press calls."`, `{"inject":9}`}, {"decide", `"team":"front","actions":[{"choice":"later"}],"words":"tell them","reason":"late"`},
		{"decide", `"team":"front","words":"call everybody"`}, {"note", `"words":"they talk"`}, {"rate", `"objective":"early-word","rating":"performed","words":"well done"`},
		{"forecast", `"days":5`}, {"reveal", `"what":"do-nothing","on":true`}, {"blank", `"on":true`}, {"play", `"pace-ms":1000`}, {"pause", `"why":"to talk"`},
	} {
		if r := f.does(one[0], one[1]); one[2] != "" && string(r.Result) != one[2] {
			t.Errorf("%s: result %s, want %s", one[0], r.Result, one[2])
		}
	}
	line := 0
	for _, e := range h.session.Events() {
		if e.Kind == tabletop.Decided {
			line = e.Line
			break
		}
	}
	if r := f.does("fork", fmt.Sprintf(`"line":%d,"name":"another way"`, line)); string(r.Result) != `{"branch":2}` {
		t.Errorf("fork: %s", r.Result)
	}
	f.does("switch", `"branch":1`)
	front := h.person("front")
	f.does("day", "")
	r := front.does("propose", `"actions":[{"choice":"campaign"}],"words":"win some back"`)
	f.does("refuse", fmt.Sprintf(`"proposal":%s,"why":"no money"`, strings.TrimSuffix(strings.TrimPrefix(string(r.Result), `{"proposal":`), "}")))
	front.does("propose", `"words":"a cheaper way"`)
	f.does("admit", `"proposal":2,"actions":[{"choice":"later"}]`)
	f.does("end", "")
	f.does("end", `"again":true`)
	var kinds []tabletop.Kind
	for _, e := range h.session.Events() {
		kinds = append(kinds, e.Kind)
	}
	for _, want := range []tabletop.Kind{tabletop.Paced, tabletop.Foreseen, tabletop.Held, tabletop.Skipped, tabletop.Fired, tabletop.Postponed, tabletop.Improvised, tabletop.Decided,
		tabletop.Noted, tabletop.Rated, tabletop.Revealed, tabletop.Blanked, tabletop.Paused, tabletop.Forked, tabletop.Switched, tabletop.Proposed, tabletop.Refused, tabletop.Admitted, tabletop.Ended} {
		if !slices.Contains(kinds, want) {
			t.Errorf("nothing was %s", want)
		}
	}
	for _, one := range [][3]string{
		{"fly", ``, `facilitator cannot do "fly"`}, {"", ``, `cannot do ""`}, {"to", ``, "to which moment?"}, {"to", `"when":"sometime"`, "sometime"}, {"until", ``, "until what holds?"},
		{"day", `"days":5000`, "at most 1000 days"}, {"forecast", `"days":5000`, "at most 1000 days ahead"}, {"pace", `"pace-ms":1`, "a simulated day takes"}, {"pace", `"pace-ms":9223372036854775807`, "a simulated day takes"},
		{"fire", `"inject":77`, "there is no inject 77"}, {"decide", `"team":"nobody","words":"x"`, "there is no team"}, {"fork", `"line":0`, "line 0"}, {"admit", `"proposal":2`, "admitted already"},
		{"propose", `"words":"x"`, `cannot do "propose"`}, {"reveal", `"what":"the future","on":true`, "cannot be revealed"},
	} {
		f.mayNot(one[0], one[1], one[2])
	}
}

// What a role may not do is refused by the server, whatever its page says, and with the link
// of another role as well.
func TestARoleDoesNothingThatIsAnothers(t *testing.T) {
	h := opened(t, workshop)
	f := h.person("facilitator")
	f.does("to", `"when":"day 4 09:00"`)
	all := []string{"play", "pause", "pace", "day", "to", "until", "next", "fire", "hold", "skip", "postpone", "improvise", "decide", "admit", "refuse", "note", "rate",
		"reveal", "blank", "fork", "switch", "end", "propose", "forecast"}
	may := map[string][]string{"audience": nil, "evaluator": {"note", "rate"}, "front": {"propose"}, "yard": {"propose"}}
	for role, allowed := range may {
		p := h.person(role)
		for _, do := range all {
			if !slices.Contains(allowed, do) {
				p.mayNot(do, `"inject":1,"words":"x","team":"front"`, "cannot do")
			}
		}
		for _, path := range []string{"links", "saved.yaml", "reach", "reached"} {
			if status := p.get(path, nil); status != http.StatusForbidden {
				t.Errorf("%s reads %s: %d", role, path, status)
			}
		}
		// With the facilitator's key it does no more: the key is of another page.
		stolen := *p
		stolen.key = f.key
		stolen.seq = f.seq
		stolen.mayNot("day", "", "does not come from this page")
		// And its own key is worth nothing behind the facilitator's link, should it get there.
		climber := *f
		climber.key = p.key
		climber.mayNot("day", "", "does not come from this page")
	}
	// What a team proposes is its own, whatever it says.
	yard := h.person("yard")
	yard.does("propose", `"team":"front","words":"for the others"`)
	if got := h.session.State().Proposals[0].Team; got != "yard" {
		t.Errorf("the yard proposed for %s", got)
	}
	if r := h.person("evaluator").does("note", `"words":"seen"`); r.Version != len(h.session.Events()) {
		t.Errorf("version %d", r.Version)
	}
	if got := h.session.State().Notes[0].By; got != "evaluator" {
		t.Errorf("the note is by %s", got)
	}
}

// A role is sent its own view, and what it may not know is not in it.
func TestViewsAreFilteredByRole(t *testing.T) {
	h := opened(t, workshop)
	h.person("facilitator").does("to", `"when":"day 4 09:00"`)
	for _, role := range []string{"facilitator", "audience", "evaluator", "front", "yard"} {
		p := h.person(role)
		v := p.view()
		text, err := json.Marshal(v)
		fatal(t, err)
		if v.Role != role {
			t.Errorf("%s is sent the view of %s", role, v.Role)
		}
		if knows := strings.Contains(string(text), "waits for a signature"); knows != (role == "facilitator") {
			t.Errorf("%s knows what is to come: %t", role, knows)
		}
		if streamed := p.first(); streamed.Role != role || streamed.Desk != nil != (role == "facilitator") {
			t.Errorf("%s is streamed the view of %s", role, streamed.Role)
		}
	}
}

// A link that is not one leads nowhere, and says nothing.
func TestAWrongLinkLeadsNowhere(t *testing.T) {
	h := opened(t, workshop)
	right := h.link("facilitator")
	token := strings.Split(right, "/")[4]
	if len(token) != 26 { // 128 bits in base32
		t.Errorf("the token %s has %d letters", token, len(token))
	}
	for _, wrong := range []string{strings.ToLower(token), token[:25], token + "A", strings.Repeat("A", 26), "", "%00", "..", "facilitator"} {
		for _, path := range []string{"", "view", "stream", "hello", "links", "saved.yaml", "reach", "reached"} {
			response, err := http.Get(h.address + "/room/" + wrong + "/" + path)
			fatal(t, err)
			response.Body.Close()
			if response.StatusCode != http.StatusNotFound {
				t.Errorf("/room/%s/%s: %d", wrong, path, response.StatusCode)
			}
		}
	}
	seen := map[string]bool{}
	for _, l := range h.room.Links() {
		if seen[l.URL] {
			t.Errorf("two roles have the link %s", l.URL)
		}
		seen[l.URL] = true
	}
	for _, path := range []string{"/", "/assets/", "/assets/../room.go", "/assets/nothing.js", "/room/"} {
		response, err := http.Get(h.address + path)
		fatal(t, err)
		response.Body.Close()
		if response.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %d", path, response.StatusCode)
		}
	}
}

// Everything is sent with what keeps a browser from loading or showing it elsewhere.
func TestPagesLoadNothingFromElsewhere(t *testing.T) {
	h := opened(t, workshop)
	for _, at := range []string{h.link("audience"), h.link("audience") + "view", h.address + "/assets/room.js", h.address + "/nothing"} {
		response, err := http.Get(at)
		fatal(t, err)
		response.Body.Close()
		for header, want := range map[string]string{
			"Content-Security-Policy": policy, "Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store",
		} {
			if got := response.Header.Get(header); got != want {
				t.Errorf("%s: %s is %q", at, header, got)
			}
		}
		if len(response.Header["Set-Cookie"]) > 0 {
			t.Errorf("%s sets a cookie", at)
		}
	}
}
