package reporters

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"ripple/scenarios"
	"ripple/sim"
)

// papering makes the parts of the papers.
type papering struct {
	s     *scenarios.Scenario
	x     *scenarios.Exercise
	m     *sim.Model
	check *scenarios.CheckReport
}

// title is what the exercise is called. A scenario's own title may say what goes wrong.
func (a *papering) title() string {
	if a.x.Title != "" {
		return a.x.Title
	}
	return "An exercise at " + a.s.OrganisationName
}

// contents says what there is, and what to print.
func (a *papering) contents() *paperPart {
	p := &paperPart{Title: "What there is to print", For: "the facilitator", Copies: "1"}
	p.blocks = []paper{
		{Heading: "What there is to print"},
		{Text: "Every part begins on a page of its own, so that parts can be printed by their pages: in the print dialogue choose “pages” and write the numbers of the first column. The sheets fit A4 and Letter at their full size (100 %). Print on one side what is cut."},
		{Contents: true, Table: &paperTable{Widths: contentsWidths, Header: []string{""}, Rows: make([][]string, 10+len(a.x.Teams))}},
		{Text: "Whoever plays sees only what is marked for players. The other pages say what is going to happen."},
	}
	return p
}

// manual is the situation manual: what everybody may know before play begins.
func (a *papering) manual() *paperPart {
	p := &paperPart{Title: "Situation manual", For: "everybody", Copies: "one for each participant", Open: true}
	add := func(b ...paper) { p.blocks = append(p.blocks, b...) }
	add(paper{Heading: "Situation manual"})
	if a.x.About != "" {
		add(paper{Text: a.x.About})
	}
	add(paper{Text: fmt.Sprintf("Play begins on %s and goes to %s at the latest. %s", a.moment(a.x.Begins), a.moment(a.x.Ends), a.pace())})
	add(paper{Under: "How we play"})
	for _, rule := range []string{
		"Treat what you hear and see as real. Decide with what you know then, not with what you guess that the exercise is about.",
		"The organisation is invented. Nobody is examined: the exercise is about how we work together.",
		"Messages come on cards, by phone or on the screen, and to those whom they name. You may pass them on; that takes as long as it takes.",
		a.turns(),
		"Your response cards say what you can do, what it costs and how long it takes until it begins. What is on no card can be decided as well, in your own words: it is written down, and played where the model can.",
		"A decision counts when your team has said it aloud, with a reason. What has begun cannot be called back, only followed by something else.",
		"Nobody sees the future. The same decision can turn out well or badly, as in life.",
	} {
		add(paper{Bullet: rule})
	}
	add(paper{Heading: "The organisation: " + a.s.OrganisationName})
	if about := a.s.OrganisationAbout(); about != "" {
		add(paper{Text: about})
	}
	add(paper{Table: a.departments()}, paper{Under: "Customers"}, paper{Table: a.customers()})
	if len(a.check.Systems)+len(a.check.Stocks) > 0 {
		add(paper{Under: "Systems and stocks"})
		if len(a.check.Systems) > 0 {
			t := &paperTable{Name: "Systems", Header: []string{"system", "run by", "needed for"}, Widths: []int{22, 22, 56}}
			for _, s := range a.check.Systems {
				t.Rows = append(t.Rows, []string{spaced(s.Name), spaced(s.RunBy), flowsOf(s.Steps)})
			}
			add(paper{Table: t})
		}
		if len(a.check.Stocks) > 0 {
			t := &paperTable{Name: "Stocks", Header: []string{"stock", "kept at", "used on a working day"}, Widths: []int{30, 35, 35}}
			for _, s := range a.check.Stocks {
				t.Rows = append(t.Rows, []string{spaced(s.Name), spaced(s.Department), pieces(s.UsePerDay)})
			}
			add(paper{Table: t})
		}
	}
	if len(a.m.Agreements) > 0 {
		t := &paperTable{Name: "Agreements", Header: []string{"who promised", "whom", "what"}, Widths: []int{22, 28, 50}}
		for i := range a.m.Agreements {
			g := &a.m.Agreements[i]
			t.Rows = append(t.Rows, []string{spaced(a.m.Departments[g.From].Name), spaced(g.To), spaced(g.Name) + ": " + g.Text})
		}
		add(paper{Under: "What was agreed"}, paper{Table: t})
	}
	t := &paperTable{Name: "Teams", Header: []string{"team", "looks after"}, Widths: []int{30, 70}}
	for i := range a.x.Teams {
		var names []string
		for _, d := range a.x.Teams[i].Departments {
			names = append(names, spaced(a.m.Departments[d].Name))
		}
		t.Rows = append(t.Rows, []string{a.x.Teams[i].Label, strings.Join(names, ", ")})
	}
	add(paper{Under: "The teams"}, paper{Table: t})
	return p
}

// spaced is a name of the file as people write it.
func spaced(name string) string { return strings.ReplaceAll(name, "-", " ") }

// pieces is a number of pieces for people.
func pieces(n float64) string {
	switch {
	case n < 0.05:
		return "few"
	case n < 10:
		return fmt.Sprintf("%.1f", n)
	}
	return fmt.Sprintf("%.0f", n)
}

// flowsOf names the flows of steps, each once.
func flowsOf(steps []string) string {
	var flows []string
	for _, step := range steps {
		flow, _, _ := strings.Cut(step, ".")
		if flow = spaced(flow); !slices.Contains(flows, flow) {
			flows = append(flows, flow)
		}
	}
	return strings.Join(flows, ", ")
}

func (a *papering) pace() string {
	return fmt.Sprintf("A day of the organisation takes about %s in the room while play goes on; it stops for messages and for decisions.", lasts(a.x.Pace.Milliseconds()))
}

func (a *papering) turns() string {
	if a.x.Actions == 1 {
		return "A turn goes from one stop to the next. In each, a team may choose one response, or none."
	}
	return fmt.Sprintf("A turn goes from one stop to the next. In each, a team may choose up to %d responses.", a.x.Actions)
}

// moment is a time with its date.
func (a *papering) moment(tick sim.Tick) string {
	text := a.s.Moment(tick)
	day := a.m.Calendars[0].Day(tick)
	if day >= 0 && day < len(a.m.Dates) && !strings.Contains(text, a.m.Dates[day]) {
		if date, err := time.Parse(time.DateOnly, a.m.Dates[day]); err == nil {
			text += date.Format(" (Mon 2 Jan)")
		}
	}
	return text
}

func (a *papering) departments() *paperTable {
	t := &paperTable{Name: "Departments", Header: []string{"department", "people", "works for", "team"}, Widths: []int{24, 10, 44, 22}}
	for i := range a.check.Departments {
		d := &a.check.Departments[i]
		people := 0.0
		for _, team := range d.Teams {
			people += team.Staff
		}
		var teams []string
		for k := range a.x.Teams {
			if slices.Contains(a.x.Teams[k].Departments, i) {
				teams = append(teams, a.x.Teams[k].Label)
			}
		}
		name := spaced(d.Name)
		if d.CustomerFacing {
			name += " (meets customers)"
		}
		t.Rows = append(t.Rows, []string{name, compact(people), a.worksFor(d.HandsTo), strings.Join(teams, ", ")})
	}
	return t
}

// worksFor names departments and customers, unless it is most of the departments.
func (a *papering) worksFor(names []string) string {
	var departments, customers []string
	for _, name := range names {
		if slices.ContainsFunc(a.m.Departments, func(d sim.Department) bool { return d.Name == name }) {
			departments = append(departments, spaced(name))
		} else {
			customers = append(customers, spaced(name))
		}
	}
	if n := len(a.m.Departments); n > 4 && len(departments) > n*3/5 {
		departments = []string{"most departments"}
	}
	return strings.Join(append(departments, customers...), ", ")
}

func (a *papering) customers() *paperTable {
	t := &paperTable{Name: "Customers", Header: []string{"customers", "orders on a working day", "what they were promised"}, Widths: []int{24, 24, 52}}
	for _, c := range a.check.Customers {
		t.Rows = append(t.Rows, []string{spaced(c.Name), pieces(c.OrdersPerDay), c.Promise})
	}
	return t
}

// responseCards are what a team may choose.
func (a *papering) responseCards(team int) *paperPart {
	who := &a.x.Teams[team]
	p := &paperPart{Title: "Response cards: " + who.Label, For: "team " + who.Label, Copies: "1, cut", Open: true}
	var cards []paperCard
	for i := range a.x.Choices {
		c := &a.x.Choices[i]
		if who.Choices != nil && !slices.Contains(who.Choices, c.Name) || c.Barred != "" {
			continue
		}
		cards = append(cards, a.responseCard(who, c))
	}
	if len(cards) > 0 {
		p.blocks = sized(cards)
	}
	return p
}

func (a *papering) responseCard(who *scenarios.PlayingTeam, c *scenarios.Choice) paperCard {
	card := paperCard{Kind: "response", Title: sentence(c.Label), Facts: []paperFact{{"team", who.Label}, {"on the desk", c.Name}}}
	var does, costs, begins []string
	for i := range c.Effects {
		e := &c.Effects[i]
		text := e.Text
		if !e.For.IsZero() {
			text += " For " + e.For.String() + "."
		}
		if e.When.Condition != nil {
			text += " As soon as it is needed."
		}
		does = append(does, text)
		if cost := a.cost(e); cost != "" && !slices.Contains(costs, cost) {
			costs = append(costs, cost)
		}
		lead := "at once"
		if e.Lead > 0 {
			lead = "after " + lasts(e.Lead)
		}
		if !slices.Contains(begins, lead) {
			begins = append(begins, lead)
		}
	}
	card.Text = strings.Join(does, " ")
	if len(costs) == 0 {
		costs = []string{"no extra cost"}
	}
	card.More = []paperFact{{"costs", strings.Join(costs, ", and ")}, {"begins", strings.Join(begins, ", then ")}}
	return card
}

// sentence begins with a capital letter.
func sentence(text string) string {
	for i, r := range text {
		return strings.ToUpper(string(r)) + text[i+len(string(r)):]
	}
	return text
}

// cost is what an effect costs beside what its words say.
func (a *papering) cost(e *sim.Effect) string {
	var all []string
	for _, one := range []struct {
		cents int64
		each  string
	}{{e.Cost, ""}, {e.CostPerDay, " a day"}, {e.CostPerItem, " for each order"}} {
		if one.cents != 0 {
			all = append(all, fmt.Sprintf("%s %s%s", a.m.Currency, decimal(float64(one.cents)/100, 0), one.each))
		}
	}
	for i := range e.Changes {
		c := &e.Changes[i]
		if c.Param == sim.ParamHours || c.Param == sim.ParamStaff && c.Op == sim.Add && c.Value > 0 && !c.Unpaid {
			all = append(all, "the pay of those who work")
			break
		}
	}
	return strings.Join(all, " and ")
}

// lasts is a length of time in its largest unit that makes it whole.
func lasts(t sim.Tick) string {
	const second, minute, hour, day = 1_000, 60_000, 3_600_000, 86_400_000
	for _, unit := range []struct {
		ticks     sim.Tick
		one, many string
	}{{day, "day", "days"}, {hour, "hour", "hours"}, {minute, "minute", "minutes"}, {second, "second", "seconds"}} {
		if n := t / unit.ticks; n > 0 && t%unit.ticks == 0 {
			if n == 1 {
				return "1 " + unit.one
			}
			return fmt.Sprintf("%d %s", n, unit.many)
		}
	}
	return (time.Duration(t) * time.Millisecond).String()
}

// slips are for what teams decide.
func (a *papering) slips() *paperPart {
	p := &paperPart{Title: "Decision slips", For: "every team", Copies: "three for each team, cut", Open: true}
	card := paperCard{Kind: "decision", Title: "What we decide", Facts: []paperFact{{"team", ""}, {"day and time", ""}, {"response, if any", ""}}, Lines: make([]struct{}, 3), More: []paperFact{{"because", ""}, {"we expect", ""}}}
	p.blocks = sized([]paperCard{card, card, card, card})
	return p
}

// feedback is the form for participants.
func (a *papering) feedback() *paperPart {
	p := &paperPart{Title: "Feedback", For: "everybody", Copies: "one for each participant", Open: true}
	p.blocks = append(p.blocks, paper{Heading: "Feedback"}, paper{Text: "What you write here makes the next exercise better. You need not give your name."}, paper{Text: "Team: ______________________________     Role at work: ______________________________"})
	for _, says := range []string{
		"The situation was one that could happen to us.",
		"I understood what I could decide, and what it led to.",
		"My team heard what it needed from the others in time.",
		"I learnt something about how our work reaches customers.",
		"The time was right: neither hurried nor long.",
	} {
		p.blocks = append(p.blocks, paper{Scale: &paperScale{says, []string{"not at all", "hardly", "partly", "mostly", "entirely"}}})
	}
	for _, question := range []string{"What surprised you?", "What will you do differently from next week on?", "What should the next exercise be about, and what should be different?"} {
		p.blocks = append(p.blocks, paper{Under: question, Lines: make([]struct{}, 3)})
	}
	return p
}
