package tabletop

import (
	"context"
	"fmt"
	"slices"
	"strings"

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

// Postpone plans an inject for another moment, which may be earlier.
func (s *Session) Postpone(ctx context.Context, number int, to sim.Tick) error {
	return s.onInject(ctx, number, func(in *Inject) (Event, error) {
		switch {
		case in.conditional:
			return Event{}, refuse("inject %d waits for its condition: it can be fired, held or skipped", number)
		case to <= s.state.Now:
			return Event{}, refuse("that moment is past: it can be fired now")
		case to >= s.scenario.Exercise.Ends:
			return Event{}, refuse("the exercise ends before that")
		}
		return Event{Kind: Postponed, Number: number, To: to}, nil
	})
}

// onInject does something with an inject that has not come.
func (s *Session) onInject(ctx context.Context, number int, what func(*Inject) (Event, error)) error {
	s.mu.Lock()
	defer s.mu.Unlock()
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
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.beforeTheEnd(); err != nil {
		return 0, err
	}
	if strings.TrimSpace(text) == "" || len(text) > maxWords {
		return 0, refuse("an inject is at most %d characters of YAML, for example `say: The press calls.`", maxWords)
	}
	number = s.state.nextNumber()
	return number, s.add(ctx, Event{Kind: Improvised, By: facilitator, Number: number, Text: text})
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
	s.mu.Lock()
	defer s.mu.Unlock()
	r.Extra = false
	if err := s.check(&r); err != nil {
		return 0, err
	}
	team := s.team(r.Team)
	for _, a := range r.Actions {
		if a.Text != "" || team.Choices != nil && !slices.Contains(team.Choices, a.Choice) {
			return 0, refuse("%s cannot choose that: write it in words", team.Label)
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
	s.mu.Lock()
	defer s.mu.Unlock()
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
	s.mu.Lock()
	defer s.mu.Unlock()
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
	s.mu.Lock()
	defer s.mu.Unlock()
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

// words are what somebody wrote, on one line and not too long.
func (s *Session) words(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if runes := []rune(text); len(runes) > maxWords/4 {
		text = string(runes[:maxWords/4-1]) + "…"
	}
	return text
}

// Note writes a note down, about an objective or not. By is who writes.
func (s *Session) Note(ctx context.Context, by, objective, text string) error {
	return s.remark(ctx, Event{Kind: Noted, By: by, Objective: objective, Words: text})
}

// Rate says how an objective was met.
func (s *Session) Rate(ctx context.Context, by, objective string, rating Rating, text string) error {
	if !slices.Contains(Ratings(), rating) {
		return refuse("a rating is performed, some-challenges, major-challenges or unable")
	}
	if objective == "" {
		return refuse("which objective?")
	}
	return s.remark(ctx, Event{Kind: Rated, By: by, Objective: objective, Rating: rating, Words: text})
}

func (s *Session) remark(ctx context.Context, e Event) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	e.Words = s.words(e.Words)
	known := func(o scenarios.Objective) bool { return o.Name == e.Objective }
	switch {
	case e.By != facilitator && e.By != evaluator && s.team(e.By) == nil:
		return refuse("nobody is called %q", e.By)
	case e.Objective != "" && !slices.ContainsFunc(s.scenario.Exercise.Objectives, known):
		return refuse("there is no objective %q", e.Objective)
	case e.Kind == Noted && e.Words == "":
		return refuse("a note needs words")
	}
	return s.add(ctx, e)
}

// Reveal shows something to everybody, or hides it again.
func (s *Session) Reveal(ctx context.Context, what string, on bool) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if what != RevealDoNothing && what != RevealBaseline {
		return refuse("%q cannot be revealed", what)
	}
	return s.add(ctx, Event{Kind: Revealed, By: facilitator, What: what, On: on})
}

// Blank hides the names of departments on the wall, or shows them again.
func (s *Session) Blank(ctx context.Context, on bool) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.add(ctx, Event{Kind: Blanked, By: facilitator, On: on})
}

// Fork goes back to what stood before a line of the journal, on the present branch, and
// goes another way from there. Both ways stay.
func (s *Session) Fork(ctx context.Context, before int, name string) (branch int, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
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
	s.mu.Lock()
	defer s.mu.Unlock()
	if branch < 1 || branch > len(s.state.Branches) || branch == s.state.Branch {
		return refuse("branch %d is not another one of the %d", branch, len(s.state.Branches))
	}
	return s.add(ctx, Event{Kind: Switched, By: facilitator, Number: branch})
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
