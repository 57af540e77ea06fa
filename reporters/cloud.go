package reporters

// Cloud holds what every replication of an option came to, as the estimates
// summarise it: for pictures of the spread. What has nothing to divide by is NaN.
type Cloud struct {
	Customers [][][]float64 // [segment][metric][replication]
	Paying    [][]float64   // [metric][replication]: the paying segments together
	Money     [][]float64   // [metric][replication]
}

func (b *builder) cloud(arm int) *Cloud {
	c := &Cloud{
		Paying: singly(b, customerMeasures, arm, func(i, arm int) *segment { return &b.together[i][arm] }),
		Money:  singly(b, moneyMeasures, arm, b.world),
	}
	for s := range b.model.External() {
		c.Customers = append(c.Customers, singly(b, b.segmentMeasures(s), arm,
			func(i, arm int) *segment { return &b.world(i, arm).Segments[s] }))
	}
	return c
}

// singly reads every metric of every replication by itself.
func singly[T any](b *builder, measures []measure[T], arm int, of func(replication, arm int) *T) [][]float64 {
	values := make([][]float64, len(measures))
	for i := range measures {
		s := read(b, arm, &measures[i], of)
		for r := range s.den {
			s.num[r] /= s.den[r]
		}
		values[i] = s.num
	}
	return values
}
