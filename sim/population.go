package sim

import (
	"fmt"
	"math"
	"math/bits"
	"slices"

	"ripple/sim/draw"
)

// population are the customers of a segment who are counted, in one world.
type population struct {
	segment int
	// leaves counts by day those who order no more from that day on, left those
	// who have left up to day.
	leaves []int64
	left   int64
	day    int
	// gone is, by account, the day from which it orders no more.
	gone []int
}

// stays is the day of an account that has not left.
const stays = math.MaxInt

func newPopulation(m *Model, segment int) *population {
	seg := &m.Segments[segment]
	if seg.Customers == 0 {
		return nil
	}
	p := &population{segment: segment, leaves: make([]int64, len(m.Calendars[0].Days)+2)}
	for range seg.Accounts {
		p.gone = append(p.gone, stays)
	}
	return p
}

func (p *population) clone() *population {
	if p == nil {
		return nil
	}
	c := *p
	c.leaves, c.gone = slices.Clone(p.leaves), slices.Clone(p.gone)
	return &c
}

// staying is the share of the candidates that still order on the day of a tick:
// those of customers who are left, or the one whose account is.
func (p *population) staying(m *Model, k draw.Key, item uint64, at Tick) float64 {
	seg := &m.Segments[p.segment]
	today := m.Calendars[0].Day(at)
	if len(p.gone) > 0 {
		if p.gone[seg.account(k, item)] <= today {
			return 0
		}
		return 1
	}
	for p.day < today {
		p.day++
		p.left += p.leaves[p.day]
	}
	return float64(max(0, seg.Customers-p.left)) / float64(seg.Customers)
}

// account is the account that an order is of.
func (s *Segment) account(k draw.Key, item uint64) int {
	u := k.Uniform(item, draw.At(0, 0, draw.Account, 0))
	upTo := 0.0
	for i := range s.Accounts[:len(s.Accounts)-1] {
		if upTo += s.Accounts[i].Share; u < upTo {
			return i
		}
	}
	return len(s.Accounts) - 1
}

// accountEntity is the identity of an account in draws.
func accountEntity(segment, account int) uint64 { return 1<<59 | uint64(segment)<<32 | uint64(account) }

// goes lets the customer behind an order leave: from the day after they hear of
// it, or from the day on which their contract is renewed.
func (c *customers) goes(k *market, segment int, item uint64, o *order, heard Tick) {
	m, p := c.model, k.people[segment]
	seg := &m.Segments[segment]
	day := m.Calendars[0].Day(heard) + 1
	who, entity := -1, item
	if len(seg.Accounts) > 0 {
		who = seg.account(k.traits(item), item)
		entity = accountEntity(segment, who)
	}
	if seg.Renews {
		const year = 365
		key := k.key
		if who >= 0 {
			key = k.lived() // an account's contract is older than any forecast
		}
		renewal := int(key.Uniform(entity, draw.At(0, 0, draw.Renewal, 0)) * year)
		day += ((renewal-day)%year + year) % year
	}
	if who >= 0 {
		if p.gone[who] <= day {
			return
		}
		again := p.gone[who] != stays
		p.gone[who] = day
		if again {
			return // it goes earlier than it would have
		}
	} else if day < len(p.leaves) {
		p.leaves[day]++
	}
	if !c.counts(o.placed) {
		return
	}
	k.segments[segment].Left++
	if seg.Renews && day >= daysUntil(m.Calendars[0].Days, m.Until) {
		k.segments[segment].Leaving++
	}
}

// countAccount counts an order of an account when it has ended, or is open at the end.
func (c *customers) countAccount(k *market, segment int, item uint64, o *order) {
	seg := &c.model.Segments[segment]
	if len(seg.Accounts) == 0 {
		return
	}
	a := &k.segments[segment].Accounts[seg.account(k.traits(item), item)]
	a.Orders++
	switch o.state {
	case orderDelivered:
		a.Delivered++
	case orderLost:
		a.Lost++
	}
	if o.late {
		a.Late++
	}
}

// goneBy are the customers who have left, by each day until counting ends.
func (p *population) goneBy(days int) []int64 {
	by := make([]int64, days)
	left := int64(0)
	for day := range by {
		left += p.leaves[day]
		by[day] = left
		for _, gone := range p.gone {
			if gone <= day {
				by[day]++
			}
		}
	}
	return by
}

// closePopulation sums up what those who are there pay: for each day of counting
// its part, a whole day being a 365th of a year whatever its length.
func (c *customers) closePopulation(k *market) {
	m := c.model
	days := daysUntil(m.Calendars[0].Days, m.Until)
	for s, x := range k.machines {
		if x != nil && m.Streams[s].Surge < 0 {
			k.segments[m.Streams[s].Segment].Machines += m.Streams[s].Machines.Start + sum(x.grows[:days])
		}
	}
	for s, p := range k.people {
		if p == nil {
			continue
		}
		seg, r := &m.Segments[s], &k.segments[s]
		for a, gone := range p.gone {
			if gone < days {
				r.Accounts[a].Gone = 1
			}
		}
		if seg.PaysPerYear == 0 {
			continue
		}
		const day = 86_400
		var there uint64 // customers × seconds, a day having 24 hours
		for d, gone := range p.goneBy(days) {
			midnight, next := m.Calendars[0].Days[d], m.Calendars[0].Days[d+1]
			from, to := max(midnight, m.From), min(next, m.Until)
			if from < to {
				part := day * uint64(to-from) / uint64(next-midnight)
				there += uint64(max(0, seg.Customers-gone)) * part
			}
		}
		const year = 365 * day
		hi, lo := bits.Mul64(there, uint64(seg.PaysPerYear))
		lo, carry := bits.Add64(lo, year/2, 0)
		paid, _ := bits.Div64(hi+carry, lo, year)
		r.Paid = int64(paid)
	}
}

// machinesIn are the machines in use that bring one stream its orders.
type machinesIn struct {
	grows []int64 // by day: machines that come into use on it
	inUse int64   // up to day
	day   int
}

func newMachines(m *Model, s int) *machinesIn {
	x := m.Streams[s].Machines
	if x == nil {
		return nil
	}
	return &machinesIn{grows: make([]int64, len(m.Calendars[0].Days)+2), inUse: x.Start}
}

func (x *machinesIn) clone() *machinesIn {
	if x == nil {
		return nil
	}
	c := *x
	c.grows = slices.Clone(x.grows)
	return &c
}

// until brings the number in use up to a day.
func (x *machinesIn) until(day int) {
	for x.day < day {
		x.day++
		x.inUse += x.grows[x.day]
	}
}

// inUse is which share of the machines that a stream's candidates come for is in
// use on the day of a tick.
func (c *customers) inUse(k *market, s int, at Tick) float64 {
	x, most := k.machines[s], c.model.Streams[s].Machines.Most
	x.until(c.model.Calendars[0].Day(at))
	if x.inUse > most {
		c.fail(fmt.Errorf("%d machines of %s are in use at %s, more than the %d that were reckoned with: state `at-most` for them", x.inUse, c.model.Streams[s].Name, c.model.When(at), most))
	}
	return float64(min(x.inUse, most)) / float64(most)
}

// grow brings machines into use by a delivered order.
func (c *customers) grow(k *market, stream *Stream, item uint64, heard Tick) {
	for s, x := range k.machines {
		if x == nil {
			continue
		}
		by := c.model.Streams[s].Machines
		if by.GrowsBy != stream.Flow || c.model.Streams[s].Segment != stream.Segment {
			continue
		}
		per := by.Per
		if by.PerAttribute != nil {
			per = int64(math.Floor(by.PerAttribute.Of(k.traits(item), item) + 0.5))
		}
		if day := c.model.Calendars[0].Day(heard) + 1; day < len(x.grows) {
			x.grows[day] += max(0, per)
		}
	}
}
