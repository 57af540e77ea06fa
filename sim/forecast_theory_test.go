package sim

import (
	"math"
	"testing"

	"ripple/sim/calendar"
	"ripple/sim/draw"
)

// pipeline is a shop in which 300 orders come, one a minute from minute 1 on, and each
// is for a random time at something by itself: nobody waits for anybody.
type pipeline struct {
	name string
	set  func(s *shop, d draw.Dist)
	// dist is drawn by the purpose for each order; what is after it takes so many minutes.
	purpose draw.Purpose
	after   float64
	ordinal uint16
}

const pipelineOrders = 300

// pipelines are what an order can be at when a forecast begins.
func pipelines() []pipeline {
	return []pipeline{
		{"work", func(s *shop, d draw.Dist) { s.Steps[0].Work = d }, draw.Work, 10, 0},
		{"wait", func(s *shop, d draw.Dist) { s.Steps[0].Wait = d }, draw.Wait, 10, 0},
		{"answer", func(s *shop, d draw.Dist) { s.Steps[0].Wait, s.Steps[0].Reply = d, &Reply{Missing: -1} }, draw.Wait, 10, 0},
		{"supplier", func(s *shop, d draw.Dist) {
			s.Suppliers = []Supplier{{Name: "smith", LeadTime: d, Delivery: fixed(5)}}
			s.Steps[0].Supply = &Supply{}
		}, draw.Supplier, 15, 1},
		{"shipment", func(s *shop, d draw.Dist) {
			s.Suppliers = []Supplier{{Name: "smith", LeadTime: fixed(0), Delivery: d}}
			s.Steps[0].Supply = &Supply{}
		}, draw.Supplier, 10, 2},
		{"delivery", func(s *shop, d draw.Dist) { s.Steps[0].Outcomes[0].Next[0].Handoff = d.AtLeast(60_000) }, draw.Handoff, 0, 0},
		{"handoff", func(s *shop, d draw.Dist) {
			s.step("pack", 1, 0)
			s.lead("make", 0, "pack")
			s.Steps[0].Outcomes[0].Next[0].Handoff = d.AtLeast(60_000)
		}, draw.Handoff, 10, 0},
		{"patience", func(s *shop, d draw.Dist) {
			s.Departments[0].Teams[0].Calendar = s.open(19*1440, 20*1440) // nobody is there
			s.Steps[0].Work = fixed(1)
			s.Streams[0].PatienceRandom = d
		}, draw.Leave, 0, 1},
	}
}

// TestForecastsHaveTheirClosedForm: an order that has been at something for e minutes is
// still there t later with probability S(e + t)/S(e), whatever it was drawn to be in the
// replication lived in: the mean number of open orders is the sum of these over the orders
// that are at it when the forecast begins. S is 1 − F, in closed form:
// exponential exp(−x/m); Erlang of two phases (1 + 2x/m)·exp(−2x/m); uniform
// (b − x)/(b − a); lognormal Φ(−log(x/median)/s).
func TestForecastsHaveTheirClosedForm(t *testing.T) {
	b := start(t)
	const m, cv = 300.0, 0.6
	sigma := math.Sqrt(math.Log(1 + cv*cv))
	for _, d := range []struct {
		name     string
		dist     draw.Dist
		survival func(x float64) float64
	}{
		{"exponential", must(draw.Exponential(m * 60_000)), func(x float64) float64 { return math.Exp(-x / m) }},
		{"erlang", must(draw.Erlang(2, m*60_000)), func(x float64) float64 { return (1 + 2*x/m) * math.Exp(-2*x/m) }},
		{"uniform", must(draw.Uniform(0, 2*m*60_000)), func(x float64) float64 { return max(0, 1-x/(2*m)) }},
		{"lognormal", must(draw.LognormalMeanCV(m*60_000, cv)), func(x float64) float64 {
			return math.Erfc((math.Log(max(x, 1e-9)/m)+sigma*sigma/2)/sigma/math.Sqrt2) / 2
		}},
	} {
		for _, p := range pipelines() {
			s := newShop(pipelineOrders, 1, "make", "pack")
			s.Departments[0].Teams[0].Staff, s.Departments[1].Teams[0].Staff = pipelineOrders, pipelineOrders
			s.step("make", 0, 0)
			p.set(s, d.dist)
			const from, later, worlds = pipelineOrders + 1.5, 200.0, 100
			f := &Forecast{From: minutes(from), Until: minutes(from + 2*later)}
			r := run(t, b, s.Model, Options{Forecast: f, First: 1, Replications: worlds, Sample: minutes(later), SampleFrom: minutes(from + p.after)})
			key := draw.NewKey(s.Seed, 0)
			want, variance := 0.0, 0.0
			for i := range uint64(pipelineOrders) {
				elapsed := from - float64(i+1)
				u := key.Uniform(orderItem(0, i), draw.At(0, 0, p.purpose, p.ordinal))
				if float64(d.dist.Ticks(u))/60_000 > elapsed {
					chance := d.survival(elapsed+later) / d.survival(elapsed)
					want, variance = want+chance, variance+chance*(1-chance)
				}
			}
			mean := 0.0
			for k := range r.Worlds {
				mean += float64(r.Worlds[k][0].Samples.Segments[0][1].Open) / worlds
			}
			if off := math.Abs(mean - want); off > 4*math.Sqrt(variance/worlds) || want < 10 {
				t.Errorf("%s %s: %.2f orders are open after %v minutes, want %.2f", d.name, p.name, mean, later, want)
			}
		}
	}
}

// TestForecastOfWhatHappensByChance: a system that is down, an effect in force, one that may
// come, a customer who may never answer, and the next order are drawn given what has
// been so far.
func TestForecastOfWhatHappensByChance(t *testing.T) {
	b := start(t)
	const day, worlds = 1440.0, 2000
	s := newShop(1, 1, "office")
	s.step("check", 0, 1)
	// Down from some moment on, for a uniform time of up to two days.
	y := s.needs("check", "erp")
	y.Up, y.Down = fixed(day), must(draw.Uniform(0, 2*day*60_000))
	// In force since noon of day 1, for a uniform time of two to six days.
	s.inject(0.5*day, 1, Change{Param: ParamWork, Target: 0, Op: Multiply, Value: 1})
	s.Effects[0].For, s.Effects[0].ForRandom = span{}, must(draw.Uniform(2*day*60_000, 6*day*60_000))
	// Comes with a chance of 0.6 at a moment of the first ten days.
	e := s.inject(0, 30, Change{Param: ParamWork, Target: 0, Op: Multiply, Value: 1})
	e.When = Trigger{Random: true, Chance: 0.6, AtRandom: must(draw.Uniform(0, 10*day*60_000))}
	// An order a uniform time of up to four days after another.
	s.Streams[0].Gap, s.Streams[0].Calendar = must(draw.Uniform(0, 4*day*60_000)), 0
	const from = 2 * day
	// The first seed with which the system is still down in the replication lived in and
	// the effect has not come.
	for ; ; s.Seed++ {
		key := draw.NewKey(s.Seed, 0)
		when, happens := s.triggered(key, 1)
		if y.Down.Ticks(key.Uniform(systemEntity(0), draw.At(0, 0, draw.FailFor, 0))) > minutes(day) && (!happens || when >= minutes(from)) {
			break
		}
	}
	at := 0.0 // of the last order
	for i := uint64(0); ; i++ {
		gap := float64(s.Streams[0].Gap.Ticks(draw.NewKey(s.Seed, 0).Uniform(orderItem(0, i), draw.At(0, 0, draw.Gap, 0)))) / 60_000
		if at+gap >= from {
			break
		}
		at += gap
	}
	r := run(t, b, s.Model, Options{
		Forecast: &Forecast{From: minutes(from), Until: minutes(from + 3*day), Arm: DoNothing}, First: 1, Replications: worlds,
		Sample: minutes(day / 2), SampleFrom: minutes(from),
	})
	var isDown, ends, comes, placed float64
	for k := range r.Worlds {
		w := r.Worlds[k][0].Samples
		isDown += float64(len(w.Departments[0][1].Down)) / worlds
		for _, e := range w.Effects {
			switch e.Effect {
			case 0:
				ends += float64(e.End) / 60_000 / worlds
			case 1:
				comes += 1.0 / worlds
				if e.Start < minutes(from) {
					t.Errorf("world %d: an effect that has not come came at %d", k, e.Start)
				}
			}
		}
		if w.Segments[0][1].Placed > w.Segments[0][0].Placed {
			placed += 1.0 / worlds
		}
	}
	// No order in half a day: S(e + day/2)/S(e), S(x) = 1 − x/4 days.
	since := (from - at) / day
	for _, c := range []struct {
		what              string
		got, want, spread float64
	}{
		{"the system is down half a day later", isDown, 0.5 / 1.0, 0.5},
		{"the end of the effect, minutes", ends, (0.5 + (2+6)/2.0) * day, 4 * day / math.Sqrt(12)},
		{"the effect comes", comes, 0.6 * 0.8 / (1 - 0.6*0.2), 0.5},
		{"an order within half a day", placed, 1 - (4-since-0.5)/(4-since), 0.5},
	} {
		if off := math.Abs(c.got - c.want); off > 4*c.spread/math.Sqrt(worlds) {
			t.Errorf("%s: %.3f, want %.3f", c.what, c.got, c.want)
		}
	}
}

// TestForecastOfAnAnswerThatMayNotCome: never with chance p, otherwise after a time of mean m;
// nothing has come for e minutes. It still comes with chance (1−p)·S(e)/(p + (1−p)·S(e)).
func TestForecastOfAnAnswerThatMayNotCome(t *testing.T) {
	b := start(t)
	const p, m, worlds, from = 0.3, 300.0, 200, pipelineOrders + 1.5
	s := newShop(pipelineOrders, 1, "office")
	s.Departments[0].Teams[0].Staff = pipelineOrders
	s.step("ask", 0, 0)
	s.Steps[0].Wait, s.Steps[0].Reply = must(draw.Exponential(m*60_000)), &Reply{Never: p, Missing: -1}
	r := run(t, b, s.Model, Options{
		Forecast: &Forecast{From: minutes(from), Until: 19 * calendar.CalendarDay}, First: 1, Replications: worlds,
		Sample: calendar.CalendarDay, SampleFrom: 18 * calendar.CalendarDay,
	})
	key, want, variance := draw.NewKey(s.Seed, 0), 0.0, 0.0
	for i := range uint64(pipelineOrders) {
		elapsed, item := from-float64(i+1), orderItem(0, i)
		never := key.Uniform(item, draw.At(0, 0, draw.Answer, 0)) < p
		if never || float64(s.Steps[0].Wait.Ticks(key.Uniform(item, draw.At(0, 0, draw.Wait, 0))))/60_000 > elapsed {
			chance := p / (p + (1-p)*math.Exp(-elapsed/m))
			want, variance = want+chance, variance+chance*(1-chance)
		}
	}
	mean := 0.0
	for k := range r.Worlds {
		mean += float64(r.Worlds[k][0].Samples.Segments[0][0].Open) / worlds
	}
	if math.Abs(mean-want) > 4*math.Sqrt(variance/worlds) || want < 50 {
		t.Errorf("%.2f are never answered, want %.2f", mean, want)
	}
}
