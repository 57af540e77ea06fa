package reporters

import (
	"fmt"

	"ripple/sim"
)

// sentences lead with what each scenario's options gain.
func (c *Comparison) sentences() []string {
	var said []string
	for _, reference := range c.references() {
		a := c.adviser(reference)
		if len(a.options) == 0 {
			continue
		}
		var best, worst string
		if c.isBaseline(reference) {
			best = a.closest()
		} else {
			best, worst = a.best(), a.tempting()
		}
		if c.common() < 0 {
			best = c.scenario(reference).Name + ": " + best
		}
		said = append(said, best)
		if worst != "" {
			said = append(said, worst)
		}
	}
	return append(said, c.between()...)
}

// references are the alternatives that others are compared with, in order.
func (c *Comparison) references() []int {
	if i := c.common(); i >= 0 {
		return []int{i}
	}
	first := c.Alternatives[0].Against
	all := []int{first}
	for i := range c.Alternatives {
		if i != first && c.Alternatives[i].Against == first && c.Alternatives[i].Scenario != c.Alternatives[first].Scenario {
			all = append(all, i)
		}
	}
	return all
}

func (c *Comparison) scenario(alternative int) *Compared {
	return &c.Scenarios[c.Alternatives[alternative].Scenario]
}

func (c *Comparison) isBaseline(alternative int) bool {
	return alternative == 0 || c.Alternatives[alternative].Scenario != c.Alternatives[alternative-1].Scenario
}

// adviser looks at the options compared with one reference. The case in which
// nothing goes wrong is no option.
func (c *Comparison) adviser(reference int) adviser {
	a := adviser{
		Subject: &c.Subject, f: formatter{c.Currency}, otherwise: c.otherwise(reference),
		finest: finestResponse, none: noResponse,
	}
	if !c.isDoNothing(reference) {
		a.finest = "The best of the others is"
		a.none = "None of the others clearly brings more orders in on time than " + a.otherwise
	}
	for i := range c.Alternatives {
		x := &c.Alternatives[i]
		if i == reference || x.Against != reference || c.isBaseline(i) {
			continue
		}
		if c.common() < 0 && x.Scenario != c.Alternatives[reference].Scenario {
			continue
		}
		o := x.Option
		if c.common() >= 0 && c.several() {
			o.Name = c.full(i)
		} else {
			o.Name = x.of()
		}
		a.options = append(a.options, o)
	}
	return a
}

func (c *Comparison) isDoNothing(alternative int) bool {
	return alternative >= sim.DoNothing && c.isBaseline(alternative-sim.DoNothing)
}

// otherwise names a reference inside a sentence.
func (c *Comparison) otherwise(reference int) string {
	a, where := &c.Alternatives[reference], ""
	if c.several() && c.common() >= 0 {
		where = " in " + c.scenario(reference).Name
	}
	switch {
	case c.isBaseline(reference):
		return "when nothing goes wrong" + where
	case c.isDoNothing(reference) && c.scenario(reference).Quiet:
		return "when things stay as they are" + where
	case c.isDoNothing(reference):
		return "when nobody responds" + where
	}
	return "with " + quoted(&a.Option) + where
}

// closest names the option that comes closest to nothing going wrong.
func (a adviser) closest() string {
	best := 0
	for i := range a.options {
		if customer(a.options[i].Gain.Paying, "on_time_orders").Mean > customer(a.options[best].Gain.Paying, "on_time_orders").Mean {
			best = i
		}
	}
	o := &a.options[best]
	e := customer(o.Gain.Paying, "on_time_orders")
	change := "no clear difference in orders on time"
	if told(e) {
		change = orders(e.Mean) + " fewer orders arrive on time than " + a.otherwise + a.within(Count, e)
		if e.Mean > 0 {
			change = orders(e.Mean) + " more orders arrive on time than " + a.otherwise + a.within(Count, e)
		}
	}
	return fmt.Sprintf("Closest to nothing going wrong is %s: %s%s.", quoted(o), change, a.price(o))
}

// between sets the scenarios' references against each other.
func (c *Comparison) between() []string {
	if c.common() >= 0 {
		return nil
	}
	var said []string
	all := c.references()
	for _, i := range all[1:] {
		e := customer(c.Alternatives[i].Gain.Paying, "on_time_orders")
		here, there := c.scenario(i).Name, c.scenario(all[0]).Name
		if !told(e) {
			said = append(said, fmt.Sprintf("%s: no clear difference in orders on time between %s and %s.", capital(c.otherwise(i)), here, there))
			continue
		}
		change := "more"
		if e.Mean < 0 {
			change = "fewer"
		}
		a := adviser{Subject: &c.Subject, f: formatter{c.Currency}}
		said = append(said, fmt.Sprintf("%s, %s %s orders arrive on time in %s than in %s%s.",
			capital(c.otherwise(i)), orders(e.Mean), change, here, there, a.within(Count, e)))
	}
	return said
}

func capital(s string) string {
	if s == "" {
		return s
	}
	return string(s[0]-'a'+'A') + s[1:]
}

// caveats find what in the comparison is easily misread.
func (c *Comparison) caveats() []string {
	found := c.few()
	var options []Option
	for i := range c.Alternatives {
		o := c.Alternatives[i].Option
		o.Name = c.full(i)
		options = append(options, o)
		if !c.isBaseline(i) { // when nothing goes wrong fewer orders come in: nobody left
			found = append(found, c.flattered(&o, o.Gain, c.otherwise(c.Alternatives[i].Against))...)
		}
		found = append(found, movedPromise(&o)...)
	}
	return append(found, c.unfinished(options)...)
}
