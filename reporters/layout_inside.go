package reporters

import (
	"fmt"

	"ripple/sim"
)

// departments shows the inside of the organisation, before and after.
func (l layout) departments() []block {
	keys := []string{"utilisation", "waiting_hours", "turnaround_hours", "backlog", "rework_share"}
	g := &grid{header: []string{""}, right: []bool{false}}
	metrics := DepartmentMetrics()
	for _, k := range keys {
		g.header = append(g.header, metrics[position(metrics, k)].Label)
		g.right = append(g.right, true)
	}
	for d, name := range l.r.Departments {
		row := []cell{text(name)}
		for _, k := range keys {
			row = append(row, l.beforeAfter(d, position(metrics, k)))
		}
		g.rows = append(g.rows, row)
	}
	heading := "Inside the departments: nothing going wrong → nobody responding"
	if l.r.Quiet {
		heading = "Inside the departments"
	}
	return []block{{heading: heading, table: g}}
}

// beforeAfter is one department's metric without and with the disturbance; the
// second only where it clearly differs.
func (l layout) beforeAfter(d, i int) cell {
	m := DepartmentMetrics()[i]
	before := l.r.Baseline().Value.Departments[d][i]
	if l.r.Quiet {
		return text(l.f.value(m.Unit, before))
	}
	change := l.r.DoNothing().Harm.Departments[d][i]
	if !change.Clear() && change.Certainty != Single {
		return text(l.f.value(m.Unit, before))
	}
	was, is := l.f.value(m.Unit, before), l.f.value(m.Unit, l.r.DoNothing().Value.Departments[d][i])
	if was == is {
		return text(was)
	}
	c := text(was + " → " + is)
	switch {
	case helps(m, change):
		c.tone = good
	case hurts(m, change):
		c.tone = bad
	}
	return c
}

// money shows what each option earns and costs.
func (l layout) money() []block {
	if !l.r.Priced {
		return nil
	}
	metrics := MoneyMetrics()
	g := &grid{header: []string{""}, right: []bool{false}}
	for _, m := range metrics {
		g.header = append(g.header, m.Label)
		g.right = append(g.right, true)
	}
	compare := len(l.shown()) > 0
	if compare {
		against := "gain against doing nothing"
		if l.r.Quiet {
			against = "gain against leaving things as they are"
		}
		g.header = append(g.header, against)
		g.right = append(g.right, true)
	}
	for i := range l.r.Options {
		if l.r.Quiet && i == sim.DoNothing {
			continue
		}
		o := &l.r.Options[i]
		row := []cell{text(l.name(o))}
		for j, m := range metrics {
			e := o.Value.Money[j]
			row = append(row, text(l.f.bare(m.Unit, e.Mean, scaleOf(m.Unit, e.Mean))))
		}
		if o.Gain != nil {
			net := position(metrics, "net")
			row = append(row, l.difference(metrics[net], o.Gain.Money[net], o.Value.Money[net]))
		}
		g.rows = append(g.rows, row)
	}
	heading := "Money"
	if l.r.Currency != "" {
		heading = fmt.Sprintf("Money, in %s per replication", l.r.Currency)
	}
	return []block{{heading: heading, table: g}}
}

// expectations shows the answers to what was expected.
func (f formatter) expectations(verdicts []Verdict, heading string) []block {
	if len(verdicts) == 0 {
		return nil
	}
	g := &grid{header: []string{"expected", "", "found"}, right: []bool{false, false, false}}
	for _, v := range verdicts {
		c := text(string(v.Outcome))
		switch v.Outcome {
		case Passed:
			c.tone = good
		case Failed:
			c.tone = bad
		}
		found := f.valueRange(v.Of.Unit, v.Found)
		if v.Found.Certainty == Undefined {
			found = v.Of.Label
		}
		row := []cell{text(v.Text), c, text(found)}
		if verdicts[0].Scenario != "" {
			row = append([]cell{text(v.Scenario)}, row...)
		}
		g.rows = append(g.rows, row)
	}
	if verdicts[0].Scenario != "" {
		g.header, g.right = append([]string{"scenario"}, g.header...), append([]bool{false}, g.right...)
	}
	return []block{{heading: heading, table: g}}
}
