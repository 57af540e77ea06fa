package reporters

import (
	"fmt"
	"math"
)

// webCarried is the second account of one option against nothing going wrong.
type webCarried struct {
	Heading, Caption string
	Rows             []webCarriedRow
	Lines            []string
}

// webCarriedRow is one department, or the customers.
type webCarriedRow struct {
	Name                               string
	Entered, Added, Absorbed, PassedOn number
	By                                 string
	Customers                          bool
}

// carriedTable is the second account of an option; nil where it says nothing.
func (d *drawing) carriedTable(o *Option) *webCarried {
	if d.r.Quiet || o.Carried == nil {
		return nil
	}
	blocks := d.blocks(d.carried(o))
	if len(blocks) == 0 {
		return nil
	}
	a, name := o.Carried, key(o.Name)
	w := &webCarried{Heading: carriedHeading, Caption: carriedHeading + ": " + d.name(o), Lines: blocks[0].Lines}
	said := func(h float64, e Estimate, path ...string) number {
		return estimated(d.plainHours(h), pointer(append([]string{"carried", name}, path...)...), e)
	}
	for at := range a.Departments {
		row := &a.Departments[at]
		if row.most() < a.least() {
			continue
		}
		at := fmt.Sprint(at)
		w.Rows = append(w.Rows, webCarriedRow{
			Name: row.Name, By: d.absorbers(row),
			Entered:  said(row.Entered.Mean, row.Entered, "departments", at, "entered"),
			Added:    said(row.Added.Mean, row.Added, "departments", at, "added"),
			Absorbed: said(row.Absorbed.Mean, row.Absorbed, "departments", at, "absorbed"),
			PassedOn: said(row.onward(), row.PassedOn, "departments", at, "passed_on"),
		})
	}
	reached, spared := math.Round(a.Reached.Mean), math.Round(a.Spared.Mean)
	w.Rows = append(w.Rows, webCarriedRow{
		Name: TheirOwnSide, By: a.sparedBy(), Customers: true,
		Entered:  said(reached, a.Reached, "reached_customers"),
		Absorbed: said(spared, a.Spared, "absorbed_before_promise"),
		PassedOn: said(reached-spared, a.Overdue, "past_promise"),
	})
	return w
}
