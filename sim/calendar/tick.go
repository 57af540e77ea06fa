package calendar

import "math"

// Tick is virtual time in milliseconds. Tick 0 is the local midnight, in the owner's time zone, at which the run's
// warm-up begins; lengths of time are ticks too.
type Tick = int64

// Lengths in ticks.
const (
	Second Tick = 1000
	Minute      = 60 * Second
	Hour        = 60 * Minute
	// CalendarDay is a day without a daylight-saving change. Real days are in Table.Days.
	CalendarDay = 24 * Hour
)

// Never is later than every event: the answer when something does not happen within a table.
const Never Tick = math.MaxInt64

// Interval is a half-open stretch of time [Open, Close).
type Interval struct{ Open, Close Tick }

// plus adds, stopping at the ends of the axis. Never plus anything is Never.
func plus(a, b Tick) Tick {
	sum := a + b
	switch {
	case a == Never || (b > 0 && sum < a):
		return Never
	case b < 0 && sum > a:
		return math.MinInt64
	}
	return sum
}
