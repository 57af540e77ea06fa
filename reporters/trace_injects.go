package reporters

import (
	"slices"

	"ripple/sim"
)

// tracedWorld is one of the two cases in the replication of an order. It knows which
// injects could act where and when, and names one only where it is certain: a hold has a
// cause, so it is certain where nothing else could have been it.
type tracedWorld struct {
	model            *sim.Model
	seed             uint64
	arm, replication int // the replication from 0
	holders          []TracedHolder
}

// world is the first case of an order, 0, or the second, 1.
func (t *Trace) world(o *TracedOrder, k int) *tracedWorld {
	return &tracedWorld{t.clock.days.model, t.Seed, t.arms[k], o.Replication - 1, [...][]TracedHolder{o.Holders, o.HoldersThere}[k]}
}

// holder is what is followed of an item that others waited for; nil: nothing.
func (w *tracedWorld) holder(name string) *TracedHolder {
	if i := slices.IndexFunc(w.holders, func(h TracedHolder) bool { return h.Name == name }); i >= 0 {
		return &w.holders[i]
	}
	return nil
}

// only names the inject that alone could act so from a tick to another: "" for none,
// or several, or a response.
func (w *tracedWorld) only(since, until sim.Tick, could func(*sim.Change) bool) string {
	name := ""
	for e := range w.model.Effects {
		effect := &w.model.Effects[e]
		able := false
		for i := range effect.Changes {
			able = able || could(&effect.Changes[i])
		}
		if !able {
			continue
		}
		if from, to := w.model.Holds(w.seed, w.replication, w.arm, e); from > until || to < since || from == sim.Never {
			continue
		}
		if name != "" || effect.Response {
			return ""
		}
		name = effect.Name
	}
	return name
}

// inject names what held a stay, or took a system of it down.
func (w *tracedWorld) inject(s *sim.JourneyStep, cause sim.Cause) string {
	step := &w.model.Steps[s.Step]
	held := s.Ticks[cause]
	switch {
	case held == 0:
	case cause == sim.CauseSystem:
		return w.outage(s.Arrived, s.Left, step.Needs)
	case cause != sim.CauseHeld:
	case step.Supply != nil:
		return w.only(s.Arrived, s.Left, func(c *sim.Change) bool {
			return w.holdsAt(c, s.Step) || ofSupplier(c) && c.Target == step.Supply.Supplier
		})
	default: // what holds it did so when the hold began
		return w.only(s.Arrived, s.Left-held, func(c *sim.Change) bool { return w.holdsAt(c, s.Step) })
	}
	return ""
}

// outage names what took one of the systems down; one that also fails by itself leaves
// it open.
func (w *tracedWorld) outage(since, until sim.Tick, systems []int) string {
	for _, k := range systems {
		if !w.model.Systems[k].Up.IsZero() {
			return ""
		}
	}
	return w.only(since, until, func(c *sim.Change) bool { return c.Param == sim.ParamDown && slices.Contains(systems, c.Target) })
}

// passed names what held an item at a place, or took a system down there. since is when
// the item began, or came to where it was held.
func (w *tracedWorld) passed(j *sim.Journey, place int, cause sim.Cause, since, until sim.Tick) string {
	switch cause {
	case sim.CauseHeld:
		return w.only(since, until, func(c *sim.Change) bool { return w.holdsIn(c, place) })
	case sim.CauseSystem:
		var needs []int
		for i := range j.Steps {
			if step := &w.model.Steps[j.Steps[i].Step]; step.Department == place {
				needs = append(needs, step.Needs...)
			}
		}
		return w.outage(since, until, needs)
	}
	return ""
}

// holdsAt tells whether a change can hold what arrives for a step.
func (w *tracedWorld) holdsAt(c *sim.Change, step int) bool {
	department := w.model.Steps[step].Department
	switch c.Param {
	case sim.ParamHold:
		return c.Target == department
	case sim.ParamStepHold:
		return c.Target == step
	case sim.ParamTransitHold:
		return c.Index == department
	}
	return false
}

// holdsIn tells whether a change can hold anything at a place: items, pieces, or what
// suppliers are to bring.
func (w *tracedWorld) holdsIn(c *sim.Change, place int) bool {
	switch c.Param {
	case sim.ParamHold:
		return c.Target == place
	case sim.ParamStepHold:
		return w.model.Steps[c.Target].Department == place
	case sim.ParamTransitHold:
		return c.Index == place
	case sim.ParamReceiptHold:
		return w.model.Stocks[c.Target].Department == place
	}
	return ofSupplier(c)
}

// ofSupplier tells whether a change holds what suppliers bring.
func ofSupplier(c *sim.Change) bool {
	return c.Param == sim.ParamOrderHold || c.Param == sim.ParamShipmentHold || c.Param == sim.ParamDoorHold
}
