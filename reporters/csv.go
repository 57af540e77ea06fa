package reporters

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"
)

// csvHeader names the columns. One row is one number: a value of an option, or
// its difference to another one.
var csvHeader = []string{
	"scenario", "option", "compared_with", "kind", "name", "metric", "mean", "low", "high", "note", "replications", "seed",
}

// CSV writes every number of the report as one row, for spreadsheets and data
// frames: compared_with is empty for a value, baseline or do_nothing for a
// difference to it; kind is customers, paying_customers, agreements, departments, money,
// ledger, upstream (a ledger with waits led to what held them up), held, carried (how
// lateness went on), buffered (what was absorbed before anyone waited for it), stranded_…,
// pairs, shares, returns, reach, green_while_red or moves_with_…. A ledger's metric is the cause, its
// numbers are hours; those of moves are correlations.
func CSV(w io.Writer, r *Report) error {
	t := &rows{csv.NewWriter(w), r}
	if err := t.w.Write(csvHeader); err != nil {
		return err
	}
	baseline, nothing := key(r.Baseline().Name), key(r.DoNothing().Name)
	for i := range r.Options {
		o := &r.Options[i]
		t.outcomes(o, "", &o.Value)
		t.outcomes(o, baseline, o.Harm)
		t.outcomes(o, nothing, o.Gain)
		t.ledger(o, "", "ledger", o.Path)
		t.ledger(o, baseline, "ledger", o.Ledger)
		t.ledger(o, nothing, "ledger", o.GainLedger)
		t.ledger(o, baseline, "upstream", o.Upstream)
		t.ledger(o, nothing, "upstream", o.GainUpstream)
		t.held(o)
		t.carried(o, baseline, o.Carried)
		t.carried(o, nothing, o.GainCarried)
		t.stranded(o, baseline, o.Stranded)
		t.stranded(o, nothing, o.GainStranded)
		t.pairs(o, baseline, o.Pairs)
		t.pairs(o, nothing, o.GainPairs)
		t.mismatches(o)
		t.returns(o, nothing)
		t.reach(o)
	}
	t.shares(nothing, baseline)
	t.moves()
	t.w.Flush()
	return t.w.Error()
}

// rows writes rows; the csv.Writer keeps the first error.
type rows struct {
	w *csv.Writer
	r *Report
}

func (t *rows) outcomes(o *Option, against string, outcomes *Outcomes) {
	if outcomes == nil {
		return
	}
	for _, f := range t.r.families() {
		for i, row := range f.rows(outcomes) {
			t.metrics(o, against, f.kind, f.names[i], f.of(i), row)
		}
	}
}

func (t *rows) pairs(o *Option, against string, pairs []Pairs) {
	for i, row := range pairs {
		t.metrics(o, against, "pairs", t.r.Customers[i], PairMetrics(), row)
	}
}

func (t *rows) stranded(o *Option, against string, all []Stranded) {
	for _, doc := range all {
		why := doc.Cause.CauseKey()
		if doc.Kind == NeverPlaced {
			why = "never_placed"
		}
		kind := "stranded_" + key(strings.ReplaceAll(doc.Kind.String(), " ", "_"))
		t.row(o, against, kind, doc.Name, why, doc.Orders)
		t.row(o, against, kind+"_value", doc.Name, why, doc.Value)
	}
}

func (t *rows) held(o *Option) {
	for _, h := range o.Held {
		t.row(o, "", "held", h.Name, "waits", h.Waits)
		t.row(o, "", "held", h.Name, "hours", h.Hours)
		t.row(o, "", "held", h.Name, "holders", h.Holders)
		t.row(o, "", "held", h.Name, "holder_hours", h.Took)
	}
}

func (t *rows) ledger(o *Option, against, kind string, l *Ledger) {
	if l == nil {
		return
	}
	for _, row := range l.Rows {
		t.row(o, against, kind, row.Name, row.Cause.CauseKey(), row.Hours)
	}
}

func (t *rows) metrics(o *Option, against, kind, name string, metrics []Metric, row []Estimate) {
	for i, m := range metrics {
		t.row(o, against, kind, name, m.Key, row[i])
	}
}

func (t *rows) row(o *Option, against, kind, name, metric string, e Estimate) {
	doc := estimateDoc(e)
	_ = t.w.Write([]string{
		t.r.Name, key(o.Name), against, kind, key(name), metric,
		machine(float64(doc.Mean)), machine(float64(doc.Low)), machine(float64(doc.High)), doc.Note,
		strconv.Itoa(t.r.Replications), strconv.FormatUint(t.r.Seed, 10),
	})
}
