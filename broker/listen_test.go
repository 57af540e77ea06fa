package broker

import (
	"context"
	"net"
	"testing"

	"github.com/nats-io/nats.go"
)

func TestNoPortIsOpenUnlessAsked(t *testing.T) {
	b := start(t, Options{})
	if got := b.Address(); got != "" {
		t.Errorf("listens on %s", got)
	}
	if got := b.server.server.Addr(); got != nil {
		t.Errorf("the server listens on %s", got)
	}
}

func TestAnyClientCanWatchTheAddressListenedOn(t *testing.T) {
	b := start(t, Options{Listen: "localhost:0"})
	host, port, err := net.SplitHostPort(b.Address())
	if err != nil || host != "127.0.0.1" || port == "0" {
		t.Fatalf("address %q: %v", b.Address(), err)
	}
	watcher, err := nats.Connect("nats://" + b.Address())
	if err != nil {
		t.Fatal(err)
	}
	defer watcher.Close()
	sub, err := watcher.SubscribeSync("ripple.>")
	if err != nil {
		t.Fatal(err)
	}
	if err := watcher.Flush(); err != nil {
		t.Fatal(err)
	}
	if err := dial(t, b, "sales").Publish("ripple.x", []byte("seen")); err != nil {
		t.Fatal(err)
	}
	m, err := sub.NextMsg(patience)
	if err != nil || string(m.Data) != "seen" {
		t.Errorf("watched %v: %v", m, err)
	}
}

func TestAddressThatOthersReachNeedsAToken(t *testing.T) {
	for _, listen := range []string{":0", "0.0.0.0:0", "[::]:0", "example.org:0", "192.0.2.1:0"} {
		b, err := Start(context.Background(), Options{Listen: listen})
		if err == nil {
			b.Close()
		}
		contains(t, err, listen, "token", "127.0.0.1")
	}
	b := start(t, Options{Listen: "0.0.0.0:0", Token: "sesame"})
	_, port, err := net.SplitHostPort(b.Address())
	if err != nil {
		t.Fatal(err)
	}
	url := "nats://127.0.0.1:" + port
	if nc, err := nats.Connect(url); err == nil {
		nc.Close()
		t.Error("let in without the token")
	}
	if nc, err := nats.Connect(url, nats.Token("guess")); err == nil {
		nc.Close()
		t.Error("let in with a wrong token")
	}
	// The broker's own agents show the token too, and so does a second broker
	// for which this one is external.
	in := subscribe(t, dial(t, b, "sales"), "x")
	other := start(t, Options{URL: url, Token: "sesame"})
	if other.Address() != "" {
		t.Errorf("listens on %s", other.Address())
	}
	if err := dial(t, other, "finance").Publish("x", []byte("hello")); err != nil {
		t.Fatal(err)
	}
	if got := string(next(t, in)); got != "hello" {
		t.Errorf("got %q", got)
	}
}

func TestFailedStartSaysWhy(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	b, err := Start(context.Background(), Options{Listen: l.Addr().String()})
	if err == nil {
		b.Close()
	}
	contains(t, err, "start broker", "embedded server", "address already in use")
}
