package scenarios

// branch is a place inside a parallel part: one of the branches that a split
// opened. nil is outside of all.
type branch struct {
	outer *branch
	from  int // the step that splits
	way   int
	index int // which branch
	of    int // of how many
}

// checkParallel reports splits whose branches do not come together again at
// one join, and ways into or out of a branch that are not its split and join.
func (fl *flow) checkParallel() {
	c := parallelCheck{flow: fl, at: make([]*branch, len(fl.steps)), seen: make([]bool, len(fl.steps)),
		arrived: make([]map[int]*branch, len(fl.steps))}
	c.visit(0, nil)
	for len(c.queue) > 0 && !c.failed {
		i := c.queue[0]
		c.queue = c.queue[1:]
		c.leave(i)
	}
	if c.failed {
		return
	}
	fl.inside = make([]bool, len(fl.steps))
	for i, b := range c.at {
		fl.inside[i] = b != nil
	}
	for i, s := range fl.steps {
		if len(s.join) > 0 && !c.seen[i] {
			s.node.fail("every branch of the split must lead to it, and to nothing else", "`%s` waits for steps that do not all come", s.name)
			return
		}
	}
}

type parallelCheck struct {
	flow    *flow
	at      []*branch
	seen    []bool
	arrived []map[int]*branch // for joins: by predecessor
	queue   []int
	failed  bool
}

func (c *parallelCheck) fail(n *node, hint, message string, args ...any) {
	if !c.failed {
		n.fail(hint, message, args...)
	}
	c.failed = true
}

// visit notes in which branch a step is.
func (c *parallelCheck) visit(i int, b *branch) {
	if c.seen[i] {
		if !same(c.at[i], b) {
			c.fail(c.flow.steps[i].node, "every branch needs steps of its own, up to a step with `after: [a, b]` that waits for all of them",
				"`%s` is reached both inside and outside of a parallel part, or from two branches", c.flow.steps[i].name)
		}
		return
	}
	c.seen[i], c.at[i] = true, b
	c.queue = append(c.queue, i)
}

func same(a, b *branch) bool {
	for a != nil && b != nil {
		if a.from != b.from || a.way != b.way || a.index != b.index {
			return false
		}
		a, b = a.outer, b.outer
	}
	return a == b
}

// leave follows all ways out of a step.
func (c *parallelCheck) leave(i int) {
	s := c.flow.steps[i]
	here := c.at[i]
	for w, way := range s.ways {
		if len(way.next) == 1 {
			c.follow(i, way.next[0], here, way.node)
			continue
		}
		for k, to := range way.next {
			inner := &branch{here, i, w, k, len(way.next)}
			c.follow(i, to, inner, way.node)
		}
	}
	if s.back >= 0 && s.finds > 0 {
		if len(c.flow.steps[s.back].join) > 0 {
			c.fail(s.backNode, "let it go back to the step after the join, or to one before the split", "`%s` waits for several branches: rework cannot begin there", c.flow.steps[s.back].name)
			return
		}
		c.follow(i, s.back, here, s.backNode)
	}
}

// follow goes along one edge.
func (c *parallelCheck) follow(from, to int, b *branch, n *node) {
	if to < 0 {
		if b != nil {
			c.fail(n, "let all branches come together in a step with `after: [a, b]`; it may have no work",
				"`%s` ends the order while another branch of it goes on", c.flow.steps[from].name)
		}
		return
	}
	target := c.flow.steps[to]
	if len(target.join) == 0 {
		c.visit(to, b)
		return
	}
	if b == nil {
		c.fail(target.node, "write `after: a or b` if the order comes from one of them", "`%s` waits for all of several steps, but an order comes from only one of them", target.name)
		return
	}
	c.arrive(from, to, b)
}

// arrive notes a branch at its join, and goes on behind the join when all came.
func (c *parallelCheck) arrive(from, to int, b *branch) {
	target := c.flow.steps[to]
	if c.arrived[to] == nil {
		c.arrived[to] = map[int]*branch{}
	}
	if prev := c.arrived[to][from]; prev != nil {
		if !same(prev, b) {
			c.fail(target.node, "put a step between", "`%s` is reached twice from `%s`", target.name, c.flow.steps[from].name)
		}
		return
	}
	for _, other := range target.join {
		prev := c.arrived[to][other]
		switch {
		case prev == nil:
		case same(prev, b):
			c.fail(target.node, "put a step where they come together, and wait for that one",
				"`%s` waits for both `%s` and `%s`, but an order comes through only one of them", target.name,
				c.flow.steps[min(other, from)].name, c.flow.steps[max(other, from)].name)
			return
		case prev.from != b.from || prev.way != b.way || !same(prev.outer, b.outer):
			c.fail(target.node, "join the branches of one split before joining those of another", "`%s` waits for branches of different splits", target.name)
			return
		}
	}
	c.arrived[to][from] = b
	if len(c.arrived[to]) < len(target.join) {
		return
	}
	if len(target.join) != b.of {
		c.fail(target.node, "list one step of every branch in `after`", "`%s` waits for %d branches, but `%s` splits into %d", target.name, len(target.join), c.flow.steps[b.from].name, b.of)
		return
	}
	c.visit(to, b.outer)
}
