package reporters

import (
	"encoding/csv"
	"io"
	"strconv"
)

// compareHeader names the columns. One row is one number: an alternative's
// value, or its difference to another alternative.
var compareHeader = []string{
	"scenario", "option", "compared_with", "kind", "name", "metric", "unit", "better",
	"mean", "low", "high", "note", "verdict", "replications", "seed",
}

// CompareCSV writes every number of the comparison as one row: compared_with is
// empty for a value, otherwise the key of the alternative it is a difference to;
// verdict is better, worse or differs where the range excludes zero.
func CompareCSV(w io.Writer, c *Comparison) error {
	out := csv.NewWriter(w)
	if err := out.Write(compareHeader); err != nil {
		return err
	}
	for i := range c.Alternatives {
		a := &c.Alternatives[i]
		c.csvRows(out, a, "", &a.Value)
		if a.Gain != nil {
			c.csvRows(out, a, key(c.Alternatives[a.Against].Key), a.Gain)
		}
	}
	out.Flush()
	return out.Error()
}

// csvRows writes rows; the csv.Writer keeps the first error.
func (c *Comparison) csvRows(out *csv.Writer, a *Alternative, against string, o *Outcomes) {
	for _, f := range c.families() {
		for i, row := range f.rows(o) {
			for j, m := range f.of(i) {
				doc, verdict := estimateDoc(row[j]), ""
				if against != "" {
					verdict = verdictOn(m, row[j])
				}
				_ = out.Write([]string{
					c.Scenarios[a.Scenario].Name, key(a.Name), against, f.kind, key(f.names[i]), m.Key, m.Unit.String(), betterWord(m),
					machine(float64(doc.Mean)), machine(float64(doc.Low)), machine(float64(doc.High)), doc.Note, verdict,
					strconv.Itoa(c.Replications), strconv.FormatUint(c.Seed, 10),
				})
			}
		}
	}
}
