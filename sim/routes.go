package sim

import "ripple/sim/draw"

// route is an item on its way out of a step, where it depends on the item over
// which edges.
type route struct {
	part  *part
	slot  uint32
	now   Tick
	split bool // several branches leave
	// passed counts the branches that pass by a step: two of them may come to the
	// same join from here, at once.
	passed uint8
}

// lead sends the item over edges of which some lead to steps that not every item
// needs, or to one of several that do the same.
func (p *part) lead(slot uint32, edges []edgeRule, ordinal uint16, now Tick) {
	r := route{part: p, slot: slot, now: now, split: len(edges) > 1}
	for i := range edges {
		t := &p.tokens[slot]
		r.take(&edges[i], draw.At(t.step, t.visit, draw.Handoff, ordinal|uint16(i)), false)
	}
}

// take goes over one edge, or over those in its place. at is the place of the
// handoff's draw. Who passes by a step that leads to several goes on with that
// step's own draws, which nobody else needs then.
func (r *route) take(e *edgeRule, at uint64, passing bool) {
	p := r.part
	t := &p.tokens[r.slot] // the slice may have moved
	if e.pass != nil {
		visit := t.visit
		if e.back {
			visit++
		}
		if !p.needed(e.pass, t.item, uint16(e.to), visit) {
			instead := e.pass.instead
			r.split = r.split || len(instead) > 1
			for i := range instead {
				if len(instead) > 1 {
					at = draw.At(uint16(e.to), visit, draw.Handoff, uint16(i))
				}
				r.take(&instead[i], at, true)
			}
			return
		}
	}
	if e.which != nil {
		visit := t.visit
		if e.back {
			visit++
		}
		e = p.routed(e, t.item, visit, at, r.now)
	}
	branch := uint8(0)
	if passing && r.split {
		r.passed++
		branch = r.passed
	}
	p.hand(r.slot, e, e.travel(p.key, t.item, at), branch, r.now)
}

// needed tells whether an item needs the step.
func (p *part) needed(n *passRule, item uint64, step, visit uint16) bool {
	if n.only != nil && !n.only.Holds(p.traits(item), item) {
		return false
	}
	return n.chance >= 1 || p.key.Uniform(item, draw.At(step, visit, draw.Need, 0)) < n.chance
}
