package tabletop

import (
	"context"
	"fmt"

	"ripple/scenarios"
	"ripple/sim"
)

// Target says how far play should go.
type Target struct {
	// To is a moment, sim.Never: as far as the exercise goes.
	To sim.Tick
	// Until is a condition; nil: none.
	Until *scenarios.Watch
	// On lets play go on when it comes there, so that the turn does not end.
	On bool
}

// Advance plays on until the target is reached, an inject comes, one that is held was due, a
// condition of the exercise begins to hold, or the exercise ends; whichever is first. Only at
// a target with On does it not pause.
func (s *Session) Advance(ctx context.Context, t Target) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	st, x := s.state, s.scenario.Exercise
	switch {
	case st.Ended:
		return refuse("the exercise has ended")
	case st.Now >= x.Ends:
		return refuse("play has reached its end")
	case t.To <= st.Now:
		return refuse("play has come to %s already", s.course.Model.When(st.Now))
	}
	stop := min(t.To, x.Ends)
	var why []string
	at := func(tick sim.Tick, reason string) {
		switch {
		case tick < stop:
			stop, why = tick, []string{reason}
		case tick == stop:
			why = append(why, reason)
		}
	}
	if stop == x.Ends {
		at(stop, "play has reached its end")
	}
	for i := range st.Injects {
		in := &st.Injects[i]
		if in.Planned <= st.Now || in.Planned > stop {
			continue
		}
		switch in.Status {
		case Planned:
			at(in.Planned, fmt.Sprintf("inject %d has come", in.Number))
		case OnHold:
			at(in.Planned, fmt.Sprintf("inject %d is due and held", in.Number))
		}
	}
	for _, c := range s.course.came(st.Now, stop) {
		if in := st.inject(c.Number); in != nil && in.Status == Waiting {
			at(c.At, fmt.Sprintf("inject %d has come", c.Number))
		}
	}
	for i := range x.PauseWhen {
		if tick, holds := s.course.begins(&x.PauseWhen[i], st.Now, stop); holds {
			at(tick, x.PauseWhen[i].Text)
		}
	}
	if t.Until != nil {
		if tick, holds := s.course.begins(t.Until, st.Now, stop); holds {
			at(tick, t.Until.Text)
		}
	}
	advanced := Event{Kind: Advanced, At: stop, By: facilitator}
	for _, c := range s.course.came(st.Now, stop) {
		if in := st.inject(c.Number); in != nil && in.Status == Waiting {
			advanced.Came = append(advanced.Came, c)
		}
	}
	if len(why) == 0 && t.On {
		return s.add(ctx, advanced)
	}
	if len(why) == 0 {
		why = []string{"play has come to " + s.course.Model.When(stop)}
	}
	return s.add(ctx, advanced, Event{Kind: Paused, By: facilitator, Why: why})
}

// Roles beside the teams.
const (
	facilitator = "facilitator"
	evaluator   = "evaluator"
)

// Days is the target of so many days later, at the same time of day.
func (s *Session) Days(n int) Target {
	s.mu.Lock()
	defer s.mu.Unlock()
	return Target{To: s.course.Model.Calendars[0].AddDays(s.state.Now, n)}
}

// NextInject is the target of the next inject, and of the end where there is none.
func (s *Session) NextInject() Target { return Target{To: sim.Never} }

// Pause lets play stand.
func (s *Session) Pause(ctx context.Context, why string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.state.Playing {
		return refuse("play stands already")
	}
	return s.add(ctx, Event{Kind: Paused, By: facilitator, Why: []string{s.words(why)}})
}

// End ends the exercise; with again it goes on after all.
func (s *Session) End(ctx context.Context, again bool) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.state.Ended != again {
		return refuse("that is so already")
	}
	return s.add(ctx, Event{Kind: Ended, By: facilitator, On: !again})
}

// beforeTheEnd refuses what would happen after it.
func (s *Session) beforeTheEnd() error {
	switch {
	case s.state.Ended:
		return refuse("the exercise has ended")
	case s.state.Now >= s.course.Model.Until:
		return refuse("the last day is over")
	}
	return nil
}

// Until reads a condition to play until.
func (s *Session) Until(text string) (Target, error) {
	w, err := s.scenario.Condition(text)
	if err != nil {
		return Target{}, &Refusal{err.Error()}
	}
	return Target{To: sim.Never, Until: &w}, nil
}

// To reads a moment to play to: day 20 09:00.
func (s *Session) To(text string) (Target, error) {
	at, err := s.scenario.At(text)
	if err != nil {
		return Target{}, &Refusal{err.Error()}
	}
	return Target{To: at}, nil
}
