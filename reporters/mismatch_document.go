package reporters

// MismatchDoc is a Mismatch as JSON gives it.
type MismatchDoc struct {
	Customers     map[string]OutsideDoc          `json:"customers" jsonschema:"how each kind of customer fares"`
	Agreements    map[string]LightDoc            `json:"agreements" jsonschema:"green: surely kept; red: surely missed"`
	Departments   map[string]map[string]LightDoc `json:"departments" jsonschema:"by number: red is surely worse than when nothing goes wrong; otherwise green"`
	GreenWhileRed []HiddenDoc                    `json:"green_while_red" jsonschema:"agreements that are kept while customers are red, those of the departments first that added most time"`
	Sentences     []string                       `json:"sentences" jsonschema:"what is hidden, to be read aloud"`
}

// OutsideDoc says how customers fare.
type OutsideDoc struct {
	Light  LightDoc `json:"light" jsonschema:"red: surely fewer orders on time, more lost or more customers leaving than when nothing goes wrong, or an agreement on whole orders surely missed"`
	Worse  []string `json:"worse" jsonschema:"the numbers that are surely worse"`
	Missed []string `json:"missed" jsonschema:"the agreements on whole orders that are surely missed"`
}

// LightDoc is a Light by its name.
type LightDoc string

// HiddenDoc is an agreement that is kept while customers are red.
type HiddenDoc struct {
	Agreement  string      `json:"agreement" jsonschema:"which"`
	From       string      `json:"from" jsonschema:"the department that promised"`
	To         string      `json:"to" jsonschema:"to whom"`
	Attainment EstimateDoc `json:"attainment" jsonschema:"the share that was in time"`
	Customers  string      `json:"customers" jsonschema:"who is red"`
}

// MoveDoc is a Move as JSON gives it.
type MoveDoc struct {
	Customers    string      `json:"customers" jsonschema:"whose orders"`
	Outcome      string      `json:"outcome" jsonschema:"overdue_orders; open_orders where nothing is promised"`
	Department   string      `json:"department,omitempty" jsonschema:"whose number it is"`
	Agreement    string      `json:"agreement,omitempty" jsonschema:"or of which agreement"`
	Metric       string      `json:"metric" jsonschema:"which number"`
	SameDay      EstimateDoc `json:"same_day" jsonschema:"the correlation over working days, −1 to 1: by Fisher's z within each replication, with Student's range over replications"`
	DaysBefore   int         `json:"days_before" jsonschema:"how many working days before customers feel it the correlation is strongest and clear; 0: on the same day, or never"`
	Before       EstimateDoc `json:"before" jsonschema:"that correlation, with a range that holds for all of 1 to 5 days at once; undefined for 0 days"`
	Replications int         `json:"replications" jsonschema:"in how many replications both change enough to say"`
}

func mismatchDoc(r *Report, o *Option) MismatchDoc {
	m := o.Mismatch
	doc := MismatchDoc{
		Customers: map[string]OutsideDoc{}, Agreements: map[string]LightDoc{}, Departments: map[string]map[string]LightDoc{},
		GreenWhileRed: []HiddenDoc{}, Sentences: orEmpty(m.Sentences),
	}
	for s, x := range m.Customers {
		missed := []string{}
		for _, a := range x.Missed {
			missed = append(missed, key(r.Agreements[a].Name))
		}
		doc.Customers[key(r.Customers[s])] = OutsideDoc{LightDoc(x.Light.String()), orEmpty(x.Worse), missed}
	}
	for a, light := range m.Agreements {
		doc.Agreements[key(r.Agreements[a].Name)] = LightDoc(light.String())
	}
	for d, row := range m.Departments {
		lights := map[string]LightDoc{}
		for i, metric := range InsideMetrics() {
			lights[metric.Key] = LightDoc(row[i].String())
		}
		doc.Departments[key(r.Departments[d])] = lights
	}
	for _, h := range m.Hidden {
		a := &r.Agreements[h.Agreement]
		doc.GreenWhileRed = append(doc.GreenWhileRed, HiddenDoc{
			key(a.Name), a.From, a.To, estimateDoc(o.Value.Agreements[h.Agreement][0]), key(r.Customers[h.Customers]),
		})
	}
	return doc
}

func moveDocs(r *Report) []MoveDoc {
	docs := []MoveDoc{}
	for _, m := range r.Moves {
		doc := MoveDoc{
			Customers: key(r.Customers[m.Customers]), Outcome: m.outcome(), Metric: m.Metric.Key,
			SameDay: moveDoc(m.Same), DaysBefore: m.Days, Replications: m.Same.NonZero,
		}
		if m.Department >= 0 {
			doc.Department = key(r.Departments[m.Department])
		} else {
			doc.Agreement = key(r.Agreements[m.Agreement].Name)
		}
		before := m.Before
		if m.Days == 0 {
			before.Certainty = Undefined
		}
		doc.Before = estimateDoc(before)
		docs = append(docs, doc)
	}
	return docs
}

// moveDoc is a correlation in JSON: too few replications to say are not too rare.
func moveDoc(e Estimate) EstimateDoc {
	doc := estimateDoc(e)
	if e.Certainty == TooRare {
		doc.Note, doc.NonZero = tooFew(e), 0
	}
	return doc
}

// outcome is the key of what customers feel.
func (m Move) outcome() string {
	if m.Overdue {
		return "overdue_orders"
	}
	return "open_orders"
}

// mismatches writes which agreements are kept while customers are red: the share
// that was in time, and whose harm it hides.
func (t *rows) mismatches(o *Option) {
	for _, h := range o.Mismatch.Hidden {
		t.row(o, "", "green_while_red", t.r.Agreements[h.Agreement].Name, "hides_"+key(t.r.Customers[h.Customers]), o.Value.Agreements[h.Agreement][0])
	}
}

// moves writes the correlations of the same day.
func (t *rows) moves() {
	for _, m := range t.r.Moves {
		name := ""
		if m.Department >= 0 {
			name = t.r.Departments[m.Department]
		} else {
			name = t.r.Agreements[m.Agreement].Name
		}
		t.row(t.r.DoNothing(), "", "moves_with_"+m.outcome()+"_of_"+key(t.r.Customers[m.Customers]), name, m.Metric.Key, m.Same)
	}
}
