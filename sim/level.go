package sim

import "slices"

// level is a count that changes over time, integrated over each day of the
// organisation's calendar, from tick 0 to a fixed end.
type level struct {
	n     int64
	since Tick
	day   int
	// turn is when the present day ends: midnight or the end of counting.
	turn Tick
	days []Tick
}

func newLevel(midnights []Tick, until Tick) level {
	l := level{days: make([]Tick, daysUntil(midnights, until))}
	l.turn = dayEnd(midnights, 0, until)
	return l
}

// daysUntil is how many days begin before until.
func daysUntil(midnights []Tick, until Tick) int {
	n, _ := slices.BinarySearch(midnights, until)
	return n
}

func dayEnd(midnights []Tick, day int, until Tick) Tick {
	if day+1 < len(midnights) {
		return min(midnights[day+1], until)
	}
	return until
}

// add changes the count at now.
func (l *level) add(m *Model, now Tick, change int64) {
	if now >= l.turn {
		l.roll(m, now)
	}
	if l.day < len(l.days) {
		l.days[l.day] += l.n * (now - l.since)
	}
	l.since = now
	l.n += change
}

// roll closes the days that ended by now.
func (l *level) roll(m *Model, now Tick) {
	midnights := m.Calendars[0].Days
	for l.day < len(l.days) && now >= l.turn {
		l.days[l.day] += l.n * (l.turn - l.since)
		l.since = l.turn
		l.day++
		if l.day == len(l.days) {
			l.turn = Never
		} else {
			l.turn = dayEnd(midnights, l.day, m.Until)
		}
	}
}

func (l *level) clone() level {
	c := *l
	c.days = slices.Clone(l.days)
	return c
}

// spread adds weight × the overlap of [from, to) with each day.
func spread(m *Model, days []Tick, from, to Tick, weight int64) {
	from, to = max(from, 0), min(to, m.Until)
	if from >= to {
		return
	}
	midnights := m.Calendars[0].Days
	for d := m.Calendars[0].Day(from); d < len(days); d++ {
		end := dayEnd(midnights, d, m.Until)
		if end >= to {
			days[d] += weight * (to - from)
			return
		}
		days[d] += weight * (end - from)
		from = end
	}
}
