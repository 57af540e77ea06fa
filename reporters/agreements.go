package reporters

import "ripple/sim"

// Agreement is what a department promised to those it works for.
type Agreement struct {
	Name, From, To string
	Flow, Step     string // Step is "" where whole orders are meant
	Text           string // what was promised: "95 % within 4 working hours"
	Target         float64
	// Customers is the segment outside that it was promised to; −1: colleagues.
	Customers int
}

func agreementsOf(m *sim.Model) []Agreement {
	var all []Agreement
	for i := range m.Agreements {
		a := &m.Agreements[i]
		one := Agreement{Name: a.Name, From: m.Departments[a.From].Name, To: a.To, Flow: m.Flows[a.Flow].Name, Text: a.Text, Target: a.Target, Customers: -1}
		if a.Segment >= 0 && a.Segment < m.External() {
			one.Customers = a.Segment
		}
		if a.Step >= 0 {
			one.Step = m.Steps[a.Step].Name
		}
		all = append(all, one)
	}
	return all
}

func (s *Subject) agreementNames() []string {
	names := make([]string, len(s.Agreements))
	for i := range s.Agreements {
		names[i] = s.Agreements[i].Name
	}
	return names
}

// AgreementMetrics lists what is reported of each agreement, in order.
func AgreementMetrics() []Metric { return metricsOf(agreementMeasures) }

type agreement = sim.AgreementResult

var agreementMeasures = []measure[agreement]{
	{
		Metric{"attainment", "kept", "share of what counts under the agreement that was in time", Share, +1},
		func(_ *timeline, a *agreement) float64 { return float64(a.Met) },
		func(_ *timeline, a *agreement) float64 { return float64(a.Counted) },
	},
	{
		Metric{"counted", "counted", "orders or items that count under the agreement", Count, 0},
		func(_ *timeline, a *agreement) float64 { return float64(a.Counted) }, nil,
	},
	{
		Metric{"missed", "missed", "of these, those that were not in time", Count, -1},
		func(_ *timeline, a *agreement) float64 { return float64(a.Counted - a.Met) }, nil,
	},
}

// kept is the tone of an attainment: surely as promised, surely not, or neither.
func kept(e Estimate, target float64) tone {
	switch decide(e, ">=", target) {
	case Passed:
		return good
	case Failed:
		if e.Certainty != Undefined {
			return bad
		}
	}
	return plain
}

// agreements shows what became of every agreement, option by option.
func (l layout) agreements() []block {
	if len(l.r.Agreements) == 0 {
		return nil
	}
	options := []*Option{l.r.Baseline()}
	shown := l.shown()
	for i := range shown {
		options = append(options, &shown[i])
	}
	g := &grid{header: []string{"", "from", "to", "agreed"}, right: []bool{false, false, false, false}}
	for _, o := range options {
		g.header = append(g.header, l.name(o))
		g.right = append(g.right, true)
	}
	for i, a := range l.r.Agreements {
		row := []cell{text(a.Name), text(a.From), text(a.To), text(a.Text)}
		for _, o := range options {
			e := o.Value.Agreements[i][0]
			c := cell{text: l.f.value(Share, e), tone: kept(e, a.Target)}
			switch c.tone {
			case good:
				c.text += " kept"
			case bad:
				c.text += " missed"
			}
			row = append(row, c.at(e, "arms", key(o.Name), "agreements", key(a.Name), AgreementMetrics()[0].Key))
		}
		g.rows = append(g.rows, row)
	}
	return []block{{heading: "Agreements: which share was in time", table: g,
		lines: []string{"Kept and missed stand where the 95 % range is on one side of what was agreed."}}}
}

// agreements shows the attainment of every agreement, side by side.
func (l sideBySide) agreements() []block {
	var all []column
	for i, a := range l.c.Agreements {
		c := columns(AgreementMetrics(), []string{"attainment"}, func(o *Outcomes) []Estimate { return o.Agreements[i] })[0]
		c.metric.Label = a.Name + " (" + a.Text + ")"
		all = append(all, c)
	}
	if len(all) == 0 {
		return nil
	}
	used, said := l.sorted(all)
	return l.tables("Agreements: which share was in time", used, l.rows(), said)
}

// AgreementDoc is an agreement as JSON gives it.
type AgreementDoc struct {
	Key    string `json:"key" jsonschema:"its name in this document"`
	Name   string `json:"name" jsonschema:"its name in the scenario"`
	From   string `json:"from" jsonschema:"the department that promised"`
	To     string `json:"to" jsonschema:"to whom"`
	Flow   string `json:"flow" jsonschema:"what it is about"`
	Step   string `json:"step,omitempty" jsonschema:"the step whose time counts; otherwise whole orders do"`
	Text   string `json:"text" jsonschema:"what was promised, for people"`
	Target Number `json:"target" jsonschema:"the share that was promised"`
}

func agreementDocs(s *Subject) []AgreementDoc {
	var docs []AgreementDoc
	for _, a := range s.Agreements {
		docs = append(docs, AgreementDoc{key(a.Name), a.Name, a.From, a.To, a.Flow, a.Step, a.Text, Number(a.Target)})
	}
	return docs
}
