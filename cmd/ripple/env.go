package main

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"syscall"
	"time"

	"golang.org/x/term"
)

// env is everything a command may touch outside its arguments. Commands use it
// in place of package os, so that tests can replace it.
type env struct {
	Args     []string
	In       io.Reader
	Out, Err io.Writer
	Getenv   func(string) string
	// IsTerminal tells whether a stream ends in front of a person.
	IsTerminal func(io.Writer) bool
	// Interruptible returns a context that ends at the first interrupt; the
	// second one ends the process as usual.
	Interruptible func() (context.Context, context.CancelFunc)
	ReadFile      func(path string) ([]byte, error)
	// Create begins a file that appears under its name when it is complete.
	Create func(path string) (file, error)
	// WriteNew writes a file that must not exist yet; Remove takes one away that
	// was just written.
	WriteNew func(path string, text []byte) error
	Remove   func(path string)
	// Now is the wall clock, for progress alone.
	Now func() time.Time
	// Ticks are the moments of the wall clock at which play is shown, until it is stopped.
	Ticks func(every time.Duration) (ticks <-chan time.Time, stop func())
	// Version and Go are those of the program.
	Version, Go string
}

// file is an output file in the making: Commit puts it in place, Discard
// leaves nothing behind. Discard after Commit does nothing.
type file interface {
	io.Writer
	Commit() error
	Discard()
}

func systemEnv() *env {
	return &env{
		Args:       os.Args[1:],
		In:         os.Stdin,
		Out:        os.Stdout,
		Err:        os.Stderr,
		Getenv:     os.Getenv,
		IsTerminal: isTerminal,
		Interruptible: func() (context.Context, context.CancelFunc) {
			ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
			context.AfterFunc(ctx, stop)
			return ctx, stop
		},
		ReadFile: os.ReadFile,
		Create:   createFile,
		WriteNew: writeNew,
		Remove:   func(path string) { os.Remove(path) },
		Now:      time.Now,
		Ticks: func(every time.Duration) (<-chan time.Time, func()) {
			t := time.NewTicker(every)
			return t.C, t.Stop
		},
		Version: version(),
		Go:      runtime.Version(),
	}
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// version is the module's version as the Go tool recorded it in the program.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "(devel)"
	}
	return info.Main.Version
}

// createFile begins a file beside its final place, so that a rename puts it
// there whole. What is no regular file, such as a pipe, is written to directly.
func createFile(path string) (file, error) {
	mode := fs.FileMode(0o666)
	if info, err := os.Stat(path); err == nil {
		if info.IsDir() {
			return nil, &fs.PathError{Op: "write", Path: path, Err: syscall.EISDIR}
		}
		if !info.Mode().IsRegular() {
			f, err := os.OpenFile(path, os.O_WRONLY, mode)
			return &directFile{f}, err
		}
		mode = info.Mode().Perm()
	}
	f, err := openBeside(path, mode)
	if err != nil {
		return nil, err
	}
	return &wholeFile{File: f, path: path}, nil
}

// writeNew writes a file that must not exist yet, whole or not at all.
func writeNew(path string, text []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		os.Remove(path)
	}
	return err
}

// openBeside opens a new file in the folder of path, with the permissions that
// the file itself would get.
func openBeside(path string, mode fs.FileMode) (*os.File, error) {
	for i := 0; ; i++ {
		name := path + ".part" + string(rune('0'+i))
		f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
		if wrong := (*fs.PathError)(nil); errors.As(err, &wrong) {
			wrong.Path = path // not that of the file beside it
		}
		if err == nil || !os.IsExist(err) || i == 9 {
			return f, err
		}
	}
}

// wholeFile appears under its name when it is committed.
type wholeFile struct {
	*os.File
	path string
	done bool
}

func (f *wholeFile) Commit() error {
	f.done = true
	err := f.Close()
	if err == nil {
		err = os.Rename(f.Name(), f.path)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}

func (f *wholeFile) Discard() {
	if !f.done {
		f.done = true
		f.Close()
		os.Remove(f.Name())
	}
}

// directFile is written as it comes.
type directFile struct{ *os.File }

func (f *directFile) Commit() error { return f.Close() }

func (f *directFile) Discard() { f.Close() }
