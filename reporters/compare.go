package reporters

import (
	"errors"
	"fmt"
	"slices"

	"ripple/sim"
)

// Comparison sets alternatives side by side, each with its difference to a
// reference: the options of one scenario, or of several on one organisation.
// Differences are paired within replications, between scenarios too.
type Comparison struct {
	Subject
	// Ripple and Go are the versions that made the results.
	Ripple, Go string
	Scenarios  []Compared
	// Alternatives stand in the order of the scenarios and of their options.
	Alternatives []Alternative

	// Sentences can be read aloud, Caveats warn of what is easily misread.
	Sentences, Caveats []string
	// Verdicts answer what the scenarios expect.
	Verdicts []Verdict
	// Next are commands worth running next.
	Next []string
}

// Compared is a scenario that takes part in a comparison.
type Compared struct {
	About
	Name, Title string
	// Quiet says that nothing goes wrong in it.
	Quiet bool
}

// Alternative is one option of one scenario.
type Alternative struct {
	// Option holds the values, and as Gain the difference to the reference.
	Option
	// Scenario is an index into Scenarios.
	Scenario int
	// Key tells it from all others: the option's name, with its scenario's
	// before it when there are several.
	Key string
	// Against is the alternative it is compared with, itself for the reference.
	Against int
	// Same says that the two are equal to the bit and had to be.
	Same bool
}

// Contender is a result that goes into a comparison, with what is said of it.
// Its name tells it from the others.
type Contender struct {
	Name   string
	Result *sim.Result
	About  About
}

// Compare computes the comparison of one or more results with the reference of
// that name. The results must be of one organisation, over the same days, with
// the same seed and replications.
func Compare(contenders []Contender, reference string, about About) (*Comparison, error) {
	names := make([]string, len(contenders))
	models := make([]*sim.Model, len(contenders))
	for i, c := range contenders {
		if err := usable(c.Result); err != nil {
			return nil, err
		}
		names[i], models[i] = c.Name, c.Result.Model
	}
	against, err := References(names, models, reference)
	if err != nil {
		return nil, err
	}
	result, err := together(contenders)
	if err != nil {
		return nil, err
	}
	b := newBuilder(result)
	c := &Comparison{Subject: b.subject(), Ripple: about.Ripple, Go: about.Go, Next: about.Next}
	keys := Alternatives(names, models)
	arm := 0
	for i, m := range models {
		c.Scenarios = append(c.Scenarios, Compared{contenders[i].About, contenders[i].Name, m.Scenario, quiet(m)})
		for range m.Arms {
			c.Alternatives = append(c.Alternatives, b.alternative(arm, against[arm], i, keys[arm], quiet(m)))
			arm++
		}
	}
	c.Sentences = c.sentences()
	c.Caveats = c.caveats()
	for i, s := range c.Scenarios {
		verdicts := c.judge(s.Expect, func(option string) *Outcomes { return c.values(i, option) })
		for _, v := range verdicts {
			if len(c.Scenarios) > 1 {
				v.Scenario = s.Name
			}
			c.Verdicts = append(c.Verdicts, v)
		}
	}
	return c, nil
}

// responds tells that an option is one that somebody wrote.
func responds(name string) bool { return name != "baseline" && name != "do-nothing" }

func (b *builder) alternative(arm, against, scenario int, key string, quiet bool) Alternative {
	a := Alternative{Option: b.plain(arm), Scenario: scenario, Key: key, Against: against}
	a.Cloud = b.cloud(arm)
	if quiet && a.Name == b.model.Arms[sim.DoNothing].Name {
		a.Label = "as things are"
	}
	if arm != against {
		a.Same = b.identical(arm, against)
		a.Gain = b.differences(arm, against)
		if name := b.model.Arms[against].Name; responds(a.Name) && name != b.model.Arms[sim.Baseline].Name && priced(b.model) {
			a.Returns = b.returns(arm, against)
		}
	}
	return a
}

// foundations are the notes of all scenarios and their files, each once.
func (c *Comparison) foundations() (notes []string, sources []Source) {
	for _, s := range c.Scenarios {
		notes = append(notes, s.Notes...)
		for _, source := range s.Sources {
			if !slices.ContainsFunc(sources, func(x Source) bool { return x.Title == source.Title && x.Text == source.Text }) {
				sources = append(sources, source)
			}
		}
	}
	return notes, sources
}

// values are an option's in one scenario, nil when it has no such option.
func (c *Comparison) values(scenario int, option string) *Outcomes {
	for i := range c.Alternatives {
		if a := &c.Alternatives[i]; a.Scenario == scenario && a.Name == option {
			return &a.Value
		}
	}
	return nil
}

// Alternatives are the keys of all options of all scenarios, in order.
func Alternatives(names []string, models []*sim.Model) []string {
	var keys []string
	for i, m := range models {
		for _, a := range m.Arms {
			key := a.Name
			if len(models) > 1 {
				key = names[i] + "/" + key
			}
			keys = append(keys, key)
		}
	}
	return keys
}

// References finds what each alternative is compared with, itself when it is
// the reference: an option by its name, or SCENARIO/OPTION. A name that every
// one of several scenarios has means each scenario's own; these in turn are
// compared with the first scenario's. The case in which nothing goes wrong is
// the same in all of them.
func References(names []string, models []*sim.Model, reference string) ([]int, error) {
	keys := Alternatives(names, models)
	var own []int // by scenario: the option of that name, or -1
	found, first, holders := -1, 0, 0
	for i, m := range models {
		at := slices.IndexFunc(m.Arms, func(a sim.Arm) bool {
			return a.Name == reference || names[i]+"/"+a.Name == reference
		})
		if at >= 0 {
			holders++
			found, at = first+at, first+at
		}
		own = append(own, at)
		first += len(m.Arms)
	}
	against := make([]int, 0, len(keys))
	switch {
	case found < 0:
		return nil, &ReferenceError{fmt.Sprintf("there is no option %q to compare with", reference), known(models, keys)}
	case holders > 1 && holders < len(models):
		return nil, &ReferenceError{fmt.Sprintf("some of the scenarios have %q, some have not: name one of them", reference), keys}
	case reference == models[0].Arms[sim.Baseline].Name:
		found, holders = own[0], 1 // nothing goes wrong in the same way everywhere
	}
	for i, m := range models {
		for range m.Arms {
			to := found
			if holders > 1 {
				to = own[i]
				if len(against) == to {
					to = own[0]
				}
			}
			against = append(against, to)
		}
	}
	return against, nil
}

// known are the keys, and before them the names that several scenarios share.
func known(models []*sim.Model, keys []string) []string {
	var names []string
	for _, m := range models {
		for _, a := range m.Arms {
			if !slices.Contains(names, a.Name) {
				names = append(names, a.Name)
			}
		}
	}
	if len(models) == 1 {
		return names
	}
	return append(names, keys...)
}

// ReferenceError says that a reference names nothing, or too much; Known are
// the names there are.
type ReferenceError struct {
	message string
	Known   []string
}

func (e *ReferenceError) Error() string { return e.message }

// together puts the arms of all results beside each other, as if one run had
// had them all. The effects of each stay with its own arms.
func together(contenders []Contender) (*sim.Result, error) {
	if len(contenders) == 0 {
		return nil, errors.New("compare: no results")
	}
	first := contenders[0].Result
	if len(contenders) == 1 {
		return first, nil
	}
	m := *first.Model
	m.Arms, m.Effects, m.Streams = nil, nil, nil
	all := &sim.Result{Model: &m, Seed: first.Seed, Replications: first.Replications, Worlds: make([][]sim.World, len(first.Worlds))}
	arms := 0
	for _, c := range contenders {
		arms += len(c.Result.Model.Arms)
	}
	for _, c := range contenders {
		if why := apart(first, c.Result); why != "" {
			return nil, fmt.Errorf("compare %s with %s: they differ in their %s", contenders[0].Name, c.Name, why)
		}
		for _, e := range c.Result.Model.Effects {
			in := make([]bool, arms)
			copy(in[len(m.Arms):], e.Arms)
			e.Arms = in
			m.Effects = append(m.Effects, e)
		}
		m.Arms = append(m.Arms, c.Result.Model.Arms...)
		m.Streams = append(m.Streams, c.Result.Model.Streams...)
		for i, worlds := range c.Result.Worlds {
			all.Worlds[i] = append(all.Worlds[i], worlds...)
		}
	}
	return all, nil
}

// apart says in what two results differ that must agree to be compared; "" when nothing.
func apart(a, b *sim.Result) string {
	x, y := a.Model, b.Model
	switch {
	case a.Seed != b.Seed:
		return "seeds"
	case len(a.Worlds) != len(b.Worlds):
		return "numbers of replications"
	case x.From != y.From || x.Until != y.Until || x.End != y.End || x.FirstDay != y.FirstDay || !slices.Equal(x.Dates, y.Dates):
		return "days"
	case x.Currency != y.Currency,
		!slices.EqualFunc(x.Segments, y.Segments, func(a, b sim.Segment) bool {
			return a.Name == b.Name && slices.EqualFunc(a.Counters, b.Counters, func(a, b sim.Counter) bool { return a.Name == b.Name && a.Text == b.Text })
		}),
		!slices.EqualFunc(x.Agreements, y.Agreements, func(a, b sim.Agreement) bool { return a.Name == b.Name }),
		!slices.EqualFunc(x.Suppliers, y.Suppliers, func(a, b sim.Supplier) bool { return a.Name == b.Name }),
		!slices.EqualFunc(x.Departments, y.Departments, func(a, b sim.Department) bool { return a.Name == b.Name }):
		return "organisations"
	}
	return ""
}

// several tells that more than one scenario is compared.
func (c *Comparison) several() bool { return len(c.Scenarios) > 1 }

// common is the reference when there is one for all, otherwise -1.
func (c *Comparison) common() int {
	for i := range c.Alternatives {
		if c.Alternatives[i].Against != c.Alternatives[0].Against {
			return -1
		}
	}
	return c.Alternatives[0].Against
}

// of names an alternative inside its scenario's part of a table: its label for
// the two cases that nobody wrote, otherwise as the file calls it.
func (a *Alternative) of() string {
	if a.Label != a.Name && (a.Name == "baseline" || a.Name == "do-nothing") {
		return a.Label
	}
	return a.Name
}

// full names an alternative anywhere: with its scenario when there are several.
func (c *Comparison) full(i int) string {
	a := &c.Alternatives[i]
	if !c.several() {
		return a.of()
	}
	return c.Scenarios[a.Scenario].Name + "/" + a.of()
}
