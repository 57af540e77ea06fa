package reporters

import (
	"fmt"
	"strings"
)

// rule says how decisions are judged.
func (a *AfterAction) rule() []string {
	n := count(a.Replications)
	return []string{
		"What a decision changed is how it went with it minus how it would have gone without it, all other decisions taken as they were: first in this room, under the chance that it lived in, then over " + n + " replications of the same injects and decisions, in which both meet the same customers and the same chance. Orders are counted from " + fmt.Sprintf("%s to %s.", a.Subject.From, a.Until),
		"Right call: over all replications it brings more orders in on time than leaving it out, and the 95 % range of the difference excludes zero. Wrong call: fewer, likewise. No clear call: the range holds zero, or too few replications show anything. Unlucky: a right call that was worse in this room. Lucky: a wrong call that was better in this room. A decision that moves the promised date is judged by the orders lost, since on time then means another date. For money it is only said whether more or less is left over, all costs paid, and whether it was the other way in this room.",
	}
}

// decisions are what was decided, and what each changed.
func (a *AfterAction) decisions() chapter {
	c := chapter{key: "decisions", heading: "What each decision changed"}
	made := register{title: "Decisions", columns: []registerColumn{wordy("", 6), wordy("when", 26), numeric("turn"), wordy("who", 20), wordy("in their words", 60), wordy("in the model", 50), wordy("why", 50)}}
	for i := range a.Decisions {
		d := &a.Decisions[i]
		does := said(d.Does)
		switch {
		case d.Does == "":
			does = datum{text: "not modelled", tone: quietly}
		case d.Why != "":
			does.text += " – " + d.Why
		}
		made.rows = append(made.rows, []datum{said(d.Name), said(d.When), counts(int64(d.Turn)), said(d.Who), said(d.Words), does, said(d.Reason)})
	}
	if len(made.rows) == 0 {
		c.text = []string{"Nothing was decided, so nothing was changed."}
		return c
	}
	c.registers = append(c.registers, made)
	weighed := a.weighed(a.Decisions, true)
	if len(weighed) == 0 {
		c.text = []string{"Nothing was decided that the model knows, so nothing was changed."}
		return c
	}
	c.text = a.rule()
	c.registers = append(c.registers, a.changes(weighed, "Changes for customers", "Changes in money", "the call", Call.String)...)
	c.registers = append(c.registers, a.figures(weighed, "Figure by figure"))
	return c
}

// roads are what was not decided, and what it would have changed.
func (a *AfterAction) roads() chapter {
	c := chapter{key: "roads", heading: "The road not taken"}
	if len(a.Roads) == 0 {
		c.text = []string{"Nothing was proposed and refused, every choice was taken, and play went one way only."}
		return c
	}
	r := register{title: "Roads not taken", columns: []registerColumn{wordy("", 6), wordy("why not", 24), wordy("from when", 26), wordy("who", 22), wordy("what", 50), wordy("in words", 50), wordy("", 50)}}
	for i := range a.Roads {
		d := &a.Roads[i]
		more := d.Why
		if d.Answer != "" {
			more = strings.TrimPrefix(more+"; answer: "+d.Answer, "; ")
		}
		r.rows = append(r.rows, []datum{said(d.Name), said(string(d.Kind)), said(d.When), said(d.Who), said(d.Does), said(d.Words), said(more)})
	}
	c.registers = append(c.registers, r)
	if weighed := a.weighed(a.Roads, false); len(weighed) > 0 {
		c.text = []string{
			"What each would have changed beside all that was decided, from the moment at which it could have been decided: for a proposal when it was made, for a choice that nobody took the first pause after something had gone wrong. Another way that was played is compared as a whole with the way reviewed here. Clearly better and clearly worse stand where the 95 % range over all replications excludes zero.",
		}
		c.registers = append(c.registers, a.changes(weighed, "Roads for customers", "Roads in money", "over all replications", Call.Road)...)
		c.registers = append(c.registers, a.figures(weighed, "Roads figure by figure"))
	}
	return c
}

// weighing is something that was weighed, under the name by which tables call it.
type weighing struct {
	name, label string
	worth       *Worth
}

// weighed are deeds that were played again; with whole, first all decisions together.
func (a *AfterAction) weighed(deeds []Deed, whole bool) []weighing {
	var all []weighing
	for i := range deeds {
		if d := &deeds[i]; d.Worth != nil {
			label := d.Words
			if label == "" {
				label = d.Does
			}
			all = append(all, weighing{d.Name, label, d.Worth})
		}
	}
	if whole && a.Whole != nil && len(all) > 1 {
		all = append(all, weighing{"all", "everything decided, against doing nothing", a.Whole})
	}
	return all
}

func (a *AfterAction) oftenTitle() string { return "over " + count(a.Replications) + " replications" }

// changes are the two accounts of what was weighed, for customers and in money.
func (a *AfterAction) changes(all []weighing, customers, money, head string, say func(Call) string) []register {
	columns := []registerColumn{wordy("", 6), wordy("", 50), wordy("judged by", 18), numeric(hereTitle), ranging(a.oftenTitle()), numeric("better in"), numeric("worse in"), wordy(head, 26)}
	r := register{title: customers, columns: columns, drawn: true}
	m := register{title: money, columns: columns, drawn: true}
	net := MoneyMetrics()[position(MoneyMetrics(), "net")]
	for _, w := range all {
		r.rows = append(r.rows, changeRow(w, w.worth.Judged, w.worth.HereJudged, w.worth.OftenJudged, w.worth.Dots, w.worth.Call, say))
		m.rows = append(m.rows, changeRow(w, net, w.worth.HereMoney, w.worth.OftenMoney, w.worth.MoneyDots, w.worth.MoneyCall, Call.Money))
	}
	if !a.Priced {
		return []register{r}
	}
	return []register{r, m}
}

func changeRow(w weighing, m Metric, here, often Estimate, dots []float64, c Call, say func(Call) string) []datum {
	better, worse := tally(m, dots)
	return []datum{said(w.name), said(w.label), said(m.Label), gap(m, here), gap(m, often), counts(int64(better)), counts(int64(worse)), {text: say(c), tone: c.tone()}}
}

// tally counts in how many replications a difference is for the better, and for the worse.
func tally(m Metric, dots []float64) (better, worse int) {
	for _, v := range dots {
		switch v *= float64(m.Better); {
		case v > 0:
			better++
		case v < 0:
			worse++
		}
	}
	return better, worse
}

func (c Call) tone() tone {
	switch {
	case c.Right > 0:
		return good
	case c.Right < 0:
		return bad
	}
	return quietly
}

// figures are the numbers behind the two accounts, what never differs left out.
func (a *AfterAction) figures(all []weighing, title string) register {
	r := register{title: title, columns: []registerColumn{wordy("", 6), wordy("who", 22), wordy("number", 20), numeric(hereTitle), ranging(a.oftenTitle())}, deep: true}
	for _, w := range all {
		name := w.name
		add := func(who string, m Metric, here, often Estimate) {
			if here.NonZero > 0 || often.NonZero > 0 {
				r.rows = append(r.rows, []datum{said(name), said(who), said(label(m)), gap(m, here), gap(m, often)})
			}
		}
		metrics := CustomerMetrics()
		for s, who := range a.Customers {
			for _, k := range []string{"orders", "on_time_orders", "late", "abandoned", "lead_time_hours", "left"} {
				i := position(metrics, k)
				add(who, metrics[i], w.worth.Here.Customers[s][i], w.worth.Often.Customers[s][i])
			}
		}
		if a.Priced {
			metrics = MoneyMetrics()
			for _, k := range []string{"revenue", "staff", "purchases", "responses", "net"} {
				i := position(metrics, k)
				add("", metrics[i], w.worth.Here.Money[i], w.worth.Often.Money[i])
			}
		}
	}
	if len(r.rows) == 0 {
		r.rows = append(r.rows, []datum{said(""), said("nothing differs"), said(""), said(""), said("")})
	}
	return r
}
