package scenarios

import (
	"fmt"
	"strings"

	"ripple/sim"
	"ripple/sim/calendar"
)

// appointment is how a step gives dates.
type appointment struct {
	node   *node
	notice calendar.Span
	perDay int64
	each   bool
}

// maxPlaces is how many dates a team, or one person, can give for a day.
const maxPlaces = 10_000

// readVisit reads the way to the work, and how dates for it are given.
func (s *step) readVisit(f *fields) {
	if n := f.get("travel"); n != nil {
		s.travel, _ = n.distribution("`travel`", parseWork)
	}
	if n := f.get("appointment"); n != nil {
		s.visit = readAppointment(n)
		if !f.has("work") && !f.has("travel") {
			f.at["appointment"].fail("say how long it takes: `work: 90m`", "`%s` is work for nobody, so nobody can give a date for it", s.name)
		}
	}
}

func readAppointment(n *node) *appointment {
	a := &appointment{node: n}
	f := n.fields("appointment")
	if notice := f.get("notice"); notice != nil {
		if text, ok := notice.str("`notice`"); ok && text != "none" {
			a.notice, _ = notice.span("`notice`")
		}
	}
	if perDay := f.need("per-day"); perDay != nil {
		a.perDay, a.each = perDay.places()
	}
	return a
}

// places reads `6`, or `2 each` for so many for each person.
func (n *node) places() (perDay int64, each bool) {
	text, ok := n.str("`per-day`")
	if !ok {
		return 0, false
	}
	text, each = strings.CutSuffix(unmarked(text), " each")
	perDay, err := parseCount(strings.TrimSpace(text), 1, maxPlaces)
	if err != nil {
		n.failWith(err)
		return 1, each
	}
	return perDay, each
}

// build is the model's appointment; nil for none.
func (a *appointment) build() *sim.Appointment {
	if a == nil {
		return nil
	}
	return &sim.Appointment{Notice: a.notice, PerDay: a.perDay, Each: a.each}
}

// changePlaces reads flows.F.STEP.appointment.per-day.
func (d *deed) changePlaces(key, value *node, s *step, index int) {
	if s.visit == nil {
		key.fail("add `appointment: {notice: 2 working days, per-day: 2 each}` to the step", "`%s` gives no dates", s.name)
		return
	}
	c := sim.Change{Param: sim.ParamPlaces, Target: index, Op: sim.Set}
	if value.kind == scalar && isFactor(value.text) {
		var ok bool
		c.Op = sim.Multiply
		if c.Value, ok = value.factor("a factor", 0, 1000); ok {
			d.add(c)
		}
		return
	}
	before := value.source.problems.total
	places, each := value.places()
	if value.source.problems.total > before {
		return
	}
	if each != s.visit.each {
		hint := "write it without `each`"
		if s.visit.each {
			hint = fmt.Sprintf("write %d each", places)
		}
		value.fail(hint, "`%s` says per day how many dates there are in another way", s.name)
		return
	}
	c.Value = float64(places)
	d.add(c)
}

// fillVisits warns of teams that are asked for more dates than they give.
func (c *CheckReport) fillVisits(org *organisation, r *rates) {
	for di, d := range org.departments {
		for ti, t := range d.teams {
			asked, places := 0.0, 0.0
			for fi, f := range org.flows {
				for si, s := range f.steps {
					if s.visit == nil || s.department != di || s.team != ti || s.teamBy != nil || len(s.teams) > 1 {
						continue
					}
					asked += r.steps[fi][si]
					_, days := t.hours.week()
					a := float64(s.visit.perDay) * float64(days)
					if s.visit.each {
						a *= float64(t.people())
					}
					places = max(places, a)
				}
			}
			if asked > places && places > 0 {
				c.Notes = append(c.Notes, fmt.Sprintf("`%s` is asked for %.0f appointments a week and gives %.0f: dates move ever further away", teamName(d, t), asked, places))
			}
		}
	}
}

func teamName(d *department, t *team) string {
	if len(d.teams) > 1 {
		return d.name + "." + t.name
	}
	return d.name
}
