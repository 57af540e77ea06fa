package scenarios

import (
	"strings"

	"ripple/sim"
)

// target is a department, team, flow, step or system that an action names.
type target struct {
	kind  string
	text  string
	steps []int // of the model
	dept  int
	teams []int
	flow  int
	sys   int
}

// target reads which of some kinds of thing the action is about.
func (d *deed) target(f *fields, kinds ...string) (target, bool) {
	kind := f.oneOf(kinds...)
	t := target{kind: kind, dept: -1, flow: -1, sys: -1}
	if kind == "" {
		if f.plain() {
			f.node.fail("add "+orList(kinds), "`%s` does not say where", d.action)
		}
		return t, false
	}
	n := f.get(kind)
	if n == nil {
		return t, false
	}
	t.text = n.text
	before := n.source.problems.total
	switch kind {
	case "department":
		t.dept, t.teams = d.b.teams(n)
		for i, s := range d.b.model.Steps {
			if s.Department == t.dept && teamsIn(&s, t.teams) {
				t.steps = append(t.steps, i)
			}
		}
	case "flow":
		if t.flow = n.find("a flow", d.b.org.flowAt); t.flow >= 0 {
			t.steps = d.b.model.Flows[t.flow].Steps
		}
	case "step":
		t.steps = d.b.stepsOf(n, n.text)
	case "system":
		t.sys = n.find("a system", d.b.org.systemAt)
		for i, s := range d.b.model.Steps {
			if containsInt(s.Needs, t.sys) {
				t.steps = append(t.steps, i)
			}
		}
	}
	return t, n.source.problems.total == before
}

func containsInt(list []int, v int) bool {
	for _, x := range list {
		if x == v {
			return true
		}
	}
	return false
}

func orList(kinds []string) string {
	quoted := make([]string, len(kinds))
	for i, k := range kinds {
		quoted[i] = "`" + k + ": …`"
	}
	if len(quoted) == 1 {
		return quoted[0]
	}
	return strings.Join(quoted[:len(quoted)-1], ", ") + " or " + quoted[len(quoted)-1]
}

// teams reads `department`, meaning all its teams, or `department.team`.
func (b *builder) teams(n *node) (department int, teams []int) { return b.org.teamsOf(n) }

func (org *organisation) teamsOf(n *node) (department int, teams []int) {
	department, team := org.findTeam(n)
	if department < 0 {
		return -1, nil
	}
	if strings.Contains(n.text, ".") {
		return department, []int{team}
	}
	for i := range org.departments[department].teams {
		teams = append(teams, i)
	}
	return department, teams
}

// stepsOf reads `flow.step`: the model's steps of it, one for each department.
func (b *builder) stepsOf(n *node, text string) []int {
	flowName, stepName, found := strings.Cut(text, ".")
	if !found {
		hint := "write it as flow.step"
		for _, f := range b.org.flows {
			if _, has := f.stepAt[text]; has {
				hint = "for example " + f.name + "." + clip(text)
			}
		}
		n.fail(hint, "`%s`: a step of which flow?", clip(text))
		return nil
	}
	fi, known := b.org.flowAt[flowName]
	if !known {
		n.fail(n.suggest(flowName, b.org.flowAt), "there is no flow `%s`", clip(flowName))
		return nil
	}
	si, known := b.org.flows[fi].stepAt[stepName]
	if !known {
		n.fail(n.suggest(stepName, b.org.flows[fi].stepAt), "flow `%s` has no step `%s`", flowName, clip(stepName))
		return nil
	}
	return b.stepsAt(fi, si)
}

// multiplyWork changes the work of steps by a factor.
func (d *deed) multiplyWork(steps []int, factor float64) {
	for _, s := range steps {
		if work := d.b.model.Steps[s].Work; !work.IsZero() {
			d.add(sim.Change{Param: sim.ParamWork, Target: s, Op: sim.Multiply, Value: factor})
		}
	}
}
