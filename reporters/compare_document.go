package reporters

import (
	"encoding/json"
	"io"
)

// ComparisonVersion is the version of the comparison's JSON shape: it goes up
// when a field changes its meaning or disappears, not when one is added.
const ComparisonVersion = 1

// ComparisonDocument is a comparison as JSON gives it, for scripts to rely on.
// Names are keys with underscores for hyphens, as in Document; an alternative of
// several scenarios is SCENARIO/OPTION. Objects have their keys sorted. The tags
// say what the fields mean; `ripple schema comparison` prints them.
type ComparisonDocument struct {
	Version int    `json:"version" jsonschema:"of this shape: it goes up when a field changes its meaning or goes, not when one is added"`
	Kind    string `json:"kind" jsonschema:"comparison"`
	MadeDoc
	SettingDoc

	Scenarios  []ComparedDoc  `json:"scenarios" jsonschema:"in the order of the command line"`
	Agreements []AgreementDoc `json:"agreements,omitempty" jsonschema:"what departments promised, where they did"`

	Counted map[string]map[string]CountedDoc `json:"counted,omitempty" jsonschema:"outcomes that are no money, by kind of customer, where there are any; their numbers stand with those of these customers"`

	Alternatives []AlternativeDoc `json:"alternatives" jsonschema:"all options of all scenarios, in order: the keys of arms and difference"`

	Arms       map[string]OutcomesDoc    `json:"arms" jsonschema:"the outcomes by alternative"`
	Difference map[string]DifferencesDoc `json:"difference" jsonschema:"the outcomes minus those of the alternative that against names, compared within each replication; a reference of all has none"`
	Returns    map[string]ReturnsDoc     `json:"returns,omitempty" jsonschema:"what options bring for what they cost, against what they are compared with; none against baseline"`
	Better     BetterDoc                 `json:"better" jsonschema:"which way is better"`

	Sentences []string    `json:"sentences" jsonschema:"a summary that can be read aloud"`
	Caveats   []string    `json:"caveats" jsonschema:"what to read with care"`
	Expect    []ExpectDoc `json:"expect" jsonschema:"the scenarios' expectations and whether they were met"`
}

// ComparedDoc is a scenario that takes part.
type ComparedDoc struct {
	Key   string   `json:"key" jsonschema:"its name in this document"`
	Name  string   `json:"name" jsonschema:"its short name"`
	Title string   `json:"title" jsonschema:"its title"`
	Notes []string `json:"notes" jsonschema:"assumptions made where its files say nothing"`
}

// AlternativeDoc names one option of one scenario.
type AlternativeDoc struct {
	Key          string `json:"key" jsonschema:"its name in this document: the option, with several scenarios SCENARIO/OPTION"`
	Scenario     string `json:"scenario" jsonschema:"the key of its scenario"`
	Option       string `json:"option" jsonschema:"its name in the scenario"`
	Label        string `json:"label" jsonschema:"its name for people"`
	Against      string `json:"against" jsonschema:"the key of what it is compared with; empty for a reference of all"`
	MovesPromise bool   `json:"moves_promise" jsonschema:"whether it moves the promised date: on time then means another date"`
	Identical    bool   `json:"identical" jsonschema:"whether nothing differs from what it is compared with, to the bit"`
}

// DifferencesDoc holds differences by the keys of the metrics.
type DifferencesDoc struct {
	Customers       map[string]map[string]DifferenceDoc `json:"customers" jsonschema:"by kind of customer"`
	PayingCustomers map[string]DifferenceDoc            `json:"paying_customers" jsonschema:"the kinds of customer together whose orders have a value; all where none has"`
	Accounts        map[string]map[string]DifferenceDoc `json:"accounts,omitempty" jsonschema:"by named customer, as kind.name, where there are any"`
	Agreements      map[string]map[string]DifferenceDoc `json:"agreements,omitempty" jsonschema:"by agreement, where there are any"`
	Departments     map[string]map[string]DifferenceDoc `json:"departments" jsonschema:"by department"`
	Suppliers       map[string]map[string]DifferenceDoc `json:"suppliers,omitempty" jsonschema:"by supplier; none where there are none"`
	Money           map[string]DifferenceDoc            `json:"money" jsonschema:"of the organisation"`
}

// DifferenceDoc is a difference with its 95 % interval and what it says.
type DifferenceDoc struct {
	Mean    Number `json:"mean" jsonschema:"the mean over replications, or the difference of two ratios of sums"`
	Low     Number `json:"low" jsonschema:"the lower end of the 95 % range, null when there is none to be trusted"`
	High    Number `json:"high" jsonschema:"its upper end"`
	Note    string `json:"note,omitempty" jsonschema:"why there is no range"`
	NonZero int    `json:"non_zero,omitempty" jsonschema:"in how many replications it was seen, with the note that it is too rare to say"`
	Verdict string `json:"verdict" jsonschema:"better or worse, or differs for what has no better side, where the range excludes zero; otherwise empty"`
}

// BetterDoc holds a direction for each metric, by its key: "more", "less" or "".
type BetterDoc struct {
	Customers   map[string]string `json:"customers" jsonschema:"more or less, or empty where neither is"`
	Departments map[string]string `json:"departments" jsonschema:"more or less, or empty where neither is"`
	Suppliers   map[string]string `json:"suppliers" jsonschema:"more or less, or empty where neither is"`
	Money       map[string]string `json:"money" jsonschema:"more or less, or empty where neither is"`
}

// CompareJSON writes the comparison as an indented ComparisonDocument.
func CompareJSON(w io.Writer, c *Comparison) error {
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", " ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(NewComparisonDocument(c))
}

// NewComparisonDocument puts a comparison into the shape that JSON gives.
func NewComparisonDocument(c *Comparison) *ComparisonDocument {
	d := &ComparisonDocument{
		Version: ComparisonVersion, Kind: "comparison", MadeDoc: MadeDoc{c.Ripple, c.Go}, SettingDoc: settingDoc(&c.Subject),
		Arms: map[string]OutcomesDoc{}, Difference: map[string]DifferencesDoc{}, Returns: map[string]ReturnsDoc{},
		Better:     BetterDoc{betterDoc(CustomerMetrics()), betterDoc(DepartmentMetrics()), betterDoc(SupplierMetrics()), betterDoc(MoneyMetrics())},
		Agreements: agreementDocs(&c.Subject), Counted: countedDoc(&c.Subject), Sentences: orEmpty(c.Sentences), Caveats: orEmpty(c.Caveats), Expect: expectDocs(c.Verdicts),
	}
	for _, s := range c.Scenarios {
		d.Scenarios = append(d.Scenarios, ComparedDoc{key(s.Name), s.Name, s.Title, orEmpty(s.Notes)})
	}
	for i := range c.Alternatives {
		a := &c.Alternatives[i]
		doc := AlternativeDoc{
			Key: key(a.Key), Scenario: key(c.Scenarios[a.Scenario].Name), Option: a.Name, Label: a.Label,
			MovesPromise: a.MovesPromise, Identical: a.Same,
		}
		d.Arms[doc.Key] = outcomesDoc(&c.Subject, &a.Value)
		if a.Gain != nil {
			doc.Against = key(c.Alternatives[a.Against].Key)
			d.Difference[doc.Key] = differencesDoc(&c.Subject, a.Gain)
		}
		if a.Returns != nil {
			d.Returns[doc.Key] = returnsDoc(a.Returns)
		}
		d.Alternatives = append(d.Alternatives, doc)
	}
	return d
}

func differencesDoc(s *Subject, o *Outcomes) DifferencesDoc {
	doc := DifferencesDoc{
		Customers:       map[string]map[string]DifferenceDoc{},
		PayingCustomers: differenceRow(CustomerMetrics(), o.Paying),
		Departments:     map[string]map[string]DifferenceDoc{},
		Suppliers:       map[string]map[string]DifferenceDoc{},
		Money:           differenceRow(MoneyMetrics(), o.Money),
	}
	for i, row := range o.Customers {
		doc.Customers[key(s.Customers[i])] = differenceRow(s.MetricsOf(i), row)
	}
	if len(o.Accounts) > 0 {
		doc.Accounts = map[string]map[string]DifferenceDoc{}
	}
	for i, row := range o.Accounts {
		doc.Accounts[key(s.Accounts[i])] = differenceRow(AccountMetrics(), row)
	}
	if len(o.Agreements) > 0 {
		doc.Agreements = map[string]map[string]DifferenceDoc{}
	}
	for i, row := range o.Agreements {
		doc.Agreements[key(s.Agreements[i].Name)] = differenceRow(AgreementMetrics(), row)
	}
	for i, row := range o.Departments {
		doc.Departments[key(s.Departments[i])] = differenceRow(DepartmentMetrics(), row)
	}
	for i, row := range o.Suppliers {
		doc.Suppliers[key(s.Suppliers[i])] = differenceRow(SupplierMetrics(), row)
	}
	return doc
}

func differenceRow(metrics []Metric, row []Estimate) map[string]DifferenceDoc {
	doc := map[string]DifferenceDoc{}
	for i, m := range metrics {
		doc[m.Key] = differenceDoc(m, row[i])
	}
	return doc
}

func differenceDoc(m Metric, e Estimate) DifferenceDoc {
	doc := estimateDoc(e)
	return DifferenceDoc{doc.Mean, doc.Low, doc.High, doc.Note, doc.NonZero, verdictOn(m, e)}
}

// verdictOn says in one word what a difference says, "" when it cannot be told
// from none.
func verdictOn(m Metric, e Estimate) string {
	switch {
	case helps(m, e):
		return "better"
	case hurts(m, e):
		return "worse"
	case e.Clear():
		return "differs"
	}
	return ""
}

func betterDoc(metrics []Metric) map[string]string {
	doc := map[string]string{}
	for _, m := range metrics {
		doc[m.Key] = betterWord(m)
	}
	return doc
}

// betterWord is "more", "less" or "".
func betterWord(m Metric) string {
	switch {
	case m.Better > 0:
		return "more"
	case m.Better < 0:
		return "less"
	}
	return ""
}
