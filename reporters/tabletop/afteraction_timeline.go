package tabletop

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"ripple/reporters"
	"ripple/sim"
)

// recorded is a line of the timeline with its place in it.
type recorded struct {
	at    sim.Tick
	order int
	reporters.Happening
}

// timeline is what happened on the present branch in order, with the notes of all.
func (r *review) timeline() []reporters.Happening {
	var all []recorded
	add := func(at sim.Tick, order int, clock, kind, who, text string) {
		h := reporters.Happening{When: r.when(at), Kind: kind, Who: who, Text: text}
		if t := clockOf(clock); !t.IsZero() {
			h.Clock = t.Format("15:04")
		}
		all = append(all, recorded{at, order, h})
	}
	for i := range r.st.Injects {
		in := &r.st.Injects[i]
		if in.Status != HasCome {
			continue
		}
		e := r.cameWith(in)
		line := r.line(in)
		text := fmt.Sprintf("Inject %d: %s", in.Number, firstOf(line.Say, line.Does))
		if line.Say != "" && line.Does != "" {
			text += " (" + line.Does + ")"
		}
		who := line.From
		if len(line.To) > 0 {
			var to []string
			for _, name := range line.To {
				to = append(to, r.team(name))
			}
			who = strings.TrimSpace(who + " to " + strings.Join(to, ", "))
		}
		add(in.At, 2*e.Line-1, e.Clock, "inject", who, text)
	}
	for i, e := range r.st.path {
		if kind, who, text := r.told(e, r.st.path[i+1:]); kind != "" {
			add(e.At, 2*e.Line, e.Clock, kind, who, text)
		}
	}
	for i := range r.events {
		e := &r.events[i]
		switch e.Kind {
		case Noted, Rated:
			kind, text := "note", e.Words
			if e.Kind == Rated {
				kind, text = "rating", ratingWords[e.Rating]+": "+r.objective(e.Objective)+dash(e.Words)
			} else if e.Objective != "" {
				text = r.objective(e.Objective) + " " + text
			}
			if !slices.ContainsFunc(r.st.path, func(x *Event) bool { return x.Line == e.Line }) {
				text += " (on another way of play)"
			}
			add(e.At, 2*e.Line, e.Clock, kind, r.team(e.By), text)
		case Forked:
			add(e.At, 2*e.Line, e.Clock, "another way", e.By, "Play went back, and another way: "+e.Name)
		case Switched:
			add(e.At, 2*e.Line, e.Clock, "another way", e.By, "Play went on with: "+r.st.Branches[e.Number-1].Name)
		}
	}
	slices.SortStableFunc(all, func(a, b recorded) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.order, b.order)) })
	var out []reporters.Happening
	for _, one := range all {
		out = append(out, one.Happening)
	}
	return out
}

// cameWith is the event with which an inject came.
func (r *review) cameWith(in *Inject) *Event {
	for _, e := range r.st.path {
		if e.At >= in.At {
			return e
		}
	}
	return &r.events[0]
}

// told says an event of the present branch; without a kind it is told elsewhere, or not at all.
func (r *review) told(e *Event, later []*Event) (kind, who, text string) {
	switch e.Kind {
	case Opened:
		return "start", facilitator, "The exercise begins."
	case Paused:
		return "pause", e.By, paused(e.Why) + r.stood(e, later)
	case Held:
		return "inject", e.By, fmt.Sprintf("Inject %d is held back.", e.Number)
	case Skipped:
		return "inject", e.By, fmt.Sprintf("Inject %d does not come.", e.Number)
	case Postponed:
		return "inject", e.By, fmt.Sprintf("Inject %d comes on %s.", e.Number, r.when(e.To))
	case Proposed:
		return "proposal", r.team(e.Team), spoken(e.Words, r.does(e.Actions), e.Reason)
	case Refused:
		if p := r.st.proposal(e.ID); p != nil {
			return "refusal", e.By, "The proposal of " + r.team(p.Team) + " was refused" + dash(e.Reason)
		}
	case Admitted, Decided:
		for i := range r.st.Decisions {
			if d := &r.st.Decisions[i]; d.Line == e.Line {
				return "decision", r.team(d.Team), fmt.Sprintf("D%d: ", i+1) + spoken(d.Words, r.does(d.Actions), d.Reason)
			}
		}
	case Foreseen:
		return "forecast", e.By, "A forecast was asked for."
	case Revealed:
		if e.On {
			return "shown", e.By, "Everybody was shown: " + e.What
		}
	case Ended:
		if e.On {
			return "end", e.By, "The exercise is over."
		}
		return "end", e.By, "The exercise goes on after all."
	}
	return "", "", ""
}

// paused says why play stands; that it has come to where the line says is no reason.
func paused(why []string) string {
	var all []string
	for _, w := range why {
		if !strings.HasPrefix(w, "play has come to ") {
			all = append(all, w)
		}
	}
	if len(all) == 0 {
		return "Play pauses."
	}
	return "Play pauses: " + strings.Join(all, "; ") + "."
}

// stood says for how long play stood, by the clock in the room.
func (r *review) stood(e *Event, later []*Event) string {
	from := clockOf(e.Clock)
	for _, next := range later {
		if next.Kind != Advanced {
			continue
		}
		to := clockOf(next.Clock)
		if minutes := to.Sub(from).Round(time.Minute) / time.Minute; !from.IsZero() && !to.IsZero() && minutes > 0 {
			return fmt.Sprintf(" It stood for %d min.", minutes)
		}
		return ""
	}
	return ""
}

// spoken is what somebody wanted, in words, what that is in the model, and why.
func spoken(words, does, reason string) string {
	text := words
	switch {
	case does == "":
		text += " (not modelled)"
	case words == "" || strings.EqualFold(words, does):
		text = does
	default:
		text += " (" + does + ")"
	}
	return text + dash(reason)
}

// dash puts more words behind others.
func dash(words string) string {
	if words == "" {
		return ""
	}
	return " – " + words
}
