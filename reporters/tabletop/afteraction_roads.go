package tabletop

import (
	"slices"
	"strings"

	"ripple/reporters"
	"ripple/sim"
)

// Limits on what is played again, which takes time.
const (
	maxRetold   = 20 // decisions, each left out once
	maxRoads    = 12 // that nobody took
	maxBranched = 4  // other branches
)

// road is something that was not decided and could have been.
type road struct {
	at      sim.Tick
	actions []Action
	deed    reporters.Deed
}

// weigh says where it can be seen what it would have changed.
func (w *road) weigh(with, against reporters.ArmOf) {
	w.deed.Weighed, w.deed.With, w.deed.Against = true, with, against
}

// proposed are proposals that were refused or left open.
func (r *review) proposed() []*road {
	var all []*road
	for i := range r.st.Proposals {
		p := &r.st.Proposals[i]
		if p.Status == WasAdmitted {
			continue
		}
		w := &road{at: p.At, actions: p.Actions, deed: reporters.Deed{
			Kind: reporters.LeftOpen, When: r.when(p.At), Who: r.team(p.Team), Words: p.Words, Reason: p.Reason, Answer: p.Answer, Does: r.does(p.Actions),
		}}
		if p.Status == WasRefused {
			w.deed.Kind = reporters.WasRefused
		}
		if len(p.Actions) == 0 {
			w.deed.Why = "in words only, not modelled"
		}
		all = append(all, w)
	}
	return all
}

// unchosen are the exercise's choices that nobody took or proposed, from the first pause
// after something had gone wrong.
func (r *review) unchosen() []*road {
	taken := func(name string) bool {
		has := func(actions []Action) bool {
			return slices.ContainsFunc(actions, func(a Action) bool { return a.Choice == name })
		}
		return slices.ContainsFunc(r.st.Decisions, func(d Decision) bool { return has(d.Actions) }) ||
			slices.ContainsFunc(r.st.Proposals, func(p Proposal) bool { return p.Status != WasAdmitted && has(p.Actions) })
	}
	at := r.firstChance()
	var all []*road
	for i := range r.original.Exercise.Choices {
		c := &r.original.Exercise.Choices[i]
		if taken(c.Name) {
			continue
		}
		w := &road{at: at, actions: []Action{{Choice: c.Name}}, deed: reporters.Deed{
			Kind: reporters.NobodyChose, When: r.when(at), Who: r.whoCould(c.Name), Does: c.Label,
		}}
		if c.Barred != "" {
			w.deed.Why = c.Barred
		}
		all = append(all, w)
	}
	return all
}

// firstChance is the first pause after something had gone wrong.
func (r *review) firstChance() sim.Tick {
	wrong := sim.Never
	for i := range r.st.Injects {
		if in := &r.st.Injects[i]; in.Status == HasCome && (in.Effect >= 0 || in.Text != "") {
			wrong = min(wrong, in.At)
		}
	}
	begins := r.original.Exercise.Begins
	if wrong == sim.Never {
		return begins
	}
	for _, e := range r.st.path {
		if e.Kind == Paused && e.At >= wrong {
			return e.At
		}
	}
	return max(begins, wrong)
}

// whoCould are the teams to which a choice is open.
func (r *review) whoCould(choice string) string {
	var who []string
	for _, t := range r.original.Exercise.Teams {
		if t.Choices == nil || slices.Contains(t.Choices, choice) {
			who = append(who, t.Label)
		}
	}
	if len(who) == 0 {
		return "no team of its own"
	}
	return strings.Join(who, ", ")
}

// does says what actions are, in the words of the exercise.
func (r *review) does(actions []Action) string {
	var all []string
	for _, a := range actions {
		text := a.Text
		if c := r.original.Exercise.Choice(a.Choice); c != nil {
			text = c.Label
		}
		var sizes []string
		for _, s := range a.Sizes {
			sizes = append(sizes, s.Key+" = "+s.Value)
		}
		if len(sizes) > 0 {
			text += " (" + strings.Join(sizes, ", ") + ")"
		}
		all = append(all, text)
	}
	return strings.Join(all, "; ")
}

// doings are what several decisions do.
func (r *review) doings(decisions []Decision) string {
	var all []string
	for i := range decisions {
		d := &decisions[i]
		text := r.does(d.Actions)
		if text == "" {
			text = d.Words
		}
		all = append(all, r.when(d.At)+": "+text)
	}
	if len(all) == 0 {
		return "nothing was decided"
	}
	return strings.Join(all, "; ")
}

// team is what a team is called.
func (r *review) team(name string) string {
	for _, t := range r.original.Exercise.Teams {
		if t.Name == name {
			return t.Label
		}
	}
	return name
}

func (r *review) when(at sim.Tick) string { return r.saved.Model.When(at) }
