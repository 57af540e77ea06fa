package scenarios

import (
	"regexp"
	"slices"
	"strings"

	"ripple/sim/calendar"
)

// maxYears is the longest stretch of time a file can speak of.
const maxYears = 20

// maxTicks is maxYears in ticks.
const maxTicks = maxYears * 366 * calendar.CalendarDay

// timeUnits are the units of time: what they count, and how many ticks or days
// one of them is.
var timeUnits = map[string]calendar.Span{
	"ms": {Unit: calendar.Elapsed, N: 1}, "millisecond": {Unit: calendar.Elapsed, N: 1},
	"s": {Unit: calendar.Elapsed, N: float64(calendar.Second)}, "sec": {Unit: calendar.Elapsed, N: float64(calendar.Second)},
	"second": {Unit: calendar.Elapsed, N: float64(calendar.Second)},
	"m":      {Unit: calendar.Elapsed, N: float64(calendar.Minute)}, "min": {Unit: calendar.Elapsed, N: float64(calendar.Minute)},
	"minute": {Unit: calendar.Elapsed, N: float64(calendar.Minute)},
	"h":      {Unit: calendar.Elapsed, N: float64(calendar.Hour)}, "hour": {Unit: calendar.Elapsed, N: float64(calendar.Hour)},
	"d": {Unit: calendar.Days, N: 1}, "day": {Unit: calendar.Days, N: 1}, "calendar day": {Unit: calendar.Days, N: 1},
	"w": {Unit: calendar.Days, N: 7}, "week": {Unit: calendar.Days, N: 7},
	"working day":    {Unit: calendar.WorkingDays, N: 1},
	"working hour":   {Unit: calendar.Open, N: float64(calendar.Hour)},
	"working minute": {Unit: calendar.Open, N: float64(calendar.Minute)},
}

// lengthPart is one number with its unit.
var lengthPart = regexp.MustCompile(`^\s*([0-9][0-9.,]*)\s*(working [a-z]+|calendar [a-z]+|[a-zA-Zµ]+)`)

// parseSpan reads a length of time: 5m, 1h30m, 2 days, 5 working days.
func parseSpan(text string) (calendar.Span, error) {
	whole := strings.TrimSpace(text)
	if plainNumber.MatchString(whole) {
		return calendar.Span{}, faultf("write "+clip(whole)+"m, "+clip(whole)+"h or "+clip(whole)+" days", "`%s` has no unit of time", clip(whole))
	}
	var sum calendar.Span
	for rest := whole; ; {
		m := lengthPart.FindStringSubmatch(rest)
		if m == nil {
			return calendar.Span{}, faultf("for example 90s, 5m, 2h, 1h30m, 3 days, 5 working days or 2 weeks", "`%s` is not a length of time", clip(whole))
		}
		n, err := parseNumber(m[1])
		if err != nil {
			return calendar.Span{}, err
		}
		unit, known := timeUnits[m[2]]
		if !known {
			unit, known = timeUnits[strings.TrimSuffix(m[2], "s")]
		}
		if !known {
			return calendar.Span{}, unknownUnit(m[2])
		}
		part := calendar.Span{Unit: unit.Unit, N: n * unit.N}
		if sum.N > 0 && sum.Unit != part.Unit {
			return calendar.Span{}, faultf("use one kind: hours and minutes, or days", "`%s` mixes units that cannot be added", clip(whole))
		}
		sum = calendar.Span{Unit: part.Unit, N: sum.N + part.N}
		if rest = rest[len(m[0]):]; strings.TrimSpace(rest) == "" {
			break
		}
	}
	most := float64(maxTicks)
	if sum.Unit == calendar.Days || sum.Unit == calendar.WorkingDays {
		most /= float64(calendar.CalendarDay)
	}
	if sum.N > most {
		return calendar.Span{}, faultf("", "`%s` is longer than %d years", clip(whole), maxYears)
	}
	return sum, nil
}

func unknownUnit(unit string) error {
	if slices.Contains([]string{"month", "months", "year", "years", "quarter", "quarters"}, unit) {
		return faultf("say how many days", "`%s` are of different lengths", unit)
	}
	known := []string{"ms", "s", "m", "h", "minutes", "hours", "days", "weeks", "working days", "working hours"}
	return faultf(didYouMean(unit, known), "`%s` is no unit of time", clip(unit))
}

// parseElapsed reads a length of elapsed time in ticks; a day is 24 hours.
func parseElapsed(text string) (float64, error) {
	span, err := parseSpan(text)
	if err != nil {
		return 0, err
	}
	switch span.Unit {
	case calendar.Days:
		return span.N * float64(calendar.CalendarDay), nil
	case calendar.Elapsed:
		return span.N, nil
	}
	return 0, faultf("write hours or days; 5 working days are about 7 days", "`%s`: only elapsed time fits here", clip(strings.TrimSpace(text)))
}

// parseWork reads a length of somebody's working time in ticks.
func parseWork(text string) (float64, error) {
	span, err := parseSpan(text)
	if err != nil {
		return 0, err
	}
	switch span.Unit {
	case calendar.Elapsed, calendar.Open:
		return span.N, nil
	}
	return 0, faultf("say how many hours of work that is", "`%s`: work is counted in hours and minutes", clip(strings.TrimSpace(text)))
}

// span reads a length of time that is more than none.
func (n *node) span(what string) (calendar.Span, bool) {
	s, ok := read(n, what, parseSpan)
	if ok && s.IsZero() {
		n.fail("", "%s must be longer than no time", what)
		return calendar.Span{}, false
	}
	return s, ok
}

// elapsed reads a length of elapsed time in ticks.
func (n *node) elapsed(what string) (calendar.Tick, bool) {
	v, ok := read(n, what, parseElapsed)
	return calendar.Tick(v + 0.5), ok
}
