package scenarios

import (
	"slices"
	"strings"

	"ripple/sim"
)

// resolveBy finds who does a step: a department, a team of one, several teams of
// one (`desk.junior or desk.senior`), or the team that the item says (`team-by`).
func (org *organisation) resolveBy(f *flow, s *step) {
	if s.byNode.kind == list {
		org.resolveSeveral(s)
		return
	}
	if s.whichNode != nil {
		s.whichNode.fail("for example by: [support-eu, support-us]", "`whichever` is for a step that several departments can do")
	}
	text, ok := s.byNode.str("a department")
	if !ok {
		return
	}
	parts := strings.Split(text, " or ")
	for i, part := range parts {
		one := *s.byNode
		one.text = strings.TrimSpace(part)
		department, team := org.findTeam(&one)
		if department < 0 {
			return
		}
		switch {
		case i == 0:
			s.department, s.team = department, team
		case department != s.department:
			s.byNode.fail("write them as a list, `["+org.departments[s.department].name+", "+org.departments[department].name+"]`, and add `whichever: open`", "`%s` and `%s` are different departments: `or` is for teams of one", org.departments[s.department].name, org.departments[department].name)
			return
		}
		if len(parts) == 1 {
			break
		}
		if !strings.Contains(one.text, ".") {
			s.byNode.fail("for example "+org.departments[department].name+"."+org.departments[department].teams[0].name, "`or` stands between teams: which of `%s`?", one.text)
			return
		}
		if slices.Contains(s.teams, team) {
			s.byNode.fail("name it once", "`%s` is here twice", clip(one.text))
			return
		}
		s.teams = append(s.teams, team)
	}
	if s.teamByNode != nil {
		org.resolveTeamBy(f, s)
	}
	for _, team := range s.teams {
		if t := org.departments[s.department].teams[team]; t.limit > 0 {
			s.byNode.fail("limit the department instead of the team", "team `%s` takes in only so much work, and this step is done by one of several teams", t.name)
			return
		}
	}
}

// resolveTeamBy finds the team for each word of an attribute.
func (org *organisation) resolveTeamBy(f *flow, s *step) {
	n := s.teamByNode
	if strings.Contains(s.byNode.text, ".") {
		s.byNode.fail("name the department alone", "`team-by` says which team it is")
		return
	}
	if _, ok := n.str("`team-by`"); !ok {
		return
	}
	by := f.wordAttribute(n, "a team")
	if by == nil {
		return
	}
	d := org.departments[s.department]
	at := map[string]int{}
	for i, t := range d.teams {
		at[t.name] = i
	}
	var teams []int
	for _, word := range by.Words {
		team, known := at[word]
		if !known {
			n.fail("add it: `teams: {"+word+": {staff: 2}}`; teams of "+d.name+": "+strings.Join(teamNames(d), ", "), "`%s` can be `%s`, and `%s` has no team of that name", by.Name, word, d.name)
			return
		}
		teams = append(teams, team)
	}
	s.teamBy, s.teams = by, teams
}

func teamNames(d *department) []string {
	var names []string
	for _, t := range d.teams {
		names = append(names, t.name)
	}
	return names
}

// teamShare is how much of a step's work a team does.
type teamShare struct {
	department, team int
	share            float64
}

// doers are the teams that do a step, with their shares of its work: by what the
// items say, otherwise as far as can be said before a run, by their hours.
func (org *organisation) doers(f *flow, p *profile, step int) []teamShare {
	s := f.steps[step]
	if s.department < 0 {
		return nil
	}
	if len(s.others) > 0 {
		var out []teamShare
		shares := org.placeShares(f, step)
		for k, p := range s.places() {
			out = append(out, teamShare{p.department, p.team, shares[k]})
		}
		return out
	}
	if len(s.teams) == 0 {
		return []teamShare{{s.department, s.team, 1}}
	}
	out := make([]teamShare, len(s.teams))
	all := 0.0
	for i, team := range s.teams {
		weight := 0.0
		if s.teamBy != nil {
			weight = p.sizesOf(step, s.times, func(c *alike) bool { return int(c.value(s.teamBy)) == i })
		} else {
			weight = org.departments[s.department].teams[team].personHours()
		}
		out[i], all = teamShare{s.department, team, weight}, all+weight
	}
	for i := range out {
		if all > 0 {
			out[i].share /= all
		}
	}
	return out
}

// doneBy are the teams of its department that do a step.
func (s *step) doneBy() []int {
	if len(s.teams) > 0 {
		return s.teams
	}
	return []int{s.team}
}

// teamsIn tells whether one of a model's teams does a step.
func teamsIn(s *sim.Step, teams []int) bool {
	if len(s.Teams) == 0 {
		return slices.Contains(teams, s.Team)
	}
	return slices.ContainsFunc(s.Teams, func(t int) bool { return slices.Contains(teams, t) })
}
