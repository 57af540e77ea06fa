package reporters

import (
	"cmp"
	"fmt"
	"slices"

	"ripple/sim"
)

// Trace is the way of some orders through the organisation, in two cases side by
// side, made ready for readers.
type Trace struct {
	About
	Organisation, Scenario, Name, Currency string
	Seed                                   uint64
	// Here is the option looked at, There what it is compared with.
	Here, There TracedOption
	// Chosen says, where ripple has chosen the orders, how; "" where the reader has.
	Chosen string
	Orders []TracedOrder

	clock clockwork
	arms  [2]int // of the model
}

// TracedOption is one of the two cases.
type TracedOption struct{ Name, Label string }

// TracedOrder is one order, or one item of internal work, in both cases.
type TracedOrder struct {
	Name, Flow string
	// Customers is whose it is, "" for internal work.
	Customers string
	// Replication counts from 1.
	Replication int
	// Here and There are nil where the order was never placed, or the work never begun.
	Here, There *sim.Journey
	Steps       []TracedStep
	// Holders are what held it in the first case, and what held those, in the order of
	// their names.
	Holders []TracedHolder
	// HoldersThere are the same of the second case.
	HoldersThere []TracedHolder
	// Causes are where the time on the way went, by department and cause, the
	// largest differences first. They add up to Took.
	Causes []TracedCause
}

// TracedStep is a step of either case, or of both.
type TracedStep struct {
	Step       int // of the model
	Department string
	Name       string
	Visit      int
	Here       *sim.JourneyStep // nil: not in this case
	There      *sim.JourneyStep
}

// TracedHolder is an item that others waited for.
type TracedHolder struct {
	Name string
	// Journey is nil where the holder was not followed: an order of customers.
	Journey *sim.Journey
}

// stays are the step in both cases, the first one first.
func (r *TracedStep) stays() [2]*sim.JourneyStep { return [2]*sim.JourneyStep{r.Here, r.There} }

// TracedCause is time on the way.
type TracedCause struct {
	Department  string
	Cause       sim.Cause
	Here, There sim.Tick
}

// NewTrace makes the trace of the orders that a run followed in two arms of the
// model. Where orders were not named but chosen, the worst of all replications are
// kept, so many as were asked for.
func NewTrace(r *sim.Result, of sim.Follow, about About) (*Trace, error) {
	m := r.Model
	if len(of.Arms) != 2 {
		return nil, fmt.Errorf("report: a trace has two cases, not %d", len(of.Arms))
	}
	here, there := m.Arms[of.Arms[0]], m.Arms[of.Arms[1]]
	t := &Trace{
		About: about, Organisation: m.Organisation, Scenario: m.Scenario, Name: m.Name, Currency: m.Currency, Seed: r.Seed,
		Here: TracedOption{here.Name, here.Label}, There: TracedOption{there.Name, there.Label},
		clock: clockwork{newTimeline(m)}, arms: [2]int(of.Arms),
	}
	for i := range r.Journeys {
		j := &r.Journeys[i]
		work, workThere := newInsideWork(m, j.Inside[0]), newInsideWork(m, j.Inside[1])
		for k := range j.Orders {
			o := tracedOrder(m, j.Replication, &j.Orders[k])
			o.Holders, o.HoldersThere = work.holders(o.Here), workThere.holders(o.There)
			t.Orders = append(t.Orders, o)
		}
	}
	if of.Worst > 0 {
		slices.SortStableFunc(t.Orders, func(a, b TracedOrder) int {
			return cmp.Or(-cmp.Compare(a.added(), b.added()), cmp.Compare(a.Replication, b.Replication))
		})
		t.Orders = t.Orders[:min(len(t.Orders), of.Worst)]
		t.Chosen = chosen(r, of.Worst)
	}
	return t, nil
}

// chosen says how the orders were chosen.
func chosen(r *sim.Result, n int) string {
	where := fmt.Sprintf("all %s replications", count(len(r.Journeys)))
	if len(r.Journeys) == 1 {
		where = fmt.Sprintf("replication %d", r.Journeys[0].Replication+1)
	}
	return fmt.Sprintf("The %s that lost most time in %s. Single orders contain reshuffling: in a busy organisation any change lets some orders wait longer and others less, so what one of them lost is not what the trouble took from customers. For that, see ripple run.",
		fewOrders(n), where)
}

func fewOrders(n int) string {
	if n == 1 {
		return "order"
	}
	return count(n) + " orders"
}

func tracedOrder(m *sim.Model, replication int, p *sim.Passage) TracedOrder {
	o := TracedOrder{Replication: replication + 1}
	for i, at := range []**sim.Journey{&o.Here, &o.There} {
		if j := &p.Arms[i]; j.End != sim.JourneyNever {
			*at = j
			o.Name, o.Flow = m.ItemName(j.Flow, j.Item), m.Flows[j.Flow].Name
			if j.Segment >= 0 {
				o.Customers = m.Segments[j.Segment].Name
			}
		}
	}
	o.align(m)
	o.explain(m)
	return o
}

// added is the time that was lost.
func (o *TracedOrder) added() sim.Tick {
	if o.Here == nil || o.There == nil {
		return 0
	}
	return o.Here.Took() - o.There.Took()
}

// align puts the steps of both cases beside each other: in the order of the first,
// with what only the second has after what came before it there.
func (o *TracedOrder) align(m *sim.Model) {
	row := func(s *sim.JourneyStep) TracedStep {
		step := &m.Steps[s.Step]
		return TracedStep{Step: s.Step, Department: m.Departments[step.Department].Name, Name: step.Name, Visit: s.Visit}
	}
	for _, s := range byArrival(o.Here) {
		r := row(s)
		r.Here = s
		o.Steps = append(o.Steps, r)
	}
	after := 0
	for _, s := range byArrival(o.There) {
		i := slices.IndexFunc(o.Steps, func(r TracedStep) bool { return r.Step == s.Step && r.Visit == s.Visit && r.There == nil })
		if i < 0 {
			r := row(s)
			r.There = s
			o.Steps = slices.Insert(o.Steps, after, r)
			i = after
		} else {
			o.Steps[i].There = s
		}
		after = i + 1
	}
}

func byArrival(j *sim.Journey) []*sim.JourneyStep {
	if j == nil {
		return nil
	}
	all := make([]*sim.JourneyStep, len(j.Steps))
	for i := range all {
		all[i] = &j.Steps[i]
	}
	slices.SortStableFunc(all, func(a, b *sim.JourneyStep) int {
		return cmp.Or(cmp.Compare(a.Arrived, b.Arrived), cmp.Compare(a.Left, b.Left))
	})
	return all
}

// explain sums both ways by department and cause.
func (o *TracedOrder) explain(m *sim.Model) {
	sums := func(j *sim.Journey) map[int]*[sim.NumCauses]sim.Tick {
		if j == nil {
			return nil
		}
		return j.Path(m)
	}
	here, there := sums(o.Here), sums(o.There)
	of := func(path map[int]*[sim.NumCauses]sim.Tick, department int, cause sim.Cause) sim.Tick {
		if path[department] == nil {
			return 0
		}
		return path[department][cause]
	}
	for d := range m.Departments {
		for cause := range sim.NumCauses {
			c := TracedCause{m.Departments[d].Name, cause, of(here, d, cause), of(there, d, cause)}
			if c.Here != 0 || c.There != 0 {
				o.Causes = append(o.Causes, c)
			}
		}
	}
	size := func(c TracedCause) sim.Tick { return max(c.Here-c.There, c.There-c.Here) }
	slices.SortStableFunc(o.Causes, func(a, b TracedCause) int {
		return cmp.Or(cmp.Compare(size(b), size(a)), cmp.Compare(b.Here, a.Here))
	})
}
