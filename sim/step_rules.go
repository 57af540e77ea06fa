package sim

import (
	"slices"

	"ripple/sim/calendar"
	"ripple/sim/draw"
)

func (d *department) makeStepRule(active []uint16, s int) stepRule {
	m := d.model
	step := &m.Steps[s]
	r := stepRule{step: step, id: uint16(s), team: step.Team, door: d.doorOf(step), external: m.Flows[step.Flow].Segment >= 0, hurry: 1, supplier: -1}
	if step.Supply != nil {
		r.supplier = slices.Index(d.suppliers, step.Supply.Supplier)
	}
	r.work, r.workFactor = m.distribution(active, ParamWork, s, step.Work)
	r.times = step.Times
	r.hold = m.spans(active, ParamStepHold, s, 0)
	r.wait, r.waitFactor = m.distribution(active, ParamWait, s, step.Wait)
	r.errors = m.number(active, ParamErrors, s, 0, step.Errors)
	r.finds = m.number(active, ParamFinds, s, 0, step.Finds)
	r.priority = int(m.number(active, ParamPriority, step.Flow, 0, float64(m.Flows[step.Flow].Priority)))
	r.rankBy = m.Flows[step.Flow].PriorityBy
	m.changed(active, ParamPriority, step.Flow, func(*Change) { r.rankBy = nil })
	m.changed(active, ParamExpedite, step.Flow, func(c *Change) {
		r.expedite = true
		r.hurry = float64(r.hurry * c.Value)
	})
	for i, g := range step.Gives {
		if hold := m.spans(active, ParamLinkHold, d.index, m.Stocks[g.Stock].Department); len(hold) > 0 && m.Stocks[g.Stock].Department != d.index {
			if r.giveHold == nil {
				r.giveHold = make([][]calendar.Span, len(step.Gives))
			}
			r.giveHold[i] = hold
		}
	}
	for _, y := range step.Needs {
		r.needs = append(r.needs, slices.Index(d.systems, y))
	}
	for _, a := range step.Takes {
		r.takes = append(r.takes, takeRule{slices.Index(d.stocks, a.Stock), a.Quantity, a.Per})
	}
	d.makeOutcomeRules(&r, active, s)
	if step.Finds > 0 || r.finds > 0 {
		r.back = d.makeEdgeRule(active, s, &step.BackTo)
	}
	for i := range step.Starts {
		r.starts = append(r.starts, d.makeStartRule(active, s, &step.Starts[i]))
	}
	for _, agent := range d.batch.waiting[step.Flow] {
		r.tells = append(r.tells, tellRule{agent, m.spans(active, ParamLinkHold, d.index, agent)})
	}
	r.batch = m.batchUnder(active, s)
	r.others = len(r.starts)+len(step.WaitsFor) > 0 || step.Answers
	r.clocked = r.external && m.clocked(step.Flow)
	r.timed = d.leads != nil && d.leads.flows[step.Flow]
	r.led = d.leads != nil && (r.external || r.timed)
	r.recorded = r.external && d.trace || r.clocked || r.timed || d.batch.follow != nil
	r.reply = d.makeReplyRule(active, s)
	r.stops, r.agreed = r.clocked && m.stopsClock(s), m.agreedAt(s)
	if r.reply != nil {
		r.reply.stops, r.stops = r.stops, false
	}
	if terms := m.termsOf(step.Flow); terms != nil && r.external && m.begins(step.Flow, s) {
		r.balk = terms.Balks
	}
	r.retry = d.makeRetryRule(active, step.Flow)
	r.direct = r.batch == nil && r.reply == nil && r.balk == nil && step.Appointment == nil && step.TeamBy == nil && r.door < 0 && !r.stops && r.supplier < 0 && len(step.Join) < 2 && r.wait.IsZero() && len(r.needs) == 0 && len(r.takes) == 0
	r.travel, r.travelBy = m.distribution(active, ParamTravel, s, step.Travel)
	if r.appointment = step.Appointment; r.appointment != nil {
		r.places = m.pieces(active, ParamPlaces, s, 0, step.Appointment.PerDay)
	}
	r.idle = r.work.IsZero() && r.travel.IsZero()
	r.careful = len(r.needs) > 0 || !r.travel.IsZero()
	r.straight = r.reply == nil && r.travel.IsZero() && len(r.agreed) == 0 && len(r.outcomes) == 1 && len(r.outcomes[0].edges) == 1 && !r.outcomes[0].open && r.errors <= 0 && r.finds <= 0 && len(step.Gives) == 0 && len(r.needs) == 0
	return r
}

// makeOutcomeRules puts the outcomes with a condition first, then the others.
func (d *department) makeOutcomeRules(r *stepRule, active []uint16, s int) {
	m := d.model
	outcomes := m.Steps[s].Outcomes
	add := func(index int, guard *Guard, upTo float64) {
		o := d.makeOutcomeRule(active, s, index)
		o.guard, o.upTo = guard, upTo
		r.outcomes = append(r.outcomes, o)
	}
	missing := -1
	if m.Steps[s].Reply != nil {
		missing = m.Steps[s].Reply.Missing
	}
	for i := range outcomes {
		if guard := outcomes[i].If; guard != nil {
			m.changed(active, ParamGuard, s, func(c *Change) {
				if c.Index == i {
					guard = c.Guard
				}
			})
			add(i, guard, 0)
		}
	}
	upTo := 0.0
	for i, chance := range m.chances(active, s) {
		if outcomes[i].If != nil || i == missing || chance <= 0 && len(outcomes) > 1 {
			continue
		}
		upTo += chance
		add(i, nil, upTo)
	}
}

// makeOutcomeRule is where one outcome of a step leads.
func (d *department) makeOutcomeRule(active []uint16, s, index int) outcomeRule {
	o := outcomeRule{index: index}
	next := d.model.Steps[s].Outcomes[index].Next
	for i := range next {
		e := d.makeEdgeRule(active, s, &next[i])
		o.open = o.open || e.depends()
		o.edges = append(o.edges, e)
	}
	return o
}

// chances are the chances of a step's outcomes without a condition: those an
// effect sets, and the others in their old proportions on what is left.
func (m *Model) chances(active []uint16, s int) []float64 {
	outcomes := m.Steps[s].Outcomes
	set := make([]float64, len(outcomes))
	for i := range set {
		set[i] = -1
	}
	m.changed(active, ParamChance, s, func(c *Change) { set[c.Index] = min(1, max(0, c.Value)) })
	chances := make([]float64, len(outcomes))
	for i := range outcomes {
		chances[i] = outcomes[i].Chance
		if outcomes[i].If != nil {
			set[i] = 0
		}
	}
	return spreadShares(chances, set)
}

// spreadShares gives those that are not set (below 0) what is left, in their old
// proportions.
func spreadShares(was, set []float64) []float64 {
	left, old := 1.0, 0.0
	for i := range was {
		if set[i] >= 0 {
			left -= set[i]
		} else {
			old += was[i]
		}
	}
	for i := range was {
		switch {
		case set[i] >= 0:
		case old > 0:
			set[i] = max(0, float64(left*was[i])/old)
		default:
			set[i] = 0
		}
	}
	return set
}

func (d *department) makeEdgeRule(active []uint16, s int, e *Edge) edgeRule {
	m := d.model
	r := edgeRule{to: e.To, back: e.Back, fixed: -1}
	switch {
	case e.To < 0:
		r.agent = m.customersAgent()
	default:
		r.agent = m.Steps[e.To].Department
	}
	r.dist, r.factor = m.distribution(active, ParamHandoff, s, e.Handoff)
	if r.agent != d.index {
		r.least = m.leastHandoff(s, e)
	}
	link := r.agent
	if e.To < 0 {
		link = ToCustomer
	}
	r.hold = m.spans(active, ParamLinkHold, d.index, link)
	if r.dist.IsZero() {
		r.fixed = r.least
	} else if r.dist.Min() == r.dist.Max() {
		r.fixed = max(r.least, r.dist.TicksScaled(0.5, r.factor))
	}
	if len(e.Others) > 0 {
		r.which = m.makeWhichRule(active, e.To)
		for i := range e.Others {
			r.others = append(r.others, d.makeEdgeRule(active, s, &e.Others[i]))
		}
	}
	if len(e.Instead) > 0 {
		need := m.Steps[e.To].Need
		r.pass = &passRule{only: need.Only, chance: m.number(active, ParamNeed, e.To, 0, need.Chance)}
		m.changed(active, ParamOnlyIf, e.To, func(c *Change) { r.pass.only = c.Guard })
		for i := range e.Instead {
			r.pass.instead = append(r.pass.instead, d.makeEdgeRule(active, s, &e.Instead[i]))
		}
	}
	return r
}

// travel is the handoff of one item over this edge.
func (e *edgeRule) travel(k draw.Key, item, at uint64) Tick {
	if e.fixed >= 0 {
		return e.fixed
	}
	return max(e.least, e.dist.TicksScaled(k.Uniform(item, at), e.factor))
}
