package reporters

import (
	"fmt"
	"slices"
	"strings"
)

// Expectation is one thing a scenario asserts of its own outcome, such as
// consumers.on-time >= 92 %.
type Expectation struct {
	// Text is the assertion as it was written.
	Text string
	// Option is the arm it is about, by name; "" means doing nothing.
	Option string
	// Who is a customer segment or a department; "" means the organisation's money.
	Who string
	// Metric is a metric's key, with hyphens or underscores; a time may leave out "-hours".
	Metric string
	// Op is >=, <=, > or <.
	Op string
	// Limit is in the metric's unit: a share from 0 to 1, hours, money.
	Limit float64
}

// Outcome is the answer to an expectation.
type Outcome string

// The outcomes.
const (
	Passed Outcome = "passed"
	Failed Outcome = "failed"
	// Undecided: the limit lies inside the range, or there is no range; more
	// replications may tell.
	Undecided Outcome = "undecided"
)

// Verdict is an expectation with its answer.
type Verdict struct {
	Expectation
	// Scenario is whose expectation it is, where there are several.
	Scenario string
	Outcome  Outcome
	// Found is the estimate that was judged, Of the metric it is of.
	Found Estimate
	Of    Metric
}

// unknown is the verdict on an expectation that names something that is not there.
func unknown(e Expectation, reason string) Verdict {
	return Verdict{
		Expectation: e, Outcome: Failed, Found: Estimate{Certainty: Undefined},
		Of: Metric{Key: e.Metric, Label: reason},
	}
}

// judge answers every expectation; find gives an option's values by its name.
// An expectation whose names are not known has failed: silence would pass for
// success.
func (s *Subject) judge(expect []Expectation, find func(option string) *Outcomes) []Verdict {
	verdicts := make([]Verdict, 0, len(expect))
	for _, e := range expect {
		verdicts = append(verdicts, s.verdict(e, find))
	}
	return verdicts
}

func (s *Subject) verdict(e Expectation, find func(option string) *Outcomes) Verdict {
	name := e.Option
	if name == "" {
		name = "do-nothing"
	}
	values := find(name)
	if values == nil {
		return unknown(e, fmt.Sprintf("no option is called %q", name))
	}
	metrics, estimates, ok := s.row(values, e.Who)
	if !ok {
		return unknown(e, fmt.Sprintf("nobody is called %q", e.Who))
	}
	i := named(metrics, e.Metric)
	if i < 0 {
		return unknown(e, fmt.Sprintf("no metric is called %q", e.Metric))
	}
	found := estimates[i]
	return Verdict{Expectation: e, Outcome: decide(found, e.Op, e.Limit), Found: found, Of: metrics[i]}
}

// named finds a metric by what an expectation calls it: its key with hyphens or
// underscores, which may leave out the unit; lost orders are abandoned ones.
func named(metrics []Metric, name string) int {
	key := strings.ReplaceAll(name, "-", "_")
	if key == "lost" {
		key = "abandoned"
	}
	if i := position(metrics, key); i >= 0 {
		return i
	}
	return max(position(metrics, key+"_hours"), position(metrics, key+"_share"))
}

// row finds the metrics and estimates of a segment, a department or the money.
func (s *Subject) row(o *Outcomes, who string) ([]Metric, []Estimate, bool) {
	if who == "" {
		return MoneyMetrics(), o.Money, true
	}
	if i := slices.Index(s.Customers, who); i >= 0 {
		return s.MetricsOf(i), o.Customers[i], true
	}
	if i := slices.Index(s.agreementNames(), who); i >= 0 {
		return AgreementMetrics(), o.Agreements[i], true
	}
	if i := slices.Index(s.Departments, who); i >= 0 {
		return DepartmentMetrics(), o.Departments[i], true
	}
	return nil, nil, false
}

// decide says whether an estimate is surely on the right side of a limit,
// surely on the wrong one, or neither. One replication has no range and decides
// nothing; a range that rests on too few of them is taken wild times as wide.
func decide(e Estimate, op string, limit float64) Outcome {
	switch e.Certainty {
	case Undefined:
		return Failed
	case Single:
		return Undecided
	case TooRare:
		e.Low, e.High = e.Mean-wild*(e.Mean-e.Low), e.Mean+wild*(e.High-e.Mean)
	}
	holds := func(v float64) bool {
		switch op {
		case ">=":
			return v >= limit
		case ">":
			return v > limit
		case "<=":
			return v <= limit
		case "<":
			return v < limit
		}
		return false
	}
	switch low, high := holds(e.Low), holds(e.High); {
	case low && high:
		return Passed
	case !low && !high:
		return Failed
	}
	return Undecided
}
