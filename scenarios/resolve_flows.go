package scenarios

import (
	"strings"
)

func (org *organisation) resolveFlows() {
	for _, f := range org.flows {
		org.resolveFor(f)
		org.resolveDemand(f)
		for i, s := range f.steps {
			if s.supplierNode != nil {
				org.resolveSupplied(f, i)
			}
			org.resolveStep(f, s)
		}
		f.connect()
	}
	org.resolveStarts()
	org.checkStartsEnd()
}

// resolveFor finds out whom a flow is for: a segment, or colleagues.
func (org *organisation) resolveFor(f *flow) {
	if f.forNode == nil {
		return
	}
	for _, n := range f.forNode.list() {
		text, ok := n.str("whom a flow is for")
		if !ok {
			return
		}
		if i, known := org.segmentAt[text]; known {
			if len(f.forNode.list()) > 1 {
				n.fail("write one flow for each, or give them one name", "a flow is for one kind of customer")
				return
			}
			f.segment = i
			continue
		}
		if d, known := org.departmentAt[text]; known {
			f.askers = append(f.askers, d)
		} else if text == "departments" {
			for d := range org.departments {
				f.askers = append(f.askers, d)
			}
		} else {
			n.fail(n.suggest(text, org.segmentAt, org.departmentAt), "there are no customers `%s`", clip(text))
		}
	}
}

// resolveSupplied finds the supplier of a step; the order is watched where the
// line above is done.
func (org *organisation) resolveSupplied(f *flow, i int) {
	s := f.steps[i]
	s.supplier = s.supplierNode.find("a supplier", org.supplierAt)
	if i == 0 {
		s.node.fail("let a step before it place the order; a stock can also be reordered straight `from` a supplier", "a flow cannot begin with a supplier")
		return
	}
	s.department, s.team = f.steps[i-1].department, f.steps[i-1].team
}

func (org *organisation) resolveStep(f *flow, s *step) {
	if s.byNode != nil {
		org.resolveBy(f, s)
	}
	for _, n := range s.needsNodes {
		if i := n.find("a system", org.systemAt); i >= 0 {
			s.needs = append(s.needs, i)
		}
	}
	org.resolveReply(f, s)
	s.takes = org.resolveAmounts(f, s.takesNodes, false)
	for _, a := range s.takes {
		if at := org.stocks[a.stock].department; at >= 0 && s.department >= 0 && at != s.department {
			a.node.fail("let a step of `"+org.departments[at].name+"` take it, or keep the stock at `"+org.departments[s.department].name+"`",
				"`%s` lies at `%s`, and this step is done by `%s`", org.stocks[a.stock].name, org.departments[at].name, org.departments[s.department].name)
		}
	}
	s.gives = org.resolveAmounts(f, s.givesNodes, true)
	if s.batch != nil && !s.checkBatch(s.batch, s.batch.node) {
		s.batch = nil
	}
}

// findTeam reads `department` or `department.team`.
func (org *organisation) findTeam(n *node) (department, team int) {
	text, ok := n.str("a department")
	if !ok {
		return -1, 0
	}
	name, teamName, hasTeam := strings.Cut(text, ".")
	i, known := org.departmentAt[name]
	if !known {
		n.fail(n.suggest(name, org.departmentAt), "there is no department `%s`", clip(name))
		return -1, 0
	}
	if !hasTeam {
		return i, 0
	}
	var names []string
	for k, t := range org.departments[i].teams {
		if t.name == teamName {
			return i, k
		}
		names = append(names, t.name)
	}
	n.fail(didYouMean(teamName, names), "`%s` has no team `%s`", name, clip(teamName))
	return i, 0
}

func (org *organisation) resolveAmounts(f *flow, entries []entry, ordered bool) []amount {
	var out []amount
	for _, e := range entries {
		i := e.key.find("a stock", org.stockAt)
		if i < 0 {
			continue
		}
		if e.value.kind == empty {
			e.key.fail("for example 1", "how many `%s`?", clip(e.key.text))
			continue
		}
		if ordered && e.value.kind == scalar && e.value.text == "ordered" {
			out = append(out, amount{node: e.key, stock: i})
			continue
		}
		if q, per, ok := f.readPer(e.value); ok {
			out = append(out, amount{e.key, i, q, per})
		}
	}
	return out
}
