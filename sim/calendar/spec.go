package calendar

import (
	"fmt"
	"time"
)

// Date is a day of the (proleptic Gregorian) calendar, in the time zone of the Spec that holds it.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// String gives the date as 2026-05-01.
func (d Date) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day) }

// Exists is false for dates such as 30 February.
func (d Date) Exists() bool { return dateOf(d.number()) == d }

// number counts days since 1970-01-01.
func (d Date) number() int64 {
	return floorDiv(time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC).Unix(), 86400)
}

// dateOf is the inverse of Date.number.
func dateOf(number int64) Date {
	y, m, day := time.Unix(number*86400, 0).UTC().Date()
	return Date{y, m, day}
}

// weekday of a day counted from 1970-01-01, a Thursday.
func weekday(number int64) time.Weekday {
	return time.Weekday(floorMod(number+int64(time.Thursday), 7))
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

func floorMod(a, b int64) int64 { return a - b*floorDiv(a, b) }

// HoursOfDay is a stretch of opening hours, as wall-clock times counted from midnight. A To smaller than From lies on
// the next day; 22:00-06:00 belongs to the day it begins on. From is at least 0 and below 24 hours, To above 0 and at
// most 24 hours; they differ.
type HoursOfDay struct{ From, To time.Duration }

// WholeDay is 00:00-24:00.
func WholeDay() HoursOfDay { return HoursOfDay{0, 24 * time.Hour} }

// String gives the hours as 08:00-17:30, with seconds where there are any.
func (h HoursOfDay) String() string { return clockText(h.From) + "-" + clockText(h.To) }

func clockText(d time.Duration) string {
	text := fmt.Sprintf("%02d:%02d", d/time.Hour, d%time.Hour/time.Minute)
	if rest := d % time.Minute; rest != 0 {
		text += fmt.Sprintf(":%06.3f", rest.Seconds())
	}
	return text
}

// check says what is wrong with the hours.
func (h HoursOfDay) check() error {
	switch {
	case h.From < 0 || h.From >= 24*time.Hour:
		return fmt.Errorf("hours %s: the opening must lie from 00:00 to before 24:00", h)
	case h.To <= 0 || h.To > 24*time.Hour:
		return fmt.Errorf("hours %s: the closing must lie after 00:00 and at most at 24:00", h)
	case h.From == h.To:
		return fmt.Errorf("hours %s: opening and closing are the same (write 00:00-24:00 for the whole day)", h)
	case h.From%time.Millisecond != 0 || h.To%time.Millisecond != 0:
		return fmt.Errorf("hours %s: finer than a millisecond", h)
	}
	return nil
}

// Spec is a working calendar as people state it. What is most particular wins: Extra, then Closed, then PerWeekday,
// then Weekdays with Hours.
type Spec struct {
	// Zone is where the hours hold; nil is UTC. Take it from Zone, so that it does not depend on the machine.
	Zone *time.Location
	// Always opens around the clock; everything below is ignored. The days still follow Zone.
	Always bool
	// Weekdays are the days with the usual Hours, indexed by time.Weekday.
	Weekdays [7]bool
	// Hours are the usual hours of a day. They may touch, overlap and cross midnight.
	Hours []HoursOfDay
	// PerWeekday replaces weekday and hours together: an entry opens that weekday with its own hours, an empty
	// entry closes it.
	PerWeekday map[time.Weekday][]HoursOfDay
	// Closed dates have no opening. A shift that began the evening before still ends in the morning.
	Closed []Date
	// Extra gives single dates hours of their own: a Saturday worked, a short Christmas Eve. An empty entry closes.
	Extra map[Date][]HoursOfDay
}

// check says what is wrong with the parts of the calendar, the usual hours first.
func (s *Spec) check() error {
	for _, h := range s.Hours {
		if err := h.check(); err != nil {
			return err
		}
	}
	for day := range time.Weekday(7) {
		for _, h := range s.PerWeekday[day] {
			if err := h.check(); err != nil {
				return fmt.Errorf("%s: %w", day, err)
			}
		}
	}
	for day := range s.PerWeekday {
		if day < 0 || day > 6 {
			return fmt.Errorf("weekday %d: there are 7, from 0 (Sunday) to 6", int(day))
		}
	}
	for _, date := range s.Closed {
		if !date.Exists() {
			return fmt.Errorf("closed date %s does not exist", date)
		}
	}
	return s.checkExtra()
}

// checkExtra reports the earliest faulty date, so that the message does not depend on map order.
func (s *Spec) checkExtra() error {
	var first Date
	var fault error
	for date, hours := range s.Extra {
		if fault != nil && first.number() < date.number() {
			continue
		}
		var err error
		if !date.Exists() {
			err = fmt.Errorf("extra date %s does not exist", date)
		}
		for _, h := range hours {
			if e := h.check(); e != nil && err == nil {
				err = fmt.Errorf("%s: %w", date, e)
			}
		}
		if err != nil {
			first, fault = date, err
		}
	}
	return fault
}

// hoursOn gives the hours that begin on a day counted from 1970-01-01.
func (s *Spec) hoursOn(number int64, closed map[Date]bool) []HoursOfDay {
	date := dateOf(number)
	if hours, ok := s.Extra[date]; ok {
		return hours
	}
	if closed[date] {
		return nil
	}
	day := weekday(number)
	if hours, ok := s.PerWeekday[day]; ok {
		return hours
	}
	if s.Weekdays[day] {
		return s.Hours
	}
	return nil
}
