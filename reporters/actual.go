package reporters

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"ripple/sim"
)

// Stated is a number of what really happened, as a scenario or its organisation
// states it.
type Stated struct {
	// Text is whose number it is and which, Said the value, as they were written.
	Text, Said string
	// Source says where it comes from, "" when nobody does.
	Source string
	// Who and Metric are as in an Expectation.
	Who, Metric string
	// Low and High bound it, in the metric's unit.
	Low, High float64
	// PerDays, when not 0, says that Low and High are for so many calendar days,
	// PerOpenDay that they are for each day on which the organisation is open.
	PerDays    float64
	PerOpenDay bool
	// OfOrders says that a number of orders is stated as a share of those placed.
	OfOrders bool
}

// Fit says how what is simulated stands to what is stated.
type Fit string

// The fits.
const (
	Fits  Fit = "fits"
	Above Fit = "above"
	Below Fit = "below"
	// TooFew: the range reaches what is stated, and goes far past it.
	TooFew Fit = "too few to say"
)

// Reality is a stated number beside the simulated one, when nothing goes wrong.
type Reality struct {
	Stated
	Simulated Estimate
	Unit      Unit
	Fit       Fit
}

// realities hold what is stated against the baseline.
func (b *builder) realities(s *Subject, baseline *Option, stated []Stated) []Reality {
	all := make([]Reality, 0, len(stated))
	for _, x := range stated {
		r := Reality{Stated: x, Simulated: Estimate{Certainty: Undefined}}
		metrics, estimates, ok := s.row(&baseline.Value, x.Who)
		if i := named(metrics, x.Metric); ok && i >= 0 {
			r.Unit, r.Simulated = metrics[i].Unit, estimates[i]
			switch per := b.per(&x); {
			case x.OfOrders:
				r.Unit, r.Simulated = Share, b.ofOrders(s, baseline.Cloud, x.Who, i)
			case math.IsNaN(per):
			default:
				r.Simulated = scaled(r.Simulated, per)
			}
		}
		r.Fit = fit(r.Simulated, r.Low, r.High, slackOf(r.Unit, r.Low, r.High))
		all = append(all, r)
	}
	return all
}

// per is what a number for the whole run is multiplied by, NaN when it is taken
// as it is.
func (b *builder) per(x *Stated) float64 {
	switch {
	case x.PerOpenDay:
		open := 0
		for day := b.days.first; day < b.days.past; day++ {
			if b.days.working(day) {
				open++
			}
		}
		return 1 / float64(open)
	case x.PerDays > 0:
		return x.PerDays * 24 / hours(b.model.Until-b.model.From)
	}
	return math.NaN()
}

// scaled is an estimate of something that is by as much.
func scaled(e Estimate, by float64) Estimate {
	if math.IsInf(by, 0) {
		return Estimate{Certainty: Undefined}
	}
	if e.Certainty == NoneSeen {
		e.High = atMostUnseen(e.Replications)
	}
	e.Mean, e.Low, e.High = e.Mean*by, e.Low*by, e.High*by
	return e
}

// atMostUnseen bounds a number of which none was seen in so many replications, with
// 95 % confidence: the rule of three (Hanley and Lippman-Hand, JAMA 1983).
func atMostUnseen(n int) float64 { return 3 / float64(n) }

// ofOrders is a number of orders as a share of those placed.
func (b *builder) ofOrders(s *Subject, cloud *Cloud, who string, metric int) Estimate {
	own := cloud.Customers[slices.Index(s.Customers, who)]
	orders := own[position(CustomerMetrics(), "orders")]
	e := level(sample{num: own[metric], den: orders}, b.seed)
	row := []Estimate{e}
	bounded([]Metric{{Unit: Share}}, row)
	if e = row[0]; e.Certainty == NoneSeen {
		e.High = min(1, 3/total(orders))
	}
	return e
}

// slackOf is how far past what is stated a range may go and still say that it fits:
// a fifth of it, of a share five points at most.
func slackOf(u Unit, low, high float64) float64 {
	slack := max(math.Abs(low), math.Abs(high)) / 5
	if u == Share {
		slack = min(slack, 0.05)
	}
	return slack
}

// fit compares the 95 % range of what is simulated with what is stated.
func fit(e Estimate, low, high, slack float64) Fit {
	switch e.Certainty {
	case Undefined, Single, TooRare:
		return TooFew
	}
	switch {
	case e.Low > high:
		return Above
	case e.High < low:
		return Below
	case e.Certainty == NoneSeen && low <= 0:
		return Fits // nothing is stated, and nothing was seen
	case e.Low < low-slack || e.High > high+slack:
		return TooFew
	}
	return Fits
}

// apart is by how much the simulated number is off, "" when it is not.
func (r *Reality) apart(f formatter) string {
	switch r.Fit {
	case Above:
		return " by " + f.amount(r.Unit, r.Simulated.Mean-r.High)
	case Below:
		return " by " + f.amount(r.Unit, r.Low-r.Simulated.Mean)
	}
	return ""
}

// simulated writes the number with its range, for the time that is stated.
func (r *Reality) simulated(f formatter) string {
	e := r.Simulated
	if e.Certainty == NoneSeen {
		return "none seen in " + count(e.Replications)
	}
	text := f.valueRange(r.Unit, e)
	if i := strings.Index(r.Said, " per "); i >= 0 && e.Certainty != Undefined {
		text += r.Said[i:]
	}
	return text
}

// StatedTable holds what is stated against what comes out when nothing goes wrong: a
// header and a row for each number; nil when nothing is stated.
func (r *Report) StatedTable() [][]string {
	if len(r.Actual) == 0 {
		return nil
	}
	f := formatter{r.Currency}
	rows := [][]string{{"", "stated", "simulated (95 % range)", ""}}
	for i := range r.Actual {
		x := &r.Actual[i]
		rows = append(rows, []string{x.Text, x.Said, x.simulated(f), string(x.Fit) + x.apart(f)})
	}
	return rows
}

// StatedNotes say where the numbers come from and what the verdicts mean.
func (r *Report) StatedNotes() []string {
	var lines, sources []string
	for i := range r.Actual {
		if s := r.Actual[i].Source; s != "" && !slices.Contains(sources, s) {
			sources = append(sources, s)
		}
	}
	if len(sources) > 0 {
		lines = append(lines, "Stated by "+list(sources)+".")
	}
	return append(lines,
		fmt.Sprintf("Simulated from %s to %s, %s times, when nothing goes wrong.", r.From, r.Until, count(r.Replications)),
		"Above and below: the whole range lies there. Fits: it reaches what is stated, and goes past it by no",
		"more than a fifth, of a share five points at most.")
}

// actual shows what is stated beside what is simulated.
func (l layout) actual() []block {
	rows := l.r.StatedTable()
	if rows == nil {
		return nil
	}
	g := &grid{header: rows[0], right: make([]bool, len(rows[0]))}
	for i, row := range rows[1:] {
		cells := make([]cell, len(row))
		for k := range row {
			cells[k] = text(row[k])
		}
		cells[len(row)-1].tone = toneOf(l.r.Actual[i].Fit)
		g.rows = append(g.rows, cells)
	}
	return []block{{heading: "What really happened, against what is simulated", table: g, lines: l.r.StatedNotes()}}
}

func toneOf(f Fit) tone {
	switch f {
	case Fits:
		return good
	case Above, Below:
		return bad
	}
	return quietly
}

// actual writes the sheet of what is stated against what is simulated.
func (b *workbook) actual(all []Reality) {
	if len(all) == 0 {
		return
	}
	sh := b.sheet("Actual", 1, textColumn("number", 34), textColumn("stated", 22), numberColumn("from", 15), numberColumn("to", 15),
		numberColumn("simulated", 15), numberColumn("from", 15), numberColumn("to", 15), textColumn("note", 18), textColumn("verdict", 16), textColumn("source", 40))
	for i := range all {
		x := &all[i]
		cells := append([]any{x.Text, x.Said, figure{x.Unit, x.Low}, figure{x.Unit, x.High}}, estimateCells(x.Unit, x.Simulated)...)
		sh.add(append(cells, tinted{string(x.Fit), toneOf(x.Fit)}, x.Source)...)
	}
	sh.filter(10)
}

// ActualDoc is a stated number beside the simulated one.
type ActualDoc struct {
	Path      string      `json:"path" jsonschema:"whose number it is, and which, as written"`
	Said      string      `json:"said" jsonschema:"what is stated, as written"`
	Source    string      `json:"source,omitempty" jsonschema:"where it comes from"`
	Low       Number      `json:"low" jsonschema:"the lower end of what is stated: a share from 0 to 1, hours, money or a number, for the time that is stated"`
	High      Number      `json:"high" jsonschema:"its upper end, the same for a single value"`
	Unit      string      `json:"unit" jsonschema:"count, share, hours, items or money"`
	Simulated EstimateDoc `json:"simulated" jsonschema:"what comes out when nothing goes wrong, for the same time"`
	Verdict   Fit         `json:"verdict" jsonschema:"fits, above or below: where the simulated number stands; or too few to say"`
}

func actualDocs(all []Reality) []ActualDoc {
	var docs []ActualDoc
	for i := range all {
		x := &all[i]
		docs = append(docs, ActualDoc{x.Text, x.Said, x.Source, Number(x.Low), Number(x.High), x.Unit.String(), estimateDoc(x.Simulated), x.Fit})
	}
	return docs
}

// HoldAgainst computes only what is stated against what a result's baseline shows.
func HoldAgainst(result *sim.Result, stated []Stated) (*Report, error) {
	if err := usable(result); err != nil {
		return nil, err
	}
	b := newBuilder(result)
	r := &Report{Subject: b.subject()}
	baseline := b.plain(sim.Baseline)
	baseline.Cloud = b.cloud(sim.Baseline)
	r.Actual = b.realities(&r.Subject, &baseline, stated)
	return r, nil
}
