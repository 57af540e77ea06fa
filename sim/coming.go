package sim

// arrival is an item on its way to the department, before it becomes a token.
type arrival struct {
	at          Tick
	item        uint64
	due, giveUp Tick
	quantity    int64
	step, visit uint16
	prevStep    uint16
	flags       uint8 // of its entry
	branch      uint8
}

// coming is what is on its way to one department in one world. Nearly all of
// it comes in the order in which it was sent: that waits in a row. What does
// not goes on the agenda at once.
type coming struct {
	row  []arrival
	head int
}

func (c *coming) next() Tick {
	if c.head == len(c.row) {
		return Never
	}
	return c.row[c.head].at
}

// join appends an arrival; false when it would not be the last in the row.
func (c *coming) join(p *part, a *arrival) bool {
	if n := len(c.row); n > c.head {
		if last := &c.row[n-1]; a.at < last.at || a.at == last.at && !p.arrivalBefore(last, a) {
			return false
		}
	}
	if c.head > 64 && 2*c.head > len(c.row) {
		n := copy(c.row, c.row[c.head:])
		c.row, c.head = c.row[:n], 0
	}
	c.row = append(c.row, *a)
	return true
}

func (c *coming) take() *arrival {
	a := &c.row[c.head]
	c.head++
	if c.head == len(c.row) {
		c.row, c.head = c.row[:0], 0 // its memory stays as it is until the next join
	}
	return a
}

// prevVisit is the visit number at the step it comes from.
func (a *arrival) prevVisit() uint16 {
	if a.flags&isBack != 0 {
		return a.visit - 1
	}
	return a.visit
}

// admit makes the arrival a token.
func (p *part) admit(a *arrival) uint32 {
	slot := p.newToken()
	t := &p.tokens[slot]
	*t = token{
		item: a.item, due: a.due, giveUp: a.giveUp, quantity: a.quantity, account: -1,
		step: a.step, visit: a.visit, prevStep: a.prevStep, prevVisit: a.prevVisit(),
		local: p.dept.batch.local[a.step], state: stateComing, branch: a.branch,
	}
	if a.flags&hasDefect != 0 {
		t.flags = tokenDefect
	}
	return slot
}

// identity orders two arrivals of the same tick, like the tokens they become.
type identity struct {
	flow, step, visit, prevStep, prevVisit uint16
	branch                                 uint8
	item                                   uint64
}

func (p *part) identityOf(a *arrival) identity {
	return identity{uint16(p.dept.model.Steps[a.step].Flow), a.step, a.visit, a.prevStep, a.prevVisit(), a.branch, a.item}
}

func (a identity) compare(b identity) int {
	switch {
	case a.flow != b.flow:
		return int(a.flow) - int(b.flow)
	case a.item < b.item:
		return -1
	case a.item > b.item:
		return 1
	case a.step != b.step:
		return int(a.step) - int(b.step)
	case a.visit != b.visit:
		return int(a.visit) - int(b.visit)
	case a.prevStep != b.prevStep:
		return int(a.prevStep) - int(b.prevStep)
	case a.prevVisit != b.prevVisit:
		return int(a.prevVisit) - int(b.prevVisit)
	}
	return int(a.branch) - int(b.branch)
}

func (p *part) arrivalBefore(a, b *arrival) bool {
	return p.identityOf(a).compare(p.identityOf(b)) < 0
}

// comesFirst tells whether the first of the row comes before the first event of
// the agenda, which is of the same tick.
func (p *part) comesFirst(a *arrival, e event) bool {
	if e.class != classArrive {
		return classArrive < e.class
	}
	c := p.identityOf(a).compare(p.tokens[e.ref].identity(p.dept.model))
	if c == 0 {
		p.ambiguous(e)
	}
	return c < 0
}
