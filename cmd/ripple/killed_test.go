package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"text/tabwriter"
)

var kills = flag.Int("kills", 4, "how often a session is killed and resumed")

const exercise = `scenario: The nurse is ill
organisation:
  name: Clinic
  departments: {desk: {staff: 1}, nurses: {staff: 2}}
  flows:
    visit:
      for: patients
      steps:
        arrive: {by: desk, work: exponential(4m)}
        treat: {by: nurses, work: exponential(25m)}
  customers:
    patients: {demand: 30 per day, promise: 1 working day}
run: {from: 2026-01-05, for: 200 days, warm-up: 5 days, replications: 2}
injects:
  - {at: day 4 09:00, absence: {department: nurses, people: 1}, for: 6 days, say: The nurse is ill.}
exercise:
  teams: {front: {departments: [desk]}, back: {departments: [nurses], responses: [temp]}}
  responses: {temp: {add-staff: {department: nurses, people: 1, for: 2 days, cost: 300 per day}}}
  actions: 20
`

// life is the program from its start until it is killed.
type life struct {
	t      *testing.T
	run    *exec.Cmd
	links  map[string]string
	stderr *bytes.Buffer
}

// live starts the program and waits until its room is open.
func live(t *testing.T, ripple string, args ...string) *life {
	t.Helper()
	l := &life{t: t, links: map[string]string{}, stderr: &bytes.Buffer{}}
	l.run = exec.Command(ripple, append([]string{"tabletop", "--listen", "127.0.0.1:0"}, args...)...)
	l.run.Stderr = l.stderr
	out, err := l.run.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := l.run.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.run.Process.Kill() })
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if label, link, found := strings.Cut(strings.TrimSpace(lines.Text()), " http://"); found {
			l.links[strings.TrimSpace(label)] = "http://" + link
		}
		if strings.HasPrefix(lines.Text(), "Ctrl-C") {
			go io.Copy(io.Discard, out)
			return l
		}
	}
	t.Fatalf("it did not open: %v\n%s", l.run.Wait(), l.stderr)
	return nil
}

// clerk sends messages behind a link.
type clerk struct {
	link string
	key  string
	seq  uint64
}

type said struct {
	Key     string `json:"key"`
	Seq     uint64 `json:"seq"`
	Version int    `json:"version"`
	Again   bool   `json:"again"`
	Refused string `json:"refused"`
	Renew   bool   `json:"renew"`
}

func (c *clerk) hello() error {
	response, err := http.Get(c.link + "hello")
	if err != nil {
		return err
	}
	defer response.Body.Close()
	var w said
	if err := json.NewDecoder(response.Body).Decode(&w); err != nil {
		return err
	}
	c.key, c.seq = w.Key, w.Seq
	return nil
}

func (c *clerk) message(do string, fields map[string]any) string {
	c.seq++
	all := map[string]any{"key": c.key, "seq": c.seq, "do": do}
	for name, value := range fields {
		all[name] = value
	}
	text, err := json.Marshal(all)
	if err != nil {
		panic(err)
	}
	return string(text)
}

// post sends a message and gives its answer; an error when none came.
func (c *clerk) post(body string) (said, error) {
	var w said
	response, err := http.Post(c.link+"do", "application/json", strings.NewReader(body))
	if err != nil {
		return w, err
	}
	defer response.Body.Close()
	return w, json.NewDecoder(response.Body).Decode(&w)
}

// seen is what the facilitator sees of what was written down.
type seen struct {
	Version int
	Desk    struct {
		Notes []struct{ Words string }
	}
	Decisions, Proposals []struct{ Words string }
}

func (v *seen) times(words string) int {
	n := 0
	for _, one := range v.Desk.Notes {
		n += strings.Count(one.Words, words)
	}
	for _, one := range v.Decisions {
		n += strings.Count(one.Words, words)
	}
	for _, one := range v.Proposals {
		n += strings.Count(one.Words, words)
	}
	return n
}

func look(t *testing.T, link string) *seen {
	t.Helper()
	response, err := http.Get(link + "view")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	v := &seen{}
	if err := json.NewDecoder(response.Body).Decode(v); err != nil {
		t.Fatal(err)
	}
	return v
}

// A session is killed while it is played, again and again, and resumed: nothing that was
// confirmed is lost, what was not is done once when it is sent again, and a line that was
// being written is dropped. The moments are seeded: after so many messages, and so long
// after the last was sent as it takes to ask for something else so many times.
func TestNothingConfirmedIsLostWhenItIsKilled(t *testing.T) {
	folder := t.TempDir()
	ripple := filepath.Join(folder, "ripple.exe")
	if out, err := exec.Command("go", "build", "-o", ripple, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	scenario, journal := filepath.Join(folder, "clinic.yaml"), filepath.Join(folder, "clinic.journal")
	if err := os.WriteFile(scenario, []byte(exercise), 0o600); err != nil {
		t.Fatal(err)
	}
	var table strings.Builder
	w := tabwriter.NewWriter(&table, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "moment\tkilled while\tconfirmed\tfound\tunanswered, sent again\ttorn line dropped")
	random := rand.New(rand.NewPCG(20261125, 1))
	l := live(t, ripple, scenario, "--journal", journal)
	confirmed := map[string]int{} // words to the version they were confirmed with
	number, version := 0, 0
	facilitator, team := &clerk{}, &clerk{}
	for moment := 1; moment <= *kills; moment++ {
		facilitator.link, team.link = l.links["facilitator"], l.links["back"]
		for _, c := range []*clerk{facilitator, team} {
			if err := c.hello(); err != nil {
				t.Fatal(err)
			}
		}
		last, doing := "", ""
		next := func() (*clerk, string) {
			number++
			words := fmt.Sprintf("remark-%d.", number)
			last = words
			switch random.IntN(5) {
			case 0:
				doing = "deciding"
				return facilitator, facilitator.message("decide", map[string]any{"team": "back", "words": words, "extra": true,
					"actions": []map[string]any{{"choice": "temp"}}})
			case 1:
				doing = "proposing"
				return team, team.message("propose", map[string]any{"words": words})
			case 2:
				doing = "playing"
				last = ""
				return facilitator, facilitator.message("play", map[string]any{"pace-ms": 400 + random.IntN(400)})
			default:
				doing = "noting"
				return facilitator, facilitator.message("note", map[string]any{"words": words})
			}
		}
		for range 2 + random.IntN(6) {
			c, m := next()
			a, err := c.post(m)
			if err != nil || a.Refused != "" {
				t.Fatalf("%s: %v %s\n%s", m, err, a.Refused, l.stderr)
			}
			if version = max(version, a.Version); last != "" {
				confirmed[last] = a.Version
			}
		}
		// The last message is under way when the program is killed.
		c, m := next()
		words := last
		answered := make(chan bool)
		go func() {
			a, err := c.post(m)
			if err == nil && a.Refused == "" {
				version = max(version, a.Version)
			}
			answered <- err == nil && a.Refused == ""
		}()
		for range random.IntN(6) {
			if response, err := http.Get(l.links["back"] + "hello"); err == nil {
				response.Body.Close()
			}
		}
		l.run.Process.Kill()
		l.run.Wait()
		heard := <-answered
		if heard && words != "" {
			confirmed[words] = version
		}
		torn := tear(t, journal, random, moment)
		l = live(t, ripple, "--resume", journal)
		v := look(t, l.links["facilitator"])
		if v.Version < version {
			t.Errorf("moment %d: resumed at line %d, confirmed was %d", moment, v.Version, version)
		}
		found := 0
		for words := range confirmed {
			if n := v.times(words); n != 1 {
				t.Errorf("moment %d: %q is there %d times", moment, words, n)
			} else {
				found++
			}
		}
		again := "–"
		if !heard && words != "" {
			again = sentAgain(t, c, m, l)
			if n := look(t, l.links["facilitator"]).times(words); n != 1 {
				t.Errorf("moment %d: sent again (%s), %q is there %d times", moment, again, words, n)
			}
			confirmed[words] = v.Version
		}
		fmt.Fprintf(w, "%d\t%s\t%d\t%d\t%s\t%s\n", moment, doing, len(confirmed), found+btoi(!heard && words != ""), again, torn)
	}
	w.Flush()
	t.Logf("\n%s", table.String())
	if second, err := exec.Command(ripple, "tabletop", "--resume", journal).CombinedOutput(); err == nil || !strings.Contains(string(second), "another ripple has it open") {
		t.Errorf("a second program on the journal: %v\n%s", err, second)
	}
	if err := l.run.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := l.run.Wait(); err != nil || !strings.Contains(l.stderr.String(), "to go on: ripple tabletop --resume") {
		t.Errorf("interrupted: %v\n%s", err, l.stderr)
	}
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// tear leaves at every other moment half a line, as if the program was killed in the middle of
// writing it: where in the line is drawn.
func tear(t *testing.T, journal string, random *rand.Rand, moment int) string {
	t.Helper()
	if moment%2 == 0 {
		return "–"
	}
	text, err := os.ReadFile(journal)
	if err != nil {
		t.Fatal(err)
	}
	lines := bytes.SplitAfter(bytes.TrimSuffix(text, []byte("\n")), []byte("\n"))
	like := lines[len(lines)-1]
	half := like[:1+random.IntN(len(like)-1)]
	f, err := os.OpenFile(journal, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.Write(half); err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%d bytes", len(half))
}

// sentAgain sends a message again to the program that goes on, as a page does: with a new key
// where the room says that it was not done.
func sentAgain(t *testing.T, c *clerk, m string, l *life) string {
	t.Helper()
	link := l.links["facilitator"]
	if strings.Contains(m, `"do":"propose"`) {
		link = l.links["back"]
	}
	c.link = link
	a, err := c.post(m)
	switch {
	case err != nil:
		t.Fatal(err)
	case a.Again:
		return "had been done"
	case !a.Renew:
		t.Errorf("%s: %s", m, a.Refused)
		return a.Refused
	}
	if err := c.hello(); err != nil {
		t.Fatal(err)
	}
	var fields map[string]any
	if err := json.Unmarshal([]byte(m), &fields); err != nil {
		t.Fatal(err)
	}
	c.seq++
	fields["key"], fields["seq"] = c.key, c.seq
	text, err := json.Marshal(fields)
	if err != nil {
		t.Fatal(err)
	}
	if a, err := c.post(string(text)); err != nil || a.Refused != "" {
		t.Errorf("%s: %v %s", text, err, a.Refused)
	}
	return "done now"
}
