package sim

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestOrderOfDepartmentsDoesNotMatter: the same organisation with its
// departments listed in another order has the same results, department by department.
func TestOrderOfDepartmentsDoesNotMatter(t *testing.T) {
	b := start(t)
	rapid.Check(t, func(t *rapid.T) {
		r := drawRecipe(t, allFeatures)
		place := rapid.Permutation(indexes(r.departments)).Draw(t, "place")
		a := run(t, b, r.model(), Options{Trace: true})
		z := run(t, b, moved(r.model(), place), Options{Trace: true})
		same(t, "in another order", a, movedBack(z, place))
	})
}

func indexes(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

// moved puts department d at place[d].
func moved(m *Model, place []int) *Model {
	old := slices.Clone(m.Departments)
	for d := range old {
		m.Departments[place[d]] = old[d]
	}
	move := func(d *int) {
		if *d >= 0 {
			*d = place[*d]
		}
	}
	for i := range m.Systems {
		move(&m.Systems[i].RunBy)
	}
	for i := range m.Turnovers {
		move(&m.Turnovers[i].Department)
	}
	for i := range m.Stocks {
		move(&m.Stocks[i].Department)
	}
	for i := range m.Steps {
		move(&m.Steps[i].Department)
	}
	for e := range m.Effects {
		for i := range m.Effects[e].Changes {
			switch c := &m.Effects[e].Changes[i]; c.Param {
			case ParamLinkHold, ParamTransitHold:
				move(&c.Index)
				fallthrough
			case ParamStaff, ParamHours, ParamHold, ParamDiscipline, ParamRoster, ParamLimit:
				move(&c.Target)
			}
		}
		if c := m.Effects[e].When.Condition; c != nil {
			move(&c.Judge)
			for i := range c.All {
				if c.All[i].Quantity == QuantityBacklog {
					move(&c.All[i].Target)
				}
			}
		}
	}
	return m
}

// movedBack puts the results of departments back where they were.
func movedBack(r *Result, place []int) *Result {
	for _, worlds := range r.Worlds {
		for arm := range worlds {
			w := &worlds[arm]
			w.Departments = back(w.Departments, place)
			w.Stranded = slices.Clone(w.Stranded)
			for i := range w.Stranded {
				if at := &w.Stranded[i].Department; *at < len(place) {
					*at = slices.Index(place, *at)
				}
			}
			slices.SortFunc(w.Stranded, Stranded.compare)
			for _, books := range []*[][][NumCauses]Tick{&w.Path, &w.UpstreamPath, &w.Ledger[0], &w.Ledger[1], &w.Upstream[0], &w.Upstream[1]} {
				*books = slices.Clone(*books) // arms that never differ share them
				for s := range *books {
					(*books)[s] = back((*books)[s], place)
				}
			}
			for ref := range w.Carried {
				w.Carried[ref] = slices.Clone(w.Carried[ref])
				for s := range w.Carried[ref] {
					w.Carried[ref][s] = back(w.Carried[ref][s], place)
				}
			}
		}
	}
	return r
}

// back takes row place[d] to row d; a row behind those of the departments stays.
func back[T any](rows []T, place []int) []T {
	if len(rows) == 0 {
		return rows
	}
	was := slices.Clone(rows)
	for d := range place {
		was[d] = rows[place[d]]
	}
	return was
}
