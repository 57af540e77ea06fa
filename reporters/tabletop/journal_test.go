package tabletop

import (
	"context"
	"errors"
	"testing"
)

// A journal is one program's: who comes second is told, and can have it when the first has ended.
func TestTwoDoNotHaveOneJournal(t *testing.T) {
	b := bus(t)
	s, path := opened(t, b, "testdata/workshop.yaml", 0)
	if _, err := Resume(context.Background(), path, Settings{Bus: b}); !errors.Is(err, errLocked) {
		t.Errorf("a second has it: %v", err)
	}
	do(t, s.Note(context.Background(), facilitator, "", "still mine"))
	do(t, s.Close())
	again, err := Resume(context.Background(), path, Settings{Bus: b})
	do(t, err)
	if n := len(again.State().Notes); n != 1 {
		t.Errorf("%d notes", n)
	}
	do(t, again.Close())
}
