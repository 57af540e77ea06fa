package calendar

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"time"
)

const (
	// Slack is how far a built table reaches beyond its horizon, so that work, promises and lead times that begin
	// late in a run still end within it: a little over a year.
	Slack = 400 * CalendarDay
	// MaxHorizon is the longest horizon that a table is built for.
	MaxHorizon = 100 * 366 * CalendarDay

	// maxIntervals bounds memory for absurd hours (one a second for a century).
	maxIntervals = 4 << 20
)

// ErrNeverOpen is wrapped by Build when a calendar has no open time at all.
var ErrNeverOpen = errors.New("the calendar has no open time")

// Build makes the table of a calendar, from the local midnight at or before origin to at least horizon + Slack, where
// tick 0 is at origin (to the millisecond). Calendars of several zones share one axis by sharing origin; only the
// owner's table then begins at tick 0 exactly. Hours that cross either end of the table are cut there.
//
// It is an error when hours or dates make no sense, when horizon is negative or above MaxHorizon, when origin lies
// outside the years 1800 to 3000, and (ErrNeverOpen) when there is no open time within the table.
func Build(spec Spec, origin time.Time, horizon Tick) (*Table, error) {
	table, err := build(spec, origin, horizon)
	if err != nil {
		return nil, fmt.Errorf("build calendar: %w", err)
	}
	return table, nil
}

func build(spec Spec, origin time.Time, horizon Tick) (*Table, error) {
	if horizon < 0 || horizon > MaxHorizon {
		return nil, fmt.Errorf("horizon of %d days: it must lie between 0 and %d", horizon/CalendarDay, MaxHorizon/CalendarDay)
	}
	if year := origin.UTC().Year(); year < 1800 || year > 3000 {
		return nil, fmt.Errorf("origin in the year %d: it must lie between 1800 and 3000", year)
	}
	if !spec.Always {
		if err := spec.check(); err != nil {
			return nil, err
		}
	}
	zone := spec.Zone
	if zone == nil {
		zone = time.UTC
	}
	originMilli := origin.UnixMilli()
	_, seconds := time.UnixMilli(originMilli).In(zone).Zone()
	firstDay := floorDiv(originMilli+int64(seconds)*Second, CalendarDay)
	end := horizon + Slack

	table := &Table{Always: spec.Always}
	table.Shifts = shiftsOf(zone, originMilli, firstDay, -4*CalendarDay, end+4*CalendarDay)
	for i := Tick(0); i == 0 || table.Days[i-1] <= end; i++ {
		table.Days = append(table.Days, reached(table.Shifts, 0, i*CalendarDay))
	}
	if table.Always {
		table.WorkingDay = slices.Repeat([]bool{true}, len(table.Days)-1)
	} else if err := table.open(&spec, firstDay); err != nil {
		return nil, err
	}
	if err := table.Index(); err != nil {
		return nil, err
	}
	return table, nil
}

// open fills the open intervals and the working days.
func (t *Table) open(spec *Spec, firstDay int64) error {
	closed := make(map[Date]bool, len(spec.Closed))
	for _, date := range spec.Closed {
		closed[date] = true
	}
	days := len(t.Days) - 1
	first, last := t.Days[0], t.Days[days]
	t.Starts = make([]Tick, days)
	k := 0
	for day := -1; day < days; day++ { // from the evening before, for hours over midnight
		midnight := Tick(day) * CalendarDay
		for k+1 < len(t.Shifts) && t.Shifts[k+1].At <= t.Days[max(day, 0)]-2*CalendarDay {
			k++
		}
		begins := Never
		for _, h := range spec.hoursOn(firstDay+int64(day), closed) {
			from, to := midnight+h.From.Milliseconds(), midnight+h.To.Milliseconds()
			if to < from {
				to += CalendarDay
			}
			run := Interval{reached(t.Shifts, k, from), reached(t.Shifts, k, to)}
			if run.Open < run.Close {
				begins = min(begins, run.Open)
			}
			run.Open, run.Close = max(run.Open, first), min(run.Close, last)
			if run.Open < run.Close {
				t.Open = append(t.Open, run)
			}
			if len(t.Open) > maxIntervals {
				return fmt.Errorf("more than %d opening hours", maxIntervals)
			}
		}
		if day >= 0 {
			t.Starts[day] = begins
		}
	}
	t.Open = merged(t.Open)
	if len(t.Open) == 0 {
		return ErrNeverOpen
	}
	t.WorkingDay = make([]bool, days)
	for day, start := range t.Starts {
		t.WorkingDay[day] = start != Never
	}
	return nil
}

// merged sorts intervals and joins those that touch or overlap.
func merged(runs []Interval) []Interval {
	slices.SortFunc(runs, func(a, b Interval) int { return cmp.Compare(a.Open, b.Open) })
	out := runs[:0]
	for _, run := range runs {
		if n := len(out); n > 0 && run.Open <= out[n-1].Close {
			out[n-1].Close = max(out[n-1].Close, run.Close)
			continue
		}
		out = append(out, run)
	}
	return slices.Clip(out)
}
