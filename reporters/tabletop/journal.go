package tabletop

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
)

// Journal is the record of a session in a file: a line for each event, appended
// and on disk before anybody is told that it happened. Each line carries a sum over
// itself and all before it. A last line that was being written when the program was
// killed is no line; any other that does not fit is an error.
type Journal struct {
	file  *os.File
	lines int
	size  int64
	sum   string
	err   error // why nothing more can be written
}

// line is one line of the file.
type line struct {
	Line  int             `json:"line"`
	Sum   string          `json:"sum"`
	Event json.RawMessage `json:"event"`
}

const sumBytes = 8

// next is the sum of a line after one with a sum.
func nextSum(before string, number int, event []byte) string {
	h := sha256.New()
	fmt.Fprintf(h, "%s\n%d\n", before, number)
	h.Write(event)
	return hex.EncodeToString(h.Sum(nil)[:sumBytes])
}

// errLocked means that another program has the journal open.
var errLocked = errors.New("another ripple has it open: end that one first")

// CreateJournal begins a journal. A file of that name must not exist. No other program can
// open it until it is closed.
func CreateJournal(path string) (*Journal, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, fmt.Errorf("begin the journal: %w", err)
	}
	if err := errors.Join(lock(f), settle(path)); err != nil {
		f.Close()
		os.Remove(path)
		return nil, fmt.Errorf("begin the journal %s: %w", path, err)
	}
	return &Journal{file: f}, nil
}

// OpenJournal reads a journal and goes on with it. What was left half written
// is cut off. No other program can open it until it is closed.
func OpenJournal(path string) (*Journal, []Event, error) {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return nil, nil, fmt.Errorf("open the journal: %w", err)
	}
	if err := lock(f); err != nil {
		f.Close()
		return nil, nil, fmt.Errorf("open the journal %s: %w", path, err)
	}
	j := &Journal{file: f}
	events, err := j.read()
	if err == nil {
		err = j.cut()
	}
	if err != nil {
		f.Close()
		return nil, nil, fmt.Errorf("read the journal %s: %w", path, err)
	}
	return j, events, nil
}

// ReadJournal reads a journal and leaves the file as it is, so that it can be read while
// a session goes on with it.
func ReadJournal(path string) ([]Event, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("open the journal: %w", err)
	}
	defer f.Close()
	events, err := (&Journal{file: f}).read()
	if err != nil {
		return nil, fmt.Errorf("read the journal %s: %w", path, err)
	}
	return events, nil
}

// read goes through the lines that are whole.
func (j *Journal) read() ([]Event, error) {
	text, err := io.ReadAll(j.file)
	if err != nil {
		return nil, err
	}
	var events []Event
	for len(text) > 0 {
		one, rest, whole := bytes.Cut(text, []byte("\n"))
		e, sum, err := decodeLine(one, j.lines+1, j.sum)
		switch {
		case err == nil && whole:
			events = append(events, e)
			j.lines, j.sum, j.size = j.lines+1, sum, j.size+int64(len(one))+1
			text = rest
			continue
		case len(rest) > 0:
			return nil, fmt.Errorf("line %d: %w", j.lines+1, err)
		}
		break // the last line: it was being written
	}
	return events, nil
}

func decodeLine(text []byte, number int, before string) (e Event, sum string, err error) {
	var l line
	if err := json.Unmarshal(text, &l); err != nil {
		return e, "", err
	}
	if l.Line != number {
		return e, "", fmt.Errorf("it says that it is line %d", l.Line)
	}
	if sum = nextSum(before, number, l.Event); l.Sum != sum {
		return e, "", errors.New("it is not as it was written, or one before it is missing")
	}
	d := json.NewDecoder(bytes.NewReader(l.Event))
	d.DisallowUnknownFields()
	if err := d.Decode(&e); err != nil {
		return e, "", err
	}
	e.Line = number
	return e, sum, nil
}

// cut ends the file after its last whole line.
func (j *Journal) cut() error {
	if err := j.file.Truncate(j.size); err != nil {
		return err
	}
	_, err := j.file.Seek(j.size, io.SeekStart)
	return err
}

// Append writes events and waits until they are on the disk. After an error none of
// them has happened.
func (j *Journal) Append(events ...Event) error {
	if j.err != nil {
		return j.err
	}
	var whole []byte
	lines, sum := j.lines, j.sum
	for i := range events {
		lines++
		text, err := json.Marshal(&events[i])
		if err != nil {
			return fmt.Errorf("write the journal: %w", err)
		}
		sum = nextSum(sum, lines, text)
		one, err := json.Marshal(line{lines, sum, text})
		if err != nil {
			return fmt.Errorf("write the journal: %w", err)
		}
		whole = append(append(whole, one...), '\n')
	}
	_, err := j.file.Write(whole)
	if err == nil {
		err = j.file.Sync()
	}
	if err != nil {
		if back := j.cut(); back != nil {
			j.err = fmt.Errorf("the journal cannot be written any more: %w", errors.Join(err, back))
		}
		return fmt.Errorf("write the journal: %w", err)
	}
	j.lines, j.sum, j.size = lines, sum, j.size+int64(len(whole))
	return nil
}

// Close ends writing.
func (j *Journal) Close() error {
	j.err = errors.New("the journal is closed")
	return j.file.Close()
}
