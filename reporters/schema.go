package reporters

import (
	"fmt"
	"reflect"
	"slices"

	"github.com/google/jsonschema-go/jsonschema"

	"ripple/sim"
)

// Schema is the JSON Schema of a Document: what --format json gives.
func Schema() (*jsonschema.Schema, error) {
	m := newSchemaMaker()
	define[DayDoc](m, "day")
	days := define[DaysDoc](m, "days")
	days.Description = "a day that differs between replications"
	define[EstimateDoc](m, "estimate").Description = "a number with its 95 % range"
	event := define[EventDoc](m, "event").Properties["when"]
	cause := define[LedgerDoc](m, "ledger_row").Properties["cause"]
	define[WaitedForDoc](m, "waited_for")
	define[CarriedPartsDoc](m, "carried_parts")
	changes := define[CarriedRowDoc](m, "carried_department").Properties["changes"]
	define[BufferedDoc](m, "buffered")
	define[CarriedDoc](m, "carried")
	stranded := define[StrandedDoc](m, "stranded_orders").Properties["cause"]
	define[PlaceDoc](m, "place")
	outcomes := define[OutcomesDoc](m, "outcomes")
	define[MismatchDoc](m, "mismatch")
	define[MoveDoc](m, "move")
	define[ReturnsDoc](m, "returns")
	reach := define[ReachDoc](m, "reach")
	s := define[Document](m, "result")
	if m.err != nil {
		return nil, fmt.Errorf("make the schema of results: %w", m.err)
	}
	for c := range sim.NumCauses {
		cause.Enum = append(cause.Enum, c.CauseKey())
		stranded.Enum = append(stranded.Enum, c.CauseKey())
	}
	changes.PropertyNames = &jsonschema.Schema{Enum: append(slices.Clone(cause.Enum), "another-way")}
	orNull := []*jsonschema.Schema{event}
	for _, day := range days.Properties { // null for never
		orNull = append(orNull, day)
	}
	for _, day := range orNull {
		*day = jsonschema.Schema{Description: day.Description, AnyOf: []*jsonschema.Schema{{Ref: "#/$defs/day"}, {Type: "null"}}}
	}
	nameAll(outcomes)
	name(reach.Properties["all"], ReachMetrics())
	name(reach.Properties["departments"].AdditionalProperties, ReachMetrics())
	for _, pairs := range []string{"pairs", "gain_pairs"} {
		name(s.Properties[pairs].AdditionalProperties.AdditionalProperties, PairMetrics())
	}
	return m.finish(s, "result", "A result of ripple run", "Names that come from the scenario have underscores for hyphens. baseline is the case in which nothing goes wrong, do_nothing that in which nobody responds."), nil
}

// ComparisonSchema is the JSON Schema of a ComparisonDocument.
func ComparisonSchema() (*jsonschema.Schema, error) {
	m := newSchemaMaker()
	define[DayDoc](m, "day")
	define[EstimateDoc](m, "estimate").Description = "a number with its 95 % range"
	define[DifferenceDoc](m, "difference").Description = "a difference with its 95 % range, and what it says"
	define[ReturnsDoc](m, "returns")
	outcomes := define[OutcomesDoc](m, "outcomes")
	differences := define[DifferencesDoc](m, "differences")
	s := define[ComparisonDocument](m, "comparison")
	if m.err != nil {
		return nil, fmt.Errorf("make the schema of comparisons: %w", m.err)
	}
	nameAll(outcomes)
	nameAll(differences)
	return m.finish(s, "comparison", "A result of ripple compare", "Names that come from the scenarios have underscores for hyphens."), nil
}

// nameAll names the numbers that outcomes, or their differences, hold.
func nameAll(outcomes *jsonschema.Schema) {
	customers := outcomes.Properties["customers"].AdditionalProperties
	own := &jsonschema.Schema{Ref: customers.AdditionalProperties.Ref, Description: "an outcome of their own, as counted says"}
	name(customers, CustomerMetrics())
	customers.AdditionalProperties = own
	name(outcomes.Properties["paying_customers"], CustomerMetrics())
	name(outcomes.Properties["accounts"].AdditionalProperties, AccountMetrics())
	name(outcomes.Properties["agreements"].AdditionalProperties, AgreementMetrics())
	name(outcomes.Properties["departments"].AdditionalProperties, DepartmentMetrics())
	name(outcomes.Properties["money"], MoneyMetrics())
}

// schemaMaker makes schemas of types, each of which later ones refer to.
type schemaMaker struct {
	types map[reflect.Type]*jsonschema.Schema
	defs  map[string]*jsonschema.Schema
	err   error
}

func newSchemaMaker() *schemaMaker {
	return &schemaMaker{types: map[reflect.Type]*jsonschema.Schema{
		reflect.TypeFor[Number](): {Types: []string{"number", "null"}},
		reflect.TypeFor[Outcome](): {
			Type: "string", Enum: []any{string(Passed), string(Failed), string(Undecided)},
			Description: "undecided: the limit lies inside the range",
		},
		reflect.TypeFor[LightDoc](): {
			Type: "string", Enum: []any{Green.String(), Red.String(), Unclear.String()},
			Description: "unclear: the range lies on both sides, or there is none",
		},
	}, defs: map[string]*jsonschema.Schema{}}
}

// finish makes the document's own schema of one that was defined.
func (m *schemaMaker) finish(s *jsonschema.Schema, called, title, description string) *jsonschema.Schema {
	delete(m.defs, called)
	s.Schema = "https://json-schema.org/draft/2020-12/schema"
	s.Title, s.Description, s.Defs = title, description, m.defs
	return s
}

func define[T any](m *schemaMaker, called string) *jsonschema.Schema {
	s, err := jsonschema.For[T](&jsonschema.ForOptions{TypeSchemas: m.types})
	if err != nil {
		m.err = err
		return &jsonschema.Schema{}
	}
	noNull(s)
	m.defs[called] = s
	m.types[reflect.TypeFor[T]()] = &jsonschema.Schema{Ref: "#/$defs/" + called}
	return s
}

// noNull takes back that lists can be null: a Document has empty ones instead.
func noNull(s *jsonschema.Schema) {
	if slices.Contains(s.Types, "array") {
		s.Types, s.Type = nil, "array"
	}
	for _, p := range s.Properties {
		noNull(p)
	}
	if s.AdditionalProperties != nil {
		noNull(s.AdditionalProperties)
	}
}

// name names the numbers that an object of estimates holds.
func name(s *jsonschema.Schema, all []Metric) {
	s.Properties = map[string]*jsonschema.Schema{}
	for _, m := range all {
		about := m.About
		if d := m.Direction(); d != "" {
			about += "; " + d
		}
		s.Properties[m.Key] = &jsonschema.Schema{Ref: s.AdditionalProperties.Ref, Description: about}
		s.Required = append(s.Required, m.Key)
		s.PropertyOrder = append(s.PropertyOrder, m.Key)
	}
	s.AdditionalProperties = &jsonschema.Schema{Not: &jsonschema.Schema{}}
}
