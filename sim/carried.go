package sim

// The ledger says where time was added, by cause; the second account says how the
// lateness went on from there. Of every order delivered both here and there it
// takes how much later the order came to each department here than there (earlier:
// less than 0), and how much later it left for the next one, or for the customer.
// Time on the way belongs, as in the ledger, to the department that sent the order.
//
// For example, in ticks: an order comes to sales at 0, is there until 30, at 40 in
// the workshop, waits until 100 for someone to be free, is in work until 150 and at
// the customer's at 160. In the other arm sales holds it for 25: it is there until
// 55, at 65 in the workshop, waits until 100 all the same, and ends at 160 too.
//
//	           entered   changed                passed on
//	sales            0   held +25                      25
//	workshop        25   no one free -25                0
//	customers        0
//
// Sales added 25 and passed on 25; the workshop, where the order would have waited
// longer, absorbed them; nothing reached the customer.
//
// Where an order splits, its lateness goes on with the branch by which it comes to the
// join here: the last. Every other branch carries only by how much it was slower
// than there since the split, until its last step is done, and the join absorbs that. Likewise, when the branch that was last
// here was not there, the join absorbs the time for which it waited there.
//
// A step by which an order went here only adds all its time, one by which it went there
// only takes its time away: a detour. So whatever way an order took, of each
// department what entered and what changed make what is passed on; all that is passed
// on enters another department or reaches the customers; and what reaches them is the
// difference of lead times, to the tick.

// Carried is how the lateness of orders delivered in two arms went through one
// department: ticks here minus there, summed over the orders, better and worse.
type Carried struct {
	// Entered is how much later the orders came to the department, from another or from
	// the customer; each time they did.
	Entered Tick
	// Changed is by how much longer they were there, by cause. CauseBranch, at a join,
	// is what a branch had to wait less for the others, and is less than 0.
	Changed [NumCauses]Tick
	// Detour is the time at steps by which the orders went here only, less that at steps by
	// which they went there only.
	Detour Tick
	// PassedOn is how much later they left it for the next, on arrival there. In the row
	// behind the departments, that of the customers, Entered is how much later the orders
	// reached them, and PassedOn how much later after the promised date that was.
	PassedOn Tick
}

// Added is the sum of what made the orders later.
func (a *Carried) Added() Tick {
	sum := max(0, a.Detour)
	for _, t := range a.Changed {
		sum += max(0, t)
	}
	return sum
}

// Absorbed is the sum of what made up for lateness, 0 or more: Entered + Added() is
// PassedOn + Absorbed() in each department.
func (a *Carried) Absorbed() Tick {
	sum := max(0, -a.Detour)
	for _, t := range a.Changed {
		sum += max(0, -t)
	}
	return sum
}

// passing are times since placing, summed over orders: on coming to a department
// and on leaving it. Behind the departments are the customers.
type passing struct{ in, out Tick }

func newPassings(m *Model) [][]passing {
	all := make([][]passing, len(m.Segments))
	for s := range all {
		all[s] = make([]passing, len(m.Departments)+1)
	}
	return all
}

// carrying is what the second account of two arms has beside the difference of their
// paths. Where all orders go by the same single way in both arms that is nothing.
type carrying struct {
	passed  [][]passing
	overdue []Tick // by segment: after the promised date, here less there
	// Of the orders that were looked at one by one; nil: none was.
	changed [][][NumCauses]Tick
	detour  [][]Tick
}

func newCarrying(m *Model) carrying {
	return carrying{passed: newPassings(m), overdue: make([]Tick, len(m.Segments))}
}

// oneByOne makes room for orders that are looked at one by one.
func (a *carrying) oneByOne(m *Model) {
	if a.changed != nil {
		return
	}
	a.changed, a.detour = newLedger(m), make([][]Tick, len(m.Segments))
	for s := range a.detour {
		a.detour[s] = make([]Tick, len(m.Departments)+1)
	}
}

// account puts together the second account of two arms and their ledger.
func (a *carrying) account(m *Model, ledger [][][NumCauses]Tick, here, there [][]passing) [][]Carried {
	all := make([][]Carried, len(m.Segments))
	for s := range all {
		all[s] = make([]Carried, len(m.Departments)+1)
		for d := range all[s] {
			row := &all[s][d]
			row.Entered = here[s][d].in - there[s][d].in + a.passed[s][d].in
			row.PassedOn = here[s][d].out - there[s][d].out + a.passed[s][d].out
			row.Changed = ledger[s][d]
			if a.changed == nil {
				continue
			}
			row.Detour = a.detour[s][d]
			for cause, ticks := range a.changed[s][d] {
				row.Changed[cause] += ticks
			}
		}
		all[s][len(m.Departments)].PassedOn = a.overdue[s]
	}
	return all
}

// noRoute is the way of no steps, where the 64-bit hash by Fowler, Noll and Vo begins: from
// 0 the first step would leave no trace.
const noRoute = 14695981039346656037

// routed adds a step to what tells one way of an order from others.
func routed(route uint64, step uint32) uint64 {
	const prime = 1099511628211
	return (route ^ uint64(step)) * prime
}

// overdue is how long after its promised date an order was delivered.
func (o *order) overdue() Tick { return max(0, o.ended-o.due) }

// carry books a pair of orders delivered in both arms. Where both went by the same
// single way nothing is left to do: both paths have been walked.
func (c *customers) carry(to *comparison, s int, here, there *order) {
	stream := &c.model.Streams[s]
	a := &to.carried
	a.overdue[stream.Segment] += here.overdue() - there.overdue()
	if here.route == there.route && c.joining[stream.Flow] == nil && !c.batch.singly {
		return
	}
	p := &c.pairing
	p.sides[0].read(c, here)
	p.sides[1].read(c, there)
	if p.alike() {
		return
	}
	a.oneByOne(c.model)
	segment := stream.Segment
	out := ledgers{stood: a.changed[segment], passed: a.passed[segment]}
	c.addPath(out, here, -1)
	c.addPath(out, there, 1)
	p.carry(c.model, c.joining[stream.Flow], &bearer{passed: a.passed[segment], changed: a.changed[segment], detour: a.detour[segment], at: -1})
}

// joinings are, by flow, for each step at which branches come together the steps
// from which they may come; nil: the flow has none.
func (m *Model) joinings() []map[uint16][]uint16 {
	all := make([]map[uint16][]uint16, len(m.Flows))
	for s := range m.Steps {
		step := &m.Steps[s]
		for _, e := range step.edges() {
			e.Each(func(e *Edge) {
				if e.To >= 0 && len(m.Steps[e.To].Join) > 1 {
					if all[step.Flow] == nil {
						all[step.Flow] = map[uint16][]uint16{}
					}
					all[step.Flow][uint16(e.To)] = append(all[step.Flow][uint16(e.To)], uint16(s))
				}
			})
		}
	}
	return all
}
