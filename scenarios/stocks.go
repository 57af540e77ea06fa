package scenarios

// stock is counted material at one department.
type stock struct {
	node       *node
	name       string
	atNode     *node
	department int
	start      int64

	reordered           bool
	reorderAt, quantity int64
	byNode              *node
	flow                int
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
	s := &stock{node: e.key, name: e.key.text, department: -1, flow: -1}
	f := e.body("stock")
	f.checkAbout()
	s.atNode = f.need("at")
	if n := f.need("start"); n != nil {
		s.start, _ = n.count("pieces", 0, maxPieces)
	}
	n := f.get("reorder")
	if n == nil {
		return s
	}
	r := n.fields("reorder")
	at := r.need("at")
	quantity := r.need("quantity")
	s.byNode = r.need("by")
	if at == nil || quantity == nil || s.byNode == nil {
		return s
	}
	var ok1, ok2 bool
	s.reorderAt, ok1 = at.count("pieces", 0, maxPieces)
	s.quantity, ok2 = quantity.count("pieces", 1, maxPieces)
	s.reordered = ok1 && ok2
	if s.reordered && s.reorderAt/s.quantity > 10_000 {
		quantity.fail("order more at a time", "it takes %d orders at once to reach the reorder point", s.reorderAt/s.quantity)
	}
	return s
}

func (org *organisation) resolveStocks() {
	for _, s := range org.stocks {
		if s.atNode != nil {
			s.department = s.atNode.find("a department", org.departmentAt)
		}
		if s.byNode != nil {
			s.flow = s.byNode.find("a flow", org.flowAt)
		}
	}
}
