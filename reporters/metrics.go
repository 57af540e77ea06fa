package reporters

import (
	"ripple/sim"
	"ripple/sim/calendar"
)

// Unit says what a metric counts, and so how it is written for people.
type Unit uint8

// The units.
const (
	Count Unit = iota // orders, steps, customers: a number per replication
	Share             // 0 to 1, written as a percentage
	Hours             // elapsed hours
	Items             // a mean number of items present
	Money             // units of the organisation's currency
)

// String names the unit in files: "count", "share", "hours", "items", "money".
func (u Unit) String() string { return [...]string{"count", "share", "hours", "items", "money"}[u] }

// Metric describes one number that reports hold.
type Metric struct {
	// Key is its name in JSON and CSV; with hyphens, in `expect`.
	Key string
	// Label is its name for people.
	Label string
	// About says exactly what is counted.
	About string
	Unit  Unit
	// Better is +1 when more is better, −1 when less is, 0 when neither.
	Better int
}

// Direction says which way is better: "more is better", "less is better" or "".
func (m Metric) Direction() string {
	switch {
	case m.Better > 0:
		return "more is better"
	case m.Better < 0:
		return "less is better"
	}
	return ""
}

// measure is a metric with the way it is read from one world: a number, or the
// ratio of two when den is given.
type measure[T any] struct {
	Metric
	num, den func(*timeline, *T) float64
}

// CustomerMetrics lists what is reported of each customer segment, in order.
func CustomerMetrics() []Metric { return metricsOf(customerMeasures) }

// DepartmentMetrics lists what is reported of each department, in order.
func DepartmentMetrics() []Metric { return metricsOf(departmentMeasures) }

// SupplierMetrics lists what is reported of each supplier, in order.
func SupplierMetrics() []Metric { return metricsOf(supplierMeasures) }

// MoneyMetrics lists what is reported of the organisation's money, in order.
func MoneyMetrics() []Metric { return metricsOf(moneyMeasures) }

func metricsOf[T any](measures []measure[T]) []Metric {
	metrics := make([]Metric, len(measures))
	for i, m := range measures {
		metrics[i] = m.Metric
	}
	return metrics
}

// position finds a metric by its key, −1 when there is none.
func position(metrics []Metric, key string) int {
	for i, m := range metrics {
		if m.Key == key {
			return i
		}
	}
	return -1
}

type segment = sim.SegmentResult

var customerMeasures = []measure[segment]{
	{
		Metric{"orders", "orders placed", "orders placed from `from` to the end of `for`", Count, +1},
		func(_ *timeline, s *segment) float64 { return float64(s.Orders) }, nil,
	},
	{
		Metric{"delivered", "orders delivered", "of these, delivered", Count, +1},
		func(_ *timeline, s *segment) float64 { return float64(s.Delivered) }, nil,
	},
	{
		Metric{"on_time", "on time", "share of the orders placed that were delivered by the promised date", Share, +1},
		func(_ *timeline, s *segment) float64 { return float64(s.OnTime) },
		func(_ *timeline, s *segment) float64 { return float64(s.Orders) },
	},
	{
		Metric{"on_time_orders", "orders on time", "orders delivered by the promised date", Count, +1},
		func(_ *timeline, s *segment) float64 { return float64(s.OnTime) }, nil,
	},
	{
		Metric{"late", "late orders", "orders past their promised date: delivered late, lost after it, or still open after it", Count, -1},
		func(_ *timeline, s *segment) float64 { return float64(s.Late) }, nil,
	},
	{
		Metric{"abandoned", "lost orders", "orders given up by the customer, or ended as lost", Count, -1},
		func(_ *timeline, s *segment) float64 { return float64(s.Lost) }, nil,
	},
	{
		Metric{"unfinished", "unfinished orders", "orders still open when the run ended", Count, -1},
		func(_ *timeline, s *segment) float64 { return float64(s.Unfinished) }, nil,
	},
	{
		Metric{"lead_time_hours", "lead time", "elapsed time from placing to delivery, a mean over delivered orders", Hours, -1},
		func(_ *timeline, s *segment) float64 { return hours(s.LeadTime) },
		func(_ *timeline, s *segment) float64 { return float64(s.Delivered) },
	},
	{
		Metric{"lateness_hours", "lateness", "elapsed time past the promised date, a mean over delivered orders (on time counts as none)", Hours, -1},
		func(_ *timeline, s *segment) float64 { return hours(s.Lateness) },
		func(_ *timeline, s *segment) float64 { return float64(s.Delivered) },
	},
	{
		Metric{"defective", "faulty orders", "orders delivered with a mistake in them that nobody found: complaints to come", Count, -1},
		func(_ *timeline, s *segment) float64 { return float64(s.Defective) }, nil,
	},
	{
		Metric{"asked", "questions about orders", "of the orders placed, those by which customers asked about another that was open", Count, -1},
		func(_ *timeline, s *segment) float64 { return float64(s.Asked) }, nil,
	},
	{
		Metric{"again", "orders tried again", "of the orders placed, those of customers who had given one up before", Count, -1},
		func(_ *timeline, s *segment) float64 { return float64(s.Again) }, nil,
	},
	{
		Metric{"left", "customers left", "customers who stopped ordering because of a late or a lost order, or will when their contract is renewed", Count, -1},
		func(_ *timeline, s *segment) float64 { return float64(s.Left) }, nil,
	},
	{
		Metric{"leaving", "customers about to leave", "of these, customers whose contract is renewed only after the days that are counted", Count, -1},
		func(_ *timeline, s *segment) float64 { return float64(s.Leaving) }, nil,
	},
	{
		Metric{"machines", "machines in use", "machines in use when counting ends", Count, +1},
		func(_ *timeline, s *segment) float64 { return float64(s.Machines) }, nil,
	},
	{
		Metric{"open_orders", "orders open", "orders placed and not finished, a mean over time", Items, -1},
		func(t *timeline, s *segment) float64 { return t.mean(s.Open) }, nil,
	},
	{
		Metric{"overdue_orders", "orders overdue", "orders open past their promised date, a mean over time", Items, -1},
		func(t *timeline, s *segment) float64 { return t.mean(s.Overdue) }, nil,
	},
	{
		Metric{"revenue", "revenue", "value of the orders delivered and what customers pay for being there, less penalties", Money, +1},
		func(_ *timeline, s *segment) float64 { return money(s.Revenue + s.Paid) }, nil,
	},
	{
		Metric{"lost_value", "value lost", "value of the orders lost", Money, -1},
		func(_ *timeline, s *segment) float64 { return money(s.LostValue) }, nil,
	},
}

type department = sim.DepartmentResult

var departmentMeasures = []measure[department]{
	{
		Metric{"steps", "steps done", "steps finished", Count, 0},
		func(_ *timeline, d *department) float64 { return float64(d.Steps) }, nil,
	},
	{
		Metric{"utilisation", "staff busy", "share of the time of the staff present that was spent working, travel included", Share, 0},
		func(_ *timeline, d *department) float64 { return hours(d.Busy) },
		func(_ *timeline, d *department) float64 { return hours(d.Capacity) },
	},
	{
		Metric{"travel_share", "on the road", "share of the time spent working that went into travel", Share, -1},
		func(_ *timeline, d *department) float64 { return hours(d.Travelled) },
		func(_ *timeline, d *department) float64 { return hours(d.Busy) },
	},
	{
		Metric{"waiting_hours", "wait for staff", "open time that a step waited for staff, a mean over steps", Hours, -1},
		func(_ *timeline, d *department) float64 { return hours(d.Waited) },
		func(_ *timeline, d *department) float64 { return float64(d.Steps) },
	},
	{
		Metric{"turnaround_hours", "turnaround", "elapsed time from a step's arrival to its end, a mean over steps", Hours, -1},
		func(_ *timeline, d *department) float64 { return hours(d.Turnaround) },
		func(_ *timeline, d *department) float64 { return float64(d.Steps) },
	},
	{
		Metric{"backlog", "backlog", "items waiting or in hand, a mean over time", Items, -1},
		func(t *timeline, d *department) float64 { return t.mean(d.Backlog) }, nil,
	},
	{
		Metric{"rework_share", "work done again", "share of the steps that were done on a second or later visit", Share, -1},
		func(_ *timeline, d *department) float64 { return float64(d.Reworked) },
		func(_ *timeline, d *department) float64 { return float64(d.Steps) },
	},
	{
		Metric{"mistakes", "mistakes made", "steps that left a mistake in the item", Count, -1},
		func(_ *timeline, d *department) float64 { return float64(d.Mistakes) }, nil,
	},
	{
		Metric{"other_work", "other work waited for", "items that the department started, for which steps waited, and that ended", Count, 0},
		func(_ *timeline, d *department) float64 { return float64(d.Freeing) }, nil,
	},
	{
		Metric{"freed", "went on after other work", "steps that had waited for such an item and went on when it ended", Count, 0},
		func(_ *timeline, d *department) float64 { return float64(d.Freed) }, nil,
	},
	{
		Metric{"stock", "pieces in stock", "pieces on hand in the department's stocks together, a mean over time", Items, 0},
		func(t *timeline, d *department) float64 {
			return float64(d.Stocked) / float64(t.model.Until-t.model.From)
		}, nil,
	},
	{
		Metric{"left", "people who left", "people who left for good, and had to be replaced", Count, -1},
		func(_ *timeline, d *department) float64 { return float64(d.Left) }, nil,
	},
	{
		Metric{"cost", "cost of staff", "cost of the staff who are paid, present or away", Money, -1},
		func(_ *timeline, d *department) float64 { return money(d.PayCents) }, nil,
	},
	{
		Metric{"purchases", "purchases", "paid for the pieces that suppliers delivered", Money, -1},
		func(_ *timeline, d *department) float64 { return money(d.SpentCents) }, nil,
	},
}

type supplier = sim.SupplierResult

var supplierMeasures = []measure[supplier]{
	{
		Metric{"orders", "orders", "orders placed with the supplier", Count, 0},
		func(_ *timeline, s *supplier) float64 { return float64(s.Orders) }, nil,
	},
	{
		Metric{"deliveries", "deliveries", "orders that arrived", Count, 0},
		func(_ *timeline, s *supplier) float64 { return float64(s.Deliveries) }, nil,
	},
	{
		Metric{"pieces", "pieces", "pieces that arrived", Count, 0},
		func(_ *timeline, s *supplier) float64 { return float64(s.Pieces) }, nil,
	},
	{
		Metric{"lead_time_hours", "lead time", "elapsed time from order to arrival, a mean over deliveries", Hours, -1},
		func(_ *timeline, s *supplier) float64 { return hours(s.LeadTime) },
		func(_ *timeline, s *supplier) float64 { return float64(s.Deliveries) },
	},
	{
		Metric{"purchases", "purchases", "paid for the pieces that arrived", Money, -1},
		func(_ *timeline, s *supplier) float64 { return money(s.SpentCents) }, nil,
	},
}

// everyone adds up the segments of one world that count.
func everyone(w *world, counts []bool) segment {
	var all segment
	for i := range counts {
		if !counts[i] {
			continue
		}
		s := &w.Segments[i]
		all.Orders += s.Orders
		all.Delivered += s.Delivered
		all.OnTime += s.OnTime
		all.Late += s.Late
		all.Lost += s.Lost
		all.Unfinished += s.Unfinished
		all.Defective += s.Defective
		all.Asked += s.Asked
		all.Again += s.Again
		all.Left += s.Left
		all.Leaving += s.Leaving
		all.Machines += s.Machines
		all.Paid += s.Paid
		all.LeadTime += s.LeadTime
		all.Lateness += s.Lateness
		all.Revenue += s.Revenue
		all.LostValue += s.LostValue
		all.OpenValue += s.OpenValue
		all.LateValue += s.LateValue
		all.Penalties += s.Penalties
		all.Open = plus(all.Open, s.Open)
		all.Overdue = plus(all.Overdue, s.Overdue)
	}
	return all
}

func plus(sum, more []sim.Tick) []sim.Tick {
	for len(sum) < len(more) {
		sum = append(sum, 0)
	}
	for i, v := range more {
		sum[i] += v
	}
	return sum
}

func hours(t sim.Tick) float64 { return float64(t) / float64(calendar.Hour) }

func money(cents int64) float64 { return float64(cents) / 100 }
