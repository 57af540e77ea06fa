package scenarios

import (
	"regexp"
	"strings"

	"ripple/scenarios/format"
	"ripple/sim"
)

// Expectation is one line of `expect`: a limit that an outcome should keep.
//
//	consumers.on-time >= 92 %
//	expedite: consumers.lead-time < 40h
//
// Without an option before it, it is about do-nothing: what happens when things
// go wrong and nobody responds; a scenario in which nothing goes wrong is the
// same there as in its baseline.
type Expectation struct {
	Text   string // as written, for display
	Arm    int    // index into Model.Arms
	Who    string // a kind of customer, a department or an agreement, by name
	Metric string // one of SegmentMetrics, DepartmentMetrics or AgreementMetrics
	Op     string // >=, >, <= or <
	// Limit is a share (0.92) for shares, hours for times, the organisation's
	// currency for money, and a plain number otherwise.
	Limit float64
}

// MetricKind says in what a metric is counted.
type MetricKind uint8

// The kinds of metric, and the unit of an Expectation's Limit.
const (
	Count MetricKind = iota // a plain number
	Share                   // 0 to 1
	Hours
	Money
)

// SegmentMetrics are what can be expected of a kind of customer.
func SegmentMetrics() map[string]MetricKind { return metricsOf("customers") }

// DepartmentMetrics are what can be expected of a department.
func DepartmentMetrics() map[string]MetricKind { return metricsOf("department") }

// AgreementMetrics are what can be expected of an agreement.
func AgreementMetrics() map[string]MetricKind { return metricsOf("agreement") }

func metricsOf(what string) map[string]MetricKind {
	kinds := map[string]MetricKind{"": Count, "%": Share, "hours": Hours, "money": Money}
	all := map[string]MetricKind{}
	for _, t := range format.Outcomes() {
		if t.Of == what {
			all[t.Name] = kinds[t.Unit]
		}
	}
	return all
}

var expectation = regexp.MustCompile(`^(?:([^\s:]+):\s*)?([^\s<>=]+)\s*(<=|>=|==|=|<|>)\s*(.+)$`)

// expectations reads `expect`.
func (b *builder) expectations(n *node) []Expectation {
	var out []Expectation
	items := n.list()
	if len(items) > 200 {
		n.fail("", "at most 200 expectations")
		return nil
	}
	for _, item := range items {
		one := *item
		if item.kind == mapping && len(item.entries) == 1 && item.entries[0].value.kind == scalar {
			// `expedite: consumers.on-time >= 92 %` is a mapping to YAML.
			one.kind = scalar
			one.text = item.entries[0].key.text + ": " + item.entries[0].value.text
		}
		if e, ok := b.expectation(&one); ok {
			out = append(out, e)
		}
	}
	return out
}

func (b *builder) expectation(n *node) (Expectation, bool) {
	const example = "for example `consumers.on-time >= 92 %`, or `expedite: consumers.on-time >= 92 %` for an option"
	text, ok := n.str("an expectation")
	if !ok {
		return Expectation{}, false
	}
	e := Expectation{Text: text, Arm: sim.DoNothing}
	m := expectation.FindStringSubmatch(text)
	if m == nil {
		n.fail(example, "`%s` is no expectation", clip(text))
		return e, false
	}
	if m[1] != "" {
		arm, known := b.options[m[1]]
		if !known {
			n.fail(n.suggest(m[1], b.options), "there is no option `%s`", clip(m[1]))
			return e, false
		}
		e.Arm = arm
	}
	if e.Op = m[3]; e.Op == "=" || e.Op == "==" {
		n.fail("write >=, <=, > or <", "`%s`: hardly anything is ever exactly equal", clip(text))
		return e, false
	}
	var kind MetricKind
	if e.Who, e.Metric, kind, ok = b.path(n, m[2], example); !ok {
		return e, false
	}
	var err error
	if e.Limit, err = limit(kind, m[4]); err != nil {
		n.failWith(err)
		return e, false
	}
	return e, true
}

// path finds what consumers.on-time means: whose number it is, which, and in what
// it is counted.
func (b *builder) path(n *node, text, example string) (who, metric string, kind MetricKind, ok bool) {
	who, metric, found := strings.Cut(text, ".")
	if !found {
		n.fail(example, "`%s`: of whom?", clip(text))
		return "", "", 0, false
	}
	metrics := b.measured(who)
	if metrics == nil {
		n.fail(n.suggest(who, b.org.segmentAt, b.org.departmentAt, b.org.agreementAt), "there are no customers, no department and no agreement `%s`", clip(who))
		return "", "", 0, false
	}
	kind, ok = metrics[metric]
	if !ok {
		var names []string
		for k := range metrics {
			names = append(names, k)
		}
		n.fail(didYouMean(metric, names), "`%s` has no `%s`", who, clip(metric))
	}
	return who, metric, kind, ok
}

// measured are the metrics of whoever has that name, nil for nobody.
func (b *builder) measured(name string) map[string]MetricKind {
	if i, is := b.org.segmentAt[name]; is {
		metrics := SegmentMetrics()
		for _, o := range b.org.segments[i].outcomes {
			metrics[o.name] = Count
		}
		return metrics
	}
	if _, is := b.org.departmentAt[name]; is {
		return DepartmentMetrics()
	}
	if _, is := b.org.agreementAt[name]; is {
		return AgreementMetrics()
	}
	return nil
}

// limit reads the value after the comparison.
func limit(kind MetricKind, text string) (float64, error) {
	switch kind {
	case Share:
		return parseShare(text)
	case Hours:
		ticks, err := parseElapsed(text)
		return ticks / 3_600_000, err
	case Money:
		cents, err := parseMoney(text)
		return float64(cents) / 100, err
	}
	return parseNumber(text)
}
