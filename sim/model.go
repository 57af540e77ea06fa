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
	// Part says that only some of the injects happen, and no responses: such arms
	// come after all others (WithParts). First, when positive, makes these the first
	// so many of InjectOrder.
	Part  bool
	First int
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
	// Reply, when not nil, makes Wait one for the customer.
	Reply *Reply
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
