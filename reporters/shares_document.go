package reporters

import (
	"strconv"
)

// SharesDoc divides what goes wrong, when nobody responds, among the injects.
type SharesDoc struct {
	Exact     bool              `json:"exact" jsonschema:"whether all coalitions of injects were played; otherwise every replication adds them up in an order of its own"`
	Injects   []InjectSharesDoc `json:"injects" jsonschema:"in the scenario's order"`
	Whole     HarmDoc           `json:"whole" jsonschema:"what they do together: in every replication the shares add up to it"`
	Together  HarmDoc           `json:"interaction" jsonschema:"the whole less what each does alone"`
	Sentences []string          `json:"sentences" jsonschema:"the same in words"`
}

// InjectSharesDoc is one inject's part.
type InjectSharesDoc struct {
	Name  string  `json:"name" jsonschema:"the inject in a few words"`
	Text  string  `json:"text" jsonschema:"what is said when it happens"`
	Alone HarmDoc `json:"alone" jsonschema:"what it does by itself"`
	Last  HarmDoc `json:"after_others" jsonschema:"what it adds when all the others are there"`
	Share HarmDoc `json:"share" jsonschema:"what it adds on average over the orders in which the injects can be added up (Shapley)"`
}

// HarmDoc holds differences to baseline by the keys of ShareMetrics:
// not_on_time, abandoned, delay_hours, revenue.
type HarmDoc struct {
	PayingCustomers map[string]EstimateDoc            `json:"paying_customers" jsonschema:"the kinds of customer together whose orders have a value; all where none has"`
	Customers       map[string]map[string]EstimateDoc `json:"customers,omitempty" jsonschema:"by kind of customer"`
}

func sharesDoc(r *Report) *SharesDoc {
	s := r.Shares
	if s == nil {
		return nil
	}
	doc := &SharesDoc{
		Exact: s.Exact, Injects: []InjectSharesDoc{}, Sentences: orEmpty(s.Sentences),
		Whole:    harmDoc(r, s.Paying, func(k int) []Estimate { return s.Customers[k] }),
		Together: HarmDoc{PayingCustomers: rowDoc(ShareMetrics(), s.Interaction)},
	}
	for i := range s.Injects {
		one := &s.Injects[i]
		part := func(of func(*Parts) []Estimate) HarmDoc {
			return harmDoc(r, of(&one.Paying), func(k int) []Estimate { return of(&one.Customers[k]) })
		}
		doc.Injects = append(doc.Injects, InjectSharesDoc{
			one.Name, one.Text,
			part(func(p *Parts) []Estimate { return p.Alone }),
			part(func(p *Parts) []Estimate { return p.Last }),
			part(func(p *Parts) []Estimate { return p.Share }),
		})
	}
	return doc
}

func harmDoc(r *Report, paying []Estimate, customers func(int) []Estimate) HarmDoc {
	doc := HarmDoc{rowDoc(ShareMetrics(), paying), map[string]map[string]EstimateDoc{}}
	for k, name := range r.Customers {
		doc.Customers[key(name)] = rowDoc(ShareMetrics(), customers(k))
	}
	return doc
}

// partNames are how files call what Parts hold, in order.
var partNames = []string{"alone", "after_others", "share"}

func (p *Parts) rows() [][]Estimate { return [][]Estimate{p.Alone, p.Last, p.Share} }

// shares writes what each inject has done: the metric is
// delay_hours.alone, delay_hours.after_others, delay_hours.share and so on; a kind of customers stands behind the inject.
func (t *rows) shares(option, against string) {
	s := t.r.Shares
	if s == nil {
		return
	}
	one := Option{Name: option}
	write := func(name string, p *Parts) {
		for k, row := range p.rows() {
			for i, m := range ShareMetrics() {
				t.row(&one, against, "shares", name, m.Key+"."+partNames[k], row[i])
			}
		}
	}
	for i := range s.Injects {
		inject := &s.Injects[i]
		write(inject.Name, &inject.Paying)
		for k, who := range t.r.Customers {
			write(inject.Name+"/"+who, &inject.Customers[k])
		}
	}
}

// shares is a sheet with what each inject has done.
func (b *workbook) shares(r *Report) {
	s := r.Shares
	if s == nil {
		return
	}
	sh := b.sheet("Shares", 3, textColumn("inject", 34), textColumn("who", 20), textColumn("number", 20), textColumn("counted", 22),
		numberColumn("result", 15), numberColumn("from", 15), numberColumn("to", 15), textColumn("note", 24))
	said := []string{"alone", "after all others", "share"}
	write := func(inject, who string, p *Parts) {
		for i, m := range ShareMetrics() {
			for k, row := range p.rows() {
				sh.add(append([]any{inject, who, m.Label, said[k]}, estimateCells(m.Unit, row[i])...)...)
			}
		}
	}
	for i := range s.Injects {
		inject := &s.Injects[i]
		write(inject.Name, "paying customers", &inject.Paying)
		for k, who := range r.Customers {
			write(inject.Name, who, &inject.Customers[k])
		}
	}
	for i, m := range ShareMetrics() {
		sh.add(append([]any{"all " + strconv.Itoa(len(s.Injects)) + " together", "paying customers", m.Label, "whole"}, estimateCells(m.Unit, s.Paying[i])...)...)
	}
	sh.filter(8)
}
