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
	depth              int
	arrived, left      sim.Tick
	during             [2]sim.Tick // of the wait, in both cases
	clippedAt, leaving sim.Tick    // the part of it in the wait
	// first: it is of the first case, or else of the second only. inject: it is an inject,
	// of which only the time is known.
	first, inject bool
}

// same tells whether two rows are of the same in both cases, below the same.
func (r *stretchRow) same(o *stretchRow) bool {
	return r.name == o.name && r.place == o.place && r.during[1] == 0
}

// deepest is how many holders of holders are shown, each with where it was.
const deepest = 3

// held are the lines below a step: the inject that held it, each holder, and below it
// its own steps during the wait. What is only of the second case stands after what
// came before it there.
func (t *Trace) held(o *TracedOrder, r *TracedStep) []stretchRow {
	var rows []stretchRow
	for k, s := range r.stays() {
		if s == nil {
			continue
		}
		w := t.world(o, k)
		all := append(w.injects(s, k), t.heldDuring(w, k, s, s.Arrived, s.Left, 1)...)
		if k == 0 {
			rows = all
			continue
		}
		rows = beside(rows, all)
	}
	return rows
}

// beside puts the rows of the second case into those of the first.
func beside(rows, there []stretchRow) []stretchRow {
	at := make([]int, 2*deepest+3) // by depth, the row below which the next ones stand
	for i := range at {
		at[i] = -1
	}
	for _, r := range there {
		// Its parent's rows follow the parent.
		parent := at[r.depth-1]
		end := parent + 1
		for end < len(rows) && rows[end].depth >= r.depth {
			end++
		}
		place := -1
		for i := parent + 1; i < end && place < 0; i++ {
			if rows[i].depth == r.depth && rows[i].same(&r) {
				place = i
			}
		}
		if place < 0 {
			place = end
			rows = slices.Insert(rows, end, r)
		} else {
			rows[place].during[1] = r.during[1]
		}
		at[r.depth] = place
	}
	return rows
}

// injects are the rows of what is certain to have acted on a stay.
func (w *tracedWorld) injects(s *sim.JourneyStep, k int) []stretchRow {
	var rows []stretchRow
	for _, cause := range [...]sim.Cause{sim.CauseHeld, sim.CauseSystem} {
		if name := w.inject(s, cause); name != "" {
			r := stretchRow{name: indented(1) + "← " + name, depth: 1, first: k == 0, inject: true}
			r.during[k] = s.Ticks[cause]
			rows = append(rows, r)
		}
	}
	return rows
}

func (t *Trace) heldDuring(w *tracedWorld, k int, s *sim.JourneyStep, from, to sim.Tick, depth int) []stretchRow {
	var rows []stretchRow
	add := func(name, place string, depth int, arrived, left, from, to sim.Tick) {
		r := stretchRow{name: indented(depth) + name, place: place, depth: depth, arrived: arrived, left: left, clippedAt: from, leaving: to, first: k == 0}
		r.during[k] = to - from
		rows = append(rows, r)
	}
	for _, h := range s.Held {
		from, to := max(from, h.From), min(to, h.To)
		if from >= to {
			continue
		}
		name := t.holderName(&h)
		add("← "+name, "", depth, h.From, h.To, from, to)
		holder := w.holder(name)
		if holder == nil || holder.Journey == nil || depth > deepest {
			continue
		}
		for _, stay := range byArrival(holder.Journey) {
			a, b := max(from, stay.Arrived), min(to, stay.Left)
			if a >= b {
				continue
			}
			step := &w.model.Steps[stay.Step]
			add(step.Name, w.model.Departments[step.Department].Name, depth+1, stay.Arrived, stay.Left, a, b)
			rows = append(rows, t.heldDuring(w, k, stay, a, b, depth+2)...)
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

// spokenOf tells whether a wait is long enough to be spoken of.
func spokenOf(h *sim.JourneyWait, s *sim.JourneyStep) bool {
	return 20*(h.To-h.From) >= s.Left-s.Arrived
}

// heldShortly says what held a stay, and no more.
func (t *Trace) heldShortly(s *sim.JourneyStep) string {
	var parts []string
	for i := range s.Held {
		if h := &s.Held[i]; spokenOf(h, s) {
			parts = append(parts, fmt.Sprintf("%s by %s", length(h.To-h.From), t.holderKind(h)))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return "held for " + list(parts)
}

// holderKind is a holder with its flow.
func (t *Trace) holderKind(h *sim.JourneyWait) string {
	if h.Flow < 0 {
		return t.holderName(h)
	}
	return t.holderName(h) + " (" + t.clock.days.model.Flows[h.Flow].Name + ")"
}

// heldWords says what held a stay in the first case, what that went through meanwhile,
// and in all.
func (t *Trace) heldWords(o *TracedOrder, s *sim.JourneyStep) []string {
	w := t.world(o, 0)
	var lines []string
	for i := range s.Held {
		h := &s.Held[i]
		if !spokenOf(h, s) {
			continue
		}
		var sums spellSums
		for _, r := range h.Spells {
			sums.add(r.Place, r.Cause, r.Ticks)
		}
		named := func(r sim.Spell) string { return t.spellInject(w, s, h, r) }
		text := fmt.Sprintf("- Held for %s by %s: meanwhile %s", length(h.To-h.From), t.holderKind(h), t.words(&sums, h.To-h.From, named))
		if holder := w.holder(t.holderName(h)); holder != nil {
			if j := holder.Journey; j != nil && j.Placed < h.From && j.Flow >= 0 {
				var whole spellSums
				for d, row := range j.Path(w.model) {
					for cause, ticks := range row {
						whole.add(d, sim.Cause(cause), ticks)
					}
				}
				named := func(r sim.Spell) string { return w.passed(j, r.Place, r.Cause, j.Placed, j.Ended) }
				text += fmt.Sprintf(". It began on %s and took %s in all: %s", t.clock.dated(j.Placed), length(j.Took()), t.words(&whole, j.Took(), named))
			}
		}
		lines = append(lines, text+".")
	}
	return lines
}

// spellInject names what is certain to have caused a spell of a wait in a stay.
func (t *Trace) spellInject(w *tracedWorld, s *sim.JourneyStep, h *sim.JourneyWait, r sim.Spell) string {
	if h.Holder == 0 {
		return w.inject(s, r.Cause)
	}
	if holder := w.holder(t.holderName(h)); holder != nil && holder.Journey != nil {
		return w.passed(holder.Journey, r.Place, r.Cause, holder.Journey.Placed, h.To)
	}
	return ""
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

// words names the longest spells of a time, and what a slip held in any case; named is
// the inject behind a spell, where that is certain.
func (t *Trace) words(s *spellSums, whole sim.Tick, named func(sim.Spell) string) string {
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
		case slipped && named(r) != "":
			parts = append(parts, fmt.Sprintf("%s held in %s by the %s", length(r.Ticks), t.placeName(r.Place), named(r)))
		case slipped:
			parts = append(parts, fmt.Sprintf("%s held by a slip in %s", length(r.Ticks), t.placeName(r.Place)))
		default:
			in := "in"
			if r.Place > len(t.clock.days.model.Departments) {
				in = "at"
			}
			text := fmt.Sprintf("%s %s %s %s", length(r.Ticks), r.Cause, in, t.placeName(r.Place))
			if name := named(r); name != "" {
				text += " (" + name + ")"
			}
			parts = append(parts, text)
		}
	}
	return list(parts)
}
