package reporters

import (
	"math"
	"slices"

	"ripple/sim"
)

// Ledger says where hours were added, by department and cause. Its rows add up
// to Total.
type Ledger struct {
	// Rows are those that are not zero in every replication, the largest first.
	Rows []LedgerRow
	// Total is, for a comparison, the lead times here minus there, summed over
	// the orders delivered in both: a mean per replication.
	Total Estimate
}

// LedgerRow is one department and cause.
type LedgerRow struct {
	// Department is its index; the number of departments stands for the customers' own
	// side, and what is beyond for the suppliers.
	Department int
	Name       string
	Cause      sim.Cause
	Hours      Estimate
	// Segments are the parts of Hours.Mean by customer segment.
	Segments []float64
}

// TheirOwnSide names the time that passed with the customers themselves.
const TheirOwnSide = "customers"

// books is [segment][department][cause]: ticks.
type books = [][][sim.NumCauses]sim.Tick

// external leaves out internal work; nothing traced has no books at all.
func external(b books, n int) books { return b[:min(n, len(b))] }

// ledger subtracts the paths of one arm and another.
func (b *builder) ledger(arm, against int) *Ledger {
	return b.books(func(i int) books { return b.world(i, arm).Ledger[against] }, nil)
}

// path is where the time of delivered orders went, in hours per order.
func (b *builder) path(arm int) *Ledger {
	orders := make([]float64, len(b.result.Worlds))
	for i := range orders {
		for s := range b.model.External() {
			orders[i] += float64(b.world(i, arm).Segments[s].Delivered)
		}
	}
	return b.books(func(i int) books { return b.world(i, arm).Path }, orders)
}

// books estimates each department's and cause's hours: per replication, or per
// order when den counts orders.
func (b *builder) books(of func(replication int) books, den []float64) *Ledger {
	n := len(b.result.Worlds)
	ledger := &Ledger{}
	sum := sample{num: make([]float64, n), den: den}
	for d := range len(b.model.Departments) + 1 + len(b.model.Suppliers) {
		for c := sim.Cause(0); c < sim.NumCauses; c++ {
			row, s := b.row(of, d, c, den)
			for i, v := range s.num {
				sum.num[i] += v
			}
			if row.Hours.NonZero > 0 {
				ledger.Rows = append(ledger.Rows, row)
			}
		}
	}
	ledger.Total = level(sum, b.seed)
	slices.SortStableFunc(ledger.Rows, func(x, y LedgerRow) int {
		switch a, b := math.Abs(x.Hours.Mean), math.Abs(y.Hours.Mean); {
		case a > b:
			return -1
		case a < b:
			return 1
		}
		return 0
	})
	return ledger
}

func (b *builder) row(of func(int) books, d int, c sim.Cause, den []float64) (LedgerRow, sample) {
	row := LedgerRow{Department: d, Name: TheirOwnSide, Cause: c, Segments: make([]float64, b.model.External())}
	if n := len(b.model.Departments); d < n {
		row.Name = b.model.Departments[d].Name
	} else if d > n {
		row.Name = b.model.Suppliers[d-n-1].Name
	}
	s := sample{num: make([]float64, len(b.result.Worlds)), den: den}
	for i := range s.num {
		var ticks sim.Tick
		for segment, departments := range external(of(i), len(row.Segments)) {
			if d < len(departments) {
				ticks += departments[d][c]
				row.Segments[segment] += hours(departments[d][c])
			}
		}
		s.num[i] = hours(ticks)
	}
	below := float64(len(s.num))
	if den != nil {
		below = total(den)
	}
	for segment := range row.Segments {
		row.Segments[segment] /= below
	}
	row.Hours = level(s, b.seed)
	return row, s
}
