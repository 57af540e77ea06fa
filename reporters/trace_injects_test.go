package reporters

import (
	"slices"
	"testing"

	"ripple/sim"
	"ripple/sim/calendar"
	"ripple/sim/draw"
)

// What acted on a stay is named where nothing else can have done it. An outage and a slip
// from day 10 to day 12 act on buying, which needs one system; each case adds to it, or
// looks elsewhere.
func TestOnlyACertainInjectIsNamed(t *testing.T) {
	const day, hour = calendar.CalendarDay, calendar.Hour
	days := func(n float64) calendar.Span { return calendar.Span{N: n, Unit: calendar.Days} }
	effect := func(name string, from, to sim.Tick, c sim.Change) sim.Effect {
		return sim.Effect{Name: name, Arms: []bool{false, true}, When: sim.Trigger{At: from}, For: days(float64((to - from) / day)), Changes: []sim.Change{c}}
	}
	atBuying := sim.Change{Param: sim.ParamHold, Target: 1, Span: days(1)}
	cases := []struct {
		name       string
		from, left sim.Tick // of the stay, its last 24 hours are held, and one hour is down
		arm        int
		change     func(*sim.Model)
		held, down string
	}{
		{name: "during", from: 11 * day, left: 12*day + hour, arm: 1, held: "slip", down: "outage"},
		{name: "in the arm without", from: 11 * day, left: 12*day + hour},
		// The hold began by day 9 12:00, a day before it ended, when there was no slip; that
		// the system was down was over by then as well.
		{name: "before", from: 8 * day, left: 9*day + 12*hour, arm: 1},
		// It came on day 8 and was held from day 11 12:00 at the latest.
		{name: "at the end", from: 8 * day, left: 12*day + 12*hour, arm: 1, held: "slip", down: "outage"},
		// It came after the slip, and while it lasted nothing was held any more.
		{name: "after", from: 13 * day, left: 15 * day, arm: 1},
		{name: "two slips", from: 11 * day, left: 12*day + hour, arm: 1, down: "outage", change: func(m *sim.Model) {
			m.Effects = append(m.Effects, effect("another", 9*day, 13*day, sim.Change{Param: sim.ParamTransitHold, Target: 0, Index: 1, Span: days(1)}))
		}},
		{name: "two slips, one elsewhere", from: 11 * day, left: 12*day + hour, arm: 1, held: "slip", down: "outage", change: func(m *sim.Model) {
			m.Effects = append(m.Effects, effect("another", 9*day, 13*day, sim.Change{Param: sim.ParamHold, Target: 0, Span: days(1)}))
		}},
		{name: "two slips, one later", from: 11 * day, left: 12*day + hour, arm: 1, held: "slip", down: "outage", change: func(m *sim.Model) {
			m.Effects = append(m.Effects, effect("another", 20*day, 23*day, atBuying))
		}},
		// When a condition decides, it may have been either.
		{name: "a condition", from: 11 * day, left: 12*day + hour, arm: 1, down: "outage", change: func(m *sim.Model) {
			e := effect("another", 2*day, 3*day, atBuying)
			e.When.Condition = &sim.Condition{Every: day}
			m.Effects = append(m.Effects, e)
		}},
		{name: "a response", from: 11 * day, left: 12*day + hour, arm: 1, down: "outage", change: func(m *sim.Model) { m.Effects[0].Response = true }},
		{name: "a system that fails by itself", from: 11 * day, left: 12*day + hour, arm: 1, held: "slip", change: func(m *sim.Model) {
			m.Systems[0].Up = must(draw.Fixed(float64(day)))
		}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			m := syntheticModel()
			m.Systems = []sim.System{{Name: "erp"}}
			m.Steps = []sim.Step{{Name: "buy", Department: 1, Needs: []int{0}}}
			m.Effects = []sim.Effect{
				effect("slip", 10*day, 12*day, atBuying),
				effect("outage", 10*day, 12*day, sim.Change{Param: sim.ParamDown, Target: 0}),
			}
			if c.change != nil {
				c.change(m)
			}
			s := sim.JourneyStep{Arrived: c.from, Left: c.left}
			s.Ticks[sim.CauseHeld], s.Ticks[sim.CauseSystem] = 24*hour, hour
			w := &tracedWorld{model: m, seed: 7, arm: c.arm}
			if held, down := w.inject(&s, sim.CauseHeld), w.inject(&s, sim.CauseSystem); held != c.held || down != c.down {
				t.Errorf("held by %q, down by %q; want %q and %q", held, down, c.held, c.down)
			}
			if w.inject(&s, sim.CauseStock) != "" || w.inject(&sim.JourneyStep{Arrived: c.from, Left: c.left}, sim.CauseHeld) != "" {
				t.Error("an inject is named where nothing was held")
			}
		})
	}
}

func must(d draw.Dist, err error) draw.Dist {
	if err != nil {
		panic(err)
	}
	return d
}

// Both cases waited for b4, which went through buy in both, and through pay only in the
// second. A second one there, b3, stands behind everything of b4's, and not between.
func TestTheSecondCaseStandsBesideTheFirst(t *testing.T) {
	row := func(depth int, name string, here, there sim.Tick) stretchRow {
		return stretchRow{name: name, depth: depth, during: [2]sim.Tick{here, there}}
	}
	here := []stretchRow{row(1, "b4", 9, 0), row(2, "buy", 5, 0), row(3, "b5", 2, 0), row(2, "sign", 4, 0), row(1, "b6", 1, 0)}
	there := []stretchRow{row(1, "b4", 0, 7), row(2, "buy", 0, 3), row(3, "b7", 0, 1), row(2, "pay", 0, 4), row(1, "b3", 0, 2), row(2, "sign", 0, 2)}
	want := []stretchRow{
		row(1, "b4", 9, 7), row(2, "buy", 5, 3), row(3, "b5", 2, 0), row(3, "b7", 0, 1), row(2, "sign", 4, 0), row(2, "pay", 0, 4), row(1, "b6", 1, 0),
		row(1, "b3", 0, 2), row(2, "sign", 0, 2),
	}
	if got := beside(here, there); !slices.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}
