package scenarios

import (
	"math"
	"slices"
	"strings"
	"testing"

	"ripple/sim"
	"ripple/sim/calendar"
)

// paying loads an organisation in which claims are approved and then paid, with
// such a batch, over three weeks from Monday, 2026-03-23 in Brussels: Thursday the
// 26th is closed, and clocks go forward on Sunday the 29th.
func paying(t *testing.T, batch, more string) (*Scenario, error) {
	t.Helper()
	text := "scenario: x\norganisation:\n  calendar: {days: Mon-Fri, hours: 08:00-17:00, timezone: Europe/Brussels, closed: [2026-03-26]}\n  handoff: 15m\n" +
		"  departments: {desk: {staff: 9}, finance: {staff: 2}, abroad: {staff: 2, timezone: America/New_York}}\n  flows:\n    claim:\n      for: people\n      steps:\n" +
		"        approve: {by: desk, work: 5m}\n        pay: {by: finance, work: 4m, batch: " + batch + more + "}\n" +
		"  customers: {people: {promise: 9 days, demand: 40 per day}}\nrun: {from: 2026-03-23, for: 21 days, warm-up: 0, finish-within: 1 day}\n"
	return opened{name: "x", display: "x.yaml", folder: ".", text: []byte(text)}.load(Options{})
}

// TestBatchesFallOnTheirDays: Tuesdays and Thursdays at 15:00, as minutes since
// Monday's midnight. Thursday the 26th is closed, so that batch is released on
// Friday; from Sunday the 29th on a day's clock is an hour ahead, so that 15:00 comes
// after 14 hours less: Tuesday the 31st is 8 days of 24 hours later, less one hour.
func TestBatchesFallOnTheirDays(t *testing.T) {
	const day, hour = 24 * 60, 60
	at := func(days, hours, minutes float64) sim.Tick {
		return sim.Tick((days*day + hours*hour + minutes) * 60_000)
	}
	for batch, want := range map[string][]sim.Tick{
		"Tue and Thu 15:00":                          {at(1, 15, 0), at(4, 15, 0), at(8, 14, 0), at(10, 14, 0), at(15, 14, 0), at(17, 14, 0)},
		"{at: Tue and Thu 15:00, if-closed: before}": {at(1, 15, 0), at(2, 15, 0), at(8, 14, 0), at(10, 14, 0), at(15, 14, 0), at(17, 14, 0)},
		"{at: Tue and Thu 15:00, if-closed: skip}":   {at(1, 15, 0), at(8, 14, 0), at(10, 14, 0), at(15, 14, 0), at(17, 14, 0)},
		"{at: Tue and Thu 15:00, if-closed: anyway}": {at(1, 15, 0), at(3, 15, 0), at(8, 14, 0), at(10, 14, 0), at(15, 14, 0), at(17, 14, 0)},
		"month on the 5th":                           {at(14, 7, 0)}, // Sunday the 5th of April: Monday, when work begins
		"Fri, Sat, Sun":                              {at(4, 8, 0), at(7, 7, 0), at(11, 7, 0), at(14, 7, 0), at(18, 7, 0), at(21, 7, 0)},
	} {
		if strings.Contains(batch, ",") && !strings.HasPrefix(batch, "{") {
			batch = `"` + batch + `"`
		}
		s, err := paying(t, batch, "")
		if err != nil {
			t.Errorf("%s: %v", batch, err)
			continue
		}
		if got := s.Model.Steps[1].Batch; got == nil || !slices.Equal(got.At, want) || got.Together || got.Of != 0 {
			t.Errorf("%s: %v, by hand %v", batch, got, want)
		}
	}
}

// TestBatchesGoByTheClockOfTheTeam: 10:00 in New York is 15:00 in Brussels before
// Brussels' clocks go forward (New York's did on the 8th), and 16:00 afterwards:
// both 15 hours after midnight of the 25th, and of the 1st of April by the old clock.
func TestBatchesGoByTheClockOfTheTeam(t *testing.T) {
	s, err := paying(t, "Wed 10:00", "")
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Replace(s.Text, "pay: {by: finance", "pay: {by: abroad", 1)
	if s, err = (opened{name: "x", display: "x.yaml", folder: ".", text: []byte(text)}).load(Options{}); err != nil {
		t.Fatal(err)
	}
	want := []sim.Tick{2*calendar.CalendarDay + 15*calendar.Hour, 9*calendar.CalendarDay + 15*calendar.Hour, 16*calendar.CalendarDay + 15*calendar.Hour}
	if got := s.Model.Steps[1].Batch.At; !slices.Equal(got, want) {
		t.Errorf("%v, by hand %v", got, want)
	}
}

// TestBatchesByNumber: the ways to write them.
func TestBatchesByNumber(t *testing.T) {
	for batch, want := range map[string]sim.Batch{
		"20":                             {Of: 20},
		"{of: 20, or-after: 2 days}":     {Of: 20, After: calendar.Span{Unit: calendar.Days, N: 2}},
		"{or-after: 3 working hours}":    {After: calendar.Span{Unit: calendar.Open, N: 3 * 3_600_000}},
		"{of: 5}, work-for: batch":       {Of: 5, Together: true},
		"{of: 5}, work-for: each":        {Of: 5},
		"{of: 5, or-after: 90m (guess)}": {Of: 5, After: calendar.Span{Unit: calendar.Elapsed, N: 90 * 60_000}},
	} {
		s, err := paying(t, batch, "")
		if err != nil {
			t.Errorf("%s: %v", batch, err)
			continue
		}
		if got := s.Model.Steps[1].Batch; got.Of != want.Of || got.After != want.After || got.Together != want.Together || len(got.At) > 0 {
			t.Errorf("%s: %+v, by hand %+v", batch, got, want)
		}
	}
}

// TestLoadOfOnePieceOfWorkForABatch: 200 claims a week, 4 minutes each, by hand: one
// by one 800 minutes of 2 × 45 hours; in batches of 20, 10 times 4 minutes; twice a
// week, 2 times (nearly always something has come).
func TestLoadOfOnePieceOfWorkForABatch(t *testing.T) {
	for batch, want := range map[string]float64{"20": 800, "20, work-for: batch": 40, "Tue and Thu 15:00, work-for: batch": 8, "{of: 20, or-after: 1 day}, work-for: batch": 40, "{of: 400, or-after: 7 days}, work-for: batch": 800.0 / 201} {
		s, err := paying(t, batch, "")
		if err != nil {
			t.Fatal(err)
		}
		r := s.org.rates()
		if got := r.utilisation(s.org, 1, 0) * 2 * 45 * 60; math.Abs(got-want) > 0.05 {
			t.Errorf("%s: %g minutes a week, by hand %g", batch, got, want)
		}
	}
}

// TestBatchesChange: from a date on they gather for something else, or for nothing.
func TestBatchesChange(t *testing.T) {
	s, err := paying(t, "Tue and Thu 15:00, work-for: batch", "")
	if err != nil {
		t.Fatal(err)
	}
	for change, want := range map[string]string{
		"20": "", "none": "", "{at: 4 weeks from 2026-03-25 10:00}": "", "Wed 10:00": "",
		"often": "`often` is no batch", "{at: year on 1 January}": "", "1": "at least 2",
	} {
		text := s.Text + "injects: [{at: day 3, change: {flows.claim.pay.batch: " + change + "}}]\n"
		c, err := opened{name: "x", display: "x.yaml", folder: ".", text: []byte(text)}.load(Options{})
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: %v", change, err)
			continue
		}
		if want != "" {
			continue
		}
		ch := c.Model.Effects[0].Changes[0]
		if ch.Param != sim.ParamBatch || ch.Target != 1 || (ch.Batch == nil) != (change == "none") || ch.Batch != nil && !ch.Batch.Together {
			t.Errorf("%s: %+v", change, ch)
		}
	}
}
