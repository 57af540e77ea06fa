package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"
)

// tried is a command run inside the test, in an environment that records.
type tried struct {
	*env
	out, err bytes.Buffer
	vars     map[string]string
	terminal bool
}

func try(args ...string) *tried {
	t := &tried{vars: map[string]string{}}
	t.env = &env{
		Args: args, Out: &t.out, Err: &t.err,
		Getenv:        func(name string) string { return t.vars[name] },
		IsTerminal:    func(io.Writer) bool { return t.terminal },
		Interruptible: func() (context.Context, context.CancelFunc) { return context.WithCancel(context.Background()) },
		Create:        createFile,
		WriteNew:      writeNew,
		Remove:        func(path string) { os.Remove(path) },
		Now:           time.Now,
		Ticks:         func(time.Duration) (<-chan time.Time, func()) { return nil, func() {} },
		Version:       "v0.0.0", Go: "go0",
	}
	return t
}

// small is a scenario that runs in no time.
const small = `scenario: A small office
organisation:
  name: Office
  calendar: {days: Mon-Fri, hours: 08:00-17:00, timezone: Europe/Brussels}
  handoff: 15m
  departments:
    desk: {staff: 2, customer-facing: true}
  flows:
    call:
      for: callers
      steps:
        answer: {by: desk, work: exponential(6m)}
  customers:
    callers: {demand: 100 per day, promise: 1h}
run: {from: 2026-01-05, for: 30 days, warm-up: 7 days, replications: 4, seed: 7}
`

func smallFile(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "small.yaml")
	if err := os.WriteFile(path, []byte(small), 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestInterruptSaysWhatWasNotFinishedAndPrintsNoResult(t *testing.T) {
	path := smallFile(t)
	out := filepath.Join(t.TempDir(), "small.json")
	e := try("run", path, "procurement-slip", "--out", out)
	e.Interruptible = func() (context.Context, context.CancelFunc) {
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		return ctx, cancel
	}
	if code := execute(e.env); code != exitFailed {
		t.Errorf("exit code %d, want %d", code, exitFailed)
	}
	said := e.err.String()
	for _, want := range []string{"interrupted: ", "small.yaml stopped at 0 %", "not begun: procurement-slip"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q does not say %q", said, want)
		}
	}
	left, err := os.ReadDir(filepath.Dir(out))
	if err != nil || len(left) != 0 || e.out.Len() != 0 {
		t.Errorf("left behind %v, printed %q (%v)", left, e.out.String(), err)
	}
}

// stopping cancels a run when it first writes to the terminal.
type stopping struct {
	io.Writer
	cancel context.CancelFunc
}

func (s stopping) Write(p []byte) (int, error) {
	s.cancel()
	return s.Writer.Write(p)
}

func TestProgressBarAppearsOnATerminalAndAnInterruptThereStopsTheRun(t *testing.T) {
	folder := t.TempDir()
	e := try("run", smallFile(t), "--replications", "600", "--out", filepath.Join(folder, "result.json"), "--record", filepath.Join(folder, "events"))
	e.terminal = true
	e.vars["NO_COLOR"] = "1"
	ctx, cancel := context.WithCancel(context.Background())
	e.Interruptible = func() (context.Context, context.CancelFunc) { return ctx, cancel }
	e.Err = stopping{&e.err, cancel}
	at := time.Unix(0, 0)
	e.Now = func() time.Time { at = at.Add(2 * patience); return at } // every look at the clock is late
	if code := execute(e.env); code != exitFailed {
		t.Errorf("exit code %d, want %d", code, exitFailed)
	}
	said := e.err.String()
	if !strings.Contains(said, "small ") || !strings.Contains(said, "%") || !strings.Contains(said, "interrupted: ") {
		t.Errorf("no progress bar before the interrupt: %q", said)
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) != 0 || e.out.Len() != 0 {
		t.Errorf("left behind %v (%v), printed %q", left, err, e.out.String())
	}
}

func TestProgressBarStaysAwayFromFilesPipesAndShortRuns(t *testing.T) {
	for name, c := range map[string]struct {
		terminal, quiet bool
		step            time.Duration
	}{
		"no terminal": {false, false, 2 * patience},
		"quiet":       {true, true, 2 * patience},
		"short":       {true, false, 0},
	} {
		e := try()
		e.terminal = c.terminal
		at := time.Unix(0, 0)
		e.Now = func() time.Time { at = at.Add(c.step); return at }
		p := (&runner{env: e.env, flags: &runFlags{quiet: c.quiet}}).progress("title")
		p.set(0.5)
		p.set(0.2)
		if p.done() != 0.5 {
			t.Errorf("%s: done %v after 0.5 and 0.2, want 0.5", name, p.done())
		}
		p.clear()
		if e.err.Len() != 0 {
			t.Errorf("%s: wrote %q", name, e.err.String())
		}
	}
}

func TestColoursOnlyOnATerminalThatWantsThem(t *testing.T) {
	path := smallFile(t)
	for _, c := range []struct {
		name     string
		terminal bool
		vars     map[string]string
		args     []string
		want     bool
	}{
		{"terminal", true, nil, nil, true},
		{"pipe", false, nil, nil, false},
		{"NO_COLOR", true, map[string]string{"NO_COLOR": "1"}, nil, false},
		{"dumb", true, map[string]string{"TERM": "dumb"}, nil, false},
		{"markdown", true, nil, []string{"--format", "markdown"}, false},
		{"file", true, nil, []string{"--out", filepath.Join(t.TempDir(), "x.txt")}, false},
	} {
		e := try(append([]string{"run", path, "--replications", "1", "--quiet"}, c.args...)...)
		e.terminal, e.vars = c.terminal, c.vars
		if code := execute(e.env); code != exitFine {
			t.Fatalf("%s: exit code %d: %s", c.name, code, e.err.String())
		}
		if got := strings.Contains(e.out.String(), "\x1b["); got != c.want {
			t.Errorf("%s: colours %v, want %v", c.name, got, c.want)
		}
	}
}

func TestNoPanicReachesAUser(t *testing.T) {
	e := try("run", smallFile(t))
	e.Interruptible = func() (context.Context, context.CancelFunc) { panic("planted") }
	if code := execute(e.env); code != exitFailed {
		t.Errorf("exit code %d, want %d", code, exitFailed)
	}
	said := e.err.String()
	if !strings.Contains(said, "planted") || !strings.Contains(said, "report it") || strings.Contains(said, "goroutine") {
		t.Errorf("said %q", said)
	}
	debug := try("run", smallFile(t))
	debug.vars["RIPPLE_DEBUG"] = "1"
	debug.Interruptible = e.Interruptible
	execute(debug.env)
	if !strings.Contains(debug.err.String(), "goroutine") {
		t.Errorf("with RIPPLE_DEBUG no stack: %q", debug.err.String())
	}
}

func TestAFailedWriteIsAFailure(t *testing.T) {
	e := try("run", smallFile(t), "--replications", "1")
	e.Out = failing{}
	if code := execute(e.env); code != exitFailed || !strings.Contains(e.err.String(), "disk full") {
		t.Errorf("exit code %d, said %q", code, e.err.String())
	}
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestTokenComesFromTheFlagOrTheEnvironment(t *testing.T) {
	e := try()
	e.vars["RIPPLE_TOKEN"] = "secret"
	for flag, want := range map[string]string{"": "secret", "given": "given"} {
		o, err := (&busFlags{token: flag}).options(e.env)
		if err != nil || o.Token != want {
			t.Errorf("--token %q: token %q (%v), want %q", flag, o.Token, err, want)
		}
	}
}

func TestFileAppearsWholeOrNotAtAll(t *testing.T) {
	path := filepath.Join(t.TempDir(), "result")
	if err := os.WriteFile(path, []byte("old"), 0o640); err != nil {
		t.Fatal(err)
	}
	content := func() string {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	begin := func() file {
		f, err := createFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte("new")); err != nil {
			t.Fatal(err)
		}
		return f
	}
	f := begin()
	if content() != "old" {
		t.Error("the file changed before it was complete")
	}
	f.Discard()
	if content() != "old" {
		t.Error("a discarded file was put in place")
	}
	f = begin()
	if err := f.Commit(); err != nil || content() != "new" {
		t.Errorf("committed: %q (%v)", content(), err)
	}
	f.Discard()
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o640 || content() != "new" {
		t.Errorf("permissions %v (%v), content %q", info.Mode(), err, content())
	}
	if left, _ := os.ReadDir(filepath.Dir(path)); len(left) != 1 {
		t.Errorf("left behind: %v", left)
	}
	if _, err := createFile(filepath.Dir(path)); err == nil {
		t.Error("a folder was taken for a file")
	}
}

func TestSuggestionsAreNear(t *testing.T) {
	names := []string{"run", "list", "show", "check", "help", "version", "completion"}
	for typed, want := range map[string]string{
		"rnu": "did you mean run?", "chek": "did you mean check?", "comp": "did you mean completion?",
		"frobnicate": "", "x": "", "": "",
	} {
		if got := didYouMean(typed, names); got != want {
			t.Errorf("%q: %q, want %q", typed, got, want)
		}
	}
}

func TestWordsSurviveTheShell(t *testing.T) {
	for word, want := range map[string]string{"mine.yaml": "mine.yaml", "my file.yaml": "'my file.yaml'", "it's": `'it'\''s'`} {
		if got := shellQuoted(word); got != want {
			t.Errorf("%q: %s, want %s", word, got, want)
		}
	}
}

func TestEveryCommandExplainsItself(t *testing.T) {
	var visit func(*cobra.Command)
	visit = func(c *cobra.Command) {
		if c.Short == "" || strings.HasSuffix(c.Short, ".") || strings.ToLower(c.Short[:1]) != c.Short[:1] {
			t.Errorf("%s: short text %q", c.CommandPath(), c.Short)
		}
		for _, sub := range c.Commands() {
			visit(sub)
		}
	}
	visit(newRoot(try().env))
}
