package reporters

import (
	"fmt"
	"slices"
	"strings"

	"ripple/sim"
)

// counterMeasures are a segment's own outcomes, which stand behind those that all
// segments have.
func counterMeasures(g *sim.Segment) []measure[segment] {
	var all []measure[segment]
	for i, c := range g.Counters {
		all = append(all, measure[segment]{
			Metric{key(c.Name), strings.ReplaceAll(c.Name, "-", " "), c.Text, Count, c.Better},
			func(_ *timeline, s *segment) float64 { return float64(s.Counted[i]) / 1000 }, nil,
		})
	}
	return all
}

// segmentMeasures are all measures of one segment.
func (b *builder) segmentMeasures(s int) []measure[segment] {
	return append(slices.Clip(customerMeasures), counterMeasures(&b.model.Segments[s])...)
}

// MetricsOf lists what is reported of one kind of customer, in order: what is of
// all, then outcomes of their own.
func (s *Subject) MetricsOf(customers int) []Metric {
	return append(CustomerMetrics(), s.Counted[customers]...)
}

// headline are the keys of what people look at first.
func (s *Subject) headline(customers int) []string {
	keys := headline
	if !s.Paying[customers] {
		keys = unpaid
	}
	keys = slices.Clip(keys)
	for _, m := range s.Counted[customers] {
		keys = append(keys, m.Key)
	}
	return keys
}

// counts tells that any kind of customer has outcomes of its own.
func (s *Subject) counts() bool {
	return slices.ContainsFunc(s.Counted, func(own []Metric) bool { return len(own) > 0 })
}

// of are the metrics of one of the family's rows.
func (f *family) of(row int) []Metric {
	if f.own != nil {
		return f.own(row)
	}
	return f.metrics
}

// countedDoc says of the outcomes that some customers have of their own what is
// counted, nil where nobody has any.
func countedDoc(s *Subject) map[string]map[string]CountedDoc {
	if !s.counts() {
		return nil
	}
	doc := map[string]map[string]CountedDoc{}
	for i, own := range s.Counted {
		for _, m := range own {
			if doc[key(s.Customers[i])] == nil {
				doc[key(s.Customers[i])] = map[string]CountedDoc{}
			}
			doc[key(s.Customers[i])][m.Key] = CountedDoc{m.Label, m.About, betterWord(m)}
		}
	}
	return doc
}

// CountedDoc says what an outcome of the organisation's own counts.
type CountedDoc struct {
	Label  string `json:"label" jsonschema:"its name for people"`
	Counts string `json:"counts" jsonschema:"which orders are counted, and how often each"`
	Better string `json:"better" jsonschema:"which way is better: more or less"`
}

// counted says which outcomes of customers' own are clearly worse when nobody
// responds, the first two of them; "" when none is.
func (t teller) counted() string {
	usual, nothing := t.r.Baseline(), t.r.DoNothing()
	var said []string
	for s, who := range t.r.Customers {
		for i, m := range t.r.Counted[s] {
			at := len(CustomerMetrics()) + i
			harm := nothing.Harm.Customers[s][at]
			if !told(harm) || !hurts(m, harm) || len(said) == 2 {
				continue
			}
			change := "more"
			if harm.Mean < 0 {
				change = "fewer"
			}
			said = append(said, fmt.Sprintf("%s of %s are %s instead of %s: %s %s%s", m.Label, who,
				t.f.value(Count, nothing.Value.Customers[s][at]), t.f.value(Count, usual.Value.Customers[s][at]),
				t.f.amount(Count, harm.Mean), change, t.within(Count, harm)))
		}
	}
	if len(said) == 0 {
		return ""
	}
	text := strings.Join(said, "; ")
	return strings.ToUpper(text[:1]) + text[1:] + "."
}
