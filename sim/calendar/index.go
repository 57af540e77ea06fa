package calendar

import (
	"errors"
	"fmt"
)

// bucketBits sets the width of an index bucket to 2^22 ticks, about 70 minutes: a shift instead of a division, and
// few opening hours begin or end within one.
const bucketBits = 22

// furthest bounds what Index accepts, so that no sum of ticks of a valid table overflows.
const furthest Tick = 1 << 48

// run is an open interval with the open time of the table before it, side by side for the cache.
type run struct{ open, close, before Tick }

// index is what Index derives from a table's exported fields. Its zero value means "never open, no days".
type index struct {
	base  Tick    // start of bucket 0: Days[0]
	first []int32 // for each bucket of time, the first run that closes after the bucket's start
	runs  []run   // the open intervals, then an unreachable one from Never on
	total Tick    // open time of the whole table

	byWork []int32 // for each bucket of open time, the first run by whose closing that much has passed

	days          []Tick  // Table.Days, once checked
	shifts        []Shift // Table.Shifts, once checked
	shiftOf       []int32 // for each day, the shift in effect as it begins
	working       []int32 // the working days, in order
	workingBefore []int32 // for each day, how many working days lie before it
	rise          Tick    // how much the wall clock gains at most on the ticks
}

// Index prepares a table for use; call it after decoding one, before sharing it. The error says what is wrong with
// the fields; such a table then behaves like one without days and without open time (Always stays as it is).
func (t *Table) Index() error {
	t.index = index{}
	if err := t.check(); err != nil {
		return fmt.Errorf("index calendar: %w", err)
	}
	t.days, t.shifts = t.Days, t.Shifts
	t.rise = largestRise(t.shifts)
	t.indexDays()
	if !t.Always {
		t.indexRuns()
	}
	return nil
}

// check says what is wrong with the exported fields.
func (t *Table) check() error {
	for i, day := range t.Days {
		if day < -furthest || day > furthest || (i > 0 && day < t.Days[i-1]) {
			return fmt.Errorf("midnight %d of %d is out of order", i, len(t.Days))
		}
	}
	for i, shift := range t.Shifts {
		if max(shift.At, shift.Offset) > furthest || min(shift.At, shift.Offset) < -furthest || (i > 0 && shift.At <= t.Shifts[i-1].At) {
			return fmt.Errorf("wall-clock shift %d of %d is out of order", i, len(t.Shifts))
		}
	}
	days := max(0, len(t.Days)-1)
	if days > 0 && t.Days[days]-t.Days[0] > MaxHorizon+2*Slack {
		return errors.New("the days span more than a century")
	}
	if len(t.WorkingDay) != days {
		return fmt.Errorf("%d days, but %d of them marked as working or not", days, len(t.WorkingDay))
	}
	if t.Always {
		return nil
	}
	if len(t.Starts) != days {
		return fmt.Errorf("%d days, but %d starts of work", days, len(t.Starts))
	}
	for day, start := range t.Starts {
		if t.WorkingDay[day] != (start != Never) {
			return fmt.Errorf("day %d is marked as working and has no start, or the other way round", day)
		}
	}
	for i, open := range t.Open {
		switch {
		case open.Open >= open.Close || (i > 0 && open.Open <= t.Open[i-1].Close):
			return fmt.Errorf("open interval %d of %d is empty or out of order", i, len(t.Open))
		case days == 0 || open.Open < t.Days[0] || open.Close > t.Days[days]:
			return fmt.Errorf("open interval %d of %d lies outside the days", i, len(t.Open))
		}
	}
	return nil
}

// indexDays prepares the questions about days.
func (t *Table) indexDays() {
	k := 0
	for day := range t.WorkingDay {
		for k+1 < len(t.shifts) && t.shifts[k+1].At <= t.days[day] {
			k++
		}
		t.shiftOf = append(t.shiftOf, int32(k))
		t.workingBefore = append(t.workingBefore, int32(len(t.working)))
		if t.WorkingDay[day] {
			t.working = append(t.working, int32(day))
		}
	}
}

// indexRuns prepares the questions about open time.
func (t *Table) indexRuns() {
	if len(t.days) == 0 {
		return
	}
	t.runs = make([]run, 0, len(t.Open)+1)
	for _, open := range t.Open {
		t.runs = append(t.runs, run{open.Open, open.Close, t.total})
		t.total += open.Close - open.Open
	}
	t.runs = append(t.runs, run{Never, Never, t.total})

	t.base = t.days[0]
	i := int32(0)
	for start := t.base; start < t.days[len(t.days)-1]; start += 1 << bucketBits {
		for t.runs[i].close <= start {
			i++
		}
		t.first = append(t.first, i)
	}
	i = 0
	for work := Tick(0); work <= t.total; work += 1 << bucketBits {
		for int(i) < len(t.Open) && t.runs[i+1].before < work {
			i++
		}
		t.byWork = append(t.byWork, i)
	}
	t.byWork = append(t.byWork, int32(len(t.Open)))
}

// seek finds the run that holds at, or else the next one.
func (t *Table) seek(at Tick) *run {
	if bucket := uint64(at-t.base) >> bucketBits; bucket < uint64(len(t.first)) {
		i := t.first[bucket]
		for t.runs[i].close <= at {
			i++
		}
		return &t.runs[i]
	}
	return t.outside(at)
}

// outside is seek before the first and after the last bucket.
func (t *Table) outside(at Tick) *run {
	switch {
	case len(t.runs) == 0:
		return &run{Never, Never, 0}
	case at < t.base:
		return &t.runs[0]
	}
	return &t.runs[len(t.runs)-1]
}

// done is the open time of the table before at.
func (t *Table) done(at Tick) Tick {
	run := t.seek(at)
	return run.before + (max(at, run.open) - run.open)
}

// whenDone is the first tick by which work of the table's open time has passed, for work from 1 to total.
func (t *Table) whenDone(work Tick) Tick {
	bucket := work >> bucketBits
	i, end := t.byWork[bucket], t.byWork[bucket+1]
	// Only hours of a few minutes a day put many runs into one bucket of open time.
	for end-i > 8 {
		if middle := i + (end-i)/2; t.runs[middle+1].before < work {
			i = middle
		} else {
			end = middle
		}
	}
	for t.runs[i+1].before < work {
		i++
	}
	return t.runs[i].open + (work - t.runs[i].before)
}
