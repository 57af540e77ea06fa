package room

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"net"
	"strings"
	"time"
)

// A certificate that is made here is good for so long: an exercise, and its resumption.
const (
	validFor    = 30 * 24 * time.Hour
	validBefore = time.Hour // clocks differ
)

// certificate gives one that was made before, in PEM, if it is still good for all names, or
// makes one. Nobody has signed it but itself: who visits can compare its fingerprint.
func certificate(names []string, made string) (tls.Certificate, string, error) {
	if pair, err := tls.X509KeyPair([]byte(made), []byte(made)); err == nil && goodFor(pair.Leaf, names) {
		return pair, made, nil
	}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return tls.Certificate{}, "", fmt.Errorf("make a certificate: %w", err)
	}
	now := time.Now()
	c := &x509.Certificate{
		Subject: pkix.Name{CommonName: "ripple tabletop"}, NotBefore: now.Add(-validBefore), NotAfter: now.Add(validFor),
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}, BasicConstraintsValid: true,
	}
	for _, name := range names {
		if ip := net.ParseIP(name); ip != nil {
			c.IPAddresses = append(c.IPAddresses, ip)
		} else {
			c.DNSNames = append(c.DNSNames, name)
		}
	}
	der, err := x509.CreateCertificate(rand.Reader, c, c, &key.PublicKey, key)
	if err != nil {
		return tls.Certificate{}, "", fmt.Errorf("make a certificate: %w", err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return tls.Certificate{}, "", fmt.Errorf("make a certificate: %w", err)
	}
	var text bytes.Buffer
	for kind, body := range map[string][]byte{"CERTIFICATE": der, "PRIVATE KEY": private} {
		if err := pem.Encode(&text, &pem.Block{Type: kind, Bytes: body}); err != nil {
			return tls.Certificate{}, "", fmt.Errorf("make a certificate: %w", err)
		}
	}
	pair, err := tls.X509KeyPair(text.Bytes(), text.Bytes())
	return pair, text.String(), err
}

// goodFor tells whether a certificate holds for names for another day.
func goodFor(c *x509.Certificate, names []string) bool {
	for _, name := range names {
		if c.VerifyHostname(name) != nil {
			return false
		}
	}
	return time.Now().Add(24 * time.Hour).Before(c.NotAfter)
}

// fingerprint is the SHA-256 of a certificate as browsers show it.
func fingerprint(der []byte) string {
	sum := sha256.Sum256(der)
	var pairs []string
	for _, b := range sum {
		pairs = append(pairs, fmt.Sprintf("%02X", b))
	}
	return strings.Join(pairs, ":")
}
