package sim

import (
	"fmt"

	"ripple/sim/draw"
)

// A condition is judged by one department from status messages. Whoever knows
// a quantity samples it at the condition's times and reports it to the judge,
// which hears it one handoff later; what follows begins, everywhere at once,
// another handoff later.

// verdict is what a judge has heard for one condition.
type verdict struct {
	heard []status
}

type status struct {
	at         Tick
	comparison uint16
	value      int64
}

// watches tells for each effect whether an agent holds a quantity its condition watches.
func (m *Model) watches(agent int) []bool {
	w := make([]bool, len(m.Effects))
	for e := range m.Effects {
		if c := m.Effects[e].When.Condition; c != nil {
			for _, x := range c.All {
				w[e] = w[e] || m.holder(x) == agent
			}
		}
	}
	return w
}

// judged is until when the condition is judged, sampled until when statuses are
// taken for that: what follows begins a handoff after the judgement, which is
// one after the status.
func (c *Condition) judged(m *Model) Tick {
	if c.Until <= 0 {
		return m.End
	}
	return min(m.End, c.Until-m.Handoff)
}

func (c *Condition) sampled(m *Model) Tick {
	if c.Until <= 0 {
		return m.End
	}
	return min(m.End, c.Until-2*m.Handoff)
}

// verdictEvents puts the first judgement of each condition that an agent
// judges on its agenda.
func (m *Model) verdictEvents(k draw.Key, agent, arm int, from *int, push func(event)) {
	for e := range m.Effects {
		eff := &m.Effects[e]
		c := eff.When.Condition
		if c == nil || c.Judge != agent || !m.has(k, arm, e) || from != nil && m.has(k, *from, e) {
			continue
		}
		if at := later(eff.When.At, m.Handoff); at < c.judged(m) {
			push(event{at: at, ref: uint32(e), class: classVerdict})
		}
	}
}

// isFired tells whether an effect's condition has held, as known at now.
func (p *part) isFired(e int, now Tick) bool {
	at, ok := p.fired[e]
	return ok && at <= now
}

// sample reports the quantities a condition watches here to its judge.
func (p *part) sample(ev event) {
	e := int(ev.ref)
	m := p.dept.model
	if p.isFired(e, ev.at) {
		return
	}
	c := m.Effects[e].When.Condition
	for i, x := range c.All {
		if m.holder(x) != p.dept.index {
			continue
		}
		value := p.backlog.n
		if x.Quantity == QuantityStock {
			value = p.stocks[p.dept.stockPlace(x.Target)].onHand
		}
		out := entry{at: later(ev.at, m.Handoff), item: uint64(value), kind: entryStatus, step: uint16(e), visit: uint16(i)}
		if c.Judge == p.dept.index {
			p.hear(&out)
		} else {
			p.dept.out(c.Judge).add(p.world, &out)
		}
	}
	if next := later(ev.at, c.Every); next < c.sampled(m) {
		p.push(event{at: next, ref: ev.ref, class: classStatus})
	}
}

// hear keeps a status until the judgement it is for.
func (p *part) hear(e *entry) {
	if p.verdict == nil {
		p.verdict = map[int]*verdict{}
	}
	v := p.verdict[int(e.step)]
	if v == nil {
		v = &verdict{}
		p.verdict[int(e.step)] = v
	}
	v.heard = append(v.heard, status{e.at, e.visit, int64(e.item)})
}

// judge decides whether a condition holds by the statuses sampled for this moment.
func (p *part) judge(ev event) {
	e := int(ev.ref)
	m := p.dept.model
	c := m.Effects[e].When.Condition
	holds, missing := true, len(c.All)
	if v := p.verdict[e]; v != nil {
		rest := v.heard[:0:0]
		for _, s := range v.heard {
			if s.at != ev.at {
				rest = append(rest, s)
				continue
			}
			missing--
			if x := c.All[s.comparison]; x.Above {
				holds = holds && float64(s.value) > x.Limit
			} else {
				holds = holds && float64(s.value) < x.Limit
			}
		}
		v.heard = rest
	}
	if missing != 0 {
		p.dept.fail(fmt.Errorf("effect %s: its condition was judged without %d of its %d statuses, at %s: this is a bug in ripple, please report it with the scenario", m.Effects[e].Name, missing, len(c.All), m.When(ev.at)))
	}
	if !holds {
		if next := later(ev.at, c.Every); next < c.judged(m) {
			p.push(event{at: next, ref: ev.ref, class: classVerdict})
		}
		return
	}
	at := later(ev.at, m.Handoff)
	for agent := range p.dept.batch.agents {
		if agent != p.dept.index {
			p.dept.out(agent).add(p.world, &entry{at: at, kind: entryFire, step: uint16(e)})
		}
	}
	p.fire(e, at)
}

// fire takes note that an effect's condition has held.
func (p *part) fire(e int, at Tick) {
	if p.fired == nil {
		p.fired = map[int]Tick{}
	}
	p.fired[e] = at
	s := p.past.span(p.dept.model, p.key, e, at)
	p.schedulePromise(e, s, p.push)
	if p.dept.concern[e] {
		pushEffect(p.push, e, s)
	}
}
