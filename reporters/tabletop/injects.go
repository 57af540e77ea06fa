package tabletop

import (
	"context"
	"strings"

	"ripple/sim"
)

// Fire lets an inject come now.
func (s *Session) Fire(ctx context.Context, number int) error {
	return s.onInject(ctx, number, func(in *Inject) (Event, error) {
		e := Event{Kind: Fired, Number: number}
		if in.conditional {
			e.ID = s.state.nextNumber()
		}
		return e, s.beforeTheEnd()
	})
}

// Hold keeps an inject back until it is fired or postponed. Play stops when it is due.
func (s *Session) Hold(ctx context.Context, number int) error {
	return s.onInject(ctx, number, func(in *Inject) (Event, error) {
		if in.Status == OnHold {
			return Event{}, refuse("inject %d is held already", number)
		}
		return Event{Kind: Held, Number: number}, nil
	})
}

// Skip lets an inject not come at all.
func (s *Session) Skip(ctx context.Context, number int) error {
	return s.onInject(ctx, number, func(in *Inject) (Event, error) {
		if in.Status == NotComing {
			return Event{}, refuse("inject %d is skipped already", number)
		}
		return Event{Kind: Skipped, Number: number}, nil
	})
}

// Postpone plans an inject for another moment, which may be earlier. One that waits for its
// condition no longer does: it comes then, with a number of its own.
func (s *Session) Postpone(ctx context.Context, number int, to sim.Tick) error {
	return s.onInject(ctx, number, func(in *Inject) (Event, error) {
		switch {
		case to <= s.state.Now:
			return Event{}, refuse("that moment is past: it can be fired now")
		case to >= s.scenario.Exercise.Ends:
			return Event{}, refuse("the exercise ends before that")
		}
		e := Event{Kind: Postponed, Number: number, To: to}
		if in.conditional {
			e.ID = s.state.nextNumber()
		}
		return e, nil
	})
}

// onInject does something with an inject that has not come.
func (s *Session) onInject(ctx context.Context, number int, what func(*Inject) (Event, error)) error {
	done, err := s.begin(ctx)
	if err != nil {
		return err
	}
	defer done()
	in := s.state.inject(number)
	switch {
	case s.state.Ended:
		return refuse("the exercise has ended")
	case in == nil:
		return refuse("there is no inject %d", number)
	case in.Status == HasCome:
		return refuse("inject %d has come already", number)
	}
	e, err := what(in)
	if err != nil {
		return err
	}
	e.By = facilitator
	return s.add(ctx, e)
}

// Improvise lets an inject come that nobody planned: in YAML, as an item of `injects` without
// `at`; `say: …` alone is words.
func (s *Session) Improvise(ctx context.Context, text string) (number int, err error) {
	done, err := s.begin(ctx)
	if err != nil {
		return 0, err
	}
	defer done()
	if err := s.beforeTheEnd(); err != nil {
		return 0, err
	}
	if strings.TrimSpace(text) == "" || len(text) > maxWords {
		return 0, refuse("an inject is at most %d characters of YAML, for example `say: The press calls.`", maxWords)
	}
	number = s.state.nextNumber()
	return number, s.add(ctx, Event{Kind: Improvised, By: facilitator, Number: number, Text: text})
}
