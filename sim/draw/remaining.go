package draw

// Remaining returns, in whole ticks, what is left of a draw that has lasted so many
// ticks and is not over: the draw belongs to the uniform u among those of d, times
// factor, that last longer than that. So long as nothing has elapsed it is
// [Dist.TicksScaled].
//
// It is exact, by inversion, for every distribution: with v the probability of
// lasting no longer than elapsed, the draw is the quantile at v + u(1−v), where v is
// found by halving the quantile function itself, to the last bit. An exponential has
// no memory: what is left is drawn as if it began now. What has lasted longer than d
// can is over at once.
func (d *Dist) Remaining(u, factor float64, elapsed int64) int64 {
	if elapsed <= 0 {
		return d.TicksScaled(u, factor)
	}
	if d.kind == exponentialKind && d.floor == 0 {
		return d.TicksScaled(u, factor)
	}
	if !(factor > 0) {
		return 0
	}
	whole := d.quantileBeyond(u, float64(elapsed)/factor)
	return max(0, toTicks(float64(whole*factor))-elapsed)
}

// quantileBeyond is the quantile at u of the draws above least.
func (d *Dist) quantileBeyond(u, least float64) float64 {
	low, high := d.notAbove(least)
	switch {
	case high == 0:
		return d.Quantile(u)
	case low == 1:
		return least
	}
	at := low + float64(u*(1-low))
	return d.Quantile(min(max(at, high), 1-1.0/grid))
}

// Beyond returns the probability that a draw of d, times factor, lasts longer than so
// many ticks.
func (d *Dist) Beyond(factor float64, elapsed int64) float64 {
	if !(factor > 0) {
		return 0
	}
	low, _ := d.notAbove(float64(elapsed) / factor)
	return 1 - low
}

// grid is how many steps of probability the inverse of a quantile function is found in.
const grid = 1 << 53

// notAbove is the probability that d draws no more than least: to the last step of the
// grid, the quantile at low is at most least, that at high above it.
func (d *Dist) notAbove(least float64) (low, high float64) {
	switch {
	case d.Max() <= least:
		return 1, 1
	case d.Min() > least:
		return 0, 0
	}
	from, to := int64(0), int64(grid)
	for to-from > 1 {
		middle := from + (to-from)/2
		if d.Quantile(float64(middle)/grid) > least {
			to = middle
		} else {
			from = middle
		}
	}
	return float64(from) / grid, float64(to) / grid
}
