// Package sim is ripple's engine: departments and customers as agents that
// meet only on a message bus, simulating many worlds in lockstep.
//
// A Model is what the scenario file fixes: plain data, known to every agent,
// never changed while it runs. What the simulation decides travels as messages.
package sim

import (
	"ripple/sim/calendar"
	"ripple/sim/draw"
)

// Tick is virtual time in milliseconds since the local midnight at which the
// warm-up begins.
type Tick = calendar.Tick

// Never is the tick that does not come.
const Never = calendar.Never

// Model is one scenario on one organisation, checked and compiled. All
// references between its parts are indexes into its slices; -1 means none.
// Only attributes are pointed to; nil means none.
type Model struct {
	Scenario     string // the scenario's title
	Name         string // its short name, as on the command line
	Organisation string
	Currency     string

	Seed         uint64
	Replications int // how many replications, unless asked otherwise

	// Orders placed in [From, Until) are counted. The run goes on, with new
	// arrivals, until they are finished, or until End: what is still open
	// then is unfinished.
	From, Until, End Tick

	// Dates holds one ISO date per day of Calendar 0, for display.
	Dates []string
	// FirstDay is the day (index into Calendar 0's days) that users call day 1.
	FirstDay int

	// Calendars[0] is the organisation's own. Every calendar covers [0, End].
	Calendars   []*calendar.Table
	Departments []Department
	Turnovers   []Turnover // of teams, at most one each
	Systems     []System
	Stocks      []Stock
	Suppliers   []Supplier
	Flows       []Flow
	Steps       []Step // of all flows; Flow.Steps indexes into it
	Segments    []Segment
	Streams     []Stream
	Agreements  []Agreement

	Effects []Effect
	Arms    []Arm // Arms[0] is the baseline, Arms[1] do-nothing

	// Handoff is the time that status messages and decisions need from one
	// department to another, in ticks; positive.
	Handoff Tick

	Band Band
}

// Indexes of the two arms that always exist.
const (
	Baseline  = 0
	DoNothing = 1
)

// Arm is one variant of the scenario.
type Arm struct {
	Name  string // "baseline", "do-nothing", or the option's name
	Label string // for people: "nothing goes wrong", …
}

// Band says when a department counts as hit: its backlog differs from the
// baseline by more than the larger of Items and Share × baseline, for a whole
// working day; it has recovered when it stays inside for RecoverDays working days.
type Band struct {
	Items       float64
	Share       float64
	RecoverDays int
}

// Department is one agent on the bus.
type Department struct {
	Name           string
	CustomerFacing bool
	Teams          []Team // at least one; work that names no team goes to the first
	// Limit is how many items may be inside at once, the others wait outside; 0: any
	// number. Where a department has a limit, its teams have none.
	Limit int
}

// Discipline is the order in which waiting work is taken up.
type Discipline uint8

// Queue disciplines. Ties are broken first come, first served.
const (
	FirstCome Discipline = iota
	ByPriority
	ByDueDate // earliest promised date first
)

// Team is a group of people who can do each other's work: parallel servers.
type Team struct {
	Name       string
	Staff      int  // people at work while the calendar is open, unless there are Shifts
	Calendar   int  // index into Model.Calendars; with shifts it is open when any of them is
	Finish     bool // at closing time work in hand is finished; otherwise it pauses until opening
	Discipline Discipline
	// CentsPerHour is the cost of one person per open hour.
	CentsPerHour int64
	// Shifts, when there are any, say who is there instead of Staff: the people
	// of all shifts that are open.
	Shifts []Shift
	// Available is the share of the people that is at work; the others are paid
	// as well. 0: all.
	Available float64
	// Limit is how many items may be at once in the steps that only this team does;
	// 0: any number.
	Limit int
	// Absences are known beforehand, in every arm; who is absent is paid.
	Absences []Absence
}

// Shift is a number of people who are there while a calendar is open. A part of
// a person is one who is there for that share of the hours, spread evenly and
// the same in every arm.
type Shift struct {
	Calendar int
	People   float64
}

// Absence is a stretch of time [From, To) in which only a share of a team's
// people is there. Overlapping absences multiply.
type Absence struct {
	From, To Tick
	Share    float64
}

// System is something steps need: software, a machine, a site.
type System struct {
	Name  string
	RunBy int // department, -1 when nobody's
	// Manual allows work to go on while the system is down: the drawn work is
	// multiplied by ManualWork and ManualErrors is added to the step's chance
	// of a mistake. Without it, work that needs the system stops and waits.
	Manual       bool
	ManualWork   float64
	ManualErrors float64
	// Up and Down are the background failures: times between the end of one
	// and the start of the next, and lengths, in elapsed ticks. Zero: none.
	Up, Down draw.Dist
}

// Stock is counted material kept at one department.
type Stock struct {
	Name       string
	Department int
	Start      int64
	// Reorders are the rules by which it is replenished, the highest level
	// first; none: never.
	Reorders []Reorder
	// Review are the ticks at which the rules are looked at, in order; nil:
	// whenever anything changes.
	Review []Tick
	// Substitutes are stocks of the same department that are taken instead, the
	// first that has enough, when this one is short.
	Substitutes []int
}

// Reorder is a rule by which a stock is replenished. A rule's position is what
// is on hand, less what is owed, plus what is on order under this rule and those
// after it: a later rule is an emergency source that does not count on what the
// earlier ones have on the way. When the position is at At or below, orders are
// placed until it is above.
type Reorder struct {
	At int64
	// Quantity is how many pieces an order is for, or, with UpTo, the position
	// that one order restores.
	Quantity int64
	UpTo     bool
	// Sources are whom an order may go to; their shares add up to 1.
	Sources []Source
}

// Source is where an order for pieces goes: an item of a flow is started, or a
// supplier delivers straight to the stock. Exactly one of Flow and Supplier is
// an index; the other is -1.
type Source struct {
	Share    float64 // chance that an order goes here
	Flow     int
	Supplier int
	// Handoff is the time from the stock's department to the flow's first step.
	Handoff draw.Dist
}

// Supplier is somebody outside who delivers pieces. Nobody of the organisation
// works there; what happens there happens to the department that ordered.
type Supplier struct {
	Name string
	// LeadTime is the time from an order until the goods leave, Delivery how
	// long they are on the way then; elapsed ticks.
	LeadTime, Delivery draw.Dist
	// Minimum is the fewest pieces of one order: what is ordered is raised to it.
	Minimum int64
	Cents   int64 // price of a piece, paid when it arrives
}

// Flow is a process: a directed graph of steps.
type Flow struct {
	Name    string
	Segment int // the customers it is for; -1: internal work
	First   int // the step it starts with
	Steps   []int
	// Priority is the rank under ByPriority: lower goes first. PriorityBy, a
	// word attribute, adds the place of the item's word.
	Priority   int
	PriorityBy *Attribute
	Attributes []*Attribute
}

// ToCustomer as Edge.To means that the item is finished: it is delivered to
// the customer, or, in an internal flow, simply ends.
const ToCustomer = -1

// Lost as Edge.To means that the item ends as a lost order.
const Lost = -2

// Step is one station of a flow, done by one team.
type Step struct {
	Name       string
	Flow       int
	Department int
	Team       int // index into the department's teams
	// Teams, when there are several, are in place of Team those whose people can
	// do the step, the first of which somebody is free in the order written. With
	// TeamBy, a word attribute, they are by word the team that does it.
	Teams  []int
	TeamBy *Attribute

	Work draw.Dist // open time of one person; zero: no staff is needed
	// Travel is open time in which the person who does the work is on the road
	// first, there and back; staff are needed for it as for work.
	Travel draw.Dist
	// Appointment, when not nil, lets an item wait for a date before the work.
	Appointment *Appointment
	Wait        draw.Dist // elapsed time that passes without staff, before the work
	// Supply, when not nil, makes the step an order with a supplier: in place of
	// Wait, the supplier's time passes.
	Supply *Supply
	Times  *Attribute // a number by which the work of an item is multiplied
	Needs  []int      // systems
	Takes  []Amount   // stocks of the same department, reserved before the work
	// Gives are pieces that reach a stock when the step ends: after the
	// handoff, when the stock is at another department. Quantity 0 means the
	// quantity that was ordered.
	Gives      []Amount
	GiveTravel draw.Dist

	Errors float64 // chance that this step leaves an undetected mistake in the item
	// Finds is the chance that a mistake carried by the item is detected
	// here, at the end of the step; it then goes to BackTo as rework.
	Finds  float64
	BackTo Edge // To is -1 … when Finds is 0 it is not used

	// Join lists the predecessors that must all have arrived before the step
	// begins; fewer than two: no join.
	Join []int

	// Batch, when not nil, lets items gather before the step.
	Batch *Batch

	// Starts are items of other flows that begin when the step's work is done.
	Starts []Start
	// Need, when not nil, says which items need the step; the others pass it by
	// Edge.Instead. Neither the first step of a flow nor a join has one.
	Need *Need
	// WaitsFor are flows: when the step's work is done, the item waits for one of
	// each, of those that the department has started and that have not ended; it
	// goes on at once where there is none.
	WaitsFor []int
	// Answers, at the first step of a flow, ends an order's patience: once its
	// work is done the order is not given up any more.
	Answers bool

	// Whichever, when not nil, lists steps of other departments that do the same
	// as this one, the first of them.
	Whichever *Whichever

	// Outcomes are at least one. Those with a condition are tried in order; an
	// item that meets none ends by the chances of the others, which add up to 1.
	Outcomes []Outcome
}

// Batch says when items that have gathered before a step are released to the team.
// At least one of At, Of and After is set; whichever comes first.
type Batch struct {
	// At are moments at which all that have come are released, ascending.
	At []Tick
	// Of is how many are released as soon as they have come; 0: no number is enough.
	Of int
	// After is how long the first to come waits at most, by the team's calendar;
	// then all are released. Zero: it may wait for ever.
	After calendar.Span
	// Together makes one piece of work of all that are released at once.
	Together bool
}

// Start is an item of another flow that a step starts. In a flow for customers
// it is an order, placed at that moment, on the terms of the flow's stream.
type Start struct {
	Flow int
	// Handoff is the elapsed time to the flow's first step, in ticks. Zero value:
	// at once, which is only for a first step in the same department.
	Handoff draw.Dist
	// Wait lets the starting item stay at the step until this one has ended.
	Wait bool
}

// Appointment says which date an item is given when it comes to a step: the first
// working day of the team, at least Notice ahead, with a free place. An item
// whose time has come goes first in the team's queue.
type Appointment struct {
	// Notice is by the team's calendar. When it counts days, the date is the whole
	// day, from opening time on; otherwise it is not before that time of the day.
	Notice calendar.Span
	// PerDay is how many dates the team gives for a day, with Each per person
	// who is at work on it at most. Dates of all steps of the team count.
	PerDay int64
	Each   bool
}

// Supply says with whom the order of a step is placed.
type Supply struct{ Supplier int }

// Amount is a number of pieces of one stock.
type Amount struct {
	Stock    int
	Quantity int64
	// Per, when not nil, is a number of each item by which Quantity is
	// multiplied; to the nearest piece.
	Per *Attribute
}

// Outcome is one way a step can end.
type Outcome struct {
	Name   string // "" when the step has only one
	Chance float64
	If     *Guard // the condition; nil: by chance
	// Next are the edges taken, all at once; more than one splits the item
	// into branches.
	Next []Edge
}

// Need says which items need a step: those that meet Only, if there is one, and
// of them a share, Chance, that is drawn for each.
type Need struct {
	Only   *Guard
	Chance float64 // 1: all
}

// Whichever says which of several steps, each in a department of its own, an item
// goes to: the first that is open, with somebody there, when it arrives, otherwise the one that
// opens first; or one by chance.
type Whichever struct {
	Steps  []int // the one that has it comes first; none of them is a join
	Open   bool
	Shares []float64 // when not Open; they add up to 1
}

// Edge leads to the next step, to the customer, or out.
type Edge struct {
	To int // step, ToCustomer or Lost
	// Handoff is the elapsed time on the way, in ticks. Zero value: at once,
	// which only an edge inside one department may be. Its Min is lookahead.
	Handoff draw.Dist
	// Back marks an edge to the same or an earlier step: the item's visit
	// number goes up. Every cycle holds at least one.
	Back bool
	// Instead are the edges taken by items that do not need the step To: to all
	// that follows it, from where this edge begins. Their Back holds for the
	// whole way. They are there exactly when that step has a Need.
	Instead []Edge
	// Others lead to the other steps of To's Whichever, in its order.
	Others []Edge
}

// Each calls f for the edge and for every one that may be taken in its place.
func (e *Edge) Each(f func(*Edge)) {
	f(e)
	for i := range e.Instead {
		e.Instead[i].Each(f)
	}
	for i := range e.Others {
		e.Others[i].Each(f)
	}
}

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

// Agreement is what one department promised those it works for: a share of the
// orders of a flow, or of the items at one step of it, within a time.
type Agreement struct {
	Name string
	Text string // what was promised, for people: "95 % within 4 working hours"
	To   string // to whom, for people
	// From is the department that promised.
	From int
	// To are those whom it promised: the orders of segment Segment that department
	// Asker raised (-1: all of the segment's). Both are -1 where only one step of
	// internal work is meant.
	Segment, Asker int
	Flow           int
	// Step is the step whose time counts, from arrival to end; -1: the whole
	// order, from placing to delivery.
	Step int
	// Within is counted by Calendar, which is the promising department's.
	Within   calendar.Span
	Calendar int
	// Stops are steps of the flow during which the clock stands still, from an
	// item's arrival there to the step's end.
	Stops []int
	// If says of which items it speaks; nil: of all.
	If *Guard
	// Target is the share that was promised.
	Target float64
	// Penalty is paid for each order that missed, in cents.
	Penalty int64
}

// External is how many segments are customers outside; the rest is internal.
func (m *Model) External() int {
	n := len(m.Segments)
	for n > 0 && m.Segments[n-1].Internal {
		n--
	}
	return n
}

// Effect is an inject or a response: some parameters change for a time.
type Effect struct {
	Name     string
	Text     string // what is said to people when it happens
	Response bool
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
