package draw

// Keys of the two uses of the generator that must not share bits with draws.
// Digits of pi and of e: nothing up the sleeve.
const (
	seedingKey = 0x243F6A8885A308D3
	childKey   = 0xB7E151628AED2A6A
)

// topBit marks the identity of work caused by work; the identities of demand
// have it clear.
const topBit = 1 << 63

// Key is the stream of draws of one replication under one seed. It is a small
// value to be copied; the zero Key is valid but belongs to no seed.
type Key struct {
	k uint64
}

// NewKey returns the key of a replication. Distinct pairs give unrelated
// streams; for two given pairs the chance of the same key is 2⁻⁶⁴.
func NewKey(seed uint64, replication uint32) Key {
	k, _ := philox(seed, uint64(replication), seedingKey)
	return Key{k: k}
}

// Uniform returns the one uniform that belongs to an entity at a place in its
// life, as packed by [At]. It is (2n+1)·2⁻⁵³ for some n below 2⁵²: never 0,
// never 1, symmetric about a half, and its complement 1−u is exact.
func (k Key) Uniform(entity, at uint64) float64 {
	x, _ := philox(entity, at, k.k)
	return float64(int64(x>>11|1)) * 0x1p-53 // small enough for the compiler to inline
}

// At packs where in an entity's life a draw is made: the step of its flow, how
// often it has come to that step, what the draw decides, and which of several
// draws for that purpose it is. Distinct arguments give distinct results, below
// 2⁵⁶.
func At(step, visit uint16, purpose Purpose, ordinal uint16) uint64 {
	return uint64(step)<<40 | uint64(visit)<<24 | uint64(purpose)<<16 | uint64(ordinal)
}

// Child returns the identity of work caused by work: a hash of its parent and of
// the place ([At]) where the parent caused it, with the top bit set. It is the
// same in every arm and every replication. Among n children the chance that any
// two share an identity is about n²/2⁶⁴: 5·10⁻⁸ for a million.
func Child(entity, at uint64) uint64 {
	x, _ := philox(entity, at, childKey)
	return x | topBit
}

// Child is [Child] for a replication that shares its past with others: the identity
// is its own, because in theirs other work may come of the same parent.
func (k Key) Child(entity, at uint64) uint64 {
	x, _ := philox(entity, at, k.k^childKey)
	return x | topBit
}
