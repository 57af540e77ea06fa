package reporters

import "ripple/sim"

// Event is something that the scenario lets happen in an option: an inject, or a
// response to it.
type Event struct {
	// Day is when it takes effect; the zero Day when that is not certain.
	Day Day
	// At counts days from the first one counted, with the part of the day that
	// has passed; meaningless without Day.
	At float64
	// When says it for people.
	When string
	// Text says what happens, for people.
	Text     string
	Response bool
}

// events are what happens in an arm, in the order of the scenario, each once.
func (b *builder) events(arm int) []Event {
	var all []Event
	for i := range b.model.Effects {
		e := &b.model.Effects[i]
		if !e.Arms[arm] {
			continue
		}
		one := Event{Text: e.Text, Response: e.Response}
		if one.Text == "" {
			one.Text = e.Name
		}
		switch {
		case e.When.Random:
			one.When = "by chance"
		case e.When.Condition != nil:
			one.When = "when its condition holds"
		default:
			one.Day, one.At = b.moment(e.When.At + e.Lead)
			one.When = one.Day.String()
		}
		known := false
		for _, other := range all {
			known = known || other == one
		}
		if !known {
			all = append(all, one)
		}
	}
	return all
}

// moment is the day of a tick, and where it stands among the days counted.
func (b *builder) moment(at sim.Tick) (Day, float64) {
	index := b.days.index(at)
	passed := 0.0
	if days := b.days.table.Days; index < len(days) && len(days) > 1 {
		passed = float64(at-days[index]) / b.days.length(index)
	}
	return b.days.day(index), float64(index-b.days.first) + passed
}
