package reporters

import "ripple/sim"

// Pairs says of one customer segment how its orders ended here and in another
// option, order by order: a mean number per replication for each class, by the
// positions in PairMetrics.
type Pairs []Estimate

// PairMetrics lists what is reported of paired orders, in order. "Here" is the
// option at hand, "there" the one it is compared with. Every order is in one of
// the first seven classes.
func PairMetrics() []Metric { return metricsOf(pairMeasures) }

type pairs = sim.Pairs

func counted(key, label, about string, better int, of func(*pairs) int64) measure[pairs] {
	return measure[pairs]{
		Metric{key, label, about, Count, better},
		func(_ *timeline, p *pairs) float64 { return float64(of(p)) }, nil,
	}
}

func summed(key, label, about string, of func(*pairs) sim.Tick) measure[pairs] {
	return measure[pairs]{
		Metric{key, label, about, Hours, -1},
		func(_ *timeline, p *pairs) float64 { return hours(of(p)) }, nil,
	}
}

var pairMeasures = []measure[pairs]{
	counted("both", "delivered in both", "delivered here and there", 0, func(p *pairs) int64 { return p.Both }),
	counted("lost_here", "lost only here", "delivered there, lost here", -1, func(p *pairs) int64 { return p.LostHere }),
	counted("lost_there", "lost only there", "lost there, delivered here", +1, func(p *pairs) int64 { return p.LostThere }),
	counted("lost_both", "lost in both", "lost here and there", 0, func(p *pairs) int64 { return p.LostBoth }),
	counted("never_here", "never placed here", "placed there, never placed here", -1, func(p *pairs) int64 { return p.NeverHere }),
	counted("never_there", "never placed there", "placed here, never placed there", +1, func(p *pairs) int64 { return p.NeverThere }),
	counted("unfinished", "unfinished", "placed in both, still open at the end in one of them or both", -1, func(p *pairs) int64 { return p.Unfinished }),
	summed("lead_time_hours", "time added", "hours from placing to delivery, here minus there, summed over orders delivered in both", func(p *pairs) sim.Tick { return p.LeadTime }),
	summed("worse_hours", "by orders that took longer", "of these, the hours of orders that took longer here", func(p *pairs) sim.Tick { return p.Worse }),
	summed("better_hours", "by orders that took less", "of these, the (negative) hours of orders that took less here", func(p *pairs) sim.Tick { return p.Better }),
	counted("worse_orders", "took longer", "delivered in both, later here", -1, func(p *pairs) int64 { return p.WorseOrders }),
	counted("better_orders", "took less", "delivered in both, sooner here", +1, func(p *pairs) int64 { return p.BetterOrders }),
	counted("became_late", "became late", "delivered in both, on time there and late here", -1, func(p *pairs) int64 { return p.BecameLate }),
	counted("became_on_time", "became on time", "delivered in both, late there and on time here", +1, func(p *pairs) int64 { return p.BecameOnTime }),
	{
		Metric{"revenue", "revenue", "revenue of all orders, here minus there", Money, +1},
		func(_ *timeline, p *pairs) float64 { return money(p.Revenue) }, nil,
	},
}

// pairs estimates the classes of one arm against another, a row for each segment.
func (b *builder) pairs(arm, against int) []Pairs {
	rows := make([]Pairs, b.model.External())
	for s := range rows {
		rows[s] = each(b, pairMeasures,
			func(read func(int) sample) Estimate { return level(read(arm), b.seed) },
			func(i, arm int) *pairs {
				if against := b.world(i, arm).Against[against]; s < len(against) {
					return &against[s]
				}
				return &pairs{}
			})
	}
	return rows
}
