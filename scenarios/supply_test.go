package scenarios

import (
	"slices"
	"strings"
	"testing"
)

// TestCheckFollowsSuppliesAndVisits: 20 sales a day take 20 boxes, so 100 a week.
// The first rule's orders are raised to the minimum of 50; four in five of two a
// week go to the near supplier. A team of one makes two visits a day, ten a week,
// and is asked for 25, of an hour of road and an hour of work: 50 of its 45 hours.
func TestCheckFollowsSuppliesAndVisits(t *testing.T) {
	text := `scenario: x
organisation:
  calendar: {days: Mon-Fri, hours: 08:00-17:00}
  departments: {shop: {staff: 3}, field: {staff: 1}}
  suppliers:
    near: {lead-time: 2 days, minimum: 50, price: 3}
    far: {lead-time: 9 days, delivery: 1 day}
    idle: {lead-time: 9 days}
  stocks:
    boxes: {at: shop, start: 90, reorder: [{at: 60, quantity: 40, from: {near: 80 %, far: 20 %}}, {at: 20, quantity: 60, by: fetch}]}
  flows:
    sale: {for: people, steps: {sell: {by: shop, work: 5m, takes: {boxes: 1}}}}
    fault: {for: people, steps: {visit: {by: field, travel: 1h, work: 1h, appointment: {notice: 1 working day, per-day: 2 each}}}}
    fetch: {steps: {go: {by: shop, work: 1h}, come: {supplier: near, gives: {boxes: ordered}}}}
  customers: {people: {promise: 9 days, orders: {sale: {demand: 20 per day}, fault: {demand: 5 per day}}}}
`
	r, err := opened{name: "x", display: "x.yaml", text: []byte(text)}.check()
	if err != nil {
		t.Fatal(err)
	}
	if got := r.Stocks[0].Sources; !slices.Equal(got, []string{"near 80 %", "far 20 %", "fetch (below 20)"}) {
		t.Errorf("boxes come from %v", got)
	}
	if got := r.Stocks[0].UsePerDay; got != 20 {
		t.Errorf("%g boxes go a day", got)
	}
	near := r.Suppliers[0]
	if near.Minimum != 50 || near.Price != 3 || near.LeadTime != 2*24*3_600_000 || !slices.Equal(near.Stocks, []string{"boxes"}) {
		t.Errorf("the near supplier is %+v", near)
	}
	if got := r.Suppliers[1].LeadTime; got != 10*24*3_600_000 {
		t.Errorf("the far supplier takes %d ms", got)
	}
	if got := r.Departments[1].Teams[0].Utilisation; got < 1.111 || got > 1.112 {
		t.Errorf("field is busy %g of its time, not 50/45", got)
	}
	notes := strings.Join(r.Notes, "\n")
	for _, want := range []string{
		"an order of `boxes` from `near` is for 50 pieces, its minimum, not for 40",
		"nothing is ordered from the supplier `idle`",
		"`field` is asked for 25 appointments a week and gives 10: dates move ever further away",
	} {
		if !strings.Contains(notes, want) {
			t.Errorf("no note says %q:\n%s", want, notes)
		}
	}
}
