package tabletop

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"ripple/scenarios"
	"ripple/sim"
)

// Replications ahead of a forecast.
const (
	usualAhead = 40
	fewAhead   = 10
	mostAhead  = 500
	farthest   = 1000 // days
)

// Horizon says how a forecast is made.
type Horizon struct {
	// Replications is how many ways ahead are gone; 0: 40.
	Replications int
	// Days is how far; 0: as Settings say, otherwise to the end of the exercise.
	Days int
}

// outlook is a forecast that was asked for, from the present moment of a file.
type outlook struct {
	text     string // of the file, with the moment reached
	cancel   context.CancelFunc
	forecast *forecast // nil: it is being made, or was not to be had
	wrong    string    // why not
}

// forecast is what samples of many ways ahead say, by moment.
type forecast struct {
	replications          int
	moments               []sim.Tick
	overdue, onTime, lost [][]Fan // [segment][moment]
	backlog               [][]Fan // [department][moment]
}

// Forecast looks ahead from the present: it shows what may come when nobody does anything more
// and nothing else happens than what has begun, as it is for replications other than the one
// lived in. What is in progress is drawn anew, given how long it has lasted, and no inject is
// known that has not come, nor what a condition would bring. It is there until play goes on or
// anything that counts is done. That it was asked for is in the journal; what it says can be
// had again, to the bit.
func (s *Session) Forecast(ctx context.Context, h Horizon) error {
	look, err := s.AskForecast(ctx, h)
	if err != nil {
		return err
	}
	return look(ctx)
}

// AskForecast writes down that a forecast is asked for, and lets play stand. The caller
// calls look to make it, which takes a while: meanwhile the session goes on, and when
// something is done that the forecast would not know of, it is given up.
func (s *Session) AskForecast(ctx context.Context, h Horizon) (look func(context.Context) error, err error) {
	done, err := s.begin(ctx)
	if err != nil {
		return nil, err
	}
	defer done()
	if h.Replications == 0 {
		h.Replications = usualAhead
	}
	if h.Days == 0 {
		h.Days = s.forecastDays
	}
	st, m := s.state, s.course.Model
	until := min(s.scenario.Exercise.Ends, m.Until)
	if h.Days > 0 {
		until = min(until, m.Calendars[0].AddDays(st.Now, h.Days))
	}
	switch {
	case h.Replications < fewAhead || h.Replications > mostAhead:
		return nil, refuse("a forecast goes %d to %d ways ahead", fewAhead, mostAhead)
	case h.Days < 0 || h.Days > farthest:
		return nil, refuse("a forecast looks at most %d days ahead", farthest)
	case st.Ended || until <= st.Now:
		return nil, refuse("there is nothing left to look ahead to")
	case until <= m.From:
		return nil, refuse("no orders are counted before %s", m.When(m.From))
	case s.outlook != nil && s.outlook.forecast == nil && s.outlook.wrong == "":
		return nil, refuse("a forecast is being made")
	}
	p := st.foreseen()
	text, err := s.scenario.Script(p)
	if err != nil {
		return nil, &Refusal{err.Error()}
	}
	asked := []Event{{Kind: Foreseen, By: facilitator}}
	if st.Playing {
		asked = append(asked, Event{Kind: Paused, By: facilitator, Why: []string{"a forecast was asked for"}})
	}
	if err := s.add(ctx, asked...); err != nil {
		return nil, err
	}
	until = min(until, m.Until)
	making, cancel := context.WithCancel(context.Background())
	out := &outlook{text: text, cancel: cancel}
	s.show.Lock()
	s.forget()
	s.outlook = out
	s.tell()
	s.show.Unlock()
	return func(ctx context.Context) error {
		defer context.AfterFunc(ctx, cancel)()
		defer cancel()
		f, err := s.engine.ahead(making, st.Opening, text, len(p.Decisions) > 0, sim.Forecast{From: st.Now, Until: until}, h.Replications)
		s.show.Lock()
		defer s.show.Unlock()
		if s.outlook != out {
			return refuse("the forecast was given up: it would not know what was done since")
		}
		if out.forecast = f; err != nil {
			out.wrong = err.Error()
		}
		s.tell()
		return err
	}, nil
}

// forget gives up a forecast. The caller holds show.
func (s *Session) forget() {
	if s.outlook != nil {
		s.outlook.cancel()
		s.outlook = nil
	}
}

// foresees tells whether what a forecast is from is how a state stands.
func (s *Session) foresees(st *State) bool {
	if s.outlook == nil {
		return true
	}
	text, err := s.scenario.Script(st.foreseen())
	return err == nil && text == s.outlook.text
}

// foreseen is the session's file without anything that is still to come by plan or by a
// condition.
func (st *State) foreseen() *scenarios.Session {
	p := st.script(false)
	for i := range p.Injects {
		in := &p.Injects[i]
		if !in.Waiting || st.inject(in.Number).Status == HasCome {
			continue
		}
		if ends := st.inject(in.Number).When.Condition.Until; in.NotAfter == 0 && (ends == 0 || st.Now < ends) || in.NotAfter > st.Now {
			in.NotAfter = st.Now
		}
	}
	p.Injects = slices.DeleteFunc(p.Injects, func(in scenarios.SessionInject) bool {
		return in.Waiting && in.NotAfter > 0 && in.NotAfter <= st.inject(in.Number).When.At // nobody ever looked
	})
	return p
}

// aDay is the time from one moment of a forecast to the next.
const aDay = sim.Tick(24 * 3_600_000)

// ahead plays a session's file ahead, in replications other than the one lived in.
func (g *engine) ahead(ctx context.Context, o *Opening, text string, decided bool, f sim.Forecast, replications int) (*forecast, error) {
	seed := o.Seed
	s, err := o.Bundle.With(text).Load(scenarios.Options{Seed: &seed})
	if err != nil {
		return nil, err
	}
	f.Lived, f.Arm = o.Replication, sim.DoNothing
	if decided {
		f.Arm = Room
	}
	r, err := sim.Run(ctx, s.Model, g.bus, sim.Options{
		Replications: replications, First: o.Replication + 1, Seed: &seed, Forecast: &f, Sample: aDay, SampleFrom: f.From,
	})
	if err != nil {
		if errors.Is(err, context.Canceled) {
			return nil, refuse("the forecast was given up")
		}
		return nil, fmt.Errorf("look ahead: %w", err)
	}
	return newForecast(s.Model, r, &f), nil
}

// newForecast sums the ways ahead up.
func newForecast(m *sim.Model, r *sim.Result, f *sim.Forecast) *forecast {
	out := &forecast{replications: len(r.Worlds)}
	for at := f.From; at <= f.Until; at += aDay {
		out.moments = append(out.moments, at)
	}
	// over is a fan for each moment.
	over := func(value func(s *sim.Samples, moment int) float64) []Fan {
		var fans []Fan
		for i := range out.moments {
			values := make([]float64, len(r.Worlds))
			for k := range r.Worlds {
				values[k] = value(r.Worlds[k][0].Samples, i)
			}
			fans = append(fans, newFan(values))
		}
		return fans
	}
	for i := range m.External() {
		out.overdue = append(out.overdue, over(func(s *sim.Samples, at int) float64 { return float64(s.Segments[i][at].Overdue) }))
		out.lost = append(out.lost, over(func(s *sim.Samples, at int) float64 { return float64(s.Segments[i][at].Lost) }))
		out.onTime = append(out.onTime, over(func(s *sim.Samples, at int) float64 { return onTime(&s.Segments[i][at]) }))
	}
	for d := range m.Departments {
		out.backlog = append(out.backlog, over(func(s *sim.Samples, at int) float64 { return float64(s.Departments[d][at].Backlog) }))
	}
	return out
}

// newFan is how values are spread, none of them made up: of n, the one that stands at the
// p·n-th place, rounded up. Where one is not known (-1), none is.
func newFan(values []float64) Fan {
	slices.Sort(values)
	if values[0] < 0 {
		return Fan{-1, -1, -1, -1, -1}
	}
	at := func(percent int) float64 { return values[max(0, (percent*len(values)+99)/100-1)] }
	return Fan{at(10), at(25), at(50), at(75), at(90)}
}

// ahead is the forecast as a role may see it; nil: there is none, or it is not for them.
func (v *viewer) ahead() *ForecastView {
	if v.outlook == nil || v.outlook.forecast == nil || !v.sees(RevealForecast) {
		return nil
	}
	f := v.outlook.forecast
	out := &ForecastView{Replications: f.replications, At: v.at(f.moments[0]), Until: v.at(f.moments[len(f.moments)-1])}
	for _, at := range f.moments {
		out.Days = append(out.Days, v.at(at))
	}
	for i := range f.overdue {
		out.Customers = append(out.Customers, CustomerForecast{v.m.Segments[i].Name, f.overdue[i], f.onTime[i], f.lost[i]})
	}
	for d := range f.backlog {
		if v.shown(d) {
			out.Departments = append(out.Departments, DepartmentForecast{d, v.name(d), f.backlog[d]})
		}
	}
	return out
}
