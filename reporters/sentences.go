package reporters

import (
	"fmt"
	"math"
	"strings"
)

// sentences says in two or three sentences, made from the numbers, what
// happens to customers, from when, for how long, and what the best response saves.
func sentences(r *Report) []string {
	t := teller{r, formatter{r.Currency}}
	var said []string
	if r.Quiet {
		said = append(said, t.calm())
	} else {
		said = append(said, t.harm()...)
	}
	if len(r.Responses()) > 0 {
		said = append(said, t.best())
		if worst := t.tempting(); worst != "" {
			said = append(said, worst)
		}
	}
	return said
}

type teller struct {
	r *Report
	f formatter
}

// calm describes a scenario in which nothing goes wrong.
func (t teller) calm() string {
	r := t.r
	row := r.Baseline().Value.Paying
	text := fmt.Sprintf("Nothing goes wrong in this scenario: customers place %s orders and get %s of them on time",
		decimal(customer(row, "orders").Mean, 0), t.f.value(Share, customer(row, "on_time")))
	if e := customer(row, "on_time"); e.Certainty == Ranged {
		text += " (95 % range " + t.f.amountRange(Share, e) + ")"
	}
	if e := customer(row, "lead_time_hours"); e.Certainty != Undefined {
		text += "; an order takes " + t.f.value(Hours, e) + " from placing to delivery"
	}
	return text + "."
}

// harm says what happens to the customers who are hit hardest, and when.
func (t teller) harm() []string {
	r := t.r
	harm := r.DoNothing().Harm
	hit := t.hardest(harm)
	if hit < 0 {
		return []string{t.unharmed(harm)}
	}
	value, before := r.DoNothing().Value.Customers[hit], r.Baseline().Value.Customers[hit]
	share := customer(harm.Customers[hit], "on_time")
	who := r.Customers[hit]
	first := ""
	if told(share) && share.Mean < 0 {
		first = fmt.Sprintf("If nobody responds, %s get %s of their orders on time instead of %s: %s fewer%s.",
			who, t.f.value(Share, customer(value, "on_time")), t.f.value(Share, customer(before, "on_time")),
			t.f.amount(Share, share.Mean), t.within(Share, share))
	} else {
		lead := customer(harm.Customers[hit], "lead_time_hours")
		first = fmt.Sprintf("If nobody responds, %s wait %s for an order instead of %s: %s longer%s.",
			who, t.f.value(Hours, customer(value, "lead_time_hours")), t.f.value(Hours, customer(before, "lead_time_hours")),
			t.f.amount(Hours, lead.Mean), t.within(Hours, lead))
	}
	said := []string{first}
	if when := t.when(hit); when != "" {
		said = append(said, when)
	}
	return said
}

// told tells that a difference can be spoken of: it is clear, or all there is.
func told(e Estimate) bool { return e.Clear() || e.Certainty == Single && e.Mean != 0 }

// within gives the range of what was just said, or says that there is none.
func (t teller) within(u Unit, e Estimate) string {
	if e.Certainty == Single {
		return " in this one case"
	}
	return " (95 % range " + t.f.amountRange(u, e) + ")"
}

// orders is a number of orders as people say it.
func orders(v float64) string {
	if v = math.Abs(v); v >= 10 {
		return decimal(v, 0)
	}
	return decimal(v, 1)
}

// hardest is the segment that loses most: orders on time, or else lead time,
// customers who pay before others; −1 when none clearly does.
func (t teller) hardest(harm *Outcomes) int {
	fewerOnTime := func(row []Estimate) float64 {
		if e := customer(row, "on_time_orders"); told(e) && told(customer(row, "on_time")) {
			return -e.Mean
		}
		return 0
	}
	longer := func(row []Estimate) float64 {
		if e := customer(row, "lead_time_hours"); told(e) {
			return e.Mean
		}
		return 0
	}
	for _, loss := range []func([]Estimate) float64{fewerOnTime, longer} {
		for _, pays := range []bool{true, false} {
			hit, most := -1, 0.0
			for s, row := range harm.Customers {
				if v := loss(row); t.r.Paying[s] == pays && v > most {
					hit, most = s, v
				}
			}
			if hit >= 0 {
				return hit
			}
		}
	}
	return -1
}

// unharmed says that no customer is clearly worse off, and what that rests on.
func (t teller) unharmed(harm *Outcomes) string {
	e := customer(harm.Paying, "on_time_orders")
	switch e.Certainty {
	case Identical:
		return "Customers notice nothing at all: every order goes as it does when nothing goes wrong."
	case NoneSeen:
		return fmt.Sprintf("Customers noticed nothing in any of %s cases.", count(e.Replications))
	case TooRare:
		return fmt.Sprintf("It touched customers in %s of %s cases only, too few to put a number on: ask for more with --replications.",
			count(e.NonZero), count(e.Replications))
	case Single:
		return "Customers lose nothing by it in this one case; the next may differ."
	}
	return fmt.Sprintf("What it does to customers cannot be told from chance with %s cases: orders on time change by %s.",
		count(e.Replications), t.f.delta(Count, e, 0))
}

// when says from when to when the segment feels it.
func (t teller) when(hit int) string {
	fronts := t.r.DoNothing().Front
	what, f := "overdue", fronts.Overdue[hit]
	if 2*f.Hit < f.Replications {
		what, f = "open", fronts.Open[hit]
	}
	if f.Hit == 0 {
		return ""
	}
	start := "They"
	if f.Hit < f.Replications {
		start = fmt.Sprintf("In %s of %s cases they", count(f.Hit), count(f.Replications))
	}
	direction := "more"
	if f.Peak < 0 {
		direction = "fewer"
	}
	text := fmt.Sprintf("%s feel it from %s; it is worst around %s, with %s %s orders %s than usual",
		start, f.Felt.Median, f.Worst.Median, decimal(max(f.Peak, -f.Peak), 0), direction, what)
	if f.Over.Median == (Day{}) {
		return text + fmt.Sprintf(", and is not over by %s, the last day looked at.", t.r.Until)
	}
	text += ", and is over by " + f.Over.Median.String()
	switch low, high := f.Over.Low.Number, f.Over.High; {
	case high == (Day{}):
		text += fmt.Sprintf(", in four cases of five between day %d and after the last day", low)
	case high.Number != low:
		text += fmt.Sprintf(", in four cases of five between day %d and day %d", low, high.Number)
	}
	return text + "."
}

// best names the response that brings most orders back on time.
func (t teller) best() string {
	r := t.r
	best, runnerUp := -1, -1
	most := 0.0
	for i := range r.Responses() {
		o := &r.Responses()[i]
		e := customer(o.Gain.Paying, "on_time_orders")
		switch {
		case !told(e) || e.Mean <= 0:
		case o.MovesPromise:
			runnerUp = i
		case e.Mean > most:
			best, most = i, e.Mean
		}
	}
	promised := ""
	if runnerUp >= 0 {
		promised = fmt.Sprintf(" %s makes more orders count as on time by promising a later date.", quoted(&r.Responses()[runnerUp]))
	}
	if best < 0 {
		return "None of the responses tried clearly brings more orders in on time" + t.chance() + "." + promised
	}
	o := &r.Responses()[best]
	e := customer(o.Gain.Paying, "on_time_orders")
	text := fmt.Sprintf("The best response tried is %s: %s more orders arrive on time than %s%s%s",
		quoted(o), orders(e.Mean), t.otherwise(), t.within(Count, e), t.price(o))
	return text + t.cheaper(best) + "." + promised
}

// cheaper names a response that brings back at least half of what the best
// does and leaves more money.
func (t teller) cheaper(best int) string {
	all := t.r.Responses()
	helped := customer(all[best].Gain.Paying, "on_time_orders").Mean
	found, most := -1, moneyOf(all[best].Gain.Money, "net").Mean
	for i := range all {
		e, net := customer(all[i].Gain.Paying, "on_time_orders"), moneyOf(all[i].Gain.Money, "net")
		if i != best && !all[i].MovesPromise && told(e) && e.Mean >= helped/2 && told(net) && net.Mean > most {
			found, most = i, net.Mean
		}
	}
	if found < 0 || !t.r.Priced {
		return ""
	}
	o := &all[found]
	change := "more"
	if most < 0 {
		change = "less"
	}
	return fmt.Sprintf("; %s brings %s back and leaves %s %s", quoted(o), orders(customer(o.Gain.Paying, "on_time_orders").Mean), t.f.amount(Money, most), change)
}

// otherwise names what responses are compared with.
func (t teller) otherwise() string {
	if t.r.Quiet {
		return "when things stay as they are"
	}
	return "when nobody responds"
}

// chance reminds of how little a few replications can tell.
func (t teller) chance() string {
	if t.r.Replications >= fewest {
		return ""
	}
	if t.r.Replications == 1 {
		return " in this one case"
	}
	return fmt.Sprintf(" in %d cases", t.r.Replications)
}

// price says what a response leaves in money.
func (t teller) price(o *Option) string {
	if !t.r.Priced {
		return ""
	}
	e := moneyOf(o.Gain.Money, "net")
	if !told(e) {
		return ", and no clear difference in the money left over"
	}
	change := "more"
	if e.Mean < 0 {
		change = "less"
	}
	return fmt.Sprintf(", and %s %s is left over, all costs paid%s", t.f.amount(Money, e.Mean), change, t.within(Money, e))
}

// tempting names the responses that make it worse, move the pain to others, or
// cost money for nothing.
func (t teller) tempting() string {
	metrics := CustomerMetrics()
	onTime := metrics[position(metrics, "on_time_orders")]
	var worse, moved, vain []string
	for i := range t.r.Responses() {
		o := &t.r.Responses()[i]
		if hurts(onTime, customer(o.Gain.Paying, onTime.Key)) {
			worse = append(worse, quoted(o))
			continue
		}
		var helped, hurt []string
		for s, row := range o.Gain.Customers {
			switch e := customer(row, onTime.Key); {
			case helps(onTime, e):
				helped = append(helped, t.r.Customers[s])
			case hurts(onTime, e):
				hurt = append(hurt, t.r.Customers[s])
			}
		}
		net := moneyOf(o.Gain.Money, "net")
		if len(helped) == 0 && net.Clear() && net.Mean < 0 {
			vain = append(vain, fmt.Sprintf("%s costs %s and brings no clear number of orders back on time", quoted(o), t.f.amount(Money, net.Mean)))
		}
		if len(helped) > 0 && len(hurt) > 0 {
			moved = append(moved, fmt.Sprintf("%s helps %s and hurts %s", quoted(o), list(helped), list(hurt)))
		}
	}
	var parts []string
	if len(worse) > 0 {
		verb := "makes"
		if len(worse) > 1 {
			verb = "make"
		}
		parts = append(parts, list(worse)+" "+verb+" it worse: fewer orders arrive on time than "+t.otherwise())
	}
	parts = append(append(parts, moved...), vain...)
	if len(parts) == 0 {
		return ""
	}
	return strings.Join(parts, "; ") + "."
}

// list joins names as a sentence does.
func list(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}
