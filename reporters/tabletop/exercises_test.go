package tabletop

import (
	"context"
	"slices"
	"strings"
	"testing"

	"ripple/scenarios"
)

// exercises are the shipped ones, by name.
func exercises(t *testing.T) map[string]*scenarios.Scenario {
	t.Helper()
	list, err := scenarios.List()
	do(t, err)
	all := map[string]*scenarios.Scenario{}
	for i := range list {
		if !list[i].Played() {
			continue
		}
		s, err := scenarios.Load(list[i].Name, scenarios.Options{})
		do(t, err)
		all[list[i].Name] = s
	}
	return all
}

// TestShippedExercisesAreWhole: modules, objectives that are put to the test, teams with
// something to hear and to choose, injects with what is expected, and a guide.
func TestShippedExercisesAreWhole(t *testing.T) {
	all := exercises(t)
	if len(all) < shippedExercises {
		t.Errorf("%d exercises", len(all))
	}
	for name, s := range all {
		x := s.Exercise
		if x.Title == "" || x.About == "" || x.Start == "" || x.End == "" || len(x.HotWash) < 3 || len(x.PauseWhen) == 0 || len(x.Modules) != 3 || len(s.Injects) < 8 {
			t.Errorf("%s: title %q, about %q, start %q, end %q, %d questions at the end, %d conditions to pause, %d modules, %d injects", name, x.Title, x.About, x.Start, x.End, len(x.HotWash), len(x.PauseWhen), len(x.Modules), len(s.Injects))
		}
		for _, m := range x.Modules {
			if len(m.Questions) < 2 || m.From < x.Begins || m.From >= x.Ends {
				t.Errorf("%s: module %q has %d questions and begins at %d", name, m.Name, len(m.Questions), m.From)
			}
		}
		for _, o := range x.Objectives {
			if !slices.ContainsFunc(s.Injects, func(in scenarios.Inject) bool { return in.Objective == o.Name }) {
				t.Errorf("%s: no inject serves %s", name, o.Name)
			}
		}
		var told []string
		silent := false
		for _, in := range s.Injects {
			told = append(told, in.To...)
			silent = silent || in.Say == "" && in.Does != ""
			if in.ExpectedAction == "" || in.Controller == "" || in.Objective == "" || in.Say != "" && (in.From == "" || in.Method == "") {
				t.Errorf("%s: inject %d is %+v", name, in.Number, in)
			}
			if in.When.Condition == nil && (in.When.At <= x.Begins || in.When.At >= x.Ends) {
				t.Errorf("%s: inject %d does not come while it is played", name, in.Number)
			}
		}
		if !silent {
			t.Errorf("%s: nothing slips behind the scenes", name)
		}
		for _, team := range x.Teams {
			if len(team.Choices) < 3 || len(team.Departments) == 0 || !slices.Contains(told, team.Name) {
				t.Errorf("%s: team %s has %d choices and %d departments, and hears of something for itself: %v", name, team.Name, len(team.Choices), len(team.Departments), slices.Contains(told, team.Name))
			}
		}
		g := x.Guide
		if g == nil || g.Minutes() < 60 || g.Minutes() > 90 || g.Brief == "" || g.Close == "" || len(g.WatchFor) < 3 {
			t.Errorf("%s: guide %+v", name, g)
			continue
		}
		for _, c := range x.Choices {
			if c.Barred != "" || !slices.ContainsFunc(g.Decisions, func(one scenarios.Consequence) bool { return one.Choice == c.Name }) {
				t.Errorf("%s: choice %s is barred (%q), or the guide does not say what it does", name, c.Name, c.Barred)
			}
		}
	}
}

// shippedExercises is how many there are at least.
const shippedExercises = 3

// TestEveryChoiceOfAShippedExerciseCanBeDecided: at the beginning of each module, alone.
func TestEveryChoiceOfAShippedExerciseCanBeDecided(t *testing.T) {
	for name, s := range exercises(t) {
		bundle, err := scenarios.Gather(name)
		do(t, err)
		for _, c := range s.Exercise.Choices {
			for _, m := range s.Exercise.Modules {
				text, err := s.Script(&scenarios.Session{Reached: m.From, Decisions: []scenarios.SessionDecision{{At: m.From + 1, Choice: c.Name, Say: "We decide"}}})
				if err == nil {
					_, err = bundle.With(text).Load(scenarios.Options{})
				}
				if err != nil {
					t.Errorf("%s: %s at the beginning of %s: %v", name, c.Name, m.Name, err)
				}
			}
		}
	}
}

// TestShippedExercisesArePlayedToTheirEnd: with a choice of each team, and with none at all.
func TestShippedExercisesArePlayedToTheirEnd(t *testing.T) {
	if testing.Short() {
		t.Skip("plays all exercises")
	}
	b := bus(t)
	for name, scenario := range exercises(t) {
		for _, deciding := range []bool{false, true} {
			s, _ := opened(t, b, name, 0)
			left := map[string][]string{}
			if deciding {
				for _, team := range scenario.Exercise.Teams {
					left[team.Name] = slices.Clone(team.Choices[:1])
				}
			}
			playThrough(t, s, left)
			for team, choices := range left {
				if len(choices) > 0 {
					t.Errorf("%s: %s never got to %v", name, team, choices)
				}
			}
			view, err := s.View(Facilitator)
			do(t, err)
			for _, in := range view.Desk.Injects {
				if in.Status != HasCome && in.Condition == "" {
					t.Errorf("%s: inject %d stands at %q when it is over", name, in.Number, in.Status)
				}
			}
			if !deciding && slices.ContainsFunc(view.Desk.Injects, func(in InjectView) bool { return in.Status != HasCome }) {
				t.Errorf("%s: nobody responded, and not all that waits for a condition has come", name)
			}
			if deciding == slices.Equal(standings(view, RevealDoNothing), roomStands(view)) {
				t.Errorf("%s: with decisions (%v) customers stand at %v, and without at %v", name, deciding, roomStands(view), standings(view, RevealDoNothing))
			}
			do(t, s.End(context.Background(), false))
			do(t, s.Close())
		}
	}
}

// playThrough plays to the end, and lets each team decide one of what it has left at every pause.
func playThrough(t *testing.T, s *Session, left map[string][]string) {
	t.Helper()
	ctx := context.Background()
	for {
		if err := s.Advance(ctx, s.NextInject()); err != nil {
			if strings.Contains(err.Error(), "its end") {
				return
			}
			t.Fatal(err)
		}
		for _, team := range s.Scenario().Exercise.Teams {
			if of := left[team.Name]; len(of) > 0 && s.State().Now < s.Scenario().Exercise.Ends {
				do(t, s.Decide(ctx, Request{Team: team.Name, Words: "We decide", Actions: []Action{{Choice: of[0]}}}))
				left[team.Name] = of[1:]
			}
		}
	}
}

// roomStands are the orders late and lost of all kinds of customers, as the room has it.
func roomStands(v *View) []int64 {
	var all []int64
	for _, c := range v.Customers {
		all = append(all, c.Overdue, c.Lost, c.Revenue)
	}
	return all
}

// standings are the same had it gone another way.
func standings(v *View, what string) []int64 {
	var all []int64
	for _, c := range v.Compared {
		if c.With == what {
			all = append(all, c.Overdue, c.Lost, c.Revenue)
		}
	}
	return all
}
