package scenarios

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"ripple/scenarios/format"
)

// A block of YAML in a text is a whole file, which begins with `scenario:` or
// `organisation:`, or a fragment that begins with another key of one of them:
// it is written into the sample file.

// yamlBlocks are the blocks of YAML in a text: indented by four spaces, or
// fenced as yaml.
func yamlBlocks(text string) []string {
	var out []string
	var block []string
	fenced := false
	end := func() {
		whole := strings.TrimSpace(strings.Join(block, "\n"))
		if key, _, found := strings.Cut(whole, ":"); found && looksLikeKey.MatchString(key) {
			out = append(out, whole+"\n")
		}
		block = nil
	}
	for _, line := range strings.Split(text, "\n") {
		switch rest, indented := strings.CutPrefix(line, "    "); {
		case strings.HasPrefix(line, "```"):
			end()
			fenced = !fenced && line == "```yaml"
		case fenced:
			block = append(block, line)
		case indented:
			block = append(block, rest)
		case strings.TrimSpace(line) == "" && len(block) > 0:
			block = append(block, "")
		default:
			end()
		}
	}
	end()
	return out
}

var looksLikeKey = regexp.MustCompile(`^(- )?[a-z][a-z-]*$`)

// TestEveryBlockOfYAMLInTheDocumentsLoads: help topics, README and the
// examples of the reference; each fits the schema as well.
func TestEveryBlockOfYAMLInTheDocumentsLoads(t *testing.T) {
	texts := map[string]string{}
	files, err := filepath.Glob("../cmd/ripple/help/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range append(files, "../README.md") {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		texts[file] = string(text)
	}
	for _, s := range format.Sections() {
		for _, p := range s.Parts {
			texts["reference: "+p.Name] = "```yaml\n" + p.Code + "\n```\n"
		}
	}
	folder := t.TempDir()
	blocks := 0
	for _, whole := range []string{"organisation:", "scenario:", ""} { // scenarios refer to the organisations before them
		for name, text := range texts {
			for _, block := range yamlBlocks(text) {
				if first := strings.Split(block, " ")[0]; first != whole && (whole != "" || first == "organisation:" || first == "scenario:") {
					continue
				}
				blocks++
				loadBlock(t, name, folder, whole, block)
			}
		}
	}
	if blocks < 12 {
		t.Errorf("only %d blocks: the test looks at too little", blocks)
	}
}

func loadBlock(t *testing.T, name, folder, whole, block string) {
	t.Helper()
	if whole == "" {
		block = string(inSample(t, block))
	}
	if err := accepts(t, resolved(t, format.FileSchema()), []byte(block)); err != nil {
		t.Errorf("%s: %v", name, err)
	}
	file := "fragment.yaml"
	switch whole {
	case "organisation:":
		file = "company.yaml"
	case "scenario:":
		file = "slip.yaml"
	}
	path := filepath.Join(folder, file)
	if err := os.WriteFile(path, []byte(block), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Check(path); err != nil {
		t.Errorf("%s: %v", name, err)
	}
}

// inSample is the sample file with a fragment written into it.
func inSample(t *testing.T, fragment string) []byte {
	t.Helper()
	text, err := os.ReadFile("testdata/sample.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(text, &doc); err != nil {
		t.Fatal(err)
	}
	root := doc.Content[0]
	add := parsed(t, fragment)
	for i := 0; i+1 < len(add.Content); i += 2 {
		key, into := add.Content[i].Value, root
		if format.Of("scenario").Key(key) == nil {
			into = entryOf(root, "organisation")
		}
		merge(into, key, add.Content[i+1])
	}
	out, err := yaml.Marshal(&doc)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// merge writes a value into a mapping, and mappings into those that are there.
func merge(m *yaml.Node, key string, value *yaml.Node) {
	was := entryOf(m, key)
	if was == nil || was.Kind != yaml.MappingNode || value.Kind != yaml.MappingNode || key == "calendar" {
		set(m, key, value)
		return
	}
	for i := 0; i+1 < len(value.Content); i += 2 {
		merge(was, value.Content[i].Value, value.Content[i+1])
	}
}
