package scenarios

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"ripple/sim/calendar"
)

// Limits and defaults of a run.
const (
	maxReplications = 100_000
	maxDays         = maxYears * 366

	defaultFrom         = "2026-01-05" // a Monday
	defaultFor          = 120
	defaultWarmUp       = 30
	defaultReplications = 40
	defaultSeed         = 1
	defaultFinish       = 90
)

// run is when and how often a scenario is run.
type run struct {
	from         calendar.Date
	warmUp       int           // days before from
	length       calendar.Tick // of the orders counted, when days is 0
	days         int           // the same in calendar days
	finish       int           // days after that
	replications int
	seed         uint64
}

// readRun reads `run`; n may be nil.
func readRun(n *node, notes *[]string) run {
	from, _ := parseDate(defaultFrom)
	r := run{from: from, warmUp: defaultWarmUp, days: defaultFor, finish: defaultFinish, replications: defaultReplications, seed: defaultSeed}
	if n == nil {
		*notes = append(*notes, "no `run` is stated: 120 days from 2026-01-05 after a warm-up of 30 days are assumed")
		return r
	}
	f := n.fields("run")
	if v := f.get("from"); v != nil {
		if d, ok := v.date(); ok {
			r.from = d
		}
	}
	if v := f.get("for"); v != nil {
		r.readFor(v)
	}
	if v := f.get("warm-up"); v != nil {
		r.warmUp = v.wholeDays("the warm-up", 0)
	} else if n.kind == mapping {
		*notes = append(*notes, "no warm-up is stated: 30 days before `from` are assumed")
	}
	if v := f.get("finish-within"); v != nil {
		r.finish = v.wholeDays("`finish-within`", 1)
	}
	if v := f.get("replications"); v != nil {
		if c, ok := v.count("replications", 1, maxReplications); ok {
			r.replications = int(c)
		}
	}
	if v := f.get("seed"); v != nil {
		if c, ok := v.count("a seed", 0, 1e15); ok {
			r.seed = uint64(c)
		}
	}
	if r.total() > maxDays {
		n.fail("", "the run has %d days with warm-up and finish: at most %d (%d years)", r.total(), maxDays, maxYears)
		r.warmUp, r.days, r.length, r.finish = defaultWarmUp, defaultFor, 0, defaultFinish
	}
	return r
}

// total is the whole run in days, rounded up.
func (r *run) total() int {
	return r.warmUp + r.days + int((r.length+calendar.CalendarDay-1)/calendar.CalendarDay) + r.finish
}

// readFor reads how long orders are counted: whole days, or hours.
func (r *run) readFor(n *node) {
	span, ok := n.span("`for`")
	if !ok {
		return
	}
	if err := r.setFor(span); err != nil {
		n.failWith(err)
	}
}

func (r *run) setFor(span calendar.Span) error {
	switch {
	case span.Unit == calendar.Elapsed:
		r.days, r.length = 0, calendar.Tick(span.N)
	case span.Unit == calendar.Days && span.N == float64(int(span.N)):
		r.days, r.length = int(span.N), 0
	default:
		return faultf("write for example 120 days", "a run lasts a whole number of days, or some hours")
	}
	if r.days == 0 && r.length == 0 {
		return faultf("", "a run takes some time")
	}
	return nil
}

// wholeDays reads a number of calendar days.
func (n *node) wholeDays(what string, least int) int {
	text, ok := n.str(what)
	if !ok {
		return least
	}
	if v, err := parseNumber(unmarked(text)); err == nil && v == 0 && least == 0 {
		return 0
	}
	span, err := parseSpan(unmarked(text))
	if err != nil {
		n.failWith(err)
		return least
	}
	days := span.N
	if span.Unit == calendar.Elapsed {
		days /= float64(calendar.CalendarDay)
	}
	if days != float64(int(days)) || span.Unit == calendar.WorkingDays || span.Unit == calendar.Open || int(days) < least {
		n.fail("for example 30 days", "%s is a whole number of calendar days, not `%s`", what, clip(text))
		return least
	}
	return int(days)
}

// moment is a time somebody wrote: a day of the run or a date, and a time of day.
type moment struct {
	day   int // counted from `from`, which is day 1
	clock calendar.Tick
	again bool // the second time that the clock shows this on the day
}

const timeOfDay = `(?:at\s+)?(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?( again)?`

var (
	dayMoment  = regexp.MustCompile(`^day (\d{1,5})(?:\s+` + timeOfDay + `)?$`)
	dateMoment = regexp.MustCompile(`^(\d{4}-\d{2}-\d{2})(?:[ T]+` + timeOfDay + `)?$`)
)

// lastDay is the last day on which orders are counted.
func (r *run) lastDay() int {
	return r.days + int((r.length+calendar.CalendarDay-1)/calendar.CalendarDay)
}

// parseMoment reads `day 20 09:00` or `2026-02-03 09:00`: a moment before the end of the last day.
func (r *run) parseMoment(text string) (moment, error) { return r.parseMomentBy(text, 0) }

// parseMomentBy also takes the midnight after the last day, with end 1.
func (r *run) parseMomentBy(text string, end int) (moment, error) {
	text = strings.TrimSpace(text)
	var m moment
	var clockTime []string
	if d := dayMoment.FindStringSubmatch(text); d != nil {
		m.day, _ = strconv.Atoi(d[1])
		clockTime = d[2:]
	} else if d := dateMoment.FindStringSubmatch(text); d != nil {
		date, err := parseDate(d[1])
		if err != nil {
			return m, err
		}
		m.day = daysBetween(r.from, date) + 1
		clockTime = d[2:]
	} else {
		return m, faultf("write `day 20 09:00` or `2026-02-03 09:00`; day 1 is the run's `from`", "`%s` is no moment", clip(text))
	}
	if clockTime[0] != "" {
		if err := m.readClock(clockTime); err != nil {
			return m, err
		}
	}
	last := r.lastDay()
	switch {
	case m.day < 1:
		return m, faultf("day 1 is "+r.from.String(), "`%s` lies before the run begins", clip(text))
	case m.day > last && (m.day > last+end || m.clock > 0):
		return m, faultf("lengthen `for`, or choose an earlier day", "`%s` lies after the run's %d days", clip(text), last)
	}
	return m, nil
}

// readClock reads hours, minutes, seconds, thousandths, and whether it is the second time.
func (m *moment) readClock(parts []string) error {
	c, ok := clock(parts[0], parts[1])
	seconds, _ := strconv.Atoi("0" + parts[2])
	if !ok || c == 24*time.Hour || seconds > 59 {
		return faultf("from 00:00 to 23:59", "`%s` is no time of day", strings.Join(slices.DeleteFunc(slices.Clone(parts[:3]), func(s string) bool { return s == "" }), ":"))
	}
	thousandths, _ := strconv.Atoi((parts[3] + "000")[:3])
	m.clock = c.Milliseconds() + calendar.Tick(seconds)*calendar.Second + calendar.Tick(thousandths)
	m.again = parts[4] != ""
	return nil
}

func daysBetween(a, b calendar.Date) int {
	from := time.Date(a.Year, a.Month, a.Day, 0, 0, 0, 0, time.UTC)
	to := time.Date(b.Year, b.Month, b.Day, 0, 0, 0, 0, time.UTC)
	return int(to.Sub(from).Hours() / 24)
}

// origin is the local midnight at which the warm-up begins.
func (r *run) origin(zone *time.Location) time.Time {
	return time.Date(r.from.Year, r.from.Month, r.from.Day-r.warmUp, 0, 0, 0, 0, zone)
}
