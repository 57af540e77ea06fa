package sim

import (
	"cmp"
	"slices"
)

// Stranded counts orders placed in [From, Until) that were lost, or still open at
// End, where they stood then and what they waited for there.
type Stranded struct {
	Segment    int
	Department int // the number of departments stands for the customers' own side
	Cause      Cause
	Unfinished bool // not lost
	Orders     int64
	Cents      int64 // what they were worth
}

func (a Stranded) compare(b Stranded) int {
	unfinished := func(s Stranded) int {
		if s.Unfinished {
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(a.Segment, b.Segment), cmp.Compare(unfinished(a), unfinished(b)), cmp.Compare(a.Department, b.Department), cmp.Compare(a.Cause, b.Cause))
}

// strand counts one more, in rows that stay in order.
func strand(rows []Stranded, s Stranded) []Stranded {
	i, found := slices.BinarySearchFunc(rows, s, Stranded.compare)
	if !found {
		return slices.Insert(rows, i, s)
	}
	rows[i].Orders += s.Orders
	rows[i].Cents += s.Cents
	return rows
}

// openOrder is a counted order that is open at End.
type openOrder struct {
	Item    uint64
	Segment int
	Cents   int64
}

// standsAt is where an order, or one of its branches, is at End: of several the
// one that has been where it is for the longest. Branches that are on their way to
// the same step differ in the one they come from.
type standsAt struct {
	Department          int
	Cause               Cause
	Since               Tick
	Step, Visit         uint16
	PrevStep, PrevVisit uint16
}

func (a standsAt) before(b standsAt) bool {
	return cmp.Or(cmp.Compare(a.Since, b.Since), cmp.Compare(a.Step, b.Step), cmp.Compare(a.Visit, b.Visit),
		cmp.Compare(a.PrevStep, b.PrevStep), cmp.Compare(a.PrevVisit, b.PrevVisit), cmp.Compare(a.Cause, b.Cause)) < 0
}

// stands is one of them with its order.
type stands struct {
	Item uint64
	At   standsAt
}

// waitsFor is what a token stands at its step for.
func (p *part) waitsFor(slot uint32) Cause {
	t := &p.tokens[slot]
	if t.state == stateTogether && !p.isWorkedOn(slot) {
		return CauseStaff
	}
	switch t.state {
	case stateJoining:
		return CauseBranch
	case stateHeld:
		return CauseHeld
	case stateOutside:
		return CauseOutside
	case stateOrdered:
		return t.phase.cause()
	case stateAppointed:
		return CauseAppointment
	case stateBlocked:
		return CauseSystem
	case stateShort:
		if p.stopped(&p.rules.steps[t.local]) {
			return CauseSystem
		}
		return CauseStock
	case stateQueued:
		return CauseStaff
	case stateOther:
		return CauseOther
	case stateDoor:
		return CauseLimit
	case stateGathering:
		return CauseBatch
	case stateCustomer:
		return CauseCustomer
	case stateComing:
		return CauseHandoff
	}
	if t.visit > 0 {
		return CauseRework
	}
	return CauseWork
}

// openHere are the orders that are here, or on their way, at End.
func (p *part) openHere() []stands {
	m := p.dept.model
	var all []stands
	add := func(item uint64, s standsAt) {
		if m.Flows[m.Steps[s.Step].Flow].Segment >= 0 {
			all = append(all, stands{item, s})
		}
	}
	for slot := range p.tokens {
		t := &p.tokens[slot]
		if t.state == stateFree || t.flags&(tokenPieces|tokenCarrier) != 0 {
			continue
		}
		s := standsAt{p.dept.index, p.waitsFor(uint32(slot)), t.arrived, t.step, t.visit, t.prevStep, t.prevVisit}
		if t.state == stateComing {
			s.Department, s.Since = m.cameFrom(t.prevStep), m.End
		}
		add(t.item, s)
	}
	for _, a := range p.coming.row[p.coming.head:] {
		add(a.item, standsAt{m.cameFrom(a.prevStep), CauseHandoff, m.End, a.step, a.visit, a.prevStep, a.prevVisit()})
	}
	return all
}

// cameFrom is the department that what is on its way comes from: the customers'
// place when it is none.
func (m *Model) cameFrom(step uint16) int {
	if step == noStep {
		return m.customersAgent()
	}
	return m.Steps[step].Department
}

// onTheWay are the orders on their way to the customers at End.
func (c *customers) onTheWay(k *market) []stands {
	var all []stands
	for i := range k.ends {
		e := &k.ends[i]
		all = append(all, stands{e.item, standsAt{Department: c.model.Steps[e.step].Department, Cause: CauseHandoff, Since: c.model.End, Step: e.step, Visit: e.visit}})
	}
	return all
}

// stranded adds to the lost orders of a world those that are open, where they stand.
func (b *batch) stranded(lost []Stranded, open []openOrder, all ...[]stands) []Stranded {
	rows := slices.Clone(lost)
	if len(open) == 0 {
		return rows
	}
	at := map[uint64]standsAt{}
	for _, some := range all {
		for _, s := range some {
			if was, known := at[s.Item]; !known || s.At.before(was) {
				at[s.Item] = s.At
			}
		}
	}
	for _, o := range open {
		s, known := at[o.Item]
		if !known { // placed, and not heard of by any department yet
			s = standsAt{Department: b.customers, Cause: CauseHandoff}
		}
		rows = strand(rows, Stranded{o.Segment, s.Department, s.Cause, true, 1, o.Cents})
	}
	return rows
}
