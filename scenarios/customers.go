package scenarios

import (
	"regexp"
	"strings"
	"time"

	"ripple/sim/calendar"
	"ripple/sim/draw"
)

// segment is a kind of customer.
type segment struct {
	node                 *node
	name                 string
	customers            int64
	leaveLate, leaveLost float64
	streams              []*stream
}

// stream is what a segment orders of one flow.
type stream struct {
	node     *node
	flowNode *node // nil: the segment's only flow
	flow     int
	hours    workTime
	gap      draw.Dist // in open time of hours
	promise  calendar.Span
	patience calendar.Span
	random   draw.Dist // patience that differs from order to order; zero: patience holds
	value    int64
	penalty  int64
}

// maxPerDay is the most orders a day one stream may bring.
const maxPerDay = 100_000

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
	if n := f.get("how-many"); n != nil {
		s.customers, _ = n.count("customers", 1, maxPieces)
	}
	if n := f.get("leaves"); n != nil {
		l := n.fields("leaves")
		if v := l.get("late"); v != nil {
			s.leaveLate, _ = v.share("the share that leaves", 0, 1)
		}
		if v := l.get("lost"); v != nil {
			s.leaveLost, _ = v.share("the share that leaves", 0, 1)
		}
		if s.customers == 0 && !f.has("how-many") {
			n.fail("add for example `how-many: 4000`", "customers who leave must be counted")
		}
	}
	base := stream{node: e.key, flow: -1, hours: org.hours}
	base.read(f)
	switch f.oneOf("demand", "every", "orders") {
	case "":
		if f.plain() {
			e.key.fail("add for example `demand: 55 per day`", "`%s` order nothing", s.name)
		}
	case "orders":
		if n := f.get("orders"); n != nil {
			s.readOrders(n, base)
		}
	default:
		s.streams = []*stream{&base}
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
			if f.oneOf("demand", "every") == "" {
				e.key.fail("add for example `demand: 55 per day`", "`%s` needs `demand`", clip(e.key.text))
			}
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
		s.readGap(n)
	}
	if n := f.get("promise"); n != nil {
		s.promise, _ = n.span("a promise")
	}
	if n := f.get("patience"); n != nil {
		s.readPatience(n)
	}
	if n := f.get("value"); n != nil {
		s.value, _ = n.money("a value")
	}
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

var ratePattern = regexp.MustCompile(`^(.*?)\s*(?:per|a|an|/)\s+((?:calendar |working )?[a-z]+)$`)

// readDemand reads `55 per day`, `per calendar day`, `per hour`, or
// `every 10m`: orders at random, or one after another at that distance.
func (s *stream) readDemand(n *node) {
	if n.kind == mapping {
		f := n.fields("demand")
		if every := f.need("every"); every != nil {
			s.readGap(every)
		}
		return
	}
	text, ok := n.str("demand")
	if !ok {
		return
	}
	text = unmarked(text)
	if every, found := strings.CutPrefix(text, "every "); found {
		inner := *n
		inner.text = every
		s.readGap(&inner)
		return
	}
	const examples = "for example 55 per day, 4 per hour, 12 per week, 20 per calendar day, or every 10m"
	m := ratePattern.FindStringSubmatch(text)
	if m == nil {
		if plainNumber.MatchString(text) {
			n.fail("write "+text+" per day", "`%s`: per what?", clip(text))
			return
		}
		if _, err := parseNumber(strings.Fields(text + " .")[0]); err != nil && strings.Contains(text, ",") {
			n.failWith(err)
			return
		}
		n.fail(examples, "`%s` is no demand", clip(text))
		return
	}
	rate, err := parseNumber(m[1])
	if err != nil {
		n.failWith(err)
		return
	}
	if rate <= 0 {
		n.fail("leave the line out if nobody orders", "demand must be above 0")
		return
	}
	open, days := s.hours.week()
	var per float64 // open ticks for which the rate is stated
	switch m[2] {
	case "second":
		per = float64(calendar.Second)
	case "minute", "working minute":
		per = float64(calendar.Minute)
	case "hour", "working hour":
		per = float64(calendar.Hour)
	case "day", "working day":
		per = float64(open.Milliseconds()) / float64(max(days, 1))
	case "week", "working week":
		per = float64(open.Milliseconds())
	case "calendar day", "calendar week", "calendar hour":
		s.hours.Always = true
		per = map[string]float64{"calendar hour": 1, "calendar day": 24, "calendar week": 168}[m[2]] * float64(calendar.Hour)
	case "month", "year", "quarter":
		n.fail("say how many per week", "a %s is not always as long", m[2])
		return
	default:
		n.fail(examples, "`per %s` cannot be used here", clip(m[2]))
		return
	}
	if per <= 0 {
		return // the calendar without open hours is reported elsewhere
	}
	s.gap, err = draw.Exponential(per / rate)
	if err != nil {
		n.fail("", "%s", inWords(err.Error()))
		return
	}
	s.checkRate(n)
}

// readGap reads the distribution of the time between two orders.
func (s *stream) readGap(n *node) {
	d, ok := n.distribution("the time between orders", parseWork)
	if !ok {
		return
	}
	if d.Mean() <= 0 {
		n.fail("", "some time lies between two orders")
		return
	}
	s.gap = d
	s.checkRate(n)
}

func (s *stream) checkRate(n *node) {
	open, days := s.hours.week()
	perDay := float64(open/time.Millisecond) / float64(max(days, 1)) / s.gap.Mean()
	if perDay > maxPerDay {
		n.fail("describe a part of the organisation, or count orders in dozens", "%.0f orders a day are more than the %d that one kind of order may bring", perDay, maxPerDay)
		s.gap = draw.Dist{}
	}
}

func (org *organisation) resolveSegments() {
	for i, s := range org.segments {
		var own []int
		for k, f := range org.flows {
			if f.segment == i {
				own = append(own, k)
			}
		}
		for _, st := range s.streams {
			org.resolveStream(s, st, own)
		}
	}
}

// resolveStream finds the flow of what is ordered.
func (org *organisation) resolveStream(s *segment, st *stream, own []int) {
	if st.flowNode != nil {
		st.flow = st.flowNode.find("a flow", org.flowAt)
		if st.flow >= 0 && org.flows[st.flow].segment != org.segmentAt[s.name] {
			st.flowNode.fail("write `for: "+s.name+"` in the flow", "flow `%s` is not for `%s`", st.flowNode.text, s.name)
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
