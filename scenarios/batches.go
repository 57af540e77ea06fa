package scenarios

import (
	"math"
	"slices"
	"strings"

	"ripple/sim"
	"ripple/sim/calendar"
)

// batch says for what items gather before a step.
type batch struct {
	node  *node
	at    *schedule
	of    int64         // 0: no number is enough
	after calendar.Span // zero: they may wait for ever
}

// maxBatch is the largest number that a batch may wait for.
const maxBatch = 1_000_000

const batchExamples = "for example Tue and Thu 15:00, 20, or {of: 20, or-after: 2 days}"

// readBatches reads what a step says of batches.
func (s *step) readBatches(f *fields) {
	if n := f.get("batch"); n != nil {
		s.batch = n.batch()
	}
	n := f.get("work-for")
	if n == nil {
		return
	}
	text, ok := n.choice("`work-for`", "each", "batch")
	s.together = ok && text == "batch"
	if s.together && !f.has("batch") {
		n.fail("add `batch`, "+batchExamples, "`%s` has no batches", s.name)
	}
}

// batch reads `Tue and Thu 15:00`, `20`, or {at: …, of: 20, or-after: 2 days}.
func (n *node) batch() *batch {
	b := &batch{node: n}
	if n.kind != mapping {
		text, ok := n.str("a batch")
		switch {
		case !ok:
			return nil
		case isSchedule(unmarked(text)):
			b.at = n.schedule()
		case plainNumber.MatchString(unmarked(text)):
			b.of, _ = n.count("the items of a batch", 2, maxBatch)
		default:
			n.fail(batchExamples, "`%s` is no batch", clip(text))
		}
	} else {
		f := n.fields("batch")
		if at := f.get("at"); at != nil {
			b.at = at.schedule()
		}
		if of := f.get("of"); of != nil {
			b.of, _ = of.count("the items of a batch", 2, maxBatch)
		}
		if after := f.get("or-after"); after != nil {
			b.after, _ = after.span("`or-after`")
		}
		if closed := f.get("if-closed"); closed != nil && b.at != nil {
			if choice, ok := closed.choice("`if-closed`", closedChoices...); ok {
				b.at.closed = choice
			}
		}
		if f.plain() && !f.has("at") && !f.has("of") && !f.has("or-after") {
			n.fail(batchExamples, "nothing ever releases this batch")
		}
	}
	if b.at == nil && b.of == 0 && b.after.IsZero() {
		return nil // said already
	}
	return b
}

// checkBatch reports what cannot be said of one step together with a batch.
func (s *step) checkBatch(b *batch, n *node) bool {
	switch {
	case b == nil:
		return true
	case s.supplier >= 0:
		n.fail("let the step before gather", "`%s` is a supplier's lead time: nobody gathers there", s.name)
	case !s.wait.IsZero():
		n.fail("put one of the two into a step of its own", "does `%s` wait before it gathers, or afterwards?", s.name)
	case s.visit != nil:
		n.fail("keep one of the two", "`%s` waits for a date of its own, and for a batch", s.name)
	case s.together && s.work.IsZero():
		n.fail("add for example `work: 2h`, or leave out `work-for`", "`%s` has no work that could be done for a batch", s.name)
	case s.together && len(s.takesNodes) > 0:
		n.fail("let the step before take the pieces", "`%s` is one piece of work for all of a batch, and each of them takes pieces", s.name)
	case s.together && s.times != nil:
		n.fail("leave out `times`, or `work-for`", "`%s` is one piece of work for all of a batch, and goes by the size of each", s.name)
	case s.together && s.teamBy != nil:
		n.fail("write a step for each team, or leave out `work-for`", "`%s` is one piece of work for all of a batch, and is done by the team of each", s.name)
	default:
		return true
	}
	return false
}

// batch is a batch for the model, by the calendar of the team that does the step;
// together tells whether it is one piece of work for all.
func (b *builder) batch(at place, together bool, of *batch) *sim.Batch {
	if of == nil || at.department < 0 {
		return nil
	}
	out := &sim.Batch{Of: int(of.of), After: of.after, Together: together}
	if of.at == nil {
		return out
	}
	hours := b.org.departments[at.department].teams[at.team].hours
	table, ok := b.table(of.node, hours)
	if !ok {
		return nil
	}
	out.At = slices.Compact(of.at.ticks(b.model.Calendars[table], firstDate(b.origin, hours.Zone), b.model.End))
	if len(out.At) == 0 && out.Of == 0 && out.After.IsZero() {
		b.note("`%s` never comes in the run: what gathers for it stays there", clip(of.at.node.text))
		out.At = []sim.Tick{b.model.End}
	}
	return out
}

// perWeek is about how many batches there are in a week in which so many items come.
func (b *batch) perWeek(items float64, hours *workTime) float64 {
	if items <= 0 {
		return 0
	}
	size := math.Inf(1)
	if b.at != nil {
		runs := b.at.perYear() * 7 / 365
		size = items / (runs * -math.Expm1(-items/runs)) // a run finds something, or is left out
	}
	if b.of > 0 {
		size = min(size, float64(b.of))
	}
	if !b.after.IsZero() {
		size = min(size, 1+items*inWeeks(b.after, hours))
	}
	return items / size
}

// inWeeks is about how many weeks a length of time is, by somebody's calendar.
func inWeeks(s calendar.Span, hours *workTime) float64 {
	open, days := hours.week()
	switch s.Unit {
	case calendar.Days:
		return s.N / 7
	case calendar.WorkingDays:
		return s.N / float64(max(1, days))
	case calendar.Open:
		return s.N / float64(max(1, open.Milliseconds()))
	}
	return s.N / float64(7*calendar.CalendarDay)
}

// changeBatch lets items gather for something else, or for nothing.
func (d *deed) changeBatch(value *node, s *step, index int) {
	if value.kind == scalar && strings.TrimSpace(value.text) == "none" {
		d.add(sim.Change{Param: sim.ParamBatch, Target: index, Op: sim.Set})
		return
	}
	of := value.batch()
	if of == nil || !s.checkBatch(of, value) {
		return
	}
	done := &d.b.model.Steps[index]
	if b := d.b.batch(place{done.Department, done.Team}, s.together, of); b != nil {
		d.add(sim.Change{Param: sim.ParamBatch, Target: index, Op: sim.Set, Batch: b})
	}
}
