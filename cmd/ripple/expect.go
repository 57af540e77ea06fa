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
			Text: x.Text, Option: s.Model.Arms[x.Arm].Name, Metric: x.Metric, Op: x.Op, Limit: x.Limit,
		}
		if x.Segment >= 0 {
			e.Who = s.Model.Segments[x.Segment].Name
		} else {
			e.Who = s.Model.Departments[x.Department].Name
		}
		all = append(all, e)
	}
	return all
}
