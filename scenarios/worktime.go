package scenarios

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"ripple/sim/calendar"
)

// workTime is when somebody is at work. Its fields are those of calendar.Spec.
// Holidays are those of a country; they become closed dates once the years are known.
type workTime struct {
	calendar.Spec
	holidays string
}

// maxDates bounds the closed dates, and the dates with hours of their own, of
// one calendar.
const maxDates = 5000

// weekdayNames in the order of time.Weekday.
var weekdayNames = [7]string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}

// mondayToFriday, eight to five, is what an organisation works that says nothing.
func mondayToFriday() workTime {
	w := workTime{Spec: calendar.Spec{Zone: time.UTC, Hours: []calendar.HoursOfDay{{From: 8 * time.Hour, To: 17 * time.Hour}}}}
	for d := time.Monday; d <= time.Friday; d++ {
		w.Weekdays[d] = true
	}
	return w
}

// readCalendar reads an organisation's calendar.
func readCalendar(n *node) workTime {
	w := mondayToFriday()
	if n.kind == scalar && n.text == "always" {
		w.Always = true
		return w
	}
	if n.kind == scalar {
		n.fail("write `always`, or for example {days: Mon-Fri, hours: 08:00-17:00, timezone: Europe/Brussels}", "`%s` is not a calendar", clip(n.text))
		return w
	}
	f := n.fields("calendar")
	w.read(f)
	return w
}

// read changes what the fields say and keeps the rest.
func (w *workTime) read(f *fields) {
	if n := f.get("timezone"); n != nil {
		if name, ok := n.str("a time zone"); ok {
			zone, err := calendar.Zone(name)
			if err != nil {
				n.fail("", "%s", err)
			} else {
				w.Zone = zone
			}
		}
	}
	if n := f.get("days"); n != nil {
		if days, ok := n.weekdays(); ok {
			w.Weekdays = days
			w.PerWeekday = nil
		}
	}
	if n := f.get("hours"); n != nil {
		w.readHours(n, f.has("days"))
	}
	if f.has("days") && w.Always && w.Weekdays != ([7]bool{true, true, true, true, true, true, true}) {
		// Around the clock, on these days only.
		w.Always, w.Hours, w.PerWeekday = false, []calendar.HoursOfDay{calendar.WholeDay()}, nil
	}
	if n := f.get("closed"); n != nil {
		for _, item := range n.list() {
			w.Closed = append(slices.Clip(w.Closed), item.dates()...)
			if len(w.Closed) > maxDates {
				item.fail("", "more than %d closed dates", maxDates)
				w.Closed = nil
				return
			}
		}
	}
	if n := f.get("holidays"); n != nil {
		w.readHolidays(n)
	}
	if n := f.get("extra"); n != nil {
		w.readExtra(n)
	}
}

// readHours reads `08:00-17:00`, several of them, `always`, or hours by
// weekday: {Mon-Thu: 08:00-17:00, Fri: 08:00-15:00}.
func (w *workTime) readHours(n *node, daysToo bool) {
	if n.kind == scalar && n.text == "always" {
		w.Always = true
		return
	}
	w.Always = false
	if n.kind != mapping {
		if hours, ok := n.hours(); ok {
			w.Hours, w.PerWeekday = hours, nil
		}
		return
	}
	if daysToo {
		n.fail("leave out `days`", "hours by weekday say which days are open already")
		return
	}
	w.Weekdays = [7]bool{}
	w.PerWeekday = map[time.Weekday][]calendar.HoursOfDay{}
	for _, e := range n.entries {
		days, ok := e.key.weekdays()
		if !ok {
			continue
		}
		if e.value.kind == scalar && e.value.text == "closed" {
			continue
		}
		hours, ok := e.value.hours()
		if !ok {
			continue
		}
		for d, on := range days {
			if on {
				// Open for whoever has other hours than these.
				w.Weekdays[d], w.PerWeekday[time.Weekday(d)] = true, hours
			}
		}
	}
}

// readExtra reads dates with hours of their own.
func (w *workTime) readExtra(n *node) {
	extra := map[calendar.Date][]calendar.HoursOfDay{}
	for date, hours := range w.Extra {
		extra[date] = hours
	}
	for _, e := range n.named("extra dates", 1000) {
		dates := e.key.dates()
		if len(extra)+len(dates) > maxDates {
			e.key.fail("", "more than %d extra dates", maxDates)
			return
		}
		if e.value.kind == scalar && e.value.text == "closed" {
			for _, date := range dates {
				extra[date] = nil
			}
			continue
		}
		if hours, ok := e.value.hours(); ok {
			for _, date := range dates {
				extra[date] = hours
			}
		}
	}
	w.Extra = extra
}

// weekdays reads Mon-Fri, Sat, or several of them.
func (n *node) weekdays() (days [7]bool, ok bool) {
	for _, item := range n.list() {
		text, isText := item.str("weekdays")
		if !isText {
			return days, false
		}
		if text == "daily" || text == "every day" {
			text = "Mon-Sun"
		}
		for _, part := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ' ' || r == ';' }) {
			first, last, isRange := strings.Cut(part, "-")
			from, found := weekday(first)
			to := from
			if isRange && found {
				to, found = weekday(last)
			}
			if !found {
				item.fail("for example Mon-Fri, or [Mon, Wed, Fri]", "`%s` is no weekday", clip(part))
				return days, false
			}
			for d := from; ; d = (d + 1) % 7 {
				days[d] = true
				if d == to {
					break
				}
			}
		}
	}
	if days == ([7]bool{}) {
		n.fail("for example Mon-Fri", "no weekday is given")
		return days, false
	}
	return days, true
}

func weekday(name string) (int, bool) {
	name = strings.ToLower(name)
	if len(name) < 3 {
		return 0, false
	}
	for d, short := range weekdayNames {
		if strings.HasPrefix(strings.ToLower(time.Weekday(d).String()), name) && strings.HasPrefix(name, short) {
			return d, true
		}
	}
	return 0, false
}

var hoursSeparator = regexp.MustCompile(`\s*(?:,|;|\band\b)\s*`)

var hoursText = regexp.MustCompile(`^(\d{1,2}):(\d{2})\s*(?:-|–|to)\s*(\d{1,2}):(\d{2})$`)

// hours reads one or several stretches of opening hours.
func (n *node) hours() ([]calendar.HoursOfDay, bool) {
	var out []calendar.HoursOfDay
	for _, item := range n.list() {
		text, ok := item.str("opening hours")
		if !ok {
			return nil, false
		}
		for _, part := range hoursSeparator.Split(strings.TrimSpace(text), -1) {
			m := hoursText.FindStringSubmatch(part)
			if m == nil {
				item.fail("for example 08:00-17:00, or [08:00-12:00, 13:00-17:00]", "`%s` are no opening hours", clip(part))
				return nil, false
			}
			from, okFrom := clock(m[1], m[2])
			to, okTo := clock(m[3], m[4])
			if !okFrom || !okTo || from == 24*time.Hour || to == 0 || from == to {
				item.fail("they go from 00:00 to 24:00; 22:00-06:00 goes over midnight", "`%s` are no opening hours", clip(part))
				return nil, false
			}
			out = append(out, calendar.HoursOfDay{From: from, To: to})
		}
	}
	if len(out) == 0 || len(out) > 48 {
		n.fail("between 1 and 48 stretches a day", "no opening hours, or too many of them")
		return nil, false
	}
	return out, true
}

func clock(hours, minutes string) (time.Duration, bool) {
	h, _ := strconv.Atoi(hours)
	m, _ := strconv.Atoi(minutes)
	d := time.Duration(h)*time.Hour + time.Duration(m)*time.Minute
	return d, h <= 24 && m <= 59 && d <= 24*time.Hour
}

// date reads 2026-05-01.
func (n *node) date() (calendar.Date, bool) {
	text, ok := n.str("a date")
	if !ok {
		return calendar.Date{}, false
	}
	d, err := parseDate(text)
	if err != nil {
		n.failWith(err)
		return calendar.Date{}, false
	}
	return d, true
}

// dayNumber counts days since 1970.
func dayNumber(d calendar.Date) int {
	return int(time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

func parseDate(text string) (calendar.Date, error) {
	t, err := time.Parse("2006-01-02", strings.TrimSpace(text))
	if err != nil {
		return calendar.Date{}, faultf("write it as 2026-05-01", "`%s` is not a date", clip(text))
	}
	if t.Year() < 1900 || t.Year() > 2200 {
		return calendar.Date{}, faultf("from 1900 to 2200", "`%s` is out of range", clip(text))
	}
	return calendar.Date{Year: t.Year(), Month: t.Month(), Day: t.Day()}, nil
}

// dates reads one date, or all from one to another: 2026-12-24 to 2026-12-31.
func (n *node) dates() []calendar.Date {
	text, ok := n.str("a date")
	if !ok {
		return nil
	}
	first, last, isRange := strings.Cut(text, " to ")
	from, err := parseDate(first)
	if err != nil {
		n.failWith(err)
		return nil
	}
	if !isRange {
		return []calendar.Date{from}
	}
	to, err := parseDate(last)
	if err != nil {
		n.failWith(err)
		return nil
	}
	var out []calendar.Date
	at := time.Date(from.Year, from.Month, from.Day, 0, 0, 0, 0, time.UTC)
	end := time.Date(to.Year, to.Month, to.Day, 0, 0, 0, 0, time.UTC)
	if end.Before(at) || end.Sub(at) > 370*24*time.Hour {
		n.fail("at most a year, the first date first", "`%s` is no stretch of dates", clip(text))
		return nil
	}
	for ; !at.After(end); at = at.AddDate(0, 0, 1) {
		out = append(out, calendar.Date{Year: at.Year(), Month: at.Month(), Day: at.Day()})
	}
	return out
}

// later is the calendar with closing times moved by some hours, never past
// midnight.
func (w workTime) later(by time.Duration) workTime {
	move := func(hours []calendar.HoursOfDay) []calendar.HoursOfDay {
		moved := slices.Clone(hours)
		for i := range moved {
			if i == len(moved)-1 {
				moved[i].To = min(moved[i].To+by, 24*time.Hour)
			}
		}
		return moved
	}
	w.Hours = move(w.Hours)
	perWeekday := map[time.Weekday][]calendar.HoursOfDay{}
	for d, hours := range w.PerWeekday {
		perWeekday[d] = move(hours)
	}
	w.PerWeekday = perWeekday
	return w
}

// week is the open time of an ordinary week, and on how many days of it.
func (w workTime) week() (open time.Duration, days int) {
	const day, week = 24 * time.Hour, 7 * 24 * time.Hour
	if w.Always {
		return week, 7
	}
	var runs [][2]time.Duration
	for d := range time.Weekday(7) {
		hours := w.on(d)
		if len(hours) > 0 {
			days++
		}
		for _, h := range hours {
			from, to := time.Duration(d)*day+h.From, time.Duration(d)*day+closing(h)
			runs = append(runs, [2]time.Duration{from, min(to, week)})
			if to > week { // from Saturday into Sunday
				runs = append(runs, [2]time.Duration{0, to - week})
			}
		}
	}
	slices.SortFunc(runs, func(a, b [2]time.Duration) int { return cmp.Compare(a[0], b[0]) })
	until := time.Duration(0)
	for _, run := range runs {
		if run[1] > until {
			open += run[1] - max(run[0], until)
			until = run[1]
		}
	}
	return open, days
}

// stretches is how many stretches of opening hours a day has at most.
func (w workTime) stretches() int {
	if w.Always {
		return 0
	}
	most := len(w.Hours)
	for _, hours := range w.PerWeekday {
		most = max(most, len(hours))
	}
	for _, hours := range w.Extra {
		most = max(most, len(hours))
	}
	return most
}

// key is the same for two calendars with the same opening hours.
func (w workTime) key() string {
	if w.Always {
		return "always " + w.Zone.String()
	}
	var b strings.Builder
	fmt.Fprint(&b, w.Zone.String(), w.Weekdays, w.Hours)
	for d := range time.Weekday(7) {
		if hours, ok := w.PerWeekday[d]; ok {
			fmt.Fprint(&b, " ", d, hours)
		}
	}
	fmt.Fprint(&b, w.Closed, w.holidays)
	dates := slices.SortedFunc(maps.Keys(w.Extra), func(a, b calendar.Date) int { return strings.Compare(a.String(), b.String()) })
	for _, date := range dates {
		fmt.Fprint(&b, " ", date, w.Extra[date])
	}
	return b.String()
}
