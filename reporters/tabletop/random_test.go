package tabletop

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"ripple/scenarios"
)

// command is something that somebody does at random, allowed or not.
func command(t *rapid.T, s *Session) error {
	ctx := context.Background()
	st := s.State()
	number := func() int { return rapid.IntRange(1, len(st.Injects)+1).Draw(t, "number") }
	team := func() string { return rapid.SampledFrom([]string{"front", "yard", "yard", "nobody"}).Draw(t, "team") }
	actions := func() []Action {
		return rapid.SampledFrom([][]Action{
			nil,
			{{Choice: "later"}},
			{{Choice: "campaign", Sizes: []scenarios.Size{{Key: "by", Value: "45 %"}}}},
			{{Choice: "hands"}, {Choice: "rush-steel"}},
			{{Choice: "when-short"}},
			{{Choice: "no-such-thing"}},
			{{Text: "{lend: {from: office, to: shop.cutting, people: 1, counts: 60 %}, for: 4 days}"}},
			{{Text: "{workaround: {system: erp, work: x 1.5}}"}},
			{{Text: "{absence: {department: nowhere, people: 1}}"}},
			{{Text: "{change: {departments.shop.limit: 40, stocks.steel.reorder.at: 90}, for: 9 days}"}},
		}).Draw(t, "actions")
	}
	switch rapid.IntRange(0, 17).Draw(t, "command") {
	case 0, 1, 2, 3, 4:
		hours := rapid.Int64Range(1, 6*24*3600).Draw(t, "seconds")
		return s.Advance(ctx, Target{To: st.Now + hours*1000 + rapid.Int64Range(0, 999).Draw(t, "ms"), On: rapid.Bool().Draw(t, "on")})
	case 5:
		return s.Advance(ctx, s.NextInject())
	case 6:
		until, err := s.Until(rapid.SampledFrom([]string{"builders.open > 60", "steel.stock < 30", "shop.backlog > 30 and builders.overdue > 2"}).Draw(t, "until"))
		if err != nil {
			return err
		}
		return s.Advance(ctx, until)
	case 7:
		return s.Fire(ctx, number())
	case 8:
		return s.Hold(ctx, number())
	case 9:
		return s.Skip(ctx, number())
	case 10:
		return s.Postpone(ctx, number(), st.Now+rapid.Int64Range(-1000, 8*24*3600*1000).Draw(t, "later"))
	case 11:
		_, err := s.Improvise(ctx, rapid.SampledFrom([]string{
			"say: The press calls.", "{surge: {customers: builders, by: 35 %}, for: 2 days}", "{outage: {system: erp}, for: exponential(5h)}",
			"{slowdown: {department: shop, work: x 1.3}, for: 3 days, to: yard}", "{errors: {department: shop, to: 200 %}}", "nonsense", "{when: shop.backlog > 3, say: no}",
		}).Draw(t, "text"))
		return err
	case 12, 13:
		return s.Decide(ctx, Request{Team: team(), Words: rapid.SampledFrom([]string{"", "As we said: do it, \"now\" # please"}).Draw(t, "words"), Actions: actions(), Extra: rapid.Bool().Draw(t, "extra")})
	case 14:
		_, err := s.Propose(ctx, Request{Team: team(), Words: "We should", Actions: actions()})
		return err
	case 15:
		id := rapid.IntRange(1, len(st.Proposals)+1).Draw(t, "id")
		if rapid.Bool().Draw(t, "admit") {
			return s.Admit(ctx, id, actions())
		}
		return s.Refuse(ctx, id, "no")
	case 16:
		if rapid.Bool().Draw(t, "switch") {
			return s.Switch(ctx, rapid.IntRange(1, len(st.Branches)+1).Draw(t, "branch"))
		}
		_, err := s.Fork(ctx, rapid.IntRange(1, len(s.Events())+1).Draw(t, "before"), "")
		return err
	}
	if rapid.Bool().Draw(t, "forecast") {
		return s.Forecast(ctx, Horizon{Replications: fewAhead, Days: rapid.IntRange(1, 6).Draw(t, "days")})
	}
	if rapid.Bool().Draw(t, "rate") {
		return s.Rate(ctx, "evaluator", "one-plan", Performed, "well done")
	}
	return errors.Join(s.Note(ctx, "yard", "", "busy"), s.Reveal(ctx, RevealDoNothing, rapid.Bool().Draw(t, "reveal")))
}

// TestWhateverTheRoomDoesIsRepeatable: after any commands, allowed or refused, the past has
// stayed as it was (or the session would have refused to go on), a resumed session stands as
// the one that was killed, wherever in the writing of the next line that was, and the saved
// session gives the room's world to the bit.
func TestWhateverTheRoomDoesIsRepeatable(t *testing.T) {
	b := bus(t)
	folder := t.TempDir()
	count := 0
	rapid.Check(t, func(t *rapid.T) {
		count++
		bundle, err := scenarios.Gather("testdata/workshop.yaml")
		do(t, err)
		path := filepath.Join(folder, "session.ripple")
		os.Remove(path)
		j, err := CreateJournal(path)
		do(t, err)
		s, err := Begin(context.Background(), bundle, j, Settings{Bus: b, Replication: rapid.IntRange(0, 2).Draw(t, "replication")})
		do(t, err)
		defer func() { s.Close() }()
		for range rapid.IntRange(3, 14).Draw(t, "commands") {
			err := command(t, s)
			var refusal *Refusal
			if err != nil && !errors.As(err, &refusal) && !isJoined(err) {
				t.Fatalf("%v", err)
			}
			if rapid.IntRange(0, 5).Draw(t, "kill") == 0 {
				s = killed(t, s, path, Settings{Bus: b})
			}
		}
		sameToday(t, b, s, folder)
		if now := s.State().Now; rapid.Bool().Draw(t, "play to the end") {
			for now < s.Scenario().Exercise.Ends {
				if err := s.Advance(context.Background(), s.NextInject()); err != nil {
					t.Fatalf("%v", err)
				}
				now = s.State().Now
			}
			sameToday(t, b, s, folder)
		}
	})
	t.Logf("%d sessions", count)
}

func isJoined(err error) bool {
	_, joined := err.(interface{ Unwrap() []error })
	return joined
}

// killed is the session of another program that finds the journal as a killed one left it:
// what was confirmed, and a part of what was being written.
func killed(t *rapid.T, s *Session, path string, set Settings) *Session {
	t.Helper()
	before, confirmed := s.State(), len(s.Events())
	whole, err := os.ReadFile(path)
	do(t, err)
	size := len(whole)
	if rapid.Bool().Draw(t, "while writing") {
		if err := s.Note(context.Background(), "facilitator", "", "one more"); err != nil {
			t.Fatalf("%v", err)
		}
		longer, err := os.ReadFile(path)
		do(t, err)
		size += rapid.IntRange(0, len(longer)-size-1).Draw(t, "bytes")
		whole = longer
	}
	do(t, s.Close())
	do(t, os.WriteFile(path, whole[:size], 0o600))
	again, err := Resume(context.Background(), path, set)
	do(t, err)
	if before.Playing { // whoever resumes finds play paused
		confirmed++
		before.Playing, before.Why = false, again.State().Why
	}
	after := again.State()
	if n := len(again.Events()); n != confirmed {
		t.Fatalf("%d events after the kill, %d were confirmed", n, confirmed)
	}
	before.path, after.path = nil, nil
	if !reflect.DeepEqual(before, after) {
		t.Fatalf("resumed as %+v\nwas %+v", after, before)
	}
	return again
}

// TestAJournalThatWasChangedIsRefused: any byte but those of a last line that was being
// written.
func TestAJournalThatWasChangedIsRefused(t *testing.T) {
	b := bus(t)
	s, path := opened(t, b, "testdata/workshop.yaml", 0)
	do(t, s.Note(context.Background(), "front", "", "first"))
	do(t, s.Note(context.Background(), "front", "", "second"))
	do(t, s.Close())
	whole, err := os.ReadFile(path)
	do(t, err)
	rapid.Check(t, func(t *rapid.T) {
		at := rapid.IntRange(0, len(whole)-1).Draw(t, "at")
		changed := append([]byte(nil), whole...)
		changed[at] ^= byte(rapid.IntRange(1, 255).Draw(t, "bits"))
		other := path + ".changed"
		do(t, os.WriteFile(other, changed, 0o600))
		j, events, err := OpenJournal(other)
		if err == nil {
			j.Close()
			if len(events) == 3 {
				t.Fatalf("byte %d was changed and nobody noticed", at)
			}
		}
	})
}
