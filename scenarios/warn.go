package scenarios

import (
	"slices"

	"ripple/sim"
)

// warn notes what is allowed but probably not meant.
func (b *builder) warn() {
	started := slices.Clone(b.org.started)
	for _, s := range b.org.segments {
		for _, st := range s.streams {
			if st.flow >= 0 {
				started[st.flow] = true
			}
		}
		if slices.ContainsFunc(s.streams, func(st *stream) bool { return st.asks != nil || st.retry != nil }) {
			b.note("the questions and second tries of `%s` are not in the loads that `ripple check` shows: how many there are depends on how long they wait", s.name)
		}
		if len(s.streams) > 0 && !slices.ContainsFunc(s.streams, (*stream).promised) {
			b.note("`%s` are promised no date, so nothing of theirs can be late", s.name)
		}
	}
	for i, s := range b.org.stocks {
		for _, f := range s.flows() {
			started[f] = true
		}
		if len(s.reorders) == 0 && !b.org.refilled(i) {
			b.note("`%s` is never reordered", s.name)
		}
	}
	for i, f := range b.org.flows {
		if !started[i] && len(f.streams) == 0 {
			b.note("nothing ever starts the flow `%s`: nobody orders it, no step starts it, and no stock is replenished by it", f.name)
		}
	}
	b.warnOfConditions()
	b.warnOfLocks()
	used := make([]bool, len(b.org.systems))
	for _, f := range b.org.flows {
		for _, s := range f.steps {
			for _, k := range s.needs {
				used[k] = true
			}
			if !s.work.IsZero() && s.department >= 0 && !slices.ContainsFunc(s.doneBy(), func(t int) bool { return b.org.departments[s.department].teams[t].personHours() > 0 }) {
				b.note("`%s` of `%s` is work for `%s`, where nobody works", s.name, f.name, b.org.departments[s.department].name)
			}
		}
	}
	for i, s := range b.org.systems {
		if !used[i] {
			b.note("no step needs the system `%s`", s.name)
		}
	}
}

// refilled tells whether some step gives pieces to the stock.
func (org *organisation) refilled(stock int) bool {
	for _, f := range org.flows {
		for _, s := range f.steps {
			if slices.ContainsFunc(s.gives, func(a amount) bool { return a.stock == stock }) {
				return true
			}
		}
	}
	return false
}

// warnOfConditions notes ways that no item can take, and priorities that nobody
// goes by.
func (b *builder) warnOfConditions() {
	for _, f := range b.org.flows {
		visits, kinds := f.visits(), f.alike()
		for i, s := range f.steps {
			for k, w := range s.ways {
				if w.guard == nil || visits[i] == 0 {
					continue
				}
				if !slices.ContainsFunc(kinds, func(c alike) bool { return s.chances(&c)[k] > 0 }) {
					b.note("no item meets the condition of `%s` at `%s` of `%s`", w.name, s.name, f.name)
				}
			}
		}
		if f.rankBy != nil && !slices.ContainsFunc(f.steps, func(s *step) bool {
			return s.department >= 0 && slices.ContainsFunc(s.doneBy(), func(t int) bool { return b.org.departments[s.department].teams[t].discipline == sim.ByPriority })
		}) {
			b.note("`%s` has its priority by `%s`, but nobody who works on it has `order: priority`", f.name, f.rankBy.Name)
		}
	}
}
