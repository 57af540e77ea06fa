package answers

import (
	"cmp"
	"slices"
	"testing"

	"ripple/broker"
	"ripple/scenarios"
	"ripple/sim"
	"ripple/sim/calendar"
)

// TestFluidOutageByHand: an order every 10 minutes, 6 minutes of work each, and
// the press stands still for 24 hours, from midnight of day 5 or a few minutes
// later, in the middle of a piece of work. By hand, with the order that arrives
// at midnight as number 0: number i arrives 10·i minutes after midnight and is
// done 1440 + 6·(i+1) minutes after, as long as there is a queue: 1440 − 4·i
// later than without the outage. That is nothing for number 360, the first
// to find nobody before it: from repair on, 36 hours and 6 minutes at most are
// needed (as a fluid 144/(10 − 6) hours: 36).
func TestFluidOutageByHand(t *testing.T) {
	for _, c := range []struct {
		what    string
		into    sim.Tick // of the outage's beginning, after midnight
		cleared sim.Tick // from repair to no backlog
		press   sim.Tick // order-minutes of waiting for the press
	}{
		// Number i waits for the press until midnight, 1440 − 10·i minutes.
		{"between two orders", 0, 361 * 6 * minute, 104_400},
		// Number 0 waits for the press for 1440 minutes with 3 minutes of work
		// left, number i, up to 144, for 1443 − 10·i.
		{"in the middle of one", 3 * minute, 3*minute + 360*6*minute, 104_832},
	} {
		t.Run(c.what, func(t *testing.T) {
			m := load(t, file("fluid-outage"), scenarios.Options{})
			m.Effects[0].When.At += c.into
			r, seen := watched(t, m, sim.DoNothing)
			midnight := m.From + 4*day
			back := midnight + c.into + day

			most, none := backlog(seen["work-arrived"], seen["work-finished"], back)
			equal(t, "most waiting and in hand", most, 145) // 144 in 24 hours, and the next comes
			equal(t, "time from repair to no backlog", none-back, c.cleared)

			there, here := &r.Worlds[0][sim.Baseline], &r.Worlds[0][sim.DoNothing]
			pairs := here.Against[sim.Baseline][0]
			added, late := sim.Tick(0), int64(0)
			for i := range sim.Tick(360) {
				added += (1440 - 4*i) * minute
				if 6*minute+(1440-4*i)*minute+second > 480*minute { // a promise of 8 hours
					late++
				}
			}
			equal(t, "minutes added, by hand", added/minute, 259_920)
			equal(t, "time added", pairs.LeadTime, added)
			equal(t, "time taken away", pairs.Better, 0)
			equal(t, "orders that take longer", pairs.WorseOrders, 360)
			equal(t, "late orders by hand", late, 242)
			equal(t, "late orders", here.Segments[0].Late-there.Segments[0].Late, late)

			cause := here.Ledger[sim.Baseline][0][0]
			equal(t, "of it, the press", cause[sim.CauseSystem], c.press*minute)
			equal(t, "of it, no one free", cause[sim.CauseStaff], added-c.press*minute)
			equal(t, "of it, anything else", pairs.LeadTime-cause[sim.CauseSystem]-cause[sim.CauseStaff], 0)
			equal(t, "item-time of the day", here.Departments[0].Backlog[m.FirstDay+4], 104_400*minute)
			equal(t, "item-time without the outage", there.Departments[0].Backlog[m.FirstDay+4], 144*6*minute)
		})
	}
}

// change is one more or one less at a tick.
type change struct {
	at calendar.Tick
	by int
}

// backlog counts arrivals less departures: the most there ever were, and when
// there first were none after a tick. At the same tick arrivals come first.
func backlog(arrived, finished []broker.Event, after calendar.Tick) (most int, none calendar.Tick) {
	var changes []change
	for _, e := range arrived {
		changes = append(changes, change{e.Tick, 1})
	}
	for _, e := range finished {
		changes = append(changes, change{e.Tick, -1})
	}
	slices.SortFunc(changes, func(a, b change) int { return cmp.Or(cmp.Compare(a.at, b.at), b.by-a.by) })
	n := 0
	for _, c := range changes {
		n += c.by
		most = max(most, n)
		if n == 0 && none == 0 && c.at > after {
			none = c.at
		}
	}
	return most, none
}

func equal[T comparable](t *testing.T, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s: %v, by hand %v", what, got, want)
	}
}
