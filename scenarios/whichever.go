package scenarios

import (
	"slices"
	"strings"
	"time"

	"ripple/sim"
)

// maxAlternatives is how many departments may do one step.
const maxAlternatives = 50

// place is a department, and the team in it, that does a step.
type place struct{ department, team int }

// places are all the departments that do a step, in the order written.
func (s *step) places() []place {
	return append([]place{{s.department, s.team}}, s.others...)
}

// doneIn tells whether a department does the step.
func (s *step) doneIn(department int) bool {
	return slices.ContainsFunc(s.places(), func(p place) bool { return p.department == department })
}

// doneElsewhere tells whether another department than one may do the step.
func (s *step) doneElsewhere(department int) bool {
	return slices.ContainsFunc(s.places(), func(p place) bool { return p.department != department })
}

// resolveSeveral finds the departments that can do a step, `by: [eu, us]`, and
// which of them an item goes to.
func (org *organisation) resolveSeveral(s *step) {
	list := s.byNode.items
	if len(list) > maxAlternatives {
		s.byNode.fail("", "%d departments do `%s`: at most %d", len(list), s.name, maxAlternatives)
		return
	}
	var places []place
	for _, n := range list {
		department, team := org.findTeam(n)
		if department < 0 {
			return
		}
		if slices.ContainsFunc(places, func(p place) bool { return p.department == department }) {
			n.fail("several teams of one department are joined by `or`: desk.junior or desk.senior", "`%s` is here twice", org.departments[department].name)
			return
		}
		places = append(places, place{department, team})
	}
	if len(places) == 0 {
		s.byNode.fail("for example sales", "`by` names no department")
		return
	}
	s.department, s.team = places[0].department, places[0].team
	if len(places) == 1 {
		return
	}
	switch {
	case s.whichNode == nil:
		s.byNode.fail("add `whichever: open`, or shares: `whichever: {"+list[0].text+": 70 %, "+list[1].text+": rest}`", "several departments do `%s`: which of them gets an item?", s.name)
		return
	case s.teamByNode != nil:
		s.teamByNode.fail("let each be done by a step of its own, with outcomes before them", "`team-by` is for a step of one department")
		return
	case s.visit != nil:
		s.byNode.fail("let each be done by a step of its own, with outcomes before them", "a step with `appointment` is done by one department")
		return
	case len(s.takesNodes) > 0:
		s.takesNodes[0].key.fail("take the pieces in a step of the department where they lie", "`%s` lies at one department, and several do this step", clip(s.takesNodes[0].key.text))
		return
	}
	if s.resolveWhich(list, places) {
		s.others = places[1:]
	}
}

// resolveWhich reads `whichever: open`, or the shares of the departments.
func (s *step) resolveWhich(list []*node, places []place) bool {
	n := s.whichNode
	if n.kind != mapping {
		if _, ok := n.choice("`whichever`", "open"); !ok {
			return false
		}
		s.open = true
		return true
	}
	shares, ok := n.shares("`whichever`")
	if !ok {
		return false
	}
	s.shares = make([]float64, len(places))
	said := make([]bool, len(places))
	for i, e := range n.entries {
		at := slices.IndexFunc(list, func(d *node) bool { return d.text == e.key.text })
		if at < 0 {
			var names []string
			for _, d := range list {
				names = append(names, d.text)
			}
			e.key.fail(didYouMean(e.key.text, names), "`%s` is none of those that do `%s`", clip(e.key.text), s.name)
			return false
		}
		s.shares[at], said[at] = shares[i], true
	}
	if at := slices.Index(said, false); at >= 0 {
		n.fail("add `"+list[at].text+": 0 %`, or take it off the list", "`%s` has no share", list[at].text)
		return false
	}
	return true
}

// alternatives adds to a model's step those of other departments that do the same.
func (b *builder) alternatives(fi int, f *flow, i int) []sim.Step {
	s := f.steps[i]
	first := b.step(fi, f, i, place{s.department, s.team})
	if len(s.others) == 0 {
		return []sim.Step{first}
	}
	all := []sim.Step{first}
	w := &sim.Whichever{Steps: []int{b.stepIndex[fi][i]}, Open: s.open, Shares: s.shares}
	for k, p := range s.others {
		other := b.step(fi, f, i, p)
		other.Need = nil
		all = append(all, other)
		w.Steps = append(w.Steps, b.stepIndex[fi][i]+1+k)
	}
	all[0].Whichever = w
	return all
}

// stepsAt are the model's steps of a step of a flow: one for each department.
func (b *builder) stepsAt(flow, step int) []int {
	first := b.stepIndex[flow][step]
	var all []int
	for k := range b.org.flows[flow].steps[step].places() {
		all = append(all, first+k)
	}
	return all
}

// stepIn is the model's step of a step of a flow that a department does.
func (b *builder) stepIn(flow, step, department int) int {
	for k, p := range b.org.flows[flow].steps[step].places() {
		if p.department == department {
			return b.stepIndex[flow][step] + k
		}
	}
	return b.stepIndex[flow][step]
}

// placeShares are the shares of the departments in a step. Where it goes by who is
// open they are worked out for orders that come as their customers order, or for a
// later step while the line above is at work.
func (org *organisation) placeShares(f *flow, i int) []float64 {
	s := f.steps[i]
	if !s.open {
		return s.shares
	}
	weights := make([]float64, slotsPerWeek)
	add := func(w workTime, weight float64) {
		for at, open := range org.weekOf(w) {
			if open {
				weights[at] += weight
			}
		}
	}
	if i == 0 {
		for at := range org.segments {
			for _, st := range org.segments[at].streams {
				if st.flow >= 0 && org.flows[st.flow] == f {
					add(st.hours, st.perWeek())
				}
			}
		}
	} else if before := f.steps[i-1]; before.department >= 0 {
		add(org.departments[before.department].teams[before.team].hours, 1)
	}
	if slices.Max(weights) == 0 {
		for at := range weights {
			weights[at] = 1
		}
	}
	opens := make([][]int, len(s.places())) // how long until it opens, from each part of the week
	for k, p := range s.places() {
		opens[k] = untilOpen(org.weekOf(org.departments[p.department].teams[p.team].hours))
	}
	shares, sum := make([]float64, len(opens)), 0.0
	for at, weight := range weights {
		best := 0
		for k := range opens {
			if opens[k][at] < opens[best][at] {
				best = k
			}
		}
		shares[best] += weight
		sum += weight
	}
	for k := range shares {
		shares[k] /= sum
	}
	return shares
}

// weekOf are the parts of an ordinary week in which somebody is open, by the
// organisation's clock in winter.
func (org *organisation) weekOf(w workTime) []bool {
	at := func(z *time.Location) int {
		if z == nil {
			z = time.UTC
		}
		_, seconds := time.Date(2026, time.January, 14, 12, 0, 0, 0, z).Zone()
		return seconds / int(slot/time.Second)
	}
	shift := at(org.hours.Zone) - at(w.Zone)
	own := w.slots()
	if w.Always {
		for i := range own {
			own[i] = true
		}
	}
	week := make([]bool, slotsPerWeek)
	for i, open := range own {
		week[((i+shift)%slotsPerWeek+slotsPerWeek)%slotsPerWeek] = open
	}
	return week
}

// untilOpen is for each part of a week in how many parts it is open: 0, when it is.
func untilOpen(open []bool) []int {
	out := make([]int, len(open))
	next := 2 * len(open)
	for i := 2*len(open) - 1; i >= 0; i-- {
		if open[i%len(open)] {
			next = i
		}
		if i < len(open) {
			out[i] = next - i
		}
	}
	return out
}

// changeWhichever sets the shares of the departments that do a step.
func (d *deed) changeWhichever(key, value *node, s *step, index int) {
	switch {
	case len(s.others) == 0:
		key.fail("", "one department does `%s`", s.name)
		return
	case s.open:
		key.fail("change their hours instead, or write shares in the organisation", "`%s` goes to whoever is open", s.name)
		return
	case value.kind != mapping:
		value.fail("for example {"+d.b.org.departments[s.department].name+": 40 %, "+d.b.org.departments[s.others[0].department].name+": rest}", "`whichever` has shares")
		return
	}
	shares, ok := value.shares("`whichever`")
	if !ok {
		return
	}
	for i, e := range value.entries {
		name, _, _ := strings.Cut(e.key.text, ".")
		at := slices.IndexFunc(s.places(), func(p place) bool { return d.b.org.departments[p.department].name == name })
		if at < 0 {
			e.key.fail("", "`%s` does not do `%s`", clip(e.key.text), s.name)
			return
		}
		d.add(sim.Change{Param: sim.ParamRoute, Target: index, Index: at, Op: sim.Set, Value: shares[i]})
	}
	if len(shares) < len(s.places()) {
		value.fail("name all of them; one may have the `rest`", "%d departments do `%s`, and %d have a share", len(s.places()), s.name, len(shares))
	}
}
