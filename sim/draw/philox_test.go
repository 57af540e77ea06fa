package draw

import (
	"math"
	"math/bits"
	"testing"

	"pgregory.net/rapid"
)

// The vectors "philox2x64 7" of Random123's tests/kat_vectors (D. E. Shaw
// Research).
func TestPhiloxGivesThePublishedKnownAnswers(t *testing.T) {
	for _, c := range []struct{ c0, c1, key, want0, want1 uint64 }{
		{0, 0, 0, 0xb41da69fbfefc666, 0x511e9ce1a5534056},
		{math.MaxUint64, math.MaxUint64, math.MaxUint64, 0xa4696cc04462015d, 0x724782dae17169e9},
		{0x243f6a8885a308d3, 0x13198a2e03707344, 0xa4093822299f31d0, 0x98ed1534392bf372, 0x67528b1568882fd5},
	} {
		if got0, got1 := philox(c.c0, c.c1, c.key); got0 != c.want0 || got1 != c.want1 {
			t.Errorf("philox(%x, %x, %x) = %x %x, want %x %x", c.c0, c.c1, c.key, got0, got1, c.want0, c.want1)
		}
	}
}

func TestUniformIsThePublishedGeneratorOnTheIdentity(t *testing.T) {
	key := Key{k: 0xa4093822299f31d0}
	want := (float64(uint64(0x98ed1534392bf372)>>12) + 0.5) / (1 << 52)
	if got := key.Uniform(0x243f6a8885a308d3, 0x13198a2e03707344); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestUniformStaysOffBothEndsAndHasAnExactComplement(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		key := NewKey(rapid.Uint64().Draw(t, "seed"), rapid.Uint32().Draw(t, "replication"))
		u := key.Uniform(rapid.Uint64().Draw(t, "entity"), rapid.Uint64().Draw(t, "at"))
		if !(u >= 0x1p-53 && u <= 1-0x1p-53) {
			t.Fatalf("uniform %v", u)
		}
		if (1-u)+u != 1 || 1-(1-u) != u {
			t.Fatalf("the complement of %v is not exact", u)
		}
	})
	// The identities whose 64 bits are all zeros and all ones.
	key := NewKey(1, 2)
	for word, want := range map[uint64]float64{0: 0x1p-53, math.MaxUint64: 1 - 0x1p-53} {
		if got := key.Uniform(unphilox(word, 12345, key.k)); got != want {
			t.Errorf("bits %x give %g, want %g", word, got, want)
		}
	}
}

// unphilox returns the counter that philox turns into (c0, c1).
func unphilox(c0, c1, key uint64) (uint64, uint64) {
	inverse := uint64(1) // of the multiplier modulo 2⁶⁴, by Newton's method
	for range 6 {
		inverse *= 2 - philoxMultiplier*inverse
	}
	for round := 6; round >= 0; round-- {
		before := c1 * inverse
		high, _ := bits.Mul64(before, philoxMultiplier)
		c0, c1 = before, c0^high^(key+uint64(round)*philoxWeyl)
	}
	return c0, c1
}

func TestADrawDependsOnEveryPartOfItsIdentity(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		seed, replication := rapid.Uint64().Draw(t, "seed"), rapid.Uint32().Draw(t, "replication")
		entity, at := rapid.Uint64().Draw(t, "entity"), rapid.Uint64().Draw(t, "at")
		u := NewKey(seed, replication).Uniform(entity, at)
		if u != NewKey(seed, replication).Uniform(entity, at) {
			t.Fatal("the same identity drew differently")
		}
		bit := rapid.IntRange(0, 63).Draw(t, "bit")
		for name, other := range map[string]float64{
			"seed":        NewKey(seed^1<<bit, replication).Uniform(entity, at),
			"replication": NewKey(seed, replication^1<<(bit%32)).Uniform(entity, at),
			"entity":      NewKey(seed, replication).Uniform(entity^1<<bit, at),
			"at":          NewKey(seed, replication).Uniform(entity, at^1<<bit),
		} {
			if other == u {
				t.Fatalf("another %s drew the same", name)
			}
		}
	})
}

// Identities are small structured numbers; whatever part of them counts up,
// the uniforms must look independent.
func TestUniformsAreEvenAndUncorrelatedAlongEveryPartOfTheIdentity(t *testing.T) {
	const n, cells = 1 << 20, 1 << 10
	base := NewKey(1, 0)
	for name, draw := range map[string]func(i int) float64{
		"demand":      func(i int) float64 { return base.Uniform(uint64(i), At(0, 0, Gap, 0)) },
		"step":        func(i int) float64 { return base.Uniform(uint64(i>>8), At(uint16(i&255), 0, Work, 0)) },
		"visit":       func(i int) float64 { return base.Uniform(uint64(i>>8), At(0, uint16(i&255), Work, 0)) },
		"purpose":     func(i int) float64 { return base.Uniform(uint64(i>>3), At(0, 0, Purpose(i&7), 0)) },
		"ordinal":     func(i int) float64 { return base.Uniform(7, At(uint16(i>>16), 0, Gap, uint16(i))) },
		"replication": func(i int) float64 { return NewKey(1, uint32(i)).Uniform(0, 0) },
		"seed":        func(i int) float64 { return NewKey(uint64(i), 0).Uniform(0, 0) },
		"child":       func(i int) float64 { return base.Uniform(Child(3, uint64(i)), 0) },
	} {
		var counts [cells]int
		var sum, products float64
		previous := 0.5
		for i := range n {
			u := draw(i)
			counts[int(u*cells)]++
			sum += u - 0.5
			products += (u - 0.5) * (previous - 0.5)
			previous = u
		}
		square := 0.0
		for _, count := range counts {
			off := float64(count) - n/cells
			square += off * off / (n / cells)
		}
		// Each is standard normal, nearly; five deviations.
		for what, z := range map[string]float64{
			"mean":        sum * math.Sqrt(12.0/n),
			"correlation": products * 12 / math.Sqrt(n),
			"evenness":    (square - (cells - 1)) / math.Sqrt(2*(cells-1)),
		} {
			if math.Abs(z) > 5 {
				t.Errorf("along %s: %s is %.1f standard errors off", name, what, z)
			}
		}
	}
}

// Flipping one bit of an identity must flip each output bit half the time.
func TestPhiloxAvalanches(t *testing.T) {
	const trials = 4096
	for bit := range 128 {
		flipped := 0
		for i := range uint64(trials) {
			a, _ := philox(i, At(uint16(i%40), 0, Work, 0), childKey)
			c0, c1 := i, At(uint16(i%40), 0, Work, 0)
			if bit < 64 {
				c0 ^= 1 << bit
			} else {
				c1 ^= 1 << (bit - 64)
			}
			b, _ := philox(c0, c1, childKey)
			flipped += bits.OnesCount64(a ^ b)
		}
		if z := (float64(flipped) - 32*trials) / math.Sqrt(16*trials); math.Abs(z) > 5 {
			t.Errorf("bit %d of the counter: %.1f standard errors off", bit, z)
		}
	}
}
