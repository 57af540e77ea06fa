package reporters

import (
	"fmt"
	"slices"
)

// sentences says in two or three sentences, made from the numbers, what
// happens to customers, from when, for how long, and what the best response saves.
func sentences(r *Report) []string {
	t := teller{r, r.adviser()}
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
	adviser
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
		return spoken(t.unharmed(harm), t.absorbed())
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
	return spoken(first, t.when(hit), t.elsewhere(), t.absorbed(), t.counted())
}

// spoken are the sentences that say anything.
func spoken(sentences ...string) []string {
	return slices.DeleteFunc(sentences, func(s string) bool { return s == "" })
}

// hardest is the segment that loses most: orders on time, of as many as are
// placed, or else lead time, customers who pay before others; −1 when none
// clearly does.
func (t teller) hardest(harm *Outcomes) int {
	placed := t.r.DoNothing().Value.Customers
	fewerOnTime := func(s int) float64 {
		if share := customer(harm.Customers[s], "on_time"); told(share) {
			return -share.Mean * customer(placed[s], "orders").Mean
		}
		return 0
	}
	longer := func(s int) float64 {
		if e := customer(harm.Customers[s], "lead_time_hours"); told(e) {
			return e.Mean
		}
		return 0
	}
	for _, loss := range []func(int) float64{fewerOnTime, longer} {
		for _, pays := range []bool{true, false} {
			hit, most := -1, 0.0
			for s := range harm.Customers {
				if v := loss(s); t.r.Paying[s] == pays && v > most {
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
		return text + fmt.Sprintf(", and is not over by %s, the last day looked at%s.", t.r.Until, notOver(f))
	}
	text += ", and is over by " + f.Over.Median.String()
	switch low, high := f.Over.Low.Number, f.Over.High; {
	case high == (Day{}):
		text += fmt.Sprintf(", in four cases of five between day %d and after the last day", low)
	case high.Number != low:
		text += fmt.Sprintf(", in four cases of five between day %d and day %d", low, high.Number)
	}
	if f.NotOver > 0 {
		text += "; it is not over by the last day" + notOver(f)
	}
	return text + "."
}

// notOver says in how many cases it was not over by the end.
func notOver(f Front) string {
	if f.NotOver == f.Hit {
		return " in any case"
	}
	return fmt.Sprintf(" in %s of %s cases", count(f.NotOver), count(f.Hit))
}
