package reporters

import (
	"math"
	"slices"
	"strconv"

	"ripple/sim"
)

// StrandedKind says how an order did not arrive.
type StrandedKind uint8

// The kinds.
const (
	LostOrder StrandedKind = iota
	NeverPlaced
	UnfinishedOrder
)

// String gives the kind as reports print it.
func (k StrandedKind) String() string {
	return [...]string{"lost", "never placed", "unfinished"}[k]
}

// Stranded is how many more orders than in another option did not arrive, of one
// kind, at one department, for one cause: where they stood then.
type Stranded struct {
	Kind StrandedKind
	// Department is its index; the number of departments stands for the customers,
	// who did not place them.
	Department int
	Name       string
	Cause      sim.Cause // of what was placed
	// Orders and Value are differences: a mean per replication.
	Orders, Value Estimate
}

// why is what a row of stranded orders waited for.
func (s *Stranded) why() string {
	if s.Kind == NeverPlaced {
		return ""
	}
	return s.Cause.String()
}

// strandedAt is a row of them.
type strandedAt struct {
	kind       StrandedKind
	department int
	cause      sim.Cause
}

// stranded are the orders of paying and other customers outside that did not
// arrive, one arm minus another, the most first. What differs nowhere is left out.
func (b *builder) stranded(arm, against int) []Stranded {
	n := len(b.result.Worlds)
	orders, value := map[strandedAt][]float64{}, map[strandedAt][]float64{}
	var places []strandedAt
	add := func(i int, at strandedAt, count, cents int64) {
		if count == 0 && cents == 0 {
			return
		}
		if orders[at] == nil {
			orders[at], value[at] = make([]float64, n), make([]float64, n)
			places = append(places, at)
		}
		orders[at][i] += float64(count)
		value[at][i] += money(cents)
	}
	for i := range n {
		count := func(of int, sign int64) {
			for _, s := range b.world(i, of).Stranded {
				if s.Segment >= b.model.External() {
					continue
				}
				at := strandedAt{LostOrder, s.Department, s.Cause}
				if s.Unfinished {
					at.kind = UnfinishedOrder
				}
				add(i, at, sign*s.Orders, sign*s.Cents)
			}
		}
		count(arm, 1)
		count(against, -1)
		for s, p := range b.world(i, arm).Against[against] {
			if s < b.model.External() {
				add(i, strandedAt{kind: NeverPlaced, department: len(b.model.Departments)}, p.NeverHere-p.NeverThere, p.NeverHereValue-p.NeverThereValue)
			}
		}
	}
	slices.SortFunc(places, func(x, y strandedAt) int {
		if x.kind != y.kind {
			return int(x.kind) - int(y.kind)
		}
		if x.department != y.department {
			return x.department - y.department
		}
		return int(x.cause) - int(y.cause)
	})
	var rows []Stranded
	for _, at := range places {
		s := Stranded{
			Kind: at.kind, Department: at.department, Name: TheirOwnSide, Cause: at.cause,
			Orders: level(sample{num: orders[at]}, b.seed), Value: level(sample{num: value[at]}, b.seed),
		}
		if at.department < len(b.model.Departments) {
			s.Name = b.model.Departments[at.department].Name
		}
		if s.Orders.NonZero > 0 || s.Value.NonZero > 0 {
			rows = append(rows, s)
		}
	}
	slices.SortStableFunc(rows, func(x, y Stranded) int {
		switch a, b := math.Abs(x.Orders.Mean), math.Abs(y.Orders.Mean); {
		case a > b:
			return -1
		case a < b:
			return 1
		}
		return 0
	})
	return rows
}

// notArrived shows the orders that did not arrive, and where they stood.
func (l layout) notArrived() []block {
	if l.r.Quiet || len(l.r.DoNothing().Stranded) == 0 {
		return nil
	}
	options := l.r.Options[1:]
	g := &grid{header: []string{"department", "what", "why"}, right: []bool{false, false, false}}
	for i := range options {
		g.header = append(g.header, l.name(&options[i]))
		g.right = append(g.right, true)
	}
	for _, row := range l.r.DoNothing().Stranded {
		if len(g.rows) == topRows || !noticeable(Count, row.Orders.Mean) {
			break
		}
		cells := []cell{text(row.Name), text(row.Kind.String()), text(row.why())}
		for i := range options {
			orders, value := Estimate{}, Estimate{}
			at := slices.IndexFunc(options[i].Stranded, func(s Stranded) bool {
				return s.Kind == row.Kind && s.Department == row.Department && s.Cause == row.Cause
			})
			if at >= 0 {
				orders, value = options[i].Stranded[at].Orders, options[i].Stranded[at].Value
			}
			c := l.f.signed(Count, orders.Mean, scaleOf(Count, orders.Mean))
			if l.r.Priced && noticeable(Money, value.Mean) {
				c += " (" + l.f.signed(Money, value.Mean, scaleOf(Money, value.Mean)) + ")"
			}
			x := text(c)
			if at >= 0 {
				x = x.at(orders, "stranded", key(options[i].Name), strconv.Itoa(at), "orders")
			}
			cells = append(cells, x)
		}
		g.rows = append(g.rows, cells)
	}
	if len(g.rows) == 0 {
		return nil
	}
	return []block{{heading: "Orders that did not arrive, and where they stood", table: g, lines: []string{
		"More orders than when nothing goes wrong, a replication, and what they were worth: lost, never placed by the customers, or unfinished at the end. They are in no time above.",
	}}}
}

// StrandedDoc is how many more orders did not arrive, of one kind at one place.
type StrandedDoc struct {
	Kind       string      `json:"kind" jsonschema:"lost, never_placed or unfinished"`
	Department string      `json:"department" jsonschema:"where they stood; customers for those who did not place them"`
	Cause      string      `json:"cause,omitempty" jsonschema:"what they waited for there; none for what was never placed"`
	Orders     EstimateDoc `json:"orders" jsonschema:"how many more"`
	Value      EstimateDoc `json:"value" jsonschema:"what they were worth"`
}

func strandedDoc(rows []Stranded) []StrandedDoc {
	docs := []StrandedDoc{}
	for _, s := range rows {
		doc := StrandedDoc{Kind: [...]string{"lost", "never_placed", "unfinished"}[s.Kind], Department: key(s.Name), Orders: estimateDoc(s.Orders), Value: estimateDoc(s.Value)}
		if s.Kind != NeverPlaced {
			doc.Cause = s.Cause.CauseKey()
		}
		docs = append(docs, doc)
	}
	return docs
}
