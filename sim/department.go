package sim

import (
	"encoding/binary"
	"fmt"
	"slices"

	"ripple/sim/calendar"
)

// department is the agent of one department: it simulates its department in
// every world of the batch and knows nothing of any other but what the bus brings.
type department struct {
	post
	model     *Model
	index     int
	door      []int // by team, -1: none
	doors     []int // whose each is: a team, -1 for all of the department
	steps     []int // of the model, in order of place
	systems   []int // that its steps need
	stocks    []int // that it keeps
	suppliers []int // it places orders with
	concern   []bool
	watch     []bool
	waits     []bool  // by flow: it may wait for items of it
	follows   bool    // orders follow new promises
	parts     []*part // by world; nil: not there (yet)
	known     map[string]*rules
	unions    map[[2]*calendar.Table]*calendar.Table
	trace     bool
	leads     *leads // nil: no wait is led upstream
	events    int64
}

func newDepartment(b *batch, index int) *department {
	m := b.model
	d := &department{post: newPost(b), model: m, index: index, known: map[string]*rules{}, parts: make([]*part, b.worlds()), trace: b.trace, leads: b.leads}
	for s := range m.Steps {
		if m.Steps[s].Department != index {
			continue
		}
		d.steps = append(d.steps, s)
		for _, y := range m.Steps[s].Needs {
			if !slices.Contains(d.systems, y) {
				d.systems = append(d.systems, y)
			}
		}
	}
	slices.Sort(d.systems)
	for s := range m.Stocks {
		if m.Stocks[s].Department == index {
			d.stocks = append(d.stocks, s)
		}
	}
	d.suppliers = d.findSuppliers()
	d.concern = make([]bool, len(m.Effects))
	for e := range m.Effects {
		d.concern[e] = d.concerns(&m.Effects[e])
	}
	d.watch = m.watches(index)
	d.follows = m.followsPromises()
	d.findDoors()
	d.waits = make([]bool, len(m.Flows))
	for f, departments := range b.waiting {
		d.waits[f] = slices.Contains(departments, index)
	}
	for rep := range b.begun() {
		w := b.world(rep, Baseline)
		d.parts[w] = d.newPart(w)
		d.parts[w].begin()
	}
	return d
}

func (d *department) stockPlace(stock int) int { return slices.Index(d.stocks, stock) }

// rulesFor are the rules under a set of active effects, made once.
func (d *department) rulesFor(active []uint16) *rules {
	key := make([]byte, 0, 2*len(active))
	for _, e := range active {
		key = binary.LittleEndian.AppendUint16(key, e)
	}
	r := d.known[string(key)]
	if r == nil {
		r = d.makeRules(active)
		d.known[string(key)] = r
	}
	return r
}

// take merges what another agent sent for one world into its agenda.
func (d *department) take(world int, entries []byte) error {
	p := d.parts[world]
	var e entry
	var err error
	for len(entries) > 0 {
		if entries, err = readEntry(entries, &e); err != nil {
			return err
		}
		switch e.kind {
		case entryArrive:
			a := arrival{at: e.at, item: e.item, due: e.due, giveUp: e.giveUp, quantity: e.quantity, step: e.step, visit: e.visit, prevStep: e.extra, flags: e.flags, branch: e.branch}
			handed := e.flags&hasHanded != 0
			if d.follows || handed && d.batch.outlook != nil || !p.coming.join(p, &a) {
				slot := p.admit(&a)
				p.tokens[slot].since = e.handed
				if d.follows {
					p.catchUp(&p.tokens[slot], e.handed)
				}
				p.tokens[slot].refs = 1
				p.push(event{at: e.at, ref: slot, class: classArrive})
			}
		case entryReceipt:
			p.expect(int(e.extra), e.item, e.step, e.visit, e.quantity, e.handed, e.at)
		case entryStatus:
			p.hear(&e)
		case entryFire:
			p.fire(int(e.step), e.at)
		case entryPast:
			p.past.hear(&e)
		case entryDone:
			p.hearEnd(e.item, e.step, e.visit, e.at)
		default:
			return fmt.Errorf("entry of kind %d is not for a department", e.kind)
		}
	}
	return nil
}

func (d *department) work(world int, bound, _ Tick) { d.parts[world].run(bound) }

func (d *department) next(world int) Tick {
	if p := d.parts[world]; p != nil {
		return min(p.agenda.next(), p.coming.next())
	}
	return Never
}

// sends is the same as next: whatever a department does may hand something over.
func (d *department) sends(world int) Tick { return d.next(world) }

func (d *department) fork(from, to int) { d.parts[to] = d.parts[from].fork(to) }

func (d *department) redraw(world int) { d.parts[world].redraw() }

func (d *department) done() bool { return true }

func (d *department) handled() int64 { return d.events }

// findings are the department's results, closed at the end of counting.
func (d *department) findings() any {
	found := make([]departmentFindings, len(d.parts))
	for w, p := range d.parts {
		if p == nil {
			continue
		}
		p.backlog.add(d.model, max(p.backlog.since, d.model.Until), 0)
		p.countCapacity(max(d.model.Until, p.lastCounted()))
		for i := range p.stocks {
			p.countStock(i, max(d.model.Until, p.stocks[i].counted))
		}
		p.result.Backlog = p.backlog.days
		p.result.PayCents = int64(float64(p.pay)/3_600_000 + 0.5)
		p.result.Days = p.days
		found[w] = departmentFindings{true, p.result, p.agreements, p.agreedDays, p.expense, p.finished, p.supply, p.openHere(), p.standing(), nil}
		if p.samples != nil {
			p.surveyUntil(d.model.Until)
			found[w].Samples = p.samples.rows
		}
	}
	return found
}

func (p *part) lastCounted() Tick {
	last := Tick(0)
	for i := range p.teams {
		last = max(last, p.teams[i].counted)
	}
	return last
}

// departmentFindings is what a department reports of one world.
type departmentFindings struct {
	There      bool
	Result     DepartmentResult
	Agreements []AgreementResult
	AgreedDays [][]AgreementResult
	Expense    int64
	Steps      int64 // finished in the whole run
	// Supply is what came of the orders with each supplier of the model.
	Supply []SupplierResult
	// Stands are the orders that are here, or on their way here, when the run ends.
	Stands []stands
	// Standing are the items that are here when the run ends, where they are followed.
	Standing []standing
	Samples  sampleRows
}

const noStep = 0xFFFF

// record sends one step of an order's itinerary to the customers' agent.
func (p *part) record(t *token, now Tick) {
	ticks := p.causesOf(t, now)
	p.recordTicks(t, &ticks, now)
}

// recordTicks sends one step of an itinerary to the customers' agent, and tells
// where it stands in the parcel. The time of arrival is the end less all causes.
func (p *part) recordTicks(t *token, ticks *[NumCauses]Tick, now Tick) int {
	out := p.dept.out(p.dept.batch.customers)
	out.open(p.world)
	out.frame = binary.LittleEndian.AppendUint64(append(out.frame, byte(entryRecord)), t.item)
	at := len(out.frame)
	out.frame = appendRecord(out.frame, now, t.step, t.visit, t.prevStep, t.prevVisit, ticks)
	return at
}

// causesOf are the causes of a token's stay, which is over: what is neither of the
// team nor work comes from its account, and what is left is time closed.
func (p *part) causesOf(t *token, now Tick) [NumCauses]Tick {
	var ticks [NumCauses]Tick
	closed := now - t.arrived - t.waited - t.worked
	if t.account >= 0 {
		ticks = p.account[t.account].ticks
		for _, other := range ticks {
			closed -= other
		}
	}
	work := CauseWork
	if t.visit > 0 {
		work = CauseRework
	}
	travel := ticks[CauseTravel] // part of what was worked
	ticks[CauseClosed], ticks[CauseStaff], ticks[work] = closed+travel, t.waited, t.worked-travel
	return ticks
}
