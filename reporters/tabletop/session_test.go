package tabletop

import (
	"context"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"ripple/broker"
	"ripple/scenarios"
	"ripple/sim"
)

func bus(t testing.TB) *broker.Broker {
	t.Helper()
	b, err := broker.Start(context.Background(), broker.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })
	return b
}

// opened is a new session on a scenario, and where its journal is.
func opened(t testing.TB, b *broker.Broker, scenario string, replication int) (*Session, string) {
	t.Helper()
	bundle, err := scenarios.Gather(scenario)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "session.ripple")
	j, err := CreateJournal(path)
	if err != nil {
		t.Fatal(err)
	}
	s, err := Begin(context.Background(), bundle, j, Settings{Bus: b, Replication: replication})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s, path
}

type fatal interface {
	Helper()
	Fatalf(format string, args ...any)
}

func do(t fatal, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("%v", err)
	}
}

func playTo(t fatal, s *Session, text string) {
	t.Helper()
	to, err := s.To(text)
	do(t, err)
	for s.State().Now < to.To {
		do(t, s.Advance(context.Background(), to))
	}
}

// worldOfFile runs a saved session as `ripple run` does, and gives the arms of the
// replication lived in that the session has.
func worldOfFile(t fatal, b *broker.Broker, folder, text string, arms int) ([]sim.World, *scenarios.Scenario) {
	t.Helper()
	path := filepath.Join(folder, "saved.yaml")
	do(t, os.WriteFile(path, []byte(text), 0o600))
	file, err := scenarios.Load(path, scenarios.Options{})
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	r, err := sim.Run(context.Background(), file.Model, b, sim.Options{Replications: file.Exercise.LivedIn + 1, Sample: sampleEvery})
	do(t, err)
	return r.Worlds[file.Exercise.LivedIn][:arms], file
}

// sameToday checks that a saved session gives what its room lived through: up to the
// present everything, and where nothing is planned any more all of it.
func sameToday(t fatal, b *broker.Broker, s *Session, folder string) {
	t.Helper()
	text, err := s.Saved(folder)
	do(t, err)
	st, course := s.State(), s.Course()
	worlds, file := worldOfFile(t, b, folder, text, len(course.Worlds))
	saved := &Course{Scenario: file, Model: file.Model, Worlds: worlds}
	if err := course.agrees(saved, st.Now); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	if slices.ContainsFunc(st.Injects, func(in Inject) bool { return in.Status == Planned }) {
		return
	}
	for arm := range worlds {
		a, b := worlds[arm], course.Worlds[arm]
		a.Samples, b.Samples = nil, nil
		if !reflect.DeepEqual(a, b) {
			t.Fatalf("the saved session is another world than the room's, in arm %d\n%s", arm, text)
		}
	}
}

func TestASavedSessionIsWhatTheRoomLivedThrough(t *testing.T) {
	ctx, b := context.Background(), bus(t)
	s, path := opened(t, b, "testdata/workshop.yaml", 1)
	folder := t.TempDir()
	playTo(t, s, "day 7 15:30:12.345")
	sameToday(t, b, s, folder)
	do(t, s.Hold(ctx, 5))
	do(t, s.Decide(ctx, Request{Team: "front", Words: "Tell builders a later date", Reason: "We will not make it.", Actions: []Action{{Choice: "later"}}}))
	if err := s.Decide(ctx, Request{Team: "front", Actions: []Action{{Choice: "campaign"}}}); err == nil {
		t.Error("a second action in a turn was taken")
	}
	do(t, s.Decide(ctx, Request{Team: "front", Words: "Call every builder"}))
	playTo(t, s, "day 9 11:00")
	sameToday(t, b, s, folder)
	id, err := s.Propose(ctx, Request{Team: "yard", Words: "More hands", Actions: []Action{{Choice: "hands", Sizes: []scenarios.Size{{Key: "people", Value: "3"}, {Key: "2.for", Value: "3 days"}}}}})
	do(t, err)
	do(t, s.Admit(ctx, id, nil))
	n, err := s.Improvise(ctx, "{surge: {customers: builders, by: 25 %, for: 2 days}, say: The competitor burnt down., to: front, from: the press}")
	do(t, err)
	if n != 9 {
		t.Errorf("the improvised inject has number %d", n)
	}
	sameToday(t, b, s, folder)
	playTo(t, s, "day 20 08:00")
	do(t, s.Skip(ctx, 6))
	do(t, s.Decide(ctx, Request{Team: "yard", Actions: []Action{{Choice: "rush-steel"}}}))
	playTo(t, s, "day 24")
	do(t, s.Fire(ctx, 5))
	do(t, s.Decide(ctx, Request{Team: "front", Words: "Win some back", Actions: []Action{{Text: "{change: {departments.office.staff: 4}, for: 6 days, cost: 200 per day}"}}}))
	playTo(t, s, "day 36 00:00")
	sameToday(t, b, s, folder)
	text, err := s.Saved(folder)
	do(t, err)
	for _, want := range []string{"people: 3", "at: day 9 11:00", "The competitor burnt down.", "number: 9", "lived-in: 2", "reached: day 36 00:00", "number: 6", "not-after: day 20 08:00", "Tell builders a later date"} {
		if !strings.Contains(text, want) {
			t.Errorf("the saved session does not say %q:\n%s", want, text)
		}
	}
	if st := s.State(); len(st.Decisions) != 5 || st.Decisions[1].Modelled {
		t.Errorf("decisions: %+v", st.Decisions)
	}
	before := s.State()
	do(t, s.Close())
	again, err := Resume(ctx, path, Settings{Bus: b})
	do(t, err)
	defer again.Close()
	if after := again.State(); !reflect.DeepEqual(before, after) {
		t.Errorf("resumed as %+v, was %+v", after, before)
	}
}

// TestAnInjectThatWaitsForItsConditionCanBePlannedForAMoment: from then on the condition leads
// to nothing, it comes at the moment, once, and the saved file says the same.
func TestAnInjectThatWaitsForItsConditionCanBePlannedForAMoment(t *testing.T) {
	ctx, b := context.Background(), bus(t)
	s, _ := opened(t, b, "testdata/workshop.yaml", 0)
	playTo(t, s, "day 3 09:00")
	const waiting = 6 // its condition never holds
	at, err := s.To("day 5 10:00")
	do(t, err)
	do(t, s.Postpone(ctx, waiting, at.To))
	st := s.State()
	own := st.Injects[len(st.Injects)-1]
	if st.inject(waiting).Status != NotComing || own.Status != Planned || own.Planned != at.To || own.Of != waiting {
		t.Fatalf("the one that waited stands at %q, and there is %+v", st.inject(waiting).Status, own)
	}
	playTo(t, s, "day 8 09:00")
	if in := s.State().inject(own.Number); in.Status != HasCome || in.At != at.To {
		t.Errorf("it stands at %q, and came at %d, not %d", in.Status, in.At, at.To)
	}
	text, err := s.Saved(t.TempDir())
	do(t, err)
	if strings.Contains(text, "shop.backlog > 300\n") && !strings.Contains(text, "not-after: day 3 09:00") || !strings.Contains(text, "at: day 5 10:00") {
		t.Errorf("the saved file is\n%s", text)
	}
	sameToday(t, b, s, t.TempDir())
}
