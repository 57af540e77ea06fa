package scenarios

import (
	"ripple/sim"
	"ripple/sim/calendar"
)

// slip: orders, shipments, goods on the way or receipts are held for a time.
func (d *deed) slip() {
	f := d.read()
	by, ok := d.stretch(f, "by")
	f.together("to")
	f.together("flow")
	kind := f.oneOf("department", "step", "supplier", "from", "in-transit", "stock")
	n := f.get(kind)
	switch {
	case kind == "" && f.plain():
		f.node.fail("add `department: …`, `step: …`, `supplier: …`, `from: …` and `to: …`, `in-transit: {from: …}` or `stock: …`", "`slip` does not say where")
	case n == nil || !ok:
	case kind == "department":
		if dept := n.find("a department", d.b.org.departmentAt); dept >= 0 {
			d.slipAt(f, n, dept, by)
		}
	case kind == "step":
		for _, step := range d.b.stepsOf(n, n.text) {
			d.add(sim.Change{Param: sim.ParamStepHold, Target: step, Span: by})
			d.text = "What reaches " + n.text + " is held for " + by.String() + "."
		}
	case kind == "supplier":
		if s := n.find("a supplier", d.b.org.supplierAt); s >= 0 {
			d.add(sim.Change{Param: sim.ParamOrderHold, Target: s, Span: by})
			d.text = "What is ordered from " + n.text + " is held for " + by.String() + "."
		}
	case kind == "stock":
		if stock := n.find("a stock", d.b.org.stockAt); stock >= 0 {
			d.add(sim.Change{Param: sim.ParamReceiptHold, Target: stock, Span: by})
			d.text = "Receipts of " + n.text + " are held for " + by.String() + "."
		}
	case kind == "from":
		d.slipOfShipments(f, n, by)
	default:
		d.slipInTransit(n, by)
	}
}

// slipAt holds what reaches a department, all of it or that of one flow.
func (d *deed) slipAt(f *fields, n *node, dept int, by calendar.Span) {
	d.text = "What reaches " + n.text + " is held for " + by.String() + "."
	flow := f.get("flow")
	if flow == nil {
		d.add(sim.Change{Param: sim.ParamHold, Target: dept, Span: by})
		return
	}
	i := flow.find("a flow", d.b.org.flowAt)
	if i < 0 {
		return
	}
	for _, s := range d.b.model.Flows[i].Steps {
		if d.b.model.Steps[s].Department == dept {
			d.add(sim.Change{Param: sim.ParamStepHold, Target: s, Span: by})
		}
	}
	if len(d.changes) == 0 {
		flow.fail("name a department that has a step of it", "`%s` does nothing for `%s`", n.text, flow.text)
	}
	d.text = "What reaches " + n.text + " of " + flow.text + " is held for " + by.String() + "."
}

// slipOfShipments holds what a department hands to another, or a supplier ships.
func (d *deed) slipOfShipments(f *fields, from *node, by calendar.Span) {
	if s, is := d.b.org.supplierAt[from.text]; is && from.kind == scalar {
		if to := f.at["to"]; to != nil {
			to.fail("leave out `to`", "a supplier ships to whoever ordered")
			return
		}
		d.add(sim.Change{Param: sim.ParamShipmentHold, Target: s, Span: by})
		d.text = "What " + from.text + " ships leaves " + by.String() + " later."
		return
	}
	to := f.need("to")
	if to == nil {
		return
	}
	if c, ok := d.link(sim.ParamLinkHold, from, to, by); ok {
		d.add(c)
		d.text = "What " + from.text + " hands to " + to.text + " takes " + by.String() + " longer."
	}
}

// link is a change of what goes from a department to another, or to the customers.
func (d *deed) link(param sim.Parameter, from, to *node, by calendar.Span) (sim.Change, bool) {
	c := sim.Change{Param: param, Target: d.findSender(from), Index: -1, Span: by}
	if to.text != "customers" || to.kind != scalar {
		if c.Index = to.find("a department", d.b.org.departmentAt); c.Index < 0 {
			return c, false
		}
	}
	return c, c.Target >= 0
}

// findSender finds a department where a supplier could stand as well.
func (d *deed) findSender(n *node) int {
	text, ok := n.str("the name of a department or a supplier")
	if !ok {
		return -1
	}
	i, known := d.b.org.departmentAt[text]
	if !known {
		n.fail(n.suggest(text, d.b.org.departmentAt, d.b.org.supplierAt), "there is no department or supplier `%s`", clip(text))
		return -1
	}
	return i
}

// slipInTransit holds goods on the way, at the door.
func (d *deed) slipInTransit(n *node, by calendar.Span) {
	f := n.fields("in-transit")
	from := f.need("from")
	if from == nil {
		return
	}
	if s, is := d.b.org.supplierAt[from.text]; is && from.kind == scalar {
		switch to := f.at["to"]; {
		case to != nil:
			to.fail("leave out `to`", "a supplier ships to whoever ordered")
		case d.b.org.suppliers[s].delivery.IsZero():
			from.fail("state how long: `delivery: 5 days`", "`%s` has no `delivery`, so its goods are never on the way", from.text)
		default:
			d.add(sim.Change{Param: sim.ParamDoorHold, Target: s, Span: by})
			d.text = "What " + from.text + " has sent is held for " + by.String() + " when it arrives."
		}
		return
	}
	to := f.need("to")
	if to == nil {
		return
	}
	if c, ok := d.link(sim.ParamTransitHold, from, to, by); ok {
		d.add(c)
		d.text = "What " + from.text + " has sent to " + to.text + " is held for " + by.String() + " when it arrives."
	}
}

// supplierAway: a supplier does not take orders.
func (d *deed) supplierAway(f *fields) {
	n := f.get("supplier")
	if n == nil {
		return
	}
	if s := n.find("a supplier", d.b.org.supplierAt); s >= 0 {
		d.add(sim.Change{Param: sim.ParamAway, Target: s})
		d.text = n.text + " cannot deliver."
	}
}

// supplierFailure is an outage of a supplier.
func (d *deed) supplierFailure() {
	f := d.read()
	f.need("supplier")
	d.supplierAway(f)
}

// longerLeadTime: a supplier takes longer.
func (d *deed) longerLeadTime(f *fields) {
	n := f.get("supplier")
	factor, ok := d.scaled(f, "wait", 0.01, 1000)
	if n == nil || !ok {
		return
	}
	if s := n.find("a supplier", d.b.org.supplierAt); s >= 0 {
		d.add(sim.Change{Param: sim.ParamLeadTime, Target: s, Op: sim.Multiply, Value: factor})
		d.text = "Lead times of " + n.text + " are " + percentText(factor) + " of the usual."
	}
}
