package tabletop

import (
	"flag"
	"os"
	"testing"
)

// TestMain tries a few random sessions for each law; -rapid.checks makes it more. rapid
// prints the seed of what fails: it comes again with -rapid.seed.
func TestMain(m *testing.M) {
	flag.Parse()
	usual := map[string]string{"rapid.checks": "5", "rapid.nofailfile": "true", "rapid.shrinktime": "20s"}
	flag.Visit(func(f *flag.Flag) { delete(usual, f.Name) })
	for name, value := range usual {
		if err := flag.Set(name, value); err != nil {
			panic(err)
		}
	}
	os.Exit(m.Run())
}
