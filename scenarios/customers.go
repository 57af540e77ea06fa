package scenarios

import (
	"strings"

	"ripple/sim"
	"ripple/sim/calendar"
	"ripple/sim/draw"
)

// segment is a kind of customer.
type segment struct {
	node                 *node
	name                 string
	customers            int64
	accounts             []sim.Account
	pays                 int64 // cents for each in 365 days
	renews               bool
	leaveLate, leaveLost float64
	streams              []*stream
	base                 stream // what holds for all orders
	silent               bool   // it says nothing of what is ordered
	outcomes             []*counter
}

// stream is what a segment orders of one flow.
type stream struct {
	node     *node
	flowNode *node // nil: the segment's only flow
	flow     int
	hours    workTime
	gap      draw.Dist // in open time of hours; zero where one of the next two holds
	schedule *schedule // orders by the calendar
	moments  *moments  // orders read from a file
	season   *season
	silent   bool // nothing is said of demand: steps have to start the orders
	balks    *balks
	retry    *retry
	asks     *asks
	machines *installed // whose number the orders are in proportion to
	people   float64    // for whom demand `each` or `per person` is stated
	asker    int        // the department that raises internal work; -1: none in particular
	promise  calendar.Span
	// promises by the words of an attribute hold in place of it; nil: none.
	promiseBy *node
	promises  []entry
	patience  calendar.Span
	random    draw.Dist // patience that differs from order to order; zero: patience holds
	answered  bool      // patience ends with the first step
	value     int64
	valuePer  *node // the attribute it is multiplied by; nil: none
	penalty   int64
}

func (org *organisation) readSegments(f *fields) {
	org.segmentAt = map[string]int{}
	n := f.need("customers")
	if n == nil {
		return
	}
	for _, e := range n.named("customers", maxSegments) {
		if !e.key.checkName("a kind of customer") {
			continue
		}
		if _, clash := org.departmentAt[e.key.text]; clash {
			e.key.fail("rename one of them, so that paths like `"+e.key.text+".backlog` are clear", "`%s` is a department already", e.key.text)
			continue
		}
		org.segmentAt[e.key.text] = len(org.segments)
		org.segments = append(org.segments, org.readSegment(e))
	}
}

func (org *organisation) readSegment(e entry) *segment {
	s := &segment{node: e.key, name: e.key.text}
	f := e.body("customers")
	f.checkAbout()
	s.readPopulation(f)
	if n := f.get("outcomes"); n != nil {
		s.readOutcomes(n)
	}
	base := stream{node: e.key, flow: -1, hours: org.hours, people: float64(s.customers), asker: -1}
	base.read(f)
	s.base = base
	s.base.gap, s.base.schedule, s.base.moments = draw.Dist{}, nil, nil
	switch f.oneOf("demand", "every", "orders") {
	case "":
		s.silent = f.plain() && !f.has("outcomes")
	case "orders":
		if n := f.get("orders"); n != nil {
			s.readOrders(n, base)
		}
	default:
		s.streams = []*stream{&base}
	}
	if n := f.get("installed"); n != nil {
		s.silent = false
		s.readInstalled(n, s.base)
	}
	return s
}

// readOrders reads demand by flow: {web-order: 55 per day, repair: 3 per day}.
func (s *segment) readOrders(n *node, base stream) {
	for _, e := range n.named("orders", maxFlows) {
		one := base
		one.node, one.flowNode = e.key, e.key
		if e.value.kind == mapping {
			f := e.value.fields("ordered")
			one.read(f)
			one.silent = f.oneOf("demand", "every") == ""
		} else if e.value.kind == empty {
			e.key.fail("for example 55 per day", "`%s` has no value", clip(e.key.text))
		} else {
			one.readDemand(e.value)
		}
		s.streams = append(s.streams, &one)
	}
}

// read changes what the fields say and keeps the rest.
func (s *stream) read(f *fields) {
	s.hours.read(f)
	if n := f.get("demand"); n != nil {
		s.readDemand(n)
	}
	if n := f.get("every"); n != nil {
		s.readEvery(n)
	}
	s.readIfClosed(f)
	if n := f.get("season"); n != nil {
		s.season = n.season()
	}
	if n := f.get("promise"); n != nil {
		s.readPromise(n)
	}
	if n := f.get("patience"); n != nil {
		s.readPatience(n)
	}
	if n := f.get("patience-until"); n != nil {
		f.together("patience-until")
		if text, ok := n.choice("`patience-until`", "first-step", "delivery"); ok {
			s.answered = text == "first-step"
		}
	}
	if n := f.get("value"); n != nil {
		s.readValue(n)
	}
	s.readReturning(f)
	if n := f.get("penalty"); n != nil {
		s.penalty, _ = n.money("a penalty")
	}
}

// readPatience reads a length of time, or a distribution of elapsed time.
func (s *stream) readPatience(n *node) {
	if n.kind == scalar && !strings.Contains(n.text, "(") {
		s.patience, _ = n.span("patience")
		s.random = draw.Dist{}
		return
	}
	if d, ok := n.distribution("patience", parseElapsed); ok && d.Mean() > 0 {
		s.patience, s.random = calendar.Span{}, d
	}
}

func (org *organisation) resolveSegments() {
	org.resolveReturning()
	for i, s := range org.segments {
		var own []int
		for k, f := range org.flows {
			if f.segment == i {
				own = append(own, k)
			}
		}
		for _, st := range s.streams {
			org.resolveStream(s, st, own)
			org.checkRetry(st)
			if st.machines != nil {
				org.resolveInstalled(i, st.machines)
			}
		}
		org.addStarted(s, own)
	}
	org.checkReplies()
}

// resolveStream finds the flow of what is ordered.
func (org *organisation) resolveStream(s *segment, st *stream, own []int) {
	if st.flowNode != nil {
		st.flow = st.flowNode.find("a flow", org.flowAt)
		if st.flow >= 0 && org.flows[st.flow].segment != org.segmentAt[s.name] {
			st.flowNode.fail("write `for: "+s.name+"` in the flow", "flow `%s` is not for `%s`", st.flowNode.text, s.name)
		} else if st.flow >= 0 && st.silent && !org.started[st.flow] {
			st.flowNode.fail("add for example `demand: 55 per day`, or let a step of another flow start it: `starts: "+st.flowNode.text+"`", "`%s` needs `demand`", clip(st.flowNode.text))
		}
		return
	}
	switch {
	case len(own) == 1:
		st.flow = own[0]
	case len(own) == 0:
		s.node.fail("write `for: "+s.name+"` in a flow", "no flow is for `%s`", s.name)
	default:
		var names []string
		for _, k := range own {
			names = append(names, org.flows[k].name)
		}
		s.node.fail("state demand for each: `orders: {"+strings.Join(names, ": … per day, ")+": … per day}`", "several flows are for `%s`: which of them is ordered?", s.name)
	}
}
