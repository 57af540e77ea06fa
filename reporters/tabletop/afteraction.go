package tabletop

import (
	"context"
	"fmt"

	"ripple/broker"
	"ripple/reporters"
	"ripple/scenarios"
	"ripple/sim"
)

// ReviewSettings are what an after-action report needs beside the journal.
type ReviewSettings struct {
	Bus *broker.Broker
	// Replications is how often what the room decided is played again; 0: 200.
	Replications int
	// Groups is how many batches run side by side; 0: one.
	Groups int
	// Progress is called now and then with the share done, 0 to 1, from several goroutines.
	Progress   func(done float64)
	Ripple, Go string // versions, for the record
}

// usualReplications is how often the room's decisions are played again.
const usualReplications = 200

// worldsAtOnce bounds the memory that a review takes beside a session: more at once would be
// little faster.
const worldsAtOnce = 192

// Review makes the after-action report of a session from its events, whatever becomes of the
// session meanwhile: what lies on the present branch is reviewed, the others are roads not taken.
// It plays the same decisions many times, which takes a while, and ends early with the context.
func Review(ctx context.Context, events []Event, set ReviewSettings) (*reporters.AfterAction, error) {
	r, err := newReview(events, set)
	if err != nil {
		return nil, err
	}
	if err := r.play(ctx); err != nil {
		return nil, err
	}
	a, err := reporters.NewAfterAction(r.exercise())
	if err != nil {
		return nil, fmt.Errorf("review the session: %w", err)
	}
	return a, nil
}

// review is a session that is being reviewed.
type review struct {
	set      ReviewSettings
	events   []Event
	original *scenarios.Scenario
	st       *State
	saved    *scenarios.Scenario // the session's file
	runs     []*retold           // the first is the session's own
	deeds    []reporters.Deed    // what was decided, in order
	roads    []*road             // what was not
}

func newReview(events []Event, set ReviewSettings) (*review, error) {
	original, err := scenarioOf(events)
	if err != nil {
		return nil, err
	}
	st, err := fold(original, events)
	if err != nil {
		return nil, err
	}
	if set.Replications == 0 {
		set.Replications = usualReplications
	}
	r := &review{set: set, events: events, original: original, st: st}
	if r.saved, err = r.load(st.script(false)); err != nil {
		return nil, fmt.Errorf("the session's file: %w", err)
	}
	if err := r.prepare(); err != nil {
		return nil, fmt.Errorf("the session's file: %w", err)
	}
	return r, nil
}

// load is a session's file.
func (r *review) load(p *scenarios.Session) (*scenarios.Scenario, error) {
	text, err := r.original.Script(p)
	if err != nil {
		return nil, err
	}
	seed := r.st.Opening.Seed
	return r.st.Opening.Bundle.With(text).Load(scenarios.Options{Seed: &seed})
}

// play plays all files many times, and once more the replication that was lived in.
func (r *review) play(ctx context.Context) error {
	var all, done float64
	for _, one := range r.runs {
		all += float64(len(one.model.Arms) * (r.set.Replications + 1))
	}
	run := func(one *retold, first, replications int, sample sim.Tick) (*sim.Result, error) {
		share := float64(len(one.model.Arms)*replications) / all
		seed := r.st.Opening.Seed
		o := sim.Options{First: first, Replications: replications, Seed: &seed, Groups: r.set.Groups, Sample: sample, Batch: max(1, worldsAtOnce/len(one.model.Arms))}
		if before := done; r.set.Progress != nil {
			o.Progress = func(part float64) { r.set.Progress(before + part*share) }
		}
		result, err := sim.Run(ctx, one.model, r.set.Bus, o)
		if err != nil {
			return nil, fmt.Errorf("play %s again: %w", one.name, err)
		}
		done += share
		return result, nil
	}
	for _, one := range r.runs {
		var err error
		if one.lived, err = run(one, r.st.Opening.Replication, 1, sampleEvery); err != nil {
			return err
		}
		if one.played, err = run(one, 0, r.set.Replications, 0); err != nil {
			return err
		}
	}
	return nil
}
