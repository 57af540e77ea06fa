package sim

import "ripple/sim/draw"

// bare is the reference that speed is measured against: the tandem of single
// servers as one would write it by hand for nothing else, in one goroutine,
// one world after another, with the same draws. No bus, no agents, no
// itineraries, no calendars, no features.
type bare struct {
	stations int
	handoff  Tick
	until    Tick // orders placed before it are counted, and the run goes on until they are delivered
	gap      draw.Dist
	work     draw.Dist
	steps    int64
	lead     Tick // of counted orders
	orders   int64
}

type bareEvent struct {
	at   Tick
	item uint32
	what uint32 // station*2 + 0 arrival, 1 end of work
}

type bareHeap []bareEvent

func bareLess(a, b bareEvent) bool {
	if a.at != b.at {
		return a.at < b.at
	}
	if a.what&1 != b.what&1 {
		return a.what&1 == 1
	}
	return a.item < b.item
}

func (h *bareHeap) push(e bareEvent) {
	*h = append(*h, e)
	a := *h
	i := len(a) - 1
	for i > 0 {
		p := (i - 1) / 4
		if !bareLess(e, a[p]) {
			break
		}
		a[i] = a[p]
		i = p
	}
	a[i] = e
}

func (h *bareHeap) pop() bareEvent {
	a := *h
	top := a[0]
	n := len(a) - 1
	e := a[n]
	a = a[:n]
	*h = a
	if n == 0 {
		return top
	}
	i := 0
	for {
		c := 4*i + 1
		if c >= n {
			break
		}
		m := c
		for j := c + 1; j < min(c+4, n); j++ {
			if bareLess(a[j], a[m]) {
				m = j
			}
		}
		if !bareLess(a[m], e) {
			break
		}
		a[i] = a[m]
		i = m
	}
	a[i] = e
	return top
}

// bareStation is one server and its queue.
type bareStation struct {
	queue []uint32
	head  int
	busy  bool
}

func (b *bare) world(k draw.Key) {
	var h bareHeap
	stations := make([]bareStation, b.stations)
	var placed []Tick
	gap := func(n int) Tick { return b.gap.Ticks(k.Uniform(orderItem(0, uint64(n)), draw.At(0, 0, draw.Gap, 0))) }
	work := func(item uint32, s int) Tick {
		return b.work.Ticks(k.Uniform(orderItem(0, uint64(item)), draw.At(uint16(s), 0, draw.Work, 0)))
	}
	h.push(bareEvent{at: gap(0)})
	open := int64(0)
	for {
		e := h.pop()
		s := int(e.what >> 1)
		st := &stations[s]
		if e.what&1 == 0 {
			if s == 0 {
				placed = append(placed, e.at)
				if e.at < b.until {
					open++
					b.orders++
				} else if open == 0 {
					return
				}
				h.push(bareEvent{at: e.at + gap(len(placed)), item: uint32(len(placed))})
			}
			if st.busy {
				st.queue = append(st.queue, e.item)
			} else {
				st.busy = true
				h.push(bareEvent{at: e.at + work(e.item, s), item: e.item, what: e.what | 1})
			}
			continue
		}
		b.steps++
		if s+1 < b.stations {
			h.push(bareEvent{at: e.at + b.handoff, item: e.item, what: uint32(s+1) << 1})
		} else if p := placed[e.item]; p < b.until {
			b.lead += e.at + b.handoff - p
			if open--; open == 0 && len(placed) > 0 && placed[len(placed)-1] >= b.until {
				return
			}
		}
		if st.head < len(st.queue) {
			item := st.queue[st.head]
			st.head++
			if st.head > 64 && st.head*2 > len(st.queue) {
				st.queue = append(st.queue[:0], st.queue[st.head:]...)
				st.head = 0
			}
			h.push(bareEvent{at: e.at + work(item, s), item: item, what: e.what})
		} else {
			st.busy = false
		}
	}
}
