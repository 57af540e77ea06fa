package reporters

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"ripple/sim"
)

// another makes a second scenario on the synthetic organisation: its own names
// and options, and doing nothing hurts half as much.
func another(replications int) *sim.Result {
	r := synthetic(replications)
	r.Model.Scenario, r.Model.Name = "Two days without the order system", "it-outage"
	r.Model.Arms = append(slices.Clone(r.Model.Arms[:2]), sim.Arm{Name: "standby", Label: "switch to the standby system"})
	for e := range r.Model.Effects {
		r.Model.Effects[e].Arms = r.Model.Effects[e].Arms[:3]
	}
	for i, worlds := range r.Worlds {
		half := worlds[2]
		half.Cost = 0
		best := worlds[0]
		best.Cost = 900000
		r.Worlds[i] = []sim.World{worlds[0], half, best}
	}
	return r
}

func contenders(replications int) []Contender {
	return []Contender{
		{"procurement-slip", synthetic(replications), About{Notes: about.Notes, Expect: about.Expect}},
		{"it-outage", another(replications), About{Expect: []Expectation{
			{Text: "standby: consumers.on-time >= 90 %", Option: "standby", Who: "consumers", Metric: "on-time", Op: ">=", Limit: 0.9},
		}}},
	}
}

func compared(t *testing.T, contenders []Contender, reference string) *Comparison {
	t.Helper()
	c, err := Compare(contenders, reference, about)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func writtenComparison(t *testing.T, write CompareWriter, c *Comparison) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := write(&out, c); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestComparisonsReadAsAgreed(t *testing.T) {
	for _, c := range []struct {
		file         string
		write        CompareWriter
		scenarios    int
		replications int
		reference    string
	}{
		{"compare-options.txt", CompareTable, 1, 40, "do-nothing"},
		{"compare-colour.txt", CompareColourTable, 1, 40, "expedite"},
		{"compare-scenarios.txt", CompareTable, 2, 40, "do-nothing"},
		{"compare-baseline.txt", CompareTable, 2, 40, "baseline"},
		{"compare-single.txt", CompareTable, 1, 1, "do-nothing"},
		{"compare.md", CompareMarkdown, 1, 40, "do-nothing"},
		{"compare.csv", CompareCSV, 2, 3, "procurement-slip/do-nothing"},
		{"compare.json", CompareJSON, 2, 3, "do-nothing"},
	} {
		t.Run(c.file, func(t *testing.T) {
			asAgreed(t, c.file, writtenComparison(t, c.write, compared(t, contenders(c.replications)[:c.scenarios], c.reference)))
		})
	}
}

// planted is the synthetic result with differences between its options and
// doing nothing that are known: option 2 has none, option 3 has what plant does.
func planted(replications int, plant func(replication int, s *sim.SegmentResult)) []Contender {
	r := synthetic(replications)
	for i, worlds := range r.Worlds {
		worlds[2] = worlds[1]
		worlds[3] = worlds[1]
		worlds[3].Segments = slices.Clone(worlds[1].Segments)
		plant(i, &worlds[3].Segments[0])
	}
	return []Contender{{Name: "planted", Result: r}}
}

func onTimeOrders(c *Comparison, alternative int) Estimate {
	return customer(c.Alternatives[alternative].Gain.Customers[0], "on_time_orders")
}

func TestAnIdenticalPairIsCalledIdentical(t *testing.T) {
	c := compared(t, planted(40, func(int, *sim.SegmentResult) {}), "do-nothing")
	for _, i := range []int{2, 3} {
		if e := onTimeOrders(c, i); e.Certainty != Identical || !c.Alternatives[i].Same {
			t.Errorf("%s: %+v, want identical", c.Alternatives[i].Key, e)
		}
	}
	if !strings.Contains(string(writtenComparison(t, CompareTable, c)), "identical") {
		t.Error("the table does not say so")
	}
	// One order in one replication, and it is no longer so.
	c = compared(t, planted(40, func(i int, s *sim.SegmentResult) {
		if i == 17 {
			s.OnTime++
		}
	}), "do-nothing")
	if e := onTimeOrders(c, 3); e.Certainty == Identical || c.Alternatives[3].Same {
		t.Errorf("one order more: %+v, still identical", e)
	}
}

func TestAKnownDifferenceIsFoundWithItsRangeAndItsDirection(t *testing.T) {
	// 10 more orders on time, give or take 2, while orders themselves vary by 40
	// between replications: only pairing shows it.
	c := compared(t, planted(40, func(i int, s *sim.SegmentResult) { s.OnTime += 8 + int64(i%5) }), "do-nothing")
	e := onTimeOrders(c, 3)
	// Deviations −2, −1, 0, 1, 2, eight times: variance 80/39, t(39; 0.975) = 2.0227.
	if half := 2.0227 * 0.2265; e.Mean != 10 || e.Low < 10-half-0.001 || e.High > 10+half+0.001 || !e.Clear() {
		t.Errorf("got %+v, want 10 ± %v", e, half)
	}
	doc := NewComparisonDocument(c)
	if v := doc.Difference["wait_and_see"].Customers["consumers"]["on_time_orders"].Verdict; v != "better" {
		t.Errorf("verdict %q, want better", v)
	}
	// Against the better option, doing nothing is worse by as much.
	back := compared(t, planted(40, func(i int, s *sim.SegmentResult) { s.OnTime += 8 + int64(i%5) }), "wait-and-see")
	if e := onTimeOrders(back, 1); e.Mean != -10 {
		t.Errorf("the other way round: %+v, want −10", e)
	}
	if v := NewComparisonDocument(back).Difference["do_nothing"].Customers["consumers"]["on_time_orders"].Verdict; v != "worse" {
		t.Errorf("the other way round: verdict %q, want worse", v)
	}
}

func TestARareEffectIsTooRareToSay(t *testing.T) {
	c := compared(t, planted(40, func(i int, s *sim.SegmentResult) {
		if i%14 == 0 { // 3 of 40
			s.OnTime -= 30
			s.Late += 30
		}
	}), "do-nothing")
	e := onTimeOrders(c, 3)
	if e.Certainty != TooRare || e.NonZero != 3 || e.Clear() {
		t.Errorf("got %+v, want too rare, seen in 3", e)
	}
	table := string(writtenComparison(t, CompareTable, c))
	if !strings.Contains(table, "too rare to say") {
		t.Errorf("the table does not say so:\n%s", table)
	}
	if d := NewComparisonDocument(c).Difference["wait_and_see"].Customers["consumers"]["on_time"]; d.Note != "too rare to say" || d.Verdict != "" {
		t.Errorf("JSON: %+v", d)
	}
}

// Two scenarios' replications are the same chance: the difference between them
// is as narrow as one between options.
func TestScenariosArePairedByReplication(t *testing.T) {
	first, second := synthetic(40), another(40)
	for i, worlds := range second.Worlds {
		worlds[1] = first.Worlds[i][1]
		worlds[1].Segments = slices.Clone(worlds[1].Segments)
		worlds[1].Segments[0].OnTime -= 6 + int64(i%3) // 7 less, give or take one
	}
	pair := []Contender{{Name: "a", Result: first}, {Name: "b", Result: second}}
	c := compared(t, pair, "a/do-nothing")
	at := slices.IndexFunc(c.Alternatives, func(a Alternative) bool { return a.Key == "b/do-nothing" })
	e := onTimeOrders(c, at)
	if e.Mean > -6.9 || e.Mean < -7.1 || e.High-e.Low > 0.7 {
		t.Errorf("got %+v, want about −7 ± 0.3", e)
	}
	if base := slices.IndexFunc(c.Alternatives, func(a Alternative) bool { return a.Key == "b/baseline" }); c.Alternatives[base].Value.Customers[0][0] != c.Alternatives[0].Value.Customers[0][0] {
		t.Error("the two baselines differ")
	}
	// Without a scenario before it, do-nothing is each scenario's own.
	own := compared(t, pair, "do-nothing")
	var against []string
	for _, a := range own.Alternatives {
		against = append(against, own.Alternatives[a.Against].Key)
	}
	want := []string{
		"a/do-nothing", "a/do-nothing", "a/do-nothing", "a/do-nothing",
		"b/do-nothing", "a/do-nothing", "b/do-nothing",
	}
	if !slices.Equal(against, want) {
		t.Errorf("compared with %v, want %v", against, want)
	}
	if onTimeOrders(own, at) != e {
		t.Errorf("doing nothing in b against doing nothing in a: %+v, want %+v", onTimeOrders(own, at), e)
	}
}

func TestReferencesAreFoundOrExplained(t *testing.T) {
	names := []string{"a", "b"}
	models := []*sim.Model{synthetic(1).Model, another(1).Model}
	for _, c := range []struct {
		reference string
		want      []int
	}{
		{"baseline", []int{0, 0, 0, 0, 0, 0, 0}},
		{"do-nothing", []int{1, 1, 1, 1, 5, 1, 5}},
		{"expedite", []int{2, 2, 2, 2, 2, 2, 2}}, // only the first has it
		{"b/standby", []int{6, 6, 6, 6, 6, 6, 6}},
	} {
		got, err := References(names, models, c.reference)
		if err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%s: %v (%v), want %v", c.reference, got, err, c.want)
		}
	}
	third := another(1).Model
	third.Arms = third.Arms[:2]
	for reference, models := range map[string][]*sim.Model{
		"standbye": models, "c/standby": models, "": models, "standby": append(models, another(1).Model),
	} {
		_, err := References([]string{"a", "b", "c"}, models, reference)
		if r, ok := err.(*ReferenceError); !ok || len(r.Known) == 0 {
			t.Errorf("%q: %v, want an error that knows the names", reference, err)
		}
	}
	one, err := References(names[:1], models[:1], "a/expedite")
	if err != nil || one[0] != 2 {
		t.Errorf("one scenario, named with it: %v (%v)", one, err)
	}
}

func TestWhatCannotBeComparedIsRefused(t *testing.T) {
	for name, spoil := range map[string]func(*sim.Result){
		"seeds":         func(r *sim.Result) { r.Seed++ },
		"numbers":       func(r *sim.Result) { r.Worlds = r.Worlds[1:] },
		"days":          func(r *sim.Result) { r.Model.Until -= 1000 },
		"organisations": func(r *sim.Result) { r.Model.Segments = r.Model.Segments[1:] },
	} {
		pair := contenders(3)
		spoil(pair[1].Result)
		if _, err := Compare(pair, "do-nothing", about); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Compare(nil, "do-nothing", about); err == nil {
		t.Error("nothing was compared")
	}
}

// The estimates are those of a report on the same result, to the bit.
func TestComparisonAgreesWithTheReport(t *testing.T) {
	r := reported(t, 25)
	c := compared(t, contenders(25)[:1], "do-nothing")
	for i, o := range r.Options {
		if !reflect.DeepEqual(c.Alternatives[i].Value, o.Value) {
			t.Errorf("%s: other values", o.Name)
		}
		if o.Gain != nil && !reflect.DeepEqual(*c.Alternatives[i].Gain, *o.Gain) {
			t.Errorf("%s: other gain", o.Name)
		}
	}
	for i, o := range r.Options {
		if !reflect.DeepEqual(c.Alternatives[i].Returns, o.Returns) {
			t.Errorf("%s: it brings %+v for what it costs, want %+v", o.Name, c.Alternatives[i].Returns, o.Returns)
		}
	}
	b := compared(t, contenders(25)[:1], "baseline")
	for _, a := range b.Alternatives {
		if a.Returns != nil {
			t.Errorf("%s: a return against nothing going wrong", a.Name)
		}
	}
	for i, o := range r.Options[1:] {
		if !reflect.DeepEqual(*b.Alternatives[i+1].Gain, *o.Harm) {
			t.Errorf("%s: other harm", o.Name)
		}
	}
	if len(c.Verdicts) != len(r.Verdicts) {
		t.Fatalf("%d verdicts, want %d", len(c.Verdicts), len(r.Verdicts))
	}
	for i := range r.Verdicts {
		if c.Verdicts[i] != r.Verdicts[i] {
			t.Errorf("verdict %d: %+v, want %+v", i, c.Verdicts[i], r.Verdicts[i])
		}
	}
}

func TestComparisonFilesHoldEveryNumber(t *testing.T) {
	c := compared(t, contenders(3), "procurement-slip/do-nothing")
	rows, err := csv.NewReader(bytes.NewReader(writtenComparison(t, CompareCSV, c))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	each := 3*len(CustomerMetrics()) + 3*len(DepartmentMetrics()) + len(MoneyMetrics())
	if want := 1 + 7*each + 6*each; len(rows) != want {
		t.Errorf("%d rows of CSV, want %d", len(rows), want)
	}
	var doc struct {
		Version    int
		Arms       map[string]struct{ Customers map[string]map[string]any }
		Difference map[string]struct{ Customers map[string]map[string]any }
	}
	if err := json.Unmarshal(writtenComparison(t, CompareJSON, c), &doc); err != nil {
		t.Fatal(err)
	}
	if doc.Version != ComparisonVersion || len(doc.Arms) != 7 || len(doc.Difference) != 6 ||
		len(doc.Difference["it_outage/standby"].Customers["consumers"]) != len(CustomerMetrics()) {
		t.Errorf("JSON holds version %d, %d arms, %d differences", doc.Version, len(doc.Arms), len(doc.Difference))
	}
}

func TestComparisonTablesFitAScreen(t *testing.T) {
	for _, scenarios := range []int{1, 2} {
		for line := range strings.Lines(string(writtenComparison(t, CompareTable, compared(t, contenders(40)[:scenarios], "do-nothing")))) {
			if width := len([]rune(strings.TrimRight(line, "\n"))); width > 120 {
				t.Errorf("%d columns: %s", width, line)
			}
		}
	}
}

func TestAQuietScenarioIsComparedAsThingsAre(t *testing.T) {
	one := contenders(10)[:1]
	m := one[0].Result.Model
	m.Effects = m.Effects[1:] // no inject
	for _, worlds := range one[0].Result.Worlds {
		worlds[1] = worlds[0]
	}
	got := string(writtenComparison(t, CompareTable, compared(t, one, "do-nothing")))
	if !strings.Contains(got, "as things are") || strings.Contains(got, "nothing goes wrong") || strings.Contains(got, "nobody responds") {
		t.Errorf("a scenario in which nothing goes wrong reads:\n%s", got)
	}
}

// What goes wrong may bring orders of its own: without it fewer come in, and that
// is no loss.
func TestNothingGoingWrongIsNotFlatteredByOrdersThatLeft(t *testing.T) {
	one := contenders(20)[:1]
	for _, worlds := range one[0].Result.Worlds {
		for i := range worlds[0].Segments {
			s := &worlds[0].Segments[i]
			s.Orders, s.Delivered, s.OnTime, s.Late, s.Lost = s.Orders/2, s.Orders/2, s.Orders/2, 0, 0
			s.LeadTime /= 4
		}
	}
	for _, caveat := range compared(t, one, "do-nothing").Caveats {
		if strings.Contains(caveat, "orders left") {
			t.Error(caveat)
		}
	}
}
