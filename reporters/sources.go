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
