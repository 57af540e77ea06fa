package room

import (
	"encoding/base32"
	"fmt"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"

	"ripple/reporters/tabletop"
)

// reach finds out whether a phone reaches this machine: somebody opens a tiny page on it, and
// the facilitator sees that it came.
type reach struct {
	token string
	mu    sync.Mutex
	came  []visit
}

// visit is a device that came.
type visit struct {
	From   string `json:"from"`   // its address
	Device string `json:"device"` // what it says it is
	By     string `json:"by"`     // the address it came by
	// Opened says that it opened the page. Otherwise it has only knocked: it most likely shows
	// a warning about the certificate.
	Opened bool `json:"opened"`
}

// maxVisits bounds how many devices are remembered.
const maxVisits = 50

func newReach(secret string) *reach {
	return &reach{token: base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(derive(secret, "probe")[:tokenBytes])}
}

// knock takes note of a device.
func (r *reach) knock(v visit) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if i := slices.IndexFunc(r.came, func(o visit) bool { return o.From == v.From }); i >= 0 {
		if v.Opened {
			r.came[i] = v
		}
		return
	}
	if len(r.came) < maxVisits {
		r.came = append(r.came, v)
	}
}

func (r *reach) visits() []visit {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]visit{}, r.came...)
}

// connected hears of every connection before anything is said on it.
func (r *reach) connected(c net.Conn, state http.ConnState) {
	if state != http.StateNew {
		return
	}
	if from := host(c.RemoteAddr().String()); from != host(c.LocalAddr().String()) {
		r.knock(visit{From: from})
	}
}

func host(address string) string {
	h, _, err := net.SplitHostPort(address)
	if err != nil {
		return address
	}
	return h
}

// probe is the tiny page.
func (r *Room) probe(w http.ResponseWriter, q *http.Request) {
	if q.PathValue("token") != r.reach.token {
		http.NotFound(w, q)
		return
	}
	r.reach.knock(visit{From: host(q.RemoteAddr), Device: device(q.UserAgent()), By: q.Host, Opened: true})
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprint(w, `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">`+
		`<title>ripple</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/assets/reach.css">`+
		`<h1 class="probe">✓ This device reaches the room.</h1><p>The facilitator sees it too. You can close this page.</p></html>`)
}

// device says in a word or two what a browser runs on.
func device(agent string) string {
	for _, one := range []struct{ sign, name string }{
		{"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Android", "Android device"}, {"Windows", "Windows computer"}, {"Macintosh", "Mac"}, {"CrOS", "Chromebook"}, {"Linux", "Linux computer"},
	} {
		if strings.Contains(agent, one.sign) {
			return one.name
		}
	}
	return "device"
}

// approach is an address of this machine with the tiny page behind it.
type approach struct {
	Address string `json:"address"`
	URL     string `json:"url"`
	QR      code   `json:"qr"`
}

// reaching is what the page about phones shows.
type reaching struct {
	Alone       bool       `json:"alone"`
	Fingerprint string     `json:"fingerprint,omitempty"`
	Made        bool       `json:"made,omitempty"` // the certificate was made here: browsers warn
	Approaches  []approach `json:"approaches"`
	Visits      []visit    `json:"visits"`
	Resume      string     `json:"resume"` // how to open the room for phones
}

// approaches are all but this machine's own address for itself.
func (r *Room) approaches() ([]approach, error) {
	all := []approach{}
	for _, a := range r.door.Addresses {
		if at := a[strings.Index(a, "//")+2:]; isLoopback(host(at)) {
			continue
		}
		url := a + "/probe/" + r.reach.token
		qr, err := newCode(url)
		if err != nil {
			return nil, err
		}
		all = append(all, approach{a, url, qr})
	}
	return all, nil
}

// reachPage is the page about phones.
func (r *Room) reachPage(_ *seat, w http.ResponseWriter, q *http.Request) {
	http.ServeFileFS(w, q, pages, "pages/reach.html")
}

func (r *Room) reached(_ *seat, w http.ResponseWriter, _ *http.Request) {
	all, err := r.approaches()
	if err != nil {
		wrong(w, err)
		return
	}
	answer(w, http.StatusOK, reaching{
		Alone: r.door.Alone, Fingerprint: r.door.Fingerprint, Made: r.door.Certificate != "", Approaches: all, Visits: r.reach.visits(), Resume: r.resume,
	})
}

// drawn is a link with its QR code.
type drawn struct {
	Link
	QR code `json:"qr"`
}

// links are those by the address that a device has come by, or else by the likeliest.
func (r *Room) links(_ *seat, w http.ResponseWriter, _ *http.Request) {
	address := r.door.Address()
	for _, v := range r.reach.visits() {
		for _, a := range r.door.Addresses {
			if v.Opened && strings.HasSuffix(a, "//"+v.By) {
				address = a
			}
		}
	}
	var all []drawn
	for _, l := range r.linksBy(address) {
		qr, err := newCode(l.URL)
		if err != nil {
			wrong(w, err)
			return
		}
		all = append(all, drawn{l, qr})
	}
	answer(w, http.StatusOK, all)
}

// Links are the ways into the room, of all roles.
func (r *Room) Links() []Link { return r.linksBy(r.door.Address()) }

func (r *Room) linksBy(address string) []Link {
	var all []Link
	for _, s := range r.seats {
		all = append(all, Link{s.role.Name, s.label, address + "/room/" + s.token + "/", s.role == tabletop.Facilitator})
	}
	return all
}
