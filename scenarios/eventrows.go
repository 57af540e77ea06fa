package scenarios

import (
	"fmt"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"
)

// EventRow is an inject as a row of an event list in a table, all in words: that is
// how such lists travel between people.
type EventRow struct {
	Number         string
	Time           string // day 20 09:00, a date and time, or the condition
	Inject         string // what people are told, or what happens
	From           string
	To             string // teams separated by commas, or all
	Method         string
	Controller     string
	ExpectedAction string
	Objective      string
	// Place says where the row stands, for messages: list.csv:7.
	Place string
}

// Events is the scenario's event list.
func (s *Scenario) Events() []EventRow {
	var rows []EventRow
	for _, in := range s.Injects {
		r := EventRow{
			Number: strconv.Itoa(in.Number), Time: in.Written, Inject: in.Say, From: in.From, To: strings.Join(in.To, ", "), Method: in.Method,
			Controller: in.Controller, ExpectedAction: in.ExpectedAction, Objective: in.Objective,
		}
		if r.Inject == "" {
			r.Inject = in.Does
		}
		if r.To == "" {
			r.To = "all"
		}
		rows = append(rows, r)
	}
	return rows
}

// WithEvents is the scenario with an event list that came in a table: rows with the number of
// an inject say anew what is about the list; others are words. What the rows do not
// mention stays as it is. What is wrong with a row comes as Diagnostics that name it.
func (b *Bundle) WithEvents(rows []EventRow) (*Bundle, error) {
	s, err := b.Load(Options{})
	if err != nil {
		return nil, err
	}
	doc, root, err := document(b.Scenario)
	if err != nil {
		return nil, err
	}
	list := entryNode(root, "injects")
	if list == nil || list.Kind != yaml.SequenceNode {
		list = listNode(nil)
		list.Style = 0
		setEntry(root, "injects", list)
	}
	at := map[int]*yaml.Node{}
	for i := range s.Injects {
		n := list.Content[i]
		if n.Kind == yaml.AliasNode {
			n = copyNode(n)
			list.Content[i] = n
		}
		setEntry(n, "number", plainNode(strconv.Itoa(s.Injects[i].Number)))
		at[s.Injects[i].Number] = n
	}
	var wrong Diagnostics
	seen := map[int]bool{}
	for i := range rows {
		r := &rows[i]
		fail := func(hint, format string, args ...any) {
			wrong = append(wrong, Diagnostic{File: r.Place, Message: fmt.Sprintf(format, args...), Hint: hint})
		}
		number, err := strconv.Atoi(strings.TrimSpace(r.Number))
		switch {
		case err != nil && lettered(r.Number):
			fail(wholeNumbers(r.Number), "`%s` is no number of an inject", clip(r.Number))
			continue
		case err != nil || number < 1 || number > maxNumber:
			fail("number the rows 1, 2, 3, …", "`%s` is no number of an inject", clip(r.Number))
			continue
		case seen[number]:
			fail("give every row a number of its own", "there is another row with the number %d", number)
			continue
		}
		seen[number] = true
		n := at[number]
		if n == nil {
			n = &yaml.Node{Kind: yaml.MappingNode}
			setEntry(n, "number", plainNode(strconv.Itoa(number)))
			list.Content = append(list.Content, n)
		}
		if _, err := s.At(strings.TrimSpace(r.Time)); err != nil && indexOf(n, "when") == 0 && !strings.HasPrefix(strings.TrimSpace(r.Time), "between ") {
			fail("write it as day 20 09:00 or 2026-02-03 09:00", "`%s` is no time of the run", clip(r.Time))
			continue
		}
		r.write(n, s.wordsOf(number))
	}
	if len(wrong) > 0 {
		return nil, wrong
	}
	list.Style &^= yaml.FlowStyle
	text, err := written(doc)
	if err != nil {
		return nil, err
	}
	other := b.With(text)
	_, err = other.Load(Options{})
	return other, err
}

// wordsOf is what the list says of an inject that has no words of its own.
func (s *Scenario) wordsOf(number int) string {
	for _, in := range s.Injects {
		if in.Number == number && in.Say == "" {
			return in.Does
		}
	}
	return ""
}

// write puts a row into an inject. Words that only say what happens anyhow are not
// taken for a message.
func (r *EventRow) write(n *yaml.Node, does string) {
	n.Style &^= yaml.FlowStyle
	set := func(key, value, without string) {
		if value = strings.Join(strings.Fields(value), " "); value == without {
			dropEntries(n, key)
			return
		}
		setEntry(n, key, plainNode(value))
	}
	if indexOf(n, "when") == 0 {
		set("at", r.Time, "")
	}
	set("say", r.Inject, does)
	set("from", r.From, "")
	set("method", r.Method, "")
	set("controller", r.Controller, "")
	set("expected-action", r.ExpectedAction, "")
	set("objective", r.Objective, "")
	var to []*yaml.Node
	for _, name := range strings.Split(r.To, ",") {
		if name = strings.TrimSpace(name); name != "" && name != "all" {
			to = append(to, plainNode(name))
		}
	}
	dropEntries(n, "to")
	if len(to) > 0 {
		teams := listNode(to)
		teams.Style = yaml.FlowStyle
		setEntry(n, "to", teams)
	}
}
