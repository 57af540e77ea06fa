package reporters

import (
	"errors"
	"fmt"
	"slices"

	"ripple/sim"
)

// Subject is what a result is about: the organisation whose rows it has, and
// the days and chances that were looked at.
type Subject struct {
	Organisation, Currency string
	Seed                   uint64
	Replications           int
	// From is the first day on which orders are counted, Until the last.
	From, Until Day
	// Days are the days counted, and Working tells of each whether the organisation
	// opens on it.
	Days    []Day
	Working []bool

	// Customers, Departments and Suppliers name the rows of every Outcomes, in order.
	Customers, Departments, Suppliers []string
	// Counted are the outcomes that each kind of customer has of its own; in rows
	// they follow CustomerMetrics.
	Counted [][]Metric
	// Accounts are the named customers of all kinds, as kind.name.
	Accounts   []string
	Agreements []Agreement
	// Paying tells of each kind of customer whether its orders have a value; all
	// do when none has.
	Paying []bool
	// CustomerFacing tells of each department whether customers meet it.
	CustomerFacing []bool
	// Buying tells whether pieces of any supplier have a price.
	Buying bool
	// Priced tells whether orders, staff or responses have a value at all.
	Priced bool
}

func (b *builder) subject() Subject {
	m := b.model
	s := Subject{
		Organisation: m.Organisation, Currency: m.Currency,
		Seed: b.result.Seed, Replications: len(b.result.Worlds),
		From: b.days.day(b.days.first), Until: b.days.day(b.days.past - 1),
		Paying: b.paying, Priced: priced(m),
	}
	for i := b.days.first; i < b.days.past; i++ {
		s.Days, s.Working = append(s.Days, b.days.day(i)), append(s.Working, b.days.working(i))
	}
	for i := range m.External() {
		s.Customers = append(s.Customers, m.Segments[i].Name)
		s.Counted = append(s.Counted, metricsOf(counterMeasures(&m.Segments[i])))
	}
	for i := range m.Suppliers {
		s.Suppliers = append(s.Suppliers, m.Suppliers[i].Name)
		s.Buying = s.Buying || m.Suppliers[i].Cents > 0
	}
	for i := range m.Departments {
		s.Departments = append(s.Departments, m.Departments[i].Name)
		s.CustomerFacing = append(s.CustomerFacing, m.Departments[i].CustomerFacing)
	}
	for i := range m.External() {
		for _, a := range m.Segments[i].Accounts {
			s.Accounts = append(s.Accounts, m.Segments[i].Name+"."+a.Name)
		}
	}
	s.Agreements = agreementsOf(m)
	return s
}

// family is a group of rows of Outcomes that share their metrics. Whatever
// writes all numbers goes through the families, so that it leaves none out.
type family struct {
	kind    string // in CSV
	title   string // for people
	names   []string
	metrics []Metric
	rows    func(*Outcomes) [][]Estimate
	// own gives the metrics of each row, where rows differ; nil: metrics.
	own func(row int) []Metric
}

// families are all rows of Outcomes, from the outside to the inside; what the
// organisation has not is left out.
func (s *Subject) families() []family {
	one := func(row []Estimate) [][]Estimate { return [][]Estimate{row} }
	all := []family{
		{"customers", "Customers", s.Customers, CustomerMetrics(), func(o *Outcomes) [][]Estimate { return o.Customers }, s.MetricsOf},
		{"paying_customers", "Paying customers", []string{""}, CustomerMetrics(), func(o *Outcomes) [][]Estimate { return one(o.Paying) }, nil},
		{"accounts", "Accounts", s.Accounts, AccountMetrics(), func(o *Outcomes) [][]Estimate { return o.Accounts }, nil},
		{"departments", "Departments", s.Departments, DepartmentMetrics(), func(o *Outcomes) [][]Estimate { return o.Departments }, nil},
		{"agreements", "Agreements", s.agreementNames(), AgreementMetrics(), func(o *Outcomes) [][]Estimate { return o.Agreements }, nil},
		{"suppliers", "Suppliers", s.Suppliers, SupplierMetrics(), func(o *Outcomes) [][]Estimate { return o.Suppliers }, nil},
		{"money", "Money", []string{""}, MoneyMetrics(), func(o *Outcomes) [][]Estimate { return one(o.Money) }, nil},
	}
	return slices.DeleteFunc(all, func(f family) bool { return len(f.names) == 0 })
}

// usable tells what keeps a result from being reported, if anything does.
func usable(result *sim.Result) error {
	m := result.Model
	if m == nil || len(m.Arms) <= sim.DoNothing || len(m.Calendars) == 0 {
		return errors.New("report: the result has no model with two arms and a calendar")
	}
	if len(result.Worlds) == 0 {
		return errors.New("report: the result holds no replications")
	}
	for i, worlds := range result.Worlds {
		if len(worlds) != len(m.Arms) {
			return fmt.Errorf("report: replication %d holds %d worlds, the model has %d", i, len(worlds), len(m.Arms))
		}
	}
	return nil
}
