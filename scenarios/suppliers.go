package scenarios

import (
	"ripple/sim"
	"ripple/sim/draw"
)

// supplier is somebody outside who delivers pieces.
type supplier struct {
	node           *node
	name           string
	lead, delivery draw.Dist
	minimum        int64
	cents          int64
}

func (org *organisation) readSuppliers(f *fields) {
	org.supplierAt = map[string]int{}
	n := f.get("suppliers")
	if n == nil {
		return
	}
	for _, e := range n.named("suppliers", maxSuppliers) {
		if !e.key.checkName("a supplier") {
			continue
		}
		org.supplierAt[e.key.text] = len(org.suppliers)
		org.suppliers = append(org.suppliers, readSupplier(e))
	}
}

func readSupplier(e entry) *supplier {
	s := &supplier{node: e.key, name: e.key.text}
	f := e.body("supplier")
	f.checkAbout()
	if n := f.need("lead-time"); n != nil {
		s.lead, _ = n.leadTime("`lead-time`")
	}
	if n := f.get("delivery"); n != nil {
		s.delivery, _ = n.leadTime("`delivery`")
	}
	if n := f.get("minimum"); n != nil {
		s.minimum, _ = n.count("pieces", 1, maxPieces)
	}
	if n := f.get("price"); n != nil {
		s.cents, _ = n.price()
	}
	return s
}

// leadTime reads how long a supplier takes, or is on the way.
func (n *node) leadTime(what string) (draw.Dist, bool) {
	d, ok := n.distribution(what, parseElapsed)
	if ok && d.Max() < 1 {
		n.fail("for example 12 days, or {usual: 35 days, nine-in-ten: 55 days}", "%s takes some time", what)
		return draw.Dist{}, false
	}
	return d, ok
}

// price reads what one piece costs, as cents.
func (n *node) price() (int64, bool) {
	cents, ok := n.money("a price")
	switch {
	case ok && cents < 0:
		n.fail("", "a price cannot be negative")
		return 0, false
	case ok && cents > maxPrice:
		n.fail("", "`%s` is too much for one piece", clip(n.text))
		return 0, false
	}
	return cents, ok
}

func (b *builder) suppliers() {
	for _, s := range b.org.suppliers {
		b.model.Suppliers = append(b.model.Suppliers, sim.Supplier{
			Name: s.name, LeadTime: noneIfZero(s.lead), Delivery: noneIfZero(s.delivery), Minimum: s.minimum, Cents: s.cents,
		})
	}
}

// changeSupplier reads suppliers.S.lead-time, delivery, minimum and price.
func (d *deed) changeSupplier(key, value *node, path []string) {
	i, rest := key.part("suppliers", path, d.b.org.supplierAt)
	if i < 0 {
		return
	}
	s := d.b.org.suppliers[i]
	if len(rest) != 1 {
		key.fail("for example suppliers."+s.name+".lead-time", "`%s` is no path to a number", clip(key.text))
		return
	}
	switch rest[0] {
	case "lead-time":
		d.changeSupplierTime(value, sim.ParamLeadTime, i, "`lead-time`")
	case "delivery":
		if s.delivery.IsZero() {
			value.fail("state a `delivery` of `"+s.name+"` in the organisation", "the goods of `%s` are never on the way", s.name)
			return
		}
		d.changeSupplierTime(value, sim.ParamDelivery, i, "`delivery`")
	case "minimum":
		d.addAmount(value, sim.Change{Param: sim.ParamMinimum, Target: i}, countOf("pieces", 0, maxPieces))
	case "price":
		d.addAmount(value, sim.Change{Param: sim.ParamPrice, Target: i}, func(n *node) (float64, bool) {
			cents, ok := n.price()
			return float64(cents), ok
		})
	case "about":
		d.fixed(key, "")
	default:
		unknownPart(key, rest[0], s.name, "lead-time", "delivery", "minimum", "price")
	}
}

func (d *deed) changeSupplierTime(value *node, param sim.Parameter, supplier int, what string) {
	c := sim.Change{Param: param, Target: supplier, Op: sim.Set}
	var ok bool
	if value.kind == scalar && isFactor(value.text) {
		c.Op = sim.Multiply
		c.Value, ok = value.factor("a factor", 0.01, 1000)
	} else {
		c.Dist, ok = value.leadTime(what)
	}
	if ok {
		d.add(c)
	}
}
