package answers

import (
	"fmt"
	"slices"
	"testing"

	"ripple/broker"
	"ripple/scenarios"
	"ripple/sim"
)

// Orders come every 30 minutes, day and night, from Monday 00:30 on: the n-th
// at 30·n minutes. One person is there Monday to Friday from nine to five.

// workday is midnight of the n-th working day of the run, counted from 0; the
// run begins on a Monday.
func workday(n sim.Tick) sim.Tick { return (n/5*7 + n%5) * day }

// TestScheduledCapacityByHand: 10 minutes of work. On Monday at nine 18 orders wait;
// 6 an hour are done and 2 come, so that number 27, at 13:30, is the first that
// need not wait, and number 33, at 16:30, the last to come in time. From number
// 34, at 17:00, on there is no gap any more: 48 are done a day, as many as have
// come since 17:00 of the day before (and after a weekend 96 more are there).
func TestScheduledCapacityByHand(t *testing.T) {
	m := load(t, file("schedule"), scenarios.Options{})
	follow(t, m, 10*minute, func(n sim.Tick) (start, end sim.Tick) {
		switch {
		case n <= 26:
			start = 9*hour + 10*minute*(n-1)
		case n <= 33:
			start = 30 * minute * n
		default:
			start = workday(1+(n-34)/48) + 9*hour + 10*minute*((n-34)%48)
		}
		return start, start + 10*minute
	})
}

// TestPausedAtClosingByHand: 25 minutes of work, which is more than there is time
// for: number n takes the minutes from 25·(n−1) to 25·n of the 480 of each
// working day, one day after another.
func TestPausedAtClosingByHand(t *testing.T) {
	m := load(t, own("schedule-pause"), scenarios.Options{})
	opened := func(n sim.Tick) sim.Tick { return workday(n/480) + 9*hour + n%480*minute }
	follow(t, m, 25*minute, func(n sim.Tick) (start, end sim.Tick) {
		return opened(25 * (n - 1)), opened(25*n-1) + minute
	})
}

// TestFinishedAfterClosingByHand: 25 minutes of work, and who began before five ends
// it: 20 a day, the last from 16:55 to 17:20.
func TestFinishedAfterClosingByHand(t *testing.T) {
	m := load(t, own("schedule-finish"), scenarios.Options{})
	follow(t, m, 25*minute, func(n sim.Tick) (start, end sim.Tick) {
		start = workday((n-1)/20) + 9*hour + 25*minute*((n-1)%20)
		return start, start + 25*minute
	})
}

// follow compares when the work on each counted order begins and ends, and the
// sums of the result, with what somebody worked out by hand.
func follow(t *testing.T, m *sim.Model, work sim.Tick, byHand func(n sim.Tick) (start, end sim.Tick)) {
	t.Helper()
	r, seen := watched(t, m, sim.Baseline)
	lead, done, orders := sim.Tick(0), int64(0), int64(0)
	for n := sim.Tick(1); 30*minute*n < m.Until; n++ {
		start, end := byHand(n)
		name := fmt.Sprintf("clients-%d", n-1)
		equal(t, name+" is taken up", at(t, seen["work-started"], name), start)
		equal(t, name+" is done", at(t, seen["work-finished"], name), end)
		orders++
		lead += end + second - 30*minute*n
		if end < m.Until {
			done++
		}
		if t.Failed() {
			return
		}
	}
	w := &r.Worlds[0][sim.Baseline]
	equal(t, "orders", w.Segments[0].Orders, orders)
	equal(t, "lead time in all", w.Segments[0].LeadTime, lead)
	equal(t, "finished while counting", w.Departments[0].Steps, done)
	equal(t, "time worked", w.Departments[0].Busy, done*work)
	equal(t, "time there", w.Departments[0].Capacity, (m.Until-m.From)/day/7*5*8*hour)
	path := w.Path[0][0]
	equal(t, "lead time by causes", path[sim.CauseWork]+path[sim.CauseStaff]+path[sim.CauseClosed]+path[sim.CauseHandoff], lead)
}

// at is when something happened to an item.
func at(t *testing.T, events []broker.Event, item string) sim.Tick {
	t.Helper()
	i := slices.IndexFunc(events, func(e broker.Event) bool { return e.Item == item })
	if i < 0 {
		t.Fatalf("nothing of the kind happened to %s", item)
	}
	return events[i].Tick
}
