package sim

import (
	"math"
	"slices"

	"ripple/sim/calendar"
	"ripple/sim/draw"
)

// rules are everything that holds at one department while one set of effects
// is active there. They are shared by all worlds with that set and never change.
type rules struct {
	steps  []stepRule // by the step's place in the department
	shared bool       // some steps are done by several teams
	// entrances are, by flow, how replenishments that begin here get to its first step.
	entrances map[int]*whichRule
	teams     []teamRule
	stocks    []stockRule
	// suppliers are those with whom the department places orders.
	suppliers []supplierRule
	// down and manual tell, per system the department needs, whether an
	// effect has it down and what workaround there is.
	down    []bool
	manual  []manualRule
	leavers []startRule     // by team: how the work of replacing one begins
	limits  []int           // by door: how many items are let in, 0: all
	hold    []calendar.Span // arriving items are held this long
	// transit are holds of what comes from a department, by its index; nil: none.
	transit [][]calendar.Span
	holds   bool // any of these
}

type stepRule struct {
	step       *Step
	id         uint16
	team       int
	door       int             // before it there is a limit on what is inside; -1: none
	teams      []int           // several that can do it, in order; nil: one
	open       *calendar.Table // when one of them is open
	teamBy     *Attribute      // the item says which one does it
	hold       []calendar.Span // what arrives for it is held this long, beside what holds for all
	work, wait draw.Dist
	times      *Attribute // multiplies the work
	workFactor float64
	waitFactor float64
	hurry      float64 // shortens the waits of expedited flows, also those begun
	errors     float64
	finds      float64
	outcomes   []outcomeRule
	back       edgeRule
	giveHold   [][]calendar.Span // pieces held on their link, by what the step gives; nil: none
	needs      []int             // places in the department's list of systems
	takes      []takeRule
	starts     []startRule
	batch      *Batch
	tells      []tellRule // who is told of the end of an item that was started
	supplier   int        // place in the department's list of suppliers; -1: none
	priority   int
	rankBy     *Attribute // adds to the priority
	expedite   bool
	reply      *replyRule // the wait is for the customer; nil: it is not
	external   bool       // of a flow for customers: its items are orders
	recorded   bool       // its steps are told to the customers' agent
	timed      bool       // with the times in between: its items may hold others
	led        bool       // waits are led upstream
	clocked    bool       // clocks of agreements stand still somewhere in the flow
	stops      bool       // they do here
	agreed     []int      // agreements about this step
	balk       *Balks     // of customers who arrive here; nil: they stay
	retry      *retryRule // of orders given up here; nil: they do not come again
	// direct: nothing stands between arrival and the queue for staff.
	direct bool
	idle   bool // nobody is needed
	// careful: more is to be done when work starts than to draw it.
	careful     bool
	travel      draw.Dist
	travelBy    float64
	appointment *Appointment
	places      int64 // dates for a day
	// straight: one outcome with one edge, no mistakes made (as those who do
	// without a system may) or found, nothing given.
	straight bool
	// others: it starts other work, or waits for some.
	others bool
}

type takeRule struct {
	stock    int // place in the department's list of stocks
	quantity int64
	per      *Attribute // multiplies it
}

type outcomeRule struct {
	index int     // among the step's outcomes
	guard *Guard  // its condition; nil: by chance
	upTo  float64 // chances added up, itself included
	edges []edgeRule
	// open: which edges are taken is decided for each item.
	open bool
}

type edgeRule struct {
	to     int
	agent  int  // where it leads; the department itself for an edge inside
	fixed  Tick // the handoff when it is not drawn; -1: drawn
	dist   draw.Dist
	factor float64
	least  Tick
	hold   []calendar.Span // goods held on this link
	back   bool
	pass   *passRule  // not every item needs the step it leads to
	which  *whichRule // it leads to one of several steps that do the same
	others []edgeRule // to the others of them
}

// passRule is who needs the step that an edge leads to, and where the others go.
type passRule struct {
	only    *Guard
	chance  float64
	instead []edgeRule
}

type teamRule struct {
	staff      int        // at work while open, when there is no plan
	paid       int        // likewise
	plan       *staffPlan // of staff that changes with the hours
	calendar   *calendar.Table
	finish     bool
	discipline Discipline
	cents      int64
}

type stockRule struct {
	reorders    []reorderRule
	reviewed    bool  // looked at only now and then
	substitutes []int // places in the department's list of stocks
	hold        []calendar.Span
}

type reorderRule struct {
	at, quantity int64
	upTo         bool
	sources      []sourceRule
}

type sourceRule struct {
	upTo     float64 // shares added up, itself included
	source   *Source
	supplier int // place in the department's list of suppliers; -1: a flow
	minimum  int64
}

type manualRule struct {
	allowed bool
	work    float64
	errors  float64
}

// number is a parameter in force: sets first, then adds, then multiplies.
type number struct {
	base, add, factor float64
}

func (n *number) apply(c *Change) {
	switch c.Op {
	case Set:
		n.base = c.Value
	case Add:
		n.add += c.Value
	case Multiply:
		n.factor = float64(n.factor * c.Value)
	}
}

func (n *number) value() float64 { return float64((n.base + n.add) * n.factor) }

func roundHalfUp(v float64) int64 { return int64(math.Floor(v + 0.5)) }

// changed calls f for every change of the active effects to that parameter.
// The active effects come in order of their starts.
func (m *Model) changed(active []uint16, p Parameter, target int, f func(*Change)) {
	for _, e := range active {
		changes := m.Effects[e&^ramping].Changes
		for i := range changes {
			if c := &changes[i]; c.Param == p && c.Target == target {
				if e&ramping != 0 && p == ParamStaff {
					learning := *c
					learning.Value = c.Value2
					c = &learning
				}
				f(c)
			}
		}
	}
}

func (m *Model) number(active []uint16, p Parameter, target, index int, base float64) float64 {
	n := number{base: base, factor: 1}
	m.changed(active, p, target, func(c *Change) {
		if c.Index == index {
			n.apply(c)
		}
	})
	return n.value()
}

// distribution is a duration in force: the last one set, and the factors.
func (m *Model) distribution(active []uint16, p Parameter, target int, base draw.Dist) (draw.Dist, float64) {
	dist, factor := base, 1.0
	m.changed(active, p, target, func(c *Change) {
		if c.Op == Set {
			dist = c.Dist
		} else {
			factor = float64(factor * c.Value)
		}
	})
	return dist, factor
}

func (m *Model) spans(active []uint16, p Parameter, target, index int) []calendar.Span {
	var spans []calendar.Span
	m.changed(active, p, target, func(c *Change) {
		if c.Index == index {
			spans = append(spans, c.Span)
		}
	})
	return spans
}

// makeRules works out what holds at a department under the active effects.
func (d *department) makeRules(active []uint16) *rules {
	m := d.model
	r := &rules{hold: m.spans(active, ParamHold, d.index, 0), transit: d.transitHolds(active)}
	r.holds = len(r.hold) > 0 || r.transit != nil
	for i := range m.Departments[d.index].Teams {
		r.teams = append(r.teams, m.makeTeamRule(active, d.index, i))
	}
	for _, s := range d.systems {
		y := &m.Systems[s]
		down, manual := false, manualRule{y.Manual, y.ManualWork, y.ManualErrors}
		m.changed(active, ParamDown, s, func(*Change) { down = true })
		m.changed(active, ParamWorkaround, s, func(c *Change) { manual = manualRule{true, c.Value, c.Value2} })
		r.down = append(r.down, down)
		r.manual = append(r.manual, manual)
	}
	for _, s := range d.stocks {
		r.stocks = append(r.stocks, d.makeStockRule(active, s))
	}
	for _, k := range d.stocks {
		for _, rule := range m.Stocks[k].Reorders {
			for _, from := range rule.Sources {
				if from.Flow < 0 {
					continue
				}
				if which := m.makeWhichRule(active, m.Flows[from.Flow].First); which != nil {
					if r.entrances == nil {
						r.entrances = map[int]*whichRule{}
					}
					r.entrances[from.Flow] = which
				}
			}
		}
	}
	for _, s := range d.suppliers {
		r.suppliers = append(r.suppliers, m.makeSupplierRule(active, s))
	}
	if len(m.Turnovers) > 0 {
		r.leavers = make([]startRule, len(r.teams))
		for i := range m.Turnovers {
			if t := &m.Turnovers[i]; t.Department == d.index {
				start := t.start()
				r.leavers[t.Team] = d.makeStartRule(active, noStep, &start)
			}
		}
	}
	for i := range d.doors {
		r.limits = append(r.limits, d.limitOf(active, i))
	}
	for _, s := range d.steps {
		rule := d.makeStepRule(active, s)
		d.teamsOf(&rule, r.teams)
		r.holds = r.holds || len(rule.hold) > 0
		r.shared = r.shared || rule.teams != nil
		r.steps = append(r.steps, rule)
	}
	return r
}

// makeTeamRule works out what holds for a team.
func (m *Model) makeTeamRule(active []uint16, department, team int) teamRule {
	t := &m.Departments[department].Teams[team]
	rule := teamRule{calendar: m.Calendars[t.Calendar], finish: t.Finish, discipline: t.Discipline, cents: t.CentsPerHour}
	m.changed(active, ParamHours, department, func(c *Change) {
		if c.Index == team {
			rule.calendar = m.Calendars[c.Calendar]
		}
	})
	m.changed(active, ParamDiscipline, department, func(c *Change) {
		if c.Index == team {
			rule.discipline = Discipline(c.Value)
		}
	})
	m.changed(active, ParamRoster, department, func(c *Change) {
		if c.Index == team {
			rule.calendar = m.Calendars[c.Calendar]
		}
	})
	rule.plan = m.makePlan(active, department, team, &rule)
	return rule
}

// concerns tells whether an effect changes anything at the department.
func (d *department) concerns(e *Effect) bool {
	m := d.model
	for i := range e.Changes {
		c := &e.Changes[i]
		switch c.Param {
		case ParamStaff, ParamHours, ParamRoster, ParamLimit, ParamHold, ParamLinkHold, ParamDiscipline:
			if c.Target == d.index || (c.Param == ParamStaff || c.Param == ParamHours || c.Param == ParamRoster) && d.routesBy(c.Target) {
				return true
			}
		case ParamTransitHold:
			if c.Index == d.index {
				return true
			}
		case ParamTravel, ParamPlaces, ParamWork, ParamWait, ParamErrors, ParamFinds, ParamChance, ParamHandoff, ParamGuard, ParamStepHold, ParamBatch, ParamNever, ParamAtMost, ParamChase:
			if m.Steps[c.Target].Department == d.index {
				return true
			}
		case ParamRoute:
			if d.sendsTo(c.Target) {
				return true
			}
		case ParamOnlyIf, ParamNeed:
			if d.leadsTo(c.Target) {
				return true
			}
		case ParamAway, ParamOrderHold, ParamShipmentHold, ParamDoorHold, ParamLeadTime, ParamDelivery, ParamHurry, ParamMinimum, ParamPrice:
			if slices.Contains(d.suppliers, c.Target) {
				return true
			}
		case ParamReceiptHold, ParamReorderAt, ParamReorderQuantity, ParamShare, ParamStockLoss, ParamStockGain:
			if m.Stocks[c.Target].Department == d.index {
				return true
			}
		case ParamDown, ParamWorkaround:
			if slices.Contains(d.systems, c.Target) {
				return true
			}
		case ParamPromise, ParamPatience, ParamValue:
			if d.startsOrders(c.Target) {
				return true
			}
		case ParamPriority, ParamExpedite:
			for _, s := range d.steps {
				if m.Steps[s].Flow == c.Target {
					return true
				}
			}
		}
	}
	return false
}

// depends tells whether it depends on the item, or on who is open, where the edge leads.
func (e *edgeRule) depends() bool { return e.pass != nil || e.which != nil }

// leadsTo tells whether a step of the department may be followed by a step.
func (d *department) leadsTo(step int) bool {
	found := false
	for _, s := range d.steps {
		for _, e := range d.model.Steps[s].edges() {
			e.Each(func(e *Edge) { found = found || e.To == step })
		}
	}
	return found
}
