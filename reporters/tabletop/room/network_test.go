package room

import (
	"io"
	"net"
	"strings"
	"sync"
	"testing"

	"ripple/reporters/internal/browsertest"
)

// network lies between browsers and a room, and can be cut.
type network struct {
	listener net.Listener
	to       string
	mu       sync.Mutex
	cut      bool
	deaf     bool // answers are lost
	open     []net.Conn
	running  sync.WaitGroup
}

func newNetwork(h *house) *network {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	fatal(h.t, err)
	n := &network{listener: l, to: strings.TrimPrefix(h.address, "http://")}
	n.running.Go(func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			n.running.Go(func() { n.carry(c) })
		}
	})
	h.t.Cleanup(func() {
		l.Close()
		n.set(true, false)
		n.running.Wait()
	})
	return n
}

// set cuts the network, or loses answers; what was under way is lost.
func (n *network) set(cut, deaf bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.cut, n.deaf = cut, deaf; cut {
		for _, c := range n.open {
			c.Close()
		}
		n.open = nil
	}
}

// carry carries one connection.
func (n *network) carry(c net.Conn) {
	defer c.Close()
	server, err := net.Dial("tcp", n.to)
	if err != nil {
		return
	}
	defer server.Close()
	n.mu.Lock()
	if n.cut {
		n.mu.Unlock()
		return
	}
	n.open = append(n.open, c, server)
	n.mu.Unlock()
	n.running.Go(func() {
		io.Copy(server, c)
		server.Close()
	})
	buffer := make([]byte, 1<<16)
	for {
		got, err := server.Read(buffer)
		n.mu.Lock()
		deaf := n.deaf
		n.mu.Unlock()
		if err != nil {
			return
		}
		if !deaf {
			if _, err := c.Write(buffer[:got]); err != nil {
				return
			}
		}
	}
}

// link is a role's by way of the network.
func (n *network) link(h *house, role string) string {
	return strings.Replace(h.link(role), n.to, n.listener.Addr().String(), 1)
}

// A page whose network is cut says so, goes on with how things stand when it is back, and what
// was asked for meanwhile is done once: what had not arrived, and that whose answer was lost.
func TestAPageGoesOnAfterTheNetworkWasCut(t *testing.T) {
	h := opened(t, workshop)
	n := newNetwork(h)
	b := browsertest.New(t)
	p := b.OpenURL(t, n.link(h, "evaluator"))
	const banner = `document.querySelector('#banner')`
	p.Holds(`document.documentElement.dataset.connected == 'true' && ` + banner + `.hidden`)
	ask := func(words string) {
		browsertest.Asked[bool](p, `(import('/assets/room.js').then(({ room }) => room.do('note', { words: '`+words+`' })).then(() => { window.answered = '`+words+`' }), true)`)
	}
	noted := func(words string) int {
		times := 0
		for _, note := range h.session.State().Notes {
			if note.Words == words {
				times++
			}
		}
		return times
	}
	n.set(true, false)
	p.Holds(`document.documentElement.dataset.connected == 'false' && !` + banner + `.hidden && ` + banner + `.textContent.includes('No connection')`)
	ask("asked while it was cut")
	h.person("facilitator").does("to", `"when":"day 4 09:00"`)
	n.set(false, false)
	p.Holds(banner + `.hidden && document.body.textContent.toLowerCase().includes('day 4')`)
	p.Holds(`window.answered == 'asked while it was cut'`)
	if times := noted("asked while it was cut"); times != 1 {
		t.Errorf("what was asked while it was cut is there %d times", times)
	}
	n.set(false, true)
	changed := h.session.Changed()
	ask("the answer is lost")
	<-changed
	n.set(true, false)
	n.set(false, false)
	p.Holds(`window.answered == 'the answer is lost'`)
	if times := noted("the answer is lost"); times != 1 {
		t.Errorf("what was answered unheard is there %d times", times)
	}
	// What could not be reached is all that the console may say.
	for _, said := range p.Said() {
		if !strings.Contains(said, "net::ERR_") {
			t.Errorf("the console said %s", said)
		}
	}
}
