package tabletop

import (
	"slices"

	"ripple/scenarios"
	"ripple/sim"
)

// Role is who looks: what a view holds is what they may know.
type Role struct {
	// Name is facilitator, evaluator, audience, or a team's.
	Name string
	// Team says that it is a team's.
	Team bool
}

// The roles that every exercise has.
var (
	Facilitator = Role{Name: facilitator}
	Evaluator   = Role{Name: evaluator}
	Audience    = Role{Name: "audience"}
)

// View is how the session looks to one role, now: nothing of what is to come, and
// nothing that is not theirs to see. Money is in cents, times are virtual milliseconds.
type View struct {
	Role  string `json:"role"`
	Title string `json:"title"`
	About string `json:"about,omitempty"`
	// Version counts the lines of the journal: what is newer has more.
	Version int    `json:"version"`
	Now     Moment `json:"now"`
	Playing bool   `json:"playing"`
	// Why are the reasons for which play stands; teams and the audience are not told
	// of conditions and of what is held.
	Why       []string        `json:"why,omitempty"`
	Turn      int             `json:"turn"`
	Ended     bool            `json:"ended"`
	Module    *ModuleView     `json:"module,omitempty"`
	Read      string          `json:"read,omitempty"`     // aloud, at the start and at the end
	HotWash   []string        `json:"hot-wash,omitempty"` // what is asked at the end
	Currency  string          `json:"currency"`
	Map       Map             `json:"map"`
	Customers []CustomerView  `json:"customers"`
	Story     []StoryLine     `json:"story"` // what people were told, the latest last
	Systems   []string        `json:"systems-down,omitempty"`
	Compared  []ComparedView  `json:"compared,omitempty"` // with what might have been: what was revealed, and for the facilitator all
	Forecast  *ForecastView   `json:"forecast,omitempty"` // where one was asked for and holds: for the facilitator, and for all once revealed
	Team      *TeamView       `json:"team,omitempty"`
	Desk      *DeskView       `json:"desk,omitempty"`
	Judging   *JudgingView    `json:"judging,omitempty"`
	Decisions []DecisionView  `json:"decisions,omitempty"`
	Proposals []ProposalView  `json:"proposals,omitempty"`
	Revealed  map[string]bool `json:"revealed,omitempty"`
}

// Moment is a virtual time for people.
type Moment struct {
	Tick sim.Tick `json:"tick"`
	Text string   `json:"text"` // day 22 09:00, as in files
	Day  int      `json:"day"`
	Date string   `json:"date,omitempty"`
}

// ModuleView is the part of the exercise that play is in.
type ModuleView struct {
	Name      string   `json:"name"`
	Questions []string `json:"questions,omitempty"`
}

// CustomerView is a kind of customer now, since counting began.
type CustomerView struct {
	Name      string `json:"name"`
	Placed    int64  `json:"placed"`
	Delivered int64  `json:"delivered"`
	Lost      int64  `json:"lost"`
	// OnTime is the share of the orders that are due or finished which came in time; -1: none is yet.
	OnTime  float64 `json:"on-time"`
	Late    int64   `json:"late"`
	Open    int64   `json:"open"`
	Overdue int64   `json:"overdue"`
	Revenue int64   `json:"revenue"`
	// Week is OnTime of the last seven days alone: whether they are content now. Of
	// fewer orders than leastJudged it is -1 too.
	Week float64 `json:"on-time-week"`
	// Row is their place in the map's last column, from 0.
	Row int `json:"row"`
	// Days are the orders overdue at this time of the last days, the oldest first.
	Days []int64 `json:"days"`
}

// StoryLine is something that people were told.
type StoryLine struct {
	Number int      `json:"number"`
	At     Moment   `json:"at"`
	From   string   `json:"from,omitempty"`
	Method string   `json:"method,omitempty"`
	To     []string `json:"to,omitempty"` // labels of teams, for the facilitator and the evaluator
	Text   string   `json:"text"`
}

// ComparedView is how one thing stands beside what might have been.
type ComparedView struct {
	With      string  `json:"with"` // RevealDoNothing or RevealBaseline
	Customers string  `json:"customers"`
	OnTime    float64 `json:"on-time"`
	Overdue   int64   `json:"overdue"`
	Lost      int64   `json:"lost"`
	Revenue   int64   `json:"revenue"`
	// Spent is what the room's responses have cost so far.
	Spent int64 `json:"spent"`
}

// lastDays is for how many days views look back.
const lastDays = 14

// View is how the session looks to a role.
func (s *Session) View(role Role) (*View, error) {
	if role.Team && s.team(role.Name) == nil {
		return nil, refuse("there is no team %q", role.Name)
	}
	s.drawn.Do(func() { s.plan = newPlan(s.scenario) })
	s.show.Lock()
	st, course, lines := *s.state, s.course, len(s.events)
	st.Now = s.present()
	var out *outlook
	if s.outlook != nil {
		copied := *s.outlook
		out = &copied
	}
	s.show.Unlock()
	v := viewer{s: s, st: &st, outlook: out, c: course, x: s.scenario.Exercise, m: course.Model, role: role, lines: lines}
	v.moment = int(v.st.Now / v.c.Samples(Room).Every)
	return v.view(), nil
}

// viewer makes one view.
type viewer struct {
	s        *Session
	st       *State
	c        *Course
	x        *scenarios.Exercise
	m        *sim.Model
	role     Role
	outlook  *outlook
	lines    int        // of the journal
	moment   int        // of the samples: the last that play has reached
	strained []strained // by department
}

func (v *viewer) staff() bool { return v.role == Facilitator || v.role == Evaluator }

// sees tells whether the role may see what might have been.
func (v *viewer) sees(what string) bool { return v.role == Facilitator || v.st.Revealed[what] }

func (v *viewer) view() *View {
	out := &View{
		Role: v.role.Name, Title: v.x.Title, About: v.x.About, Version: v.lines, Now: v.at(v.st.Now), Playing: v.st.Playing,
		Turn: v.st.Turn, Ended: v.st.Ended, Currency: v.m.Currency, Revealed: v.st.Revealed,
	}
	// What a scenario calls itself and tells of itself may give away what is to come.
	if out.Title == "" {
		if out.Title = v.s.scenario.OrganisationName; v.staff() {
			out.Title = v.s.scenario.Title
		}
	}
	if out.About == "" && v.staff() {
		out.About = v.s.scenario.About
	}
	if v.staff() {
		out.Why = v.st.Why
	}
	for _, m := range v.x.Modules {
		if m.From <= v.st.Now {
			out.Module = &ModuleView{m.Name, m.Questions}
		}
	}
	switch {
	case v.st.Ended:
		out.Read, out.HotWash = v.x.End, v.x.HotWash
	case v.st.Turn == 0:
		out.Read = v.x.Start
	}
	v.strained = v.strains()
	out.Map, out.Systems = v.living(), v.down()
	for i := range v.m.External() {
		out.Customers = append(out.Customers, v.customers(Room, i))
	}
	out.Story = v.story()
	out.Compared, out.Forecast = v.compared(), v.ahead()
	switch {
	case v.role == Facilitator:
		out.Desk, out.Judging = v.desk(), v.judging()
		out.Decisions, out.Proposals = v.decisions(""), v.proposals("")
	case v.role == Evaluator:
		out.Judging = v.judging()
		out.Decisions, out.Proposals = v.decisions(""), v.proposals("")
	case v.role.Team:
		out.Team = v.team()
		out.Decisions, out.Proposals = v.decisions(v.role.Name), v.proposals(v.role.Name)
	}
	return out
}

func (v *viewer) at(tick sim.Tick) Moment {
	day := v.m.Calendars[0].Day(tick)
	m := Moment{Tick: tick, Text: v.s.scenario.Moment(tick), Day: day - v.m.FirstDay + 1}
	if day < len(v.m.Dates) {
		m.Date = v.m.Dates[day]
	}
	return m
}

// name is how a department is called: names on the wall can be blanked.
func (v *viewer) name(department int) string {
	if v.st.Blanked && v.role == Audience {
		return "Department " + letters(department)
	}
	return v.m.Departments[department].Name
}

// letters are A, B, …, Z, AA, AB, …
func letters(n int) string {
	text := ""
	for n++; n > 0; n = (n - 1) / 26 {
		text = string(rune('A'+(n-1)%26)) + text
	}
	return text
}

func (v *viewer) customers(arm, segment int) CustomerView {
	rows := v.c.Samples(arm).Segments[segment]
	now := &rows[v.moment]
	c := CustomerView{
		Name: v.m.Segments[segment].Name, Placed: now.Placed, Delivered: now.Delivered, Lost: now.Lost, OnTime: onTime(now),
		Late: now.Late, Open: now.Open, Overdue: now.Overdue, Revenue: now.Revenue,
		Week: week(&rows[max(0, v.moment-7*dayHours)], now), Row: v.s.plan.customers[segment],
	}
	for i := v.moment - 24*(lastDays-1); i <= v.moment; i += 24 {
		if i >= 0 {
			c.Days = append(c.Days, rows[i].Overdue)
		}
	}
	return c
}

// onTime is the share of the orders that are due or finished which came in time.
func onTime(now *sim.SegmentSample) float64 { return inTime(judgedBy(now)) }

// leastJudged is of how many orders a week's share says something.
const leastJudged = 5

// week is onTime of the orders that fell due or finished after a sample.
func week(then, now *sim.SegmentSample) float64 {
	good, bad := judgedBy(now)
	goodThen, badThen := judgedBy(then)
	if good, bad = good-goodThen, bad-badThen; good+bad < leastJudged {
		return -1
	}
	return inTime(good, bad)
}

// judgedBy are the orders that came in time and those that did not: lost before they were
// due, they were not in time either.
func judgedBy(s *sim.SegmentSample) (good, bad int64) {
	return s.OnTime, max(s.Late, s.Lost+s.Delivered-s.OnTime)
}

func inTime(good, bad int64) float64 {
	if good+bad == 0 {
		return -1
	}
	return float64(good) / float64(good+bad)
}

// line is an inject as the session's file has it: with the words of one that was improvised.
func (v *viewer) line(in *Inject) scenarios.Inject {
	for _, one := range v.c.Scenario.Injects {
		if one.Number == in.Number {
			return one
		}
	}
	return in.Inject
}

// story is what has been told to the role, in order of time.
func (v *viewer) story() []StoryLine {
	out := []StoryLine{}
	for i := range v.st.Injects {
		in := &v.st.Injects[i]
		line := v.line(in)
		if in.Status != HasCome || v.role.Team && len(line.To) > 0 && !slices.Contains(line.To, v.role.Name) {
			continue
		}
		text := line.Say
		if text == "" {
			if !v.staff() { // nobody said anything: they find out by themselves
				continue
			}
			text = line.Does
		}
		if v.role == Audience && len(line.To) > 0 {
			continue
		}
		one := StoryLine{Number: in.Number, At: v.at(in.At), From: line.From, Method: line.Method, Text: text}
		if v.staff() {
			one.To = v.called(line.To)
		}
		out = append(out, one)
	}
	slices.SortStableFunc(out, func(a, b StoryLine) int { return int(a.At.Tick - b.At.Tick) })
	return out
}

// compared is how customers fare beside what might have been.
func (v *viewer) compared() []ComparedView {
	var out []ComparedView
	for _, what := range []string{RevealDoNothing, RevealBaseline} {
		arm := sim.DoNothing
		if what == RevealBaseline {
			arm = sim.Baseline
		}
		if !v.sees(what) {
			continue
		}
		for i := range v.m.External() {
			c := v.customers(arm, i)
			out = append(out, ComparedView{what, c.Name, c.OnTime, c.Overdue, c.Lost, c.Revenue, v.spent()})
		}
	}
	return out
}

// spent is what the room's responses have cost until now, in cents.
func (v *viewer) spent() int64 {
	s, total := v.c.Samples(Room), 0.0
	for _, e := range s.Effects {
		effect := &v.m.Effects[e.Effect]
		if e.Start > v.st.Now {
			continue
		}
		const day = 24 * 3_600_000
		total += float64(effect.Cost) + float64(effect.CostPerDay)*float64(min(e.End, v.st.Now)-e.Start)/day
	}
	for d := range s.Departments {
		total += float64(s.Departments[d][v.moment].Expense)
	}
	for i := range s.Segments {
		total += float64(s.Segments[i][v.moment].Expense)
	}
	return int64(total + 0.5)
}
