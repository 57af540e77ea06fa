package reporters

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"ripple/sim"
	"ripple/sim/calendar"
)

func TestLedgerAddsUpToTheLeadTimesDifference(t *testing.T) {
	result := synthetic(12)
	r, err := New(result, about)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range r.Options[1:] {
		var ticks sim.Tick
		for i := range result.Worlds {
			for arm := range result.Model.Arms {
				if result.Model.Arms[arm].Name == o.Name {
					for _, p := range result.Worlds[i][arm].Against[sim.Baseline] {
						ticks += p.LeadTime
					}
				}
			}
		}
		want := hours(ticks) / float64(len(result.Worlds))
		var rows, segments float64
		for _, row := range o.Ledger.Rows {
			rows += row.Hours.Mean
			segments += total(row.Segments)
		}
		for name, got := range map[string]float64{"rows": rows, "rows by customer": segments, "total": o.Ledger.Total.Mean} {
			if math.Abs(got-want) > 1e-6*math.Max(1, math.Abs(want)) {
				t.Errorf("%s: %s add up to %v hours, the orders' lead times differ by %v", o.Name, name, got, want)
			}
		}
	}
}

func TestPrintedLedgerAddsUp(t *testing.T) {
	r := reported(t, 40)
	var g *grid
	for _, b := range page(r) {
		if b.heading == "Where the time was added" {
			g = b.table
		}
	}
	if g == nil {
		t.Fatal("no ledger on the page")
	}
	number := func(c cell) int {
		n := 0
		for _, d := range c.text {
			if d >= '0' && d <= '9' {
				n = 10*n + int(d-'0')
			}
		}
		if strings.HasPrefix(c.text, minus) {
			n = -n
		}
		return n
	}
	for column := 2; column < len(g.header); column++ {
		sum := 0
		for _, row := range g.rows[:len(g.rows)-1] {
			sum += number(row[column])
		}
		if last := number(g.rows[len(g.rows)-1][column]); sum != last {
			t.Errorf("%s: the rows printed add up to %d, the last line says %d", g.header[column], sum, last)
		}
	}
}

func TestHarmPlusBaselineIsTheOption(t *testing.T) {
	r := reported(t, 8)
	for _, o := range r.Options[1:] {
		for s := range r.Customers {
			for i, m := range CustomerMetrics() {
				got := r.Baseline().Value.Customers[s][i].Mean + o.Harm.Customers[s][i].Mean
				if want := o.Value.Customers[s][i].Mean; !near(got, want) && !(math.IsNaN(got) && math.IsNaN(want)) {
					t.Errorf("%s %s %s: baseline + harm is %v, the option itself %v", o.Name, r.Customers[s], m.Key, got, want)
				}
			}
		}
	}
}

// The disturbance of the synthetic result is a parabola from a known day to another.
func TestFrontFollowsTheDisturbance(t *testing.T) {
	r := reported(t, 40)
	f := r.DoNothing().Front.Departments[1] // procurement: days 26 to 46 of the model, day 1 being its day 7
	if f.Hit != 40 || f.Felt.Median.Number < 20 || f.Felt.Median.Number > 23 {
		t.Errorf("felt %+v in %d, want between day 20 and 23 in all 40", f.Felt, f.Hit)
	}
	if f.Worst.Median.Number != 30 {
		t.Errorf("worst on day %d, want day 30, the top of the wave", f.Worst.Median.Number)
	}
	if f.Over.Median.Number < 37 || f.Over.Median.Number > 40 {
		t.Errorf("over on day %d, want the end of the wave, 37 to 40", f.Over.Median.Number)
	}
	if calm := r.DoNothing().Front.Departments[0]; calm.Hit != 0 {
		t.Errorf("sales, which nothing touches, is hit in %d", calm.Hit)
	}
	if s := f.Survived; s.Median != f.Felt.Median.Number-20 || s.Low != f.Felt.Low.Number-20 || s.High != f.Felt.High.Number-20 {
		t.Errorf("survived %+v days from day 20, felt on %+v", s, f.Felt)
	}
	if n := f.Recovered; n.Low < 14 || n.High > 20 || n.Median < n.Low || n.Median > n.High {
		t.Errorf("recovered in %+v days, want 14 to 20 of a wave of 20 days", n)
	}
}

// What is never over is said: how often, in the tables, in the sentences and in JSON.
func TestFrontSaysHowOftenItIsNotOver(t *testing.T) {
	result := synthetic(10)
	for i := range 3 {
		w := &result.Worlds[i][sim.DoNothing]
		for day := 40; day < len(result.Model.Dates); day++ {
			w.Departments[1].Backlog[day] += 9 * calendar.CalendarDay
			w.Segments[0].Overdue[day] += 200 * calendar.CalendarDay
		}
	}
	r, err := New(result, about)
	if err != nil {
		t.Fatal(err)
	}
	f := r.DoNothing().Front.Departments[1]
	if f.NotOver != 3 || f.Recovered.High != Endless || f.Recovered.Median == Endless {
		t.Errorf("not over in %d of 10, recovered in %+v; want 3, and the upper bound never", f.NotOver, f.Recovered)
	}
	page := string(written(t, Table, r))
	for _, want := range []string{"not in 3 of 10", "to never; not in 3 of 10", "Survived, never felt it: sales.", "it is not over by the last day in 3 of 10 cases"} {
		if !strings.Contains(strings.ReplaceAll(page, "\n", " "), want) {
			t.Errorf("the page does not say %q:\n%s", want, page)
		}
	}
	place := NewDocument(r).Front["do_nothing"].Departments["procurement"]
	if place.NotOver != 3 || place.Recovered.High != nil || place.Survived.Median == nil {
		t.Errorf("in JSON: %+v", place)
	}
}

// Nothing goes wrong: nobody feels anything, and no table says otherwise.
func TestAnArmWithNoInjectShowsNothing(t *testing.T) {
	result := synthetic(5)
	result.Model.Effects = nil
	for i := range result.Worlds {
		calm := result.Worlds[i][sim.Baseline]
		for arm := range result.Worlds[i] {
			result.Worlds[i][arm] = calm
		}
	}
	r, err := New(result, about)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range r.Options[1:] {
		for _, fronts := range [][]Front{o.Front.Departments, o.Front.Open, o.Front.Overdue} {
			for _, f := range fronts {
				if f.Hit != 0 || f.NotOver != 0 || f.Felt != (Days{}) {
					t.Errorf("%s: %s feels %+v", o.Name, f.Name, f)
				}
			}
		}
	}
	if page := string(written(t, Table, r)); strings.Contains(page, "The ripple") {
		t.Errorf("the page of a quiet scenario shows a ripple:\n%s", page)
	}
}

func TestFrontNeedsDaysInARowAndLooksPastTheWorst(t *testing.T) {
	m := syntheticModel()
	b := newBuilder(&sim.Result{Model: m})
	there := make([]sim.Tick, len(m.Dates))
	for _, c := range []struct {
		name        string
		outside     []int // days of the model on which the backlog is off by 10
		spike       int   // and one by 30; 0: none
		felt, over  int
		worst, days int
	}{
		{"nothing", nil, 0, never, never, 0, 0},
		{"one day", []int{14}, 0, 14, 15, 14, 0},
		// Days 19 and 20 are a weekend: five working days inside are 18, 21, 22, 23, 24.
		{"over a weekend", []int{14, 15, 16, 17}, 0, 14, 18, 14, 0},
		{"inside for four working days only", []int{14, 21}, 0, 14, 22, 14, 0},
		{"a second, worse wave", []int{14}, 35, 14, 36, 35, 0},
		{"still outside at the end", []int{64, 65, 66}, 0, 64, never, 64, 0},
		// A weekend does not count, however bad: day 12 is a Saturday.
		{"on a closed day", []int{12}, 0, never, never, 0, 0},
	} {
		here := make([]sim.Tick, len(m.Dates))
		for _, d := range c.outside {
			here[d] = 10 * calendar.CalendarDay
		}
		if c.spike > 0 {
			here[c.spike] = 30 * calendar.CalendarDay
		}
		e, hit := b.episode(here, there)
		if hit != (c.felt != never) || e.felt != c.felt || e.over != c.over || hit && e.worst != c.worst {
			t.Errorf("%s: felt %d, worst %d, over %d; want %d, %d, %d", c.name, e.felt, e.worst, e.over, c.felt, c.worst, c.over)
		}
	}
}

func TestExpectationsPassFailOrStayOpen(t *testing.T) {
	r := reported(t, 40)
	for _, c := range []struct {
		e    Expectation
		want Outcome
	}{
		{Expectation{Who: "consumers", Metric: "on-time", Op: ">=", Limit: 0.5}, Passed},
		{Expectation{Who: "consumers", Metric: "on-time", Op: ">=", Limit: 0.9}, Failed},
		{Expectation{Who: "consumers", Metric: "on-time", Op: ">=", Limit: customer(r.DoNothing().Value.Customers[0], "on_time").Mean}, Undecided},
		{Expectation{Option: "expedite", Who: "consumers", Metric: "on-time", Op: ">", Limit: 0.9}, Passed},
		{Expectation{Who: "consumers", Metric: "lost", Op: "<", Limit: 1}, Failed},
		{Expectation{Who: "consumers", Metric: "lead-time", Op: "<=", Limit: 100}, Passed},
		{Expectation{Who: "procurement", Metric: "rework", Op: "<", Limit: 0.5}, Passed},
		{Expectation{Metric: "net", Op: ">", Limit: 0}, Passed},
		{Expectation{Who: "nobody", Metric: "on-time", Op: ">", Limit: 0}, Failed},
		{Expectation{Who: "consumers", Metric: "charm", Op: ">", Limit: 0}, Failed},
		{Expectation{Option: "magic", Who: "consumers", Metric: "on-time", Op: ">", Limit: 0}, Failed},
	} {
		if got := r.verdict(c.e, r.values); got.Outcome != c.want {
			t.Errorf("%+v: %s (%+v), want %s", c.e, got.Outcome, got.Found, c.want)
		}
	}
}

func TestOneReplicationDecidesNothingAndRareThingsOnlyWhatIsFarOff(t *testing.T) {
	rare := Estimate{Mean: 1, Low: 0, High: 2, Replications: 40, NonZero: 3, Certainty: TooRare}
	for _, c := range []struct {
		e     Estimate
		limit float64
		want  Outcome
	}{
		{Estimate{Mean: 1, Low: 1, High: 1, Replications: 1, NonZero: 1, Certainty: Single}, 100, Undecided},
		{rare, 100, Passed},
		{rare, 5, Undecided}, // outside the range itself, inside one that can be trusted
		{rare, -5, Failed},
		{Estimate{Replications: 40, Certainty: NoneSeen}, 5, Passed},
		{Estimate{Certainty: Undefined}, 5, Failed},
	} {
		if got := decide(c.e, "<=", c.limit); got != c.want {
			t.Errorf("%+v <= %v: %s, want %s", c.e, c.limit, got, c.want)
		}
	}
}

func TestLooksBetterOnlyBecauseOrdersLeftIsSaid(t *testing.T) {
	result := synthetic(40)
	for _, worlds := range result.Worlds {
		s := &worlds[3].Segments[0]
		// Half of the orders are lost, the others all arrive on time.
		s.Delivered, s.Lost, s.Late = s.Orders/2, s.Orders-s.Orders/2, s.Orders-s.Orders/2
		s.OnTime = s.Delivered
		s.LeadTime = s.Delivered * 24 * calendar.Hour
	}
	r, err := New(result, about)
	if err != nil {
		t.Fatal(err)
	}
	said := strings.Join(r.Caveats, "\n")
	if !strings.Contains(said, "“wait-and-see”, consumers: lead time looks") || !strings.Contains(said, "only because orders left") {
		t.Errorf("caveats do not say it:\n%s", said)
	}
	if strings.Contains(strings.Join(reported(t, 40).Caveats, "\n"), "only because") {
		t.Error("said of options that lose nobody")
	}
}

func TestIdenticalIsSaidOnlyOfWhatCouldNotDiffer(t *testing.T) {
	result := synthetic(10)
	for _, worlds := range result.Worlds {
		worlds[1] = worlds[0]
	}
	certainty := func() Certainty {
		r, err := New(result, about)
		if err != nil {
			t.Fatal(err)
		}
		return customer(r.DoNothing().Harm.Customers[0], "on_time").Certainty
	}
	if got := certainty(); got != Identical {
		t.Errorf("equal worlds, nothing random: certainty %d, want identical", got)
	}
	result.Model.Effects[0].When.Random = true
	if got := certainty(); got != NoneSeen {
		t.Errorf("equal worlds, an inject that may have come: certainty %d, want none seen", got)
	}
}

func TestSentencesNeverUseTheEnginesWords(t *testing.T) {
	for _, n := range []int{1, 5, 40} {
		for _, s := range reported(t, n).Sentences {
			for _, word := range []string{"arm", "world", "window", "shapley", "parcel", "replication"} {
				for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return r < 'a' || r > 'z' }) {
					if w == word || w == word+"s" {
						t.Errorf("%d replications: %q says %q", n, s, w)
					}
				}
			}
		}
	}
}

func TestSameResultGivesSameBytes(t *testing.T) {
	for name, write := range map[string]Writer{"table": Table, "markdown": Markdown, "csv": CSV, "json": JSON} {
		a, b := written(t, write, reported(t, 20)), written(t, write, reported(t, 20))
		if !bytes.Equal(a, b) {
			t.Errorf("%s differs between two reports of one result", name)
		}
	}
}

func TestJSONHoldsWhatScriptsRelyOn(t *testing.T) {
	var doc struct {
		Version      int
		Ripple, Go   string
		Scenario     string
		Organisation string
		Seed         uint64
		Replications int
		Arms, Harm   map[string]struct {
			Customers, Departments map[string]map[string]map[string]any
		}
		Gain   map[string]json.RawMessage
		Ledger map[string][]map[string]any
	}
	if err := json.Unmarshal(written(t, JSON, reported(t, 40)), &doc); err != nil {
		t.Fatal(err)
	}
	if doc.Version != DocumentVersion || doc.Scenario != "procurement-slip" || doc.Seed != 7 || doc.Replications != 40 || doc.Ripple == "" || doc.Go == "" {
		t.Errorf("head: %+v", doc)
	}
	for _, name := range []string{"baseline", "do_nothing", "expedite", "wait_and_see"} {
		arm, found := doc.Arms[name]
		if !found {
			t.Fatalf("no arm %q", name)
		}
		for _, metric := range []string{"orders", "delivered", "on_time", "late", "abandoned", "unfinished", "lead_time_hours", "lateness_hours", "revenue", "defective", "left"} {
			e, found := arm.Customers["consumers"][metric]
			if !found {
				t.Errorf("%s: consumers have no %q", name, metric)
			}
			for _, k := range []string{"mean", "low", "high"} {
				if _, found := e[k]; !found {
					t.Errorf("%s: consumers' %s has no %q", name, metric, k)
				}
			}
		}
		for _, metric := range []string{"steps", "utilisation", "waiting_hours", "turnaround_hours", "backlog", "rework_share", "mistakes", "cost"} {
			if _, found := arm.Departments["procurement"][metric]; !found {
				t.Errorf("%s: procurement has no %q", name, metric)
			}
		}
	}
	if _, found := doc.Harm["baseline"]; found || len(doc.Harm) != 3 || len(doc.Gain) != 2 {
		t.Errorf("harm of %d arms, gain of %d; want 3 and 2", len(doc.Harm), len(doc.Gain))
	}
	if row := doc.Ledger["do_nothing"][0]; row["department"] != "procurement" || row["cause"] != "held" || row["hours"].(float64) < 1 {
		t.Errorf("first row of the ledger: %v", row)
	}
}

func TestJSONNumbersAreWrittenInOneWay(t *testing.T) {
	for v, want := range map[float64]string{
		0: "0", math.Copysign(0, -1): "0", 0.1 + 0.2: "0.3", 1.0 / 3: "0.333333333", 1e21: "1000000000000000000000",
		-2.5: "-2.5", math.NaN(): "null", math.Inf(1): "null", 123456789012: "123456789000",
	} {
		got, err := Number(v).MarshalJSON()
		if err != nil || string(got) != want {
			t.Errorf("%v: got %s (%v), want %s", v, got, err, want)
		}
	}
}

func TestCSVHasOneNumberARow(t *testing.T) {
	records, err := csv.NewReader(bytes.NewReader(written(t, CSV, reported(t, 40)))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for _, row := range records[1:] {
		if row[1] == "expedite" && row[2] == "do_nothing" && row[3] == "customers" && row[4] == "consumers" && row[5] == "on_time" {
			found = row[6] != "" && row[7] != "" && row[8] != ""
		}
	}
	if !found {
		t.Error("no row for the gain of expedite in the consumers' share on time")
	}
}

func TestMarkdownShowsNamesAsTheyAre(t *testing.T) {
	result := synthetic(3)
	result.Model.Segments[0].Name = "a|b\nc <i>*_`x`_*</i> [l](u)"
	r, err := New(result, about)
	if err != nil {
		t.Fatal(err)
	}
	got := string(written(t, Markdown, r))
	want := "a\\|b c &lt;i&gt;\\*\\_\\`x\\`\\_\\*&lt;/i&gt; \\[l\\](u)"
	if !strings.Contains(got, "| "+want+" ") {
		t.Errorf("no cell reads %q in:\n%s", want, got)
	}
	columns := 0
	for line := range strings.Lines(got) {
		if !strings.HasPrefix(line, "|") {
			columns = 0
			continue
		}
		bars := strings.Count(strings.ReplaceAll(line, `\|`, ""), "|")
		if columns != 0 && bars != columns {
			t.Errorf("%d cells where the header has %d: %s", bars, columns, line)
		}
		columns = bars
	}
}

func TestRangesOfValuesStayPossible(t *testing.T) {
	result := synthetic(4)
	for i, worlds := range result.Worlds {
		s := &worlds[1].Segments[0]
		s.Lost = int64(i * i)                   // 0, 1, 4, 9: a t-interval would begin below zero
		s.OnTime = s.Orders - int64(i*i*i*i*10) // and this one would end above one
	}
	r, err := New(result, about)
	if err != nil {
		t.Fatal(err)
	}
	row := r.DoNothing().Value.Customers[0]
	if e := customer(row, "abandoned"); e.Low != 0 || e.High < 9 {
		t.Errorf("lost orders: %+v", e)
	}
	if e := customer(row, "on_time"); e.High != 1 || e.Low > e.Mean {
		t.Errorf("on time: %+v", e)
	}
	if e := customer(r.DoNothing().Harm.Customers[0], "abandoned"); e.Low >= 0 {
		t.Errorf("a difference was bounded: %+v", e)
	}
}

func TestTableFitsATerminal(t *testing.T) {
	for line := range strings.Lines(string(written(t, Table, reported(t, 40)))) {
		if width := utf8.RuneCountInString(strings.TrimRight(line, "\n")); width > 120 {
			t.Errorf("%d columns: %s", width, line)
		}
	}
}

func TestManyOptionsAndLongOrHostileNamesStillFit(t *testing.T) {
	result := synthetic(3)
	m := result.Model
	for i := range 9 {
		m.Arms = append(m.Arms, sim.Arm{Name: "one-more-option-" + strings.Repeat("x", i), Label: "one more"})
		for r := range result.Worlds {
			result.Worlds[r] = append(result.Worlds[r], result.Worlds[r][3])
		}
		for e := range m.Effects {
			m.Effects[e].Arms = append(m.Effects[e].Arms, !m.Effects[e].Response)
		}
	}
	m.Departments[1].Name = "\x1b[2Jprocurement\nof " + strings.Repeat("everything ", 9)
	r, err := New(result, about)
	if err != nil {
		t.Fatal(err)
	}
	got := string(written(t, Table, r))
	if strings.Contains(got, "\x1b") {
		t.Error("a name steers the terminal")
	}
	for line := range strings.Lines(got) {
		if width := utf8.RuneCountInString(strings.TrimRight(line, "\n")); width > 140 {
			t.Errorf("%d columns: %s", width, line)
		}
	}
	if n := strings.Count(got, "further options"); n == 0 {
		t.Error("thirteen options abreast")
	}
}

func TestResultsThatCannotBeReportedAreRefused(t *testing.T) {
	for name, result := range map[string]*sim.Result{
		"no model":        {},
		"no replications": {Model: syntheticModel()},
		"an arm missing":  {Model: syntheticModel(), Worlds: [][]sim.World{make([]sim.World, 2)}},
	} {
		if _, err := New(result, about); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
