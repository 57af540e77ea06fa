package scenarios

import (
	"slices"
	"strings"

	"ripple/sim"
)

// Inject is something that happens, as a line of the event list.
type Inject struct {
	// Number is the one in the list; it stays with the inject.
	Number int
	// Effect is its place among the model's effects; -1 where there is nothing but words.
	Effect int
	// When says when it comes; words have neither chance nor condition.
	When sim.Trigger
	// Written is the condition, or the moment, as written.
	Written string
	// Say is what people are told, Does what happens, in words made from it ("": nothing).
	Say, Does      string
	From           string
	To             []string // teams; empty: all
	Method         string
	Controller     string
	ExpectedAction string
	Objective      string // its name
}

// eventLine is an inject being read.
type eventLine struct {
	Inject
	words     bool
	to        []*node
	objective *node
}

// maxNumber is the greatest number of an inject.
const maxNumber = 1_000_000

// eventLine reads what is about the event list in an inject; nil when it is
// none, which is reported.
func (b *builder) eventLine(n *node, place int) *eventLine {
	if n.kind != mapping {
		n.fields("inject")
		return nil
	}
	// Keys are checked here for words alone; otherwise with the effect, which
	// reports the same of the same places.
	f := n.fields("inject")
	in := &eventLine{Inject: Inject{Number: place + 1, Effect: -1}}
	v := f.get("number")
	switch {
	case v == nil:
		v = n
	case v.kind == scalar && lettered(v.text):
		v.fail(wholeNumbers(v.text), "`%s` is no number of an inject", clip(v.text))
	default:
		if c, ok := v.count("a number", 1, maxNumber); ok {
			in.Number = int(c)
		}
	}
	if slices.ContainsFunc(b.eventList, func(other *eventLine) bool { return other.Number == in.Number }) {
		v.fail("give every inject a number of its own: without one it has its place in the list", "there is another inject with the number %d", in.Number)
	}
	word := func(key string) string {
		if v := f.get(key); v != nil {
			return v.prose("`" + key + "`")
		}
		return ""
	}
	in.From, in.Method, in.Controller, in.ExpectedAction, in.Say = word("from"), word("method"), word("controller"), word("expected-action"), word("say")
	if v := f.get("to"); v != nil {
		for _, one := range v.list() {
			if text, ok := one.str("who gets it"); ok && text != "all" {
				in.To = append(in.To, text)
				in.to = append(in.to, one)
			}
		}
	}
	if v := f.get("objective"); v != nil {
		in.Objective, _ = v.str("an objective")
		in.objective = v
	}
	for _, key := range []string{"at", "when"} {
		if v := f.get(key); v != nil && v.kind == scalar {
			in.Written = v.text
		}
	}
	in.words = len(f.actions()) == 0 && f.has("say")
	if in.words && f.plain() {
		b.onlyWords(f, in)
	}
	return in
}

// lettered tells whether a number is one as lists on paper have them: 1a, 1b, 3.2, 4-1.
func lettered(text string) bool {
	text = strings.TrimSpace(text)
	digits := 0
	for digits < len(text) && text[digits] >= '0' && text[digits] <= '9' {
		digits++
	}
	return digits > 0 && digits < len(text) && len(text)-digits <= 3
}

// wholeNumbers says what to write for such a number.
func wholeNumbers(text string) string {
	digits := strings.FieldsFunc(text, func(r rune) bool { return r < '0' || r > '9' })[0]
	return "numbers are whole: in place of " + digits + "a and " + digits + "b write, for example, " + digits + "01 and " + digits + "02; the order is that of the times"
}

// onlyWords reads when words come: at a moment. Nothing else has a meaning there.
func (b *builder) onlyWords(f *fields, in *eventLine) {
	for _, key := range []string{"when", "chance", "for", "ready-after", "cost", "checked", "judged-by", "not-before", "not-after"} {
		if f.has(key) {
			f.at[key].fail("leave it out, or add what happens", "nothing happens here that `%s` could be about", key)
			return
		}
	}
	at := f.need("at")
	if at == nil {
		return
	}
	if text, ok := at.str("a moment"); ok {
		if strings.HasPrefix(text, "between ") {
			at.fail("for example day 20 09:00", "words alone come at a moment, not at random")
			return
		}
		in.When.At, _ = b.momentTick(at, text)
	}
}

// list is the event list, checked against the exercise.
func (b *builder) list(x *Exercise) []Inject {
	var all []Inject
	for _, in := range b.eventList {
		if in.Effect >= 0 {
			in.When = b.model.Effects[in.Effect].When
		}
		b.checkReceivers(in, x)
		all = append(all, in.Inject)
	}
	return all
}

// checkReceivers reports teams and objectives that the exercise does not have.
func (b *builder) checkReceivers(in *eventLine, x *Exercise) {
	if x == nil {
		return
	}
	if x.written {
		var names []string
		for i := range x.Teams {
			names = append(names, x.Teams[i].Name)
		}
		for _, n := range in.to {
			if !slices.Contains(names, n.text) {
				n.fail(didYouMean(n.text, append(names, "all")), "the exercise has no team `%s`", clip(n.text))
			}
		}
	}
	if n := in.objective; n != nil && n.kind == scalar && !slices.ContainsFunc(x.Objectives, func(o Objective) bool { return o.Name == n.text }) {
		var names []string
		for _, o := range x.Objectives {
			names = append(names, o.Name)
		}
		hint := didYouMean(n.text, names)
		if len(names) == 0 {
			hint = "list the objectives: exercise: {objectives: {" + clip(n.text) + ": …}}"
		}
		n.fail(hint, "the exercise has no objective `%s`", clip(n.text))
	}
}
