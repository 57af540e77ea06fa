package sim

import "ripple/sim/calendar"

// transitHolds are the holds of goods that arrive at the department from others.
func (d *department) transitHolds(active []uint16) [][]calendar.Span {
	var holds [][]calendar.Span
	for from := range d.model.Departments {
		if hold := d.model.spans(active, ParamTransitHold, from, d.index); len(hold) > 0 {
			if holds == nil {
				holds = make([][]calendar.Span, len(d.model.Departments))
			}
			holds[from] = hold
		}
	}
	return holds
}

// transitHold is how long goods or pieces that arrive are held at the door.
func (p *part) transitHold(t *token) []calendar.Span {
	if p.rules.transit == nil {
		return nil
	}
	from := p.dept.model.sender(t)
	if from < 0 {
		return nil
	}
	return p.rules.transit[from]
}

// sender is the department a token comes from; -1: from outside.
func (m *Model) sender(t *token) int {
	if stock, _, ok := stockOf(t.item); ok && t.flags&tokenPieces == 0 && t.prevStep == t.step && t.visit == 0 {
		return m.Stocks[stock].Department // the order for the pieces
	}
	if t.prevStep == noStep {
		return -1
	}
	return m.Steps[t.prevStep].Department
}

// holdsOnTheWay tells whether anything can be held on its way to the customers.
func (m *Model) holdsOnTheWay() bool {
	for e := range m.Effects {
		for _, c := range m.Effects[e].Changes {
			if c.Param == ParamTransitHold && c.Index < 0 {
				return true
			}
		}
	}
	return false
}

// held tells whether a delivery is held at the customers' door, and moves it then.
func (c *customers) held(k *market, e *ending) bool {
	if !c.transit || e.lost || e.held {
		return false
	}
	e.held = true
	until := e.heard
	for _, t := range k.spans {
		if e.heard < t.start || e.heard >= t.end {
			continue
		}
		changes := c.model.Effects[t.effect].Changes
		for i := range changes {
			if ch := &changes[i]; ch.Param == ParamTransitHold && ch.Index < 0 && ch.Target == c.model.Steps[e.step].Department {
				until = max(until, ch.Span.After(c.model.Calendars[0], until))
			}
		}
	}
	if until == e.heard {
		return false
	}
	e.heard = until
	k.ends.push(*e)
	return true
}
