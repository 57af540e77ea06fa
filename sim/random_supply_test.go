package sim

import (
	"fmt"
	"math/rand/v2"

	"ripple/sim/draw"
)

// apart is a chef of the same model with a random source of a feature's own, so
// that recipes without the feature cook what they always did.
func (c *chef) apart(f feature) *chef {
	own := *c
	own.Rand = rand.New(rand.NewPCG(c.recipe.seed, uint64(f)))
	return &own
}

// supply adds suppliers: as sources of stocks beside their flows, as emergency
// sources, as steps of flows, and as what effects change.
func (c *chef) supply() {
	m := c.m
	for s := range 1 + c.IntN(3) {
		k := Supplier{Name: fmt.Sprintf("v%d", s), LeadTime: c.dist(60, 1500), Cents: int64(c.IntN(900))}
		if c.chance(50) {
			k.Delivery = c.dist(10, 600)
		}
		if c.chance(40) {
			k.Minimum = int64(c.IntN(30))
		}
		m.Suppliers = append(m.Suppliers, k)
	}
	supplier := func(share float64) Source {
		return Source{Share: share, Flow: -1, Supplier: c.IntN(len(m.Suppliers))}
	}
	for i := range m.Stocks {
		k := &m.Stocks[i]
		switch {
		case len(k.Reorders) == 0:
			k.Reorders = []Reorder{{At: int64(c.IntN(30)), Quantity: int64(5 + c.IntN(40)), Sources: []Source{supplier(1)}}}
		case c.chance(50):
			first := &k.Reorders[0].Sources
			share := c.Float64()
			(*first)[0].Share = 1 - share
			*first = append(*first, supplier(share))
		}
		if at := k.Reorders[0].At; at > 2 && c.chance(50) {
			k.Reorders = append(k.Reorders, Reorder{At: at / 2, Quantity: at/2 + int64(1+c.IntN(9)), UpTo: c.chance(50), Sources: []Source{supplier(1)}})
		}
	}
	for i := range m.Steps {
		if s := &m.Steps[i]; c.chance(10) && len(s.Takes) == 0 && s.Finds == 0 {
			s.Supply = &Supply{c.IntN(len(m.Suppliers))}
			s.Work, s.Wait, s.Needs, s.Errors = draw.Dist{}, draw.Dist{}, nil, 0
		}
	}
	c.alsoChange(func(ch *Change) bool {
		ch.Target = c.IntN(len(m.Suppliers))
		switch ch.Param = []Parameter{ParamAway, ParamOrderHold, ParamShipmentHold, ParamDoorHold, ParamLeadTime, ParamDelivery, ParamHurry, ParamMinimum, ParamPrice, ParamShare}[c.IntN(10)]; ch.Param {
		case ParamOrderHold, ParamShipmentHold, ParamDoorHold:
			ch.Span = c.span(10, 1500)
		case ParamLeadTime, ParamDelivery:
			c.duration(ch, 10, 1500)
		case ParamHurry:
			ch.Value = c.Float64()
		case ParamMinimum, ParamPrice:
			c.number(ch, 30)
		case ParamShare:
			if len(m.Stocks) == 0 {
				return false
			}
			ch.Target = c.IntN(len(m.Stocks))
			sources := len(m.Stocks[ch.Target].Reorders[0].Sources)
			ch.Index, ch.Value = SourceIndex(0, c.IntN(sources)), c.Float64()
			return sources > 1
		}
		return true
	})
}

// alsoChange adds changes of one kind to half of the effects.
func (c *chef) alsoChange(one func(*Change) bool) {
	for e := range c.m.Effects {
		var ch Change
		if c.chance(50) && one(&ch) {
			c.m.Effects[e].Changes = append(c.m.Effects[e].Changes, ch)
		}
	}
}

// substitutes lets stocks stand in for others, and some be looked at only now and then.
func (c *chef) substitutes() {
	m := c.m
	for i := range m.Stocks {
		for j := range m.Stocks {
			if i != j && m.Stocks[i].Department == m.Stocks[j].Department && c.chance(70) {
				m.Stocks[i].Substitutes = append(m.Stocks[i].Substitutes, j)
			}
		}
		if c.chance(40) {
			for at := c.minutes(10, 600); at < m.End; at += c.minutes(200, 900) {
				m.Stocks[i].Review = append(m.Stocks[i].Review, at)
			}
		}
	}
	if n := len(m.Stocks); n > 0 && c.chance(70) { // another kind beside one that is taken
		like := m.Stocks[c.IntN(n)]
		m.Stocks = append(m.Stocks, Stock{Name: "spare", Department: like.Department, Start: int64(c.IntN(90))})
		for i := range n {
			if m.Stocks[i].Department == like.Department {
				m.Stocks[i].Substitutes = append(m.Stocks[i].Substitutes, n)
			}
		}
	}
}

// transits holds goods on their way between departments and to the customers.
func (c *chef) transits() {
	c.alsoChange(func(ch *Change) bool {
		*ch = Change{Param: ParamTransitHold, Target: c.IntN(c.departments), Index: c.IntN(c.departments+1) - 1, Span: c.span(10, 1500)}
		return true
	})
}

// visits lets people travel to their work, and items wait for dates.
func (c *chef) visits() {
	var dated []int
	for i := range c.m.Steps {
		s := &c.m.Steps[i]
		if s.Supply != nil {
			continue
		}
		if c.chance(25) {
			s.Travel = c.dist(2, 40)
		}
		if c.chance(20) {
			s.Appointment = &Appointment{Notice: c.span(10, 900), PerDay: int64(1 + c.IntN(30)), Each: c.chance(50)}
			dated = append(dated, i)
		}
	}
	c.alsoChange(func(ch *Change) bool {
		if ch.Param, ch.Target = ParamTravel, c.IntN(len(c.m.Steps)); c.chance(50) && len(dated) > 0 {
			ch.Param, ch.Target = ParamPlaces, dated[c.IntN(len(dated))]
			c.number(ch, 10)
			return true
		}
		if c.m.Steps[ch.Target].Supply != nil {
			return false
		}
		c.duration(ch, 2, 40)
		return true
	})
}
