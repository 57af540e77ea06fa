package scenarios

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"ripple/sim"
)

// maxChanges is how many paths one `change` may name.
const maxChanges = 1000

func milliseconds(ticks int64) time.Duration { return time.Duration(ticks) * time.Millisecond }

// change: any number of the organisation gets another value.
func (d *deed) change() {
	n := d.fields.node
	d.fields = &fields{node: n, byKey: map[string]*node{}, at: map[string]*node{}}
	if n.kind != mapping || len(n.entries) == 0 {
		n.fail("for example change: {departments.procurement.staff: 2}", "`change` names paths and their new values")
		return
	}
	if len(n.entries) > maxChanges {
		n.fail("", "%d numbers change at once: at most %d", len(n.entries), maxChanges)
		return
	}
	var texts []string
	for _, e := range n.entries {
		if e.key.text == "for" || e.key.text == "ready-after" || e.key.text == "cost" {
			d.fields.byKey[e.key.text], d.fields.at[e.key.text] = e.value, e.key
			continue
		}
		if e.value.kind == empty {
			e.key.fail("for example departments.procurement.staff: 2", "`%s` has no value", clip(e.key.text))
			continue
		}
		d.changePath(e.key, e.value)
		to := clip(e.value.text)
		if e.value.kind != scalar {
			to = "another"
		}
		texts = append(texts, e.key.text+" becomes "+to)
	}
	d.text = strings.Join(texts, "; ") + "."
}

// changePath changes one number.
func (d *deed) changePath(key, value *node) {
	path := strings.Split(key.text, ".")
	switch path[0] {
	case "departments":
		d.changeDepartment(key, value, path[1:])
	case "systems":
		d.changeSystem(key, value, path[1:])
	case "stocks":
		d.changeStock(key, value, path[1:])
	case "suppliers":
		d.changeSupplier(key, value, path[1:])
	case "flows":
		d.changeFlow(key, value, path[1:])
	case "customers":
		d.changeSegment(key, value, path[1:])
	case "handoff":
		d.changeDefaultHandoff(key, value)
	case "about", "organisation", "currency", "calendar":
		d.fixed(key, "")
	default:
		key.fail(didYouMean(path[0], []string{"departments", "systems", "stocks", "suppliers", "flows", "customers", "handoff"})+
			"; paths begin at the top of the organisation: departments.procurement.staff", "there is nothing at `%s`", clip(key.text))
	}
}

// fixed reports a path that cannot change while the scenario runs.
func (d *deed) fixed(key *node, hint string) {
	if hint == "" {
		hint = "change it in the organisation instead"
	}
	key.fail(hint, "`%s` cannot change during a run", clip(key.text))
}

// unknownPart reports the wrong last word of a path.
func unknownPart(key *node, word, of string, known ...string) {
	key.fail(didYouMean(word, known), "`%s` has no `%s` that can change", of, clip(word))
}

// part resolves the name at the head of a path.
func (n *node) part(kind string, path []string, at map[string]int) (index int, rest []string) {
	if len(path) < 2 {
		n.fail("for example "+kind+".NAME.…", "`%s` is not a whole path", clip(n.text))
		return -1, nil
	}
	i, known := at[path[0]]
	if !known {
		n.fail(n.suggest(path[0], at), "there is nothing called `%s` among the %s", clip(path[0]), kind)
		return -1, nil
	}
	return i, path[1:]
}

// amount is a change of a number: a new value, or `x 1.3`.
func (n *node) amount(c sim.Change, read func(*node) (float64, bool)) (sim.Change, bool) {
	var ok bool
	if n.kind == scalar && isFactor(n.text) {
		c.Op = sim.Multiply
		c.Value, ok = n.factor("a factor", 0, 1000)
		return c, ok
	}
	c.Op = sim.Set
	c.Value, ok = read(n)
	return c, ok
}

func countOf(what string, least, most int64) func(*node) (float64, bool) {
	return func(n *node) (float64, bool) {
		v, ok := n.count(what, least, most)
		return float64(v), ok
	}
}

func (d *deed) addAmount(n *node, c sim.Change, read func(*node) (float64, bool)) {
	if c, ok := n.amount(c, read); ok {
		d.add(c)
	}
}

func (d *deed) changeDepartment(key, value *node, path []string) {
	i, rest := key.part("departments", path, d.b.org.departmentAt)
	if i < 0 {
		return
	}
	dept := d.b.org.departments[i]
	teams := make([]int, len(dept.teams))
	for t := range teams {
		teams[t] = t
	}
	if len(rest) == 3 && rest[0] == "teams" {
		teams = nil
		var names []string
		for t := range dept.teams {
			names = append(names, dept.teams[t].name)
			if dept.teams[t].name == rest[1] {
				teams = []int{t}
			}
		}
		if teams == nil {
			unknownPart(key, rest[1], dept.name, names...)
			return
		}
		rest = rest[2:]
	}
	if len(rest) != 1 {
		key.fail("for example departments."+dept.name+".staff", "`%s` is no path to a number", clip(key.text))
		return
	}
	switch rest[0] {
	case "staff", "people":
		if len(teams) > 1 {
			key.fail("for example departments."+dept.name+".teams."+dept.teams[0].name+".staff", "`%s` has several teams: which one?", dept.name)
			return
		}
		if len(dept.teams[teams[0]].roster) > 0 && (value.kind != scalar || !isFactor(value.text)) {
			key.fail("change the roster, or write a factor: x 0.9", "`%s` works by a roster, which says how many people there are", dept.name)
			return
		}
		read := countOf("staff", 0, maxStaff)
		if rest[0] == "people" {
			read = func(n *node) (float64, bool) {
				before := n.source.problems.total
				return n.people("people", 0), n.source.problems.total == before
			}
		}
		d.addAmount(value, sim.Change{Param: sim.ParamStaff, Target: i, Index: teams[0], Fraction: true}, read)
	case "limit":
		team := -1
		if len(path) > 2 {
			team = teams[0]
		}
		d.changeLimit(key, value, i, team)
	case "roster":
		d.changeRoster(key, value, i, teams)
	case "hours", "days":
		d.changeHours(key, value, rest[0], i, teams)
	case "order":
		if order, ok := value.choice("`order`", disciplineNames...); ok {
			for _, t := range teams {
				d.add(sim.Change{Param: sim.ParamDiscipline, Target: i, Index: t, Op: sim.Set, Value: float64(disciplines[order])})
			}
		}
	case "timezone", "closed", "extra", "at-close", "customer-facing", "cost", "about", "teams":
		d.fixed(key, "")
	default:
		unknownPart(key, rest[0], dept.name, "staff", "people", "roster", "limit", "hours", "days", "order")
	}
}

func (d *deed) changeHours(key, value *node, what string, dept int, teams []int) {
	for _, t := range teams {
		hours := d.b.org.departments[dept].teams[t].hours
		if len(d.b.org.departments[dept].teams[t].roster) > 0 {
			key.fail("change the roster", "`%s` works by a roster, which says the hours", d.b.org.departments[dept].name)
			return
		}
		before := key.source.problems.total
		hours.read(&fields{node: value, byKey: map[string]*node{what: value}, at: map[string]*node{what: key}})
		if key.source.problems.total > before {
			return
		}
		if table, ok := d.b.table(key, hours); ok {
			d.add(sim.Change{Param: sim.ParamHours, Target: dept, Index: t, Calendar: table})
		}
	}
}

// changeRoster gives a team other shifts.
func (d *deed) changeRoster(key, value *node, dept int, teams []int) {
	if len(teams) > 1 {
		key.fail("for example departments."+d.b.org.departments[dept].name+".teams."+d.b.org.departments[dept].teams[0].name+".roster", "`%s` has several teams: which one?", d.b.org.departments[dept].name)
		return
	}
	team := d.b.org.departments[dept].teams[teams[0]]
	roster, hours, ok := readShifts(value, team.own)
	if !ok {
		return
	}
	if table, ok := d.b.table(key, hours); ok {
		d.add(sim.Change{Param: sim.ParamRoster, Target: dept, Index: teams[0], Calendar: table, Shifts: d.b.shiftsOf(roster)})
	}
}

func (d *deed) changeSystem(key, value *node, path []string) {
	i, rest := key.part("systems", path, d.b.org.systemAt)
	if i < 0 {
		return
	}
	if len(rest) == 1 && rest[0] == "manual" {
		c := sim.Change{Param: sim.ParamWorkaround, Target: i}
		c.Value, c.Value2 = value.manual()
		d.add(c)
		return
	}
	switch rest[0] {
	case "fails", "run-by", "when-down", "manual":
		d.fixed(key, "use `outage` for a failure, `workaround` for work by hand")
	default:
		unknownPart(key, rest[0], d.b.org.systems[i].name, "manual")
	}
}

func (d *deed) changeStock(key, value *node, path []string) {
	i, rest := key.part("stocks", path, d.b.org.stockAt)
	if i < 0 {
		return
	}
	if len(rest) > 0 && rest[0] == "reorder" {
		d.changeReorder(key, value, i, rest[1:])
		return
	}
	switch strings.Join(rest, ".") {
	case "start":
		d.fixed(key, "use `buffer` for pieces that arrive, `stock-loss` for pieces that vanish")
	case "at", "review", "substitute", "about":
		d.fixed(key, "")
	default:
		unknownPart(key, strings.Join(rest, "."), d.b.org.stocks[i].name, "reorder.at", "reorder.quantity", "reorder.up-to", "reorder.from", "reorder.by")
	}
}

// changeReorder reads reorder.at and, of one of several rules, reorder.2.at.
func (d *deed) changeReorder(key, value *node, i int, rest []string) {
	s := d.b.org.stocks[i]
	if len(s.reorders) == 0 {
		key.fail("add `reorder` to the stock", "`%s` is never reordered", s.name)
		return
	}
	rule := 0
	if len(rest) == 2 && allDigits(rest[0]) {
		rule, _ = strconv.Atoi(rest[0])
		if rule < 1 || rule > len(s.reorders) {
			key.fail(fmt.Sprintf("rules are counted from 1 to %d", len(s.reorders)), "`%s` has no reorder rule %s", s.name, clip(rest[0]))
			return
		}
		rule, rest = rule-1, rest[1:]
	} else if len(s.reorders) > 1 {
		key.fail("write reorder.1."+strings.Join(rest, ".")+" for the first of them", "`%s` has several reorder rules: which one?", s.name)
		return
	}
	if len(rest) != 1 {
		d.fixed(key, "change reorder.at, reorder.quantity, reorder.up-to, reorder.from or reorder.by")
		return
	}
	upTo := s.reorders[rule].upTo
	switch what := rest[0]; {
	case what == "at":
		d.addAmount(value, sim.Change{Param: sim.ParamReorderAt, Target: i, Index: rule}, countOf("pieces", 0, maxPieces))
	case what == "quantity" && upTo:
		key.fail("write reorder.up-to", "`%s` is ordered up to a number of pieces", s.name)
	case what == "up-to" && !upTo:
		key.fail("write reorder.quantity", "`%s` is ordered in a fixed quantity", s.name)
	case what == "quantity" || what == "up-to":
		d.addAmount(value, sim.Change{Param: sim.ParamReorderQuantity, Target: i, Index: rule}, countOf("pieces", 1, maxPieces))
	case what == "from" || what == "by":
		d.setSources(value, i, rule, what == "by")
	default:
		unknownPart(key, "reorder."+what, s.name, "reorder.at", "reorder.quantity", "reorder.up-to", "reorder.from", "reorder.by")
	}
}
