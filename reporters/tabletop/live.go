package tabletop

import (
	"context"
	"time"

	"ripple/sim"
)

// Play begins a turn: play runs until something stops it, as Step lets it. Where it runs
// already nothing changes.
func (s *Session) Play(ctx context.Context) error {
	done, err := s.begin(ctx)
	if err != nil {
		return err
	}
	defer done()
	if err := s.canPlay(); err != nil {
		return err
	}
	if s.state.Playing {
		return nil
	}
	return s.add(ctx, Event{Kind: Advanced, At: s.state.Now, By: facilitator})
}

// Step lets play that runs come to a moment, or to where it stops before. With mark the journal
// says so; without, play is only shown to have come there, and the journal says so when something
// is done. While something else is being done, play stands and Step does nothing.
func (s *Session) Step(ctx context.Context, t Target, to sim.Tick, mark bool) error {
	if !s.mu.TryLock() {
		return nil
	}
	defer s.mu.Unlock()
	if !s.state.Playing || to <= s.present() {
		return nil
	}
	if err := s.canPlay(); err != nil {
		return err
	}
	stop := s.next(t)
	switch {
	case to >= stop.at:
		return s.advance(ctx, stop, t.On)
	case mark:
		return s.advance(ctx, halt{at: to}, true)
	}
	s.show.Lock()
	defer s.show.Unlock()
	s.forget()
	s.live = to
	s.tell()
	return nil
}

// The paces that can be asked for.
const (
	fastest = time.Second / 10
	slowest = 24 * time.Hour
)

// SetPace says how long a simulated day takes.
func (s *Session) SetPace(ctx context.Context, day time.Duration) error {
	done, err := s.begin(ctx)
	if err != nil {
		return err
	}
	defer done()
	if day < fastest || day > slowest {
		return refuse("a simulated day takes between %s and %s", fastest, slowest)
	}
	if day == s.state.Pace {
		return nil
	}
	return s.add(ctx, Event{Kind: Paced, By: facilitator, PaceMS: day.Milliseconds()})
}

// Host writes down that a room of browsers is opened, whose links are made from a secret, and
// the certificate, with its key, that was made for it; "": none was.
func (s *Session) Host(ctx context.Context, secret, certificate string) error {
	done, err := s.begin(ctx)
	if err != nil {
		return err
	}
	defer done()
	return s.add(ctx, Event{Kind: Hosted, By: facilitator, Secret: secret, Certificate: certificate})
}
