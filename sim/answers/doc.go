// Package answers holds no code, only tests: models that queueing and
// inventory theory can solve, written as a user writes them, must give the
// theory's answers. `go test -v ./sim/answers` prints, for every quantity,
// what is expected, what was simulated, its standard error and the distance
// between the two in standard errors.
package answers
