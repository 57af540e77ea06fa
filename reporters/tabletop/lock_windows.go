package tabletop

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// lock keeps other programs from the file until it is closed, however this one ends. Windows
// lets nobody else read what is locked: it is a byte that no journal reaches.
func lock(f *os.File) error {
	const far = 1 << 30
	err := windows.LockFileEx(windows.Handle(f.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0,
		&windows.Overlapped{OffsetHigh: far})
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) {
		return errLocked
	}
	return err
}

// settle waits until a new file is on the disk under its name: Windows sees to that.
func settle(string) error { return nil }
