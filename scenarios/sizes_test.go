package scenarios

import (
	"reflect"
	"testing"
)

// TestSizesAreTheNumbersThatCanBeChosen: names, words and what it takes are not among them.
func TestSizesAreTheNumbersThatCanBeChosen(t *testing.T) {
	s, err := Load("../reporters/tabletop/testdata/workshop.yaml", Options{})
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][][]Size{
		"hands":      {{{"people", "2"}, {"for", "uniform(4 days; 9 days)"}}, {{"2.by", "1h"}, {"2.for", "5 days"}}},
		"later":      {{{"to", "5 working days"}, {"for", "10 days"}}},
		"when-short": {{{"pieces", "60"}}},
		"campaign":   {{{"by", "30 %"}, {"for", "5 days"}}},
		"rush-steel": {{{"waits", "x 0.5"}, {"for", "exponential(5 days)"}}},
	} {
		c := s.Exercise.Choice(name)
		if !reflect.DeepEqual(c.Sizes, want) {
			t.Errorf("%s has %v, not %v", name, c.Sizes, want)
		}
		if !c.Sized(want[0][0].Key) || c.Sized("cost") || c.Sized("1.cost") || c.Sized("ready-after") {
			t.Errorf("%s: what can be chosen is wrong", name)
		}
	}
	if c := s.Exercise.Choice("hands"); !c.Sized("1.people") || c.Sized("2.people") {
		t.Error("sizes are told apart by what they are of")
	}
}
