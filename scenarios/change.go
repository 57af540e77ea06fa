package scenarios

import (
	"strings"
	"time"

	"ripple/sim"
	"ripple/sim/draw"
)

func milliseconds(ticks int64) time.Duration { return time.Duration(ticks) * time.Millisecond }

// change: any number of the organisation gets another value.
func (d *deed) change() {
	n := d.fields.node
	d.fields = &fields{node: n, byKey: map[string]*node{}, at: map[string]*node{}}
	if n.kind != mapping || len(n.entries) == 0 {
		n.fail("for example change: {departments.procurement.staff: 2}", "`change` names paths and their new values")
		return
	}
	var texts []string
	for _, e := range n.entries {
		if e.key.text == "for" || e.key.text == "ready-after" || e.key.text == "cost" {
			d.fields.byKey[e.key.text], d.fields.at[e.key.text] = e.value, e.key
			continue
		}
		if e.value.kind == empty {
			e.key.fail("for example departments.procurement.staff: 2", "`%s` has no value", clip(e.key.text))
			continue
		}
		d.changePath(e.key, e.value)
		texts = append(texts, e.key.text+" becomes "+clip(e.value.text))
	}
	d.text = strings.Join(texts, "; ") + "."
}

// changePath changes one number.
func (d *deed) changePath(key, value *node) {
	path := strings.Split(key.text, ".")
	switch path[0] {
	case "departments":
		d.changeDepartment(key, value, path[1:])
	case "systems":
		d.changeSystem(key, value, path[1:])
	case "stocks":
		d.changeStock(key, value, path[1:])
	case "flows":
		d.changeFlow(key, value, path[1:])
	case "customers":
		d.changeSegment(key, value, path[1:])
	case "handoff":
		d.changeDefaultHandoff(key, value)
	case "about", "organisation", "currency", "calendar":
		d.fixed(key, "")
	default:
		key.fail(didYouMean(path[0], []string{"departments", "systems", "stocks", "flows", "customers", "handoff"})+
			"; paths begin at the top of the organisation: departments.procurement.staff", "there is nothing at `%s`", clip(key.text))
	}
}

// fixed reports a path that cannot change while the scenario runs.
func (d *deed) fixed(key *node, hint string) {
	if hint == "" {
		hint = "change it in the organisation instead"
	}
	key.fail(hint, "`%s` cannot change during a run", clip(key.text))
}

// unknownPart reports the wrong last word of a path.
func unknownPart(key *node, word, of string, known ...string) {
	key.fail(didYouMean(word, known), "`%s` has no `%s` that can change", of, clip(word))
}

// part resolves the name at the head of a path.
func (key *node) part(kind string, path []string, at map[string]int) (index int, rest []string) {
	if len(path) < 2 {
		key.fail("for example "+kind+".NAME.…", "`%s` is not a whole path", clip(key.text))
		return -1, nil
	}
	i, known := at[path[0]]
	if !known {
		key.fail(didYouMean(path[0], namesOf(at)), "there is nothing called `%s` among the %s", clip(path[0]), kind)
		return -1, nil
	}
	return i, path[1:]
}

// amount is a change of a number: a new value, or `x 1.3`.
func (n *node) amount(c sim.Change, read func(*node) (float64, bool)) (sim.Change, bool) {
	var ok bool
	if n.kind == scalar && isFactor(n.text) {
		c.Op = sim.Multiply
		c.Value, ok = n.factor("a factor", 0, 1000)
		return c, ok
	}
	c.Op = sim.Set
	c.Value, ok = read(n)
	return c, ok
}

func countOf(what string, least, most int64) func(*node) (float64, bool) {
	return func(n *node) (float64, bool) {
		v, ok := n.count(what, least, most)
		return float64(v), ok
	}
}

func (d *deed) addAmount(n *node, c sim.Change, read func(*node) (float64, bool)) {
	if c, ok := n.amount(c, read); ok {
		d.add(c)
	}
}

func (d *deed) changeDepartment(key, value *node, path []string) {
	i, rest := key.part("departments", path, d.b.org.departmentAt)
	if i < 0 {
		return
	}
	dept := d.b.org.departments[i]
	teams := make([]int, len(dept.teams))
	for t := range teams {
		teams[t] = t
	}
	if len(rest) == 3 && rest[0] == "teams" {
		teams = nil
		var names []string
		for t := range dept.teams {
			names = append(names, dept.teams[t].name)
			if dept.teams[t].name == rest[1] {
				teams = []int{t}
			}
		}
		if teams == nil {
			unknownPart(key, rest[1], dept.name, names...)
			return
		}
		rest = rest[2:]
	}
	if len(rest) != 1 {
		key.fail("for example departments."+dept.name+".staff", "`%s` is no path to a number", clip(key.text))
		return
	}
	switch rest[0] {
	case "staff":
		if len(teams) > 1 {
			key.fail("for example departments."+dept.name+".teams."+dept.teams[0].name+".staff", "`%s` has several teams: which one?", dept.name)
			return
		}
		d.addAmount(value, sim.Change{Param: sim.ParamStaff, Target: i, Index: teams[0]}, countOf("staff", 0, maxStaff))
	case "hours", "days":
		d.changeHours(key, value, rest[0], i, teams)
	case "order":
		if order, ok := value.choice("`order`", disciplineNames...); ok {
			for _, t := range teams {
				d.add(sim.Change{Param: sim.ParamDiscipline, Target: i, Index: t, Op: sim.Set, Value: float64(disciplines[order])})
			}
		}
	case "timezone", "closed", "extra", "at-close", "customer-facing", "cost", "about", "teams":
		d.fixed(key, "")
	default:
		unknownPart(key, rest[0], dept.name, "staff", "hours", "days", "order")
	}
}

func (d *deed) changeHours(key, value *node, what string, dept int, teams []int) {
	for _, t := range teams {
		hours := d.b.org.departments[dept].teams[t].hours
		before := key.source.problems.total
		hours.read(&fields{node: value, byKey: map[string]*node{what: value}, at: map[string]*node{what: key}})
		if key.source.problems.total > before {
			return
		}
		if table, ok := d.b.table(key, hours); ok {
			d.add(sim.Change{Param: sim.ParamHours, Target: dept, Index: t, Calendar: table})
		}
	}
}

func (d *deed) changeSystem(key, value *node, path []string) {
	i, rest := key.part("systems", path, d.b.org.systemAt)
	if i < 0 {
		return
	}
	if len(rest) == 1 && rest[0] == "manual" {
		c := sim.Change{Param: sim.ParamWorkaround, Target: i}
		c.Value, c.Value2 = value.manual()
		d.add(c)
		return
	}
	switch rest[0] {
	case "fails", "run-by", "when-down", "manual":
		d.fixed(key, "use `outage` for a failure, `workaround` for work by hand")
	default:
		unknownPart(key, rest[0], d.b.org.systems[i].name, "manual")
	}
}

func (d *deed) changeStock(key, value *node, path []string) {
	i, rest := key.part("stocks", path, d.b.org.stockAt)
	if i < 0 {
		return
	}
	param, least := sim.ParamReorderAt, int64(0)
	switch strings.Join(rest, ".") {
	case "reorder.at":
	case "reorder.quantity":
		param, least = sim.ParamReorderQuantity, 1
	case "start":
		d.fixed(key, "use `buffer` for pieces that arrive, `stock-loss` for pieces that vanish")
		return
	case "at", "reorder.by", "reorder", "about":
		d.fixed(key, "")
		return
	default:
		unknownPart(key, strings.Join(rest, "."), d.b.org.stocks[i].name, "reorder.at", "reorder.quantity")
		return
	}
	if d.b.model.Stocks[i].Flow < 0 {
		key.fail("add `reorder` to the stock", "`%s` is never reordered", d.b.org.stocks[i].name)
		return
	}
	d.addAmount(value, sim.Change{Param: param, Target: i}, countOf("pieces", least, maxPieces))
}

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
		case "for", "about", "steps":
			d.fixed(key, "")
		default:
			unknownPart(key, rest[0], f.name, append([]string{"priority"}, namesOf(f.stepAt)...)...)
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
	d.changeStep(key, value, f.steps[s], d.b.stepIndex[i][s], rest[1:])
}

func (d *deed) changeStep(key, value *node, s *step, index int, rest []string) {
	switch {
	case len(rest) == 2 && rest[0] == "then":
		d.changeChance(key, value, s, index, rest[1])
		return
	case len(rest) != 1:
		key.fail("for example flows.web-order.check.work", "`%s` is no path to a number", clip(key.text))
		return
	}
	switch rest[0] {
	case "work":
		d.changeLength(value, sim.ParamWork, index, parseWork)
	case "wait":
		d.changeLength(value, sim.ParamWait, index, parseElapsed)
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
	case "by", "needs", "takes", "gives", "back-to", "then", "after", "about":
		d.fixed(key, "")
	default:
		unknownPart(key, rest[0], s.name, "work", "wait", "handoff", "errors", "finds", "then.OUTCOME")
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
	if param == sim.ParamWait {
		was = d.b.model.Steps[index].Wait
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
	for _, e := range edges {
		if e.Handoff.IsZero() {
			inside = true
		} else {
			outside = append(outside, e.Handoff)
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
			d.changeHandoff(value, d.b.stepIndex[fi][si], false)
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
	d.checkStillEnds(key, s, found, share)
}

// checkStillEnds reports a chance that would keep orders in the flow for ever.
func (d *deed) checkStillEnds(key *node, s *step, outcome int, share float64) {
	f := d.b.org.flows[d.b.model.Steps[d.changes[len(d.changes)-1].Target].Flow]
	was := make([]float64, len(s.ways))
	rest := 1 - s.ways[outcome].chance
	for w := range s.ways {
		was[w] = s.ways[w].chance
		if w == outcome {
			s.ways[w].chance = share
		} else if rest > 0 {
			s.ways[w].chance *= (1 - share) / rest
		}
	}
	for _, v := range f.visits() {
		if v > maxVisits {
			key.fail("make the way out more likely", "orders would come to a step more than %d times on average", maxVisits)
			break
		}
	}
	for w := range s.ways {
		s.ways[w].chance = was[w]
	}
}

func (d *deed) changeSegment(key, value *node, path []string) {
	i, rest := key.part("customers", path, d.b.org.segmentAt)
	if i < 0 {
		return
	}
	s := d.b.org.segments[i]
	only := -1
	if len(rest) == 3 && rest[0] == "orders" {
		flow, known := d.b.org.flowAt[rest[1]]
		if !known {
			unknownPart(key, rest[1], s.name, namesOf(d.b.org.flowAt)...)
			return
		}
		only, rest = flow, rest[2:]
	} else if len(rest) == 2 && rest[0] == "orders" {
		flow, known := d.b.org.flowAt[rest[1]]
		if !known {
			unknownPart(key, rest[1], s.name, namesOf(d.b.org.flowAt)...)
			return
		}
		only, rest = flow, []string{"demand"}
	}
	if len(rest) != 1 {
		key.fail("for example customers."+s.name+".promise", "`%s` is no path to a number", clip(key.text))
		return
	}
	for k, index := range d.b.streamIndex[i] {
		if index < 0 || (only >= 0 && d.b.model.Streams[index].Flow != only) {
			continue
		}
		before := key.source.problems.total
		d.changeStream(key, value, s, s.streams[k], index, rest[0])
		if key.source.problems.total > before {
			return
		}
	}
}

func (d *deed) changeStream(key, value *node, s *segment, st *stream, index int, what string) {
	switch what {
	case "demand":
		d.changeDemand(value, st, index)
	case "promise", "patience":
		span, ok := value.span("`" + what + "`")
		if !ok {
			return
		}
		param := sim.ParamPromise
		if what == "patience" {
			if param = sim.ParamPatience; !st.random.IsZero() {
				key.fail("state it as a fixed time in the organisation", "patience that differs from order to order cannot change during a run")
				return
			}
		}
		d.add(sim.Change{Param: param, Target: index, Op: sim.Set, Span: span})
	case "value":
		d.addAmount(value, sim.Change{Param: sim.ParamValue, Target: index}, func(n *node) (float64, bool) {
			v, ok := n.money("a value")
			return float64(v), ok
		})
	case "penalty", "how-many", "leaves", "about", "days", "hours", "closed", "extra", "every":
		d.fixed(key, "")
	default:
		unknownPart(key, what, s.name, "demand", "promise", "patience", "value")
	}
}

// changeDemand turns a new demand into a share of the old one.
func (d *deed) changeDemand(value *node, st *stream, index int) {
	factor := 1.0
	if value.kind == scalar && isFactor(value.text) {
		var ok bool
		if factor, ok = value.factor("a factor", 0, 100); !ok {
			return
		}
	} else {
		changed := *st
		changed.gap = draw.Dist{}
		changed.readDemand(value)
		if changed.gap.IsZero() {
			return
		}
		if changed.hours.key() != st.hours.key() {
			value.fail("state it as the organisation does", "demand cannot change from one kind of day to another")
			return
		}
		factor = st.gap.Mean() / changed.gap.Mean()
	}
	switch {
	case factor > 101:
		value.fail("at most a hundred times as much", "that is too large a change of demand")
	case factor > 1+1e-9:
		d.surges = append(d.surges, surge{index, factor})
	case factor < 1-1e-9:
		d.add(sim.Change{Param: sim.ParamDemand, Target: index, Op: sim.Multiply, Value: factor})
	}
}
