package sim

import (
	"fmt"
	"math/bits"
)

// outcomes lets every segment count the orders of one segment by the ways in which
// they ended, and some of one flow by their attributes.
func (c *chef) outcomes() {
	m := c.m
	for g := range m.Segments {
		own := &m.Segments[g]
		add := func(x Counter) {
			x.Name, x.Times, x.Better = fmt.Sprintf("o%d", len(own.Counters)), 1+int64(c.IntN(3000)), 1-2*c.IntN(2)
			own.Counters = append(own.Counters, x)
		}
		of := c.IntN(len(m.Segments))
		for way := WayDelivered; way <= WayFaulty; way <<= 1 {
			var counts []Counted
			for f := range m.Flows {
				if m.Flows[f].Segment == of {
					counts = append(counts, Counted{f, way})
				}
			}
			if len(counts) > 0 {
				add(Counter{Counts: counts})
			}
		}
		f := c.IntN(len(m.Flows))
		if m.Flows[f].Segment < 0 {
			continue
		}
		x := Counter{Counts: []Counted{{f, Ways(1 + c.IntN(int(WayFaulty)))}}}
		for _, a := range m.Flows[f].Attributes {
			switch {
			case a.Words == nil:
				x.Per = a
			case x.If == nil:
				x.If = &Guard{Clauses: []Clause{{Attribute: a, Test: Among, Words: []int{c.IntN(len(a.Words))}}}}
			}
		}
		add(x)
	}
}

// balancedCounters checks that what counts all orders of a segment that ended in
// one way counts as many as the segment itself.
func balancedCounters(m *Model, w *World) error {
	for g := range m.Segments {
		for i, x := range m.Segments[g].Counters {
			if x.If != nil || x.Per != nil {
				continue
			}
			way, of := x.Counts[0].Ways, m.Flows[x.Counts[0].Flow].Segment
			orders := 0
			for f := range m.Flows {
				if m.Flows[f].Segment == of {
					orders++
				}
			}
			if bits.OnesCount8(uint8(way)) != 1 || orders != len(x.Counts) {
				continue
			}
			s := &w.Segments[of]
			want := map[Ways]int64{WayDelivered: s.Delivered, WayOnTime: s.OnTime, WayLate: s.Late, WayLost: s.Lost, WayUnfinished: s.Unfinished, WayFaulty: s.Defective}[way]
			if got := w.Segments[g].Counted[i]; got != want*x.Times {
				return fmt.Errorf("segment %d counts %d thousandths of segment %d's %d orders (ways %b), %d each", g, got, of, want, way, x.Times)
			}
		}
	}
	return nil
}
