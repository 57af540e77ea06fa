package sim

import (
	"encoding/binary"
	"slices"

	"ripple/sim/draw"
)

// A step may be done by several departments: it is one Step in each of them.
// Whoever sends an item there decides which one gets it, by what the scenario
// fixes (hours, people, chances) and the effects in force: all of that is known
// to every agent.

// steps are the steps that do the same as one, itself included.
func (m *Model) steps(step int) []int {
	if w := m.Steps[step].Whichever; w != nil {
		return w.Steps
	}
	return []int{step}
}

// openRoute tells whether it depends on a department's hours or people who
// gets what is sent to a step.
func (m *Model) openRoute(step, department int) bool {
	w := m.Steps[step].Whichever
	return w != nil && w.Open && slices.ContainsFunc(w.Steps, func(s int) bool { return m.Steps[s].Department == department })
}

// begins tells whether a flow may begin with a step.
func (m *Model) begins(flow, step int) bool {
	return slices.Contains(m.steps(m.Flows[flow].First), step)
}

// whichRule is how an item goes to one of several steps that do the same.
type whichRule struct {
	first int // the step by which the chance is drawn
	upTo  []float64
	// counters are, where it goes by who is open, the teams that do each of them.
	counters [][]teamRule
}

// makeWhichRule works out how items get to a step under the active effects; nil
// when there is only the one.
func (m *Model) makeWhichRule(active []uint16, step int) *whichRule {
	w := m.Steps[step].Whichever
	if w == nil {
		return nil
	}
	r := &whichRule{first: step}
	if w.Open {
		for _, s := range w.Steps {
			r.counters = append(r.counters, m.teamsAt(active, s))
		}
		return r
	}
	upTo := 0.0
	for _, share := range m.shares(active, step) {
		upTo += share
		r.upTo = append(r.upTo, upTo)
	}
	return r
}

// teamsAt are the teams that do a step.
func (m *Model) teamsAt(active []uint16, step int) []teamRule {
	s := &m.Steps[step]
	teams := s.Teams
	if len(teams) == 0 {
		teams = []int{s.Team}
	}
	var rules []teamRule
	for _, t := range teams {
		rules = append(rules, m.makeTeamRule(active, s.Department, t))
	}
	return rules
}

// shares are the shares of several steps that do the same: those an effect sets,
// and the others in their old proportions on what is left.
func (m *Model) shares(active []uint16, step int) []float64 {
	old := m.Steps[step].Whichever.Shares
	set := make([]float64, len(old))
	for i := range set {
		set[i] = -1
	}
	m.changed(active, ParamRoute, step, func(c *Change) { set[c.Index] = min(1, max(0, c.Value)) })
	left, others := 1.0, 0.0
	for i := range set {
		if set[i] >= 0 {
			left -= set[i]
		} else {
			others += old[i]
		}
	}
	for i := range set {
		switch {
		case set[i] >= 0:
		case others > 0:
			set[i] = max(0, float64(left*old[i])/others)
		default:
			set[i] = 0
		}
	}
	return set
}

// choose is which of the steps an item goes to that would come to each at a tick:
// by chance, or to the first that is open then, otherwise the one that opens first.
func (w *whichRule) choose(k draw.Key, item uint64, visit uint16, arrives func(i int) Tick) int {
	if w.counters == nil {
		u, i := k.Uniform(item, draw.At(uint16(w.first), visit, draw.Route, 0)), 0
		for i < len(w.upTo)-1 && u >= w.upTo[i] {
			i++
		}
		return i
	}
	best, soonest := 0, Never
	for i, teams := range w.counters {
		at, from := arrives(i), Never
		for t := range teams {
			from = min(from, teams[t].staffedFrom(at))
		}
		if from == at {
			return i
		}
		if from < soonest {
			best, soonest = i, from
		}
	}
	return best
}

// staffedFrom is when somebody of the team is at work, from a tick on; places
// that are vacant are known to the department alone.
func (r *teamRule) staffedFrom(at Tick) Tick {
	if r.plan == nil {
		if r.staff <= 0 {
			return Never
		}
		return r.calendar.NextOpen(at)
	}
	s := r.plan.staffing(0, 0)
	for i := s.step(at); i < len(s.steps); i++ {
		if s.steps[i].open && s.steps[i].staff() > 0 {
			return max(at, s.steps[i].at)
		}
	}
	return Never
}

// other is the i-th of the edges to steps that do the same.
func (e *edgeRule) other(i int) *edgeRule {
	if i == 0 {
		return e
	}
	return &e.others[i-1]
}

// routed is the edge an item takes when its edge leads to one of several steps. at
// is the place of the handoff's draw.
func (p *part) routed(e *edgeRule, item uint64, visit uint16, at uint64, now Tick) *edgeRule {
	if e.which == nil {
		return e
	}
	return e.other(e.which.choose(p.key, item, visit, func(i int) Tick {
		o := e.other(i)
		return p.arrival(o, o.travel(p.key, item, at), now)
	}))
}

// sendsTo tells whether the department may send items to a step: after one of its
// own, or by starting them, also those that come again.
func (d *department) sendsTo(step int) bool {
	m := d.model
	for i := range m.Turnovers {
		if t := &m.Turnovers[i]; t.Department == d.index && m.Flows[t.start().Flow].First == step {
			return true
		}
	}
	for _, s := range d.steps {
		if terms := m.termsOf(m.Steps[s].Flow); terms != nil && terms.Retry != nil && m.Flows[m.Steps[s].Flow].First == step {
			return true
		}
		for _, start := range m.Steps[s].AllStarts() {
			if m.Flows[start.Flow].First == step {
				return true
			}
		}
	}
	for _, k := range d.stocks {
		for _, rule := range m.Stocks[k].Reorders {
			for _, from := range rule.Sources {
				if from.Flow >= 0 && m.Flows[from.Flow].First == step {
					return true
				}
			}
		}
	}
	return d.leadsTo(step)
}

// routesBy tells whether it depends on another department's hours or people where
// this one sends items.
func (d *department) routesBy(department int) bool {
	for step := range d.model.Steps {
		if d.model.openRoute(step, department) && d.sendsTo(step) {
			return true
		}
	}
	return false
}

// entrance is the first step of a flow for an item that comes there at a tick.
func (c *customers) entrance(k *market, flow int, item uint64, at Tick) int {
	m := c.model
	first := m.Flows[flow].First
	w := m.Steps[first].Whichever
	if w == nil {
		return first
	}
	var active []uint16
	for _, t := range k.spans {
		if at >= t.start && at < t.end && m.routesOrders(&m.Effects[t.effect]) {
			active = append(active, uint16(t.effect))
		}
	}
	key := binary.LittleEndian.AppendUint32(nil, uint32(first))
	for _, e := range active {
		key = binary.LittleEndian.AppendUint16(key, e)
	}
	r := c.routes[string(key)]
	if r == nil {
		r = m.makeWhichRule(active, first)
		c.routes[string(key)] = r
	}
	return w.Steps[r.choose(k.key, item, 0, func(int) Tick { return at })]
}

// routesOrders tells whether an effect changes who gets the customers' orders.
func (m *Model) routesOrders(e *Effect) bool {
	return slices.ContainsFunc(e.Changes, func(c Change) bool {
		for i := range m.Streams {
			first := m.Flows[m.Streams[i].Flow].First
			switch c.Param {
			case ParamStaff, ParamHours, ParamRoster:
				if m.openRoute(first, c.Target) {
					return true
				}
			case ParamRoute:
				if c.Target == first {
					return true
				}
			}
		}
		return false
	})
}

// checkWhichever refuses what cannot be chosen between.
func (m *Model) checkWhichever(i int) bool {
	w := m.Steps[i].Whichever
	if w == nil {
		return true
	}
	if len(w.Steps) < 2 || w.Steps[0] != i || !w.Open && len(w.Shares) != len(w.Steps) {
		return false
	}
	for k, s := range w.Steps {
		step := &m.Steps[s]
		if step.Flow != m.Steps[i].Flow || len(step.Join) > 1 || k > 0 && (step.Whichever != nil || step.Need != nil) {
			return false
		}
		for _, before := range w.Steps[:k] {
			if m.Steps[before].Department == step.Department {
				return false
			}
		}
	}
	return true
}
