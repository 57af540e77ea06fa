package scenarios

import (
	"slices"
	"strings"
	"time"

	"ripple/sim"
	"ripple/sim/calendar"
)

// Limits and defaults of an exercise.
const (
	maxPlayers  = 40
	maxChoices  = 200
	defaultPace = 10 * time.Second
	maxPace     = 24 * calendar.Hour
	maxParts    = 100 // modules, questions, objectives, conditions to pause
)

// Exercise is how a scenario is played with people.
type Exercise struct {
	Title, About string
	Objectives   []Objective
	Teams        []PlayingTeam // at least one
	// Choices are what can be decided: the scenario's options, then the exercise's own responses.
	Choices    []Choice
	Modules    []Module
	Start, End string // read aloud
	HotWash    []string
	Guide      *Guide // for who leads it; nil: none is written
	PauseWhen  []Watch
	Actions    int           // of one team in a turn
	Automatic  bool          // what teams propose is admitted at once
	Pace       time.Duration // of a simulated day
	// Begins and Ends bound play.
	Begins, Ends sim.Tick
	// LivedIn is the replication that was lived in, from 0, and Reached how far; -1: not yet.
	LivedIn int
	Reached sim.Tick

	written bool // it says who plays
}

// Objective is something that the exercise should show.
type Objective struct{ Name, Text string }

// PlayingTeam is some who decide together.
type PlayingTeam struct {
	Name, Label string
	Departments []int
	Choices     []string // names; nil: all
}

// Choice is something that can be decided.
type Choice struct {
	Name, Label string
	// Effects are what it does. When they come has a meaning in an option only: the
	// distances from the first are kept.
	Effects []sim.Effect
	Sizes   [][]Size // of each effect: what can be chosen otherwise, as written
	Option  bool
	// Barred says why it cannot be chosen in the room; "": it can.
	Barred string
}

// Module is a part of an exercise.
type Module struct {
	Name      string
	From      sim.Tick
	Questions []string
}

// Watch is a condition on what can be seen.
type Watch struct {
	Text string
	All  []sim.Comparison
}

// exercise reads how the scenario is played; n may be nil.
func (b *builder) exercise(n *node, options []option) *Exercise {
	m := b.model
	x := &Exercise{Actions: 1, Pace: defaultPace, Begins: m.From, Ends: m.Until, Reached: -1}
	x.Choices = b.optionChoices(options)
	if n == nil {
		x.Teams = b.everybody()
		return x
	}
	f := n.fields("exercise")
	word := func(key string) string {
		if v := f.get(key); v != nil {
			return v.prose("`" + key + "`")
		}
		return ""
	}
	x.Title, x.About, x.Start, x.End = word("title"), word("about"), word("start-of-exercise"), word("end-of-exercise")
	if v := f.get("objectives"); v != nil {
		for _, e := range v.named("objectives", maxParts) {
			if e.key.checkName("an objective") {
				x.Objectives = append(x.Objectives, Objective{e.key.text, e.value.prose("an objective")})
			}
		}
	}
	if v := f.get("responses"); v != nil {
		x.Choices = append(x.Choices, b.ownChoices(v, options)...)
	}
	if v := f.get("teams"); v != nil {
		x.written = true
		x.Teams = b.playing(v, x)
	} else {
		x.Teams = b.everybody()
	}
	b.play(f, x)
	if v := f.get("guide"); v != nil {
		x.Guide = b.guide(v, x.Choices)
	}
	b.whenPlayed(f, x)
	if v := f.get("lived-in"); v != nil {
		if c, ok := v.count("a replication", 1, maxReplications); ok {
			x.LivedIn = int(c) - 1
		}
	}
	return x
}

// everybody is the team of an exercise that names none.
func (b *builder) everybody() []PlayingTeam {
	t := PlayingTeam{Name: "leadership", Label: "leadership"}
	for i := range b.model.Departments {
		t.Departments = append(t.Departments, i)
	}
	return []PlayingTeam{t}
}

// play reads modules, questions, and the rules of play.
func (b *builder) play(f *fields, x *Exercise) {
	if v := f.get("modules"); v != nil {
		x.Modules = b.modules(v)
	}
	if v := f.get("hot-wash"); v != nil {
		x.HotWash = v.proses("a question")
	}
	if v := f.get("pause-when"); v != nil {
		for _, one := range v.list() {
			text, ok := one.str("a condition")
			if !ok {
				continue
			}
			if all, _, ok := b.comparisons(one, text); ok {
				x.PauseWhen = append(x.PauseWhen, Watch{text, all})
			}
		}
	}
	if v := f.get("actions"); v != nil {
		if c, ok := v.count("actions", 1, maxParts); ok {
			x.Actions = int(c)
		}
	}
	if v := f.get("admit"); v != nil {
		who, ok := v.choice("`admit`", "facilitator", "automatically")
		x.Automatic = ok && who == "automatically"
	}
	if v := f.get("pace"); v != nil {
		t, ok := v.elapsed("`pace`")
		if ok && (t < calendar.Second/10 || t > maxPace) {
			v.fail("for example 10s", "a simulated day takes from a tenth of a second to a day")
		} else if ok {
			x.Pace = milliseconds(t)
		}
	}
}

// whenPlayed reads from when to when it is played, and how far it has been.
func (b *builder) whenPlayed(f *fields, x *Exercise) {
	for _, one := range []struct {
		key string
		to  *sim.Tick
	}{{"begins", &x.Begins}, {"ends", &x.Ends}, {"reached", &x.Reached}} {
		if v := f.get(one.key); v != nil {
			if at, ok := b.playMoment(v); ok {
				*one.to = at
			}
		}
	}
	switch {
	case x.Begins >= x.Ends:
		f.node.fail("the earlier one first", "the exercise ends before it begins")
	case x.Reached >= 0 && x.Reached < x.Begins:
		f.at["reached"].fail("", "the exercise begins later")
	}
}

// playMoment reads a moment up to the end of the last day, that one included.
func (b *builder) playMoment(n *node) (sim.Tick, bool) {
	text, ok := n.str("a moment")
	if !ok {
		return 0, false
	}
	m, err := b.run.parseMomentBy(text, 1)
	var at sim.Tick
	if err == nil {
		at, err = b.at(m)
	}
	if err != nil {
		n.failWith(err)
		return 0, false
	}
	return min(at, b.model.Until), true
}

// proses are one or several texts.
func (n *node) proses(what string) []string {
	var all []string
	for _, one := range n.list() {
		if text := one.prose(what); text != "" {
			all = append(all, text)
		}
	}
	return all
}

func (b *builder) modules(n *node) []Module {
	if n.kind != list {
		n.fail("write each as an item: `- {name: The slip, from: day 20}`", "`modules` is a list")
		return nil
	}
	var all []Module
	for _, item := range n.items {
		f := item.fields("module")
		name, from := f.need("name"), f.need("from")
		if name == nil || from == nil {
			continue
		}
		at, ok := b.momentTick(from, from.text)
		m := Module{Name: name.prose("a name"), From: at}
		if v := f.get("questions"); v != nil {
			m.Questions = v.proses("a question")
		}
		if ok && len(all) > 0 && at <= all[len(all)-1].From {
			from.fail("in order of time", "this module does not begin after the one before it")
		}
		all = append(all, m)
	}
	return all
}

// playing reads the teams.
func (b *builder) playing(n *node, x *Exercise) []PlayingTeam {
	var known []string
	for _, c := range x.Choices {
		known = append(known, c.Name)
	}
	var all []PlayingTeam
	for _, e := range n.named("teams", maxPlayers) {
		if !e.key.checkName("a team") {
			continue
		}
		if e.key.text == "all" || e.key.text == "facilitator" || e.key.text == "evaluator" || e.key.text == "audience" {
			e.key.fail("choose another name", "a team cannot be called `%s`, which has a meaning of its own", e.key.text)
			continue
		}
		t := PlayingTeam{Name: e.key.text, Label: strings.ReplaceAll(e.key.text, "-", " ")}
		if e.value.kind == empty {
			all = append(all, t)
			continue
		}
		f := e.value.fieldsOf("team `"+clip(t.Name)+"`", "players")
		if v := f.get("label"); v != nil {
			t.Label = v.prose("a label")
		}
		if v := f.get("departments"); v != nil {
			for _, one := range v.list() {
				if d := one.find("a department", b.org.departmentAt); d >= 0 && !slices.Contains(t.Departments, d) {
					t.Departments = append(t.Departments, d)
				}
			}
		}
		if v := f.get("responses"); v != nil {
			t.Choices = []string{}
			for _, one := range v.list() {
				name, ok := one.str("a response")
				if ok && !slices.Contains(known, name) {
					one.fail(didYouMean(name, known), "there is no option or response `%s` to choose", clip(name))
				}
				t.Choices = append(t.Choices, name)
			}
		}
		all = append(all, t)
	}
	if len(all) == 0 && n.kind == mapping && len(n.entries) == 0 {
		n.fail("for example {operations: {departments: [manufacturing]}}", "nobody plays")
	}
	return all
}

// optionChoices are the scenario's options.
func (b *builder) optionChoices(options []option) []Choice {
	var all []Choice
	for i, o := range options {
		c := Choice{Name: o.node.text, Label: o.label, Option: true, Sizes: sizesOf(o.items)}
		for k := range b.model.Effects {
			e := &b.model.Effects[k]
			if e.Response && e.Arms[sim.DoNothing+1+i] {
				c.Effects = append(c.Effects, *e)
				if e.When.Random {
					c.Barred = "it comes at a random moment"
				}
			}
		}
		all = append(all, c)
	}
	return all
}

// ownChoices are the exercise's responses.
func (b *builder) ownChoices(n *node, options []option) []Choice {
	var all []Choice
	for _, e := range n.named("responses", maxChoices) {
		if !e.key.checkName("a response") {
			continue
		}
		if slices.ContainsFunc(options, func(o option) bool { return o.node.text == e.key.text }) {
			e.key.fail("choose another name", "there is an option `%s` already, which can be chosen as well", clip(e.key.text))
			continue
		}
		c := Choice{Name: e.key.text, Label: strings.ReplaceAll(e.key.text, "-", " ")}
		body := e.value
		if body.kind == mapping && optionBody(body) {
			f := body.fields("menu")
			if l := f.get("label"); l != nil {
				c.Label = l.prose("a label")
			}
			if body = f.need("responses"); body == nil {
				continue
			}
		}
		if body.kind == empty || body.kind == scalar {
			e.key.fail("for example [{add-staff: {department: procurement, people: 2}}]", "response `%s` does nothing", clip(e.key.text))
			continue
		}
		c.Sizes = sizesOf(body.list())
		for _, item := range body.list() {
			effect, ok := b.effect(item, "choice", c.Name)
			b.pending = nil
			if ok {
				c.Effects = append(c.Effects, effect)
			}
		}
		all = append(all, c)
	}
	return all
}
