package tabletop

import (
	"context"
	"slices"
	"strings"

	"ripple/scenarios"
)

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
	done, err := s.begin(ctx)
	if err != nil {
		return err
	}
	defer done()
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
	done, err := s.begin(ctx)
	if err != nil {
		return err
	}
	defer done()
	if what != RevealDoNothing && what != RevealBaseline && what != RevealForecast {
		return refuse("%q cannot be revealed", what)
	}
	return s.add(ctx, Event{Kind: Revealed, By: facilitator, What: what, On: on})
}

// Blank hides the names of departments on the wall, or shows them again.
func (s *Session) Blank(ctx context.Context, on bool) error {
	done, err := s.begin(ctx)
	if err != nil {
		return err
	}
	defer done()
	return s.add(ctx, Event{Kind: Blanked, By: facilitator, On: on})
}
