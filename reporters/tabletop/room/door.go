package room

import (
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"slices"
	"strings"
)

// Door is where browsers come in.
type Door struct {
	listener net.Listener
	// Alone says that only browsers on this machine come in.
	Alone bool
	// Addresses are how browsers get here, the likeliest first: https://192.168.1.20:7425.
	Addresses []string
	// Certificate is what was made for the door, with its key, in PEM; "" where it has none or
	// one that was given.
	Certificate string
	// Fingerprint is the SHA-256 of its certificate: what a careful visitor compares.
	Fingerprint string
}

// Address is that of the links.
func (d *Door) Address() string { return d.Addresses[0] }

// Close closes the door.
func (d *Door) Close() error { return d.listener.Close() }

// errKey means that a certificate was given without its key, or the other way round.
var errKey = errors.New("a certificate and its key go together")

// NewDoor waits for browsers at HOST:PORT. Beyond this machine it speaks TLS: with the
// certificate and key in two files; without, with one that it made before, in PEM, where that is
// still good, or makes now.
func NewDoor(address, cert, key, made string) (*Door, error) {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return nil, fmt.Errorf("%q is not HOST:PORT", address)
	}
	l, err := net.Listen("tcp", address)
	if err != nil {
		return nil, err
	}
	d := &Door{listener: l, Alone: isLoopback(host)}
	if err := d.dress(host, cert, key, made); err != nil {
		return nil, errors.Join(err, l.Close())
	}
	return d, nil
}

// dress gives the door its certificate, where it needs one, and its addresses.
func (d *Door) dress(host, cert, key, made string) error {
	_, port, err := net.SplitHostPort(d.listener.Addr().String())
	if err != nil {
		return err
	}
	names := reached(host)
	scheme := "http://"
	switch {
	case cert != "" || key != "":
		if cert == "" || key == "" {
			return errKey
		}
		pair, err := tls.LoadX509KeyPair(cert, key)
		if err != nil {
			return fmt.Errorf("read the certificate: %w", err)
		}
		names = append(named(&pair), names...)
		d.secure(pair)
		scheme = "https://"
	case !d.Alone:
		pair, text, err := certificate(names, made)
		if err != nil {
			return err
		}
		d.Certificate = text
		d.secure(pair)
		scheme = "https://"
	}
	for _, name := range names {
		d.Addresses = append(d.Addresses, scheme+net.JoinHostPort(name, port))
	}
	return nil
}

func (d *Door) secure(pair tls.Certificate) {
	d.Fingerprint = fingerprint(pair.Certificate[0])
	d.listener = tls.NewListener(d.listener, &tls.Config{
		Certificates: []tls.Certificate{pair}, MinVersion: tls.VersionTLS12, NextProtos: []string{"h2", "http/1.1"},
	})
}

// isLoopback tells whether a host is this machine alone.
func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// reached are the names by which a host to listen at is reached: where it is all of this
// machine's, those of its interfaces, and its own at last.
func reached(host string) []string {
	if ip := net.ParseIP(host); host != "" && (ip == nil || !ip.IsUnspecified()) {
		return []string{host}
	}
	var names []string
	if all, err := net.InterfaceAddrs(); err == nil {
		names = others(all)
	}
	return append(names, "127.0.0.1")
}

// others are the addresses at which other machines can reach this one: private ones of the
// fourth version first, those that hold for one link only not at all.
func others(all []net.Addr) []string {
	var ips []net.IP
	for _, a := range all {
		if n, ok := a.(*net.IPNet); ok && !n.IP.IsLoopback() && n.IP.IsGlobalUnicast() {
			ips = append(ips, n.IP)
		}
	}
	rank := func(ip net.IP) int {
		switch {
		case ip.To4() == nil:
			return 2
		case ip.IsPrivate():
			return 0
		}
		return 1
	}
	slices.SortStableFunc(ips, func(a, b net.IP) int { return rank(a) - rank(b) })
	var names []string
	for _, ip := range ips {
		names = append(names, ip.String())
	}
	return names
}

// named are the names that a certificate is for, those of whole domains left out.
func named(pair *tls.Certificate) []string {
	var names []string
	for _, name := range pair.Leaf.DNSNames {
		if !strings.Contains(name, "*") {
			names = append(names, name)
		}
	}
	return names
}
