package scenarios

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"ripple/scenarios/holidays"
	"ripple/sim"
	"ripple/sim/calendar"
	"ripple/sim/draw"
)

// builder turns an organisation into a model, and then adds what happens to it.
type builder struct {
	org    *organisation
	run    run
	model  *sim.Model
	notes  *[]string
	origin time.Time

	tables map[string]int // calendars by workTime.key
	// stepIndex[flow][step] and streamIndex[segment][stream] are the model's indexes.
	stepIndex   [][]int
	streamIndex [][]int
	raisedIndex [][]int       // of internal work, by flow and stream
	streamHours []workTime    // by stream
	surges      map[int][]int // streams that belong to a surge of another
	pending     []surge       // of the effect being read
	surging     []surging     // of all effects
	tableSize   int           // of all calendars, against maxTableSize
	changes     int           // of all effects, against maxModelChanges
	ways        int           // past steps that not every item needs, against maxInstead
	options     map[string]int
	eventList   []*eventLine // the injects
	does        string       // what the effect read last does, in words
}

// maxTableSize bounds the memory that calendars take: days and stretches of
// opening hours of all distinct calendars.
const maxTableSize = 3_000_000

// maxModelSteps is how many steps the engine can tell apart, maxModelChanges
// how many changes of all injects and responses fit the memory.
const (
	maxModelSteps   = 60_000
	maxModelChanges = 300_000
)

// defaultBand is when a department counts as hit.
var defaultBand = sim.Band{Items: 2, Share: 0.1, RecoverDays: 5}

// newBuilder builds everything but the effects. It returns nil after a problem
// that makes the rest meaningless.
func newBuilder(org *organisation, r run, notes *[]string) *builder {
	b := &builder{
		org: org, run: r, notes: notes,
		origin: r.origin(org.hours.Zone),
		tables: map[string]int{}, surges: map[int][]int{}, options: map[string]int{},
		model: &sim.Model{
			Organisation: org.title, Currency: org.currency,
			Seed: r.seed, Replications: r.replications, FirstDay: r.warmUp, Band: defaultBand,
		},
	}
	if !b.calendar(org.calendar, org.hours) {
		return nil
	}
	b.times()
	b.departments()
	b.systems()
	b.suppliers()
	b.flows()
	b.turnovers()
	b.stocks()
	b.segments()
	m := b.model
	m.Handoff = sim.Tick(org.handoff.dist.Min())
	if m.Handoff < 1 {
		m.Handoff = defaultHandoff
	}
	return b
}

// horizon is the length of the run in ticks, with some room for daylight saving.
func (b *builder) horizon() calendar.Tick {
	return calendar.Tick(b.run.total()+1) * calendar.CalendarDay
}

// calendar adds a calendar and tells whether it could be built.
func (b *builder) calendar(n *node, w workTime) bool {
	_, ok := b.table(n, w)
	return ok
}

// table is the index of a calendar, built when it is new. After a problem it is
// the organisation's own.
func (b *builder) table(n *node, w workTime) (int, bool) {
	key := w.key()
	if i, known := b.tables[key]; known {
		return i, true
	}
	size := (b.run.total() + 400) * (2 + w.stretches())
	if b.tableSize+size > maxTableSize {
		n.fail("give departments the same hours where you can, or shorten the run", "%d different calendars over %d days are too many", len(b.model.Calendars), b.run.total())
		return 0, false
	}
	b.tableSize += size
	spec := w.Spec
	if w.holidays != "" {
		last := b.origin.Add(time.Duration(b.horizon()+calendar.Slack) * time.Millisecond)
		spec.Closed = slices.Concat(w.Closed, holidays.Dates(w.holidays, b.origin.Year()-1, last.Year()+1))
	}
	t, err := calendar.Build(spec, b.origin, b.horizon())
	switch {
	case errors.Is(err, calendar.ErrNeverOpen):
		n.fail("give it days and hours in which somebody works", "this calendar has no open time in the run")
		return 0, false
	case err != nil:
		n.fail("", "%s", err)
		return 0, false
	}
	b.tables[key] = len(b.model.Calendars)
	b.model.Calendars = append(b.model.Calendars, t)
	return b.tables[key], true
}

// times sets the limits of the run, by the organisation's calendar.
func (b *builder) times() {
	m, t := b.model, b.model.Calendars[0]
	m.From = t.At(b.run.warmUp, 0)
	m.Until = t.At(b.run.warmUp+b.run.days, 0) + b.run.length
	m.End = t.AddDays(m.Until, b.run.finish)
	first := time.Date(b.run.from.Year, b.run.from.Month, b.run.from.Day-b.run.warmUp, 0, 0, 0, 0, time.UTC)
	for i := range t.WorkingDay {
		m.Dates = append(m.Dates, first.AddDate(0, 0, i).Format("2006-01-02"))
	}
}

func (b *builder) departments() {
	for _, d := range b.org.departments {
		md := sim.Department{Name: d.name, CustomerFacing: d.customerFacing, Limit: int(d.limit)}
		for _, t := range d.teams {
			table, _ := b.table(t.node, t.hours)
			mt := sim.Team{Name: t.name, Calendar: table, Finish: t.finish, Discipline: t.discipline, CentsPerHour: t.cents, Limit: int(t.limit)}
			b.staffed(t, &mt)
			md.Teams = append(md.Teams, mt)
		}
		b.model.Departments = append(b.model.Departments, md)
	}
	b.absent()
}

func (b *builder) systems() {
	for _, s := range b.org.systems {
		b.model.Systems = append(b.model.Systems, sim.System{
			Name: s.name, RunBy: s.runBy, Manual: s.manual, ManualWork: s.manualWork, ManualErrors: s.manualErrors,
			Up: s.up, Down: s.down,
		})
	}
}

// flows numbers all steps, then builds them.
func (b *builder) flows() {
	next := 0
	for _, f := range b.org.flows {
		index := make([]int, len(f.steps))
		for i := range f.steps {
			index[i] = next
			next += len(f.steps[i].places())
		}
		b.stepIndex = append(b.stepIndex, index)
	}
	if next > maxModelSteps {
		b.org.node.fail("", "%d steps in all flows: at most %d", next, maxModelSteps)
	}
	for fi, f := range b.org.flows {
		mf := sim.Flow{Name: f.name, Segment: f.segment, Priority: f.priority, PriorityBy: f.rankBy, Attributes: f.attributes, First: -1}
		for i := range f.steps {
			mf.Steps = append(mf.Steps, b.stepsAt(fi, i)...)
		}
		if len(mf.Steps) > 0 {
			mf.First = mf.Steps[0]
		}
		b.model.Flows = append(b.model.Flows, mf)
		for i := range f.steps {
			b.model.Steps = append(b.model.Steps, b.alternatives(fi, f, i)...)
		}
	}
}

// step is a step of a flow as one department does it.
func (b *builder) step(fi int, f *flow, i int, at place) sim.Step {
	s := f.steps[i]
	index := b.stepIndex[fi]
	ms := sim.Step{
		Name: s.name, Flow: fi, Department: at.department, Team: at.team, Teams: s.teams, TeamBy: s.teamBy,
		Work: noneIfZero(s.work), Times: s.times, Travel: noneIfZero(s.travel), Appointment: s.visit.build(), Wait: noneIfZero(s.wait), Needs: s.needs,
		Errors: s.errors, Finds: s.finds, BackTo: sim.Edge{To: -1},
	}
	if s.supplier >= 0 {
		ms.Supply = &sim.Supply{Supplier: s.supplier}
	}
	for _, a := range s.takes {
		ms.Takes = append(ms.Takes, sim.Amount{Stock: a.stock, Quantity: a.quantity, Per: a.per})
	}
	for _, a := range s.gives {
		ms.Gives = append(ms.Gives, sim.Amount{Stock: a.stock, Quantity: a.quantity, Per: a.per})
		if b.org.stocks[a.stock].department != at.department || s.handoff != nil {
			ms.GiveTravel = b.handoffOf(s)
		}
	}
	ms.Reply = b.reply(s, at.department)
	ms.Starts, ms.WaitsFor, ms.Batch = b.starts(s, at.department), waitsFor(s), b.batch(at, s.together, s.batch)
	for _, j := range s.join {
		ms.Join = append(ms.Join, index[j])
	}
	for _, w := range s.ways {
		out := sim.Outcome{Name: w.name, Chance: w.chance, If: w.guard}
		for _, to := range w.next {
			out.Next = append(out.Next, b.edge(f, index, i, to, at.department))
		}
		ms.Outcomes = append(ms.Outcomes, out)
	}
	if s.back >= 0 && s.finds > 0 {
		ms.BackTo = b.edge(f, index, i, s.back, at.department)
		ms.BackTo.Back = true
	}
	if s.needNode != nil {
		ms.Need = &sim.Need{Only: s.onlyIf, Chance: s.chance}
	}
	return ms
}

// edge is the way from step i of a flow, done by a department, to another step or an end.
func (b *builder) edge(f *flow, index []int, i, to, from int) sim.Edge {
	s := f.steps[i]
	switch to {
	case toCustomer:
		return sim.Edge{To: sim.ToCustomer, Handoff: b.handoffOf(s)}
	case toLost:
		return sim.Edge{To: sim.Lost, Handoff: b.handoffOf(s)}
	}
	e := sim.Edge{To: index[to], Back: to <= i}
	between := func(department int) draw.Dist {
		if s.handoff != nil || department != from {
			return b.handoffOf(s)
		}
		return draw.Dist{}
	}
	e.Handoff = between(f.steps[to].department)
	for k, p := range f.steps[to].others {
		e.Others = append(e.Others, sim.Edge{To: index[to] + 1 + k, Back: e.Back, Handoff: between(p.department)})
	}
	if next := f.steps[to]; next.needNode != nil {
		e.Instead = b.instead(f, index, i, from, next, e.Back)
	}
	return e
}

// maxInstead is how many ways there may be past steps that not every item needs.
const maxInstead = 100_000

// instead are the ways of items that pass by a step, to what follows it.
func (b *builder) instead(f *flow, index []int, i, from int, passed *step, back bool) []sim.Edge {
	var edges []sim.Edge
	for _, to := range passed.ways[0].next {
		if b.ways++; b.ways > maxInstead {
			passed.needNode.fail("let fewer steps in a row depend on the order", "more than %d ways lead past steps that not every order needs", maxInstead)
			return nil
		}
		e := b.edge(f, index, i, to, from)
		e.Back = back || e.Back || to >= 0 && f.stepAt[passed.name] >= to
		for k := range e.Others {
			e.Others[k].Back = e.Back
		}
		edges = append(edges, e)
	}
	return edges
}

// handoffOf is the time after a step: its own, or the organisation's.
func (b *builder) handoffOf(s *step) draw.Dist {
	if s.handoff != nil {
		return *s.handoff
	}
	return b.org.handoff.dist
}

// noneIfZero makes a length that is always 0 the absence of one.
func noneIfZero(d draw.Dist) draw.Dist {
	if d.Max() == 0 {
		return draw.Dist{}
	}
	return d
}

func (b *builder) segments() {
	for si, s := range b.org.segments {
		b.model.Segments = append(b.model.Segments, sim.Segment{
			Name: s.name, Customers: s.customers, LeaveLate: s.leaveLate, LeaveLost: s.leaveLost,
			Renews: s.renews, Accounts: s.accounts, PaysPerYear: s.pays,
		})
		var index []int
		for _, st := range s.streams {
			name := s.name
			if len(s.streams) > 1 && st.flow >= 0 {
				name += " " + b.org.flows[st.flow].name
			}
			index = append(index, b.stream(st, name, si))
		}
		b.streamIndex = append(b.streamIndex, index)
	}
	b.internalDemand()
	b.outcomes()
	b.agreements()
}

// stream adds what a stream orders to the model; -1 when it orders nothing.
func (b *builder) stream(st *stream, name string, segment int) int {
	if st.flow < 0 || !st.hasDemand() && !b.org.started[st.flow] {
		return -1
	}
	table, _ := b.table(st.node, st.hours)
	ms := sim.Stream{
		Name: name, Segment: segment, Flow: st.flow, Gap: st.gap, Calendar: table, Surge: -1, Asker: st.asker,
		Promise: st.promise, Patience: st.patience, PatienceRandom: st.random, Value: st.value, Penalty: st.penalty,
	}
	st.terms(b.org.flows[st.flow], &ms)
	if st.answered && len(b.org.flows[st.flow].steps) > 0 {
		for _, first := range b.stepsAt(st.flow, 0) {
			b.model.Steps[first].Answers = true
		}
	}
	cal, first := b.model.Calendars[table], firstDate(b.origin, st.hours.Zone)
	if st.season != nil && st.hasDemand() {
		ms.Season = st.season.build(first, len(cal.WorkingDay))
		if ms.Season.Most <= 0 {
			st.node.fail("", "with this season nobody orders in the run")
			return -1
		}
		ms.Gap = ms.Gap.Scaled(1 / ms.Season.Most)
	}
	st.returning(&ms)
	if st.machines != nil {
		// Candidates come for the most that there can be.
		ms.Machines = st.machines.build(b, st)
		ms.Gap = ms.Gap.Scaled(float64(max(1, ms.Machines.Start)) / float64(ms.Machines.Most))
	}
	switch {
	case st.schedule != nil:
		if ms.Times = st.schedule.ticks(cal, first, b.model.End); len(ms.Times) == 0 {
			b.note("`%s` never happens in the run", st.schedule.node.text)
			return -1
		}
	case st.moments != nil:
		outside := st.moments.build(&ms, b.origin, st.hours.Zone, b.model.End)
		if len(ms.Times)+len(ms.Slots) == 0 {
			st.moments.node.fail("move them with for example `moved-by: 364 days`, or change the run's `from`",
				"none of the orders of %s (%s) lies in the run, which begins on %s", st.moments.name, st.moments.dates(), firstDate(b.origin, st.hours.Zone).Format(time.DateOnly))
			return -1
		}
		if outside > 0 {
			b.note("%d orders of %s lie outside the run, warm-up included, and are left out", outside, st.moments.name)
		}
	}
	b.streamHours = append(b.streamHours, st.hours)
	b.model.Streams = append(b.model.Streams, ms)
	return len(b.model.Streams) - 1
}

// checkStocks reports stocks that are reordered from a flow that does not
// bring them, or that wait for themselves.
func (b *builder) checkStocks() {
	for i, s := range b.org.stocks {
		for _, r := range s.reorders {
			for _, x := range r.sources {
				if x.flow >= 0 && !b.brings(x.node, x.flow, i) {
					break
				}
			}
		}
	}
	for _, f := range b.org.flows {
		for _, s := range f.steps {
			for _, a := range s.takes {
				b.checkOrdersForOne(a)
			}
		}
	}
	b.checkStockCycles()
}

// checkOrdersForOne reports an item that may take so many pieces that they are
// ordered again more often at once than makes sense.
func (b *builder) checkOrdersForOne(a amount) {
	if a.per == nil {
		return
	}
	for _, r := range b.org.stocks[a.stock].reorders {
		if orders := float64(a.quantity) * greatest(a.per) / float64(max(1, r.quantity)); !r.upTo && r.sound && orders > 10_000 {
			a.node.fail("order more at a time, or let the attribute end somewhere: `at-most: 100`", "one item may take as many `%s` as %.0f orders bring", b.org.stocks[a.stock].name, orders)
			return
		}
	}
}

// brings reports a flow that cannot replenish a stock.
func (b *builder) brings(n *node, flow, stock int) bool {
	f, name := b.org.flows[flow], b.org.stocks[stock].name
	switch {
	case f.segment >= 0:
		n.fail("let a flow without `for` replenish it", "`%s` is a flow for customers", f.name)
		return false
	case len(f.streams) > 0:
		n.fail("let a flow without `demand` and `every` replenish it", "`%s` is work that colleagues ask for", f.name)
		return false
	}
	for _, s := range f.steps {
		for _, a := range s.gives {
			if a.stock == stock {
				return true
			}
		}
	}
	if len(f.steps) > 0 {
		n.fail("add `gives: {"+name+": ordered}` to the step in which the pieces arrive", "flow `%s` never brings `%s`", f.name, name)
		return false
	}
	return true
}

// checkStockCycles reports a stock whose replenishment takes, directly or
// through other stocks, pieces of itself.
func (b *builder) checkStockCycles() {
	const unseen, open, done = 0, 1, 2
	state := make([]int, len(b.org.stocks))
	var trail []string
	var walk func(i int) bool
	walk = func(i int) bool {
		s := b.org.stocks[i]
		state[i] = open
		trail = append(trail, s.name)
		defer func() { state[i], trail = done, trail[:len(trail)-1] }()
		for _, f := range s.flows() {
			for _, st := range b.org.flows[f].steps {
				for _, a := range st.takes {
					if state[a.stock] == open {
						a.node.fail("take it in the flow that uses it",
							"replenishing `%s` needs `%s`, which waits for it: %s", s.name, b.org.stocks[a.stock].name, strings.Join(append(trail, b.org.stocks[a.stock].name), " ← "))
						return false
					}
					if state[a.stock] == unseen && !walk(a.stock) {
						return false
					}
				}
			}
		}
		return true
	}
	for i := range b.org.stocks {
		if state[i] == unseen && !walk(i) {
			return
		}
	}
}

// note adds an assumption or a warning to print.
func (b *builder) note(format string, args ...any) {
	*b.notes = append(*b.notes, fmt.Sprintf(format, args...))
}
