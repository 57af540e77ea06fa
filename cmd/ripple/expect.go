package main

import (
	"ripple/reporters"
	"ripple/scenarios"
)

// expectations hands what a scenario expects over to the reporters.
func expectations(s *scenarios.Scenario) []reporters.Expectation {
	var all []reporters.Expectation
	for _, x := range s.Expect {
		e := reporters.Expectation{
			Text: x.Text, Option: s.Model.Arms[x.Arm].Name, Who: x.Who, Metric: x.Metric, Op: x.Op, Limit: x.Limit,
		}
		all = append(all, e)
	}
	return all
}
