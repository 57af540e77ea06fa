package reporters

// Returns are what a response brings for what it costs, against doing nothing or
// against what else it is compared with.
type Returns struct {
	// Avoided is the harm avoided in the days counted: the revenue that it brings
	// back, less what more pieces cost. Kept is what customers who stay because of
	// it pay for being there in one year beyond.
	Avoided, Kept Estimate
	// Spent is what the response costs, with what staff cost more (or less) for it.
	// Avoided less Spent is the gain in what is left over.
	Spent Estimate
	// PerUnit is Avoided for each unit of Spent, WithKept that of Avoided and Kept
	// together: ratios of sums with replications as clusters. They are Undefined
	// where the response is Free or CostUnclear.
	PerUnit, WithKept Estimate
	// Free says that it costs nothing, or saves; CostUnclear that its cost cannot be
	// told from nothing.
	Free, CostUnclear bool
}

// returns takes a response's costs and what it brings, replication by replication.
func (b *builder) returns(arm, against int) *Returns {
	n := len(b.result.Worlds)
	avoided, kept, spent, both, zeros := make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n)
	nonZero := 0
	var least, most float64
	for i := range n {
		here, there := b.world(i, arm), b.world(i, against)
		avoided[i] = revenue(here) - purchases(here) - (revenue(there) - purchases(there))
		kept[i] = beyond(b.days, there) - beyond(b.days, here)
		spent[i] = money(here.Cost) + pay(here) - (money(there.Cost) + pay(there))
		both[i] = avoided[i] + kept[i]
		if spent[i] != 0 {
			nonZero++
		}
		least, most = min(least, spent[i]), max(most, spent[i])
	}
	same := b.identical(arm, against)
	over := func(values []float64) Estimate {
		return difference(sample{num: values}, sample{num: zeros}, same, b.seed)
	}
	r := &Returns{Avoided: over(avoided), Kept: over(kept), Spent: over(spent)}
	switch {
	case nonZero == 0 || most == 0:
		r.Free = true
	case least < 0 && !(r.Spent.Clear() && r.Spent.Mean > 0):
		r.Free = r.Spent.Clear()
		r.CostUnclear = !r.Free
	}
	r.PerUnit, r.WithKept = Estimate{Certainty: Undefined, Replications: n}, Estimate{Certainty: Undefined, Replications: n}
	if !r.Free && !r.CostUnclear {
		r.PerUnit = level(sample{avoided, spent}, b.seed)
		r.WithKept = level(sample{both, spent}, b.seed)
	}
	return r
}
