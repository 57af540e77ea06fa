package tabletop

import (
	"context"
	"slices"
	"strings"

	"ripple/scenarios"
)

// Request is what somebody writes down or proposes: actions, or words alone.
type Request struct {
	Team    string
	Words   string // in the team's own words
	Reason  string // why
	Actions []Action
	// Extra allows more than the team may have in a turn; the facilitator alone may ask for it.
	Extra bool
}

// Propose is a team's wish. Where the exercise admits automatically it is decided at once.
func (s *Session) Propose(ctx context.Context, r Request) (id int, err error) {
	done, err := s.begin(ctx)
	if err != nil {
		return 0, err
	}
	defer done()
	r.Extra = false
	if err := s.check(&r); err != nil {
		return 0, err
	}
	team := s.team(r.Team)
	for _, a := range r.Actions {
		if a.Text != "" || team.Choices != nil && !slices.Contains(team.Choices, a.Choice) {
			return 0, refuse("%s cannot choose that: write it in words", team.Label)
		}
		// What a response costs, and how soon it is ready, is not theirs to choose.
		c := s.scenario.Exercise.Choice(a.Choice)
		for _, size := range a.Sizes {
			if c != nil && !c.Sized(size.Key) {
				return 0, refuse("%s cannot choose `%s` of %s: write it in words", team.Label, size.Key, c.Label)
			}
		}
	}
	id = 1
	for i := range s.events {
		if s.events[i].Kind == Proposed {
			id = max(id, s.events[i].ID+1)
		}
	}
	events := []Event{{Kind: Proposed, By: r.Team, ID: id, Team: r.Team, Words: r.Words, Reason: r.Reason, Actions: r.Actions}}
	if s.scenario.Exercise.Automatic && len(r.Actions) > 0 {
		events = append(events, Event{Kind: Admitted, By: "the exercise", ID: id, Actions: r.Actions})
	}
	if len(r.Actions) > 0 && len(events) == 1 { // what could not be admitted is not proposed
		text, err := s.scenario.Script(s.with(&r))
		if err == nil {
			_, err = s.state.Opening.Bundle.With(text).Load(scenarios.Options{})
		}
		if err != nil {
			return 0, &Refusal{err.Error()}
		}
	}
	return id, s.add(ctx, events...)
}

// with is the session's script as it would be with a request.
func (s *Session) with(r *Request) *scenarios.Session {
	p := s.state.script(false)
	for _, a := range r.Actions {
		p.Decisions = append(p.Decisions, scenarios.SessionDecision{At: s.state.Now, Choice: a.Choice, Sizes: a.Sizes, Text: a.Text, Say: r.Words})
	}
	return p
}

// Admit decides a proposal. Actions, when there are any, are taken instead of those proposed: so a
// decision in words becomes responses with sizes.
func (s *Session) Admit(ctx context.Context, id int, actions []Action) error {
	done, err := s.begin(ctx)
	if err != nil {
		return err
	}
	defer done()
	p, err := s.open(id)
	if err != nil {
		return err
	}
	if err := s.beforeTheEnd(); err != nil {
		return err
	}
	if len(actions) == 0 {
		actions = p.Actions
	}
	if err := s.checkActions(actions); err != nil {
		return err
	}
	return s.add(ctx, Event{Kind: Admitted, By: facilitator, ID: id, Actions: actions})
}

// Refuse says no to a proposal, and why.
func (s *Session) Refuse(ctx context.Context, id int, why string) error {
	done, err := s.begin(ctx)
	if err != nil {
		return err
	}
	defer done()
	if _, err := s.open(id); err != nil {
		return err
	}
	return s.add(ctx, Event{Kind: Refused, By: facilitator, ID: id, Reason: s.words(why)})
}

func (s *Session) open(id int) (*Proposal, error) {
	p := s.state.proposal(id)
	switch {
	case p == nil:
		return nil, refuse("there is no proposal %d", id)
	case p.Status != Open:
		return nil, refuse("proposal %d is %s already", id, p.Status)
	}
	return p, nil
}

// Decide writes a team's decision down. Without actions it is not modelled: it stands in
// the record and changes nothing.
func (s *Session) Decide(ctx context.Context, r Request) error {
	done, err := s.begin(ctx)
	if err != nil {
		return err
	}
	defer done()
	if err := s.check(&r); err != nil {
		return err
	}
	return s.add(ctx, Event{Kind: Decided, By: facilitator, Team: r.Team, Words: r.Words, Reason: r.Reason, Actions: r.Actions})
}

// check refuses a request that the rules of the exercise do not allow.
func (s *Session) check(r *Request) error {
	if err := s.beforeTheEnd(); err != nil {
		return err
	}
	team := s.team(r.Team)
	if team == nil {
		return refuse("there is no team %q: there is %s", r.Team, s.teamNames())
	}
	r.Words, r.Reason = s.words(r.Words), s.words(r.Reason)
	if len(r.Actions) == 0 && r.Words == "" {
		return refuse("a decision needs a response, or words")
	}
	if err := s.checkActions(r.Actions); err != nil {
		return err
	}
	if most := s.scenario.Exercise.Actions; !r.Extra && len(r.Actions) > 0 && s.state.taken(r.Team) >= most {
		return refuse("%s may have %d in a turn: play on first", team.Label, most)
	}
	return nil
}

func (s *Session) checkActions(actions []Action) error {
	if len(actions) > maxActions {
		return refuse("%d responses in one decision: at most %d", len(actions), maxActions)
	}
	for _, a := range actions {
		if (a.Choice == "") == (a.Text == "") || len(a.Text) > maxWords || len(a.Sizes) > maxActions {
			return refuse("a response is one of the exercise's, or a short text in YAML")
		}
		for _, size := range a.Sizes {
			if len(size.Key)+len(size.Value) > maxWords {
				return refuse("a size is too long")
			}
		}
	}
	return nil
}

// team is the one with a name, nil when there is none.
func (s *Session) team(name string) *scenarios.PlayingTeam {
	for i := range s.scenario.Exercise.Teams {
		if t := &s.scenario.Exercise.Teams[i]; t.Name == name {
			return t
		}
	}
	return nil
}

func (s *Session) teamNames() string {
	var names []string
	for i := range s.scenario.Exercise.Teams {
		names = append(names, s.scenario.Exercise.Teams[i].Name)
	}
	return strings.Join(names, ", ")
}
