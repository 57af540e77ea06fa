package scenarios

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"ripple/sim/calendar"
)

// openedBefore loads a repair shop with a table of open orders, from Monday,
// 2026-01-05. 25 December and 1 January are closed.
func openedBefore(t *testing.T, table, start, more string) (*Scenario, string, error) {
	t.Helper()
	folder := t.TempDir()
	write(t, folder, "tickets.csv", table)
	text := `scenario: x
organisation:
  calendar: {days: Mon-Fri, hours: 08:00-18:00, timezone: Europe/Brussels, closed: [2025-12-25, 2026-01-01]}
  departments: {one: {staff: 1}, two: {staff: 1}}
  flows:
    repair: {for: people, steps: {a: {by: one, work: 1m}, b: {by: two, work: 1m}}}
    split: {for: others, steps: {c: {by: one}, d: {by: two, work: 1m, after: c}, e: {by: one, work: 1m, after: c}, f: {by: one, after: [d, e]}}}
    idle: {steps: {g: {by: one, work: 1m}}}
  customers:
    people: {demand: 1 per day, promise: 5 working days, patience: 20 days` + more + `}
    others: {demand: 1 per day}
run: {from: 2026-01-05, for: 60 days, warm-up: 0}
start: ` + start + "\n"
	s, err := opened{name: "x", display: folder + "/x.yaml", folder: folder, text: []byte(text)}.load(Options{})
	return s, folder, err
}

const tickets = `nr;opened;closed;status
5;2026-01-02 16:00;;open
1;2025-12-22 10:00;;sent out
2;2025-12-23 09:00;2025-12-30 12:00;sent out
3;2025-12-12 09:00;2026-01-07;
4;2026-01-05 08:00;;open
`

// TestOpenOrdersComeByAge: by hand, in ticks before Monday, 5 January, 00:00. Row 2 was
// closed and row 4 opened too late. Of 12 December, 09:00 (23 days and 15 hours before),
// 5 working days later is 19 December, and 20 days later 1 January: too late for its
// patience. Of 22 December, 10:00, 5 working days later is 30 December (the 25th is
// closed), and 20 days later 11 January. Of Friday, 2 January, 16:00, it is Friday, 9
// January, and 22 January.
func TestOpenOrdersComeByAge(t *testing.T) {
	s, _, err := openedBefore(t, tickets, "{from: tickets.csv, flow: repair, opened: opened, closed: closed, step: status, steps: {open: a, sent out: b}}", "")
	if err != nil {
		t.Fatal(err)
	}
	st := &s.Model.Streams[len(s.Model.Streams)-1]
	if len(st.Backlog) != 3 || len(st.Times) != 3 || st.Segment != 0 || !st.Gap.IsZero() {
		t.Fatalf("%+v", st)
	}
	at := func(days, hours int64) int64 { return days*calendar.CalendarDay + hours*calendar.Hour }
	want := []string{
		fmt.Sprint(at(-24, 9), 0, at(-17, 9), at(-4, 9)),
		fmt.Sprint(at(-14, 10), 1, at(-6, 10), at(6, 10)),
		fmt.Sprint(at(-3, 16), 0, at(4, 16), at(17, 16)),
	}
	for i, o := range st.Backlog {
		if got := fmt.Sprint(o.Placed, o.Step, o.Dues[0], o.GiveUp); got != want[i] {
			t.Errorf("order %d: %s, by hand %s", i, got, want[i])
		}
	}
	if notes := strings.Join(s.Notes, "\n"); !strings.Contains(notes, "1 of the 3 open orders of `repair` are older than their patience") {
		t.Errorf("notes: %s", notes)
	}
}

// TestCustomersOfOpenOrdersAskFromWhenTheyWereOpened: every 6 working days. Of Monday,
// 22 December, 10:00, that is Wednesday, 31 December (the 25th is closed), and again
// Friday, 9 January (nor is the 1st a working day), 10:00. Of Friday, 2 January, 16:00,
// it is Monday, 12 January, and of 12 December, 09:00, 22 and 31 December and 9 January.
func TestCustomersOfOpenOrdersAskFromWhenTheyWereOpened(t *testing.T) {
	s, _, err := openedBefore(t, tickets, "{from: tickets.csv, flow: repair, opened: opened, closed: closed}", ", asks: {flow: repair, every: 6 working days}")
	if err != nil {
		t.Fatal(err)
	}
	at := func(days, hours int64) int64 { return days*calendar.CalendarDay + hours*calendar.Hour }
	for i, want := range []int64{at(4, 9), at(4, 10), at(7, 16)} {
		if got := s.Model.Streams[len(s.Model.Streams)-1].Backlog[i].Ask; got != want {
			t.Errorf("order %d: %d, by hand %d", i, got, want)
		}
	}
}

// TestTermsOfOpenOrdersFollowThoseOfTheFlow: a new promise and another value hold for
// what is open, a surge does not double it.
func TestTermsOfOpenOrdersFollowThoseOfTheFlow(t *testing.T) {
	s, _, err := openedBefore(t, tickets, `{from: tickets.csv, flow: repair, opened: opened}
injects: [{at: day 3, surge: {customers: people, by: 50 %, for: 2 days}}]
options: {tell: [{at: day 2, promise: {customers: people, to: 9 working days, open-orders: yes}}]}`, "")
	if err != nil {
		t.Fatal(err)
	}
	open, streams := 0, 0
	for i := range s.Model.Streams {
		if st := &s.Model.Streams[i]; len(st.Backlog) > 0 {
			open = i
			streams++
		}
	}
	told := false
	for _, c := range s.Model.Effects[1].Changes {
		told = told || c.Target == open && c.Value == 1
	}
	if streams != 1 || !told {
		t.Errorf("%d streams of open orders; told of the promise: %v", streams, told)
	}
}

// TestOpenOrdersThatCannotBe are told with their place and what to do instead.
func TestOpenOrdersThatCannotBe(t *testing.T) {
	const usual = "{from: tickets.csv, flow: repair, opened: opened"
	for name, c := range map[string]struct{ table, start, want string }{
		"no date":       {"opened\nlast week\n", usual + "}", "tickets.csv:2:1: `last week` is no date and time"},
		"no closing":    {tickets, usual + ", closed: status}", "`open` is no date and time"},
		"ancient":       {"opened\n1999-01-01\n", usual + "}", "more than 20 years before the run"},
		"unknown step":  {tickets, usual + ", step: status}", "flow `repair` has no step `open`"},
		"wrong step":    {tickets, usual + ", step: status, steps: {open: z}}", "there is no step of this flow `z`"},
		"steps of what": {tickets, usual + ", steps: {open: a}}", "of which one?"},
		"no column":     {tickets, "{from: tickets.csv, flow: repair, opened: open}", "has no column `open`"},
		"idle":          {tickets, "{from: tickets.csv, flow: idle, opened: opened}", "nobody orders `idle`"},
		"side by side":  {"opened,at\n2026-01-02,d\n", "{from: tickets.csv, flow: split, opened: opened, step: at}", "an order cannot begin at `d`"},
		"join":          {"opened,at\n2026-01-02,f\n", "{from: tickets.csv, flow: split, opened: opened, step: at}", "an order cannot begin at `f`"},
		"no opened":     {tickets, "{from: tickets.csv, flow: repair}", "`start` needs `opened`"},
	} {
		_, _, err := openedBefore(t, c.table, c.start, "")
		var d Diagnostics
		if !errors.As(err, &d) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v\nwant %s", name, err, c.want)
		}
	}
	text := "scenario: x\norganisation: {departments: {one: {staff: 1}}, flows: {f: {for: people, steps: {a: {by: one}}}}, customers: {people: {demand: 1 per day}}}\n" +
		"run: {from: 2026-01-05, warm-up: 30 days}\nstart: {from: tickets.csv, flow: f, opened: opened}\n"
	_, err := opened{name: "x", display: "x.yaml", text: []byte(text)}.load(Options{})
	if err == nil || !strings.Contains(err.Error(), "orders that are open at the start need a run without warm-up") {
		t.Errorf("with a warm-up: %v", err)
	}
}
