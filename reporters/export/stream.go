package export

import (
	"bufio"
	"encoding/json"
	"io"
)

// stream writes a large JSON document piece by piece.
type stream struct {
	w     *bufio.Writer
	err   error
	first bool
}

func newStream(w io.Writer) *stream { return &stream{w: bufio.NewWriterSize(w, 1<<16)} }

func (s *stream) text(t string) {
	if s.err == nil {
		_, s.err = s.w.WriteString(t)
	}
}

// list opens a list: each item then stands on a line of its own, until its end.
func (s *stream) list(before string) {
	s.text(before + "[")
	s.first = true
}

func (s *stream) item(v any) {
	if s.err != nil {
		return
	}
	if !s.first {
		s.text(",")
	}
	s.first = false
	s.text("\n")
	b, err := json.Marshal(v)
	if err != nil {
		s.err = err
		return
	}
	s.text(string(b))
}

func (s *stream) end(after string) {
	s.first = false
	s.text("]" + after)
}

func (s *stream) close() error {
	if s.err == nil {
		s.err = s.w.Flush()
	}
	return s.err
}
