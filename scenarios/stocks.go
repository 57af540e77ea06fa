package scenarios

import (
	"slices"

	"ripple/sim"
)

// stock is counted material at one department.
type stock struct {
	node       *node
	name       string
	atNode     *node
	department int
	start      int64
	reorders   []*reorder
	review     *schedule // nil: it is looked at whenever anything changes
	instead    []*node   // substitutes
	substitute []int
}

func (org *organisation) readStocks(f *fields) {
	org.stockAt = map[string]int{}
	n := f.get("stocks")
	if n == nil {
		return
	}
	for _, e := range n.named("stocks", maxStocks) {
		if !e.key.checkName("a stock") {
			continue
		}
		org.stockAt[e.key.text] = len(org.stocks)
		org.stocks = append(org.stocks, readStock(e))
	}
}

func readStock(e entry) *stock {
	s := &stock{node: e.key, name: e.key.text, department: -1}
	f := e.body("stock")
	f.checkAbout()
	s.atNode = f.need("at")
	if n := f.need("start"); n != nil {
		s.start, _ = n.count("pieces", 0, maxPieces)
	}
	if n := f.get("review"); n != nil {
		s.review = n.schedule()
		if !f.has("reorder") {
			f.at["review"].fail("add `reorder: {at: 500, quantity: 600, from: …}`", "`%s` is looked at, but never reordered", s.name)
		}
	}
	if n := f.get("substitute"); n != nil {
		s.instead = n.list()
	}
	if n := f.get("reorder"); n != nil {
		s.readReorders(n)
	}
	return s
}

func (org *organisation) resolveStocks() {
	for _, s := range org.stocks {
		if s.atNode != nil {
			s.department = s.atNode.find("a department", org.departmentAt)
		}
		for _, r := range s.reorders {
			org.resolveReorder(s, r)
		}
	}
	for i, s := range org.stocks {
		for _, n := range s.instead {
			org.resolveSubstitute(i, n)
		}
	}
}

func (org *organisation) resolveSubstitute(of int, n *node) {
	s := org.stocks[of]
	i := n.find("a stock", org.stockAt)
	switch {
	case i < 0:
	case i == of:
		n.fail("name another stock", "`%s` cannot stand in for itself", s.name)
	case org.stocks[i].department != s.department && org.stocks[i].department >= 0 && s.department >= 0:
		n.fail("keep both at the same department", "`%s` lies at `%s`, and `%s` at `%s`", org.stocks[i].name,
			org.departments[org.stocks[i].department].name, s.name, org.departments[s.department].name)
	case containsInt(s.substitute, i):
		n.fail("name it once", "`%s` is here twice", clip(n.text))
	default:
		s.substitute = append(s.substitute, i)
	}
}

func (b *builder) stocks() {
	for _, s := range b.org.stocks {
		ms := sim.Stock{Name: s.name, Department: s.department, Start: s.start, Substitutes: s.substitute}
		for _, r := range s.reorders {
			ms.Reorders = append(ms.Reorders, b.reorder(s, r))
		}
		if s.review != nil && len(s.reorders) > 0 {
			ms.Review = b.reviews(s)
		}
		b.model.Stocks = append(b.model.Stocks, ms)
	}
	b.checkStocks()
}

// reviews are the ticks at which a stock is looked at, by its department's hours.
func (b *builder) reviews(s *stock) []sim.Tick {
	table, zone := 0, b.org.hours.Zone
	if s.department >= 0 {
		table = b.model.Departments[s.department].Teams[0].Calendar
		zone = b.org.departments[s.department].teams[0].hours.Zone
	}
	out := s.review.ticks(b.model.Calendars[table], firstDate(b.origin, zone), b.model.End)
	if out = slices.Compact(out); len(out) == 0 {
		b.note("`%s` is never looked at in the run", s.name)
		return []sim.Tick{}
	}
	return out
}
