package broker

import (
	"cmp"
	"fmt"
	"slices"
)

// Receiver puts the parcels sent to one agent together again and keeps account
// of their numbers. It is fed every message of the agent's inbox, in whatever
// order they came. One goroutine at a time uses it.
type Receiver struct {
	run     uint64
	self    int
	senders map[int]*account
}

// account is what came from one sender.
type account struct {
	through uint64 // every parcel up to this number is complete
	beyond  map[uint64]bool
	open    map[uint64]*partial
}

// partial is a parcel of which some parts came.
type partial struct {
	like header // of its first part to come; part aside, all must agree
	// Views into the messages. Room for the whole payload is taken only when
	// every part came: a header alone is not to be believed that far.
	pieces map[uint32][]byte
}

// NewReceiver returns the receiver of agent self in that run.
func NewReceiver(run string, self int) *Receiver {
	return &Receiver{run: runMark(run), self: self, senders: map[int]*account{}}
}

// Accept takes one message. When it completes a parcel, complete is true and p
// is that parcel; its payload is a view into msg when it came in one part.
// The error is a [*ParcelError]: a part that came before, that belongs to
// another run or agent, or that is malformed. After an error nothing further
// should be believed.
func (r *Receiver) Accept(msg []byte) (p Parcel, complete bool, err error) {
	var h header
	if err := h.get(msg); err != nil {
		return Parcel{}, false, &ParcelError{From: -1, To: r.self, Reason: err.Error()}
	}
	refuse := func(format string, args ...any) (Parcel, bool, error) {
		return Parcel{}, false, &ParcelError{From: int(h.sender), To: r.self, Number: h.number, Reason: fmt.Sprintf(format, args...)}
	}
	if h.run != r.run {
		return refuse("belongs to another run")
	}
	if int(h.receiver) != r.self {
		return refuse("is addressed to agent %d", h.receiver)
	}
	a := r.senders[int(h.sender)]
	if a == nil {
		a = &account{beyond: map[uint64]bool{}, open: map[uint64]*partial{}}
		r.senders[int(h.sender)] = a
	}
	if a.complete(h.number) {
		return refuse("came twice")
	}
	payload := msg[HeaderSize:]
	if h.parts > 1 {
		o := a.open[h.number]
		if o == nil {
			o = &partial{like: h, pieces: map[uint32][]byte{}}
			a.open[h.number] = o
		}
		like := h
		like.part = o.like.part
		switch {
		case like != o.like:
			return refuse("its parts contradict each other")
		case o.pieces[h.part] != nil:
			return refuse("part %d of %d came twice", h.part+1, h.parts)
		}
		o.pieces[h.part] = payload
		if len(o.pieces) < int(h.parts) {
			return Parcel{}, false, nil
		}
		payload = make([]byte, 0, h.total)
		for part := range h.parts {
			payload = append(payload, o.pieces[part]...)
		}
		delete(a.open, h.number)
	} else if a.open[h.number] != nil {
		return refuse("its parts contradict each other")
	}
	a.add(h.number)
	return Parcel{From: int(h.sender), Number: h.number, Kind: h.kind, Payload: payload}, true, nil
}

// Through is the highest number such that every parcel of that sender up to it
// is complete, 0 before the first.
func (r *Receiver) Through(from int) uint64 {
	if a := r.senders[from]; a != nil {
		return a.through
	}
	return 0
}

// Check compares what came from a sender with the number of its last parcel as
// promised by somebody else. The error is a [*ParcelError] that names the
// first parcel missing, or one that nobody promised.
func (r *Receiver) Check(from int, promised uint64) error {
	a := r.senders[from]
	if a == nil {
		a = &account{}
	}
	if a.through < promised {
		number := a.through + 1
		reason := "is missing"
		if o := a.open[number]; o != nil {
			reason = fmt.Sprintf("is incomplete: %d of %d parts came", len(o.pieces), o.like.parts)
		}
		return &ParcelError{From: from, To: r.self, Number: number, Reason: reason}
	}
	last := a.through
	for number := range a.beyond {
		last = max(last, number)
	}
	for number := range a.open {
		last = max(last, number)
	}
	if last > promised {
		return &ParcelError{From: from, To: r.self, Number: last, Reason: fmt.Sprintf("was never promised: %d were", promised)}
	}
	return nil
}

// Senders lists the agents that anything came from, in ascending order.
func (r *Receiver) Senders() []int {
	var all []int
	for from := range r.senders {
		all = append(all, from)
	}
	slices.SortFunc(all, cmp.Compare)
	return all
}

func (a *account) complete(number uint64) bool {
	return number <= a.through || a.beyond[number]
}

func (a *account) add(number uint64) {
	if number != a.through+1 {
		a.beyond[number] = true
		return
	}
	a.through = number
	for len(a.beyond) > 0 && a.beyond[a.through+1] {
		delete(a.beyond, a.through+1)
		a.through++
	}
}
