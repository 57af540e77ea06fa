// Package reporters turns the integers of a sim.Result into what people read:
// a Report of estimates with their uncertainty, computed once, and writers
// that show it on a terminal, as Markdown, CSV or JSON. It reads results and
// the model they came from, and nothing else of the engine.
package reporters
