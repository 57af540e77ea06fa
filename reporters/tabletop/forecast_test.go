package tabletop

import (
	"context"
	"errors"
	"reflect"
	"testing"
	"time"

	"ripple/scenarios"
)

// foreseen is what a session's forecast says, asked for now.
func foreseen(t fatal, s *Session, h Horizon) *ForecastView {
	t.Helper()
	do(t, s.Forecast(context.Background(), h))
	v, err := s.View(Facilitator)
	do(t, err)
	if v.Forecast == nil {
		t.Fatalf("there is no forecast")
	}
	return v.Forecast
}

func TestAForecastBeginsWhereTheRoomIs(t *testing.T) {
	s, _ := opened(t, bus(t), "testdata/workshop.yaml", 1)
	playTo(t, s, "day 9 11:00")
	f := foreseen(t, s, Horizon{Replications: 20})
	v, err := s.View(Facilitator)
	do(t, err)
	if f.At != v.Now || f.Until.Day != 35 || len(f.Days) != 27 || f.Replications != 20 || len(f.Customers) != 1 {
		t.Errorf("a forecast %+v", f)
	}
	for i, d := range f.Departments {
		now := float64(v.Map.Departments[i].Backlog)
		if d.Backlog[0] != (Fan{now, now, now, now, now}) {
			t.Errorf("%s begins with %+v, now %v", d.Name, d.Backlog[0], now)
		}
	}
	c, now := f.Customers[0], v.Customers[0]
	for _, x := range []struct {
		fan Fan
		now float64
	}{{c.Overdue[0], float64(now.Overdue)}, {c.OnTime[0], now.OnTime}, {c.Lost[0], float64(now.Lost)}} {
		if x.fan != (Fan{x.now, x.now, x.now, x.now, x.now}) {
			t.Errorf("customers begin with %+v, now %v", x.fan, x.now)
		}
	}
	wide := 0
	for i := range f.Days {
		for _, fan := range []Fan{c.Overdue[i], c.OnTime[i], c.Lost[i]} {
			if fan.P10 > fan.P25 || fan.P25 > fan.P50 || fan.P50 > fan.P75 || fan.P75 > fan.P90 {
				t.Errorf("day %d: %+v is out of order", f.Days[i].Day, fan)
			}
		}
		if c.Overdue[i].P10 < c.Overdue[i].P90 {
			wide++
		}
		if i > 0 && c.Lost[i].P50 < c.Lost[i-1].P50 {
			t.Errorf("fewer are lost by day %d than the day before", f.Days[i].Day)
		}
	}
	if wide < 10 {
		t.Errorf("the fan is open on %d days only", wide)
	}
	if short := foreseen(t, s, Horizon{Replications: 20, Days: 5}); !reflect.DeepEqual(short.Customers[0].Overdue, c.Overdue[:6]) {
		t.Errorf("five days ahead there is %+v, of all %+v", short.Customers[0].Overdue, c.Overdue[:6])
	}
}

// TestAForecastKnowsNoInjectToCome: whatever the list has in store, planned, random or
// waiting for a condition, held or skipped, changes no bit of a forecast; what has come and
// what was decided do. Asked for again, it is the same.
func TestAForecastKnowsNoInjectToCome(t *testing.T) {
	ctx, b := context.Background(), bus(t)
	ahead := func(scenario string, then ...func(s *Session) error) *ForecastView {
		t.Helper()
		s, _ := opened(t, b, scenario, 1)
		playTo(t, s, "day 7 15:30:12.345")
		for _, f := range then {
			do(t, f(s))
		}
		f := foreseen(t, s, Horizon{Replications: 12})
		if again := foreseen(t, s, Horizon{Replications: 12}); !reflect.DeepEqual(f, again) {
			t.Fatalf("asked for again there is another forecast")
		}
		return f
	}
	usual := ahead("testdata/workshop.yaml")
	for name, do := range map[string]func(s *Session) error{
		"one skipped":    func(s *Session) error { return s.Skip(ctx, 5) },
		"one held":       func(s *Session) error { return s.Hold(ctx, 1) },
		"a condition":    func(s *Session) error { return s.Skip(ctx, 6) },
		"one postponed":  func(s *Session) error { to, _ := s.To("day 30"); return s.Postpone(ctx, 5, to.To) },
		"words, noted":   func(s *Session) error { return s.Note(ctx, facilitator, "", "hm") },
		"not modelled":   func(s *Session) error { return s.Decide(ctx, Request{Team: "front", Words: "Call them"}) },
		"one words only": func(s *Session) error { _, err := s.Improvise(ctx, "say: The press calls."); return err },
	} {
		if f := ahead("testdata/workshop.yaml", do); !reflect.DeepEqual(f, usual) {
			t.Errorf("%s: another forecast", name)
		}
	}
	for name, do := range map[string]func(s *Session) error{
		"fired": func(s *Session) error { return s.Fire(ctx, 5) },
		"decided": func(s *Session) error {
			return s.Decide(ctx, Request{Team: "front", Actions: []Action{{Choice: "campaign"}}})
		},
	} {
		if f := ahead("testdata/workshop.yaml", do); reflect.DeepEqual(f, usual) {
			t.Errorf("%s: the same forecast", name)
		}
	}
}

// TestAForecastHoldsUntilSomethingCounts: it is for the facilitator until it is revealed, and
// gone when play goes on or something is done that it would not know of.
func TestAForecastHoldsUntilSomethingCounts(t *testing.T) {
	ctx, b := context.Background(), bus(t)
	s, path := opened(t, b, "testdata/workshop.yaml", 1)
	playTo(t, s, "day 8 08:00")
	sees := func(role Role) bool {
		v, err := s.View(role)
		do(t, err)
		return v.Forecast != nil
	}
	foreseen(t, s, Horizon{Replications: 10, Days: 3})
	team := Role{Name: "yard", Team: true}
	if !sees(Facilitator) || sees(Evaluator) || sees(Audience) || sees(team) {
		t.Error("a forecast that is not revealed is seen by others than the facilitator, or not by them")
	}
	do(t, s.Reveal(ctx, RevealForecast, true))
	if !sees(Facilitator) || !sees(Evaluator) || !sees(Audience) || !sees(team) {
		t.Error("a revealed forecast is not seen")
	}
	do(t, s.Note(ctx, facilitator, "", "a note"))
	if v, err := s.View(team); err != nil || v.Forecast == nil || len(v.Forecast.Departments) != 2 {
		t.Errorf("a team sees %+v, %v", v.Forecast, err)
	}
	do(t, s.Decide(ctx, Request{Team: "front", Actions: []Action{{Choice: "campaign"}}}))
	if sees(Facilitator) {
		t.Error("a forecast from before a decision is still there")
	}
	// Something is done while it is made.
	look, err := s.AskForecast(ctx, Horizon{Replications: 10})
	do(t, err)
	var refusal *Refusal
	if _, err := s.AskForecast(ctx, Horizon{}); !errors.As(err, &refusal) {
		t.Errorf("a second one is made: %v", err)
	}
	if v, err := s.View(Facilitator); err != nil || !v.Desk.LookingAhead {
		t.Errorf("nobody says that a forecast is being made: %v", err)
	}
	playTo(t, s, "day 10 08:00")
	if err := look(ctx); !errors.As(err, &refusal) || sees(Facilitator) {
		t.Errorf("a forecast that was overtaken is there: %v", err)
	}
	// Live play stands for it, and makes it stale when it goes on.
	do(t, s.Play(ctx))
	foreseen(t, s, Horizon{Replications: 10, Days: 2})
	if s.State().Playing {
		t.Error("play goes on while a forecast is looked at")
	}
	do(t, s.Play(ctx))
	do(t, s.Step(ctx, Target{To: s.Present() + 7_200_000, On: true}, s.Present()+60_000, false))
	if sees(Facilitator) {
		t.Error("a forecast from before is still there")
	}
	for _, h := range []Horizon{{Replications: 3}, {Replications: 5000}, {Days: -1}, {Days: 4000}} {
		if err := s.Forecast(ctx, h); !errors.As(err, &refusal) {
			t.Errorf("%+v: %v", h, err)
		}
	}
	do(t, s.Close())
	again, err := Resume(ctx, path, Settings{Bus: b, ForecastDays: 4})
	do(t, err)
	defer again.Close()
	if f := foreseen(t, again, Horizon{Replications: 10}); len(f.Days) != 5 {
		t.Errorf("four days ahead there are %d moments", len(f.Days))
	}
}

// TestTheFlagshipIsForeseen: how long it takes is for people to read.
func TestTheFlagshipIsForeseen(t *testing.T) {
	if testing.Short() {
		t.Skip("plays the flagship many times")
	}
	s, _ := opened(t, bus(t), "procurement-slip", 0)
	playTo(t, s, "day 22 10:00")
	do(t, s.Decide(context.Background(), Request{Team: "leadership", Actions: []Action{{Choice: "expedite", Sizes: []scenarios.Size{}}}}))
	for _, days := range []int{14, 0} {
		began := time.Now()
		f := foreseen(t, s, Horizon{Days: days})
		last := f.Customers[0].Overdue[len(f.Days)-1]
		t.Logf("to day %d in %s: %s overdue %+v", f.Until.Day, time.Since(began), f.Customers[0].Name, last)
	}
}
