package reporters

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strconv"

	"github.com/google/jsonschema-go/jsonschema"
)

// MatrixVersion is the version of the matrix's JSON shape: it goes up when a
// field changes its meaning or disappears, not when one is added.
const MatrixVersion = 1

// MatrixDocument is a matrix as JSON gives it, for scripts to rely on.
type MatrixDocument struct {
	Version int    `json:"version" jsonschema:"of this shape: it goes up when a field changes its meaning or goes, not when one is added"`
	Kind    string `json:"kind" jsonschema:"matrix"`
	MadeDoc
	Name string `json:"name" jsonschema:"the file's short name"`
	SettingDoc

	Hit      string      `json:"hit" jsonschema:"what everything is hit with"`
	Day      DayDoc      `json:"day" jsonschema:"when"`
	Standard []string    `json:"standard" jsonschema:"what happens to each kind of part"`
	Spared   []TargetDoc `json:"spared" jsonschema:"parts to which it cannot happen"`
	Idle     []TargetDoc `json:"idle" jsonschema:"links that carry less than one item a week, which are not hit"`
	Band     BandDoc     `json:"band" jsonschema:"when a place counts as hit, and as recovered"`

	Rows []MatrixRowDoc `json:"rows" jsonschema:"the parts that were hit, the one that hurts customers most first"`

	Sentences []string `json:"sentences" jsonschema:"a summary that can be read aloud"`
	Caveats   []string `json:"caveats" jsonschema:"what to read with care"`
	Notes     []string `json:"notes" jsonschema:"assumptions made where the files say nothing"`
}

// TargetDoc is a part of the organisation.
type TargetDoc struct {
	Kind string `json:"kind" jsonschema:"department, system, supplier or link"`
	Name string `json:"name" jsonschema:"its name; of a link: from → to"`
	From string `json:"from,omitempty" jsonschema:"of a link: the department that hands over"`
	To   string `json:"to,omitempty" jsonschema:"of a link: the department that gets it"`
}

// MatrixRowDoc is what happens when one part is hit.
type MatrixRowDoc struct {
	TargetDoc
	Rank            int                      `json:"rank" jsonschema:"1 hurts customers most: by orders not on time, then by delay"`
	PayingCustomers map[string]EstimateDoc   `json:"paying_customers" jsonschema:"what the kinds of customer lose together whose orders have a value; all where none has"`
	Customers       map[string]MatrixFeltDoc `json:"customers" jsonschema:"by kind of customer"`
	Felt            PlaceDoc                 `json:"felt" jsonschema:"when the first kind of customer feels it, and when all are over it: survived_days and recovered_days"`
	Departments     map[string]PlaceDoc      `json:"departments" jsonschema:"by backlog"`
}

// MatrixFeltDoc is what one kind of customer feels.
type MatrixFeltDoc struct {
	Harm  map[string]EstimateDoc `json:"harm" jsonschema:"by the keys not_on_time, abandoned, delay_hours, revenue: differences to nothing going wrong"`
	Front PlaceDoc               `json:"front" jsonschema:"by orders past their promise, or, where nothing is promised, by open orders"`
}

func targetDoc(t Target) TargetDoc { return TargetDoc(t) }

func targetDocs(all []Target) []TargetDoc {
	docs := []TargetDoc{}
	for _, t := range all {
		docs = append(docs, targetDoc(t))
	}
	return docs
}

// NewMatrixDocument puts a matrix into the shape that JSON gives.
func NewMatrixDocument(m *Matrix) *MatrixDocument {
	d := &MatrixDocument{
		Version: MatrixVersion, Kind: "matrix", MadeDoc: MadeDoc{m.Ripple, m.Go},
		Name: m.Name, SettingDoc: settingDoc(&m.Subject), Hit: m.Hit, Day: dayDoc(m.When), Standard: orEmpty(m.Standard), Spared: targetDocs(m.Spared), Idle: targetDocs(m.Idle),
		Band: BandDoc{Number(m.Band.Items), Number(m.Band.Share), m.Band.RecoverDays}, Rows: []MatrixRowDoc{},
		Sentences: orEmpty(m.Sentences), Caveats: orEmpty(m.Caveats), Notes: orEmpty(m.Notes),
	}
	for i := range m.Rows {
		r := &m.Rows[i]
		row := MatrixRowDoc{
			TargetDoc: targetDoc(r.Target), Rank: i + 1, PayingCustomers: rowDoc(ShareMetrics(), r.Harm),
			Customers: map[string]MatrixFeltDoc{}, Felt: placeDoc(r.Felt), Departments: placesDoc(r.Departments),
		}
		for s, name := range m.Customers {
			row.Customers[key(name)] = MatrixFeltDoc{rowDoc(ShareMetrics(), r.Customers[s].Harm), placeDoc(r.Customers[s].Front)}
		}
		d.Rows = append(d.Rows, row)
	}
	return d
}

// MatrixJSON writes the matrix as an indented MatrixDocument.
func MatrixJSON(w io.Writer, m *Matrix) error {
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", " ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(NewMatrixDocument(m))
}

// MatrixSchema is the JSON Schema of a MatrixDocument: what ripple matrix
// --format json gives.
func MatrixSchema() (*jsonschema.Schema, error) {
	m := newSchemaMaker()
	define[DayDoc](m, "day")
	days := define[DaysDoc](m, "days")
	days.Description = "a day that differs between replications"
	define[EstimateDoc](m, "estimate").Description = "a number with its 95 % range"
	define[PlaceDoc](m, "place")
	s := define[MatrixDocument](m, "matrix")
	if m.err != nil {
		return nil, fmt.Errorf("make the schema of matrices: %w", m.err)
	}
	for _, day := range days.Properties { // null for never
		*day = jsonschema.Schema{Description: day.Description, AnyOf: []*jsonschema.Schema{{Ref: "#/$defs/day"}, {Type: "null"}}}
	}
	return m.finish(s, "matrix", "A result of ripple matrix", "Names that come from the files have underscores for hyphens where they are keys."), nil
}

var matrixHeader = []string{"rank", "hit", "name", "kind", "felt_by", "metric", "mean", "low", "high", "note", "replications", "seed"}

// MatrixCSV writes every number of the matrix as one row: kind is
// paying_customers, customers or departments; harm is a mean with its range,
// days (survived_days, recovered_days) and the worst difference in items (peak)
// are medians with the bounds of four fifths, hit_in and not_over_in count replications.
func MatrixCSV(w io.Writer, m *Matrix) error {
	out := csv.NewWriter(w)
	if err := out.Write(matrixHeader); err != nil {
		return err
	}
	for i := range m.Rows {
		r := &m.Rows[i]
		put := func(kind, felt, metric string, e EstimateDoc) {
			_ = out.Write([]string{
				strconv.Itoa(i + 1), r.Kind, key(r.Name), kind, key(felt), metric,
				machine(float64(e.Mean)), machine(float64(e.Low)), machine(float64(e.High)), e.Note,
				strconv.Itoa(m.Replications), strconv.FormatUint(m.Seed, 10),
			})
		}
		harm := func(kind, felt string, row []Estimate) {
			for k, metric := range ShareMetrics() {
				put(kind, felt, metric.Key, estimateDoc(row[k]))
			}
		}
		front := func(kind, felt string, f Front) {
			put(kind, felt, "hit_in", EstimateDoc{Mean: Number(f.Hit), Low: Number(math.NaN()), High: Number(math.NaN())})
			if f.Hit == 0 {
				return
			}
			put(kind, felt, "not_over_in", EstimateDoc{Mean: Number(f.NotOver), Low: Number(math.NaN()), High: Number(math.NaN())})
			put(kind, felt, "survived_days", lengthsEstimate(f.Survived))
			put(kind, felt, "recovered_days", lengthsEstimate(f.Recovered))
			put(kind, felt, "peak", EstimateDoc{Mean: Number(f.Peak), Low: Number(f.PeakLow), High: Number(f.PeakHigh)})
		}
		harm("paying_customers", "", r.Harm)
		front("all_customers", "", r.Felt)
		for s, name := range m.Customers {
			harm("customers", name, r.Customers[s].Harm)
			front("customers", name, r.Customers[s].Front)
		}
		for d, name := range m.Departments {
			front("departments", name, r.Departments[d])
		}
	}
	out.Flush()
	return out.Error()
}

func lengthsEstimate(l Lengths) EstimateDoc {
	one := func(n int) Number {
		if n == Endless {
			return Number(math.NaN())
		}
		return Number(n)
	}
	return EstimateDoc{Mean: one(l.Median), Low: one(l.Low), High: one(l.High)}
}

// MatrixXLSX writes the matrix as a spreadsheet.
func MatrixXLSX(w io.Writer, m *Matrix) error {
	b := newWorkbook(m.Currency, m.Ripple)
	c := cross{m, formatter{m.Currency}, m.Rows}
	said := append([]string{c.struck()}, m.Sentences...)
	b.summary(c.title(), period(&m.Subject), append(said, c.standard()...), m.Caveats)
	columns := []sheetColumn{numberColumn("rank", 8), textColumn("hit", 14), textColumn("name", 34)}
	for _, metric := range ShareMetrics() {
		columns = append(columns, numberColumn(metric.Label, 15), numberColumn("from", 15), numberColumn("to", 15), textColumn("note", 18))
	}
	columns = append(columns, numberColumn("felt in", 10), numberColumn("of", 8), numberColumn("survived, days", 12), numberColumn("recovered in, days", 12), numberColumn("not over in", 12))
	ranking := b.sheet("Ranking", 3, columns...)
	cells := []sheetColumn{numberColumn("rank", 8), textColumn("hit", 14), textColumn("name", 34)}
	for _, name := range m.Departments {
		cells = append(cells, numberColumn(name, 16))
	}
	for _, name := range m.Customers {
		cells = append(cells, numberColumn(name+", late or lost", 16))
	}
	felt := b.sheet("Felt", 3, cells...)
	for i := range m.Rows {
		r := &m.Rows[i]
		row := []any{i + 1, r.Kind, r.Name}
		for k, metric := range ShareMetrics() {
			row = append(row, estimateCells(metric.Unit, r.Harm[k])...)
		}
		row = append(row, r.Felt.Hit, r.Felt.Replications)
		if r.Felt.Hit > 0 {
			row = append(row, lengthCell(r.Felt.Survived.Median), lengthCell(r.Felt.Recovered.Median), r.Felt.NotOver)
		}
		ranking.add(row...)
		row = []any{i + 1, r.Kind, r.Name}
		for _, f := range r.Departments {
			row = append(row, sum{Items, f.Peak})
		}
		for s := range m.Customers {
			row = append(row, sum{Count, r.Customers[s].Harm[harmNotOnTime].Mean})
		}
		felt.add(row...)
	}
	ranking.filter(len(columns))
	felt.filter(len(cells))
	b.assumptions(&m.Subject, m.Ripple, m.Go, m.Notes, m.Sources)
	return b.write(w)
}

// lengthCell is a number of days, empty for what did not end.
func lengthCell(n int) any {
	if n == Endless {
		return nil
	}
	return n
}
