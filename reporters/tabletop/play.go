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
	done, err := s.begin(ctx)
	if err != nil {
		return err
	}
	defer done()
	if err := s.canPlay(); err != nil {
		return err
	}
	if t.To <= s.state.Now {
		return refuse("play has come to %s already", s.course.Model.When(s.state.Now))
	}
	return s.advance(ctx, s.next(t), t.On)
}

// canPlay refuses to play on where there is nothing to be played.
func (s *Session) canPlay() error {
	switch {
	case s.state.Ended:
		return refuse("the exercise has ended")
	case s.state.Now >= s.scenario.Exercise.Ends:
		return refuse("play has reached its end")
	}
	return nil
}

// halt is where play stops next, and the reasons; none: the target alone.
type halt struct {
	at  sim.Tick
	why []string
}

// next is where play to a target stops.
func (s *Session) next(t Target) halt {
	st, x := s.state, s.scenario.Exercise
	stop := halt{at: min(t.To, x.Ends)}
	at := func(tick sim.Tick, reason string) {
		switch {
		case tick < stop.at:
			stop = halt{tick, []string{reason}}
		case tick == stop.at:
			stop.why = append(stop.why, reason)
		}
	}
	if stop.at == x.Ends {
		at(stop.at, "play has reached its end")
	}
	for i := range st.Injects {
		in := &st.Injects[i]
		if in.Planned <= st.Now || in.Planned > stop.at {
			continue
		}
		switch in.Status {
		case Planned:
			at(in.Planned, fmt.Sprintf("inject %d has come", in.Number))
		case OnHold:
			at(in.Planned, fmt.Sprintf("inject %d is due and held", in.Number))
		}
	}
	for _, c := range s.came(stop.at) {
		at(c.At, fmt.Sprintf("inject %d has come", c.Number))
	}
	for i := range x.PauseWhen {
		if tick, holds := s.course.begins(&x.PauseWhen[i], st.Now, stop.at); holds {
			at(tick, x.PauseWhen[i].Text)
		}
	}
	if t.Until != nil {
		if tick, holds := s.course.begins(t.Until, st.Now, stop.at); holds {
			at(tick, t.Until.Text)
		}
	}
	return stop
}

// came are the injects whose condition holds after the present and up to a tick.
func (s *Session) came(until sim.Tick) []Came {
	var all []Came
	for _, c := range s.course.came(s.state.Now, until) {
		if in := s.state.inject(c.Number); in != nil && in.Status == Waiting {
			all = append(all, c)
		}
	}
	return all
}

// advance writes down that play came to where it stops.
func (s *Session) advance(ctx context.Context, stop halt, on bool) error {
	advanced := Event{Kind: Advanced, At: stop.at, By: facilitator, Came: s.came(stop.at)}
	why := stop.why
	if len(why) == 0 {
		if on {
			return s.add(ctx, advanced)
		}
		why = []string{"play has come to " + s.course.Model.When(stop.at)}
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
	s.show.Lock()
	defer s.show.Unlock()
	return Target{To: s.course.Model.Calendars[0].AddDays(s.present(), n)}
}

// NextInject is the target of the next inject, and of the end where there is none.
func (s *Session) NextInject() Target { return Target{To: sim.Never} }

// Pause lets play stand.
func (s *Session) Pause(ctx context.Context, why string) error {
	done, err := s.begin(ctx)
	if err != nil {
		return err
	}
	defer done()
	if !s.state.Playing {
		return refuse("play stands already")
	}
	return s.add(ctx, Event{Kind: Paused, By: facilitator, Why: []string{s.words(why)}})
}

// End ends the exercise; with again it goes on after all.
func (s *Session) End(ctx context.Context, again bool) error {
	done, err := s.begin(ctx)
	if err != nil {
		return err
	}
	defer done()
	if s.state.Ended != again {
		return refuse("that is so already")
	}
	ended := Event{Kind: Ended, By: facilitator, On: !again}
	if s.state.Playing {
		return s.add(ctx, Event{Kind: Paused, By: facilitator, Why: []string{"the exercise has ended"}}, ended)
	}
	return s.add(ctx, ended)
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
