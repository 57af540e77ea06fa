package scenarios

import (
	"strings"
	"testing"

	"ripple/sim"
)

// counted is a scenario with an outcome for patients, who order nothing themselves.
const counted = `scenario: Pumps
organisation:
  name: Pumps
  calendar: {days: Mon-Fri, hours: 08:00-17:00}
  handoff: 15m
  departments: {desk: {staff: 2}}
  flows:
    repair:
      for: hospitals
      attributes: {devices: {usual: 2, nine-in-ten: 5, at-most: 9}, ward: {heart: 10 %, other: rest}}
      steps: {mend: {by: desk, work: 25m}}
    ticket:
      for: [desk]
      demand: 1 per person per week
      steps: {help: {by: desk, work: 5m}}
  customers:
    hospitals: {demand: 8 per day, promise: 2 days}
    patients: {outcomes: {moved: OUTCOME}}
run: {from: 2026-01-05, for: 20 days, warm-up: 2 days, replications: 2}
expect: [patients.moved <= 40]
`

// TestOutcomesAreReadAsWritten: which ways, of which flow, what each counts for and
// which direction is better.
func TestOutcomesAreReadAsWritten(t *testing.T) {
	for written, want := range map[string]sim.Counter{
		"{counts: late repair, times: 1.5}":                     {Times: 1500, Better: -1, Text: "late repair, times 1.5", Counts: []sim.Counted{{Flow: 0, Ways: sim.WayLate}}},
		"{counts: late or  lost repair, better: more}":          {Times: 1000, Better: 1, Text: "late or lost repair", Counts: []sim.Counted{{Flow: 0, Ways: sim.WayLate | sim.WayLost}}},
		"{counts: on-time or delivered repair}":                 {Times: 1000, Better: 1, Text: "on-time or delivered repair", Counts: []sim.Counted{{Flow: 0, Ways: sim.WayOnTime | sim.WayDelivered}}},
		"{counts: [faulty repair, unfinished ticket]}":          {Times: 1000, Better: -1, Text: "faulty repair, unfinished ticket", Counts: []sim.Counted{{Flow: 0, Ways: sim.WayFaulty}, {Flow: 1, Ways: sim.WayUnfinished}}},
		"{counts: lost repair, times: 0.25 (a guess)}":          {Times: 250, Better: -1, Text: "lost repair, times 0.25", Counts: []sim.Counted{{Flow: 0, Ways: sim.WayLost}}},
		"{counts: delivered repair, better: fewer, about: why}": {Times: 1000, Better: -1, Text: "delivered repair", Counts: []sim.Counted{{Flow: 0, Ways: sim.WayDelivered}}},
	} {
		m := outcomeModel(t, written)
		c := m.Segments[1].Counters[0]
		if c.Times != want.Times || c.Better != want.Better || c.Text != want.Text || len(c.Counts) != len(want.Counts) || c.If != nil || c.Per != nil {
			t.Errorf("%s is %+v, want %+v", written, c, want)
			continue
		}
		for i := range want.Counts {
			if c.Counts[i] != want.Counts[i] {
				t.Errorf("%s counts %+v, want %+v", written, c.Counts[i], want.Counts[i])
			}
		}
	}
}

// TestOutcomesGoByAttributes: on a condition, and times a number of the order.
func TestOutcomesGoByAttributes(t *testing.T) {
	m := outcomeModel(t, "{counts: late repair, only-if: ward is heart, times: 0.5 per devices}")
	c, own := m.Segments[1].Counters[0], m.Flows[0].Attributes
	if c.Times != 500 || c.Per != own[0] || c.If == nil || c.If.Clauses[0].Attribute != own[1] {
		t.Errorf("read as %+v", c)
	}
	if want := "late repair where ward is heart, times 0.5 per devices"; c.Text != want {
		t.Errorf("it says %q, want %q", c.Text, want)
	}
	if c := outcomeModel(t, "{counts: lost repair, times: devices}").Segments[1].Counters[0]; c.Times != 1000 || c.Per == nil {
		t.Errorf("an attribute alone is read as %+v", c)
	}
}

func outcomeModel(t *testing.T, written string) *sim.Model {
	t.Helper()
	s, err := (opened{name: "pumps", display: "pumps.yaml", text: []byte(strings.Replace(counted, "OUTCOME", written, 1))}).load(Options{})
	if err != nil {
		t.Fatalf("%s: %v", written, err)
	}
	if e := s.Expect[0]; e.Who != "patients" || e.Metric != "moved" || e.Limit != 40 {
		t.Errorf("the expectation is read as %+v", e)
	}
	return s.Model
}
