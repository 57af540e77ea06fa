package sim

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"slices"
)

// follower keeps what the customers' agent hears of the items asked for. All its
// methods may be called of nil, when nothing is.
type follower struct {
	of     *Follow
	model  *Model
	batch  *batch
	names  []*ItemName
	worlds []map[uint64]*trail // nil: not looked at
}

// names are those of the items to follow.
func (f *Follow) names(m *Model) ([]*ItemName, error) {
	if f == nil {
		return nil, nil
	}
	var names []*ItemName
	for _, name := range f.Names {
		n, err := m.ParseName(name)
		if err != nil {
			return nil, err
		}
		names = append(names, n)
	}
	for _, arm := range f.Arms {
		if arm < 0 || arm >= len(m.Arms) {
			return nil, fmt.Errorf("there is no arm %d to follow orders in", arm)
		}
	}
	if f.Worst > 0 && len(f.Arms) < 2 {
		return nil, errors.New("what orders lost is seen in two arms")
	}
	return names, nil
}

// trail is what is known of one item in one world.
type trail struct {
	placed, due, ended  Tick
	value               int64
	flow                int
	origin              int
	lastStep, lastVisit uint16
	state               orderState
	late                bool
	records, stood      []byte // of steps done, and of those where it was lost
	led                 []ledWait
}

// ledWait is a wait led upstream, and the flow of what it was held by.
type ledWait struct {
	flow   int
	record []byte
}

func newFollower(b *batch) *follower {
	if b.follow == nil {
		return nil
	}
	j := &follower{of: b.follow, model: b.model, batch: b, names: b.names, worlds: make([]map[uint64]*trail, b.worlds())}
	for rep := range b.reps {
		j.worlds[b.world(rep, Baseline)] = map[uint64]*trail{}
	}
	return j
}

// wants tells whether an item is to be followed: internal work always is, because it may
// hold orders up.
func (j *follower) wants(flow int, item uint64) bool {
	return j.inside(flow) || len(j.names) == 0 || j.named(flow, item)
}

func (j *follower) named(flow int, item uint64) bool {
	return slices.ContainsFunc(j.names, func(n *ItemName) bool { return n.has(j.model, flow, item) })
}

func (j *follower) trail(world, flow int, item uint64) *trail {
	t := j.worlds[world][item]
	if t == nil {
		t = &trail{flow: flow, origin: -1}
		j.worlds[world][item] = t
	}
	return t
}

// record keeps what an entry says of a step. It tells whether it is nobody else's
// business: that of internal work, or of a step that was not done.
func (j *follower) record(world int, e []byte) bool {
	if j == nil {
		return false
	}
	const head = 9 // kind and item
	item, record, stood := binary.LittleEndian.Uint64(e[1:]), e[head:], entryKind(e[0]) == entryStood
	if record[7]&(flagSupply>>56) != 0 {
		t := j.trail(world, -1, item)
		t.records = append(t.records, record...)
		return false
	}
	flow := j.model.Steps[uint16(stepOf(record))].Flow
	if j.wants(flow, item) {
		t := j.trail(world, flow, item)
		switch {
		case isLed(record): // a supplier's time at a step
			t.led = append(t.led, ledWait{-1, slices.Clone(record)})
		case stood:
			t.stood = append(t.stood, record...)
		default:
			t.records = append(t.records, record...)
		}
	}
	return stood || j.inside(flow) && record[7]&(flagTimed>>56) == 0
}

// inside tells whether a flow is internal work; -1, an order with a supplier, is.
func (j *follower) inside(flow int) bool { return flow < 0 || j.model.Flows[flow].Segment < 0 }

// led keeps a wait that is led upstream, to an item of a flow (-1: an order with a
// supplier).
func (j *follower) led(world int, n *leadNews, flow int, record []byte) {
	if j == nil {
		return
	}
	if waits := j.model.Steps[n.step].Flow; j.wants(waits, n.item) {
		t := j.trail(world, waits, n.item)
		t.led = append(t.led, ledWait{flow, record})
	}
}

// started notes which step started an order.
func (j *follower) started(world, stream int, item uint64, origin uint16) {
	if j == nil || origin == noStep {
		return
	}
	if flow := j.model.Streams[stream].Flow; j.wants(flow, item) {
		j.trail(world, flow, item).origin = int(origin)
	}
}

// booked notes how an order ended, or that it is open when the run ends.
func (j *follower) booked(world, stream int, item uint64, o *order) {
	if j == nil {
		return
	}
	flow := j.model.Streams[stream].Flow
	if !j.wants(flow, item) {
		return
	}
	t := j.trail(world, flow, item)
	t.placed, t.due, t.ended, t.value = o.placed, o.due, o.ended, o.value
	t.state, t.late, t.lastStep, t.lastVisit = o.state, o.late, o.lastStep, o.lastVisit
}

// fork copies one world into another.
func (j *follower) fork(from, to int) {
	if j == nil {
		return
	}
	j.worlds[to] = make(map[uint64]*trail, len(j.worlds[from]))
	for item, t := range j.worlds[from] {
		n := *t
		n.records, n.stood, n.led = slices.Clip(n.records), slices.Clip(n.stood), slices.Clip(n.led)
		j.worlds[to][item] = &n
	}
}

// journey reads a trail. An order that was open when the run ended has no last step yet.
func (t *trail) journey(m *Model, item uint64) Journey {
	j := Journey{Item: item, Flow: t.flow, Segment: -1, Supplier: -1, Origin: t.origin, Placed: t.placed, Due: t.due, Ended: t.ended, Late: t.late, Value: t.value}
	if t.flow < 0 {
		j.Supplier, j.Due, j.End = int(uint16(stepOf(t.records))), Never, JourneyDelivered
		j.Placed, j.Ended = arrivalOf(t.records), endOf(t.records)
		return j
	}
	j.Segment = m.Flows[t.flow].Segment
	t.steps(&j)
	switch {
	case j.Segment < 0: // nobody books it
		j.Due, j.End = Never, JourneyDelivered
		j.sort()
		if len(j.Steps) > 0 {
			last := &j.Steps[len(j.Steps)-1]
			j.Placed, j.Ended = Never, last.Left
			for i := range j.Steps {
				j.Placed = min(j.Placed, j.Steps[i].Arrived)
			}
			j.follow(last.Step, last.Visit)
		}
		return j
	case t.state == orderDelivered:
		j.End = JourneyDelivered
	case t.state == orderLost:
		j.End = JourneyLost
	default:
		j.End = JourneyUnfinished
	}
	j.Steps = slices.DeleteFunc(j.Steps, func(s JourneyStep) bool { return s.Left > j.Ended })
	if j.End != JourneyUnfinished {
		j.follow(int(t.lastStep), int(t.lastVisit))
	}
	j.sort()
	return j
}

// steps reads the steps of a trail in the order in which they were told of.
func (t *trail) steps(j *Journey) {
	for b := t.stood; len(b) > 0; b = b[recordLength(b):] {
		s := readStep(b)
		s.Open = true
		j.Steps = append(j.Steps, s)
	}
	open := len(j.Steps)
	for b := t.records; len(b) > 0; b = b[recordLength(b):] {
		s := readStep(b)
		// What may hold others is recorded where it is lost, too.
		if !slices.ContainsFunc(j.Steps[:open], func(o JourneyStep) bool { return o.Step == s.Step && o.Visit == s.Visit && o.Left == s.Left }) {
			j.Steps = append(j.Steps, s)
		}
	}
	for _, led := range t.led {
		w, runs := readLed(led.record)
		by, _ := heldBy(led.record)
		h := JourneyWait{Holder: by.item, Flow: led.flow, From: w.from, To: w.to}
		for _, r := range runs {
			h.Spells = append(h.Spells, Spell{int(r.place), r.cause, r.ticks})
		}
		for i := range j.Steps {
			if s := &j.Steps[i]; s.Step == int(w.step) && s.Visit == int(w.visit) && s.Arrived <= w.from && w.to <= s.Left {
				s.Held = append(s.Held, h)
				break
			}
		}
	}
}

// there tells whether the item was ever placed, or worked on.
func (t *trail) there(m *Model) bool {
	return t.state != orderAhead && t.state != orderRefused || t.flow < 0 || m.Flows[t.flow].Segment < 0
}

// readStep reads the record of a step that b opens with.
func readStep(b []byte) JourneyStep {
	s := JourneyStep{Step: int(uint16(stepOf(b))), Visit: int(stepOf(b) >> 16), Arrived: arrivalOf(b), Left: endOf(b)}
	before, visit := beforeOf(b)
	if s.Before, s.BeforeVisit = int(before), int(visit); before == noStep {
		s.Before = -1
	}
	s.Ticks = ticksOf(b)
	return s
}

// followed are the journeys of every replication, arms of which there is no world of
// their own being those that they equal.
func (c *customers) followed() []Journeys {
	j := c.follower
	if j == nil {
		return nil
	}
	m := c.model
	all := make([]Journeys, c.batch.reps)
	for rep := range all {
		t := &all[rep]
		t.Replication = c.batch.first + rep
		worlds := make([]map[uint64]*trail, len(j.of.Arms))
		t.Numbers = make([]uint64, len(m.Streams))
		for i, arm := range j.of.Arms {
			w := c.batch.world(rep, c.standIn(arm))
			worlds[i] = j.worlds[w]
			for s := range t.Numbers {
				t.Numbers[s] = max(t.Numbers[s], c.worlds[w].streams[s].ordinal)
			}
		}
		t.Inside = make([][]Journey, len(worlds))
		items := map[uint64]bool{}
		for i, world := range worlds {
			for _, item := range slices.Sorted(maps.Keys(world)) {
				flow := world[item].flow
				if j.inside(flow) {
					t.Inside[i] = append(t.Inside[i], world[item].journey(m, item))
				}
				if !j.inside(flow) || j.named(flow, item) {
					items[item] = true
				}
			}
		}
		for _, item := range slices.Sorted(maps.Keys(items)) {
			p := Passage{Item: item, Arms: make([]Journey, len(worlds))}
			for i, world := range worlds {
				if world[item] != nil && world[item].there(m) {
					p.Arms[i] = world[item].journey(m, item)
				}
			}
			t.Orders = append(t.Orders, p)
		}
		if j.of.Worst > 0 {
			t.keepWorst(m, j.of.Worst)
		}
	}
	return all
}

// keepWorst leaves those of the customers' orders counted that lost most, the worst first.
func (t *Journeys) keepWorst(m *Model, n int) {
	t.Orders = slices.DeleteFunc(t.Orders, func(p Passage) bool {
		added, both := p.Added()
		return !both || added <= 0 && !p.lost() || m.Segments[p.Arms[0].Segment].Internal || p.Arms[0].Placed < m.From || p.Arms[0].Placed >= m.Until
	})
	SortWorst(t.Orders)
	t.Orders = t.Orders[:min(n, len(t.Orders))]
}

// SortWorst sorts orders by what they lost, the worst first.
func SortWorst(orders []Passage) {
	slices.SortFunc(orders, func(a, b Passage) int {
		switch {
		case a.WorseThan(&b):
			return -1
		case b.WorseThan(&a):
			return 1
		}
		return cmp.Compare(a.Item, b.Item)
	})
}
