package sim

import (
	"encoding/binary"
	"slices"
)

// A wait for pieces, or for other work, is held by whatever ended it: the
// replenishment whose pieces came, the item that was waited for. The department
// where it ends lets the customers' agent know, in its own parcel, as do those
// who work on such a holder: its steps are told with the times in between, so
// that a wait can be replaced by what the holder went through meanwhile.

// leads says which waits of a model are led upstream.
type leads struct {
	stocks []bool // waits for their pieces
	flows  []bool // their items may hold others
	// comes: an item of the flow holds nobody any more once its pieces have come. ends:
	// once its end is heard of.
	comes, ends []bool
}

// newLeads looks from the customers' flows on for what they may wait for, and
// what that may wait for. nil: there is nothing.
func newLeads(m *Model, waiting [][]int) *leads {
	l := &leads{stocks: make([]bool, len(m.Stocks)), flows: make([]bool, len(m.Flows)), comes: make([]bool, len(m.Flows)), ends: make([]bool, len(m.Flows))}
	seen, any := make([]bool, len(m.Flows)), false
	var flow func(f int)
	holder := func(f int) {
		l.flows[f], any = true, true
		flow(f)
	}
	stock := func(k int) {
		if l.stocks[k] {
			return
		}
		l.stocks[k] = true
		for _, rule := range m.Stocks[k].Reorders {
			for _, from := range rule.Sources {
				if any = true; from.Flow >= 0 {
					holder(from.Flow)
				}
			}
		}
		for s := range m.Steps {
			if slices.ContainsFunc(m.Steps[s].Gives, func(a Amount) bool { return a.Stock == k }) {
				holder(m.Steps[s].Flow)
			}
		}
	}
	flow = func(f int) {
		if seen[f] {
			return
		}
		seen[f] = true
		for _, s := range m.Flows[f].Steps {
			step := &m.Steps[s]
			any = any || step.Supply != nil
			for _, a := range step.Takes {
				stock(a.Stock)
				for _, other := range m.Stocks[a.Stock].Substitutes {
					stock(other)
				}
			}
			for _, start := range step.Starts {
				if start.Wait {
					holder(start.Flow)
				}
			}
			for _, other := range step.WaitsFor {
				holder(other)
			}
		}
	}
	for f := range m.Flows {
		if m.Flows[f].Segment >= 0 {
			flow(f)
		}
	}
	if !any {
		return nil
	}
	for f := range l.flows {
		gives, waited := m.givesOf(f), len(waiting[f]) > 0
		l.comes[f] = gives == 1 && !waited && m.Flows[f].Segment < 0
		l.ends[f] = gives == 0 && waited
	}
	return l
}

// givesOf is how often an item of a flow may bring pieces to a stock: 2 stands for any number.
func (m *Model) givesOf(flow int) int {
	gives, again := 0, m.splits(flow)
	for _, s := range m.Flows[flow].Steps {
		step := &m.Steps[s]
		gives += len(step.Gives)
		again = again || step.Finds > 0 || m.changes(ParamFinds, s)
		for _, e := range step.edges() {
			e.Each(func(e *Edge) { again = again || e.Back })
		}
	}
	if gives > 0 && again {
		return 2
	}
	return gives
}

// origin is what brings the pieces that are being given out.
type origin struct {
	known       bool
	item        uint64
	step, visit uint16 // that gave them; noStep: a supplier
	came        Tick   // before they were held at the door
}

// originOf is what arriving pieces are from.
func (p *part) originOf(t *token, now Tick) origin {
	if p.dept.leads == nil || !p.dept.leads.stocks[t.step] {
		return origin{}
	}
	from := origin{known: true, item: t.item, step: t.prevStep, visit: t.visit, came: now}
	if t.flags&tokenReleased != 0 {
		from.came = t.since
	}
	return from
}

// isLed tells whether the time of an order with a supplier is led to them by a
// record of its own.
func (p *part) isLed(t *token) bool {
	if t.flags&tokenPieces != 0 {
		return p.dept.leads != nil && p.dept.leads.stocks[t.step]
	}
	r := &p.rules.steps[t.local]
	return r.led && !r.timed
}

// waitCauses are those under which a wait that has a holder is booked, beside closed.
var waitCauses = [...]Cause{CauseSystem, CauseStock, CauseOther}

// waitBegins notes that a token begins a wait that has a holder.
func (p *part) waitBegins(t *token, now Tick) {
	a := p.accountOf(t)
	a.from = now
	for i, cause := range waitCauses {
		a.was[i] = a.ticks[cause]
	}
}

// waitEnds lets the customers' agent know what a wait that is over was held by.
func (p *part) waitEnds(t *token, by *origin, now Tick) {
	a := p.accountOf(t)
	if a.from == now {
		return
	}
	var ticks [NumCauses]Tick
	for i, cause := range waitCauses {
		ticks[cause] = a.ticks[cause] - a.was[i]
	}
	if p.dept.batch.tap != nil {
		p.tellHeld(t, by, a.from, now)
	}
	b := p.sayLed(entryHeld, t.item)
	b = binary.LittleEndian.AppendUint64(b, uint64(now))
	b = binary.LittleEndian.AppendUint64(b, uint64(by.came))
	b = binary.LittleEndian.AppendUint64(b, uint64(a.from))
	b = binary.LittleEndian.AppendUint64(b, by.item)
	b = binary.LittleEndian.AppendUint64(b, uint64(t.step)|uint64(t.visit)<<16|uint64(by.step)<<32|uint64(by.visit)<<48)
	p.dept.out(p.dept.batch.customers).frame = appendTicks(b, &ticks)
}

// sayLed begins what is told to the customers' agent of an item: like a step's
// record it travels with what is sent anyhow.
func (p *part) sayLed(kind entryKind, item uint64) []byte {
	out := p.dept.out(p.dept.batch.customers)
	out.open(p.world)
	return binary.LittleEndian.AppendUint64(append(out.frame, byte(kind)), item)
}

// begun tells of an item, which may come to hold others, that it exists from now on. step is the
// one that started it, noStep for none.
func (p *part) begun(item uint64, step uint16, now Tick) {
	b := binary.LittleEndian.AppendUint64(p.sayLed(entryBegun, item), uint64(now))
	b = binary.LittleEndian.AppendUint32(b, uint32(step)|uint32(p.dept.index)<<16)
	p.dept.out(p.dept.batch.customers).frame = b
}

// over tells of an item that it holds nobody any more.
func (p *part) over(by *origin, now Tick) {
	b := binary.LittleEndian.AppendUint64(p.sayLed(entryOver, by.item), uint64(now))
	b = binary.LittleEndian.AppendUint64(b, uint64(by.came))
	b = binary.LittleEndian.AppendUint32(b, uint32(by.step)|uint32(by.visit)<<16)
	p.dept.out(p.dept.batch.customers).frame = binary.LittleEndian.AppendUint16(b, uint16(p.dept.index))
}

// log notes the present phase of a token, until now, as runs.
func (p *part) log(t *token, now Tick) {
	if now == t.since {
		return
	}
	here := uint16(p.dept.index)
	team := &p.rules.teams[t.team]
	cause, open := CauseClosed, team.calendar
	if several := p.rules.steps[t.local].open; several != nil {
		open = several
	}
	switch t.state {
	case stateQueued:
		cause = CauseStaff
	case stateBlocked:
		cause = CauseSystem
	case stateDoor:
		cause = CauseLimit
	case stateJoining:
		cause = CauseBranch
	case stateShort:
		if cause = CauseStock; p.stopped(&p.rules.steps[t.local]) {
			cause = CauseSystem
		}
	case stateWorking:
		if cause, open = CauseWork, team.calendar; t.visit > 0 {
			cause = CauseRework
		}
		if team.finish {
			open = nil
		}
	case stateHeld:
		cause, open = CauseHeld, nil
	case stateOutside:
		cause, open = CauseOutside, nil
	case stateOther:
		cause, open = CauseOther, nil
	case stateGathering:
		cause, open = CauseBatch, nil
	case stateAppointed:
		cause, open = CauseAppointment, nil
	case stateCustomer:
		cause, open = CauseCustomer, nil
	case stateOrdered:
		p.logSupply(t, now)
		return
	case stateTogether:
		return // its batch's carrier does
	}
	a := p.accountOf(t)
	if open == nil {
		a.pass(here, cause, now-t.since)
		return
	}
	for at := t.since; at < now; {
		if open.IsOpen(at) {
			to := min(now, open.NextClose(at))
			a.pass(here, cause, to-at)
			at = to
			continue
		}
		to := min(now, open.NextOpen(at))
		a.pass(here, CauseClosed, to-at)
		at = to
	}
}

// logSupply notes the present phase of an order with a supplier.
func (p *part) logSupply(t *token, now Tick) {
	place := p.dept.index
	switch t.phase {
	case phaseAway, phaseMade, phaseShipment, phaseMoving:
		place = p.dept.model.supplierPlace(p.dept.suppliers[p.supplierOf(t)])
	}
	p.accountOf(t).pass(uint16(place), t.phase.cause(), now-t.since)
}

// supplierPlace is where a supplier stands in a ledger that is led upstream:
// behind the departments and the customers.
func (m *Model) supplierPlace(supplier int) int { return len(m.Departments) + 1 + supplier }

// pass appends a run, or makes the last one longer.
func (a *account) pass(place uint16, cause Cause, ticks Tick) {
	if ticks == 0 {
		return
	}
	if n := len(a.runs); n > 0 && a.runs[n-1].place == place && a.runs[n-1].cause == cause {
		a.runs[n-1].ticks += ticks
		return
	}
	a.runs = append(a.runs, spell{place, cause, ticks})
}

// recordTimed sends one step of the itinerary of an item that may hold others.
func (p *part) recordTimed(t *token, now Tick) {
	switch t.state {
	case stateWorking:
		p.log(t, now)
	case stateTogether: // lost while its batch waited: that time is closed in its record
		a := p.accountOf(t)
		waited := now - t.arrived
		for _, s := range a.runs {
			waited -= s.ticks
		}
		a.pass(uint16(p.dept.index), CauseClosed, waited)
	}
	ticks := p.causesOf(t, now)
	roadSoFar(&ticks)
	at := p.recordTicks(t, &ticks, now)
	out := p.dept.out(p.dept.batch.customers)
	m := p.dept.model
	if _, _, ordered := stockOf(t.item); ordered && t.visit == 0 && slices.Contains(m.steps(m.Flows[m.Steps[t.step].Flow].First), int(t.step)) {
		binary.LittleEndian.PutUint32(out.frame[at+12:], noStep) // an order for pieces begins with it
	}
	var runs []spell
	if t.account >= 0 {
		runs = p.account[t.account].runs
		runs = onTheRoad(runs, p.travelOf(t))
	}
	out.frame = appendTimed(out.frame, at, 0, runs)
}

// recordSupply sends what became of an order with a supplier: the whole
// itinerary of pieces, or what a wait at a step is led to.
func (p *part) recordSupply(t *token, now Tick) {
	var w wait
	w.from, w.to, w.step, w.visit = now, now, t.step, t.visit
	a := p.accountOf(t)
	for _, r := range a.runs {
		w.from -= r.ticks
		w.ticks[r.cause] += r.ticks
	}
	b := p.sayLed(entryRecord, t.item)
	if t.flags&tokenPieces == 0 {
		p.tellSupplied(t, w.from, now)
		b = appendLed(b, &w, nil, a.runs)
	} else {
		at := len(b)
		b = appendRecord(b, now, uint16(p.dept.suppliers[p.supplierOf(t)]), 0, noStep, 0, &w.ticks)
		b = appendTimed(b, at, flagSupply, a.runs)
	}
	p.dept.out(p.dept.batch.customers).frame = b
	a.runs = nil
}

// onTheRoad turns the first ticks of work into time on the road.
func onTheRoad(runs []spell, travel Tick) []spell {
	for i := 0; i < len(runs) && travel > 0; i++ {
		if r := &runs[i]; r.cause == CauseWork || r.cause == CauseRework {
			if r.ticks > travel {
				rest := spell{r.place, r.cause, r.ticks - travel}
				runs = slices.Insert(runs, i+1, rest)
				r = &runs[i]
			}
			r.ticks, r.cause = min(r.ticks, travel), CauseTravel
			travel -= r.ticks
		}
	}
	return runs
}
