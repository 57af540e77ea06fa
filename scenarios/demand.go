package scenarios

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"time"

	"ripple/sim"
	"ripple/sim/calendar"
	"ripple/sim/draw"
)

// maxPerDay is the most orders a day one stream may bring.
const maxPerDay = 100_000

var ratePattern = regexp.MustCompile(`^(.*?)\s*(?:per|a|an|/)\s+((?:calendar |working )?[a-z]+)$`)

const demandExamples = "for example 55 per day, 4 per hour, 12 per week, 20 per calendar day, 0.1 per year each, or every 10m"

// hasDemand tells whether the stream says when its orders come.
func (s *stream) hasDemand() bool { return !s.gap.IsZero() || s.schedule != nil || s.moments != nil }

// readDemand reads `55 per day`, `per calendar day`, `0.1 per year each`,
// `every 10m` (orders one after another at that distance), or what a file says.
func (s *stream) readDemand(n *node) {
	s.gap, s.schedule, s.moments = draw.Dist{}, nil, nil
	if n.kind == mapping {
		for _, e := range n.entries {
			if e.key.text == "from" || e.key.text == "time" || e.key.text == "count" {
				s.moments = n.moments()
				return
			}
		}
		f := n.fields("demand")
		if every := f.need("every"); every != nil {
			s.readEvery(every)
		}
		return
	}
	text, ok := n.str("demand")
	if !ok {
		return
	}
	text = unmarked(text)
	if every, found := strings.CutPrefix(text, "every "); found {
		inner := *n
		inner.text = every
		s.readEvery(&inner)
		return
	}
	rate, per, err := s.rate(text)
	if err != nil {
		n.failWith(err)
		return
	}
	if per <= 0 {
		return // the calendar without open hours is reported elsewhere
	}
	s.gap, err = draw.Exponential(per / rate)
	if err != nil {
		n.fail("", "%s", inWords(err.Error()))
		return
	}
	s.checkRate(n)
}

// rate reads how many orders come in how many open ticks.
func (s *stream) rate(text string) (rate, per float64, err error) {
	each := ""
	for _, words := range []string{" each", " per person", " per head"} {
		if before, rest, found := strings.Cut(text, words); found && (rest == "" || strings.HasPrefix(rest, " ")) {
			text, each = before+rest, strings.TrimSpace(words)
			break
		}
	}
	m := ratePattern.FindStringSubmatch(text)
	if m == nil {
		if plainNumber.MatchString(text) {
			return 0, 0, faultf("write "+text+" per day", "`%s`: per what?", clip(text))
		}
		if _, err := parseNumber(strings.Fields(text + " .")[0]); err != nil && strings.Contains(text, ",") {
			return 0, 0, err
		}
		return 0, 0, faultf(demandExamples, "`%s` is no demand", clip(text))
	}
	if rate, err = parseNumber(m[1]); err != nil {
		return 0, 0, err
	}
	if rate <= 0 {
		return 0, 0, faultf("leave the line out if nobody orders", "demand must be above 0")
	}
	if each != "" {
		if s.people <= 0 {
			return 0, 0, faultf("add for example `how-many: 4000`", "`%s`: of how many?", each)
		}
		rate = float64(rate * s.people)
	}
	open, days := s.hours.week()
	week := float64(open.Milliseconds())
	const daysOfYear = 365
	switch m[2] {
	case "second":
		per = float64(calendar.Second)
	case "minute", "working minute":
		per = float64(calendar.Minute)
	case "hour", "working hour":
		per = float64(calendar.Hour)
	case "day", "working day":
		per = week / float64(max(days, 1))
	case "week", "working week":
		per = week
	case "month":
		per = float64(week/7) * daysOfYear / 12
	case "quarter":
		per = float64(week/7) * daysOfYear / 4
	case "year":
		per = float64(week/7) * daysOfYear
	case "calendar day", "calendar week", "calendar hour":
		s.hours.Always = true
		per = map[string]float64{"calendar hour": 1, "calendar day": 24, "calendar week": 168}[m[2]] * float64(calendar.Hour)
	default:
		return 0, 0, faultf(demandExamples, "`per %s` cannot be used here", clip(m[2]))
	}
	return rate, per, nil
}

// readEvery reads a time of the calendar, or the distribution of the time
// between two orders.
func (s *stream) readEvery(n *node) {
	s.gap, s.schedule, s.moments = draw.Dist{}, nil, nil
	if n.kind == scalar && isSchedule(unmarked(n.text)) {
		s.schedule = n.schedule()
		return
	}
	d, ok := n.distribution("the time between orders", parseWork)
	if !ok {
		return
	}
	if d.Mean() <= 0 {
		n.fail("", "some time lies between two orders")
		return
	}
	s.gap = d
	s.checkRate(n)
}

func (s *stream) checkRate(n *node) {
	open, days := s.hours.week()
	perDay := float64(open/time.Millisecond) / float64(max(days, 1)) / s.gap.Mean()
	if perDay > maxPerDay {
		n.fail("describe a part of the organisation, or count orders in dozens", "%.0f orders a day are more than the %d that one kind of order may bring", perDay, maxPerDay)
		s.gap = draw.Dist{}
	}
}

// perWeek is how many orders a stream brings in an ordinary week, seasons
// averaged over a year.
func (s *stream) perWeek() float64 {
	switch {
	case s.schedule != nil:
		return s.schedule.perYear() * 7 / 365
	case s.moments != nil:
		return s.moments.perWeek()
	case s.gap.Mean() <= 0:
		return 0
	}
	open, _ := s.hours.week()
	week := float64(open.Milliseconds()) / s.gap.Mean()
	if s.season != nil {
		week = float64(week * s.season.mean(&s.hours))
	}
	return week
}

// multiplyDemand makes a stream bring so many times the orders. Where they come
// at given moments, each comes several times as a candidate, and some are refused.
func multiplyDemand(s *sim.Stream, factor float64) {
	if len(s.Times)+len(s.Slots) == 0 {
		s.Gap = s.Gap.Scaled(1 / factor)
		return
	}
	copies := int(math.Ceil(factor))
	season := sim.Season{Most: 1}
	if s.Season != nil {
		season = *s.Season
	}
	season.Most = float64(season.Most*float64(copies)) / factor
	s.Season = &season
	var times []sim.Tick
	for _, at := range s.Times {
		times = append(times, slices.Repeat([]sim.Tick{at}, copies)...)
	}
	s.Times, s.Slots = times, slices.Clone(s.Slots)
	for i := range s.Slots {
		s.Slots[i].Count *= copies
	}
}
