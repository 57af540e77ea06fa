package scenarios

import (
	"math"

	"ripple/sim"
)

// outage: a system is down, nobody is at work in a department, or a supplier is
// away.
func (d *deed) outage() {
	f := d.read()
	if f.oneOf("system", "department", "supplier") == "supplier" {
		d.supplierAway(f)
		return
	}
	t, ok := d.target(f, "system", "department")
	if !ok {
		return
	}
	if t.kind == "system" {
		d.add(sim.Change{Param: sim.ParamDown, Target: t.sys})
		d.text = t.text + " is down."
		return
	}
	for _, team := range t.teams {
		d.add(sim.Change{Param: sim.ParamStaff, Target: t.dept, Index: team, Op: sim.Multiply, Value: 0, Unpaid: true})
	}
	d.text = "Nobody works in " + t.text + "."
}

// slowdown: work takes longer.
func (d *deed) slowdown() {
	f := d.read()
	t, ok1 := d.target(f, "department", "system", "flow", "step")
	if f.oneOf("work", "by", "travel") == "travel" {
		if ok1 {
			d.slowRoads(f, t)
		}
		return
	}
	factor, ok2 := d.scaled(f, "work", 0.01, 1000)
	if !ok1 || !ok2 {
		return
	}
	d.multiplyWork(t.steps, factor)
	if len(d.changes) == 0 {
		f.node.fail("", "no step with `work` belongs to `%s`", clip(t.text))
	}
	d.text = "Work at " + t.text + " takes " + percentText(factor) + " of its usual time."
}

// slowRoads: those who travel to their work take longer to get there.
func (d *deed) slowRoads(f *fields, t target) {
	n := f.get("travel")
	if n == nil {
		return
	}
	factor, ok := n.factor("a factor", 0.01, 1000)
	if !ok {
		return
	}
	for _, s := range t.steps {
		if travel := d.b.model.Steps[s].Travel; !travel.IsZero() {
			d.add(sim.Change{Param: sim.ParamTravel, Target: s, Op: sim.Multiply, Value: factor})
		}
	}
	if len(d.changes) == 0 {
		f.node.fail("", "no step with `travel` belongs to `%s`", clip(t.text))
	}
	d.text = "Travel for " + t.text + " takes " + percentText(factor) + " of its usual time."
}

// mistakes: steps go wrong more often.
func (d *deed) mistakes() {
	f := d.read()
	t, ok := d.target(f, "department", "flow", "step")
	key := f.oneOf("by", "to")
	if key == "" && f.plain() {
		f.node.fail("add `to: 8 %`, or `by: 6 %` for 6 points more", "`errors` does not say how many")
	}
	n := f.get(key)
	if n == nil || !ok {
		return
	}
	change := sim.Change{Param: sim.ParamErrors, Op: sim.Set}
	if key == "by" && n.kind == scalar && isFactor(n.text) {
		change.Op = sim.Multiply
		change.Value, ok = n.factor("a factor", 0, 1000)
	} else if key == "by" {
		change.Op = sim.Add
		change.Value, ok = n.share("a change", -maxErrors, maxErrors)
	} else {
		change.Value, ok = n.share("the chance of a mistake", 0, maxErrors)
	}
	if !ok {
		return
	}
	d.errorsOf(n, t, change)
	d.text = "Mistakes at " + t.text + " change by " + n.text + "."
	if key == "to" {
		d.text = n.text + " of the work at " + t.text + " has a mistake."
	}
}

// errorsOf changes the chance of a mistake of the steps that have work.
func (d *deed) errorsOf(n *node, t target, change sim.Change) {
	for _, s := range t.steps {
		step := d.b.model.Steps[s]
		if step.Work.IsZero() && step.Errors == 0 {
			continue
		}
		after := change.Value
		switch change.Op {
		case sim.Add:
			after += step.Errors
		case sim.Multiply:
			after *= step.Errors
		}
		if after > maxErrors {
			n.fail("at most 90 %", "step `%s` would go wrong in %s of all cases", step.Name, percentText(after))
			return
		}
		change.Target = s
		d.add(change)
	}
	if len(d.changes) == 0 {
		n.fail("", "no step with `work` belongs to `%s`", clip(t.text))
	}
}

// absence: fewer people are at work.
func (d *deed) absence() {
	f := d.read()
	t, ok := d.target(f, "department")
	if !ok {
		return
	}
	switch f.oneOf("people", "by") {
	case "people":
		n := f.get("people")
		if n == nil {
			return
		}
		people, ok := n.count("people", 1, maxStaff)
		if ok && d.oneTeam(f, t) {
			d.add(sim.Change{Param: sim.ParamStaff, Target: t.dept, Index: t.teams[0], Op: sim.Add, Value: -float64(people), Fraction: true, Unpaid: true})
		}
		d.text = n.text + " people are missing in " + t.text + "."
	case "by":
		n := f.get("by")
		if n == nil {
			return
		}
		if share, ok := n.share("the share that is absent", 0, 1); ok {
			for _, team := range t.teams {
				d.add(sim.Change{Param: sim.ParamStaff, Target: t.dept, Index: team, Op: sim.Multiply, Value: 1 - share, Fraction: true, Unpaid: true})
			}
			d.text = n.text + " of the people are missing in " + t.text + "."
		}
	default:
		f.node.fail("add `people: 2` or `by: 30 %`", "`absence` does not say how many")
	}
}

// oneTeam reports a department of several teams where one must be meant.
func (d *deed) oneTeam(f *fields, t target) bool {
	if len(t.teams) == 1 {
		return true
	}
	team := d.b.org.departments[t.dept].teams[0].name
	f.get("department").fail("for example "+t.text+"."+team, "`%s` has several teams: which one?", t.text)
	return false
}

// surge: customers order more, or less.
func (d *deed) surge() {
	f := d.read()
	n := f.get("customers")
	if n == nil {
		if n = f.get("flow"); n == nil || f.has("customers") {
			f.need("customers")
			return
		}
	}
	streams := d.orderedBy(f)
	key := f.oneOf("by", "to")
	if key == "" && f.plain() {
		f.node.fail("add `by: 60 %`, or `to: 160 %`", "`surge` does not say how much")
	}
	amount := f.get(key)
	if amount == nil || streams == nil {
		return
	}
	factor, ok := amount.share("a change of demand", -1, 100)
	if !ok {
		return
	}
	if key == "by" {
		factor++
	}
	if factor < 0 {
		amount.fail("", "demand cannot fall below nothing")
		return
	}
	d.demand(amount, streams, factor)
	d.text = "Demand of " + n.text + " is " + percentText(factor) + " of the usual."
}

// orderedBy are the streams that an action names: of some customers, of one
// flow, or of one flow of theirs. nil: none, which is reported.
func (d *deed) orderedBy(f *fields) []int {
	segment, flow := -1, -1
	if n := f.get("customers"); n != nil {
		if segment = n.find("a kind of customer", d.b.org.segmentAt); segment < 0 {
			return nil
		}
	}
	if n := f.get("flow"); n != nil {
		if flow = n.find("a flow", d.b.org.flowAt); flow < 0 {
			return nil
		}
	}
	var streams []int
	for i := range d.b.model.Streams {
		s := &d.b.model.Streams[i]
		if s.Surge < 0 && s.HasDemand() && len(s.Backlog) == 0 && (segment < 0 || s.Segment == segment) && (flow < 0 || s.Flow == flow) {
			streams = append(streams, i)
		}
	}
	switch {
	case streams != nil:
	case segment < 0:
		f.get("flow").fail("", "nobody orders `%s` of themselves", d.b.org.flows[flow].name)
	case flow < 0:
		f.get("customers").fail("", "these customers order nothing")
	default:
		f.get("flow").fail("", "these customers do not order that flow")
	}
	return streams
}

// demand multiplies the demand of some streams.
func (d *deed) demand(n *node, streams []int, factor float64) {
	for _, stream := range streams {
		switch {
		case factor > 1+1e-9:
			gap := d.b.model.Streams[stream].Gap
			if perDay := (factor - 1) / gap.Mean() * 86_400_000; gap.Mean() > 0 && perDay > maxPerDay*3 {
				n.fail("", "that would be more orders than one kind of customer may bring (%d a day)", maxPerDay)
				return
			}
			d.surges = append(d.surges, surge{stream, factor})
		case factor < 1-1e-9:
			d.add(sim.Change{Param: sim.ParamDemand, Target: stream, Op: sim.Multiply, Value: math.Max(0, factor)})
		}
	}
}

// stockLoss: pieces vanish.
func (d *deed) stockLoss() {
	f := d.read()
	n := f.need("stock")
	if n == nil {
		return
	}
	stock := n.find("a stock", d.b.org.stockAt)
	c := sim.Change{Param: sim.ParamStockLoss, Target: stock}
	switch f.oneOf("pieces", "share") {
	case "pieces":
		if p := f.get("pieces"); p != nil {
			v, _ := p.count("pieces", 1, maxPieces)
			c.Op, c.Value = sim.Add, float64(v)
			d.text = p.text + " pieces of " + n.text + " are lost."
		}
	case "share":
		if p := f.get("share"); p != nil {
			c.Op = sim.Multiply
			c.Value, _ = p.share("a share", 0, 1)
			d.text = p.text + " of " + n.text + " is lost."
		}
	default:
		f.node.fail("add `pieces: 200` or `share: 30 %`", "`stock-loss` does not say how much")
		return
	}
	if stock >= 0 {
		d.add(c)
	}
}

// longerWait: a supplier's or customer's answer takes longer.
func (d *deed) longerWait() {
	f := d.read()
	if f.oneOf("flow", "step", "supplier") == "supplier" {
		d.longerLeadTime(f)
		return
	}
	t, ok1 := d.target(f, "flow", "step")
	factor, ok2 := d.scaled(f, "wait", 0, 1000)
	if !ok1 || !ok2 {
		return
	}
	for _, s := range t.steps {
		if wait := d.b.model.Steps[s].Wait; !wait.IsZero() {
			d.add(sim.Change{Param: sim.ParamWait, Target: s, Op: sim.Multiply, Value: factor})
		}
	}
	if len(d.changes) == 0 {
		f.node.fail("", "no step with `wait` belongs to `%s`", clip(t.text))
	}
	d.text = "Waits in " + t.text + " take " + percentText(factor) + " of their usual time."
}
