package sim

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"ripple/sim/draw"
)

// tokenState is where a work item stands at a department.
type tokenState uint8

const (
	stateFree      tokenState = iota // the slot is not in use, or lingers until its events are past
	stateComing                      // arrives later
	stateJoining                     // waits for other branches
	stateHeld                        // held by a slip
	stateOutside                     // waits for something outside
	stateOrdered                     // ordered from a supplier
	stateAppointed                   // waits for the date agreed
	stateBlocked                     // waits for a system
	stateShort                       // waits for pieces
	stateQueued                      // waits for staff
	stateWorking
	stateOther     // waits for other work to end
	stateDoor      // waits for a place inside
	stateGathering // waits for its batch
	stateTogether  // its batch, which is one piece of work, is before the team
	stateCustomer  // waits for the customer
)

// Facts about a token.
const (
	tokenDefect     = 1 << iota // carries a mistake
	tokenGiveUp                 // its end of patience is on the agenda
	tokenDrawn                  // its work is drawn: it goes on after a pause
	tokenBack                   // came over an edge that raised its visit number
	tokenPieces                 // not an item but pieces on their way to a stock (step)
	tokenReleased               // was held already, or comes from inside the department
	tokenWaited                 // its outside wait is over
	tokenOthers                 // what the step starts is started
	tokenInside                 // has one of a limited number of places
	tokenGathered               // its batch is released
	tokenCarrier                // not an item but a batch that is one piece of work
	tokenShared                 // its work counts with another of its batch
	tokenUnanswered             // the answer that it waited for has not come
)

// token is a work item, or one branch of it, at one department in one world.
type token struct {
	item        uint64
	due, giveUp Tick
	arrived     Tick // at this step
	since       Tick // the present phase began
	until       Tick // the present phase is planned to end
	work        Tick // work planned from since on
	worked      Tick // work done before
	waited      Tick // waited for staff so far, open time
	quantity    int64
	seq         uint32
	account     int32 // causes other than staff and work; -1: none yet
	short       int32 // which of the step's takes is awaited
	step        uint16
	visit       uint16
	prevStep    uint16 // the step of the branch that came last
	prevVisit   uint16
	local       uint16 // the step's place in the department
	attempt     uint16
	state       tokenState
	flags       uint16
	refs        uint16 // events on the agenda
	without     uint16 // which of the step's systems its work does without, a bit for each
	branch      uint8  // tells apart branches that passed by steps on their way from the same one
	phase       phase  // of an order with a supplier
	team        uint8  // whose people do the step, or the first of those who can
}

// account is the time of a token that was neither waiting for staff nor work.
type account struct {
	ticks [NumCauses]Tick
	// Where waits are led upstream: when the present one began, what had been
	// booked then, and the stay so far.
	from Tick
	was  [len(waitCauses)]Tick
	runs []spell
}

type teamPart struct {
	busy   int
	staff  int // who may take up work
	queue  queue
	openAt Tick   // the opening that is on the agenda, Never if none
	opens  uint16 // openings put on the agenda
	// counted is until when Capacity is summed up.
	counted Tick
	// Where the staff changes with the hours, nil otherwise:
	people  *staffing
	step    int    // of people
	owed    Tick   // open time worked beyond a part-time person's hours
	stays   bool   // that person works beyond the hours now
	settled Tick   // owed is right until then
	staffAt Tick   // the change on the agenda, Never if none
	changes uint16 // put on the agenda
	// away are the people who are not there for good, vacant those of them whose
	// places are.
	away, vacant int
	booked       []int32 // dates given, by day of the team's calendar
}

type stockPart struct {
	onHand, owed int64
	onOrder      []int64 // by rule
	orders       uint64  // replenishments ordered
	queue        queue   // tokens that wait for pieces
	counted      Tick
}

type systemPart struct {
	failed  bool // in the background
	ordinal uint16
	since   Tick // it is failed or not
}

// part is one department's part of one world.
type part struct {
	agenda
	coming     coming
	dept       *department
	world      int
	arm        int
	key        draw.Key
	past       *past // nil: this is no forecast, or it has not begun
	rules      *rules
	active     []uint16 // effects in force, by start
	tokens     []token
	free       []uint32
	account    []account
	spare      []int32
	teams      []teamPart
	doors      []doorPart
	stocks     []stockPart
	systems    []systemPart
	blocked    []uint32      // tokens that wait for a system
	instead    map[taken]int // pieces reserved from a substitute, and which
	joins      map[joinKey]join
	others     others
	origin     origin // of the pieces that are being given out
	batches    batches
	asked      map[uint32]asking // by token that waits for the customer
	seats      []seatPart        // places that can become vacant
	verdict    map[int]*verdict
	fired      map[int]Tick // effects whose condition held, and when they follow
	seq        uint32
	promises   []toldPromise // told so far
	sweepAt    Tick          // the sweep on the agenda, Never if none
	backlog    level
	finished   int64 // steps, in the whole run
	result     DepartmentResult
	pay        int64               // cents × ticks per hour of the staff present
	agreements []AgreementResult   // about steps here
	expense    int64               // cents of responses that are paid per item
	supply     []SupplierResult    // by supplier of the model
	days       []DayResult         // what was finished, day by day; nil: not followed
	agreedDays [][]AgreementResult // and the agreements about steps here
	samples    *departmentSamples  // nil: nobody asked
	surveyAt   Tick                // the next sample; Never: none
}

// taken is one of the takes of a token's step.
type taken struct {
	slot uint32
	take int32
}

type joinKey struct {
	item uint64
	step uint16
}

// join is a step that waits for branches: the token that came last so far.
type join struct {
	slot  uint32
	count int
}

func (d *department) newPart(world int) *part {
	m := d.model
	p := &part{
		dept: d, world: world, arm: d.batch.arm(world), key: d.batch.keyAt(world),
		rules: d.rulesFor(nil), teams: make([]teamPart, len(m.Departments[d.index].Teams)),
		stocks: make([]stockPart, len(d.stocks)), systems: make([]systemPart, len(d.systems)),
		backlog: newLevel(m.Calendars[0].Days, m.Until),
	}
	p.tie, p.sweepAt, p.surveyAt = p.earlier, Never, Never
	p.agreements = make([]AgreementResult, len(m.Agreements))
	if d.trace {
		p.result.FlowWork, p.result.FlowRework = make([]Tick, len(m.Flows)), make([]Tick, len(m.Flows))
	}
	p.days = newDays[DayResult](m, d.trace, p.arm)
	p.agreedDays = newAgreedDays(m, d.trace, p.arm, func(a *Agreement) bool { return a.Step >= 0 && m.Steps[a.Step].Department == d.index })
	if len(d.suppliers) > 0 {
		p.supply = make([]SupplierResult, len(m.Suppliers))
	}
	for i := range p.teams {
		p.teams[i].openAt, p.teams[i].staffAt = Never, Never
		p.restaff(i, 0)
	}
	p.seats = d.newSeats()
	p.doors = make([]doorPart, len(d.doors))
	for i := range p.doors {
		p.doors[i].called = Never
	}
	if d.batch.sample > 0 {
		p.samples = &departmentSamples{every: d.batch.sample, came: make([]int32, d.batch.agents)}
		p.surveyAt = d.batch.sampleFrom
	}
	for i, s := range d.stocks {
		p.stocks[i].onHand = m.Stocks[s].Start
		p.stocks[i].onOrder = make([]int64, len(m.Stocks[s].Reorders))
	}
	return p
}

// begin puts what starts at tick 0 on the agenda.
func (p *part) begin() {
	for i := range p.systems {
		p.nextFailure(i, 0)
	}
	for i := range p.stocks {
		p.reorder(i, 0)
		p.nextReview(i, -1)
	}
	for i := range p.seats {
		p.planLeaving(i, 0)
	}
	p.scheduleEffects(nil)
}

// fork is a copy of the part for another world.
func (p *part) fork(world int) *part {
	c := *p
	c.world, c.arm = world, p.dept.batch.arm(world)
	c.events = slices.Clone(p.events)
	c.coming = coming{row: slices.Clone(p.coming.row[p.coming.head:])}
	c.active = slices.Clone(p.active)
	c.tokens = slices.Clone(p.tokens)
	c.free = slices.Clone(p.free)
	c.account = slices.Clone(p.account)
	if p.dept.leads != nil {
		for i := range c.account {
			c.account[i].runs = slices.Clone(p.account[i].runs)
		}
	}
	c.spare = slices.Clone(p.spare)
	c.teams = slices.Clone(p.teams)
	for i := range c.teams {
		c.teams[i].queue = p.teams[i].queue.clone()
		c.teams[i].booked = slices.Clone(p.teams[i].booked)
	}
	c.seats = slices.Clone(p.seats)
	c.doors = slices.Clone(p.doors)
	for i := range c.doors {
		c.doors[i].queue = p.doors[i].queue.clone()
	}
	c.stocks = slices.Clone(p.stocks)
	for i := range c.stocks {
		c.stocks[i].queue = p.stocks[i].queue.clone()
		c.stocks[i].onOrder = slices.Clone(p.stocks[i].onOrder)
	}
	c.systems = slices.Clone(p.systems)
	c.blocked = slices.Clone(p.blocked)
	c.supply = slices.Clone(p.supply)
	c.promises = slices.Clone(p.promises)
	c.instead = maps.Clone(p.instead)
	c.joins = maps.Clone(p.joins)
	c.others = p.others.clone()
	c.batches = p.batches.clone()
	c.asked = maps.Clone(p.asked)
	c.fired = maps.Clone(p.fired)
	if p.verdict != nil {
		c.verdict = map[int]*verdict{}
		for e, v := range p.verdict {
			c.verdict[e] = &verdict{slices.Clone(v.heard)}
		}
	}
	c.backlog = p.backlog.clone()
	c.agreements = slices.Clone(p.agreements)
	c.result.FlowWork, c.result.FlowRework = slices.Clone(p.result.FlowWork), slices.Clone(p.result.FlowRework)
	c.days, c.agreedDays = forkDays(p.days, c.arm), forkAgreedDays(p.agreedDays, c.arm)
	c.samples = p.samples.clone()
	c.tie = c.earlier
	c.scheduleEffects(&p.arm)
	return &c
}

// earlier orders two events of the same tick.
func (p *part) earlier(a, b event) bool {
	if a.class != b.class {
		return a.class < b.class
	}
	switch a.class {
	case classReceipt, classRelease, classOutside, classDone, classArrive, classGiveUp:
		x, y := &p.tokens[a.ref], &p.tokens[b.ref]
		if c := x.identity(p.dept.model).compare(y.identity(p.dept.model)); c != 0 {
			return c < 0
		}
	case classTold:
		if x, y := p.others.all[a.ref].item, p.others.all[b.ref].item; x != y {
			return x < y
		}
	default:
		if a.ref != b.ref {
			return a.ref < b.ref
		}
	}
	if a.attempt == b.attempt {
		p.ambiguous(a)
	}
	return a.attempt < b.attempt
}

func (p *part) ambiguous(e event) {
	p.dept.fail(fmt.Errorf("%w: class %d, number %d, at %s", errAmbiguous, e.class, e.ref, p.dept.model.When(e.at)))
}

// identity is what orders the token's events among others of the same tick and class.
func (t *token) identity(m *Model) identity {
	if t.flags&tokenPieces != 0 {
		return identity{0, t.step, t.visit, t.prevStep, t.prevVisit, 0, t.item}
	}
	return identity{uint16(m.Steps[t.step].Flow), t.step, t.visit, t.prevStep, t.prevVisit, t.branch, t.item}
}

var errAmbiguous = errors.New("two events compare equal, so that their order would be chance: this is a bug in ripple, please report it with the scenario")

// newToken takes a free slot.
func (p *part) newToken() uint32 {
	if n := len(p.free); n > 0 {
		slot := p.free[n-1]
		p.free = p.free[:n-1]
		return slot
	}
	p.tokens = append(p.tokens, token{})
	return uint32(len(p.tokens) - 1)
}

// release frees a token that has gone, once no event speaks of it any more:
// until then it keeps its identity, by which events are ordered.
func (p *part) release(slot uint32) {
	t := &p.tokens[slot]
	if p.instead != nil {
		p.forgetInstead(slot)
	}
	t.state = stateFree
	if t.account >= 0 {
		p.spare = append(p.spare, t.account)
		t.account = -1
	}
	if t.refs == 0 {
		p.free = append(p.free, slot)
	}
}

// plan puts the token's next event on the agenda; earlier plans are void.
func (p *part) plan(slot uint32, at Tick, c class) {
	t := &p.tokens[slot]
	t.attempt++
	t.refs++
	t.until = at
	p.push(event{at: at, ref: slot, attempt: t.attempt, class: c})
}

// accountOf is the token's account of causes, opened when needed.
func (p *part) accountOf(t *token) *account {
	if t.account < 0 {
		if n := len(p.spare); n > 0 {
			t.account = p.spare[n-1]
			p.spare = p.spare[:n-1]
			p.account[t.account] = account{}
		} else {
			p.account = append(p.account, account{})
			t.account = int32(len(p.account) - 1)
		}
	}
	return &p.account[t.account]
}

// spend closes the token's present phase at now. Waiting counts the team's
// open time; what is left of the stay in the end is time closed.
func (p *part) spend(t *token, now Tick) {
	if now == t.since {
		return
	}
	r := &p.rules.steps[t.local]
	if r.timed || r.led && t.state == stateOrdered {
		p.log(t, now)
	}
	team := &p.rules.teams[t.team]
	open := team.calendar
	if several := r.open; several != nil {
		open = several
	}
	switch t.state {
	case stateQueued:
		t.waited += open.Between(t.since, now)
	case stateWorking:
		rest := t.until - now
		if !team.finish {
			rest = team.calendar.Between(now, t.until)
		}
		t.worked += t.work - rest
		t.work = rest
	case stateHeld:
		p.accountOf(t).ticks[CauseHeld] += now - t.since
	case stateOutside:
		p.accountOf(t).ticks[CauseOutside] += now - t.since
	case stateOrdered:
		p.accountOf(t).ticks[t.phase.cause()] += now - t.since
	case stateBlocked:
		p.accountOf(t).ticks[CauseSystem] += open.Between(t.since, now)
	case stateShort:
		cause := CauseStock
		if p.stopped(r) {
			cause = CauseSystem
		}
		p.accountOf(t).ticks[cause] += open.Between(t.since, now)
	case stateDoor:
		p.accountOf(t).ticks[CauseLimit] += open.Between(t.since, now)
	case stateJoining:
		p.accountOf(t).ticks[CauseBranch] += open.Between(t.since, now)
	case stateAppointed:
		p.accountOf(t).ticks[CauseAppointment] += now - t.since
	case stateOther:
		p.accountOf(t).ticks[CauseOther] += now - t.since
	case stateGathering:
		p.accountOf(t).ticks[CauseBatch] += now - t.since
	case stateCustomer:
		p.accountOf(t).ticks[CauseCustomer] += now - t.since
	}
	t.since = now
}
