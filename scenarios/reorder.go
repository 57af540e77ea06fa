package scenarios

import (
	"math"

	"ripple/sim"
)

// reorder is one rule by which a stock is replenished.
type reorder struct {
	node         *node
	at, quantity int64
	upTo         bool
	sourcesNode  *node // what `by` or `from` holds
	byFlow       bool  // it names flows, not suppliers
	sources      []origin
	sound        bool // its numbers could be read
}

// origin is a flow or a supplier with its share of the orders.
type origin struct {
	node           *node
	flow, supplier int // one of them is -1
	share          float64
}

// maxReorders is how many rules one stock can have.
const maxReorders = 16

func (s *stock) readReorders(n *node) {
	items := n.list()
	if len(items) > maxReorders || len(items) == 0 {
		n.fail("", "from 1 to %d reorder rules", maxReorders)
		return
	}
	for _, item := range items {
		s.reorders = append(s.reorders, s.readReorder(item))
	}
	for i := 1; i < len(s.reorders); i++ {
		if a, b := s.reorders[i-1], s.reorders[i]; a.sound && b.sound && b.at >= a.at {
			b.node.fail("write the rule with the highest `at` first; the ones below it are for emergencies", "this rule orders at %d, not below the %d of the rule before", b.at, a.at)
		}
	}
}

func (s *stock) readReorder(n *node) *reorder {
	r := &reorder{node: n}
	f := n.fields("reorder")
	amount := f.oneOf("quantity", "up-to")
	if amount == "" && f.plain() {
		n.fail("add `quantity: 600`, or `up-to: 1100`", "`reorder` does not say how many are ordered")
	}
	from := f.oneOf("by", "from")
	if from == "" && f.plain() {
		n.fail("add `from:` with a supplier, or `by:` with the flow that brings the pieces", "`reorder` does not say who delivers")
	}
	r.byFlow, r.sourcesNode = from == "by", f.get(from)
	quantity := f.get(amount)
	if quantity == nil {
		return r
	}
	var ok bool
	r.quantity, ok = quantity.count("pieces", 1, maxPieces)
	r.upTo = amount == "up-to"
	r.at = r.quantity - 1
	if at := f.get("at"); at != nil {
		var read bool
		r.at, read = at.count("pieces", 0, maxPieces)
		ok = ok && read
	} else if !r.upTo || s.review == nil {
		f.need("at")
		return r
	}
	switch {
	case !ok:
		return r
	case r.upTo && r.at >= r.quantity:
		quantity.fail("", "ordering up to %d at %d orders nothing", r.quantity, r.at)
	case !r.upTo && r.at/r.quantity > 10_000:
		quantity.fail("order more at a time", "it takes %d orders at once to reach the reorder point", r.at/r.quantity)
	default:
		r.sound = true
	}
	return r
}

// resolveReorder finds the flows or suppliers a rule orders from.
func (org *organisation) resolveReorder(s *stock, r *reorder) {
	n := r.sourcesNode
	if n == nil {
		return
	}
	r.sources, _ = org.sources(s, n, r.byFlow)
}

// sources reads a name, or names with their shares.
func (org *organisation) sources(s *stock, n *node, flows bool) ([]origin, bool) {
	one := func(n *node, share float64) (origin, bool) {
		x := origin{node: n, flow: -1, supplier: -1, share: share}
		if flows {
			x.flow = n.find("a flow", org.flowAt)
			return x, x.flow >= 0
		}
		_, isFlow := org.flowAt[n.text]
		if _, known := org.supplierAt[n.text]; isFlow && !known {
			n.fail("name it after `by`, not `from`", "`%s` is a flow, not a supplier", clip(n.text))
			return x, false
		}
		x.supplier = n.find("a supplier", org.supplierAt)
		return x, x.supplier >= 0
	}
	if n.kind != mapping {
		x, ok := one(n, 1)
		return []origin{x}, ok
	}
	var out []origin
	sum, good := 0.0, true
	for _, e := range n.named("shares", maxSuppliers) {
		share, ok := e.value.share("a share", 0, 1)
		x, found := one(e.key, share)
		good = good && ok && found
		sum += share
		out = append(out, x)
	}
	if good && math.Abs(sum-1) > 1e-9 {
		n.fail("they must add up to 100 %", "the shares of `%s` add up to %s", s.name, percentText(sum))
		good = false
	}
	return out, good && len(out) > 0
}

// reorder is the model's rule.
func (b *builder) reorder(s *stock, r *reorder) sim.Reorder {
	rule := sim.Reorder{At: r.at, Quantity: r.quantity, UpTo: r.upTo}
	for _, x := range r.sources {
		rule.Sources = append(rule.Sources, b.source(s, x))
	}
	return rule
}

func (b *builder) source(s *stock, x origin) sim.Source {
	out := sim.Source{Share: x.share, Flow: x.flow, Supplier: x.supplier}
	if x.flow >= 0 {
		if steps := b.org.flows[x.flow].steps; len(steps) > 0 && steps[0].doneElsewhere(s.department) {
			out.Handoff = b.org.handoff.dist
		}
	}
	return out
}

// setSources lets other flows or suppliers deliver from now on.
func (d *deed) setSources(value *node, stock, rule int, flows bool) {
	b := d.b
	list, ok := b.org.sources(b.org.stocks[stock], value, flows)
	if !ok {
		return
	}
	r := &b.model.Stocks[stock].Reorders[rule]
	share := make([]float64, len(r.Sources))
	for _, x := range list {
		if x.flow >= 0 && !b.brings(x.node, x.flow, stock) {
			return
		}
		at := b.sourceIndex(stock, rule, x)
		for len(share) <= at {
			share = append(share, 0)
		}
		share[at] += x.share
	}
	for at, v := range share {
		d.add(sim.Change{Param: sim.ParamShare, Target: stock, Index: sim.SourceIndex(rule, at), Op: sim.Set, Value: v})
	}
}

// sourceIndex is the place of a source in a rule, where it has no share of its
// own until something gives it one.
func (b *builder) sourceIndex(stock, rule int, x origin) int {
	r := &b.model.Stocks[stock].Reorders[rule]
	for i := range r.Sources {
		if r.Sources[i].Flow == x.flow && r.Sources[i].Supplier == x.supplier {
			return i
		}
	}
	x.share = 0
	r.Sources = append(r.Sources, b.source(b.org.stocks[stock], x))
	return len(r.Sources) - 1
}

// flows are all flows that replenish a stock.
func (s *stock) flows() []int {
	var out []int
	for _, r := range s.reorders {
		for _, x := range r.sources {
			if x.flow >= 0 && !containsInt(out, x.flow) {
				out = append(out, x.flow)
			}
		}
	}
	return out
}

// usual is how many pieces an order of the rule is for, when this many are used
// in a week.
func (r *reorder) usual(org *organisation, s *stock, x origin, perWeek float64) float64 {
	pieces := float64(r.quantity)
	if r.upTo {
		pieces = float64(r.quantity - r.at)
		if s.review != nil {
			pieces = max(pieces, perWeek*52/max(1, s.review.perYear()))
		}
	}
	least := int64(0)
	if x.supplier >= 0 {
		least = org.suppliers[x.supplier].minimum
	} else {
		for _, st := range org.flows[x.flow].steps {
			if st.supplier >= 0 {
				least = max(least, org.suppliers[st.supplier].minimum)
			}
		}
	}
	return max(1, pieces, float64(least))
}
