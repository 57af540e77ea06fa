package main

import (
	"io"
	"strings"

	"github.com/spf13/cobra"
)

// shells are those that completion is written for.
var shells = []string{"bash", "zsh", "fish", "powershell"}

func newCompletion(e *env) *cobra.Command {
	return &cobra.Command{
		Use:       "completion SHELL",
		Short:     "write a script that completes commands in a shell",
		Long:      "Write a script for bash, zsh, fish or powershell that completes ripple's commands, flags and scenarios.",
		Example:   "  source <(ripple completion bash)",
		ValidArgs: shells,
		Args:      exactly(1, "the name of a shell: "+strings.Join(shells, ", ")),
		RunE: func(c *cobra.Command, args []string) error {
			root := c.Root()
			write := map[string]func(io.Writer) error{
				"bash":       func(w io.Writer) error { return root.GenBashCompletionV2(w, true) },
				"zsh":        root.GenZshCompletion,
				"fish":       func(w io.Writer) error { return root.GenFishCompletion(w, true) },
				"powershell": root.GenPowerShellCompletionWithDesc,
			}[args[0]]
			if write == nil {
				hint := didYouMean(args[0], shells)
				if hint == "" {
					hint = "shells are " + strings.Join(shells, ", ")
				}
				return usage(hint, "there is no completion for %q", args[0])
			}
			return write(e.Out)
		},
	}
}
