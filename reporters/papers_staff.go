package reporters

import (
	"fmt"
	"strings"

	"ripple/scenarios"
)

// staffFor are those who know what is to come.
const staffFor = "controllers and the facilitator"

// injectCards are what is handed out; with known, for those who deliver it, with what is
// expected and with what nobody is told.
func (a *papering) injectCards(known bool) *paperPart {
	p := &paperPart{Title: "Inject cards", For: "whoever the card is for, when it is due", Copies: "1, cut, kept by controllers until then"}
	if known {
		p.Title, p.For, p.Copies = "Inject cards, with what is expected", staffFor, "1 for each controller, cut"
	}
	var cards []paperCard
	for i := range a.s.Injects {
		in := &a.s.Injects[i]
		if in.Say == "" && !known {
			continue
		}
		cards = append(cards, a.injectCard(in, known))
	}
	if len(cards) > 0 {
		p.blocks = sized(cards)
	}
	return p
}

func (a *papering) injectCard(in *scenarios.Inject, known bool) paperCard {
	c := paperCard{Kind: "inject", Title: fmt.Sprintf("Inject %d", in.Number), Text: in.Say}
	when := a.when(in)
	if !known && (in.When.Condition != nil || in.When.Random) {
		when = ""
	}
	fact := func(name, text string) {
		if text != "" {
			c.Facts = append(c.Facts, paperFact{name, text})
		}
	}
	c.Facts = append(c.Facts, paperFact{"when", when})
	fact("to", a.receivers(in))
	fact("from", in.From)
	fact("how", in.Method)
	if !known {
		return c
	}
	c.Kind = "inject staff"
	more := func(name, text string) {
		if text != "" {
			c.More = append(c.More, paperFact{name, text})
		}
	}
	if in.Say == "" {
		c.Text = "Nobody is told."
	}
	more("happens", in.Does)
	more("expected", in.ExpectedAction)
	more("objective", spaced(in.Objective))
	more("controller", in.Controller)
	return c
}

// when is a moment with its date, or the condition.
func (a *papering) when(in *scenarios.Inject) string {
	switch {
	case in.When.Condition != nil:
		return "by itself, once " + in.Written
	case in.When.Random:
		return in.Written
	}
	return a.moment(in.When.At)
}

// receivers are the teams that get it.
func (a *papering) receivers(in *scenarios.Inject) string {
	if in.Say == "" {
		return "nobody"
	}
	if len(in.To) == 0 {
		return "everybody"
	}
	var labels []string
	for _, name := range in.To {
		label := name
		for i := range a.x.Teams {
			if a.x.Teams[i].Name == name {
				label = a.x.Teams[i].Label
			}
		}
		labels = append(labels, label)
	}
	return strings.Join(labels, ", ")
}

// eventList is the list of all injects in the file's order.
func (a *papering) eventList() *paperPart {
	if len(a.s.Injects) == 0 {
		return nil
	}
	p := &paperPart{Title: "Event list", For: staffFor, Copies: "1 for each"}
	t := &paperTable{Name: "Event list", Header: []string{"no.", "when", "from, to, by", "what is said, and what happens", "expected action"}, Widths: []int{6, 17, 17, 34, 26}}
	for i := range a.s.Injects {
		in := &a.s.Injects[i]
		says := in.Say
		if in.Does != "" {
			says = strings.TrimSpace(says + " [" + in.Does + "]")
		}
		var ways []string
		for _, text := range []string{in.From, "to " + a.receivers(in), in.Method} {
			if text != "" {
				ways = append(ways, text)
			}
		}
		t.Rows = append(t.Rows, []string{fmt.Sprint(in.Number), a.when(in), strings.Join(ways, "; "), says, in.ExpectedAction})
	}
	p.blocks = []paper{{Heading: "Event list"}, {Text: "What stands in brackets happens in the organisation; nobody is told of it. What comes by itself waits for its condition, and may never come."}, {Table: t}}
	return p
}

// evaluation are the sheets on which objectives are rated.
func (a *papering) evaluation() *paperPart {
	p := &paperPart{Title: "Evaluator sheets", For: "evaluators", Copies: "1 for each evaluator"}
	add := func(b ...paper) { p.blocks = append(p.blocks, b...) }
	grades := []string{"performed", "with some challenges", "with major challenges", "unable to be performed"}
	for i, o := range a.x.Objectives {
		add(paper{Heading: fmt.Sprintf("Objective %d: %s", i+1, spaced(o.Name)), Break: i > 0}, paper{Text: o.Text}, paper{Scale: &paperScale{"How was it performed?", grades}}, paper{Under: "What should be seen"})
		for k := range a.s.Injects {
			if in := &a.s.Injects[k]; in.Objective == o.Name {
				add(paper{Box: fmt.Sprintf("Inject %d, %s, to %s: %s", in.Number, a.when(in), a.receivers(in), in.ExpectedAction)})
			}
		}
		add(paper{Under: "What was seen: who, when, and what followed", Lines: make([]struct{}, 5), Fill: true})
	}
	if len(a.x.Objectives) == 0 {
		add(paper{Heading: "Evaluation"}, paper{Text: "The exercise states no objectives. Note what was decided, when, by whom, and what followed."}, paper{Lines: make([]struct{}, 10), Fill: true})
	}
	return p
}

// guide is what the facilitator needs.
func (a *papering) guide() *paperPart {
	p := &paperPart{Title: "Facilitator’s guide", For: "the facilitator", Copies: "1", Small: true}
	add := func(b ...paper) { p.blocks = append(p.blocks, b...) }
	if g := a.x.Guide; g != nil {
		add(paper{Heading: "Facilitator’s guide"}, paper{Text: g.Brief})
		if len(g.Plan) > 0 {
			t := &paperTable{Name: "Plan", Header: []string{"minutes", "from", "what"}, Widths: []int{11, 11, 78}}
			at := 0
			for _, slot := range g.Plan {
				t.Rows = append(t.Rows, []string{fmt.Sprint(slot.Minutes), clockOf(at), slot.Do})
				at += slot.Minutes
			}
			add(paper{Under: fmt.Sprintf("Plan: %d minutes", g.Minutes())}, paper{Table: t})
		}
		if len(g.WatchFor) > 0 {
			add(paper{Under: "What to watch for"})
			for _, one := range g.WatchFor {
				add(paper{Bullet: one})
			}
		}
		if len(g.Decisions) > 0 {
			t := &paperTable{Name: "What decisions usually do", Header: []string{"decision", "what it usually does"}, Widths: []int{20, 80}}
			for _, d := range g.Decisions {
				t.Rows = append(t.Rows, []string{d.Choice, d.Text})
			}
			add(paper{Under: "What decisions usually do"}, paper{Table: t})
		}
		if g.Close != "" {
			add(paper{Under: "To close", Text: g.Close})
		}
	}
	add(a.asked()...)
	return p
}

// asked are the texts that are read aloud, and what is asked.
func (a *papering) asked() []paper {
	var all []paper
	aloud := func(title, text string) {
		if text != "" {
			all = append(all, paper{Under: title, Aloud: text})
		}
	}
	aloud("Read aloud at the start", a.x.Start)
	for i, m := range a.x.Modules {
		all = append(all, paper{Under: fmt.Sprintf("Module %d, from %s: %s", i+1, a.moment(m.From), m.Name)})
		for _, q := range m.Questions {
			all = append(all, paper{Bullet: q})
		}
	}
	aloud("Read aloud at the end", a.x.End)
	if len(a.x.HotWash) > 0 {
		all = append(all, paper{Under: "Hot wash"})
		for _, q := range a.x.HotWash {
			all = append(all, paper{Bullet: q})
		}
	}
	if len(a.x.PauseWhen) > 0 {
		var texts []string
		for _, w := range a.x.PauseWhen {
			texts = append(texts, w.Text)
		}
		all = append(all, paper{Under: "Play stops by itself when", Text: strings.Join(texts, "; ") + "."})
	}
	if len(all) == 0 {
		return nil
	}
	return append([]paper{{Heading: "What is read and asked", Break: true}}, all...)
}

// clockOf is a time since the start, in hours and minutes.
func clockOf(minutes int) string { return fmt.Sprintf("%d:%02d", minutes/60, minutes%60) }
