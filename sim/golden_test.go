package sim

import (
	"flag"
	"testing"
)

// golden is the digest of the result of the model below. It changes when the
// engine's numbers do: print the new one with -golden, and say in the commit why.
const golden = "23deb670ce3fb4630e12374b4bfc76c2a994382cea0194674475d2d706b0909f"

var printGolden = flag.Bool("golden", false, "print the digest of the fixed model's result")

// goldenRecipe has a bit of everything that was there when it was written; what
// came later must leave it as it is.
var goldenRecipe = recipe{seed: 7, departments: 6, flows: 4, days: 3, effects: 8, features: withTies - 1}

// TestResultHasItsGoldenHash: a fixed model has the same bits on any processor
// and however the compiler was told to use it (GOAMD64=v1 and v3, and with
// GODEBUG=cpu.fma=off).
func TestResultHasItsGoldenHash(t *testing.T) {
	m := goldenRecipe.model()
	m.Replications = 6
	r := run(t, start(t), m, Options{Trace: true})
	if *printGolden {
		t.Logf("golden digest %s", digest(r))
		return
	}
	if d := digest(r); d != golden {
		t.Errorf("the digest of the fixed model's result is %s, not %s", d, golden)
	}
}
