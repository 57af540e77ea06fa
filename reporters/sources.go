package reporters

// Source is a file that a result comes from, as it was written.
type Source struct {
	// Title says what it is: "scenario mine", "organisation Harbour Medical".
	Title, Text string
	// Marks are the lines that say where their numbers come from.
	Marks []Mark
}

// Mark is one line of a source that says where its numbers come from.
type Mark struct {
	Line             int
	Place, Said, Why string
	// Kind is measured, agreed or guess.
	Kind string
}

// Handoff is a way that work or pieces take from one place to another.
type Handoff struct {
	From, To Place
	// PerDay is how many items, orders or deliveries take it on a working day when
	// nothing goes wrong, worked out without running.
	PerDay float64
}

// Place is a supplier, a department or a kind of customers.
type Place struct {
	Kind PlaceKind
	Name string
}

// PlaceKind tells what a place is.
type PlaceKind uint8

// The kinds of places, in the order in which work goes through them.
const (
	SupplierPlace PlaceKind = iota
	DepartmentPlace
	CustomerPlace
)
