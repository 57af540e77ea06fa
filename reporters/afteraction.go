package reporters

import (
	"fmt"
	"slices"

	"ripple/sim"
)

// Exercise is what a room has lived through, as its record tells it, and what of it
// was played again. Times are in words.
type Exercise struct {
	About
	// Title is the exercise's, Story what it is about, Scenario the title of what was played.
	Title, Story, Scenario string
	Teams                  []string
	// Clock is when people played, by the clock in the room.
	Clock string
	// Began and Reached bound play in simulated time.
	Began, Reached string
	Ended          bool
	Turns          int
	// LivedIn is the replication that was lived in, counted from 1.
	LivedIn  int
	Standing []Standing
	Course   []CourseDay
	Signs    []Sign
	Timeline []Happening

	Objectives []Objective
	Remarks    []Remark
	Decisions  []Deed
	Roads      []Deed
	Injects    []Delivery

	// Played are the files that were played again, often, and Lived the same in the replication
	// lived in alone. The first is the session's own; Room is its arm with all that was decided.
	Played, Lived []Contender
	Room          int
}

// Standing is how customers stood when play ended: all of a kind, or together.
type Standing struct {
	Customers string
	Case      string // the room, or one of the two that nobody lived in
	// OnTime is the share of the orders due or finished that came in time; -1: none was due.
	OnTime                        float64
	InTime, Due                   int64
	Placed, Delivered, Late, Lost int64
	Open, Overdue                 int64
	Revenue                       int64 // cents
}

// CourseDay is how many orders of customers were overdue at the end of a day, or when play ended.
type CourseDay struct {
	// At counts days from the beginning of day 1.
	At                  float64
	Day                 Day
	Usual, Nobody, Room int64
}

// Sign is something that happened, on the picture of the session.
type Sign struct {
	At   float64 // days from the beginning of day 1
	Name string  // as the tables call it
	Text string
	// Decision: somebody decided it; otherwise it happened to them.
	Decision bool
}

// Happening is a line of the record.
type Happening struct {
	When, Clock, Kind, Who, Text string
}

// Objective is what the exercise was to show, and how it was met.
type Objective struct {
	Name, Text string
	// Rating is in the words of evaluators, "" when nobody rated it; Met says that it was performed.
	Rating string
	Met    bool
	Words  string
	// Tested names the injects that were about it and came.
	Tested string
	// Noted is what was noted about it.
	Noted []string
}

// Remark is a note.
type Remark struct{ When, Who, About, Text string }

// Delivery is an inject as it came, or did not.
type Delivery struct {
	Number                                            int
	Status, When, Planned, From, To, Method           string
	Pending                                           bool // it could still have come
	Text, Does, ExpectedAction, Objective, Controller string
}

// Deed is something that was decided, or was not and could have been.
type Deed struct {
	Name                string // D1, D2, …; of roads R1, R2, …
	Kind                RoadKind
	When, Who           string
	Turn                int
	Words, Does, Reason string
	// Answer is what a refused proposal got.
	Answer string
	// Why says why it was not played again; "" also of what is not modelled.
	Why string
	// Weighed says that With and Against show what it changes.
	Weighed       bool
	With, Against ArmOf
	Worth         *Worth
}

// ArmOf is an arm of one of the files that were played again.
type ArmOf struct{ Run, Arm int }

// RoadKind says why something was not taken.
type RoadKind string

// The kinds of roads not taken.
const (
	WasRefused  RoadKind = "proposed, refused"
	LeftOpen    RoadKind = "proposed, left open"
	NobodyChose RoadKind = "nobody chose it"
	OtherWay    RoadKind = "another way that was played"
)

// AfterAction is the report on an exercise: plain data, the same for every writer.
type AfterAction struct {
	Subject
	Exercise
	// Whole is what all decisions together changed, against doing nothing; nil: nothing was decided
	// that the model knows.
	Whole *Worth
	// Sentences can be read aloud.
	Sentences []string
	// Strengths and Areas follow from ratings and numbers, Care is easily misread.
	Strengths, Areas, Care []string
}

// Worth is what something changed, with it minus without it.
type Worth struct {
	// Here is the difference in the replication lived in, Often that over all replications.
	Here, Often *Outcomes
	// Judged is the number of customers by which it is judged.
	Judged Metric
	// HereJudged and OftenJudged are its differences, each of Dots one replication's.
	HereJudged, OftenJudged Estimate
	Dots                    []float64
	Better, Worse           int // replications
	Call                    Call
	// The same for the money left over; only where orders, staff or responses have a value.
	HereMoney, OftenMoney Estimate
	MoneyDots             []float64
	MoneyCall             Call
}

// Call is what can be said of a decision.
type Call struct {
	// Right is +1 for a decision that is clearly better over all replications than leaving it out,
	// -1 for one that is clearly worse, 0 where neither can be told from chance.
	Right int
	// Luck is +1 where it was better in the replication lived in, -1 where it was worse.
	Luck int
	// Nothing says that it changes nothing at all, in no replication.
	Nothing bool
}

// String is the call in few words.
func (c Call) String() string {
	switch {
	case c.Nothing:
		return "changed nothing"
	case c.Right > 0:
		return "right call" + [...]string{", unlucky", ", no effect here", ""}[c.Luck+1]
	case c.Right < 0:
		return "wrong call" + [...]string{"", ", no effect here", ", lucky"}[c.Luck+1]
	}
	return "no clear call" + [...]string{", hurt here", ", no effect here", ", helped here"}[c.Luck+1]
}

// Road is the call on something that was not done.
func (c Call) Road() string {
	switch {
	case c.Nothing:
		return "would change nothing"
	case c.Right > 0:
		return "clearly better"
	case c.Right < 0:
		return "clearly worse"
	}
	return "no clear difference"
}

// Money is the call on what is left over.
func (c Call) Money() string {
	switch {
	case c.Nothing:
		return "changed nothing"
	case c.Right > 0:
		return "leaves more" + [...]string{", less here", "", ""}[c.Luck+1]
	case c.Right < 0:
		return "leaves less" + [...]string{"", "", ", more here"}[c.Luck+1]
	}
	return "no clear difference"
}

// call judges a difference in a number by what it is over all replications and here.
func call(m Metric, often, here Estimate) Call {
	var c Call
	switch {
	case helps(m, often):
		c.Right = 1
	case hurts(m, often):
		c.Right = -1
	}
	switch v := here.Mean * float64(m.Better); {
	case v > 0:
		c.Luck = 1
	case v < 0:
		c.Luck = -1
	}
	return c
}

// NewAfterAction computes the report on an exercise.
func NewAfterAction(x Exercise) (*AfterAction, error) {
	w, err := newWeights(x.Played, x.Lived)
	if err != nil {
		return nil, err
	}
	a := &AfterAction{Subject: w.often.subject(), Exercise: x}
	a.Decisions, a.Roads = slices.Clone(x.Decisions), slices.Clone(x.Roads)
	for i := range a.Decisions {
		d := &a.Decisions[i]
		d.Name = fmt.Sprintf("D%d", i+1)
		d.Worth = w.worth(d)
	}
	for i := range a.Roads {
		d := &a.Roads[i]
		d.Name = fmt.Sprintf("R%d", i+1)
		d.Worth = w.worth(d)
	}
	if x.Room != sim.DoNothing {
		a.Whole = w.worth(&Deed{Weighed: true, With: ArmOf{Arm: x.Room}, Against: ArmOf{Arm: sim.DoNothing}})
	}
	a.Standing = a.together(x.Standing)
	a.Sentences = a.aloud()
	plainly(a.Sentences)
	a.Strengths, a.Areas = a.strengths(), a.areas()
	a.Care = a.cares()
	return a, nil
}

// together puts the customers whose orders have a value before their kinds, all in one.
func (a *AfterAction) together(kinds []Standing) []Standing {
	var sums []Standing
	several := 0
	for i, pays := range a.Paying {
		if !pays {
			continue
		}
		several++
		for _, s := range kinds {
			if s.Customers != a.Customers[i] {
				continue
			}
			at := slices.IndexFunc(sums, func(x Standing) bool { return x.Case == s.Case })
			if at < 0 {
				at = len(sums)
				sums = append(sums, Standing{Customers: "paying customers", Case: s.Case})
			}
			sums[at].add(&s)
		}
	}
	if several < 2 {
		return kinds
	}
	return append(sums, kinds...)
}

// add adds another kind of customers.
func (s *Standing) add(o *Standing) {
	s.InTime += o.InTime
	s.Due += o.Due
	s.Placed += o.Placed
	s.Delivered += o.Delivered
	s.Late += o.Late
	s.Lost += o.Lost
	s.Open += o.Open
	s.Overdue += o.Overdue
	s.Revenue += o.Revenue
	s.OnTime = -1
	if s.Due > 0 {
		s.OnTime = float64(s.InTime) / float64(s.Due)
	}
}

// Paying tells which kinds of customers are counted together: those whose orders have a value.
func Paying(m *sim.Model) []bool { return paying(m) }

// weights tell what arms change, over all replications and in the one lived in.
type weights struct {
	often, here *builder
	first       []int // arm of each run, in both
}

func newWeights(played, lived []Contender) (*weights, error) {
	w := &weights{}
	for _, c := range slices.Concat(played, lived) {
		if err := usable(c.Result); err != nil {
			return nil, err
		}
	}
	often, err := together(played)
	if err != nil {
		return nil, err
	}
	here, err := together(lived)
	if err != nil {
		return nil, err
	}
	w.often, w.here = newBuilder(often), newBuilder(here)
	arms := 0
	for _, c := range played {
		w.first = append(w.first, arms)
		arms += len(c.Result.Model.Arms)
	}
	return w, nil
}

// worth is what a deed changes; nil where it was not played again.
func (w *weights) worth(d *Deed) *Worth {
	if !d.Weighed {
		return nil
	}
	arm, against := w.first[d.With.Run]+d.With.Arm, w.first[d.Against.Run]+d.Against.Arm
	key := "on_time_orders"
	if movesPromise(w.often.model, arm) != movesPromise(w.often.model, against) {
		key = "abandoned" // on time would be by another date
	}
	i := position(CustomerMetrics(), key)
	out := &Worth{
		Here: w.here.differences(arm, against), Often: w.often.differences(arm, against), Judged: CustomerMetrics()[i],
		Dots: gaps(w.often, &customerMeasures[i], arm, against, func(i, arm int) *segment { return &w.often.together[i][arm] }),
	}
	out.HereJudged, out.OftenJudged = out.Here.Paying[i], out.Often.Paying[i]
	for _, v := range out.Dots {
		switch v *= float64(out.Judged.Better); {
		case v > 0:
			out.Better++
		case v < 0:
			out.Worse++
		}
	}
	out.Call = call(out.Judged, out.OftenJudged, out.HereJudged)
	j := position(MoneyMetrics(), "net")
	out.HereMoney, out.OftenMoney = out.Here.Money[j], out.Often.Money[j]
	out.MoneyDots = gaps(w.often, &moneyMeasures[j], arm, against, w.often.world)
	out.MoneyCall = call(MoneyMetrics()[j], out.OftenMoney, out.HereMoney)
	nothing := w.often.alike(arm, against) && w.here.alike(arm, against)
	out.Call.Nothing, out.MoneyCall.Nothing = nothing, nothing
	return out
}

// gaps are by how much two arms differ in a number, in each replication.
func gaps[T any](b *builder, m *measure[T], arm, against int, of func(replication, arm int) *T) []float64 {
	with, without := read(b, arm, m, of).num, read(b, against, m, of).num
	for i := range with {
		with[i] -= without[i]
	}
	return with
}

// alike tells that two arms are equal to the bit in every replication.
func (b *builder) alike(arm, against int) bool {
	for i := range b.result.Worlds {
		if !equal(b.world(i, arm), b.world(i, against)) {
			return false
		}
	}
	return true
}
