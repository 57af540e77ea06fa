package reporters

import (
	"cmp"
	"slices"

	"ripple/sim"
)

// Matrix is a result in which every part of an organisation was hit in turn,
// made ready for readers.
type Matrix struct {
	Subject
	Ripple, Go string
	// Name is the file's short name.
	Name string
	Struck
	Band sim.Band
	// Rows are the parts that were hit, the one that hurts customers most first.
	Rows []MatrixRow
	// Sentences can be read aloud, Caveats warn of what is easily misread.
	Sentences, Caveats []string
	// Notes are assumptions and warnings, Sources the files it comes from, Next
	// commands worth running next.
	Notes   []string
	Sources []Source
	Next    []string
}

// Struck says what each part is hit with.
type Struck struct {
	// Hit is its name, Phrase begins a sentence: "An outage of 2 working days";
	// ForSuppliers does where suppliers are hit otherwise.
	Hit, Phrase, ForSuppliers string
	// When is the day on which it happens.
	When Day
	// Standard says for each kind of part what happens.
	Standard []string
	// Spared are parts to which this cannot happen, Idle links that carry less than
	// one item a week and are not hit.
	Spared, Idle []Target
}

// Target is a part of an organisation: a department, system, supplier or a link
// between two departments.
type Target struct {
	Kind, Name string
	From, To   string // of a link
}

// MatrixRow is what happens when one part is hit.
type MatrixRow struct {
	Target
	// Harm is what the paying customers lose together, by the positions in
	// ShareMetrics; Customers is the same for each kind of customer.
	Harm      []Estimate
	Customers []MatrixCustomer
	// Cloud holds how many orders of paying customers are late or lost in every replication.
	Cloud []float64
	// Felt says when the first customers feel it, and when the last are over it;
	// its survived and recovered are the row's time to survive and to recover.
	Felt Front
	// Departments follow it through the departments, by backlog.
	Departments []Front
}

// MatrixCustomer is what one kind of customer feels of a hit: by orders past
// their promise, or, where nothing is promised, by open orders.
type MatrixCustomer struct {
	Harm  []Estimate
	Front Front
}

// NewMatrix computes the matrix of a result, whose arms after do-nothing hit the
// targets one by one.
func NewMatrix(result *sim.Result, targets []Target, struck Struck, about About) (*Matrix, error) {
	if err := usable(result); err != nil {
		return nil, err
	}
	b := newBuilder(result)
	m := &Matrix{
		Subject: b.subject(), Ripple: about.Ripple, Go: about.Go, Name: result.Model.Name, Struck: struck,
		Band: result.Model.Band, Notes: about.Notes, Sources: about.Sources, Next: about.Next,
	}
	promised := promising(result.Model)
	for i, t := range targets {
		m.Rows = append(m.Rows, b.matrixRow(t, sim.DoNothing+1+i, promised))
	}
	slices.SortStableFunc(m.Rows, func(x, y MatrixRow) int {
		return cmp.Or(
			cmp.Compare(y.Harm[harmNotOnTime].Mean, x.Harm[harmNotOnTime].Mean),
			cmp.Compare(y.Harm[harmDelay].Mean, x.Harm[harmDelay].Mean),
			cmp.Compare(x.Kind, y.Kind), cmp.Compare(x.Name, y.Name),
		)
	})
	m.Sentences = m.sentences()
	m.Caveats = m.caveats()
	return m, nil
}

// promising tells which external segments are promised a date.
func promising(m *sim.Model) []bool {
	is := make([]bool, m.External())
	for i := range m.Streams {
		if s := &m.Streams[i]; s.Segment < len(is) {
			is[s.Segment] = is[s.Segment] || s.Promised()
		}
	}
	return is
}

func (b *builder) matrixRow(t Target, arm int, promised []bool) MatrixRow {
	paying := func(s int) bool { return b.paying[s] }
	row := MatrixRow{Target: t, Harm: b.harmOf(arm, paying), Cloud: b.harmIn(harmNotOnTime, arm, paying).num}
	var reads []func(*world) []sim.Tick
	for s := range b.model.External() {
		of := func(w *world) []sim.Tick { return w.Segments[s].Open }
		if promised[s] {
			of = func(w *world) []sim.Tick { return w.Segments[s].Overdue }
		}
		reads = append(reads, of)
		row.Customers = append(row.Customers, MatrixCustomer{
			b.harmOf(arm, func(x int) bool { return x == s }), b.feltBy(b.model.Segments[s].Name, arm, of),
		})
	}
	for d := range b.model.Departments {
		row.Departments = append(row.Departments, b.feltBy(b.model.Departments[d].Name, arm,
			func(w *world) []sim.Tick { return w.Departments[d].Backlog }))
	}
	row.Felt = b.frontOf("customers", arm, func(here, there *world) (episode, bool) { return b.anywhere(here, there, reads) })
	return row
}

// feltBy is the front of one place, without its days one by one.
func (b *builder) feltBy(name string, arm int, of func(*world) []sim.Tick) Front {
	return b.frontOf(name, arm, func(here, there *world) (episode, bool) { return b.episode(of(here), of(there)) })
}

// harmOf estimates by how much customers are worse off in an arm.
func (b *builder) harmOf(arm int, counts func(segment int) bool) []Estimate {
	harm := make([]Estimate, len(harms))
	for metric := range harms {
		harm[metric] = level(b.harmIn(metric, arm, counts), b.seed)
	}
	return harm
}

// harmIn is one such number in every replication.
func (b *builder) harmIn(metric, arm int, counts func(segment int) bool) sample {
	var s sample
	for rep := range b.result.Worlds {
		s.num = append(s.num, float64(b.harmed(metric, rep, arm, counts))/harms[metric].per)
	}
	return s
}

// anywhere is the episode of several places together: from when the first feels
// it until the last is over it.
func (b *builder) anywhere(here, there *world, reads []func(*world) []sim.Tick) (episode, bool) {
	all := episode{felt: never, over: never}
	hit := false
	for _, of := range reads {
		e, felt := b.episode(of(here), of(there))
		switch {
		case !felt:
			continue
		case !hit:
			all, hit = e, true
			continue
		}
		all.felt, all.over = min(all.felt, e.felt), max(all.over, e.over)
		if e.peak > all.peak {
			all.peak, all.usual, all.worst = e.peak, e.usual, e.worst
		}
	}
	return all, hit
}

// caveats warn of what is easily misread.
func (m *Matrix) caveats() []string {
	var said []string
	if m.Replications < fewest {
		said = append(said, count(m.Replications)+" replications are few: ranges are wide, and neighbours in the ranking may change places.")
	}
	if has := slices.ContainsFunc(m.Rows, func(r MatrixRow) bool { return r.Kind == "supplier" }); has && m.ForSuppliers != m.Phrase {
		said = append(said, "Suppliers are hit otherwise than everything else (a"+m.ForSuppliers[1:]+"): their places in the ranking rest on that.")
	}
	return said
}

// phrase begins a sentence on what happens to a target.
func (m *Matrix) phrase(t Target) string {
	if t.Kind == "supplier" {
		return m.ForSuppliers
	}
	return m.Phrase
}
