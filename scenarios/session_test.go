package scenarios

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"ripple/sim"
)

const played = `scenario: Autumn
organisation:
  name: Small
  calendar: {timezone: ZONE, days: daily, hours: 00:00-24:00}
  departments: {desk: {staff: 2}, back: {staff: 1}}
  flows:
    order:
      for: people
      steps:
        take: {by: desk, work: 5m}
        make: {by: back, work: 20m}
  customers:
    people: {demand: 5 per day, promise: 2 working days}
run: {from: FROM, for: 14 days, warm-up: 2 days}
injects:
  - {at: day 3, absence: {department: back, people: 1}, for: 1 day}
`

// TestEveryMomentCanBeWritten: to the millisecond, also in the hour that the clock shows
// twice, and around the one that it leaves out.
func TestEveryMomentCanBeWritten(t *testing.T) {
	for zone, froms := range map[string][]string{
		"Europe/Brussels": {"2026-10-19", "2026-03-20"}, "Australia/Lord_Howe": {"2026-04-01", "2026-09-28"}, "UTC": {"2026-01-01"},
	} {
		for _, from := range froms {
			text := strings.NewReplacer("ZONE", zone, "FROM", from).Replace(played)
			s, err := opened{name: "autumn", display: "autumn.yaml", shipped: true, text: []byte(text)}.load(Options{})
			if err != nil {
				t.Fatal(err)
			}
			again := 0
			rapid.Check(t, func(t *rapid.T) {
				at := rapid.Int64Range(s.Model.From, s.Model.Until).Draw(t, "tick")
				if rapid.Bool().Draw(t, "whole minutes") {
					at = at / 60_000 * 60_000
				}
				at = max(at, s.Model.From)
				text := s.Moment(at)
				if strings.HasSuffix(text, " again") {
					again++
				}
				if got, err := s.At(text); err != nil || got != at {
					t.Fatalf("%s: %d is written as %q, which is %d: %v", zone, at, text, got, err)
				}
			})
		}
	}
	s, err := opened{name: "autumn", display: "autumn.yaml", shipped: true, text: []byte(strings.NewReplacer("ZONE", "Europe/Brussels", "FROM", "2026-10-19").Replace(played))}.load(Options{})
	if err != nil {
		t.Fatal(err)
	}
	first, _ := s.At("day 7 02:30:00.250")
	second, err := s.At("2026-10-25 02:30:00.250 again")
	if err != nil || second-first != 3_600_000 || s.Moment(second) != "day 7 02:30:00.250 again" {
		t.Errorf("half past two is at %d and again at %d (%q): %v", first, second, s.Moment(second), err)
	}
}

// TestWhatPeopleWroteStaysText: words with signs that mean something in YAML come back
// as they were written.
func TestWhatPeopleWroteStaysText(t *testing.T) {
	text := strings.NewReplacer("ZONE", "UTC", "FROM", "2026-01-05").Replace(played)
	b := &Bundle{Name: "autumn", Display: "autumn.yaml", Scenario: text}
	s, err := b.Load(Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, say := range []string{"yes", "a: b # c", `"quoted" and 'single'`, "{braces: [1, 2]}", "- item", "*anchor &x !tag", "<script>alert(1)</script>", "null", "007", "| pipe", "% 5"} {
		script, err := s.Script(&Session{Reached: s.Model.From, Decisions: []SessionDecision{
			{At: s.Model.From + 1, Text: "{add-staff: {department: back, people: 1}, for: 2 days}", Say: say},
		}})
		if err != nil {
			t.Errorf("%q: %v", say, err)
			continue
		}
		again, err := b.With(script).Load(Options{})
		if err != nil {
			t.Errorf("%q: %v", say, err)
			continue
		}
		if got := again.Model.Effects[len(again.Model.Effects)-1].Text; got != say {
			t.Errorf("%q came back as %q", say, got)
		}
	}
}

// TestABundleNeedsNoFiles: an organisation and its table in folders of their own; what was
// gathered loads when they are gone, and written for another folder it finds the table.
func TestABundleNeedsNoFiles(t *testing.T) {
	folder := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("plans/bad-week.yaml", "scenario: A bad week\norganisation: ../orgs/desk.yaml\nrun: {from: 2026-01-05, for: 10 days, warm-up: 0, replications: 2}\n")
	write("orgs/desk.yaml", `organisation: Desk
departments: {desk: {staff: 2}}
flows: {call: {for: people, steps: {answer: {by: desk, work: 5m}}}}
customers: {people: {demand: {from: tables/calls.csv, time: when}, promise: 1 working day}}
`)
	write("orgs/tables/calls.csv", "when\n2026-01-05 09:10\n2026-01-06 10:20\n2026-01-07 11:30\n")
	b, err := Gather(filepath.Join(folder, "plans/bad-week.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(folder, "elsewhere"), 0o755); err != nil {
		t.Fatal(err)
	}
	alone, err := b.Alone(filepath.Join(folder, "elsewhere"))
	if err != nil {
		t.Fatal(err)
	}
	write("elsewhere/saved.yaml", alone)
	saved, err := Load(filepath.Join(folder, "elsewhere/saved.yaml"), Options{})
	if err != nil {
		t.Fatalf("%v\n%s", err, alone)
	}
	if err := os.RemoveAll(filepath.Join(folder, "orgs")); err != nil {
		t.Fatal(err)
	}
	kept, err := b.Load(Options{})
	if err != nil {
		t.Fatal(err)
	}
	times := func(s *Scenario) []sim.Tick { return s.Model.Streams[0].Times }
	if len(times(kept)) != 3 || len(times(saved)) != 3 || times(kept)[2] != times(saved)[2] || saved.OrganisationName != "Desk" {
		t.Errorf("orders at %v and %v, of %q", times(kept), times(saved), saved.OrganisationName)
	}
}
