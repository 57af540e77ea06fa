package sim

// Cause says why a tick of an item's itinerary passed. Every tick has exactly
// one, by this precedence: a cause earlier in the list wins over a later one
// where both hold. Only a hold, and waits outside, for the customer, for other work, for a date
// and for the batch, which run on while the team's calendar is closed, keep their ticks of
// closed time.
type Cause uint8

// The causes.
const (
	CauseClosed      Cause = iota // the team's calendar is closed
	CauseHeld                     // held by a slip
	CauseSystem                   // a needed system is down
	CauseStock                    // needed pieces are not there
	CauseBranch                   // waiting at a join for another branch
	CauseStaff                    // everybody is busy, or nobody is there
	CauseOutside                  // a wait that needs no staff: a supplier, a doctor's report
	CauseRework                   // being worked on again
	CauseWork                     // being worked on
	CauseHandoff                  // on the way to the next department or the customer
	CauseOther                    // other work, started or joined, is not done
	CauseLimit                    // no place inside: the limit on work in progress is reached
	CauseAppointment              // the date agreed for it has not come
	CauseTravel                   // the person who does the work is on the road
	CauseBatch                    // gathering for the batch
	CauseCustomer                 // the customer has not sent or answered what the step needs
	CauseUnordered                // only upstream: what is waited for is not ordered yet
	NumCauses
)

// String gives the cause as reports print it.
func (c Cause) String() string { return causeNames[c] }

var causeNames = [NumCauses]string{
	"closed", "held", "system down", "no stock", "other branch", "no one free", "outside wait", "rework", "work", "handoff", "other work", "no free place", "appointment", "travel", "waiting for the batch", "waiting for the customer", "not yet ordered",
}

// CauseKey is the cause's name in JSON and file exports.
func (c Cause) CauseKey() string { return causeKeys[c] }

var causeKeys = [NumCauses]string{
	"closed", "held", "system", "stock", "branch", "staff", "outside", "rework", "work", "handoff", "other-work", "limit", "appointment", "travel", "batch", "customer", "not-ordered",
}

// Result is what a run found: integers per replication and arm, for
// reporters to summarise. Times are ticks (ms), money is cents.
type Result struct {
	Model        *Model
	Seed         uint64
	Replications int
	// Worlds[replication][arm], replications in order.
	Worlds [][]World
	// Ledger tells whether itineraries were traced and World.Ledger is filled.
	Traced bool
	// Journeys are, by replication, those that [Options.Follow] asked for.
	Journeys []Journeys
}

// World is one arm in one replication.
type World struct {
	Segments    []SegmentResult
	Departments []DepartmentResult
	Suppliers   []SupplierResult
	// Cost is what the responses cost, cents.
	Cost int64
	// Began is when the first inject began; Never where none did before Until.
	Began Tick
	// Agreements holds what became of the model's agreements.
	Agreements []AgreementResult
	// AgreementDays is [agreement][day of Calendars[0]], of a traced run's arm in which
	// nobody responds: steps by the day on which they ended, orders likewise; nil
	// elsewhere.
	AgreementDays [][]AgreementResult
	// Against[Baseline] and Against[DoNothing] compare this world's orders,
	// one by one, with the same replication's baseline and do-nothing arm;
	// one row per segment.
	Against [2][]Pairs
	// Ledger[Baseline] and Ledger[DoNothing] are indexed [segment][department][cause]:
	// ticks of the path to the customer here minus there, summed over the
	// counted orders delivered in both. Index len(Departments) as department is the customers'
	// own side (time on the way to them belongs to the department that sent it,
	// so it stays 0 unless an order waits at the customer).
	Ledger [2][][][NumCauses]Tick
	// Carried is the second account of the same orders, [segment][department], the
	// customers' own side behind the departments; nil where nothing was traced.
	Carried [2][][]Carried
	// Buffered is how much later what orders may wait for came, by its flow and behind the
	// flows by supplier, and what of that was passed on; nil as Upstream.
	Buffered [2][]Buffered
	// Path is [segment][department][cause]: ticks of the path to the customer, summed over this world's
	// delivered counted orders.
	Path [][][NumCauses]Tick
	// Samples are how things stood now and then, where Options.Sample asked for them.
	Samples *Samples
	// Upstream and UpstreamPath are the same ticks led upstream: a wait for pieces
	// or for other work is replaced by what the replenishment or the other work
	// went through meanwhile. Behind the customers they have a row for each
	// supplier. nil: nothing in the model is waited for like that.
	Upstream     [2][][][NumCauses]Tick
	UpstreamPath [][][NumCauses]Tick
	// Held counts the waits that are led upstream, by the flow of what they were
	// held by, and behind the flows by supplier, where pieces came straight from one.
	Held []HeldResult
	// Stranded are the orders that were lost or are still open, by where they stood,
	// in order of segment, lost before open, department and cause.
	Stranded []Stranded
}

// HeldResult counts the waits of orders placed in [From, Until) that were held by
// items of one kind: many wait for one.
type HeldResult struct {
	Waits   int64
	Waited  Tick
	Holders int64 // how many items these waits were for
	Took    Tick  // from the beginning of each until the first of them ended
}

// AgreementResult counts orders placed, or steps finished, in [From, Until). One
// that was lost, or still open at End, before its time was up is not counted.
type AgreementResult struct {
	Counted int64
	Met     int64
}

// SegmentResult counts one segment's orders placed in [From, Until).
type SegmentResult struct {
	Orders     int64
	Delivered  int64
	OnTime     int64 // delivered by the promised date
	Late       int64 // past the promised date: delivered late, lost after it, or still open after it
	Lost       int64 // given up, or ended as lost
	Unfinished int64 // still open at End
	Defective  int64 // delivered with a mistake in them
	Asked      int64 // of Orders, those by which customers asked about another
	Again      int64 // of Orders, those by which customers tried again who had given one up
	Left       int64 // customers who stopped ordering, or will, because of a counted order
	Leaving    int64 // of these, those whose contract lasts beyond Until
	LeadTime   Tick  // summed over delivered
	Lateness   Tick  // delivered after the promise: summed excess
	Revenue    int64 // cents: values of delivered minus penalties
	LostValue  int64 // cents: values of lost orders
	OpenValue  int64 // cents: values of unfinished orders
	LateValue  int64 // cents: values of late orders, however they ended
	Penalties  int64 // cents: what Revenue is less for
	Paid       int64 // cents: what customers paid for being there, day by day in [From, Until)
	Machines   int64 // machines in use when counting ends
	// Accounts counts by account, where the segment has any.
	Accounts []AccountResult
	// Counted is what the segment's Counters counted, in thousandths.
	Counted []int64
	// Open and Overdue are item-ticks per day of Calendars[0] (all orders,
	// not only counted ones): orders placed and not finished; of these, past
	// their promised date.
	Open, Overdue []Tick
}

// AccountResult counts one account's orders placed in [From, Until).
type AccountResult struct {
	Orders, Delivered, Late, Lost int64
	Gone                          int64 // 1 when it has left before Until
}

// DepartmentResult counts one department's doings in [From, Until).
type DepartmentResult struct {
	Steps      int64 // steps finished
	Reworked   int64 // of these, on a second or later visit
	Busy       Tick  // person-ticks of work done, travel included
	Travelled  Tick  // of these, on the road
	Capacity   Tick  // person-ticks of staff present
	Waited     Tick  // ticks that the steps finished had waited for staff (open time)
	Turnaround Tick  // ticks from arrival to end of the steps finished
	Mistakes   int64 // mistakes made
	// Freeing is the items the department started whose end others waited for, and
	// Freed how many waited for one of them and went on: forty tickets, one fix.
	Freeing, Freed int64
	// FlowWork and FlowRework are, by flow of the model, person-ticks of Busy on
	// first and on later visits; LostWork those of first visits by counted orders
	// that were lost, but for work on whole batches at once and in flows that split. Of a
	// traced run; nil elsewhere.
	FlowWork, FlowRework []Tick
	LostWork             Tick
	// Days are what was finished day by day of Calendars[0], of a traced run's arm in
	// which nobody responds; nil elsewhere.
	Days []DayResult
	// Backlog is item-ticks per day of Calendars[0]: items waiting or in hand.
	Backlog []Tick
	// Stocked is piece-ticks on hand over the whole [From, Until), of the department's stocks together.
	Stocked int64
	// Left is how many people left for good.
	Left int64
	// PayCents is the cost of the staff present, cents.
	PayCents int64
	// SpentCents is what was paid for the pieces that suppliers delivered.
	SpentCents int64
}

// SupplierResult counts what came of the orders with one supplier, in [From, Until).
type SupplierResult struct {
	Orders     int64 // placed
	Deliveries int64 // arrived
	Pieces     int64 // that came with them
	SpentCents int64 // paid for these
	// LeadTime is elapsed ticks from order to arrival, summed over deliveries.
	LeadTime Tick
}

func (r *SupplierResult) add(o *SupplierResult) {
	r.Orders += o.Orders
	r.Deliveries += o.Deliveries
	r.Pieces += o.Pieces
	r.SpentCents += o.SpentCents
	r.LeadTime += o.LeadTime
}

// Pairs puts every counted candidate order of one segment into one class, by
// how it ended here and there, and sums what changed.
type Pairs struct {
	Both                      int64 // delivered in both
	LostHere                  int64 // delivered there, lost here
	LostThere                 int64 // lost there, delivered here
	LostBoth                  int64
	NeverHere                 int64 // placed there, never placed here
	NeverThere                int64
	NeverHereValue            int64 // cents: what those were worth there
	NeverThereValue           int64 // and those of NeverThere here
	Unfinished                int64 // placed in both and open at End in one of them or both
	LeadTime                  Tick  // summed over Both: here − there
	Worse                     Tick  // of that, the sum over orders that took longer here
	Better                    Tick  // and over those that took less (negative)
	WorseOrders, BetterOrders int64
	BecameLate                int64 // on time there, late here, delivered in both
	BecameOnTime              int64
	Revenue                   int64 // cents, all orders: here − there
}
