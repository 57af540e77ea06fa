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
	m := &schemaMaker{types: map[reflect.Type]*jsonschema.Schema{
		reflect.TypeFor[Number](): {Types: []string{"number", "null"}},
		reflect.TypeFor[Outcome](): {
			Type: "string", Enum: []any{string(Passed), string(Failed), string(Undecided)},
			Description: "undecided: the limit lies inside the range",
		},
	}, defs: map[string]*jsonschema.Schema{}}
	define[DayDoc](m, "day")
	days := define[DaysDoc](m, "days")
	days.Description = "a day that differs between replications"
	define[EstimateDoc](m, "estimate").Description = "a number with its 95 % range"
	cause := define[LedgerDoc](m, "ledger_row").Properties["cause"]
	define[PlaceDoc](m, "place")
	outcomes := define[OutcomesDoc](m, "outcomes")
	s := define[Document](m, "result")
	if m.err != nil {
		return nil, fmt.Errorf("make the schema of results: %w", m.err)
	}
	for c := range sim.NumCauses {
		cause.Enum = append(cause.Enum, c.CauseKey())
	}
	for _, day := range days.Properties { // null for never
		*day = jsonschema.Schema{Description: day.Description, AnyOf: []*jsonschema.Schema{{Ref: "#/$defs/day"}, {Type: "null"}}}
	}
	name(outcomes.Properties["customers"].AdditionalProperties, CustomerMetrics())
	name(outcomes.Properties["paying_customers"], CustomerMetrics())
	name(outcomes.Properties["departments"].AdditionalProperties, DepartmentMetrics())
	name(outcomes.Properties["money"], MoneyMetrics())
	for _, pairs := range []string{"pairs", "gain_pairs"} {
		name(s.Properties[pairs].AdditionalProperties.AdditionalProperties, PairMetrics())
	}
	delete(m.defs, "result")
	s.Schema = "https://json-schema.org/draft/2020-12/schema"
	s.Title = "A result of ripple run"
	s.Description = "Names that come from the scenario have underscores for hyphens. baseline is the case in which nothing goes wrong, do_nothing that in which nobody responds."
	s.Defs = m.defs
	return s, nil
}

// schemaMaker makes schemas of types, each of which later ones refer to.
type schemaMaker struct {
	types map[reflect.Type]*jsonschema.Schema
	defs  map[string]*jsonschema.Schema
	err   error
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
