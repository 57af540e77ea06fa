package reporters

import (
	"fmt"
	"time"

	"ripple/sim"
	"ripple/sim/calendar"
)

// clockwork writes moments and lengths of time for people.
type clockwork struct{ days *timeline }

// moment is a tick on the organisation's own clock: "day 23 10:12".
func (c clockwork) moment(t sim.Tick) string {
	day, minute := c.read(t)
	return fmt.Sprintf("day %d %02d:%02d", day.Number, minute/60, minute%60)
}

// numbered is the same without the word: "23 10:12".
func (c clockwork) numbered(t sim.Tick) string {
	day, minute := c.read(t)
	return fmt.Sprintf("%d %02d:%02d", day.Number, minute/60, minute%60)
}

// dated is the same with its date: "day 23 (Tue 27 Jan) 10:12".
func (c clockwork) dated(t sim.Tick) string {
	day, minute := c.read(t)
	return fmt.Sprintf("%s %02d:%02d", day, minute/60, minute%60)
}

// read is the day and the minute of a tick. What lies before the run does so by
// whole days.
func (c clockwork) read(t sim.Tick) (Day, int) {
	shift := 0
	for t < 0 {
		t += calendar.CalendarDay
		shift++
	}
	if len(c.days.table.Days) < 2 {
		return c.days.day(int(t/calendar.CalendarDay) - shift), int(t % calendar.CalendarDay / 60_000)
	}
	index, wall := c.days.table.Clock(t)
	d := c.days.day(index - shift)
	if first, err := time.Parse(time.DateOnly, c.days.day(0).Date); err == nil && d.Date == "" {
		d.Date = first.AddDate(0, 0, index-shift).Format(time.DateOnly)
	}
	return d, int(wall / 60_000)
}

// length writes a time in words: "4 days 3 h", "5 h 20 min", "12 min", "40 s".
func length(t sim.Tick) string {
	if t < 0 {
		return minus + length(-t)
	}
	minutes := (t + calendar.Minute/2) / calendar.Minute
	parts := func(n sim.Tick, unit string, rest sim.Tick, smaller string) string {
		if n != 1 && unit == "day" {
			unit = "days"
		}
		text := fmt.Sprintf("%d %s", n, unit)
		if rest > 0 {
			text += fmt.Sprintf(" %d %s", rest, smaller)
		}
		return text
	}
	switch {
	case t < calendar.Minute:
		return fmt.Sprintf("%d s", (t+500)/1000)
	case minutes < 60:
		return fmt.Sprintf("%d min", minutes)
	case minutes < 24*60:
		return parts(minutes/60, "h", minutes%60, "min")
	}
	hours := (minutes + 30) / 60
	return parts(hours/24, "day", hours%24, "h")
}

// more writes a difference in words: "3 h more", "12 min less", "the same".
func more(t sim.Tick) string {
	switch {
	case t > 0:
		return length(t) + " more"
	case t < 0:
		return length(-t) + " less"
	}
	return "the same"
}
