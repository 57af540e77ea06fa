// Package draw gives ripple its chance: one uniform for every identity, and the
// distributions that turn a uniform into ticks.
//
// A draw is a pure function of who asks and where in its life: (seed,
// replication) make a [Key], an entity and its place (step, visit, purpose,
// ordinal) make a counter, and a counter-based generator turns key and counter
// into bits. Nothing is consumed and nothing advances, so two arms that ask the
// same question get the same answer whatever happened between, which is what
// common random numbers by identity need.
//
// Every distribution is drawn by inversion: one uniform in, one value out, and a
// larger uniform never gives a smaller value. Logarithm, exponential and
// quantiles are the package's own, written so that no compiler may fuse a
// multiplication with an addition; with the exact operations (+ − × ÷, square
// root, floor) they give the same bits on every processor.
package draw
