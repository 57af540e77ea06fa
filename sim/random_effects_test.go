package sim

import (
	"fmt"

	"ripple/sim/calendar"
)

// effectsAndArms adds injects, responses, and the arms they exist in.
func (c *chef) effectsAndArms() {
	m := c.m
	m.Arms = []Arm{{Name: "baseline"}, {Name: "do-nothing"}}
	if c.has(withOptions) {
		for i := range 1 + c.IntN(2) {
			m.Arms = append(m.Arms, Arm{Name: fmt.Sprintf("option-%d", i)})
		}
	}
	if !c.has(withEffects | withChance | withConditions) {
		return
	}
	for range c.recipe.effects {
		c.effect()
	}
}

func (c *chef) effect() {
	m := c.m
	e := Effect{
		Name: fmt.Sprintf("e%d", len(m.Effects)), Arms: make([]bool, len(m.Arms)),
		Cost: int64(c.IntN(10_000)), CostPerDay: int64(c.IntN(5_000)), CostPerItem: int64(c.IntN(500)),
	}
	e.Response = len(m.Arms) > 2 && c.chance(50)
	for arm := range m.Arms {
		switch {
		case arm == Baseline:
		case e.Response:
			e.Arms[arm] = arm > DoNothing && c.chance(60)
		default:
			e.Arms[arm] = true
		}
	}
	c.when(&e)
	switch c.IntN(4) {
	case 0:
	case 1:
		e.ForRandom = c.dist(100, 2000)
	default:
		e.For = c.span(100, 3000)
	}
	if c.chance(30) {
		e.Lead = c.minutes(10, 600)
	}
	for range 1 + c.IntN(3) {
		if change, ok := c.change(); ok {
			e.Changes = append(e.Changes, change)
		}
	}
	if c.often(withSurges, 40) && len(m.Streams) > 0 && !e.Response {
		s := c.stream(m.Streams[c.IntN(len(m.Streams))].Flow)
		s.Surge = len(m.Effects)
		m.Streams = append(m.Streams, s)
	}
	m.Effects = append(m.Effects, e)
}

// moment is some time of the run, round or not.
func (c *chef) moment() Tick {
	at := c.minutes(0, int(c.m.Until/calendar.Minute))
	if c.chance(30) {
		at = at / calendar.Hour * calendar.Hour
	}
	return at
}

func (c *chef) when(e *Effect) {
	m := c.m
	e.When.At = c.moment()
	switch {
	case c.often(withChance, 30) || !c.has(withEffects|withConditions):
		e.When = Trigger{Random: true, Chance: 0.3 + 0.7*c.Float64(), AtRandom: c.dist(100, 4000)}
	case c.often(withConditions, 40) || !c.has(withEffects):
		cond := &Condition{Judge: c.IntN(c.departments), Every: c.minutes(60, 400)}
		for range 1 + c.IntN(2) {
			x := Comparison{Above: c.chance(80), Limit: float64(c.IntN(6))}
			switch x.Quantity = Quantity(c.IntN(5)); x.Quantity {
			case QuantityBacklog:
				x.Target = c.IntN(c.departments)
			case QuantityStock:
				if len(m.Stocks) == 0 {
					x.Quantity = QuantityOpenOrders
				} else {
					x.Target = c.IntN(len(m.Stocks))
					x.Limit *= 6
					x.Above = c.chance(30)
				}
			default:
				x.Target = c.IntN(len(m.Segments))
			}
			cond.All = append(cond.All, x)
		}
		e.When.Condition = cond
	}
}

// number is an operation on a number of about a size.
func (c *chef) number(ch *Change, size float64) {
	switch ch.Op = Op(c.IntN(3)); ch.Op {
	case Set:
		ch.Value = size * 2 * c.Float64()
	case Add:
		ch.Value = size * (2*c.Float64() - 0.5)
	case Multiply:
		ch.Value = 2 * c.Float64()
	}
}

// duration sets a distribution or multiplies the one in force.
func (c *chef) duration(ch *Change, lo, hi int) {
	if c.chance(50) {
		ch.Op, ch.Dist = Set, c.dist(lo, hi)
	} else {
		ch.Op, ch.Value = Multiply, 0.3+2*c.Float64()
	}
}

// change is a change of a parameter; false when the model has nothing of its kind.
func (c *chef) change() (Change, bool) {
	m := c.m
	ch := Change{Param: Parameter(c.IntN(int(ParamDiscipline) + 1))} // later ones are drawn where their features are
	among := func(n int) bool {
		if n == 0 {
			return false
		}
		ch.Target = c.IntN(n)
		return true
	}
	switch ch.Param {
	case ParamStaff, ParamHours, ParamDiscipline:
		among(c.departments)
		ch.Index = c.IntN(len(m.Departments[ch.Target].Teams))
		switch ch.Param {
		case ParamStaff:
			c.number(&ch, 3)
		case ParamHours:
			ch.Calendar = c.calendar()
		default:
			ch.Value = float64(c.IntN(3))
		}
	case ParamWork:
		among(len(m.Steps))
		c.duration(&ch, 2, 30)
	case ParamWait:
		among(len(m.Steps))
		c.duration(&ch, 10, 600)
	case ParamHandoff:
		among(len(m.Steps))
		if c.duration(&ch, 2, 240); ch.Op == Set {
			ch.Dist = c.handoff()
		}
	case ParamErrors, ParamFinds:
		among(len(m.Steps))
		if m.Steps[ch.Target].BackTo.To < 0 {
			ch.Param = ParamErrors
		}
		c.number(&ch, 0.3)
	case ParamChance:
		among(len(m.Steps))
		n := len(m.Steps[ch.Target].Outcomes)
		ch.Index, ch.Value = c.IntN(n), 0.5*c.Float64()
		if n == 1 {
			return ch, false
		}
	case ParamHold:
		among(c.departments)
		ch.Span = c.span(10, 1500)
	case ParamLinkHold:
		among(c.departments)
		ch.Index, ch.Span = c.IntN(c.departments+1)-1, c.span(10, 1500)
	case ParamReceiptHold:
		ch.Span = c.span(10, 1500)
		return ch, among(len(m.Stocks))
	case ParamDown:
		return ch, among(len(m.Systems))
	case ParamWorkaround:
		ch.Value, ch.Value2 = 1+2*c.Float64(), 0.2*c.Float64()
		return ch, among(len(m.Systems))
	case ParamReorderAt, ParamReorderQuantity:
		c.number(&ch, 20)
		return ch, among(len(m.Stocks))
	case ParamStockLoss:
		ch.Op, ch.Value = Add, float64(c.IntN(40))
		if c.chance(50) {
			ch.Op, ch.Value = Multiply, c.Float64()
		}
		return ch, among(len(m.Stocks))
	case ParamStockGain:
		ch.Value = float64(c.IntN(60))
		return ch, among(len(m.Stocks))
	case ParamDemand:
		ch.Op, ch.Value = Multiply, c.Float64()
		return ch, among(len(m.Streams))
	case ParamPromise:
		ch.Span, ch.Value = c.span(60, 3000), float64(c.IntN(2))
		return ch, among(len(m.Streams))
	case ParamPatience:
		ch.Span = c.span(60, 3000)
		return ch, among(len(m.Streams)) && c.has(withPatience)
	case ParamValue:
		c.number(&ch, 50_000)
		return ch, among(len(m.Streams))
	case ParamPriority:
		among(len(m.Flows))
		ch.Op, ch.Value = Set, float64(c.IntN(4))
	case ParamExpedite:
		among(len(m.Flows))
		ch.Value = 1
		if c.chance(50) {
			ch.Value = c.Float64()
		}
	}
	return ch, true
}
