package room

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"sync"
	"time"

	"ripple/reporters/tabletop"
)

// board keeps what is shown to each role that somebody watches: the newest view and no
// other, made once for all who watch it.
type board struct {
	session *tabletop.Session
	mu      sync.Mutex
	shown   map[tabletop.Role]*picture
	frame   uint64
	watched int
	more    chan struct{} // somebody began to watch
}

// picture is the newest view of a role.
type picture struct {
	watchers int
	text     []byte // of an event of the stream; nil: it is not made yet
	changed  chan struct{}
}

// maxStreams bounds how many browsers watch.
const maxStreams = 200

func newBoard(s *tabletop.Session) *board {
	return &board{session: s, shown: map[tabletop.Role]*picture{}, more: make(chan struct{}, 1)}
}

// run makes views whenever the session changes.
func (b *board) run(ctx context.Context) {
	for {
		changed := b.session.Changed()
		b.mu.Lock()
		b.frame++
		frame := b.frame
		var roles []tabletop.Role
		for role := range b.shown {
			roles = append(roles, role)
		}
		b.mu.Unlock()
		for _, role := range roles {
			b.show(role, frame)
		}
		select {
		case <-ctx.Done():
			return
		case <-changed:
		case <-b.more:
		}
	}
}

// show makes the view of a role.
func (b *board) show(role tabletop.Role, frame uint64) {
	v, err := b.session.View(role)
	if err != nil {
		return // the seat exists, so does the view
	}
	data, err := json.Marshal(v)
	if err != nil {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if p := b.shown[role]; p != nil {
		p.text = fmt.Appendf(nil, "id: %d.%d\nevent: view\ndata: %s\n\n", v.Version, frame, data)
		close(p.changed)
		p.changed = make(chan struct{})
	}
}

// watch begins to watch a role; false when too many watch.
func (b *board) watch(role tabletop.Role) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.watched >= maxStreams {
		return false
	}
	b.watched++
	p := b.shown[role]
	if p == nil {
		p = &picture{changed: make(chan struct{})}
		b.shown[role] = p
	}
	p.watchers++
	select {
	case b.more <- struct{}{}:
	default:
	}
	return true
}

// leave ends watching a role.
func (b *board) leave(role tabletop.Role) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.watched--
	p := b.shown[role]
	if p.watchers--; p.watchers == 0 {
		delete(b.shown, role)
	}
}

// newest is the newest view of a role that is watched, and what is closed when a newer is there.
func (b *board) newest(role tabletop.Role) ([]byte, <-chan struct{}) {
	b.mu.Lock()
	defer b.mu.Unlock()
	p := b.shown[role]
	return p.text, p.changed
}

const (
	// writePatience is how long a browser may take to read what it is sent: after that it
	// is taken for dead.
	writePatience = 10 * time.Second
	// beatEvery is how often a stream says that it lives when nothing changes.
	beatEvery = 10 * time.Second
)

// stream sends the role's view whenever it changes. Whoever reads slowly gets the newest
// and misses those between.
func (r *Room) stream(s *seat, w http.ResponseWriter, q *http.Request) {
	if !r.board.watch(s.role) {
		refused(w, http.StatusServiceUnavailable, "too many browsers watch: close some")
		return
	}
	defer r.board.leave(s.role)
	control := http.NewResponseController(w)
	if err := control.SetReadDeadline(time.Time{}); err != nil {
		wrong(w, err)
		return
	}
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("X-Accel-Buffering", "no")
	send := func(text []byte) bool {
		if control.SetWriteDeadline(time.Now().Add(writePatience)) != nil {
			return false
		}
		if _, err := w.Write(text); err != nil {
			return false
		}
		return control.Flush() == nil
	}
	beat := time.NewTicker(beatEvery)
	defer beat.Stop()
	if !send([]byte("retry: 1000\n\n")) {
		return
	}
	var sent []byte
	for {
		text, changed := r.board.newest(s.role)
		if text != nil && (sent == nil || &text[0] != &sent[0]) {
			if sent = text; !send(text) {
				return
			}
			continue
		}
		select {
		case <-changed:
		case <-beat.C:
			if !send([]byte("event: beat\ndata: 1\n\n")) {
				return
			}
		case <-q.Context().Done():
			return
		case <-r.ctx.Done():
			send([]byte("event: bye\ndata: the room is closed\n\n"))
			return
		}
	}
}
