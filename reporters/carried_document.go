package reporters

// CarriedDoc is Carried as JSON gives it.
type CarriedDoc struct {
	Departments []CarriedRowDoc `json:"departments" jsonschema:"in the order of the organisation: entered and added make absorbed and passed_on"`
	Reached     EstimateDoc     `json:"reached_customers" jsonschema:"by how many hours the orders came later to the customers: what the ledger adds up to"`
	Spared      EstimateDoc     `json:"absorbed_before_promise" jsonschema:"what the time left until the promised date absorbed of that"`
	Overdue     EstimateDoc     `json:"past_promise" jsonschema:"what is left of it: hours after the promised date"`
	Buffered    []BufferedDoc   `json:"waited_for" jsonschema:"how much later what orders may wait for came, and what of that was absorbed before anyone waited"`
}

// CarriedRowDoc is one department.
type CarriedRowDoc struct {
	Department string                     `json:"department" jsonschema:"its name"`
	Entered    EstimateDoc                `json:"entered" jsonschema:"by how many hours the orders came later, a mean per replication, summed over the orders delivered in both"`
	Added      EstimateDoc                `json:"added" jsonschema:"hours that the department added: the changes above zero"`
	Absorbed   EstimateDoc                `json:"absorbed" jsonschema:"hours that were made up for there: the changes below zero"`
	PassedOn   EstimateDoc                `json:"passed_on" jsonschema:"by how many hours they left later for the next department, or the customer"`
	Changes    map[string]EstimateDoc     `json:"changes" jsonschema:"by how much longer the orders were there, by cause; another-way is time at steps by which they went in one of the two cases only"`
	Customers  map[string]CarriedPartsDoc `json:"customers" jsonschema:"the means by kind of customer"`
}

// CarriedPartsDoc are one kind of customer's parts of a department's means.
type CarriedPartsDoc struct {
	Entered  Number `json:"entered" jsonschema:"hours by which the orders came later"`
	Added    Number `json:"added" jsonschema:"hours added"`
	Absorbed Number `json:"absorbed" jsonschema:"hours absorbed"`
	PassedOn Number `json:"passed_on" jsonschema:"hours by which they left later"`
}

func carriedDoc(r *Report, a *Carried) CarriedDoc {
	doc := CarriedDoc{Departments: []CarriedRowDoc{}, Reached: estimateDoc(a.Reached), Spared: estimateDoc(a.Spared), Overdue: estimateDoc(a.Overdue), Buffered: bufferedDocs(a.Buffered)}
	for i := range a.Departments {
		row := &a.Departments[i]
		one := CarriedRowDoc{
			Department: key(row.Name), Entered: estimateDoc(row.Entered), Added: estimateDoc(row.Added), Absorbed: estimateDoc(row.Absorbed), PassedOn: estimateDoc(row.PassedOn),
			Changes: map[string]EstimateDoc{}, Customers: map[string]CarriedPartsDoc{},
		}
		for k := range row.Changes {
			one.Changes[row.Changes[k].reasonKey()] = estimateDoc(row.Changes[k].Hours)
		}
		for s, p := range row.Segments {
			one.Customers[key(r.Customers[s])] = CarriedPartsDoc{Number(p.Entered), Number(p.Added), Number(p.Absorbed), Number(p.PassedOn)}
		}
		doc.Departments = append(doc.Departments, one)
	}
	return doc
}

// addCarried adds the second accounts of one option.
func (d *Document) addCarried(r *Report, o *Option) {
	if o.Carried != nil {
		d.Carried[key(o.Name)] = carriedDoc(r, o.Carried)
	}
	if o.GainCarried != nil {
		d.GainCarried[key(o.Name)] = carriedDoc(r, o.GainCarried)
	}
}

// named are the numbers of a department in order.
func (row *CarriedRow) named() []namedEstimate {
	return []namedEstimate{
		{"entered", "came later", Hours, row.Entered}, {"added", "added", Hours, row.Added},
		{"absorbed", "absorbed", Hours, row.Absorbed}, {"passed_on", "went on later", Hours, row.PassedOn},
	}
}

// reached are the numbers of the customers' own side.
func (a *Carried) reached() []namedEstimate {
	return []namedEstimate{
		{"entered", "came later", Hours, a.Reached}, {"absorbed", "absorbed before the promised date", Hours, a.Spared},
		{"passed_on", "past the promised date", Hours, a.Overdue},
	}
}

// carried writes the second account: the metric is the number, or changed_ and why.
func (t *rows) carried(o *Option, against string, a *Carried) {
	if a == nil {
		return
	}
	for i := range a.Departments {
		row := &a.Departments[i]
		for _, v := range row.named() {
			t.row(o, against, "carried", row.Name, v.key, v.value)
		}
		for k := range row.Changes {
			t.row(o, against, "carried", row.Name, "changed_"+row.Changes[k].reasonKey(), row.Changes[k].Hours)
		}
	}
	for _, v := range a.reached() {
		t.row(o, against, "carried", TheirOwnSide, v.key, v.value)
	}
	for i := range a.Buffered {
		for _, v := range a.Buffered[i].named() {
			t.row(o, against, "buffered", a.Buffered[i].Name, v.key, v.value)
		}
	}
}

// carried is the sheet of the second account.
func (b *workbook) carried(r *Report) {
	if !r.Traced {
		return
	}
	sh := b.sheet("Lateness", 4,
		textColumn("option", 20), textColumn("compared with", 20), textColumn("department or waited for", 26), textColumn("what", 32),
		numberColumn("hours (or number)", 15), numberColumn("from", 15), numberColumn("to", 15), textColumn("note", 24))
	for i := range r.Options {
		o := &r.Options[i]
		for _, kind := range []struct {
			against string
			account *Carried
		}{{r.Baseline().Name, o.Carried}, {r.DoNothing().Name, o.GainCarried}} {
			if kind.account == nil {
				continue
			}
			add := func(department, what string, unit Unit, e Estimate) {
				sh.add(append([]any{o.Name, kind.against, department, what}, estimateCells(unit, e)...)...)
			}
			for k := range kind.account.Departments {
				row := &kind.account.Departments[k]
				for _, v := range row.named() {
					add(row.Name, v.label, v.unit, v.value)
				}
				for j := range row.Changes {
					add(row.Name, "changed: "+row.Changes[j].reason(), Hours, row.Changes[j].Hours)
				}
			}
			for _, v := range kind.account.reached() {
				add(TheirOwnSide, v.label, v.unit, v.value)
			}
			for k := range kind.account.Buffered {
				for _, v := range kind.account.Buffered[k].named() {
					add(kind.account.Buffered[k].Name, v.label, v.unit, v.value)
				}
			}
		}
	}
	sh.filter(8)
}
