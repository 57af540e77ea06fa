package reporters

import (
	"slices"

	"ripple/sim"
)

// Reach says which share of the work never reached a customer, in one option.
type Reach struct {
	// Departments is by department and ReachMetrics, All of all departments together.
	Departments [][]Estimate
	All         []Estimate
}

// ReachMetrics lists what is reported of the work that never reached a customer,
// in order. The first three add up to the last.
func ReachMetrics() []Metric { return metricsOf(reachMeasures) }

// effort is person-hours of work by what became of it.
type effort struct{ colleagues, lost, again, busy float64 }

func (e *effort) add(o effort) {
	e.colleagues, e.lost, e.again, e.busy = e.colleagues+o.colleagues, e.lost+o.lost, e.again+o.again, e.busy+o.busy
}

func shareOf(of func(*effort) float64) (num, den func(*timeline, *effort) float64) {
	return func(_ *timeline, e *effort) float64 { return of(e) }, func(_ *timeline, e *effort) float64 { return e.busy }
}

func reachMeasure(key, label, about string, of func(*effort) float64) measure[effort] {
	num, den := shareOf(of)
	return measure[effort]{Metric{key, label, about, Share, -1}, num, den}
}

var reachMeasures = []measure[effort]{
	reachMeasure("colleagues", "for colleagues only", "share of the hours worked in flows that no customer's order waits for or is served through", func(e *effort) float64 { return e.colleagues }),
	reachMeasure("lost", "on lost orders", "share of the hours worked the first time on orders of customers that were lost", func(e *effort) float64 { return e.lost }),
	reachMeasure("again", "done again", "share of the hours worked on second and later visits, in flows that reach a customer", func(e *effort) float64 { return e.again }),
	reachMeasure("unreached", "together", "share of the hours worked that never reached a customer", func(e *effort) float64 { return e.colleagues + e.lost + e.again }),
}

// reaching tells which flows' work reaches a customer: those whose orders are
// customers', and whatever these wait for or are served through — flows for whose
// end a step waits, that fill a stock from which a step takes, or that hire for a team that
// does a step; and flows that start one that reaches. It follows such links for as
// long as they lead to more.
func reaching(m *sim.Model) []bool {
	reach := make([]bool, len(m.Flows))
	for f := range m.Flows {
		s := m.Flows[f].Segment
		reach[f] = s >= 0 && s < m.External()
	}
	for i := range m.Streams {
		if m.Streams[i].Segment < m.External() {
			reach[m.Streams[i].Flow] = true
		}
	}
	for more := true; more; {
		more = false
		mark := func(f int) {
			if f >= 0 && !reach[f] {
				reach[f], more = true, true
			}
		}
		for i := range m.Steps {
			markFrom(m, &m.Steps[i], reach, mark)
		}
		for i := range m.Turnovers {
			if t := &m.Turnovers[i]; slices.ContainsFunc(m.Steps, func(s sim.Step) bool { return reach[s.Flow] && doneBy(&s, t.Department, t.Team) }) {
				mark(t.Flow)
			}
		}
	}
	return reach
}

// markFrom follows the links of one step.
func markFrom(m *sim.Model, s *sim.Step, reach []bool, mark func(int)) {
	for _, start := range s.Starts {
		switch {
		case reach[s.Flow] && start.Wait:
			mark(start.Flow)
		case reach[start.Flow]:
			mark(s.Flow)
		}
	}
	if !reach[s.Flow] {
		return
	}
	for _, f := range s.WaitsFor {
		mark(f)
	}
	for _, take := range s.Takes {
		stocks := append([]int{take.Stock}, m.Stocks[take.Stock].Substitutes...)
		for _, stock := range stocks {
			for _, rule := range m.Stocks[stock].Reorders {
				for _, source := range rule.Sources {
					mark(source.Flow)
				}
			}
			for i := range m.Steps {
				if slices.ContainsFunc(m.Steps[i].Gives, func(a sim.Amount) bool { return a.Stock == stock }) {
					mark(m.Steps[i].Flow)
				}
			}
		}
	}
}

// doneBy tells whether a team may do a step.
func doneBy(s *sim.Step, department, team int) bool {
	if s.Department != department {
		return false
	}
	return s.Team == team && len(s.Teams) == 0 || slices.Contains(s.Teams, team)
}

// reach estimates the shares of one arm; nil when the work was not traced.
func (b *builder) reach(arm int) *Reach {
	if !b.result.Traced {
		return nil
	}
	reach := reaching(b.model)
	efforts := make([][]effort, len(b.result.Worlds)) // by replication and department, then all
	for i := range efforts {
		w := b.world(i, arm)
		efforts[i] = make([]effort, len(w.Departments)+1)
		for d := range w.Departments {
			e := effortOf(&w.Departments[d], reach)
			efforts[i][d] = e
			efforts[i][len(w.Departments)].add(e)
		}
	}
	row := func(d int) []Estimate {
		values := each(b, reachMeasures, func(read func(int) sample) Estimate { return level(read(arm), b.seed) },
			func(i, _ int) *effort { return &efforts[i][d] })
		bounded(ReachMetrics(), values)
		return values
	}
	r := &Reach{All: row(len(b.model.Departments))}
	for d := range b.model.Departments {
		r.Departments = append(r.Departments, row(d))
	}
	return r
}

func effortOf(d *department, reach []bool) effort {
	var e effort
	for f := range d.FlowWork {
		work, again := hours(d.FlowWork[f]), hours(d.FlowRework[f])
		e.busy += work + again
		if !reach[f] {
			e.colleagues += work + again
		} else {
			e.again += again
		}
	}
	e.lost = hours(d.LostWork)
	return e
}

// reach shows which share of the work never reached a customer.
func (l layout) reach() []block {
	r := l.worst().Reach
	if r == nil || r.All[0].Certainty == Undefined {
		return nil
	}
	g := &grid{header: []string{""}, right: []bool{false}}
	for _, m := range ReachMetrics() {
		g.header, g.right = append(g.header, m.Label), append(g.right, true)
	}
	add := func(name string, row []Estimate, path ...string) {
		cells := []cell{text(name)}
		for i, e := range row {
			at := append(append([]string{"reach", key(l.worst().Name)}, path...), ReachMetrics()[i].Key)
			cells = append(cells, text(l.f.value(Share, e)).at(e, at...))
		}
		g.rows = append(g.rows, cells)
	}
	for d, name := range l.r.Departments {
		if r.Departments[d][0].Certainty != Undefined {
			add(name, r.Departments[d], "departments", key(name))
		}
	}
	add("all", r.All, "all")
	return []block{{heading: "Work that never reached a customer, when " + l.when(l.worst()), table: g, lines: []string{
		"Shares of the hours worked. For colleagues only are flows that no customer's order waits for or is served through: neither the other work, nor the pieces, nor the people of one that does. Such work may be needed all the same: nobody waits for wages, yet they are paid. " +
			"On lost orders is at least so much: it leaves out flows that split, work done on several orders together, and orders placed before the days counted.",
	}}}
}

// ReachDoc is a Reach as JSON gives it.
type ReachDoc struct {
	Departments map[string]map[string]EstimateDoc `json:"departments" jsonschema:"by department"`
	All         map[string]EstimateDoc            `json:"all" jsonschema:"of all departments together"`
}

func reachDoc(r *Report, x *Reach) ReachDoc {
	doc := ReachDoc{map[string]map[string]EstimateDoc{}, rowDoc(ReachMetrics(), x.All)}
	for d, row := range x.Departments {
		doc.Departments[key(r.Departments[d])] = rowDoc(ReachMetrics(), row)
	}
	return doc
}

// reach writes the shares; those of all departments have no name.
func (t *rows) reach(o *Option) {
	if o.Reach == nil {
		return
	}
	for d, row := range o.Reach.Departments {
		t.metrics(o, "", "reach", t.r.Departments[d], ReachMetrics(), row)
	}
	t.metrics(o, "", "reach", "", ReachMetrics(), o.Reach.All)
}

// reach is the sheet of work that never reached a customer.
func (b *workbook) reach(r *Report) {
	if !r.Traced {
		return
	}
	sh := b.sheet("Never reached", 3, textColumn("option", 20), textColumn("department", 20), textColumn("number", 22),
		numberColumn("result", 12), numberColumn("from", 12), numberColumn("to", 12), textColumn("note", 24))
	for i := range r.Options {
		o := &r.Options[i]
		add := func(name string, row []Estimate, path ...string) {
			for j, m := range ReachMetrics() {
				sh.add(append([]any{o.Name, name, m.Label}, estimateCells(m.Unit, row[j])...)...)
			}
		}
		for d, row := range o.Reach.Departments {
			add(r.Departments[d], row)
		}
		add("all", o.Reach.All)
	}
	sh.filter(7)
}
