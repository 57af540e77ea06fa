package scenarios

import (
	"fmt"
	"slices"
	"strings"

	"ripple/sim"
)

// MatrixOptions say what to hit everything with; "" and 0 mean the usual.
type MatrixOptions struct {
	Options
	Hit   string // one of Hits
	Size  string // how long, by how long, or by how much, depending on Hit
	Lasts string // how long a slip, a slowdown or an absence lasts
	At    string // when it hits, such as "day 15"
	// AllLinks hits links too that carry less than one item a week.
	AllLinks bool
}

// Matrix is an organisation with an arm for each of its parts, in which only
// that part is hit.
type Matrix struct {
	*Scenario
	// Targets are hit in the arms after do-nothing, in which here nothing happens.
	Targets []Target
	// Hit, Phrase, Day and Standard say what happens to each kind of target, and
	// when; a sentence can begin with Phrase, or with ForSuppliers where they are hit
	// otherwise.
	Hit          string
	Phrase       string
	ForSuppliers string
	Day          int // day 1 is the first one counted
	Standard     []string
	// Spared are targets to which this cannot happen, Idle the links that carry
	// less than one item a week, which are not hit: it would mostly meet none.
	Spared, Idle []Target
}

// Target is a part of an organisation that can be hit.
type Target struct {
	Kind     string // "department", "system", "supplier" or "link"
	Name     string // of a link: "from → to"
	From, To string // of a link: its departments
}

// Settings of the matrix of an organisation, which has no run of its own.
const (
	matrixFor          = 42
	matrixReplications = 20
	matrixDay          = 8 // or the first working day after it
)

// leastADay is what a link must carry on a working day to be hit: one item a week.
const leastADay = 0.2

// LoadMatrix reads an organisation, or a scenario for its organisation and its
// run: what goes wrong in the scenario, and its options, are left out. Errors
// are those of Load; those of the options stand under the names of the flags.
func LoadMatrix(nameOrPath string, o MatrixOptions) (*Matrix, error) {
	file, err := open(nameOrPath)
	if err != nil {
		return nil, err
	}
	p := &problems{}
	root := parseFile(file, p)
	if root == nil {
		return nil, p.err()
	}
	h, err := readHit(o)
	if err != nil {
		return nil, err
	}
	s, b, err := calm(file, root, o.Options, p)
	if err != nil {
		return nil, err
	}
	if err := p.err(); err != nil {
		return nil, err
	}
	m := &Matrix{Scenario: s, Hit: h.name, Phrase: h.phrase(""), ForSuppliers: h.phrase("supplier")}
	if err := h.time(b, o.At); err != nil {
		return nil, err
	}
	m.Day = b.model.Calendars[0].Day(h.at) - b.model.FirstDay + 1
	if err := m.strike(b, h, o.AllLinks); err != nil {
		return nil, err
	}
	s.Model = b.model
	return m, nil
}

// calm builds an organisation to which nothing happens, with the run of a
// scenario where the file is one.
func calm(file opened, root *node, o Options, p *problems) (*Scenario, *builder, error) {
	s := &Scenario{Name: file.name, Text: string(file.text), OrganisationText: string(file.text)}
	var r run
	var start *node
	if isOrganisation(root) {
		var unsaid []string
		r = readRun(nil, &unsaid)
		r.days, r.replications = matrixFor, matrixReplications
		s.org = readOrganisation(root, file.name, &s.Notes)
	} else {
		f := root.fields("scenario")
		n := f.need("organisation")
		if n == nil {
			return s, nil, p.err()
		}
		org, err := s.organisation(file, n, p)
		if err != nil || org == nil {
			return s, nil, errOr(err, p)
		}
		s.org = org
		r, start = readRun(f.get("run"), &s.Notes), f.get("start")
	}
	if err := r.override(o); err != nil {
		return s, nil, err
	}
	if len(p.list) > 0 {
		return s, nil, p.err()
	}
	s.OrganisationName, s.Title = s.org.title, s.org.title
	b := newBuilder(s.org, r, &s.Notes)
	if b == nil {
		return s, nil, p.err()
	}
	b.model.Scenario, b.model.Name = s.Title, s.Name
	b.addArms(nil)
	if len(p.list) == 0 {
		b.openOrders(start)
	}
	if len(p.list) == 0 {
		b.warn()
	}
	return s, b, nil
}

func errOr(err error, p *problems) error {
	if err != nil {
		return err
	}
	return p.err()
}

// targets are all parts of an organisation, kind by kind in the order of the
// file, links by their departments, those that carry hardly anything apart.
func (s *Scenario) targets(allLinks bool) (all, idle []Target) {
	for _, d := range s.org.departments {
		all = append(all, Target{Kind: "department", Name: d.name})
	}
	for _, x := range s.org.systems {
		all = append(all, Target{Kind: "system", Name: x.name})
	}
	for _, x := range s.org.suppliers {
		all = append(all, Target{Kind: "supplier", Name: x.name})
	}
	for _, h := range s.Handoffs() {
		if h.From.Kind == DepartmentPlace && h.To.Kind == DepartmentPlace {
			link := Target{Kind: "link", Name: h.From.Name + " → " + h.To.Name, From: h.From.Name, To: h.To.Name}
			if h.PerDay < leastADay && !allLinks {
				idle = append(idle, link)
			} else {
				all = append(all, link)
			}
		}
	}
	return all, idle
}

// maxTargets bounds the arms of a matrix.
const maxTargets = 2000

// strike adds an arm for every target that can be hit.
func (m *Matrix) strike(b *builder, h *hit, allLinks bool) error {
	all, idle := m.targets(allLinks)
	m.Idle = idle
	if len(all) > maxTargets {
		return Diagnostics{{File: m.Name, Message: fmt.Sprintf("%d departments, systems, suppliers and links are more than %d", len(all), maxTargets)}}
	}
	var effects []sim.Effect
	for _, t := range all {
		text, can := h.does(t)
		if can {
			var e sim.Effect
			if e, can = b.struck(text); can {
				effects, m.Targets = append(effects, e), append(m.Targets, t)
				continue
			}
		}
		m.Spared = append(m.Spared, t)
	}
	if len(effects) == 0 {
		return Diagnostics{{File: "--hit", Message: "nothing in " + m.OrganisationName + " can have a `" + h.name + "`", Hint: "hits are " + strings.Join(Hits(), ", ")}}
	}
	for i, t := range m.Targets {
		b.model.Arms = append(b.model.Arms, sim.Arm{Name: t.Kind + " " + t.Name, Label: effects[i].Name, Part: true})
	}
	for i, e := range effects {
		e.When.At, e.Arms = h.at, b.arms(false)
		e.Arms[sim.DoNothing+1+i] = true
		b.model.Effects = append(b.model.Effects, e)
	}
	for _, kind := range []string{"department", "system", "supplier", "link"} {
		if slices.ContainsFunc(m.Targets, func(t Target) bool { return t.Kind == kind }) {
			m.Standard = append(m.Standard, h.says(kind))
		}
	}
	return nil
}

// struck reads what happens to a target; false when it cannot.
func (b *builder) struck(text string) (sim.Effect, bool) {
	p := &problems{}
	n := parse("matrix", []byte(text), p)
	if n == nil {
		return sim.Effect{}, false
	}
	notes := b.notes
	b.notes = &[]string{}
	defer func() { b.notes = notes }()
	e, ok := b.effect(n, "inject", "")
	return e, ok && len(p.list) == 0
}

// time is when it hits: as asked, or on the first working day after a week, or
// after a third of a shorter run.
func (h *hit) time(b *builder, at string) error {
	if at != "" {
		p := &problems{}
		tick, ok := b.momentTick(flagged("--at", at, p), at)
		if !ok {
			return p.err()
		}
		h.at = tick
		return nil
	}
	days := b.model.Calendars[0].WorkingDay
	last := b.model.Calendars[0].Day(b.model.Until - 1)
	day := b.model.FirstDay + min(matrixDay-1, (last-b.model.FirstDay)/3)
	for day < last && !b.model.Calendars[0].Always && !days[day] {
		day++
	}
	h.at = max(b.model.From, b.model.Calendars[0].At(day, 0))
	return nil
}

// flagged is the value of a flag as a node, for the readers of nodes.
func flagged(flag, text string, p *problems) *node {
	return &node{source: &source{name: flag, problems: p}, kind: scalar, text: text}
}
