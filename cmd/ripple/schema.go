package main

import (
	"encoding/json"
	"fmt"
	"strings"

	"ripple/reporters"
	fileformat "ripple/scenarios/format"

	"github.com/google/jsonschema-go/jsonschema"
	"github.com/spf13/cobra"
)

// schemas are what JSON Schema can be printed of.
var schemas = []struct {
	name, about string
	make        func() (*jsonschema.Schema, error)
}{
	{"file", "any file: scenario or organisation", whole(fileformat.FileSchema)},
	{"scenario", "a scenario's file", whole(fileformat.ScenarioSchema)},
	{"organisation", "an organisation's file", whole(fileformat.OrganisationSchema)},
	{"result", "what ripple run --format json gives", reporters.Schema},
	{"matrix", "what ripple matrix --format json gives", reporters.MatrixSchema},
	{"comparison", "what ripple compare --format json gives", reporters.ComparisonSchema},
	{"trace", "what ripple trace --format json gives", reporters.TraceSchema},
}

func whole(make func() *jsonschema.Schema) func() (*jsonschema.Schema, error) {
	return func() (*jsonschema.Schema, error) { return make(), nil }
}

func newSchema(e *env) *cobra.Command {
	return &cobra.Command{
		Use:   "schema [scenario|organisation|result|comparison|matrix|trace]",
		Short: "print JSON Schema, so that an editor completes and checks what you write",
		Long: `Print JSON Schema (draft 2020-12) of the files that ripple reads, or of the results
it writes. An editor with a YAML language server completes names, shows what they
mean and marks mistakes when the first line of a file names the schema:

  # yaml-language-server: $schema=ripple.schema.json

ripple check finds more: what names refer to, percentages that do not add up.`,
		Example: "  ripple schema > ripple.schema.json",
		Args: func(c *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usage("usage: "+c.UseLine(), "%s prints one schema at a time", c.CommandPath())
			}
			return nil
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
			var names []cobra.Completion
			for _, s := range schemas {
				names = append(names, cobra.CompletionWithDesc(s.name, s.about))
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			of := "file"
			if len(args) == 1 {
				of = args[0]
			}
			var names []string
			for _, s := range schemas {
				names = append(names, s.name)
				if s.name != of {
					continue
				}
				schema, err := s.make()
				if err != nil {
					return err
				}
				out := json.NewEncoder(e.Out)
				out.SetIndent("", "  ")
				out.SetEscapeHTML(false)
				if err := out.Encode(schema); err != nil {
					return fmt.Errorf("write the schema: %w", err)
				}
				return nil
			}
			hint := didYouMean(of, names)
			if hint == "" {
				hint = "schemas are " + strings.Join(names, ", ")
			}
			return usage(hint, "there is no schema of %q", of)
		},
	}
}
