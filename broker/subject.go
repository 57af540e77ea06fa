package broker

import (
	"crypto/rand"
	"fmt"
	"hash/fnv"
	"strings"
)

// NewRun returns a name for a run that no other run has, so that several can
// share one server. It decides where messages go and never what is in them:
// no result depends on it.
func NewRun() string { return rand.Text() }

// Subject is where a run's own messages travel: ripple.<run>.<part>.<part>…
// The parts may be wildcards of NATS.
func Subject(run string, parts ...string) string {
	return "ripple." + run + "." + strings.Join(parts, ".")
}

// checkToken refuses what would not be one token of a subject.
func checkToken(what, token string) error {
	if token == "" || strings.ContainsAny(token, ".*> \t\r\n") {
		return fmt.Errorf("%s %q cannot be part of a subject: it must not be empty, nor hold dots, spaces, * or >", what, token)
	}
	return nil
}

// runMark is what a parcel carries of its run's name.
func runMark(run string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(run))
	return h.Sum64()
}
