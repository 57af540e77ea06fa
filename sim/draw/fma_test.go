package draw

import (
	"flag"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
)

var inspectFMA = flag.Bool("fma", false, "compile for other processors and look for fused multiply-adds (slow)")

// fused matches the fused multiply-adds of all the processors below.
var fused = regexp.MustCompile(`\s(VF?N?M(ADD|SUB)\w*|FN?M(ADD|SUB)\w*|WFM[AS][DS]?B)\s`)

// A product that no conversion rounds may be fused with a sum wherever the
// processor can, and then its bits are others.
func TestNoMultiplicationIsFusedWithAnAddition(t *testing.T) {
	if !*inspectFMA {
		t.Skip("run with -fma")
	}
	for _, target := range [][]string{
		{"GOARCH=amd64", "GOAMD64=v3"},
		{"GOARCH=arm64"},
		{"GOARCH=ppc64le"},
		{"GOARCH=riscv64"},
		{"GOARCH=s390x"},
		{"GOARCH=loong64"},
	} {
		command := exec.Command("go", "build", "-gcflags=-S", ".")
		command.Env = append(append(os.Environ(), "GOOS=linux", "CGO_ENABLED=0"), target...)
		assembly, err := command.CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %v\n%s", target, err, assembly)
		}
		products := 0
		for line := range strings.Lines(string(assembly)) {
			if strings.Contains(line, "FMUL") || strings.Contains(line, "MULSD") || strings.Contains(line, "MULD") {
				products++
			}
			if fused.MatchString(line) {
				t.Errorf("%v: %s", target, strings.TrimSpace(line))
			}
		}
		if products < 100 {
			t.Errorf("%v: only %d multiplications in the assembly, so it was not the package's", target, products)
		}
	}
}
