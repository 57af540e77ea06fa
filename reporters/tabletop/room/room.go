package room

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"ripple/reporters/tabletop"
)

// Settings are what a room needs beside its session.
type Settings struct {
	// Frames are the moments of the wall clock at which play that runs is shown a little
	// further: the only clock that a session knows.
	Frames <-chan time.Time
	// Renew gives new links; without it a session that is resumed keeps those it had.
	Renew bool
	// Door is where browsers come in.
	Door *Door
	// Review makes after-action reports; nil: there are none.
	Review Reviewer
	// Resume is the command that opens the room for other machines, for people.
	Resume string
}

// Room is a session in browsers.
type Room struct {
	session *tabletop.Session
	seats   []seat // by role
	inbox   *inbox // what is sent to be done
	board   *board // what is shown
	player  *player
	door    *Door
	reach   *reach
	archive *archive // nil: no reports
	resume  string
	handler http.Handler
	ctx     context.Context // of what is done, whatever becomes of a browser
	close   context.CancelFunc
	running sync.WaitGroup
	failed  chan error
}

// Open opens a room. It takes no browser in before Serve.
func Open(ctx context.Context, s *tabletop.Session, set Settings) (*Room, error) {
	st := s.State()
	secret := st.Secret
	if secret == "" || set.Renew {
		secret = newSecret()
	}
	if certificate := cmp.Or(set.Door.Certificate, st.Certificate); secret != st.Secret || certificate != st.Certificate {
		if err := s.Host(ctx, secret, certificate); err != nil {
			return nil, err
		}
	}
	r := &Room{session: s, door: set.Door, reach: newReach(secret), resume: set.Resume, failed: make(chan error, 1)}
	r.ctx, r.close = context.WithCancel(ctx)
	r.seats = seats(s.Scenario().Exercise, secret)
	r.player = &player{session: s}
	r.inbox = newInbox(secret)
	r.board = newBoard(s)
	if set.Review != nil {
		r.archive = newArchive(set.Review)
	}
	r.handler = r.routes()
	r.running.Go(func() { r.board.run(r.ctx) })
	if set.Frames != nil {
		r.running.Go(func() { r.fail(r.player.run(r.ctx, set.Frames)) })
	}
	return r, nil
}

// fail ends the room for a reason that is no refusal.
func (r *Room) fail(err error) {
	if err == nil || r.ctx.Err() != nil {
		return
	}
	select {
	case r.failed <- err:
	default:
	}
}

// Limits of one browser: how long a request may take to come, and how large it may be.
const (
	headerPatience = 5 * time.Second
	bodyPatience   = 15 * time.Second
	idlePatience   = 2 * time.Minute
	maxHeader      = 16 << 10
	maxBody        = 64 << 10
)

// Serve takes browsers in until the context of the room ends, or something went wrong that
// the session cannot go on with.
func (r *Room) Serve() error {
	server := &http.Server{
		Handler: r.handler, ReadHeaderTimeout: headerPatience, ReadTimeout: bodyPatience, IdleTimeout: idlePatience,
		MaxHeaderBytes: maxHeader, ErrorLog: silent(), ConnState: r.reach.connected,
	}
	stopped := make(chan error, 1)
	go func() { stopped <- server.Serve(r.door.listener) }()
	var err error
	select {
	case <-r.ctx.Done():
	case err = <-r.failed:
	case err = <-stopped:
		err = fmt.Errorf("serve the room: %w", err)
	}
	r.close()
	r.running.Wait()
	last, cancel := context.WithTimeout(context.Background(), farewell)
	defer cancel()
	if down := server.Shutdown(last); down != nil {
		err = errors.Join(err, server.Close())
	}
	return err
}

// farewell is how long browsers have to hear that the room closes.
const farewell = 2 * time.Second
