package broker

import (
	"fmt"
	"net"
	"net/netip"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/nats-io/nats-server/v2/server"
)

const (
	// maxPayload of the embedded server, bytes. NATS itself advises against
	// more than 64 MiB; parcels are split well below it.
	maxPayload = 64 << 20
	// maxPending is how many bytes the embedded server holds for a connection
	// that reads slowly before it drops the connection. Memory is bounded by
	// how much agents send in a window, not by this.
	maxPending = 4 << 30
	// writeDeadline is how long a write to a connection may take before the
	// server drops it. Generous, because a busy machine is no broken one.
	writeDeadline = time.Minute
)

// embedded is a NATS server inside this process.
type embedded struct {
	server *server.Server
	log    *serverLog
	listen bool
}

func startServer(listen, token string) (*embedded, error) {
	o := &server.Options{
		ServerName:      "ripple",
		NoSigs:          true, // or it traps the interrupt and exits the process
		NoSystemAccount: true,
		DontListen:      true,
		MaxPayload:      maxPayload,
		MaxPending:      maxPending,
		WriteDeadline:   writeDeadline,
		Authorization:   token,
	}
	if listen != "" {
		host, port, err := listenAddress(listen, token)
		if err != nil {
			return nil, err
		}
		o.DontListen, o.Host, o.Port = false, host, port
		if port == 0 {
			o.Port = server.RANDOM_PORT
		}
	}
	s, err := server.NewServer(o)
	if err != nil {
		return nil, fmt.Errorf("embedded server: %w", err)
	}
	log := &serverLog{}
	s.SetLoggerV2(log, false, false, false)
	s.Start()
	e := &embedded{server: s, log: log, listen: listen != ""}
	// What makes a start fail is told to the log alone, before Start returns.
	reason := log.fatal()
	if reason == "" && !s.ReadyForConnections(startTimeout) {
		reason = fmt.Sprintf("not ready within %s: %s", startTimeout, log.last())
	}
	if reason != "" {
		e.stop()
		return nil, fmt.Errorf("embedded server: %s", reason)
	}
	return e, nil
}

func (e *embedded) stop() {
	e.server.Shutdown()
	e.server.WaitForShutdown()
}

func (e *embedded) address() string {
	if !e.listen {
		return ""
	}
	return e.server.Addr().String()
}

// listenAddress takes host:port apart and refuses an address that other
// machines can reach when no token guards it.
func listenAddress(listen, token string) (host string, port int, err error) {
	host, p, err := net.SplitHostPort(listen)
	if err != nil {
		return "", 0, fmt.Errorf("address %q to listen on: %w", listen, err)
	}
	number, err := strconv.ParseUint(p, 10, 16)
	if err != nil {
		return "", 0, fmt.Errorf("address %q to listen on: %q is no port number", listen, p)
	}
	if host == "localhost" {
		host = "127.0.0.1" // whatever the hosts file says
	}
	if token == "" {
		if ip, err := netip.ParseAddr(host); err != nil || !ip.IsLoopback() {
			return "", 0, fmt.Errorf("address %q to listen on: other machines may reach it and no token guards it: "+
				"set a token or listen on 127.0.0.1", listen)
		}
	}
	return host, int(number), nil
}

// serverLog keeps the last complaint of the embedded server, and the one that
// it called fatal, which it tells nobody else: nothing of it belongs on the
// terminal.
type serverLog struct {
	mu        sync.Mutex
	complaint string
	death     string
}

var _ server.Logger = (*serverLog)(nil)

// last is the last complaint, "" when there was none.
func (l *serverLog) last() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.complaint
}

// fatal is why the server cannot run, "" when it can.
func (l *serverLog) fatal() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.death
}

func (l *serverLog) keep(format string, v []any) string {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.complaint = strings.TrimSpace(fmt.Sprintf(format, v...))
	return l.complaint
}

// Warnf keeps a warning: a connection dropped for reading slowly is one.
func (l *serverLog) Warnf(format string, v ...any) { l.keep(format, v) }

// Errorf keeps an error.
func (l *serverLog) Errorf(format string, v ...any) { l.keep(format, v) }

// Fatalf keeps an error that the server cannot live with. It does not end the
// process.
func (l *serverLog) Fatalf(format string, v ...any) {
	said := l.keep(format, v)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.death = said
}

// Noticef drops a notice.
func (l *serverLog) Noticef(string, ...any) {}

// Debugf drops a detail.
func (l *serverLog) Debugf(string, ...any) {}

// Tracef drops a detail.
func (l *serverLog) Tracef(string, ...any) {}
