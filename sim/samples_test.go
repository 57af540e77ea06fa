package sim

import (
	"reflect"
	"testing"

	"pgregory.net/rapid"
)

// unsampled is a result without its samples.
func unsampled(r *Result) *Result {
	plain := *r
	plain.Worlds = make([][]World, len(r.Worlds))
	for i := range r.Worlds {
		plain.Worlds[i] = append([]World(nil), r.Worlds[i]...)
		for arm := range plain.Worlds[i] {
			plain.Worlds[i][arm].Samples = nil
		}
	}
	return &plain
}

// TestSamplesAgreeWithTheResult: sampling changes no number, and what samples say
// is the same whenever arms fork, and is what the result says: the sample of the
// end has counted all orders, and the mean of a day's backlogs is near the day's mean.
func TestSamplesAgreeWithTheResult(t *testing.T) {
	b := start(t)
	rapid.Check(t, func(t *rapid.T) {
		m := drawRecipe(t, allFeatures).model()
		every := rapid.SampledFrom([]Tick{7 * 60_000, 3_600_000, 5 * 3_600_000}).Draw(t, "every")
		sampled := run(t, b, m, Options{Sample: every})
		same(t, "sampled", run(t, b, m, Options{}), unsampled(sampled))
		same(t, "forked early", sampled, run(t, b, m, Options{Sample: every, EarlyFork: true}))
		skipped := rapid.Int64Range(0, m.Until/every).Draw(t, "skipped")
		later := run(t, b, m, Options{Sample: every, SampleFrom: skipped * every})
		for rep := range sampled.Worlds {
			for arm := range sampled.Worlds[rep] {
				checkSamples(t, m, &sampled.Worlds[rep][arm])
				want, got := *sampled.Worlds[rep][arm].Samples, later.Worlds[rep][arm].Samples
				want.From, want.Departments, want.Segments = skipped*every, skip(want.Departments, skipped), skip(want.Segments, skipped)
				if !reflect.DeepEqual(got, &want) {
					t.Fatalf("sampled later there are other samples: %s", differentSamples(got, &want))
				}
			}
		}
	})
}

// skip leaves out the samples of so many moments.
func skip[T any](rows [][]T, n Tick) [][]T {
	var rest [][]T
	for _, r := range rows {
		rest = append(rest, r[n:])
	}
	return rest
}

func checkSamples(t law, m *Model, w *World) {
	t.Helper()
	moments := int(m.Until/w.Samples.Every) + 1
	for d, rows := range w.Samples.Departments {
		if len(rows) != moments {
			t.Fatalf("%d samples of department %d instead of %d", len(rows), d, moments)
		}
		for i := range rows {
			r := &rows[i]
			if r.Working+r.Queued+r.Held+r.Blocked+r.Short+r.Aside != r.Backlog || r.Oldest < 0 || r.Busy < 0 {
				t.Fatalf("department %d at moment %d: %+v", d, i, *r)
			}
		}
	}
	for s, rows := range w.Samples.Segments {
		if len(rows) != moments {
			t.Fatalf("%d samples of segment %d instead of %d", len(rows), s, moments)
		}
		last, r := rows[moments-1], &w.Segments[s]
		if m.Until%w.Samples.Every == 0 && last.Placed != r.Orders {
			t.Fatalf("segment %d: %d placed by the last sample, %d in the result", s, last.Placed, r.Orders)
		}
		if last.Delivered > r.Delivered || last.Lost > r.Lost || last.Late > r.Late || last.OnTime > r.OnTime || last.Open < 0 || last.Overdue < 0 {
			t.Fatalf("segment %d: %+v, and in the result %+v", s, last, *r)
		}
		for i, row := range rows {
			if row.Open < row.Overdue || row.Overdue < 0 || row.Delivered < row.OnTime {
				t.Fatalf("segment %d at moment %d: %+v", s, i, row)
			}
		}
	}
}

// TestSampledBacklogIsTheDaysMean: sampled every minute, the backlogs of a day
// have nearly the mean that the result has.
func TestSampledBacklogIsTheDaysMean(t *testing.T) {
	b := start(t)
	rapid.Check(t, func(t *rapid.T) {
		m := drawRecipe(t, allFeatures).model()
		r := run(t, b, m, Options{Sample: 60_000, Replications: 1})
		for arm := range r.Worlds[0] {
			w := &r.Worlds[0][arm]
			for d := range w.Departments {
				rows, total, arrivals := w.Samples.Departments[d], Tick(0), int64(0)
				for i := range rows[:len(rows)-1] {
					total += Tick(rows[i].Backlog) * 60_000
				}
				for _, n := range rows[len(rows)-1].Came {
					arrivals += int64(n)
				}
				days := sum(w.Departments[d].Backlog)
				// A sample is off by at most the changes within its minute.
				if off := total - days; off > (2*arrivals+int64(rows[len(rows)-1].Backlog)+2)*60_000 || -off > (2*arrivals+int64(rows[len(rows)-1].Backlog)+2)*60_000 {
					t.Fatalf("department %d: %d item-ticks by samples, %d by days, with %d arrivals", d, total, days, arrivals)
				}
			}
		}
	})
}
