package scenarios

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"ripple/sim"
)

// Options override what a scenario's file says; zero values leave it as it is.
type Options struct {
	Replications int
	Seed         *uint64
	For          string // how long orders are counted, such as "60 days"

	asItIs bool // nothing goes wrong, and there are no options
}

// Scenario is a scenario read, checked and compiled.
type Scenario struct {
	Name             string // short: as shipped, or the file's name without its ending
	Title            string
	About            string
	OrganisationName string // its title
	Text             string // the scenario's YAML as written
	OrganisationText string // the organisation's YAML; the same text when the scenario carries it inside
	Expect           []Expectation
	Actual           []Stated
	Model            *sim.Model
	Notes            []string // assumptions and warnings to print
	// Start is the moment at which the model's time begins, in the organisation's
	// time zone.
	Start time.Time
	// Injects are all that happens, with its line of the event list, in the file's order.
	Injects  []Inject
	Exercise *Exercise // how the scenario is played with people

	org     *organisation
	builder *builder
}

// Load reads a scenario: a file (a path ends in .yaml or .yml, has a separator
// in it, or exists), or the name of a shipped one. What is wrong with the files
// or the name comes as Diagnostics; other errors are those of reading a file.
func Load(nameOrPath string, o Options) (*Scenario, error) {
	file, err := open(nameOrPath)
	if err != nil {
		return nil, err
	}
	return file.load(o)
}

// load reads an opened file as a scenario.
func (file opened) load(o Options) (*Scenario, error) {
	p := &problems{}
	root := parseFile(file, p)
	if root == nil {
		return nil, p.err()
	}
	if isOrganisation(root) {
		return nil, runsNothing(file, root)
	}
	s, err := load(file, root, o, p)
	if err != nil {
		return nil, err
	}
	if err := p.err(); err != nil {
		return nil, err
	}
	return s, nil
}

// opened is a file's text with where it came from.
type opened struct {
	name    string // short
	display string // in messages
	folder  string // of a file on disk; "" for a shipped one
	shipped bool
	text    []byte
	kept    *keeper // nil: nobody keeps what is read
	inner   bool    // an organisation that a scenario names
}

// open finds a file or a shipped scenario or organisation.
func open(nameOrPath string) (opened, error) {
	if isPath(nameOrPath) {
		return openFile(nameOrPath)
	}
	if text, err := Source(nameOrPath); err == nil {
		return opened{name: nameOrPath, display: nameOrPath + ".yaml", shipped: true, text: text}, nil
	}
	if info, err := os.Stat(nameOrPath); err == nil && !info.IsDir() {
		return openFile(nameOrPath)
	}
	hint := didYouMean(nameOrPath, shippedNames())
	if !strings.HasPrefix(hint, "did") {
		hint = "`ripple list` shows what is shipped; a file of your own ends in .yaml"
	}
	return opened{}, Diagnostics{{File: clip(nameOrPath), Message: "there is no shipped scenario or organisation of this name", Hint: hint}}
}

func isPath(s string) bool {
	return strings.HasSuffix(s, ".yaml") || strings.HasSuffix(s, ".yml") || strings.ContainsAny(s, `/\`)
}

func openFile(path string) (opened, error) {
	fail := func(message, hint string) (opened, error) {
		return opened{}, Diagnostics{{File: clip(path), Message: message, Hint: hint}}
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fail("there is no such file", nearFile(path))
	case err != nil:
		return opened{}, fmt.Errorf("read %s: %w", path, err)
	case info.IsDir():
		return fail("this is a folder", "name a file in it")
	case !info.Mode().IsRegular():
		return fail("this is no ordinary file", "")
	case info.Size() > maxFileBytes:
		return fail(fmt.Sprintf("the file has %d MiB: at most %d are read", info.Size()>>20, maxFileBytes>>20), "")
	}
	f, err := os.Open(path)
	if err != nil {
		return opened{}, fmt.Errorf("read %s: %w", path, err)
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxFileBytes+1))
	if err != nil {
		return opened{}, fmt.Errorf("read %s: %w", path, err)
	}
	base := filepath.Base(path)
	return opened{
		name: strings.TrimSuffix(strings.TrimSuffix(base, ".yaml"), ".yml"), display: path, folder: filepath.Dir(path), text: text,
	}, nil
}

// nearFile suggests a file of nearly that name in the same folder.
func nearFile(path string) string {
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return "there is no such folder either"
	}
	var names []string
	for _, e := range entries {
		if n := e.Name(); strings.HasSuffix(n, ".yaml") || strings.HasSuffix(n, ".yml") {
			names = append(names, n)
		}
		if len(names) > 1000 {
			break
		}
	}
	if near := nearestWord(filepath.Base(path), names); near != "" {
		return "did you mean `" + filepath.Join(filepath.Dir(path), near) + "`?"
	}
	return ""
}

func isOrganisation(root *node) bool {
	if root.kind != mapping {
		return false
	}
	departments, scenario := false, false
	for _, e := range root.entries {
		departments = departments || e.key.text == "departments"
		scenario = scenario || e.key.text == "scenario"
	}
	return departments && !scenario
}

// runsNothing explains that an organisation alone cannot be run.
func runsNothing(file opened, root *node) error {
	hint := "write a scenario that begins with `scenario: …` and `organisation: " + file.name + "`"
	if all, err := List(); err == nil {
		var names []string
		for _, s := range all {
			if s.Kind == "scenario" && s.Organisation == file.name {
				names = append(names, s.Name)
			}
		}
		if len(names) > 0 {
			hint = "scenarios on it: " + strings.Join(names, ", ")
		}
	}
	return Diagnostics{{File: file.display, Line: root.line, Column: root.column, LineText: root.source.lines[root.line-1],
		Message: "this is an organisation: nothing happens to it yet", Hint: hint}}
}

// load reads a scenario's nodes. Problems go to p; an error is one of another kind.
func load(file opened, root *node, o Options, p *problems) (*Scenario, error) {
	s := &Scenario{Name: file.name, Text: string(file.text), OrganisationText: string(file.text)}
	f := root.fields("scenario")
	if n := f.need("scenario"); n != nil {
		s.Title = n.prose("the scenario's title")
	}
	if n := f.get("about"); n != nil {
		s.About = n.prose("`about`")
	}
	n := f.need("organisation")
	if n == nil {
		return s, nil
	}
	org, err := s.organisation(file, n, p)
	if err != nil || org == nil {
		return s, err
	}
	s.org, s.OrganisationName = org, org.title
	r := readRun(f.get("run"), &s.Notes)
	if err := r.override(o); err != nil {
		return s, err
	}
	if len(p.list) > 0 && brokenOrganisation(p) {
		return s, nil
	}
	b := newBuilder(org, r, &s.Notes)
	if b == nil {
		return s, nil
	}
	b.model.Scenario, b.model.Name = s.Title, s.Name
	var options []option
	if !o.asItIs {
		options = readOptions(f.get("options"))
	}
	b.addArms(options)
	if len(p.list) == 0 {
		b.openOrders(f.get("start"))
	}
	if !o.asItIs {
		b.injects(f.get("injects"))
		b.responses(options)
		b.addSurges()
		b.spreadToSurges()
		s.Exercise = b.exercise(f.get("exercise"), options)
		s.Injects = b.list(s.Exercise)
	}
	if n := f.get("expect"); n != nil && !o.asItIs {
		s.Expect = b.expectations(n)
	}
	s.Actual = b.actual(org.actual, f.get("actual"))
	if len(p.list) == 0 {
		b.warn()
	}
	s.Model, s.Start, s.builder = b.model, b.origin, b
	return s, nil
}

// brokenOrganisation tells whether so much is wrong already that what follows
// would mostly be consequences.
func brokenOrganisation(p *problems) bool { return p.total >= maxDiagnostics }

// override applies the options of a run.
func (r *run) override(o Options) error {
	if o.Replications < 0 || o.Replications > maxReplications {
		return Diagnostics{{File: "--replications", Message: fmt.Sprintf("%d replications: from 1 to %d", o.Replications, maxReplications)}}
	}
	if o.Replications > 0 {
		r.replications = o.Replications
	}
	if o.Seed != nil {
		r.seed = *o.Seed
	}
	if o.For == "" {
		if o.asItIs && r.days > briefDays {
			r.days = briefDays
		}
		return nil
	}
	span, err := parseSpan(o.For)
	switch {
	case strings.TrimSpace(o.For) == "0" || err == nil && span.IsZero():
		err = faultf("for example 60 days", "a run takes some time")
	case err == nil:
		err = r.setFor(span)
	}
	if err == nil && r.total() > maxDays {
		err = faultf("", "a run of more than %d years", maxYears)
	}
	if err != nil {
		f := fault{message: err.Error()}
		errors.As(err, &f)
		return Diagnostics{{File: "--for", Message: f.message, Hint: f.hint}}
	}
	return nil
}

// organisation reads what `organisation:` names or holds.
func (s *Scenario) organisation(file opened, n *node, p *problems) (*organisation, error) {
	if n.kind == mapping {
		return readOrganisation(n, file.name, &s.Notes), nil
	}
	name, ok := n.str("an organisation")
	if !ok {
		return nil, nil
	}
	inner, err := s.find(file, n, name)
	if err != nil || inner.text == nil {
		return nil, err
	}
	s.OrganisationText = string(inner.text)
	root := parseFile(inner, p)
	if root == nil {
		return nil, nil
	}
	if !isOrganisation(root) {
		n.fail("name a file that begins with `organisation:` and has departments", "`%s` is no organisation", clip(name))
		return nil, nil
	}
	return readOrganisation(root, inner.name, &s.Notes), nil
}

// find opens the organisation a scenario names: a path from the scenario's
// folder, a shipped one, or a file beside the scenario.
func (s *Scenario) find(file opened, n *node, name string) (opened, error) {
	inner, err := s.lookUp(file, n, name)
	inner.kept, inner.inner = file.kept, true
	if err == nil && inner.text != nil {
		file.kept.keep(keptFile{Name: name, Display: inner.display, Folder: inner.folder, Shipped: inner.shipped, Text: string(inner.text)})
	}
	return inner, err
}

func (s *Scenario) lookUp(file opened, n *node, name string) (opened, error) {
	if k := file.kept.kept(false, false, name); k != nil {
		return opened{name: strings.TrimSuffix(strings.TrimSuffix(filepath.Base(name), ".yaml"), ".yml"), display: k.Display, folder: k.Folder, shipped: k.Shipped, text: []byte(k.Text)}, nil
	}
	if !isPath(name) {
		if text, err := Source(name); err == nil {
			return opened{name: name, display: name + ".yaml", shipped: true, text: text}, nil
		}
		if file.shipped || !exists(filepath.Join(file.folder, name+".yaml")) {
			n.fail(didYouMean(name, organisationNames())+"; or write the path of a file", "there is no shipped organisation `%s`", clip(name))
			return opened{}, nil
		}
		name += ".yaml"
	}
	if file.shipped {
		n.fail("", "a shipped scenario names a shipped organisation")
		return opened{}, nil
	}
	path := name
	if !filepath.IsAbs(path) {
		path = filepath.Join(file.folder, name)
	}
	inner, err := openFile(path)
	var d Diagnostics
	if errors.As(err, &d) {
		n.fail(d[0].Hint, "%s: %s", clip(path), d[0].Message)
		return opened{}, nil
	}
	return inner, err
}

func exists(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}
