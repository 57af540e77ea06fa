package format

// Part is a piece of the reference that is about no single mapping: a text, an
// example, and a table whose first row is its heads.
type Part struct {
	Name  string
	Title string
	// Text is paragraphs with empty lines between them.
	Text string
	// Code is YAML that begins with a key of a scenario or an organisation.
	Code  string
	Table [][]string
}
