package scenarios

import (
	"math"
	"time"
)

// slot is how finely a week is looked at.
const slot = 5 * time.Minute

const slotsPerWeek = int(7 * 24 * time.Hour / slot)

// slots tells in which parts of an ordinary week it is open.
func (w workTime) slots() []bool {
	open := make([]bool, slotsPerWeek)
	for day := range time.Weekday(7) {
		midnight := time.Duration(day) * 24 * time.Hour
		for _, h := range w.on(day) {
			for at := midnight + h.From; at < midnight+closing(h); at += slot {
				open[int(at/slot)%slotsPerWeek] = true
			}
		}
	}
	return open
}

// inWeek is the factor at a time of an ordinary week, counted from Sunday's midnight.
func (s *season) inWeek(at time.Duration) float64 {
	if s == nil {
		return 1
	}
	const day = 24 * time.Hour
	return s.weekdays[int(at/day)%7] * s.atClock((at % day).Milliseconds())
}

// levels are how many people are planned in each part of an ordinary week.
func (t *team) levels() []float64 {
	people := make([]float64, slotsPerWeek)
	for _, s := range t.shifts() {
		for i, open := range s.hours.slots() {
			if open {
				people[i] += s.people
			}
		}
	}
	return people
}

// most is how many people are planned at once at most.
func (t *team) most() float64 {
	if len(t.roster) == 0 {
		return t.paid
	}
	most := 0.0
	for _, n := range t.levels() {
		most = max(most, n)
	}
	return most
}

// people is how many there are: as stated, or as many as a roster needs at once.
func (t *team) people() int {
	if t.heads > 0 || len(t.roster) == 0 {
		return int(t.heads)
	}
	return int(math.Ceil(t.most()))
}

// busiest is the line of a team's roster with the most work for its people, by
// when the orders come that it takes first; other work is spread over the whole week.
func (r *rates) busiest(org *organisation, department, team int) (line *shift, load float64) {
	t := org.departments[department].teams[team]
	if len(t.roster) == 0 {
		return nil, 0
	}
	work := make([]float64, slotsPerWeek)
	spread := func(hours float64, share []float64) {
		sum := 0.0
		for _, s := range share {
			sum += s
		}
		for i := range share {
			if sum > 0 {
				work[i] += hours * share[i] / sum
			}
		}
	}
	evenly := func(over []bool, season *season) []float64 {
		share := make([]float64, slotsPerWeek)
		for i, open := range over {
			if open {
				share[i] = season.inWeek(time.Duration(i) * slot)
			}
		}
		return share
	}
	rest := r.work[department][team]
	for _, sg := range org.segments {
		for _, st := range sg.streams {
			if st.flow < 0 || len(org.flows[st.flow].steps) == 0 {
				continue
			}
			f := org.flows[st.flow]
			p := f.profile()
			for _, d := range org.doers(f, &p, 0) {
				if d.department == department && d.team == team {
					hours := st.perWeek() * p.sizes(0, f.steps[0].times) * d.share * f.steps[0].worked() * f.steps[0].work.Mean() / float64(time.Hour.Milliseconds())
					if st.moments != nil {
						spread(hours, st.moments.inWeek())
					} else {
						spread(hours, evenly(st.hours.slots(), st.season))
					}
					rest -= hours
				}
			}
		}
	}
	spread(max(0, rest), evenly(t.hours.slots(), nil))
	people := t.levels()
	for i := range t.roster {
		needed, there := 0.0, 0.0
		for c, open := range t.roster[i].hours.slots() {
			if open {
				needed += work[c]
				there += people[c] * t.share() * slot.Hours()
			}
		}
		if there > 0 && needed/there > load {
			line, load = &t.roster[i], needed/there
		}
	}
	return line, load
}
