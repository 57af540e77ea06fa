package main

import (
	"context"
	"fmt"
	"net"
	"time"

	"ripple/reporters/tabletop"
	"ripple/reporters/tabletop/room"

	"github.com/spf13/cobra"
)

// roomFlags say how the room is opened for browsers.
type roomFlags struct {
	listen string
	renew  bool
}

// usualAddress is where the room is, unless told otherwise: a resumed session then keeps its
// links. frameEvery is how often play that runs is shown.
const (
	usualAddress = "127.0.0.1:7425"
	frameEvery   = 100 * time.Millisecond
)

func (f *roomFlags) register(c *cobra.Command) {
	c.Flags().StringVar(&f.listen, "listen", "", "open the room at `HOST:PORT` (default: "+usualAddress+", for browsers on this machine)")
	c.Flags().BoolVar(&f.renew, "new-links", false, "with --resume, links that nobody has yet; those of before lead nowhere")
}

// open opens the room and shows its links, until the program is interrupted.
func (f *roomFlags) open(ctx context.Context, e *env, s *tabletop.Session) error {
	l, err := f.listener(e)
	if err != nil {
		return err
	}
	defer l.Close()
	frames, stop := e.Ticks(frameEvery)
	defer stop()
	r, err := room.Open(ctx, s, room.Settings{Frames: frames, Renew: f.renew})
	if err != nil {
		return err
	}
	fmt.Fprintln(e.Out, "The room is open. Give each role its link; the facilitator begins with the first.")
	for _, link := range r.Links("http://" + l.Addr().String()) {
		fmt.Fprintf(e.Out, "  %-12s %s\n", link.Label, link.URL)
	}
	fmt.Fprintln(e.Out, "Ctrl-C closes it; nothing is lost.")
	return r.Serve(l)
}

// listener waits for browsers. When the usual place is taken another will do.
func (f *roomFlags) listener(e *env) (net.Listener, error) {
	address := f.listen
	if address == "" {
		address = usualAddress
	}
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return nil, usage("for example --listen 127.0.0.1:8000", "%q is not HOST:PORT", address)
	}
	if !loopback(host) {
		return nil, usage("for example --listen 127.0.0.1:8000", "%s is not this machine alone", host)
	}
	l, err := net.Listen("tcp", address)
	if f.listen == "" && err != nil {
		fmt.Fprintf(e.Err, "note: something else is at %s, so the room is at another port\n", address)
		l, err = net.Listen("tcp", net.JoinHostPort(host, "0"))
	}
	if err != nil {
		return nil, &problem{fmt.Errorf("open the room: %w", err), "name another place with --listen, for example --listen 127.0.0.1:8000", exitUsage}
	}
	return l, nil
}

// loopback tells whether a host is this machine alone.
func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
