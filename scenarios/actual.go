package scenarios

import (
	"math"
	"regexp"
	"slices"
	"strings"
)

// Stated is a number of what really happened, which the model can be checked
// against: 87 %, 610 to 720, about 12.5 days, 40 per week.
type Stated struct {
	Text string // the path as written, for display
	Said string // the value as written
	// Source says where the number comes from, "" when nobody does.
	Source string
	Who    string // a kind of customer, a department or an agreement, by name
	Metric string // one of SegmentMetrics, DepartmentMetrics or AgreementMetrics
	// Low and High bound what is stated, in the units of an Expectation's Limit.
	Low, High float64
	// PerDays, when not 0, says that Low and High are for so many calendar days,
	// PerOpenDay that they are for each day on which the organisation is open.
	PerDays    float64
	PerOpenDay bool
	// OfOrders says that a number of orders is stated as a share of those placed.
	OfOrders bool
}

const maxStated = 200

// perTimes are the times for which a number can be stated, in calendar days.
var perTimes = map[string]float64{"calendar day": 1, "week": 7, "month": 365.0 / 12, "quarter": 365.0 / 4, "year": 365}

// actual reads what really happened: {source: claims system, policyholders.on-time: 87 %}.
// What a scenario says replaces what its organisation says of the same.
func (b *builder) actual(nodes ...*node) []Stated {
	var all []Stated
	for _, n := range nodes {
		if n == nil {
			continue
		}
		source := ""
		for _, e := range n.named("stated numbers", maxStated) {
			if e.key.text == "source" {
				source = e.value.prose("the source")
			}
		}
		for _, e := range n.entries {
			if e.key.text == "source" {
				continue
			}
			s, ok := b.stated(e)
			if !ok {
				continue
			}
			s.Source = source
			if i := slices.IndexFunc(all, func(x Stated) bool { return x.Text == s.Text }); i >= 0 {
				all[i] = s
			} else {
				all = append(all, s)
			}
		}
	}
	return all
}

func (b *builder) stated(e entry) (s Stated, ok bool) {
	const example = "for example `policyholders.on-time: 87 %`, or `claims-handlers.backlog: 610 to 720`"
	s.Text = e.key.text
	var kind MetricKind
	if s.Who, s.Metric, kind, ok = b.path(e.key, s.Text, example); !ok {
		return s, false
	}
	if e.value.kind == empty {
		e.key.fail(example, "`%s` states nothing", clip(s.Text))
		return s, false
	}
	text, ok := e.value.str("what really happened")
	if !ok {
		return s, false
	}
	s.Said = unmarked(text)
	if err := s.read(kind, b.orders(s.Who, s.Metric)); err != nil {
		e.value.failWith(err)
		return s, false
	}
	return s, true
}

// orders tells whether a metric counts some of the orders of a kind of customer.
func (b *builder) orders(who, metric string) bool {
	_, customers := b.org.segmentAt[who]
	return customers && slices.Contains([]string{"delivered", "late", "lost", "unfinished", "defective"}, metric)
}

var perTime = regexp.MustCompile(`^(.*?) (?:per|a|an) +([a-z ]+)$`)

// read reads the value.
func (s *Stated) read(kind MetricKind, orders bool) error {
	value, roughly := strings.CutPrefix(s.Said, "about ")
	total := (kind == Count || kind == Money) && s.Metric != "backlog"
	per := perTime.FindStringSubmatch(value)
	if per != nil {
		value = per[1]
	}
	share := strings.HasSuffix(value, "%")
	switch {
	case per != nil && !total:
		return faultf("write it without `per "+per[2]+"`", "`%s` is the same for a week and for a year", s.Metric)
	case per != nil && per[2] == "day":
		s.PerOpenDay = true
	case per != nil && perTimes[per[2]] == 0:
		return faultf("write per day, per calendar day, per week, per month, per quarter or per year", "`per %s` is no time for a number", clip(per[2]))
	case per != nil:
		s.PerDays = perTimes[per[2]]
	case total && share && orders:
		s.OfOrders, kind = true, Share
	case total && orders:
		return faultf("write for example `40 per week`, or a share of the orders placed: `6.5 %`", "`%s` grows with the length of the run", s.Metric)
	case total:
		return faultf("write for example `40 per week`, or `per day`, which is an open day", "`%s` grows with the length of the run", s.Metric)
	}
	low, high, between := strings.Cut(value, " to ")
	if !between {
		high = low
	} else if roughly {
		return faultf("leave `about` out", "`%s` is rough twice", clip(s.Said))
	}
	var err error
	if s.High, err = limit(kind, high); err != nil {
		return err
	}
	if s.Low, err = limit(kind, withUnit(low, high)); err != nil {
		return err
	}
	switch {
	case s.Low > s.High:
		return faultf("the smaller one first", "`%s` is no range", clip(s.Said))
	case kind == Share && (s.Low < 0 || s.High > 1):
		return faultf("", "`%s` is no share: from 0 %% to 100 %%", clip(s.Said))
	}
	if roughly {
		by := math.Abs(s.Low) / 10
		if kind == Share {
			by = min(by, 0.02)
		}
		s.Low, s.High = s.Low-by, s.High+by
	}
	return nil
}

var bareNumber = regexp.MustCompile(`^[0-9.]+$`)

// withUnit lets the first of two numbers go without the unit of the second: 85 to 89 %.
func withUnit(low, high string) string {
	if unit := strings.TrimLeft(strings.TrimSpace(high), "0123456789."); bareNumber.MatchString(strings.TrimSpace(low)) && unit != "" {
		return low + unit
	}
	return low
}

// briefDays is how long a model is played to hold it against what is stated.
const briefDays = 60

// AsItIs reads a scenario or an organisation with nothing that goes wrong and
// no options: what happens in its baseline, for 60 days at most unless o says for how
// long. Errors are those of Load.
func AsItIs(nameOrPath string, o Options) (*Scenario, error) {
	file, err := open(nameOrPath)
	if err != nil {
		return nil, err
	}
	p := &problems{}
	root := parseFile(file, p)
	if root == nil {
		return nil, p.err()
	}
	o.asItIs = true
	read := load
	if isOrganisation(root) {
		read = loadOrganisation
	}
	s, err := read(file, root, o, p)
	if err != nil {
		return nil, err
	}
	if err := p.err(); err != nil {
		return nil, err
	}
	return s, nil
}
