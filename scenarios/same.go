package scenarios

import (
	"reflect"

	"ripple/sim"
)

// SameOrganisation tells that two scenarios are on one organisation: it is
// written in the same words, or says the same. The scenarios' own days, injects
// and options do not matter.
func SameOrganisation(a, b *Scenario) bool {
	if a.Text != a.OrganisationText && b.Text != b.OrganisationText && a.OrganisationText == b.OrganisationText {
		return true
	}
	return reflect.DeepEqual(lasting(a.Model), lasting(b.Model))
}

// lasting is what of a model belongs to its organisation.
func lasting(m *sim.Model) sim.Model {
	org := *m
	org.Scenario, org.Name, org.Seed, org.Replications = "", "", 0, 0
	org.From, org.Until, org.End, org.Dates, org.FirstDay = 0, 0, 0, nil, 0
	// Tables of working time reach as far as the run does, and effects bring
	// some of their own; people's hours are compared through their teams.
	org.Calendars = nil
	org.Effects, org.Arms = nil, nil
	org.Streams = nil
	for _, s := range m.Streams {
		if s.Surge < 0 && len(s.Backlog) == 0 {
			org.Streams = append(org.Streams, s)
		}
	}
	return org
}
