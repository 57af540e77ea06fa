package reporters

import (
	"slices"
	"strings"
	"testing"

	"ripple/sim"
)

// toldOf makes a report of a synthetic result that was changed, and joins its sentences.
func toldOf(t *testing.T, replications int, change func(*sim.Result)) string {
	t.Helper()
	result := synthetic(replications)
	change(result)
	r, err := New(result, about)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(r.Sentences, "\n")
}

func TestSentencesSayWhatTheNumbersDo(t *testing.T) {
	for _, c := range []struct {
		name         string
		replications int
		change       func(*sim.Result)
		want         []string
		never        []string
	}{
		{
			"as it is", 40, func(*sim.Result) {},
			[]string{
				"If nobody responds, consumers get 82.2 % of their orders on time instead of 94.0 %",
				"They feel it from day 29 (Mon 2 Feb)", "is over by day 54 (Fri 27 Feb)",
				"The best response tried is “expedite”", "“wait-and-see” makes it worse",
			},
			[]string{"hospitals"},
		},
		{
			"in time, but nobody stays", 40,
			func(r *sim.Result) {
				for i := range r.Worlds {
					r.Worlds[i][2].Segments[0].Left = int64(60 + i%5)
				}
			},
			[]string{"The best response tried is “expedite”", "“expedite” makes 62 more customers leave (95 % range 61.5 to 62.5)"},
			[]string{"“wait-and-see” makes 62"},
		},
		{
			"hit while they order more", 40,
			func(r *sim.Result) {
				for i := range r.Worlds {
					r.Worlds[i][1].Segments[0].Orders += 400
					r.Worlds[i][1].Segments[0].OnTime += 250
					r.Worlds[i][1].Segments[1].OnTime -= 9
				}
			},
			[]string{"If nobody responds, consumers get"}, []string{"If nobody responds, hospitals"},
		},
		{
			"worse for most, better for some", 40,
			func(r *sim.Result) {
				for i := range r.Worlds {
					r.Worlds[i][3].Segments[1].OnTime += 12
				}
			},
			[]string{"“wait-and-see” helps hospitals and hurts consumers"}, []string{"makes it worse"},
		},
		{
			"complaints are no merit", 40,
			func(r *sim.Result) {
				for i := range r.Worlds {
					r.Worlds[i][3].Segments[0].Orders += 1300
					r.Worlds[i][3].Segments[0].OnTime += 1200
				}
			},
			[]string{"The best response tried is “expedite”"}, nil,
		},
		{
			"nothing goes wrong", 40,
			func(r *sim.Result) {
				r.Model.Effects = nil
				r.Model.Arms = r.Model.Arms[:2]
				for i := range r.Worlds {
					r.Worlds[i] = []sim.World{r.Worlds[i][0], r.Worlds[i][0]}
				}
			},
			[]string{"Nothing goes wrong in this scenario: customers place ", "of them on time (95 % range "},
			[]string{"nobody responds", "response"},
		},
		{
			"identical", 40,
			func(r *sim.Result) {
				for i := range r.Worlds {
					r.Worlds[i][1] = r.Worlds[i][0]
				}
			},
			[]string{"Customers notice nothing at all"}, []string{"feel it from"},
		},
		{
			"only in three of forty", 40,
			func(r *sim.Result) {
				r.Model.Effects[0].When.Random = true
				for i := range r.Worlds[:37] {
					r.Worlds[i][1] = r.Worlds[i][0]
				}
			},
			[]string{"It touched customers in 3 of 40 cases only"}, []string{"feel it from"},
		},
		{
			"seen in no case", 40,
			func(r *sim.Result) {
				r.Model.Effects[0].When.Random = true
				for i := range r.Worlds {
					r.Worlds[i][1] = r.Worlds[i][0]
				}
			},
			[]string{"Customers noticed nothing in any of 40 cases."}, []string{"nothing at all"},
		},
		{
			"a single case", 1, func(*sim.Result) {},
			[]string{"fewer in this one case", "than when nobody responds in this one case"}, []string{"range"},
		},
		{
			"a promise moved", 40,
			func(r *sim.Result) {
				r.Model.Effects[1].Changes = []sim.Change{{Param: sim.ParamPromise}}
			},
			[]string{"None of the responses tried clearly brings more orders in on time", "“expedite” makes more orders count as on time by promising a later date"},
			[]string{"The best response"},
		},
		{
			"still going on at the end", 40,
			func(r *sim.Result) {
				for i := range r.Worlds {
					s := &r.Worlds[i][1].Segments[0]
					s.Overdue = slices.Clone(s.Overdue)
					for d := 40; d < len(s.Overdue); d++ {
						s.Overdue[d] = 50 * 86_400_000
					}
				}
			},
			[]string{"and is not over by day 60 (Thu 5 Mar), the last day looked at"}, []string{"is over by"},
		},
		{
			"money for nothing", 40,
			func(r *sim.Result) {
				for i := range r.Worlds {
					r.Worlds[i][3] = r.Worlds[i][1]
					r.Worlds[i][3].Cost = 500000
				}
			},
			[]string{"“wait-and-see” costs EUR 5,000 and brings no clear number of orders back on time"},
			[]string{"worse"},
		},
		{
			"the cheaper one", 40,
			func(r *sim.Result) {
				for i := range r.Worlds {
					r.Worlds[i][3] = r.Worlds[i][2]
					r.Worlds[i][3].Cost = 0
					s := slices.Clone(r.Worlds[i][3].Segments)
					s[0].OnTime -= 10
					r.Worlds[i][3].Segments = s
				}
			},
			[]string{"The best response tried is “expedite”", "; “wait-and-see” brings 91 back and leaves EUR 1,818 more"},
			nil,
		},
	} {
		said := toldOf(t, c.replications, c.change)
		for _, want := range c.want {
			if !strings.Contains(said, want) {
				t.Errorf("%s: does not say %q:\n%s", c.name, want, said)
			}
		}
		for _, never := range c.never {
			if strings.Contains(said, never) {
				t.Errorf("%s: says %q:\n%s", c.name, never, said)
			}
		}
	}
}
