package main

import (
	"fmt"
	"runtime"

	"github.com/spf13/cobra"
)

func newVersion(e *env) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "show the versions of ripple and Go",
		Args:  exactly(0, "no arguments"),
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintf(e.Out, "ripple %s (%s, %s/%s)\n", e.Version, e.Go, runtime.GOOS, runtime.GOARCH)
			return err
		},
	}
}
