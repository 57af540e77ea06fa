//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package tabletop

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
)

// lock keeps other programs from the file until it is closed, however this one ends.
func lock(f *os.File) error {
	err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return errLocked
	}
	return err
}

// settle waits until a new file is on the disk under its name.
func settle(path string) error {
	folder, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}
