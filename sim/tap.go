package sim

import (
	"fmt"

	"ripple/broker"
)

// tap hands on what happens in one world as events.
type tap struct {
	model *Model
	world int
	event broker.Event // what all events have in common
	send  func(broker.Event)
}

// Kinds of events.
const (
	eventPlaced    = "order-placed"
	eventArrived   = "work-arrived"
	eventWaiting   = "work-waiting"
	eventStarted   = "work-started"
	eventFinished  = "work-finished"
	eventWorkLost  = "work-lost"
	eventWaitOver  = "wait-over"
	eventLost      = "order-lost"
	eventDelivered = "order-delivered"
	eventOpen      = "order-open"
	eventReordered = "stock-reordered"
	eventReceived  = "stock-received"
	eventDown      = "system-down"
	eventUp        = "system-up"
	eventBegins    = "effect-begins"
	eventEnds      = "effect-ends"
)

// newTap returns the tap of a batch, nil when the world asked for is not in it.
func newTap(m *Model, g *batch, o Options) *tap {
	rep := o.Watch.Replication - g.first
	if o.Events == nil || rep < 0 || rep >= g.reps || o.Watch.Arm < 0 || o.Watch.Arm >= len(m.Arms) {
		return nil
	}
	return &tap{
		model: m, world: g.world(rep, o.Watch.Arm), send: o.Events,
		event: broker.Event{Arm: m.Arms[o.Watch.Arm].Name, Replication: o.Watch.Replication},
	}
}

func (t *tap) emit(kind string, at Tick, fill func(*broker.Event)) {
	e := t.event
	e.Kind, e.Tick, e.At = kind, at, t.model.When(at)
	fill(&e)
	t.send(e)
}

// itemName is what an item of a flow is called outside the engine.
func (m *Model) itemName(flow int, item uint64) string {
	if isStarted(item) {
		return fmt.Sprintf("%s-%08x", m.Flows[flow].Name, uint32(item>>31))
	}
	if stock, _, ok := stockOf(item); ok {
		return fmt.Sprintf("%s-%d", m.Stocks[stock].Name, item&(1<<ruleAt-1))
	}
	s, ordinal := orderOf(item)
	return fmt.Sprintf("%s-%d", m.Streams[s].Name, ordinal)
}

func (p *part) tapped() bool { return p.dept.batch.tap != nil && p.dept.batch.tap.world == p.world }

// tell reports what happens to an item.
func (p *part) tell(kind string, t *token, now Tick) {
	if p.dept.batch.tap == nil || !p.tapped() {
		return
	}
	p.tellItem(kind, t, now, func(e *broker.Event) {
		switch kind {
		case eventWaiting:
			e.Cause = t.state.cause().CauseKey()
		case eventFinished:
			ticks := p.causesOf(t, now)
			p.tellStay(e, t, &ticks)
		}
	})
}

func (p *part) tellItem(kind string, t *token, now Tick, fill func(*broker.Event)) {
	m := p.dept.model
	p.dept.batch.tap.emit(kind, now, func(e *broker.Event) {
		step := &m.Steps[t.step]
		e.Department, e.Flow, e.Step, e.Item = m.Departments[p.dept.index].Name, m.Flows[step.Flow].Name, step.Name, m.itemName(step.Flow, t.item)
		e.Visit = int(t.visit)
		fill(e)
	})
}

// tellStay fills in a stay that is over.
func (p *part) tellStay(e *broker.Event, t *token, ticks *[NumCauses]Tick) {
	if t.prevStep != noStep {
		e.Before, e.BeforeVisit = p.dept.model.Steps[t.prevStep].Name, int(t.prevVisit)
	}
	arrived := t.arrived
	e.Arrived, e.Ticks = &arrived, map[string]int64{}
	for cause, spent := range ticks {
		if spent != 0 {
			e.Ticks[Cause(cause).CauseKey()] = spent
		}
	}
}

// tellLoss reports an item that is lost at a step that is not done, with its stay.
func (p *part) tellLoss(slot uint32, now Tick) {
	if !p.tapped() {
		return
	}
	ticks := p.stoodFor(slot, now)
	t := &p.tokens[slot]
	p.tellItem(eventWorkLost, t, now, func(e *broker.Event) { p.tellStay(e, t, &ticks) })
}

// tellHeld reports that a wait is over, and what it was for.
func (p *part) tellHeld(t *token, by *origin, since, now Tick) {
	if !p.tapped() {
		return
	}
	flow := -1
	if by.step != noStep {
		flow = p.dept.model.Steps[by.step].Flow
	}
	p.tellItem(eventWaitOver, t, now, func(e *broker.Event) {
		e.HeldBy, e.Since = p.dept.model.itemName(flow, by.item), &since
	})
}

// tellSupplied reports that a step's own order with a supplier has come.
func (p *part) tellSupplied(t *token, since, now Tick) {
	if p.dept.batch.tap == nil || !p.tapped() {
		return
	}
	p.tellItem(eventWaitOver, t, now, func(e *broker.Event) {
		e.HeldBy, e.Since = p.dept.model.Suppliers[p.dept.suppliers[p.supplierOf(t)]].Name, &since
	})
}

// cause is what a token waits for.
func (s tokenState) cause() Cause {
	switch s {
	case stateHeld:
		return CauseHeld
	case stateBlocked:
		return CauseSystem
	case stateShort:
		return CauseStock
	case stateJoining:
		return CauseBranch
	case stateDoor:
		return CauseLimit
	case stateOutside, stateOrdered:
		return CauseOutside
	case stateAppointed:
		return CauseAppointment
	case stateOther:
		return CauseOther
	case stateGathering:
		return CauseBatch
	case stateCustomer:
		return CauseCustomer
	}
	return CauseStaff
}

func (p *part) tellStock(kind string, stock int, quantity int64, now Tick) {
	if !p.tapped() {
		return
	}
	p.dept.batch.tap.emit(kind, now, func(e *broker.Event) {
		e.Department, e.Stock, e.Quantity = p.dept.model.Departments[p.dept.index].Name, p.dept.model.Stocks[stock].Name, int(quantity)
	})
}

func (p *part) tellSystem(i int, now Tick) {
	if !p.tapped() {
		return
	}
	kind := eventUp
	if p.systems[i].failed {
		kind = eventDown
	}
	p.dept.batch.tap.emit(kind, now, func(e *broker.Event) {
		e.Department, e.System = p.dept.model.Departments[p.dept.index].Name, p.dept.model.Systems[p.dept.systems[i]].Name
	})
}

func (p *part) tellEffect(effect int, ends bool, now Tick) {
	if !p.tapped() {
		return
	}
	kind := eventBegins
	if ends {
		kind = eventEnds
	}
	p.dept.batch.tap.emit(kind, now, func(e *broker.Event) {
		eff := &p.dept.model.Effects[effect]
		e.Department, e.Text = p.dept.model.Departments[p.dept.index].Name, eff.Name
		if eff.Text != "" {
			e.Text += ": " + eff.Text
		}
	})
}

// tellOrder reports that an order is placed, or has ended.
func (c *customers) tellOrder(world int, kind string, stream int, item uint64, o *order, at Tick) {
	t := c.batch.tap
	if t == nil || t.world != world {
		return
	}
	m := c.model
	t.emit(kind, at, func(e *broker.Event) {
		s := &m.Streams[stream]
		e.Segment, e.Flow, e.Item = m.Segments[s.Segment].Name, m.Flows[s.Flow].Name, m.itemName(s.Flow, item)
		if o.due != Never {
			due := o.due
			e.Due = &due
		}
		e.Value = float64(o.value) / 100
		if kind == eventPlaced {
			return
		}
		took, late := at-o.placed, o.late
		e.LeadTime, e.Late = &took, &late
		if kind != eventOpen {
			e.Before, e.BeforeVisit = m.Steps[o.lastStep].Name, int(o.lastVisit)
		}
	})
}
