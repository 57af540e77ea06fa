package format

import (
	"slices"
	"strings"

	"github.com/google/jsonschema-go/jsonschema"
)

// draft is the version of JSON Schema.
const draft = "https://json-schema.org/draft/2020-12/schema"

// FileSchema is the JSON Schema of a scenario's or an organisation's file,
// whichever it is.
func FileSchema() *jsonschema.Schema {
	s := schemaFile("A ripple scenario or organisation", "A file with a line `scenario:` is a scenario, any other an organisation.")
	s.If = &jsonschema.Schema{Required: []string{"scenario"}}
	s.Then, s.Else = reference("scenario"), reference("organisation")
	return s
}

// ScenarioSchema is the JSON Schema of a scenario's file.
func ScenarioSchema() *jsonschema.Schema {
	s := schemaFile("A ripple scenario", scenarioSection.Intro)
	s.Ref = reference("scenario").Ref
	return s
}

// OrganisationSchema is the JSON Schema of an organisation's file.
func OrganisationSchema() *jsonschema.Schema {
	s := schemaFile("A ripple organisation", organisationSection.Intro)
	s.Ref = reference("organisation").Ref
	return s
}

// schemaFile holds the definitions of all kinds.
func schemaFile(title, about string) *jsonschema.Schema {
	s := &jsonschema.Schema{Schema: draft, Title: title, Description: about, Defs: map[string]*jsonschema.Schema{}}
	for _, section := range Sections() {
		for i := range section.Kinds {
			if k := Of(section.Kinds[i].Name); k.written() {
				s.Defs[k.Name] = k.schema(s.Defs)
			}
		}
	}
	return s
}

// written tells whether the kind can be written by itself, and is not only part of others.
func (k *Kind) written() bool { return k.Place != "" || k.Name == "scenario" }

func reference(kind string) *jsonschema.Schema {
	return &jsonschema.Schema{Ref: "#/$defs/" + kind}
}

func (k *Kind) schema(defs definitions) *jsonschema.Schema {
	s := &jsonschema.Schema{
		Type: "object", Description: k.About, Properties: map[string]*jsonschema.Schema{},
		PropertyOrder: k.Names(), AdditionalProperties: none(),
	}
	if k.AnyKey != nil {
		s.AdditionalProperties = k.AnyKey.schema(defs)
	}
	for i := range k.Keys {
		row := &k.Keys[i]
		one := row.Is.schema(defs)
		one.Description = row.described()
		if example, err := FromYAML([]byte(row.Example)); err == nil {
			one.Examples = []any{example}
		}
		s.Properties[row.Name] = one
		if row.Must {
			s.Required = append(s.Required, row.Name)
		}
		if len(row.With) > 0 {
			if s.DependentRequired == nil {
				s.DependentRequired = map[string][]string{}
			}
			s.DependentRequired[row.Name] = row.With
		}
		for _, other := range row.Not {
			s.AllOf = append(s.AllOf, &jsonschema.Schema{Not: &jsonschema.Schema{Required: []string{row.Name, other}}})
		}
	}
	for _, group := range k.One {
		s.AllOf = append(s.AllOf, &jsonschema.Schema{OneOf: eachRequired(group)})
	}
	for _, group := range k.AtMost {
		any := &jsonschema.Schema{Not: &jsonschema.Schema{AnyOf: eachRequired(group)}}
		s.AllOf = append(s.AllOf, &jsonschema.Schema{OneOf: append(eachRequired(group), any)})
	}
	for _, group := range k.Some {
		s.AllOf = append(s.AllOf, &jsonschema.Schema{AnyOf: eachRequired(group)})
	}
	return s
}

// none refuses everything.
func none() *jsonschema.Schema { return &jsonschema.Schema{Not: &jsonschema.Schema{}} }

func eachRequired(names []string) []*jsonschema.Schema {
	var out []*jsonschema.Schema
	for _, name := range names {
		out = append(out, &jsonschema.Schema{Required: []string{name}})
	}
	return out
}

// described is a row's meaning with its unit and default.
func (k *Key) described() string {
	text := k.Means
	if k.Unit != "" {
		text += " Unit: " + k.Unit + "."
	}
	if k.Default != "" {
		text += " Without it: " + k.Default + "."
	}
	return text
}

func (v *Value) schema(defs definitions) *jsonschema.Schema {
	switch {
	case v.Scalar != nil:
		return v.Scalar.reference(defs)
	case v.Words != nil:
		s := &jsonschema.Schema{}
		for _, w := range v.Words {
			s.Enum = append(s.Enum, w)
		}
		return s
	case v.Name != "":
		return &jsonschema.Schema{Type: "string", Title: "the name of " + v.Name}
	case v.Kind != "":
		return reference(v.Kind)
	case v.List != nil:
		items := &jsonschema.Schema{Type: "array", Items: v.List.schema(defs)}
		if v.Single {
			return &jsonschema.Schema{AnyOf: []*jsonschema.Schema{v.List.schema(defs), items}}
		}
		return items
	case v.Entries != nil:
		return v.entries(defs)
	}
	s := &jsonschema.Schema{}
	for i := range v.Forms {
		s.AnyOf = append(s.AnyOf, v.Forms[i].schema(defs))
	}
	return s
}

// entries are values under names that people choose.
func (v *Value) entries(defs definitions) *jsonschema.Schema {
	inner := v.Entries.schema(defs)
	if v.Entries.Kind != "" && Of(v.Entries.Kind).optional() {
		// A name with nothing after it counts as a mapping without keys.
		inner = &jsonschema.Schema{AnyOf: []*jsonschema.Schema{inner, {Type: "null"}}}
	}
	is := v.EntryIs
	if is == nil {
		is = &nameScalar
	}
	names := &jsonschema.Schema{Pattern: is.Pattern, Description: v.EntryCalled}
	return &jsonschema.Schema{Type: "object", AdditionalProperties: inner, PropertyNames: names}
}

// optional tells whether none of the kind's keys has to be written.
func (k *Kind) optional() bool {
	return len(k.One)+len(k.Some) == 0 && !slices.ContainsFunc(k.Keys, func(row Key) bool { return row.Must })
}

// definitions are the schemas of all kinds and single values, by name.
type definitions map[string]*jsonschema.Schema

// reference refers to the definition of a single value.
func (s *Scalar) reference(defs definitions) *jsonschema.Schema {
	name := "value." + strings.ReplaceAll(s.Name, " ", "-")
	if defs[name] == nil {
		defs[name] = s.schema()
	}
	return &jsonschema.Schema{Ref: "#/$defs/" + name}
}

func (s *Scalar) schema() *jsonschema.Schema {
	out := &jsonschema.Schema{Title: s.Name, Description: s.Says, Pattern: s.Pattern}
	types := []string{"string"}
	switch {
	case s.Whole:
		types = append(types, "integer")
	case s.Number:
		types = append(types, "number")
	case s.Boolean:
		types = append(types, "boolean")
	case s.Pattern == "": // any text, which YAML may take for something else
		types = append(types, "number", "boolean")
	}
	if len(types) == 1 {
		out.Type = types[0]
	} else {
		out.Types = types
	}
	return out
}
