package sim

import (
	"reflect"
	"runtime"
	"testing"

	"pgregory.net/rapid"

	"ripple/sim/calendar"
)

// drawForecast lets rapid choose a forecast of a model, and how many replications ahead.
func drawForecast(t *rapid.T, m *Model) Options {
	f := &Forecast{
		From: rapid.Int64Range(1, m.Until-1).Draw(t, "from"), Lived: rapid.IntRange(0, 2).Draw(t, "lived"),
		Arm: rapid.IntRange(0, len(m.Arms)-1).Draw(t, "arm"),
	}
	return Options{Forecast: f, First: f.Lived + 1, Replications: 4, Sample: 20 * calendar.Minute}
}

// samplesUntil are the samples of moments up to a tick.
func samplesUntil(s *Samples, at Tick) *Samples {
	n := int((at-s.From)/s.Every) + 1
	c := &Samples{From: s.From, Every: s.Every}
	for _, rows := range s.Departments {
		c.Departments = append(c.Departments, rows[:min(n, len(rows))])
	}
	for _, rows := range s.Segments {
		c.Segments = append(c.Segments, rows[:min(n, len(rows))])
	}
	for _, e := range s.Effects {
		if e.Start < at {
			if e.End > at {
				e.End = Never
			}
			c.Effects = append(c.Effects, e)
		}
	}
	return c
}

// TestForecastsShareThePast: up to the moment from which they look ahead, all worlds of a
// forecast are the one lived in, to the bit; and their books balance.
func TestForecastsShareThePast(t *testing.T) {
	b := start(t)
	rapid.Check(t, func(t *rapid.T) {
		m := drawRecipe(t, allFeatures).model()
		o := drawForecast(t, m)
		o.Trace = rapid.Bool().Draw(t, "trace")
		from := o.Forecast.From
		lived := run(t, b, m, Options{First: o.Forecast.Lived, Replications: 1, Sample: o.Sample})
		r := run(t, b, m, o)
		if err := balanced(r); err != nil {
			t.Fatalf("%v", err)
		}
		want := samplesUntil(lived.Worlds[0][o.Forecast.Arm].Samples, from)
		for k := range r.Worlds {
			checkSamples(t, m, &r.Worlds[k][0])
			if got := samplesUntil(r.Worlds[k][0].Samples, from); !reflect.DeepEqual(got, want) {
				t.Fatalf("world %d has another past:\n%s", k, differentSamples(got, want))
			}
		}
	})
}

func differentSamples(got, want *Samples) string {
	a, b := &Result{Worlds: [][]World{{{Samples: got}}}}, &Result{Worlds: [][]World{{{Samples: want}}}}
	return difference(a, b)
}

// TestSameForecastHoweverItIsRun: how replications are grouped, how far agents work at once
// and how many processors there are changes nothing in a forecast.
func TestSameForecastHoweverItIsRun(t *testing.T) {
	b := start(t)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	rapid.Check(t, func(t *rapid.T) {
		m := drawRecipe(t, allFeatures).model()
		o := drawForecast(t, m)
		usual := run(t, b, m, o)
		for _, change := range []func(*Options){
			func(o *Options) { o.Batch, o.Groups = 1, 2 },
			func(o *Options) { o.Batch = 3 },
			func(o *Options) { o.window, o.stretch = 7*calendar.Minute, 11*calendar.Minute },
			func(o *Options) { o.window, o.stretch = m.End, calendar.CalendarDay },
			func(*Options) { runtime.GOMAXPROCS(1) },
			func(*Options) { runtime.GOMAXPROCS(8) },
		} {
			other := o
			change(&other)
			same(t, "run in another way", usual, run(t, b, m, other))
		}
	})
}

// TestForecastThatEndsEarly: it is a longer one, cut off.
func TestForecastThatEndsEarly(t *testing.T) {
	b := start(t)
	rapid.Check(t, func(t *rapid.T) {
		m := drawRecipe(t, allFeatures).model()
		o := drawForecast(t, m)
		whole := run(t, b, m, o)
		cut := *o.Forecast
		cut.Until = rapid.Int64Range(max(cut.From, m.From)+1, m.Until).Draw(t, "until")
		o.Forecast = &cut
		short := run(t, b, m, o)
		for k := range short.Worlds {
			got, want := samplesUntil(short.Worlds[k][0].Samples, cut.Until), samplesUntil(whole.Worlds[k][0].Samples, cut.Until)
			for s := range want.Segments { // what is placed later is not counted
				want.Segments[s] = want.Segments[s][:len(got.Segments[s])]
			}
			if !reflect.DeepEqual(got, want) {
				t.Fatalf("world %d goes another way:\n%s", k, differentSamples(got, want))
			}
		}
	})
}

// TestForecastFromTheBeginningIsARun: before anything has happened a forecast knows no more
// than a run does, and has its bits. (Pieces are ordered before anything else happens, by
// the chance of the replication lived in; and orders open at the start have waited already.)
func TestForecastFromTheBeginningIsARun(t *testing.T) {
	b := start(t)
	rapid.Check(t, func(t *rapid.T) {
		m := drawRecipe(t, allFeatures&^(withStocks|withSuppliers|withSubstitutes|withBacklog)).model()
		o := drawForecast(t, m)
		o.Forecast.From = 0
		ahead := run(t, b, m, o)
		plain := run(t, b, m, Options{First: o.First, Replications: o.Replications, Sample: o.Sample})
		for k := range plain.Worlds {
			got, want := ahead.Worlds[k][0], plain.Worlds[k][o.Forecast.Arm]
			for _, w := range []*World{&got, &want} {
				w.Against, w.Ledger, w.Upstream = World{}.Against, World{}.Ledger, World{}.Upstream
			}
			if !reflect.DeepEqual(got, want) {
				x, y := &Result{Worlds: [][]World{{got}}}, &Result{Worlds: [][]World{{want}}}
				t.Fatalf("world %d: %s", k, difference(x, y))
			}
		}
	})
}
