package reporters

import "strconv"

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
			row = append(row, l.beforeAfter(metrics, position(metrics, k), func(o *Outcomes) []Estimate { return o.Departments[d] }, "departments", key(name)))
		}
		g.rows = append(g.rows, row)
	}
	heading := "Inside the departments: nothing going wrong → nobody responding"
	if l.r.Quiet {
		heading = "Inside the departments"
	}
	return []block{{heading: heading, table: g}}
}

// beforeAfter is one metric of a row without and with the disturbance; the
// second only where it clearly differs.
func (l layout) beforeAfter(metrics []Metric, i int, row func(*Outcomes) []Estimate, of ...string) cell {
	m := metrics[i]
	at := func(o *Option) []string { return append(append([]string{"arms", key(o.Name)}, of...), m.Key) }
	before := row(&l.r.Baseline().Value)[i]
	if l.r.Quiet {
		return text(l.f.value(m.Unit, before)).at(before, at(l.r.Baseline())...)
	}
	change := row(l.r.DoNothing().Harm)[i]
	if !change.Clear() && change.Certainty != Single {
		return text(l.f.value(m.Unit, before)).at(before, at(l.r.Baseline())...)
	}
	after := row(&l.r.DoNothing().Value)[i]
	was, is := l.f.value(m.Unit, before), l.f.value(m.Unit, after)
	if was == is {
		return text(was).at(before, at(l.r.Baseline())...)
	}
	c := text(was+" → "+is).at(after, at(l.r.DoNothing())...)
	switch {
	case helps(m, change):
		c.tone = good
	case hurts(m, change):
		c.tone = bad
	}
	return c
}

// suppliers shows who delivered what, before and after, and for every option.
func (l layout) suppliers() []block {
	if len(l.r.Suppliers) == 0 {
		return nil
	}
	metrics := SupplierMetrics()
	g := &grid{header: []string{""}, right: []bool{false}}
	for _, m := range metrics {
		if m.Unit == Money && !l.r.Buying {
			continue
		}
		g.header = append(g.header, m.Label)
		g.right = append(g.right, true)
	}
	for s, name := range l.r.Suppliers {
		row := []cell{text(name)}
		for i := range g.header[1:] {
			row = append(row, l.beforeAfter(metrics, i, func(o *Outcomes) []Estimate { return o.Suppliers[s] }, "suppliers", key(name)))
		}
		g.rows = append(g.rows, row)
		for i := range l.r.Responses() {
			o := &l.r.Responses()[i]
			if !l.changed(o.Gain.Suppliers[s]) {
				continue
			}
			row := []cell{text("  " + o.Name)}
			for i := range g.header[1:] {
				e := o.Value.Suppliers[s][i]
				row = append(row, text(l.f.value(metrics[i].Unit, e)).at(e, "arms", key(o.Name), "suppliers", key(name), metrics[i].Key))
			}
			g.rows = append(g.rows, row)
		}
	}
	heading := "Suppliers: nothing going wrong → nobody responding; below, the options that change it"
	if l.r.Quiet {
		heading = "Suppliers"
	}
	return []block{{heading: heading, table: g}}
}

// changed tells whether any of these differences is clear.
func (l layout) changed(row []Estimate) bool {
	for _, e := range row {
		if e.Clear() || e.Certainty == Single && e.Mean != 0 {
			return true
		}
	}
	return false
}

// expectations shows the answers to what was expected.
func (f formatter) expectations(verdicts []Verdict, heading string) []block {
	if len(verdicts) == 0 {
		return nil
	}
	g := &grid{header: []string{"expected", "", "found"}, right: []bool{false, false, false}}
	for i, v := range verdicts {
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
		row := []cell{text(v.Text), c, text(found).at(v.Found, "expect", strconv.Itoa(i), "found")}
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
