package main

import (
	"errors"
	"fmt"
	"strings"
)

// Exit codes, as documented by `ripple help exit-codes`.
const (
	exitFine   = 0
	exitFailed = 1
	exitUsage  = 2 // bad usage, or a file that cannot be used
	exitUnmet  = 3 // an `expect` was not met
)

// problem is an error with what to do about it and the program's exit code.
type problem struct {
	err  error
	hint string
	code int
}

func (p *problem) Error() string { return p.err.Error() }

func (p *problem) Unwrap() error { return p.err }

// usage is a problem with how a command was called.
func usage(hint, format string, args ...any) error {
	return &problem{fmt.Errorf(format, args...), hint, exitUsage}
}

// report writes an error for people and gives the exit code it asks for.
func (e *env) report(err error) int {
	if err == nil {
		return exitFine
	}
	code, hint := exitFailed, ""
	var p *problem
	if errors.As(err, &p) {
		code, hint = p.code, p.hint
	}
	text := strings.TrimRight(err.Error(), "\n")
	// A mistake in ripple itself carries its stack, which is for those who mend it.
	if at := strings.Index(text, "\ngoroutine "); at >= 0 && e.Getenv("RIPPLE_DEBUG") == "" {
		text = text[:at]
		hint = "please report it with the command and the file that led to it (RIPPLE_DEBUG=1 shows where it happened)"
	}
	fmt.Fprintf(e.Err, "ripple: %s\n", text)
	for _, line := range strings.Split(hint, "\n") {
		if line != "" {
			fmt.Fprintf(e.Err, "  %s\n", line)
		}
	}
	return code
}
