package reporters

import (
	"fmt"
	"time"

	"ripple/sim"
	"ripple/sim/calendar"
)

// Day is a day as users count them: day 1 is the scenario's `from`.
type Day struct {
	Number int
	// Date is the ISO date, "" where the model gives none.
	Date string
}

// String is the day for people: "day 22 (Mon 26 Jan)".
func (d Day) String() string {
	date, err := time.Parse(time.DateOnly, d.Date)
	if err != nil {
		return fmt.Sprintf("day %d", d.Number)
	}
	return fmt.Sprintf("day %d (%s)", d.Number, date.Format("Mon 2 Jan"))
}

// timeline knows the days of the organisation's own calendar, by their index
// from the start of the warm-up.
type timeline struct {
	model *sim.Model
	table *calendar.Table
	// first and past bound the days [first, past) in which orders are counted.
	first, past int
}

func newTimeline(m *sim.Model) *timeline {
	t := &timeline{model: m, table: m.Calendars[0]}
	t.first = t.index(m.From)
	t.past = t.index(m.Until-1) + 1
	return t
}

// index is the day that holds a tick.
func (t *timeline) index(at sim.Tick) int {
	if len(t.table.Days) < 2 {
		return int(at / calendar.CalendarDay)
	}
	return t.table.Day(at)
}

// length is the day's length in ticks, which is not always 24 hours.
func (t *timeline) length(index int) float64 {
	if index+1 >= len(t.table.Days) {
		return float64(calendar.CalendarDay)
	}
	return float64(t.table.Days[index+1] - t.table.Days[index])
}

// working tells whether the organisation opens on the day.
func (t *timeline) working(index int) bool {
	return t.table.Always || index >= len(t.table.WorkingDay) || t.table.WorkingDay[index]
}

// day gives the day with an index, which may lie beyond the counted ones.
func (t *timeline) day(index int) Day {
	d := Day{Number: index - t.model.FirstDay + 1}
	if index >= 0 && index < len(t.model.Dates) {
		d.Date = t.model.Dates[index]
	}
	return d
}

// perDay turns item-ticks of one day into the mean number of items that day.
func (t *timeline) perDay(itemTicks []sim.Tick, index int) float64 {
	length := t.length(index)
	if index >= len(itemTicks) || length == 0 {
		return 0
	}
	return float64(itemTicks[index]) / length
}

// mean is the mean number of items over the counted days.
func (t *timeline) mean(itemTicks []sim.Tick) float64 {
	var sum, length float64
	for i := t.first; i < t.past; i++ {
		if i < len(itemTicks) {
			sum += float64(itemTicks[i])
		}
		length += t.length(i)
	}
	if length == 0 {
		return 0
	}
	return sum / length
}
