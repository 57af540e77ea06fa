package sim

import (
	"encoding/binary"
	"slices"
)

// Samples tell how one world stood at regular moments: at tick From, From + Every,
// From + 2·Every and so on, up to Model.Until. What happens at the very tick of a moment
// comes after it.
type Samples struct {
	From, Every Tick
	// Departments and Segments are indexed [department or segment][moment].
	Departments [][]DepartmentSample
	Segments    [][]SegmentSample
	// Effects are when injects and responses held here, in order of their starts. Those that
	// wait for a condition are here when it held before Model.Until.
	Effects []EffectSample
}

// DepartmentSample is a department at one moment. Working, Queued, Held, Blocked,
// Short and Aside add up to Backlog.
type DepartmentSample struct {
	Backlog int32
	Working int32 // in hand
	Queued  int32 // waiting for staff
	Held    int32 // by a slip
	Blocked int32 // waiting for a system
	Short   int32 // waiting for pieces
	Aside   int32 // waiting for anything else: somebody outside, a date, another branch, a place inside
	// Oldest is how long the item that came first of those here has been at its step.
	Oldest Tick
	// Staff are the people there at the moment, Busy those of them at work.
	Staff, Busy int32
	// Finished counts steps, and Expense the cents of responses that are paid per
	// item, from tick 0 on.
	Finished int64
	Expense  int64
	// Came counts arrivals from tick 0 on by who sent them; the customers are the last.
	Came []int32
	// OnHand are the pieces of the department's stocks, in the model's order.
	OnHand []int64
	// Down are the systems needed here that are down.
	Down []int32
}

// SegmentSample is a kind of customer at one moment. All but Open, Overdue and
// Expense count orders placed from Model.From on.
type SegmentSample struct {
	Placed, Delivered, OnTime, Lost int64
	Late                            int64 // past the promised date by then, open or not
	Open, Overdue                   int64 // now
	Revenue                         int64 // cents, of what has been delivered, less penalties
	Expense                         int64 // cents of responses that are paid per order of theirs
}

// EffectSample is one stretch [Start, End) in which an effect held.
type EffectSample struct {
	Effect     int
	Start, End Tick
}

// departmentSamples are those of one department in one world.
type departmentSamples struct {
	every Tick
	rows  []DepartmentSample
	came  []int32
}

// surveyUntil takes the samples that are due up to a tick, before anything happens at it:
// nothing has changed since the last event.
func (p *part) surveyUntil(now Tick) {
	s, until := p.samples, p.dept.model.Until
	if p.surveyAt > until {
		return
	}
	row, first := p.survey()
	for ; p.surveyAt <= min(now, until); p.surveyAt += s.every {
		at := p.surveyAt
		if row.Oldest = 0; row.Backlog > 0 {
			row.Oldest = at - first
		}
		row.Staff, row.Busy = p.present(at)
		s.rows = append(s.rows, row)
	}
	if p.surveyAt > until {
		p.surveyAt = Never
	}
}

// survey is how things stand, and when the item that came first of those here came.
func (p *part) survey() (row DepartmentSample, first Tick) {
	row = DepartmentSample{Finished: p.finished, Expense: p.expense, Came: slices.Clone(p.samples.came)}
	first = Never
	for slot := range p.tokens {
		t := &p.tokens[slot]
		if t.state <= stateComing || t.flags&(tokenPieces|tokenCarrier) != 0 {
			continue
		}
		row.Backlog++
		first = min(first, t.arrived)
		switch t.state {
		case stateWorking, stateTogether:
			row.Working++
		case stateQueued:
			row.Queued++
		case stateHeld:
			row.Held++
		case stateBlocked:
			row.Blocked++
		case stateShort:
			row.Short++
		default:
			row.Aside++
		}
	}
	for i := range p.stocks {
		row.OnHand = append(row.OnHand, p.stocks[i].onHand)
	}
	for i := range p.systems {
		if p.isDown(i) {
			row.Down = append(row.Down, int32(p.dept.systems[i]))
		}
	}
	return row, first
}

// present are the people there just before a tick, and those of them at work.
func (p *part) present(at Tick) (staff, busy int32) {
	for i := range p.teams {
		rule := &p.rules.teams[i]
		open := rule.calendar.IsOpen(max(0, at-1))
		if open {
			staff += int32(p.teams[i].staff)
		}
		if open || rule.finish {
			busy += int32(p.teams[i].busy)
		}
	}
	return staff, busy
}

// came counts an arrival.
func (p *part) came(t *token) {
	from := p.dept.batch.customers
	if t.prevStep != noStep {
		from = p.dept.model.Steps[t.prevStep].Department
	}
	p.samples.came[from]++
}

func (s *departmentSamples) clone() *departmentSamples {
	if s == nil {
		return nil
	}
	return &departmentSamples{s.every, slices.Clone(s.rows), slices.Clone(s.came)}
}

// marketSamples are those of the customers in one world. What is booked about an order
// comes at any time, for moments past and to come: changes are kept, and added up in the end.
type marketSamples struct {
	from, every Tick
	changes     [][]SegmentSample // by segment and moment: since the moment before
}

func newMarketSamples(m *Model, from, every Tick) *marketSamples {
	s := &marketSamples{from: from, every: every, changes: make([][]SegmentSample, len(m.Segments))}
	for i := range s.changes {
		s.changes[i] = make([]SegmentSample, (m.Until-from)/every+2)
	}
	return s
}

// after is the change that the first moment after a tick shows.
func (s *marketSamples) after(segment int, at Tick) *SegmentSample {
	rows := s.changes[segment]
	switch at -= s.from; {
	case at < 0:
		return &rows[0]
	case at >= s.every*Tick(len(rows)-1):
		return &rows[len(rows)-1] // later than the last moment: nobody sees it
	}
	return &rows[at/s.every+1]
}

func (s *marketSamples) clone() *marketSamples {
	if s == nil {
		return nil
	}
	return &marketSamples{s.from, s.every, cloneAll(s.changes)}
}

// placed takes note of a new order.
func (s *marketSamples) placed(segment int, o *order, counts bool) {
	row := s.after(segment, o.placed)
	row.Open++
	if counts {
		row.Placed++
	}
}

// ended takes note of an order that has ended, or is open at the end of the run.
func (s *marketSamples) ended(segment int, o *order, counts bool, revenue int64) {
	s.after(segment, o.ended).Open--
	if o.late {
		s.after(segment, o.due).Overdue++
		s.after(segment, o.ended).Overdue--
	}
	if !counts {
		return
	}
	if o.late {
		s.after(segment, o.due).Late++
	}
	row := s.after(segment, o.ended)
	row.Revenue += revenue
	switch o.state {
	case orderDelivered:
		row.Delivered++
		if !o.late {
			row.OnTime++
		}
	case orderLost:
		row.Lost++
	}
}

// sums adds the changes up.
func (s *marketSamples) sums() [][]SegmentSample {
	all := make([][]SegmentSample, len(s.changes))
	for i, rows := range s.changes {
		var now SegmentSample
		for _, c := range rows[:len(rows)-1] {
			now.Placed += c.Placed
			now.Delivered += c.Delivered
			now.OnTime += c.OnTime
			now.Lost += c.Lost
			now.Late += c.Late
			now.Open += c.Open
			now.Overdue += c.Overdue
			now.Revenue += c.Revenue
			now.Expense += c.Expense
			all[i] = append(all[i], now)
		}
	}
	return all
}

// sampled is what the customers know of one world. A condition that held only after
// counting is left out: how long one is watched then depends on the worlds run together.
func (c *customers) sampled(k *market) *Samples {
	if k.samples == nil {
		return nil
	}
	s := &Samples{From: k.samples.from, Every: k.samples.every, Segments: k.samples.sums()}
	for _, t := range k.spans {
		if eff := &c.model.Effects[t.effect]; eff.When.Condition == nil || t.began-eff.Lead < c.model.Until {
			s.Effects = append(s.Effects, EffectSample{t.effect, t.began, t.end})
		}
	}
	return s
}

// sampleRows travel as numbers in a row: gob would spend more time on them than
// the department on its work.
type sampleRows []DepartmentSample

// GobEncode writes the rows.
func (rows sampleRows) GobEncode() ([]byte, error) {
	b := binary.AppendVarint(nil, int64(len(rows)))
	for i := range rows {
		r := &rows[i]
		for _, n := range [...]int64{
			int64(r.Backlog), int64(r.Working), int64(r.Queued), int64(r.Held), int64(r.Blocked), int64(r.Short), int64(r.Aside),
			r.Oldest, int64(r.Staff), int64(r.Busy), r.Finished, r.Expense, int64(len(r.Came)), int64(len(r.OnHand)), int64(len(r.Down)),
		} {
			b = binary.AppendVarint(b, n)
		}
		for _, n := range r.Came {
			b = binary.AppendVarint(b, int64(n))
		}
		for _, n := range r.OnHand {
			b = binary.AppendVarint(b, n)
		}
		for _, n := range r.Down {
			b = binary.AppendVarint(b, int64(n))
		}
	}
	return b, nil
}

// GobDecode reads the rows.
func (rows *sampleRows) GobDecode(b []byte) error {
	short := false
	next := func() int64 {
		n, size := binary.Varint(b)
		if size <= 0 {
			short = true
			return 0
		}
		b = b[size:]
		return n
	}
	count := next()
	if count < 0 || count > int64(len(b)) {
		return errShort
	}
	*rows = make(sampleRows, count)
	for i := range *rows {
		r := &(*rows)[i]
		for _, n := range [...]*int32{&r.Backlog, &r.Working, &r.Queued, &r.Held, &r.Blocked, &r.Short, &r.Aside} {
			*n = int32(next())
		}
		r.Oldest = next()
		r.Staff, r.Busy = int32(next()), int32(next())
		r.Finished, r.Expense = next(), next()
		came, onHand, down := next(), next(), next()
		if short || min(came, onHand, down) < 0 || came+onHand+down > int64(len(b)) {
			return errShort
		}
		for range came {
			r.Came = append(r.Came, int32(next()))
		}
		for range onHand {
			r.OnHand = append(r.OnHand, next())
		}
		for range down {
			r.Down = append(r.Down, int32(next()))
		}
	}
	if short || len(b) > 0 {
		return errShort
	}
	return nil
}
