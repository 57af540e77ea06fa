package tabletop

import (
	"context"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"ripple/sim"
)

// stopsOf plays a session to its end by a way of playing to the next stop, and lists the stops.
func stopsOf(t *testing.T, s *Session, play func()) []string {
	t.Helper()
	var stops []string
	for s.State().Now < s.Scenario().Exercise.Ends {
		play()
		st := s.State()
		stops = append(stops, s.Scenario().Moment(st.Now)+": "+strings.Join(st.Why, "; "))
	}
	return stops
}

// Play that runs stops where playing at once does, however fast it runs and however often
// the journal says so: nothing that is due is passed over.
func TestPlayThatRunsStopsWhereItWouldAtOnce(t *testing.T) {
	ctx, b := context.Background(), bus(t)
	atOnce, _ := opened(t, b, "testdata/workshop.yaml", 0)
	do(t, atOnce.Hold(ctx, 1))
	want := stopsOf(t, atOnce, func() { do(t, atOnce.Advance(ctx, atOnce.NextInject())) })
	folder := t.TempDir()
	saved, err := atOnce.Saved(folder)
	do(t, err)
	for seed := range uint64(3) {
		random := rand.New(rand.NewPCG(seed, 5))
		s, path := opened(t, b, "testdata/workshop.yaml", 0)
		do(t, s.Hold(ctx, 1))
		got := stopsOf(t, s, func() {
			do(t, s.Play(ctx))
			for s.State().Playing {
				step := sim.Tick(random.IntN(40 * 3_600_000))
				do(t, s.Step(ctx, s.NextInject(), s.Present()+step, random.IntN(4) == 0))
			}
		})
		if !slices.Equal(got, want) {
			t.Errorf("seed %d: it stopped at\n%s\nwant\n%s", seed, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
		if again, err := s.Saved(folder); err != nil || again != saved {
			t.Errorf("seed %d: the saved session is another (%v)", seed, err)
		}
		do(t, s.Close())
		resumed, err := Resume(ctx, path, Settings{Bus: b})
		do(t, err)
		if again, err := resumed.Saved(folder); err != nil || again != saved {
			t.Errorf("seed %d: resumed, the saved session is another (%v)", seed, err)
		}
		do(t, resumed.Close())
	}
}

// What is decided while play runs is decided at the moment that was shown, and play goes on.
func TestADecisionInPlayIsMadeAtTheMomentShown(t *testing.T) {
	ctx, b := context.Background(), bus(t)
	s, _ := opened(t, b, "testdata/workshop.yaml", 0)
	do(t, s.Play(ctx))
	lines := len(s.Events())
	shown, err := s.To("day 4 13:20")
	do(t, err)
	do(t, s.Step(ctx, s.NextInject(), shown.To, false))
	if len(s.Events()) != lines {
		t.Error("a moment shown is a line of the journal")
	}
	if v, _ := seen(t, s, Audience); v.Now.Text != "day 4 13:20" || !v.Playing {
		t.Errorf("shown is %s", v.Now.Text)
	}
	do(t, s.Decide(ctx, Request{Team: "front", Actions: []Action{{Choice: "later"}}}))
	st := s.State()
	if at := s.Scenario().Moment(st.Decisions[0].At); at != "day 4 13:20" || !st.Playing || st.Turn != 1 {
		t.Errorf("decided at %s, playing %t, turn %d", at, st.Playing, st.Turn)
	}
	sameToday(t, b, s, t.TempDir())
	do(t, s.Step(ctx, s.NextInject(), s.Present()+3_600_000, false))
	do(t, s.Pause(ctx, "to talk"))
	if st := s.State(); s.Scenario().Moment(st.Now) != "day 4 14:20" || st.Playing {
		t.Errorf("it stands at %s", s.Scenario().Moment(st.Now))
	}
}

// Who looks never waits for what is being done, and play stands meanwhile.
func TestNobodyWhoLooksWaits(t *testing.T) {
	ctx, b := context.Background(), bus(t)
	s, _ := opened(t, b, "testdata/workshop.yaml", 0)
	do(t, s.Play(ctx))
	s.mu.Lock() // something is being done
	seen(t, s, Facilitator)
	s.State()
	s.Events()
	s.Course()
	s.Changed()
	before := s.Present()
	do(t, s.Step(ctx, s.NextInject(), before+3_600_000, false))
	if s.Present() != before {
		t.Error("play went on while something was done")
	}
	s.mu.Unlock()
}

// The pace is of the session: it is kept, and not every one can be had.
func TestThePaceIsKept(t *testing.T) {
	ctx, b := context.Background(), bus(t)
	s, path := opened(t, b, "testdata/workshop.yaml", 0)
	for _, bad := range []time.Duration{0, -time.Second, fastest - 1, slowest + 1} {
		if s.SetPace(ctx, bad) == nil {
			t.Errorf("a day of %s was taken", bad)
		}
	}
	do(t, s.SetPace(ctx, 7*time.Second))
	do(t, s.Close())
	again, err := Resume(ctx, path, Settings{Bus: b})
	do(t, err)
	defer again.Close()
	if v, _ := seen(t, again, Facilitator); v.Desk.PaceMS != 7000 {
		t.Errorf("a day takes %d ms", v.Desk.PaceMS)
	}
}

// Play that runs ends with the exercise.
func TestPlayEndsWithTheExercise(t *testing.T) {
	ctx, b := context.Background(), bus(t)
	s, _ := opened(t, b, "testdata/workshop.yaml", 0)
	do(t, s.Play(ctx))
	do(t, s.End(ctx, false))
	if st := s.State(); st.Playing || !st.Ended {
		t.Errorf("after the end: %+v", st)
	}
	if s.Play(ctx) == nil {
		t.Error("play goes on after the end")
	}
}
