package main

import (
	"embed"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"
)

//go:embed help/*.md
var helpFiles embed.FS

func newHelp(e *env, root *cobra.Command) *cobra.Command {
	var style string
	c := &cobra.Command{
		Use:     "help [COMMAND or TOPIC]",
		Short:   "explain a command, a topic, or a word of the file format",
		Example: "  ripple help format\n  ripple help format step\n  ripple help format all --format markdown > reference.md",
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
			switch {
			case len(args) == 0:
				return slices.Concat(topics(), commandNames(root)), cobra.ShellCompDirectiveNoFileComp
			case len(args) == 1 && args[0] == "format":
				return referenceNames(), cobra.ShellCompDirectiveNoFileComp
			}
			return nil, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if style != "table" && style != "markdown" {
				return usage("formats of help are table and markdown", "there is no format %q", style)
			}
			if len(args) == 0 {
				return e.overview(root)
			}
			if len(args) == 2 && args[0] == "format" {
				return e.reference(args[1], style == "markdown")
			}
			if len(args) > 1 {
				return usage("ripple help format NAME explains a word of the file format", "ripple help takes one command or topic")
			}
			if text, err := helpFiles.ReadFile("help/" + args[0] + ".md"); err == nil {
				return e.topic(args[0], text, style == "markdown")
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
	c.Flags().StringVar(&style, "format", "table", "table, or markdown for documents")
	return c
}

// topic writes a help file, and what is generated after it.
func (e *env) topic(name string, text []byte, markdown bool) error {
	if _, err := e.Out.Write(text); err != nil {
		return err
	}
	for _, doc := range generated(name) {
		if _, err := io.WriteString(e.Out, "\n"); err != nil {
			return err
		}
		if err := writeReference(e.Out, doc, markdown); err != nil {
			return err
		}
	}
	return nil
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
