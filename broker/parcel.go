package broker

import (
	"encoding/binary"
	"fmt"
)

// HeaderSize is how many bytes the header of each part of a parcel takes.
const HeaderSize = 48

// MaxParcel is the most bytes of payload in one parcel.
const MaxParcel = 1 << 36

// DefaultChunk is how many bytes of payload one part of a parcel holds at most
// when [Options.Chunk] is 0. Measured with BenchmarkChunk on two cores: a
// parcel of 16 MiB costs a fifth less in parts of half a megabyte than in parts
// of 4 MiB, but one of 2 MiB costs a tenth less in a single part, which the
// receiver need not copy.
const DefaultChunk = 1 << 20

// headerMark opens every part: two letters and the version of the layout.
var headerMark = [3]byte{'r', 'p', 1}

// Parcel is what one agent sends another in one piece.
type Parcel struct {
	From    int    // the sender's number
	Number  uint64 // 1, 2, 3 … for each pair of sender and receiver
	Kind    byte   // what the payload is: the agents' own business
	Payload []byte
}

// header opens each part. In bytes, little endian: mark 3, kind 1, sender 4,
// receiver 4, part 4, parts 4, chunk 4, number 8, total 8, run 8.
type header struct {
	kind     byte
	sender   uint32
	receiver uint32
	part     uint32 // from 0
	parts    uint32 // at least 1
	chunk    uint32 // payload bytes in every part but the last
	number   uint64 // from 1
	total    uint64 // payload bytes in all parts
	run      uint64
}

func (h *header) put(b []byte) {
	_ = b[HeaderSize-1]
	copy(b, headerMark[:])
	b[3] = h.kind
	binary.LittleEndian.PutUint32(b[4:], h.sender)
	binary.LittleEndian.PutUint32(b[8:], h.receiver)
	binary.LittleEndian.PutUint32(b[12:], h.part)
	binary.LittleEndian.PutUint32(b[16:], h.parts)
	binary.LittleEndian.PutUint32(b[20:], h.chunk)
	binary.LittleEndian.PutUint64(b[24:], h.number)
	binary.LittleEndian.PutUint64(b[32:], h.total)
	binary.LittleEndian.PutUint64(b[40:], h.run)
}

// get reads the header and checks everything that it says against itself and
// against the length of the message.
func (h *header) get(msg []byte) error {
	if len(msg) < HeaderSize {
		return fmt.Errorf("%d bytes are no parcel", len(msg))
	}
	if [3]byte(msg) != headerMark {
		return fmt.Errorf("no parcel of this version: it opens with % x", msg[:3])
	}
	*h = header{
		kind:     msg[3],
		sender:   binary.LittleEndian.Uint32(msg[4:]),
		receiver: binary.LittleEndian.Uint32(msg[8:]),
		part:     binary.LittleEndian.Uint32(msg[12:]),
		parts:    binary.LittleEndian.Uint32(msg[16:]),
		chunk:    binary.LittleEndian.Uint32(msg[20:]),
		number:   binary.LittleEndian.Uint64(msg[24:]),
		total:    binary.LittleEndian.Uint64(msg[32:]),
		run:      binary.LittleEndian.Uint64(msg[40:]),
	}
	switch {
	case h.number == 0:
		return fmt.Errorf("parcels are numbered from 1")
	case h.chunk == 0 || h.total > MaxParcel || uint64(h.parts) != partsOf(h.total, h.chunk):
		return fmt.Errorf("%d bytes in chunks of %d do not make %d parts", h.total, h.chunk, h.parts)
	case h.part >= h.parts:
		return fmt.Errorf("part %d of %d", h.part+1, h.parts)
	}
	if size := min(uint64(h.chunk), h.total-h.offset()); uint64(len(msg)-HeaderSize) != size {
		return fmt.Errorf("part %d of %d holds %d bytes instead of %d", h.part+1, h.parts, len(msg)-HeaderSize, size)
	}
	return nil
}

func (h *header) offset() uint64 { return uint64(h.part) * uint64(h.chunk) }

// partsOf is how many parts a payload takes: one when it is empty.
func partsOf(total uint64, chunk uint32) uint64 {
	return max(1, (total+uint64(chunk)-1)/uint64(chunk))
}

// ParcelError is a parcel that is missing, came twice, or cannot be one of
// ours.
type ParcelError struct {
	From   int    // the sender's number, -1 when unknown
	To     int    // the receiver's number
	Number uint64 // 0 when unknown
	Reason string
}

// Error names the sender, the receiver and the number.
func (e *ParcelError) Error() string {
	if e.From < 0 {
		return fmt.Sprintf("broker: message to agent %d: %s", e.To, e.Reason)
	}
	return fmt.Sprintf("broker: parcel %d from agent %d to agent %d: %s", e.Number, e.From, e.To, e.Reason)
}
