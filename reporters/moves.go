package reporters

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"

	"ripple/sim"
)

// Move says how a number from inside the organisation goes up and down with what
// customers feel, from day to day, when nobody responds.
type Move struct {
	// Customers is the segment, by its orders overdue (open, where nothing is
	// promised: Overdue is false).
	Customers int
	Overdue   bool
	// Department or Agreement is whose number it is; the other is −1.
	Department, Agreement int
	Metric                Metric
	// Same is the correlation on the same day, −1 to 1.
	Same Estimate
	// Before is the strongest correlation with what customers feel Days working days
	// later, of 1 to 5 of them, where it is clear and stronger than that of the same
	// day; its range holds for all five at once. Days is 0 where there is none.
	Before Estimate
	Days   int
}

// What a correlation must rest on.
const (
	fewestClusters = 4  // replications
	fewestDays     = 20 // working days of each
	furthest       = 5  // working days ahead that are looked at
)

// dayMeasure is a number of a department or an agreement day by day. A day on which
// there is nothing to divide by has none: NaN.
type dayMeasure struct {
	Metric
	of func(t *timeline, w *world, at, day int) float64
}

func ratio(num, den float64) float64 {
	if den == 0 {
		return math.NaN()
	}
	return num / den
}

func daily(num, den func(*sim.DayResult) float64) func(*timeline, *world, int, int) float64 {
	return func(_ *timeline, w *world, at, day int) float64 {
		days := w.Departments[at].Days
		switch {
		case day >= len(days):
			return math.NaN()
		case den == nil:
			return num(&days[day])
		}
		return ratio(num(&days[day]), den(&days[day]))
	}
}

// departmentDays are the numbers of departments that are followed day by day.
func departmentDays() []dayMeasure {
	pick := func(key string) Metric { return departmentMeasures[position(DepartmentMetrics(), key)].Metric }
	steps := func(d *sim.DayResult) float64 { return float64(d.Steps) }
	return []dayMeasure{
		{pick("backlog"), func(t *timeline, w *world, at, day int) float64 { return t.perDay(w.Departments[at].Backlog, day) }},
		{pick("steps"), daily(steps, nil)},
		{Metric{"work_hours", "work finished", "hours of work in the steps that ended on the day", Hours, 0}, daily(func(d *sim.DayResult) float64 { return hours(d.Busy) }, nil)},
		{pick("waiting_hours"), daily(func(d *sim.DayResult) float64 { return hours(d.Waited) }, steps)},
		{pick("turnaround_hours"), daily(func(d *sim.DayResult) float64 { return hours(d.Turnaround) }, steps)},
		{pick("rework_share"), daily(func(d *sim.DayResult) float64 { return float64(d.Reworked) }, steps)},
	}
}

// agreementDays is the share that was in time of what was judged on a day.
func agreementDays() dayMeasure {
	return dayMeasure{agreementMeasures[0].Metric, func(_ *timeline, w *world, at, day int) float64 {
		if at >= len(w.AgreementDays) || day >= len(w.AgreementDays[at]) {
			return math.NaN()
		}
		a := &w.AgreementDays[at][day]
		return ratio(float64(a.Met), float64(a.Counted))
	}}
}

// moves correlates every number from inside with every segment's outcome; those
// that hardly vary are left out.
func (b *builder) moves() []Move {
	var found []Move
	for s := range b.model.External() {
		overdue := b.anyOverdue(s)
		outcome := b.series(func(t *timeline, w *world, at, day int) float64 {
			if overdue {
				return t.perDay(w.Segments[at].Overdue, day)
			}
			return t.perDay(w.Segments[at].Open, day)
		}, s)
		add := func(m dayMeasure, department, agreement, at int) {
			move := Move{Customers: s, Overdue: overdue, Department: department, Agreement: agreement, Metric: m.Metric}
			move.relate(b.series(m.of, at), outcome)
			if move.Same.Certainty != Undefined {
				found = append(found, move)
			}
		}
		for d := range b.model.Departments {
			for _, m := range departmentDays() {
				add(m, d, -1, d)
			}
		}
		for a := range b.model.Agreements {
			add(agreementDays(), -1, a, a)
		}
	}
	return found
}

func (b *builder) anyOverdue(segment int) bool {
	for i := range b.result.Worlds {
		for _, v := range b.world(i, sim.DoNothing).Segments[segment].Overdue {
			if v > 0 {
				return true
			}
		}
	}
	return false
}

// series reads a number on the counted working days of every replication when
// nobody responds, and takes the weekday's mean off it.
func (b *builder) series(of func(*timeline, *world, int, int) float64, at int) [][]float64 {
	all := make([][]float64, len(b.result.Worlds))
	for i := range all {
		w := b.world(i, sim.DoNothing)
		var values []float64
		var weekdays []int
		for day := b.days.first; day < b.days.past; day++ {
			if b.days.working(day) {
				values = append(values, of(b.days, w, at, day))
				weekdays = append(weekdays, day%7)
			}
		}
		withoutWeekdays(values, weekdays)
		all[i] = values
	}
	return all
}

// withoutWeekdays takes off each value the mean of its weekday, over the days
// that have a value.
func withoutWeekdays(values []float64, weekdays []int) {
	var sum, n [7]float64
	for i, v := range values {
		if !math.IsNaN(v) {
			sum[weekdays[i]] += v
			n[weekdays[i]]++
		}
	}
	for i, w := range weekdays {
		if n[w] > 0 {
			values[i] -= sum[w] / n[w]
		}
	}
}

// relate fills in the correlations of two sets of series, one a replication.
func (m *Move) relate(metric, outcome [][]float64) {
	m.Same = correlation(metric, outcome, 0, Confidence)
	const each = 1 - (1-Confidence)/furthest // Bonferroni: five looks, one chance in twenty
	for lag := 1; lag <= furthest; lag++ {
		e := correlation(metric, outcome, lag, each)
		if e.Clear() && math.Abs(e.Mean) > max(math.Abs(m.Same.Mean), math.Abs(m.Before.Mean)) {
			m.Before, m.Days = e, lag
		}
	}
}

// correlation is that of a metric with the outcome so many days later: Pearson's
// within each replication, then the mean of Fisher's z = artanh r over
// replications with Student's interval, turned back. Days are never pooled: series
// with memory give each replication a correlation far from 0 by chance, but
// replications are independent, so that their mean is not (Bartlett, Some aspects of
// the time-correlation problem, 1935, on the spread of such correlations). Replications in which either hardly
// varies say nothing.
func correlation(metric, outcome [][]float64, lag int, confidence float64) Estimate {
	e := Estimate{Mean: math.NaN(), Low: math.NaN(), High: math.NaN(), Replications: len(metric), Certainty: Undefined}
	var zs []float64
	for i := range metric {
		if r := pearson(metric[i], outcome[i], lag); !math.IsNaN(r) {
			const most = 1 - 1e-9 // a perfect one has no z
			zs = append(zs, math.Atanh(max(-most, min(most, r))))
		}
	}
	e.NonZero = len(zs)
	if len(zs) == 0 {
		return e
	}
	n := float64(len(zs))
	mean := total(zs) / n
	e.Mean, e.Low, e.High, e.Certainty = math.Tanh(mean), math.Tanh(mean), math.Tanh(mean), TooRare
	if len(zs) < fewestClusters {
		return e
	}
	e.Certainty = Ranged
	for i := range zs {
		zs[i] -= mean
	}
	se, _ := spread(zs)
	half := distuv.StudentsT{Sigma: 1, Nu: n - 1}.Quantile(1-(1-confidence)/2) * se
	e.Low, e.High = math.Tanh(mean-half), math.Tanh(mean+half)
	return e
}

// pearson is the correlation of x with y lag places later, over the places that
// have both; NaN for too few of them, or where either is constant.
func pearson(x, y []float64, lag int) float64 {
	var n, sumX, sumY float64
	each := func(f func(a, b float64)) {
		for i := 0; i+lag < len(y) && i < len(x); i++ {
			if a, b := x[i], y[i+lag]; !math.IsNaN(a) && !math.IsNaN(b) {
				f(a, b)
			}
		}
	}
	each(func(a, b float64) { n, sumX, sumY = n+1, sumX+a, sumY+b })
	if n < fewestDays {
		return math.NaN()
	}
	var xx, yy, xy float64
	each(func(a, b float64) {
		a, b = a-sumX/n, b-sumY/n
		xx, yy, xy = xx+float64(a*a), yy+float64(b*b), xy+float64(a*b)
	})
	const nothing = 1e-18 // what rounding leaves of a constant
	if xx <= nothing*n || yy <= nothing*n {
		return math.NaN()
	}
	return xy / math.Sqrt(xx*yy)
}
