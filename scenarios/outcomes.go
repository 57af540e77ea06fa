package scenarios

import (
	"math"
	"slices"
	"strings"

	"ripple/scenarios/format"
	"ripple/sim"
)

const (
	maxOutcomes = 50
	maxTimes    = 1_000_000 // what one order may count for
)

// counter is something that happens to customers when orders, theirs or those of
// others, end in some way.
type counter struct {
	node   *node
	name   string
	counts *node
	only   *node
	times  *node
	better int // 0: not said
}

// wayWords are the ways in which orders can have ended.
var wayWords = map[string]sim.Ways{
	"delivered": sim.WayDelivered, "on-time": sim.WayOnTime, "late": sim.WayLate, "lost": sim.WayLost,
	"unfinished": sim.WayUnfinished, "faulty": sim.WayFaulty,
}

// ways are their names, for messages.
var ways = []string{"late", "lost", "delivered", "on-time", "unfinished", "faulty"}

// told are the names of what reports say of all customers, beside what can be
// watched and expected.
var told = []string{
	"on-time-orders", "abandoned", "faulty", "lead-time-hours", "lateness-hours", "asked", "again", "leaving",
	"machines", "open-orders", "overdue-orders", "lost-value",
}

// readOutcomes reads {moved-treatments: {counts: late repair, times: 1.5}}.
func (s *segment) readOutcomes(n *node) {
	for _, e := range n.named("outcomes", maxOutcomes) {
		if !e.key.checkName("an outcome") {
			continue
		}
		if isTold(e.key.text) {
			e.key.fail("choose another name", "`%s` is counted of all customers", e.key.text)
			continue
		}
		o := &counter{node: e.key, name: e.key.text}
		f := e.body("outcome")
		f.checkAbout()
		o.counts, o.only, o.times = f.need("counts"), f.get("only-if"), f.get("times")
		if b := f.get("better"); b != nil {
			switch word, _ := b.choice("`better`", "fewer", "more"); word {
			case "more":
				o.better = 1
			case "fewer":
				o.better = -1
			}
		}
		s.outcomes = append(s.outcomes, o)
	}
}

func isTold(name string) bool {
	same := func(t format.Term) bool { return t.Of == "customers" && t.Name == name }
	return slices.Contains(told, name) || slices.ContainsFunc(format.Outcomes(), same) || slices.ContainsFunc(format.Watched(), same)
}

// outcomes adds the outcomes of all customers to the model; its streams are there.
func (b *builder) outcomes() {
	for i, s := range b.org.segments {
		for _, o := range s.outcomes {
			before := o.node.source.problems.total
			c := b.counter(o)
			if o.node.source.problems.total == before && len(c.Counts) > 0 {
				b.model.Segments[i].Counters = append(b.model.Segments[i].Counters, c)
			}
		}
	}
}

func (b *builder) counter(o *counter) sim.Counter {
	c := sim.Counter{Name: o.name, Times: 1000, Better: o.better}
	if o.counts == nil {
		return c
	}
	var text []string
	good := true // all of it is good news
	for _, n := range o.counts.list() {
		one, ok := b.countedOrders(n)
		if !ok {
			return c
		}
		if slices.ContainsFunc(c.Counts, func(x sim.Counted) bool { return x.Flow == one.Flow }) {
			n.fail("write the ways before it: `late or lost "+b.org.flows[one.Flow].name+"`", "`%s` is counted twice", b.org.flows[one.Flow].name)
			return c
		}
		good = good && one.Ways&^(sim.WayDelivered|sim.WayOnTime) == 0
		c.Counts = append(c.Counts, one)
		text = append(text, strings.Join(strings.Fields(n.text), " "))
	}
	if c.Better == 0 {
		if c.Better = -1; good {
			c.Better = 1
		}
	}
	if o.only != nil {
		if fl := b.onlyFlow(o.only, &c); fl != nil {
			c.If = fl.guard(o.only)
		}
	}
	if o.times != nil {
		b.times1000(o.times, &c)
	}
	c.Text = strings.Join(text, ", ")
	if o.only != nil {
		c.Text += " where " + o.only.text
	}
	if o.times != nil {
		c.Text += ", times " + unmarked(o.times.text)
	}
	return c
}

// countedOrders reads `late repair` or `late or lost repair`.
func (b *builder) countedOrders(n *node) (c sim.Counted, ok bool) {
	const example = "for example `late repair`, or `late or lost repair`"
	text, isText := n.str("what is counted")
	if !isText {
		return c, false
	}
	words := strings.Fields(text)
	if len(words) < 2 || len(words)%2 != 0 {
		n.fail(example, "`%s` does not say which orders are counted, and of which flow", clip(text))
		return c, false
	}
	for i, word := range words[:len(words)-1] {
		if i%2 == 1 {
			if word != "or" {
				n.fail(example, "`%s` does not say which orders are counted, and of which flow", clip(text))
				return c, false
			}
			continue
		}
		way, known := wayWords[word]
		if !known {
			hint := didYouMean(word, ways)
			if word == "defective" {
				hint = "write faulty"
			}
			n.fail(hint, "orders are not counted by `%s`", clip(word))
			return c, false
		}
		c.Ways |= way
	}
	of := *n
	of.text = words[len(words)-1]
	if c.Flow = of.find("a flow", b.org.flowAt); c.Flow < 0 {
		return c, false
	}
	if b.model.Flows[c.Flow].Segment < 0 {
		n.fail("name a flow for customers, or one that departments raise", "nobody orders `%s`: an outcome counts orders", of.text)
		return c, false
	}
	if c.Ways&(sim.WayLate|sim.WayOnTime) != 0 && !b.promisedAt(c.Flow) {
		n.fail("add for example `promise: 5 working days` to its customers", "orders of `%s` are promised no date, so that none is late", of.text)
		return c, false
	}
	return c, true
}

// promisedAt tells whether any order of a flow is promised a date, or nothing is
// known of its orders.
func (b *builder) promisedAt(flow int) bool {
	known := false
	for i := range b.model.Streams {
		if s := &b.model.Streams[i]; s.Flow == flow {
			if known = true; !s.Promise.IsZero() || s.PromiseBy != nil {
				return true
			}
		}
	}
	return !known
}

// onlyFlow is the flow whose attributes an outcome goes by.
func (b *builder) onlyFlow(n *node, c *sim.Counter) *flow {
	if len(c.Counts) > 1 {
		n.fail("count them apart, each as an outcome of its own", "the orders counted are of several flows, and attributes are of one")
		return nil
	}
	return b.org.flows[c.Counts[0].Flow]
}

// times1000 reads how much an order counts for: 1.5, an attribute of the order, or
// 1.5 per size.
func (b *builder) times1000(n *node, c *sim.Counter) {
	text, ok := n.str("how much an order counts for")
	if !ok {
		return
	}
	name := unmarked(text)
	number, after, per := strings.Cut(name, " per ")
	if per {
		name = strings.TrimSpace(after)
	} else if number = "1"; name == "" || strings.ContainsAny(name[:1], "+-.0123456789") {
		number, name = name, ""
	}
	v, err := parseNumber(number)
	if err != nil {
		n.failWith(err)
		return
	}
	c.Times = int64(math.Round(v * 1000))
	switch {
	case v < 0.001 || v > maxTimes:
		n.fail("for example 1.5", "an order counts for 0.001 to %d", maxTimes)
		return
	case math.Abs(v*1000-float64(c.Times)) > 1e-6:
		n.fail("thousandths are counted: three digits after the point will do", "`%s` has too many digits", clip(number))
		return
	case name == "":
		return
	}
	fl := b.onlyFlow(n, c)
	if fl == nil {
		return
	}
	of := *n
	of.text = name
	c.Per = fl.numberAttribute(&of, "what an order counts for")
	switch {
	case c.Per == nil:
	case c.Per.Value.Quantile(0x1p-53) < 0:
		n.fail("let the attribute begin somewhere: `at-least: 0`", "some orders would count for less than nothing")
	case v*greatest(c.Per) > maxTimes:
		n.fail("let the attribute end somewhere: `at-most: 100`", "one order counts for %d at most", maxTimes)
	}
}

// counts tells whether a kind of customer has an outcome of that name.
func (s *segment) counts(name string) bool {
	return slices.ContainsFunc(s.outcomes, func(o *counter) bool { return o.name == name })
}
