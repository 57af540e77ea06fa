package scenarios

import (
	"fmt"
	"slices"

	"ripple/sim/calendar"
)

// sourcesOf names who replenishes a stock.
func (org *organisation) sourcesOf(s *stock) []string {
	var out []string
	for i, r := range s.reorders {
		for _, x := range r.sources {
			name := ""
			if x.flow >= 0 {
				name = org.flows[x.flow].name
			} else {
				name = org.suppliers[x.supplier].name
			}
			if x.share < 1 {
				name += " " + percentText(x.share)
			}
			if i > 0 {
				name += fmt.Sprintf(" (below %d)", r.at)
			}
			out = append(out, name)
		}
	}
	return out
}

// fillSuppliers says of each supplier what it delivers, and warns of orders that
// are raised to its minimum.
func (c *CheckReport) fillSuppliers(org *organisation) {
	checks := make([]SupplierCheck, len(org.suppliers))
	for i, s := range org.suppliers {
		checks[i] = SupplierCheck{
			Name: s.name, Minimum: s.minimum, Price: float64(s.cents) / 100,
			LeadTime: calendar.Tick(s.lead.Quantile(0.5) + s.delivery.Quantile(0.5)),
		}
	}
	for _, s := range org.stocks {
		for _, r := range s.reorders {
			for _, x := range r.sources {
				for _, k := range org.suppliersOf(x) {
					if !slices.Contains(checks[k].Stocks, s.name) {
						checks[k].Stocks = append(checks[k].Stocks, s.name)
					}
					if least := org.suppliers[k].minimum; !r.upTo && least > r.quantity {
						c.Notes = append(c.Notes, fmt.Sprintf("an order of `%s` from `%s` is for %d pieces, its minimum, not for %d", s.name, org.suppliers[k].name, least, r.quantity))
					}
				}
			}
		}
	}
	for i, s := range org.suppliers {
		if len(checks[i].Stocks) == 0 && !org.orders(i) {
			c.Notes = append(c.Notes, "nothing is ordered from the supplier `"+s.name+"`")
		}
	}
	c.Suppliers = checks
}

// suppliersOf are the suppliers who deliver for a source: itself, or those of its flow's steps.
func (org *organisation) suppliersOf(x origin) []int {
	if x.supplier >= 0 {
		return []int{x.supplier}
	}
	var out []int
	for _, st := range org.flows[x.flow].steps {
		if st.supplier >= 0 {
			out = append(out, st.supplier)
		}
	}
	return out
}

// orders tells whether any step is an order with a supplier.
func (org *organisation) orders(supplier int) bool {
	for _, f := range org.flows {
		for _, st := range f.steps {
			if st.supplier == supplier {
				return true
			}
		}
	}
	return false
}
