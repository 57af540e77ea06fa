package scenarios

import (
	"fmt"
	"regexp"
	"strings"

	"ripple/sim"
	"ripple/sim/calendar"
	"ripple/sim/draw"
)

// defaultChecked is how often a condition is looked at.
const defaultChecked = calendar.Hour

// at turns a moment into a tick.
func (b *builder) at(m moment) (sim.Tick, error) {
	t := b.model.Calendars[0]
	at := t.At(b.model.FirstDay+m.day-1, m.clock)
	if !m.again {
		return at, nil
	}
	second, twice := shownAgain(t, at)
	if !twice {
		return at, faultf("leave out `again`", "the clock shows that time only once on this day")
	}
	return second, nil
}

// shownAgain is when the wall clock shows for the second time what it shows at a
// tick: clocks are put back by half an hour or more, and three at most.
func shownAgain(t *calendar.Table, at sim.Tick) (sim.Tick, bool) {
	day, clock := t.Clock(at)
	for later := at + calendar.Hour/2; later <= at+3*calendar.Hour; later += calendar.Hour / 2 {
		if d, c := t.Clock(later); d == day && c == clock {
			return later, true
		}
	}
	return at, false
}

// Moment writes a tick as it is written in files: day 20 09:00, to the
// millisecond where it has to be.
func (s *Scenario) Moment(at sim.Tick) string {
	t := s.Model.Calendars[0]
	day, clock := t.Clock(at)
	text := fmt.Sprintf("day %d %02d:%02d", day-s.Model.FirstDay+1, clock/calendar.Hour, clock/calendar.Minute%60)
	if rest := clock % calendar.Minute; rest%calendar.Second != 0 {
		text += fmt.Sprintf(":%02d.%03d", rest/calendar.Second, rest%calendar.Second)
	} else if rest != 0 {
		text += fmt.Sprintf(":%02d", rest/calendar.Second)
	}
	if t.At(day, clock) != at {
		text += " again"
	}
	return text
}

// trigger reads when something happens: `at`, with or without a chance, or `when`.
func (b *builder) trigger(f *fields, what string) (sim.Trigger, bool) {
	switch f.oneOf("at", "when") {
	case "at":
		if n := f.get("at"); n != nil {
			return b.certainOrRandom(n, f.get("chance"))
		}
	case "when":
		if n := f.get("chance"); n != nil {
			n.fail("use `at` with `chance`, or `when` alone", "a condition has no chance of its own")
			return sim.Trigger{}, false
		}
		if n := f.get("when"); n != nil {
			return b.conditional(n, f)
		}
	default:
		if f.plain() {
			f.node.fail("add for example `at: day 20 09:00`, or `when: manufacturing.backlog > 50`", "%s needs `at` or `when`", what)
		}
	}
	return sim.Trigger{}, false
}

func (b *builder) certainOrRandom(n, chance *node) (sim.Trigger, bool) {
	text, ok := n.str("a moment")
	if !ok {
		return sim.Trigger{}, false
	}
	share := 1.0
	if chance != nil {
		if share, ok = chance.share("a chance", 0, 1); !ok {
			return sim.Trigger{}, false
		}
	}
	if between, random := strings.CutPrefix(text, "between "); random {
		first, last, two := strings.Cut(between, " and ")
		if !two {
			n.fail("write `between day 10 and day 40`", "`%s` has only one end", clip(text))
			return sim.Trigger{}, false
		}
		lo, ok1 := b.momentTick(n, first)
		hi, ok2 := b.momentTick(n, last)
		if !ok1 || !ok2 {
			return sim.Trigger{}, false
		}
		d, err := draw.Uniform(float64(lo), float64(hi))
		if err != nil {
			n.fail("the earlier one first", "`%s` is no stretch of time", clip(text))
			return sim.Trigger{}, false
		}
		return sim.Trigger{Random: true, Chance: share, AtRandom: d}, true
	}
	at, ok := b.momentTick(n, text)
	if !ok {
		return sim.Trigger{}, false
	}
	if chance == nil {
		return sim.Trigger{At: at}, true
	}
	d, err := draw.Fixed(float64(at))
	return sim.Trigger{Random: true, Chance: share, AtRandom: d}, err == nil
}

func (b *builder) momentTick(n *node, text string) (sim.Tick, bool) {
	m, err := b.run.parseMoment(text)
	if err != nil {
		n.failWith(err)
		return 0, false
	}
	at, err := b.at(m)
	if err != nil {
		n.failWith(err)
		return 0, false
	}
	return at, true
}

var comparison = regexp.MustCompile(`^([^\s<>=]+)\s*(<=|>=|==|=|<|>)\s*(\S+)$`)

// conditional reads `manufacturing.backlog > 50 and sensor-boards.stock < 100`.
func (b *builder) conditional(n *node, f *fields) (sim.Trigger, bool) {
	text, ok := n.str("a condition")
	if !ok {
		return sim.Trigger{}, false
	}
	all, judge, ok := b.comparisons(n, text)
	if !ok {
		return sim.Trigger{}, false
	}
	c := &sim.Condition{Judge: judge, Every: defaultChecked, All: all}
	if by := f.get("judged-by"); by != nil {
		if c.Judge = by.find("a department", b.org.departmentAt); c.Judge < 0 {
			return sim.Trigger{}, false
		}
	}
	if every := f.get("checked"); every != nil {
		inner := *every
		inner.text = strings.TrimPrefix(inner.text, "every ")
		t, ok := inner.elapsed("`checked`")
		if !ok {
			return sim.Trigger{}, false
		}
		if t < calendar.Minute {
			every.fail("for example every 1h", "a condition can be checked once a minute at most")
			return sim.Trigger{}, false
		}
		c.Every = t
	}
	from := b.model.From
	if before := f.get("not-before"); before != nil {
		if from, ok = b.momentTick(before, before.text); !ok {
			return sim.Trigger{}, false
		}
	}
	if after := f.get("not-after"); after != nil {
		if c.Until, ok = b.momentTick(after, after.text); !ok {
			return sim.Trigger{}, false
		}
		if c.Until <= from {
			after.fail("the earlier one first", "it is too late before it is looked at")
			return sim.Trigger{}, false
		}
	}
	return sim.Trigger{At: from, Condition: c}, true
}

// comparisons reads the parts of a condition, and says who can judge it best: the
// department that its first part speaks of.
func (b *builder) comparisons(n *node, text string) (all []sim.Comparison, judge int, ok bool) {
	for _, part := range strings.Split(text, " and ") {
		one, first, ok := b.comparison(n, strings.TrimSpace(part))
		if !ok {
			return nil, 0, false
		}
		if len(all) == 0 {
			judge = first
		}
		all = append(all, one)
	}
	if len(all) > 10 {
		n.fail("", "a condition has at most 10 parts")
		return nil, 0, false
	}
	return all, judge, true
}

// quantities are what a condition can watch, by kind of thing.
var quantities = map[string]sim.Quantity{
	"backlog": sim.QuantityBacklog, "stock": sim.QuantityStock, "open": sim.QuantityOpenOrders,
	"overdue": sim.QuantityOverdue, "lost": sim.QuantityLost,
}

// comparison reads `manufacturing.backlog > 50`, and says which department can
// see it best.
func (b *builder) comparison(n *node, text string) (c sim.Comparison, judge int, ok bool) {
	const example = "for example manufacturing.backlog > 50, sensor-boards.stock < 100 or consumers.overdue > 20"
	m := comparison.FindStringSubmatch(text)
	if m == nil {
		n.fail(example+"; several are joined by `and`", "`%s` is no condition", clip(text))
		return c, 0, false
	}
	if m[2] != "<" && m[2] != ">" {
		n.fail("write > or <", "`%s` cannot be used in a condition", m[2])
		return c, 0, false
	}
	limit, err := parseNumber(m[3])
	if err != nil {
		n.failWith(err)
		return c, 0, false
	}
	c.Above, c.Limit = m[2] == ">", limit
	name, quantity, found := strings.Cut(m[1], ".")
	if !found {
		n.fail(example, "`%s`: of what?", clip(text))
		return c, 0, false
	}
	if i, is := b.org.departmentAt[name]; is {
		c.Quantity, c.Target = sim.QuantityBacklog, i
		return c, i, n.quantity(quantity, name, "backlog")
	}
	if i, is := b.org.stockAt[name]; is {
		c.Quantity, c.Target = sim.QuantityStock, i
		return c, max(0, b.org.stocks[i].department), n.quantity(quantity, name, "stock")
	}
	if i, is := b.org.segmentAt[name]; is {
		if b.org.segments[i].counts(quantity) {
			n.fail("watch `"+name+".open`, `.overdue` or `.lost`", "`%s.%s` is counted of orders that have ended: conditions see what is open", name, quantity)
			return c, 0, false
		}
		c.Quantity, c.Target = quantities[quantity], i
		return c, b.frontDepartment(i), n.quantity(quantity, name, "open", "overdue", "lost")
	}
	n.fail(n.suggest(name, b.org.departmentAt, b.org.stockAt, b.org.segmentAt), "there is no department, stock or kind of customer `%s`", clip(name))
	return c, 0, false
}

func (n *node) quantity(text, of string, known ...string) bool {
	for _, k := range known {
		if text == k {
			return true
		}
	}
	n.fail(didYouMean(text, known), "`%s` has no `%s` to watch", of, clip(text))
	return false
}

// frontDepartment is who meets the customers first: the department of the
// first step of what they order.
func (b *builder) frontDepartment(segment int) int {
	for _, st := range b.org.segments[segment].streams {
		if st.flow >= 0 && len(b.org.flows[st.flow].steps) > 0 {
			return max(0, b.org.flows[st.flow].steps[0].department)
		}
	}
	return 0
}
