package scenarios

import (
	"flag"
	"fmt"
	"testing"

	"ripple/broker"
	"ripple/sim"
)

var signs = flag.Bool("signs", false, "run the shipped scenarios and check who is helped and who is hurt (minutes)")

// shareOnTime is the on-time share of a segment in an arm, over all replications.
func shareOnTime(t *testing.T, r *sim.Result, arm, segment string) float64 {
	t.Helper()
	m := r.Model
	var orders, onTime int64
	for a := range m.Arms {
		for s := range m.Segments {
			if m.Arms[a].Name != arm || m.Segments[s].Name != segment {
				continue
			}
			for _, worlds := range r.Worlds {
				orders += worlds[a].Segments[s].Orders
				onTime += worlds[a].Segments[s].OnTime
			}
		}
	}
	if orders == 0 {
		t.Fatalf("no orders of %s in %s", segment, arm)
	}
	return float64(onTime) / float64(orders)
}

// TestShippedScenariosHelpAndHurtWhoTheySay: on seeds that were not used for
// tuning, the inject harms, the good option helps, and the tempting one does
// not help or moves the pain. Least effects are in points of orders on time.
func TestShippedScenariosHelpAndHurtWhoTheySay(t *testing.T) {
	if !*signs {
		t.Skip("takes minutes: run with -signs")
	}
	b, err := broker.Start(t.Context(), broker.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	ran := runs{}
	for _, c := range []struct {
		scenario string
		// better is on time more often than worse, by at least this much.
		better, worse, segment string
		least                  float64
	}{
		{"procurement-slip", "baseline", "do-nothing", "consumers", 0.05},
		{"procurement-slip", "baseline", "do-nothing", "distributor", 0.015},
		{"procurement-slip", "expedite", "do-nothing", "consumers", 0.05},
		{"procurement-slip", "do-nothing", "consumers-first", "distributor", 0.007},
		{"procurement-slip", "re-promise", "do-nothing", "consumers", 0.01},
		{"flu-week", "baseline", "do-nothing", "callers", 0.05},
		{"flu-week", "baseline", "do-nothing", "policyholders", 0.01},
		{"flu-week", "both-ends", "do-nothing", "callers", 0.02},
		{"flu-week", "saturdays", "do-nothing", "policyholders", 0.01},
		{"flu-week", "handlers-on-phones", "do-nothing", "callers", 0.01},
		{"flu-week", "do-nothing", "handlers-on-phones", "policyholders", 0.03},
		{"bad-batch", "baseline", "do-nothing", "hospitals", 0.02},
		{"bad-batch", "do-nothing", "fix-on-site", "hospitals", 0.02},
		{"bad-batch", "do-nothing", "recall", "hospitals", 0.005},
		{"bad-batch", "lend-pumps", "do-nothing", "hospitals", 0.008},
		{"bad-batch", "baseline", "do-nothing", "patients", 0.008},
		{"bad-batch", "lend-pumps", "do-nothing", "patients", 0.008},
		{"closed-tickets", "baseline", "do-nothing", "subscribers", 0.03},
		{"closed-tickets", "one-team", "do-nothing", "subscribers", 0.02},
		{"closed-tickets", "reward-closing", "do-nothing", "subscribers", 0.01},
		{"it-outage", "baseline", "do-nothing", "consumers", 0.05},
		{"it-outage", "standby-system", "do-nothing", "consumers", 0.04},
		{"it-outage", "standby-system", "more-on-phones", "consumers", 0.04},
		{"it-outage", "paper-forms", "do-nothing", "consumers", 0.03},
		{"it-outage", "standby-system", "do-nothing", "callers", 0.002},
	} {
		for _, seed := range []uint64{31, 5003, 918273} {
			r := ran.of(t, b, c.scenario, seed)
			better, worse := shareOnTime(t, r, c.better, c.segment), shareOnTime(t, r, c.worse, c.segment)
			t.Logf("%s seed %d: %s %s %.4f, %s %.4f", c.scenario, seed, c.segment, c.better, better, c.worse, worse)
			if better-worse < c.least {
				t.Errorf("%s, seed %d: %s are on time in %.2f %% with %s and %.2f %% with %s", c.scenario, seed, c.segment, 100*better, c.better, 100*worse, c.worse)
			}
		}
	}
}

// TestClosedTicketsInShippedScenariosDriveSubscribersAway: more tickets are closed in time when
// closing is rewarded, and more subscribers leave; fewer do when developers help.
// The least effects are in subscribers per replication.
func TestClosedTicketsInShippedScenariosDriveSubscribersAway(t *testing.T) {
	if !*signs {
		t.Skip("takes a minute: run with -signs")
	}
	b, err := broker.Start(t.Context(), broker.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	ran := runs{}
	for _, seed := range []uint64{31, 5003, 918273} {
		r := ran.of(t, b, "closed-tickets", seed)
		left := map[string]float64{}
		for a := range r.Model.Arms {
			for _, worlds := range r.Worlds {
				left[r.Model.Arms[a].Name] += float64(worlds[a].Segments[0].Left) / float64(len(r.Worlds))
			}
		}
		t.Logf("seed %d: %v", seed, left)
		if left["reward-closing"]-left["do-nothing"] < 30 || left["do-nothing"]-left["one-team"] < 8 {
			t.Errorf("seed %d: subscribers left: %v", seed, left)
		}
	}
}

// runs remembers results, so that each scenario runs once for each seed.
type runs map[string]*sim.Result

func (ran runs) of(t *testing.T, b *broker.Broker, scenario string, seed uint64) *sim.Result {
	t.Helper()
	key := fmt.Sprint(scenario, seed)
	if r := ran[key]; r != nil {
		return r
	}
	s, err := Load(scenario, Options{Seed: &seed})
	if err != nil {
		t.Fatal(err)
	}
	r, err := sim.Run(t.Context(), s.Model, b, sim.Options{})
	if err != nil {
		t.Fatal(err)
	}
	ran[key] = r
	return r
}
