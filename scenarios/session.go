package scenarios

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"ripple/scenarios/format"
	"ripple/sim"
)

// RoomOption is the name of the option that holds what the room decided, unless
// the scenario has one of that name already.
const RoomOption = "room"

// Session is what a live exercise has made of its scenario so far, in the order in which it
// happened: that order gives responses their chance.
type Session struct {
	Replication int      // that was lived in, from 0
	Reached     sim.Tick // by play
	Injects     []SessionInject
	Decisions   []SessionDecision
}

// SessionInject is an inject as it came, or is to come.
type SessionInject struct {
	Number int
	// Of is the number of the scenario's inject that it is, where that is another.
	Of int
	// Text is the inject in YAML where it was improvised; otherwise it is the scenario's
	// inject of that number.
	Text string
	At   sim.Tick
	// Waiting keeps the condition it has; until NotAfter when that is positive.
	Waiting  bool
	NotAfter sim.Tick
}

// SessionDecision is a response as it was decided.
type SessionDecision struct {
	At sim.Tick
	// Choice is one of the exercise's choices, with other sizes: "people" (of the first
	// thing it does), "2.people" (of the second). Or Text is a response in YAML, or a list of them.
	Choice string
	Sizes  []Size
	Text   string
	// Say are the words in which it was decided.
	Say string
}

// Size is a part of a choice with the value it gets.
type Size struct {
	Key   string `json:"key"`
	Value string `json:"value"`
}

// errSession is something in a session that cannot be written into a file.
func errSession(format string, args ...any) error {
	return fmt.Errorf("the session's file: "+format, args...)
}

// RoomName is how the option with the room's decisions is called.
func (s *Scenario) RoomName() string {
	name := RoomOption
	for n := 2; ; n++ {
		if _, taken := s.builder.options[name]; !taken {
			return name
		}
		name = RoomOption + "-" + strconv.Itoa(n)
	}
}

// Script is the scenario's file as the session has made it: the injects that came, and an
// option, the first, with what was decided. The same session gives the same text.
func (s *Scenario) Script(p *Session) (string, error) {
	doc, root, err := document(s.Text)
	if err != nil {
		return "", err
	}
	var injects []*yaml.Node
	for i := range p.Injects {
		n, err := s.injectNode(root, &p.Injects[i])
		if err != nil {
			return "", err
		}
		injects = append(injects, n)
	}
	setEntry(root, "injects", listNode(injects))
	if len(injects) == 0 {
		dropEntries(root, "injects")
	}
	var responses []*yaml.Node
	for i := range p.Decisions {
		n, err := s.decisionNodes(root, &p.Decisions[i])
		if err != nil {
			return "", err
		}
		responses = append(responses, n...)
	}
	if len(responses) > 0 {
		room := &yaml.Node{Kind: yaml.MappingNode}
		setEntry(room, "label", plainNode("what the room decided"))
		setEntry(room, "responses", listNode(responses))
		options := entryNode(root, "options")
		if options == nil || options.Kind != yaml.MappingNode {
			options = &yaml.Node{Kind: yaml.MappingNode}
			setEntry(root, "options", options)
		}
		firstEntry(options, s.RoomName(), room)
	}
	x := entryNode(root, "exercise")
	if x == nil || x.Kind != yaml.MappingNode {
		x = &yaml.Node{Kind: yaml.MappingNode}
		setEntry(root, "exercise", x)
	}
	setEntry(x, "lived-in", plainNode(strconv.Itoa(p.Replication+1)))
	setEntry(x, "reached", plainNode(s.Moment(p.Reached)))
	return written(doc)
}

// injectNode is one item of `injects`.
func (s *Scenario) injectNode(root *yaml.Node, in *SessionInject) (*yaml.Node, error) {
	var n *yaml.Node
	if in.Text != "" {
		_, own, err := document(in.Text)
		if err != nil {
			return nil, errSession("inject %d: %w", in.Number, err)
		}
		if n = own; indexOf(n, "when") > 0 || indexOf(n, "chance") > 0 {
			return nil, errSession("inject %d: what is improvised happens at once, without `when` and `chance`", in.Number)
		}
	} else {
		list := entryNode(root, "injects")
		of := in.Number
		if in.Of > 0 {
			of = in.Of
		}
		for i := range s.Injects {
			if s.Injects[i].Number == of && list != nil && i < len(list.Content) {
				n = copyNode(list.Content[i])
			}
		}
		if n == nil {
			return nil, errSession("there is no inject %d", in.Number)
		}
	}
	n.Style &^= yaml.FlowStyle // in lines of its own, where a colon needs no quotes
	firstEntry(n, "number", plainNode(strconv.Itoa(in.Number)))
	if in.Waiting {
		if in.NotAfter > 0 {
			setEntry(n, "not-after", plainNode(s.Moment(in.NotAfter)))
		}
		return n, nil
	}
	dropEntries(n, "when", "chance", "checked", "judged-by", "not-before", "not-after")
	firstEntry(n, "at", plainNode(s.Moment(in.At)))
	return n, nil
}

// decisionNodes are the items of the room's option that one decision makes.
func (s *Scenario) decisionNodes(root *yaml.Node, d *SessionDecision) ([]*yaml.Node, error) {
	var nodes []*yaml.Node
	var offsets []sim.Tick // of each, from the first
	if d.Text != "" {
		var doc yaml.Node
		if err := yaml.Unmarshal([]byte(d.Text), &doc); err != nil || doc.Kind != yaml.DocumentNode {
			return nil, errSession("this is no response: %s", clip(d.Text))
		}
		nodes = itemsOf(copyNode(doc.Content[0]))
		offsets = make([]sim.Tick, len(nodes))
	} else {
		c := s.Exercise.Choice(d.Choice)
		if c == nil {
			return nil, errSession("there is no response `%s`", clip(d.Choice))
		}
		if c.Barred != "" {
			return nil, errSession("`%s` cannot be chosen: %s", c.Name, c.Barred)
		}
		nodes = itemsOf(copyNode(choiceNode(root, c)))
		for i := range nodes {
			after := sim.Tick(0)
			if c.Option && i < len(c.Effects) && c.Effects[i].When.Condition == nil {
				after = max(0, c.Effects[i].When.At-c.first())
			}
			offsets = append(offsets, after)
		}
	}
	for _, n := range nodes {
		if n.Kind != yaml.MappingNode {
			return nil, errSession("a response is written as `name: value` lines, or in braces")
		}
	}
	for _, size := range d.Sizes {
		if err := resize(nodes, size); err != nil {
			return nil, err
		}
	}
	for i, n := range nodes {
		n.Style &^= yaml.FlowStyle
		if d.Say != "" {
			setEntry(n, "say", plainNode(strings.Join(strings.Fields(d.Say), " ")))
		}
		if indexOf(n, "when") > 0 {
			dropEntries(n, "at", "chance")
			setEntry(n, "not-before", plainNode(s.Moment(d.At)))
			continue
		}
		at := d.At + offsets[i]
		if at >= s.Model.Until {
			return nil, errSession("a response would begin after the last day")
		}
		dropEntries(n, "chance")
		firstEntry(n, "at", plainNode(s.Moment(at)))
	}
	return nodes, nil
}

// Responses counts the responses that a decision puts into the room's option.
func (s *Scenario) Responses(d *SessionDecision) (int, error) {
	_, root, err := document(s.Text)
	if err != nil {
		return 0, err
	}
	nodes, err := s.decisionNodes(root, d)
	return len(nodes), err
}

// itemsOf are the items of a list; one alone counts as a list of it.
func itemsOf(n *yaml.Node) []*yaml.Node {
	if n.Kind == yaml.SequenceNode {
		return n.Content
	}
	return []*yaml.Node{n}
}

// choiceNode is what a choice does, as written.
func choiceNode(root *yaml.Node, c *Choice) *yaml.Node {
	of := entryNode(root, "options")
	if !c.Option {
		of = entryNode(entryNode(root, "exercise"), "responses")
	}
	n := entryNode(of, c.Name)
	if inner := entryNode(n, "responses"); inner != nil {
		return inner
	}
	return n
}

// Choice is one of those of the exercise, nil when there is none of the name.
func (x *Exercise) Choice(name string) *Choice {
	for i := range x.Choices {
		if x.Choices[i].Name == name {
			return &x.Choices[i]
		}
	}
	return nil
}

// first is when the first of an option's responses comes.
func (c *Choice) first() sim.Tick {
	first := sim.Never
	for i := range c.Effects {
		if c.Effects[i].When.Condition == nil {
			first = min(first, c.Effects[i].When.At)
		}
	}
	return first
}

// resize gives a part of a response another value: where it is written already, or
// where the format has it.
func resize(nodes []*yaml.Node, size Size) error {
	place, key := 0, size.Key
	if number, rest, numbered := strings.Cut(size.Key, "."); numbered && allDigits(number) {
		n, _ := strconv.Atoi(number)
		place, key = n-1, rest
	}
	if place < 0 || place >= len(nodes) {
		return errSession("`%s`: the response does %d things", clip(size.Key), len(nodes))
	}
	if strings.TrimSpace(size.Value) == "" {
		return errSession("`%s` needs a value", clip(size.Key))
	}
	item := nodes[place]
	for i := 0; i+1 < len(item.Content); i += 2 {
		action, body := item.Content[i].Value, item.Content[i+1]
		if actions[action] == nil || body.Kind != yaml.MappingNode {
			continue
		}
		value := plainNode(size.Value)
		switch has := format.Of(action).Key(key) != nil; {
		case indexOf(body, key) > 0:
			setEntry(body, key, value)
		case indexOf(item, key) > 0 || format.Of("choice").Key(key) != nil && actions[key] == nil && !has:
			setEntry(item, key, value)
		case has:
			setEntry(body, key, value)
		default:
			return errSession("`%s` has no `%s`: %s", action, clip(key), didYouMean(key, format.Of(action).Names()))
		}
		return nil
	}
	return errors.New("this response has no sizes")
}

// Condition reads what somebody waits for: manufacturing.backlog > 50.
func (s *Scenario) Condition(text string) (Watch, error) {
	p := &problems{}
	n := &node{source: &source{name: "condition", lines: []string{text}, problems: p}, line: 1, column: 1, kind: scalar, text: text}
	all, _, ok := s.builder.comparisons(n, text)
	if err := p.err(); err != nil {
		return Watch{}, err
	}
	if !ok {
		return Watch{}, faultf("", "`%s` is no condition", clip(text))
	}
	return Watch{text, all}, nil
}

// At reads a moment of the run: day 20 09:00, also the end of the last day.
func (s *Scenario) At(text string) (sim.Tick, error) {
	m, err := s.builder.run.parseMomentBy(text, 1)
	if err != nil {
		return 0, err
	}
	at, err := s.builder.at(m)
	return min(at, s.Model.Until), err
}
