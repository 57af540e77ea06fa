package sim

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"ripple/sim/calendar"
	"ripple/sim/draw"
)

// attributes gives the items of every flow some attributes, and lets a few
// things depend on them. It has a random source of its own, so that a recipe
// is otherwise the same with and without it.
func (c *chef) attributes() {
	if !c.has(withAttributes) {
		return
	}
	defer c.from(3)()
	for f := range c.m.Flows {
		flow := &c.m.Flows[f]
		for i := range 1 + c.IntN(3) {
			flow.Attributes = append(flow.Attributes, c.attribute(i))
		}
		if a := flow.Attributes[0]; a.Words != nil && c.chance(60) {
			flow.PriorityBy = a
		}
		for _, s := range flow.Steps {
			c.conditions(s)
		}
	}
}

// from lets the chef draw from a source of its own, until what it returns is called.
func (c *chef) from(source uint64) func() {
	usual := c.Rand
	c.Rand = rand.New(rand.NewPCG(c.seed, source))
	return func() { c.Rand = usual }
}

func (c *chef) attribute(i int) *Attribute {
	a := &Attribute{Name: fmt.Sprintf("a%d", i), Ordinal: uint16(i)}
	if i > 0 && c.chance(60) {
		a.Value = must(draw.LognormalMeanCV(4, 0.7)).AtMost(12)
		return a
	}
	var places, weights []float64
	for w := range 2 + c.IntN(3) {
		a.Words = append(a.Words, fmt.Sprintf("w%d", w))
		places, weights = append(places, float64(w)), append(weights, 1+float64(c.IntN(5)))
	}
	a.Value = must(draw.Discrete(places, weights))
	return a
}

// guard is a condition that some items of a flow meet and some do not.
func (c *chef) guard(flow int) *Guard {
	g := &Guard{Any: c.chance(50)}
	attributes := c.m.Flows[flow].Attributes
	for range 1 + c.IntN(2) {
		clause := Clause{Attribute: attributes[c.IntN(len(attributes))]}
		if clause.Attribute.Words == nil {
			clause.Test, clause.Limit = Test(c.IntN(4)), 2+4*c.Float64()
		} else {
			clause.Test, clause.Words = Among+Test(c.IntN(2)), []int{c.IntN(len(clause.Attribute.Words))}
		}
		g.Clauses = append(g.Clauses, clause)
	}
	return g
}

// conditions lets an outcome that leads on depend on attributes, where another
// one leads on by chance: otherwise some items would go round for ever.
func (c *chef) conditions(s int) {
	step := &c.m.Steps[s]
	var on []int
	for i, o := range step.Outcomes {
		if !slices.ContainsFunc(o.Next, func(e Edge) bool { return e.Back }) {
			on = append(on, i)
		}
	}
	if len(on) < 2 || c.chance(40) {
		return
	}
	guarded := on[c.IntN(len(on))]
	rest := 1 - step.Outcomes[guarded].Chance
	for i := range step.Outcomes {
		step.Outcomes[i].Chance /= rest
	}
	step.Outcomes[guarded].Chance, step.Outcomes[guarded].If = 0, c.guard(step.Flow)
	if n := len(c.m.Effects); n > 0 && c.chance(50) {
		e := &c.m.Effects[c.IntN(n)]
		e.Changes = append(e.Changes, Change{Param: ParamGuard, Target: s, Index: guarded, Guard: c.guard(step.Flow)})
	}
	for e := range c.m.Effects {
		e := &c.m.Effects[e]
		e.Changes = slices.DeleteFunc(e.Changes, func(ch Change) bool { return ch.Param == ParamChance && ch.Target == s && ch.Index == guarded })
	}
}

// needs lets items pass by some steps in the middle of flows.
func (c *chef) needs() {
	if !c.has(withNeeds) {
		return
	}
	defer c.from(4)()
	m := c.m
	for i := range m.Steps {
		s := &m.Steps[i]
		flow := &m.Flows[s.Flow]
		if flow.First == i || c.isTwin(i) || len(s.Join) > 0 || len(s.Outcomes) > 1 || len(s.Gives) > 0 || c.chance(40) {
			continue
		}
		s.Need = &Need{Chance: 1}
		if len(flow.Attributes) > 0 && c.chance(60) {
			s.Need.Only = c.guard(s.Flow)
		}
		if s.Need.Only == nil || c.chance(50) {
			s.Need.Chance = 0.2 + 0.6*c.Float64()
		}
		if n := len(m.Effects); n > 0 && c.chance(30) {
			ch := Change{Param: ParamNeed, Target: i, Op: Set, Value: c.Float64()}
			if s.Need.Only != nil && c.chance(50) {
				ch = Change{Param: ParamOnlyIf, Target: i, Guard: c.guard(s.Flow)}
			}
			e := &m.Effects[c.IntN(n)]
			e.Changes = append(e.Changes, ch)
		}
	}
	for i := range m.Steps {
		if n := len(m.Effects); n > 0 && c.chance(20) {
			e := &m.Effects[c.IntN(n)]
			e.Changes = append(e.Changes, Change{Param: ParamStepHold, Target: i, Span: c.span(10, 1500)})
		}
	}
}

// whichever lets several departments do some steps.
func (c *chef) whichever() {
	if !c.has(withWhichever) || c.departments < 2 {
		return
	}
	defer c.from(7)()
	m := c.m
	for i := range len(m.Steps) {
		if s := &m.Steps[i]; len(s.Join) > 0 || len(s.Takes) > 0 || len(s.Gives) > 0 || s.Supply != nil || len(s.Starts) > 0 || c.chance(50) {
			continue
		}
		w := &Whichever{Steps: []int{i}, Open: c.chance(60)}
		for _, d := range c.Perm(c.departments) {
			if d != m.Steps[i].Department && (len(w.Steps) == 1 || c.chance(20)) {
				w.Steps = append(w.Steps, c.twin(i, d))
			}
		}
		left := 1.0
		for range w.Steps[1:] {
			share := left * c.Float64()
			w.Shares, left = append(w.Shares, share), left-share
		}
		w.Shares = append(w.Shares, left)
		m.Steps[i].Whichever = w
		if n := len(m.Effects); n > 0 && !w.Open && c.chance(50) {
			e := &m.Effects[c.IntN(n)]
			e.Changes = append(e.Changes, Change{Param: ParamRoute, Target: i, Index: c.IntN(len(w.Steps)), Value: c.Float64()})
		}
	}
}

// isTwin tells whether a step does the same as one before it.
func (c *chef) isTwin(i int) bool {
	return slices.ContainsFunc(c.m.Steps, func(s Step) bool {
		return s.Whichever != nil && slices.Contains(s.Whichever.Steps[1:], i)
	})
}

// twin is a step that does the same in another department.
func (c *chef) twin(i, department int) int {
	m := c.m
	t := m.Steps[i]
	t.Department, t.Team = department, c.IntN(len(m.Departments[department].Teams))
	t.Name = fmt.Sprintf("s%d", len(m.Steps))
	n := len(m.Steps)
	m.Steps = append(m.Steps, t)
	again := func(e Edge) Edge {
		twin := c.edge(n, e.To)
		twin.Back = e.Back
		return twin
	}
	t.Outcomes = slices.Clone(t.Outcomes)
	for o := range t.Outcomes {
		next := make([]Edge, 0, len(t.Outcomes[o].Next))
		for _, e := range t.Outcomes[o].Next {
			next = append(next, again(e))
		}
		t.Outcomes[o].Next = next
	}
	if t.BackTo.To >= 0 {
		t.BackTo = again(t.BackTo)
	}
	m.Steps[n] = t
	m.Flows[t.Flow].Steps = append(m.Flows[t.Flow].Steps, n)
	return n
}

// complete says of every edge where items go that do not need the step it leads
// to, and which steps do the same.
func (c *chef) complete() {
	if !c.has(withNeeds | withWhichever) {
		return
	}
	defer c.from(8)()
	for i := range c.m.Steps {
		for _, e := range c.m.Steps[i].edges() {
			c.alternatives(i, e)
		}
	}
}

func (c *chef) alternatives(from int, e *Edge) {
	if e.To < 0 {
		return
	}
	for _, other := range c.m.steps(e.To)[1:] {
		o := c.edge(from, other)
		o.Back = e.Back
		e.Others = append(e.Others, o)
	}
	if c.m.Steps[e.To].Need == nil {
		return
	}
	for _, next := range c.m.Steps[e.To].Outcomes[0].Next {
		instead := c.edge(from, next.To)
		instead.Back = e.Back || next.Back
		c.alternatives(from, &instead)
		e.Instead = append(e.Instead, instead)
	}
}

// sizes lets work, pieces, values and promises depend on attributes.
func (c *chef) sizes() {
	if !c.has(withAttributes) {
		return
	}
	defer c.from(5)()
	m := c.m
	number := func(f int) *Attribute {
		for _, a := range m.Flows[f].Attributes {
			if a.Words == nil && c.chance(60) {
				return a
			}
		}
		return nil
	}
	for i := range m.Steps {
		s := &m.Steps[i]
		if s.Times = number(s.Flow); s.Times != nil {
			s.Work = s.Work.Scaled(0.25)
		}
		for k := range s.Takes {
			s.Takes[k].Per = number(s.Flow)
		}
		for k := range s.Gives {
			if s.Gives[k].Per = number(s.Flow); s.Gives[k].Per != nil {
				s.Gives[k].Quantity = 1
			}
		}
	}
	for i := range m.Streams {
		s := &m.Streams[i]
		s.ValuePer = number(s.Flow)
		for _, a := range m.Flows[s.Flow].Attributes {
			if a.Words == nil || !c.has(withPromises) || c.chance(40) {
				continue
			}
			s.PromiseBy = a
			for range a.Words {
				s.Promises = append(s.Promises, c.span(60, 2000))
			}
			s.Promises[0] = calendar.Span{}
			break
		}
	}
	for e := range m.Effects {
		for i := range m.Effects[e].Changes {
			if ch := &m.Effects[e].Changes[i]; ch.Param == ParamPromise && m.Streams[ch.Target].PromiseBy != nil && c.chance(50) {
				ch.Index = 1 + c.IntN(len(m.Streams[ch.Target].Promises))
			}
		}
	}
}

// shared lets several teams do some steps, or the team that the item says.
func (c *chef) shared() {
	if !c.has(withShared) {
		return
	}
	defer c.from(6)()
	m := c.m
	for i := range m.Steps {
		s := &m.Steps[i]
		teams := len(m.Departments[s.Department].Teams)
		if teams < 2 || c.chance(30) {
			continue
		}
		for _, a := range m.Flows[s.Flow].Attributes {
			if a.Words != nil && c.chance(40) {
				s.TeamBy = a
				for range a.Words {
					s.Teams = append(s.Teams, c.IntN(teams))
				}
				break
			}
		}
		if s.TeamBy == nil {
			s.Teams = c.Perm(teams)
		}
	}
}
