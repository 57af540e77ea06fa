package sim

import (
	"bytes"
	"cmp"
	"slices"
)

// Orders that split, and those that did not go the same way in both arms, are looked
// at one by one. In each arm the steps are found from the end back: those of the path,
// then, at every join, those of the branches that were not the last, back to where they
// split from what was found before. What else an order did before it ended made no
// difference to that.

// stop is a step of an order; times are since the order was placed.
type stop struct {
	record              int // where it is kept
	arrived, left       Tick
	step, visit         uint16
	before, beforeVisit uint16
	from                int // the stop before; -1: none
	thread              int // -1: it has not been found
	same                int // the stop in the other arm; -1: the order did not go there
}

// thread is the steps of one branch, from where it split from another to the join.
// The first is the path, whose last stop stands for the customer.
type thread struct {
	stops      []int // in the order in which they were passed
	fork, join int   // stops of other threads; -1: none
}

// side is one of the two arms of a pair.
type side struct {
	pages   []byte
	took    Tick
	stops   []stop
	threads []thread
	joins   []int
}

// pairing has room for the itineraries of one order in two arms.
type pairing struct{ sides [2]side }

// bearer carries lateness from department to department.
type bearer struct {
	passed  []passing
	changed [][NumCauses]Tick
	detour  []Tick
	at      int // the department; -1: none yet
	late    Tick
}

func (l *bearer) to(department int) {
	if l.at == department {
		return
	}
	if l.at >= 0 {
		l.passed[l.at].out += l.late
	}
	l.passed[department].in += l.late
	l.at = department
}

func (l *bearer) change(cause Cause, ticks Tick) {
	l.changed[l.at][cause] += ticks
	l.late += ticks
}

func (l *bearer) wander(ticks Tick) {
	l.detour[l.at] += ticks
	l.late += ticks
}

// read takes in the records of a delivered order.
func (s *side) read(c *customers, o *order) {
	s.pages = c.pages.read(s.pages[:0], o)
	s.took = o.ended - o.entered()
	s.stops, s.threads, s.joins = s.stops[:0], s.threads[:0], s.joins[:0]
	for at := 0; at < len(s.pages); at += recordLength(s.pages[at:]) {
		if b := s.pages[at:]; !isLed(b) {
			t := stop{record: at, arrived: arrivalOf(b) - o.entered(), left: endOf(b) - o.entered(), step: uint16(stepOf(b)), visit: uint16(stepOf(b) >> 16), from: -1, thread: -1, same: -1}
			t.before, t.beforeVisit = beforeOf(b)
			s.stops = append(s.stops, t)
		}
	}
	end := stop{arrived: s.took, left: s.took, step: noStep, before: o.lastStep, beforeVisit: o.lastVisit, from: -1, thread: -1, same: -1}
	s.stops = append(s.stops, end)
}

// alike tells whether both itineraries are the same, but for when the order was placed.
func (p *pairing) alike() bool {
	return p.sides[0].took == p.sides[1].took && bytes.Equal(p.sides[0].pages, p.sides[1].pages)
}

// trace finds the stops that led to the order's end.
func (s *side) trace(joining map[uint16][]uint16) {
	end := len(s.stops) - 1
	s.back(end, -1, joining)
	for len(s.joins) > 0 {
		// The earliest join claims its branches first: later ones are of another round.
		next := 0
		for i, j := range s.joins {
			if a, b := &s.stops[j], &s.stops[s.joins[next]]; cmp.Or(cmp.Compare(a.arrived, b.arrived), cmp.Compare(a.visit, b.visit), cmp.Compare(a.step, b.step)) < 0 {
				next = i
			}
		}
		join := s.joins[next]
		s.joins = slices.Delete(s.joins, next, next+1)
		for _, feeder := range joining[s.stops[join].step] {
			if leaf := s.leaf(feeder, &s.stops[join]); leaf >= 0 {
				s.back(leaf, join, joining)
			}
		}
	}
}

// back follows a branch from its last stop to where it split from what was found.
func (s *side) back(last, join int, joining map[uint16][]uint16) {
	way := thread{fork: -1, join: join}
	for i := last; i >= 0; i = s.stops[i].from {
		t := &s.stops[i]
		if t.thread >= 0 {
			way.fork = i
			break
		}
		t.thread = len(s.threads)
		t.from = s.find(t.before, t.beforeVisit, t.arrived)
		way.stops = append(way.stops, i)
		if joining[t.step] != nil {
			s.joins = append(s.joins, i)
		}
	}
	slices.Reverse(way.stops)
	s.threads = append(s.threads, way)
}

// find is the latest stop at a step and visit that was left by then; -1: none.
func (s *side) find(step, visit uint16, by Tick) int {
	found := -1
	for i := range s.stops {
		if t := &s.stops[i]; t.step == step && t.visit == visit && step != noStep && t.left <= by && (found < 0 || t.left >= s.stops[found].left) {
			found = i
		}
	}
	return found
}

// leaf is the last stop of a branch that came to a join by a step: the latest from
// which the order did not go anywhere else; -1: it did not come by that step.
func (s *side) leaf(step uint16, join *stop) int {
	found := -1
	for i := range s.stops {
		if t := &s.stops[i]; t.step == step && t.visit <= join.visit && t.left <= join.arrived && (found < 0 || t.visit > s.stops[found].visit) {
			found = i
		}
	}
	if found < 0 || s.stops[found].thread >= 0 {
		return -1
	}
	from := &s.stops[found]
	for i := range s.stops {
		if t := &s.stops[i]; t.before == from.step && t.beforeVisit == from.visit && t.arrived >= from.left && t.left <= join.arrived {
			return -1
		}
	}
	return found
}

// match finds the stops that an order made in both arms.
func (p *pairing) match() {
	for i := range p.sides[0].stops {
		here := &p.sides[0].stops[i]
		for j := range p.sides[1].stops {
			if there := &p.sides[1].stops[j]; here.thread >= 0 && there.thread >= 0 && there.same < 0 && there.step == here.step && there.visit == here.visit {
				here.same, there.same = j, i
				break
			}
		}
	}
}

// carry books how the lateness of the order went on.
func (p *pairing) carry(m *Model, joining map[uint16][]uint16, l *bearer) {
	here := &p.sides[0]
	for i := range p.sides {
		p.sides[i].trace(joining)
	}
	p.match()
	for i := range here.threads {
		w := &here.threads[i]
		l.at, l.late = -1, 0
		if w.join < 0 {
			p.follow(m, joining, l, w, 0)
			continue
		}
		if w.fork < 0 || here.stops[w.fork].same < 0 {
			continue // where it split is not known there
		}
		l.at = here.stops[w.fork].place(m)
		p.follow(m, joining, l, w, here.stops[w.fork].left-p.sides[1].stops[here.stops[w.fork].same].left)
		l.to(here.stops[w.join].place(m))
		l.change(CauseBranch, -l.late)
	}
}

// follow goes along a thread. Lateness counts from what the order had where it split.
func (p *pairing) follow(m *Model, joining map[uint16][]uint16, l *bearer, w *thread, before Tick) {
	here, there := &p.sides[0], &p.sides[1]
	left, last := Tick(0), -1 // when the stop before was left here, and which it is there
	if w.fork >= 0 {
		left, last = here.stops[w.fork].left, here.stops[w.fork].same
	}
	for i := 0; i < len(w.stops); {
		next := i
		for next < len(w.stops) && here.stops[w.stops[next]].same < 0 {
			next++
		}
		travelled := here.stops[w.stops[i]].arrived - left
		if next == len(w.stops) {
			l.change(CauseHandoff, travelled)
			here.wander(m, l, w.stops[i:], here.stops[w.stops[next-1]].left, 1, 0)
			return
		}
		h := &here.stops[w.stops[next]]
		t := &there.stops[h.same]
		g := p.between(last, h.same, joining[h.step] != nil, travelled, next == i)
		only, onward := w.stops[i:next], [2]Tick{}
		switch {
		case l.at < 0:
		case len(only) == 0 && len(g.only) == 0:
			l.change(CauseHandoff, travelled-g.travelled)
		case len(g.only) == 0:
			l.wander(travelled)
			onward[0] = -g.travelled // in whose place the way from the last of them is
		case len(only) == 0:
			l.wander(-g.travelled)
			onward[1] = travelled
		default:
			l.wander(travelled - g.travelled)
		}
		there.wander(m, l, g.only, g.until, -1, onward[1])
		here.wander(m, l, only, h.arrived, 1, onward[0])
		l.to(h.place(m))
		if g.waited != 0 {
			l.change(CauseBranch, -g.waited)
		}
		if rest := h.arrived - t.arrived - before - l.late; rest != 0 {
			l.wander(rest)
		}
		if h.step == noStep {
			return
		}
		mine, theirs := ticksOf(here.pages[h.record:]), ticksOf(there.pages[t.record:])
		for cause := range mine {
			l.change(Cause(cause), mine[cause]-theirs[cause])
		}
		left, last, i = h.left, h.same, next+1
	}
}

// place is the department of a stop.
func (t *stop) place(m *Model) int {
	if t.step == noStep {
		return m.customersAgent()
	}
	return m.Steps[t.step].Department
}

// wander adds the time of stops that the order made in one arm only, until a tick, sign
// times, and onward at the last of them.
func (s *side) wander(m *Model, l *bearer, stops []int, until, sign, onward Tick) {
	for k, i := range stops {
		l.to(s.stops[i].place(m))
		if k+1 < len(stops) {
			l.wander(sign * (s.stops[stops[k+1]].arrived - s.stops[i].arrived))
		} else {
			l.wander(sign*(until-s.stops[i].arrived) + onward)
		}
	}
}

// gap is what lies between two stops in the other arm.
type gap struct {
	travelled Tick  // from the first of them to what came next
	only      []int // stops that were made there only
	until     Tick  // when the last of these was over
	waited    Tick  // at a join, for the branch that was last
}

// between is what lies there between a stop (-1: when the order was placed) and the one
// that comes next here. The way of a branch to a join at which it was not the last is not recorded: where
// nothing lies between here it took as long as here.
func (p *pairing) between(last, next int, join bool, travelled Tick, straight bool) gap {
	s := &p.sides[1]
	t, left := &s.stops[next], Tick(0)
	if last >= 0 {
		left = s.stops[last].left
	}
	g := gap{until: t.arrived}
	i := t.from
	for ; i >= 0 && i != last && s.stops[i].same < 0; i = s.stops[i].from {
		g.only = append(g.only, i)
	}
	slices.Reverse(g.only)
	if i != last {
		if !join || last < 0 || !s.leads(last, next) {
			return gap{} // no way leads from the one to the other
		}
		g.only = s.rest(last, next)
		switch n := len(g.only); {
		case n > 0:
			g.until = s.stops[g.only[n-1]].left
		case straight:
			g.until = min(left+travelled, t.arrived)
		default:
			g.until = left
		}
		g.waited = t.arrived - g.until
	}
	g.travelled = g.until - left
	if len(g.only) > 0 {
		g.travelled = s.stops[g.only[0]].arrived - left
	}
	return g
}

// leads tells whether a stop lies on the way of any branch to a join.
func (s *side) leads(stop, join int) bool {
	if s.threads[s.stops[stop].thread].join == join {
		return true
	}
	for i := s.stops[join].from; i >= 0; i = s.stops[i].from {
		if i == stop {
			return true
		}
	}
	return false
}

// rest is what the order made in this arm only between a stop and the join to which
// its branch led.
func (s *side) rest(last, join int) (only []int) {
	w := &s.threads[s.stops[last].thread]
	if w.join != join {
		return nil
	}
	for _, i := range w.stops[slices.Index(w.stops, last)+1:] {
		if s.stops[i].same >= 0 {
			return nil
		}
		only = append(only, i)
	}
	return only
}
