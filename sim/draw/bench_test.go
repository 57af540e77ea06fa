package draw

import "testing"

// The sinks keep the compiler from dropping what a benchmark computes.
var (
	sinkTicks int64
	sinkValue float64
)

func BenchmarkUniform(b *testing.B) {
	key := NewKey(7, 3)
	sum := 0.0
	for i := 0; i < b.N; i++ {
		sum += key.Uniform(uint64(i), At(3, 0, Work, 0))
	}
	sinkValue = sum
}

// BenchmarkUniformInChain makes each identity wait for the draw before it.
func BenchmarkUniformInChain(b *testing.B) {
	key := NewKey(7, 3)
	entity := uint64(0)
	for i := 0; i < b.N; i++ {
		entity = uint64(key.Uniform(entity, At(3, 0, Work, 0)) * 1e9)
	}
	sinkTicks = int64(entity)
}

func BenchmarkChild(b *testing.B) {
	entity := uint64(0)
	for i := 0; i < b.N; i++ {
		entity = Child(entity, 5)
	}
	sinkTicks = int64(entity)
}

// BenchmarkTicks is a whole draw, uniform included.
func BenchmarkTicks(b *testing.B) {
	key := NewKey(7, 3)
	for _, c := range []struct {
		name       string
		parameters []float64
	}{
		{"fixed", []float64{3e5}},
		{"exponential", []float64{3e5}},
		{"uniform", []float64{1e5, 3e5}},
		{"triangular", []float64{1e5, 2e5, 6e5}},
		{"normal", []float64{3e5, 1e5}},
		{"lognormal-median-p90", []float64{3e5, 7.2e5}},
		{"weibull", []float64{3e5, 1.5}},
		{"gamma", []float64{3e5, 0.5}},
		{"pert", []float64{1e5, 2e5, 6e5}},
		{"discrete", []float64{1e5, 2e5, 5e5, 7e5, 0.2, 0.4, 0.3, 0.1}},
		{"empirical", []float64{1e5, 2e5, 3e5, 4e5, 8e5, 9e5}},
	} {
		d := build(b, c.name, c.parameters...)
		b.Run(c.name, func(b *testing.B) {
			sum := int64(0)
			for i := 0; i < b.N; i++ {
				sum += d.Ticks(key.Uniform(uint64(i), At(3, 0, Work, 0)))
			}
			sinkTicks = sum
		})
	}
}

func BenchmarkLogarithm(b *testing.B) {
	sum := 0.0
	for i := 0; i < b.N; i++ {
		sum += logarithm(float64(i) + 0.5)
	}
	sinkValue = sum
}

func BenchmarkExponential(b *testing.B) {
	sum := 0.0
	for i := 0; i < b.N; i++ {
		sum += exponential(float64(i&1023) - 512)
	}
	sinkValue = sum
}

func BenchmarkNewGamma(b *testing.B) {
	for b.Loop() {
		d, err := Gamma(40, 0.5)
		if err != nil {
			b.Fatal(err)
		}
		sinkValue = d.a
	}
}

func BenchmarkNewPert(b *testing.B) {
	for b.Loop() {
		d, err := Pert(1, 2, 6)
		if err != nil {
			b.Fatal(err)
		}
		sinkValue = d.a
	}
}
