package tabletop

import (
	"fmt"

	"ripple/scenarios"
	"ripple/sim"
)

// Kind says what happened in the room.
type Kind string

// The kinds of events.
const (
	Opened     Kind = "opened"     // the session began: Opening
	Advanced   Kind = "advanced"   // play came to At; what was due until then has come
	Paused     Kind = "paused"     // play stands, for the reasons in Why
	Fired      Kind = "fired"      // inject Number came now, whatever was planned
	Held       Kind = "held"       // inject Number does not come until somebody says so
	Skipped    Kind = "skipped"    // it does not come at all
	Postponed  Kind = "postponed"  // it comes at To
	Improvised Kind = "improvised" // an inject nobody planned, in YAML, came now
	Proposed   Kind = "proposed"   // Team wants Actions
	Admitted   Kind = "admitted"   // proposal ID was decided
	Refused    Kind = "refused"    // it was not
	Decided    Kind = "decided"    // Team decided Actions, or words that are not modelled
	Noted      Kind = "noted"      // somebody wrote a note
	Rated      Kind = "rated"      // somebody rated an objective
	Revealed   Kind = "revealed"   // What is shown to everybody, or no more
	Foreseen   Kind = "foreseen"   // a forecast was asked for
	Blanked    Kind = "blanked"    // names of departments are hidden on the wall, or no more
	Forked     Kind = "forked"     // play goes another way from before line To on
	Switched   Kind = "switched"   // play goes on with another branch
	Ended      Kind = "ended"      // the exercise is over
	Paced      Kind = "paced"      // a simulated day takes PaceMS from now on
	Hosted     Kind = "hosted"     // a room of browsers was opened: Secret
	maxWords        = 4000         // of anything somebody writes
	maxActions      = 20           // of one decision
)

// Event is one thing that happened in the room. What does not apply is left out.
type Event struct {
	Line int  `json:"-"` // in the journal, from 1
	Kind Kind `json:"kind"`
	// Branch is the way of play in which it happened, from 1.
	Branch int `json:"branch,omitempty"`
	// At is the virtual time that play had reached; of Advanced, that it came to.
	At sim.Tick `json:"at"`
	// Clock is the time in the room, for people; nothing depends on it.
	Clock string `json:"clock,omitempty"`
	// By is who did it: facilitator, evaluator, or a team.
	By string `json:"by,omitempty"`

	Opening *Opening `json:"opening,omitempty"`

	Number int      `json:"number,omitempty"` // of an inject
	To     sim.Tick `json:"to,omitempty"`     // a moment
	Text   string   `json:"text,omitempty"`   // of an improvised inject: YAML
	Why    []string `json:"why,omitempty"`
	Came   []Came   `json:"came,omitempty"` // injects whose condition held

	ID      int      `json:"id,omitempty"` // of a proposal, or the number that an inject gets that no longer waits for its condition
	Team    string   `json:"team,omitempty"`
	Words   string   `json:"words,omitempty"` // what was decided, noted, or answered
	Reason  string   `json:"reason,omitempty"`
	Actions []Action `json:"actions,omitempty"`

	Objective string `json:"objective,omitempty"`
	Rating    Rating `json:"rating,omitempty"`
	What      string `json:"what,omitempty"` // is revealed
	On        bool   `json:"on,omitempty"`

	Before int    `json:"before,omitempty"` // the line from which on a fork goes another way
	Name   string `json:"name,omitempty"`   // of a branch

	PaceMS int64  `json:"pace-ms,omitempty"`
	Secret string `json:"secret,omitempty"` // that links of the room are made from
	// Certificate was made for the room, with its key, in PEM.
	Certificate string `json:"certificate,omitempty"`

	Message *Message `json:"message,omitempty"` // that led to it
}

// Came is an inject that came because its condition held.
type Came struct {
	Number int      `json:"number"`
	At     sim.Tick `json:"at"`
}

// Action is one response that is taken.
type Action struct {
	// Choice is one of the exercise's, with other sizes; or Text is a response in YAML.
	Choice string           `json:"choice,omitempty"`
	Sizes  []scenarios.Size `json:"sizes,omitempty"`
	Text   string           `json:"text,omitempty"`
}

// Opening is what a session begins with: all that it needs to be played again.
type Opening struct {
	Ripple      string            `json:"ripple"`
	Go          string            `json:"go"`
	Seed        uint64            `json:"seed"`
	Replication int               `json:"replication"` // lived in, from 0
	Bundle      *scenarios.Bundle `json:"scenario"`
}

// Rating is how an objective was met, in the words of exercise evaluation.
type Rating string

// The ratings.
const (
	Performed       Rating = "performed"
	SomeChallenges  Rating = "some-challenges"
	MajorChallenges Rating = "major-challenges"
	Unable          Rating = "unable"
)

// Ratings are all, the best first.
func Ratings() []Rating { return []Rating{Performed, SomeChallenges, MajorChallenges, Unable} }

// What can be revealed to everybody.
const (
	RevealDoNothing = "do-nothing" // had nobody responded
	RevealBaseline  = "baseline"   // had nothing gone wrong
	RevealForecast  = "forecast"   // what may come
)

// text says what happened, where play can go another way before it; "" where
// that makes no difference.
func (e *Event) text() string {
	switch e.Kind {
	case Fired, Held, Skipped, Postponed:
		return fmt.Sprintf("inject %d was %s", e.Number, e.Kind)
	case Improvised:
		return fmt.Sprintf("inject %d was improvised", e.Number)
	case Admitted:
		return fmt.Sprintf("proposal %d was admitted", e.ID)
	case Decided:
		text := e.Team + " decided"
		if e.Words != "" {
			text += ": " + e.Words
		}
		return text
	}
	return ""
}
