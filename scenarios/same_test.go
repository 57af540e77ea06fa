package scenarios

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const sameOrganisation = `organisation:
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

func TestOrganisationsAreTheSameWhateverHappensToThem(t *testing.T) {
	folder := t.TempDir()
	load := func(name, text string) *Scenario {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		s, err := Load(path, Options{})
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	plain := load("plain.yaml", "scenario: Plain\n"+sameOrganisation)
	eventful := load("eventful.yaml", "scenario: Eventful\n"+strings.Replace(sameOrganisation, "30 days", "40 days", 1)+`injects:
  - {at: day 3 08:00, surge: {customers: callers, by: 50 %, for: 2 days}}
options:
  overtime: [{at: day 3 08:00, overtime: {department: desk, hours: 07:00-19:00, for: 5 days}}]
`)
	more := load("more.yaml", "scenario: More\n"+strings.Replace(sameOrganisation, "staff: 2", "staff: 3", 1))
	busier := load("busier.yaml", "scenario: Busier\n"+strings.Replace(sameOrganisation, "100 per day", "101 per day", 1))
	if !SameOrganisation(plain, eventful) || !SameOrganisation(eventful, plain) {
		t.Error("what happens to an organisation makes another one of it")
	}
	for _, other := range []*Scenario{more, busier} {
		if SameOrganisation(plain, other) {
			t.Errorf("%s is taken for the same organisation", other.Name)
		}
	}
	if err := os.WriteFile(filepath.Join(folder, "shipped.yaml"), []byte("scenario: Mine\norganisation: harbour-medical\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	mine, err := Load(filepath.Join(folder, "shipped.yaml"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	theirs, err := Load("procurement-slip", Options{})
	if err != nil {
		t.Fatal(err)
	}
	if !SameOrganisation(mine, theirs) || SameOrganisation(mine, plain) {
		t.Error("a shipped organisation is not recognised")
	}
}
