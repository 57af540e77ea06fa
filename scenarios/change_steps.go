package scenarios

import (
	"slices"
	"strings"

	"ripple/sim"
	"ripple/sim/draw"
)

// changeFlow reads flows.F.priority and flows.F.STEP.work, with or without
// `steps` between.
func (d *deed) changeFlow(key, value *node, path []string) {
	i, rest := key.part("flows", path, d.b.org.flowAt)
	if i < 0 {
		return
	}
	f := d.b.org.flows[i]
	if len(rest) == 1 {
		switch rest[0] {
		case "priority":
			d.addAmount(value, sim.Change{Param: sim.ParamPriority, Target: i}, countOf("a priority", -1000, 1000))
		case "demand":
			d.changeRaised(key, value, i)
		case "for", "about", "steps", "every", "if-closed", "season":
			d.fixed(key, "")
		case "attributes":
			d.fixed(key, "an item keeps its attributes; change what depends on them")
		default:
			unknownPart(key, rest[0], f.name, append([]string{"priority", "demand"}, namesOf(f.stepAt)...)...)
		}
		return
	}
	if rest[0] == "steps" {
		rest = rest[1:]
	}
	s, known := f.stepAt[rest[0]]
	if !known {
		unknownPart(key, rest[0], f.name, namesOf(f.stepAt)...)
		return
	}
	all := d.b.stepsAt(i, s)
	if len(rest) == 2 {
		switch rest[1] {
		case "only-if", "chance", "whichever": // decided for all that do the step together
			all = all[:1]
		}
	}
	for _, index := range all {
		before := key.source.problems.total
		d.changeStep(key, value, f.steps[s], index, rest[1:])
		if key.source.problems.total > before {
			return
		}
	}
}

func (d *deed) changeStep(key, value *node, s *step, index int, rest []string) {
	switch {
	case len(rest) == 2 && rest[0] == "then":
		d.changeChance(key, value, s, index, rest[1])
		return
	case len(rest) == 2 && rest[0] == "appointment" && rest[1] == "per-day":
		d.changePlaces(key, value, s, index)
		return
	case d.changeReply(key, value, s, index, strings.Join(rest, ".")):
		return
	case len(rest) != 1:
		key.fail("for example flows.web-order.check.work", "`%s` is no path to a number", clip(key.text))
		return
	}
	switch rest[0] {
	case "work":
		d.changeLength(value, sim.ParamWork, index, parseWork)
	case "travel":
		d.changeLength(value, sim.ParamTravel, index, parseWork)
	case "wait":
		d.changeWait(key, value, s, index)
	case "handoff":
		d.changeHandoff(value, index, true)
	case "errors":
		if s.work.IsZero() && s.errors == 0 {
			key.fail("", "step `%s` has no work that could go wrong", s.name)
			return
		}
		before := len(d.changes)
		d.addAmount(value, sim.Change{Param: sim.ParamErrors, Target: index}, func(n *node) (float64, bool) {
			return n.share("the chance of a mistake", 0, maxErrors)
		})
		if c := d.changes[before:]; len(c) == 1 && c[0].Op == sim.Multiply && c[0].Value*s.errors > maxErrors {
			value.fail("at most 90 %", "step `%s` would go wrong in %s of all cases", s.name, percentText(c[0].Value*s.errors))
		}
	case "finds":
		if s.back < 0 {
			key.fail("add `finds` and `back-to` to the step", "step `%s` looks for no mistakes", s.name)
			return
		}
		if share, ok := value.share("the share of mistakes found", 0, 1); ok {
			d.add(sim.Change{Param: sim.ParamFinds, Target: index, Op: sim.Set, Value: share})
		}
	case "batch":
		d.changeBatch(value, s, index)
	case "only-if":
		d.changeOnlyIf(key, value, s, index)
	case "chance":
		d.changeNeed(key, value, s, index)
	case "whichever":
		d.changeWhichever(key, value, s, index)
	case "by", "team-by", "supplier", "appointment", "times", "needs", "takes", "gives", "back-to", "then", "after", "wait-for", "chase", "starts", "waits-for", "work-for", "about":
		d.fixed(key, "")
	default:
		unknownPart(key, rest[0], s.name, "work", "travel", "appointment.per-day", "batch", "wait", "wait.never", "at-most", "chase.every", "handoff", "errors", "finds", "only-if", "chance", "then.OUTCOME")
	}
}

// changeLength sets another distribution, or multiplies what is drawn.
func (d *deed) changeLength(value *node, param sim.Parameter, index int, unit timeUnit) {
	c := sim.Change{Param: param, Target: index, Op: sim.Set}
	if value.kind == scalar && isFactor(value.text) {
		var ok bool
		c.Op = sim.Multiply
		if c.Value, ok = value.factor("a factor", 0, 1000); ok {
			d.add(c)
		}
		return
	}
	dist, ok := value.distribution("a length of time", unit)
	if !ok {
		return
	}
	was := d.b.model.Steps[index].Work
	switch param {
	case sim.ParamWait:
		was = d.b.model.Steps[index].Wait
	case sim.ParamTravel:
		was = d.b.model.Steps[index].Travel
	}
	if was.IsZero() {
		value.fail("give the step some in the organisation, if only 1s", "step `%s` has none to change", d.b.model.Steps[index].Name)
		return
	}
	c.Dist = dist
	d.add(c)
}

// changeHandoff sets the time after a step, or multiplies it. What leaves for
// another department must keep some time, and what stays inside one must not
// get any, so a step that does both has its handoff multiplied.
func (d *deed) changeHandoff(value *node, index int, own bool) {
	outside, inside := d.handoffsOf(index)
	if len(outside) == 0 {
		if own {
			value.fail("", "step `%s` hands nothing over", d.b.model.Steps[index].Name)
		}
		return
	}
	c := sim.Change{Param: sim.ParamHandoff, Target: index, Op: sim.Multiply}
	var ok bool
	if value.kind == scalar && isFactor(value.text) {
		if c.Value, ok = value.factor("a factor", 0.01, 1000); !ok {
			return
		}
	} else {
		if c.Dist, ok = value.handoff(); !ok {
			return
		}
		was := outside[0]
		switch fixed := c.Dist.Min() == c.Dist.Max() && was.Min() == was.Max(); {
		case !inside:
			c.Op = sim.Set
		case fixed:
			c.Value, c.Dist = c.Dist.Min()/was.Min(), draw.Dist{}
		default:
			value.fail("write a factor, such as x 2", "step `%s` also leads to a step of its own department, which needs no handoff", d.b.model.Steps[index].Name)
			return
		}
	}
	for _, h := range outside {
		if c.Op == sim.Multiply && h.Min()*c.Value < 1 {
			value.fail("", "that leaves no time for the handoff")
			return
		}
	}
	d.add(c)
}

// handoffsOf are the handoffs after a step, and whether some ways out have none.
func (d *deed) handoffsOf(index int) (outside []draw.Dist, inside bool) {
	s := &d.b.model.Steps[index]
	edges := []sim.Edge{}
	if s.Finds > 0 {
		edges = append(edges, s.BackTo)
	}
	for _, o := range s.Outcomes {
		edges = append(edges, o.Next...)
	}
	handoffs := make([]draw.Dist, 0, len(edges)+len(s.Starts))
	for i := range edges {
		edges[i].Each(func(e *sim.Edge) { handoffs = append(handoffs, e.Handoff) })
	}
	for _, one := range s.AllStarts() {
		handoffs = append(handoffs, one.Handoff)
	}
	for _, h := range handoffs {
		if h.IsZero() {
			inside = true
		} else {
			outside = append(outside, h)
		}
	}
	return outside, inside
}

// changeDefaultHandoff changes the time after every step that states none.
func (d *deed) changeDefaultHandoff(key, value *node) {
	for fi, f := range d.b.org.flows {
		for si, s := range f.steps {
			if s.handoff != nil {
				continue
			}
			before := key.source.problems.total
			for _, index := range d.b.stepsAt(fi, si) {
				d.changeHandoff(value, index, false)
			}
			if key.source.problems.total > before {
				return
			}
		}
	}
}

// changeChance sets the chance of one outcome; the others keep their proportions.
func (d *deed) changeChance(key, value *node, s *step, index int, name string) {
	var names []string
	found := -1
	for w := range s.ways {
		names = append(names, s.ways[w].name)
		if s.ways[w].name == name && len(s.outcomes) > 0 {
			found = w
		}
	}
	if found < 0 {
		unknownPart(key, name, s.name, names...)
		return
	}
	if s.ways[found].missing {
		key.fail("change `at-most`, or the chance in `wait.never`", "`%s` is taken when no answer comes in time", name)
		return
	}
	if s.ways[found].guard != nil {
		d.changeGuard(key, value, s, index, found)
		return
	}
	share, ok := value.share("a chance", 0, 1)
	if !ok {
		return
	}
	rest := 1 - s.ways[found].chance
	if rest <= 0 && share < 1 {
		value.fail("give another outcome a chance in the organisation", "`%s` is the only outcome that happens: nothing can take the rest", name)
		return
	}
	d.add(sim.Change{Param: sim.ParamChance, Target: index, Index: found, Op: sim.Set, Value: share})
	was := slices.Clone(s.ways)
	for w := range s.ways {
		if w == found {
			s.ways[w].chance = share
		} else if rest > 0 {
			s.ways[w].chance *= (1 - share) / rest
		}
	}
	d.checkStillEnds(key, index)
	copy(s.ways, was)
}

// changeOnlyIf sets another condition for the orders that need a step.
func (d *deed) changeOnlyIf(key, value *node, s *step, index int) {
	if s.onlyIf == nil {
		key.fail("write `only-if` in the organisation", "every order needs step `%s`", s.name)
		return
	}
	if guard := d.b.org.flows[d.b.model.Steps[index].Flow].guard(value); guard != nil {
		d.add(sim.Change{Param: sim.ParamOnlyIf, Target: index, Guard: guard})
	}
}

// changeNeed sets another share of orders that need a step.
func (d *deed) changeNeed(key, value *node, s *step, index int) {
	if s.needNode == nil {
		key.fail("write `chance: 100 %` in the organisation", "every order needs step `%s`", s.name)
		return
	}
	d.addAmount(value, sim.Change{Param: sim.ParamNeed, Target: index}, func(n *node) (float64, bool) {
		return n.share("the chance that the step is needed", 0, 1)
	})
}

// changeGuard sets another condition for one outcome.
func (d *deed) changeGuard(key, value *node, s *step, index, outcome int) {
	if !isGuard(value) {
		value.fail("write another condition, such as amount > 8000", "`%s` of `%s` goes by a condition", s.ways[outcome].name, s.name)
		return
	}
	guard := d.b.org.flows[d.b.model.Steps[index].Flow].guard(value)
	if guard == nil {
		return
	}
	d.add(sim.Change{Param: sim.ParamGuard, Target: index, Index: outcome, Guard: guard})
	was := s.ways[outcome].guard
	s.ways[outcome].guard = guard
	d.checkStillEnds(key, index)
	s.ways[outcome].guard = was
}

// checkStillEnds reports a change that keeps orders in the flow of a step for ever.
func (d *deed) checkStillEnds(key *node, index int) {
	f := d.b.org.flows[d.b.model.Steps[index].Flow]
	kinds := f.alike()
	for i := range kinds {
		if slices.Max(f.visitsOf(&kinds[i])) > maxVisits {
			key.fail("make the way out more likely", "orders would come to a step more than %d times on average", maxVisits)
			return
		}
	}
}
