package reporters

import (
	"fmt"
	"slices"

	"ripple/sim"
)

// money shows what each option earns and costs, where the difference comes from,
// what is at risk, and what the responses return.
func (l layout) money() []block {
	if !l.r.Priced {
		return nil
	}
	blocks := []block{l.left()}
	for _, b := range []*block{l.balance(), l.risk(), l.returns()} {
		if b != nil {
			blocks = append(blocks, *b)
		}
	}
	return blocks
}

// priced are the options worth a row where money is shown.
func (l layout) priced() []*Option {
	var all []*Option
	for i := range l.r.Options {
		if l.r.Quiet && i == sim.DoNothing {
			continue
		}
		all = append(all, &l.r.Options[i])
	}
	return all
}

// inCurrency names the currency behind a heading.
func (l layout) inCurrency(heading string) string {
	if l.r.Currency == "" {
		return heading
	}
	return fmt.Sprintf("%s, in %s per replication", heading, l.r.Currency)
}

// left is what each option earns, pays and leaves over.
func (l layout) left() block {
	keys := []string{"revenue", "staff", "purchases", "responses", "net"}
	g := &grid{header: []string{""}, right: []bool{false}}
	metrics := MoneyMetrics()
	var shown []int
	for _, k := range keys {
		if k == "purchases" && !l.r.Buying {
			continue
		}
		j := position(metrics, k)
		shown = append(shown, j)
		g.header, g.right = append(g.header, metrics[j].Label), append(g.right, true)
	}
	if len(l.shown()) > 0 {
		against := "gain against doing nothing"
		if l.r.Quiet {
			against = "gain against leaving things as they are"
		}
		g.header, g.right = append(g.header, against), append(g.right, true)
	}
	for _, o := range l.priced() {
		row := []cell{text(l.name(o))}
		for _, j := range shown {
			row = append(row, l.amount(o.Value.Money[j]).at(o.Value.Money[j], "arms", key(o.Name), "money", metrics[j].Key))
		}
		if o.Gain != nil {
			net := position(metrics, "net")
			row = append(row, l.difference(metrics[net], o.Gain.Money[net], o.Value.Money[net]).at(o.Gain.Money[net], "gain", key(o.Name), "money", "net"))
		}
		g.rows = append(g.rows, row)
	}
	return block{heading: l.inCurrency("Money"), table: g}
}

func (l layout) amount(e Estimate) cell {
	return text(l.f.bare(Money, e.Mean, scaleOf(Money, e.Mean)))
}

// entry is a line of the account of money: a metric, and whether more of it leaves
// more over.
type entry struct {
	key, label string
	sign       float64
}

// entries add up to what is left over: what customers order, less what of it is
// not delivered, less penalties, and so on.
func entries() []entry {
	return []entry{
		{"placed_value", "orders placed", +1},
		{"lost_value", "orders lost", -1},
		{"open_value", "orders still open", -1},
		{"penalties", "penalties", -1},
		{"paid", "paid for being there", +1},
		{"staff", "staff", -1},
		{"purchases", "purchases", -1},
		{"responses", "responses", -1},
	}
}

// balance is where the money went against nothing going wrong, entry by entry.
func (l layout) balance() *block {
	if l.r.Quiet {
		return nil
	}
	g := &grid{header: []string{""}, right: []bool{false}}
	shown := l.shown()
	contribution := func(o *Option, e entry) float64 { return e.sign * moneyOf(o.Harm.Money, e.key).Mean }
	used := slices.DeleteFunc(entries(), func(e entry) bool {
		return !slices.ContainsFunc(shown, func(o Option) bool { return noticeable(Money, contribution(&o, e)) })
	})
	if len(used) == 0 {
		return nil
	}
	for _, e := range used {
		g.header, g.right = append(g.header, e.label), append(g.right, true)
	}
	g.header, g.right = append(g.header, "left over"), append(g.right, true)
	whole := scale{1, 0, ""}
	net := MoneyMetrics()[position(MoneyMetrics(), "net")]
	for i := range shown {
		o := &shown[i]
		row := []cell{text(l.name(o))}
		for _, e := range used {
			row = append(row, text(l.f.signed(Money, contribution(o, e), whole)).at(moneyOf(o.Harm.Money, e.key), "harm", key(o.Name), "money", e.key))
		}
		e := moneyOf(o.Harm.Money, "net")
		c := text(l.f.signed(Money, e.Mean, whole))
		switch {
		case hurts(net, e):
			c.tone = bad
		case helps(net, e):
			c.tone = good
		}
		g.rows = append(g.rows, append(row, c.at(e, "harm", key(o.Name), "money", "net")))
	}
	return &block{heading: l.inCurrency("Where the money went against nothing going wrong"), table: g,
		lines: []string{"A loss has a minus. A row adds up to what is left over, but for rounding: orders count by the value they were placed with."}}
}

// risk is what is lost, late or still open, and what is at stake beyond the days
// counted.
func (l layout) risk() *block {
	metrics := MoneyMetrics()
	g := &grid{header: []string{""}, right: []bool{false}}
	var shown []int
	for _, k := range []string{"lost_value", "late_value", "open_value", "beyond"} {
		j := position(metrics, k)
		for _, o := range l.priced() {
			if o.Value.Money[j].NonZero > 0 {
				shown = append(shown, j)
				g.header, g.right = append(g.header, metrics[j].Label), append(g.right, true)
				break
			}
		}
	}
	if len(shown) == 0 {
		return nil
	}
	for _, o := range l.priced() {
		row := []cell{text(l.name(o))}
		for _, j := range shown {
			c := l.amount(o.Value.Money[j])
			if o.Harm != nil && hurts(metrics[j], o.Harm.Money[j]) && noticeable(Money, o.Harm.Money[j].Mean) {
				c.text, c.tone = c.text+" worse", bad
			}
			row = append(row, c.at(o.Value.Money[j], "arms", key(o.Name), "money", metrics[j].Key))
		}
		g.rows = append(g.rows, row)
	}
	says := map[string]string{
		"late_value": "Late are orders past their promised date, however they ended. ",
		"beyond":     "A year of those who left is what customers who left, or will at their renewal, pay for being there in one year: no more is counted of their worth than the scenario states. ",
	}
	note := ""
	for _, j := range shown {
		note += says[metrics[j].Key]
	}
	return &block{heading: l.inCurrency("Lost, at risk and beyond the days counted"), table: g,
		lines: []string{note + "Worse stands where the range of the difference to nothing going wrong excludes zero."}}
}

// returns are what the responses bring for what they cost.
func (l layout) returns() *block {
	var all []returned
	responses := l.r.Responses()
	for i := range responses {
		all = append(all, returned{responses[i].Name, key(responses[i].Name), responses[i].Returns})
	}
	return returnsBlock(all, l.r.Currency, l.inCurrency("What the responses bring for what they cost"), "doing nothing")
}

// returned is a response with its name for people and in the JSON.
type returned struct {
	name, key string
	*Returns
}

// returnsBlock sets beside each other what responses bring, against what is said.
func returnsBlock(all []returned, currency, heading, against string) *block {
	if len(all) == 0 {
		return nil
	}
	kept := slices.ContainsFunc(all, func(x returned) bool { return x.Kept.NonZero > 0 })
	unit := currency
	if unit == "" {
		unit = "unit"
	}
	g := &grid{header: []string{"", "harm avoided", "spent", "for each " + unit + " spent"}, right: []bool{false, true, true, true}}
	if kept {
		g.header = []string{"", "harm avoided", "a year of customers kept", "spent", "for each " + unit + " spent", "with customers kept"}
		g.right = []bool{false, true, true, true, true, true}
	}
	f := formatter{}
	for _, x := range all {
		at := func(c cell, e Estimate, k string) cell { return c.at(e, "returns", x.key, k) }
		row := []cell{text(x.name), at(text(f.delta(Money, x.Avoided, 0)), x.Avoided, "avoided")}
		if kept {
			row = append(row, at(text(f.delta(Money, x.Kept, 0)), x.Kept, "kept"))
		}
		row = append(row, at(text(f.bare(Money, x.Spent.Mean, scale{1, 0, ""})), x.Spent, "spent"), at(x.each(x.PerUnit), x.PerUnit, "per_unit"))
		if kept {
			row = append(row, at(x.each(x.WithKept), x.WithKept, "with_kept"))
		}
		g.rows = append(g.rows, row)
	}
	return &block{heading: heading, table: g, lines: []string{
		"Against " + against + ". Harm avoided is revenue brought back, less what more pieces cost; spent is the response's cost and what staff cost more. More than 1 for each " + unit + " pays for itself.",
	}}
}

// each is a return for people.
func (x *Returns) each(e Estimate) cell {
	switch {
	case x.Free && x.Spent.Mean < 0:
		return cell{text: "no return: costs less", tone: quietly}
	case x.Free:
		return cell{text: "no return: costs nothing", tone: quietly}
	case x.CostUnclear:
		return cell{text: "no return: cost not clear", tone: quietly}
	}
	switch e.Certainty {
	case TooRare, NoneSeen, Identical, Undefined:
		return cell{text: formatter{}.delta(Count, e, 0), tone: quietly}
	}
	c := text(decimal(e.Mean, 2))
	if e.Certainty == Ranged {
		c.text += " (" + decimal(e.Low, 2) + " to " + decimal(e.High, 2) + ")"
		switch {
		case e.Low > 1:
			c.tone = good
		case e.High < 1:
			c.tone = bad
		}
	}
	return c
}
