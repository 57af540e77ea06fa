package sim

import (
	"ripple/sim/calendar"
	"ripple/sim/draw"
)

// Effect is an inject or a response: some parameters change for a time.
type Effect struct {
	Name     string
	Text     string // what is said to people when it happens
	Response bool
	// Identity is what its draws are keyed by, so that it keeps its chance when others come
	// before it in the list; 0: its place there, counted from 1.
	Identity uint64
	// Arms tells in which arms it exists.
	Arms []bool

	When Trigger
	Lead Tick // from the trigger to the start
	// For is how long it lasts (by Calendars[0]); zero and no ForRandom: to the end.
	For       calendar.Span
	ForRandom draw.Dist // elapsed ticks, drawn once per replication
	// Ramp is how long after the start ParamStaff counts with Value2 instead of
	// Value: people who have yet to learn. Zero: not at all.
	Ramp calendar.Span

	Changes []Change

	// Cost in cents: once when it starts, and per elapsed day while it lasts.
	Cost, CostPerDay int64
	// CostPerItem is paid for every item that an Expedite change speeds up
	// or a Promise change re-promises, and for every delivery of a supplier that
	// a Hurry change speeds up.
	CostPerItem int64
}

// Trigger says when an effect's time comes. Exactly one of the three kinds:
// certain (At), random (Random), or on a condition (Condition).
type Trigger struct {
	At Tick
	// Random: with Chance, at a moment drawn from AtRandom (ticks).
	Random   bool
	Chance   float64
	AtRandom draw.Dist
	// Condition, when not nil, is judged at times At, At+Every, At+2·Every, …
	// and fires once, when it first holds.
	Condition *Condition
}

// Quantity is something an agent knows of itself and can report as status.
type Quantity uint8

// Quantities a condition can watch.
const (
	QuantityBacklog    Quantity = iota // items waiting or in hand at department Target
	QuantityStock                      // pieces on hand of stock Target
	QuantityOpenOrders                 // orders of segment Target placed and not finished
	QuantityOverdue                    // orders of segment Target open past their promise
	QuantityLost                       // orders of segment Target lost so far since From
)

// Comparison compares a status with a limit.
type Comparison struct {
	Quantity Quantity
	Target   int
	Above    bool // holds when the status is > Limit; otherwise when it is < Limit
	Limit    float64
}

// Condition holds when all its comparisons hold. It is judged by one
// department, from status messages that need Model.Handoff to reach it; what
// follows takes effect everywhere Model.Handoff after the judgement.
type Condition struct {
	Judge int // department
	Every Tick
	// Until is when it is too late: nothing follows from then on. 0: never.
	Until Tick
	All   []Comparison
}

// Parameter names what an effect changes.
type Parameter uint8

// The parameters. Target and Index say which one, Value, Dist, Span, Calendar
// and Guard hold the new value; Op says how they combine.
const (
	ParamStaff           Parameter = iota // team Index of department Target: Set, Add or Multiply; rounded to nearest unless Fraction, not below 0. People in the middle of work finish it before they go
	ParamHours                            // team Index of department Target: Calendar (Set); work in hand goes on under the new hours
	ParamWork                             // step Target: Multiply the drawn work, or Set another Dist; for work that starts then
	ParamWait                             // step Target: likewise, for waits that start then
	ParamErrors                           // step Target: Set, Add or Multiply
	ParamFinds                            // step Target: Set, Add or Multiply
	ParamChance                           // outcome Index of step Target, one without a condition: Set; the others keep their proportions
	ParamHold                             // department Target: what arrives from elsewhere is held for Span first (overlaps add up); staff stay free
	ParamLinkHold                         // what department Target hands to department Index (-1: customers), pieces too, travels Span longer; overlaps add up
	ParamReceiptHold                      // stock Target: receipts that arrive are held for Span; overlaps add up
	ParamHandoff                          // edges leaving step Target: Set another Dist or Multiply
	ParamDown                             // system Target is down (union of overlaps)
	ParamWorkaround                       // system Target: Manual with Value × work and Value2 more errors
	ParamReorderAt                        // stock Target, rule Index: Set, Add or Multiply
	ParamReorderQuantity                  // stock Target, rule Index: Set, Add or Multiply
	ParamStockLoss                        // stock Target: Value pieces (Add) or share (Multiply) vanish at the start; never below 0
	ParamStockGain                        // stock Target: Value pieces arrive at the start
	ParamDemand                           // stream Target: Multiply, 0 to 1: that share of candidates is accepted. More demand is a Stream of its own with Surge
	ParamPromise                          // stream Target: Span from then on, of all orders or, with Index n > 0, of those with word n−1 of PromiseBy; with Value 1 also for open orders, counted from the day of the change
	ParamPatience                         // stream Target: Span, for orders placed then
	ParamValue                            // stream Target: Set, Add, Multiply cents, for orders placed then
	ParamPriority                         // flow Target: Set rank, the same for all its items, for what is waiting and what comes
	ParamExpedite                         // flow Target goes first in every queue, is not held by ParamHold, and its waits are multiplied by Value (1: unchanged), for what is held, waiting, or comes
	ParamDiscipline                       // team Index of department Target: Value is a Discipline
	ParamRoster                           // team Index of department Target: Shifts, with Calendar open when any of them is (Set)
	ParamGuard                            // outcome Index of step Target, one with a condition: Guard
	ParamOnlyIf                           // step Target, one with a Need: Guard in place of Only, for items that leave the step before then
	ParamNeed                             // likewise: Set, Add or Multiply Chance
	ParamShare                            // stock Target, source Index (SourceIndex): Set its share; the others keep their proportions
	ParamTravel                           // step Target: Multiply the drawn travel, or Set another Dist; for work that starts then
	ParamPlaces                           // step Target, one with an Appointment: PerDay: Set, Add or Multiply; for dates given then
	ParamTransitHold                      // what department Target sent to department Index (-1: customers) and arrives is held for Span at the door; overlaps add up
	ParamAway                             // supplier Target: orders placed wait until it is back (union of overlaps); what it has begun goes on
	ParamOrderHold                        // supplier Target: orders placed are held for Span first; overlaps add up
	ParamShipmentHold                     // supplier Target: goods that are ready to leave are held for Span; overlaps add up
	ParamDoorHold                         // supplier Target: goods that arrive are held for Span at the door; overlaps add up
	ParamLeadTime                         // supplier Target: Multiply the drawn lead time, or Set another Dist; for those that start then
	ParamDelivery                         // supplier Target: likewise, for the time on the way
	ParamHurry                            // supplier Target: what is left of lead times and ways, and those that start, are multiplied by Value
	ParamMinimum                          // supplier Target: Set, Add or Multiply
	ParamPrice                            // supplier Target: Set, Add or Multiply cents; for what arrives then
	ParamLimit                            // team Index (-1: all together) of department Target: Set, Add or Multiply; rounded down, at least 1. Who is inside stays
	ParamStepHold                         // step Target: what arrives for it from elsewhere is held for Span first, as by ParamHold; all such holds add up
	ParamBatch                            // step Target: Batch, nil: none; for what has gathered and what comes
	ParamRoute                            // step Target, one with a Whichever that goes by chance: Set the share of its step Index; the others keep their proportions
	ParamNever                            // step Target, one with a Reply: Set, Add or Multiply Never; for waits that start then
	ParamAtMost                           // likewise: Span in place of AtMost
	ParamChase                            // step Target, one whose Reply has a Chase: Span in place of Every, zero for never; from the next chase on
	NumParameters
)

// Op is how a change combines with the number in force. Sets come first (the
// latest start wins, later in the file at equal starts), then all Adds, then
// all Multiplies.
type Op uint8

// Operations.
const (
	Set Op = iota
	Add
	Multiply
)

// Change is one parameter change.
type Change struct {
	Param    Parameter
	Target   int
	Index    int
	Op       Op
	Value    float64
	Value2   float64
	Dist     draw.Dist
	Span     calendar.Span
	Calendar int
	Shifts   []Shift
	// Of ParamStaff: with Fraction the parts of a person count, as those of a
	// Shift do; Unpaid leaves who is paid as it is: people who are away are paid
	// all the same, and people who are lent by another department are paid there.
	Fraction, Unpaid bool
	Guard            *Guard
	Batch            *Batch
}

// SourceIndex is the Index by which ParamShare names a source of a rule.
func SourceIndex(rule, source int) int { return rule<<16 | source }
