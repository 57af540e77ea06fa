package sim

import (
	"cmp"
	"fmt"
	"slices"

	"ripple/sim/calendar"
)

// stay is an order's time at a step, from its arrival to its end; to is Never
// while it lasts. lost: the order was lost there.
type stay struct {
	step, visit         uint16
	prevStep, prevVisit uint16
	from, to            Tick
	lost                bool
}

// agreedOn lists for each stream the agreements about whole orders that its
// orders fall under.
func (m *Model) agreedOn() [][]int {
	on := make([][]int, len(m.Streams))
	for i := range m.Agreements {
		a := &m.Agreements[i]
		for s := range m.Streams {
			st := &m.Streams[s]
			if a.Step < 0 && st.Flow == a.Flow && st.Segment == a.Segment && (a.Asker < 0 || st.Asker == a.Asker) {
				on[s] = append(on[s], i)
			}
		}
	}
	return on
}

// stopsClock tells whether the clock of an agreement stands still at a step.
func (m *Model) stopsClock(step int) bool {
	return slices.ContainsFunc(m.Agreements, func(a Agreement) bool { return slices.Contains(a.Stops, step) })
}

// agreedAt lists the agreements about one step.
func (m *Model) agreedAt(step int) []int {
	var at []int
	for i := range m.Agreements {
		if m.Agreements[i].Step == step {
			at = append(at, i)
		}
	}
	return at
}

// clocked tells whether clocks of agreements stand still somewhere in a flow.
func (m *Model) clocked(flow int) bool {
	return slices.ContainsFunc(m.Agreements, func(a Agreement) bool { return a.Flow == flow && a.Step < 0 && len(a.Stops) > 0 })
}

// arriveStopped lets the customers' agent know that an item came to a step at
// which clocks stand still: should it still be there in the end. Like a step's
// record it travels with what is sent anyhow.
func (p *part) arriveStopped(t *token, now Tick) {
	out := p.dept.out(p.dept.batch.customers)
	out.open(p.world)
	out.frame = appendEntry(out.frame, &entry{at: now, item: t.item, kind: entryStopped, step: t.step, visit: t.visit})
}

// judgeStep counts a finished step under its agreements.
func (p *part) judgeStep(t *token, r *stepRule, now Tick) {
	m := p.dept.model
	for _, i := range r.agreed {
		a := &m.Agreements[i]
		if a.If != nil && !a.If.Holds(p.traits(t.item), t.item) {
			continue
		}
		met := now <= a.Within.After(m.Calendars[a.Calendar], t.arrived)
		p.agreements[i].Counted++
		if met {
			p.agreements[i].Met++
		}
		judgedToday(p.agreedDays, i, p.backlog.day, met)
	}
}

// came notes that an order came to a step where clocks stand still.
func (k *market) came(e *entry) {
	if e.flags&hasGiveUp != 0 {
		k.went(e)
		return
	}
	k.stayed(e.item, stay{step: e.step, visit: e.visit, from: e.at, to: Never})
}

// lostAt notes where an order was lost.
func (k *market) lostAt(e *entry) {
	k.stayed(e.item, stay{step: e.step, visit: e.visit, prevStep: e.extra, prevVisit: uint16(e.quantity), from: e.giveUp, to: Never, lost: true})
}

func (k *market) stayed(item uint64, s stay) {
	if k.stays == nil {
		k.stays = map[uint64][]stay{}
	}
	k.stays[item] = append(k.stays[item], s)
}

// judge counts an order under its agreements when it has ended, or is still open
// at the end, and notes its penalties.
func (c *customers) judge(k *market, s int, item uint64, o *order) {
	if len(c.agreed[s]) == 0 {
		return
	}
	if c.counts(o.placed) {
		var stays []stay
		if c.clocked[s] {
			stays = c.stopped(k, item, o)
		}
		for _, i := range c.agreed[s] {
			a := &c.model.Agreements[i]
			if a.If != nil && !a.If.Holds(k.traits(item), item) {
				continue
			}
			met := o.ended <= c.model.dueUnder(a, o.placed, stays)
			if o.state != orderDelivered && met {
				continue
			}
			r := &k.agreements[i]
			r.Counted++
			if k.agreedDays != nil && o.ended < c.model.Until {
				judgedToday(k.agreedDays, i, c.model.Calendars[0].Day(o.ended), met)
			}
			if met {
				r.Met++
			} else {
				o.fine += uint32(a.Penalty)
			}
		}
	}
	delete(k.stays, item)
}

// stopped are the stays of an order at steps where clocks stand still: those on
// its path, or, of one that is still open at the end, all that there were. The
// path is known whenever an order ends: what its branches did elsewhere may not
// have been heard of yet.
func (c *customers) stopped(k *market, item uint64, o *order) []stay {
	c.read = c.pages.read(c.read[:0], o)
	records := map[[2]uint16]stay{}
	var all []stay
	for b := c.read; len(b) > 0; b = b[recordLength(b):] {
		if isLed(b) {
			continue
		}
		r := readStay(b)
		records[[2]uint16{r.step, r.visit}] = r
		all = append(all, r)
	}
	if o.state == orderOpen {
		for _, s := range k.stays[item] {
			if _, over := records[[2]uint16{s.step, s.visit}]; !over {
				all = append(all, s)
			}
		}
		return c.whileAsked(k, item, all)
	}
	step, visit := o.lastStep, o.lastVisit
	var path []stay
	if o.state == orderLost {
		// Where it was lost there is no record.
		for _, s := range k.stays[item] {
			if s.step == step && s.visit == visit && s.lost {
				s.to = o.ended
				path = append(path, s)
				step, visit = s.prevStep, s.prevVisit
				break
			}
		}
	}
	for step != noStep {
		r, known := records[[2]uint16{step, visit}]
		if !known {
			c.fail(fmt.Errorf("an order that ended at %s has no record of step %q: its clock cannot be read", c.model.When(o.ended), c.model.Steps[step].Name))
			return nil
		}
		path = append(path, r)
		step, visit = r.prevStep, r.prevVisit
	}
	return c.whileAsked(k, item, path)
}

// readStay reads the record of a step that b opens with as a stay.
func readStay(b []byte) stay {
	s := stay{from: arrivalOf(b), to: endOf(b), step: uint16(stepOf(b)), visit: uint16(stepOf(b) >> 16)}
	s.prevStep, s.prevVisit = beforeOf(b)
	return s
}

// dueUnder is when the time of an agreement is up for an order: each stay at a
// step where the clock stands still puts off what was left of it.
func (m *Model) dueUnder(a *Agreement, placed Tick, stays []stay) Tick {
	cal := m.Calendars[a.Calendar]
	due := a.Within.After(cal, placed)
	own := slices.DeleteFunc(slices.Clone(stays), func(s stay) bool { return !slices.Contains(a.Stops, int(s.step)) })
	slices.SortFunc(own, func(x, y stay) int { return cmp.Or(cmp.Compare(x.from, y.from), cmp.Compare(x.to, y.to)) })
	done := placed // what lies before was counted already
	for _, s := range own {
		from := max(s.from, done)
		switch {
		case due == Never || from >= due:
			return due
		case s.to <= from:
			continue
		case s.to == Never:
			return Never
		case a.Within.Unit == calendar.Open || a.Within.Unit == calendar.WorkingDays:
			due = cal.Add(s.to, cal.Between(from, due))
		default:
			due = later(s.to, due-from)
		}
		done = s.to
	}
	return due
}
