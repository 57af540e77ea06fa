package broker

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
)

// Event is one thing that happened in a world of a run. On the bus and in
// files it is a JSON object; what does not apply is left out of it. Nothing in
// it depends on the bus.
//
// Events travel on the subject ripple.events.<run>.<kind>, a message holding
// one or more of that kind, each on a line of its own (NDJSON).
type Event struct {
	// Run is the name of the run.
	Run string `json:"run"`
	// Arm and Replication are the world: which variant of the scenario, and
	// which of its repetitions, from 0.
	Arm         string `json:"arm,omitempty"`
	Replication int    `json:"replication"`
	// Tick is the virtual time, milliseconds since the run's time zero.
	Tick int64 `json:"tick"`
	// At is the same moment on the organisation's own clock, ISO 8601 without
	// a zone.
	At string `json:"at,omitempty"`
	// Kind is what happened, in words with hyphens: order-placed.
	Kind string `json:"kind"`
	// Department is where it happened, "" when in none. The events of one
	// department are in the order of their sequence numbers.
	Department string `json:"department,omitempty"`
	// Sequence counts the run's events in that department from 1, so that a
	// missing one is noticed. Publishing sets it.
	Sequence uint64 `json:"sequence"`
	// Flow, Step and Item are the work concerned; Segment is the customers'.
	Flow    string `json:"flow,omitempty"`
	Step    string `json:"step,omitempty"`
	Item    string `json:"item,omitempty"`
	Segment string `json:"segment,omitempty"`
	// System and Stock are the things concerned.
	System string `json:"system,omitempty"`
	Stock  string `json:"stock,omitempty"`
	// Cause is why somebody waits.
	Cause string `json:"cause,omitempty"`
	// Quantity is how many, of what the kind says.
	Quantity int `json:"quantity,omitempty"`
	// Text is a sentence for people.
	Text string `json:"text,omitempty"`
	// Visit counts how often the item came back to the step; Before and BeforeVisit
	// are the step that it came from.
	Visit       int    `json:"visit,omitempty"`
	Before      string `json:"before,omitempty"`
	BeforeVisit int    `json:"before_visit,omitempty"`
	// Arrived is when a stay at a step that is over began, and Ticks, by cause, what
	// it was spent on: they add up to the event's own tick.
	Arrived *int64           `json:"arrived,omitempty"`
	Ticks   map[string]int64 `json:"ticks,omitempty"`
	// HeldBy is what a wait that is over was for, an item or a supplier, and Since when it began.
	HeldBy string `json:"held_by,omitempty"`
	Since  *int64 `json:"since,omitempty"`
	// Due is when an order is promised, Value what it brings, in the currency. When it
	// ends, LeadTime is the time since it was placed, and Late whether that is past
	// its promise.
	Due      *int64  `json:"due,omitempty"`
	Value    float64 `json:"value,omitempty"`
	LeadTime *int64  `json:"lead_time,omitempty"`
	Late     *bool   `json:"late,omitempty"`
	// Counts is, in the last event of a run, how many events each department
	// had.
	Counts map[string]uint64 `json:"counts,omitempty"`
}

// StreamDone is the kind of the last event of a run. Its counts tell whether
// everything before it arrived.
const StreamDone = "stream-done"

// PoisonTopic is where a recorder puts what came as an event and is none,
// with the reason in the metadata.
const PoisonTopic = "ripple.events.poison"

// EventSubject is where the events of one kind travel; a wildcard stands for
// all runs or kinds.
func EventSubject(run, kind string) string {
	return "ripple.events." + run + "." + kind
}

// DecodeEvents reads the events that one message, or a file, holds.
func DecodeEvents(payload []byte) ([]Event, error) {
	var all []Event
	d := json.NewDecoder(bytes.NewReader(payload))
	for {
		var e Event
		if err := d.Decode(&e); err == io.EOF {
			return all, nil
		} else if err != nil {
			return nil, fmt.Errorf("event %d of %d bytes: %w", len(all)+1, len(payload), err)
		}
		all = append(all, e)
	}
}

// encodeEvents puts one event on each line.
func encodeEvents(events []Event) ([]byte, error) {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	for k := range events {
		if err := e.Encode(&events[k]); err != nil {
			return nil, fmt.Errorf("encode event %d of %q: %w", events[k].Sequence, events[k].Department, err)
		}
	}
	return out.Bytes(), nil
}
