package sim

import (
	"math"
	"slices"
)

// Ways are ways in which an order can have ended, a set of bits. They are those
// that SegmentResult counts.
type Ways uint8

// The ways.
const (
	WayDelivered  Ways = 1 << iota
	WayOnTime          // delivered by the promised date
	WayLate            // past the promised date: delivered late, lost after it, or still open after it
	WayLost            // given up, or ended as lost
	WayUnfinished      // still open at End
	WayFaulty          // delivered with a mistake in it
)

// Counter is an outcome that is no money: of the counted orders of some flows, all
// that ended in one of some ways, each once, times a number.
type Counter struct {
	Name   string
	Text   string // what is counted, for people: "late repair, times 1.5"
	Counts []Counted
	// If says which orders count; nil: all. Where it or Per is there, Counts are of
	// one flow, whose attributes they are.
	If *Guard
	// Times is what each order counts for, in thousandths.
	Times int64
	// Per, when not nil, is a number of each order by which Times is multiplied, to
	// the nearest thousandth.
	Per *Attribute
	// Better is +1 when more is better, −1 when less is.
	Better int
}

// Counted is which orders of a flow a counter counts.
type Counted struct {
	Flow int
	Ways Ways
}

// counterAt is a counter by its segment and its place there.
type counterAt struct{ segment, counter int }

// countedBy lists for each stream the counters that count some of its orders.
func (m *Model) countedBy() [][]counterAt {
	by := make([][]counterAt, len(m.Streams))
	for g := range m.Segments {
		for i := range m.Segments[g].Counters {
			for s := range m.Streams {
				if m.Segments[g].Counters[i].of(m.Streams[s].Flow) != 0 {
					by[s] = append(by[s], counterAt{g, i})
				}
			}
		}
	}
	return by
}

// of are the ways in which orders of a flow count.
func (x *Counter) of(flow int) Ways {
	for _, c := range x.Counts {
		if c.Flow == flow {
			return c.Ways
		}
	}
	return 0
}

// ways are those in which an order has ended, or is still open at the end.
func (o *order) ways(defect bool) Ways {
	var w Ways
	switch o.state {
	case orderDelivered:
		if w = WayDelivered; !o.late {
			w |= WayOnTime
		}
		if defect {
			w |= WayFaulty
		}
	case orderLost:
		w = WayLost
	default:
		w = WayUnfinished
	}
	if o.late {
		w |= WayLate
	}
	return w
}

// tally adds an order that counts to the counters that are about it.
func (c *customers) tally(k *market, s int, item uint64, ways Ways) {
	for _, at := range c.counted[s] {
		x := &c.model.Segments[at.segment].Counters[at.counter]
		if x.of(c.model.Streams[s].Flow)&ways == 0 || x.If != nil && !x.If.Holds(k.traits(item), item) {
			continue
		}
		times := x.Times
		if x.Per != nil {
			times = int64(math.Round(min(maxCounted, max(-maxCounted, float64(float64(times)*x.Per.Of(k.traits(item), item))))))
		}
		k.segments[at.segment].Counted[at.counter] += times
	}
}

// maxCounted bounds what one order counts for, in thousandths, so that no sum
// overflows.
const maxCounted = 1e12

// checkCounters refuses counters of orders that nobody places.
func (m *Model) checkCounters(g *Segment) bool {
	for i := range g.Counters {
		x := &g.Counters[i]
		if len(x.Counts) == 0 || x.Times < 1 || x.Times > maxCounted || x.Better*x.Better != 1 {
			return false
		}
		for _, c := range x.Counts {
			flow := &m.Flows[c.Flow]
			switch {
			case c.Ways == 0 || flow.Segment < 0:
				return false
			case x.If != nil && !flow.decides(x.If), x.Per != nil && (x.Per.Words != nil || !slices.Contains(flow.Attributes, x.Per)):
				return false
			}
		}
	}
	return true
}
