package main

import (
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// first is what `ripple` alone says: six lines on what to do next.
const first = `ripple shows what a slip behind the scenes does to customers, and which decision changes that.
  See one:               ripple run procurement-slip
  See what there is:     ripple list
  Use your own numbers:  ripple new mine; change both files; ripple check mine.yaml
  Rehearse a decision:   write it under options: in mine.yaml; ripple compare mine.yaml
  Learn more:            ripple help
`

// execute runs the program and gives its exit code. Nothing panics past it.
func execute(e *env) (code int) {
	defer func() {
		if cause := recover(); cause != nil {
			code = e.report(fmt.Errorf("a mistake in ripple itself: %v\n%s", cause, debug.Stack()))
		}
	}()
	root := newRoot(e)
	root.SetArgs(e.Args)
	return e.report(root.Execute())
}

// newRoot builds the tree of commands.
func newRoot(e *env) *cobra.Command {
	root := &cobra.Command{
		Use:           "ripple",
		Short:         "what a slip behind the scenes does to customers, and which decision changes that",
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          knownCommand,
		RunE: func(*cobra.Command, []string) error {
			_, err := io.WriteString(e.Out, first)
			return err
		},
	}
	root.SetOut(e.Out)
	root.SetErr(e.Err)
	root.SetFlagErrorFunc(flagProblem)
	root.AddCommand(newRun(e), newCompare(e), newMatrix(e), newTrace(e), newTabletop(e), newList(e), newShow(e), newNew(e), newCheck(e), newSchema(e), newVersion(e), newCompletion(e))
	root.SetHelpCommand(newHelp(e, root))
	root.CompletionOptions.DisableDefaultCmd = true
	return root
}

// knownCommand refuses what is no command, and suggests one.
func knownCommand(root *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	hint := didYouMean(args[0], commandNames(root))
	if hint == "" {
		hint = "ripple help lists the commands"
	}
	return usage(hint, "there is no command %q", args[0])
}

// flagProblem turns what the flag parser says into a problem with a hint.
func flagProblem(c *cobra.Command, err error) error {
	hint := fmt.Sprintf("%s --help lists the flags", c.CommandPath())
	var unknown *pflag.NotExistError
	var invalid *pflag.InvalidValueError
	var lacking *pflag.ValueRequiredError
	switch {
	case errors.As(err, &unknown):
		if near := didYouMean(unknown.GetSpecifiedName(), flagNames(c)); near != "" {
			hint = strings.Replace(near, "did you mean ", "did you mean --", 1)
		}
	case errors.As(err, &invalid):
		flag := invalid.GetFlag()
		return usage(flagHelp(flag), "--%s takes %s, not %q", flag.Name, valueKind(flag), invalid.GetValue())
	case errors.As(err, &lacking):
		return usage(flagHelp(lacking.GetFlag()), "--%s needs a value", lacking.GetFlag().Name)
	}
	return usage(hint, "%w", err)
}

// flagHelp is what a flag is for, as the list of flags says it.
func flagHelp(f *pflag.Flag) string {
	_, text := pflag.UnquoteUsage(f)
	return "--" + f.Name + ": " + text
}

// valueKind says in plain words what a flag takes.
func valueKind(f *pflag.Flag) string {
	switch f.Value.Type() {
	case "int":
		return "a whole number"
	case "uint64":
		return "a whole number from 0"
	case "bool":
		return "true or false"
	}
	return "another value"
}

// flagNames are the names of all flags that the command takes.
func flagNames(c *cobra.Command) []string {
	var names []string
	for line := range strings.Lines(c.Flags().FlagUsages()) {
		_, rest, found := strings.Cut(line, "--")
		if found {
			name, _, _ := strings.Cut(rest, " ")
			names = append(names, name)
		}
	}
	return names
}

// exactly asks for a number of arguments and says which.
func exactly(n int, what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) == n {
			return nil
		}
		return usage("usage: "+c.UseLine(), "%s takes %s", c.CommandPath(), what)
	}
}
