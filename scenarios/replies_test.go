package scenarios

import (
	"math"
	"testing"

	"ripple/sim"
)

const papersAndReminders = `claim:
  for: people
  steps:
    register: {by: desk, work: 5m}
    documents:
      by: claims
      wait-for: customer
      wait: {time: exponential(6 days), never: 8 %}
      at-most: 20 working days
      chase: {every: 5 working days, starts: reminder}
      work: 30m
      then: {no-answer: close, assess: rest}
    assess: {by: claims, work: 30m, then: done}
    close: {by: desk, work: 6m, then: lost}
reminder: {steps: {write: {by: lab, work: 12m}}}`

// TestWaitForCustomersReachesTheModel: with the outcome that has no chance of its own.
func TestWaitForCustomersReachesTheModel(t *testing.T) {
	s, err := officeOf(t, papersAndReminders, "people: {promise: 60 days, demand: 40 per day}")
	if err != nil {
		t.Fatal(err)
	}
	step := s.Model.Steps[1]
	r := step.Reply
	if r == nil || r.Never != 0.08 || r.AtMost.String() != "20 working days" || r.Every.String() != "5 working days" || r.Chase == nil || r.Chase.Flow != 1 || r.Missing != 0 {
		t.Fatalf("%+v", r)
	}
	if o := step.Outcomes; len(o) != 2 || o[0].Name != "no-answer" || o[0].Chance != 0 || o[0].Next[0].To != 3 || o[1].Chance != 1 || o[1].Next[0].To != 2 {
		t.Errorf("outcomes %+v", o)
	}
}

// TestLoadsKnowWhoNeverAnswers: 40 claims a day, 200 a week. 20 working days are 28
// days: without an answer by then are 0.08 + 0.92·exp(−28/6). What is chased after 5,
// 10 and 15 working days, 7, 14 and 21 days, is likewise 0.08 + 0.92·exp(−days/6).
// Three teams of 9 work 50, 50 and 40 hours a week each.
func TestLoadsKnowWhoNeverAnswers(t *testing.T) {
	s, err := officeOf(t, papersAndReminders, "people: {promise: 60 days, demand: 40 per day}")
	if err != nil {
		t.Fatal(err)
	}
	without := func(days float64) float64 { return 0.08 + 0.92*math.Exp(-days/6) }
	missing, reminders := without(28), without(7)+without(14)+without(21)
	r := s.org.rates()
	for team, want := range []float64{
		200 * (5 + 6*missing) / 60 / (9 * 50),
		200 * (1 - missing) * (30 + 30) / 60 / (9 * 50),
		200 * reminders * 12 / 60 / (9 * 40),
	} {
		if got := r.utilisation(s.org, team, 0); math.Abs(got-want) > 1e-3*want {
			t.Errorf("team %d: load %v, by hand %v", team, got, want)
		}
	}
	if got := r.flow[1]; math.Abs(got-200*reminders) > 1e-3*got {
		t.Errorf("%v reminders a week, by hand %v", got, 200*reminders)
	}
	// Reminders work for those who have them written, who work for customers.
	if len(s.org.withoutPath()) > 0 {
		t.Errorf("no path to a customer: %v", s.org.withoutPath())
	}
}

// TestWaitsForCustomersCanBeChanged: the chance, the limit and the chase.
func TestWaitsForCustomersCanBeChanged(t *testing.T) {
	for change, want := range map[string][]sim.Parameter{
		"documents.wait: {usual: 4 days, nine-in-ten: 9 days}":             {sim.ParamWait},
		"documents.wait: {usual: 4 days, nine-in-ten: 9 days, never: 5 %}": {sim.ParamWait, sim.ParamNever},
		"documents.wait: {time: 4 days, never: 0 %}":                       {sim.ParamWait, sim.ParamNever},
		"documents.wait: x 0.5":                                            {sim.ParamWait},
		"documents.wait.never: x 0.5":                                      {sim.ParamNever},
		"documents.at-most: 10 working days":                               {sim.ParamAtMost},
		"documents.chase.every: 3 working days":                            {sim.ParamChase},
		"documents.chase.every: never":                                     {sim.ParamChase},
	} {
		text := "scenario: x\norganisation:\n  calendar: {days: Mon-Fri, hours: 08:00-18:00, timezone: Europe/Brussels}\n  handoff: 15m\n" +
			"  departments: {desk: {staff: 9}, claims: {staff: 9}, lab: {staff: 9}}\n  flows:\n" + indented(papersAndReminders, "    ") +
			"\n  customers: {people: {promise: 60 days, demand: 40 per day}}\nrun: {from: 2026-01-05, for: 30 days, warm-up: 0}\n" +
			"injects:\n  - at: day 10\n    change: {flows.claim." + change + "}\n"
		s, err := (opened{name: "x", display: "x.yaml", folder: ".", text: []byte(text)}).load(Options{})
		if err != nil {
			t.Errorf("%s: %v", change, err)
			continue
		}
		changes := s.Model.Effects[0].Changes
		if len(changes) != len(want) {
			t.Errorf("%s: %+v", change, changes)
			continue
		}
		for i, c := range changes {
			if c.Param != want[i] || c.Target != 1 {
				t.Errorf("%s: %+v", change, c)
			}
		}
	}
}

// TestPatienceMayEndAWaitInPlaceOfALimit: without `at-most` an answer that never comes
// is waited for until patience ends, unless that holds for the first step only.
func TestPatienceMayEndAWaitInPlaceOfALimit(t *testing.T) {
	const flows = `claim:
  for: people
  steps:
    register: {by: desk, work: 5m}
    documents: {by: claims, wait-for: customer, wait: {time: 6 days, never: 8 %}, work: 30m}`
	for customers, fine := range map[string]bool{
		"people: {promise: 60 days, demand: 40 per day}":                                                false,
		"people: {promise: 60 days, demand: 40 per day, patience: 30 days}":                             true,
		"people: {promise: 60 days, demand: 40 per day, patience: 30 days, patience-until: first-step}": false,
	} {
		if _, err := officeOf(t, flows, customers); (err == nil) != fine {
			t.Errorf("%s: %v", customers, err)
		}
	}
}
