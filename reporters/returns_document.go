package reporters

// ReturnsDoc are Returns as JSON gives them.
type ReturnsDoc struct {
	Avoided  EstimateDoc `json:"avoided" jsonschema:"revenue brought back in the days counted, less what more pieces cost"`
	Kept     EstimateDoc `json:"kept" jsonschema:"what customers who stay because of it pay for being there in one year beyond"`
	Spent    EstimateDoc `json:"spent" jsonschema:"what the response costs, with what staff cost more"`
	PerUnit  EstimateDoc `json:"per_unit" jsonschema:"avoided for each unit of money spent: a ratio of sums over replications"`
	WithKept EstimateDoc `json:"with_kept" jsonschema:"avoided and kept together for each unit spent"`
	NoReturn string      `json:"no_return,omitempty" jsonschema:"why there is no return: costs nothing, or cost not clear"`
}

func returnsDoc(x *Returns) ReturnsDoc {
	doc := ReturnsDoc{Avoided: estimateDoc(x.Avoided), Kept: estimateDoc(x.Kept), Spent: estimateDoc(x.Spent), PerUnit: estimateDoc(x.PerUnit), WithKept: estimateDoc(x.WithKept)}
	switch {
	case x.Free:
		doc.NoReturn = "costs nothing"
	case x.CostUnclear:
		doc.NoReturn = "cost not clear"
	}
	return doc
}

// named are the numbers of Returns in order, in money and per unit of it.
func (x *Returns) named() []namedEstimate {
	return []namedEstimate{
		{"avoided", "harm avoided", Money, x.Avoided}, {"kept", "a year of customers kept", Money, x.Kept}, {"spent", "spent", Money, x.Spent},
		{"per_unit", "for each unit spent", Count, x.PerUnit}, {"with_kept", "with customers kept", Count, x.WithKept},
	}
}

type namedEstimate struct {
	key, label string
	unit       Unit
	value      Estimate
}

// returns writes what a response brings for what it costs.
func (t *rows) returns(o *Option, against string) {
	if o.Returns == nil {
		return
	}
	for _, v := range o.Returns.named() {
		t.row(o, against, "returns", "", v.key, v.value)
	}
}

// returns are the responses' sheet.
func (b *workbook) returns(r *Report) {
	if !r.Priced || len(r.Responses()) == 0 {
		return
	}
	sh := b.sheet("Returns", 2, textColumn("option", 22), textColumn("number", 28),
		numberColumn("result", 15), numberColumn("from", 15), numberColumn("to", 15), textColumn("note", 24))
	for i := range r.Responses() {
		o := &r.Responses()[i]
		for _, v := range o.Returns.named() {
			cells := append([]any{o.Name, v.label}, estimateCells(v.unit, v.value)...)
			if v.unit == Count {
				doc := estimateDoc(v.value)
				cells = []any{o.Name, v.label, hundredths(doc.Mean), hundredths(doc.Low), hundredths(doc.High), tinted{noteText(v.value), quietly}}
				if why := returnsDoc(o.Returns).NoReturn; why != "" {
					cells[5] = tinted{why, quietly}
				}
			}
			sh.add(cells...)
		}
	}
	sh.filter(6)
}
