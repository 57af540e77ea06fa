package draw

import "strconv"

// Purpose says what a draw decides, so that two decisions about the same entity
// at the same step never share a uniform.
type Purpose uint8

// The purposes. Their numbers are part of every result: add at the end, never
// reorder.
const (
	Work          Purpose = iota + 1 // service time of a step
	Wait                             // time spent waiting on something outside
	Handoff                          // time from one department to the next
	Branch                           // which way the item goes
	Error                            // whether the step was done wrongly
	Find                             // whether a wrong step is noticed, and where
	Gap                              // time to the next candidate order
	Accept                           // whether a candidate order is placed in this arm
	Leave                            // how long a customer is patient, or whether they leave
	FailEvery                        // running time until the next failure
	FailFor                          // time to repair
	InjectHappens                    // whether a random inject happens at all
	InjectAt                         // when it happens
	InjectFor                        // how long it lasts
	InjectSize                       // how strong it is
	Quantity                         // how many units an order or a delivery holds
	Attribute                        // a property of the item: its class, its value
	Absent                           // whether a person is absent
	Supplier                         // what a supplier outside does
	Return                           // whether a customer comes back
	Start                            // the identity of an item that a step starts
	Need                             // whether an item needs a step
	Join                             // which of several open items is waited for
	Account                          // which customer an order is of
	Renewal                          // the day of the year on which a contract is renewed
	Travel                           // time on the road before the work
	Balk                             // whether a customer goes away from a queue
	Ask                              // the identity of a question about an open order
	Stay                             // how long a person stays
	Route                            // which of several departments gets it
	Answer                           // whether a customer ever answers
	Chase                            // the identity of an item by which a customer is chased
	InjectOrder                      // in which order injects are added up
	Way                              // what is left of a handoff that was under way before a forecast
)

var purposeNames = [...]string{
	Work: "work", Wait: "wait", Handoff: "handoff", Branch: "branch", Error: "error", Find: "find",
	Gap: "gap", Accept: "accept", Leave: "leave", FailEvery: "fail-every", FailFor: "fail-for",
	InjectHappens: "inject-happens", InjectAt: "inject-at", InjectFor: "inject-for", InjectSize: "inject-size",
	Quantity: "quantity", Attribute: "attribute", Absent: "absent", Supplier: "supplier", Return: "return",
	Start: "start", Need: "need", Join: "join", Account: "account", Renewal: "renewal", Travel: "travel", Balk: "balk", Ask: "ask", Stay: "stay",
	Route: "route", Answer: "answer", Chase: "chase", InjectOrder: "inject-order",
	Way: "way",
}

// String returns the purpose as a hyphenated word.
func (p Purpose) String() string {
	if int(p) < len(purposeNames) && purposeNames[p] != "" {
		return purposeNames[p]
	}
	return "purpose " + strconv.Itoa(int(p))
}
