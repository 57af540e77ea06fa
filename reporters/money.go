package reporters

import "ripple/sim"

type world = sim.World

var moneyMeasures = []measure[world]{
	{
		Metric{"revenue", "revenue", "value of the orders delivered and what customers pay for being there, less penalties", Money, +1},
		func(_ *timeline, w *world) float64 { return revenue(w) }, nil,
	},
	{
		Metric{"staff", "staff", "cost of the staff present, in all departments", Money, -1},
		func(_ *timeline, w *world) float64 { return pay(w) }, nil,
	},
	{
		Metric{"purchases", "purchases", "paid for the pieces that suppliers delivered", Money, -1},
		func(_ *timeline, w *world) float64 { return purchases(w) }, nil,
	},
	{
		Metric{"responses", "responses", "what the responses cost", Money, -1},
		func(_ *timeline, w *world) float64 { return money(w.Cost) }, nil,
	},
	{
		Metric{"net", "left over", "revenue less staff, purchases and responses", Money, +1},
		func(_ *timeline, w *world) float64 { return revenue(w) - pay(w) - purchases(w) - money(w.Cost) }, nil,
	},
	{
		Metric{"placed_value", "ordered", "value of the orders placed", Money, +1},
		func(_ *timeline, w *world) float64 {
			return cents(w, func(s *segment) int64 { return s.Revenue + s.Penalties + s.LostValue + s.OpenValue })
		}, nil,
	},
	{
		Metric{"lost_value", "lost", "value of the orders lost", Money, -1},
		func(_ *timeline, w *world) float64 {
			return cents(w, func(s *segment) int64 { return s.LostValue })
		}, nil,
	},
	{
		Metric{"open_value", "still open", "value of the orders still open when the run ended", Money, -1},
		func(_ *timeline, w *world) float64 {
			return cents(w, func(s *segment) int64 { return s.OpenValue })
		}, nil,
	},
	{
		Metric{"late_value", "late", "value of the orders past their promised date: delivered late, lost after it, or still open after it", Money, -1},
		func(_ *timeline, w *world) float64 {
			return cents(w, func(s *segment) int64 { return s.LateValue })
		}, nil,
	},
	{
		Metric{"penalties", "penalties", "paid to customers for orders late or lost, and for agreements missed", Money, -1},
		func(_ *timeline, w *world) float64 {
			return cents(w, func(s *segment) int64 { return s.Penalties })
		}, nil,
	},
	{
		Metric{"paid", "paid for being there", "what customers pay for being there, in the days counted", Money, +1},
		func(_ *timeline, w *world) float64 {
			return cents(w, func(s *segment) int64 { return s.Paid })
		}, nil,
	},
	{
		Metric{"beyond", "a year of those who left", "what customers who left, or will, pay for being there in one year: the first beyond the days counted, or beyond their contract", Money, -1},
		beyond, nil,
	},
}

// cents adds up an amount over all customers.
func cents(w *world, of func(*segment) int64) float64 {
	var sum int64
	for i := range w.Segments {
		sum += of(&w.Segments[i])
	}
	return money(sum)
}

// beyond is a year's pay of the customers who left, as far as the model states
// what they pay.
func beyond(t *timeline, w *world) float64 {
	var sum int64
	for i := range w.Segments {
		sum += w.Segments[i].Left * t.model.Segments[i].PaysPerYear
	}
	return money(sum)
}

func revenue(w *world) float64 {
	return cents(w, func(s *segment) int64 { return s.Revenue + s.Paid })
}

func purchases(w *world) float64 {
	var cents int64
	for i := range w.Departments {
		cents += w.Departments[i].SpentCents
	}
	return money(cents)
}

func pay(w *world) float64 {
	var cents int64
	for i := range w.Departments {
		cents += w.Departments[i].PayCents
	}
	return money(cents)
}
