package sim

// class orders events of the same tick: what changes the circumstances comes
// before what happens under them.
type class uint8

const (
	classSweep   class = iota // ends of patience within the day are put on the agenda
	classEffect               // an effect starts or ends
	classPromise              // open orders are promised another date
	classSystem               // a system fails or is repaired in the background
	classReceipt              // pieces arrive at a stock
	classTold                 // other work that was waited for has ended
	classReview               // a stock's reorder rules are looked at
	classRelease              // a hold ends
	classOutside              // a wait outside, or a phase of a supplier's order, ends
	classSeat                 // somebody leaves for good, or has learned the work
	classStaff                // the number of a team's people changes
	classOpen                 // a team's working hours begin
	classDone                 // work ends
	classArrive               // an item arrives at a step
	classDoor                 // who waits for a place inside may come in
	classBatch                // what has gathered for a batch is released
	classGiveUp               // a waiting item's patience ends
	classSettle               // an order ends, as seen by the customers' agent
	classAsks                 // the customers' agent finds out who will ask about open orders
	classOrders               // the customers' agent places the orders of a stretch of time
	classStatus               // a status is sampled
	classVerdict              // a condition is judged
)

// event is something that will happen in one world at one agent. ref is the
// slot of the token it is about, or a number fixed by the model; attempt tells
// a token's present plan from those it gave up.
type event struct {
	at      Tick
	ref     uint32
	attempt uint16
	class   class
}

// agenda is the future event list of one world at one agent: a 4-ary heap.
// tie orders two events of the same tick; it must be a strict total order.
type agenda struct {
	events []event
	tie    func(a, b event) bool
}

func (g *agenda) next() Tick {
	if len(g.events) == 0 {
		return Never
	}
	return g.events[0].at
}

func (g *agenda) before(a, b event) bool {
	return a.at < b.at || a.at == b.at && g.tie(a, b)
}

func (g *agenda) push(e event) {
	g.events = append(g.events, e)
	h := g.events
	i := len(h) - 1
	for i > 0 {
		parent := (i - 1) >> 2
		if !g.before(e, h[parent]) {
			break
		}
		h[i] = h[parent]
		i = parent
	}
	h[i] = e
}

func (g *agenda) pop() event {
	h := g.events
	top := h[0]
	n := len(h) - 1
	e := h[n]
	h = h[:n]
	g.events = h
	if n == 0 {
		return top
	}
	i := 0
	for {
		first := i<<2 + 1
		if first >= n {
			break
		}
		least := first
		for j := first + 1; j < min(first+4, n); j++ {
			if g.before(h[j], h[least]) {
				least = j
			}
		}
		if !g.before(h[least], e) {
			break
		}
		h[i] = h[least]
		i = least
	}
	h[i] = e
	return top
}
