package sim

import (
	"slices"

	"ripple/sim/calendar"
	"ripple/sim/draw"
)

// candidate is when the stream's next candidate order comes, after the one at a tick.
func (k *market) candidate(m *Model, s int, after Tick) Tick {
	stream, src := &m.Streams[s], &k.streams[s]
	switch {
	case len(stream.Times) > 0:
		if src.ordinal >= uint64(len(stream.Times)) {
			return Never
		}
		return stream.Times[src.ordinal]
	case len(stream.Slots) > 0:
		return k.candidateInSlot(stream, s)
	}
	cal := m.Calendars[stream.Calendar]
	gap := stream.Gap.Ticks(k.key.Uniform(orderItem(s, src.ordinal), draw.At(0, 0, draw.Gap, 0)))
	if gap == 0 && !cal.IsOpen(after) {
		return cal.NextOpen(after)
	}
	return cal.Add(after, gap)
}

// candidateInSlot spreads the candidates of a slot when it comes to it.
func (k *market) candidateInSlot(stream *Stream, s int) Tick {
	src := &k.streams[s]
	for len(src.ahead) == 0 {
		if src.slot == len(stream.Slots) {
			return Never
		}
		slot := &stream.Slots[src.slot]
		src.slot++
		ahead := make([]Tick, slot.Count)
		for i := range ahead {
			u := k.key.Uniform(orderItem(s, src.ordinal+uint64(i)), draw.At(0, 0, draw.Gap, 0))
			ahead[i] = min(slot.From+Tick(float64(u*float64(slot.To-slot.From))), slot.To-1)
		}
		slices.Sort(ahead)
		src.ahead = ahead
	}
	at := src.ahead[0]
	src.ahead = src.ahead[1:]
	return at
}

// share is the share of the candidates that are placed at a tick.
func (s *Season) share(cal *calendar.Table, at Tick) float64 {
	day, clock := cal.Clock(at)
	factor := 1.0
	if len(s.Days) > 0 {
		factor = s.Days[min(day, len(s.Days)-1)]
	}
	for _, h := range s.Hours {
		if clock >= h.From && clock < h.To {
			factor = float64(factor * h.Factor)
		}
	}
	return factor / s.Most
}

// HasDemand tells whether anybody orders: otherwise steps of other flows start all
// that there is.
func (s *Stream) HasDemand() bool { return !s.Gap.IsZero() || len(s.Times)+len(s.Slots) > 0 }

// Promised tells whether any order is promised a date.
func (s *Stream) Promised() bool {
	return !s.Promise.IsZero() || slices.ContainsFunc(s.Promises, func(p calendar.Span) bool { return !p.IsZero() })
}

// perTick is the stream's mean rate of candidates, where time is open.
func (s *Stream) perTick(end Tick) float64 {
	n := len(s.Times)
	for _, slot := range s.Slots {
		n += slot.Count
	}
	switch {
	case n > 0:
		return float64(n) / float64(end)
	case s.Gap.Mean() > 0:
		return 1 / s.Gap.Mean()
	}
	return 0
}

// checkTimes refuses moments that are out of order.
func (s *Stream) checkTimes() bool {
	for i := range s.Times {
		if s.Times[i] < 0 || i > 0 && s.Times[i] < s.Times[i-1] {
			return false
		}
	}
	for i, slot := range s.Slots {
		if slot.From < 0 || slot.To <= slot.From || slot.Count < 0 || i > 0 && slot.From < s.Slots[i-1].To {
			return false
		}
	}
	return s.Season == nil || s.Season.Most > 0
}
