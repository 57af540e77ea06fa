package sim

import (
	"slices"

	"ripple/sim/calendar"
	"ripple/sim/draw"
)

// phase is how far an order with a supplier has come.
type phase uint8

const (
	phaseHeld     phase = iota // held before the supplier has it
	phaseAway                  // the supplier is away: it waits until they are back
	phaseMade                  // the lead time
	phaseShipment              // ready to leave, and held
	phaseMoving                // on the way
	phaseDoor                  // arrived, and held at the door
	phaseArrived
)

// cause is what the time of a phase counts as.
func (f phase) cause() Cause {
	switch f {
	case phaseHeld, phaseShipment, phaseDoor:
		return CauseHeld
	}
	return CauseOutside
}

// supplierRule is what holds for the orders with one supplier.
type supplierRule struct {
	away             bool
	lead, delivery   draw.Dist
	leadBy, moveBy   float64
	hurry            float64
	hold, ship, door []calendar.Span
	cents            int64
}

func (m *Model) makeSupplierRule(active []uint16, s int) supplierRule {
	k := &m.Suppliers[s]
	r := supplierRule{
		hold: m.spans(active, ParamOrderHold, s, 0), ship: m.spans(active, ParamShipmentHold, s, 0), door: m.spans(active, ParamDoorHold, s, 0),
		cents: max(0, m.pieces(active, ParamPrice, s, 0, k.Cents)), hurry: 1,
	}
	r.lead, r.leadBy = m.distribution(active, ParamLeadTime, s, k.LeadTime)
	r.delivery, r.moveBy = m.distribution(active, ParamDelivery, s, k.Delivery)
	m.changed(active, ParamAway, s, func(*Change) { r.away = true })
	m.changed(active, ParamHurry, s, func(c *Change) { r.hurry = float64(r.hurry * c.Value) })
	return r
}

func (m *Model) minimum(active []uint16, supplier int) int64 {
	return max(0, m.pieces(active, ParamMinimum, supplier, 0, m.Suppliers[supplier].Minimum))
}

// findSuppliers lists the suppliers with whom a department places orders.
func (d *department) findSuppliers() []int {
	var found []int
	add := func(s int) {
		if s >= 0 && !slices.Contains(found, s) {
			found = append(found, s)
		}
	}
	for _, s := range d.steps {
		if from := d.model.Steps[s].Supply; from != nil {
			add(from.Supplier)
		}
	}
	for _, k := range d.stocks {
		for _, rule := range d.model.Stocks[k].Reorders {
			for _, source := range rule.Sources {
				add(source.Supplier)
			}
		}
	}
	slices.Sort(found)
	return found
}

func (d *department) supplierPlace(supplier int) int { return slices.Index(d.suppliers, supplier) }

// heldUntil is when what is held from now on is let go: overlapping holds add up.
func (p *part) heldUntil(hold []calendar.Span, now Tick) Tick {
	until := now
	for _, s := range hold {
		until = max(until, s.After(p.dept.model.Calendars[0], until))
	}
	return until
}

// orderDirect orders pieces that a supplier delivers straight to a stock.
func (p *part) orderDirect(stock, supplier int, item uint64, quantity int64, now Tick) {
	slot := p.newToken()
	p.tokens[slot] = token{
		item: item, due: Never, giveUp: Never, quantity: quantity, account: -1,
		step: uint16(stock), prevStep: noStep, local: uint16(supplier), flags: tokenPieces,
	}
	p.order(slot, now)
}

// order places an order with a supplier: of pieces, or of an item's step.
func (p *part) order(slot uint32, now Tick) {
	t := &p.tokens[slot]
	t.state = stateOrdered
	if now >= p.dept.model.From && now < p.dept.model.Until {
		p.supplyOf(t).Orders++
	}
	if t.flags&tokenPieces != 0 {
		t.arrived, t.since = now, now
	}
	p.supplyFrom(phaseHeld, slot, now)
}

// supplierOf is the place of the supplier a token is ordered from.
func (p *part) supplierOf(t *token) int {
	if t.flags&tokenPieces != 0 {
		return int(t.local)
	}
	return p.rules.steps[t.local].supplier
}

func (p *part) supplyOf(t *token) *SupplierResult {
	return &p.supply[p.dept.suppliers[p.supplierOf(t)]]
}

// supplyFrom takes an order through the phases that take no time, from one on.
func (p *part) supplyFrom(f phase, slot uint32, now Tick) {
	t := &p.tokens[slot]
	s := &p.rules.suppliers[p.supplierOf(t)]
	for ; f < phaseArrived; f++ {
		t.phase = f
		until := now
		switch f {
		case phaseHeld:
			until = p.heldUntil(s.hold, now)
		case phaseAway:
			if s.away {
				t.attempt++ // nothing is planned until they are back
				t.until = Never
				p.mayGiveUp(slot, now)
				return
			}
		case phaseMade:
			until = later(now, p.supplyTime(t, &s.lead, s.leadBy, 1))
		case phaseShipment:
			until = p.heldUntil(s.ship, now)
		case phaseMoving:
			until = later(now, p.supplyTime(t, &s.delivery, s.moveBy, 2))
		case phaseDoor:
			until = p.heldUntil(s.door, now)
		}
		if until > now {
			p.plan(slot, until, classOutside)
			p.mayGiveUp(slot, now)
			return
		}
	}
	p.supplied(slot, now)
}

// supplyTime draws a lead time or a way; ordinal tells them apart.
func (p *part) supplyTime(t *token, d *draw.Dist, factor float64, ordinal uint16) Tick {
	return d.TicksScaled(supplyDraw(p.key, t, ordinal), float64(factor*p.hurryOf(p.rules, t)))
}

func supplyDraw(k draw.Key, t *token, ordinal uint16) float64 {
	if t.flags&tokenPieces == 0 {
		return k.Uniform(t.item, draw.At(t.step, t.visit, draw.Supplier, ordinal))
	}
	return k.Uniform(t.item, draw.At(0, 0, draw.Supplier, ordinal))
}

// hurryOf is by how much an order's lead time and way are shortened.
func (p *part) hurryOf(r *rules, t *token) float64 {
	if t.flags&tokenPieces != 0 {
		return r.suppliers[t.local].hurry
	}
	step := &r.steps[t.local]
	return float64(r.suppliers[step.supplier].hurry * step.hurry)
}

// supplyGoesOn: a phase of an order is over.
func (p *part) supplyGoesOn(slot uint32, now Tick) {
	t := &p.tokens[slot]
	if t.flags&tokenPieces == 0 {
		p.spend(t, now)
		if t.giveUp <= now {
			p.lose(slot, now)
			return
		}
	} else {
		if p.isLed(t) {
			p.logSupply(t, now)
		}
		t.since = now
	}
	next := t.phase + 1
	if t.phase == phaseAway {
		next = phaseAway
	}
	p.supplyFrom(next, slot, now)
}

// supplied: the goods are there, and are paid for.
func (p *part) supplied(slot uint32, now Tick) {
	t := &p.tokens[slot]
	m := p.dept.model
	supplier := p.supplierOf(t)
	if now >= m.From && now < m.Until {
		s := p.supplyOf(t)
		pieces := max(1, t.quantity)
		spent := bill(pieces, p.rules.suppliers[supplier].cents)
		s.Deliveries++
		s.Pieces += pieces
		s.LeadTime += now - t.arrived
		s.SpentCents += spent
		p.result.SpentCents += spent
	}
	if now < m.Until {
		p.expense += p.costPerItem(ParamHurry, p.dept.suppliers[supplier])
	}
	if p.isLed(t) {
		p.recordSupply(t, now)
	}
	if t.flags&tokenPieces != 0 {
		t.refs++ // as for an event of its own
		p.receive(slot, now)
		return
	}
	p.seekDate(slot, now)
}

// bill is what so many pieces cost, within what sums of cents can hold.
func bill(pieces, cents int64) int64 {
	const most = 1 << 52
	if cents > 0 && pieces > most/cents {
		return most
	}
	return pieces * cents
}

// supplierChanged lets an order feel that other rules hold for its supplier.
func (p *part) supplierChanged(old *rules, slot uint32, now Tick) {
	t := &p.tokens[slot]
	switch t.phase {
	case phaseAway:
		if !p.rules.suppliers[p.supplierOf(t)].away {
			p.plan(slot, now, classOutside)
		}
	case phaseMade, phaseMoving:
		if was, is := p.hurryOf(old, t), p.hurryOf(p.rules, t); is != was && was > 0 {
			rest := float64(float64(t.until-now) * is)
			p.plan(slot, now+Tick(rest/was+0.5), classOutside)
		}
	}
}
