package scenarios

import (
	"slices"

	"ripple/sim"
	"ripple/sim/draw"
)

func (d *deed) changeSegment(key, value *node, path []string) {
	i, rest := key.part("customers", path, d.b.org.segmentAt)
	if i < 0 {
		return
	}
	s := d.b.org.segments[i]
	only, word := -1, ""
	if k := len(rest) - 2; k >= 0 && rest[k] == "promise" {
		word, rest = rest[k+1], rest[:k+1]
	}
	if len(rest) == 3 && rest[0] == "orders" {
		flow, known := d.b.org.flowAt[rest[1]]
		if !known {
			unknownPart(key, rest[1], s.name, namesOf(d.b.org.flowAt)...)
			return
		}
		only, rest = flow, rest[2:]
	} else if len(rest) == 2 && rest[0] == "orders" {
		flow, known := d.b.org.flowAt[rest[1]]
		if !known {
			unknownPart(key, rest[1], s.name, namesOf(d.b.org.flowAt)...)
			return
		}
		only, rest = flow, []string{"demand"}
	}
	if len(rest) != 1 {
		key.fail("for example customers."+s.name+".promise", "`%s` is no path to a number", clip(key.text))
		return
	}
	if rest[0] == "demand" && !slices.ContainsFunc(s.streams, func(st *stream) bool { return st.hasDemand() && (only < 0 || st.flow == only) }) {
		key.fail("change the chance of the step that starts them", "nobody orders these of themselves: steps start them")
		return
	}
	for k, index := range d.b.streamIndex[i] {
		if rest[0] == "demand" && !s.streams[k].hasDemand() {
			continue
		}
		if index < 0 || (only >= 0 && d.b.model.Streams[index].Flow != only) {
			continue
		}
		before := key.source.problems.total
		d.changeStream(key, value, s, s.streams[k], index, rest[0], word)
		if key.source.problems.total > before {
			return
		}
	}
}

func (d *deed) changeStream(key, value *node, s *segment, st *stream, index int, what, word string) {
	switch what {
	case "demand":
		d.changeDemand(value, st, index)
	case "promise", "patience":
		span, ok := value.span("`" + what + "`")
		if !ok {
			return
		}
		param := sim.ParamPromise
		if what == "patience" {
			if param = sim.ParamPatience; !st.random.IsZero() {
				key.fail("state it as a fixed time in the organisation", "patience that differs from order to order cannot change during a run")
				return
			}
		}
		c := sim.Change{Param: param, Target: index, Op: sim.Set, Span: span}
		if word != "" {
			ms := &d.b.model.Streams[index]
			if ms.PromiseBy == nil {
				key.fail("write customers."+s.name+".promise", "the promise to `%s` goes by no attribute", s.name)
				return
			}
			place, ok := d.b.org.flows[ms.Flow].word(key, ms.PromiseBy, word)
			if !ok {
				return
			}
			c.Index = place + 1
		}
		d.add(c)
	case "value":
		d.addAmount(value, sim.Change{Param: sim.ParamValue, Target: index}, func(n *node) (float64, bool) {
			v, ok := n.money("a value")
			return float64(v), ok
		})
	case "penalty", "patience-until", "how-many", "accounts", "pays", "renews", "installed", "balks", "retry", "asks", "leaves", "about", "days", "hours", "closed", "extra", "every", "if-closed", "season":
		d.fixed(key, "")
	default:
		unknownPart(key, what, s.name, "demand", "promise", "patience", "value")
	}
}

// changeDemand turns a new demand into a share of the old one.
func (d *deed) changeDemand(value *node, st *stream, index int) {
	var factor float64
	if st.gap.IsZero() && !(value.kind == scalar && isFactor(value.text)) {
		value.fail("write a factor, such as x 1.3", "these orders come by the calendar or from a file")
		return
	}
	if value.kind == scalar && isFactor(value.text) {
		var ok bool
		if factor, ok = value.factor("a factor", 0, 100); !ok {
			return
		}
	} else {
		changed := *st
		changed.gap = draw.Dist{}
		changed.readDemand(value)
		if changed.schedule != nil || changed.moments != nil {
			value.fail("state it as the organisation does", "demand cannot change from one kind to another")
			return
		}
		if changed.gap.IsZero() {
			return
		}
		if changed.hours.key() != st.hours.key() {
			value.fail("state it as the organisation does", "demand cannot change from one kind of day to another")
			return
		}
		factor = st.gap.Mean() / changed.gap.Mean()
	}
	switch {
	case factor > 101:
		value.fail("at most a hundred times as much", "that is too large a change of demand")
	case factor > 1+1e-9:
		d.surges = append(d.surges, surge{index, factor})
	case factor < 1-1e-9:
		d.add(sim.Change{Param: sim.ParamDemand, Target: index, Op: sim.Multiply, Value: factor})
	}
}
