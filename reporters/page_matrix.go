package reporters

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
)

// webMatrix are the pictures of a matrix.
type webMatrix struct {
	// Ranking sets what each hit does to customers side by side, Further are those
	// that come after the first.
	Ranking, Further stripTable
	// Felt is where those hits are felt that customers feel, Inside where the others are.
	Felt, Inside crossTable
	// Nowhere names the hits that nobody feels.
	Nowhere []string
	// Standard says what was hit, and with what.
	Standard          []string
	Departments, Lost []heatStep
	Band              string
	Replications      int
}

// crossTable has the hits as rows, and as columns who feels them.
type crossTable struct {
	Caption                string
	Departments, Customers []string
	Rows                   []crossRow
}

// crossRow is one hit: its rank, what it is, and how soon and how long customers
// feel it.
type crossRow struct {
	Rank                int
	Kind, Name          string
	Survived, Recovered number
	Cells               []crossCell
}

// crossCell is how much of a hit one place feels.
type crossCell struct {
	number
	Class, Title string
	// First begins the columns of customers.
	First bool
}

// MatrixHTML writes the matrix as one page that needs nothing else.
func MatrixHTML(w io.Writer, m *Matrix) error {
	c := cross{m, formatter{m.Currency}, m.Rows}
	p := &webPage{
		Title: c.title(), Subtitle: period(&m.Subject) + " " + c.struck(), Sentences: unbroken(m.Sentences),
		Made: madeBy(m.Ripple, m.Go), Replications: count(m.Replications), Matrix: c.pictures(),
	}
	if len(m.Caveats) > 0 {
		p.Care = []webBlock{{Heading: careHeading, Bullets: unbroken(m.Caveats)}}
	}
	p.foundations(m.Notes, m.Sources)
	return p.write(w, "matrix.html")
}

// leading is how many rows of the ranking are seen at once.
const leading = 10

func (c cross) pictures() *webMatrix {
	d := &drawing{layout: layout{f: c.f}}
	w := &webMatrix{Standard: unbroken(c.standard()), Band: c.band(), Replications: c.m.Replications}
	departments, lost := c.steps()
	w.Felt.Caption, w.Inside.Caption = "Hits that customers feel", "Hits that only departments feel"
	columns := c.feeling()
	for _, t := range []*crossTable{&w.Felt, &w.Inside} {
		for _, k := range columns {
			t.Departments = append(t.Departments, c.m.Departments[k])
		}
		t.Customers = c.m.Customers
	}
	var lines []stripLine
	for i := range c.m.Rows {
		r := &c.m.Rows[i]
		switch {
		case c.reaches(r):
			lines = append(lines, c.line(i))
			w.Felt.Rows = append(w.Felt.Rows, c.row(i, columns, departments, lost))
		case slices.ContainsFunc(r.Departments, func(f Front) bool { return !untouched(f) }):
			w.Inside.Rows = append(w.Inside.Rows, c.row(i, columns, departments, lost))
		default:
			w.Nowhere = append(w.Nowhere, r.label())
		}
	}
	cells := func(customers bool) (all []crossCell) {
		for _, r := range append(slices.Clone(w.Felt.Rows), w.Inside.Rows...) {
			if customers {
				all = append(all, r.Cells[len(columns):]...)
			} else {
				all = append(all, r.Cells[:len(columns)]...)
			}
		}
		return all
	}
	w.Departments, w.Lost = shownSteps(heatLegend(departments), cells(false)), shownSteps(heatLegend(lost), cells(true))
	w.Ranking = d.strips(ShareMetrics()[harmNotOnTime], lines, c.headings(), true)
	w.Ranking.Caption, w.Ranking.Better = "Orders of paying customers late or lost, against nothing going wrong", "less is better"
	if len(w.Ranking.Rows) > leading {
		w.Further = w.Ranking
		w.Further.Caption = "The hits that come after"
		w.Further.Rows, w.Ranking.Rows = w.Ranking.Rows[leading:], w.Ranking.Rows[:leading]
		w.Further.Axis = d.picture("axis", stripWidth, 16, "", "")
	}
	return w
}

// shownSteps are those of a legend that some cell has, and all on the way there
// from what is usual.
func shownSteps(legend []heatStep, cells []crossCell) []heatStep {
	used := map[string]bool{}
	for i := range cells {
		used[cells[i].Class] = true
	}
	for len(legend) > 0 && legend[0].Fewer && !used[legend[0].Class] {
		legend = legend[1:]
	}
	return legend
}

// reaches tells that customers feel a hit, or lose by it.
func (c cross) reaches(r *MatrixRow) bool {
	return !untouched(r.Felt) || told(r.Harm[harmNotOnTime])
}

// feeling are the departments that feel any hit, in the file's order.
func (c cross) feeling() []int {
	var at []int
	for d := range c.m.Departments {
		if slices.ContainsFunc(c.m.Rows, func(r MatrixRow) bool { return !untouched(r.Departments[d]) }) {
			at = append(at, d)
		}
	}
	return at
}

// steps are the numbers at which colours change: of items in departments, and of
// customers' orders.
func (c cross) steps() (departments, lost []float64) {
	var most, worst float64
	for i := range c.m.Rows {
		for _, f := range c.m.Rows[i].Departments {
			if mostly(f) {
				most = max(most, math.Abs(f.Peak))
			}
		}
		for _, s := range c.m.Rows[i].Customers {
			if e := s.Harm[harmNotOnTime]; told(e) {
				worst = max(worst, math.Abs(e.Mean))
			}
		}
	}
	return colourSteps(c.m.Band.Items, most), colourSteps(1, worst)
}

// mostly tells that a place feels a hit in at least half of the replications.
func mostly(f Front) bool { return 2*f.Hit >= f.Replications && f.Hit > 0 }

// headings are those of the ranking's columns of numbers.
func (c cross) headings() []string {
	all := []string{"late or lost", "order-days"}
	if c.m.Priced {
		all = append(all, shareHeading(harmRevenue, c.m.Currency))
	}
	return append(all, "felt after", "over after")
}

// line is a row of the ranking, as a mean with its range and a dot for every replication.
func (c cross) line(i int) stripLine {
	r := &c.m.Rows[i]
	l := stripLine{name: r.Name, label: kindOf(r.Target), estimate: r.Harm[harmNotOnTime], values: r.Cloud}
	metrics := []int{harmNotOnTime, harmDelay}
	if c.m.Priced {
		metrics = append(metrics, harmRevenue)
	}
	for _, k := range metrics {
		x := harmCell(c.f, k, r.Harm[k], c.m.Rows[0].Harm[k])
		n := estimated(x.text, c.at(i, "paying_customers", harms[k].Key), r.Harm[k])
		n.Under, n.Tone = x.under, toneWords[x.tone]
		l.numbers = append(l.numbers, n)
	}
	l.tone = l.numbers[0].Tone
	l.numbers = append(l.numbers, c.days(c.survived(r), i, "survived_days", r.Felt.Survived), c.days(c.recovered(r), i, "recovered_days", r.Felt.Recovered))
	return l
}

// at is a place in the JSON of the same matrix.
func (c cross) at(row int, path ...string) string {
	return pointer(append([]string{"rows", strconv.Itoa(row)}, path...)...)
}

// days is a number of days as a number of the page.
func (c cross) days(x cell, row int, key string, l Lengths) number {
	n := number{Tone: toneWords[x.tone]}
	n.Text, n.Under, _ = strings.Cut(x.text, ", ")
	if x.under != "" {
		n.Under = strings.TrimPrefix(n.Under+"; "+x.under, "; ")
	}
	if c.m.Rows[row].Felt.Hit > 0 && l.Median != Endless {
		n.JSON, n.Mean = c.at(row, "felt", key, "median"), strconv.Itoa(l.Median)
	}
	return n
}

// kindOf says what a target is, where its name alone does not.
func kindOf(t Target) string {
	if t.Kind == "department" {
		return ""
	}
	return t.Kind
}

func (c cross) row(i int, columns []int, departments, lost []float64) crossRow {
	r := &c.m.Rows[i]
	row := crossRow{
		Rank: i + 1, Kind: kindOf(r.Target), Name: r.Name,
		Survived: c.days(c.survived(r), i, "survived_days", r.Felt.Survived), Recovered: c.days(c.recovered(r), i, "recovered_days", r.Felt.Recovered),
	}
	for _, d := range columns {
		row.Cells = append(row.Cells, c.inside(i, d, departments))
	}
	for s := range c.m.Customers {
		x := c.outside(i, s, lost)
		x.First = s == 0
		row.Cells = append(row.Cells, x)
	}
	return row
}

// inside is what a department feels: the items more than usual on the worst day,
// in brackets and without a colour where it does not most of the times.
func (c cross) inside(row, d int, steps []float64) crossCell {
	f, place := c.m.Rows[row].Departments[d], c.m.Departments[d]
	if untouched(f) {
		return crossCell{number: number{Text: "·", Tone: "quiet"}, Title: place + ": not felt"}
	}
	x := crossCell{
		number: number{Text: formatter{}.bare(Items, f.Peak, scale{by: 1}), JSON: c.at(row, "departments", key(place), "peak"), Mean: machine(f.Peak)},
		Class:  heatClass(f.Peak, steps),
		Title:  fmt.Sprintf("%s: %s items on the worst day, felt in %s of %s", place, formatter{}.signed(Items, f.Peak, scale{by: 1}), count(f.Hit), count(f.Replications)),
	}
	if !mostly(f) {
		x.Text, x.Class, x.Tone = "("+x.Text+")", "", "quiet"
	}
	return x
}

// outside is how many orders of a kind of customer are late or lost.
func (c cross) outside(row, s int, steps []float64) crossCell {
	e, name := c.m.Rows[row].Customers[s].Harm[harmNotOnTime], c.m.Customers[s]
	x := crossCell{Title: name + ": " + c.f.delta(Count, e, 0) + " orders late or lost"}
	at := c.at(row, "customers", key(name), "harm", harms[harmNotOnTime].Key)
	if !told(e) {
		x.number = estimated("·", at, e)
		x.Tone, x.Title = "quiet", name+": cannot be told from chance"
		return x
	}
	x.number = estimated(formatter{}.bare(Count, e.Mean, scale{by: 1}), at, e)
	x.Class = heatClass(e.Mean, steps)
	return x
}
