package scenarios

import (
	"fmt"
	"slices"
	"time"

	"ripple/sim"
	"ripple/sim/calendar"
	"ripple/sim/draw"
)

// maxOpenYears is how old an open order can be.
const maxOpenYears = 20

// openOrders reads `start`: tables of orders that are open when the run begins.
func (b *builder) openOrders(n *node) {
	if n == nil {
		return
	}
	if b.run.warmUp > 0 {
		n.fail("write `warm-up: 0` in `run`", "orders that are open at the start need a run without warm-up: it would begin %d days before them", b.run.warmUp)
		return
	}
	for _, item := range n.list() {
		b.openTable(item)
	}
}

// openTable reads {from: tickets.csv, flow: motor-claim, opened: opened}.
func (b *builder) openTable(n *node) {
	f := n.fields("open-orders")
	from, opened := f.need("from"), f.need("opened")
	flow := -1
	if v := f.need("flow"); v != nil {
		flow = v.find("a flow", b.org.flowAt)
	}
	if from == nil || opened == nil || flow < 0 {
		return
	}
	stream := slices.IndexFunc(b.model.Streams, func(s sim.Stream) bool { return s.Flow == flow && s.Surge < 0 && len(s.Backlog) == 0 })
	if stream < 0 {
		f.get("flow").fail("name a flow that customers or departments order", "nobody orders `%s`", b.org.flows[flow].name)
		return
	}
	t := from.readTable()
	if t == nil {
		return
	}
	o := &openReader{b: b, table: t, flow: flow, stream: stream, opened: t.column(opened), closed: -1, step: -1}
	if v := f.get("closed"); v != nil {
		o.closed = t.column(v)
	}
	if v := f.get("step"); v != nil {
		o.step = t.column(v)
	}
	o.readSteps(f)
	if n.source.problems.total > 0 || !o.read() {
		return
	}
	if len(o.orders) == 0 {
		b.note("no order of %s is open on %s", from.text, b.run.from)
		return
	}
	o.build()
}

// openReader reads one table of open orders.
type openReader struct {
	b                    *builder
	table                *tableFile
	flow, stream         int
	opened, closed, step int // columns; -1: none
	steps                map[string]int
	orders               []openOrder
}

// openOrder is one of them.
type openOrder struct {
	opened time.Time // by the organisation's clock
	step   int       // of the flow
}

// readSteps reads at which step an order with some word in the column stands.
func (o *openReader) readSteps(f *fields) {
	fl := o.b.org.flows[o.flow]
	o.steps = map[string]int{}
	n := f.get("steps")
	if n == nil {
		for name, i := range fl.stepAt {
			o.steps[name] = i
		}
		return
	}
	if !f.has("step") {
		f.at["steps"].fail("add the column: for example `step: status`", "`steps` says what the words of a column mean: of which one?")
		return
	}
	for _, e := range n.named("steps", maxSteps) {
		if i := e.value.find("a step of this flow", fl.stepAt); i >= 0 {
			o.steps[e.key.text] = i
		}
	}
}

// read reads the rows that are open when the run begins, the oldest first.
func (o *openReader) read() bool {
	day := time.Date(o.b.run.from.Year, o.b.run.from.Month, o.b.run.from.Day, 0, 0, 0, 0, time.UTC)
	for _, row := range o.table.rows {
		c := at(row, o.opened)
		opened, err := parseTableMoment(c.text)
		if err != nil {
			o.table.failWith(c, err)
			return false
		}
		if !opened.Before(day) {
			continue
		}
		if opened.Before(day.AddDate(-maxOpenYears, 0, 0)) {
			o.table.fail(c, "", "`%s` is more than %d years before the run", clip(c.text), maxOpenYears)
			return false
		}
		if o.closed >= 0 {
			if c := at(row, o.closed); c.text != "" {
				closed, err := parseTableMoment(c.text)
				if err != nil {
					o.table.failWith(c, err)
					return false
				}
				if closed.Before(day) {
					continue
				}
			}
		}
		step, ok := o.stepOf(row)
		if !ok {
			return false
		}
		o.orders = append(o.orders, openOrder{opened, step})
	}
	slices.SortStableFunc(o.orders, func(x, y openOrder) int { return x.opened.Compare(y.opened) })
	return true
}

// stepOf finds at which step the order of a row stands.
func (o *openReader) stepOf(row []cell) (int, bool) {
	fl := o.b.org.flows[o.flow]
	if o.step < 0 {
		return 0, true
	}
	c := at(row, o.step)
	i, known := o.steps[c.text]
	switch {
	case c.text == "":
		return 0, true
	case !known:
		o.table.fail(c, "say what it means: `steps: {"+clip(c.text)+": "+fl.steps[0].name+"}`; "+didYouMean(c.text, namesOf(o.steps)), "flow `%s` has no step `%s`", fl.name, clip(c.text))
	case fl.inside[i] || len(fl.steps[i].join) > 0:
		o.table.fail(c, "let it stand before the parallel part", "an order cannot begin at `%s`, which is one of several steps at the same time", fl.steps[i].name)
	default:
		return i, true
	}
	return 0, false
}

// build adds the open orders to the model, as a stream of their own on the terms
// of the flow's. Promises and patience have run since they were opened, so they
// are counted by a calendar that reaches back that far.
func (o *openReader) build() {
	b := o.b
	ms := b.model.Streams[o.stream]
	ms.Name += " open"
	ms.Slots, ms.Season, ms.Machines, ms.Times, ms.Backlog = nil, nil, nil, nil, nil
	ms.Gap = draw.Dist{}
	zone := b.org.hours.Zone
	first := o.orders[0].opened
	past := time.Date(first.Year(), first.Month(), first.Day(), 0, 0, 0, 0, zone)
	back := b.origin.Sub(past).Milliseconds()
	cal, err := calendar.Build(b.org.hours.Spec, past, b.horizon()+back)
	if err != nil {
		o.table.source.fail(0, 0, fmt.Sprintf("the calendar does not reach back to %s: %s", first.Format(time.DateOnly), err), "")
		return
	}
	promises := ms.Promises
	if len(promises) == 0 {
		promises = []calendar.Span{ms.Promise}
	}
	gone := 0
	for _, order := range o.orders {
		t := order.opened
		at := time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), zone).Sub(past).Milliseconds()
		open := sim.OpenOrder{Placed: min(at-back, -1), Step: b.stepsAt(o.flow, order.step)[0], GiveUp: sim.Never}
		for _, promise := range promises {
			due := sim.Never
			if !promise.IsZero() {
				if due = promise.After(cal, at); due != sim.Never {
					due -= back
				}
			}
			open.Dues = append(open.Dues, due)
		}
		// Who has been answered waits until the end.
		if !ms.Patience.IsZero() && (order.step == 0 || !b.model.Steps[b.stepsAt(o.flow, 0)[0]].Answers) {
			if open.GiveUp = ms.Patience.After(cal, at); open.GiveUp != sim.Never {
				open.GiveUp -= back
			}
			if open.GiveUp <= 0 {
				gone++
			}
		}
		if asks := ms.Asks; asks != nil {
			open.Ask = nextAskOf(asks, cal, at, back) - back
		}
		ms.Backlog = append(ms.Backlog, open)
		ms.Times = append(ms.Times, 0)
	}
	if gone > 0 {
		b.note("%d of the %d open orders of `%s` are older than their patience: they are given up at once", gone, len(o.orders), b.org.flows[o.flow].name)
	}
	b.surges[o.stream] = append(b.surges[o.stream], len(b.model.Streams))
	b.streamHours = append(b.streamHours, b.streamHours[o.stream])
	b.model.Streams = append(b.model.Streams, ms)
}

// nextAskOf is when the customer of an order asks first, from the begin of the run on.
func nextAskOf(asks *sim.Asks, cal *calendar.Table, opened, begin sim.Tick) sim.Tick {
	every := asks.Every
	for n := 1.0; ; n++ {
		every.N = asks.Every.N * n
		if next := every.After(cal, opened); next >= begin {
			return next
		}
	}
}
