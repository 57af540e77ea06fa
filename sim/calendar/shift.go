package calendar

import "time"

// Shift says that from the tick At on, the wall clock is Offset ahead of the ticks, until the next shift. Wall-clock
// time is counted in ticks from the midnight of the table's day 0, so that day i begins at wall clock i*CalendarDay.
type Shift struct{ At, Offset Tick }

// shiftsOf lists the wall-clock shifts of zone from the tick from to the tick to, the first of them in effect at
// from. Tick 0 is at origin; firstDay is the day counted from 1970-01-01 whose midnight has wall clock 0.
func shiftsOf(zone *time.Location, originMilli, firstDay int64, from, to Tick) []Shift {
	var shifts []Shift
	at := time.UnixMilli(originMilli + from).In(zone)
	for {
		_, seconds := at.Zone()
		offset := int64(seconds)*Second + originMilli - firstDay*CalendarDay
		// A zone also records changes that leave the clock alone (a new abbreviation).
		if len(shifts) == 0 || shifts[len(shifts)-1].Offset != offset {
			shifts = append(shifts, Shift{max(from, at.UnixMilli()-originMilli), offset})
		}
		_, end := at.ZoneBounds()
		if end.IsZero() || end.UnixMilli()-originMilli > to || !end.After(at) {
			return shifts
		}
		at = end
	}
}

// reached is the first tick at which the wall clock shows wall or later, as far as shifts from index k on say.
func reached(shifts []Shift, k int, wall Tick) Tick {
	for ; k < len(shifts); k++ {
		tick := plus(wall, -shifts[k].Offset)
		if k+1 == len(shifts) || tick < shifts[k+1].At {
			if k > 0 {
				tick = max(tick, shifts[k].At)
			}
			return tick
		}
	}
	return wall
}

// shown is the tick at which the wall clock shows wall: the first of two, or moved forward by what the clock skips.
func shown(shifts []Shift, k int, wall Tick) Tick {
	for ; k < len(shifts); k++ {
		tick := plus(wall, -shifts[k].Offset)
		if k+1 < len(shifts) && tick >= shifts[k+1].At {
			continue
		}
		if k > 0 && tick < shifts[k].At {
			return plus(wall, -shifts[k-1].Offset)
		}
		return tick
	}
	return wall
}

// largestRise is by how much the wall clock gains at most on the ticks between two moments.
func largestRise(shifts []Shift) Tick {
	var rise Tick
	for i, low := 0, Tick(0); i < len(shifts); i++ {
		if i == 0 || shifts[i].Offset < low {
			low = shifts[i].Offset
		}
		rise = max(rise, shifts[i].Offset-low)
	}
	return rise
}
