package sim

import (
	"math"
	"strings"
	"testing"

	"ripple/broker"
	"ripple/sim/calendar"
	"ripple/sim/draw"
)

// TestOrdersAtGivenMoments: at 30, 45, 45 and 200, whatever the seed; the two of
// the same tick in their order. A surge that doubles them from 40 to 100 brings
// each of that time once more.
func TestOrdersAtGivenMoments(t *testing.T) {
	s := newShop(1, 60, "workshop")
	s.step("build", 0, 5)
	times := []Tick{minutes(30), minutes(45), minutes(45), minutes(200)}
	s.Streams = []Stream{
		{Name: "o", Times: times, Surge: -1},
		{Name: "more", Times: times, Surge: 0},
	}
	s.inject(40, 60)
	s.Seed = 99
	v := s.live(t, DoNothing)
	v.happened(t, "order-placed o-0", 30)
	v.happened(t, "order-placed o-1", 45)
	v.happened(t, "order-placed o-2", 45)
	v.happened(t, "order-placed o-3", 200)
	v.happened(t, "order-placed more-0")
	v.happened(t, "order-placed more-1", 45)
	v.happened(t, "order-placed more-2", 45)
	v.happened(t, "order-placed more-3")
	v.happened(t, "work-started more-2 build", 60)
	if n := v.result.Worlds[0][Baseline].Segments[0].Orders; n != 4 {
		t.Errorf("%d orders in the baseline", n)
	}
}

// TestSlotsHoldTheirOrders: 3 orders from 60 to 90 and 2 from 90 to 95, each at the
// moment of its own draw, in ascending order within the slot.
func TestSlotsHoldTheirOrders(t *testing.T) {
	s := newShop(1, 60, "workshop")
	s.step("build", 0, 1)
	s.Streams = []Stream{{Name: "o", Slots: []Slot{{minutes(60), minutes(90), 3}, {minutes(90), minutes(95), 2}}, Surge: -1}}
	v := s.live(t, Baseline)
	key := draw.NewKey(s.Seed, 0)
	at := func(n uint64, from, length float64) float64 {
		u := key.Uniform(orderItem(0, n), draw.At(0, 0, draw.Gap, 0))
		return float64(minutes(from)+Tick(u*float64(minutes(length)))) / 60_000
	}
	a, b, c := at(0, 60, 30), at(1, 60, 30), at(2, 60, 30)
	first, last := min(a, b, c), max(a, b, c)
	v.happened(t, "order-placed o-0", first)
	v.happened(t, "order-placed o-1", a+b+c-first-last)
	v.happened(t, "order-placed o-2", last)
	d, e := at(3, 90, 5), at(4, 90, 5)
	v.happened(t, "order-placed o-3", min(d, e))
	v.happened(t, "order-placed o-4", max(d, e))
}

// TestSeasonThinsByTheCandidatesOwnDraw: a candidate every hour; half of them are
// placed before noon, none on the second day, and on the third three quarters after
// noon and three eighths before.
func TestSeasonThinsByTheCandidatesOwnDraw(t *testing.T) {
	s := newShop(70, 60, "workshop")
	s.step("build", 0, 5)
	s.Streams[0].Season = &Season{
		Days: []float64{4, 0, 3}, Hours: []HoursFactor{{0, 12 * calendar.Hour, 0.5}}, Most: 4,
	}
	v := s.live(t, Baseline)
	key, placed := draw.NewKey(s.Seed, 0), 0
	for n := range uint64(70) {
		at := float64(60 * (n + 1))
		hour, chance := (n+1)%24, 1.0
		switch (n + 1) / 24 {
		case 1:
			chance = 0
		case 2:
			chance = 0.75
		}
		if hour < 12 {
			chance /= 2
		}
		what := "order-placed " + s.itemName(0, orderItem(0, n))
		if key.Uniform(orderItem(0, n), draw.At(0, 0, draw.Accept, 0)) < chance {
			v.happened(t, what, at)
			placed++
		} else {
			v.happened(t, what)
		}
	}
	if placed < 20 || placed > 50 {
		t.Errorf("%d placed: too few or too many to tell", placed)
	}
}

// TestSeasonalDemandHasItsRates: Poisson orders, 90 an hour at the busiest, over
// 56 days. On day d and in hour h about 90 × day × hour ÷ most come: the counts of
// every day and every hour are within 4.5 standard deviations of a Poisson number
// of that mean.
func TestSeasonalDemandHasItsRates(t *testing.T) {
	const days, perHour = 56, 90.0
	s := newShop(1, 60, "workshop")
	s.step("build", 0, 0)
	s.Calendars = []*calendar.Table{always(days)}
	s.Until, s.End = days*calendar.CalendarDay, days*calendar.CalendarDay
	week := []float64{1.5, 1, 1, 0.8, 0.4, 0, 0.2}
	season := &Season{Hours: []HoursFactor{
		{8 * calendar.Hour, 12 * calendar.Hour, 2}, {10 * calendar.Hour, 20 * calendar.Hour, 0.5}, {0, 6 * calendar.Hour, 0},
	}, Most: 3}
	for d := range days {
		season.Days = append(season.Days, week[d%7])
	}
	s.Streams = []Stream{{Name: "o", Gap: must(draw.Exponential(float64(calendar.Hour) / perHour)), Surge: -1, Season: season}}
	var byDay [7]float64
	var byHour [24]float64
	l := &lived{}
	run(t, start(t), s.Model, Options{Events: func(e broker.Event) {
		if e.Kind == eventPlaced {
			l.mu.Lock()
			l.events = append(l.events, e)
			l.mu.Unlock()
		}
	}})
	for _, e := range l.events {
		if !strings.HasPrefix(e.Item, "o-") {
			t.Fatalf("order %s", e.Item)
		}
		byDay[e.Tick/calendar.CalendarDay%7]++
		byHour[e.Tick%calendar.CalendarDay/calendar.Hour]++
	}
	hour := func(h int) float64 {
		f := 1.0
		if h >= 8 && h < 12 {
			f *= 2
		}
		if h >= 10 && h < 20 {
			f *= 0.5
		}
		if h < 6 {
			f = 0
		}
		return f
	}
	allHours, allDays := 0.0, 0.0
	for h := range 24 {
		allHours += hour(h)
	}
	for _, f := range week {
		allDays += f
	}
	near := func(what string, n int, got, mean float64) {
		if math.Abs(got-mean) > 4.5*math.Sqrt(mean) {
			t.Errorf("%s %d: %g orders, expected %.0f", what, n, got, mean)
		}
	}
	for d, f := range week {
		near("day", d, byDay[d], perHour/3*f*allHours*days/7)
	}
	for h := range 24 {
		near("hour", h, byHour[h], perHour/3*hour(h)*allDays*days/7)
	}
}
