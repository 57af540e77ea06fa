package tabletop

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"ripple/broker"
	"ripple/scenarios"
	"ripple/sim"
)

// Course is what becomes of the organisation if nobody does anything more: the
// future that playing on reveals. It is computed anew whenever the session's file changes.
type Course struct {
	Scenario *scenarios.Scenario // the session's file, with all that is planned
	Model    *sim.Model          // its arms: baseline, do-nothing and, when something was decided, the room's
	Worlds   []sim.World         // by arm, of the replication lived in
	text     string
}

// Arm is the arm that stands for what the room lives through.
func (c *Course) Arm() int { return len(c.Worlds) - 1 }

// Samples are those of an arm; of the room's, when it has decided nothing, those of do-nothing.
func (c *Course) Samples(arm int) *sim.Samples { return c.Worlds[min(arm, c.Arm())].Samples }

// Room is the index of the room's arm, where there is one.
const Room = sim.DoNothing + 1

// sampleEvery is how often a course says how things stand.
const sampleEvery = 3_600_000

// engine plays files.
type engine struct {
	bus *broker.Broker
}

// play makes the course of a session's file, in which the room has decided something or not.
func (g *engine) play(ctx context.Context, o *Opening, text string, decided bool) (*Course, error) {
	seed := o.Seed
	s, err := o.Bundle.With(text).Load(scenarios.Options{Seed: &seed})
	if err != nil {
		return nil, err
	}
	c := &Course{Scenario: s, Model: s.Model.Narrowed(), text: text}
	if decided { // the room's option is the first
		c.Model = s.Model.Narrowed(Room)
	}
	r, err := sim.Run(ctx, c.Model, g.bus, sim.Options{Replications: 1, First: o.Replication, Seed: &seed, Sample: sampleEvery})
	if err != nil {
		return nil, fmt.Errorf("play the session's file: %w", err)
	}
	c.Worlds = r.Worlds[0]
	return c, nil
}

// ErrPast means that the past has come out another way than it was shown.
var ErrPast = errors.New("the past has changed: this is a bug in ripple, please report it with the journal")

// agrees checks that another course is the same up to a tick, in every arm: what
// was shown stays true to the bit.
func (c *Course) agrees(o *Course, until sim.Tick) error {
	for arm := range Room + 1 {
		a, b := c.Samples(arm), o.Samples(arm)
		name := "the room"
		if arm < Room {
			name = c.Model.Arms[arm].Name
		}
		moments := int(until/a.Every) + 1
		for d := range a.Departments {
			for i := range min(moments, len(a.Departments[d])) {
				if !sameDepartment(&a.Departments[d][i], &b.Departments[d][i]) {
					return fmt.Errorf("%w: %s of %s at %s", ErrPast, c.Model.Departments[d].Name, name, c.Model.When(sim.Tick(i)*a.Every))
				}
			}
		}
		for s := range a.Segments {
			for i := range min(moments, len(a.Segments[s])) {
				if a.Segments[s][i] != b.Segments[s][i] {
					return fmt.Errorf("%w: %s of %s at %s", ErrPast, c.Model.Segments[s].Name, name, c.Model.When(sim.Tick(i)*a.Every))
				}
			}
		}
		if !slices.Equal(c.happened(arm, until), o.happened(arm, until)) {
			return fmt.Errorf("%w: what happened in %s until %s", ErrPast, name, c.Model.When(until))
		}
	}
	return nil
}

func sameDepartment(a, b *sim.DepartmentSample) bool {
	x, y := *a, *b
	if !slices.Equal(x.Came, y.Came) || !slices.Equal(x.OnHand, y.OnHand) || !slices.Equal(x.Down, y.Down) {
		return false
	}
	return x.Backlog == y.Backlog && x.Working == y.Working && x.Queued == y.Queued && x.Held == y.Held && x.Blocked == y.Blocked &&
		x.Short == y.Short && x.Aside == y.Aside && x.Oldest == y.Oldest && x.Staff == y.Staff && x.Busy == y.Busy &&
		x.Finished == y.Finished && x.Expense == y.Expense
}

// happening is an effect that began, by what does not change when the file does.
type happening struct {
	identity   uint64
	start, end sim.Tick
}

// happened are the effects of an arm that began before a tick.
func (c *Course) happened(arm int, until sim.Tick) []happening {
	var all []happening
	for _, e := range c.Samples(arm).Effects {
		if e.Start < until {
			all = append(all, happening{c.Model.Effects[e.Effect].Identity, e.Start, e.End})
		}
	}
	return all
}

// came are the injects whose condition held in the room, after one tick and up to another.
func (c *Course) came(after, until sim.Tick) []Came {
	var all []Came
	for _, e := range c.Samples(Room).Effects {
		effect := &c.Model.Effects[e.Effect]
		if at := e.Start - effect.Lead; effect.When.Condition != nil && !effect.Response && at > after && at <= until {
			all = append(all, Came{Number: int(effect.Identity), At: at})
		}
	}
	return all
}

// holds tells whether a condition holds in the room at a sample.
func (c *Course) holds(w *scenarios.Watch, moment int) bool {
	s := c.Samples(Room)
	for _, x := range w.All {
		var value float64
		switch x.Quantity {
		case sim.QuantityBacklog:
			value = float64(s.Departments[x.Target][moment].Backlog)
		case sim.QuantityStock:
			value = float64(c.onHand(s, x.Target, moment))
		case sim.QuantityOpenOrders:
			value = float64(s.Segments[x.Target][moment].Open)
		case sim.QuantityOverdue:
			value = float64(s.Segments[x.Target][moment].Overdue)
		case sim.QuantityLost:
			value = float64(s.Segments[x.Target][moment].Lost)
		}
		if x.Above && value <= x.Limit || !x.Above && value >= x.Limit {
			return false
		}
	}
	return true
}

// onHand are the pieces of a stock of the model at a sample.
func (c *Course) onHand(s *sim.Samples, stock, moment int) int64 {
	department, place := c.Model.Stocks[stock].Department, 0
	for i := range stock {
		if c.Model.Stocks[i].Department == department {
			place++
		}
	}
	return s.Departments[department][moment].OnHand[place]
}

// begins is the first sample after one tick and up to another at which a condition begins to
// hold; false when it does not.
func (c *Course) begins(w *scenarios.Watch, after, until sim.Tick) (sim.Tick, bool) {
	every := c.Samples(Room).Every
	for i := int(after/every) + 1; sim.Tick(i)*every <= until; i++ {
		if c.holds(w, i) && !c.holds(w, i-1) {
			return sim.Tick(i) * every, true
		}
	}
	return 0, false
}
