package tabletop

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"ripple/broker"
	"ripple/scenarios"
	"ripple/sim"
)

// Session is an exercise that is being played. Its methods can be called by several
// goroutines; each that changes something returns once the change is on the disk. An error
// means that nothing has changed.
type Session struct {
	// One thing is done at a time: mu. Those who only look never wait for it. What show
	// guards is written under both locks, and can be read under either.
	mu       sync.Mutex
	show     sync.Mutex
	scenario *scenarios.Scenario // as it was opened
	journal  *Journal
	engine   engine
	now      func() time.Time
	// forecastDays is how far forecasts look; 0: to the end of the exercise.
	forecastDays int

	events  []Event
	state   *State // never changed, only replaced
	course  *Course
	live    sim.Tick      // that play was shown to have reached, beyond the journal
	outlook *outlook      // the forecast that was asked for and holds; nil: none
	changed chan struct{} // closed at the next change

	drawn sync.Once
	plan  *plan // of the map, from the first view on
}

// Settings are what a new session needs beside its scenario.
type Settings struct {
	Bus *broker.Broker
	// Now tells the time in the room, for the record; nil: it is not recorded.
	Now         func() time.Time
	Ripple, Go  string  // versions, for the record
	Replication int     // to live in, from 0
	Seed        *uint64 // nil: the scenario's
	// ForecastDays is how many days ahead forecasts look; 0: to the end of the exercise.
	ForecastDays int
}

// Begin opens a session on a scenario, with a new journal.
func Begin(ctx context.Context, b *scenarios.Bundle, journal *Journal, set Settings) (*Session, error) {
	s, err := b.Load(scenarios.Options{Seed: set.Seed})
	if err != nil {
		return nil, err
	}
	if set.Replication < 0 || s.Model.Until <= s.Exercise.Begins {
		return nil, fmt.Errorf("replication %d cannot be lived in", set.Replication+1)
	}
	opened := Event{Kind: Opened, Branch: 1, At: s.Exercise.Begins, Opening: &Opening{
		Ripple: set.Ripple, Go: set.Go, Seed: s.Model.Seed, Replication: set.Replication, Bundle: b,
	}}
	session := &Session{scenario: s, journal: journal, engine: engine{set.Bus}, now: set.Now, forecastDays: set.ForecastDays, changed: make(chan struct{})}
	// Conditions may have held before play begins: what they led to has come.
	st, err := fold(s, []Event{opened})
	if err != nil {
		return nil, err
	}
	if session.course, err = session.computed(ctx, st); err != nil {
		return nil, err
	}
	opened.Came = session.course.came(-1, s.Exercise.Begins)
	if err := session.add(ctx, opened); err != nil {
		return nil, err
	}
	return session, nil
}

// Resume goes on with the session of a journal, where it stood. It stands paused.
func Resume(ctx context.Context, path string, set Settings) (*Session, error) {
	journal, events, err := OpenJournal(path)
	if err != nil {
		return nil, err
	}
	s, err := resume(ctx, journal, events, set)
	if err != nil {
		return nil, errors.Join(err, journal.Close())
	}
	return s, nil
}

func resume(ctx context.Context, journal *Journal, events []Event, set Settings) (*Session, error) {
	original, err := scenarioOf(events)
	if err != nil {
		return nil, err
	}
	s := &Session{scenario: original, journal: journal, events: events, engine: engine{set.Bus}, now: set.Now, forecastDays: set.ForecastDays, changed: make(chan struct{})}
	if s.state, err = fold(original, events); err != nil {
		return nil, err
	}
	if s.course, err = s.computed(ctx, s.state); err != nil {
		return nil, err
	}
	if s.state.Playing {
		return s, s.add(ctx, Event{Kind: Paused, By: "facilitator", Why: []string{"the session was resumed"}})
	}
	return s, nil
}

// scenarioOf is the scenario that a journal begins with.
func scenarioOf(events []Event) (*scenarios.Scenario, error) {
	if len(events) == 0 || events[0].Opening == nil || events[0].Opening.Bundle == nil {
		return nil, errors.New("the journal holds no session: it was killed before it began")
	}
	o := events[0].Opening
	s, err := o.Bundle.Load(scenarios.Options{Seed: &o.Seed})
	if err != nil {
		return nil, fmt.Errorf("the scenario of the journal: %w", err)
	}
	return s, nil
}

// Close ends the session in this program; its journal stays.
func (s *Session) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.show.Lock()
	s.forget()
	s.show.Unlock()
	return s.journal.Close()
}

// Scenario is the scenario as it was opened.
func (s *Session) Scenario() *scenarios.Scenario { return s.scenario }

// State is how the session stands.
func (s *Session) State() *State {
	s.show.Lock()
	defer s.show.Unlock()
	return s.state.clone()
}

// Present is the virtual time that play was shown to have reached.
func (s *Session) Present() sim.Tick {
	s.show.Lock()
	defer s.show.Unlock()
	return s.present()
}

func (s *Session) present() sim.Tick { return max(s.state.Now, s.live) }

// Course is what becomes of the organisation if nobody does anything more: it lies open
// for tests and for reports; what the room may see of it is in a View.
func (s *Session) Course() *Course {
	s.show.Lock()
	defer s.show.Unlock()
	return s.course
}

// Events are all that has happened, in the order of the journal.
func (s *Session) Events() []Event {
	s.show.Lock()
	defer s.show.Unlock()
	return slices.Clone(s.events)
}

// Changed is closed when anything changes after the call.
func (s *Session) Changed() <-chan struct{} {
	s.show.Lock()
	defer s.show.Unlock()
	return s.changed
}

// Saved is the session as a scenario's file, for a file in a folder: what has come and
// what was decided, on the branch that is played.
func (s *Session) Saved(folder string) (string, error) { return s.SavedBranch(folder, 0) }

// SavedBranch is Saved for another branch; 0: the present one.
func (s *Session) SavedBranch(folder string, branch int) (string, error) {
	s.show.Lock()
	st, events := s.state, s.events
	s.show.Unlock()
	if branch > 0 && branch != st.Branch {
		if branch > len(st.Branches) {
			return "", refuse("there is no branch %d", branch)
		}
		other, err := fold(s.scenario, append(slices.Clone(events), Event{Line: len(events) + 1, Kind: Switched, Branch: st.Branch, Number: branch}))
		if err != nil {
			return "", err
		}
		st = other
	}
	text, err := s.scenario.Script(st.script(false))
	if err != nil {
		return "", err
	}
	return st.Opening.Bundle.With(text).Alone(folder)
}

// Refusal is a command that the session's rules do not allow, in words for people.
type Refusal struct{ Reason string }

func (r *Refusal) Error() string { return r.Reason }

func refuse(format string, args ...any) error { return &Refusal{fmt.Sprintf(format, args...)} }

// add takes events into the session: it works out what they lead to, checks that the past
// stays what it was, and writes them down. The caller holds the lock, or is alone.
func (s *Session) add(ctx context.Context, events ...Event) error {
	all := slices.Clone(s.events)
	for i := range events {
		e := &events[i]
		e.Line = len(all) + 1
		if s.state != nil {
			e.Branch = s.state.Branch
			switch {
			case e.Kind == Advanced:
			case i > 0:
				e.At = events[i-1].At
			default:
				e.At = s.state.Now
			}
		}
		if s.now != nil {
			e.Clock = s.now().Format(time.RFC3339)
		}
		if i == 0 {
			e.Message = messageOf(ctx)
		}
		all = append(all, *e)
	}
	next, err := fold(s.scenario, all)
	if err != nil {
		return err
	}
	course, err := s.computed(ctx, next)
	if err != nil {
		return err
	}
	if s.state != nil && course != s.course {
		if err := s.course.agrees(course, shared(s.state.path, next.path)); err != nil {
			return err
		}
	}
	if err := s.journal.Append(events...); err != nil {
		return err
	}
	foresees := s.foresees(next)
	s.show.Lock()
	defer s.show.Unlock()
	if !foresees {
		s.forget()
	}
	s.events, s.state, s.course, s.live = all, next, course, 0
	s.tell()
	return nil
}

// tell wakes those who wait for a change. The caller holds show.
func (s *Session) tell() {
	close(s.changed)
	s.changed = make(chan struct{})
}

// begin begins something that changes the session: nothing else is done until done is
// called, and what was shown of play is in the journal.
func (s *Session) begin(ctx context.Context) (done func(), err error) {
	s.mu.Lock()
	if s.live > s.state.Now {
		if err := s.add(anonymous(ctx), Event{Kind: Advanced, At: s.live, By: facilitator}); err != nil {
			s.mu.Unlock()
			return nil, err
		}
	}
	return s.mu.Unlock, nil
}

// shared is the tick up to which two ways of play are one.
func shared(a, b []*Event) sim.Tick {
	at := sim.Tick(0)
	for i := 0; i < len(a) && i < len(b) && a[i].Line == b[i].Line; i++ {
		at = max(at, a[i].At)
	}
	return at
}

// computed is the course of a state: the present one while the file is the same.
func (s *Session) computed(ctx context.Context, st *State) (*Course, error) {
	p := st.script(true)
	p.Reached = s.scenario.Exercise.Begins // playing on changes nothing
	text, err := s.scenario.Script(p)
	if err != nil {
		return nil, &Refusal{err.Error()}
	}
	if s.course != nil && s.course.text == text {
		return s.course, nil
	}
	c, err := s.engine.play(ctx, st.Opening, text, len(p.Decisions) > 0)
	var wrong scenarios.Diagnostics
	if errors.As(err, &wrong) {
		return nil, &Refusal{err.Error()}
	}
	return c, err
}
