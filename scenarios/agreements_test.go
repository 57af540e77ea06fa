package scenarios

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"ripple/sim"
	"ripple/sim/calendar"
)

func agreeing(agreements string) (*Scenario, error) {
	text := `scenario: x
organisation:
  calendar: {hours: 09:00-17:00}
  departments: {sales: {staff: 6}, legal: {staff: 4}, it: {staff: 2, hours: 08:00-12:00}, stores: {staff: 1}}
  flows:
    ticket: {for: [sales, legal], demand: 0.3 per person per week, attributes: {urgency: {P1: 10 %, P2: rest}}, steps: {look: {by: it, work: 1m}, mend: {by: it, work: 5m}}}
    payroll: {for: departments, every: month on the 25th, steps: {pay: {by: legal, work: 1h}}}
    order: {for: people, steps: {ask: {by: sales, wait: 1 day}, pack: {by: stores, work: 5m}}}
    idle: {steps: {a: {by: it, work: 1m}}}
  customers: {people: {demand: 1 per day}}
  agreements:
` + agreements
	return opened{name: "x", display: "x.yaml", text: []byte(text)}.load(Options{})
}

// TestAgreementsBecomeTheModels: each gets a name, the calendar of who promised, and
// those to whom it was promised; what one holds for all of is when it is due.
func TestAgreementsBecomeTheModels(t *testing.T) {
	s, err := agreeing(`    - {from: it, to: [sales, legal], flow: ticket, within: 4 working hours, for: 95 %}
    - {from: it, to: sales, flow: ticket, only-if: urgency is P1, within: 1h, for: 80 %, name: fast}
    - {from: stores, to: people, flow: order, within: 3 working days, for: 90 %, clock-stops: ask, penalty: 550 each}
    - {from: sales, to: stores, flow: order, step: ask, within: 2 days, for: 99 %}
    - {from: legal, to: departments, flow: payroll, within: 1 day, for: 100 %}
    - {from: legal, to: it, flow: payroll, within: 1 day, for: 100 %}
`)
	if err != nil {
		t.Fatal(err)
	}
	m := s.Model
	var got []string
	for i := range m.Agreements {
		a := &m.Agreements[i]
		got = append(got, fmt.Sprintf("%s: %s to %s, segment %d, asker %d, step %d, stops %v, if %v, penalty %d", a.Name, a.Text, a.To, a.Segment, a.Asker, a.Step, a.Stops, a.If != nil, a.Penalty))
	}
	want := []string{
		"ticket-for-sales: 95 % within 4h of working time to sales, segment 1, asker 0, step -1, stops [], if false, penalty 0",
		"ticket-for-legal: 95 % within 4h of working time to legal, segment 1, asker 1, step -1, stops [], if false, penalty 0",
		"fast: 80 % within 1h to sales, segment 1, asker 0, step -1, stops [], if true, penalty 0",
		"order-for-people: 90 % within 3 working days to people, segment 0, asker -1, step -1, stops [3], if false, penalty 55000",
		"order-ask-for-stores: 99 % within 2 days to stores, segment 0, asker -1, step 3, stops [], if false, penalty 0",
		"payroll-for-departments: 100 % within 1 day to departments, segment 2, asker -1, step -1, stops [], if false, penalty 0",
		"payroll-for-it: 100 % within 1 day to it, segment 2, asker -1, step -1, stops [], if false, penalty 0",
	}
	if a, b := strings.Join(got, "\n"), strings.Join(want, "\n"); a != b {
		t.Errorf("%s\nwant\n%s", a, b)
	}
	if m.Calendars[m.Agreements[0].Calendar].Between(2*calendar.CalendarDay, 3*calendar.CalendarDay) != 4*calendar.Hour {
		t.Error("the calendar is not that of who promised")
	}
	for _, st := range m.Streams {
		if st.Segment == 1 && st.Promise != (calendar.Span{Unit: calendar.Open, N: float64(4 * calendar.Hour)}) {
			t.Errorf("%s is due %v", st.Name, st.Promise)
		}
	}
	if m.Streams[0].Promise != (calendar.Span{}) || m.Arms[sim.Baseline].Name != "baseline" {
		t.Error("an agreement with customers is no promise to them")
	}
}

// TestAgreementsThatCannotBe are told with what to do instead.
func TestAgreementsThatCannotBe(t *testing.T) {
	const rest = ", within: 1h, for: 95 %}"
	for name, c := range map[string]struct{ agreement, want string }{
		"not raised":       {"{from: it, to: stores, flow: ticket" + rest, "`stores` does not raise `ticket`"},
		"nobody asks":      {"{from: it, to: sales, flow: idle" + rest, "nobody in particular asks for `idle`"},
		"other's work":     {"{from: stores, to: sales, flow: ticket" + rest, "`stores` does no step of `ticket`"},
		"other's step":     {"{from: it, to: sales, flow: order, step: pack" + rest, "step `pack` is not done by `it`"},
		"customers":        {"{from: sales, to: legal, flow: order" + rest, "`order` is ordered by customers"},
		"not for them":     {"{from: it, to: people, flow: ticket" + rest, "flow `ticket` is not for `people`"},
		"penalty inside":   {"{from: it, to: sales, flow: ticket, penalty: 5" + rest, "departments pay each other no penalties"},
		"penalty of step":  {"{from: stores, to: people, flow: order, step: pack, penalty: 5" + rest, "a penalty is for whole orders"},
		"clock of step":    {"{from: stores, to: people, flow: order, step: pack, clock-stops: ask" + rest, "the clock of one step has nothing to stop for"},
		"unknown stop":     {"{from: stores, to: people, flow: order, clock-stops: aks" + rest, "there is no step of this flow `aks`"},
		"unknown to":       {"{from: it, to: sails, flow: ticket" + rest, "there are no customers and no department `sails`"},
		"no time":          {"{from: it, to: sales, flow: ticket, for: 95 %}", "an agreement needs `within`"},
		"no share":         {"{from: it, to: sales, flow: ticket, within: 1h}", "an agreement needs `for`"},
		"above everything": {"{from: it, to: sales, flow: ticket, within: 1h, for: 120 %}", "the share that is promised cannot be 120 %"},
		"wrong attribute":  {"{from: it, to: sales, flow: ticket, only-if: colour is red" + rest, "`colour`"},
		"priority":         {"{from: it, to: sales, flow: ticket, priority: P1" + rest, "an agreement has no `priority`"},
	} {
		_, err := agreeing("    - " + c.agreement + "\n")
		var d Diagnostics
		if !errors.As(err, &d) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v\nwant %s", name, err, c.want)
		}
	}
}
