package answers

import (
	"ripple/sim"
	"ripple/sim/calendar"
)

const (
	second sim.Tick = 1000
	minute          = 60 * second
	hour            = 60 * minute
	day             = 24 * hour
)

// What follows reads one quantity each off a world: a sum, and what it is per.
// Times come out in minutes.

// sojourn is the mean time from placing to delivery, less the handoffs on the
// way, in ticks, of a segment's delivered orders.
func sojourn(segment int, handoffs float64) func(*sim.World) (float64, float64) {
	return func(w *sim.World) (float64, float64) {
		s := &w.Segments[segment]
		n := float64(s.Delivered)
		return (float64(s.LeadTime) - handoffs*n) / float64(minute), n
	}
}

// lateShare is the share of a segment's orders that were late.
func lateShare(segment int) func(*sim.World) (float64, float64) {
	return func(w *sim.World) (float64, float64) {
		return float64(w.Segments[segment].Late), float64(w.Segments[segment].Orders)
	}
}

// onTimeShare is the share of a segment's orders that were on time.
func onTimeShare(segment int) func(*sim.World) (float64, float64) {
	return func(w *sim.World) (float64, float64) {
		return float64(w.Segments[segment].OnTime), float64(w.Segments[segment].Orders)
	}
}

// lostShare is the share of a segment's orders that were lost.
func lostShare(segment int) func(*sim.World) (float64, float64) {
	return func(w *sim.World) (float64, float64) {
		return float64(w.Segments[segment].Lost), float64(w.Segments[segment].Orders)
	}
}

// wait is the mean wait for staff of the steps finished at a department.
func wait(department int) func(*sim.World) (float64, float64) {
	return func(w *sim.World) (float64, float64) {
		d := &w.Departments[department]
		return float64(d.Waited) / float64(minute), float64(d.Steps)
	}
}

// stay is the mean time from arrival to end of the steps finished at a department.
func stay(department int) func(*sim.World) (float64, float64) {
	return func(w *sim.World) (float64, float64) {
		d := &w.Departments[department]
		return float64(d.Turnaround) / float64(minute), float64(d.Steps)
	}
}

// utilisation is the share of a department's capacity spent on work.
func utilisation(department int) func(*sim.World) (float64, float64) {
	return func(w *sim.World) (float64, float64) {
		d := &w.Departments[department]
		return float64(d.Busy), float64(d.Capacity)
	}
}

// present is the mean number of items waiting or in hand at a department while
// orders are counted.
func present(m *sim.Model, department int) func(*sim.World) (float64, float64) {
	return func(w *sim.World) (float64, float64) {
		sum := 0.0
		for _, ticks := range w.Departments[department].Backlog[m.FirstDay:] {
			sum += float64(ticks)
		}
		return sum, float64(m.Until - m.From)
	}
}

// promise makes all orders late that take longer than so many ticks.
func promise(m *sim.Model, ticks sim.Tick) {
	for i := range m.Streams {
		m.Streams[i].Promise = calendar.Span{Unit: calendar.Elapsed, N: float64(ticks)}
	}
}
