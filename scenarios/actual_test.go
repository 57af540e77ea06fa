package scenarios

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const clinic = `organisation: Clinic
calendar: {days: Mon-Fri, hours: 08:00-17:00}
handoff: 15m
departments: {desk: {staff: 2}}
flows: {repair: {for: hospitals, steps: {mend: {by: desk, work: 25m}}}}
customers: {hospitals: {demand: 8 per day, promise: 2 days}}
actual:
  source: the log
  hospitals.on-time: VALUE
`

// TestStatedNumbersAreReadAsWritten: a value is a range of nothing; a unit at the
// second number holds for both; about is a tenth, of a share two points at most.
func TestStatedNumbersAreReadAsWritten(t *testing.T) {
	for written, want := range map[string]Stated{
		"hospitals.on-time: 87 %":                    {Low: 0.87, High: 0.87},
		"hospitals.on-time: 85 to 89 % (measured)":   {Low: 0.85, High: 0.89},
		"hospitals.on-time: about 87 %":              {Low: 0.85, High: 0.89},
		"hospitals.on-time: about 5 %":               {Low: 0.045, High: 0.055},
		"desk.backlog: 610 to 720":                   {Low: 610, High: 720},
		"desk.backlog: about 640":                    {Low: 576, High: 704},
		"hospitals.lead-time: 12 to 14 days":         {Low: 288, High: 336},
		"hospitals.lead-time: 9m":                    {Low: 0.15, High: 0.15},
		"hospitals.lost: 6.5 %":                      {Low: 0.065, High: 0.065, OfOrders: true},
		"hospitals.lost: 4 per week":                 {Low: 4, High: 4, PerDays: 7},
		"hospitals.orders: 7.5 to 8.5 per day":       {Low: 7.5, High: 8.5, PerOpenDay: true},
		"hospitals.revenue: about 12000 per quarter": {Low: 10800, High: 13200, PerDays: 91.25},
		"desk.steps: 2 per calendar day":             {Low: 2, High: 2, PerDays: 1},
	} {
		path, said, _ := strings.Cut(written, ": ")
		s := asItIs(t, strings.Replace(clinic, "hospitals.on-time: VALUE", written, 1))
		if len(s.Actual) != 1 {
			t.Fatalf("%s: %d numbers", written, len(s.Actual))
		}
		got := s.Actual[0]
		if math.Abs(got.Low-want.Low) > 1e-9 || math.Abs(got.High-want.High) > 1e-9 || got.PerDays != want.PerDays || got.PerOpenDay != want.PerOpenDay || got.OfOrders != want.OfOrders {
			t.Errorf("%s is read as %+v", written, got)
		}
		if got.Text != path || got.Said != unmarked(said) || got.Source != "the log" {
			t.Errorf("%s says of itself %+v", written, got)
		}
	}
}

// TestAScenarioSaysMoreThanItsOrganisation: what both state is the scenario's; what
// goes wrong is left out, and the run is short unless somebody says how long.
func TestAScenarioSaysMoreThanItsOrganisation(t *testing.T) {
	folder := t.TempDir()
	save := func(name, text string) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	save("clinic.yaml", strings.Replace(clinic, "VALUE", "87 %\n  desk.backlog: 9", 1))
	slip := save("slip.yaml", `scenario: A slip
organisation: clinic.yaml
run: {for: 90 days, replications: 40}
injects: [{at: day 20, slip: {department: desk, by: 1 day}}]
options: {act: [{at: day 22, add-staff: {department: desk, people: 1}}]}
expect: ["act: hospitals.on-time >= 10 %"]
actual: {hospitals.on-time: 91 %, source: a scenario of its own}
`)
	s, err := Load(slip, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Actual) != 2 || s.Actual[0].Low != 0.91 || s.Actual[0].Source != "a scenario of its own" || s.Actual[1].Low != 9 || s.Actual[1].Source != "the log" {
		t.Errorf("stated are %+v", s.Actual)
	}
	for period, days := range map[string]int{"": briefDays, "70 days": 70} {
		s, err := AsItIs(slip, Options{Replications: 3, For: period})
		if err != nil {
			t.Fatal(err)
		}
		m := s.Model
		if len(m.Effects) != 0 || len(m.Arms) != 2 || m.Replications != 3 || len(s.Actual) != 2 || len(s.Expect) != 0 {
			t.Errorf("as it is: %d effects, %d arms, %d replications, %d stated, %d expected", len(m.Effects), len(m.Arms), m.Replications, len(s.Actual), len(s.Expect))
		}
		if want := m.Calendars[0].Days[m.FirstDay+days]; m.Until != want {
			t.Errorf("it ends at %d, not after %d days", m.Until, days)
		}
	}
	report, err := Check(filepath.Join(folder, "clinic.yaml"))
	if err != nil || len(report.Actual) != 2 {
		t.Errorf("the organisation states %+v, %v", report, err)
	}
}

func asItIs(t *testing.T, organisation string) *Scenario {
	t.Helper()
	path := filepath.Join(t.TempDir(), "clinic.yaml")
	if err := os.WriteFile(path, []byte(organisation), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := AsItIs(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}
