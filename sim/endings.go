package sim

// ending is the news that an order is delivered or lost, until everything that
// came about before it is known: an order whose branches end in several ways
// has ended by the first of them, and what was promised then counts.
type ending struct {
	heard       Tick // when the customers hear of it
	item        uint64
	step, visit uint16
	lost        bool
	cause       Cause // of a loss: what it waited for
	defect      bool
	held        bool // at the door, already
}

// at is when the order ended: a loss is heard of one handoff later.
func (e *ending) at(m *Model) Tick {
	if e.lost {
		return e.heard - m.Handoff
	}
	return e.heard
}

// before orders endings by time and then by what they are about. Two that are
// about the same are alike, so that their order does not matter.
func (e *ending) before(o *ending) bool {
	switch {
	case e.heard != o.heard:
		return e.heard < o.heard
	case e.item != o.item:
		return e.item < o.item
	case e.lost != o.lost:
		return e.lost
	case e.step != o.step:
		return e.step < o.step
	case e.visit != o.visit:
		return e.visit < o.visit
	}
	return e.cause < o.cause
}

// endings are those of one world that are not booked yet: a 4-ary heap.
type endings []ending

func (h endings) next() Tick {
	if len(h) == 0 {
		return Never
	}
	return h[0].heard
}

func (h *endings) push(e ending) {
	*h = append(*h, e)
	a := *h
	i := len(a) - 1
	for i > 0 {
		parent := (i - 1) >> 2
		if !e.before(&a[parent]) {
			break
		}
		a[i] = a[parent]
		i = parent
	}
	a[i] = e
}

func (h *endings) pop() ending {
	a := *h
	top := a[0]
	n := len(a) - 1
	e := a[n]
	a = a[:n]
	*h = a
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
			if a[j].before(&a[least]) {
				least = j
			}
		}
		if !a[least].before(&e) {
			break
		}
		a[i] = a[least]
		i = least
	}
	a[i] = e
	return top
}
