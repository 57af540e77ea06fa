package sim

import (
	"slices"

	"ripple/sim/draw"
)

// Replenishments of a stock are numbered in one row; the rule that ordered one
// is part of its identity.
const (
	ruleBits = 4
	maxRules = 1 << ruleBits
	ruleAt   = 40 - ruleBits
)

// stockItem is the identity of the n-th replenishment of a stock.
func stockItem(s, rule int, n uint64) uint64 {
	return 1<<62 | uint64(s)<<40 | uint64(rule)<<ruleAt | n
}

// stockOf is the stock and the rule an item replenishes; false for other items.
func stockOf(item uint64) (stock, rule int, ok bool) {
	return int(item >> 40 & 0xFFFF), int(item >> ruleAt & (maxRules - 1)), item>>62 == 1
}

// reorder orders what a stock's rules ask for, unless that waits for a review.
func (p *part) reorder(i int, now Tick) {
	if rule := &p.rules.stocks[i]; len(rule.reorders) > 0 && !rule.reviewed {
		p.replenish(i, now)
	}
}

// replenish places orders until every rule's position is above its level.
func (p *part) replenish(i int, now Tick) {
	rules := p.rules.stocks[i].reorders
	for k := range rules {
		rule := &rules[k]
		if rule.quantity <= 0 {
			continue
		}
		for {
			position := p.position(i, k)
			if position > rule.at {
				break
			}
			quantity := rule.quantity
			if rule.upTo {
				if quantity -= position; quantity <= 0 {
					break
				}
			}
			p.orderPieces(i, k, quantity, now)
		}
	}
}

// position is what a rule counts on: pieces on hand, less those owed, and what is
// on order under it and under the rules after it.
func (p *part) position(i, rule int) int64 {
	s := &p.stocks[i]
	n := s.onHand - s.owed
	for _, ordered := range s.onOrder[rule:] {
		n += ordered
	}
	return n
}

// orderPieces places one order with one of a rule's sources.
func (p *part) orderPieces(i, rule int, quantity int64, now Tick) {
	s, number := &p.stocks[i], p.dept.stocks[i]
	item := stockItem(number, rule, s.orders)
	s.orders++
	sources := p.rules.stocks[i].reorders[rule].sources
	from := &sources[0]
	if len(sources) > 1 {
		u := p.key.Uniform(item, draw.At(0, 0, draw.Supplier, 0))
		for k := 1; k < len(sources) && u >= from.upTo; k++ {
			from = &sources[k]
		}
	}
	quantity = max(quantity, from.minimum)
	s.onOrder[rule] += quantity
	p.tellStock(eventReordered, number, quantity, now)
	if p.dept.leads != nil && p.dept.leads.stocks[number] {
		p.begun(item, noStep, now)
	}
	if from.supplier >= 0 {
		p.orderDirect(number, from.supplier, item, quantity, now)
		return
	}
	p.startReplenishment(from.source, item, quantity, now)
}

// startReplenishment starts an item of the flow that brings the pieces.
func (p *part) startReplenishment(source *Source, item uint64, quantity int64, now Tick) {
	m := p.dept.model
	travel := source.Handoff.Ticks(p.key.Uniform(item, draw.At(0, 0, draw.Handoff, 0)))
	first := m.Flows[source.Flow].First
	if which := p.rules.entrances[source.Flow]; which != nil {
		steps := m.Steps[first].Whichever.Steps
		first = steps[which.choose(p.key, item, 0, func(int) Tick { return later(now, travel) })]
	}
	agent := m.Steps[first].Department
	at := later(now, travel)
	if agent == p.dept.index {
		slot := p.newToken()
		p.tokens[slot] = token{
			item: item, due: Never, giveUp: Never, quantity: quantity, account: -1,
			step: uint16(first), local: p.dept.batch.local[first], state: stateComing, refs: 1, since: now,
		}
		p.push(event{at: at, ref: slot, class: classArrive})
		return
	}
	at = max(at, now+leastTicks(source.Handoff.Min()))
	out := entry{at: at, item: item, quantity: quantity, kind: entryArrive, flags: hasQuantity, step: uint16(first), extra: uint16(first)}
	p.handedOver(&out, isRandom(&source.Handoff), now)
	p.dept.out(agent).add(p.world, &out)
}

// nextReview puts a stock's next review after a tick on the agenda.
func (p *part) nextReview(i int, after Tick) {
	all := p.dept.model.Stocks[p.dept.stocks[i]].Review
	if next, _ := slices.BinarySearch(all, after+1); next < len(all) {
		p.push(event{at: all[next], ref: uint32(i), class: classReview})
	}
}

func (p *part) review(i int, now Tick) {
	p.replenish(i, now)
	p.nextReview(i, now)
}

func (d *department) makeStockRule(active []uint16, s int) stockRule {
	m := d.model
	k := &m.Stocks[s]
	r := stockRule{reviewed: k.Review != nil, hold: m.spans(active, ParamReceiptHold, s, 0)}
	for _, other := range k.Substitutes {
		r.substitutes = append(r.substitutes, d.stockPlace(other))
	}
	for i := range k.Reorders {
		order := &k.Reorders[i]
		rule := reorderRule{
			at:       m.pieces(active, ParamReorderAt, s, i, order.At),
			quantity: m.pieces(active, ParamReorderQuantity, s, i, order.Quantity),
			upTo:     order.UpTo,
		}
		upTo := 0.0
		for n, share := range m.sourceShares(active, s, i) {
			if share <= 0 && len(order.Sources) > 1 {
				continue
			}
			upTo += share
			rule.sources = append(rule.sources, d.makeSourceRule(active, &order.Sources[n], upTo))
		}
		r.reorders = append(r.reorders, rule)
	}
	return r
}

func (d *department) makeSourceRule(active []uint16, source *Source, upTo float64) sourceRule {
	m := d.model
	r := sourceRule{upTo: upTo, source: source, supplier: -1}
	if source.Supplier >= 0 {
		r.supplier = d.supplierPlace(source.Supplier)
		r.minimum = m.minimum(active, source.Supplier)
		return r
	}
	for _, s := range m.Flows[source.Flow].Steps {
		if from := m.Steps[s].Supply; from != nil {
			r.minimum = max(r.minimum, m.minimum(active, from.Supplier))
		}
	}
	return r
}

// sourceShares are the shares of a rule's sources: those an effect sets, and the
// others in their old proportions on what is left.
func (m *Model) sourceShares(active []uint16, stock, rule int) []float64 {
	sources := m.Stocks[stock].Reorders[rule].Sources
	shares, set := make([]float64, len(sources)), make([]float64, len(sources))
	for i := range sources {
		shares[i], set[i] = sources[i].Share, -1
	}
	m.changed(active, ParamShare, stock, func(c *Change) {
		if c.Index>>16 == rule {
			set[c.Index&0xFFFF] = min(1, max(0, c.Value))
		}
	})
	return spreadShares(shares, set)
}

// pieces is a number of pieces in force, rounded to nearest.
func (m *Model) pieces(active []uint16, p Parameter, target, index int, base int64) int64 {
	return roundHalfUp(m.number(active, p, target, index, float64(base)))
}
