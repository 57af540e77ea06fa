package sim

import (
	"cmp"
	"slices"
)

// Follow says of which items a run hands out the itineraries, in
// [Result.Journeys]. A run that does goes on to its end: what becomes of every item
// is known, whatever else counts.
type Follow struct {
	// Arms are those looked at.
	Arms []int
	// Names are the items, as events call them; nil: all orders of customers.
	Names []string
	// Worst, when positive, leaves of the orders counted only so many: those that lost most
	// in Arms[0] against Arms[1], in each replication.
	Worst int
}

// Journeys are those that were followed in one replication.
type Journeys struct {
	Replication int // counted from 0
	// Orders are the orders, and the internal work that was named, in the order of their
	// identities.
	Orders []Passage
	// Inside is the internal work of each arm asked for, likewise.
	Inside [][]Journey
	// Numbers are, by stream, how many orders it has at most: their names end in a
	// number below.
	Numbers []uint64
}

// Passage is one order in every arm asked for.
type Passage struct {
	Item uint64
	Arms []Journey
}

// JourneyEnd is how an item's journey ended.
type JourneyEnd uint8

// Ends of journeys.
const (
	JourneyNever      JourneyEnd = iota // it was never placed
	JourneyUnfinished                   // still under way when the run ended
	JourneyDelivered                    // or, of internal work, done
	JourneyLost
)

// String is the end's name in files.
func (e JourneyEnd) String() string {
	return [...]string{"never placed", "unfinished", "delivered", "lost"}[e]
}

// Journey is what became of one item in one arm of a replication.
type Journey struct {
	Item    uint64
	Flow    int // -1: an order with a supplier, who brings it straight to a stock
	Segment int // -1: internal work
	// Supplier is whom it was ordered from, where Flow is -1. It has no steps.
	Supplier int
	// Origin is the step that started it; -1: none did.
	Origin int
	// Placed may lie before 0, when an order was open as the run began. Due is Never
	// without a promise. Ended is the run's end for what is unfinished.
	Placed, Due, Ended Tick
	End                JourneyEnd
	Late               bool
	Value              int64 // cents
	// Steps are in the order in which they ended. Of branches that went on after
	// the order had ended they hold nothing.
	Steps []JourneyStep
}

// JourneyStep is an item's stay at one step. Its time of arrival and its ticks
// add up to when it left.
type JourneyStep struct {
	Step, Visit int
	// Before and BeforeVisit are the step that it came from; -1: none.
	Before, BeforeVisit int
	Arrived, Left       Tick
	Ticks               [NumCauses]Tick
	// Held are the waits in it that something else held: pieces, or other work.
	Held []JourneyWait
	// Open says that the step was not done: the item was lost there, or stood there
	// when the run ended.
	Open bool
	// OnPath says that it lies on the way by which the order came to its end:
	// at every join by the branch that came last. Onward is the handoff after it then.
	OnPath bool
	Onward Tick
}

// JourneyWait is a wait for what another item brought, or for its end.
type JourneyWait struct {
	// Holder is 0 where the step itself was an order with a supplier.
	Holder   uint64
	Flow     int // of the holder; -1: an order with a supplier
	From, To Tick
	// Spells are what the holder went through meanwhile, in order; what had not been
	// begun yet passed for CauseUnordered. They cover the wait.
	Spells []Spell
}

// Spell is a stretch of time at one place: a department, behind them the
// customers, then the suppliers.
type Spell struct {
	Place int
	Cause Cause
	Ticks Tick
}

// Entered is when the item's own time in the run began.
func (j *Journey) Entered() Tick { return max(j.Placed, 0) }

// Took is the time from placing to the end.
func (j *Journey) Took() Tick { return j.Ended - j.Placed }

// Last is the step on its way at which it ended, or stands; nil when it came to none.
func (j *Journey) Last() *JourneyStep {
	var last *JourneyStep
	for i := range j.Steps {
		if s := &j.Steps[i]; s.OnPath && (last == nil || s.Left >= last.Left) {
			last = s
		}
	}
	return last
}

// Path sums the ticks on the way to the end, by department and cause. The way to
// the first step belongs to the department that started the item. Of an order
// that was delivered they add up to its time in the run.
func (j *Journey) Path(m *Model) map[int]*[NumCauses]Tick {
	path := map[int]*[NumCauses]Tick{}
	row := func(department int) *[NumCauses]Tick {
		if path[department] == nil {
			path[department] = &[NumCauses]Tick{}
		}
		return path[department]
	}
	first := Never
	for i := range j.Steps {
		s := &j.Steps[i]
		if !s.OnPath {
			continue
		}
		first = min(first, s.Arrived)
		to := row(m.Steps[s.Step].Department)
		for cause, ticks := range s.Ticks {
			to[cause] += ticks
		}
		to[CauseHandoff] += s.Onward
	}
	if j.Origin >= 0 && first != Never {
		row(m.Steps[j.Origin].Department)[CauseHandoff] += first - j.Placed
	}
	return path
}

// arrive marks the path of an order that is unfinished: to where it stands, or of
// several places to the one where it came last and does not wait for another branch.
func (j *Journey) arrive() {
	if len(j.Steps) == 0 {
		return
	}
	rank := func(s *JourneyStep) int {
		switch {
		case !s.Open:
			return 0
		case s.Ticks[CauseBranch] > 0:
			return 1
		}
		return 2
	}
	last := 0
	for i := range j.Steps {
		s, l := &j.Steps[i], &j.Steps[last]
		s.OnPath, s.Onward = false, 0
		if cmp.Or(cmp.Compare(rank(s), rank(l)), cmp.Compare(s.Arrived, l.Arrived)) >= 0 {
			last = i
		}
	}
	j.follow(j.Steps[last].Step, j.Steps[last].Visit)
}

// follow marks the path by which a journey came to the step at which it ended.
func (j *Journey) follow(step, visit int) {
	at := j.Ended
	for step >= 0 {
		i := len(j.Steps) - 1
		for i >= 0 && (j.Steps[i].OnPath || j.Steps[i].Step != step || j.Steps[i].Visit != visit || j.Steps[i].Left > at) {
			i--
		}
		if i < 0 {
			return // it was started at a step of another flow
		}
		s := &j.Steps[i]
		s.OnPath, s.Onward = true, at-s.Left
		at, step, visit = s.Arrived, s.Before, s.BeforeVisit
	}
}

// sort puts the steps in order.
func (j *Journey) sort() {
	slices.SortStableFunc(j.Steps, func(a, b JourneyStep) int {
		return cmp.Or(cmp.Compare(a.Left, b.Left), cmp.Compare(a.Arrived, b.Arrived), cmp.Compare(a.Step, b.Step), cmp.Compare(a.Visit, b.Visit),
			cmp.Compare(a.Before, b.Before), cmp.Compare(a.BeforeVisit, b.BeforeVisit))
	})
}

// Added is how much longer an order took in the first arm than in the second,
// until it ended, however it did; false where one of them has not placed it.
func (p *Passage) Added() (Tick, bool) {
	if len(p.Arms) < 2 || p.Arms[0].End == JourneyNever || p.Arms[1].End == JourneyNever {
		return 0, false
	}
	return p.Arms[0].Took() - p.Arms[1].Took(), true
}

// WorseThan orders orders by what they lost: time, then the order itself, then money.
func (p *Passage) WorseThan(o *Passage) bool {
	mine, _ := p.Added()
	other, _ := o.Added()
	lost := func(p *Passage) int {
		if p.lost() {
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(mine, other), cmp.Compare(lost(p), lost(o)), cmp.Compare(p.Arms[0].Value, o.Arms[0].Value), cmp.Compare(o.Item, p.Item)) > 0
}

// lost tells whether the order was lost in the first arm only.
func (p *Passage) lost() bool {
	return p.Arms[0].End == JourneyLost && p.Arms[1].End != JourneyLost
}
