package sim

import "time"

// stopwatch measures time that this process was awake for: a machine that went
// to sleep for an hour is nobody's stalling.
type stopwatch struct {
	total time.Duration
	last  time.Time
}

// tick adds the time since the last tick, but no more than one tick can have taken.
func (s *stopwatch) tick(most time.Duration) {
	now := time.Now()
	if !s.last.IsZero() {
		s.total += min(most, now.Sub(s.last))
	}
	s.last = now
}
