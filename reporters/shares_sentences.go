package reporters

import (
	"fmt"
	"math"
	"strings"
)

// shareTeller says in words what each inject has done.
type shareTeller struct {
	s *Shares
	f formatter
}

func (r *Report) shareSentences(s *Shares) []string {
	t := shareTeller{s, formatter{r.Currency}}
	metric := s.leading()
	if metric < 0 {
		return []string{"There is nothing to divide: what goes wrong does not reach customers."}
	}
	if len(s.Injects) == 1 {
		return []string{fmt.Sprintf("One thing goes wrong, the %s, so all of it is its doing: %s.", s.Injects[0].Name, t.effect(metric, s.Paying[metric]))}
	}
	return []string{t.together(metric), t.interaction(metric)}
}

// leading is the metric to talk about: the first that the injects clearly
// change, else the first that they change at all, delay before lateness; −1: none.
func (s *Shares) leading() int {
	order := []int{harmDelay, harmNotOnTime, harmLost, harmRevenue}
	for _, m := range order {
		if told(s.Paying[m]) {
			return m
		}
	}
	for _, m := range order {
		if s.Paying[m].NonZero > 0 {
			return m
		}
	}
	return -1
}

// amount is the size of a harm as people say it: "95.2 order-days".
func (t shareTeller) amount(metric int, v float64) string {
	switch v = math.Abs(v); metric {
	case harmDelay:
		scale := delayScale(v)
		return t.f.bare(Hours, v, scale) + scale.suffix
	case harmRevenue:
		return t.f.number(Money, v, scaleOf(Money, v)) + " of revenue"
	case harmLost:
		return orders(v) + " lost orders"
	}
	return orders(v) + " late or lost orders"
}

// delayScale is how a sum of orders' delays is written.
func delayScale(v float64) scale {
	if v = math.Abs(v); v >= 48 || v == 0 {
		return scale{24, wholeDays(v), " order-days"}
	}
	return scale{1, 1, " order-hours"}
}

// wholeDays is how many decimals a sum of hours has when it is written in days.
func wholeDays(v float64) int {
	if math.Abs(v) >= 2400 {
		return 0
	}
	return 1
}

// effect says what was done: "it costs 95.2 order-days (95 % range 80.0 to 110.1)".
func (t shareTeller) effect(metric int, e Estimate) string {
	return fmt.Sprintf("it %s %s%s", t.verb(metric, e.Mean), t.amount(metric, e.Mean), t.within(metric, e))
}

// plural is a verb for several.
func plural(verb string) string { return strings.TrimSuffix(verb, "s") }

// harmful tells whether customers are worse off by a change.
func harmful(metric int, v float64) bool { return v*float64(harms[metric].Better) <= 0 }

func (t shareTeller) verb(metric int, v float64) string {
	counted := metric == harmNotOnTime || metric == harmLost
	switch {
	case counted && harmful(metric, v):
		return "brings"
	case counted:
		return "spares"
	case harmful(metric, v):
		return "costs"
	}
	return "saves"
}

func (t shareTeller) within(metric int, e Estimate) string {
	if e.Certainty != Ranged {
		return t.without(e)
	}
	low, high := e.Low, e.High
	if e.Mean < 0 {
		low, high = -high, -low
	}
	scale := scaleOf(harms[metric].Unit, widest(e))
	if metric == harmDelay {
		scale = delayScale(e.Mean)
	}
	return " (95 % range " + t.f.bare(harms[metric].Unit, low, scale) + " to " + t.f.bare(harms[metric].Unit, high, scale) + ")"
}

// without says why there is no range.
func (t shareTeller) without(e Estimate) string {
	switch e.Certainty {
	case Single:
		return " in this one case"
	case TooRare:
		return " (" + rareText(e) + ")"
	}
	return ""
}

// together says what all injects do, and whose it is.
func (t shareTeller) together(metric int) string {
	s := t.s
	whole := s.Paying[metric]
	text := fmt.Sprintf("The %s injects together %s %s%s", inWords(len(s.Injects)), plural(t.verb(metric, whole.Mean)), t.amount(metric, whole.Mean), t.within(metric, whole))
	var parts []string
	percent := told(whole)
	for i := range s.Injects {
		share := s.Injects[i].Paying.Share[metric]
		percent = percent && share.Mean*whole.Mean >= 0
	}
	for i := range s.Injects {
		share := s.Injects[i].Paying.Share[metric]
		if percent {
			parts = append(parts, fmt.Sprintf("%s of it the %s", t.f.number(Share, share.Mean/whole.Mean, scale{0.01, 0, " %"}), s.Injects[i].Name))
		} else {
			parts = append(parts, fmt.Sprintf("the %s %s %s", s.Injects[i].Name, t.verb(metric, share.Mean), t.amount(metric, share.Mean)))
		}
	}
	return text + "; " + list(parts) + "."
}

// interaction says what the injects make of each other.
func (t shareTeller) interaction(metric int) string {
	s := t.s
	most, rest := 0, s.Interaction[metric]
	for i := range s.Injects {
		if p, q := s.Injects[i].Paying, s.Injects[most].Paying; math.Abs(p.Last[metric].Mean-p.Alone[metric].Mean) > math.Abs(q.Last[metric].Mean-q.Alone[metric].Mean) {
			most = i
		}
	}
	p := s.Injects[most].Paying
	after := "after all the others"
	if len(s.Injects) == 2 {
		after = "after the " + s.Injects[1-most].Name
	}
	alone, last := p.Alone[metric].Mean, p.Last[metric].Mean
	text := fmt.Sprintf("The %s alone %s %s, %s ", s.Injects[most].Name, t.verb(metric, alone), t.amount(metric, alone), after)
	switch v := t.verb(metric, last); {
	case last == 0:
		text += "nothing."
	case v != t.verb(metric, alone):
		text += "it " + v + " " + t.amount(metric, last) + "."
	default:
		text += t.amount(metric, last) + "."
	}
	switch {
	case rest.NonZero == 0:
		return text + " They do not touch each other: alone they add up to as much as together."
	case !told(rest):
		return text + " Whether they make each other worse cannot be told from chance."
	case harmful(metric, rest.Mean):
		return text + fmt.Sprintf(" They make each other worse: alone they would add up to %s less.", t.amount(metric, rest.Mean))
	}
	return text + fmt.Sprintf(" They overlap: alone they would add up to %s more.", t.amount(metric, rest.Mean))
}

// inWords writes small numbers as words.
func inWords(n int) string {
	small := []string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}
	if n < len(small) {
		return small[n]
	}
	return count(n)
}
