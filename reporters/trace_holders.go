package reporters

import (
	"cmp"
	"fmt"
	"slices"

	"ripple/sim"
)

// insideWork finds the internal work of one case by its identity.
type insideWork struct {
	model *sim.Model
	by    map[uint64]*sim.Journey
}

func newInsideWork(m *sim.Model, all []sim.Journey) insideWork {
	w := insideWork{m, make(map[uint64]*sim.Journey, len(all))}
	for i := range all {
		w.by[all[i].Item] = &all[i]
	}
	return w
}

// holders are what held an item, and what held those.
func (w insideWork) holders(j *sim.Journey) []TracedHolder {
	seen := map[uint64]bool{}
	var all []TracedHolder
	var add func(j *sim.Journey)
	add = func(j *sim.Journey) {
		if j == nil {
			return
		}
		for i := range j.Steps {
			for _, h := range j.Steps[i].Held {
				if h.Holder != 0 && !seen[h.Holder] {
					seen[h.Holder] = true
					all = append(all, TracedHolder{w.model.ItemName(h.Flow, h.Holder), w.by[h.Holder]})
					add(w.by[h.Holder])
				}
			}
		}
	}
	add(j)
	slices.SortFunc(all, func(a, b TracedHolder) int { return cmp.Compare(a.Name, b.Name) })
	return all
}

// stretchRow is a line below a step: what held it, or where that was meanwhile.
type stretchRow struct {
	name, place        string
	arrived, left      sim.Tick
	during             sim.Tick // of the wait
	clippedAt, leaving sim.Tick // the part of it in the wait
}

// deepest is how many holders of holders are shown, each with where it was.
const deepest = 3

// held are the lines below a step: each holder, and below it its own steps during the
// wait.
func (t *Trace) held(o *TracedOrder, s *sim.JourneyStep) []stretchRow {
	if s == nil {
		return nil
	}
	return t.heldDuring(o, s, s.Arrived, s.Left, 1)
}

func (t *Trace) heldDuring(o *TracedOrder, s *sim.JourneyStep, from, to sim.Tick, depth int) []stretchRow {
	m := t.clock.days.model
	var rows []stretchRow
	for _, h := range s.Held {
		from, to := max(from, h.From), min(to, h.To)
		if from >= to {
			continue
		}
		name := t.holderName(&h)
		rows = append(rows, stretchRow{name: indented(depth) + "← " + name, arrived: h.From, left: h.To, during: to - from, clippedAt: from, leaving: to})
		i := slices.IndexFunc(o.Holders, func(x TracedHolder) bool { return x.Name == name })
		if i < 0 || o.Holders[i].Journey == nil || depth > deepest {
			continue
		}
		for _, step := range byArrival(o.Holders[i].Journey) {
			a, b := max(from, step.Arrived), min(to, step.Left)
			if a >= b {
				continue
			}
			rows = append(rows, stretchRow{
				name: indented(depth+1) + m.Steps[step.Step].Name, place: m.Departments[m.Steps[step.Step].Department].Name,
				arrived: step.Arrived, left: step.Left, during: b - a, clippedAt: a, leaving: b,
			})
			rows = append(rows, t.heldDuring(o, step, a, b, depth+2)...)
		}
	}
	return rows
}

// indented begins a line at a depth; the dots also stand where spaces go.
func indented(depth int) string {
	text := ""
	for range depth {
		text += "· "
	}
	return text
}

// placeName names the place of a spell: departments, customers, suppliers.
func (t *Trace) placeName(place int) string {
	m := t.clock.days.model
	switch {
	case place < len(m.Departments):
		return m.Departments[place].Name
	case place == len(m.Departments):
		return TheirOwnSide
	}
	return m.Suppliers[place-len(m.Departments)-1].Name
}

// holderName is what a wait was held by: an item, or a supplier.
func (t *Trace) holderName(h *sim.JourneyWait) string {
	m := t.clock.days.model
	if h.Holder != 0 {
		return m.ItemName(h.Flow, h.Holder)
	}
	for _, r := range h.Spells {
		if r.Place > len(m.Departments) {
			return t.placeName(r.Place)
		}
	}
	return "a supplier"
}

// heldWords says what held a stay, what that went through meanwhile, and in all.
func (t *Trace) heldWords(o *TracedOrder, s *sim.JourneyStep) []string {
	m := t.clock.days.model
	var lines []string
	for i := range s.Held {
		h := &s.Held[i]
		if 20*(h.To-h.From) < s.Left-s.Arrived {
			continue
		}
		var sums spellSums
		for _, r := range h.Spells {
			sums.add(r.Place, r.Cause, r.Ticks)
		}
		name, what := t.holderName(h), ""
		if h.Flow >= 0 {
			what = " (" + m.Flows[h.Flow].Name + ")"
		}
		text := fmt.Sprintf("- Held for %s by %s%s: meanwhile %s", length(h.To-h.From), name, what, t.words(&sums, h.To-h.From))
		k := slices.IndexFunc(o.Holders, func(x TracedHolder) bool { return x.Name == name })
		if k < 0 {
			lines = append(lines, text+".")
			continue
		}
		if j := o.Holders[k].Journey; j != nil && j.Placed < h.From && j.Flow >= 0 {
			var whole spellSums
			for d, row := range j.Path(m) {
				for cause, ticks := range row {
					whole.add(d, sim.Cause(cause), ticks)
				}
			}
			text += fmt.Sprintf(". It began on %s and took %s in all: %s", t.clock.dated(j.Placed), length(j.Took()), t.words(&whole, j.Took()))
		}
		lines = append(lines, text+".")
	}
	return lines
}

// spellSums sums time by place and cause.
type spellSums []sim.Spell

func (s *spellSums) add(place int, cause sim.Cause, ticks sim.Tick) {
	i := slices.IndexFunc(*s, func(x sim.Spell) bool { return x.Place == place && x.Cause == cause })
	if i < 0 {
		*s, i = append(*s, sim.Spell{Place: place, Cause: cause}), len(*s)
	}
	(*s)[i].Ticks += ticks
}

// words names the longest spells of a time, and what a slip held in any case.
func (t *Trace) words(s *spellSums, whole sim.Tick) string {
	slices.SortFunc(*s, func(a, b sim.Spell) int {
		return cmp.Or(cmp.Compare(b.Ticks, a.Ticks), cmp.Compare(a.Place, b.Place), cmp.Compare(a.Cause, b.Cause))
	})
	var parts []string
	for _, r := range *s {
		slipped := r.Cause == sim.CauseHeld && r.Ticks > 0
		if 20*r.Ticks < whole && !slipped || len(parts) >= mostCauses && !slipped {
			continue
		}
		switch {
		case r.Cause == sim.CauseUnordered:
			parts = append(parts, length(r.Ticks)+" not yet ordered")
		case slipped:
			parts = append(parts, fmt.Sprintf("%s held by a slip in %s", length(r.Ticks), t.placeName(r.Place)))
		default:
			in := "in"
			if r.Place > len(t.clock.days.model.Departments) {
				in = "at"
			}
			parts = append(parts, fmt.Sprintf("%s %s %s %s", length(r.Ticks), r.Cause, in, t.placeName(r.Place)))
		}
	}
	return list(parts)
}
