package main

import (
	"context"
	"fmt"
	"net"
	"strings"
	"time"
	"unicode/utf8"

	"ripple/reporters/tabletop"
	"ripple/reporters/tabletop/room"

	"github.com/spf13/cobra"
)

// roomFlags say how the room is opened for browsers.
type roomFlags struct {
	listen    string
	cert, key string
	renew     bool
}

// usualPort is where the room is, unless told otherwise: a resumed session then keeps its
// links. frameEvery is how often play that runs is shown.
const (
	usualPort  = "7425"
	frameEvery = 100 * time.Millisecond
)

func (f *roomFlags) register(c *cobra.Command) {
	flags := c.Flags()
	flags.StringVar(&f.listen, "listen", "", "open the room at `HOST:PORT` (default: 127.0.0.1:"+usualPort+", for this machine alone; 0.0.0.0:"+usualPort+" lets phones in, over TLS)")
	flags.StringVar(&f.cert, "cert", "", "TLS certificate of the room, `FILE` in PEM (default, beyond this machine: one that is made)")
	flags.StringVar(&f.key, "key", "", "its key, `FILE` in PEM")
	flags.BoolVar(&f.renew, "new-links", false, "with --resume, links that nobody has yet; those of before lead nowhere")
}

// open opens the room and shows its links, until the program is interrupted.
func (f *roomFlags) open(ctx context.Context, e *env, s *tabletop.Session, journal string, review room.Reviewer) error {
	door, err := f.door(e, s)
	if err != nil {
		return err
	}
	defer door.Close()
	frames, stop := e.Ticks(frameEvery)
	defer stop()
	r, err := room.Open(ctx, s, room.Settings{
		Frames: frames, Renew: f.renew, Door: door, Review: review,
		Resume: fmt.Sprintf("ripple tabletop --resume %s --listen 0.0.0.0:%s", shellQuoted(journal), usualPort),
	})
	if err != nil {
		return err
	}
	if err := f.welcome(e, r, door); err != nil {
		return err
	}
	return r.Serve()
}

// welcome shows the links: on a terminal, where others can come in, with codes for phones.
func (f *roomFlags) welcome(e *env, r *room.Room, door *room.Door) error {
	if !door.Alone && e.IsTerminal(e.Out) {
		for _, link := range r.Links() {
			if link.All {
				continue
			}
			code, err := room.Blocks(link.URL)
			if err != nil {
				return err
			}
			fmt.Fprintf(e.Out, "%s\n%s\n", link.Label, code)
		}
	}
	fmt.Fprintln(e.Out, "The room is open. Open the first link in a browser; it shows those of the others.")
	wide := 0
	for _, link := range r.Links() {
		wide = max(wide, utf8.RuneCountInString(link.Label))
	}
	for _, link := range r.Links() {
		fmt.Fprintf(e.Out, "  %-*s  %s\n", wide, link.Label, link.URL)
	}
	if !door.Alone {
		fmt.Fprintf(e.Out, "The certificate's SHA-256 fingerprint is %s.\n", door.Fingerprint)
		if len(door.Addresses) > 1 {
			fmt.Fprintf(e.Out, "If nobody gets there, other addresses of this machine: %s.\n", strings.Join(door.Addresses[1:], ", "))
		}
	}
	fmt.Fprintln(e.Out, "Ctrl-C closes it; nothing is lost.")
	return nil
}

// door is where browsers come in. When the usual place is taken another will do.
func (f *roomFlags) door(e *env, s *tabletop.Session) (*room.Door, error) {
	address := f.listen
	if address == "" {
		address = net.JoinHostPort("127.0.0.1", usualPort)
	}
	made := s.State().Certificate
	d, err := room.NewDoor(address, f.cert, f.key, made)
	if err != nil && f.listen == "" && f.cert == "" && f.key == "" {
		fmt.Fprintf(e.Err, "note: %v; the room is at another port\n", err)
		d, err = room.NewDoor("127.0.0.1:0", "", "", made)
	}
	if err != nil {
		return nil, &problem{fmt.Errorf("open the room: %w", err), "for example --listen 127.0.0.1:8000, or --listen 0.0.0.0:8000 --cert room.pem --key room.key", exitUsage}
	}
	return d, nil
}
