package tabletop

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"ripple/broker"
	"ripple/reporters"
	"ripple/scenarios"
	"ripple/sim"
)

func reviewed(t fatal, b *broker.Broker, s *Session, replications int) *reporters.AfterAction {
	t.Helper()
	a, err := Review(context.Background(), s.Events(), ReviewSettings{Bus: b, Replications: replications})
	do(t, err)
	return a
}

// TestADecisionIsWorthWhatAHandComputes: an order comes every hour and takes 50 minutes; the desk
// is empty from day 2 00:00 until 10:00. Order j of those that come from midnight on is begun at
// 10:00 + 50j min, and so takes 650 − 10j min, of which j = 0 … 52 are more than the 125 that were
// promised (minutes of handoff change none of them): 53 are late. With a second person from 10:00
// on, order 2m takes 650 − 70m and order 2m+1 590 − 70m min, so that orders 0 … 14 are late: 15.
// The second person brings 38 orders in on time and costs 1000; every replication is the same.
func TestADecisionIsWorthWhatAHandComputes(t *testing.T) {
	ctx, b := context.Background(), bus(t)
	s, _ := opened(t, b, "testdata/counter.yaml", 0)
	playTo(t, s, "day 2 10:00")
	do(t, s.Decide(ctx, Request{Team: "front", Words: "One more at the desk", Actions: []Action{{Choice: "second"}}}))
	do(t, s.Decide(ctx, Request{Team: "front", Words: "As before", Actions: []Action{{Choice: "none"}}, Extra: true}))
	do(t, s.Decide(ctx, Request{Team: "front", Words: "Smile"}))
	playTo(t, s, "day 11")
	a := reviewed(t, b, s, 30)
	if len(a.Decisions) != 3 || a.Decisions[2].Worth != nil || a.Decisions[2].Does != "" {
		t.Fatalf("decisions: %+v", a.Decisions)
	}
	helped, idle := a.Decisions[0].Worth, a.Decisions[1].Worth
	if got := helped.Call.String(); got != "right call" || helped.HereJudged.Mean != 38 || helped.OftenJudged.Mean != 38 || helped.Better != 30 || helped.Worse != 0 {
		t.Errorf("the second person: %s, %+v here, %+v over all, better in %d", got, helped.HereJudged, helped.OftenJudged, helped.Better)
	}
	if got := helped.MoneyCall.Money(); got != "leaves less" || helped.HereMoney.Mean != -1000 || helped.OftenMoney.Mean != -1000 {
		t.Errorf("its money: %s, %+v, %+v", got, helped.HereMoney, helped.OftenMoney)
	}
	if got := idle.Call.String(); got != "changed nothing" || idle.HereJudged.Mean != 0 || idle.OftenJudged.Certainty != reporters.Identical {
		t.Errorf("a decision that does nothing: %s, %+v", got, idle.OftenJudged)
	}
	if a.Whole.HereJudged.Mean != 38 {
		t.Errorf("all together: %+v", a.Whole.HereJudged)
	}
	if len(a.Strengths) != 1 || !strings.Contains(a.Strengths[0], "right call") {
		t.Errorf("strengths: %q", a.Strengths)
	}
	// Nobody chose the third person, who could have come when the inject did: at midnight, ten
	// hours earlier. Order j is then begun at once until the second comes, and none is late.
	if r := a.Roads[0]; r.Kind != reporters.NobodyChose || r.Does != "a third person" || !strings.Contains(r.When, "00:00") || r.Worth.HereJudged.Mean != 15 {
		t.Errorf("the road not taken: %+v, %+v", r, r.Worth)
	}
	if len(a.Areas) != 1 || !strings.Contains(a.Areas[0], "a third person") {
		t.Errorf("areas: %q", a.Areas)
	}
}

// TestASessionWithoutDecisionsChangedNothing: whatever else happened in it.
func TestASessionWithoutDecisionsChangedNothing(t *testing.T) {
	ctx, b := context.Background(), bus(t)
	s, _ := opened(t, b, "testdata/workshop.yaml", 2)
	playTo(t, s, "day 9")
	do(t, s.Note(ctx, "front", "", "We wait."))
	a := reviewed(t, b, s, 2)
	if a.Whole != nil || len(a.Decisions) > 0 || len(a.Strengths) > 0 || !strings.HasPrefix(a.Sentences[1], "Nothing was decided, so nothing was changed") {
		t.Errorf("changed: %+v, %q", a.Whole, a.Sentences)
	}
	for _, day := range a.Course {
		if day.Room != day.Nobody {
			t.Errorf("the room differs from doing nothing: %+v", day)
		}
	}
	do(t, s.Decide(ctx, Request{Team: "front", Words: "Call every builder"}))
	a = reviewed(t, b, s, 2)
	if a.Whole != nil || !strings.Contains(a.Sentences[1], "not modelled") {
		t.Errorf("in words only: %q", a.Sentences)
	}
}

// sameAsRun checks that a review shows the room's world: that of the saved session, to the bit,
// and how things stood as the facilitator saw it.
func sameAsRun(t fatal, b *broker.Broker, s *Session, folder string) {
	t.Helper()
	r, err := newReview(s.Events(), ReviewSettings{Bus: b, Replications: 1})
	do(t, err)
	do(t, r.play(context.Background()))
	text, err := s.Saved(folder)
	do(t, err)
	own := r.runs[0]
	worlds, _ := worldOfFile(t, b, folder, text, own.room+1)
	for _, arm := range []int{sim.Baseline, sim.DoNothing, own.room} {
		if !reflect.DeepEqual(own.lived.Worlds[0][arm], worlds[arm]) {
			t.Fatalf("the review has another world than the saved session, in arm %d\n%s", arm, text)
		}
	}
	v, err := s.View(Facilitator)
	do(t, err)
	x := r.exercise()
	for _, c := range v.Customers {
		found := false
		for _, st := range x.Standing {
			if st.Case != reporters.CaseRoom || st.Customers != c.Name {
				continue
			}
			found = true
			if st.Placed != c.Placed || st.Delivered != c.Delivered || st.Lost != c.Lost || st.Late != c.Late || st.Open != c.Open || st.Overdue != c.Overdue || st.Revenue != c.Revenue || st.OnTime != c.OnTime {
				t.Fatalf("the review says %+v, the desk %+v", st, c)
			}
		}
		if !found {
			t.Fatalf("the review says nothing of %s", c.Name)
		}
	}
	if _, err := reporters.NewAfterAction(x); err != nil {
		t.Fatalf("%v", err)
	}
}

// TestAReviewShowsTheRoomsWorld: after any commands, on any branch.
func TestAReviewShowsTheRoomsWorld(t *testing.T) {
	b := bus(t)
	folder := t.TempDir()
	n := 0
	rapid.Check(t, func(t *rapid.T) {
		n++
		bundle, err := scenarios.Gather("testdata/workshop.yaml")
		do(t, err)
		j, err := CreateJournal(filepath.Join(folder, fmt.Sprintf("session-%d", n)))
		do(t, err)
		s, err := Begin(context.Background(), bundle, j, Settings{Bus: b, Replication: rapid.IntRange(0, 2).Draw(t, "replication")})
		do(t, err)
		defer func() { s.Close() }()
		for range rapid.IntRange(2, 12).Draw(t, "commands") {
			err := command(t, s)
			var refusal *Refusal
			if err != nil && !errors.As(err, &refusal) && !isJoined(err) {
				t.Fatalf("%v", err)
			}
		}
		sameAsRun(t, b, s, folder)
	})
}

// TestAReviewNamesWhatWasNotDone: refused proposals, choices, other ways of play; those that bring
// customers of their own beside the session's own run, so that its orders stay what they are.
func TestAReviewNamesWhatWasNotDone(t *testing.T) {
	ctx, b := context.Background(), bus(t)
	s, _ := opened(t, b, "testdata/workshop.yaml", 0)
	playTo(t, s, "day 9")
	do(t, s.Decide(ctx, Request{Team: "yard", Words: "first", Actions: []Action{{Choice: "hands"}}}))
	line := len(s.Events())
	id, err := s.Propose(ctx, Request{Team: "front", Words: "Sell", Actions: []Action{{Choice: "campaign"}}})
	do(t, err)
	do(t, s.Refuse(ctx, id, "not now"))
	playTo(t, s, "day 12")
	_, err = s.Fork(ctx, line, "without hands")
	do(t, err)
	do(t, s.Rate(ctx, "evaluator", "early-word", MajorChallenges, "Nobody called."))
	do(t, s.Switch(ctx, 1))
	a := reviewed(t, b, s, 3)
	var got []string
	for _, r := range a.Roads {
		got = append(got, fmt.Sprintf("%s %s: %s/%s played %t", r.Name, r.Kind, r.Words, r.Does, r.Worth != nil))
	}
	want := []string{
		"R1 proposed, refused: Sell/campaign played true",
		"R2 nobody chose it: /later played true",
		"R3 nobody chose it: /when short played true",
		"R4 nobody chose it: /rush the steel played true",
		"R5 another way that was played: without hands/nothing was decided played true",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("roads:\n%s", strings.Join(got, "\n"))
	}
	// The other way decided nothing: against it, the way reviewed is worth what all was.
	if other := a.Roads[4].Worth; other.HereJudged.Mean != -a.Whole.HereJudged.Mean || other.OftenJudged.Mean != -a.Whole.OftenJudged.Mean {
		t.Errorf("the other way %+v, all that was decided %+v", other.OftenJudged, a.Whole.OftenJudged)
	}
	if len(a.Areas) == 0 || !strings.Contains(a.Areas[0], "major challenges") {
		t.Errorf("areas: %q", a.Areas)
	}
}

// TestAReviewCanBeStopped: it ends with its context.
func TestAReviewCanBeStopped(t *testing.T) {
	b := bus(t)
	s, _ := opened(t, b, "testdata/counter.yaml", 0)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Review(ctx, s.Events(), ReviewSettings{Bus: b}); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped with %v", err)
	}
}
