package scenarios

import (
	"slices"
	"strings"
	"time"

	"ripple/sim"
)

// moments are orders read from a file: at exact times, or so many in each
// stretch of time.
type moments struct {
	node   *node
	name   string // of the file
	at     []time.Time
	counts []int // of the stretch that begins at at; nil: one order at each
	length time.Duration
	moved  int // days
}

// maxMoments bounds the orders of one file.
const maxMoments = 2_000_000

// momentLayouts are the ways in which tables write a moment.
var momentLayouts = []string{
	"2006-01-02 15:04", "2006-01-02 15:04:05", "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02",
	"2006-01-02 15:04:05.000", "2006-01-02T15:04:05.000",
}

func parseTableMoment(text string) (time.Time, error) {
	for _, layout := range momentLayouts {
		if t, err := time.Parse(layout, text); err == nil {
			return t, nil
		}
	}
	return time.Time{}, faultf("write it as 2026-01-05 09:30", "`%s` is no date and time", clip(text))
}

// moments reads {from: calls.csv, time: opened}, or with counts
// {from: telephony.csv, time: half-hour, count: offered}.
func (n *node) moments() *moments {
	f := n.fields("table-demand")
	from, when := f.need("from"), f.need("time")
	if from == nil || when == nil {
		return nil
	}
	m := &moments{node: n, name: from.text}
	if v := f.get("moved-by"); v != nil {
		m.moved = v.wholeDays("`moved-by`", 1)
	}
	t := from.readTable()
	if t == nil {
		return nil
	}
	column, counted := t.column(when), -1
	if c := f.get("count"); c != nil {
		if counted = t.column(c); counted < 0 {
			return nil
		}
	}
	if column < 0 || !m.readRows(t, column, counted) {
		return nil
	}
	if counted < 0 {
		if f.has("each") {
			f.at["each"].fail("leave it out, or add `count`", "`each` is the length of the stretches that `count` counts")
		}
		slices.SortFunc(m.at, time.Time.Compare)
		return m
	}
	return m.stretches(f.get("each"))
}

// readRows reads the moments and counts of all rows.
func (m *moments) readRows(t *tableFile, column, counted int) bool {
	total := 0
	for _, row := range t.rows {
		c := at(row, column)
		when, err := parseTableMoment(c.text)
		if err != nil {
			t.failWith(c, err)
			return false
		}
		m.at = append(m.at, when)
		total++
		if counted < 0 {
			continue
		}
		c = at(row, counted)
		count, err := parseCount(c.text, 0, maxMoments)
		if err != nil {
			t.failWith(c, err)
			return false
		}
		m.counts = append(m.counts, int(count))
		total += int(count)
		if n := len(m.at); n > 1 && !m.at[n-1].After(m.at[n-2]) {
			t.fail(at(row, column), "sort the rows by time, and write each stretch once", "`%s` is not later than the row before", clip(at(row, column).text))
			return false
		}
		if total > maxMoments {
			t.fail(c, "", "more than %d orders in one file", maxMoments)
			return false
		}
	}
	return true
}

func (t *tableFile) failWith(c cell, err error) {
	f, ok := err.(fault)
	if !ok {
		f = fault{message: err.Error()}
	}
	t.fail(c, f.hint, "%s", f.message)
}

// stretches finds out how long those are that rows count: as said, or the least
// distance of two rows.
func (m *moments) stretches(each *node) *moments {
	if each != nil {
		length, ok := each.elapsed("`each`")
		if !ok || length <= 0 {
			return nil
		}
		m.length = milliseconds(length)
	}
	for i := 1; i < len(m.at); i++ {
		gap := m.at[i].Sub(m.at[i-1])
		switch {
		case each == nil && (m.length == 0 || gap < m.length):
			m.length = gap
		case each != nil && gap < m.length:
			each.fail("", "the rows of %s are closer together than `%s`", m.name, clip(each.text))
			return nil
		}
	}
	if m.length == 0 {
		m.node.fail("add for example `each: 30m`", "how long is the stretch of the only row?")
		return nil
	}
	return m
}

// perWeek is how many orders come in a mean week of what the file covers.
func (m *moments) perWeek() float64 {
	orders := len(m.at)
	for i, c := range m.counts {
		if i == 0 {
			orders = 0
		}
		orders += c
	}
	first, last := m.at[0], m.at[len(m.at)-1].Add(m.length)
	days := max(1, last.Sub(first).Hours()/24)
	return float64(orders) * 7 / days
}

// inWeek is how many orders come in each part of a week, counted from Sunday's
// midnight, all weeks together.
func (m *moments) inWeek() []float64 {
	orders := make([]float64, slotsPerWeek)
	for i, t := range m.at {
		at := time.Duration((int(t.Weekday())+m.moved%7+7)%7)*24*time.Hour + t.Sub(t.Truncate(24*time.Hour))
		first, parts, count := int(at/slot), 1, 1.0
		if m.counts != nil {
			parts, count = max(1, int(m.length/slot)), float64(m.counts[i])
		}
		for k := range parts {
			orders[(first+k)%slotsPerWeek] += count / float64(parts)
		}
	}
	return orders
}

// build turns wall-clock times into ticks: those that lie in the run. It says
// how many orders do not.
func (m *moments) build(st *sim.Stream, origin time.Time, zone *time.Location, end sim.Tick) (outside int) {
	tick := func(t time.Time) sim.Tick {
		local := time.Date(t.Year(), t.Month(), t.Day()+m.moved, t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), zone)
		return local.Sub(origin).Milliseconds()
	}
	for i, t := range m.at {
		from := tick(t)
		count := 1
		if m.counts != nil {
			count = m.counts[i]
		}
		if from < 0 || from >= end {
			outside += count
			continue
		}
		if m.counts == nil {
			st.Times = append(st.Times, from)
		} else if to := min(tick(t.Add(m.length)), end); count > 0 && to > from {
			// A clock that is put back repeats an hour: stretches stay apart.
			if n := len(st.Slots); n > 0 {
				from = max(from, st.Slots[n-1].To)
			}
			if to <= from {
				outside += count
				continue
			}
			st.Slots = append(st.Slots, sim.Slot{From: from, To: to, Count: count})
		}
	}
	slices.Sort(st.Times)
	return outside
}

// dates tells from when to when the file has orders.
func (m *moments) dates() string {
	day := func(t time.Time) string { return t.AddDate(0, 0, m.moved).Format(time.DateOnly) }
	return strings.Join([]string{day(m.at[0]), day(m.at[len(m.at)-1])}, " to ")
}
