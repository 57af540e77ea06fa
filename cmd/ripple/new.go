package main

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"regexp"
	"strings"

	"ripple/scenarios"

	"github.com/spf13/cobra"
)

func newNew(e *env) *cobra.Command {
	return &cobra.Command{
		Use:   "new NAME",
		Short: "write an organisation and a scenario to begin with",
		Long: `Write NAME-organisation.yaml and NAME.yaml: a small company and a scenario on it that
run as they are, with a remark on every line, to be changed into your own. NAME may
lie in another folder. Nothing that exists is written over.`,
		Example:           "  ripple new mine",
		Args:              exactly(1, "a name for what is new, such as mine"),
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(_ *cobra.Command, args []string) error {
			return e.begin(args[0])
		},
	}
}

// fileName is what a new scenario may be called: what no shell and no file system
// takes for anything else.
var fileName = regexp.MustCompile(`^[\p{L}\p{N}][\p{L}\p{N}_-]{0,99}$`)

// begin writes the two files, or none.
func (e *env) begin(name string) error {
	name = strings.TrimSuffix(strings.TrimSuffix(name, ".yaml"), ".yml")
	folder, base := filepath.Split(name)
	if !fileName.MatchString(base) {
		return usage("for example ripple new mine", "%q is no name for files: letters, digits, hyphens", base)
	}
	organisationFile, scenarioFile := base+"-organisation.yaml", base+".yaml"
	organisation, scenario := scenarios.Starter(titleOf(base), organisationFile, scenarioFile)
	files := []struct{ path, text string }{
		{filepath.Join(folder, organisationFile), organisation},
		{filepath.Join(folder, scenarioFile), scenario},
	}
	var made []string
	for _, f := range files {
		err := e.WriteNew(f.path, []byte(f.text))
		if err == nil {
			made = append(made, f.path)
			continue
		}
		for _, path := range made {
			e.Remove(path)
		}
		switch {
		case errors.Is(err, fs.ErrExist):
			return usage("choose another name; nothing was written", "%s is there already", f.path)
		case errors.Is(err, fs.ErrNotExist):
			return usage("make the folder first; nothing was written", "there is no folder %s", filepath.Dir(f.path))
		}
		return fmt.Errorf("write %s: %w", f.path, err)
	}
	path := shellQuoted(files[1].path)
	fmt.Fprintf(e.Out, "%s is a small company, %s what happens to it. Both explain themselves.\n\nNext\n", files[0].path, files[1].path)
	for _, line := range explained([][2]string{
		{"ripple run " + path, "what it does to customers"},
		{"ripple compare " + path, "what each option changes"},
		{"ripple check " + path, "after every change of yours"},
		{"ripple help format", "what else can be written"},
	}) {
		fmt.Fprintln(e.Out, line)
	}
	return nil
}

// titleOf makes a title of a file's name: garden-furniture is Garden furniture.
func titleOf(base string) string {
	words := []rune(strings.Join(strings.FieldsFunc(base, func(r rune) bool { return r == '-' || r == '_' }), " "))
	return strings.ToUpper(string(words[:1])) + string(words[1:])
}
