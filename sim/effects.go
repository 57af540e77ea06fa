package sim

import (
	"slices"

	"ripple/sim/draw"
)

// span is when an effect holds in one replication.
type effectSpan struct {
	start, end Tick
	ramped     Tick // its Ramp is over; Never when there is none, or it never is
	happens    bool
}

// ramping marks an active effect whose Ramp is not over.
const ramping = 1 << 15

// effectEntity is the identity of an effect in draws.
func (m *Model) effectEntity(e int) uint64 {
	if own := m.Effects[e].Identity; own > 0 {
		return 1<<60 | (own - 1)
	}
	return 1<<60 | uint64(e)
}

// effectFrom is the span of an effect whose time came at a tick.
func (m *Model) effectFrom(k draw.Key, e int, at Tick) effectSpan {
	eff := &m.Effects[e]
	start := later(at, eff.Lead)
	end := Never
	switch {
	case !eff.ForRandom.IsZero():
		end = later(start, eff.ForRandom.Ticks(k.Uniform(m.effectEntity(e), draw.At(0, 0, draw.InjectFor, 0))))
	case !eff.For.IsZero():
		end = eff.For.After(m.Calendars[0], start)
	}
	return m.effectFor(e, start, end)
}

// effectFor is the span of an effect from its start to its end.
func (m *Model) effectFor(e int, start, end Tick) effectSpan {
	eff := &m.Effects[e]
	ramped := Never
	if !eff.Ramp.IsZero() {
		if ramped = eff.Ramp.After(m.Calendars[0], start); ramped >= end {
			ramped = Never
		}
	}
	return effectSpan{start, end, ramped, start < m.End && end > start}
}

// firstDifference is the earliest tick at which an arm can differ from the one
// it forks from: 0 where that depends on chance.
func (m *Model) firstDifference(arm, from int) Tick {
	first := Never
	for e := range m.Effects {
		eff := &m.Effects[e]
		if !eff.Arms[arm] || eff.Arms[from] {
			continue
		}
		at := later(eff.When.At, eff.Lead)
		switch {
		case eff.When.Random:
			at = 0
		case eff.When.Condition != nil:
			at = eff.When.At
		}
		first = min(first, at)
	}
	return first
}

// effectEvents are the agenda entries of the effects that an arm has and the
// arm it was copied from (nil: none) has not.
func (m *Model) effectEvents(k draw.Key, arm int, from *int, past *past, concerns func(e int) bool, push func(event)) {
	for e := range m.Effects {
		eff := &m.Effects[e]
		if !m.has(k, arm, e) || from != nil && m.has(k, *from, e) {
			continue
		}
		if c := eff.When.Condition; c != nil {
			if eff.When.At < c.sampled(m) {
				push(event{at: eff.When.At, ref: uint32(e), class: classStatus})
			}
			continue
		}
		if concerns(e) {
			pushEffect(push, e, past.time(m, k, e))
		}
	}
}

// rampOver marks the event that an effect's Ramp is over, among those of its start and end.
const rampOver = 1 << 20

func pushEffect(push func(event), e int, s effectSpan) {
	if !s.happens {
		return
	}
	push(event{at: s.start, ref: uint32(2 * e), class: classEffect})
	if s.end != Never {
		push(event{at: s.end, ref: uint32(2*e + 1), class: classEffect})
	}
	if s.ramped != Never {
		push(event{at: s.ramped, ref: rampOver | uint32(e), class: classEffect})
	}
}

func (p *part) scheduleEffects(from *int) {
	d := p.dept
	d.model.effectEvents(p.key, p.arm, from, p.past, func(e int) bool { return d.concern[e] }, func(e event) {
		if e.class == classStatus && !d.watch[e.ref] {
			return
		}
		p.push(e)
	})
	d.model.verdictEvents(p.key, d.index, p.arm, from, p.push)
	if !d.follows {
		return
	}
	for e := range d.model.Effects {
		eff := &d.model.Effects[e]
		if d.model.has(p.key, p.arm, e) && (from == nil || !d.model.has(p.key, *from, e)) && eff.When.Condition == nil {
			p.schedulePromise(e, p.past.time(d.model, p.key, e), p.push)
		}
	}
}

// effect begins or ends an effect at this department.
func (p *part) effect(ev event) {
	if ev.ref&rampOver != 0 {
		p.active = slices.Clone(p.active)
		if i := slices.Index(p.active, uint16(ev.ref&^rampOver)|ramping); i >= 0 {
			p.active[i] &^= ramping
		}
		p.changeRules(p.dept.rulesFor(p.active), ev.at)
		return
	}
	e, ends := int(ev.ref/2), ev.ref%2 == 1
	begun := uint16(e)
	if !p.dept.model.Effects[e].Ramp.IsZero() {
		begun |= ramping
	}
	if ends {
		p.active = slices.DeleteFunc(slices.Clone(p.active), func(a uint16) bool { return int(a&^ramping) == e })
	} else {
		p.active = append(slices.Clone(p.active), begun)
	}
	p.tellEffect(e, ends, ev.at)
	p.changeRules(p.dept.rulesFor(p.active), ev.at)
	if ends {
		return
	}
	changes := p.dept.model.Effects[e].Changes
	for i := range changes {
		c := &changes[i]
		if (c.Param == ParamStockLoss || c.Param == ParamStockGain) && p.dept.model.Stocks[c.Target].Department == p.dept.index {
			p.changeStock(c, ev.at)
		}
	}
}

// changeRules puts other rules in force and moves the work in hand and waiting accordingly.
func (p *part) changeRules(next *rules, now Tick) {
	p.countCapacity(now)
	old := p.rules
	for i := range p.teams {
		p.settle(i, now)
	}
	for slot := range p.tokens {
		t := &p.tokens[slot]
		if t.state > stateComing && t.flags&tokenPieces == 0 {
			p.spend(t, now)
		}
	}
	p.systemsChange(now, func() {
		p.rules = next
		p.requeue()
		for i := range p.teams {
			p.restaff(i, now)
		}
	})
	for slot := range p.tokens {
		t := &p.tokens[slot]
		if t.state == stateOrdered {
			p.supplierChanged(old, uint32(slot), now)
			continue
		}
		if t.flags&tokenPieces != 0 {
			continue
		}
		was, is := &old.steps[t.local], &next.steps[t.local]
		switch t.state {
		case stateHeld:
			if is.expedite && !was.expedite {
				p.plan(uint32(slot), now, classRelease)
			}
		case stateOutside:
			if is.hurry != was.hurry && was.hurry > 0 {
				rest := float64(float64(t.until-now) * is.hurry)
				p.plan(uint32(slot), now+Tick(rest/was.hurry+0.5), classOutside)
			}
		case stateCustomer:
			p.hurryAnswer(uint32(slot), was, is, now)
		case stateWorking:
			a, b := &old.teams[t.team], &next.teams[t.team]
			if a.calendar != b.calendar || a.finish != b.finish {
				p.replan(uint32(slot), now)
			}
		}
	}
	for i := range p.teams {
		if p.teams[i].openAt != Never {
			p.teams[i].openAt = Never // the opening on the agenda may be another now
		}
		p.takeUp(i, now)
	}
	for i := range p.doors {
		p.callIn(i, now)
	}
	p.batchesChange(old, now)
	for i := range p.stocks {
		p.reorder(i, now)
		p.serve(i, now)
	}
}

// requeue puts all queues in the order of the rules in force.
func (p *part) requeue() {
	again := func(q *queue, rank func(t *token) int64) {
		waiting := q.waiting()
		for i := range waiting {
			waiting[i].rank = rank(&p.tokens[waiting[i].slot])
		}
		slices.SortFunc(waiting, func(a, b place) int {
			if a.before(b) {
				return -1
			}
			return 1
		})
		q.places, q.head = waiting, 0
	}
	for i := range p.teams {
		again(&p.teams[i].queue, func(t *token) int64 { return p.rankIn(t, i) })
	}
	for i := range p.doors {
		again(&p.doors[i].queue, p.rank)
	}
	for i := range p.stocks {
		again(&p.stocks[i].queue, p.stockRank)
	}
}

// countCapacity sums up the staff present until now.
func (p *part) countCapacity(now Tick) {
	m := p.dept.model
	for i := range p.teams {
		rule := &p.rules.teams[i]
		from, to := max(p.teams[i].counted, m.From), min(now, m.Until)
		if to > from {
			worked, earned := int64(rule.staff), int64(rule.paid)
			if people := p.teams[i].people; people != nil {
				w0, e0 := people.sums(from)
				w1, e1 := people.sums(to)
				worked, earned = w1-w0, e1-e0
			} else {
				open := rule.calendar.Between(from, to)
				worked, earned = worked*open, earned*open
			}
			p.result.Capacity += worked
			p.pay += earned * rule.cents
		}
		p.teams[i].counted = now
	}
}

// expediteCost is what the responses that speed a flow up cost for one item.
func (p *part) expediteCost(flow int) int64 { return p.costPerItem(ParamExpedite, flow) }

// costPerItem is what the active responses that change a parameter cost for one item.
func (p *part) costPerItem(param Parameter, target int) int64 {
	cost := int64(0)
	for _, e := range p.active {
		eff := &p.dept.model.Effects[e&^ramping]
		for i := range eff.Changes {
			if c := &eff.Changes[i]; c.Param == param && c.Target == target {
				cost += eff.CostPerItem
			}
		}
	}
	return cost
}

// Triggered is when the time of an effect comes in a replication, counted from 0;
// false when chance says that it never does, or when a condition decides.
func (m *Model) Triggered(seed uint64, replication, effect int) (Tick, bool) {
	if m.Effects[effect].When.Condition != nil {
		return Never, false
	}
	return m.triggered(draw.NewKey(seed, uint32(replication)), effect)
}

// Holds is between which ticks an effect holds in an arm of a replication, counted from
// 0. Where a condition decides it is when it may hold at most. Both are Never where it
// does not happen.
func (m *Model) Holds(seed uint64, replication, arm, effect int) (from, to Tick) {
	k := draw.NewKey(seed, uint32(replication))
	if !m.has(k, arm, effect) {
		return Never, Never
	}
	if when := &m.Effects[effect].When; when.Condition != nil {
		return when.At, Never
	}
	at, happens := m.triggered(k, effect)
	if !happens {
		return Never, Never
	}
	if s := m.effectFrom(k, effect, at); s.happens {
		return s.start, s.end
	}
	return Never, Never
}

func (m *Model) triggered(k draw.Key, e int) (Tick, bool) {
	w := &m.Effects[e].When
	if !w.Random {
		return w.At, true
	}
	if k.Uniform(m.effectEntity(e), draw.At(0, 0, draw.InjectHappens, 0)) >= w.Chance {
		return Never, false
	}
	return w.AtRandom.Ticks(k.Uniform(m.effectEntity(e), draw.At(0, 0, draw.InjectAt, 0))), true
}
