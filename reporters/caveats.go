package reporters

import (
	"fmt"

	"ripple/sim"
)

// customer picks one customer metric out of a row of estimates.
func customer(row []Estimate, key string) Estimate { return row[position(CustomerMetrics(), key)] }

// moneyOf picks one money metric out of a row of estimates.
func moneyOf(row []Estimate, key string) Estimate { return row[position(MoneyMetrics(), key)] }

// helps tells that a difference is surely in the better direction.
func helps(m Metric, e Estimate) bool { return e.Clear() && e.Mean*float64(m.Better) > 0 }

// hurts tells that a difference is surely in the worse direction.
func hurts(m Metric, e Estimate) bool { return e.Clear() && e.Mean*float64(m.Better) < 0 }

// caveats finds what in the report is easily misread.
func caveats(r *Report) []string {
	found := r.few()
	for i := range r.Options {
		o := &r.Options[i]
		found = append(found, r.flattered(o, o.Harm, "when nothing goes wrong")...)
		found = append(found, r.flattered(o, o.Gain, "when nobody responds")...)
		found = append(found, movedPromise(o)...)
	}
	return append(found, r.unfinished(r.Options)...)
}

// few warns of few replications.
func (s *Subject) few() []string {
	switch {
	case s.Replications == 1:
		return []string{"This is a single replication: one way it could go, without ranges. Use --replications for more."}
	case s.Replications < 10:
		return []string{fmt.Sprintf("%d replications are few: ranges are wide, and rare events are missed.", s.Replications)}
	}
	return nil
}

// movedPromise warns that an option's orders are on time by another date.
func movedPromise(o *Option) []string {
	if !o.MovesPromise {
		return nil
	}
	return []string{fmt.Sprintf("%s moves the promised date: its orders count as on time by the new date. Compare lead times.", quoted(o))}
}

// flattered finds segments that look better only because orders left: the
// orders that stayed do better, and fewer of them arrive.
func (s *Subject) flattered(o *Option, against *Outcomes, when string) []string {
	if against == nil {
		return nil
	}
	metrics := CustomerMetrics()
	var found []string
	for i, row := range against.Customers {
		delivered := customer(row, "delivered")
		if !delivered.Clear() || delivered.Mean > 0 || customer(row, "on_time_orders").Mean > 0 {
			continue
		}
		for _, key := range []string{"on_time", "lead_time_hours"} {
			m := metrics[position(metrics, key)]
			e := customer(row, key)
			if !helps(m, e) {
				continue
			}
			f := formatter{s.Currency}
			found = append(found, fmt.Sprintf(
				"%s, %s: %s looks %s better than %s only because orders left: %s fewer were delivered.",
				quoted(o), s.Customers[i], m.Label, f.amount(m.Unit, e.Mean), when, f.amount(Count, delivered.Mean)))
			break
		}
	}
	return found
}

// unfinished warns when many orders were still open at the end.
func (s *Subject) unfinished(options []Option) []string {
	for i := range options {
		o := &options[i]
		open, placed := customer(o.Value.Paying, "unfinished"), customer(o.Value.Paying, "orders")
		if open.Mean > 0.01*placed.Mean {
			return []string{fmt.Sprintf(
				"%s of %s orders were still open when the run ended (%s), and lead times leave them out: let it run on with a longer finish-within.",
				decimal(open.Mean, 0), decimal(placed.Mean, 0), quoted(o))}
		}
	}
	return nil
}

// quoted names an option inside a sentence: the two cases that nobody wrote as
// people say it.
func quoted(o *Option) string {
	if (o.Name == "baseline" || o.Name == "do-nothing") && o.Label != "" {
		return "“" + o.Label + "”"
	}
	return "“" + o.Name + "”"
}

// movesPromise tells that a response of the arm changes what customers were promised.
func movesPromise(m *sim.Model, arm int) bool {
	for i := range m.Effects {
		e := &m.Effects[i]
		if !e.Response || !e.Arms[arm] {
			continue
		}
		for _, c := range e.Changes {
			if c.Param == sim.ParamPromise {
				return true
			}
		}
	}
	return false
}
