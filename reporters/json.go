package reporters

import (
	"encoding/json"
	"io"
	"math"
	"strconv"
	"strings"

	"ripple/scenarios"
)

// significant is how many digits a JSON number has: enough for any use, and
// few enough that the last bits of a processor's arithmetic do not show.
const significant = 9

// Number is a float that JSON writes in one fixed way; what is no finite
// number is null.
type Number float64

// MarshalJSON writes the number with nine significant digits.
func (n Number) MarshalJSON() ([]byte, error) {
	text := machine(float64(n))
	if text == "" {
		return []byte("null"), nil
	}
	return []byte(text), nil
}

// machine writes a number for machines, "" when it is not a finite one.
func machine(v float64) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return ""
	}
	short, err := strconv.ParseFloat(strconv.FormatFloat(v, 'e', significant-1, 64), 64)
	if err != nil || short == 0 {
		return "0"
	}
	return strconv.FormatFloat(short, 'f', -1, 64)
}

// JSON writes the report as an indented Document.
func JSON(w io.Writer, r *Report) error {
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", " ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(NewDocument(r))
}

// key is a name as JSON and CSV give it.
func key(name string) string { return strings.ReplaceAll(name, "-", "_") }

// NewDocument puts a report into the shape that JSON gives.
func NewDocument(r *Report) *Document {
	d := &Document{
		Version: DocumentVersion, MadeDoc: MadeDoc{r.Ripple, r.Go},
		Scenario: r.Name, Title: r.Scenario, SettingDoc: settingDoc(&r.Subject), Days: daysCounted(&r.Subject),
		Arms: map[string]OutcomesDoc{}, Harm: map[string]OutcomesDoc{}, Gain: map[string]OutcomesDoc{},
		Ledger: map[string][]LedgerDoc{}, GainLedger: map[string][]LedgerDoc{}, Path: map[string][]LedgerDoc{},
		LedgerTotal: map[string]EstimateDoc{},
		Returns:     map[string]ReturnsDoc{}, Reach: map[string]ReachDoc{},
		Upstream: map[string][]LedgerDoc{}, GainUpstream: map[string][]LedgerDoc{}, Held: map[string]map[string]WaitedForDoc{},
		Carried: map[string]CarriedDoc{}, GainCarried: map[string]CarriedDoc{},
		Stranded: map[string][]StrandedDoc{}, GainStranded: map[string][]StrandedDoc{},
		Pairs:     map[string]map[string]map[string]EstimateDoc{},
		GainPairs: map[string]map[string]map[string]EstimateDoc{},
		Band:      BandDoc{Number(r.Band.Items), Number(r.Band.Share), r.Band.RecoverDays},
		Front:     map[string]FrontDoc{},
		Mismatch:  map[string]MismatchDoc{}, Moves: moveDocs(r),
		Sentences: orEmpty(r.Sentences), Caveats: orEmpty(r.Caveats), Notes: orEmpty(r.Notes),
		Expect: expectDocs(r.Verdicts), Agreements: agreementDocs(&r.Subject), Counted: countedDoc(&r.Subject), Actual: actualDocs(r.Actual),
		Handoffs: handoffDocs(r.Handoffs), Events: map[string][]EventDoc{},
		Shares: sharesDoc(r),
	}
	for i := range r.Options {
		d.add(r, &r.Options[i])
	}
	return d
}

func expectDocs(verdicts []Verdict) []ExpectDoc {
	docs := []ExpectDoc{}
	for _, v := range verdicts {
		doc := ExpectDoc{Scenario: v.Scenario, Text: v.Text, Outcome: v.Outcome, Found: estimateDoc(v.Found)}
		if v.Found.Certainty == Undefined {
			doc.Reason = v.Of.Label
		}
		docs = append(docs, doc)
	}
	return docs
}

func (d *Document) add(r *Report, o *Option) {
	name := key(o.Name)
	d.Options = append(d.Options, OptionDoc{name, o.Name, o.Label, o.MovesPromise})
	d.Events[name] = eventDocs(o.Events)
	d.Arms[name] = outcomesDoc(&r.Subject, &o.Value)
	if o.Harm != nil {
		d.Harm[name] = outcomesDoc(&r.Subject, o.Harm)
	}
	if o.Gain != nil {
		d.Gain[name] = outcomesDoc(&r.Subject, o.Gain)
	}
	if o.Ledger != nil {
		d.Ledger[name] = ledgerDoc(r, o.Ledger)
		d.LedgerTotal[name] = estimateDoc(o.Ledger.Total)
	}
	if o.GainLedger != nil {
		d.GainLedger[name] = ledgerDoc(r, o.GainLedger)
	}
	d.addUpstream(r, o)
	d.addCarried(r, o)
	if o.Harm != nil {
		d.Stranded[name] = strandedDoc(o.Stranded)
	}
	if o.Gain != nil {
		d.GainStranded[name] = strandedDoc(o.GainStranded)
	}
	if o.Path != nil {
		d.Path[name] = ledgerDoc(r, o.Path)
	}
	if o.Pairs != nil {
		d.Pairs[name] = pairsDoc(r, o.Pairs)
	}
	if o.GainPairs != nil {
		d.GainPairs[name] = pairsDoc(r, o.GainPairs)
	}
	d.Mismatch[name] = mismatchDoc(r, o)
	if o.Reach != nil {
		d.Reach[name] = reachDoc(r, o.Reach)
	}
	if o.Returns != nil {
		d.Returns[name] = returnsDoc(o.Returns)
	}
	if o.Front != nil {
		d.Front[name] = FrontDoc{placesDoc(o.Front.Departments), placesDoc(o.Front.Open), placesDoc(o.Front.Overdue)}
	}
}

func outcomesDoc(s *Subject, o *Outcomes) OutcomesDoc {
	doc := OutcomesDoc{
		Customers:       map[string]map[string]EstimateDoc{},
		PayingCustomers: rowDoc(CustomerMetrics(), o.Paying),
		Departments:     map[string]map[string]EstimateDoc{},
		Suppliers:       map[string]map[string]EstimateDoc{},
		Money:           rowDoc(MoneyMetrics(), o.Money),
	}
	for i, row := range o.Customers {
		doc.Customers[key(s.Customers[i])] = rowDoc(s.MetricsOf(i), row)
	}
	if len(o.Accounts) > 0 {
		doc.Accounts = map[string]map[string]EstimateDoc{}
	}
	for i, row := range o.Accounts {
		doc.Accounts[key(s.Accounts[i])] = rowDoc(AccountMetrics(), row)
	}
	if len(o.Agreements) > 0 {
		doc.Agreements = map[string]map[string]EstimateDoc{}
	}
	for i, row := range o.Agreements {
		doc.Agreements[key(s.Agreements[i].Name)] = rowDoc(AgreementMetrics(), row)
	}
	for i, row := range o.Departments {
		doc.Departments[key(s.Departments[i])] = rowDoc(DepartmentMetrics(), row)
	}
	for i, row := range o.Suppliers {
		doc.Suppliers[key(s.Suppliers[i])] = rowDoc(SupplierMetrics(), row)
	}
	return doc
}

func rowDoc(metrics []Metric, row []Estimate) map[string]EstimateDoc {
	doc := map[string]EstimateDoc{}
	for i, m := range metrics {
		doc[m.Key] = estimateDoc(row[i])
	}
	return doc
}

// notes are the certainties in JSON.
var notes = map[Certainty]string{
	Single: "one replication", TooRare: "too rare to say", NoneSeen: "none seen",
	Identical: "identical", Undefined: "undefined",
}

func estimateDoc(e Estimate) EstimateDoc {
	doc := EstimateDoc{Number(e.Mean), Number(e.Low), Number(e.High), notes[e.Certainty], 0}
	none := Number(math.NaN())
	switch e.Certainty {
	case Undefined:
		return EstimateDoc{none, none, none, doc.Note, 0}
	case TooRare:
		doc.NonZero = e.NonZero
		doc.Low, doc.High = none, none
	case Single, NoneSeen:
		doc.Low, doc.High = none, none
	}
	return doc
}

func ledgerDoc(r *Report, l *Ledger) []LedgerDoc {
	rows := []LedgerDoc{}
	for _, row := range l.Rows {
		e := estimateDoc(row.Hours)
		doc := LedgerDoc{key(row.Name), row.Cause.CauseKey(), e.Mean, e.Low, e.High, map[string]Number{}}
		for s, hours := range row.Segments {
			doc.Customers[key(r.Customers[s])] = Number(hours)
		}
		rows = append(rows, doc)
	}
	return rows
}

func pairsDoc(r *Report, rows []Pairs) map[string]map[string]EstimateDoc {
	doc := map[string]map[string]EstimateDoc{}
	for s, row := range rows {
		doc[key(r.Customers[s])] = rowDoc(PairMetrics(), row)
	}
	return doc
}

func placesDoc(fronts []Front) map[string]PlaceDoc {
	doc := map[string]PlaceDoc{}
	for _, f := range fronts {
		doc[key(f.Name)] = placeDoc(f)
	}
	return doc
}

func placeDoc(f Front) PlaceDoc {
	return PlaceDoc{
		f.Hit, f.Replications, f.NotOver, daysDoc(f.Felt), daysDoc(f.Worst), daysDoc(f.Over),
		lengthsDoc(f, f.Survived), lengthsDoc(f, f.Recovered),
		Number(f.Peak), Number(f.PeakLow), Number(f.PeakHigh), Number(f.Usual), numbers(f.Daily),
	}
}

func eventDocs(events []Event) []EventDoc {
	docs := []EventDoc{}
	for _, e := range events {
		docs = append(docs, EventDoc{dayOrNull(e.Day), e.Text, e.Response})
	}
	return docs
}

func daysDoc(d Days) DaysDoc {
	return DaysDoc{dayOrNull(d.Median), dayOrNull(d.Low), dayOrNull(d.High)}
}

// dayOrNull is a day, or nil for one that does not come.
func dayOrNull(d Day) *DayDoc {
	if d == (Day{}) {
		return nil
	}
	doc := dayDoc(d)
	return &doc
}

func lengthsDoc(f Front, l Lengths) LengthsDoc {
	one := func(n int) *int {
		if n == Endless || f.Hit == 0 {
			return nil
		}
		return &n
	}
	return LengthsDoc{one(l.Median), one(l.Low), one(l.High)}
}

func dayDoc(d Day) DayDoc { return DayDoc{d.Number, d.Date} }

func daysCounted(s *Subject) []OneDayDoc {
	docs := make([]OneDayDoc, len(s.Days))
	for i, d := range s.Days {
		docs[i] = OneDayDoc{d.Number, d.Date, s.Working[i]}
	}
	return docs
}

// placeKinds are the kinds of places in JSON.
var placeKinds = [...]string{scenarios.SupplierPlace: "suppliers", scenarios.DepartmentPlace: "departments", scenarios.CustomerPlace: "customers"}

func handoffDocs(handoffs []scenarios.Handoff) []HandoffDoc {
	docs := make([]HandoffDoc, len(handoffs))
	for i, h := range handoffs {
		docs[i] = HandoffDoc{
			PlaceKey{placeKinds[h.From.Kind], key(h.From.Name)},
			PlaceKey{placeKinds[h.To.Kind], key(h.To.Name)}, Number(h.PerDay),
		}
	}
	return docs
}

func numbers(values []float64) []Number {
	docs := make([]Number, len(values))
	for i, v := range values {
		docs[i] = Number(v)
	}
	return docs
}

func orEmpty(lines []string) []string {
	if lines == nil {
		return []string{}
	}
	return lines
}
