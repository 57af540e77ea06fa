package scenarios

import (
	"ripple/sim"
	"ripple/sim/calendar"
	"ripple/sim/draw"
)

// turnover is how the people of a team leave and are replaced.
type turnover struct {
	node     *node
	perYear  float64 // the share of the people who leave in a year
	flowNode *node
	flow     int
	learning calendar.Span
}

// maxTurnover is the largest share of people who leave in a year.
const maxTurnover = 50

func readTurnover(n *node) *turnover {
	t := &turnover{node: n, flow: -1}
	f := n.fields("turnover")
	if v := f.need("per-year"); v != nil {
		var ok bool
		if t.perYear, ok = v.share("turnover", 0, maxTurnover); ok && t.perYear == 0 {
			v.fail("leave `turnover` out where nobody leaves", "a turnover of nothing")
		}
	}
	t.flowNode = f.need("replaced-by")
	if v := f.get("productive-after"); v != nil {
		t.learning, _ = v.span("`productive-after`")
	}
	return t
}

// resolveTurnover finds the flows that replace people.
func (org *organisation) resolveTurnover() {
	for _, d := range org.departments {
		for _, t := range d.teams {
			v := t.turnover
			if v == nil || v.flowNode == nil || v.flow >= 0 {
				continue // several teams may share it
			}
			if t.people() == 0 {
				v.node.fail("add people, or leave it out", "nobody works in `%s` who could leave", d.name)
				continue
			}
			if v.flow = v.flowNode.find("a flow", org.flowAt); v.flow < 0 {
				continue
			}
			f := org.flows[v.flow]
			org.started[v.flow] = true
			if f.segment >= 0 {
				v.flowNode.fail("let a flow without `for`, or for departments, replace them", "`%s` is a flow for customers", f.name)
				continue
			}
			for _, s := range f.steps {
				for _, to := range f.follows(s) {
					if to == toLost {
						v.flowNode.fail("let it go back to an earlier step instead", "`%s` can end as lost at `%s`, and then nobody would come", f.name, s.name)
					}
				}
			}
		}
	}
}

// leaving is how many people leave a team in a week.
func (t *team) leaving() float64 {
	if t.turnover == nil {
		return 0
	}
	return float64(t.people()) * t.turnover.perYear * 7 / 365
}

// turnovers gives the model the teams that people leave.
func (b *builder) turnovers() {
	for d, dept := range b.org.departments {
		for i, t := range dept.teams {
			v := t.turnover
			if v == nil || v.flow < 0 || v.perYear <= 0 {
				continue
			}
			stays, err := draw.Exponential(float64(365*calendar.CalendarDay) / v.perYear)
			if err != nil {
				v.node.fail("", "%s", err)
				continue
			}
			mt := sim.Turnover{Department: d, Team: i, Seats: t.people(), Stays: stays, Flow: v.flow, Learning: v.learning}
			if steps := b.org.flows[v.flow].steps; len(steps) > 0 && steps[0].doneElsewhere(d) {
				mt.Handoff = b.org.handoff.dist
			}
			b.model.Turnovers = append(b.model.Turnovers, mt)
		}
	}
}

// hires calls f for whoever brings new people to a department.
func (org *organisation) hires(f func(service)) {
	for d, dept := range org.departments {
		for _, t := range dept.teams {
			if t.turnover == nil || t.turnover.flow < 0 {
				continue
			}
			flow := org.flows[t.turnover.flow]
			for _, s := range flow.steps {
				if s.department >= 0 && containsInt(flow.follows(s), toCustomer) {
					f(service{from: s.department, to: d, segment: -1, kind: servicePeople, thing: flow.name})
				}
			}
		}
	}
}
