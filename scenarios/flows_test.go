package scenarios

import (
	"fmt"
	"strings"
	"testing"

	"ripple/sim"
)

// TestStepsLeadWhereTheFileSays: for each way of writing a flow, the edges.
// `a>b` is an edge, `a.x>b` one of an outcome, `<` at the end marks one that
// leads back, `!` one that takes a handoff, `&` a join; in parentheses is what
// follows for who does not need the step, and | stands before another department.
func TestStepsLeadWhereTheFileSays(t *testing.T) {
	for name, c := range map[string]struct{ steps, want string }{
		"a step follows the line above": {
			"a: {by: one}\nb: {by: one}\nc: {by: two}",
			"a>b b>c! c>done!"},
		"an outcome named like a step leads there": {
			"a: {by: one, then: {fine: 90 %, q: 10 %}}\nq: {by: two, then: a}\nb: {by: one, after: a.fine}",
			"a.fine>b a.q>q! q>a!< b>done!"},
		"an outcome back to an earlier step leaves the order of lines alone": {
			"a: {by: one}\nb: {by: one}\nc: {by: one, then: {done: 75 %, b: 25 %}}",
			"a>b b>c c.done>done! c.b>b<"},
		"an outcome back to the step itself": {
			"a: {by: one, then: {good: 75 %, a: rest}}\nb: {by: one, after: a.good}",
			"a.good>b a.a>a< b>done!"},
		"lost is an end": {
			"a: {by: one, then: {order: 80 %, lost: rest}}\nb: {by: one, after: a.order}",
			"a.order>b a.lost>lost! b>done!"},
		"or comes after either": {
			"a: {by: one, then: {x: 50 %, y: 50 %}}\nb: {by: one, after: a.x}\nc: {by: one, after: a.y or b}",
			"a.x>b a.y>c b>c c>done!"},
		"any-of is the same": {
			"a: {by: one, then: {x: 50 %, y: 50 %}}\nb: {by: one, after: a.x}\nc: {by: one, after: {any-of: [a.y, b]}}",
			"a.x>b a.y>c b>c c>done!"},
		"two steps after one split it, a list joins": {
			"a: {by: one}\nb: {by: two, after: a}\nc: {by: one, after: a}\nd: {by: two, after: [b, c]}",
			"a>b! a>c b>d c>d! d>done! &d(b c)"},
		"the line above splits as well": {
			"a: {by: one}\nb: {by: two}\nc: {by: one, after: a}\nd: {by: two, after: [b, c]}",
			"a>b! a>c b>d c>d! d>done! &d(b c)"},
		"then with several steps splits": {
			"a: {by: one, then: [b, c]}\nb: {by: two, then: d}\nc: {by: one}\nd: {by: two, after: [b, c]}",
			"a>b! a>c b>d c>d! d>done! &d(b c)"},
		"an outcome can split": {
			"a: {by: one, then: {big: 50 %, small: 50 %}}\nb: {by: one, after: a.big}\nc: {by: one, after: a.big}\nd: {by: one, after: [b, c], then: done}\ne: {by: one, after: a.small}",
			"a.big>b a.big>c a.small>e b>d c>d d>done! e>done! &d(b c)"},
		"a branch may hold a split of its own": {
			"a: {by: one}\nb: {by: one, after: a}\nb1: {by: one, after: b}\nb2: {by: one, after: b}\nb3: {by: one, after: [b1, b2]}\nc: {by: one, after: a}\nd: {by: one, after: [b3, c]}",
			"a>b a>c b>b1 b>b2 b1>b3 b2>b3 b3>d c>d d>done! &b3(b1 b2) &d(b3 c)"},
		"the split itself can be a branch": {
			"a: {by: one}\nb: {by: one, after: a}\nd: {by: one, after: [a, b]}",
			"a>b a>d b>d d>done! &d(a b)"},
		"rework goes back": {
			"a: {by: one, errors: 3 %}\nb: {by: two, finds: 80 %, back-to: a}",
			"a>b! b>done! b?a!<"},
		"who does not need a step goes on to what follows": {
			"a: {by: one}\nb: {by: two, chance: 20 %}\nc: {by: one, chance: 30 %}\nd: {by: two}",
			"a>b!(c(d!)) b>c!(d) c>d! d>done!"},
		"past a step that splits": {
			"a: {by: one}\ns: {by: one, chance: 20 %}\nb: {by: two, after: s}\nc: {by: one, after: s}\nd: {by: one, after: [b, c]}",
			"a>s(b! c) s>b! s>c b>d! c>d d>done! &d(b c)"},
		"back past a step": {
			"a: {by: one}\nb: {by: two, chance: 20 %}\nc: {by: one, then: {b: 10 %, done: rest}}",
			"a>b!(c) b>c! c.b>b!<(c<) c.done>done!"},
		"several departments that can do a step": {
			"a: {by: one}\nb: {by: [one, two], whichever: open, chance: 50 %}\nc: {by: [two, one], whichever: {two: 30 %, one: rest}}\nd: {by: two}",
			"a>b|b!(c!|c) b>c!|c b>c|c! c>d c>d! d>done!"},
		"a step's own handoff holds for all its ways": {
			"a: {by: one, handoff: 1m}\nb: {by: one}",
			"a>b! b>done!"},
	} {
		text := "scenario: x\norganisation:\n  calendar: always\n  departments: {one: {staff: 1}, two: {staff: 1}}\n  flows:\n    f:\n      for: people\n      steps:\n        " +
			strings.ReplaceAll(c.steps, "\n", "\n        ") + "\n  customers: {people: {demand: 1 per day}}\n"
		s, err := opened{name: "x", display: "x.yaml", text: []byte(text)}.load(Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := edgesOf(s.Model); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, c.want)
		}
	}
}

func edgesOf(m *sim.Model) string {
	var out, joins []string
	for i := range m.Steps {
		s := &m.Steps[i]
		for _, o := range s.Outcomes {
			from := s.Name
			if o.Name != "" {
				from += "." + o.Name
			}
			for _, e := range o.Next {
				out = append(out, from+">"+edgeText(m, e))
			}
		}
		if s.Finds > 0 {
			out = append(out, s.Name+"?"+edgeText(m, s.BackTo))
		}
		if len(s.Join) > 0 {
			var names []string
			for _, j := range s.Join {
				names = append(names, m.Steps[j].Name)
			}
			joins = append(joins, fmt.Sprintf("&%s(%s)", s.Name, strings.Join(names, " ")))
		}
	}
	return strings.Join(append(out, joins...), " ")
}

func edgeText(m *sim.Model, e sim.Edge) string {
	text := "done"
	switch {
	case e.To == sim.Lost:
		text = "lost"
	case e.To >= 0:
		text = m.Steps[e.To].Name
	}
	if !e.Handoff.IsZero() {
		text += "!"
	}
	if e.Back {
		text += "<"
	}
	for _, o := range e.Others {
		text += "|" + edgeText(m, o)
	}
	if len(e.Instead) > 0 {
		var past []string
		for _, i := range e.Instead {
			past = append(past, edgeText(m, i))
		}
		text += "(" + strings.Join(past, " ") + ")"
	}
	return text
}

// TestVisitsCountLoopsReworkAndBranches: how often an order comes to a step is
// what the chances say.
func TestVisitsCountLoopsReworkAndBranches(t *testing.T) {
	for name, c := range map[string]struct {
		steps string
		want  string
	}{
		// A geometric number of rounds: 1 / 0.75.
		"a loop":    {"a: {by: one}\nb: {by: one, then: {done: 75 %, a: 25 %}}", "a 1.3333 b 1.3333"},
		"a choice":  {"a: {by: one, then: {x: 30 %, y: 70 %}}\nb: {by: one, after: a.x}\nc: {by: one, after: a.y or b}", "a 1.0000 b 0.3000 c 1.0000"},
		"a split":   {"a: {by: one}\nb: {by: one, after: a}\nc: {by: one, after: a}\nd: {by: one, after: [b, c]}", "a 1.0000 b 1.0000 c 1.0000 d 1.0000"},
		"rework":    {"a: {by: one, errors: 10 %}\nb: {by: one, finds: 50 %, back-to: a}", "a 1.0526 b 1.0526"}, // 1 / (1 - 0.05)
		"all found": {"a: {by: one, errors: 20 %}\nb: {by: one, finds: 100 %, back-to: a}", "a 1.2500 b 1.2500"},
	} {
		text := "scenario: x\norganisation:\n  calendar: always\n  departments: {one: {staff: 1}}\n  flows:\n    f:\n      for: people\n      steps:\n        " +
			strings.ReplaceAll(c.steps, "\n", "\n        ") + "\n  customers: {people: {demand: 1 per day}}\n"
		s, err := opened{name: "x", display: "x.yaml", text: []byte(text)}.load(Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		f := s.org.flows[0]
		var got []string
		for i, v := range f.visits() {
			got = append(got, fmt.Sprintf("%s %.4f", f.steps[i].name, v))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %s, not %s", name, strings.Join(got, " "), c.want)
		}
	}
}
