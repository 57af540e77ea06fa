// Package scenarios is the file format people write: it reads organisations
// and scenarios in YAML, says what is wrong with them (where, what, and what to
// do), and turns them into the engine's model. It also holds the shipped
// library.
//
// A file goes through four stations, each in files of its own: document.go
// makes a tree of nodes that know their place in the file; the readers
// (organisation.go, flows.go, customers.go, …) turn nodes into plain records;
// build.go turns records into a sim.Model, to which effects.go and the actions
// (injects.go, responses.go, change.go) add what happens; and check.go looks
// at the model as a planner would before running it.
package scenarios
