package sim

import (
	"ripple/sim/calendar"
	"ripple/sim/draw"
)

// Slot is a number of candidate orders in [From, To).
type Slot struct {
	From, To Tick
	Count    int
}

// Season is demand that differs from time to time. Candidates come at the rate
// of the busiest time; each is placed with the chance Days × Hours / Most.
type Season struct {
	// Days holds a factor for each day of the stream's calendar; the last holds on.
	Days []float64
	// Hours are factors for stretches of the wall clock; those that overlap multiply.
	Hours []HoursFactor
	// Most is the bound of the product, positive.
	Most float64
}

// HoursFactor holds from one time of day to another, in ticks after midnight.
type HoursFactor struct {
	From, To Tick
	Factor   float64
}

// Segment is a kind of external customer, or the colleagues who order a piece of
// internal work.
type Segment struct {
	Name string
	// Internal marks colleagues: what they order counts as an agreement between
	// departments, never as customers. Internal segments stand after all others.
	Internal bool
	// Customers is how many there are; 0: uncounted, nobody leaves.
	Customers int64
	// LeaveLate and LeaveLost are the chances that the customer behind a
	// late or a lost order stops ordering from the next day on: demand falls
	// in proportion to the customers who are left.
	LeaveLate, LeaveLost float64
	// Renews lets those who leave go only on the day on which their contract is
	// renewed, which is drawn over the year.
	Renews bool
	// Accounts are customers by name: each order is of one of them, and all that
	// an account orders goes when it leaves. Customers is then their number.
	Accounts []Account
	// PaysPerYear is what each customer who is there pays for 365 days, cents.
	PaysPerYear int64
	// Counters are outcomes for them that are no money.
	Counters []Counter
}

// OpenOrder is an order that was placed before tick 0 and is open then. It stands
// at Step, which it begins anew. Only orders placed from tick 0 on are counted.
type OpenOrder struct {
	Placed Tick // below 0
	Step   int
	// Dues is its promised date, or, where the promise is by an attribute, one for
	// each word; Never for none.
	Dues []Tick
	// GiveUp is when its patience ends, where that is no random time; Never.
	GiveUp Tick
	// Ask is when its customer asks first from tick 0 on, where customers ask.
	Ask Tick
}

// Balks lets a customer go away at once: with Chance, when more than Above items
// wait for staff at the first step's team. The order is lost.
type Balks struct {
	Above  int64
	Chance float64
}

// Retry lets a customer whose order was given up, or who went away, order again:
// with Chance, After elapsed ticks, as an order of its own. Only in flows whose
// items are never in several places at once.
type Retry struct {
	Chance float64
	After  draw.Dist // with a positive minimum
}

// Asks lets the customer of an order that is open ask about it, by an order of
// Flow, each time Every (by Calendars[0]) has passed since it was placed. Whether it is open they know as of
// the midnight before.
type Asks struct {
	Flow  int
	Every calendar.Span
}

// Account is one customer with a name.
type Account struct {
	Name  string
	Share float64 // of the segment's orders
}

// Machines are things in use at customers, which bring a stream its orders.
type Machines struct {
	Start int64
	// GrowsBy is the flow of which each order delivered to the stream's segment
	// brings Per machines into use, from the next day on; -1: none.
	GrowsBy int
	Per     int64
	// PerAttribute, when not nil, holds instead of Per: an attribute of the order,
	// rounded to the nearest.
	PerAttribute *Attribute
	// Most is the number for which the stream's candidates come. The run ends with
	// an error when more are in use.
	Most int64
}

// Stream is a source of external orders.
type Stream struct {
	Name    string
	Segment int
	Flow    int
	// Gap is the time between two candidate orders, in open ticks of Calendar.
	// Zero where Times or Slots say when orders come, and where nobody orders
	// because all its orders are started by steps of other flows.
	Gap      draw.Dist
	Calendar int
	// Times are exact moments of candidate orders, ascending: the same in every
	// replication.
	Times []Tick
	// Slots are stretches of time with a number of candidate orders each, spread
	// at random inside; ascending and disjoint.
	Slots []Slot
	// Season says which share of the candidates is placed at a time, by Calendar's
	// wall clock; nil: all.
	Season *Season
	// Backlog are orders that are open when the run begins, the oldest first; all
	// of Times are then 0, one for each. They are placed in every arm.
	Backlog []OpenOrder
	// Balks, Retry and Asks, when not nil, are how customers take to waiting. For
	// orders that are not demanded but caused, those of the flow's first stream hold.
	Balks *Balks
	Retry *Retry
	Asks  *Asks
	// Machines, when not nil, are those whose number the orders are in proportion
	// to.
	Machines *Machines
	// Asker is the department that raises the orders of internal work; -1: none in
	// particular. Read only where the segment is Internal.
	Asker int
	// Surge is the effect during which this stream exists: its gaps run from
	// the effect's start. -1: always.
	Surge int

	Promise  calendar.Span // from placing to the promised date, by Calendars[0]; zero: none
	Patience calendar.Span // the order is given up when it still waits then; zero: never
	// PatienceRandom, when not zero, holds instead of Patience: elapsed ticks
	// from placing, drawn for each order (purpose draw.Leave).
	PatienceRandom draw.Dist
	// Promises, by the words of PromiseBy, hold instead of Promise when that is
	// not nil.
	Promises  []calendar.Span
	PromiseBy *Attribute
	// Value is earned when the order is delivered, Penalty paid when it is
	// late or lost; cents.
	Value, Penalty int64
	// ValuePer, when not nil, is a number of each order by which Value is multiplied.
	ValuePer *Attribute
}
