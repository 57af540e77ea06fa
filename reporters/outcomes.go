package reporters

import (
	"slices"

	"ripple/sim"
)

// builder computes the parts of a Report from one result.
type builder struct {
	result *sim.Result
	model  *sim.Model
	days   *timeline
	seed   stream
	// paying tells which external segments' orders have a value, together holds every
	// world's paying segments added up: [replication][arm].
	paying   []bool
	together [][]segment
}

func newBuilder(result *sim.Result) *builder {
	b := &builder{result: result, model: result.Model, days: newTimeline(result.Model), seed: stream(result.Seed), paying: paying(result.Model)}
	for _, worlds := range result.Worlds {
		sums := make([]segment, len(worlds))
		for arm := range worlds {
			sums[arm] = everyone(&worlds[arm], b.paying)
		}
		b.together = append(b.together, sums)
	}
	return b
}

// plain is an arm by itself, compared with nothing.
func (b *builder) plain(arm int) Option {
	a := b.model.Arms[arm]
	o := Option{Name: a.Name, Label: a.Label, Value: b.values(arm), MovesPromise: movesPromise(b.model, arm)}
	if o.Label == "" {
		o.Label = o.Name
	}
	return o
}

func (b *builder) option(arm int) Option {
	o := b.plain(arm)
	o.Events, o.Cloud = b.events(arm), b.cloud(arm)
	if b.result.Traced {
		o.Path, o.Held, o.Reach = b.path(arm), b.held(arm), b.reach(arm)
	}
	if arm == sim.Baseline {
		return o
	}
	o.Harm = b.differences(arm, sim.Baseline)
	o.Front = b.fronts(arm)
	o.Pairs, o.Stranded = b.pairs(arm, sim.Baseline), b.stranded(arm, sim.Baseline)
	if b.result.Traced {
		o.Ledger = b.ledger(arm, sim.Baseline)
		o.Upstream = b.upstream(arm, sim.Baseline)
		o.Carried = b.carried(arm, sim.Baseline)
	}
	if arm == sim.DoNothing {
		return o
	}
	o.Gain = b.differences(arm, sim.DoNothing)
	o.GainPairs, o.GainStranded = b.pairs(arm, sim.DoNothing), b.stranded(arm, sim.DoNothing)
	o.Returns = b.returns(arm, sim.DoNothing)
	if b.result.Traced {
		o.GainLedger = b.ledger(arm, sim.DoNothing)
		o.GainUpstream = b.upstream(arm, sim.DoNothing)
		o.GainCarried = b.carried(arm, sim.DoNothing)
	}
	return o
}

// paying tells which external segments' orders have a value: all, when none has.
func paying(m *sim.Model) []bool {
	pays := make([]bool, m.External())
	for i := range m.Streams {
		if m.Streams[i].Value > 0 && m.Streams[i].Segment < len(pays) {
			pays[m.Streams[i].Segment] = true
		}
	}
	for i := range pays {
		pays[i] = pays[i] || m.Segments[i].PaysPerYear > 0
	}
	if !slices.Contains(pays, true) {
		for i := range pays {
			pays[i] = true
		}
	}
	return pays
}

// values estimates every metric of one arm.
func (b *builder) values(arm int) Outcomes {
	o := b.outcomes(func(read func(arm int) sample) Estimate { return level(read(arm), b.seed) })
	for s, row := range o.Customers {
		bounded(metricsOf(b.segmentMeasures(s)), row)
	}
	bounded(CustomerMetrics(), o.Paying)
	for _, row := range o.Accounts {
		bounded(AccountMetrics(), row)
	}
	for _, row := range o.Agreements {
		bounded(AgreementMetrics(), row)
	}
	for _, row := range o.Departments {
		bounded(DepartmentMetrics(), row)
	}
	for _, row := range o.Suppliers {
		bounded(SupplierMetrics(), row)
	}
	return o
}

// bounded keeps the ranges of values inside what is possible: no count, time or
// share is below zero, no share above one. Money may be anything.
func bounded(metrics []Metric, row []Estimate) {
	for i := range row {
		e := &row[i]
		if metrics[i].Unit == Money {
			continue
		}
		e.Low = max(e.Low, 0)
		if metrics[i].Unit == Share {
			e.High = min(e.High, 1)
		}
	}
}

// differences estimates every metric of one arm minus another, paired.
func (b *builder) differences(arm, against int) *Outcomes {
	same := b.identical(arm, against)
	o := b.outcomes(func(read func(arm int) sample) Estimate {
		return difference(read(arm), read(against), same, b.seed)
	})
	return &o
}

// outcomes applies an estimator to every metric; read gives the metric's
// sample in an arm.
func (b *builder) outcomes(apply func(read func(arm int) sample) Estimate) Outcomes {
	var o Outcomes
	for s := range b.model.External() {
		o.Customers = append(o.Customers, each(b, b.segmentMeasures(s), apply,
			func(i, arm int) *segment { return &b.world(i, arm).Segments[s] }))
	}
	o.Paying = each(b, customerMeasures, apply, func(i, arm int) *segment { return &b.together[i][arm] })
	for s := range b.model.External() {
		for a := range b.model.Segments[s].Accounts {
			o.Accounts = append(o.Accounts, each(b, accountMeasures, apply,
				func(i, arm int) *account { return &b.world(i, arm).Segments[s].Accounts[a] }))
		}
	}
	for a := range b.model.Agreements {
		o.Agreements = append(o.Agreements, each(b, agreementMeasures, apply,
			func(i, arm int) *agreement { return &b.world(i, arm).Agreements[a] }))
	}
	for d := range b.model.Departments {
		o.Departments = append(o.Departments, each(b, departmentMeasures, apply,
			func(i, arm int) *department { return &b.world(i, arm).Departments[d] }))
	}
	for s := range b.model.Suppliers {
		o.Suppliers = append(o.Suppliers, each(b, supplierMeasures, apply,
			func(i, arm int) *supplier { return &b.world(i, arm).Suppliers[s] }))
	}
	o.Money = each(b, moneyMeasures, apply, b.world)
	return o
}

// world is one arm in one replication.
func (b *builder) world(replication, arm int) *world { return &b.result.Worlds[replication][arm] }

func each[T any](b *builder, measures []measure[T], apply func(func(int) sample) Estimate, of func(replication, arm int) *T) []Estimate {
	estimates := make([]Estimate, len(measures))
	for i := range measures {
		m := &measures[i]
		estimates[i] = apply(func(arm int) sample { return read(b, arm, m, of) })
	}
	return estimates
}

// read takes one metric out of every replication of an arm.
func read[T any](b *builder, arm int, m *measure[T], of func(replication, arm int) *T) sample {
	var s sample
	for i := range b.result.Worlds {
		part := of(i, arm)
		s.num = append(s.num, m.num(b.days, part))
		if m.den != nil {
			s.den = append(s.den, m.den(b.days, part))
		}
	}
	return s
}

// identical tells that two arms are equal to the bit in every replication, and
// that no random or conditional effect which one of them has could have made
// them differ in another.
func (b *builder) identical(arm, against int) bool {
	for i := range b.model.Effects {
		e := &b.model.Effects[i]
		chancy := e.When.Random || e.When.Condition != nil
		if chancy && e.Arms[arm] != e.Arms[against] {
			return false
		}
	}
	for i := range b.result.Worlds {
		if !equal(&b.result.Worlds[i][arm], &b.result.Worlds[i][against]) {
			return false
		}
	}
	return true
}

// equal compares everything that two worlds counted.
func equal(a, b *world) bool {
	return a.Cost == b.Cost && slices.Equal(a.Suppliers, b.Suppliers) && slices.Equal(a.Agreements, b.Agreements) &&
		slices.EqualFunc(a.Segments, b.Segments, equalSegments) &&
		slices.EqualFunc(a.Departments, b.Departments, equalDepartments)
}

func equalSegments(a, b segment) bool {
	return a.Orders == b.Orders && a.Delivered == b.Delivered && a.OnTime == b.OnTime && a.Late == b.Late &&
		a.Lost == b.Lost && a.Unfinished == b.Unfinished && a.Defective == b.Defective && a.Left == b.Left && a.Asked == b.Asked && a.Again == b.Again && a.Leaving == b.Leaving && a.Machines == b.Machines && a.Paid == b.Paid && slices.Equal(a.Accounts, b.Accounts) && slices.Equal(a.Counted, b.Counted) &&
		a.LeadTime == b.LeadTime && a.Lateness == b.Lateness && a.Revenue == b.Revenue && a.LostValue == b.LostValue && a.OpenValue == b.OpenValue && a.LateValue == b.LateValue && a.Penalties == b.Penalties &&
		slices.Equal(a.Open, b.Open) && slices.Equal(a.Overdue, b.Overdue)
}

func equalDepartments(a, b department) bool {
	return a.Steps == b.Steps && a.Reworked == b.Reworked && a.Busy == b.Busy && a.Capacity == b.Capacity &&
		a.Waited == b.Waited && a.Turnaround == b.Turnaround && a.Mistakes == b.Mistakes &&
		a.Freeing == b.Freeing && a.Freed == b.Freed && a.Stocked == b.Stocked &&
		slices.Equal(a.FlowWork, b.FlowWork) && slices.Equal(a.FlowRework, b.FlowRework) && a.LostWork == b.LostWork &&
		a.Left == b.Left && a.PayCents == b.PayCents && a.SpentCents == b.SpentCents && a.Travelled == b.Travelled && slices.Equal(a.Backlog, b.Backlog)
}
