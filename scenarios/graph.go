package scenarios

import (
	"slices"
	"strings"
)

// connect turns what the steps say of each other into the ways of a graph.
func (fl *flow) connect() {
	if len(fl.steps) == 0 {
		return
	}
	before := fl.node.source.problems.total
	for _, s := range fl.steps {
		if len(s.outcomes) == 0 {
			s.ways = []way{{chance: 1, node: s.node}}
		}
		for _, o := range s.outcomes {
			s.ways = append(s.ways, way{name: o.name, chance: o.chance, guard: o.guard, missing: o.missing, node: o.node})
		}
	}
	fl.leadByThen()
	byOutcome := fl.leadByOutcome()
	for i, s := range fl.steps {
		fl.leadByAfter(i, s, byOutcome[i])
	}
	if fl.node.source.problems.total == before {
		fl.endLast() // otherwise it would report what a misspelt name left open
	}
	for _, s := range fl.steps {
		if s.backNode != nil && s.finds > 0 {
			s.back = s.backNode.find("a step of this flow", fl.stepAt)
		}
		for w := range s.ways {
			slices.Sort(s.ways[w].next)
			s.ways[w].next = slices.Compact(s.ways[w].next)
		}
	}
	if fl.node.source.problems.total > before {
		return // what follows would only repeat it
	}
	fl.checkNeeds()
	fl.checkPlaces()
	fl.checkReached()
	fl.checkParallel()
	fl.checkEnds()
}

// leadByThen follows `then: step`, `then: done` and `then: [a, b]`.
func (fl *flow) leadByThen() {
	for _, s := range fl.steps {
		for _, n := range s.thenNodes {
			switch {
			case n.kind == scalar && n.text == "done":
				s.ways[0].next = append(s.ways[0].next, toCustomer)
			case n.kind == scalar && n.text == "lost":
				s.ways[0].next = append(s.ways[0].next, toLost)
			default:
				if to := n.find("a step of this flow", fl.stepAt); to >= 0 {
					s.ways[0].next = append(s.ways[0].next, to)
				}
			}
		}
	}
}

// leadByOutcome follows outcomes that are named like a step, done or lost. It
// tells which steps are entered that way from above; an outcome that leads back
// to an earlier step does not keep that one from following the line above it.
func (fl *flow) leadByOutcome() []bool {
	entered := make([]bool, len(fl.steps))
	for from, s := range fl.steps {
		for i := range s.outcomes {
			w := &s.ways[i]
			name := w.name
			if to := s.outcomes[i].to; to != nil {
				if name = to.text; name != "done" && name != "lost" && to.find("a step of this flow", fl.stepAt) < 0 {
					continue
				}
			}
			switch to, isStep := fl.stepAt[name]; {
			case name == "done":
				w.next = append(w.next, toCustomer)
			case name == "lost":
				w.next = append(w.next, toLost)
			case isStep:
				w.next = append(w.next, to)
				entered[to] = entered[to] || to > from
			}
		}
	}
	return entered
}

// leadByAfter follows `after`, and the line above where there is none.
func (fl *flow) leadByAfter(i int, s *step, byOutcome bool) {
	if i == 0 && s.afterNodes != nil {
		s.afterNodes[0].fail("leave out `after`; a step may come back to it with `then: "+s.name+"`", "the first step begins the flow, so it comes after nothing")
		return
	}
	if s.afterNodes == nil {
		if above := i - 1; above >= 0 && !byOutcome && len(fl.steps[above].outcomes) == 0 && fl.steps[above].thenNodes == nil {
			fl.steps[above].ways[0].next = append(fl.steps[above].ways[0].next, i)
		}
		return
	}
	for _, n := range s.afterNodes {
		from := fl.followed(n, i)
		if len(s.afterNodes) > 1 && !s.anyOf {
			if len(from) > 1 {
				n.fail("put a step where these come together, and wait for that one", "`or` cannot stand among several that must all have come")
				return
			}
			for _, k := range from {
				if slices.Contains(s.join, k) {
					n.fail("name it once", "`%s` is here twice", clip(n.text))
					return
				}
				s.join = append(s.join, k)
			}
		}
	}
}

// followed adds step i to the ways that a text of `after` names: `a`, `a.fine`,
// `a or b`. It returns the steps named.
func (fl *flow) followed(n *node, i int) []int {
	text, ok := n.str("the step before")
	if !ok {
		return nil
	}
	text = strings.TrimPrefix(text, "any of ")
	var from []int
	for _, one := range strings.Split(text, " or ") {
		name, outcomeName, hasOutcome := strings.Cut(strings.TrimSpace(one), ".")
		k, known := fl.stepAt[name]
		if !known {
			n.fail(n.suggest(name, fl.stepAt), "there is no step `%s` in flow `%s`", clip(name), fl.name)
			continue
		}
		prev := fl.steps[k]
		var names []string
		found := -1
		for w := range prev.ways {
			names = append(names, prev.ways[w].name)
			if prev.ways[w].name == outcomeName && (hasOutcome || len(prev.outcomes) == 0) {
				found = w
			}
		}
		switch {
		case !hasOutcome && len(prev.outcomes) > 0:
			n.fail("write "+name+"."+strings.Join(names, " or "+name+"."), "`%s` can end in several ways: after which of them?", name)
		case hasOutcome && len(prev.outcomes) == 0:
			n.fail("write `after: "+name+"`", "`%s` has no outcomes, so there is no `%s`", name, clip(one))
		case found < 0:
			n.fail(didYouMean(outcomeName, names), "`%s` has no outcome `%s`", name, clip(outcomeName))
		case prev.thenNodes != nil && !slices.Contains(prev.ways[0].next, i):
			n.fail("change one of the two", "`%s` says itself where it leads (`then`), and not here", name)
		case hasOutcome && prev.outcomes[found].to != nil:
			n.fail("leave out this `after`", "the outcome `%s` says itself where it leads", clip(outcomeName))
		case len(prev.ways[found].next) > 0 && hasOutcome && fl.leadsByName(outcomeName):
			n.fail("rename the outcome, or leave out this `after`", "the outcome `%s` leads to %s already", clip(outcomeName), byItsName(outcomeName))
		default:
			prev.ways[found].next = append(prev.ways[found].next, i)
			from = append(from, k)
		}
	}
	return from
}

func (fl *flow) leadsByName(name string) bool {
	_, isStep := fl.stepAt[name]
	return isStep || name == "done" || name == "lost"
}

func byItsName(name string) string {
	switch name {
	case "done":
		return "the end"
	case "lost":
		return "a lost order"
	}
	return "the step of that name"
}

// endLast lets the last line end the flow when nothing follows it, and reports
// other ways that lead nowhere.
func (fl *flow) endLast() {
	for i, s := range fl.steps {
		for w := range s.ways {
			out := &s.ways[w]
			switch {
			case len(out.next) > 0:
			case out.name != "":
				hint := "add `after: " + s.name + "." + out.name + "` to the step that comes next, or call the outcome like that step, done or lost"
				out.node.fail(hint, "the outcome `%s` of `%s` leads nowhere", out.name, s.name)
			case i == len(fl.steps)-1:
				out.next = []int{toCustomer}
			case s.thenNodes == nil:
				s.node.fail("add `then: done` if the order is finished after it, or `then:` with the step that comes next", "`%s` leads nowhere: no step comes after it", s.name)
			}
		}
	}
}

// successors are all the steps and ends that a step can lead to.
func (s *step) successors() []int {
	var out []int
	for _, w := range s.ways {
		if w.chance > 0 || w.guard != nil || w.missing {
			out = append(out, w.next...)
		}
	}
	if s.back >= 0 && s.finds > 0 {
		out = append(out, s.back)
	}
	return out
}

// checkNeeds reports steps that cannot be passed by.
func (fl *flow) checkNeeds() {
	before := fl.node.source.problems.total
	for i, s := range fl.steps {
		switch {
		case fl.node.source.problems.total > before: // what follows would only repeat it
		case s.needNode == nil:
		case i == 0:
			s.needNode.fail("begin with a step that every order needs; it may have no work", "`%s` begins the flow, so it cannot be left out", s.name)
		case len(s.join) > 0:
			s.needNode.fail("put a step between that waits for them; it may have no work", "`%s` waits for several branches, so it cannot be left out", s.name)
		case len(s.outcomes) > 0:
			s.needNode.fail("let the step before decide: then: {"+s.name+": …, other: rest}", "`%s` can end in several ways: after which of them would an order go on that does not need it?", s.name)
		case fl.passesRound(i, i, map[int]bool{}):
			s.needNode.fail("one step of the circle must be needed by every order that comes to it", "orders that do not need `%s` would go round and round", s.name)
		}
	}
	if fl.node.source.problems.total > before {
		for _, s := range fl.steps {
			s.needNode = nil // or the ways past it would have no end
		}
	}
}

// checkPlaces reports joins that several departments do: branches that come to
// different ones would wait for each other for ever.
func (fl *flow) checkPlaces() {
	for _, s := range fl.steps {
		if len(s.join) > 0 && len(s.others) > 0 {
			s.byNode.fail("let one department wait for all branches, in a step that may have no work, and the others follow it", "`%s` waits for several branches, so one department does it", s.name)
			s.others = nil
		}
	}
}

// passesRound tells whether an order that passes by step i, and others that not
// every order needs, may come to a step again.
func (fl *flow) passesRound(i, to int, seen map[int]bool) bool {
	for _, next := range fl.steps[i].ways[0].next {
		if next < 0 || fl.steps[next].needNode == nil || seen[next] {
			continue
		}
		seen[next] = true
		if next == to || len(fl.steps[next].ways) > 0 && fl.passesRound(next, to, seen) {
			return true
		}
	}
	return false
}

// checkReached reports steps that no order ever comes to.
func (fl *flow) checkReached() {
	seen := make([]bool, len(fl.steps))
	seen[0] = true
	for queue := []int{0}; len(queue) > 0; queue = queue[1:] {
		for _, to := range fl.steps[queue[0]].successors() {
			if to >= 0 && !seen[to] {
				seen[to] = true
				queue = append(queue, to)
			}
		}
	}
	for i, s := range fl.steps {
		if seen[i] || fl.unread {
			continue
		}
		hint := "say what it comes after: `after: …`"
		if i > 0 && len(fl.steps[i-1].outcomes) > 0 {
			hint = "the line above has outcomes: add for example `after: " + fl.steps[i-1].name + "." + fl.steps[i-1].outcomes[0].name + "`"
		}
		s.node.fail(hint, "nothing leads to `%s`", s.name)
	}
}

// maxVisits is how often an order may come to the same step on average.
const maxVisits = 1000

// checkEnds reports steps from which an order never, or hardly ever, comes out.
func (fl *flow) checkEnds() {
	if fl.node.source.problems.total > 0 {
		return
	}
	kinds := fl.alike()
	for i := range kinds {
		if !fl.checkEndsIn(&kinds[i]) {
			return
		}
	}
}

// checkEndsIn is checkEnds for items that are alike.
func (fl *flow) checkEndsIn(c *alike) bool {
	ends := make([]bool, len(fl.steps))
	for changed := true; changed; {
		changed = false
		for i, s := range fl.steps {
			if ends[i] {
				continue
			}
			chances := s.chances(c)
			for k, w := range s.ways {
				if chances[k] > 0 && !slices.ContainsFunc(w.next, func(to int) bool { return to >= 0 && !ends[to] }) {
					ends[i], changed = true, true
				}
			}
		}
	}
	visits := fl.visitsOf(c)
	for i, s := range fl.steps {
		switch {
		case visits[i] > maxVisits && ends[i]:
			s.node.fail("make the way out more likely", "orders would come to `%s` more than %d times on average", s.name, maxVisits)
			return false
		case !ends[i] && len(c.parts) == 0:
			s.node.fail("give one outcome on the way a chance to leave: done, lost, or a step further on", "orders that come to `%s` go round and round: no way leads out", s.name)
			return false
		case !ends[i] && visits[i] > 0:
			s.node.fail("an item's attributes never change: let the way back be taken by chance, or give it another way out", "orders with %s that come to `%s` go round and round: no way leads out", c, s.name)
			return false
		}
	}
	return true
}

// follows are all the steps and ends that an order may come to next after a
// step, those behind a step that it does not need included.
func (fl *flow) follows(s *step) []int {
	out := s.successors()
	for i := 0; i < len(out) && i < len(fl.steps); i++ {
		if to := out[i]; to >= 0 && fl.steps[to].needNode != nil {
			for _, next := range fl.steps[to].successors() {
				if !slices.Contains(out, next) {
					out = append(out, next)
				}
			}
		}
	}
	return out
}
