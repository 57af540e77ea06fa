package draw

import (
	"testing"

	"pgregory.net/rapid"
)

func TestAtIsInjective(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		step, visit := rapid.Uint16().Draw(t, "step"), rapid.Uint16().Draw(t, "visit")
		purpose, ordinal := rapid.Uint8().Draw(t, "purpose"), rapid.Uint16().Draw(t, "ordinal")
		at := At(step, visit, Purpose(purpose), ordinal)
		// Every argument can be read back, so no two places share a number.
		if uint16(at>>40) != step || uint16(at>>24) != visit || uint8(at>>16) != purpose || uint16(at) != ordinal || at>>56 != 0 {
			t.Fatalf("At(%d, %d, %d, %d) = %#x", step, visit, purpose, ordinal, at)
		}
	})
}

func TestChildrenAreMarkedAndDistinct(t *testing.T) {
	seen := map[uint64]bool{}
	note := func(id uint64) {
		if id>>63 != 1 {
			t.Fatalf("child %#x has its top bit clear", id)
		}
		if seen[id] {
			t.Fatalf("child %#x came up twice", id)
		}
		seen[id] = true
	}
	for entity := range uint64(2000) {
		for step := range uint16(40) {
			child := Child(entity, At(step, 0, Branch, 0))
			note(child)
			note(Child(child, At(step, 0, Branch, 0)))
		}
	}
}

func TestKeysOfDifferentPairsDiffer(t *testing.T) {
	seen := map[Key]bool{}
	for seed := range uint64(300) {
		for replication := range uint32(1000) {
			key := NewKey(seed, replication)
			if seen[key] {
				t.Fatalf("key of seed %d replication %d came up before", seed, replication)
			}
			seen[key] = true
		}
	}
}

func TestEveryPurposeHasANameOfItsOwn(t *testing.T) {
	seen := map[string]bool{}
	for p := Work; p <= Return; p++ {
		name := p.String()
		if name != purposeNames[p] || name == "" || seen[name] {
			t.Errorf("purpose %d is called %q", p, name)
		}
		seen[name] = true
	}
	if got := Purpose(200).String(); got != "purpose 200" {
		t.Errorf("an unknown purpose is called %q", got)
	}
}
