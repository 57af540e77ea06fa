package scenarios

import (
	"math"
	"slices"
	"time"
)

// rates are what an organisation has to do in an ordinary week when nothing
// goes wrong, worked out without running it.
type rates struct {
	flow  []float64   // items started
	steps [][]float64 // visits to each step of each flow
	work  [][]float64 // hours of work, by department and team
	stock []float64   // pieces used
}

// rates follows orders through their flows, and the stocks they use through
// the flows that replenish them. Customers who leave or give up, and the work
// caused by failures of systems, are not counted.
func (org *organisation) rates() rates {
	r := rates{flow: make([]float64, len(org.flows)), stock: make([]float64, len(org.stocks))}
	visits := make([][]float64, len(org.flows))
	profiles := make([]profile, len(org.flows))
	for i, f := range org.flows {
		profiles[i] = f.profile()
		visits[i] = profiles[i].visits()
	}
	used := piecesUsed(org, profiles)
	ordered := make([]float64, len(org.flows))
	for _, s := range org.segments {
		for _, st := range s.streams {
			if st.flow >= 0 {
				ordered[st.flow] += st.perWeek()
			}
		}
	}
	for i, f := range org.flows {
		for _, st := range f.streams {
			ordered[i] += st.perWeek()
		}
	}
	for _, d := range org.departments {
		for _, t := range d.teams {
			if t.turnover != nil && t.turnover.flow >= 0 {
				ordered[t.turnover.flow] += t.leaving()
			}
		}
	}
	// Replenishment and steps start further flows, which may use other stocks and
	// start others: most chains are short, and what goes round gets less each time.
	for range 1000 {
		before := slices.Clone(r.flow)
		copy(r.flow, ordered)
		for fi, f := range org.flows {
			org.startsBy(f, visits[fi], func(to int, items float64) { r.flow[to] += before[fi] * items })
		}
		for i, s := range org.stocks {
			if len(s.reorders) == 0 {
				continue
			}
			rule := s.reorders[0] // the others are for emergencies
			for _, x := range rule.sources {
				if orders := x.share * r.stock[i] / rule.usual(org, s, x, r.stock[i]); x.flow >= 0 {
					r.flow[x.flow] += orders
				}
			}
		}
		clear(r.stock)
		for fi := range org.flows {
			for _, u := range used[fi] {
				r.stock[u.stock] += r.flow[fi] * u.pieces
			}
		}
		if settled(before, r.flow) {
			break
		}
	}
	for _, d := range org.departments {
		r.work = append(r.work, make([]float64, len(d.teams)))
	}
	for fi, f := range org.flows {
		steps := make([]float64, len(f.steps))
		for si, s := range f.steps {
			steps[si] = r.flow[fi] * visits[fi][si]
			hours := r.flow[fi] * profiles[fi].sizes(si, s.times) * s.work.Mean() / float64(time.Hour/time.Millisecond)
			times := steps[si]
			if s.together && s.batch != nil && s.department >= 0 {
				times = s.batch.perWeek(times, &org.departments[s.department].teams[s.team].hours)
				hours = times * s.work.Mean() / float64(time.Hour/time.Millisecond)
			}
			hours += times * s.travel.Mean() / float64(time.Hour/time.Millisecond)
			hours *= s.worked()
			for _, d := range org.doers(f, &profiles[fi], si) {
				r.work[d.department][d.team] += hours * d.share
			}
		}
		r.steps = append(r.steps, steps)
	}
	return r
}

func settled(before, now []float64) bool {
	for i := range now {
		if math.Abs(now[i]-before[i]) > 1e-9*now[i] {
			return false
		}
	}
	return true
}

// utilisation is the share of its open time that a team works, 0 for a team
// of nobody.
func (r *rates) utilisation(org *organisation, department, team int) float64 {
	t := org.departments[department].teams[team]
	hours := t.personHours()
	if hours <= 0 {
		return 0
	}
	return r.work[department][team] / hours
}

// use is how many pieces of a stock an item takes on average.
type use struct {
	stock  int
	pieces float64
}

func piecesUsed(org *organisation, profiles []profile) [][]use {
	used := make([][]use, len(org.flows))
	for fi, f := range org.flows {
		for si, s := range f.steps {
			for _, a := range s.takes {
				used[fi] = append(used[fi], use{a.stock, profiles[fi].sizes(si, a.per) * float64(a.quantity) * s.worked()})
			}
		}
	}
	return used
}
