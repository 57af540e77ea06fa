package broker

import (
	"fmt"
	"math"
)

// Outbox numbers the parcels of one sender, for each receiver by itself, and
// splits what is too large for one message. One goroutine at a time uses it.
type Outbox struct {
	conn  *Conn
	run   uint64
	self  int
	chunk int
	sent  map[int]uint64
	frame []byte
}

// NewOutbox returns the outbox of agent self in that run.
func NewOutbox(c *Conn, run string, self int) *Outbox {
	return &Outbox{conn: c, run: runMark(run), self: self, chunk: c.chunk(), sent: map[int]uint64{}}
}

// Send sends payload to agent to, whose inbox is subscribed to subject, as the
// parcel after the last one sent there. It copies payload once, part by part.
func (o *Outbox) Send(to int, subject string, kind byte, payload []byte) error {
	h, err := o.next(to, kind, len(payload))
	if err != nil {
		return err
	}
	for ; h.part < h.parts; h.part++ {
		piece := payload[h.offset():]
		piece = piece[:min(len(piece), o.chunk)]
		if need := HeaderSize + len(piece); cap(o.frame) < need {
			o.frame = make([]byte, need, need+need/4)
		}
		o.frame = append(o.frame[:HeaderSize], piece...)
		h.put(o.frame)
		if err := o.conn.Publish(subject, o.frame); err != nil {
			return o.failed(h, err)
		}
	}
	return nil
}

// SendFramed is Send without the copy: the payload is what follows the first
// [HeaderSize] bytes of frame. Those bytes, and in a parcel of several parts
// some of the payload's, are overwritten: frame is worthless afterwards, but
// its memory may be used again at once.
func (o *Outbox) SendFramed(to int, subject string, kind byte, frame []byte) error {
	if len(frame) < HeaderSize {
		return fmt.Errorf("broker: a frame of %d bytes has no room for the header's %d", len(frame), HeaderSize)
	}
	h, err := o.next(to, kind, len(frame)-HeaderSize)
	if err != nil {
		return err
	}
	for ; h.part < h.parts; h.part++ {
		// The header of each part goes over the end of the part before it,
		// which was published already.
		piece := frame[h.offset():]
		piece = piece[:min(len(piece), HeaderSize+o.chunk)]
		h.put(piece)
		if err := o.conn.Publish(subject, piece); err != nil {
			return o.failed(h, err)
		}
	}
	return nil
}

// Sent is the number of the last parcel sent to that agent, 0 before the
// first: what the receiver must be promised.
func (o *Outbox) Sent(to int) uint64 { return o.sent[to] }

func (o *Outbox) next(to int, kind byte, size int) (*header, error) {
	if to < 0 || int64(to) > math.MaxUint32 || o.self < 0 || int64(o.self) > math.MaxUint32 {
		return nil, fmt.Errorf("broker: parcel from agent %d to agent %d: agents are numbered from 0 to %d", o.self, to, uint32(math.MaxUint32))
	}
	parts := partsOf(uint64(size), uint32(o.chunk))
	if uint64(size) > MaxParcel || parts > math.MaxUint32 {
		return nil, fmt.Errorf("broker: parcel from agent %d to agent %d: %d bytes are too many", o.self, to, size)
	}
	o.sent[to]++
	return &header{
		kind: kind, sender: uint32(o.self), receiver: uint32(to), parts: uint32(parts), chunk: uint32(o.chunk),
		number: o.sent[to], total: uint64(size), run: o.run,
	}, nil
}

func (o *Outbox) failed(h *header, err error) error {
	return fmt.Errorf("send parcel %d from agent %d to agent %d: %w", h.number, h.sender, h.receiver, err)
}
