package scenarios

import (
	"slices"
	"strings"

	"ripple/sim"
)

// demandKeys are what a flow for colleagues may say of its demand.
var demandKeys = []string{"demand", "every", "season", "if-closed"}

// resolveDemand reads who raises internal work, and how much of it.
func (org *organisation) resolveDemand(f *flow) {
	stated := slices.ContainsFunc(demandKeys, f.demand.has)
	if !stated {
		return
	}
	if f.segment >= 0 {
		for _, key := range demandKeys {
			if f.demand.has(key) {
				f.demand.at[key].fail("write it there: `"+org.segments[f.segment].name+": {"+key+": …}`", "`%s` is for customers, who say under `customers` what they order", f.name)
				return
			}
		}
	}
	if f.demand.oneOf("demand", "every") == "" {
		for _, key := range demandKeys {
			if f.demand.has(key) {
				f.demand.at[key].fail("add for example `demand: 0.3 per person per week`, or `every: month on the 25th`", "`%s` has nothing to be about", key)
				return
			}
		}
	}
	base := stream{node: f.node, flow: org.flowAt[f.name], hours: org.hours, asker: -1}
	n := f.demand.get("demand")
	if n == nil || n.kind != scalar || isFixedDistance(n.text) {
		// By the calendar, from a file, or at a distance: nobody in particular asks.
		if len(f.askers) == 1 {
			base.asker = f.askers[0]
		}
		base.read(f.demand)
		f.streams = []*stream{&base}
		return
	}
	perPerson := strings.Contains(n.text, " per person") || strings.Contains(n.text, " each") || strings.Contains(n.text, " per head")
	if len(f.askers) == 0 {
		if perPerson {
			n.fail("add for example `for: [sales, marketing]`, or `for: departments`", "`%s`: per person of which departments?", clip(n.text))
			return
		}
		base.read(f.demand)
		f.streams = []*stream{&base}
		return
	}
	total := 0.0
	for _, d := range f.askers {
		total += org.departments[d].heads()
	}
	for _, d := range f.askers {
		heads := org.departments[d].heads()
		if heads == 0 {
			continue
		}
		st := base
		st.asker, st.people, st.hours = d, heads, org.departments[d].teams[0].hours
		st.read(f.demand)
		if !perPerson && !st.gap.IsZero() { // one demand of them all together
			st.gap = st.gap.Scaled(total / heads)
		}
		f.streams = append(f.streams, &st)
	}
	if len(f.streams) == 0 {
		f.forNode.fail("give them staff, or name departments that have some", "nobody works in the departments that raise `%s`", f.name)
	}
}

func isFixedDistance(text string) bool { return strings.HasPrefix(text, "every ") }

// heads is how many people a department has.
func (d *department) heads() float64 {
	n := int64(0)
	for _, t := range d.teams {
		n += int64(t.people())
	}
	return float64(n)
}

// internalDemand adds what colleagues order: a segment of their own for each
// flow, behind all customers.
func (b *builder) internalDemand() {
	for fi, f := range b.org.flows {
		var index []int
		segment := len(b.model.Segments)
		for _, st := range f.streams {
			name := f.name
			if st.asker >= 0 && len(f.streams) > 1 {
				name = b.org.departments[st.asker].name + " " + f.name
			}
			index = append(index, b.stream(st, name, segment))
		}
		b.raisedIndex = append(b.raisedIndex, index)
		if slices.ContainsFunc(index, func(i int) bool { return i >= 0 }) {
			b.model.Segments = append(b.model.Segments, sim.Segment{Name: f.name, Internal: true})
			b.model.Flows[fi].Segment = segment
		}
	}
}

// changeRaised changes the demand of internal work.
func (d *deed) changeRaised(key, value *node, flow int) {
	f := d.b.org.flows[flow]
	if len(d.b.raisedIndex[flow]) == 0 {
		hint := "give it `demand` in the organisation"
		if f.segment >= 0 {
			hint = "write customers." + d.b.org.segments[f.segment].name + ".orders." + f.name + ".demand"
		}
		key.fail(hint, "nobody in the organisation raises `%s`", f.name)
		return
	}
	for k, index := range d.b.raisedIndex[flow] {
		if index < 0 {
			continue
		}
		before := key.source.problems.total
		st := *f.streams[k]
		if len(f.streams) > 1 && st.gap.Mean() > 0 && value.kind == scalar && !isFactor(value.text) && st.people > 0 && !strings.Contains(value.text, " per person") {
			value.fail("write for example 0.3 per person per week, or a factor: x 1.3", "`%s` is raised by several departments", f.name)
			return
		}
		d.changeDemand(value, &st, index)
		if key.source.problems.total > before {
			return
		}
	}
}
