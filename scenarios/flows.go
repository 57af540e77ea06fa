package scenarios

import (
	"math"
	"slices"
	"strings"

	"ripple/sim"
	"ripple/sim/draw"
)

// flow is a process as its file describes it.
type flow struct {
	node     *node
	name     string
	forNode  *node
	segment  int       // -1: internal
	askers   []int     // departments that internal work is for
	demand   *fields   // of internal work
	streams  []*stream // what askers raise
	priority int
	rankBy   *sim.Attribute // of words, first goes first; nil: priority alone
	steps    []*step
	inside   []bool // by step: it is one of several at the same time
	unread   bool   // where some step leads is not known: say no more of it
	stepAt   map[string]int

	attributes  []*sim.Attribute
	attributeAt map[string]int
}

// step is one station of a flow.
type step struct {
	node         *node
	name         string
	byNode       *node
	supplierNode *node

	department, team int
	teams            []int          // several that can do it, in order; by word of teamBy, when that is not nil
	teamBy           *sim.Attribute // says which team does it
	teamByNode       *node
	others           []place // other departments that can do it
	open             bool    // it goes to whoever is open; otherwise by shares
	shares           []float64
	whichNode        *node
	supplier         int // whose lead time it is; -1: nobody's
	kind             serviceKind

	work, wait draw.Dist
	reply      *reply         // the wait is for the customer; nil: it is not
	times      *sim.Attribute // multiplies the work; nil: nothing does
	travel     draw.Dist
	visit      *appointment
	needsNodes []*node
	needs      []int
	takesNodes []entry
	givesNodes []entry
	takes      []amount
	gives      []amount
	errors     float64
	finds      float64
	onlyIf     *sim.Guard // who needs the step; nil: all
	chance     float64    // and which share of those
	needNode   *node      // `only-if` or `chance`; nil: every item needs the step
	backNode   *node
	handoff    *draw.Dist // nil: the organisation's, or none inside a department
	starts     []start
	waitsFor   []joined
	batch      *batch
	together   bool // the work is for all of a batch at once

	outcomes   []outcome // as written; empty: one way out
	thenNodes  []*node   // `then:` with a step, done or lost
	afterNodes []*node   // what `after` lists, each `a`, `a.x` or `a or b`
	anyOf      bool

	// The graph, made of the above.
	ways []way
	back int // step index, for finds; -1: none
	join []int
}

// amount is a number of pieces of a stock; 0 stands for what was ordered.
type amount struct {
	node     *node
	stock    int
	quantity int64
	per      *sim.Attribute // of the item, by which quantity is multiplied; nil: it is not
}

// outcome is a named way a step can end.
type outcome struct {
	node   *node
	name   string
	chance float64
	guard  *sim.Guard // a condition in place of the chance
	// missing: the answer that the step waits for has not come; to is where it leads then.
	missing bool
	to      *node
}

// way is a way out of a step with where it leads.
type way struct {
	name   string
	chance float64
	guard  *sim.Guard
	// missing: taken when no answer has come; chance is that of the other ways then.
	missing bool
	node    *node
	next    []int // step indexes of the flow, toCustomer or toLost
}

// Ends of a flow, beside the indexes of steps.
const (
	toCustomer = -1
	toLost     = -2
)

func (org *organisation) readFlows(f *fields) {
	org.flowAt = map[string]int{}
	n := f.need("flows")
	if n == nil {
		return
	}
	for _, e := range n.named("flows", maxFlows) {
		if !e.key.checkName("a flow") {
			continue
		}
		org.flowAt[e.key.text] = len(org.flows)
		org.flows = append(org.flows, readFlow(e))
	}
}

func readFlow(e entry) *flow {
	fl := &flow{node: e.key, name: e.key.text, segment: -1, stepAt: map[string]int{}}
	f := e.body("flow")
	fl.demand = f
	f.checkAbout()
	fl.forNode = f.get("for")
	if n := f.get("attributes"); n != nil {
		fl.readAttributes(n)
	}
	if n := f.get("priority"); n != nil {
		fl.readPriority(n)
	}
	n := f.need("steps")
	if n == nil {
		return fl
	}
	for _, s := range n.named("steps", maxSteps) {
		if !s.key.checkName("a step") {
			continue
		}
		fl.stepAt[s.key.text] = len(fl.steps)
		fl.steps = append(fl.steps, fl.readStep(s))
	}
	if len(fl.steps) == 0 && n.kind == mapping && len(n.entries) == 0 {
		n.fail("for example take-order: {by: sales, work: 5m}", "flow `%s` has no steps", fl.name)
	}
	return fl
}

// readPriority reads a rank, or an attribute whose words go in their order.
func (fl *flow) readPriority(n *node) {
	if n.kind == scalar && n.text != "" && strings.ContainsAny(n.text[:1], "+-0123456789") {
		p, _ := n.count("a priority", -1000, 1000)
		fl.priority = int(p)
		return
	}
	if _, ok := n.str("a priority"); ok {
		fl.rankBy = fl.wordAttribute(n, "a priority")
	}
}

func (fl *flow) readStep(e entry) *step {
	s := &step{node: e.key, name: e.key.text, department: -1, supplier: -1, back: -1, chance: 1}
	f := e.body("step")
	f.checkAbout()
	s.readWho(f)
	if n := f.get("kind"); n != nil {
		if text, ok := n.choice("`kind`", stepKinds...); ok {
			s.kind = serviceKind(slices.Index(stepKinds, text))
		}
	}
	if n := f.get("work"); n != nil {
		s.work, _ = n.distribution("`work`", parseWork)
	}
	s.readVisit(f)
	s.readWait(f)
	if n := f.get("times"); n != nil {
		if _, ok := n.str("`times`"); ok {
			s.times = fl.numberAttribute(n, "what work is multiplied by")
		}
		if !f.has("work") {
			f.at["times"].fail("add for example `work: 4m`, the work for one", "`%s` has no work to multiply", s.name)
		}
	}
	if n := f.get("needs"); n != nil {
		s.needsNodes = n.list()
	}
	if n := f.get("takes"); n != nil {
		s.takesNodes = n.amounts("`takes`")
	}
	if n := f.get("gives"); n != nil {
		s.givesNodes = n.amounts("`gives`")
	}
	if n := f.get("errors"); n != nil {
		s.errors, _ = n.share("the chance of a mistake", 0, maxErrors)
	}
	s.readNeed(fl, f)
	s.teamByNode, s.whichNode = f.get("team-by"), f.get("whichever")
	s.readFinds(f)
	if n := f.get("handoff"); n != nil {
		if d, ok := n.handoff(); ok {
			s.handoff = &d
		}
	}
	s.readBatches(f)
	if n := f.get("starts"); n != nil {
		s.starts = readStarts(n)
	}
	if n := f.get("waits-for"); n != nil {
		for _, item := range n.list() {
			s.waitsFor = append(s.waitsFor, joined{item, -1})
		}
	}
	if n := f.get("then"); n != nil {
		s.readThen(fl, n)
	}
	if n := f.get("after"); n != nil {
		s.readAfter(n)
	}
	return s
}

// readNeed reads which items need the step: `only-if: amount > 5000`, `chance: 20 %`.
func (s *step) readNeed(fl *flow, f *fields) {
	if n := f.get("only-if"); n != nil {
		if s.onlyIf = fl.guard(n); s.onlyIf != nil {
			s.needNode = f.at["only-if"]
		}
	}
	if n := f.get("chance"); n != nil {
		s.chance, _ = n.share("the chance that the step is needed", 0, 1)
		s.needNode = f.at["chance"]
	}
}

// readWho reads who does the step: a department, or a supplier, who lets nothing
// else happen in it.
func (s *step) readWho(f *fields) {
	if f.oneOf("by", "supplier") != "supplier" {
		s.byNode = f.need("by")
		return
	}
	s.supplierNode = f.get("supplier")
	for _, key := range []string{"work", "travel", "appointment", "wait", "wait-for", "needs", "takes", "errors", "finds"} {
		if f.has(key) {
			f.at[key].fail("write a step of its own for it", "`%s` is a supplier's lead time, and has no `%s`", s.name, key)
		}
	}
}

func (n *node) amounts(what string) []entry {
	if n.kind != mapping {
		if !n.told {
			n.fail("for example {sensor-boards: 1}", "%s names stocks and numbers of pieces", what)
		}
		return nil
	}
	return n.entries
}

func (s *step) readFinds(f *fields) {
	finds := f.get("finds")
	s.backNode = f.get("back-to")
	if finds != nil {
		s.finds, _ = finds.share("the share of mistakes found", 0, 1)
	}
	switch {
	case finds != nil && !f.has("back-to"):
		finds.fail("add the step that mends it: `back-to: build`", "`%s` finds mistakes, but does not say where they go", s.name)
	case finds == nil && f.has("back-to") && !f.has("finds"):
		f.at["back-to"].fail("add for example `finds: 80 %`", "`back-to` is for mistakes that the step finds")
	}
}

// readThen reads {fine: 96 %, query: 4 %}, {large: amount > 5000, fine: rest}, a
// step, or several steps at once.
func (s *step) readThen(fl *flow, n *node) {
	if n.kind != mapping {
		s.thenNodes = n.list()
		if len(s.thenNodes) == 0 {
			n.fail("for example `then: done`", "`then` names no step")
		}
		return
	}
	sum, rest, unread, chances := 0.0, -1, false, 0
	var guards []*sim.Guard
	for _, e := range n.named("outcomes", 100) {
		if e.key.text != "done" && e.key.text != "lost" && !e.key.checkName("an outcome") {
			continue
		}
		if s.reply != nil && e.key.text == noAnswer {
			s.outcomes = append(s.outcomes, s.readMissing(fl, e))
			continue
		}
		o := outcome{node: e.key, name: e.key.text}
		if isGuard(e.value) {
			if chances > 0 {
				e.value.fail("conditions are tried first: write `"+clip(o.name)+"` before the others", "the condition of `%s` stands after a chance", clip(o.name))
			}
			if o.guard = fl.guard(e.value); o.guard == nil {
				unread = true
			} else {
				guards = append(guards, o.guard)
			}
			s.outcomes = append(s.outcomes, o)
			continue
		}
		chances++
		if e.value.kind == scalar && (e.value.text == "rest" || e.value.text == "the rest") {
			if rest >= 0 {
				e.value.fail("", "only one outcome can have the rest")
			}
			rest = len(s.outcomes)
		} else if e.value.kind == empty {
			e.key.fail("for example 96 %", "outcome `%s` has no chance", clip(o.name))
			unread = true
		} else {
			var ok bool
			if o.chance, ok = e.value.share("a chance", 0, 1); !ok {
				unread = true
			}
		}
		sum += o.chance
		s.outcomes = append(s.outcomes, o)
	}
	switch {
	case unread: // said already
		for i := range s.outcomes {
			if !s.outcomes[i].missing {
				s.outcomes[i].chance = 1 / float64(len(s.outcomes))
			}
		}
	case len(s.outcomes) == 0:
		if n.kind == mapping && len(n.entries) == 0 {
			n.fail("for example {fine: 96 %, query: 4 %}", "`then` has no outcomes")
		}
	case chances == 0 && len(guards) == 0:
		fl.unread = true
		n.fail("add for example `assess: rest`", "`%s` does not say where it leads when the answer comes", s.name)
	case rest >= 0 && sum <= 1+1e-9:
		s.outcomes[rest].chance = max(0, 1-sum)
	case chances == 0:
		if !exhaustive(guards) {
			n.fail("add for example `other: rest`", "an item of `%s` may meet none of the conditions: what then?", s.name)
		}
	case math.Abs(sum-1) > 1e-9:
		n.fail("they must add up to 100 %; one of them can be `rest`", "the outcomes of `%s` add up to %s", s.name, percentText(sum))
	}
}

// readAfter reads `a`, `a.fine`, `a or b`, [a, b] (all of them), {any-of: [a, b]}.
func (s *step) readAfter(n *node) {
	if n.kind == mapping {
		f := n.fields("any-of")
		if any := f.need("any-of"); any != nil {
			s.afterNodes, s.anyOf = any.list(), true
		}
		return
	}
	s.afterNodes = n.list()
	if len(s.afterNodes) == 0 {
		n.fail("name the step before, or leave `after` out to follow the line above", "`after` names no step")
	}
}
