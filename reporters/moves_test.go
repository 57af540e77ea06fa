package reporters

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"ripple/sim"
	"ripple/sim/calendar"
)

// remembering is a series of n working days with memory phi, x = phi·x' + e,
// begun in its steady state, on top of a pattern over the week.
func remembering(rng *rand.Rand, n int, phi float64) []float64 {
	week := [5]float64{3, 1, 0, -1, 2}
	values := make([]float64, n)
	x := rng.NormFloat64() / math.Sqrt(1-phi*phi)
	for i := range values {
		values[i] = x + week[i%5]
		x = phi*x + rng.NormFloat64()
	}
	return values
}

// related correlates sets of replications × days made by two sources, with the
// weekday pattern removed.
func related(replications, n int, make func() (x, y []float64)) Move {
	var xs, ys [][]float64
	weekdays := weekdaysOf(n)
	for range replications {
		x, y := make()
		withoutWeekdays(x, weekdays)
		withoutWeekdays(y, weekdays)
		xs, ys = append(xs, x), append(ys, y)
	}
	var m Move
	m.relate(xs, ys)
	return m
}

func weekdaysOf(n int) []int {
	days := make([]int, n)
	for i := range days {
		days[i] = i % 5
	}
	return days
}

// TestIndependentSeriesWithMemoryAreRelatedAtFivePercent: of 2,000 data sets without any
// relation the share that comes out as related on the same day lies within four standard errors of a
// binomial share around 5 %, sqrt(0.05 × 0.95 / 2000) = 0.49 points: 3.05 % to
// 6.95 %, for every memory and number of replications; and no more than 5 % and the same
// tolerance as moving ahead. Pooled over days it would be far more.
func TestIndependentSeriesWithMemoryAreRelatedAtFivePercent(t *testing.T) {
	const sets, days = 2000, 85
	tolerance := 4 * math.Sqrt(0.05*0.95/sets)
	for _, replications := range []int{4, 8, 20} {
		for _, phi := range []float64{0, 0.5, 0.9} {
			seed := uint64(1000*replications) + uint64(100*phi)
			rng := rand.New(rand.NewPCG(seed, 11))
			same, ahead := 0, 0
			for range sets {
				m := related(replications, days, func() (x, y []float64) {
					return remembering(rng, days, phi), remembering(rng, days, phi)
				})
				if m.Same.Clear() {
					same++
				}
				if m.Days > 0 {
					ahead++
				}
			}
			share, before := float64(same)/sets, float64(ahead)/sets
			t.Logf("seed %d, %d replications, memory %.1f: related in %.2f %%, ahead in %.2f %%", seed, replications, phi, 100*share, 100*before)
			if math.Abs(share-0.05) > tolerance || before > 0.05+tolerance {
				t.Errorf("seed %d, %d replications, memory %.1f: related in %.2f %% of sets without any relation, ahead in %.2f %%", seed, replications, phi, 100*share, 100*before)
			}
		}
	}
}

// TestPlantedRelationIsFound: with a correlation of 0.5 between the shocks of two
// series the correlation of the series is 0.5 as well; three days earlier, it is
// found three days ahead.
func TestPlantedRelationIsFound(t *testing.T) {
	const days, replications, lag = 85, 20, 3
	for _, shift := range []int{0, lag} {
		rng := rand.New(rand.NewPCG(7, uint64(shift)))
		m := related(replications, days, func() (x, y []float64) {
			a, b := remembering(rng, days+shift, 0.5), remembering(rng, days+shift, 0.5)
			for i := range b {
				b[i] = 0.5*a[i] + math.Sqrt(0.75)*b[i]
			}
			return a[shift:], b[:days]
		})
		found := m.Same
		if shift > 0 {
			found = m.Before
			if m.Days != shift {
				t.Errorf("planted %d days ahead, found %d", shift, m.Days)
			}
		}
		if !found.Clear() || found.Low > 0.5 || found.High < 0.4 {
			t.Errorf("shift %d: found %+v", shift, found)
		}
	}
}

// TestWeekdaysAloneRelateNothing: two series that only have the week in common have
// nothing left to correlate.
func TestWeekdaysAloneRelateNothing(t *testing.T) {
	m := related(10, 60, func() (x, y []float64) {
		for i := range 60 {
			x, y = append(x, float64(i%5)), append(y, float64(3*(i%5)))
		}
		return x, y
	})
	if m.Same.Certainty != Undefined || m.Same.NonZero != 0 {
		t.Errorf("got %+v", m.Same)
	}
}

// TestCorrelationByHand: x = 1, 2, 3, 4 and y = 1, 3, 2, 4 have covariance 4/4 and
// variances 5/4: r = 0.8. Repeated to have days enough it stays; three replications are
// too few to say, and six of which one says nothing count as five.
func TestCorrelationByHand(t *testing.T) {
	var x, y []float64
	for range 5 {
		x, y = append(x, 1, 2, 3, 4), append(y, 1, 3, 2, 4)
	}
	if r := pearson(x, y, 0); math.Abs(r-0.8) > 1e-12 {
		t.Errorf("r = %v", r)
	}
	if r := pearson(x, y, 1); !math.IsNaN(r) {
		t.Errorf("nineteen days gave %v", r)
	}
	few := correlation([][]float64{x, x, x}, [][]float64{y, y, y}, 0, Confidence)
	if few.Certainty != TooRare || few.Clear() || math.Abs(few.Mean-0.8) > 1e-12 {
		t.Errorf("three replications: %+v", few)
	}
	e := correlation([][]float64{x, y, x, y, x, x}, [][]float64{y, x, y, x, y, make([]float64, len(y))}, 0, Confidence)
	if !e.Clear() || e.NonZero != 5 || e.Replications != 6 || math.Abs(e.Mean-0.8) > 1e-12 {
		t.Errorf("six replications: %+v", e)
	}
}

// TestSeriesAreReadDayByDay: closed days are left out, a day without steps has no
// mean, and a result without days has backlogs only.
func TestSeriesAreReadDayByDay(t *testing.T) {
	r := synthetic(6)
	for i := range r.Worlds {
		w := &r.Worlds[i][sim.DoNothing]
		for d := range w.Departments {
			days := make([]sim.DayResult, len(r.Model.Dates))
			for day := range days {
				if day%3 > 0 { // every third day nothing ends
					days[day] = sim.DayResult{Steps: 2, Reworked: int64(day % 2), Busy: calendar.Hour, Waited: 3 * calendar.Hour, Turnaround: 5 * calendar.Hour}
				}
			}
			w.Departments[d].Days = days
		}
	}
	b := newBuilder(r)
	read := func(key string) []float64 {
		for _, m := range departmentDays() {
			if m.Key == key {
				var values []float64
				for day := b.days.first; day < b.days.first+6; day++ {
					values = append(values, m.of(b.days, b.world(0, sim.DoNothing), 1, day))
				}
				return values
			}
		}
		t.Fatalf("no %s", key)
		return nil
	}
	// The first counted day is the eighth, day%3 = 1.
	for key, want := range map[string][]float64{
		"steps": {2, 2, 0, 2, 2, 0}, "work_hours": {1, 1, 0, 1, 1, 0},
		"waiting_hours": {1.5, 1.5, math.NaN(), 1.5, 1.5, math.NaN()}, "turnaround_hours": {2.5, 2.5, math.NaN(), 2.5, 2.5, math.NaN()},
		"rework_share": {0.5, 0, math.NaN(), 0, 0.5, math.NaN()},
	} {
		got := read(key)
		for i := range want {
			if got[i] != want[i] && !(math.IsNaN(got[i]) && math.IsNaN(want[i])) {
				t.Errorf("%s: %v, want %v", key, got, want)
				break
			}
		}
	}
	if n := len(b.series(departmentDays()[0].of, 0)[0]); n != 44 {
		t.Errorf("%d working days in 60 days from a Monday", n)
	}
	// Procurement's backlog comes and goes a week before consumers' overdue orders do.
	moves := b.moves()
	backlog := func(m Move) bool { return m.Customers == 0 && m.Department == 1 && m.Metric.Key == "backlog" }
	if at := slices.IndexFunc(moves, backlog); at < 0 || moves[at].Days != 5 || moves[at].Before.Mean < 0.8 {
		t.Errorf("procurement's backlog and overdue consumers: %v", moves)
	}
	for _, m := range moves {
		if m.Department == 0 && m.Metric.Key == "backlog" || m.Customers == 1 && m.Overdue {
			t.Errorf("nothing varies here: %+v", m)
		}
	}
}
