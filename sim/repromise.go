package sim

// A new promise for open orders is a standing rule told to all at one moment.
// Whoever holds an order then takes the new date; what was handed over before
// then and arrives later takes it where it arrives. Each handoff tells when it was
// made, so that nobody applies a promise twice, or to an order placed since.

// rePromises tells whether an effect promises open orders another date.
func (m *Model) rePromises(e int) bool {
	for _, c := range m.Effects[e].Changes {
		if c.Param == ParamPromise && c.Value == 1 {
			return true
		}
	}
	return false
}

// followsPromises tells whether departments have to know of new promises: when
// any team ever works by due date.
func (m *Model) followsPromises() bool {
	promised, dated := false, false
	for e := range m.Effects {
		promised = promised || m.rePromises(e)
		for _, c := range m.Effects[e].Changes {
			dated = dated || c.Param == ParamDiscipline && Discipline(c.Value) == ByDueDate
		}
	}
	for i := range m.Departments {
		for _, t := range m.Departments[i].Teams {
			dated = dated || t.Discipline == ByDueDate
		}
	}
	return promised && dated
}

// toldPromise is a promise that has been told.
type toldPromise struct {
	at     Tick
	effect int
}

// schedulePromise puts the moment at which an effect's promise is told on the agenda.
func (p *part) schedulePromise(e int, s effectSpan, push func(event)) {
	m := p.dept.model
	if !p.dept.follows || !s.happens || !m.rePromises(e) {
		return
	}
	at := s.start
	if m.Effects[e].When.Condition != nil {
		at = m.midnightAfter(at) // as for customers
	}
	if at < s.end {
		push(event{at: at, ref: uint32(e), class: classPromise})
	}
}

// tellPromise gives the open orders that are here, or on their way since before,
// the date now promised.
func (p *part) tellPromise(e int, now Tick) {
	told := toldPromise{now, e}
	p.promises = append(p.promises, told)
	for slot := range p.tokens {
		t := &p.tokens[slot]
		if t.state == stateFree || t.flags&tokenPieces != 0 || t.state == stateComing && t.arrived >= now {
			continue
		}
		p.applyPromise(t, told)
	}
	p.requeue()
}

// catchUp applies the promises told since an arriving item was handed over.
func (p *part) catchUp(t *token, handed Tick) {
	t.arrived = handed // until it arrives
	for _, told := range p.promises {
		if told.at > handed {
			p.applyPromise(t, told)
		}
	}
}

// applyPromise gives an order another date, unless it is past the old one; a date
// is never brought forward. The customers' agent counts by the same rule.
func (p *part) applyPromise(t *token, told toldPromise) {
	if t.due == Never || told.at >= t.due {
		return
	}
	m := p.dept.model
	s := 0
	if isStarted(t.item) {
		s = p.dept.batch.streams[m.Steps[t.step].Flow]
	} else {
		s, _ = orderOf(t.item)
	}
	changes := m.Effects[told.effect].Changes
	for i := range changes {
		if c := &changes[i]; c.Param == ParamPromise && c.Value == 1 && c.Target == s && m.Streams[s].concerns(c, p.traits(t.item), t.item) {
			t.due = max(t.due, c.Span.After(m.Calendars[0], told.at))
		}
	}
}
