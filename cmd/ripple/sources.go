package main

import (
	"ripple/reporters"
	"ripple/scenarios"
)

// sources hands the files of a scenario over to the reporters.
func sources(s *scenarios.Scenario) []reporters.Source {
	all := []reporters.Source{source("scenario "+s.Name, s.Text)}
	if s.OrganisationText != s.Text {
		all = append(all, source("organisation "+s.OrganisationName, s.OrganisationText))
	}
	return all
}

func source(title, text string) reporters.Source {
	from := reporters.Source{Title: title, Text: text}
	for _, m := range scenarios.Marks(text) {
		from.Marks = append(from.Marks, reporters.Mark{Line: m.Line, Place: m.Place, Said: m.Text, Why: m.Why, Kind: m.Kind})
	}
	return from
}
