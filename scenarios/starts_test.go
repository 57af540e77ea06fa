package scenarios

import (
	"math"
	"strings"
	"testing"

	"ripple/sim"
)

// officeOf loads an organisation in which people call, 40 a day, and a third of
// the calls become a claim.
func officeOf(t *testing.T, flows, customers string) (*Scenario, error) {
	t.Helper()
	text := "scenario: x\norganisation:\n  calendar: {days: Mon-Fri, hours: 08:00-18:00, timezone: Europe/Brussels}\n  handoff: 15m\n" +
		"  departments: {desk: {staff: 9}, claims: {staff: 9}, lab: {staff: 9, days: Mon-Thu}}\n  flows:\n" + indented(flows, "    ") +
		"\n  customers:\n" + indented(customers, "    ") + "\nrun: {from: 2026-01-05, for: 100 days, warm-up: 0}\n"
	return opened{name: "x", display: "x.yaml", folder: ".", text: []byte(text)}.load(Options{})
}

func indented(text, by string) string { return by + strings.ReplaceAll(text, "\n", "\n"+by) }

const callsAndClaims = `call:
  for: people
  steps:
    answer: {by: desk, work: 6m, then: {done: 60 %, register: rest}}
    register: {by: desk, work: 9m, starts: [claim, {flow: question, wait: yes}], handoff: 5m}
claim: {for: people, steps: {assess: {by: claims, work: 30m}}}
question: {steps: {ask: {by: desk, work: 3m}}}`

// TestStartedFlowsNeedNoDemand: calls are ordered; claims are started, on the
// terms that hold for all of people's orders or on their own.
func TestStartedFlowsNeedNoDemand(t *testing.T) {
	for customers, want := range map[string]struct {
		streams int
		value   int64
	}{
		"people: {promise: 3 days, value: 40, orders: {call: 40 per day}}":                                       {2, 4000},
		"people: {promise: 3 days, value: 40, orders: {call: {demand: 40 per day}, claim: {value: 70}}}":         {2, 7000},
		"people: {promise: 3 days, value: 40, orders: {call: {demand: 40 per day}, claim: {demand: 1 per day}}}": {2, 4000},
	} {
		s, err := officeOf(t, callsAndClaims, customers)
		if err != nil {
			t.Errorf("%s: %v", customers, err)
			continue
		}
		m := s.Model
		if len(m.Streams) != want.streams || m.Streams[1].Flow != 1 || m.Streams[1].Value != want.value || m.Streams[1].Promise.IsZero() {
			t.Errorf("%s: %+v", customers, m.Streams)
		}
		starts := m.Steps[1].Starts
		if len(starts) != 2 || starts[0].Flow != 1 || starts[0].Wait || starts[1].Flow != 2 || !starts[1].Wait {
			t.Fatalf("starts %+v", starts)
		}
		// The step's own handoff, to another department and inside its own.
		if starts[0].Handoff.Mean() != 300_000 || starts[1].Handoff.Mean() != 300_000 {
			t.Errorf("starts %+v", starts)
		}
		if len(s.Notes) > 0 {
			t.Errorf("notes %v", s.Notes)
		}
	}
}

// TestLoadCountsWhatIsStarted: 200 calls a week, 40 % of them register, each of
// which starts a claim and a question. By hand, in hours: the desk 20 + 12 + 4, of
// 9 × 50; claims 40, of 9 × 50.
func TestLoadCountsWhatIsStarted(t *testing.T) {
	s, err := officeOf(t, callsAndClaims, "people: {promise: 3 days, orders: {call: 40 per day}}")
	if err != nil {
		t.Fatal(err)
	}
	r := s.org.rates()
	for team, want := range map[int]float64{0: 36.0 / 450, 1: 40.0 / 450} {
		if got := r.utilisation(s.org, team, 0); math.Abs(got-want) > 1e-9 {
			t.Errorf("team %d is busy for %g, by hand %g", team, got, want)
		}
	}
}

// TestFlowsMayStartEachOtherLessEachTime: of a hundred questions sixty start
// another question, so that each call that asks has 2.5 in the end.
func TestFlowsMayStartEachOtherLessEachTime(t *testing.T) {
	s, err := officeOf(t, "call: {for: people, steps: {answer: {by: desk, work: 6m, starts: question}}}\n"+
		"question: {steps: {ask: {by: desk, work: 3m, then: {done: 40 %, again: rest}}, again: {by: desk, starts: question}}}", "people: {promise: 1 day, demand: 40 per day}")
	if err != nil {
		t.Fatal(err)
	}
	r := s.org.rates()
	if math.Abs(r.flow[1]-500) > 1e-6 {
		t.Errorf("%g questions a week, by hand 200 / (1 − 0.6)", r.flow[1])
	}
}

// TestWhoStartsWorkIsServed: the lab, whose work ends inside, works for the desk
// that starts it, and so reaches customers.
func TestWhoStartsWorkIsServed(t *testing.T) {
	s, err := officeOf(t, "call: {for: people, steps: {answer: {by: desk, work: 6m, starts: {flow: probe, wait: yes}}}}\n"+
		"probe: {steps: {sort: {by: claims, work: 3m}, test: {by: lab, work: 3m}}}", "people: {promise: 1 day, demand: 40 per day}")
	if err != nil {
		t.Fatal(err)
	}
	hands := s.org.handsTo()
	if strings.Join(hands[0], " ") != "claims people" || strings.Join(hands[1], " ") != "lab" || strings.Join(hands[2], " ") != "desk" || len(s.org.withoutPath()) > 0 {
		t.Errorf("hands to %v", hands)
	}
}

// TestChangesOfStartedOrders: their terms can change, and so can the handoff of
// what starts them; their demand cannot.
func TestChangesOfStartedOrders(t *testing.T) {
	for change, want := range map[string]string{
		"customers.people.orders.claim.promise: 5 days": "",
		"customers.people.value: 90":                    "",
		"customers.people.demand: x 0.5":                "",
		"flows.call.register.handoff: 20m":              "",
		"customers.people.orders.claim.demand: x 0.5":   "nobody orders these of themselves",
		"flows.call.register.starts: question":          "cannot change during a run",
	} {
		text := strings.Replace(officeText(), "INJECTS", "  - {at: day 5, change: {"+change+"}}", 1)
		_, err := opened{name: "x", display: "x.yaml", folder: ".", text: []byte(text)}.load(Options{})
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: %v", change, err)
		}
	}
}

func officeText() string {
	return "scenario: x\norganisation:\n  departments: {desk: {staff: 9}, claims: {staff: 9}}\n  flows:\n" + indented(callsAndClaims, "    ") +
		"\n  customers: {people: {promise: 3 days, value: 40, orders: {call: 40 per day}}}\nrun: {from: 2026-01-05, for: 100 days}\ninjects:\nINJECTS\n"
}

// TestSurgeOfStartedOrdersIsOfThoseThatStartThem: a surge of the customers' orders
// multiplies what they order of themselves.
func TestSurgeOfStartedOrdersIsOfThoseThatStartThem(t *testing.T) {
	text := strings.Replace(officeText(), "INJECTS", "  - {at: day 5, surge: {customers: people, by: 50 %, for: 2 days}}", 1)
	s, err := opened{name: "x", display: "x.yaml", folder: ".", text: []byte(text)}.load(Options{})
	if err != nil {
		t.Fatal(err)
	}
	surges := 0
	for _, st := range s.Model.Streams {
		if st.Surge >= 0 {
			surges++
		}
	}
	if surges != 1 || len(s.Model.Streams) != 3 || s.Model.Flows[1].Segment != 0 || !s.Model.Streams[1].Gap.IsZero() || s.Model.Arms[sim.Baseline].Name != "baseline" {
		t.Errorf("%d surges, streams %+v", surges, s.Model.Streams)
	}
}

// TestFixesServeWhoWaits: what a step waits for is named by its flow; those who end
// it work for who waits.
func TestFixesServeWhoWaits(t *testing.T) {
	s, err := officeOf(t, "call: {for: people, steps: {answer: {by: desk, work: 6m, then: {new: 10 %, known: rest}}, new: {by: desk, starts: fault, then: done}, known: {by: desk, waits-for: [fault]}}}\n"+
		"fault: {steps: {mend: {by: lab, work: 3h}}}", "people: {promise: 1 day, demand: 40 per day}")
	if err != nil {
		t.Fatal(err)
	}
	if w := s.Model.Steps[2].WaitsFor; len(w) != 1 || w[0] != 1 {
		t.Errorf("waits for %v", w)
	}
	if hands := s.org.handsTo(); strings.Join(hands[0], " ") != "lab people" || strings.Join(hands[2], " ") != "desk" {
		t.Errorf("hands to %v", hands)
	}
	if r := s.org.rates(); math.Abs(r.flow[1]-20) > 1e-9 {
		t.Errorf("%g faults a week, by hand a tenth of 200", r.flow[1])
	}
}
