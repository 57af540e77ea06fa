package room

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"io"
	"mime"
	"net/http"
	"sync"

	"ripple/reporters/tabletop"
)

// inbox takes messages in: each once, whatever the network does. A page says hello for a key
// of its own and counts its messages. One that comes again gets its first answer; one that
// has become another is refused. What came before the room was resumed is known by the journal.
type inbox struct {
	secret string
	mu     sync.Mutex
	pages  map[string]*sender // by key
}

// sender is a page that sends messages.
type sender struct {
	mu     sync.Mutex
	seq    uint64 // of the last message
	sum    string
	status int
	answer any
}

// maxPages bounds how many keys are remembered. A page whose key was forgotten is told to
// say hello again.
const maxPages = 1000

const nonceBytes = 16

func newInbox(secret string) *inbox {
	return &inbox{secret: secret, pages: map[string]*sender{}}
}

// key makes a key for a role: it holds the proof that this room gave it.
func (in *inbox) key(s *seat, nonce []byte) string {
	proof := derive(in.secret, "key "+s.token+" "+string(nonce))[:tokenBytes]
	return base64.RawURLEncoding.EncodeToString(append(nonce[:nonceBytes:nonceBytes], proof...))
}

// given tells whether this room gave a key to a role, now or before it was resumed.
func (in *inbox) given(s *seat, key string) bool {
	b, err := base64.RawURLEncoding.DecodeString(key)
	return err == nil && len(b) == nonceBytes+tokenBytes && hmac.Equal([]byte(key), []byte(in.key(s, b[:nonceBytes])))
}

// welcome is what a page begins with.
type welcome struct {
	Key   string `json:"key"`
	Seq   uint64 `json:"seq"` // of the last message: none
	Role  string `json:"role"`
	Team  bool   `json:"team"`
	Label string `json:"label"`
}

// hello gives a page its key.
func (r *Room) hello(s *seat, w http.ResponseWriter, _ *http.Request) {
	nonce := make([]byte, nonceBytes)
	rand.Read(nonce)
	key := r.inbox.key(s, nonce)
	r.inbox.mu.Lock()
	for old := range r.inbox.pages {
		if len(r.inbox.pages) < maxPages {
			break
		}
		delete(r.inbox.pages, old)
	}
	r.inbox.pages[key] = &sender{}
	r.inbox.mu.Unlock()
	answer(w, http.StatusOK, welcome{Key: key, Role: s.role.Name, Team: s.role.Team, Label: s.label})
}

// done is the answer to a message that was carried out.
type done struct {
	Version int `json:"version"`
	Result  any `json:"result,omitempty"`
	// Again says that it was done before: the room was resumed since.
	Again bool `json:"again,omitempty"`
}

// do carries a message out.
func (r *Room) do(s *seat, w http.ResponseWriter, q *http.Request) {
	if kind, _, err := mime.ParseMediaType(q.Header.Get("Content-Type")); err != nil || kind != "application/json" {
		refused(w, http.StatusUnsupportedMediaType, "a message is application/json")
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, q.Body, maxBody))
	if err != nil {
		refused(w, http.StatusRequestEntityTooLarge, "the message is too long, or did not come whole")
		return
	}
	o, err := readOrder(body)
	if err != nil {
		refused(w, http.StatusBadRequest, "the message cannot be read: "+err.Error())
		return
	}
	if !r.inbox.given(s, o.Key) {
		refused(w, http.StatusForbidden, "the message does not come from this page")
		return
	}
	sum := sha256.Sum256(body)
	m := &tabletop.Message{Key: o.Key, Seq: o.Seq, Sum: hex.EncodeToString(sum[:])}
	r.inbox.mu.Lock()
	from := r.inbox.pages[o.Key]
	r.inbox.mu.Unlock()
	if from == nil {
		before(w, m, r.session.Events())
		return
	}
	from.mu.Lock()
	defer from.mu.Unlock()
	switch {
	case m.Seq == from.seq && m.Sum == from.sum:
	case m.Seq <= from.seq:
		refused(w, http.StatusConflict, "that message came before, with other words")
		return
	default:
		result, err := r.carryOut(s, m, o)
		var no *tabletop.Refusal
		switch {
		case err == nil:
			from.status, from.answer = http.StatusOK, done{Version: len(r.session.Events()), Result: result}
		case errors.As(err, &no):
			from.status, from.answer = http.StatusConflict, refusal{Refused: no.Reason}
		default: // it may go well another time
			wrong(w, err)
			return
		}
		from.seq, from.sum = m.Seq, m.Sum
	}
	answer(w, from.status, from.answer)
}

// before answers a message whose key is from before the room was resumed, or was forgotten:
// by the last message with it that the journal has.
func before(w http.ResponseWriter, m *tabletop.Message, events []tabletop.Event) {
	var past tabletop.Message
	for i := range events {
		if o := events[i].Message; o != nil && o.Key == m.Key {
			past = *o
		}
	}
	switch {
	case *m == past:
		answer(w, http.StatusOK, done{Again: true})
	case m.Seq <= past.Seq:
		refused(w, http.StatusConflict, "that message came before")
	default:
		answer(w, http.StatusConflict, refusal{Refused: "the room was opened anew: this was not done", Renew: true})
	}
}

// order is a message: what to do, and what with.
type order struct {
	Key string `json:"key"`
	Seq uint64 `json:"seq"`
	Do  string `json:"do"`

	PaceMS    int64             `json:"pace-ms"`
	Days      int               `json:"days"`
	When      string            `json:"when"`
	Condition string            `json:"condition"`
	Inject    int               `json:"inject"`
	To        string            `json:"to"`
	Text      string            `json:"text"`
	Team      string            `json:"team"`
	Actions   []tabletop.Action `json:"actions"`
	Words     string            `json:"words"`
	Reason    string            `json:"reason"`
	Extra     bool              `json:"extra"`
	Proposal  int               `json:"proposal"`
	Why       string            `json:"why"`
	Objective string            `json:"objective"`
	Rating    tabletop.Rating   `json:"rating"`
	What      string            `json:"what"`
	On        bool              `json:"on"`
	Line      int               `json:"line"`
	Name      string            `json:"name"`
	Branch    int               `json:"branch"`
	Again     bool              `json:"again"`
}
