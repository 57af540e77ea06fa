package reporters

import (
	"fmt"
	"math"
	"strings"
)

// The cases beside which a room stands.
const (
	CaseRoom   = "this room"
	CaseNobody = "had nobody responded"
	CaseUsual  = "had nothing gone wrong"
)

// aloud says in three sentences how it ended for customers.
func (a *AfterAction) aloud() []string {
	f := formatter{a.Currency}
	return []string{a.ended(f), a.changedHere(f), a.changedOften(f)}
}

// ended is how customers stood when play ended.
func (a *AfterAction) ended(f formatter) string {
	room, nobody := a.standing(CaseRoom), a.standing(CaseNobody)
	if room == nil {
		return ""
	}
	text := fmt.Sprintf("When play ended on %s, ", a.Reached)
	if room.OnTime < 0 {
		text += "no order was due yet"
	} else {
		text += fmt.Sprintf("%s of the %s orders that were due or finished had come in time (%s)", count(int(room.InTime)), count(int(room.Due)), f.value(Share, Estimate{Mean: room.OnTime}))
	}
	text += fmt.Sprintf(", %s were overdue and %s lost", none(room.Overdue), none(room.Lost))
	if nobody == nil || a.Whole == nil || nobody.OnTime < 0 {
		return text + "."
	}
	return text + fmt.Sprintf("; had nobody responded, it would have been %s of %s (%s), %s overdue and %s lost.",
		count(int(nobody.InTime)), count(int(nobody.Due)), f.value(Share, Estimate{Mean: nobody.OnTime}), none(nobody.Overdue), none(nobody.Lost))
}

// none is a number of orders, "none" for zero.
func none(n int64) string {
	if n == 0 {
		return "none"
	}
	return count(int(n))
}

// standing is that of paying customers in one case, nil when there is none.
func (a *AfterAction) standing(name string) *Standing {
	for i := range a.Standing {
		if a.Standing[i].Case == name { // all together stand first
			return &a.Standing[i]
		}
	}
	return nil
}

// changedHere is what the decisions changed in the replication lived in.
func (a *AfterAction) changedHere(f formatter) string {
	w := a.Whole
	switch {
	case w == nil && len(a.Decisions) == 0:
		return "Nothing was decided, so nothing was changed: customers got what doing nothing gives."
	case w == nil:
		return "What was decided is in words that are not modelled, so nothing was changed: customers got what doing nothing gives."
	case w.Call.Nothing:
		return "What was decided changed nothing: customers got what doing nothing gives."
	}
	text := fmt.Sprintf("Counted to %s, what was decided %s in this room", a.Until, f.changed(w, w.Here, true))
	if a.Priced {
		text += ", and " + f.leaves(w.HereMoney)
	}
	return text + "."
}

// changedOften is what the same decisions change over all replications.
func (a *AfterAction) changedOften(f formatter) string {
	w, n := a.Whole, count(a.Replications)
	if w == nil || w.Call.Nothing {
		return "The same holds in each of " + n + " replications."
	}
	text := fmt.Sprintf("Over %s replications the same decisions %s", n, f.changed(w, w.Often, false))
	return text + fmt.Sprintf("; by the number of %s they are better in %s of them and worse in %s: %s.", w.Judged.Label, count(w.Better), count(w.Worse), w.Call)
}

// changed says what orders came in on time, and where that is by another date what orders were lost.
func (f formatter) changed(w *Worth, of *Outcomes, past bool) string {
	bring, keep := [...]string{"bring", "cost", "change nothing about orders on time"}, [...]string{"lose", "keep", "change nothing about lost orders"}
	if past {
		bring, keep = [...]string{"brought", "cost", "changed nothing about orders on time"}, [...]string{"lost", "kept", "changed nothing about lost orders"}
	}
	verb := func(e Estimate, words [3]string, more, fewer string) string {
		switch {
		case !told(e) && e.Certainty == Ranged:
			return fmt.Sprintf("make no clear difference in %s", strings.TrimPrefix(words[2], "change nothing about "))
		case e.Certainty == TooRare && !uneven(e):
			return fmt.Sprintf("change %s too rarely to say", strings.TrimPrefix(words[2], "change nothing about "))
		case e.Mean == 0 || e.Certainty == NoneSeen:
			return words[2]
		case e.Mean > 0:
			return fmt.Sprintf("%s %s %s%s", words[0], ordersOf(e), more, f.within(e))
		}
		return fmt.Sprintf("%s %s %s%s", words[1], ordersOf(e), fewer, f.within(e))
	}
	onTime := verb(customer(of.Paying, "on_time_orders"), bring, "more orders in on time", "orders their date")
	if w.Judged.Key != "abandoned" {
		return onTime
	}
	return onTime + ", by a promise that was moved, and " + verb(customer(of.Paying, "abandoned"), keep, "more orders", "orders from being lost")
}

// ordersOf is a number of orders, whole in a single replication.
func ordersOf(e Estimate) string {
	if e.Replications == 1 {
		return decimal(math.Abs(e.Mean), 0)
	}
	return orders(e.Mean)
}

// within is the range of what was just said, where it has one.
func (f formatter) within(e Estimate) string {
	if e.Certainty != Ranged {
		return ""
	}
	return " (95 % range " + f.amountRange(Count, e) + ")"
}

// leaves says a difference of money.
func (f formatter) leaves(e Estimate) string {
	switch {
	case e.Mean > 0:
		return f.amount(Money, e.Mean) + " more is left over, all costs paid"
	case e.Mean < 0:
		return f.amount(Money, e.Mean) + " less is left over, all costs paid"
	}
	return "as much money is left over"
}

// called names a deed in a sentence.
func (d *Deed) called() string {
	what := d.Words
	if what == "" {
		what = d.Does
	}
	return d.Name + " “" + clipTo(what, 120) + "”"
}

// evidence is what all replications say of a deed.
func (a *AfterAction) evidence(w *Worth) string {
	f := formatter{a.Currency}
	text := fmt.Sprintf("%s %s", w.Judged.Label, f.delta(w.Judged.Unit, w.OftenJudged, 0))
	if a.Priced && w.OftenMoney.NonZero > 0 {
		text += fmt.Sprintf(", left over %s", f.delta(Money, w.OftenMoney, 0))
	}
	return text + ", over " + count(a.Replications) + " replications"
}

// strengths are what was rated as performed, and calls that were right.
func (a *AfterAction) strengths() []string {
	var all []string
	for i := range a.Objectives {
		if o := &a.Objectives[i]; o.Met {
			all = append(all, o.judged())
		}
	}
	for i := range a.Decisions {
		d := &a.Decisions[i]
		switch w := d.Worth; {
		case w == nil:
		case w.Call.Right > 0:
			all = append(all, fmt.Sprintf("%s, %s: %s. %s.", d.called(), d.Who, w.Call, capital(a.evidence(w))))
		case a.Priced && w.MoneyCall.Right > 0 && w.Call.Right == 0:
			all = append(all, fmt.Sprintf("%s, %s: %s, and for customers no clear difference. %s.", d.called(), d.Who, w.MoneyCall.Money(), capital(a.evidence(w))))
		}
	}
	return all
}

// areas are objectives that met challenges, calls that were wrong or cost money for nothing, and
// what would clearly have helped and was not done.
func (a *AfterAction) areas() []string {
	var all []string
	for i := range a.Objectives {
		if o := &a.Objectives[i]; o.Rating != "" && !o.Met {
			all = append(all, o.judged())
		}
	}
	for i := range a.Decisions {
		d := &a.Decisions[i]
		switch w := d.Worth; {
		case w == nil:
		case w.Call.Right < 0:
			all = append(all, fmt.Sprintf("%s, %s: %s. %s.", d.called(), d.Who, w.Call, capital(a.evidence(w))))
		case a.Priced && w.Call.Right == 0 && w.MoneyCall.Right < 0:
			all = append(all, fmt.Sprintf("%s, %s: %s, and for customers no clear difference. %s.", d.called(), d.Who, w.MoneyCall.Money(), capital(a.evidence(w))))
		}
	}
	for i := range a.Roads {
		d := &a.Roads[i]
		if w := d.Worth; w != nil && w.Call.Right > 0 {
			all = append(all, fmt.Sprintf("Not done: %s, %s, %s: %s. %s.", d.called(), d.When, d.Kind, w.Call.Road(), capital(a.evidence(w))))
		}
	}
	return all
}

// judged is an objective with its rating and the words.
func (o *Objective) judged() string {
	text := fmt.Sprintf("%s: %s.", strings.TrimRight(o.Text, "."), o.Rating)
	if o.Words != "" {
		text += " " + o.Words
	}
	for _, n := range o.Noted {
		text += " Noted: " + n
	}
	return text
}

// cares are what is easily misread.
func (a *AfterAction) cares() []string {
	all := a.few()
	moved, several := false, 0
	for i := range a.Decisions {
		if w := a.Decisions[i].Worth; w != nil {
			several++
			moved = moved || w.Judged.Key == "abandoned"
		}
	}
	if several > 1 {
		all = append(all, "What a decision changed is with it minus without it, all others taken as they were. Decisions that help each other count twice and those that do the same not at all, so the rows do not add up to the whole.")
	}
	if moved {
		all = append(all, "A decision that moves the promised date is judged by the orders lost: its orders count as on time by the new date.")
	}
	if planned := a.notCome(); planned > 0 {
		all = append(all, fmt.Sprintf("Injects that had not come when play ended: %s. The figures leave them out: they show what follows if nothing more comes.", count(planned)))
	}
	return all
}

// notCome counts the injects that were still to come.
func (a *AfterAction) notCome() int {
	n := 0
	for i := range a.Injects {
		if a.Injects[i].Pending {
			n++
		}
	}
	return n
}
