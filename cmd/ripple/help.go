package main

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"
)

//go:embed help/*.md
var helpFiles embed.FS

func newHelp(e *env, root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND or TOPIC]",
		Short: "explain a command or a topic",
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
			return slices.Concat(topics(), commandNames(root)), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return e.overview(root)
			}
			if text, err := helpFiles.ReadFile("help/" + args[0] + ".md"); err == nil {
				_, err = e.Out.Write(text)
				return err
			}
			for _, c := range root.Commands() {
				if c.Name() == args[0] {
					c.InitDefaultHelpFlag()
					return c.Help()
				}
			}
			hint := didYouMean(args[0], slices.Concat(topics(), commandNames(root)))
			if hint == "" {
				hint = "ripple help lists commands and topics"
			}
			return usage(hint, "there is no help on %q", args[0])
		},
	}
}

// overview lists the commands and the topics.
func (e *env) overview(root *cobra.Command) error {
	w := tabwriter.NewWriter(e.Out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "ripple: "+root.Short)
	fmt.Fprintln(w, "\nCommands (ripple help COMMAND says more)")
	for _, c := range root.Commands() {
		fmt.Fprintf(w, "  %s\t%s\n", c.Name(), c.Short)
	}
	fmt.Fprintln(w, "\nTopics (ripple help TOPIC)")
	for _, name := range topics() {
		fmt.Fprintf(w, "  %s\t%s\n", name, topicTitle(name))
	}
	return w.Flush()
}

// topics are the names of the help files, sorted.
func topics() []string {
	files, err := fs.Glob(helpFiles, "help/*.md")
	if err != nil {
		return nil
	}
	for i, file := range files {
		files[i] = strings.TrimSuffix(strings.TrimPrefix(file, "help/"), ".md")
	}
	return files
}

// topicTitle is the heading of a help file.
func topicTitle(name string) string {
	text, err := helpFiles.ReadFile("help/" + name + ".md")
	if err != nil {
		return ""
	}
	line, _, _ := strings.Cut(string(text), "\n")
	return strings.TrimPrefix(line, "# ")
}

func commandNames(root *cobra.Command) []string {
	var names []string
	for _, c := range root.Commands() {
		names = append(names, c.Name())
	}
	return names
}
