package room

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base32"
	"encoding/base64"

	"ripple/reporters/tabletop"
	"ripple/scenarios"
)

// seat is a role with its link.
type seat struct {
	role  tabletop.Role
	label string
	token string
}

// tokenBytes are 128 bits: nobody guesses them.
const tokenBytes = 16

// newSecret is what the tokens of a room are made from.
func newSecret() string {
	b := make([]byte, 32)
	rand.Read(b)
	return base64.RawURLEncoding.EncodeToString(b)
}

// derive makes something of the secret that tells nothing about it nor about what else is
// made of it.
func derive(secret, what string) []byte {
	h := hmac.New(sha256.New, []byte(secret))
	h.Write([]byte(what))
	return h.Sum(nil)
}

// seats are the roles of an exercise, in the order in which links are shown.
func seats(x *scenarios.Exercise, secret string) []seat {
	all := []seat{
		{role: tabletop.Facilitator, label: "facilitator"},
		{role: tabletop.Audience, label: "the wall"},
	}
	for _, t := range x.Teams {
		all = append(all, seat{role: tabletop.Role{Name: t.Name, Team: true}, label: t.Label})
	}
	all = append(all, seat{role: tabletop.Evaluator, label: "evaluator"})
	for i := range all {
		kind := "role "
		if all[i].role.Team {
			kind = "team "
		}
		token := derive(secret, kind+all[i].role.Name)[:tokenBytes]
		all[i].token = base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(token)
	}
	return all
}

// seat is the one with a token, nil when there is none. How long it takes tells nothing.
func (r *Room) seat(token string) *seat {
	var found *seat
	for i := range r.seats {
		if subtle.ConstantTimeCompare([]byte(r.seats[i].token), []byte(token)) == 1 {
			found = &r.seats[i]
		}
	}
	return found
}

// Link is the way into the room for a role.
type Link struct {
	Role  string `json:"role"`
	Label string `json:"label"`
	URL   string `json:"url"`
	// All says that the role sees and does everything: its link is nobody else's.
	All bool `json:"all,omitempty"`
}
