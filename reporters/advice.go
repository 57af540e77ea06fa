package reporters

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// adviser says in words what options do, compared with what Gain is taken to.
type adviser struct {
	*Subject
	f       formatter
	options []Option
	// otherwise names what they are compared with: "when nobody responds".
	otherwise string
	// finest and none begin the sentence on the best of them, and the one that
	// says that there is none.
	finest, none string
}

// Beginnings of sentences on responses.
const (
	finestResponse = "The best response tried is"
	noResponse     = "None of the responses tried clearly brings more orders in on time"
)

func (r *Report) adviser() adviser {
	a := adviser{&r.Subject, formatter{r.Currency}, r.Responses(), "when nobody responds", finestResponse, noResponse}
	if r.Quiet {
		a.otherwise = "when things stay as they are"
	}
	return a
}

// told tells that a difference can be spoken of: it is clear, or all there is.
func told(e Estimate) bool { return e.Clear() || e.Certainty == Single && e.Mean != 0 }

// within gives the range of what was just said, or says that there is none.
func (a adviser) within(u Unit, e Estimate) string {
	if e.Certainty == Single {
		return " in this one case"
	}
	return " (95 % range " + a.f.amountRange(u, e) + ")"
}

// orders is a number of orders as people say it.
func orders(v float64) string {
	if v = math.Abs(v); v >= 10 {
		return decimal(v, 0)
	}
	return decimal(v, 1)
}

// best names the response that brings most orders back on time, as a share of
// all: complaints that an option causes, answered in time, are no merit of it.
func (a adviser) best() string {
	best, runnerUp := -1, -1
	most := 0.0
	for i := range a.options {
		o := &a.options[i]
		e := customer(o.Gain.Paying, "on_time_orders")
		switch {
		case !told(e) || e.Mean <= 0:
		case o.MovesPromise:
			runnerUp = i
		default:
			if share := customer(o.Gain.Paying, "on_time").Mean; share > most {
				best, most = i, share
			}
		}
	}
	promised := ""
	if runnerUp >= 0 {
		promised = fmt.Sprintf(" %s makes more orders count as on time by promising a later date.", quoted(&a.options[runnerUp]))
	}
	if best < 0 {
		return a.none + a.chance() + "." + promised
	}
	o := &a.options[best]
	e := customer(o.Gain.Paying, "on_time_orders")
	text := fmt.Sprintf("%s %s: %s more orders arrive on time than %s%s%s",
		a.finest, quoted(o), orders(e.Mean), a.otherwise, a.within(Count, e), a.price(o)+a.stay(o))
	return text + a.cheaper(best) + "." + promised
}

// cheaper names a response that brings back at least half of what the best
// does and leaves more money.
func (a adviser) cheaper(best int) string {
	all := a.options
	helped := customer(all[best].Gain.Paying, "on_time_orders").Mean
	found, most := -1, moneyOf(all[best].Gain.Money, "net").Mean
	for i := range all {
		e, net := customer(all[i].Gain.Paying, "on_time_orders"), moneyOf(all[i].Gain.Money, "net")
		if i != best && !all[i].MovesPromise && told(e) && e.Mean >= helped/2 && told(net) && net.Mean > most {
			found, most = i, net.Mean
		}
	}
	if found < 0 || !a.Priced {
		return ""
	}
	o := &all[found]
	change := "more"
	if most < 0 {
		change = "less"
	}
	return fmt.Sprintf("; %s brings %s back and leaves %s %s", quoted(o), orders(customer(o.Gain.Paying, "on_time_orders").Mean), a.f.amount(Money, most), change)
}

// chance reminds of how little a few replications can tell.
func (a adviser) chance() string {
	if a.Replications >= fewest {
		return ""
	}
	if a.Replications == 1 {
		return " in this one case"
	}
	return fmt.Sprintf(" in %d cases", a.Replications)
}

// price says what a response leaves in money.
func (a adviser) price(o *Option) string {
	if !a.Priced {
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
	return fmt.Sprintf(", and %s %s is left over, all costs paid%s", a.f.amount(Money, e.Mean), change, a.within(Money, e))
}

// stay says what customers pay in a year who stay because of a response, where
// that is more than what it leaves over: it is what decides then.
func (a adviser) stay(o *Option) string {
	e, net := moneyOf(o.Gain.Money, "beyond"), moneyOf(o.Gain.Money, "net")
	if e.Mean >= 0 || !told(e) || -e.Mean <= math.Abs(net.Mean) {
		return ""
	}
	return fmt.Sprintf(", and customers stay who pay %s a year%s", a.f.amount(Money, e.Mean), a.within(Money, e))
}

// tempting names the responses that make it worse, move the pain to others, or
// cost money for nothing. It goes by shares: fewer calls from customers who need
// not ask are no harm.
func (a adviser) tempting() string {
	metrics := CustomerMetrics()
	onTime := metrics[position(metrics, "on_time")]
	left := metrics[position(metrics, "left")]
	var worse, moved, away, vain []string
	for i := range a.options {
		o := &a.options[i]
		var helped, hurt []string
		for s, row := range o.Gain.Customers {
			switch e := customer(row, onTime.Key); {
			case helps(onTime, e):
				helped = append(helped, a.Customers[s])
			case hurts(onTime, e):
				hurt = append(hurt, a.Customers[s])
			}
		}
		if len(helped) == 0 && hurts(onTime, customer(o.Gain.Paying, onTime.Key)) {
			worse = append(worse, quoted(o))
			continue
		}
		if e := customer(o.Gain.Paying, left.Key); hurts(left, e) {
			said := fmt.Sprintf("%s makes %s more customers leave%s", quoted(o), orders(e.Mean), a.within(Count, e))
			if pay := moneyOf(o.Gain.Money, "beyond"); told(pay) && pay.Mean > 0 {
				said += ", who pay " + a.f.amount(Money, pay.Mean) + " a year"
			}
			away = append(away, said)
		}
		net := moneyOf(o.Gain.Money, "net")
		if len(helped) == 0 && net.Clear() && net.Mean < 0 {
			vain = append(vain, fmt.Sprintf("%s costs %s and brings no clear number of orders back on time", quoted(o), a.f.amount(Money, net.Mean)))
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
		parts = append(parts, list(worse)+" "+verb+" it worse: fewer of the orders arrive on time than "+a.otherwise)
	}
	parts = slices.Concat(parts, moved, away, vain)
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
