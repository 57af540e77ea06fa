package scenarios

import (
	"math"
	"slices"

	"ripple/scenarios/format"
	"ripple/sim"
	"ripple/sim/calendar"
	"ripple/sim/draw"
)

// reply is a step's wait for something that the customer has to send or to answer.
type reply struct {
	node      *node // `wait-for`
	never     float64
	neverNode *node
	atMost    calendar.Span // zero: for ever
	every     calendar.Span // how often the customer is chased
	chase     *start        // nil: not at all
	// unanswered is about the share of items whose answer has not come by then.
	unanswered float64
}

// noAnswer is the outcome of a step whose answer has not come in time.
const noAnswer = "no-answer"

// allStarts are what a step starts: when its work is done, and to chase the customer.
func (s *step) allStarts() []*start {
	var all []*start
	for i := range s.starts {
		all = append(all, &s.starts[i])
	}
	if s.reply != nil && s.reply.chase != nil {
		all = append(all, s.reply.chase)
	}
	return all
}

// readWait reads a time that passes outside, and whether it is the customer who is
// waited for.
func (s *step) readWait(f *fields) {
	if n := f.get("wait-for"); n != nil {
		if _, ok := n.choice("`wait-for`", "customer"); ok {
			s.reply = &reply{node: f.at["wait-for"]}
		}
		f.together("wait-for")
	}
	if n := f.get("wait"); n != nil {
		var ok bool
		if s.wait, ok = s.readAnswer(n); ok && s.reply != nil && s.wait.Max() == 0 {
			n.fail("say how long it takes until they answer, for example {usual: 6 days, nine-in-ten: 20 days}", "`%s` waits for the customer for no time", s.name)
		}
	}
	if n := f.get("at-most"); n != nil {
		atMost, _ := n.span("`at-most`")
		if s.reply != nil {
			s.reply.atMost = atMost
		}
	}
	if n := f.get("chase"); n != nil {
		every, chase := readChase(n)
		if s.reply != nil {
			s.reply.every, s.reply.chase = every, chase
		}
	}
	if s.reply == nil && !f.has("wait-for") {
		f.together("at-most", "chase")
	}
}

// readAnswer reads the time until somebody answers, with the chance that nobody ever
// does: {usual: 6 days, nine-in-ten: 20 days, never: 8 %}, {time: 6 days, never: 8 %}.
func (s *step) readAnswer(n *node) (draw.Dist, bool) {
	never := n.entryOf("never")
	if never == nil && n.entryOf("time") == nil {
		return n.distribution("`wait`", parseElapsed)
	}
	f := n.fieldsOf("`wait`", "answer")
	if never := f.get("never"); never != nil {
		share, ok := never.share("the chance that no answer ever comes", 0, 1)
		switch {
		case s.reply == nil:
			f.at["never"].fail("add `wait-for: customer`", "what `%s` waits for always comes: only a customer may never answer", s.name)
		case ok:
			s.reply.never, s.reply.neverNode = share, f.at["never"]
		}
	}
	if time := f.get("time"); time != nil {
		for _, key := range []string{"usual", "mean", "nine-in-ten", "cv", "at-least", "at-most"} {
			if f.has(key) {
				f.at[key].fail("keep one of the two", "`time` and `%s` cannot both be given", key)
			}
		}
		return time.distribution("`time`", parseElapsed)
	}
	rest := *n
	rest.entries = slices.DeleteFunc(slices.Clone(n.entries), func(e entry) bool { return format.Of("distribution").Key(e.key.text) == nil })
	if len(f.at) < len(n.entries) {
		return draw.Dist{}, false // said already
	}
	return rest.distribution("`wait`", parseElapsed)
}

// entryOf is the key of that name in a mapping, nil when it has none.
func (n *node) entryOf(name string) *node {
	if n.kind == mapping {
		for _, e := range n.entries {
			if e.key.text == name {
				return e.key
			}
		}
	}
	return nil
}

// readChase reads {every: 5 working days, starts: reminder}.
func readChase(n *node) (every calendar.Span, chase *start) {
	f := n.fields("chase")
	if e := f.need("every"); e != nil {
		every = e.chaseEvery()
	}
	if flow := f.need("starts"); flow != nil && !every.IsZero() {
		chase = &start{node: flow, flow: -1}
	}
	return every, chase
}

// chaseEvery reads after how long a customer is chased again: a minute at least.
func (n *node) chaseEvery() calendar.Span {
	every, ok := n.span("the time until a customer is chased")
	if ok && every.N < float64(calendar.Minute) && (every.Unit == calendar.Elapsed || every.Unit == calendar.Open) {
		n.fail("for example 5 working days", "nobody is chased more often than every minute")
		return calendar.Span{}
	}
	return every
}

// readMissing reads where an item goes whose answer has not come: {no-answer: close}.
func (s *step) readMissing(fl *flow, e entry) outcome {
	o := outcome{node: e.key, name: noAnswer, missing: true}
	switch {
	case e.value.kind == empty:
		e.key.fail("name the step it leads to: `no-answer: close`, or done, or lost", "`%s` does not say where it leads", noAnswer)
		fl.unread, o.to = true, ended(e.value)
	case e.value.kind != scalar || isGuard(e.value) || e.value.text == "rest" || plainNumber.MatchString(e.value.text[:min(1, len(e.value.text))]):
		e.value.fail("name the step it leads to: `no-answer: close`, or done, or lost", "how often no answer comes follows from `wait` and `at-most`")
		fl.unread, o.to = true, ended(e.value)
	default:
		o.to = e.value
	}
	if s.reply.atMost.IsZero() {
		e.key.fail("add for example `at-most: 30 working days`", "`%s` waits until the answer comes, so there is no outcome `%s`", s.name, noAnswer)
	}
	return o
}

// ended stands for what could not be read of where an outcome leads.
func ended(n *node) *node {
	read := *n
	read.kind, read.text = scalar, "done"
	return &read
}

// missing is the way of items whose answer has not come, -1 when they go on as if it had.
func (s *step) missing() int {
	return slices.IndexFunc(s.ways, func(w way) bool { return w.missing })
}

// worked is the share of visits to the step in which its work is done.
func (s *step) worked() float64 {
	if s.missing() < 0 {
		return 1
	}
	return 1 - s.reply.unanswered
}

// resolveReply checks a wait for the customer, and works out how often no answer comes.
func (org *organisation) resolveReply(f *flow, s *step) {
	r := s.reply
	if r == nil {
		return
	}
	if f.segment < 0 && (f.forNode == nil || len(f.askers) > 0) {
		r.node.fail("leave it out: `wait` alone is a time that passes outside", "`%s` is work inside: there is no customer to wait for", f.name)
		return
	}
	if s.department < 0 || r.atMost.IsZero() {
		return
	}
	r.unanswered = r.later(s.wait, org.weeksOf(s, r.atMost)*ticksPerWeek)
}

const ticksPerWeek = float64(7 * calendar.CalendarDay)

// weeksOf is about how many weeks a length of time is for whoever does the step.
func (org *organisation) weeksOf(s *step, length calendar.Span) float64 {
	return inWeeks(length, &org.departments[s.department].teams[s.team].hours)
}

// later is the share of items that have no answer after so many ticks.
func (r *reply) later(wait draw.Dist, ticks float64) float64 {
	return r.never + (1-r.never)*(1-shareBelow(wait, ticks, true))
}

// chases is about how often a customer is chased in one visit to the step. Where no
// answer may ever come and nothing ends the wait, patience does.
func (org *organisation) chases(f *flow, s *step) float64 {
	r := s.reply
	if r == nil || r.chase == nil || s.department < 0 {
		return 0
	}
	every, end := org.weeksOf(s, r.every), math.Inf(1)
	switch {
	case !r.atMost.IsZero():
		end = org.weeksOf(s, r.atMost)
	case r.never > 0:
		end = org.patienceOf(f)
	}
	sum := 0.0
	const most = 10_000
	for n := 1.0; n*every < end && n < most; n++ {
		one := r.later(s.wait, n*every*ticksPerWeek)
		if one < 1e-6 {
			break
		}
		sum += one
	}
	return sum
}

// patienceOf is about how many weeks customers have patience with a flow, on average over
// its kinds of orders; 0 when it is not known.
func (org *organisation) patienceOf(f *flow) float64 {
	sum, n := 0.0, 0.0
	for _, s := range org.segments {
		for _, st := range s.streams {
			switch {
			case st.flow < 0 || org.flows[st.flow] != f:
			case !st.random.IsZero():
				sum, n = sum+st.random.Mean()/ticksPerWeek, n+1
			default:
				sum, n = sum+inWeeks(st.patience, &org.hours), n+1
			}
		}
	}
	if n == 0 {
		return 0
	}
	return sum / n
}

// checkReplies reports waits that never end: the answer may never come, and neither
// `at-most` nor patience ends them.
func (org *organisation) checkReplies() {
	for k, f := range org.flows {
		for i, s := range f.steps {
			if s.reply != nil && s.reply.never > 0 && s.reply.atMost.IsZero() && org.waitsForEver(k, i) {
				s.reply.neverNode.fail("add for example `at-most: 30 working days`", "an order whose answer never comes would stay at `%s` for ever", s.name)
			}
		}
	}
}

// waitsForEver tells whether patience leaves some orders of a flow at a step for ever.
func (org *organisation) waitsForEver(flow, step int) bool {
	for _, s := range org.segments {
		if slices.ContainsFunc(s.streams, func(st *stream) bool {
			return st.flow == flow && (st.patience.IsZero() && st.random.IsZero() || st.answered && step > 0)
		}) {
			return true
		}
	}
	return false
}

// reply is a wait for the customer for the model.
func (b *builder) reply(s *step, department int) *sim.Reply {
	if s.reply == nil {
		return nil
	}
	r := &sim.Reply{Never: s.reply.never, AtMost: s.reply.atMost, Missing: s.missing()}
	if c := s.reply.chase; c != nil && c.flow >= 0 {
		chase := b.startOf(s, c, department)
		r.Chase, r.Every = &chase, s.reply.every
	}
	return r
}

// changeWait changes how long something outside takes, and how often a customer never
// answers where the new value says so.
func (d *deed) changeWait(key, value *node, s *step, index int) {
	if value.entryOf("never") == nil && value.entryOf("time") == nil {
		d.changeLength(value, sim.ParamWait, index, parseElapsed)
		return
	}
	if s.reply == nil {
		key.fail("write `wait-for: customer` in the organisation", "step `%s` does not wait for the customer", s.name)
		return
	}
	other := &step{name: s.name, reply: &reply{}}
	wait, ok := other.readAnswer(value)
	if !ok {
		return
	}
	if wait.Max() == 0 {
		value.fail("for example {usual: 6 days, nine-in-ten: 20 days}", "`%s` would wait for the customer for no time", s.name)
		return
	}
	d.add(sim.Change{Param: sim.ParamWait, Target: index, Op: sim.Set, Dist: wait})
	if other.reply.neverNode != nil && d.mayNever(value, s, index, other.reply.never) {
		d.add(sim.Change{Param: sim.ParamNever, Target: index, Op: sim.Set, Value: other.reply.never})
	}
}

// mayNever reports a change by which some answers never come where nothing ends the wait.
func (d *deed) mayNever(value *node, s *step, index int, never float64) bool {
	flow := d.b.model.Steps[index].Flow
	f := d.b.org.flows[flow]
	if never > 0 && s.reply.atMost.IsZero() && d.b.org.waitsForEver(flow, f.stepAt[s.name]) {
		value.fail("write `at-most` in the organisation, for example `at-most: 30 working days`", "an order whose answer never comes would stay at `%s` for ever", s.name)
		return false
	}
	return true
}

// changeReply changes `wait.never`, `at-most` or `chase.every` of a step; it tells
// whether the path is one of these.
func (d *deed) changeReply(key, value *node, s *step, index int, path string) bool {
	switch path {
	case "wait.never", "at-most", "chase.every":
	default:
		return false
	}
	if s.reply == nil {
		key.fail("write `wait-for: customer` in the organisation", "step `%s` does not wait for the customer", s.name)
		return true
	}
	switch path {
	case "wait.never":
		before := len(d.changes)
		d.addAmount(value, sim.Change{Param: sim.ParamNever, Target: index}, func(n *node) (float64, bool) {
			return n.share("the chance that no answer ever comes", 0, 1)
		})
		if c := d.changes[before:]; len(c) == 1 {
			never := c[0].Value
			if c[0].Op == sim.Multiply {
				if never *= s.reply.never; never > 1 {
					value.fail("at most 100 %", "no answer would come in %s of all cases", percentText(never))
				}
			}
			d.mayNever(value, s, index, never)
		}
	case "at-most":
		if s.reply.atMost.IsZero() {
			key.fail("write `at-most` in the organisation", "step `%s` waits until the answer comes", s.name)
			return true
		}
		if atMost, ok := value.span("`at-most`"); ok {
			d.add(sim.Change{Param: sim.ParamAtMost, Target: index, Op: sim.Set, Span: atMost})
		}
	case "chase.every":
		if s.reply.chase == nil {
			key.fail("write `chase` in the organisation", "step `%s` chases nobody", s.name)
			return true
		}
		c := sim.Change{Param: sim.ParamChase, Target: index, Op: sim.Set}
		if value.kind != scalar || value.text != "never" {
			if c.Span = value.chaseEvery(); c.Span.IsZero() {
				return true
			}
		}
		d.add(c)
	}
	return true
}
