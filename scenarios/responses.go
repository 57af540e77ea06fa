package scenarios

import (
	"ripple/sim"
)

// addStaff: more people in a team.
func (d *deed) addStaff() {
	f := d.read()
	t, ok := d.target(f, "department")
	n := f.need("people")
	if !ok || n == nil {
		return
	}
	people, ok := n.count("people", 1, maxStaff)
	if !ok || !d.oneTeam(f, t) {
		return
	}
	open, _ := d.b.org.departments[t.dept].teams[t.teams[0]].hours.week()
	d.hours = float64(people) * open.Hours() / 7
	d.add(sim.Change{Param: sim.ParamStaff, Target: t.dept, Index: t.teams[0], Op: sim.Add, Value: float64(people), Value2: float64(people) * d.ramp(f), Fraction: true})
	d.text = n.text + " more people work in " + t.text + "."
}

// ramp reads how long people who are new to the work count in part, and gives
// that part; 1 when they know it from the start.
func (d *deed) ramp(f *fields) float64 {
	n := f.get("ramp")
	if n == nil {
		return 1
	}
	r := n.fields("ramp")
	counts := 1.0
	if v := r.need("counts"); v != nil {
		counts, _ = v.share("what they count", 0, 1)
	}
	if v := r.need("for"); v != nil {
		d.rampFor, _ = v.span("`for`")
	}
	return counts
}

// lend: people of one department help another.
func (d *deed) lend() {
	f := d.read()
	from, to, n := f.need("from"), f.need("to"), f.need("people")
	if from == nil || to == nil || n == nil {
		return
	}
	people, ok := n.count("people", 1, maxStaff)
	lender, ok1 := d.team(from)
	borrower, ok2 := d.team(to)
	counts := 1.0
	if c := f.get("counts"); c != nil {
		counts, _ = c.share("what they count", 0, 1)
	}
	learning := d.ramp(f)
	if !ok || !ok1 || !ok2 {
		return
	}
	if lender == borrower {
		to.fail("name another department, or another team of it", "`%s` cannot help itself", clip(to.text))
		return
	}
	home := d.b.org.departments[lender[0]].teams[lender[1]]
	if there := home.people(); people > int64(there) {
		n.fail("", "`%s` has only %d people", clip(from.text), there)
		return
	}
	open, _ := d.b.org.departments[borrower[0]].teams[borrower[1]].hours.week()
	d.hours = float64(people) * open.Hours() / 7
	gone, come := -float64(people), float64(people)*counts
	d.add(sim.Change{Param: sim.ParamStaff, Target: lender[0], Index: lender[1], Op: sim.Add, Value: gone, Value2: gone, Fraction: true, Unpaid: true})
	d.add(sim.Change{Param: sim.ParamStaff, Target: borrower[0], Index: borrower[1], Op: sim.Add, Value: come, Value2: come * learning, Fraction: true, Unpaid: true})
	d.text = n.text + " people of " + from.text + " help " + to.text + "."
}

// team reads the name of one team: of a department, its only one.
func (d *deed) team(n *node) ([2]int, bool) {
	department, teams := d.b.teams(n)
	if department < 0 {
		return [2]int{}, false
	}
	if len(teams) > 1 {
		n.fail("for example "+n.text+"."+d.b.org.departments[department].teams[0].name, "`%s` has several teams: which one?", n.text)
		return [2]int{}, false
	}
	return [2]int{department, teams[0]}, true
}

// overtime: a department is open longer.
func (d *deed) overtime() {
	f := d.read()
	t, ok := d.target(f, "department")
	if !ok {
		return
	}
	if f.oneOf("by", "hours") == "" && !f.has("days") {
		f.node.fail("add `by: 2h`, `hours: 07:00-19:00` or `days: Mon-Sat`", "`overtime` does not say how long")
		return
	}
	for _, team := range t.teams {
		was := d.b.org.departments[t.dept].teams[team]
		if len(was.roster) > 0 {
			f.node.fail("for example change: {departments."+d.b.org.departments[t.dept].name+".roster: [{days: Mon-Fri, hours: 08:00-20:00, people: 6}]}", "`%s` works by a roster: change the roster", t.text)
			return
		}
		longer := was.hours
		before := f.node.source.problems.total
		longer.read(f)
		if by := f.get("by"); by != nil {
			length, ok := by.elapsed("overtime")
			if !ok {
				return
			}
			if length < 1 || length > 24*3_600_000 {
				by.fail("for example by: 2h", "overtime cannot be %s a day", clip(by.text))
				return
			}
			longer = longer.later(milliseconds(length))
		}
		if f.node.source.problems.total > before {
			return
		}
		table, ok := d.b.table(f.node, longer)
		if !ok {
			return
		}
		open, _ := was.hours.week()
		after, _ := longer.week()
		d.hours += was.paid * max(0, (after-open).Hours()) / 7
		d.add(sim.Change{Param: sim.ParamHours, Target: t.dept, Index: team, Calendar: table})
	}
	d.text = t.text + " works longer."
}

// expedite: orders of a flow go first everywhere, and wait less.
func (d *deed) expedite() {
	f := d.read()
	d.items = true
	waits := 1.0
	if n := f.get("waits"); n != nil {
		var ok bool
		if waits, ok = n.factor("a factor", 0, 1); !ok {
			return
		}
	}
	if f.oneOf("flow", "supplier") == "supplier" {
		d.hurrySupplier(f, waits)
		return
	}
	t, ok := d.target(f, "flow")
	if !ok {
		return
	}
	d.add(sim.Change{Param: sim.ParamExpedite, Target: t.flow, Value: waits})
	d.text = t.text + " goes first everywhere."
}

// hurrySupplier: what a supplier still has to do takes less time.
func (d *deed) hurrySupplier(f *fields, waits float64) {
	n := f.get("supplier")
	if n == nil {
		return
	}
	s := n.find("a supplier", d.b.org.supplierAt)
	if f.need("waits") == nil || s < 0 {
		return
	}
	d.add(sim.Change{Param: sim.ParamHurry, Target: s, Value: waits})
	d.text = "Deliveries of " + n.text + " take " + percentText(waits) + " of their time."
}

// secondSource: a share of a stock's orders goes to another supplier.
func (d *deed) secondSource() {
	f := d.read()
	n, from := f.need("stock"), f.need("from")
	if n == nil || from == nil {
		return
	}
	stock := n.find("a stock", d.b.org.stockAt)
	x := origin{node: from, flow: -1, supplier: from.find("a supplier", d.b.org.supplierAt)}
	share := 1.0
	if s := f.get("share"); s != nil {
		var ok bool
		if share, ok = s.share("a share", 0, 1); !ok {
			return
		}
	}
	if stock < 0 || x.supplier < 0 {
		return
	}
	if len(d.b.org.stocks[stock].reorders) == 0 {
		n.fail("add `reorder` to the stock", "`%s` is never reordered", n.text)
		return
	}
	at := d.b.sourceIndex(stock, 0, x)
	if share < 1 && d.b.onlySource(stock, at) {
		from.fail("", "`%s` delivers all of `%s` already", from.text, n.text)
		return
	}
	d.add(sim.Change{Param: sim.ParamShare, Target: stock, Index: sim.SourceIndex(0, at), Op: sim.Set, Value: share})
	d.text = percentText(share) + " of the orders for " + n.text + " go to " + from.text + "."
}

// onlySource tells whether nobody else has a share of the first rule's orders:
// nobody could take what it gives up.
func (b *builder) onlySource(stock, source int) bool {
	for i, s := range b.model.Stocks[stock].Reorders[0].Sources {
		if i != source && s.Share > 0 {
			return false
		}
	}
	return true
}

// workaround: a system can be done without, by hand.
func (d *deed) workaround() {
	f := d.read()
	t, ok := d.target(f, "system")
	n := f.need("work")
	if !ok || n == nil {
		return
	}
	c := sim.Change{Param: sim.ParamWorkaround, Target: t.sys}
	c.Value, _ = n.factor("more work by hand", 0.01, 1000)
	if e := f.get("errors"); e != nil {
		c.Value2, _ = e.share("more mistakes by hand", 0, maxErrors)
	}
	d.add(c)
	d.text = "Work goes on by hand while " + t.text + " is down."
}

// buffer: more stock, once or by another reorder rule.
func (d *deed) buffer() {
	f := d.read()
	n := f.need("stock")
	if n == nil {
		return
	}
	stock := n.find("a stock", d.b.org.stockAt)
	if stock < 0 {
		return
	}
	if p := f.get("pieces"); p != nil {
		d.pieces, _ = p.count("pieces", 1, maxPieces)
		d.add(sim.Change{Param: sim.ParamStockGain, Target: stock, Op: sim.Add, Value: float64(d.pieces)})
		d.text = p.text + " more pieces of " + n.text + " arrive."
	}
	if p := f.get("reorder-at"); p != nil {
		v, _ := p.count("pieces", 0, maxPieces)
		d.addReorder(p, sim.ParamReorderAt, stock, v)
	}
	if p := f.get("quantity"); p != nil {
		v, _ := p.count("pieces", 1, maxPieces)
		d.addReorder(p, sim.ParamReorderQuantity, stock, v)
		if r := d.b.org.stocks[stock].reorders; len(r) > 0 && r[0].upTo {
			p.fail("write for example `change: {stocks."+n.text+".reorder.up-to: 1200}`", "`%s` is ordered up to a number of pieces", n.text)
		}
	}
	if len(d.changes) == 0 && f.plain() {
		f.node.fail("add `pieces: 200`, `reorder-at: 800` or `quantity: 900`", "`buffer` changes nothing")
	}
	if d.text == "" {
		d.text = n.text + " is reordered by another rule."
	}
}

// addReorder changes a reorder rule where there is one.
func (d *deed) addReorder(n *node, param sim.Parameter, stock int, value int64) {
	if len(d.b.model.Stocks[stock].Reorders) == 0 {
		n.fail("add `reorder` to the stock", "`%s` is never reordered", d.b.model.Stocks[stock].Name)
		return
	}
	d.add(sim.Change{Param: param, Target: stock, Op: sim.Set, Value: float64(value)})
}

// promise: customers are told another date.
func (d *deed) promise() {
	f := d.read()
	d.items = true
	n := f.need("customers")
	to, ok := d.stretch(f, "to")
	if n == nil || !ok {
		return
	}
	segment := n.find("a kind of customer", d.b.org.segmentAt)
	if segment < 0 {
		return
	}
	open := 0.0
	if o := f.get("open-orders"); o != nil && o.yes("`open-orders`") {
		open = 1
	}
	for _, stream := range d.b.streamIndex[segment] {
		if stream >= 0 {
			d.add(sim.Change{Param: sim.ParamPromise, Target: stream, Op: sim.Set, Span: to, Value: open})
		}
	}
	d.text = n.text + " are promised " + to.String() + "."
}

// priority: a flow gets another rank.
func (d *deed) priority() {
	f := d.read()
	t, ok := d.target(f, "flow")
	n := f.need("to")
	if !ok || n == nil {
		return
	}
	if rank, ok := n.count("a priority", -1000, 1000); ok {
		d.add(sim.Change{Param: sim.ParamPriority, Target: t.flow, Op: sim.Set, Value: float64(rank)})
		d.text = t.text + " has priority " + n.text + "."
	}
}

// workOrder: a department takes up its work in another order.
func (d *deed) workOrder() {
	f := d.read()
	t, ok := d.target(f, "department")
	n := f.need("to")
	if !ok || n == nil {
		return
	}
	if order, ok := n.choice("`to`", disciplineNames...); ok {
		for _, team := range t.teams {
			d.add(sim.Change{Param: sim.ParamDiscipline, Target: t.dept, Index: team, Op: sim.Set, Value: float64(disciplines[order])})
		}
		d.text = t.text + " takes up work by " + n.text + "."
	}
}
