package room

import (
	"bufio"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	goqr "github.com/piglig/go-qr"
)

// visitor is a browser on another machine: here, at another address of this one.
func visitor(t *testing.T, from string, roots *x509.CertPool) *http.Client {
	t.Helper()
	transport := &http.Transport{
		TLSClientConfig: &tls.Config{RootCAs: roots}, ForceAttemptHTTP2: true,
		DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			_, port, err := net.SplitHostPort(address)
			if err != nil {
				return nil, err
			}
			d := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(from)}}
			return d.DialContext(ctx, "tcp", net.JoinHostPort("127.0.0.1", port))
		},
	}
	t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: transport}
}

// Beyond this machine a room speaks TLS and nothing else; its certificate is for every address
// that is shown, is the one whose fingerprint is shown, and stays when the room is resumed.
func TestBeyondThisMachineThereIsTLS(t *testing.T) {
	h := openedAt(t, "0.0.0.0:0", workshop)
	door := h.room.door
	block, err := tls.X509KeyPair([]byte(door.Certificate), []byte(door.Certificate))
	fatal(t, err)
	roots := x509.NewCertPool()
	roots.AddCert(block.Leaf)
	client := visitor(t, "127.0.0.1", roots)
	for _, address := range door.Addresses {
		if !strings.HasPrefix(address, "https://") {
			t.Errorf("the address %s is not of TLS", address)
		}
		response, err := client.Get(address + "/probe/" + h.room.reach.token)
		fatal(t, err)
		response.Body.Close()
		if shown := fingerprint(response.TLS.PeerCertificates[0].Raw); response.StatusCode != http.StatusOK || shown != door.Fingerprint || response.TLS.Version < tls.VersionTLS12 {
			t.Errorf("%s: %s, fingerprint %s, shown is %s", address, response.Status, shown, door.Fingerprint)
		}
	}
	streamed, err := client.Get(h.link("audience") + "stream")
	fatal(t, err)
	l := &listening{t, streamed, bufio.NewScanner(streamed.Body)}
	l.lines.Buffer(nil, 1<<22)
	if v := l.view(); v.Role != "audience" || streamed.ProtoMajor != 2 {
		t.Errorf("over %s it streams the view of %s", streamed.Proto, v.Role)
	}
	l.close()
	response, err := client.Get(strings.Replace(door.Address(), "https", "http", 1) + "/probe/" + h.room.reach.token)
	if err == nil {
		response.Body.Close()
		if response.StatusCode == http.StatusOK {
			t.Error("it speaks without TLS")
		}
	}
	if _, err := visitor(t, "127.0.0.1", nil).Get(door.Address()); err == nil {
		t.Error("a browser trusts a certificate that nobody vouches for")
	}
	fatal(t, h.close())
	kept, err := NewDoor("0.0.0.0:0", "", "", h.session.State().Certificate)
	fatal(t, err)
	defer kept.Close()
	if kept.Fingerprint != door.Fingerprint {
		t.Error("resumed, it has another certificate")
	}
}

// Links are shown by an address that a phone came by, and by none that a visitor makes up.
func TestLinksAreByTheAddressThatWorks(t *testing.T) {
	h := opened(t, workshop)
	h.room.door.Addresses = append(h.room.door.Addresses, "http://10.0.0.7:7425")
	f := h.person("facilitator")
	for _, one := range []struct {
		v    visit
		want string
	}{
		{visit{From: "10.0.0.3"}, h.address}, {visit{From: "10.0.0.4", By: "evil.example", Opened: true}, h.address},
		{visit{From: "10.0.0.3", By: "10.0.0.7:7425", Opened: true}, "http://10.0.0.7:7425"},
	} {
		h.room.reach.knock(one.v)
		var all []drawn
		if f.get("links", &all); !strings.HasPrefix(all[1].URL, one.want+"/room/") {
			t.Errorf("after %+v the wall is at %s", one.v, all[1].URL)
		}
	}
}

// A certificate that is given is used, and the links have its name.
func TestACertificateThatIsGivenIsUsed(t *testing.T) {
	_, text, err := certificate([]string{"room.example"}, "")
	fatal(t, err)
	file := filepath.Join(t.TempDir(), "room.pem")
	fatal(t, os.WriteFile(file, []byte(text), 0o600))
	d, err := NewDoor("127.0.0.1:0", file, file, "")
	fatal(t, err)
	defer d.Close()
	if !strings.HasPrefix(d.Address(), "https://room.example:") || d.Certificate != "" {
		t.Errorf("the address is %s", d.Address())
	}
	for _, bad := range [][2]string{{file, ""}, {"", file}, {file + "x", file}, {file, "door_test.go"}} {
		if d, err := NewDoor("127.0.0.1:0", bad[0], bad[1], ""); err == nil {
			d.Close()
			t.Errorf("%q were taken", bad)
		}
	}
	for _, bad := range []string{"", "here", "1.2.3.4:5:6", "127.0.0.1:99999", "192.0.2.1:0"} {
		if d, err := NewDoor(bad, "", "", ""); err == nil {
			d.Close()
			t.Errorf("%q was taken", bad)
		}
	}
}

// A certificate that was made is made anew when addresses change, or when it soon ends.
func TestACertificateIsMadeAnewWhenItMust(t *testing.T) {
	pair, text, err := certificate([]string{"10.0.0.7", "fd00::7"}, "")
	fatal(t, err)
	if _, same, err := certificate([]string{"10.0.0.7"}, text); err != nil || same != text {
		t.Errorf("for one of its addresses it is another (%v)", err)
	}
	for _, made := range []string{"", "garbage", text} {
		if _, other, err := certificate([]string{"10.0.0.8"}, made); err != nil || other == made {
			t.Errorf("for another address it is the same (%v)", err)
		}
	}
	if left := time.Until(pair.Leaf.NotAfter); left > validFor || left < validFor-time.Hour {
		t.Errorf("it is good for %s", left)
	}
}

// Addresses are listed with the likeliest first, and none that a phone cannot reach.
func TestAddressesAreThoseThatAPhoneCanReach(t *testing.T) {
	var all []net.Addr
	for _, text := range []string{"127.0.0.1/8", "fe80::1/64", "fd00::7/64", "8.8.4.4/24", "169.254.3.4/16", "192.168.1.20/24", "10.1.2.3/8", "::1/128"} {
		ip, n, err := net.ParseCIDR(text)
		fatal(t, err)
		all = append(all, &net.IPNet{IP: ip, Mask: n.Mask})
	}
	if got, want := others(all), []string{"192.168.1.20", "10.1.2.3", "8.8.4.4", "fd00::7"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// The facilitator sees that a phone came, what it is, and that one has only knocked.
func TestTheFacilitatorSeesWhetherAPhoneComes(t *testing.T) {
	h := opened(t, workshop)
	f := h.person("facilitator")
	var at reaching
	f.get("reached", &at)
	if !at.Alone || len(at.Visits) != 0 || at.Resume == "" {
		t.Errorf("at first: %+v", at)
	}
	shy, err := (&net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP("127.0.0.3")}}).Dial("tcp", strings.TrimPrefix(h.address, "http://"))
	fatal(t, err)
	defer shy.Close()
	q, err := http.NewRequest("GET", h.address+"/probe/"+h.room.reach.token, nil)
	fatal(t, err)
	q.Header.Set("User-Agent", "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X)")
	response, err := visitor(t, "127.0.0.2", nil).Do(q)
	fatal(t, err)
	response.Body.Close()
	f.get("reached", &at)
	want := []visit{{From: "127.0.0.3"}, {From: "127.0.0.2", Device: "iPhone", By: strings.TrimPrefix(h.address, "http://"), Opened: true}}
	slices.SortFunc(at.Visits, func(a, b visit) int { return strings.Compare(b.From, a.From) })
	if !slices.Equal(at.Visits, want) {
		t.Errorf("came: %+v, want %+v", at.Visits, want)
	}
	response, err = http.Get(h.address + "/probe/" + strings.Repeat("A", 26))
	fatal(t, err)
	response.Body.Close()
	if response.StatusCode != http.StatusNotFound {
		t.Errorf("another probe: %s", response.Status)
	}
	for i := range 2 * maxVisits {
		h.room.reach.knock(visit{From: net.IPv4(10, 0, 0, byte(i)).String()})
	}
	if n := len(h.room.reach.visits()); n != maxVisits {
		t.Errorf("%d visits are remembered", n)
	}
}

// painted draws modules for a reader of codes: eight dots a side each, the margin around.
func painted(size int, dark func(x, y int) bool) image.Image {
	const dots = 8
	side := (size + 2*margin) * dots
	img := image.NewGray(image.Rect(0, 0, side, side))
	for y := range side {
		for x := range side {
			mx, my := x/dots-margin, y/dots-margin
			img.SetGray(x, y, color.Gray{Y: 255})
			if mx >= 0 && my >= 0 && mx < size && my < size && dark(mx, my) {
				img.SetGray(x, y, color.Gray{})
			}
		}
	}
	return img
}

// The codes on the page and in the terminal are read as the links.
func TestCodesAreReadAsTheLinks(t *testing.T) {
	h := opened(t, workshop)
	var all []drawn
	h.person("facilitator").get("links", &all)
	if len(all) != 5 {
		t.Fatalf("%d links", len(all))
	}
	for _, l := range all {
		modules := make([][]bool, l.QR.Size)
		for y := range modules {
			modules[y] = make([]bool, l.QR.Size)
		}
		for _, run := range strings.Split(strings.TrimSuffix(l.QR.Path, "z"), "z") {
			var x, y, w, back int
			if _, err := fmt.Sscanf(run, "M%d %dh%dv1h-%d", &x, &y, &w, &back); err != nil || back != w {
				t.Fatalf("%s: %v", run, err)
			}
			for i := range w {
				modules[y][x+i] = true
			}
		}
		if got, err := goqr.Decode(painted(l.QR.Size, func(x, y int) bool { return modules[y][x] })); err != nil || got != l.URL {
			t.Errorf("%s: the page's code is read as %q (%v)", l.Label, got, err)
		}
		text, err := Blocks(l.URL)
		fatal(t, err)
		rows := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
		dark := func(x, y int) bool {
			sign := []rune(rows[(y+margin)/2])[x+margin]
			return sign == ' ' || sign == '▀' && y%2 == 1 || sign == '▄' && y%2 == 0
		}
		if got, err := goqr.Decode(painted(len([]rune(rows[0]))-2*margin, dark)); err != nil || got != l.URL {
			t.Errorf("%s: the terminal's code is read as %q (%v)", l.Label, got, err)
		}
	}
	if text, err := json.Marshal(all); err != nil || !strings.Contains(string(text), `"all":true`) {
		t.Errorf("no link is the facilitator's: %s %v", text, err)
	}
}
