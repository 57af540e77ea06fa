package tabletop

import (
	"context"
	"testing"
	"time"
)

// TestTheFlagshipIsPlayed: a decision in the shipped scenario, with what the room's file
// says of it. How long it takes is for people to read.
func TestTheFlagshipIsPlayed(t *testing.T) {
	if testing.Short() {
		t.Skip("plays the flagship several times")
	}
	ctx, b := context.Background(), bus(t)
	began := time.Now()
	s, path := opened(t, b, "procurement-slip", 0)
	t.Logf("opened in %s", time.Since(began))
	playTo(t, s, "day 22 10:00")
	began = time.Now()
	do(t, s.Decide(ctx, Request{Team: "leadership", Words: "Act", Actions: []Action{{Choice: "expedite"}, {Choice: "re-promise"}}}))
	t.Logf("decided in %s", time.Since(began))
	playTo(t, s, "day 60")
	began = time.Now()
	do(t, s.Close())
	again, err := Resume(ctx, path, Settings{Bus: b})
	do(t, err)
	t.Logf("resumed in %s", time.Since(began))
	sameToday(t, b, again, t.TempDir())
	do(t, again.Close())
}
