package reporters

import (
	"math"

	"ripple/scenarios"
)

// pictures are the tables behind what a page draws.
func (b *workbook) pictures(r *Report) {
	b.happenings(r)
	b.days(r)
	b.handoffs(r)
	b.clouds(r)
	b.singleOrders(r)
}

// happenings are what goes wrong, and the responses.
func (b *workbook) happenings(r *Report) {
	sh := b.sheet("Events", 2, textColumn("option", 22), textColumn("kind", 12), numberColumn("day", 8), numberColumn("date", 17), textColumn("when", 28), textColumn("what", 90))
	for i := range r.Options {
		for _, e := range r.Options[i].Events {
			kind := "goes wrong"
			if e.Response {
				kind = "response"
			}
			cells := []any{r.Options[i].Name, kind, nil, nil, e.When, e.Text}
			if e.Day != (Day{}) {
				cells[2], cells[3] = e.Day.Number, date(e.Day.Date)
			}
			sh.add(cells...)
		}
	}
	sh.filter(6)
}

// days are by how much every place differs from usual, day by day.
func (b *workbook) days(r *Report) {
	if r.Quiet {
		return
	}
	sh := b.sheet("Days", 3, textColumn("option", 22), textColumn("place", 22), textColumn("counted", 16),
		numberColumn("day", 8), numberColumn("date", 17), textColumn("organisation", 14), numberColumn("items above usual", 14))
	for i := range r.Options {
		if r.Options[i].Front == nil {
			continue
		}
		for _, kind := range r.Options[i].Front.kinds() {
			for _, f := range kind.fronts {
				for k, v := range f.Daily {
					open := "open"
					if !r.Working[k] {
						open = "closed"
					}
					sh.add(r.Options[i].Name, f.Name, kind.name, r.Days[k].Number, date(r.Days[k].Date), open, sum{Items, v})
				}
			}
		}
	}
	sh.filter(7)
}

// handoffs are who hands work to whom when nothing goes wrong.
func (b *workbook) handoffs(r *Report) {
	if len(r.Handoffs) == 0 {
		return
	}
	kinds := [...]string{scenarios.SupplierPlace: "supplier", scenarios.DepartmentPlace: "department", scenarios.CustomerPlace: "customers"}
	sh := b.sheet("Handoffs", 2, textColumn("from", 24), textColumn("to", 24), textColumn("from a", 14), textColumn("to a", 14), numberColumn("a working day", 14))
	for _, h := range r.Handoffs {
		sh.add(h.From.Name, h.To.Name, kinds[h.From.Kind], kinds[h.To.Kind], figure{Items, h.PerDay})
	}
	sh.filter(5)
}

// clouds are what every replication came to: a row for each, its numbers beside
// each other.
func (b *workbook) clouds(r *Report) {
	columns := func(metrics []Metric) []sheetColumn {
		var all []sheetColumn
		for _, m := range metrics {
			all = append(all, numberColumn(m.Label, 15))
		}
		return all
	}
	numbers := func(metrics []Metric, of [][]float64, replication int) []any {
		var cells []any
		for i, m := range metrics {
			if v := of[i][replication]; math.IsNaN(v) {
				cells = append(cells, nil)
			} else {
				cells = append(cells, figure{m.Unit, v})
			}
		}
		return cells
	}
	metrics := CustomerMetrics()
	sh := b.sheet("Replications", 3, append([]sheetColumn{textColumn("option", 22), textColumn("who", 22), numberColumn("replication", 12)}, columns(metrics)...)...)
	for i := range r.Options {
		o := &r.Options[i]
		for s, who := range r.Customers {
			for k := range r.Replications {
				sh.add(append([]any{o.Name, who, k + 1}, numbers(metrics, o.Cloud.Customers[s], k)...)...)
			}
		}
	}
	sh.filter(3 + len(metrics))
	metrics = MoneyMetrics()
	sh = b.sheet("Money by replication", 2, append([]sheetColumn{textColumn("option", 22), numberColumn("replication", 12)}, columns(metrics)...)...)
	for i := range r.Options {
		o := &r.Options[i]
		for k := range r.Replications {
			sh.add(append([]any{o.Name, k + 1}, numbers(metrics, o.Cloud.Money, k)...)...)
		}
	}
	sh.filter(2 + len(metrics))
}

// singleOrders are orders that lost most, step by step.
func (b *workbook) singleOrders(r *Report) {
	if r.Worst == nil {
		return
	}
	t := r.Worst
	sh := b.sheet("Single orders", 3, textColumn("order", 24), textColumn("step", 22), textColumn("department", 20), textColumn("customers", 20), numberColumn("replication", 12),
		textColumn("arrived, "+t.Here.Label, 18), textColumn("left", 18), numberColumn("hours", 12),
		textColumn("arrived, "+t.There.Label, 18), textColumn("left", 18), numberColumn("hours", 12))
	for i := range t.Orders {
		o := &t.Orders[i]
		for k := range o.Steps {
			s := &o.Steps[k]
			cells := []any{o.Name, called(s), s.Department, o.Customers, o.Replication}
			for _, at := range s.stays() {
				if at == nil {
					cells = append(cells, nil, nil, nil)
					continue
				}
				cells = append(cells, t.clock.moment(at.Arrived), t.clock.moment(at.Left), figure{Hours, hours(at.Left - at.Arrived)})
			}
			sh.add(cells...)
		}
	}
	sh.filter(11)
}
