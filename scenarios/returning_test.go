package scenarios

import (
	"errors"
	"strings"
	"testing"
)

// TestReturningCustomersBecomeTheModels: what is said of all orders holds for each,
// and a flow that is only asked by needs no demand.
func TestReturningCustomersBecomeTheModels(t *testing.T) {
	s, err := callers("{orders: {claim: {demand: 5 per day, asks: {flow: call, every: 6 working days}}, call: {promise: 4h, balks: {above: 10, chance: 40 %}, patience: 3m, retry: {chance: 60 %, after: 20m}}}}")
	if err != nil {
		t.Fatal(err)
	}
	m := s.Model
	if len(m.Streams) != 2 || m.Streams[0].Asks == nil || m.Streams[0].Asks.Flow != 1 || m.Streams[0].Asks.Every.N != 6 || m.Streams[0].Retry != nil {
		t.Fatalf("%+v", m.Streams)
	}
	call := m.Streams[1]
	if call.HasDemand() || call.Balks == nil || call.Balks.Above != 10 || call.Balks.Chance != 0.4 || call.Retry == nil || call.Retry.Chance != 0.6 || call.Retry.After.Min() != 20*60_000 {
		t.Errorf("%+v", call)
	}
	if !strings.Contains(strings.Join(s.Notes, "\n"), "the questions and second tries of `people` are not in the loads") {
		t.Errorf("notes %v", s.Notes)
	}
}

func callers(customers string) (*Scenario, error) {
	text := `scenario: x
organisation:
  departments: {one: {staff: 1}, two: {staff: 1}}
  flows:
    claim: {for: people, steps: {a: {by: one, work: 1m}}}
    call: {for: people, steps: {b: {by: one, work: 1m}}}
    split: {for: people, steps: {c: {by: one}, d: {by: two, work: 1m, after: c}, e: {by: one, work: 1m, after: c}, f: {by: one, after: [d, e]}}}
    inside: {steps: {g: {by: one, work: 1m}}}
  customers:
    people: ` + customers + "\n"
	return opened{name: "x", display: "x.yaml", text: []byte(text)}.load(Options{})
}

// TestReturningCustomersThatCannotBe are told with what to do instead.
func TestReturningCustomersThatCannotBe(t *testing.T) {
	for name, c := range map[string]struct{ customers, want string }{
		"at once":      {"{orders: {claim: {demand: 5 per day, retry: {chance: 5 %, after: 0m}}}}", "who comes again comes a little later"},
		"random":       {"{orders: {claim: {demand: 5 per day, retry: {chance: 5 %, after: exponential(20m)}}}}", "this time is random and states no least time"},
		"for ever":     {"{orders: {claim: {demand: 5 per day, retry: {chance: 100 %, after: 20m}}}}", "the chance to come again cannot be 100 %"},
		"parallel":     {"{orders: {split: {demand: 5 per day, retry: {chance: 50 %, after: 20m}}}}", "orders of `split` are at several steps at once"},
		"inside":       {"{orders: {claim: {demand: 5 per day, asks: {flow: inside, every: 5 days}}}}", "customers do not order `inside`"},
		"unknown":      {"{orders: {claim: {demand: 5 per day, asks: {flow: cal, every: 5 days}}}}", "there is no flow `cal`"},
		"never":        {"{orders: {claim: {demand: 5 per day, asks: {flow: call, every: 0 days}}}}", "the time between two questions must be longer than no time"},
		"how many":     {"{orders: {claim: {demand: 5 per day, balks: {chance: 40 %}}}}", "`balks` needs `above`"},
		"how long":     {"{orders: {claim: {demand: 5 per day, retry: {chance: 40 %}}}}", "`retry` needs `after`"},
		"share of all": {"{orders: {claim: {demand: 5 per day, balks: {above: 3, chance: 0.4}}}}", "`0.4` has no percent sign"},
	} {
		_, err := callers(c.customers)
		var d Diagnostics
		if !errors.As(err, &d) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v\nwant %s", name, err, c.want)
		}
	}
}
