package draw

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash"
	"math"
	"testing"
)

// goldenDraws is what 100,000 draws of each distribution below hash to, on every
// processor and under every GOAMD64. It changes only when draws change, and then
// every result of ripple does.
const goldenDraws = "ff78f53c959cae2ca46c49b2908b4550d450f875db44a4e80a90f26b526bd41c"

func TestDrawsAreTheSameBitsEverywhere(t *testing.T) {
	sum := sha256.New()
	key := NewKey(2026, 7)
	all := append(specimens(),
		specimen{"gamma", []float64{3, 0.02}},
		specimen{"gamma", []float64{3, 12}},
		specimen{"lognormal-mean-cv", []float64{3, 9}},
		specimen{"weibull", []float64{5, 0.2}},
		specimen{"pert", []float64{2, 4.3, 8}},
	)
	buffer := make([]byte, 0, 8*100_000)
	for i, s := range all {
		d := build(t, s.name, s.parameters...)
		buffer = buffer[:0]
		for entity := range uint64(100_000) {
			u := key.Uniform(entity, At(uint16(i), 0, Work, 0))
			buffer = binary.LittleEndian.AppendUint64(buffer, math.Float64bits(d.Quantile(u)))
		}
		sum.Write(buffer)
		least := d.AtLeast(2.4)
		for _, x := range []float64{d.Mean(), d.Variance(), d.Min(), d.Max(), least.Mean(), least.Variance(), float64(d.TicksScaled(0.7, 1234.5))} {
			writeBits(sum, x)
		}
	}
	if got := hex.EncodeToString(sum.Sum(nil)); got != goldenDraws {
		t.Errorf("draws hash to %s, not %s", got, goldenDraws)
	}
}

func writeBits(sum hash.Hash, x float64) {
	sum.Write(binary.LittleEndian.AppendUint64(nil, math.Float64bits(x)))
}
