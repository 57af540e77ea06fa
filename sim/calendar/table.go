package calendar

// Table is a working calendar in ticks. Build makes it; from then on it never changes, so any number of goroutines
// may share it. The exported fields are plain data for encoding/gob, encoding/json and the like; whoever decodes a
// table calls Index before using it. Methods take every tick: outside the table [Days[0], last of Days) nothing is
// open (unless Always), and each method says what it answers there.
//
// The zero value, before Index, is never open.
type Table struct {
	// Always is open around the clock, inside the table and outside.
	Always bool
	// Open holds the open time: sorted, disjoint, merged, none empty. Empty when Always.
	Open []Interval
	// Days are the local midnights, Days[0] <= 0 and the last beyond the horizon; day i is [Days[i], Days[i+1]).
	// Days of 23 or 25 hours are those of a daylight-saving change; a date that a zone skipped altogether is an
	// empty day.
	Days []Tick
	// WorkingDay tells for each day whether opening hours begin on it. The morning that ends a night shift does not
	// make a working day: five night shifts from Monday to Friday are five working days. All true when Always.
	WorkingDay []bool
	// Starts is for each day the tick at which its first opening hours begin, Never on a day that is no working day.
	// Empty when Always.
	Starts []Tick
	// Shifts are the daylight-saving changes, the first entry being what holds at the start.
	Shifts []Shift

	index
}

// Always makes the table of somebody who is open around the clock and knows no time zone, for midnights that are
// given. The wall clock restarts at 00:00 at each of them, so that a day of 23 hours ends at 23:00. Without days
// every day has 24 hours and Day is always 0. With a time zone, use Build and Spec.Always. Days that are not in
// ascending order are ignored.
func Always(days []Tick) *Table {
	t := &Table{Always: true, Days: days}
	for i := range max(0, len(days)-1) {
		t.WorkingDay = append(t.WorkingDay, true)
		offset := Tick(i)*CalendarDay - days[i]
		if n := len(t.Shifts); n == 0 || t.Shifts[n-1].Offset != offset {
			t.Shifts = append(t.Shifts, Shift{days[i], offset})
		}
	}
	if t.Index() != nil {
		return &Table{Always: true}
	}
	return t
}

// IsOpen tells whether there is open time at the tick.
func (t *Table) IsOpen(at Tick) bool {
	if t.Always {
		return true
	}
	run := t.seek(at)
	return run.open <= at && at < run.close
}

// NextOpen is the first open tick from at on: at itself when open, Never when the table has no open time after it.
func (t *Table) NextOpen(at Tick) Tick {
	if t.Always {
		return at
	}
	return max(at, t.seek(at).open)
}

// NextClose is the end of the open interval that holds at: at itself when closed, Never when always open.
func (t *Table) NextClose(at Tick) Tick {
	if t.Always {
		return Never
	}
	if run := t.seek(at); run.open <= at && at < run.close {
		return run.close
	}
	return at
}

// Between is the open time in [a, b), 0 when b is not after a.
func (t *Table) Between(a, b Tick) Tick {
	if b <= a {
		return 0
	}
	if t.Always {
		if length := b - a; length > 0 {
			return length
		}
		return Never
	}
	return t.done(b) - t.done(a)
}

// Add is the earliest tick at which work ticks of open time have passed since at: Between(at, Add(at, work)) == work.
// Work that ends exactly at closing time ends then and not at the next opening. No work, or less than none, ends at
// at, open or closed; work that does not end within the table ends Never.
func (t *Table) Add(at, work Tick) Tick {
	if work <= 0 {
		return at
	}
	if t.Always {
		return plus(at, work)
	}
	run := t.seek(at)
	from := max(at, run.open)
	if work <= run.close-from {
		return from + work
	}
	done := run.before + (from - run.open)
	if work > t.total-done {
		return Never
	}
	return t.whenDone(done + work)
}
