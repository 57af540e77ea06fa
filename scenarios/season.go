package scenarios

import (
	"math"
	"slices"
	"time"

	"ripple/sim"
	"ripple/sim/calendar"
)

// season is demand that differs by weekday, month, time of day and date: all
// factors that hold at a moment multiply.
type season struct {
	weekdays [7]float64
	months   [12]float64
	dates    map[calendar.Date]float64
	hours    []sim.HoursFactor
}

// maxSeason is the largest factor of a season.
const maxSeason = 100

// season reads {Mon: 135 %, Dec: 120 %, 08:00-10:00: 150 %, 2026-02-14: 600 %}.
func (n *node) season() *season {
	s := &season{dates: map[calendar.Date]float64{}}
	for d := range s.weekdays {
		s.weekdays[d] = 1
	}
	for m := range s.months {
		s.months[m] = 1
	}
	for _, e := range n.named("seasons", 1000) {
		if e.value.kind == empty {
			e.key.fail("for example 135 %", "`%s` has no value", clip(e.key.text))
			return nil
		}
		factor, ok := e.value.share("a season", 0, maxSeason)
		if !ok || !s.add(e.key, factor) {
			return nil
		}
	}
	if s.most() <= 0 {
		if n.kind == mapping {
			n.fail("", "nobody would ever order")
		}
		return nil
	}
	return s
}

// add multiplies what a key names.
func (s *season) add(key *node, factor float64) bool {
	quiet := *key
	quiet.source = &source{problems: &problems{}}
	text := key.text
	switch {
	case hoursText.MatchString(text):
		hours, ok := key.hours()
		if !ok {
			return false
		}
		from, to := hours[0].From.Milliseconds(), hours[0].To.Milliseconds()
		if to < from { // over midnight: the evening, and the morning after
			s.hours = append(s.hours, sim.HoursFactor{From: 0, To: to, Factor: factor})
			to = calendar.CalendarDay
		}
		s.hours = append(s.hours, sim.HoursFactor{From: from, To: to, Factor: factor})
		return true
	case len(text) >= 10 && plainNumber.MatchString(text[:4]) && text[4] == '-':
		dates := key.dates()
		for _, d := range dates {
			if old, known := s.dates[d]; known {
				s.dates[d] = float64(old * factor)
			} else {
				s.dates[d] = factor
			}
		}
		return dates != nil
	}
	if from, to, ok := months(text); ok {
		for m := from; ; m = (m + 1) % 12 {
			s.months[m] = float64(s.months[m] * factor)
			if m == to {
				return true
			}
		}
	}
	if days, ok := quiet.weekdays(); ok {
		for d, on := range days {
			if on {
				s.weekdays[d] = float64(s.weekdays[d] * factor)
			}
		}
		return true
	}
	key.fail("for example Mon, Sat-Sun, Dec, Jul-Aug, 08:00-10:00, 2026-02-14, or 2026-02-14 to 2026-02-16", "`%s` is no weekday, month, time of day or date", clip(text))
	return false
}

// months reads Dec, or Jul-Aug.
func months(text string) (from, to int, ok bool) {
	first, last := text, text
	for i := range text {
		if text[i] == '-' {
			first, last = text[:i], text[i+1:]
			break
		}
	}
	a, okA := monthNamed(first)
	b, okB := monthNamed(last)
	return int(a) - 1, int(b) - 1, okA && okB
}

// most is a bound of the factors of any moment.
func (s *season) most() float64 {
	most := float64(slices.Max(s.weekdays[:]) * slices.Max(s.months[:]))
	date := 1.0
	for _, f := range s.dates {
		date = max(date, f)
	}
	return float64(float64(most*date) * s.mostOfDay())
}

// mostOfDay is the largest product of the factors of any time of day.
func (s *season) mostOfDay() float64 {
	most := s.atClock(calendar.CalendarDay - 1)
	for _, h := range s.hours {
		most = max(most, s.atClock(h.From), s.atClock(h.To), s.atClock(h.From-1))
	}
	return max(most, s.atClock(0))
}

func (s *season) atClock(clock calendar.Tick) float64 {
	factor := 1.0
	for _, h := range s.hours {
		if clock >= h.From && clock < h.To {
			factor = float64(factor * h.Factor)
		}
	}
	return factor
}

// onDate is the factor of a date, times of day apart.
func (s *season) onDate(t time.Time) float64 {
	factor := float64(s.weekdays[t.Weekday()] * s.months[t.Month()-1])
	if f, named := s.dates[calendar.Date{Year: t.Year(), Month: t.Month(), Day: t.Day()}]; named {
		factor = float64(factor * f)
	}
	return factor
}

// mean is the factor of an ordinary week under some hours, over a year and
// without single dates.
func (s *season) mean(w *workTime) float64 {
	sum, open := 0.0, 0.0
	for d := range time.Weekday(7) {
		for _, h := range w.onWeekday(d) {
			const step = 5 * time.Minute
			for at := h.From; at < h.To; at += step {
				sum += s.weekdays[d] * s.atClock(at.Milliseconds())
				open++
			}
		}
	}
	year := 0.0
	for _, m := range s.months {
		year += m / 12
	}
	if open == 0 {
		return year
	}
	return year * sum / open
}

// onWeekday are the stretches of open time of a weekday, cut at midnight.
func (w *workTime) onWeekday(d time.Weekday) []calendar.HoursOfDay {
	if w.Always {
		return []calendar.HoursOfDay{{From: 0, To: 24 * time.Hour}}
	}
	hours, own := w.PerWeekday[d]
	if !own && w.Weekdays[d] {
		hours = w.Hours
	}
	var out []calendar.HoursOfDay
	for _, h := range hours {
		if h.To < h.From {
			out = append(out, calendar.HoursOfDay{From: 0, To: h.To})
			h.To = 24 * time.Hour
		}
		out = append(out, h)
	}
	return out
}

// build makes the season of a stream whose calendar's days begin at a date.
func (s *season) build(first time.Time, days int) *sim.Season {
	out := &sim.Season{Hours: s.hours}
	for day := range days {
		f := s.onDate(first.AddDate(0, 0, day))
		out.Days = append(out.Days, f)
		out.Most = math.Max(out.Most, f)
	}
	out.Most = float64(out.Most * s.mostOfDay())
	return out
}
