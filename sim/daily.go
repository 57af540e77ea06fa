package sim

import "slices"

// DayResult counts what a department finished on one day: of all steps that ended
// on it, the same numbers as a DepartmentResult has of all days. Work counts on the
// day on which it ends.
type DayResult struct {
	Steps, Reworked          int64
	Busy, Waited, Turnaround Tick
}

// followsDays tells whether an arm's days are kept: those of the arm in which
// nobody responds, and of the baseline, from which it is forked.
func followsDays(trace bool, arm int) bool { return trace && arm <= DoNothing }

// newDays are rows for all days in which anything is counted; nil: not followed.
func newDays[T any](m *Model, trace bool, arm int) []T {
	if !followsDays(trace, arm) {
		return nil
	}
	return make([]T, daysUntil(m.Calendars[0].Days, m.Until))
}

// newAgreedDays are such rows by agreement, for those that are judged here.
func newAgreedDays(m *Model, trace bool, arm int, here func(*Agreement) bool) [][]AgreementResult {
	if !followsDays(trace, arm) {
		return nil
	}
	rows := make([][]AgreementResult, len(m.Agreements))
	for i := range rows {
		if !here(&m.Agreements[i]) {
			continue
		}
		rows[i] = newDays[AgreementResult](m, trace, arm)
	}
	return rows
}

// forkDays and forkAgreedDays are a fork's own rows.
func forkDays[T any](days []T, arm int) []T {
	if !followsDays(days != nil, arm) {
		return nil
	}
	return slices.Clone(days)
}

func forkAgreedDays(rows [][]AgreementResult, arm int) [][]AgreementResult {
	if !followsDays(rows != nil, arm) {
		return nil
	}
	return cloneAll(rows)
}

// finishedToday counts a step that ended on the day which the backlog has reached.
func (p *part) finishedToday(t *token, now Tick) {
	if p.backlog.day >= len(p.days) {
		return
	}
	d := &p.days[p.backlog.day]
	d.Steps++
	if t.visit > 0 {
		d.Reworked++
	}
	if t.flags&tokenShared == 0 {
		d.Busy += t.worked
	}
	d.Waited += t.waited
	d.Turnaround += now - t.arrived
}

// judgedToday counts what an agreement was kept by on a day.
func judgedToday(rows [][]AgreementResult, agreement, day int, met bool) {
	if rows == nil || day >= len(rows[agreement]) {
		return
	}
	d := &rows[agreement][day]
	d.Counted++
	if met {
		d.Met++
	}
}

// addDays adds what another agent judged.
func addDays(to, from [][]AgreementResult) {
	for i := range from {
		if to[i] == nil && from[i] != nil {
			to[i] = make([]AgreementResult, len(from[i]))
		}
		for day, a := range from[i] {
			to[i][day].Counted += a.Counted
			to[i][day].Met += a.Met
		}
	}
}

// finishedTraced counts a step that ended by its flow and, where they are
// followed, by day.
func (p *part) finishedTraced(t *token, now Tick) {
	if t.flags&tokenShared == 0 {
		flow := p.dept.model.Steps[t.step].Flow
		if t.visit > 0 {
			p.result.FlowRework[flow] += t.worked
		} else {
			p.result.FlowWork[flow] += t.worked
		}
	}
	if p.days != nil {
		p.finishedToday(t, now)
	}
}

// addLostWork adds what was worked on a counted order that was lost, to the
// departments that did, in the days that are counted. Where orders can be in several places at
// once, what the other branches have done by then need not have been heard of: of
// these flows nothing is added. done tells that the step at which it was lost was
// done: otherwise the record of its stay there, if there is one, is of no finished step.
func (c *customers) addLostWork(k *market, o *order, done bool) {
	m := c.model
	if m.splits(m.Steps[o.lastStep].Flow) {
		return
	}
	c.read = c.pages.read(c.read[:0], o)
	for b := c.read; len(b) > 0; b = b[recordLength(b):] {
		if isLed(b) || b[7]&(flagSupply>>56) != 0 {
			continue
		}
		r := readStay(b)
		step := &m.Steps[r.step]
		if !done && r.step == o.lastStep && r.visit == o.lastVisit {
			continue
		}
		if r.visit > 0 || r.to < m.From || r.to >= m.Until || c.together[r.step] {
			continue
		}
		ticks := ticksOf(b)
		k.lostWork[step.Department] += ticks[CauseWork] + ticks[CauseTravel]
	}
}

// togetherAt tells of each step whether it may be done once for a whole batch, by
// itself or under an effect.
func (m *Model) togetherAt() []bool {
	at := make([]bool, len(m.Steps))
	mark := func(step int, b *Batch) { at[step] = at[step] || b != nil && b.Together }
	for s := range m.Steps {
		mark(s, m.Steps[s].Batch)
	}
	for e := range m.Effects {
		for _, c := range m.Effects[e].Changes {
			if c.Param == ParamBatch {
				mark(c.Target, c.Batch)
			}
		}
	}
	return at
}
