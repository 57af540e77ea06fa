package tabletop

import (
	"slices"
	"strconv"
	"strings"

	"ripple/sim"
)

// TeamView is what one team has for itself.
type TeamView struct {
	Name    string          `json:"name"`
	Label   string          `json:"label"`
	Choices []ChoiceView    `json:"choices"`
	Left    int             `json:"left"` // how many responses it may still have in this turn
	Pledges []AgreementView `json:"agreements,omitempty"`
}

// ChoiceView is something that can be decided.
type ChoiceView struct {
	Name  string       `json:"name"`
	Label string       `json:"label"`
	Parts []ChoicePart `json:"parts"`
	// Barred says why it cannot be chosen.
	Barred string `json:"barred,omitempty"`
}

// ChoicePart is one thing that a choice does. Costs are in cents.
type ChoicePart struct {
	Text        string   `json:"text"`
	Cost        int64    `json:"cost,omitempty"`
	CostPerDay  int64    `json:"cost-per-day,omitempty"`
	CostPerItem int64    `json:"cost-per-item,omitempty"`
	Lead        sim.Tick `json:"ready-after,omitempty"` // milliseconds
	For         string   `json:"for,omitempty"`
	// Sizes are what can be chosen otherwise.
	Sizes []SizeView `json:"sizes,omitempty"`
}

// SizeView is a number of a response as it is written.
type SizeView struct {
	Key   string `json:"key"`  // of a size of an action
	Name  string `json:"name"` // for people
	Value string `json:"value"`
}

// AgreementView is what was promised to colleagues or customers.
type AgreementView struct {
	Name string `json:"name"`
	Text string `json:"text"`
	To   string `json:"to"`
	From string `json:"from"`
}

// DeskView is what the facilitator has beside all that others see.
type DeskView struct {
	Injects  []InjectView `json:"injects"`
	Choices  []ChoiceView `json:"choices"`
	Teams    []PlayerView `json:"teams"`
	Branches []BranchView `json:"branches"`
	Branch   int          `json:"branch"`
	Path     []PathView   `json:"path"` // to where play can go back
	Notes    []NoteView   `json:"notes,omitempty"`
	Ends     Moment       `json:"ends"`
	// Modules are all, in order of time.
	Modules []ModuleStart `json:"modules,omitempty"`
	// PauseWhen are the conditions at which play pauses by itself.
	PauseWhen []string `json:"pause-when,omitempty"`
	// Systems are the names of all: what can be said to be down.
	Systems []string `json:"systems,omitempty"`
	PaceMS  int64    `json:"pace"`
	HotWash []string `json:"hot-wash,omitempty"`
	Blanked bool     `json:"blanked"`
	// LookingAhead says that a forecast is being made, NoForecast why one could not be.
	LookingAhead bool   `json:"looking-ahead,omitempty"`
	NoForecast   string `json:"no-forecast,omitempty"`
}

// ModuleStart is a module with its beginning.
type ModuleStart struct {
	ModuleView
	From Moment `json:"from"`
}

// PlayerView is a team for the desk.
type PlayerView struct {
	Name  string `json:"name"`
	Label string `json:"label"`
	Left  int    `json:"left"`
	// Choices are the names of what it may choose itself; nil: everything.
	Choices []string `json:"choices"`
}

// InjectView is a line of the master event list.
type InjectView struct {
	Number     int     `json:"number"`
	Status     Status  `json:"status"`
	At         *Moment `json:"at,omitempty"`      // when it came
	Planned    *Moment `json:"planned,omitempty"` // when it is to come
	Condition  string  `json:"condition,omitempty"`
	Due        bool    `json:"due,omitempty"` // it is held and should have come
	Say        string  `json:"say,omitempty"`
	Does       string  `json:"does,omitempty"`
	From       string  `json:"from,omitempty"`
	To         string  `json:"to,omitempty"`
	Method     string  `json:"method,omitempty"`
	Controller string  `json:"controller,omitempty"`
	Expected   string  `json:"expected-action,omitempty"`
	Objective  string  `json:"objective,omitempty"`
}

// BranchView is a way of play.
type BranchView struct {
	Number int    `json:"number"`
	Name   string `json:"name"`
	From   int    `json:"from,omitempty"`
	Now    Moment `json:"now"`
}

// PathView is something that happened, before which play can go another way.
type PathView struct {
	Line int    `json:"line"`
	At   Moment `json:"at"`
	Text string `json:"text"`
}

// NoteView is a note or a rating.
type NoteView struct {
	At        Moment `json:"at"`
	By        string `json:"by"`
	Objective string `json:"objective,omitempty"`
	Rating    Rating `json:"rating,omitempty"`
	Words     string `json:"words,omitempty"`
}

// JudgingView is what the evaluator has.
type JudgingView struct {
	Objectives []ObjectiveView `json:"objectives"`
	Ratings    []Rating        `json:"ratings"` // that can be given
	Notes      []NoteView      `json:"notes,omitempty"`
	Expected   []InjectView    `json:"expected"` // what has come, with what should be done about it
}

// ObjectiveView is an objective with its last rating.
type ObjectiveView struct {
	Name   string `json:"name"`
	Text   string `json:"text"`
	Rating Rating `json:"rating,omitempty"`
	Words  string `json:"words,omitempty"`
}

// DecisionView is a decision.
type DecisionView struct {
	At       Moment   `json:"at"`
	Turn     int      `json:"turn"`
	Team     string   `json:"team"`
	Words    string   `json:"words,omitempty"`
	Reason   string   `json:"reason,omitempty"`
	Choices  []string `json:"choices,omitempty"` // labels
	Modelled bool     `json:"modelled"`
	Line     int      `json:"line"`
	// Proposal is the one that was admitted, 0: none was made.
	Proposal int `json:"proposal,omitempty"`
}

// ProposalView is a proposal.
type ProposalView struct {
	ID      int            `json:"id"`
	At      Moment         `json:"at"`
	Team    string         `json:"team"`
	Words   string         `json:"words,omitempty"`
	Reason  string         `json:"reason,omitempty"`
	Actions []Action       `json:"actions,omitempty"`
	Choices []string       `json:"choices,omitempty"`
	Status  ProposalStatus `json:"status"`
	Answer  string         `json:"answer,omitempty"`
}

func (v *viewer) left(team string) int { return max(0, v.x.Actions-v.st.taken(team)) }

func (v *viewer) choices(names []string) []ChoiceView {
	out := []ChoiceView{}
	for i := range v.x.Choices {
		c := &v.x.Choices[i]
		if names != nil && !slices.Contains(names, c.Name) {
			continue
		}
		one := ChoiceView{Name: c.Name, Label: c.Label, Barred: c.Barred, Parts: []ChoicePart{}}
		for k := range c.Effects {
			e := &c.Effects[k]
			part := ChoicePart{Text: e.Text, Cost: e.Cost, CostPerDay: e.CostPerDay, CostPerItem: e.CostPerItem, Lead: e.Lead}
			if !e.For.IsZero() {
				part.For = e.For.String()
			}
			if k < len(c.Sizes) {
				for _, size := range c.Sizes[k] {
					name := strings.TrimPrefix(size.Key, strconv.Itoa(k+1)+".")
					part.Sizes = append(part.Sizes, SizeView{size.Key, strings.ReplaceAll(name, "-", " "), size.Value})
				}
			}
			one.Parts = append(one.Parts, part)
		}
		out = append(out, one)
	}
	return out
}

func (v *viewer) team() *TeamView {
	t := v.s.team(v.role.Name)
	out := &TeamView{Name: t.Name, Label: t.Label, Choices: v.choices(t.Choices), Left: v.left(t.Name)}
	for i := range v.m.Agreements {
		if a := &v.m.Agreements[i]; slices.Contains(t.Departments, a.From) {
			out.Pledges = append(out.Pledges, AgreementView{a.Name, a.Text, a.To, v.m.Departments[a.From].Name})
		}
	}
	return out
}

func (v *viewer) desk() *DeskView {
	d := &DeskView{
		Choices: v.choices(nil), Branch: v.st.Branch, Ends: v.at(v.x.Ends), PaceMS: v.st.Pace.Milliseconds(), HotWash: v.x.HotWash, Blanked: v.st.Blanked,
		Notes: v.notes(true), Injects: []InjectView{}, Path: []PathView{},
	}
	if v.outlook != nil {
		d.LookingAhead, d.NoForecast = v.outlook.forecast == nil && v.outlook.wrong == "", v.outlook.wrong
	}
	for i := range v.st.Injects {
		d.Injects = append(d.Injects, v.inject(&v.st.Injects[i]))
	}
	for i := range v.x.Teams {
		t := &v.x.Teams[i]
		d.Teams = append(d.Teams, PlayerView{t.Name, t.Label, v.left(t.Name), t.Choices})
	}
	for i := range v.m.Systems {
		d.Systems = append(d.Systems, v.m.Systems[i].Name)
	}
	for _, w := range v.x.PauseWhen {
		d.PauseWhen = append(d.PauseWhen, w.Text)
	}
	for _, m := range v.x.Modules {
		d.Modules = append(d.Modules, ModuleStart{ModuleView{m.Name, m.Questions}, v.at(m.From)})
	}
	for _, b := range v.st.Branches {
		d.Branches = append(d.Branches, BranchView{b.Number, b.Name, b.From, v.at(b.Now)})
	}
	for _, e := range v.st.path {
		if text := v.happened(e); text != "" {
			d.Path = append(d.Path, PathView{e.Line, v.at(e.At), text})
		}
	}
	return d
}

// called are teams as people call them.
func (v *viewer) called(names []string) []string {
	all := slices.Clone(names)
	for i := range all {
		if t := v.s.team(all[i]); t != nil {
			all[i] = t.Label
		}
	}
	return all
}

// happened says what an event was, with the labels of what was decided.
func (v *viewer) happened(e *Event) string {
	label := e.Team
	if t := v.s.team(e.Team); t != nil {
		label = t.Label
	}
	chosen := strings.Join(v.labels(e.Actions), " and ")
	switch {
	case e.Kind == Decided && chosen != "":
		return label + " decided: " + chosen
	case e.Kind == Decided:
		return label + " decided, not modelled: " + e.Words
	case e.Kind == Admitted && chosen != "":
		return e.text() + ": " + chosen
	}
	return e.text()
}

func (v *viewer) inject(in *Inject) InjectView {
	line := v.line(in)
	out := InjectView{
		Number: in.Number, Status: in.Status, Say: line.Say, Does: line.Does, From: line.From, Method: line.Method,
		Controller: line.Controller, Expected: line.ExpectedAction, Objective: line.Objective, To: "all",
	}
	if len(line.To) > 0 {
		out.To = strings.Join(v.called(line.To), ", ")
	}
	switch {
	case in.Status == HasCome:
		at := v.at(in.At)
		out.At = &at
	case in.conditional:
		out.Condition = in.Written
	case in.Planned < sim.Never:
		at := v.at(in.Planned)
		out.Planned = &at
		out.Due = in.Status == OnHold && in.Planned <= v.st.Now
	}
	return out
}

func (v *viewer) judging() *JudgingView {
	j := &JudgingView{Ratings: Ratings(), Notes: v.notes(false), Objectives: []ObjectiveView{}, Expected: []InjectView{}}
	for _, o := range v.x.Objectives {
		one := ObjectiveView{Name: o.Name, Text: o.Text}
		for _, n := range v.st.Notes {
			if n.Objective == o.Name && n.Rating != "" {
				one.Rating, one.Words = n.Rating, n.Words
			}
		}
		j.Objectives = append(j.Objectives, one)
	}
	for i := range v.st.Injects {
		if in := &v.st.Injects[i]; in.Status == HasCome {
			j.Expected = append(j.Expected, v.inject(in))
		}
	}
	return j
}

// notes are those that the role may read: an evaluator's own and the facilitator's.
func (v *viewer) notes(all bool) []NoteView {
	var out []NoteView
	for _, n := range v.st.Notes {
		if all || n.By == evaluator || n.By == facilitator {
			out = append(out, NoteView{v.at(n.At), n.By, n.Objective, n.Rating, n.Words})
		}
	}
	return out
}

// labels are what actions are called.
func (v *viewer) labels(actions []Action) []string {
	var out []string
	for _, a := range actions {
		switch c := v.x.Choice(a.Choice); {
		case a.Text != "":
			out = append(out, a.Text)
		case c != nil:
			out = append(out, c.Label)
		}
	}
	return out
}

// decisions are a team's, or everybody's.
func (v *viewer) decisions(team string) []DecisionView {
	var out []DecisionView
	for i := range v.st.Decisions {
		if d := &v.st.Decisions[i]; team == "" || d.Team == team {
			out = append(out, DecisionView{v.at(d.At), d.Turn, d.Team, d.Words, d.Reason, v.labels(d.Actions), d.Modelled, d.Line, d.ID})
		}
	}
	return out
}

func (v *viewer) proposals(team string) []ProposalView {
	var out []ProposalView
	for i := range v.st.Proposals {
		if p := &v.st.Proposals[i]; team == "" || p.Team == team {
			out = append(out, ProposalView{p.ID, v.at(p.At), p.Team, p.Words, p.Reason, p.Actions, v.labels(p.Actions), p.Status, p.Answer})
		}
	}
	return out
}
