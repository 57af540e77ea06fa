package main

import (
	"ripple/scenarios"
	"ripple/sim"
)

// mostShared is how many injects a harm can be divided among: each needs three
// more arms.
const mostShared = 30

// played is the model to run: with --shares, with the parts of what goes wrong.
func (r *runner) played(s *scenarios.Scenario) (*sim.Model, error) {
	if !r.shares {
		return s.Model, nil
	}
	switch n := len(s.Model.Injects()); {
	case n == 0:
		return nil, usage("leave out --shares, or write what goes wrong under `injects`", "nothing goes wrong in %s: there is no harm to share", s.Model.Name)
	case n > mostShared:
		return nil, usage("put what belongs together into a scenario of its own", "%s has %d injects: --shares divides among at most %d", s.Model.Name, n, mostShared)
	}
	return s.Model.WithParts(), nil
}
