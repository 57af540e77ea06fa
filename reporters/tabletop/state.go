package tabletop

import (
	"fmt"
	"slices"
	"time"

	"ripple/scenarios"
	"ripple/sim"
)

// Status is how an inject stands.
type Status string

// An inject is planned for a moment, waits for its condition, is held back, has
// come, or will not come.
const (
	Planned    Status = "planned"
	Waiting    Status = "waiting"
	OnHold     Status = "held"
	HasCome    Status = "fired"
	NotComing  Status = "skipped"
	NeverDrawn Status = "does not happen in this replication"
)

// Inject is a line of the event list as the session has made it.
type Inject struct {
	scenarios.Inject
	Status Status
	// Planned is when it is to come, or would have come; of one that has come, At says when.
	Planned, At sim.Tick
	Text        string // of an improvised one: YAML
	Of          int    // the inject that waited for its condition and came by hand as this one; 0: none
	// conditional says that the scenario lets a condition decide; until is when that ended, 0: it has not.
	conditional bool
	until       sim.Tick
}

// Decision is what a team decided.
type Decision struct {
	ID       int // of the proposal, 0 when the facilitator wrote it down
	Line     int // in the journal
	At       sim.Tick
	Turn     int
	Team     string
	By       string
	Words    string
	Reason   string
	Actions  []Action // none: it is not modelled
	Modelled bool
}

// Proposal is what a team wants.
type Proposal struct {
	ID      int
	Line    int
	At      sim.Tick // when it was made: what they saw
	Turn    int
	Team    string
	Words   string
	Reason  string
	Actions []Action
	Status  ProposalStatus
	Answer  string
}

// ProposalStatus is what became of a proposal.
type ProposalStatus string

// What can become of a proposal.
const (
	Open        ProposalStatus = "open"
	WasAdmitted ProposalStatus = "admitted"
	WasRefused  ProposalStatus = "refused"
)

// Branch is a way of play.
type Branch struct {
	Number int
	Name   string
	From   int // the branch it left; 0: none
	Before int // the line before which it left
	Now    sim.Tick
}

// Note is what somebody wrote down.
type Note struct {
	Line      int
	Branch    int
	At        sim.Tick
	By        string
	Objective string
	Rating    Rating
	Words     string
}

// State is how a session stands: a pure function of its journal.
type State struct {
	Opening *Opening
	Now     sim.Tick // reached by play
	Playing bool
	Why     []string // play stands
	Turn    int      // counted from 1
	Ended   bool

	Injects   []Inject // in the scenario's order, improvised ones last
	Decisions []Decision
	Proposals []Proposal

	Branch   int // the present one
	Branches []Branch

	Notes    []Note // ratings too, of all branches
	Revealed map[string]bool
	Blanked  bool
	Pace     time.Duration // of a simulated day
	Secret   string        // of the room of browsers, "": there was none
	// Certificate was made for the room, with its key, in PEM; "": none was.
	Certificate string

	path []*Event // what happened on the present branch
}

// fold makes the state of a journal. The scenario is the one that it opened.
func fold(s *scenarios.Scenario, events []Event) (*State, error) {
	if len(events) == 0 || events[0].Kind != Opened || events[0].Opening == nil {
		return nil, fmt.Errorf("the journal does not begin with the opening of a session")
	}
	st := &State{Opening: events[0].Opening, Branch: 1, Branches: []Branch{{Number: 1, Name: "as played first"}}, Revealed: map[string]bool{}, Pace: s.Exercise.Pace}
	for i := range events {
		st.everywhere(&events[i])
	}
	st.begin(s)
	st.come(events[0].Came)
	st.path = st.history(events, st.Branch)
	turned := 0 // the line that led to this branch
	for i := range events {
		if e := &events[i]; e.Kind == Forked || e.Kind == Switched {
			turned = e.Line
		}
	}
	for _, e := range st.path {
		if err := st.apply(e); err != nil {
			return nil, fmt.Errorf("journal, line %d: %w", e.Line, err)
		}
	}
	if n := len(st.path); n == 0 || st.path[n-1].Line < turned {
		st.Playing, st.Why = false, []string{"play goes another way"}
	}
	for i := range st.Branches {
		b := &st.Branches[i]
		b.Now = s.Exercise.Begins
		for _, e := range st.history(events, b.Number) {
			b.Now = max(b.Now, e.At)
		}
	}
	return st, nil
}

// everywhere applies what holds on every branch.
func (st *State) everywhere(e *Event) {
	switch e.Kind {
	case Forked:
		st.Branches = append(st.Branches, Branch{Number: len(st.Branches) + 1, Name: e.Name, From: e.Branch, Before: e.Before})
		st.Branch, st.Ended = len(st.Branches), false // another way is gone to be played
	case Switched:
		st.Branch = e.Number
	case Noted, Rated:
		st.Notes = append(st.Notes, Note{e.Line, e.Branch, e.At, e.By, e.Objective, e.Rating, e.Words})
	case Revealed:
		st.Revealed[e.What] = e.On
	case Blanked:
		st.Blanked = e.On
	case Ended:
		st.Ended = e.On
	case Paced:
		st.Pace = time.Duration(e.PaceMS) * time.Millisecond
	case Hosted:
		st.Secret, st.Certificate = e.Secret, e.Certificate
	}
}

// history is what happened on a branch and, before it left, on those it came from.
func (st *State) history(events []Event, branch int) []*Event {
	var of func(branch, before int) []*Event
	of = func(branch, before int) []*Event {
		var all []*Event
		b := &st.Branches[branch-1]
		if b.From > 0 {
			all = of(b.From, min(before, b.Before))
		}
		for i := range events {
			if e := &events[i]; e.Branch == branch && e.Line < before {
				all = append(all, e)
			}
		}
		return all
	}
	return of(branch, len(events)+1)
}

// begin plans what the scenario has in store for the replication lived in.
func (st *State) begin(s *scenarios.Scenario) {
	st.Now, st.Turn = s.Exercise.Begins, 0
	for _, in := range s.Injects {
		own := Inject{Inject: in, Status: Planned, Planned: in.When.At}
		switch {
		case in.When.Condition != nil:
			own.Status, own.conditional, own.Planned = Waiting, true, sim.Never
		case in.When.Random:
			at, happens := s.Model.Triggered(st.Opening.Seed, st.Opening.Replication, in.Effect)
			if own.Planned = at; !happens {
				own.Status, own.Planned = NeverDrawn, sim.Never
			}
		}
		if own.Status == Planned && own.Planned <= st.Now {
			// It comes before play begins: that is how things stand then.
			own.Status, own.At = HasCome, own.Planned
		}
		st.Injects = append(st.Injects, own)
	}
}

// come takes note of injects whose condition held.
func (st *State) come(all []Came) {
	for _, c := range all {
		if in := st.inject(c.Number); in != nil {
			in.Status, in.At = HasCome, c.At
		}
	}
}

// inject is the one with a number, nil when there is none.
func (st *State) inject(number int) *Inject {
	for i := range st.Injects {
		if st.Injects[i].Number == number {
			return &st.Injects[i]
		}
	}
	return nil
}

func (st *State) proposal(id int) *Proposal {
	for i := range st.Proposals {
		if st.Proposals[i].ID == id {
			return &st.Proposals[i]
		}
	}
	return nil
}

// apply takes an event of the present branch into account.
func (st *State) apply(e *Event) error {
	st.Now = max(st.Now, e.At)
	switch e.Kind {
	case Advanced:
		if !st.Playing {
			st.Playing, st.Why = true, nil
			st.Turn++
		}
		for i := range st.Injects {
			if in := &st.Injects[i]; in.Status == Planned && in.Planned <= e.At {
				in.Status, in.At = HasCome, in.Planned
			}
		}
		st.come(e.Came)
	case Paused:
		st.Playing, st.Why = false, e.Why
	case Fired, Held, Skipped, Postponed, Improvised:
		return st.applyInject(e)
	case Proposed:
		st.Proposals = append(st.Proposals, Proposal{ID: e.ID, Line: e.Line, At: e.At, Turn: st.Turn, Team: e.Team, Words: e.Words, Reason: e.Reason, Actions: e.Actions, Status: Open})
	case Admitted, Refused:
		p := st.proposal(e.ID)
		if p == nil {
			return fmt.Errorf("there is no proposal %d", e.ID)
		}
		p.Status, p.Answer = WasRefused, e.Reason
		if e.Kind == Admitted {
			p.Status = WasAdmitted
			st.Decisions = append(st.Decisions, Decision{ID: p.ID, Line: e.Line, At: e.At, Turn: st.Turn, Team: p.Team, By: e.By, Words: p.Words, Reason: p.Reason, Actions: e.Actions, Modelled: len(e.Actions) > 0})
		}
	case Decided:
		st.Decisions = append(st.Decisions, Decision{Line: e.Line, At: e.At, Turn: st.Turn, Team: e.Team, By: e.By, Words: e.Words, Reason: e.Reason, Actions: e.Actions, Modelled: len(e.Actions) > 0})
	}
	return nil
}

// applyInject takes what was done with an inject into account.
func (st *State) applyInject(e *Event) error {
	if e.Kind == Improvised {
		in := Inject{Status: HasCome, Planned: e.At, At: e.At, Text: e.Text}
		in.Number, in.Effect, in.When.At = e.Number, -1, e.At
		st.Injects = append(st.Injects, in)
		return nil
	}
	in := st.inject(e.Number)
	if in == nil {
		return fmt.Errorf("there is no inject %d", e.Number)
	}
	if in.conditional {
		if in.until == 0 {
			in.until = e.At
		}
		if e.Kind == Fired || e.Kind == Postponed {
			// It no longer waits, and comes as one of its own: elsewhere the
			// condition may have held before.
			own := *in
			own.Number, own.Of, own.conditional, own.until = e.ID, in.Number, false, 0
			own.Status, own.Planned = Planned, e.To
			if e.Kind == Fired {
				own.Status, own.Planned, own.At = HasCome, e.At, e.At
			}
			in.Status = NotComing
			st.Injects = append(st.Injects, own)
			return nil
		}
	}
	switch e.Kind {
	case Fired:
		in.Status, in.At = HasCome, e.At
	case Held:
		in.Status = OnHold
	case Skipped:
		in.Status = NotComing
	case Postponed:
		in.Status, in.Planned = Planned, e.To
	}
	return nil
}

// taken counts what a team has decided, or proposed and waits for, in this turn.
func (st *State) taken(team string) int {
	n := 0
	for i := range st.Decisions {
		if d := &st.Decisions[i]; d.Team == team && d.Turn == st.Turn && d.Modelled {
			n++
		}
	}
	for i := range st.Proposals {
		if p := &st.Proposals[i]; p.Team == team && p.Turn == st.Turn && p.Status == Open {
			n++
		}
	}
	return n
}

// nextNumber is that of the next improvised inject.
func (st *State) nextNumber() int {
	n := 0
	for i := range st.Injects {
		n = max(n, st.Injects[i].Number)
	}
	return n + 1
}

// script is the session as a file: with all that is planned, for the engine to
// play on; or only with what has come.
func (st *State) script(planned bool) *scenarios.Session {
	p := &scenarios.Session{Replication: st.Opening.Replication, Reached: st.Now}
	for i := range st.Injects {
		in := &st.Injects[i]
		one := scenarios.SessionInject{Number: in.Number, Of: in.Of, Text: in.Text, At: in.At}
		switch {
		case in.conditional && in.until > 0 && in.until <= in.When.At:
			continue // nobody ever looked
		case in.conditional:
			one.Waiting = true
			if ends := in.When.Condition.Until; ends == 0 || in.until < ends {
				one.NotAfter = in.until
			}
		case in.Status == HasCome:
		case in.Status == Planned && planned:
			one.At = in.Planned
		default:
			continue
		}
		p.Injects = append(p.Injects, one)
	}
	for i := range st.Decisions {
		for _, a := range st.Decisions[i].Actions {
			p.Decisions = append(p.Decisions, scenarios.SessionDecision{At: st.Decisions[i].At, Choice: a.Choice, Sizes: a.Sizes, Text: a.Text, Say: st.Decisions[i].Words})
		}
	}
	return p
}

// clone is a copy that can be read while the session goes on.
func (st *State) clone() *State {
	c := *st
	c.Injects, c.Decisions, c.Proposals = slices.Clone(st.Injects), slices.Clone(st.Decisions), slices.Clone(st.Proposals)
	return &c
}
