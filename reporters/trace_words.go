package reporters

import (
	"fmt"
	"strings"

	"ripple/sim"
)

// sentences say what became of an order in both cases.
func (t *Trace) sentences(o *TracedOrder) []string {
	said := []string{t.placing(o)}
	if o.Here != nil {
		said = append(said, t.ending(o, o.Here, t.phrase(t.Here)))
	}
	if o.There != nil {
		said = append(said, t.ending(o, o.There, t.phrase(t.There)))
	}
	if o.Here != nil && o.There != nil {
		said = append(said, t.difference(o))
	}
	return said
}

// phrase names a case inside a sentence.
func (t *Trace) phrase(o TracedOption) string {
	switch o.Name {
	case "baseline", "do-nothing":
		return "when " + o.Label
	}
	return "with “" + o.Name + "”"
}

// plain is how a case is called outside sentences.
func (o TracedOption) plain() string {
	if o.Name == "baseline" || o.Name == "do-nothing" {
		return o.Label
	}
	return o.Name
}

// heading is a case over a narrow column: "nobody responds" takes two lines where
// there are lines.
func (o TracedOption) heading() string { return strings.Replace(o.plain(), " ", "\n", 1) }

func (t *Trace) placing(o *TracedOrder) string {
	one := o.Here
	if one == nil {
		one = o.There
	}
	at := "is placed on " + t.clock.dated(one.Placed)
	if o.Customers == "" {
		at = "begins on " + t.clock.dated(one.Placed)
	}
	if one.Due != sim.Never {
		at += " and promised by " + t.clock.dated(one.Due)
	}
	whose := "internal work"
	if o.Customers != "" {
		whose = "an order of " + o.Customers
	}
	text := fmt.Sprintf("%s (%s, flow %s) %s.", o.Name, whose, o.Flow, at)
	switch {
	case o.Here == nil:
		text += fmt.Sprintf(" It is never placed %s.", t.phrase(t.Here))
	case o.There == nil:
		text += fmt.Sprintf(" It is never placed %s.", t.phrase(t.There))
	case o.Here.Placed != o.There.Placed:
		text += fmt.Sprintf(" (%s on %s.)", upper(t.phrase(t.There)), t.clock.dated(o.There.Placed))
	}
	return text
}

// ending says when and how an order ended in one case.
func (t *Trace) ending(o *TracedOrder, j *sim.Journey, phrase string) string {
	text := upper(phrase) + " it is "
	switch {
	case j.End == sim.JourneyLost:
		text += "lost on " + t.clock.dated(j.Ended)
		if s := j.Last(); s != nil {
			text += " at " + t.stepName(o, s)
		}
		text += ", " + length(j.Took()) + " after it was placed"
	case j.End == sim.JourneyUnfinished:
		text += "still open when the run ends, " + length(j.Took()) + " after it was placed"
		if s := j.Last(); s != nil {
			text += ", at " + t.stepName(o, s)
		}
	case o.Customers == "":
		text += "done on " + t.clock.dated(j.Ended) + ", after " + length(j.Took())
	default:
		text += "delivered on " + t.clock.dated(j.Ended) + ", after " + length(j.Took())
	}
	switch {
	case j.Due == sim.Never:
	case j.Late && j.End == sim.JourneyDelivered:
		text += ": " + length(j.Ended-j.Due) + " late"
	case j.Late:
		text += " and " + length(j.Ended-j.Due) + " past its promise"
	case j.End == sim.JourneyDelivered:
		text += ": on time"
	}
	return text + "."
}

func (t *Trace) stepName(o *TracedOrder, s *sim.JourneyStep) string {
	for _, r := range o.Steps {
		if r.Step == s.Step {
			return r.Name + " in " + r.Department
		}
	}
	return ""
}

// mostCauses is how many reasons a sentence gives.
const mostCauses = 4

// difference says where the time was added.
func (t *Trace) difference(o *TracedOrder) string {
	added := o.added()
	if added == 0 {
		return "It takes the same time."
	}
	text := fmt.Sprintf("That is %s.", more(added))
	var reasons []string
	for _, c := range o.Causes {
		change := c.Here - c.There
		if added < 0 {
			change = -change
		}
		if change <= 0 || 20*change < max(added, -added) || len(reasons) == mostCauses {
			continue
		}
		reasons = append(reasons, fmt.Sprintf("%s in %s (%s)", c.Cause, c.Department, more(c.Here-c.There)))
	}
	if len(reasons) == 0 {
		return text
	}
	return text + " Most of it: " + list(reasons) + "."
}

// story tells the long stays of an order in the first case, in order, and what held it
// in the second one only.
func (t *Trace) story(o *TracedOrder) []string {
	var lines []string
	for i := range o.Steps {
		r := &o.Steps[i]
		if r.Here == nil {
			lines = append(lines, t.tellThere(o, r)...)
			continue
		}
		stay, before := r.Here.Left-r.Here.Arrived, sim.Tick(0)
		if r.There != nil {
			before = r.There.Left - r.There.Arrived
		}
		if r.Here.OnPath && 10*stay >= o.Here.Took() || 10*(stay-before) >= max(o.added(), 1) && stay-before > 0 {
			lines = append(lines, t.tell(o, r, before))
			lines = append(lines, t.heldWords(o, r.Here)...)
		} else {
			lines = append(lines, t.tellThere(o, r)...)
		}
	}
	return lines
}

// tellThere describes a stay that is long in the second case only, where it was held.
func (t *Trace) tellThere(o *TracedOrder, r *TracedStep) []string {
	if r.There == nil || !r.There.OnPath || 10*(r.There.Left-r.There.Arrived) < o.There.Took() {
		return nil
	}
	held := t.heldThere(o, r.There)
	if held == "" {
		return nil
	}
	return []string{fmt.Sprintf("- %s it stays %s at %s in %s: %s.", upper(t.phrase(t.There)), length(r.There.Left-r.There.Arrived), called(r), r.Department, held)}
}

// heldThere says shortly what held a stay in the second case, items and injects.
func (t *Trace) heldThere(o *TracedOrder, s *sim.JourneyStep) string {
	held := t.heldShortly(s)
	w := t.world(o, 1)
	if name := w.inject(s, sim.CauseHeld); name != "" {
		held = joined(held, fmt.Sprintf("held for %s by the %s", length(s.Ticks[sim.CauseHeld]), name))
	}
	if name := w.inject(s, sim.CauseSystem); name != "" {
		held = joined(held, fmt.Sprintf("a system down for %s (%s)", length(s.Ticks[sim.CauseSystem]), name))
	}
	return held
}

// joined are two parts of a sentence, of which one may be missing.
func joined(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + ", " + b
}

// tell describes one stay; before is how long it was in the other case.
func (t *Trace) tell(o *TracedOrder, r *TracedStep, before sim.Tick) string {
	s := r.Here
	until := "to " + t.clock.moment(s.Left)
	switch {
	case s.Open && o.Here.End == sim.JourneyLost:
		until = "until it is lost"
	case s.Open:
		until = "until the run ends"
	}
	text := fmt.Sprintf("- %s %s, %s in %s: %s", upper(t.clock.moment(s.Arrived)), until, called(r), r.Department, length(s.Left-s.Arrived))
	var parts []string
	w := t.world(o, 0)
	for _, cause := range byTicks(&s.Ticks) {
		if 20*s.Ticks[cause] >= s.Left-s.Arrived {
			part := length(s.Ticks[cause]) + " " + cause.String()
			if name := w.inject(s, cause); name != "" && cause == sim.CauseHeld {
				part += " by the " + name
			} else if name != "" {
				part += " (" + name + ")"
			}
			parts = append(parts, part)
		}
	}
	if len(parts) > 0 {
		text += ", of which " + list(parts)
	}
	if r.There != nil {
		text += fmt.Sprintf(" (%s: %s)", t.phrase(t.There), joined(length(before), t.heldThere(o, r.There)))
	}
	return text + "."
}

// called is a step's name; what is done again is numbered.
func called(r *TracedStep) string {
	if r.Visit == 0 {
		return r.Name
	}
	return fmt.Sprintf("%s (%d)", r.Name, r.Visit+1)
}

// byTicks are the causes that took time, the longest first.
func byTicks(ticks *[sim.NumCauses]sim.Tick) []sim.Cause {
	var all []sim.Cause
	for cause, spent := range ticks {
		if spent != 0 {
			all = append(all, sim.Cause(cause))
		}
	}
	for i := range all {
		for k := i; k > 0 && ticks[all[k]] > ticks[all[k-1]]; k-- {
			all[k], all[k-1] = all[k-1], all[k]
		}
	}
	return all
}

// upper begins a sentence.
func upper(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
