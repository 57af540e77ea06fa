package sim

import "slices"

// place is a token's place in a queue: lower ranks first, then earlier
// arrivals (seq counts the arrivals at one department in one world).
type place struct {
	rank int64
	seq  uint32
	slot uint32
}

func (a place) before(b place) bool {
	return a.rank < b.rank || a.rank == b.rank && a.seq < b.seq
}

// queue is waiting work in order. Work nearly always joins at the end, so it
// is a sorted slice with a moving head.
type queue struct {
	places []place
	head   int
}

func (q *queue) len() int { return len(q.places) - q.head }

func (q *queue) first() place { return q.places[q.head] }

func (q *queue) take() place {
	p := q.places[q.head]
	q.head++
	if q.head == len(q.places) {
		q.places, q.head = q.places[:0], 0
	}
	return p
}

func (q *queue) join(p place) {
	if q.head > 32 && q.head > len(q.places)/2 {
		n := copy(q.places, q.places[q.head:])
		q.places, q.head = q.places[:n], 0
	}
	if n := len(q.places); n == q.head || q.places[n-1].before(p) {
		q.places = append(q.places, p)
		return
	}
	q.places = slices.Insert(q.places, q.find(p), p)
}

// find is the index at which p stands or would be inserted.
func (q *queue) find(p place) int {
	i, _ := slices.BinarySearchFunc(q.places[q.head:], p, func(a, b place) int {
		switch {
		case a.before(b):
			return -1
		case b.before(a):
			return 1
		}
		return 0
	})
	return q.head + i
}

func (q *queue) leave(p place) {
	i := q.find(p)
	q.places = slices.Delete(q.places, i, i+1)
	if q.head == len(q.places) {
		q.places, q.head = q.places[:0], 0
	}
}

// waiting is a copy of the places in order.
func (q *queue) waiting() []place { return slices.Clone(q.places[q.head:]) }

func (q *queue) clone() queue { return queue{places: slices.Clone(q.places[q.head:])} }
