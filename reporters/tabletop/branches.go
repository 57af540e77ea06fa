package tabletop

import (
	"context"
	"fmt"
	"slices"

	"ripple/sim"
)

// Fork goes back to what stood before a line of the journal, on the present branch, and
// goes another way from there. Both ways stay.
func (s *Session) Fork(ctx context.Context, before int, name string) (branch int, err error) {
	done, err := s.begin(ctx)
	if err != nil {
		return 0, err
	}
	defer done()
	if i := slices.IndexFunc(s.state.path, func(e *Event) bool { return e.Line == before }); i < 1 {
		return 0, refuse("line %d of the journal is not on this way of play", before)
	}
	if len(s.state.Branches) >= maxBranches {
		return 0, refuse("more than %d ways of play", maxBranches)
	}
	branch = len(s.state.Branches) + 1
	if name = s.words(name); name == "" {
		name = fmt.Sprintf("another way from %s", s.course.Model.When(s.reached(before)))
	}
	return branch, s.add(ctx, Event{Kind: Forked, By: facilitator, Before: before, Name: name})
}

// maxBranches bounds the ways of play of one session.
const maxBranches = 100

// reached is how far play had come before a line of the present branch.
func (s *Session) reached(before int) sim.Tick {
	at := s.scenario.Exercise.Begins
	for _, e := range s.state.path {
		if e.Line < before {
			at = max(at, e.At)
		}
	}
	return at
}

// Switch goes on with another branch, where it stood.
func (s *Session) Switch(ctx context.Context, branch int) error {
	done, err := s.begin(ctx)
	if err != nil {
		return err
	}
	defer done()
	if branch < 1 || branch > len(s.state.Branches) || branch == s.state.Branch {
		return refuse("branch %d is not another one of the %d", branch, len(s.state.Branches))
	}
	return s.add(ctx, Event{Kind: Switched, By: facilitator, Number: branch})
}
