package sim

import (
	"reflect"
	"testing"
)

// once are random models that broke a law before: few models have what it takes.
var once = map[string]recipe{
	"two branches come to one step from two departments at the end": {seed: 44614, departments: 3, flows: 4, days: 2, effects: 1, features: 0x547d1bee9f7},
	"an order not counted is lost after one batch has ended":        {seed: 3913, departments: 2, flows: 3, days: 1, effects: 2, features: 0x2dff7f5feff},
	"an inject comes after the counted days":                        {seed: 6, departments: 2, flows: 1, days: 1, effects: 6, features: 0x6afe7fbed7d},
	"an order is started shortly before midnight":                   {seed: 62, departments: 3, flows: 3, days: 3, effects: 5, features: 0x4fef7fbff7d},
	"a step that was begun is given up with its order":              {seed: 512176, departments: 2, flows: 3, days: 3, effects: 3, features: 0x3bb62ebb7f3},
	"one way is another and the first step besides":                 {seed: 133944271, departments: 3, flows: 2, days: 3, effects: 1, features: 0x74ef67bbdff},
	"a condition holds after the counted days":                      {seed: 17, departments: 2, flows: 2, days: 1, effects: 4, features: 0xf117ef779f},
}

// TestLawsHoldWhereTheyDidNot: the same bits in any batches and with pairs looked at one
// by one, the same journeys in any windows, and books that balance, in these models.
func TestLawsHoldWhereTheyDidNot(t *testing.T) {
	b := start(t)
	for name, r := range once {
		t.Run(name, func(t *testing.T) {
			m := r.model()
			o := Options{Trace: true, Replications: 8, Sample: minutes(20)}
			all := run(t, b, m, o)
			for _, batch := range []int{1, 2} {
				o.Batch = batch
				same(t, "in batches", all, run(t, b, m, o))
			}
			o.Batch, o.singly = 0, true
			same(t, "one by one", all, run(t, b, m, o))
			first := run(t, b, m, followed(m, Options{Replications: 1}))
			if again := run(t, b, m, followed(m, Options{Replications: 1, window: minutes(7)})); !reflect.DeepEqual(first.Journeys, again.Journeys) {
				t.Fatalf("in windows of 7 minutes: %s", journeysDiffer(first, again))
			}
			if err := balanced(all); err != nil {
				t.Fatal(err)
			}
		})
	}
}
