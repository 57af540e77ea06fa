// Package scenarios is the file format people write: it reads organisations
// and scenarios in YAML, says what is wrong with them (where, what, and what to
// do), and turns them into the engine's model. It also holds the shipped
// library.
//
// A file goes through four stations, each in files of its own: document.go
// makes a tree of nodes that know their place in the file; the readers
// (organisation.go, flows.go, injects.go, …) turn nodes into plain records;
// the compiler (build.go and compile_*.go) turns records into a sim.Model; and
// check.go looks at the model as a planner would before running it.
package scenarios
