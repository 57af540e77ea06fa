package scenarios

import (
	"errors"
	"strings"
	"testing"

	"ripple/sim/calendar"
)

func hospitals(customers string) (*Scenario, error) {
	text := `scenario: x
organisation:
  calendar: {days: Mon-Sun, hours: 08:00-18:00}
  departments: {one: {staff: 1}}
  flows:
    sale: {for: hospitals, attributes: {quantity: {usual: 12, nine-in-ten: 40, at-most: 80}, kind: {a: 50 %, b: rest}}, steps: {a: {by: one, work: 1m}}}
    repair: {for: hospitals, steps: {b: {by: one, work: 1m}}}
    other: {for: people, steps: {c: {by: one, work: 1m}}}
  customers:
    people: {demand: 1 per day}
    hospitals: ` + customers + `
run: {from: 2026-01-05, for: 80 days, warm-up: 10 days, finish-within: 10 days}
`
	return opened{name: "x", display: "x.yaml", text: []byte(text)}.load(Options{})
}

// TestPopulationsBecomeTheModels: by hand. 0.4 failures a year of each of 5,200 machines
// are 2,080 a year of 3,650 open hours. 2 sales a day for 100 days of 3 machines each
// bring 600: twice that and a tenth, and ten times three, are reckoned with.
func TestPopulationsBecomeTheModels(t *testing.T) {
	s, err := hospitals(`{accounts: {st-anna: 12 %, st-jan: 30 %, others: rest}, pays: 45 per month, leaves: {late: 2 %}, renews: yearly, orders: {sale: 2 per day, repair: {promise: 48h, value: 90}}, installed: {start: 5200, fails: 0.4 per year each, orders: repair, grows-by: sale, per: 3}}`)
	if err != nil {
		t.Fatal(err)
	}
	g := s.Model.Segments[1]
	if g.Customers != 3 || len(g.Accounts) != 3 || g.Accounts[2].Share < 0.5799 || g.Accounts[2].Share > 0.5801 || g.PaysPerYear != 540_00 || !g.Renews || g.LeaveLate != 0.02 {
		t.Errorf("%+v", g)
	}
	st := s.Model.Streams[2]
	x := st.Machines
	if x == nil || x.Start != 5200 || x.Per != 3 || x.GrowsBy != 0 || x.Most != 5200+1200+60+30 {
		t.Fatalf("%+v", x)
	}
	if want := 3650.0 / 2080 * 5200 / float64(x.Most); st.Gap.Mean()/float64(calendar.Hour) < want*0.9999 || st.Gap.Mean()/float64(calendar.Hour) > want*1.0001 {
		t.Errorf("a candidate every %g hours, by hand every %g", st.Gap.Mean()/float64(calendar.Hour), want)
	}
	if st.Value != 90_00 || st.Promise.N == 0 {
		t.Errorf("what holds for repairs: %+v", st)
	}
	if got := s.org.segments[1].streams[1].perWeek(); got < 2080*7/365.0*0.999 || got > 2080*7/365.0*1.001 {
		t.Errorf("%g failures a week", got)
	}
	s, err = hospitals(`{accounts: 64, orders: {sale: 2 per day}, installed: {start: 50, fails: 0.4 per year each, orders: repair, grows-by: sale, per: quantity, at-most: 9000}}`)
	if err != nil {
		t.Fatal(err)
	}
	if x := s.Model.Streams[2].Machines; x.PerAttribute == nil || x.PerAttribute.Name != "quantity" || x.Most != 9000 || s.Model.Segments[1].Customers != 64 {
		t.Errorf("%+v", x)
	}
}

// TestPopulationsThatCannotBe are told with what to do instead.
func TestPopulationsThatCannotBe(t *testing.T) {
	const orders = "orders: {sale: 2 per day, repair: 1 per day}"
	for name, c := range map[string]struct{ customers, want string }{
		"both":            {"{how-many: 3, accounts: 4, " + orders + "}", "`how-many` and `accounts` cannot both be given"},
		"shares":          {"{accounts: {a: 12 %, b: 30 %}, " + orders + "}", "the shares of the accounts add up to 42 %"},
		"no share":        {"{accounts: {a: , b: rest}, " + orders + "}", "account `a` has no share of the orders"},
		"pays what":       {"{how-many: 3, pays: 540, " + orders + "}", "`540`: per what?"},
		"pays per order":  {"{how-many: 3, pays: 540 per order, " + orders + "}", "`per order` cannot be used here"},
		"pays uncounted":  {"{pays: 540 per year, " + orders + "}", "customers who pay must be counted"},
		"renews what":     {"{how-many: 3, renews: monthly, leaves: {lost: 3 %}, " + orders + "}", "`renews` cannot be `monthly`"},
		"renews and stay": {"{how-many: 3, renews: yearly, " + orders + "}", "nobody leaves, at a renewal or otherwise"},
		"twice":           {"{" + orders + ", installed: {start: 5, fails: 1 per year each, orders: repair}}", "`repair` has `demand` already"},
		"other's":         {"{orders: {sale: 2 per day}, installed: {start: 5, fails: 1 per year each, orders: repair, grows-by: other}}", "flow `other` is not for `hospitals`"},
		"word":            {"{orders: {sale: 2 per day}, installed: {start: 5, fails: 1 per year each, orders: repair, grows-by: sale, per: kind}}", "`kind` is one of several words"},
		"no attribute":    {"{orders: {sale: 2 per day}, installed: {start: 5, fails: 1 per year each, orders: repair, grows-by: sale, per: qantity}}", "`qantity`"},
		"per of nothing":  {"{orders: {sale: 2 per day}, installed: {start: 5, fails: 1 per year each, orders: repair, per: 3}}", "which order?"},
		"too few":         {"{orders: {sale: 2 per day}, installed: {start: 5, fails: 1 per year each, orders: repair, at-most: 3}}", "there are more than that at first"},
		"by schedule":     {"{orders: {sale: 2 per day}, installed: {start: 5, fails: every Monday, orders: repair}}", "machines fail at random"},
	} {
		_, err := hospitals(c.customers)
		var d Diagnostics
		if !errors.As(err, &d) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v\nwant %s", name, err, c.want)
		}
	}
}
