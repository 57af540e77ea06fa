package scenarios

import (
	"strings"

	"ripple/sim"
)

// department is a department as its file describes it.
type department struct {
	node           *node
	name           string
	customerFacing bool
	teams          []*team
	limit          int64 // of all its teams together; 0: none
}

// team is a group of people inside it.
type team struct {
	node       *node
	name       string
	heads      int64    // people
	paid       float64  // full-time equivalents, who are paid while the team is open
	available  float64  // the share of them that is at work; 0: all
	roster     []shift  // who is there when; nil: all whenever the team is open
	own        workTime // the hours as stated, where a roster says others
	hours      workTime
	finish     bool
	discipline sim.Discipline
	cents      int64 // per person and hour
	limit      int64 // items inside at once; 0: any number
	turnover   *turnover
}

func (org *organisation) readDepartments(f *fields) {
	org.departmentAt = map[string]int{}
	n := f.need("departments")
	if n == nil {
		return
	}
	for _, e := range n.named("departments", maxDepartments) {
		if !e.key.checkName("a department") {
			continue
		}
		org.departmentAt[e.key.text] = len(org.departments)
		org.departments = append(org.departments, org.readDepartment(e))
	}
	if len(org.departments) == 0 && !n.told && n.kind == mapping {
		n.fail("for example departments: {sales: {staff: 6}}", "an organisation has at least one department")
	}
}

func (org *organisation) readDepartment(e entry) *department {
	d := &department{node: e.key, name: e.key.text}
	f := e.body("department")
	if n := f.get("customer-facing"); n != nil {
		d.customerFacing = n.yes("`customer-facing`")
	}
	base := team{node: e.key, name: d.name, hours: org.hours}
	base.read(f)
	f.checkAbout()
	if f.has("teams") {
		for _, key := range []string{"staff", "people", "roster"} {
			if f.has(key) {
				f.at[key].fail("give each team its own", "`teams` and `%s` cannot both be given", key)
			}
		}
		if n := f.get("teams"); n != nil {
			d.readTeams(n, base)
		}
	}
	if len(d.teams) == 0 {
		if !f.has("teams") && !f.staffed() {
			e.key.fail("for example `staff: 3`; a department that only waits for others has `staff: 0`", "`%s` needs `staff`", d.name)
		}
		d.teams = []*team{&base}
	}
	if n := f.get("limit"); n != nil {
		d.readLimit(n)
	}
	return d
}

// body is the mapping under a name; nothing at all counts as an empty one.
func (e entry) body(kind string) *fields {
	if e.value.kind == empty {
		n := *e.key
		n.kind, n.entries = mapping, nil
		return n.fields(kind)
	}
	return e.value.fields(kind)
}

func (f *fields) checkAbout() {
	if n := f.get("about"); n != nil {
		n.prose("`about`")
	}
}

func (d *department) readTeams(n *node, base team) {
	seen := map[string]bool{}
	for _, e := range n.named("teams", maxTeams) {
		if !e.key.checkName("a team") || seen[e.key.text] {
			continue
		}
		seen[e.key.text] = true
		t := base
		t.node, t.name = e.key, e.key.text
		tf := e.body("team")
		t.read(tf)
		tf.checkAbout()
		if !tf.staffed() {
			e.key.fail("for example `staff: 3`", "team `%s` needs `staff`", t.name)
		}
		if l := tf.get("limit"); l != nil {
			t.limit = l.limit(t.people())
		}
		d.teams = append(d.teams, &t)
	}
}

// staffed tells whether a mapping says who works there.
func (f *fields) staffed() bool { return f.has("staff") || f.has("people") || f.has("roster") }

// read changes what the fields say and keeps the rest.
func (t *team) read(f *fields) {
	if f.oneOf("staff", "people") == "people" {
		if n := f.get("people"); n != nil {
			t.readPeople(n)
		}
	} else if n := f.get("staff"); n != nil {
		t.heads, _ = n.count("staff", 0, maxStaff)
		t.paid = float64(t.heads)
	}
	t.hours.read(f)
	t.own = t.hours
	if n := f.get("roster"); n != nil && f.oneOf("staff", "roster") != "" {
		t.readRoster(n)
	}
	if n := f.get("at-close"); n != nil {
		if text, ok := n.choice("`at-close`", "pause", "finish"); ok {
			t.finish = text == "finish"
		}
	}
	if n := f.get("order"); n != nil {
		if text, ok := n.choice("`order`", disciplineNames...); ok {
			t.discipline = disciplines[text]
		}
	}
	if n := f.get("turnover"); n != nil {
		t.turnover = readTurnover(n)
	}
	if n := f.get("cost"); n != nil {
		t.cents = n.costPerHour()
	}
}

var disciplineNames = []string{"first-come", "priority", "due-date"}

var disciplines = map[string]sim.Discipline{
	"first-come": sim.FirstCome, "priority": sim.ByPriority, "due-date": sim.ByDueDate,
}

// choice reads one of a few words.
func (n *node) choice(what string, words ...string) (string, bool) {
	text, ok := n.str(what)
	if !ok {
		return "", false
	}
	for _, w := range words {
		if text == w {
			return text, true
		}
	}
	n.fail(didYouMean(text, words), "%s cannot be `%s`", what, clip(text))
	return "", false
}

// costPerHour reads what one person costs: 31 per hour.
func (n *node) costPerHour() int64 {
	text, ok := n.str("a cost")
	if !ok {
		return 0
	}
	amount, unit, said := strings.Cut(unmarked(text), " per ")
	if said && strings.TrimSpace(unit) != "hour" {
		n.fail("write what one person costs an hour: 31 per hour", "`per %s` cannot be used here", clip(unit))
		return 0
	}
	cents, err := parseMoney(amount)
	switch {
	case err != nil:
		n.failWith(err)
	case !said:
		n.fail("write what one person costs an hour: "+strings.TrimSpace(amount)+" per hour", "`%s`: per what?", clip(text))
	case cents < 0:
		n.fail("", "a cost cannot be negative")
	default:
		return cents
	}
	return 0
}
