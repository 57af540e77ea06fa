package main

import (
	"ripple/scenarios"

	"github.com/spf13/cobra"
)

func newShow(e *env) *cobra.Command {
	return &cobra.Command{
		Use:               "show NAME",
		Short:             "print a shipped scenario, organisation or table, to read or to change",
		Example:           "  ripple show procurement-slip > mine.yaml\n  ripple show telephony.csv > telephony.csv",
		Args:              exactly(1, "the name of a shipped scenario, organisation or table (ripple list)"),
		ValidArgsFunction: completeNames,
		RunE: func(_ *cobra.Command, args []string) error {
			source, err := scenarios.Source(args[0])
			if err != nil {
				return badFile(err)
			}
			_, err = e.Out.Write(source)
			return err
		},
	}
}

// completeNames completes the names of shipped files, and files.
func completeNames(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	all, err := scenarios.List()
	if err != nil {
		return nil, cobra.ShellCompDirectiveDefault
	}
	var names []cobra.Completion
	for _, s := range all {
		names = append(names, cobra.CompletionWithDesc(s.Name, s.Title))
	}
	return names, cobra.ShellCompDirectiveDefault
}
