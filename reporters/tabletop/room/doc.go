// Package room opens a session for browsers: a page for each role, behind a link that
// nobody can guess. The server alone decides what a role sees and may do; what is to come
// never leaves it.
package room
