package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"text/tabwriter"

	"ripple/scenarios"

	"github.com/spf13/cobra"
)

// listed is one entry of `ripple list --format json`.
type listed struct {
	Name         string   `json:"name"`
	Kind         string   `json:"kind"`
	Title        string   `json:"title"`
	About        string   `json:"about"`
	Organisation string   `json:"organisation"`
	Options      []string `json:"options"`
	Teams        int      `json:"teams,omitempty"`
	Minutes      int      `json:"minutes,omitempty"`
}

func newList(e *env) *cobra.Command {
	var format string
	c := &cobra.Command{
		Use:   "list",
		Short: "list the scenarios and organisations that come with ripple",
		Args:  exactly(0, "no arguments"),
		RunE: func(*cobra.Command, []string) error {
			known := []string{"table", "json"}
			if format != "table" && format != "json" {
				hint := didYouMean(format, known)
				if hint == "" {
					hint = "formats of a list are " + strings.Join(known, ", ")
				}
				return usage(hint, "there is no format %q", format)
			}
			all, err := scenarios.List()
			if err != nil {
				return fmt.Errorf("list the library: %w", err)
			}
			if format == "json" {
				return e.listJSON(all)
			}
			return e.listTable(all)
		},
	}
	c.Flags().StringVar(&format, "format", "table", "table or json")
	return c
}

func (e *env) listJSON(all []scenarios.Summary) error {
	entries := []listed{}
	for _, s := range all {
		options := s.Options
		if options == nil {
			options = []string{}
		}
		entries = append(entries, listed{s.Name, s.Kind, s.Title, s.About, s.Organisation, options, s.Teams, s.Minutes})
	}
	encoder := json.NewEncoder(e.Out)
	encoder.SetIndent("", " ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(entries)
}

func (e *env) listTable(all []scenarios.Summary) error {
	w := tabwriter.NewWriter(e.Out, 0, 0, 2, ' ', 0)
	kind := ""
	for _, s := range all {
		of := s.Kind
		if s.Played() {
			of = "exercise"
		}
		if of != kind {
			if kind != "" {
				fmt.Fprintln(w)
			}
			kind = of
			fmt.Fprintln(w, strings.ToUpper(kind[:1])+kind[1:]+"s")
		}
		what := s.Title
		if s.Kind == "organisation" && s.About != "" {
			what = s.About
		}
		switch {
		case s.Played():
			what += fmt.Sprintf(" (%s, %d teams, %d minutes)", s.Organisation, s.Teams, s.Minutes)
		case len(s.Options) > 0:
			what += " (options: " + strings.Join(s.Options, ", ") + ")"
		}
		fmt.Fprintf(w, "  %s\t%s\n", s.Name, what)
	}
	fmt.Fprintln(w, "\nripple run NAME runs a scenario, ripple tabletop NAME plays it with people, ripple show NAME prints it for you to change.")
	return w.Flush()
}
