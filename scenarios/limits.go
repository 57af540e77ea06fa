package scenarios

import (
	"strings"

	"ripple/sim"
)

// maxLimit is the largest limit on work in progress.
const maxLimit = 1_000_000

// readLimit reads how many items a department lets in, all teams together.
func (d *department) readLimit(n *node) {
	people := 0
	for _, t := range d.teams {
		people += t.people()
		if t.limit > 0 {
			n.fail("keep it, or those of the teams", "`%s` has a limit, and so has its team `%s`", d.name, t.name)
			return
		}
	}
	d.limit = n.limit(people)
}

// limit reads how many items may be inside at once: 120, or 60 each.
func (n *node) limit(people int) int64 {
	text, ok := n.str("a limit")
	if !ok {
		return 0
	}
	number, each := strings.CutSuffix(unmarked(text), " each")
	limit, err := parseCount(number, 1, maxLimit)
	switch {
	case err != nil:
		n.failWith(err)
		return 0
	case !each:
		return limit
	case people == 0:
		n.fail("write the limit as a number", "`%s`, but nobody works there", clip(text))
		return 0
	case limit*int64(people) > maxLimit:
		n.fail("", "`%s` are more than %d", clip(text), maxLimit)
		return 0
	}
	return limit * int64(people)
}

// changeLimit sets another limit for a department, or a team of one.
func (d *deed) changeLimit(key, value *node, dept int, team int) {
	org := d.b.org.departments[dept]
	people := 0
	for i, t := range org.teams {
		if team < 0 || team == i {
			people += t.people()
		}
		if team < 0 && t.limit > 0 {
			key.fail("for example departments."+org.name+".teams."+t.name+".limit", "the teams of `%s` have limits of their own", org.name)
			return
		}
	}
	if team >= 0 && org.limit > 0 {
		key.fail("change departments."+org.name+".limit", "`%s` has a limit for all its teams together", org.name)
		return
	}
	if team >= 0 && d.b.org.shares(dept, team) {
		key.fail("limit the department as a whole", "`%s` shares a step with another team", org.teams[team].name)
		return
	}
	for i := range d.b.model.Effects {
		for _, c := range d.b.model.Effects[i].Changes {
			if c.Param == sim.ParamLimit && c.Target == dept && (c.Index < 0) != (team < 0) {
				key.fail("limit all together, or each", "something else in this scenario limits `%s` and its teams the other way", org.name)
				return
			}
		}
	}
	if limit := value.limit(people); limit > 0 {
		d.add(sim.Change{Param: sim.ParamLimit, Target: dept, Index: team, Op: sim.Set, Value: float64(limit)})
	}
}

// shares tells whether a team does a step together with others.
func (org *organisation) shares(department, team int) bool {
	for _, f := range org.flows {
		for _, s := range f.steps {
			if s.department == department && len(s.doneBy()) > 1 && containsInt(s.doneBy(), team) {
				return true
			}
		}
	}
	return false
}

// warnOfLocks notes departments whose limit can keep out what those inside wait for.
func (b *builder) warnOfLocks() {
	limited := func(s *step) (department, team int, ok bool) {
		if s.department < 0 {
			return 0, 0, false
		}
		d := b.org.departments[s.department]
		if d.limit > 0 {
			return s.department, -1, true
		}
		return s.department, s.team, d.teams[s.team].limit > 0
	}
	for _, f := range b.org.flows {
		for _, s := range f.steps {
			department, team, ok := limited(s)
			if !ok {
				continue
			}
			for _, a := range s.takes {
				stock := b.org.stocks[a.stock]
				for _, brings := range stock.flows() {
					for _, other := range b.org.flows[brings].steps {
						if d, t, ok := limited(other); ok && d == department && t == team {
							b.note("`%s.%s` keeps its place in `%s` while it waits for `%s`, and `%s.%s`, which brings them, needs a place there, too: with no place left both wait for ever",
								f.name, s.name, b.org.departments[department].name, stock.name, b.org.flows[brings].name, other.name)
						}
					}
				}
			}
		}
	}
}
