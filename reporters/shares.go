package reporters

import (
	"ripple/sim"
	"ripple/sim/calendar"
)

// Shares divide what goes wrong, when nobody responds, among the injects.
type Shares struct {
	// Exact says that every coalition of injects was played; otherwise each
	// replication adds the injects up in an order of its own.
	Exact   bool
	Injects []InjectShares
	// Paying is what all injects do together, to the paying customers: by the
	// positions in ShareMetrics. Customers is the same for each kind of customer.
	Paying    []Estimate
	Customers [][]Estimate
	// Interaction is the whole less what each inject does alone.
	Interaction []Estimate
	// Sentences say it in words.
	Sentences []string
}

// InjectShares is one inject's part in what goes wrong.
type InjectShares struct {
	Name, Text string
	Paying     Parts
	Customers  []Parts // by kind of customer
}

// Parts are estimates by the positions in ShareMetrics: what an inject does
// alone, what it adds when all the others are there, and its Shapley share:
// what it adds on average over all orders in which the injects can be added
// up. In every replication the shares add up to the whole.
type Parts struct {
	Alone, Last, Share []Estimate
}

// ShareMetrics lists what is divided among injects: differences to the case in
// which nothing goes wrong.
func ShareMetrics() []Metric {
	metrics := make([]Metric, len(harms))
	for i, h := range harms {
		metrics[i] = h.Metric
	}
	return metrics
}

// harm is an outcome at the customer that adds up exactly: an integer in every
// world, in units of which per make one of the metric's.
type harm struct {
	Metric
	per float64
	of  func(*sim.SegmentResult, *sim.Pairs) int64
}

// Positions in ShareMetrics.
const (
	harmNotOnTime = iota
	harmLost
	harmDelay
	harmRevenue
)

var harms = [...]harm{
	harmNotOnTime: {
		Metric{"not_on_time", "late or lost", "orders placed that were not delivered by the promised date: late, lost or unfinished", Count, -1}, 1,
		func(s *sim.SegmentResult, _ *sim.Pairs) int64 { return s.Orders - s.OnTime },
	},
	harmLost: {
		Metric{"abandoned", "lost orders", "orders given up by the customer, or ended as lost", Count, -1}, 1,
		func(s *sim.SegmentResult, _ *sim.Pairs) int64 { return s.Lost },
	},
	harmDelay: {
		Metric{"delay_hours", "delay", "hours from placing to delivery, summed over the orders delivered in both cases", Hours, -1}, float64(calendar.Hour),
		func(_ *sim.SegmentResult, p *sim.Pairs) int64 { return p.LeadTime },
	},
	harmRevenue: {
		Metric{"revenue", "revenue", "value of the orders delivered and what customers pay for being there, less penalties", Money, +1}, 100,
		func(s *sim.SegmentResult, _ *sim.Pairs) int64 { return s.Revenue + s.Paid },
	},
}

// harmed is how much worse a metric is in an arm than when nothing goes wrong,
// in one replication, summed over the kinds of customers that count.
func (b *builder) harmed(metric, replication, arm int, counts func(segment int) bool) int64 {
	here, there := b.world(replication, arm), b.world(replication, sim.Baseline)
	sum := int64(0)
	for s := range b.model.External() {
		if !counts(s) {
			continue
		}
		var pairs sim.Pairs
		if against := here.Against[sim.Baseline]; s < len(against) {
			pairs = against[s]
		}
		of := harms[metric].of
		sum += of(&here.Segments[s], &pairs) - of(&there.Segments[s], &sim.Pairs{})
	}
	return sum
}

// shares divides the harm of doing nothing; nil where nothing goes wrong. The
// result must have the arms of sim.Model.WithParts.
func (b *builder) shares(r *Report) *Shares {
	injects := b.model.Injects()
	if len(injects) == 0 {
		return nil
	}
	s := &Shares{Exact: len(injects) <= sim.MaxExactInjects, Injects: make([]InjectShares, len(injects))}
	for i, e := range injects {
		s.Injects[i].Name, s.Injects[i].Text = b.model.Effects[e].Name, b.model.Effects[e].Text
	}
	var interaction []Estimate
	s.Paying, interaction = b.divide(injects, func(k int) bool { return b.paying[k] }, func(i int) *Parts { return &s.Injects[i].Paying })
	s.Interaction = interaction
	for k := range b.model.External() {
		for i := range s.Injects {
			s.Injects[i].Customers = append(s.Injects[i].Customers, Parts{})
		}
		whole, _ := b.divide(injects, func(x int) bool { return x == k }, func(i int) *Parts { return &s.Injects[i].Customers[k] })
		s.Customers = append(s.Customers, whole)
	}
	s.Sentences = r.shareSentences(s)
	return s
}

// divide estimates every metric's parts for some kinds of customers, and gives
// the whole and what is left of it without what each inject does alone.
func (b *builder) divide(injects []int, counts func(segment int) bool, parts func(inject int) *Parts) (whole, interaction []Estimate) {
	n, replications := len(injects), len(b.result.Worlds)
	for metric := range harms {
		alone, last, share := make([]sample, n), make([]sample, n), make([]sample, n)
		var all, rest sample
		for rep := range replications {
			c := b.result.Coalitions(rep, func(arm int) int64 { return b.harmed(metric, rep, arm, counts) })
			scaled, by := c.Shares()
			everything := uint64(1)<<n - 1
			together := c.Value(everything)
			left := together
			per := harms[metric].per
			for i := range n {
				only := c.Value(1 << i)
				left -= only
				alone[i].num = append(alone[i].num, float64(only)/per)
				last[i].num = append(last[i].num, float64(together-c.Value(everything&^(1<<i)))/per)
				share[i].num = append(share[i].num, float64(scaled[i])/float64(by)/per)
			}
			all.num = append(all.num, float64(together)/per)
			rest.num = append(rest.num, float64(left)/per)
		}
		for i := range n {
			p := parts(i)
			p.Alone = append(p.Alone, level(alone[i], b.seed))
			p.Last = append(p.Last, level(last[i], b.seed))
			p.Share = append(p.Share, level(share[i], b.seed))
		}
		whole = append(whole, level(all, b.seed))
		interaction = append(interaction, level(rest, b.seed))
	}
	return whole, interaction
}
