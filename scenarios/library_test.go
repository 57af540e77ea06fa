package scenarios

import (
	"errors"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"ripple/sim"
)

// TestEveryShippedFileLoads: scenarios load, organisations can be checked, and
// each says what it is about.
func TestEveryShippedFileLoads(t *testing.T) {
	list, err := List()
	if err != nil || len(list) < 3 {
		t.Fatalf("%d shipped files, %v", len(list), err)
	}
	for _, s := range list {
		if s.Title == "" || s.About == "" {
			t.Errorf("%s has no title or does not say what it is about", s.Name)
		}
		c, err := Check(s.Name)
		if err != nil {
			t.Errorf("%v", err)
			continue
		}
		// Calls about open claims are the point of the claims office.
		c.Notes = slices.DeleteFunc(c.Notes, func(n string) bool { return strings.HasPrefix(n, "the questions and second tries of") })
		// Its telephone system's export begins before the run.
		c.Notes = slices.DeleteFunc(c.Notes, func(n string) bool { return strings.Contains(n, "orders of telephony.csv lie outside the run") })
		if len(c.NoPath) > 0 || len(c.Notes) > 0 {
			t.Errorf("%s: no path to a customer: %v; notes: %v", s.Name, c.NoPath, c.Notes)
		}
		if s.Kind == "organisation" {
			if _, err := Load(s.Name, Options{}); err == nil {
				t.Errorf("%s is an organisation and was loaded as a scenario", s.Name)
			}
			continue
		}
		sc, err := Load(s.Name, Options{})
		if err != nil {
			t.Errorf("%v", err)
			continue
		}
		checkModel(t, sc.Model)
		if len(s.Options) < 2 || len(sc.Expect) == 0 || sc.Model.Name != s.Name {
			t.Errorf("%s: options %v, %d expectations, name %q", s.Name, s.Options, len(sc.Expect), sc.Model.Name)
		}
	}
}

// TestEveryTestFileLoads: the model files that other tests use are sound.
func TestEveryTestFileLoads(t *testing.T) {
	files, err := filepath.Glob("testdata/*.yaml")
	if err != nil || len(files) < 14 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, file := range files {
		s, err := Load(file, Options{})
		if err != nil {
			t.Errorf("%v", err)
			continue
		}
		checkModel(t, s.Model)
	}
}

// TestOrganisationsAreBusyButNotSwamped: every team is, between 45 % and 88 %,
// and Harbour Medical does at least 1,000 steps on a working day.
func TestOrganisationsAreBusyButNotSwamped(t *testing.T) {
	for _, name := range organisationNames() {
		c, err := Check(name)
		if err != nil {
			t.Fatal(err)
		}
		if name == "harbour-medical" && c.StepsPerDay < 1000 {
			t.Errorf("%.0f steps a day", c.StepsPerDay)
		}
		for _, d := range c.Departments {
			for _, team := range d.Teams {
				if team.Utilisation < 0.45 || team.Utilisation > 0.88 {
					t.Errorf("%s: %s %s is busy for %.0f %%", name, d.Name, team.Name, 100*team.Utilisation)
				}
			}
		}
	}
}

// TestEveryNumberOfAnOrganisationSaysWhereItComesFrom: each line with a number
// has a comment that names a source or says that it is a guess.
func TestEveryNumberOfAnOrganisationSaysWhereItComesFrom(t *testing.T) {
	source := regexp.MustCompile(`(?i)guess|public figure|measured|agreed|eurostat`)
	for _, name := range organisationNames() {
		text, err := Source(name)
		if err != nil {
			t.Fatal(err)
		}
		numbers := 0
		for i, line := range strings.Split(string(text), "\n") {
			value, comment, _ := strings.Cut(line, " #")
			if strings.HasPrefix(line, "#") || !strings.ContainsAny(value, "0123456789") {
				continue
			}
			numbers++
			if !source.MatchString(comment) {
				t.Errorf("%s, line %d has a number without a source: %s", name, i+1, line)
			}
		}
		if numbers < 60 {
			t.Errorf("%s has only %d lines with numbers: the test looks at too little", name, numbers)
		}
	}
}

// TestArmsHoldWhatTheyShould: the baseline has no effect, every other arm all
// injects, and each option its own responses only.
func TestArmsHoldWhatTheyShould(t *testing.T) {
	s, err := Load("procurement-slip", Options{})
	if err != nil {
		t.Fatal(err)
	}
	m := s.Model
	if m.Arms[sim.Baseline].Name != "baseline" || m.Arms[sim.DoNothing].Name != "do-nothing" {
		t.Fatalf("arms %v", m.Arms)
	}
	for _, e := range m.Effects {
		for arm, holds := range e.Arms {
			want := arm != sim.Baseline && (!e.Response || m.Arms[arm].Name == e.Name)
			if holds != want {
				t.Errorf("effect %q in %s: %v", e.Name, m.Arms[arm].Name, holds)
			}
		}
	}
}

// TestOptionsOverrideTheFile: flags win over what the file says, and are
// checked like it.
func TestOptionsOverrideTheFile(t *testing.T) {
	seed := uint64(99)
	s, err := Load("procurement-slip", Options{Replications: 3, Seed: &seed, For: "60 days"})
	if err != nil {
		t.Fatal(err)
	}
	m := s.Model
	if m.Replications != 3 || m.Seed != 99 || m.Until-m.From < 59*86_400_000 || m.Until-m.From > 61*86_400_000 {
		t.Errorf("%d replications, seed %d, %d ticks", m.Replications, m.Seed, m.Until-m.From)
	}
	for _, o := range []Options{{For: "60 dayz"}, {For: "0 days"}, {For: "10 days"}, {For: "90 years"}, {Replications: -1}, {Replications: 1e7}} {
		_, err := Load("procurement-slip", o)
		var d Diagnostics
		if !errors.As(err, &d) {
			t.Errorf("%+v: %v", o, err)
		}
	}
}

// TestUnknownNamesGetASuggestion: a name that is not there is answered with
// the nearest one.
func TestUnknownNamesGetASuggestion(t *testing.T) {
	for name, want := range map[string]string{
		"procurment-slip":     "did you mean `procurement-slip`?",
		"it_outage":           "did you mean `it-outage`?",
		"testdata/mm2.yaml":   "did you mean `testdata/mm1.yaml`?",
		"nothing-of-the-kind": "ripple list",
		"harbour-medical":     "scenarios on it: it-outage, procurement-slip, empty-shelves",
		"testdata":            "ripple list",
		"testdata/":           "name a file in it",
	} {
		_, err := Load(name, Options{})
		var d Diagnostics
		if !errors.As(err, &d) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v\nwant %s", name, err, want)
		}
	}
	if _, err := Source("../load"); err == nil {
		t.Error("a path is no name of a shipped file")
	}
}

// TestAScenarioFindsItsOrganisation: inside, beside, by path, and shipped.
func TestAScenarioFindsItsOrganisation(t *testing.T) {
	for file, want := range map[string]string{
		"testdata/refer/by-path.yaml":   "Small Shop",
		"testdata/refer/beside.yaml":    "Small Shop",
		"testdata/refer/shipped.yaml":   "Harbour Medical",
		"testdata/plant.yaml":           "Plant",
		"testdata/refer/small-shop.yml": "",
	} {
		s, err := Load(file, Options{})
		if want == "" {
			if err == nil {
				t.Errorf("%s is no scenario", file)
			}
			continue
		}
		if err != nil {
			t.Errorf("%v", err)
			continue
		}
		if s.OrganisationName != want || !strings.Contains(s.OrganisationText, want) {
			t.Errorf("%s is about %q", file, s.OrganisationName)
		}
	}
}

// TestCheckKnowsWhoServesWhom: departments hand to those who use their work,
// their systems and their stocks, and one that serves nobody is named.
func TestCheckKnowsWhoServesWhom(t *testing.T) {
	c, err := Check("testdata/plant.yaml")
	if err != nil {
		t.Fatal(err)
	}
	hands := map[string][]string{}
	for _, d := range c.Departments {
		hands[d.Name] = d.HandsTo
	}
	if !slices.Equal(hands["procurement"], []string{"manufacturing"}) || !slices.Equal(hands["logistics"], []string{"consumers"}) {
		t.Errorf("hands to: %v", hands)
	}
	if c.Handoff.Least != 15*60_000 || c.People != 7 || len(c.NoPath) != 0 {
		t.Errorf("handoff %+v, %d people, no path %v", c.Handoff, c.People, c.NoPath)
	}
	// 20 orders a day × (1 + 4 % again) × 40 minutes on 3 people for 9 hours.
	if u := c.Departments[2].Teams[0].Utilisation; u < 0.49 || u > 0.50 {
		t.Errorf("manufacturing is busy for %g", u)
	}
}
