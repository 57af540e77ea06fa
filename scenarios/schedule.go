package scenarios

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"ripple/sim"
	"ripple/sim/calendar"
)

// schedule is when something happens by the calendar: on some days, at a time of
// day.
type schedule struct {
	node *node
	// falls tells whether a day is one of them.
	falls func(t time.Time, working func(time.Time) bool) bool
	// times of day; none: when work begins.
	clocks []time.Duration
	// working: only working days are meant, so none falls on a closed one.
	working bool
	// closed says what becomes of a day on which nobody works.
	closed string
	days   float64 // a year, for estimates
}

// Days that fall on closed ones.
const (
	closedAfter  = "after"
	closedBefore = "before"
	closedAnyway = "anyway"
	closedSkip   = "skip"
)

var closedChoices = []string{closedBefore, closedAfter, closedAnyway, closedSkip}

var (
	scheduleHead = regexp.MustCompile(`(?i)^(month|quarter|year|working day|day|mon|tue|wed|thu|fri|sat|sun|[0-9]+ (days?|weeks?) from)([a-z]*)\b`)
	scheduleTime = regexp.MustCompile(`^(.*?)(?:\s+at)?\s+(\d{1,2}:\d{2}(?:\s*(?:,|and)\s*\d{1,2}:\d{2})*)$`)
	ordinalDay   = regexp.MustCompile(`^(\d{1,2})(?:st|nd|rd|th)?$`)
	dateOfYear   = regexp.MustCompile(`^(\d{1,2})(?:st|nd|rd|th)? (?:of )?([A-Za-z]+)$`)
	stepsFrom    = regexp.MustCompile(`^(\d{1,3}) (day|days|week|weeks) from (\d{4}-\d{2}-\d{2})$`)
)

const scheduleExamples = "for example month on the 25th, month on the last working day, Monday 09:00, Tue and Thu 15:00, working day 08:00, 2 weeks from 2026-01-07 10:00, quarter on the 10th, or year on 31 March"

// isSchedule tells a time of the calendar from a distance between orders.
func isSchedule(text string) bool { return scheduleHead.MatchString(text) }

// schedule reads `month on the 25th`, `Monday 09:00`, and the like.
func (n *node) schedule() *schedule {
	text, ok := n.str("a schedule")
	if !ok {
		return nil
	}
	s := &schedule{node: n, closed: closedAfter}
	text = unmarked(text)
	if m := scheduleTime.FindStringSubmatch(text); m != nil {
		text = m[1]
		for _, part := range regexp.MustCompile(`\d{1,2}:\d{2}`).FindAllString(m[2], -1) {
			hours, minutes, _ := strings.Cut(part, ":")
			at, ok := clock(hours, minutes)
			if !ok || at == 24*time.Hour {
				n.fail("from 00:00 to 23:59", "`%s` is no time of day", part)
				return nil
			}
			s.clocks = append(s.clocks, at)
		}
		slices.Sort(s.clocks)
		s.clocks = slices.Compact(s.clocks)
	}
	if !s.readDays(strings.TrimSpace(text)) {
		n.fail(scheduleExamples, "`%s` is no schedule", clip(n.text))
		return nil
	}
	return s
}

// readDays reads on which days it falls.
func (s *schedule) readDays(text string) bool {
	head, on, hasOn := strings.Cut(text, " on ")
	on = strings.TrimPrefix(on, "the ")
	switch {
	case text == "day":
		s.days, s.falls = 365, func(time.Time, func(time.Time) bool) bool { return true }
	case text == "working day":
		s.days, s.working = 261, true
		s.falls = func(t time.Time, working func(time.Time) bool) bool { return working(t) }
	case stepsFrom.MatchString(text):
		return s.readSteps(stepsFrom.FindStringSubmatch(text))
	case (head == "month" || head == "quarter") && (hasOn || head == text):
		return s.readMonthly(head, on)
	case head == "year" && hasOn:
		return s.readYearly(on)
	default:
		return s.readWeekdays(text)
	}
	return true
}

// readSteps reads `2 weeks from 2026-01-07`.
func (s *schedule) readSteps(m []string) bool {
	steps, _ := strconv.Atoi(m[1])
	first, err := parseDate(m[3])
	if strings.HasPrefix(m[2], "week") {
		steps *= 7
	}
	if err != nil || steps == 0 {
		return false
	}
	from := time.Date(first.Year, first.Month, first.Day, 0, 0, 0, 0, time.UTC)
	s.days = 365 / float64(steps)
	s.falls = func(t time.Time, _ func(time.Time) bool) bool {
		days := int(t.Sub(from).Hours() / 24)
		return days >= 0 && days%steps == 0
	}
	return true
}

// readMonthly reads `month on the 25th`, `quarter on the last working day`.
func (s *schedule) readMonthly(unit, on string) bool {
	s.days = 12
	// inside is the month of a date within its quarter or month: only the first
	// month counts for days from the start, the last for those from the end.
	first, last := func(time.Month) bool { return true }, func(time.Month) bool { return true }
	if unit == "quarter" {
		s.days = 4
		first = func(m time.Month) bool { return (m-1)%3 == 0 }
		last = func(m time.Month) bool { return (m-1)%3 == 2 }
	}
	switch on {
	case "", "first day":
		s.falls = func(t time.Time, _ func(time.Time) bool) bool { return first(t.Month()) && t.Day() == 1 }
		return true
	case "last day":
		s.falls = func(t time.Time, _ func(time.Time) bool) bool {
			return last(t.Month()) && t.AddDate(0, 0, 1).Day() == 1
		}
		return true
	case "first working day", "last working day":
		s.working = true
		month, step := first, -1
		if on == "last working day" {
			month, step = last, 1
		}
		s.falls = func(t time.Time, working func(time.Time) bool) bool {
			if !month(t.Month()) || !working(t) {
				return false
			}
			for d := t.AddDate(0, 0, step); d.Month() == t.Month(); d = d.AddDate(0, 0, step) {
				if working(d) {
					return false
				}
			}
			return true
		}
		return true
	}
	m := ordinalDay.FindStringSubmatch(on)
	if m == nil {
		return false
	}
	day, _ := strconv.Atoi(m[1])
	s.falls = func(t time.Time, _ func(time.Time) bool) bool {
		// A month without that day has it on its last one.
		return first(t.Month()) && (t.Day() == day || t.Day() < day && t.AddDate(0, 0, 1).Day() == 1)
	}
	return day >= 1 && day <= 31
}

// readYearly reads `31 March`.
func (s *schedule) readYearly(on string) bool {
	m := dateOfYear.FindStringSubmatch(on)
	if m == nil {
		return false
	}
	day, _ := strconv.Atoi(m[1])
	month, ok := monthNamed(m[2])
	if !ok || !(calendar.Date{Year: 2024, Month: month, Day: day}).Exists() {
		return false
	}
	s.days = 1
	s.falls = func(t time.Time, _ func(time.Time) bool) bool {
		return t.Month() == month && (t.Day() == day || t.Day() < day && t.AddDate(0, 0, 1).Day() == 1)
	}
	return true
}

// readWeekdays reads `Monday`, `Tue and Thu`, `Mon-Fri`.
func (s *schedule) readWeekdays(text string) bool {
	inner := node{source: &source{problems: &problems{}}, kind: scalar, text: strings.ReplaceAll(strings.ReplaceAll(text, " and ", " "), "days", "day")}
	days, ok := inner.weekdays()
	if !ok {
		return false
	}
	for _, on := range days {
		if on {
			s.days += 365.0 / 7
		}
	}
	s.falls = func(t time.Time, _ func(time.Time) bool) bool { return days[t.Weekday()] }
	return true
}

// monthNamed reads January, Jan.
func monthNamed(name string) (time.Month, bool) {
	for m := time.January; m <= time.December; m++ {
		if full := m.String(); len(name) >= 3 && len(name) <= len(full) && strings.EqualFold(full[:len(name)], name) {
			return m, true
		}
	}
	return 0, false
}

// perYear is about how often a year it falls.
func (s *schedule) perYear() float64 { return s.days * float64(max(1, len(s.clocks))) }

// readIfClosed reads what becomes of a day on which nobody works.
func (s *stream) readIfClosed(f *fields) {
	n := f.get("if-closed")
	if n == nil {
		return
	}
	choice, ok := n.choice("`if-closed`", closedChoices...)
	switch {
	case !ok:
	case s.schedule == nil:
		if !f.has("every") && !f.has("demand") {
			n.fail("add for example `every: month on the 25th`", "`if-closed` is for what happens by the calendar")
		} else if s.hasDemand() {
			n.fail("leave it out", "`if-closed` is for what happens by the calendar, such as `every: month on the 25th`")
		}
	case s.schedule.working:
		n.fail("leave it out", "`%s` never falls on a closed day", clip(s.schedule.node.text))
	default:
		changed := *s.schedule
		changed.closed = choice
		s.schedule = &changed
	}
}

// ticks are the moments of a schedule within [0, end), by a calendar whose days
// begin at a date.
func (s *schedule) ticks(cal *calendar.Table, first time.Time, end sim.Tick) []sim.Tick {
	days := len(cal.WorkingDay)
	working := func(t time.Time) bool {
		day := int(t.Sub(first).Hours() / 24)
		return day >= 0 && day < days && cal.WorkingDay[day]
	}
	var out []sim.Tick
	for day := range days {
		if cal.Days[day] >= end {
			break
		}
		if !s.falls(first.AddDate(0, 0, day), working) {
			continue
		}
		on := day
		if !cal.WorkingDay[day] {
			switch s.closed {
			case closedSkip:
				continue
			case closedBefore:
				for on >= 0 && !cal.WorkingDay[on] {
					on--
				}
			case closedAfter:
				for on < days && !cal.WorkingDay[on] {
					on++
				}
			}
		}
		if on >= 0 && on < days {
			out = append(out, s.onDay(cal, on, end)...)
		}
	}
	slices.Sort(out)
	return out
}

func (s *schedule) onDay(cal *calendar.Table, day int, end sim.Tick) []sim.Tick {
	at := []sim.Tick{cal.At(day, 0)}
	if !cal.Always && cal.WorkingDay[day] {
		at[0] = cal.Starts[day]
	}
	if len(s.clocks) > 0 {
		at = at[:0]
		for _, c := range s.clocks {
			at = append(at, cal.At(day, c.Milliseconds()))
		}
	}
	return slices.DeleteFunc(at, func(t sim.Tick) bool { return t < 0 || t >= end })
}

// firstDate is the date of a calendar's first day.
func firstDate(origin time.Time, zone *time.Location) time.Time {
	y, m, d := origin.In(zone).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}
